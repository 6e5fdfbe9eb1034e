package index

import (
	"slices"

	"dossier/internal/edtf"
	"dossier/internal/resolve/clause"
)

// A text that tells of a stated event on another day stands beside it, so that a reader
// sees both dates. It has to be the same event beyond doubt: what is joined wrongly would
// vanish from its own day.

// differ joins found events with the stated event that they tell of at another date.
func (t *timeline) differ() {
	byEntity := map[*Entity][]*Event{}
	about := map[*Event][]uint32{}
	for _, e := range t.stated {
		if t.dropped[e] || e.Title == "" || len(e.Entities) == 0 {
			continue
		}
		about[e] = clause.Words(e.Title)
		for _, entity := range e.Entities {
			byEntity[entity] = append(byEntity[entity], e)
		}
	}
	for _, f := range t.found {
		if t.dropped[f] || f.Forward || f.Refs[0].Article.isReference(f.Refs[0].Sentence) {
			continue
		}
		var same []*Event
		for _, entity := range f.Entities {
			for _, e := range byEntity[entity] {
				if !slices.Contains(same, e) && t.tellsOf(f, e, about[e]) {
					same = append(same, e)
				}
			}
		}
		if len(same) == 1 && isOtherDate(same[0], f.Date) {
			same[0].Refs = append(same[0].Refs, f.Refs...)
			t.dropped[f] = true
		}
	}
}

// How much of a stated event must be in a clause, in parts of all its words. What only
// names its entities does not count.
const (
	mostWords  = 0.6
	fewestSaid = 2
)

// tellsOf tells that the clause of f says what e is called, of the same entities.
func (t *timeline) tellsOf(f, e *Event, title []uint32) bool {
	shared, names := 0, []uint32(nil)
	for _, entity := range e.Entities {
		if slices.Contains(f.Entities, entity) {
			shared++
		}
		names = append(names, clause.Words(entity.Name)...)
	}
	if 2*shared <= len(e.Entities) && shared < 3 {
		return false
	}
	clauseWords := f.Refs[0].Mention().About
	all, here, said := 0, 0, 0
	for _, w := range title {
		all++
		if _, found := slices.BinarySearch(clauseWords, w); found {
			here++
			if !slices.Contains(names, w) {
				said++
			}
		}
	}
	return said >= fewestSaid && float64(here) >= mostWords*float64(all)
}

// isOtherDate tells that a date lies apart from all that are stated of an event, but not so
// far that it happened twice: a month for days, a season for months, three years for years.
func isOtherDate(e *Event, d edtf.Date) bool {
	stated := []edtf.Date{e.Date}
	for _, a := range e.Accounts {
		stated = append(stated, a.Date)
	}
	near := false
	for _, s := range stated {
		n := gap(s, d)
		if n == 0 {
			return false
		}
		switch coarser := min(s.Precision(), d.Precision()); {
		case coarser >= edtf.ToDay:
			near = near || n <= recurrence
		case coarser > edtf.ToYear:
			near = near || n <= 3*recurrence
		case coarser == edtf.ToYear:
			near = near || n <= 2*366
		}
	}
	return near
}
