package intake

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// shape is the place of one line of a PDF on its page.
type shape struct {
	x0, x1 float64
	left   float64 // of its block
	right  float64
	size   float64 // of its type
	body   float64 // size of the running text of the document
	block  int     // number of its block in the document
	first  bool    // on the first page
	edge   bool    // at the edge of its page, apart from the rest
}

// layOut writes the pages as text, one line of type a line, a blank line between
// blocks and a form feed between pages. Raised note marks become superscript
// digits: once the boxes are gone nothing else tells them from other digits. The
// shapes are by line number.
func layOut(pages []pdfPage) (string, map[int]shape) {
	var b strings.Builder
	shapes := map[int]shape{}
	body := bodySize(pages)
	no, block := 1, 0
	for n, page := range pages {
		if n > 0 {
			b.WriteString("\f")
		}
		attachMarks(page.blocks)
		for _, blk := range inReadingOrder(page.blocks) {
			block++
			left, right := edges(blk)
			for _, l := range blk.lines {
				text := ""
				if len(l.words) > 0 {
					text = lineText(l)
				}
				if text == "" {
					continue
				}
				shapes[no] = shape{l.words[0].x0, l.words[len(l.words)-1].x1, left, right, lineSize(l), body, block, n == 0, blk.edge}
				b.WriteString(text + "\n")
				no++
			}
			b.WriteString("\n")
			no++
		}
	}
	return b.String(), shapes
}

func edges(b pdfBlock) (left, right float64) {
	left, right = math.Inf(1), math.Inf(-1)
	for _, l := range b.lines {
		if len(l.words) > 0 {
			left, right = min(left, l.words[0].x0), max(right, l.words[len(l.words)-1].x1)
		}
	}
	return left, right
}

// bodySize is the size of type that most of the document is set in, to a tenth of
// a point.
func bodySize(pages []pdfPage) float64 {
	letters := map[float64]int{}
	for _, p := range pages {
		for _, b := range p.blocks {
			for _, l := range b.lines {
				for _, w := range l.words {
					letters[round(w.size())] += utf8.RuneCountInString(w.text)
				}
			}
		}
	}
	best := 0.0
	for size, n := range letters {
		if n > letters[best] || n == letters[best] && size < best {
			best = size
		}
	}
	return best
}

func round(f float64) float64 { return math.Round(f*10) / 10 }

// lineSize is the size of most of a line.
func lineSize(l pdfLine) float64 {
	sizes := make([]float64, 0, len(l.words))
	for _, w := range l.words {
		for range utf8.RuneCountInString(w.text) {
			sizes = append(sizes, w.size())
		}
	}
	if len(sizes) == 0 {
		return 0
	}
	slices.Sort(sizes)
	return sizes[len(sizes)/2]
}

// lineText joins the words of a line; words without a gap between them were parted
// by a change of type only.
func lineText(l pdfLine) string {
	size, base := lineSize(l), baseLine(l)
	var b strings.Builder
	for i, w := range l.words {
		text := cleanWord(w.text, i == len(l.words)-1)
		if text == "" {
			continue
		}
		if i > 0 && w.x0-l.words[i-1].x1 > 0.1*size {
			b.WriteByte(' ')
		}
		if w.size() < 0.85*size && w.y1 < base-0.1*size {
			text = raised(text)
		}
		b.WriteString(text)
	}
	return b.String()
}

// cleanWord spells out ligatures and drops what is invisible, but for a soft hyphen
// at the end of a line, which says that the word goes on.
func cleanWord(s string, last bool) string {
	goesOn := last && strings.HasSuffix(s, string(softHyphen))
	s = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return ' '
		}
		return r
	}, visible(s))
	if strings.IndexFunc(s, ligature) >= 0 {
		s = norm.NFKC.String(s)
	}
	if s = strings.TrimSpace(norm.NFC.String(s)); goesOn {
		s += string(softHyphen)
	}
	return s
}

// baseLine is the lower edge of most of a line.
func baseLine(l pdfLine) float64 {
	lower := make([]float64, len(l.words))
	for i, w := range l.words {
		lower[i] = w.y1
	}
	slices.Sort(lower)
	return lower[len(lower)/2]
}

// raised writes digits as superscript ones; a raised "th" stays as it is.
func raised(s string) string {
	if !digits(s) {
		return s
	}
	const super = "⁰¹²³⁴⁵⁶⁷⁸⁹"
	all := []rune(super)
	var b strings.Builder
	for i := range len(s) {
		b.WriteRune(all[s[i]-'0'])
	}
	return b.String()
}

// goesOnBelow tells whether line l of a PDF goes on in the paragraph that prev is
// the last line of: the same block and size, not set in, and prev reaches the right
// edge, or nearly.
func (r *reading) goesOnBelow(prev, l line) bool {
	a, b := r.shapes[prev.no], r.shapes[l.no]
	if a.block != b.block || math.Abs(a.size-b.size) > 0.08*a.size {
		return false
	}
	if r.setLarge(prev.no) {
		return true // a title or heading of several lines
	}
	if m := leadMark(r.text(l)); m.style == superMark || m.style == bulletMark || m.style == squareMark {
		return false
	}
	width := a.right - a.left
	if setIn := b.x0 - b.left; setIn > 0.8*b.size && setIn < 0.3*width && endsSentence(r.text(prev)) {
		return false
	}
	return a.right-a.x1 < 0.15*width || !endsSentence(r.text(prev)) && startsLower(r.text(l))
}

// setLarge tells whether a line is set larger than the running text.
func (r *reading) setLarge(no int) bool {
	s := r.shapes[no]
	return s.body > 0 && s.size >= 1.12*s.body
}

// smallAtEdge tells whether a line at the edge of a page is set smaller than the
// running text, and no sentence: a running head, even if it stands there once. On the
// first page it may be the name of the paper, which the author may want.
func (r *reading) smallAtEdge(l line) bool {
	s := r.shapes[l.no]
	text := r.text(l)
	return s.edge && !s.first && s.size < 0.92*s.body && wordCount(text) <= 12 && !endsSentence(text) && leadMark(text).style != superMark
}

// nameLarge makes headings of the units that are set larger than the running text;
// the largest on the first page is the title.
func (r *reading) nameLarge() {
	largest := 0.0
	for no, s := range r.shapes {
		if s.first && r.setLarge(no) {
			largest = max(largest, s.size)
		}
	}
	titled := false
	for _, u := range r.units {
		s := r.shapes[u.line]
		if !u.body() || !r.setLarge(u.line) || wordCount(u.text) > 2*headingMost {
			continue
		}
		u.role, u.typed, u.level = heading, true, 2
		if !titled && s.first && s.size > 0.98*largest {
			titled, u.level = true, 1
			continue
		}
		if s.size < 1.25*s.body {
			u.level = 3
		}
		r.note(Entry{Line: u.line, Kind: "heading", Before: u.text, Message: "a heading, set in larger type"})
	}
}
