package footnotes

import (
	"fmt"
	"unicode/utf8"

	"dossier/internal/source"
)

// nearest finds the label that an author may have meant.
type nearest struct {
	unused, used []string
	known        map[string]string // label -> hint
	budget       int               // comparisons left: an article full of undefined marks must stay linear
}

const comparisons = 200_000

func newNearest(r *resolver) *nearest {
	n := &nearest{known: map[string]string{}, budget: comparisons}
	for _, def := range r.doc.Defs {
		switch {
		case def.Number > 0:
			n.used = append(n.used, def.Label)
		case def.Why == "unused":
			n.unused = append(n.unused, def.Label)
		}
	}
	return n
}

// hint says what to write instead of an undefined mark.
func (n *nearest) hint(label string) string {
	if h, ok := n.known[label]; ok {
		return h
	}
	h := fmt.Sprintf("add a line \"[^%s]: ...\"", label)
	if near := n.find(label); near != "" {
		h = fmt.Sprintf("did you mean [^%s]; or %s", near, h)
	}
	n.known[label] = h
	return h
}

// find prefers a note that waits for its mark, and asks for more likeness where it
// has one already.
func (n *nearest) find(label string) string {
	length := utf8.RuneCountInString(label)
	if near := n.closest(label, n.unused, max(1, length/2)); near != "" {
		return near
	}
	return n.closest(label, n.used, min(max(1, length/3), length-1))
}

// closest returns the label with the smallest distance up to limit, the first of
// equals.
func (n *nearest) closest(label string, among []string, limit int) string {
	best := ""
	from := []rune(Fold(label))
	for _, other := range among {
		if n.budget--; n.budget < 0 || len(from) > 64 {
			break
		}
		if limit < 1 || len(other) > 256 {
			continue
		}
		if d := source.Distance(from, []rune(Fold(other)), limit); d <= limit {
			best, limit = other, d-1
		}
	}
	return best
}
