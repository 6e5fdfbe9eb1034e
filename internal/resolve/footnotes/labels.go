package footnotes

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"dossier/internal/doc"
)

// Fold brings a label into the form in which labels are compared: Unicode's
// canonical caseless matching, so that two ways to type the same letter agree.
func Fold(label string) string {
	if isPlain(label) {
		return label
	}
	return norm.NFC.String(cases.Fold().String(norm.NFD.String(label)))
}

// isPlain tells that folding would change nothing: the common case of labels in
// lower-case ASCII.
func isPlain(label string) bool {
	for i := 0; i < len(label); i++ {
		if c := label[i]; c >= 0x80 || 'A' <= c && c <= 'Z' {
			return false
		}
	}
	return true
}

// MarkID returns the id of the mark number num (1-based) that leads to n:
// "fnref-label", "fnref-label--2"... No note's id holds two hyphens in a row, so the
// second mark of "map" and the first of "map-2" differ.
func MarkID(n *doc.Note, num int) string {
	id := "fnref-" + strings.TrimPrefix(n.ID, "fn-")
	if num > 1 {
		id += "--" + strconv.Itoa(num)
	}
	return id
}

// assignIDs gives every note its id. Definitions that won come first, so that no
// duplicate and no inline note can take an id away from them.
func (r *resolver) assignIDs() {
	ids := idSet{}
	for _, n := range r.doc.Defs {
		if n.Why != "duplicate" {
			n.ID = ids.take("fn-" + safe(n.Label))
		}
	}
	for _, n := range r.doc.Defs {
		if n.Why == "duplicate" {
			n.ID = ids.take("fn-" + safe(n.Label))
		}
	}
	for _, notes := range [][]*doc.Note{r.doc.Notes, r.doc.Loose} {
		for _, n := range notes {
			if n.Inline {
				n.ID = ids.take("fn-" + safe(firstWords(n.Blocks, 4)))
			}
		}
	}
}

// idSet holds the ids taken so far, folded: ids that differ by case only are one
// for too many programs.
type idSet map[string]int

// take returns id, or id with the first free number behind it.
func (s idSet) take(id string) string {
	key := strings.ToLower(id)
	if s[key] == 0 {
		s[key] = 1
		return id
	}
	for {
		s[key]++
		next := key + "-" + strconv.Itoa(s[key])
		if s[next] == 0 {
			s[next] = 1
			return id + "-" + strconv.Itoa(s[key])
		}
	}
}

// safe makes a label fit for an id and a URL: letters, digits and single hyphens.
// The code points of the signs it had to replace follow at the end, so that "a.b"
// and "a:b" keep ids of their own whichever is written first.
func safe(label string) string {
	var id, replaced strings.Builder
	hyphen := false
	for _, r := range norm.NFC.String(label) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
			if hyphen && id.Len() > 0 {
				id.WriteByte('-')
			}
			hyphen = false
			id.WriteRune(r)
			continue
		}
		hyphen = true
		if r != '-' && r != ' ' {
			fmt.Fprintf(&replaced, "-%x", r)
		}
	}
	if id.Len() == 0 {
		return strings.TrimPrefix("note"+replaced.String(), "-")
	}
	return id.String() + replaced.String()
}

// firstWords returns up to n words of the blocks' text, letters and digits only: an
// inline note has no label, but its words stay its own when others come and go.
func firstWords(blocks []*doc.Block, n int) string {
	var words []string
	doc.Walk(blocks, func(b *doc.Block) bool {
		for _, w := range strings.FieldsFunc(b.Text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
			if len(words) == n {
				return false
			}
			words = append(words, strings.ToLower(w))
		}
		return len(words) < n
	})
	return strings.Join(words, " ")
}
