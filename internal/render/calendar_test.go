package render

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"dossier/internal/config"
	"dossier/internal/index"
	"dossier/internal/record"
	"dossier/templates"
)

// crowded is a site with so many events of each EDTF date, read from one article, and one
// stated event for each date.
func crowded(t *testing.T, counts map[string]int) *Site {
	t.Helper()
	c := &config.Config{Title: "Crowded", Language: "en", Types: []config.Type{{ID: "person", Name: "person", Plural: "People"}}}
	catalogue := &record.Catalogue{Entities: []*record.Entity{{ID: "ada", Name: "Ada", Type: "person"}}}
	r := &record.Record{Entry: &record.Entry{Slug: "a", Title: "A"}}
	text := &Text{}
	for _, day := range slices.Sorted(maps.Keys(counts)) {
		catalogue.Events = append(catalogue.Events, record.Event{Date: date(t, day), Title: "Stated for " + day})
		for range counts[day] {
			i := len(r.Sentences)
			r.Sentences = append(r.Sentences, record.Sentence{Anchor: fmt.Sprintf("s-%d", i), Paragraph: 1})
			r.Dates = append(r.Dates, record.DateMention{Sentence: i, Date: date(t, day)})
			r.Mentions = append(r.Mentions, record.Mention{Entity: "ada", Sentence: i})
			text.Quotes = append(text.Quotes, "Ada sailed.")
			text.Titles = append(text.Titles, "Ada sailed")
		}
	}
	s := &Site{Config: c, Index: index.Build(c, catalogue, []*record.Record{r}), Texts: textMap{"/articles/a/": text}}
	if bad, err := s.Templates(templates.Files, nil); err != nil || len(bad) > 0 {
		t.Fatalf("%s: %v", bad, err)
	}
	return s
}

var (
	eventID   = regexp.MustCompile(`<li id="?([^ ">]+)"? class="event[^>]*>`)
	barTarget = regexp.MustCompile(`<a href="([^"]*)#(e-[^"]*)"`)
)

// TestNoPageGrows: whatever the number of events, a page has at most 500 of them, every
// event stands on the page that its address names, and so does what a chart leads to.
func TestNoPageGrows(t *testing.T) {
	for _, c := range []struct {
		name   string
		counts map[string]int
		first  int // events on the first page
		pages  []string
	}{
		{"a short timeline", map[string]int{"2001-05-04": 200, "2002": 297}, 499, []string{"", "2001/", "2002/"}},
		{"a long timeline", map[string]int{"2001-05-04": 200, "2002": 298, "2002-06": 1}, 3, []string{"", "2001/", "2002/"}},
		{"a long year", map[string]int{"2001-05-04": 300, "2001-06": 300, "2001": 10, "-0043-03-15": 1}, 4,
			[]string{"", "2001/", "2001/05/", "2001/06/", "2001/any/", "bc0043/"}},
		{"a long month", map[string]int{"2001-05-04": 700, "2001-05-05": 400, "2001-06": 2}, 3, []string{"", "2001/", "2001/05/", "2001/05/2/", "2001/05/3/", "2001/06/"}},
		{"a long time before a year", map[string]int{"../1900": 600}, 1, []string{"", "1900/", "1900/any/", "1900/any/2/"}},
		{"dates of no known year are stated or nowhere", map[string]int{"XXXX-05-04": 600, "XXXX-05": 2}, 2, []string{"", "undated/"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := crowded(t, c.counts)
			pages := map[string]map[string]bool{} // path -> ids on it
			shells := map[string][]byte{}
			for _, f := range s.Plan() {
				if !strings.HasPrefix(f.Path, "timeline/") && !strings.HasPrefix(f.Path, "entities/ada") {
					continue
				}
				content, err := f.Make()
				if err != nil {
					t.Fatal(err)
				}
				ids := map[string]bool{}
				for _, m := range eventID.FindAllSubmatch(content.Data, -1) {
					if ids[string(m[1])] {
						t.Errorf("%s has %s twice", f.Path, m[1])
					}
					ids[string(m[1])] = true
				}
				if len(ids) > pageOfEvents {
					t.Errorf("%s has %d events", f.Path, len(ids))
				}
				page := "/" + strings.TrimSuffix(f.Path, "index.html")
				pages[page], shells[page] = ids, content.Data
			}
			for _, p := range c.pages {
				if pages["/timeline/"+p] == nil {
					t.Errorf("there is no page /timeline/%s", p)
				}
			}
			if got := len(pages) - 1; got != len(c.pages) {
				t.Errorf("got %d pages of the timeline, want %d", got, len(c.pages))
			}
			if got := len(pages["/timeline/"]); got != c.first {
				t.Errorf("the first page has %d events, want %d", got, c.first)
			}
			for _, e := range s.Index.Events {
				page, id, _ := strings.Cut(s.calendar.address(e), "#")
				if !pages[page][id] {
					t.Errorf("%s is not on %s", id, page)
				}
			}
			for here, shell := range shells {
				for _, m := range barTarget.FindAllSubmatch(shell, -1) {
					if page := join(here, string(m[1])); !pages[page][string(m[2])] {
						t.Errorf("%s leads to %s on %s, which is not there", here, m[2], page)
					}
				}
			}
		})
	}
}

// join resolves a relative address.
func join(page, to string) string {
	for up := strings.HasPrefix(to, "../"); up; up = strings.HasPrefix(to, "../") {
		page = page[:strings.LastIndexByte(strings.TrimSuffix(page, "/"), '/')+1]
		to = to[3:]
	}
	return page + to
}

// TestYearsNear: the first page of a long chronicle leads to every year, the page of a year
// to those around it, so that the lists do not grow with the square of the years.
func TestYearsNear(t *testing.T) {
	c := &calendar{}
	for n := 1001; n <= 1400; n++ {
		c.years = append(c.years, year{number: n, id: fmt.Sprint(n)})
	}
	for path, want := range map[string]string{
		"/timeline/":         "1001-1400",
		"/timeline/1200/":    "1188-1212",
		"/timeline/1200/05/": "1188-1212",
		"/timeline/1001/":    "1001-1013",
		"/timeline/1400/":    "1388-1400",
	} {
		near := c.near(path)
		if got := near[0].id + "-" + near[len(near)-1].id; got != want {
			t.Errorf("%s leads to %s, not %s", path, got, want)
		}
	}
	c.years = c.years[:40]
	if near := c.near("/timeline/1001/"); len(near) != 40 {
		t.Errorf("%d of 40 years", len(near))
	}
}
