package index

import (
	"slices"

	"dossier/internal/record"
)

// CanRevise tells whether the article at a path may have another record while everything
// else that the index knows stays as it is: other words, but the same names, dates,
// citations and links in sentences that follow each other in the same way.
func (x *Index) CanRevise(path string, r *record.Record) bool {
	a := x.byPath[path]
	return a != nil && tellsTheSame(a.Record, r)
}

func tellsTheSame(a, b *record.Record) bool {
	return slices.EqualFunc(a.Mentions, b.Mentions, func(p, q record.Mention) bool {
		return p.Entity == q.Entity && p.Sentence == q.Sentence && p.Rule == q.Rule
	}) && slices.EqualFunc(a.Dates, b.Dates, func(p, q record.DateMention) bool {
		return p.Sentence == q.Sentence && p.Surface == q.Surface && p.Date == q.Date && p.Value == q.Value && p.Reason == q.Reason &&
			p.Forward == q.Forward && slices.Equal(p.About, q.About)
	}) && slices.Equal(a.Citations, b.Citations) && slices.Equal(a.Links, b.Links) && slices.Equal(a.Terms, b.Terms) && samePlaces(a, b)
}

// samePlaces compares the sentences. The anchor of one with a date in it names an event.
func samePlaces(a, b *record.Record) bool {
	if len(a.Sentences) != len(b.Sentences) {
		return false
	}
	dated := map[int]bool{}
	for _, d := range a.Dates {
		dated[d.Sentence] = true
	}
	for i, p := range a.Sentences {
		q := b.Sentences[i]
		if p.Locator != q.Locator || p.Note != q.Note || dated[i] && p.Anchor != q.Anchor {
			return false
		}
		if i > 0 && (p.Paragraph == a.Sentences[i-1].Paragraph) != (q.Paragraph == b.Sentences[i-1].Paragraph) {
			return false
		}
	}
	return true
}

// Revise gives the article at a path a record of which CanRevise is true. Nobody may read
// the index meanwhile.
func (x *Index) Revise(path string, r *record.Record) {
	a := x.byPath[path]
	a.Record = r
	type list struct {
		entity  string
		demonym bool
	}
	named := map[list][]*record.Mention{}
	for i := range r.Mentions {
		m := &r.Mentions[i]
		of := list{m.Entity, m.Rule == record.Demonym}
		named[of] = append(named[of], m)
	}
	for of, mentions := range named {
		e := x.byID[of.entity]
		if e == nil {
			continue
		}
		all := e.Mentions
		if of.demonym {
			all = e.Demonyms
		}
		for i := range all {
			if all[i].Article == a {
				all[i].Mention = mentions[0]
				mentions = mentions[1:]
			}
		}
	}
}
