package index

import (
	"cmp"
	"slices"

	"dossier/internal/edtf"
	"dossier/internal/record"
)

// Event is something on the timeline: stated by the author, or read from a sentence.
type Event struct {
	ID       string // anchor: e-2023-07-26-...
	Date     edtf.Date
	Title    string // stated events only; a found one is called by its sentence
	Stated   bool
	Forward  bool // the sentence speaks of it as still to come
	Entities []*Entity
	Refs     []Ref  // the sentences that it was read from
	Written  string // the date as the sentence writes it
	Reason   string // how the date was read
	Source   string
	Note     string
	Article  *Article // the article at Source, if it is in the dossier
}

// timeline puts stated events and the dates of sentences in order. One sentence makes
// one event a date.
func (x *Index) timeline(stated []record.Event) {
	bySource := map[string]*Article{}
	for _, a := range x.Articles {
		if a.Entry.Source != "" {
			bySource[a.Entry.Source] = a
		}
	}
	for _, s := range stated {
		e := &Event{Date: s.Date, Title: s.Title, Stated: true, Source: s.Source, Note: s.Note, Article: bySource[s.Source]}
		for _, id := range s.Entities {
			if entity := x.byID[id]; entity != nil {
				e.Entities = append(e.Entities, entity)
			}
		}
		x.Events = append(x.Events, e)
	}
	for _, a := range x.Articles {
		x.found(a)
	}
	slices.SortStableFunc(x.Events, func(a, b *Event) int {
		return cmp.Or(edtf.Compare(a.Date, b.Date), cmp.Compare(boolRank(b.Stated), boolRank(a.Stated)))
	})
	x.nameEvents()
	for _, e := range x.Events {
		for _, entity := range e.Entities {
			entity.Events = append(entity.Events, e)
		}
	}
}

func boolRank(b bool) int {
	if b {
		return 1
	}
	return 0
}

// found makes an event of each date in each sentence of an article. A heading tells
// no event, and the date in a note with an address is that of a publication.
func (x *Index) found(a *Article) {
	type key struct {
		sentence int
		date     edtf.Date
	}
	seen := map[key]bool{}
	for _, d := range a.Dates {
		k := key{d.Sentence, d.Date}
		if d.Date.IsZero() || seen[k] || a.Sentences[d.Sentence].Locator == record.InHeading || a.isReference(d.Sentence) {
			continue
		}
		seen[k] = true
		var mentions []record.Mention
		for _, m := range a.Mentions {
			if m.Sentence == d.Sentence {
				mentions = append(mentions, m)
			}
		}
		x.Events = append(x.Events, &Event{
			Date: d.Date, Forward: d.Forward, Entities: x.distinct(mentions),
			Refs: []Ref{{a, d.Sentence}}, Written: d.Surface, Reason: d.Reason,
		})
	}
}

// isReference tells whether a sentence of a note names a page elsewhere.
func (a *Article) isReference(sentence int) bool {
	note := a.Sentences[sentence].Note
	return note > 0 && slices.ContainsFunc(a.Citations, func(c record.Citation) bool { return c.Note == note })
}
