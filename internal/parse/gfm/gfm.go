// Package gfm reads GitHub-flavoured Markdown through goldmark into the article model.
//
// goldmark only parses: its HTML renderer, footnotes and typographer are not used.
// Note marks, note definitions, inline notes and index terms are taken by the parsers
// in notes.go, so that nothing an author wrote is dropped by the engine.
package gfm

import (
	"dossier/internal/doc"
	"dossier/internal/parse/captions"
	"dossier/internal/parse/limits"
	"dossier/internal/source"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// engine is goldmark's parser with the GFM extensions and ours; it is safe for
// concurrent use.
var engine = newEngine()

func newEngine() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(append(parser.DefaultBlockParsers(),
			util.Prioritized(extension.NewDefinitionListParser(), 101),
			util.Prioritized(extension.NewDefinitionDescriptionParser(), 102),
			util.Prioritized(definitionParser{}, 999),
		)...),
		parser.WithInlineParsers(append(parser.DefaultInlineParsers(),
			util.Prioritized(extension.NewTaskCheckBoxParser(), 0),
			util.Prioritized(inlineNoteParser{}, 90),
			util.Prioritized(markParser{}, 101),
			util.Prioritized(indexParser{}, 102),
			util.Prioritized(citationParser{}, 103),
			util.Prioritized(extension.NewStrikethroughParser(), 500),
			util.Prioritized(extension.NewLinkifyParser(), 999),
		)...),
		parser.WithParagraphTransformers(append(parser.DefaultParagraphTransformers(),
			util.Prioritized(extension.NewTableParagraphTransformer(), 200),
		)...),
		parser.WithASTTransformers(
			util.Prioritized(extension.NewTableASTTransformer(), 0),
		),
	)
}

// Parse translates f.Text from byte offset body on. A text over the limits is not
// parsed at all; the document holds the problem then.
func Parse(f *source.File, body int) *doc.Doc {
	if over := limits.Check(f, body, limits.GFM); len(over) > 0 {
		return &doc.Doc{File: f, Problems: over}
	}
	src := []byte(f.Text[body:])
	root := engine.Parse(text.NewReader(src))
	t := &translator{src: src, base: body, doc: &doc.Doc{File: f}}
	t.doc.Blocks = t.children(root)
	captions.Apply(t.doc)
	return t.doc
}

// translator turns goldmark's tree into the article model.
type translator struct {
	src  []byte
	base int // offset of src in the file
	doc  *doc.Doc
}

func (t *translator) children(n ast.Node) []*doc.Block {
	var blocks []*doc.Block
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		blocks = append(blocks, t.block(c)...)
	}
	return blocks
}
