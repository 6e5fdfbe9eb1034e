// Package passages lists what a search leads to: the pieces of an article's text, each
// with the anchor that a reader is taken to.
package passages

import (
	"slices"

	"dossier/internal/doc"
)

// Kind is what a passage is.
type Kind uint8

const (
	Text    Kind = iota // running text
	Title               // the title of the whole
	Heading             // begins a section
	Note                // a footnote
	Caption             // of a picture, table or quotation
)

// Passage is one piece of an article. Text may have line breaks and doc.Atom in it.
type Passage struct {
	Kind   Kind
	Anchor string // id in the page; "" for the title and for what stands before the first id
	Note   int    // number of the note, 0 where it has none
	Text   string
}

// Of lists the passages of a resolved document in reading order: the body, then note
// after note, those without a mark last. A block without an id of its own goes to the nearest one before it.
func Of(d *doc.Doc) []Passage {
	var list []Passage
	anchor := ""
	body := func(kind Kind, b *doc.Block) {
		if b.ID != "" {
			anchor = b.ID
		}
		list = append(list, Passage{Kind: kind, Anchor: anchor, Text: b.Text})
	}
	doc.Walk(d.Blocks, func(b *doc.Block) bool {
		switch {
		case b.Kind == doc.Heading:
			body(Heading, b)
		case b.Kind == doc.Caption:
			body(Caption, b)
		case b.Kind.IsProse(), b.Kind == doc.CodeBlock:
			body(Text, b)
		case b.ID != "":
			anchor = b.ID
		}
		return true
	})
	for _, n := range slices.Concat(d.Notes, d.Loose) {
		doc.Walk(n.Blocks, func(b *doc.Block) bool {
			if b.Kind.IsProse() || b.Kind == doc.CodeBlock {
				list = append(list, Passage{Kind: Note, Anchor: n.ID, Note: n.Number, Text: b.Text})
			}
			return true
		})
	}
	return list
}
