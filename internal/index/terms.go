package index

import (
	"cmp"
	"slices"
	"strings"
)

// Term is an entry of the subject index: an item with its places and sub-entries.
type Term struct {
	Item string
	Refs []TermRef
	Subs []*Term // sub-entries, by name; theirs are empty
}

// TermRef is a place of an index term.
type TermRef struct {
	Ref
	Primary bool // the main place of the item
}

// terms gathers the index terms of all articles. Items that differ by case only are
// one; the first article's spelling is kept.
func (x *Index) terms(lang string) {
	top := map[string]*Term{}
	for i := len(x.Articles) - 1; i >= 0; i-- {
		a := x.Articles[i]
		for _, t := range a.Terms {
			entry := entryOf(top, t.Item)
			if t.Sub != "" {
				entry = entry.sub(t.Sub)
			}
			ref := TermRef{Ref{a, t.Sentence}, t.Primary}
			if !slices.Contains(entry.Refs, ref) {
				entry.Refs = append(entry.Refs, ref)
			}
		}
	}
	for _, t := range top {
		x.Terms = append(x.Terms, t)
	}
	sortTerms(x.Terms, lang)
	for _, t := range x.Terms {
		sortTerms(t.Subs, lang)
	}
}

func entryOf(all map[string]*Term, item string) *Term {
	key := strings.ToLower(item)
	if all[key] == nil {
		all[key] = &Term{Item: item}
	}
	return all[key]
}

func (t *Term) sub(item string) *Term {
	for _, s := range t.Subs {
		if strings.EqualFold(s.Item, item) {
			return s
		}
	}
	s := &Term{Item: item}
	t.Subs = append(t.Subs, s)
	return s
}

func sortTerms(list []*Term, lang string) {
	key := collateKeys(lang)
	slices.SortFunc(list, func(a, b *Term) int {
		return cmp.Or(slices.Compare(key(a.Item), key(b.Item)), cmp.Compare(a.Item, b.Item))
	})
}
