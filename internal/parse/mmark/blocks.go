package mmark

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/gomarkdown/markdown/ast"

	"dossier/internal/doc"
	"dossier/internal/parse/captions"
	"dossier/internal/source"
)

// deepestBlock is the level of containers from which on the engine drops text.
const deepestBlock = 62

// translator turns the engine's tree into blocks.
type translator struct {
	doc    *doc.Doc
	engine *engine
	places *places
	depth  int
	tight  bool // in a list without empty lines
}

// article translates the top-level blocks and groups them by the author's matter
// marks and special headings.
func (t *translator) article(pieces []piece) []*doc.Block {
	g := grouper{}
	patch := 16 * len(t.engine.input)
	for _, p := range pieces {
		t.places = &places{text: t.engine.text, cursor: p.start, end: p.end, patch: patch}
		if m, ok := p.node.(*ast.DocumentMatter); ok {
			g.matter(matters[m.Matter], t.offset())
			continue
		}
		for _, b := range t.block(p.node) {
			g.add(b, isSpecial(p.node))
		}
		patch = t.places.patch
	}
	return g.out
}

var matters = map[ast.DocumentMatters]string{
	ast.DocumentMatterFront: "frontmatter", ast.DocumentMatterMain: "mainmatter", ast.DocumentMatterBack: "backmatter",
}

func isSpecial(n ast.Node) bool {
	h, ok := n.(*ast.Heading)
	return ok && h.IsSpecial
}

// grouper puts blocks into the groups that the author opened: a matter mark holds up
// to the next one, a special heading (".# Abstract") up to the next heading.
type grouper struct {
	out     []*doc.Block
	part    *doc.Block
	section *doc.Block
}

func (g *grouper) matter(name string, offset int) {
	g.section = nil
	g.part = &doc.Block{Kind: doc.Div, Info: name, Offset: offset}
	g.out = append(g.out, g.part)
}

func (g *grouper) add(b *doc.Block, special bool) {
	if b.Kind == doc.Heading {
		g.section = nil
	}
	if special {
		section := &doc.Block{Kind: doc.Div, Info: class(b.Text), Offset: b.Offset}
		g.put(section)
		g.section = section
	}
	g.put(b)
}

func (g *grouper) put(b *doc.Block) {
	switch {
	case g.section != nil:
		g.section.Blocks = append(g.section.Blocks, b)
	case g.part != nil:
		g.part.Blocks = append(g.part.Blocks, b)
	default:
		g.out = append(g.out, b)
	}
}

// class makes the class of a special section from its title: "abstract", "preface".
func class(title string) string {
	name := strings.ToLower(doc.Plain(title))
	if name == "" || strings.Trim(name, "abcdefghijklmnopqrstuvwxyz") != "" {
		return "special"
	}
	return name
}

func (t *translator) offset() int { return t.engine.text.sourceOffset(t.places.cursor) }

// block translates a node. Text that code blocks split gives several.
func (t *translator) block(n ast.Node) []*doc.Block {
	blocks := t.translate(n)
	if a := attributes(n); a != nil && len(blocks) > 0 {
		blocks[0] = withAttributes(blocks[0], a)
	}
	return blocks
}

func (t *translator) translate(n ast.Node) []*doc.Block {
	switch n := n.(type) {
	case *ast.Paragraph:
		kind := doc.Paragraph
		if t.tight {
			kind = doc.TightText
		}
		if len(trim(n.Content)) == 0 {
			return nil
		}
		return t.text(kind, n, n.Content, true)
	case *ast.Heading:
		return t.heading(n)
	case *ast.CodeBlock:
		return []*doc.Block{t.verbatim(doc.CodeBlock, language(n.Info), n.Literal)}
	case *ast.HTMLBlock:
		b := t.verbatim(doc.HTMLBlock, "", n.Literal)
		b.Text += "\n"
		return []*doc.Block{b}
	case *ast.MathBlock:
		return []*doc.Block{t.verbatim(doc.MathBlock, "", n.Literal)}
	case *ast.HorizontalRule:
		return []*doc.Block{{Kind: doc.Rule, Offset: t.offset()}}
	case *ast.BlockQuote:
		return []*doc.Block{t.container(doc.Quote, "", n)}
	case *ast.Aside:
		return []*doc.Block{t.container(doc.Aside, "", n)}
	case *ast.CaptionFigure:
		return []*doc.Block{t.container(doc.Figure, "figure", n)}
	case *ast.List:
		return []*doc.Block{t.list(n)}
	case *ast.Table:
		return []*doc.Block{t.table(n)}
	case *ast.DocumentMatter:
		return nil
	case *ast.Caption: // one that the engine was the first to see
		return buildLeaf(doc.Caption, n, nil, near(t.offset(), len(t.doc.File.Text)))
	case *noteDef:
		t.note(n)
		return nil
	}
	return t.blocks(n)
}

func (t *translator) blocks(n ast.Node) []*doc.Block {
	var out []*doc.Block
	for _, c := range n.GetChildren() {
		out = append(out, t.block(c)...)
	}
	return out
}

// container translates a node whose children are blocks of their own.
func (t *translator) container(kind doc.Kind, info string, n ast.Node) *doc.Block {
	b := &doc.Block{Kind: kind, Info: info, Offset: t.offset()}
	t.within(false, func() { b.Blocks = t.blocks(n) })
	return b
}

// within runs f one level deeper. Where the engine may have dropped text the article
// is refused.
func (t *translator) within(tight bool, f func()) {
	was := t.tight
	t.tight = tight
	t.depth++
	if t.depth == deepestBlock {
		t.doc.Report(t.offset(), source.TooLarge, fmt.Sprintf("lists and quotations nested more than %d deep", deepestBlock-1), "nest them less deep")
	}
	f()
	t.depth--
	t.tight = was
}

// text translates a leaf. Its content is exact when the engine has not copied it.
func (t *translator) text(kind doc.Kind, n ast.Node, content []byte, whole bool) []*doc.Block {
	content = trim(content)
	var places leafMap
	if at, ok := offsetIn(t.engine.input, content); ok {
		places = t.places.exact(content, at)
	} else {
		places = t.places.search(content, whole)
	}
	t.engine.read(n, content)
	parts := buildLeaf(kind, n, content, places)
	n.SetChildren(nil)
	return parts
}

// trim drops blanks around content without copying it.
func trim(content []byte) []byte {
	for len(content) > 0 && strings.IndexByte(" \t\n", content[0]) >= 0 {
		content = content[1:]
	}
	return bytes.TrimRight(content, " \t\n")
}

func (t *translator) heading(n *ast.Heading) []*doc.Block {
	parts := t.text(doc.Heading, n, n.Content, false)
	h := parts[0]
	h.Level, h.ID = n.Level, n.HeadingID
	if n.IsSpecial {
		h.Level = 2
		h.Flags |= doc.Unlisted
	}
	return parts
}

// verbatim translates a block whose text is taken as it is.
func (t *translator) verbatim(kind doc.Kind, info string, content []byte) *doc.Block {
	b := &doc.Block{Kind: kind, Info: info, Text: string(content)}
	var places leafMap
	if at, ok := offsetIn(t.engine.input, content); ok {
		places = t.places.exact(content, at)
	} else {
		places = t.places.search(content, true)
	}
	b.Offset = places.source(0)
	for i, l := range places.lines {
		end := len(content)
		if i+1 < len(places.lines) {
			end = places.lines[i+1].at
		}
		b.Segs = append(b.Segs, places.segment(l.at, l.at, end-l.at))
	}
	return b
}

func (t *translator) list(n *ast.List) *doc.Block {
	b := &doc.Block{Kind: doc.List, Offset: t.offset()}
	if n.ListFlags&ast.ListTypeDefinition != 0 {
		b.Kind = doc.DefList
	}
	if n.ListFlags&ast.ListTypeOrdered != 0 {
		b.Flags |= doc.Ordered
		b.Level = max(n.Start, 1)
	}
	if n.Tight && b.Kind == doc.List {
		b.Flags |= doc.Tight
	}
	for _, c := range n.GetChildren() {
		if item, ok := c.(*ast.ListItem); ok {
			b.Blocks = append(b.Blocks, t.item(item, n.Tight)...)
		}
	}
	if b.Kind == doc.List && !n.Tight && !t.hasGaps(b) {
		b.Flags |= doc.Tight
		tighten(b.Blocks)
	}
	return b
}

// hasGaps tells whether an empty line stands before an item or a block of one. Those
// around notes, which were taken out, and those of ours do not make a list loose.
func (t *translator) hasGaps(list *doc.Block) bool {
	for i, item := range list.Blocks {
		for j, b := range item.Blocks {
			if i+j > 0 && t.isBehindGap(b) {
				return true
			}
		}
	}
	return false
}

// isBehindGap tells whether the line before the block is empty. The signs that open
// code or a formula are no part of its text.
func (t *translator) isBehindGap(b *doc.Block) bool {
	for !b.IsLeaf() && len(b.Blocks) > 0 {
		b = b.Blocks[0]
	}
	line := t.doc.File.Place(b.Offset).Line - 1
	if !b.Kind.IsProse() && strings.ContainsAny(t.doc.File.Line(line), "`~$") {
		line--
	}
	return strings.Trim(t.doc.File.Line(line), " \t>") == ""
}

// tighten makes the paragraphs of items text without space around it.
func tighten(items []*doc.Block) {
	for _, item := range items {
		for _, b := range item.Blocks {
			if b.Kind == doc.Paragraph {
				b.Kind = doc.TightText
			}
		}
	}
}

func (t *translator) item(n *ast.ListItem, tight bool) []*doc.Block {
	kind := doc.Item
	if n.ListFlags&ast.ListTypeTerm != 0 {
		return t.term(n)
	}
	if n.ListFlags&ast.ListTypeDefinition != 0 {
		kind = doc.Definition
	}
	b := &doc.Block{Kind: kind, Offset: t.offset()}
	t.within(tight, func() { b.Blocks = t.blocks(n) })
	if len(b.Blocks) > 0 {
		b.Offset = b.Blocks[0].Offset
		if kind == doc.Item {
			checkBox(b)
		}
	}
	return []*doc.Block{b}
}

// term translates the terms of a definition list, one a line.
func (t *translator) term(n *ast.ListItem) []*doc.Block {
	var terms []*doc.Block
	for _, c := range n.GetChildren() {
		if p, ok := c.(*ast.Paragraph); ok {
			terms = append(terms, t.text(doc.Term, p, p.Content, true)...)
			continue
		}
		terms = append(terms, t.block(c)...)
	}
	return terms
}

// checkBox takes "[ ]" or "[x]" from the beginning of an item.
func checkBox(item *doc.Block) {
	first := item.Blocks[0]
	if len(first.Text) < 4 || first.Kind != doc.Paragraph && first.Kind != doc.TightText {
		return
	}
	switch first.Text[:4] {
	case "[ ] ":
		item.Flags |= doc.Task
	case "[x] ", "[X] ":
		item.Flags |= doc.Task | doc.Checked
	default:
		return
	}
	item.Blocks[0] = captions.Cut(first, 4, len(first.Text))
}

func (t *translator) table(n *ast.Table) *doc.Block {
	b := &doc.Block{Kind: doc.Table, Offset: t.offset()}
	for _, part := range n.GetChildren() {
		_, head := part.(*ast.TableHeader)
		for _, row := range part.GetChildren() {
			b.Blocks = append(b.Blocks, t.row(row, head))
		}
	}
	return b
}

func (t *translator) row(n ast.Node, head bool) *doc.Block {
	b := &doc.Block{Kind: doc.Row, Offset: t.offset()}
	if head {
		b.Flags |= doc.HeadCell
	}
	for _, c := range n.GetChildren() {
		cell, ok := c.(*ast.TableCell)
		if !ok {
			continue
		}
		leaf := t.text(doc.Cell, cell, cell.Content, false)[0]
		leaf.Align = aligns[cell.Align]
		leaf.Flags |= b.Flags
		b.Blocks = append(b.Blocks, leaf)
		for range max(cell.ColSpan, 1) - 1 {
			b.Blocks = append(b.Blocks, &doc.Block{Kind: doc.Cell, Flags: b.Flags, Offset: leaf.Offset})
		}
	}
	return b
}

var aligns = map[ast.CellAlignFlags]doc.Align{
	ast.TableAlignmentLeft: doc.AlignLeft, ast.TableAlignmentRight: doc.AlignRight, ast.TableAlignmentCenter: doc.AlignCenter,
}

// note moves a definition out of the body.
func (t *translator) note(n *noteDef) {
	note := &doc.Note{Label: n.label, Offset: t.offset()}
	if at, ok := t.places.part("[^" + n.label + "]:"); ok {
		note.Offset = t.engine.text.sourceOffset(at)
	}
	t.doc.Defs = append(t.doc.Defs, note)
	t.within(false, func() { note.Blocks = t.blocks(n) })
}

func attributes(n ast.Node) *ast.Attribute {
	if c := n.AsContainer(); c != nil {
		return c.Attribute
	}
	return n.AsLeaf().Attribute
}

// withAttributes gives a block its id and class. A block that has no room for a
// class gets a group around it.
func withAttributes(b *doc.Block, a *ast.Attribute) *doc.Block {
	if len(a.ID) > 0 {
		b.ID = string(a.ID)
	}
	var classes []string
	for _, c := range a.Classes {
		if b.Kind == doc.Heading && (string(c) == "unlisted" || string(c) == "unnumbered") {
			b.Flags |= doc.Unlisted
			continue
		}
		classes = append(classes, string(c))
	}
	if len(classes) == 0 {
		return b
	}
	info := strings.Join(classes, " ")
	if b.Kind == doc.Aside {
		b.Info = info
		return b
	}
	return &doc.Block{Kind: doc.Div, Info: info, Offset: b.Offset, Blocks: []*doc.Block{b}}
}

// joinTerms makes the lines of a paragraph terms of the definition list right after
// it: the engine takes the last line only, the others were parted from it.
func (t *translator) joinTerms(blocks []*doc.Block) []*doc.Block {
	var out []*doc.Block
	for _, b := range blocks {
		b.Blocks = t.joinTerms(b.Blocks)
		if last := len(out) - 1; last >= 0 && b.Kind == doc.DefList && t.isRightBefore(out[last], b) {
			b.Blocks = append(terms(out[last]), b.Blocks...)
			out = out[:last]
		}
		out = append(out, b)
	}
	return out
}

// isRightBefore tells whether no empty line parts a paragraph from a definition list.
func (t *translator) isRightBefore(p, list *doc.Block) bool {
	if p.Kind != doc.Paragraph && p.Kind != doc.TightText || len(list.Blocks) == 0 {
		return false
	}
	end, start := p.SourceOffset(len(p.Text)), list.Blocks[0].Offset
	return end <= start && strings.Count(t.doc.File.Text[end:start], "\n") == 1
}

// terms makes a term of each line.
func terms(p *doc.Block) []*doc.Block {
	var out []*doc.Block
	from := 0
	for l := range strings.Lines(p.Text) {
		term := captions.Cut(p, from, from+len(strings.TrimSuffix(l, "\n")))
		term.Kind = doc.Term
		out = append(out, term)
		from += len(l)
	}
	return out
}
