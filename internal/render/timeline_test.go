package render

import (
	"strings"
	"testing"

	"dossier/internal/index"
)

func TestByYear(t *testing.T) {
	for _, c := range []struct{ name, dates, want string }{
		{"in order", "1999 2001-03 2001-04-01", "1999: 1999; 2001: 2001-03 2001-04-01"},
		{"open beginnings stand with their end", "../2001-05 1999 2001-03", "1999: 1999; 2001: ../2001-05 2001-03"},
		{"before our era", "-0043-03-15 -0001 0000 0001", "bc0043: -0043-03-15; bc0001: -0001; 0000: 0000; 0001: 0001"},
		{"undated last", "2001 XXXX-05", "2001: 2001; undated: XXXX-05"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var events []*index.Event
			for _, d := range strings.Fields(c.dates) {
				events = append(events, &index.Event{Date: date(t, d)})
			}
			var got []string
			for _, y := range byYear(events) {
				var dates []string
				for _, e := range y.events {
					dates = append(dates, e.Date.String())
				}
				got = append(got, y.id+": "+strings.Join(dates, " "))
			}
			if got := strings.Join(got, "; "); got != c.want {
				t.Errorf("\n got %s\nwant %s", got, c.want)
			}
		})
	}
}
