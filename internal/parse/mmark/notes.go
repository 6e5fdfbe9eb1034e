package mmark

import (
	"bytes"
	"strings"

	"github.com/gomarkdown/markdown/ast"

	"dossier/internal/parse/syntax"
)

// noteDef is a note definition in the engine's tree; its children are the note.
type noteDef struct {
	ast.Container
	label string
}

// CanContain lets the engine put any block into a note.
func (*noteDef) CanContain(n ast.Node) bool {
	_, isItem := n.(*ast.ListItem)
	return !isItem
}

// takeDefinition takes a note definition at the beginning of data: its node, its
// text without the indent, and how much of data it is.
//
// As in GFM a note goes on with the lines indented by four, after empty lines too,
// and with unindented lines that continue its paragraph.
func takeDefinition(data []byte) (ast.Node, []byte, int) {
	first := firstLine(data)
	label, _, size := syntax.NoteDefinition(string(first))
	if size == 0 {
		return nil, nil, 0
	}
	g := gatherer{}
	g.add(first[size:])
	end := min(len(first)+1, len(data))
	for at := end; at < len(data); {
		l := firstLine(data[at:])
		if !g.takes(l) {
			break
		}
		at = min(at+len(l)+1, len(data))
		if g.blank == 0 {
			end = at
		}
	}
	return &noteDef{label: label}, g.text.Bytes(), end
}

func firstLine(data []byte) []byte {
	if i := bytes.IndexByte(data, '\n'); i >= 0 {
		return data[:i]
	}
	return data
}

// gatherer collects the lines of a note.
type gatherer struct {
	text  bytes.Buffer
	last  string // the line before, without indent
	fence string // the sign run of the code block that is open
	blank int    // empty lines that wait for more of the note
}

// takes adds the line if it belongs to the note.
func (g *gatherer) takes(l []byte) bool {
	text := string(l)
	if strings.TrimSpace(text) == "" {
		g.blank++
		return true
	}
	indent := indentOf(text)
	if indent == 0 && !g.continues(text) {
		return false
	}
	for ; g.blank > 0; g.blank-- {
		g.text.WriteByte('\n')
	}
	if _, _, n := syntax.NoteDefinition(text[indent:]); n > 0 && g.fence == "" && strings.TrimSpace(g.last) != "" {
		g.text.WriteByte('\n')
	}
	g.add(l[indent:])
	return true
}

func (g *gatherer) add(l []byte) {
	g.last = string(l)
	run := g.last[:len(g.last)-len(strings.TrimLeft(g.last, "`~"))]
	switch {
	case g.fence != "" && strings.TrimSpace(g.last) == g.fence:
		g.fence = ""
	case g.fence == "" && len(run) >= 3:
		g.fence = run
	}
	g.text.Write(l)
	g.text.WriteByte('\n')
}

// continues tells whether an unindented line goes on with the note's paragraph.
func (g *gatherer) continues(text string) bool {
	return g.blank == 0 && g.fence == "" && strings.TrimSpace(g.last) != "" && !beginsBlock(g.last, false) && !beginsBlock(text, true)
}

// indentOf returns the length of the indent that makes a line part of a note.
func indentOf(text string) int {
	switch {
	case strings.HasPrefix(text, "\t"):
		return 1
	case strings.HasPrefix(text, "    "):
		return 4
	}
	for n := 1; n < 4 && strings.HasPrefix(text, "   "[:n]); n++ {
		if strings.HasPrefix(text[n:], "\t") {
			return n + 1
		}
	}
	return 0
}

const formulaSign = "$$"

// takeFormula takes a formula that stands in lines of its own. Its closing sign ends
// a line, and no empty line comes before it.
func takeFormula(data []byte) (ast.Node, int) {
	if !bytes.HasPrefix(data, []byte(formulaSign)) {
		return nil, 0
	}
	end := bytes.Index(data[2:], []byte(formulaSign)) + 2
	if end < 3 || bytes.Contains(data[:end], []byte("\n\n")) {
		return nil, 0
	}
	rest := firstLine(data[end+2:])
	if len(bytes.TrimSpace(rest)) > 0 || len(bytes.TrimSpace(data[2:end])) == 0 {
		return nil, 0
	}
	m := &ast.MathBlock{}
	m.Literal = bytes.TrimSpace(data[2:end])
	return m, end + 2 + len(rest)
}
