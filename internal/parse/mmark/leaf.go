package mmark

import (
	"bytes"
	"strings"

	"github.com/gomarkdown/markdown/ast"

	"dossier/internal/doc"
	"dossier/internal/parse/captions"
)

// leafBuilder turns the inline nodes of one leaf into text, marks and segments.
type leafBuilder struct {
	content []byte
	places  leafMap
	leaf    *doc.Block
	parts   []*doc.Block // leaves before, where a code block has split the text
	text    strings.Builder
	deep    int // marks around the node at hand
}

// buildLeaf reads node's children, whose content and places are given. It returns
// one leaf, or several blocks when code blocks stand in between.
func buildLeaf(kind doc.Kind, node ast.Node, content []byte, places leafMap) []*doc.Block {
	b := &leafBuilder{content: content, places: places}
	b.begin(kind, places.source(0))
	b.children(node)
	b.finish()
	return b.parts
}

func (b *leafBuilder) begin(kind doc.Kind, offset int) {
	b.leaf = &doc.Block{Kind: kind, Offset: offset}
	b.text.Reset()
}

// finish completes the leaf at hand. Blanks around its text are layout.
func (b *leafBuilder) finish() {
	l := b.leaf
	l.Text = b.text.String()
	l.SortMarks()
	from := len(l.Text) - len(strings.TrimLeft(l.Text, " \t\n"))
	to := len(strings.TrimRight(l.Text, " \t\n"))
	if from >= to {
		l.Text, l.Marks, l.Segs = "", nil, nil
	} else if from > 0 || to < len(l.Text) {
		l = captions.Cut(l, from, to)
	}
	if l.Text != "" || len(b.parts) == 0 {
		b.parts = append(b.parts, l)
	}
}

func (b *leafBuilder) children(n ast.Node) {
	for _, c := range n.GetChildren() {
		b.node(c)
	}
}

func (b *leafBuilder) node(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		b.plain(n.Literal)
	case *literal:
		b.place(n.at)
		b.text.Write(n.Literal)
	case *ast.Code:
		b.span(doc.Mark{Kind: doc.Code}, func() { b.plain(n.Literal) })
	case *ast.CodeBlock:
		b.codeBlock(n)
	case *ast.Emph:
		b.span(doc.Mark{Kind: doc.Emphasis}, func() { b.children(n) })
	case *ast.Strong:
		b.span(doc.Mark{Kind: doc.Strong}, func() { b.children(n) })
	case *ast.Del:
		b.span(doc.Mark{Kind: doc.Strike}, func() { b.children(n) })
	case *citations:
		for _, m := range n.marks {
			b.atom(n.at, m)
		}
	case *mark:
		b.mark(n)
	default:
		b.children(n)
	}
}

func (b *leafBuilder) mark(n *mark) {
	switch {
	case n.Kind == doc.NoteRef && n.Target == "":
		b.inlineNote(n)
	case n.Kind == doc.Image:
		b.picture(n)
	case n.Kind.IsAtom():
		b.atom(n.at, n.Mark)
	default:
		b.span(n.Mark, func() { b.children(n) })
	}
}

// plain adds text with its place, a segment for each line of the source.
func (b *leafBuilder) plain(s []byte) {
	at, ok := offsetIn(b.content, s)
	if !ok || at > len(b.content) {
		b.text.Write(s)
		return
	}
	for end := at + len(s); at < end; {
		to := b.places.lineEnd(at, end)
		b.segment(b.places.segment(b.text.Len(), at, to-at))
		b.text.Write(b.content[at:to])
		at = to
	}
}

// segment adds a segment, or makes the one before longer if it goes on there.
func (b *leafBuilder) segment(s doc.Seg) {
	if n := len(b.leaf.Segs); n > 0 && s.Len > 0 {
		last := &b.leaf.Segs[n-1]
		if last.Len > 0 && last.Text+last.Len == s.Text && last.Source+last.Len == s.Source {
			last.Len += s.Len
			return
		}
	}
	b.leaf.Segs = append(b.leaf.Segs, s)
}

// place says where the next text stands that is no copy of the source.
func (b *leafBuilder) place(at int) { b.segment(b.places.segment(b.text.Len(), at, 0)) }

// span marks what inner adds. An outer mark comes before the inner ones, as SortMarks
// keeps the order of those over the same stretch.
func (b *leafBuilder) span(m doc.Mark, inner func()) {
	i := len(b.leaf.Marks)
	m.Start = b.text.Len()
	b.leaf.Marks = append(b.leaf.Marks, m)
	b.deep++
	inner()
	b.deep--
	b.leaf.Marks[i].End = b.text.Len()
	if b.leaf.Marks[i].End == m.Start {
		b.leaf.Marks = b.leaf.Marks[:i]
	}
}

func (b *leafBuilder) atom(at int, m doc.Mark) {
	b.place(at)
	m.Start = b.text.Len()
	b.text.WriteString(doc.Atom)
	m.End = b.text.Len()
	b.leaf.Marks = append(b.leaf.Marks, m)
}

// inlineNote adds the mark of a note that stands in the text, with the note on it.
func (b *leafBuilder) inlineNote(n *mark) {
	m := n.Mark
	m.Note = &doc.Note{Inline: true, Offset: b.places.source(n.at), Blocks: b.inner(n)}
	b.atom(n.at, m)
}

// picture adds an image and, behind it, the note marks of its text alternative.
func (b *leafBuilder) picture(n *mark) {
	alt := b.inner(n)
	m := n.Mark
	m.Alt = doc.Plain(alt[0].Text)
	b.atom(n.at, m)
	for _, inner := range alt[0].Marks {
		if inner.Kind == doc.NoteRef {
			b.segment(doc.Seg{Text: b.text.Len(), Source: alt[0].SourceOffset(inner.Start)})
			inner.Start = b.text.Len()
			b.text.WriteString(doc.Atom)
			inner.End = b.text.Len()
			b.leaf.Marks = append(b.leaf.Marks, inner)
		}
	}
}

// inner builds a leaf of its own from what stands in a mark.
func (b *leafBuilder) inner(n *mark) []*doc.Block {
	in := &leafBuilder{content: b.content, places: b.places, deep: 1}
	in.begin(doc.Paragraph, b.places.source(n.at))
	in.children(n)
	in.finish()
	return in.parts
}

// codeBlock ends the leaf, adds the block and begins another leaf. In a mark it is
// a code span.
func (b *leafBuilder) codeBlock(n *ast.CodeBlock) {
	if b.deep > 0 {
		b.span(doc.Mark{Kind: doc.Code}, func() { b.plain(n.Literal) })
		return
	}
	kind := b.leaf.Kind
	b.finish()
	if last := len(b.parts) - 1; b.parts[last].Text == "" {
		b.parts = b.parts[:last]
	}
	code := &doc.Block{Kind: doc.CodeBlock, Info: language(n.Info), Text: string(n.Literal)}
	if at, ok := offsetIn(b.content, n.Literal); ok {
		code.Offset = b.places.source(min(at, len(b.content)))
	}
	b.parts = append(b.parts, code)
	b.begin(kind, code.Offset)
}

// language is the first word behind the opening signs of a code block.
func language(info []byte) string {
	if words := bytes.Fields(info); len(words) > 0 {
		return string(words[0])
	}
	return ""
}
