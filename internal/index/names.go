package index

import (
	"strconv"
	"strings"

	"dossier/internal/slug"
)

// nameEvents gives every event its anchor, from its date and its words, so that a
// shared link survives the insertion of another event.
func (x *Index) nameEvents() {
	taken := map[string]bool{}
	for _, e := range x.Events {
		words := slug.Words(e.Title, 5)
		if !e.Stated {
			words = strings.TrimPrefix(e.Refs[0].Place().Anchor, "s-")
		}
		id := "e-" + dateSlug(e.Date.String())
		if words != "" {
			id += "-" + words
		}
		e.ID = id
		for n := 2; taken[e.ID]; n++ {
			e.ID = id + "-" + strconv.Itoa(n)
		}
		taken[e.ID] = true
	}
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
