package index

import (
	"strconv"
	"strings"

	"dossier/internal/slug"
)

// name gives every stated event its anchor, from its date and its title, so that a
// shared link survives the insertion of another event. Found events have theirs, from
// the anchor of their sentence.
func (t *timeline) name(events []*Event) {
	for _, e := range events {
		if e.ID != "" {
			continue
		}
		id := "e-" + dateSlug(e.Date.String())
		if words := slug.Words(e.Title, 5); words != "" {
			id += "-" + words
		}
		e.ID = t.free(id)
		t.byID[e.ID] = e
	}
}

// free makes an anchor unique: a second "x" becomes "x-2".
func (t *timeline) free(id string) string {
	unique := id
	for n := 2; t.byID[unique] != nil; n++ {
		unique = id + "-" + strconv.Itoa(n)
	}
	return unique
}

// dateSlug keeps the letters, digits and hyphens of an EDTF date.
func dateSlug(s string) string {
	return strings.Trim(strings.Map(func(r rune) rune {
		switch {
		case r >= '0' && r <= '9', r == '-':
			return r
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		case r == '/' || r == ',' || r == '.':
			return '-'
		}
		return -1
	}, s), "-")
}
