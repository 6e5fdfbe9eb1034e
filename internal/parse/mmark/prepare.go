package mmark

import (
	"regexp"
	"slices"
	"sort"
	"strings"

	"dossier/internal/parse/syntax"
	"dossier/internal/source"
)

// prepared is the text that the engine gets, and the way back to the source.
type prepared struct {
	file  *source.File
	text  string
	lines lines // where each stretch of the text comes from, ascending
}

// line says that the text from offset at on stands in the source from offset source
// on, up to the next line that was put in. A text that is ours stands near it.
type line struct {
	at, source int
	near       bool
}

// lines are in ascending order.
type lines []line

// source turns an offset into one in the file. It is not exact where the text is
// ours.
func (l lines) source(at int) (source int, exact bool) {
	i := l.after(at) - 1
	switch {
	case i < 0:
		return 0, false
	case l[i].near:
		return l[i].source, false
	}
	return l[i].source + at - l[i].at, true
}

// after returns the position of the first line that begins behind at.
func (l lines) after(at int) int {
	return sort.Search(len(l), func(i int) bool { return l[i].at > at })
}

// sourceOffset turns an offset in the prepared text into one in the file.
func (p *prepared) sourceOffset(at int) int {
	source, _ := p.lines.source(at)
	return min(source, len(p.file.Text))
}

// preparer walks the lines and keeps track of what they stand in.
type preparer struct {
	out      []byte
	lines    lines
	start    int         // where the line before begins in out
	run      int         // lines of text since the last empty one
	quote    bool        // one of them is quoted
	open     []container // items and notes around the line at hand
	fence    string      // the sign run of the code block that is open
	quoted   string      // the signs of the quotation that this block stands in
	comment  bool        // in an HTML comment
	verbatim string      // the closing tag of <pre>, <script>... that is open
	before   string      // the text of the line before, without signs; "" after an empty line
}

// container is an open item or note. Its text begins at column.
type container struct {
	column int
	isItem bool
}

// prepare makes the text ready for the engine:
//
//   - It wants the text of an item four columns behind the item's sign, where
//     CommonMark counts from the item's own text: items and notes are indented anew.
//   - It reads a list, a note definition or a quotation in an item only after an empty
//     line, and ends a quotation only there: one is put in.
//   - It takes "[^two words]: text" for a link definition: the colon is escaped.
//   - It takes captions itself, if they are near enough: the blank in "Figure: "
//     becomes a tab, so that they are left to us.
//   - It never ends on form feeds: they become blanks.
//   - It takes an unclosed code block for a paragraph: it is closed at the end.
func prepare(f *source.File, body int) *prepared {
	p := &preparer{}
	for l := range strings.Lines(f.Text[body:]) {
		p.add(strings.Map(noControl, strings.TrimSuffix(l, "\n")), body)
		body += len(l)
	}
	p.closeFence(body)
	return &prepared{file: f, text: string(p.out), lines: p.lines}
}

// noControl makes blanks of form feeds and vertical tabs: the engine takes them for white
// space in one place and for text in another, and never ends.
func noControl(r rune) rune {
	if r == '\f' || r == '\v' {
		return ' '
	}
	return r
}

// put writes a line: an indent, and a text that stands at offset at in the source.
func (p *preparer) put(indent int, text string, at int) {
	p.indent(indent, at)
	if colon := badDefinition(text); colon > 0 {
		p.out = append(p.out, text[:colon]...)
		p.lines = append(p.lines, line{len(p.out), at + colon, true})
		p.out = append(p.out, '\\')
		p.mark(at + colon)
		text = text[colon:]
	}
	p.out = append(append(p.out, captionWord.ReplaceAllString(text, "$1\t")...), '\n')
}

// ours writes a line that no file has, before what stands at offset at in the source.
func (p *preparer) ours(indent int, text string, at int) {
	p.lines = append(p.lines, line{len(p.out), at, true})
	p.out = append(append(append(p.out, strings.Repeat(" ", indent)...), text...), '\n')
}

// indent writes blanks of our own before what stands at offset at in the source.
func (p *preparer) indent(n, at int) {
	if n > 0 {
		p.lines = append(p.lines, line{len(p.out), at, true})
		p.out = append(p.out, strings.Repeat(" ", n)...)
	}
	p.mark(at)
}

// mark says that what is written next stands at offset at in the source.
func (p *preparer) mark(at int) { p.lines = append(p.lines, line{len(p.out), at, false}) }

var captionWord = regexp.MustCompile(`^((?:[ \t]*A?>)*[ \t]*(?:Figure|Table|Quote):) `)

// badDefinition returns where the colon of a definition stands whose label is none.
func badDefinition(text string) int {
	rest := behindSigns(text)
	if _, size := syntax.NoteMark(rest); size > 0 || !strings.HasPrefix(rest, "[^") {
		return 0
	}
	end := strings.IndexByte(rest, ']')
	if end < 0 || !strings.HasPrefix(rest[end:], "]:") {
		return 0
	}
	return len(text) - len(rest) + end + 1
}

func (p *preparer) add(text string, at int) {
	column, n := indentation(text)
	rest := text[n:]
	switch {
	case p.inBlock(rest, column, at+n):
		indent := column
		if len(p.open) > 0 {
			indent = 4*len(p.open) + max(0, column-p.column())
		}
		p.verbatimLine(indent, rest, at+n)
	case rest == "":
		p.gap(0, "", at)
	default:
		p.line(rest, column, at+n)
		p.run++
	}
}

// verbatimLine writes a line of a block whose text is taken as it is.
func (p *preparer) verbatimLine(indent int, text string, at int) {
	if text == "" {
		indent = 0
	}
	p.indent(indent, at)
	p.out = append(append(p.out, text...), '\n')
	p.before, p.run, p.quote = "", 0, false
}

// gap writes an empty line.
func (p *preparer) gap(indent int, signs string, at int) {
	p.ours(indent, strings.TrimRight(signs, " "), at)
	p.before, p.run, p.quote = "", 0, false
}

// inBlock tells whether a line belongs to a code block, comment or the like that is
// open, and closes that at its end. A line out of the item that holds it ends it, too.
func (p *preparer) inBlock(rest string, column, at int) bool {
	signs, inner := quoteSigns(rest)
	switch {
	case p.fence != "":
		if strings.Count(signs, ">") < strings.Count(p.quoted, ">") {
			p.closeFence(at)
			return false
		}
		if rest != "" && column < p.column() {
			p.fence = ""
			return false
		}
		if strings.TrimRight(inner, " ") == p.fence {
			p.fence = ""
		}
	case p.comment:
		p.comment = !strings.Contains(rest, "-->")
	case p.verbatim == formulaSign && strings.TrimSpace(inner) == "":
		p.verbatim = ""
		return false
	case p.verbatim != "":
		if strings.Contains(strings.ToLower(rest), p.verbatim) {
			p.verbatim = ""
		}
	default:
		return false
	}
	return true
}

// closeFence closes a code block that the author has left open.
func (p *preparer) closeFence(at int) {
	if p.fence != "" {
		p.ours(4*len(p.open), p.quoted+p.fence, at)
		p.fence = ""
	}
}

// column is where the text of the innermost container begins.
func (p *preparer) column() int {
	if len(p.open) == 0 {
		return 0
	}
	return p.open[len(p.open)-1].column
}

// line writes a line of text behind the indent that the engine wants.
func (p *preparer) line(rest string, column, at int) {
	leftItem := p.leave(rest, column)
	indent := max(0, column-p.column())
	if indent >= 4 {
		p.put(4*len(p.open)+indent, rest, at)
		if p.before != "" {
			p.before = rest
		}
		return
	}
	l := p.look(rest, leftItem)
	if l.term && p.run > 1 {
		p.partTerm(l.signs)
	}
	if p.before != "" {
		p.partFromText(l, rest, leftItem, at)
	}
	p.quote = p.quote || l.signs != ""
	p.start = len(p.out)
	switch {
	case l.item > 0:
		p.item(rest, l.item, column, at)
	case l.definition > 0:
		p.note(rest, l, at)
	default:
		p.put(4*len(p.open)+indent, rest, at)
		p.before = l.inner
		p.opens(behindSigns(l.inner), l.signs)
	}
}

// look is what a line begins with.
type look struct {
	signs      string // of quotations
	inner      string // behind those
	item       int    // length of an item's sign, outside quotations
	definition int    // length of a note's label with colon
	term       bool   // the line is a definition, the one before its term
}

func (p *preparer) look(rest string, leftItem bool) look {
	var l look
	l.signs, l.inner = quoteSigns(rest)
	_, _, l.definition = syntax.NoteDefinition(l.inner)
	l.term = strings.HasPrefix(l.inner, ":") && itemSign(l.inner) > 0
	if l.signs == "" && l.definition == 0 && (leftItem || !p.inParagraph() || interrupts(rest)) {
		l.item = itemSign(rest)
	}
	return l
}

// partFromText puts an empty line before a line that follows text and that the
// engine would draw into it.
func (p *preparer) partFromText(l look, rest string, leftItem bool, at int) {
	beginsList := l.item > 0 && len(p.open) == 0 && !leftItem && !l.term
	beginsQuote := l.signs != "" && len(p.open) > 0 && !p.quote
	endsQuote := l.signs == "" && p.quote && beginsBlock(rest, true)
	switch {
	case l.definition > 0 && l.signs != "":
		p.gap(4*len(p.open), l.signs, at)
	case l.definition > 0 || beginsList || beginsQuote || endsQuote:
		p.gap(0, "", at)
	}
}

// note writes the first line of a note and opens it. In a quotation the signs tell
// how long it is.
func (p *preparer) note(rest string, l look, at int) {
	p.put(4*len(p.open), rest, at)
	p.before = l.inner[l.definition:]
	if l.signs == "" {
		p.open = append(p.open, container{column: p.column() + 4})
	}
	p.opens(p.before, l.signs)
}

// partTerm puts an empty line before the line that a definition makes a term: the
// engine drops the lines of the paragraph before it.
func (p *preparer) partTerm(signs string) {
	gap := strings.TrimRight(signs, " ") + "\n"
	p.out = slices.Insert(p.out, p.start, []byte(gap)...)
	for i := len(p.lines) - 1; i >= 0 && p.lines[i].at >= p.start; i-- {
		p.lines[i].at += len(gap)
	}
	first := p.lines.after(p.start)
	p.lines = slices.Insert(p.lines, first, line{p.start, p.lines[first].source, true})
	p.run = 1
}

// leave closes the containers that a line does not reach into, and tells whether an
// item was among them. A line that goes on with a paragraph stays where that is.
func (p *preparer) leave(rest string, column int) (leftItem bool) {
	lazy := p.inParagraph() && !beginsBlock(rest, true)
	for len(p.open) > 0 && column < p.column() && !lazy {
		leftItem = leftItem || p.open[len(p.open)-1].isItem
		p.open = p.open[:len(p.open)-1]
	}
	return leftItem
}

// inParagraph tells whether the line before is part of a paragraph.
func (p *preparer) inParagraph() bool { return p.before != "" && !beginsBlock(p.before, false) }

// item writes the first line of an item and opens it. Another block may begin in the
// same line: the engine wants it in one of its own.
func (p *preparer) item(rest string, sign, column, at int) {
	depth := len(p.open)
	gap, size := indentation(rest[sign:])
	if gap > 4 {
		gap, size = 1, 1
	}
	inner := rest[sign+size:]
	p.open = append(p.open, container{column + sign + gap, true})
	if itemSign(inner) > 0 && rest[:sign] != ":" {
		p.put(4*depth, rest[:sign]+" ", at)
		p.before = ""
		p.item(inner, itemSign(inner), p.column(), at+sign+size)
		return
	}
	if beginsBlock(inner, true) && !strings.HasPrefix(inner, "```") && !strings.HasPrefix(inner, "~~~") {
		p.put(4*depth, rest[:sign]+" ", at)
		p.gap(0, "", at)
		p.line(inner, p.column(), at+sign+size)
		return
	}
	p.put(4*depth, rest, at)
	p.before = strings.TrimSpace(inner)
	p.opens(p.before, "")
}

var verbatimTag = regexp.MustCompile(`(?i)^<(pre|script|style|textarea)[\s>]`)

// opens looks whether a text opens a block whose lines are taken as they are.
func (p *preparer) opens(text, quoted string) {
	run := text[:len(text)-len(strings.TrimLeft(text, "`~"))]
	switch {
	case len(run) >= 3 && strings.Trim(run, run[:1]) == "" && (run[0] == '~' || !strings.Contains(text[len(run):], "`")):
		p.fence, p.quoted = run, quoted
	case strings.HasPrefix(text, formulaSign) && !strings.Contains(text[2:], formulaSign):
		p.verbatim = formulaSign
	case strings.HasPrefix(text, "<!--"):
		p.comment = !strings.Contains(text, "-->")
	case verbatimTag.MatchString(text):
		closing := "</" + strings.ToLower(verbatimTag.FindStringSubmatch(text)[1]) + ">"
		if !strings.Contains(strings.ToLower(text), closing) {
			p.verbatim = closing
		}
	}
}
