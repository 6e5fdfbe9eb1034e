// Package captions makes figures of pictures, tables and quotations with a caption.
//
// A caption is a line that begins with "Figure:", "Table:" or "Quote:" and stands
// right after what it names, with or without an empty line between; "{#id}" at its
// end is the figure's id. It works on the model, so both dialects have it. Without
// an empty line the engines draw the line into the block before it, each in its own
// way; this package takes it out again.
package captions

import (
	"regexp"
	"strings"

	"dossier/internal/doc"
	"dossier/internal/source"
)

// kind is a word that begins a caption and what it may name.
type kind struct {
	Word, Info string
	Names      func(*doc.Block) bool
}

var kinds = []kind{
	{"Figure:", "figure", func(b *doc.Block) bool {
		return isPicture(b) || b.Kind == doc.CodeBlock || b.Kind == doc.MathBlock || isBareFigure(b)
	}},
	{"Table:", "table", func(b *doc.Block) bool { return b.Kind == doc.Table }},
	{"Quote:", "quote", func(b *doc.Block) bool { return b.Kind == doc.Quote }},
}

// Apply joins captions with what they name, in the body and in the notes. A
// "Figure:" paragraph that follows no picture is a figure whose picture is missing,
// and a problem.
func Apply(d *doc.Doc) {
	a := applier{d}
	d.Blocks = a.list(d.Blocks)
	for _, n := range d.Defs {
		n.Blocks = a.list(n.Blocks)
	}
}

type applier struct{ doc *doc.Doc }

func (a applier) list(blocks []*doc.Block) []*doc.Block {
	var out []*doc.Block
	for _, b := range blocks {
		b.Blocks = a.list(b.Blocks)
		for _, part := range a.takeApart(b) {
			out = a.add(out, part)
		}
	}
	return out
}

// add appends b, or the figure that b completes as its caption.
func (a applier) add(out []*doc.Block, b *doc.Block) []*doc.Block {
	k, ok := captionKind(b)
	if !ok {
		return append(out, b)
	}
	caption, id := caption(b, k)
	if len(out) > 0 && k.Names(out[len(out)-1]) {
		out[len(out)-1] = join(out[len(out)-1], caption, id, k)
		return out
	}
	if k.Info != "figure" {
		return append(out, b)
	}
	a.doc.Report(b.Offset, source.MissingPicture, "a caption without its picture",
		"put the picture on the line before it: ![what it shows](picture.jpg)")
	return append(out, &doc.Block{Kind: doc.Figure, Info: k.Info, ID: id, Offset: b.Offset, Blocks: []*doc.Block{caption}})
}

// captionKind tells whether b is a caption, and of what.
func captionKind(b *doc.Block) (kind, bool) {
	if b.Kind != doc.Paragraph && b.Kind != doc.TightText {
		return kind{}, false
	}
	for _, k := range kinds {
		rest, ok := strings.CutPrefix(b.Text, k.Word)
		if ok && strings.TrimSpace(rest) != "" && strings.TrimLeft(rest, " \t\n") != rest {
			return k, true
		}
	}
	return kind{}, false
}

var idAtEnd = regexp.MustCompile(`\s*\{#([^\s{}]+)\}\s*$`)

// caption makes the caption's leaf of its paragraph, without word and id.
func caption(b *doc.Block, k kind) (*doc.Block, string) {
	from, to, id := len(k.Word), len(b.Text), ""
	if m := idAtEnd.FindStringSubmatchIndex(b.Text); m != nil && m[0] > from {
		to, id = m[0], b.Text[m[2]:m[3]]
	}
	from = to - len(strings.TrimLeft(b.Text[from:to], " \t\n"))
	c := Cut(b, from, to)
	c.Kind = doc.Caption
	return c, id
}

// join puts b and its caption into a figure. A figure of the author's own that has
// no caption yet takes this one.
func join(b, caption *doc.Block, id string, k kind) *doc.Block {
	if isBareFigure(b) {
		b.Blocks = append(b.Blocks, caption)
		if id != "" {
			b.ID = id
		}
		return b
	}
	if id == "" {
		id, b.ID = b.ID, ""
	}
	return &doc.Block{Kind: doc.Figure, Info: k.Info, ID: id, Offset: b.Offset, Blocks: []*doc.Block{b, caption}}
}

func isBareFigure(b *doc.Block) bool {
	return b.Kind == doc.Figure && len(b.Blocks) > 0 && b.Blocks[len(b.Blocks)-1].Kind != doc.Caption
}

// isPicture tells whether b is a paragraph of pictures and nothing else.
func isPicture(b *doc.Block) bool {
	return (b.Kind == doc.Paragraph || b.Kind == doc.TightText) && isPictures(b, len(b.Text))
}

// isPictures tells whether the text of b up to end is pictures and white space. A
// picture may be a link, and note marks may stand behind it.
func isPictures(b *doc.Block, end int) bool {
	atoms := 0
	for _, m := range b.Marks {
		if m.Kind == doc.Image && m.End <= end {
			atoms++
		}
	}
	marks := 0
	for _, m := range b.Marks {
		if m.Kind == doc.NoteRef && m.End <= end {
			marks++
		}
	}
	text := b.Text[:end]
	return atoms > 0 && strings.Count(text, doc.Atom) == atoms+marks && doc.Plain(text) == ""
}

// takeApart returns b, or b without the caption line at its end and that line as a
// paragraph of its own.
func (a applier) takeApart(b *doc.Block) []*doc.Block {
	switch b.Kind {
	case doc.Paragraph, doc.TightText:
		return fromPicture(b)
	case doc.Table:
		return fromTable(b)
	case doc.Quote:
		return a.fromQuote(b)
	}
	return []*doc.Block{b}
}

// fromPicture splits a paragraph that begins with lines of pictures and goes on
// with a "Figure:" line.
func fromPicture(b *doc.Block) []*doc.Block {
	at := strings.Index(b.Text, "\n"+kinds[0].Word)
	if at < 0 || !isPictures(b, at) {
		return []*doc.Block{b}
	}
	picture, rest := Cut(b, 0, at), Cut(b, at+1, len(b.Text))
	picture.ID = b.ID
	return []*doc.Block{picture, rest}
}

// fromTable takes out a last row that is a "Table:" line: to GFM it is a row with
// one cell.
func fromTable(b *doc.Block) []*doc.Block {
	rows := len(b.Blocks)
	if rows < 2 {
		return []*doc.Block{b}
	}
	last := b.Blocks[rows-1]
	for i, cell := range last.Blocks {
		if (i == 0) != strings.HasPrefix(cell.Text, kinds[1].Word) || i > 0 && cell.Text != "" {
			return []*doc.Block{b}
		}
	}
	if len(last.Blocks) == 0 {
		return []*doc.Block{b}
	}
	b.Blocks = b.Blocks[:rows-1]
	line := Cut(last.Blocks[0], 0, len(last.Blocks[0].Text))
	line.Kind = doc.Paragraph
	return []*doc.Block{b, line}
}

// fromQuote takes out a "Quote:" line that continues the quotation's last paragraph
// without its sign ">".
func (a applier) fromQuote(b *doc.Block) []*doc.Block {
	if len(b.Blocks) == 0 {
		return []*doc.Block{b}
	}
	last := b.Blocks[len(b.Blocks)-1]
	at := strings.LastIndex(last.Text, "\n"+kinds[2].Word)
	if last.Kind != doc.Paragraph || at < 0 || a.isQuoted(last.SourceOffset(at+1)) {
		return []*doc.Block{b}
	}
	line := Cut(last, at+1, len(last.Text))
	b.Blocks[len(b.Blocks)-1] = Cut(last, 0, at)
	return []*doc.Block{b, line}
}

// isQuoted tells whether a ">" stands before offset in its line of the source.
func (a applier) isQuoted(offset int) bool {
	before := a.doc.File.Text[:min(offset, len(a.doc.File.Text))]
	return strings.Contains(before[strings.LastIndexByte(before, '\n')+1:], ">")
}

// Cut returns a leaf like b that holds Text[from:to] and what is said about it.
// Marks that reach over an end are cut off there.
func Cut(b *doc.Block, from, to int) *doc.Block {
	c := &doc.Block{Kind: b.Kind, Offset: b.SourceOffset(from), Text: b.Text[from:to]}
	for _, m := range b.Marks {
		m.Start, m.End = max(m.Start, from)-from, min(m.End, to)-from
		if m.Start < m.End {
			c.Marks = append(c.Marks, m)
		}
	}
	for _, s := range b.Segs {
		start, end := max(s.Text, from), min(s.Text+s.Len, to)
		if start < end {
			c.Segs = append(c.Segs, doc.Seg{Text: start - from, Source: s.Source + start - s.Text, Len: end - start})
		}
	}
	return c
}
