// Package footnotes pairs the note marks of an article with their definitions.
//
// Both dialects leave every mark as a NoteRef atom and every definition in Doc.Defs;
// the rules are here, once:
//
//   - Labels compare after Unicode case folding. The first definition of a label
//     wins; later ones, and notes that no mark leads to, go to Doc.Loose with a
//     problem each, so that no text is lost silently.
//   - Numbers follow the first mark in reading order: the body, then note after note.
//     A note cited only in unused notes is unused.
//   - Ids come from the label, so that a link to a note survives the insertion of
//     another one.
package footnotes

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"dossier/internal/doc"
	"dossier/internal/source"
)

// Resolve numbers the notes of d. It sets Doc.Notes and Doc.Loose, completes every
// Note and every NoteRef mark, moves marks out of link text, and reports what does
// not fit. Time is linear in the size of the article.
func Resolve(d *doc.Doc) {
	r := &resolver{doc: d, byLabel: make(map[string]*doc.Note, len(d.Defs))}
	r.collect()
	r.number()
	r.sortOut()
	r.assignIDs()
	r.report()
	reportBadLabels(d)
}

type resolver struct {
	doc       *doc.Doc
	byLabel   map[string]*doc.Note // folded label -> the definition that wins
	undefined []undefined
}

// undefined is a mark that no definition answers.
type undefined struct {
	label  string
	offset int
}

// collect fills the table of labels and prepares every text.
func (r *resolver) collect() {
	prepare(r.doc.Blocks)
	for _, n := range r.doc.Defs {
		n.Number, n.Refs, n.Why = 0, 0, ""
		prepare(n.Blocks)
		key := Fold(n.Label)
		if _, taken := r.byLabel[key]; taken {
			n.Why = "duplicate"
			continue
		}
		r.byLabel[key] = n
	}
}

// number follows the marks in reading order. Notes is a queue as well as the
// result: a note found while reading note k comes after all found before, and each
// is read once, so notes that cite themselves or each other end.
func (r *resolver) number() {
	r.doc.Notes = nil
	r.follow(r.doc.Blocks, r.cite)
	for i := 0; i < len(r.doc.Notes); i++ {
		r.follow(r.doc.Notes[i].Blocks, r.cite)
	}
}

// follow resolves every mark in the blocks and hands the defined ones to each.
func (r *resolver) follow(blocks []*doc.Block, each func(*doc.Mark)) {
	doc.Walk(blocks, func(b *doc.Block) bool {
		for i := range b.Marks {
			m := &b.Marks[i]
			if m.Kind != doc.NoteRef {
				continue
			}
			if m.Note == nil || !m.Note.Inline {
				m.Note = r.byLabel[Fold(m.Target)]
			}
			if m.Note == nil {
				r.undefined = append(r.undefined, undefined{m.Target, b.SourceOffset(m.Start)})
				continue
			}
			each(m)
		}
		return true
	})
}

func (r *resolver) cite(m *doc.Mark) {
	n := m.Note
	if n.Number == 0 {
		r.doc.Notes = append(r.doc.Notes, n)
		n.Number = len(r.doc.Notes)
	}
	n.Refs++
	m.Num = n.Refs
}

// sortOut puts what no mark leads to into Loose. Marks in there are resolved as
// well, but do not count: there is no way back to them, so their Num stays 0.
func (r *resolver) sortOut() {
	r.doc.Loose = nil
	for _, n := range r.doc.Defs {
		if n.Number > 0 {
			continue
		}
		n.Why = cmp.Or(n.Why, "unused")
		r.doc.Loose = append(r.doc.Loose, n)
	}
	seen := map[*doc.Note]bool{}
	for i := 0; i < len(r.doc.Loose); i++ {
		r.follow(r.doc.Loose[i].Blocks, func(m *doc.Mark) {
			m.Num = 0
			if n := m.Note; n.Inline && !seen[n] {
				seen[n] = true
				n.Why = "unused"
				r.doc.Loose = append(r.doc.Loose, n)
			}
		})
	}
}

// report states the problems. A definition may be empty and unused at once: these
// are two things to repair.
func (r *resolver) report() {
	d := r.doc
	for _, n := range slices.Concat(d.Notes, d.Loose) {
		if isEmpty(n) {
			d.Report(n.Offset, source.EmptyNote, "note "+display(n)+" has no text", "write the note's text, or remove it and its marks")
		}
		switch {
		case n.Inline:
		case n.Why == "duplicate":
			first := d.File.Place(r.byLabel[Fold(n.Label)].Offset)
			d.Report(n.Offset, source.DuplicateNote,
				fmt.Sprintf("note [^%s] is defined a second time, after line %d", n.Label, first.Line),
				"give it a label of its own; until then it stands under \"Notes without a mark\"")
		case n.Why == "unused":
			d.Report(n.Offset, source.UnusedNote, fmt.Sprintf("no mark leads to note [^%s]", n.Label),
				fmt.Sprintf("put [^%s] where the note belongs, or remove the note", n.Label))
		}
	}
	near := newNearest(r)
	for _, u := range r.undefined {
		d.Report(u.offset, source.UndefinedNote, fmt.Sprintf("note [^%s] has no definition", u.label), near.hint(u.label))
	}
}

func display(n *doc.Note) string {
	if n.Inline {
		return "^[]"
	}
	return "[^" + n.Label + "]"
}

// isEmpty tells whether a reader would see nothing at all in the note.
func isEmpty(n *doc.Note) bool {
	empty := true
	doc.Walk(n.Blocks, func(b *doc.Block) bool {
		if b.Kind == doc.Rule || strings.TrimSpace(b.Text) != "" {
			empty = false
		}
		return empty
	})
	return empty
}
