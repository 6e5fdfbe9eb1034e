// Package mmark translates Mmark text into the article model, through gomarkdown.
//
// gomarkdown finds the blocks and the emphasis. Everything else inline is read by
// our own callbacks, because the engine's lose text, take text for what it is not, or
// are quadratic. What a reader of this package should know of the engine:
//
//   - Its tree has no positions. Text of a block at the top level is a slice of the
//     input, so its place is exact; a container is copied line by line, so the lines
//     are found again in order (see places).
//   - Its own footnotes lose unused notes, its heading ids are quadratic, its
//     superscript eats the block when the closing sign is missing, its includes
//     panic: all are off.
//   - Below 64 levels it drops text without a word; deeper nesting is refused.
package mmark

import (
	"github.com/gomarkdown/markdown/ast"
	"github.com/gomarkdown/markdown/parser"

	"dossier/internal/doc"
	"dossier/internal/parse/captions"
	"dossier/internal/parse/limits"
	"dossier/internal/source"
)

const extensions = (parser.CommonExtensions | parser.Attributes | parser.OrderedListStart | parser.Mmark) &^ parser.Autolink &^ parser.MathJax

// Limits are the limits for gomarkdown. With the engine's blocks taken from it one by
// one (see detach) and its quadratic constructs limited, time is linear up to here.
var Limits = limits.Limits{
	Bytes: 1_000_000, Depth: 50, Columns: 100, Cells: 100_000, Defs: 5_000, Expand: 100 << 10, Effort: 4_000_000,
	Blanks: 1_000_000_000, Fences: 1000, Tags: 500,
}

// Parse reads the text of f from the byte offset body on. Note marks and definitions
// are left for resolve/footnotes to pair. A text over a limit gives an empty article
// and a problem that stops the build.
func Parse(f *source.File, body int) *doc.Doc {
	d := &doc.Doc{File: f}
	if d.Problems = limits.Check(f, body, Limits); len(d.Problems) > 0 {
		return d
	}
	e := newEngine(prepare(f, body))
	e.parser.Block(e.input)
	t := &translator{doc: d, engine: e}
	d.Blocks = t.joinTerms(t.article(e.finish()))
	for _, n := range d.Defs {
		n.Blocks = t.joinTerms(n.Blocks)
	}
	captions.Apply(d)
	return d
}

// engine is one run of gomarkdown over one text.
type engine struct {
	parser *parser.Parser
	text   *prepared
	input  []byte
	pieces []piece // top-level blocks, in order
	last   int     // where the block that the engine is at begins

	inline inline
}

// piece is a top-level block and the part of the input it stands in.
type piece struct {
	node       ast.Node
	start, end int
}

func newEngine(text *prepared) *engine {
	e := &engine{parser: parser.NewWithExtensions(extensions), text: text, input: []byte(text.text)}
	e.parser.Opts.ParserHook = e.hook
	e.register()
	return e
}

// hook is called at the beginning of every block. At the top level it tells us how
// far the engine has come; at any level it takes formulas and note definitions.
func (e *engine) hook(data []byte) (ast.Node, []byte, int) {
	if at, ok := offsetIn(e.input, data); ok {
		e.detach(at)
	}
	if formula, size := takeFormula(data); size > 0 {
		return formula, nil, size
	}
	return takeDefinition(data)
}

// detach takes over the blocks that the engine has finished. It counts the siblings
// of every list in a nested loop, so it is better off without them.
func (e *engine) detach(at int) {
	root := e.parser.Doc
	for _, n := range root.GetChildren() {
		e.pieces = append(e.pieces, piece{n, e.last, at})
	}
	root.SetChildren(nil)
	e.last = at
}

func (e *engine) finish() []piece {
	e.detach(len(e.input))
	return e.pieces
}

// offsetIn tells where part begins in whole, if it is a slice of it and not a copy.
func offsetIn(whole, part []byte) (int, bool) {
	if cap(part) == 0 || cap(part) > cap(whole) {
		return 0, false
	}
	at := cap(whole) - cap(part)
	if &whole[:cap(whole)][at] != &part[:1][0] {
		return 0, false
	}
	return at, true
}
