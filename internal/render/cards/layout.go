package cards

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/bidi"
)

// Where things stand, in pixels.
const (
	margin    = 80
	column    = Width - 2*margin
	bar       = 20  // the stripe at the left edge
	headAt    = 104 // base lines
	titleTop  = 132
	footAt    = 574
	ruleAt    = 514
	textEnd   = ruleAt - 24
	lineSize  = 36
	lineStep  = 48
	metaSize  = 29
	mostLines = 3 // of the sentence
)

// titleSizes are tried from the largest on until the title fits.
var titleSizes = []struct {
	points, step float64
	lines        int
}{{84, 94, 2}, {68, 78, 3}, {54, 64, 4}}

func (p *painter) paint(c Card) {
	clear(p.Pix)
	p.Palette = newPalette(readColour(c.Accent))
	p.fill(0, 0, bar, Height, accent.full())
	p.fill(margin, ruleAt, Width-margin, ruleAt+2, ruleIndex)
	p.head(prepare(c.Kind), prepare(c.Site))
	y := p.title(prepare(c.Title))
	room := (textEnd - y) / lineStep
	for _, line := range p.line.wrap(prepare(c.Line), column, min(room, mostLines)) {
		y += lineStep
		p.write(p.line, muted, y, []string{line})
	}
	p.write(p.meta, muted, footAt, p.meta.wrap(prepare(c.Facts), column, 1))
}

// title writes the title as large as it fits and returns its last base line.
func (p *painter) title(text string) int {
	for i, size := range titleSizes {
		lines := p.titles[i].wrap(text, column, size.lines)
		if i < len(titleSizes)-1 && strings.HasSuffix(strings.Join(lines, ""), "…") && !strings.HasSuffix(text, "…") {
			continue // it did not fit
		}
		y := float64(titleTop)
		for _, line := range lines {
			y += size.step
			p.write(p.titles[i], ink, int(y), []string{line})
		}
		return int(y) + 20
	}
	return titleTop
}

// head writes the kind and the site's name side by side; the name gets at most two
// thirds of the line while there is a kind.
func (p *painter) head(kind, site string) {
	room := column
	if kind != "" {
		room = column * 2 / 3
	}
	site = one(p.meta.wrap(site, room, 1))
	width := p.meta.width(site)
	p.at(p.meta, ink, Width-margin-width, headAt, visual(site))
	if width > 0 {
		width += 2 * metaSize
	}
	p.at(p.meta, accent, margin, headAt, visual(one(p.meta.wrap(kind, column-width, 1))))
}

func one(lines []string) string {
	if len(lines) == 0 {
		return ""
	}
	return lines[0]
}

// write sets lines one below the other, at the margin where their script begins.
func (p *painter) write(with *pen, k *inkRamp, y int, lines []string) {
	for _, line := range lines {
		x := margin
		if isRightToLeft(line) {
			x = Width - margin - with.width(line)
		}
		p.at(with, k, x, y, visual(line))
	}
}

// wrap cuts a text into lines of a width, between words where that is possible. What
// does not fit into the last line is cut off with an ellipsis.
func (w *pen) wrap(text string, width, most int) []string {
	text = w.known(text)
	var lines []string
	for text != "" && len(lines) < most {
		n := w.fitting(text, width)
		if n == len(text) {
			return append(lines, text)
		}
		if len(lines) == most-1 {
			return append(lines, w.cut(text, width))
		}
		if i := strings.LastIndexByte(text[:n+1], ' '); i > 0 {
			n = i
		}
		lines = append(lines, text[:n])
		text = strings.TrimLeft(text[n:], " ")
	}
	return lines
}

// cut shortens a text to a width with an ellipsis at its end, between words unless too
// much would be lost.
func (w *pen) cut(text string, width int) string {
	n := w.fitting(text, width-w.width("…"))
	if i := strings.LastIndexByte(text[:n], ' '); i > n/2 {
		n = i
	}
	return strings.TrimRight(text[:n], " ,;:.–—-") + "…"
}

// fitting is how many bytes of a text fit into a width, at least one character.
func (w *pen) fitting(text string, width int) int {
	at := fixedPoint(0)
	previous := rune(-1)
	for i, r := range text {
		at += w.advance(previous, r)
		if i > 0 && at.ceil() > width {
			return i
		}
		previous = r
	}
	return len(text)
}

// known is the text without the characters that no font has.
func (w *pen) known(text string) string {
	all := true
	for _, r := range text {
		all = all && w.has(r)
	}
	if all {
		return text
	}
	return oneLine(strings.Map(func(r rune) rune {
		if w.has(r) {
			return r
		}
		return -1
	}, text))
}

// oneLine folds white space and drops what has no shape: controls, joiners, marks of
// direction.
func oneLine(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case r == utf8.RuneError, unicode.IsControl(r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Variation_Selector, r):
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// isRightToLeft tells the direction of a text by its first letter.
func isRightToLeft(s string) bool {
	for _, r := range s {
		p, _ := bidi.LookupRune(r)
		switch p.Class() {
		case bidi.L:
			return false
		case bidi.R, bidi.AL:
			return true
		}
	}
	return false
}

// visual puts the characters of a line in the order in which they stand from left to
// right.
func visual(line string) string {
	if !strings.ContainsFunc(line, func(r rune) bool { return r >= 0x590 && isRightToLeft(string(r)) }) {
		return line
	}
	direction := bidi.LeftToRight
	if isRightToLeft(line) {
		direction = bidi.RightToLeft
	}
	var p bidi.Paragraph
	if _, err := p.SetString(line, bidi.DefaultDirection(direction)); err != nil {
		return line
	}
	order, err := p.Order()
	if err != nil {
		return line
	}
	var b strings.Builder
	for i := range order.NumRuns() {
		n := i
		if direction == bidi.RightToLeft {
			n = order.NumRuns() - 1 - i // runs come in the order of reading
		}
		run := order.Run(n)
		if run.Direction() == bidi.RightToLeft {
			b.WriteString(bidi.ReverseString(run.String()))
		} else {
			b.WriteString(run.String())
		}
	}
	return b.String()
}
