package intake

import (
	"fmt"
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"
)

// line is one line of the received text without the white space around it.
type line struct {
	no int // 1-based
	stretch
	indent int  // columns of white space before it
	page   bool // a page break before it
	drop   bool // page furniture
}

// splitLines cuts the text into lines. A form feed is a page break; it ends a line
// as well, but counts as none of its own, as in editors.
func splitLines(text string) []line {
	lines := make([]line, 0, strings.Count(text, "\n")+strings.Count(text, "\f")+1)
	no, page := 1, false
	for at := 0; at <= len(text); {
		end := strings.IndexAny(text[at:], "\n\f")
		if end < 0 {
			end = len(text) - at
		}
		l := newLine(text, at, at+end, no)
		l.page = page
		lines = append(lines, l)
		at += end + 1
		page = at <= len(text) && text[at-1] == '\f'
		if !page {
			no++
		}
	}
	return lines
}

func newLine(text string, from, to, no int) line {
	l := line{no: no}
	s := text[from:to]
	body := strings.TrimLeftFunc(s, unicode.IsSpace)
	for _, r := range s[:len(s)-len(body)] {
		switch r {
		case '\t':
			l.indent += 8 - l.indent%8
		default:
			l.indent++
		}
	}
	l.from = to - len(body)
	l.to = l.from + len(strings.TrimRightFunc(body, unicode.IsSpace))
	return l
}

func (r *reading) text(l line) string { return r.src[l.from:l.to] }

// unwrap makes units of lines: blank lines part them, and in a hard-wrapped text
// the lines of a paragraph are put together again.
func (r *reading) unwrap() {
	width := r.wrapWidth()
	var current []line
	gap, page, joined := 0, false, 0
	flush := func() {
		if len(current) > 0 {
			u := r.newUnit(current, gap, page)
			u.full = r.shapes != nil || width > 0 && utf8.RuneCountInString(r.text(current[len(current)-1]))*100 > width*85
			r.units = append(r.units, u)
			joined += len(current) - 1
			current, gap, page = nil, 0, false
		}
	}
	for _, l := range r.lines {
		if l.drop || l.from == l.to {
			flush()
			gap++
			page = page || l.page || l.drop
			continue
		}
		if len(current) > 0 && !r.continues(current, l, width) {
			flush()
		}
		if l.page {
			flush()
			page = true
		}
		current = append(current, l)
	}
	flush()
	r.lines = nil
	if joined > 0 && r.shapes == nil {
		r.note(Entry{Kind: "line-wrap", Message: fmt.Sprintf("lines broken at about column %d; %d line breaks taken out", width, joined)})
	}
}

// A wrapped text has hardly any line longer than wrapMost; narrower than wrapLeast
// are lists and verse.
const wrapMost, wrapLeast = 130, 28

// wrapWidth returns the column at which the lines are broken, 0 for a text whose
// paragraphs are one line each. Most lines that are followed by another must be full.
func (r *reading) wrapWidth() int {
	width, pairs := r.margin()
	if width < wrapLeast {
		return 0
	}
	full, over, total := 0, 0, 0
	for l, next := range r.linePairs() {
		if next.from != next.to && r.isFull(l, next, width) {
			full++
		}
		total++
		if utf8.RuneCountInString(r.text(l))*10 > width*13 {
			over++
		}
	}
	if full*2 < pairs || over*10 > total {
		return 0
	}
	return width
}

// margin returns the length that 95 % of the lines before another line keep to, and
// how many such lines there are. It is no maximum, because one overlong address must
// not hide the margin. 0 says that the text is not wrapped.
func (r *reading) margin() (width, pairs int) {
	var histogram [wrapMost + 1]int
	total, long := 0, 0
	for l, next := range r.linePairs() {
		n := utf8.RuneCountInString(r.text(l))
		total++
		if n > wrapMost {
			long++
		} else if next.from != next.to {
			histogram[n]++
			pairs++
		}
	}
	if long*20 > total {
		return 0, 0
	}
	seen := 0
	for n, count := range histogram {
		if seen += count; pairs > 0 && seen*20 >= pairs*19 {
			return n, pairs
		}
	}
	return 0, 0
}

// linePairs goes through the lines with text, each with the line behind it, which is
// empty where a paragraph ends, or a note or an item of a list begins.
func (r *reading) linePairs() iter.Seq2[line, line] {
	return func(yield func(line, line) bool) {
		for i, l := range r.lines {
			if l.from == l.to || l.drop {
				continue
			}
			next := line{}
			if i+1 < len(r.lines) && !r.lines[i+1].drop {
				next = r.lines[i+1]
			}
			if leadMark(r.text(next)).style != noMark {
				next = line{}
			}
			if !yield(l, next) {
				return
			}
		}
	}
}

// isFull tells whether the next line's first word would hardly have fitted.
func (r *reading) isFull(l, next line, width int) bool {
	n := utf8.RuneCountInString(r.text(l)) + 1 + utf8.RuneCountInString(firstWord(r.text(next)))
	return n*100 > width*85
}

// continues tells whether line l goes on in the paragraph that current holds.
func (r *reading) continues(current []line, l line, width int) bool {
	prev := current[len(current)-1]
	text, before := r.text(l), r.text(prev)
	if r.shapes != nil {
		return !l.page && r.goesOnBelow(prev, l)
	}
	if width == 0 || l.page {
		return false
	}
	first := leadMark(r.text(current[0]))
	if m := leadMark(text); m.style != noMark && breaksLine(m, first, before) {
		return false
	}
	if first.style != noMark && l.indent > current[0].indent {
		return true // the text of a note or an item hangs behind its mark
	}
	if l.indent >= prev.indent+2 && len(current) > 1 && first.style == noMark && !startsLower(text) {
		return false // the first line of a paragraph is set in
	}
	if r.isFull(prev, l, width) {
		return true
	}
	return !endsSentence(before) && startsLower(text) || locators[lastWord(before)] && digitRun(text) > 0
}

// breaksLine tells whether a mark at the start of a line begins a new unit. A number
// may stand there by chance ("on May\n14. The ..."), so it has to follow
// on the number that the current unit begins with, or on a complete sentence.
func breaksLine(m, first mark, before string) bool {
	switch m.style {
	case bulletMark, superMark, squareMark, footnoteMark, hashMark, backMark:
		return true
	case dotMark, parenMark, roundMark, caretMark, bareMark:
		return m.number > 0 && first.style == m.style && m.number == first.number+1
	}
	return m.style == signMark && endsSentence(before)
}

// newUnit puts lines together. Where a line ends on a hyphen the word is joined by
// evidence.
func (r *reading) newUnit(lines []line, gap int, page bool) *unit {
	first := lines[0]
	u := &unit{mark: &unmarked, text: r.text(first), from: []stretch{first.stretch}, line: first.no, last: lines[len(lines)-1].no, gap: gap, page: page}
	if len(lines) == 1 {
		return u
	}
	whole := []byte(u.text)
	for i, l := range lines[1:] {
		before, text := r.text(lines[i]), r.text(l)
		u.from = append(u.from, l.stretch)
		s := seam{glue: " "}
		if endsCut(before) {
			s = r.seamOf(before, text)
			r.note(Entry{Line: lines[i].no, Kind: "join-word", Before: lastWord(before) + " / " + firstWord(text), After: s.word, Message: "a word cut by the end of a line: " + s.why})
		}
		whole = append(whole[:len(whole)-s.cut], s.glue...)
		whole = append(whole, text...)
	}
	u.text = string(whole)
	return u
}
