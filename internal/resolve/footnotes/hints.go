package footnotes

import (
	"fmt"
	"unicode/utf8"
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
		if d := distance(from, []rune(Fold(other)), limit); d <= limit {
			best, limit = other, d-1
		}
	}
	return best
}

// distance counts the insertions, deletions, replacements and swaps of neighbours
// that turn a into b; anything over limit is returned as limit+1.
func distance(a, b []rune, limit int) int {
	if len(a)-len(b) > limit || len(b)-len(a) > limit {
		return limit + 1
	}
	before, row, next := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		next[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			change := 1
			if a[i-1] == b[j-1] {
				change = 0
			}
			next[j] = min(row[j]+1, next[j-1]+1, row[j-1]+change)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				next[j] = min(next[j], before[j-2]+1)
			}
			least = min(least, next[j])
		}
		if least > limit {
			return limit + 1
		}
		before, row, next = row, next, before
	}
	return row[len(b)]
}
