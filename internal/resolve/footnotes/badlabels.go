package footnotes

import (
	"fmt"
	"sort"
	"strings"
	"unicode"

	"dossier/internal/doc"
	"dossier/internal/source"
)

// reportBadLabels looks for labels with white space: they are no notes, and their
// text has stayed where it was. One problem a label: at its would-be definition if
// there is one, else at each mark.
func reportBadLabels(d *doc.Doc) {
	type place struct {
		label  string
		offset int
	}
	var marks []place
	defined := map[string]bool{}
	bad := func(p place) {
		d.Report(p.offset, source.BadLabel, fmt.Sprintf("note label [^%s] has white space in it, so it is no note", p.label),
			fmt.Sprintf("write [^%s], at the definition and at each mark", strings.Join(strings.Fields(p.label), "-")))
	}
	look := func(b *doc.Block) bool {
		if b.IsLeaf() && b.Kind.IsProse() {
			eachBadLabel(d, b, func(label string, offset int, defines bool) {
				if !defines {
					marks = append(marks, place{label, offset})
					return
				}
				defined[Fold(label)] = true
				bad(place{label, offset})
			})
		}
		return true
	}
	doc.Walk(d.Blocks, look)
	for _, notes := range [][]*doc.Note{d.Notes, d.Loose} {
		for _, n := range notes {
			doc.Walk(n.Blocks, look)
		}
	}
	for _, p := range marks {
		if !defined[Fold(p.label)] {
			bad(p)
		}
	}
}

// eachBadLabel finds "[^two words]" in the text of a leaf, outside code, and not
// where the author wrote the bracket as an escape or entity.
func eachBadLabel(d *doc.Doc, b *doc.Block, f func(label string, offset int, defines bool)) {
	quiet := quietMarks(b)
	for at := 0; ; {
		i := strings.Index(b.Text[at:], "[^")
		if i < 0 {
			return
		}
		start := at + i
		at = start + 2
		end := strings.IndexAny(b.Text[at:], "[]")
		if end < 0 || b.Text[at+end] != ']' {
			continue
		}
		label := b.Text[at : at+end]
		at += end + 1
		offset := b.SourceOffset(start)
		if !isBadLabel(label) || isInside(quiet, start) || !isWritten(d.File.Text, offset) {
			continue
		}
		defines := (start == 0 || b.Text[start-1] == '\n' || strings.HasSuffix(b.Text[:start], doc.Atom)) && strings.HasPrefix(b.Text[at:], ":")
		f(label, offset, defines)
	}
}

func isBadLabel(label string) bool {
	return strings.IndexFunc(label, unicode.IsSpace) >= 0 && strings.TrimSpace(label) != ""
}

// isWritten tells whether "[^" stands in the source at offset, unescaped.
func isWritten(text string, offset int) bool {
	return strings.HasPrefix(text[min(offset, len(text)):], "[^") && (offset == 0 || text[offset-1] != '\\')
}

// quietMarks returns the marks of a leaf under which text is no prose. They are
// sorted and do not overlap.
func quietMarks(b *doc.Block) []doc.Mark {
	var quiet []doc.Mark
	for _, m := range b.Marks {
		if m.Kind.IsQuiet() {
			quiet = append(quiet, m)
		}
	}
	return quiet
}

func isInside(marks []doc.Mark, at int) bool {
	i := sort.Search(len(marks), func(i int) bool { return marks[i].End > at })
	return i < len(marks) && marks[i].Start <= at
}
