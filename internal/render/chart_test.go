package render

import (
	"dossier/internal/edtf"
	"fmt"
	"strings"
	"testing"
)

// barsOf writes a chart as "span above/below address" for each bar.
func barsOf(c *ChartView) string {
	if c == nil {
		return "none"
	}
	var list []string
	for _, b := range c.Bars {
		list = append(list, b.Label+" "+b.Address)
	}
	return strings.Join(list, "; ")
}

func TestChart(t *testing.T) {
	for _, c := range []struct{ name, dates, want string }{ // a date below the axis begins with "v"
		{"nothing", "", "none"},
		{"one date", "2021", "none"},
		{"two of a month", "2021-03-04 2021-03-09", "March 2021 2/0 #0"},
		{"months", "2021-03 2021-05-31", "March 2021 1/0 #0; May 2021 1/0 #1"},
		{"above and below", "2021-03 v2021-03-02", "March 2021 1/1 #0"},
		{"below first", "v2021-03 2021-03-02", "March 2021 1/1 #0"},
		{"quarters", "2019-01 2021-12", "January–March 2019 1/0 #0; October–December 2021 1/0 #1"},
		{"years", "2001 2021", "2001 1/0 #0; 2021 1/0 #1"},
		{"decades", "1810 2021", "1810–1819 1/0 #0; 2020–2029 1/0 #1"},
		{"across the year 1", "-0009 0009", "10 BC 1/0 #0; AD 9 1/0 #1"},
		{"far apart", "Y-99999 2021", "100001–95002 BC 1/0 #0; 1 BC – 4999 1/0 #1"},
		{"open beginning counts at its end", "../2020-12 2021-01", "December 2020 1/0 #0; January 2021 1/0 #1"},
		{"unbounded dates are left out", "XXXX-05 2021-01 2021-02", "January 2021 1/0 #1; February 2021 1/0 #2"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var moments []moment
			for i, d := range strings.Fields(c.dates) {
				rest, below := strings.CutPrefix(d, "v")
				moments = append(moments, moment{date(t, rest), below, fmt.Sprint("#", i)})
			}
			chart := chart("life", moments, edtf.Date.Words, func(span string, above, below int) string {
				return fmt.Sprintf("%s %d/%d", span, above, below)
			})
			if got := barsOf(chart); got != c.want {
				t.Errorf("\n got %s\nwant %s", got, c.want)
			}
			if chart != nil {
				checkDrawing(t, chart)
			}
		})
	}
}

// checkDrawing holds for every chart: bars are inside, can be hit, and show something.
func checkDrawing(t *testing.T, c *ChartView) {
	t.Helper()
	for _, b := range c.Bars {
		switch {
		case b.Cell < 24:
			t.Errorf("%s is %d pixels wide", b.Label, b.Cell)
		case b.X < 0 || b.X+b.Cell > c.Width || b.Y < 0 || c.Axis+b.Down > c.Height:
			t.Errorf("%s is outside: %+v", b.Label, b)
		case b.Up+b.Down < 4:
			t.Errorf("%s shows nothing", b.Label)
		}
	}
}
