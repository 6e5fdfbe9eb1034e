package imports

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"dossier/internal/edtf"
)

// TestShownDate: a slide has a first and a last day only; its words tell the rest.
func TestShownDate(t *testing.T) {
	for _, want := range []string{
		"1905", "1905~", "1905?", "1905%", "-0489", "2023-07", "2023-07-26", "2023-07-26?", "2023-07-25/2023-07-27", "193X", "193X~", "19XX",
		"2023-21", "2023-24", "2023-35", "2023-41", "1905~/1910", "1914/1918?", "2013/..", "../2013", "2013/", "/2013", "[1951-05-05,1951-05-06]", "{1960,1964}",
	} {
		d := edtf.MustParse(want)
		lo, hi := d.Bounds()
		if lo.IsOpen() {
			lo = hi
		}
		if hi.IsOpen() {
			hi = lo
		}
		part := func(day edtf.Day) string {
			y := day.Year
			if y < 1 {
				y--
			}
			s := fmt.Sprintf(`{"year": %d`, y)
			if d.Precision() > edtf.ToYear {
				s += fmt.Sprintf(`, "month": "%d"`, day.Month)
			}
			if d.Precision() >= edtf.ToDay {
				s += fmt.Sprintf(`, "day": %d`, day.Day)
			}
			return s + "}"
		}
		file := fmt.Sprintf(`{"events": [{"start_date": %s, "end_date": %s, "display_date": %q, "text": {"headline": "A fair"}}]}`, part(lo), part(hi), d.Words())
		table := Events("t.json", []byte(file))
		if len(table.Problems) > 0 || len(table.Events) != 1 || table.Events[0].Date != want || table.Events[0].Note != "" {
			t.Errorf("%s: %+v\n%s", want, table, file)
		}
	}
}

// TestEventCells: what cells may hold, and what becomes of it.
func TestEventCells(t *testing.T) {
	for _, c := range []struct{ table, want string }{
		{"date,title\n2019,A fair", "2019 A fair"},
		{"\ufeffDate;Headline\r\n2019-07-25;A fair\r\n", "2019-07-25 A fair"},
		{"Date\tTitle\n2019-07-25T10:30\tA fair", "2019-07-25T10:30:00 A fair"},
		{"Year,Month,Day,Time,End Year,End Month,End Day,Display Date,Headline,Text\n2019,7,25,10:30,,,,,A fair,<p>Long.</p>", "2019-07-25T10:30:00 A fair. Long."},
		{"Year,Headline,Type\n2019,Fairs,title\n1950,The fifties,era", "1950 The fifties"},
		{"Year,Display Date,Headline\n2019,in the dry year,A fair", `2019 A fair. Shown as "in the dry year".`},
		{"date,title,source\n2019,A fair,the town's book", "2019 A fair. Source: the town's book"},
		{"date,title,url\n2019,\"A\nfair\",https://example.org/a", "2019 A fair <https://example.org/a>"},
		{"date,kind,title,sentence\n2019,found,,A fair was held.", "2019 A fair was held. (told)"},
	} {
		table := Events("t.csv", []byte(c.table))
		var got string
		for _, e := range table.Events {
			got = e.Date + " " + e.Title
			if e.Note != "" {
				got += ". " + e.Note
			}
			if e.Source != "" {
				got += " <" + e.Source + ">"
			}
			if e.Told {
				got += " (told)"
			}
		}
		if got != c.want || len(table.Problems) > 0 || len(table.Events) != 1 {
			t.Errorf("%q\n got  %s\n want %s\n %v", c.table, got, c.want, table.Problems)
		}
	}
}

func FuzzEvents(f *testing.F) {
	for _, s := range []string{
		"date,title\n2019,A fair\n", "Year;End Year;Headline\n-44;-40;A <i>fort</i>", `{"events":[{"start_date":{"year":"2019"},"text":{"headline":"x"}}]}`,
		`[{"date":"2019","title":"x","entities":["a"],"sentences":[{"text":"y"}]}]`, "[[[[", "{\"events\":", "\"", "date\n\"2019", `{"events":[{"start_date":{"year":2019,"hour":5}}],"eras":{}}`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		table := Events("t", raw)
		for _, e := range table.Events {
			d, err := edtf.Parse(e.Date)
			if err != nil || d.String() != e.Date || e.Title == "" || strings.ContainsAny(e.Title+e.Note, "\n\r\t") || e.Place.Line < 1 {
				t.Fatalf("%+v: %v", e, err)
			}
			if utf8.Valid(raw) && !utf8.ValidString(e.Title) {
				t.Fatalf("title %q", e.Title)
			}
		}
		for _, p := range table.Problems {
			if p.Message == "" || p.Line < 1 || p.Column < 1 {
				t.Fatalf("%+v", p)
			}
		}
	})
}
