package render

import (
	"encoding/json"
	"strings"
	"testing"

	"dossier/internal/bib"
	"dossier/internal/edtf"
	"dossier/internal/source"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func date(t testing.TB, s string) edtf.Date {
	t.Helper()
	if s == "" {
		return edtf.Date{}
	}
	d, err := edtf.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestChicago(t *testing.T) {
	one := []Author{{Name: "Ada Sorensen", Family: "Sorensen", Given: "Ada"}}
	many := []Author{{Name: "A"}, {Name: "B"}, {Name: "C"}, {Name: "D"}}
	for _, c := range []struct {
		name string
		c    Citation
		date string
		want string
	}{
		{"article", Citation{Authors: one, Title: "The ferry", Site: "Harbours", URL: "https://example.org/f/"}, "2021-03-04", "Ada Sorensen, “The ferry,” Harbours, March 4, 2021, https://example.org/f/."},
		{"no address", Citation{Authors: one, Title: "The ferry", Site: "Harbours"}, "2021", "Ada Sorensen, “The ferry,” Harbours, 2021."},
		{"no author, no date", Citation{Title: "The ferry", Site: "Harbours"}, "", "“The ferry,” Harbours."},
		{"question keeps the comma", Citation{Title: "Who paid?", Site: "Harbours"}, "2021-03", "“Who paid?,” Harbours, March 2021."},
		{"quotation in the title", Citation{Title: "A “small” quay", Site: "Harbours"}, "", "“A ‘small’ quay,” Harbours."},
		{"two authors", Citation{Authors: many[:2], Title: "X", Site: "Y"}, "", "A and B, “X,” Y."},
		{"three authors", Citation{Authors: many[:3], Title: "X", Site: "Y"}, "", "A, B, and C, “X,” Y."},
		{"more authors", Citation{Authors: many, Title: "X", Site: "Y"}, "", "A et al., “X,” Y."},
		{"uncertain day", Citation{Title: "X", Site: "Y"}, "2021-03-04?", "“X,” Y, perhaps 4 March 2021."},
		{"before our era", Citation{Title: "X", Site: "Y"}, "-0043-03-15", "“X,” Y, 15 March 44 BC."},
		{"the dossier itself", Citation{Authors: one, Title: "Harbours", URL: "https://example.org/"}, "", "Ada Sorensen, Harbours, https://example.org/."},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.c.Date, c.c.words = date(t, c.date), words(t, "", "en")
			if got := c.c.Chicago(); got != c.want {
				t.Errorf("\n got %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestBibTeX(t *testing.T) {
	c := Citation{
		ID: "the-ferry", Title: `100 % of {50_000} #1 & C:\tmp`, Site: "Harbours & Quays", Date: date(t, "2021-03-04"), URL: "https://example.org/f/?a=1&b=%20", Language: "en",
		Authors: []Author{{Name: "Ada Sorensen", Family: "Sorensen", Given: "Ada"}, {Name: "The Port and Sea Board"}},
	}
	want := `@online{the-ferry,
  author = {Sorensen, Ada and {The Port and Sea Board}},
  title = {{100 \% of \{50\_000\} \#1 \& C:\textbackslash{}tmp}},
  organization = {Harbours \& Quays},
  date = {2021-03-04},
  url = {https://example.org/f/?a=1&b=%20},
  langid = {en},
}`
	if got := c.BibTeX(); got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
	if got := (Citation{ID: "порт", Title: "X"}).BibTeX(); got != "@online{page,\n  title = {{X}},\n}" {
		t.Errorf("got %s", got)
	}
}

func TestCSLDates(t *testing.T) {
	for _, c := range []struct{ date, want string }{
		{"", ""},
		{"2021", `{"date-parts":[[2021]]}`},
		{"2021-03", `{"date-parts":[[2021,3]]}`},
		{"2021-03-04", `{"date-parts":[[2021,3,4]]}`},
		{"2021-03-04?", `{"date-parts":[[2021,3,4]],"circa":true}`},
		{"2021-03-04/2021-04-01", `{"date-parts":[[2021,3,4],[2021,4,1]]}`},
		{"2021-21", `{"literal":"spring 2021"}`},
		{"../2021", `{"literal":"before 2021"}`},
		{"-0043", `{"literal":"44 BC"}`},
	} {
		if got := (Citation{Date: date(t, c.date), words: words(t, "", "en")}).issued(); got != c.want {
			t.Errorf("%s: got %s, want %s", c.date, got, c.want)
		}
	}
}

// TestReadBack checks that a reference manager gets out of both forms what went in.
func TestReadBack(t *testing.T) {
	for _, title := range []string{"The ferry", `100 % of {50_000} #1 & C:\tmp ~x ^y $z`, "Über “Größe”", "Порт, 港"} {
		c := Citation{ID: "ferry", Title: title, Site: "Harbours & Quays", Date: date(t, "2021-03-04"), URL: "https://example.org/f/?a=1&b=%20", Language: "en",
			Authors: []Author{{Name: "Ada Sorensen", Family: "Sorensen", Given: "Ada"}, {Name: "Quay and Sons"}}}
		want := &bib.Work{Key: "ferry", Type: "webpage", Title: title, Date: "2021-03-04", URL: c.URL, Authors: []bib.Name{{Family: "Sorensen", Given: "Ada"}, {Family: "Quay and Sons"}}}
		for name, read := range map[string]func(*source.File) ([]*bib.Work, []source.Problem){"BibTeX": bib.BibTeX, "CSL-JSON": bib.CSL} {
			text := c.BibTeX()
			if name == "CSL-JSON" {
				text = c.CSL()
			}
			f, _ := source.NewFile("cite", []byte(text))
			works, problems := read(f)
			if len(problems) > 0 || len(works) != 1 {
				t.Fatalf("%s of %q: %v, %d works", name, title, problems, len(works))
			}
			if diff := cmp.Diff(want, works[0], cmpopts.IgnoreFields(bib.Work{}, "At", "Container", "Publisher")); diff != "" {
				t.Errorf("%s: %s", name, diff)
			}
		}
	}
}

func FuzzCitation(f *testing.F) {
	f.Add("The ferry", "Ada Sorensen", "https://example.org/")
	f.Add(`}\{`, `"`, "{}")
	f.Fuzz(func(t *testing.T, title, name, url string) {
		c := Citation{ID: title, Title: title, Site: name, URL: url, Authors: []Author{{Name: name}}}
		var items []map[string]any
		if err := json.Unmarshal([]byte(c.CSL()), &items); err != nil || len(items) != 1 {
			t.Errorf("CSL-JSON of %q: %v", title, err)
		}
		depth := 0
		text := strings.NewReplacer(`\{`, "", `\}`, "").Replace(c.BibTeX())
		for _, r := range text {
			switch r {
			case '{':
				depth++
			case '}':
				depth--
			}
			if depth < 0 {
				t.Fatalf("BibTeX of %q closes too much: %s", title, c.BibTeX())
			}
		}
		if depth != 0 {
			t.Errorf("BibTeX of %q is not balanced: %s", title, c.BibTeX())
		}
	})
}
