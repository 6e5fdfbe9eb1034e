package index

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"dossier/internal/config"
	"dossier/internal/edtf"
	"dossier/internal/record"
	"dossier/internal/source"
)

// small is a small dossier: each article is "NAME DATE" and then its sentences, each "DATE
// ENTITY...", with "!" before the date where the sentence looks ahead and "note" behind
// the entities of a reference. Events are "DATE TITLE; ENTITY...; SOURCE", before them
// "ID=e-..." and "hide" where there are such, and "in NAME" where front matter states them.
type small struct {
	articles, events, want []string
}

var timelines = map[string]small{
	"one event a date and sentence": {
		articles: []string{"a 2023-08; 2023-07-26 ada; 2023-07-26 bert; 2023-07-25 ada"},
		want:     []string{"2023-07-25 reported [ada] a.3", "2023-07-26 reported [ada] a.1", "2023-07-26 reported [bert] a.2"},
	},
	"same date and same entities in several articles are one event": {
		articles: []string{"new 2023-09; 2023-07-26 bert ada", "old 2023-08; 2023-07-26 ada bert"},
		want:     []string{"2023-07-26 reported [ada bert] old.1 new.1"},
	},
	"other entities, another event": {
		articles: []string{"a 2023-08; 2023-07-26 ada bert", "b 2023-09; 2023-07-26 ada", "c 2023-10; 2023-07-27 ada bert"},
		want:     []string{"2023-07-26 reported [ada bert] a.1", "2023-07-26 reported [ada] b.1", "2023-07-27 reported [ada bert] c.1"},
	},
	"a date of no known year goes nowhere": {
		articles: []string{"a 2023-08; XXXX-05-04 ada; ../2019 bert; XXXX-05 cara"},
		events:   []string{"XXXX-12-25 A feast is kept; ada"},
		want:     []string{"../2019 background [bert] a.2", "XXXX-12-25 stated A feast is kept [ada]"},
	},
	"sentences without entities are never joined": {
		articles: []string{"a 2023-08; 2023-07-26", "b 2023-09; 2023-07-26"},
		want:     []string{"2023-07-26 reported [] a.1", "2023-07-26 reported [] b.1"},
	},
	"an article tells two events of one day": {
		articles: []string{"a 2023-08; 2023-07-26 ada; 2023-07-26 ada", "b 2023-09; 2023-07-26 ada"},
		want:     []string{"2023-07-26 reported [ada] a.1 b.1", "2023-07-26 reported [ada] a.2"},
	},
	"kinds": {
		articles: []string{"a 2023-08; 1990 ada; 199X bert; !2024-05 cara; !2025 dora; 2023-21 emma; 2023-07-26 ada note; !2010 bert"},
		want: []string{"199X background [bert] a.2", "1990 background [ada] a.1", "2010 background [bert] a.7", "2023-21 reported [emma] a.5",
			"2023-07-26 published [ada] a.6", "2024-05 scheduled [cara] a.3", "2025 scheduled [dora] a.4"},
	},
	"what another article reports is no longer to come": {
		articles: []string{"a 2023-07; !2023-08-12 ada bert", "b 2023-09; 2023-08-12 ada bert"},
		want:     []string{"2023-08-12 reported [ada bert] a.1 b.1"},
	},
	"a publication is not what happened that day": {
		articles: []string{"a 2023-08; 2023-07-26 ada note", "b 2023-09; 2023-07-26 ada"},
		want:     []string{"2023-07-26 reported [ada] b.1", "2023-07-26 published [ada] a.1"},
	},
	"a stated event takes the sentences that tell of it": {
		articles: []string{"a 2023-08; 2023-07-26 ada bert; 2023-07-26 ada; 2023-07-26 ada bert cara; 2023-07-27 ada bert"},
		events:   []string{"2023-07-26 They meet; bert ada"},
		want:     []string{"2023-07-26 stated They meet [ada bert] a.1 a.3", "2023-07-26 reported [ada] a.2", "2023-07-27 reported [ada bert] a.4"},
	},
	"one entity is not enough": {
		articles: []string{"a 2023-08; 2023-07-26 ada"},
		events:   []string{"2023-07-26 Ada sails; ada"},
		want:     []string{"2023-07-26 stated Ada sails [ada]", "2023-07-26 reported [ada] a.1"},
	},
	"where two stated events fit, the sentence stays": {
		articles: []string{"a 2023-08; 2023-07-26 ada bert"},
		events:   []string{"2023-07-26 They meet; ada bert", "2023-07-26 They dine; ada bert"},
		want:     []string{"2023-07-26 stated They dine [ada bert]", "2023-07-26 stated They meet [ada bert]", "2023-07-26 reported [ada bert] a.1"},
	},
	"two sources, two dates, side by side": {
		events: []string{"2023-07-26 They meet; ada; https://one.example/", "2023-07-27 They  meet; bert; https://two.example/"},
		want:   []string{"2023-07-26 stated They meet [ada bert] 2023-07-26=https://one.example/ 2023-07-27=https://two.example/"},
	},
	"two sources agree": {
		events: []string{"2023-07-26 They meet; ada; https://one.example/", "2023-07-26 they meet; ada; https://two.example/"},
		want:   []string{"2023-07-26 stated They meet [ada] 2023-07-26=https://one.example/ 2023-07-26=https://two.example/"},
	},
	"one source, two dates: it happened twice": {
		events: []string{"2023-07-01 Figures appear; ada; https://one.example/", "2023-07-15 Figures appear; ada; https://one.example/"},
		want:   []string{"2023-07-01 stated Figures appear [ada]", "2023-07-15 stated Figures appear [ada]"},
	},
	"far apart: it happened twice": {
		events: []string{"2019 The forum meets; ada; https://one.example/", "2023 The forum meets; ada; https://two.example/"},
		want:   []string{"2019 stated The forum meets [ada]", "2023 stated The forum meets [ada]"},
	},
	"front matter of two articles": {
		articles: []string{"a 2023-08", "b 2023-09"},
		events:   []string{"in b 2023-07-28 They meet; bert", "in a 2023-07-26 They meet; ada"},
		want:     []string{"2023-07-26 stated They meet [ada bert] 2023-07-26=a 2023-07-28=b"},
	},
	"an id of the author's joins accounts however far apart": {
		events: []string{"ID=e-birth 1731 Ada is born; ada; https://one.example/", "ID=e-birth 1738 Ada is born; ada; https://two.example/"},
		want:   []string{"1731 stated Ada is born [ada] 1731=https://one.example/ 1738=https://two.example/"},
	},
	"an id promotes, retitles, hides": {
		articles: []string{"a 2023-08; 2023-07-24 ada; 2023-07-25 bert; 2023-07-26 cara"},
		events:   []string{"ID=e-2023-07-24-a1", "ID=e-2023-07-25-a2  Bert sails; dora", "hide ID=e-2023-07-26-a3"},
		want:     []string{"2023-07-24 stated [ada] a.1", "2023-07-25 stated Bert sails [dora] a.2"},
	},
	"an id of any of its sentences names an event": {
		articles: []string{"a 2023-08; 2023-07-26 ada", "b 2023-09; 2023-07-26 ada"},
		events:   []string{"ID=e-2023-07-26-b1  Ada sails"},
		want:     []string{"2023-07-26 stated Ada sails [ada] a.1 b.1"},
	},
	"an id that nothing has": {
		events: []string{"ID=e-2023-07-26-b1  Ada sails", "hide ID=e-gone"},
		want:   []string{`no event has the id "e-2023-07-26-b1"`, `no event has the id "e-gone"`},
	},
}

func (s small) build(t *testing.T) *Index {
	c := &config.Config{Language: "en", Types: []config.Type{{ID: "person", Name: "person"}}}
	catalogue := &record.Catalogue{}
	for _, id := range []string{"ada", "bert", "cara", "dora", "emma"} {
		catalogue.Entities = append(catalogue.Entities, &record.Entity{ID: id, Name: id, Type: "person"})
	}
	entries := map[string]*record.Entry{}
	var records []*record.Record
	for _, text := range s.articles {
		parts := strings.Split(text, "; ")
		name, day, _ := strings.Cut(parts[0], " ")
		r := &record.Record{Entry: &record.Entry{Slug: name, Title: name, Date: edtf.MustParse(day)}}
		entries[name] = r.Entry
		for i, part := range parts[1:] {
			words := strings.Fields(part)
			sentence := record.Sentence{Anchor: fmt.Sprintf("s-%s%d", name, i+1), Paragraph: 1}
			if words[len(words)-1] == "note" {
				words = words[:len(words)-1]
				sentence.Locator, sentence.Note = record.InNote, i+1
				r.Citations = append(r.Citations, record.Citation{URL: "https://example.org/", Sentence: i, Note: i + 1})
			}
			date, forward := strings.CutPrefix(words[0], "!")
			r.Sentences = append(r.Sentences, sentence)
			r.Dates = append(r.Dates, record.DateMention{Sentence: i, Date: edtf.MustParse(date), Forward: forward})
			for _, id := range words[1:] {
				r.Mentions = append(r.Mentions, record.Mention{Entity: id, Sentence: i})
			}
		}
		records = append(records, r)
	}
	for _, text := range s.events {
		var e record.Event
		text, e.Hide = strings.CutPrefix(text, "hide ")
		in, front := strings.CutPrefix(text, "in ")
		var name string
		if front {
			name, text, _ = strings.Cut(in, " ")
		}
		if id, ok := strings.CutPrefix(text, "ID="); ok {
			e.ID, text, _ = strings.Cut(id, " ")
		}
		parts := append(strings.Split(text, "; "), "", "")
		day, title, _ := strings.Cut(parts[0], " ")
		if e.Title = title; day != "" {
			e.Date = edtf.MustParse(day)
		}
		e.Entities, e.Source = strings.Fields(parts[1]), parts[2]
		if front {
			entries[name].Events = append(entries[name].Events, e)
		} else {
			catalogue.Events = append(catalogue.Events, e)
		}
	}
	return Build(c, catalogue, records)
}

func TestTimeline(t *testing.T) {
	for name, s := range timelines {
		t.Run(name, func(t *testing.T) {
			x := s.build(t)
			var got []string
			for _, e := range x.Events {
				got = append(got, describe(e))
			}
			for _, p := range x.Problems {
				if p.Code == source.NeverNamed {
					continue // the cases name only those that they need
				}
				got = append(got, p.Message)
			}
			slices.Sort(got)
			slices.Sort(s.want)
			if !slices.Equal(got, s.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(s.want, "\n"))
			}
			checkOrder(t, x)
		})
	}
}

func describe(e *Event) string {
	s := e.Date.String() + " " + e.Kind.String()
	if e.Title != "" {
		s += " " + strings.Join(strings.Fields(e.Title), " ")
	}
	s += fmt.Sprint(" ", ids(e.Entities))
	for _, r := range e.Refs {
		s += fmt.Sprintf(" %s.%d", r.Article.Entry.Slug, r.Sentence+1)
	}
	for _, a := range e.Accounts {
		from := a.Source
		if a.Article != nil {
			from = a.Article.Entry.Slug
		}
		s += " " + a.Date.String() + "=" + from
	}
	return s
}

// checkOrder: events are in time, the louder kinds first; ids are unique; entities know
// their events in the same order.
func checkOrder(t *testing.T, x *Index) {
	taken := map[string]bool{}
	take := func(id string) {
		if taken[id] || !strings.HasPrefix(id, "e-") {
			t.Errorf("the id %q is taken or no id", id)
		}
		taken[id] = true
	}
	for i, e := range x.Events {
		take(e.ID)
		for _, r := range e.Refs {
			if r.ID != e.ID {
				take(r.ID)
			}
		}
		if i > 0 {
			before := x.Events[i-1]
			if c := edtf.Compare(before.Date, e.Date); c > 0 || c == 0 && before.Kind > e.Kind {
				t.Errorf("%s stands after %s", describe(e), describe(before))
			}
		}
		for _, entity := range e.Entities {
			if !slices.Contains(entity.Events, e) {
				t.Errorf("%s does not know of %s", entity.ID, describe(e))
			}
		}
	}
}

// TestAnchorsStay: a new article changes no address of an event that was there.
func TestAnchorsStay(t *testing.T) {
	for name, s := range timelines {
		t.Run(name, func(t *testing.T) {
			before := s.build(t)
			s.articles = append(slices.Clone(s.articles), "zz 2030-01; 2023-07-26 ada; 2023-07-26 ada bert; 2023-07-20 bert; 1990 ada")
			now := map[string]bool{}
			for _, e := range s.build(t).Events {
				now[e.ID] = true
				for _, r := range e.Refs {
					now[r.ID] = true
				}
			}
			for _, e := range before.Events {
				if !now[e.ID] {
					t.Errorf("nothing answers to %s any more", e.ID)
				}
			}
		})
	}
}
