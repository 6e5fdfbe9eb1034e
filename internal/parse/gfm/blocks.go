package gfm

import (
	"strings"

	"dossier/internal/doc"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

// block translates one block node; a note definition yields none, since it goes to
// the document's Defs.
func (t *translator) block(n ast.Node) []*doc.Block {
	b := &doc.Block{Offset: t.offset(n)}
	switch n := n.(type) {
	case *ast.Paragraph:
		b.Kind = doc.Paragraph
		t.inlines(b, n)
		if b.Text == "" && len(b.Marks) == 0 {
			return nil // only link reference definitions stood here
		}
	case *ast.TextBlock:
		b.Kind = doc.TightText
		t.inlines(b, n)
	case *ast.Heading:
		b.Kind, b.Level = doc.Heading, n.Level
		t.inlines(b, n)
	case *ast.ThematicBreak:
		b.Kind = doc.Rule
	case *ast.CodeBlock:
		b.Kind = doc.CodeBlock
		t.lines(b, n)
	case *ast.FencedCodeBlock:
		b.Kind = doc.CodeBlock
		b.Info = t.language(n)
		t.lines(b, n)
	case *ast.HTMLBlock:
		b.Kind = doc.HTMLBlock
		t.lines(b, n)
		if n.HasClosure() {
			b.Text += string(n.ClosureLine.Value(t.src))
		}
	case *ast.Blockquote:
		b.Kind, b.Blocks = doc.Quote, t.children(n)
	case *ast.List:
		b.Kind, b.Level = doc.List, n.Start
		if n.IsOrdered() {
			b.Flags |= doc.Ordered
		}
		b.Blocks = t.children(n)
		if n.IsTight || isTightWithoutNotes(n) {
			b.Flags |= doc.Tight
			tighten(b.Blocks)
		}
	case *ast.ListItem:
		b.Kind, b.Flags = doc.Item, taskFlags(n)
		b.Blocks = t.children(n)
	case *east.Table:
		b.Kind, b.Blocks = doc.Table, t.children(n)
	case *east.TableHeader:
		b.Kind, b.Flags, b.Blocks = doc.Row, doc.HeadCell, t.children(n)
		for _, cell := range b.Blocks {
			cell.Flags |= doc.HeadCell
		}
	case *east.TableRow:
		b.Kind, b.Blocks = doc.Row, t.children(n)
	case *east.TableCell:
		b.Kind, b.Align = doc.Cell, aligns[n.Alignment]
		t.inlines(b, n)
	case *east.DefinitionList:
		b.Kind, b.Blocks = doc.DefList, t.children(n)
	case *east.DefinitionTerm:
		b.Kind = doc.Term
		t.inlines(b, n)
	case *east.DefinitionDescription:
		b.Kind, b.Blocks = doc.Definition, t.children(n)
	case *definition:
		return t.definition(n)
	default:
		return t.children(n)
	}
	return []*doc.Block{b}
}

var aligns = map[east.Alignment]doc.Align{
	east.AlignLeft:   doc.AlignLeft,
	east.AlignCenter: doc.AlignCenter,
	east.AlignRight:  doc.AlignRight,
}

// lines copies a raw block (code, HTML) line by line with its places.
func (t *translator) lines(b *doc.Block, n ast.Node) {
	var text strings.Builder
	for _, s := range n.Lines().Sliced(0, n.Lines().Len()) {
		text.WriteString(strings.Repeat(" ", s.Padding))
		b.Segs = append(b.Segs, doc.Seg{Text: text.Len(), Source: t.base + s.Start, Len: s.Stop - s.Start})
		text.Write(t.src[s.Start:s.Stop])
		if s.ForceNewline && !strings.HasSuffix(text.String(), "\n") {
			text.WriteByte('\n')
		}
	}
	b.Text = text.String()
}

// language is the first word of a fence's info string.
func (t *translator) language(n *ast.FencedCodeBlock) string {
	if n.Info == nil {
		return ""
	}
	info := unescape(string(n.Info.Segment.Value(t.src)))
	word, _, _ := strings.Cut(strings.TrimSpace(info), " ")
	return word
}

// offset finds the place of a block in the file. Containers have no lines of their
// own; their first child's place stands in.
func (t *translator) offset(n ast.Node) int {
	for c := n; c != nil; c = c.FirstChild() {
		if d, ok := c.(*definition); ok {
			return t.base + d.offset
		}
		if c.Type() == ast.TypeBlock && c.Lines() != nil && c.Lines().Len() > 0 {
			return t.base + c.Lines().At(0).Start
		}
		if s, ok := c.(*ast.Text); ok {
			return t.base + s.Segment.Start
		}
	}
	return t.base
}

func taskFlags(item *ast.ListItem) doc.Flags {
	if item.FirstChild() == nil {
		return 0
	}
	box, ok := item.FirstChild().FirstChild().(*east.TaskCheckBox)
	switch {
	case !ok:
		return 0
	case box.IsChecked:
		return doc.Task | doc.Checked
	}
	return doc.Task
}

// isTightWithoutNotes tells whether a list is loose only because of the blank lines
// around note definitions, which are taken out of it.
func isTightWithoutNotes(list *ast.List) bool {
	found := false
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		if item.PreviousSibling() != nil && item.HasBlankPreviousLines() {
			return false
		}
		for c := item.FirstChild(); c != nil; c = c.NextSibling() {
			if c.Kind() == kindDefinition {
				found = true
			} else if c.PreviousSibling() != nil && c.HasBlankPreviousLines() {
				return false
			}
		}
	}
	return found
}

// tighten makes the paragraphs of a tight list's items text without space around it.
func tighten(items []*doc.Block) {
	for _, item := range items {
		for _, b := range item.Blocks {
			if b.Kind == doc.Paragraph {
				b.Kind = doc.TightText
			}
		}
	}
}

// definition takes a note definition out of the body. One whose label has white
// space is no note: its words stay in the body, label first, and are reported.
func (t *translator) definition(n *definition) []*doc.Block {
	blocks := t.children(n)
	if !n.bad {
		t.doc.Defs = append(t.doc.Defs, &doc.Note{Label: n.label, Blocks: blocks, Offset: t.base + n.offset})
		return nil
	}
	written := "[^" + n.label + "]:" // the space behind it may be missing in the file
	if len(blocks) == 0 || !blocks[0].IsLeaf() || !blocks[0].Kind.IsProse() {
		lead := &doc.Block{Kind: doc.Paragraph, Text: written, Offset: t.base + n.offset,
			Segs: []doc.Seg{{Source: t.base + n.offset, Len: len(written)}}}
		return append([]*doc.Block{lead}, blocks...)
	}
	blocks[0].Prepend(written + " ")
	blocks[0].Segs = append([]doc.Seg{{Source: t.base + n.offset, Len: len(written)}}, blocks[0].Segs...)
	return blocks
}
