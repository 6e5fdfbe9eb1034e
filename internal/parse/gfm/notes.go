package gfm

import (
	"bytes"
	"regexp"
	"strings"

	"dossier/internal/doc"
	"dossier/internal/parse/syntax"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// badLabel matches the beginning of what would be a definition, had its label no white
// space.
var badLabel = regexp.MustCompile(`^\[\^([^\[\]\n]{1,200})\]:`)

var kindDefinition = ast.NewNodeKind("NoteDefinition")

// definition is a note definition: a container like a list item.
type definition struct {
	ast.BaseBlock
	label  string
	bad    bool // the label has white space
	offset int  // of its "["
}

func (*definition) Kind() ast.NodeKind { return kindDefinition }

func (d *definition) Dump(src []byte, level int) { ast.DumpHelper(d, src, level, nil, nil) }

// definitionParser takes "[^label]: ..." with the rules of GitHub's footnotes: it may
// interrupt a paragraph, and blocks indented by four belong to it.
type definitionParser struct{}

func (definitionParser) Trigger() []byte { return []byte{'['} }

func (definitionParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 {
		return nil, parser.NoChildren
	}
	d := &definition{offset: segment.Start + pos - segment.Padding}
	rest := 0
	if name, size := syntax.NoteMark(head(line[pos:])); size > 0 && bytes.HasPrefix(line[pos+size:], []byte(":")) {
		d.label, rest = name, pos+size+1
	} else if m := badLabel.FindSubmatch(line[pos:]); m != nil && !util.IsBlank(m[1]) {
		d.label, d.bad, rest = string(m[1]), true, pos+len(m[0])
	} else {
		return nil, parser.NoChildren
	}
	if util.IsBlank(line[rest:]) {
		reader.Advance(len(bytes.TrimSuffix(line, []byte("\n")))) // the last line of a file may have no end
	} else {
		reader.AdvanceAndSetPadding(rest-segment.Padding, 0)
	}
	return d, parser.HasChildren
}

func (definitionParser) Continue(_ ast.Node, reader text.Reader, _ parser.Context) parser.State {
	line, _ := reader.PeekLine()
	if util.IsBlank(line) {
		return parser.Continue | parser.HasChildren
	}
	pos, padding := util.IndentPosition(line, reader.LineOffset(), 4)
	if pos < 0 {
		return parser.Close
	}
	reader.AdvanceAndSetPadding(pos, padding)
	return parser.Continue | parser.HasChildren
}

func (definitionParser) Close(ast.Node, text.Reader, parser.Context) {}
func (definitionParser) CanInterruptParagraph() bool                 { return true }
func (definitionParser) CanAcceptIndentedLine() bool                 { return false }

// head is the part of a line that a mark can be in: to copy the whole line for each mark
// would be quadratic.
func head(line []byte) string { return string(line[:min(len(line), 2*syntax.Longest)]) }

var (
	kindMark       = ast.NewNodeKind("NoteMark")
	kindInlineNote = ast.NewNodeKind("InlineNote")
	kindAtom       = ast.NewNodeKind("Atom")
)

// mark is a note reference [^label].
type mark struct {
	ast.BaseInline
	label  string
	offset int
}

func (*mark) Kind() ast.NodeKind               { return kindMark }
func (m *mark) Dump(src []byte, level int)     { ast.DumpHelper(m, src, level, nil, nil) }
func (*atom) Kind() ast.NodeKind               { return kindAtom }
func (n *atom) Dump(src []byte, lvl int)       { ast.DumpHelper(n, src, lvl, nil, nil) }
func (*inlineNote) Kind() ast.NodeKind         { return kindInlineNote }
func (n *inlineNote) Dump(src []byte, lvl int) { ast.DumpHelper(n, src, lvl, nil, nil) }

// markParser takes [^label]. It also triggers on "!", since "Stop![^1]" is an
// exclamation with a note, not a picture. "[^a](url)" stays a link.
type markParser struct{}

func (markParser) Trigger() []byte { return []byte{'!', '['} }

func (markParser) Parse(parent ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	bang := 0
	if line[0] == '!' {
		bang = 1
	}
	name, size := syntax.NoteMark(head(line[bang:]))
	if size == 0 || (bang+size < len(line) && line[bang+size] == '(' && isLinkTail(line[bang+size:])) {
		return nil
	}
	if bang == 1 {
		ast.MergeOrAppendTextSegment(parent, segment.WithStop(segment.Start+1))
	}
	block.Advance(bang + size)
	return &mark{label: name, offset: segment.Start + bang}
}

// isLinkTail tells whether s begins with "(address)" or "(address "title")" rather
// than with words in brackets: "war[^1](the second)" is a note.
func isLinkTail(s []byte) bool {
	end := bytes.IndexByte(s, ')')
	if end < 2 {
		return false
	}
	inner := strings.TrimSpace(string(s[1:end]))
	address, title, titled := strings.Cut(inner, " ")
	return strings.ContainsAny(address, "/#.:<") && (!titled || strings.ContainsAny(strings.TrimSpace(title)[:1], `"'(`))
}

// inlineNote is ^[words], parsed in place: its children are inline nodes.
type inlineNote struct {
	ast.BaseInline
	offset int
}

// openNote remembers where an inline note began and where its bracket closes.
type openNote struct {
	node   *inlineNote
	close  int // offset of its "]" in the source
	bottom ast.Node
}

var openNotes = parser.NewContextKey()

// inlineNoteParser takes ^[...]. At "^[" it looks for the bracket that closes it; the
// text between is parsed as any other, and at that bracket everything since the
// opener moves into the note.
type inlineNoteParser struct{}

func (inlineNoteParser) Trigger() []byte { return []byte{'^', ']'} }

func (p inlineNoteParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if line[0] == ']' {
		return p.closeNote(parent, block, segment, pc)
	}
	if len(line) < 3 || line[1] != '[' || line[2] == '^' {
		return nil
	}
	end := closingBracket(block)
	if end < 0 {
		return nil
	}
	n := &inlineNote{offset: segment.Start}
	open, _ := pc.Get(openNotes).([]openNote)
	var bottom ast.Node
	if d := pc.LastDelimiter(); d != nil {
		bottom = d
	}
	pc.Set(openNotes, append(open, openNote{n, end, bottom}))
	block.Advance(2)
	return n
}

func (inlineNoteParser) closeNote(parent ast.Node, block text.Reader, segment text.Segment, pc parser.Context) ast.Node {
	open, _ := pc.Get(openNotes).([]openNote)
	if len(open) == 0 || open[len(open)-1].close != segment.Start {
		return nil
	}
	last := open[len(open)-1]
	pc.Set(openNotes, open[:len(open)-1])
	if last.node.Parent() != parent {
		return nil
	}
	parser.ProcessDelimiters(last.bottom, pc)
	for c := last.node.NextSibling(); c != nil; {
		next := c.NextSibling()
		parent.RemoveChild(parent, c)
		last.node.AppendChild(last.node, c)
		c = next
	}
	block.Advance(1)
	// The parser needs a node to go on; an empty text adds nothing.
	return ast.NewString(nil)
}

// closingBracket finds the "]" that closes the inline note at the reader's place, as
// an offset in the source, -1 when there is none in this block. Escapes, nested
// brackets and code spans are skipped. The reader's place is kept.
func closingBracket(block text.Reader) int {
	l, pos := block.Position()
	defer block.SetPosition(l, pos)
	block.Advance(2)
	depth, fence := 1, 0
	for {
		line, segment := block.PeekLine()
		if line == nil {
			return -1
		}
		for i := 0; i < len(line); i++ {
			switch c := line[i]; {
			case c == '`':
				run := len(line[i:]) - len(bytes.TrimLeft(line[i:], "`"))
				if fence == 0 {
					fence = run
				} else if fence == run {
					fence = 0
				}
				i += run - 1
			case fence > 0:
			case c == '\\':
				i++
			case c == '[':
				depth++
			case c == ']':
				if depth--; depth == 0 {
					return segment.Start + i - segment.Padding
				}
			}
		}
		block.AdvanceLine()
	}
}

// atom is an inline mark without text of its own: an index term or a citation.
type atom struct {
	ast.BaseInline
	marks  []doc.Mark
	offset int
}

// indexParser takes (!item), (!item, sub) and the primary (!!item).
type indexParser struct{}

func (indexParser) Trigger() []byte { return []byte{'('} }

func (indexParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	term, size := syntax.IndexTerm(head(line))
	if size == 0 {
		return nil
	}
	block.Advance(size)
	return &atom{marks: []doc.Mark{syntax.IndexMark(term)}, offset: segment.Start}
}

// citationParser takes [@key], [@key, p. 3] and several with ";" between.
type citationParser struct{}

func (citationParser) Trigger() []byte { return []byte{'['} }

func (citationParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	cites, size := syntax.Citations(head(line))
	if size == 0 || bytes.HasPrefix(line[size:], []byte("(")) {
		return nil
	}
	block.Advance(size)
	a := &atom{offset: segment.Start}
	for _, c := range cites {
		a.marks = append(a.marks, syntax.CiteMark(c))
	}
	return a
}
