package intake

import (
	"cmp"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/ledongthuc/pdf"
	"golang.org/x/net/html"
)

// parseBoxes reads what pdftotext -bbox-layout writes. It is XHTML, but may hold
// control characters that XML forbids, so it is read by the HTML tokeniser, which
// minds nothing.
func parseBoxes(in io.Reader) []pdfPage {
	var pages []pdfPage
	var word *pdfWord
	z := html.NewTokenizer(in)
	for {
		kind := z.Next()
		switch kind {
		case html.ErrorToken:
			return pages
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			number := func(key string) float64 {
				for _, a := range t.Attr {
					if a.Key == key {
						f, _ := strconv.ParseFloat(a.Val, 64)
						return f
					}
				}
				return 0
			}
			switch t.Data {
			case "page":
				pages = append(pages, pdfPage{width: number("width"), height: number("height")})
			case "block":
				if n := len(pages); n > 0 {
					pages[n-1].blocks = append(pages[n-1].blocks, pdfBlock{})
				}
			case "line":
				if b := lastBlock(pages); b != nil {
					b.lines = append(b.lines, pdfLine{})
				}
			case "word":
				if b := lastBlock(pages); b != nil && len(b.lines) > 0 {
					l := &b.lines[len(b.lines)-1]
					l.words = append(l.words, pdfWord{x0: number("xmin"), y0: number("ymin"), x1: number("xmax"), y1: number("ymax")})
					word = &l.words[len(l.words)-1]
				}
			}
		case html.TextToken:
			if word != nil {
				word.text += oneLine(string(z.Text()))
			}
		case html.EndTagToken:
			if name, _ := z.TagName(); string(name) == "word" {
				word = nil
			}
		}
	}
}

func lastBlock(pages []pdfPage) *pdfBlock {
	if len(pages) == 0 || len(pages[len(pages)-1].blocks) == 0 {
		return nil
	}
	blocks := pages[len(pages)-1].blocks
	return &blocks[len(blocks)-1]
}

// charPage puts the characters of a page together.
func charPage(chars []pdf.Text) pdfPage {
	var words []pdfWord
	for _, c := range chars {
		if c.FontSize <= 0 || strings.TrimSpace(c.S) == "" {
			continue
		}
		// PDF counts y upwards from the base line; a box reaches about a
		// quarter below it.
		w := pdfWord{c.S, c.X, -c.Y - 0.75*c.FontSize, c.X + max(c.W, 0.3*c.FontSize), -c.Y + 0.25*c.FontSize}
		words = append(words, w)
	}
	var lines []pdfLine
	for _, l := range linesOf(words) {
		lines = append(lines, atGaps(l)...)
	}
	return pdfPage{blocks: blocksOf(lines)}
}

// atGaps cuts a line where the white is too wide for a space: there the next column
// begins.
func atGaps(l pdfLine) []pdfLine {
	parts := []pdfLine{{l.words[:1]}}
	for i, w := range l.words[1:] {
		last := &parts[len(parts)-1]
		if gap := w.x0 - l.words[i].x1; gap > 2*max(w.size(), l.words[i].size()) {
			parts = append(parts, pdfLine{})
			last = &parts[len(parts)-1]
		}
		last.words = append(slices.Clone(last.words), w)
	}
	return parts
}

// linesOf groups characters by height: one that overlaps the line before by half
// belongs to it, so that raised marks stay in their line.
func linesOf(chars []pdfWord) []pdfLine {
	slices.SortStableFunc(chars, func(a, b pdfWord) int { return cmp.Compare(a.y0+a.y1, b.y0+b.y1) })
	var lines []pdfLine
	for _, c := range chars {
		if n := len(lines); n > 0 {
			last := lines[n-1].words
			top := last[len(last)-1]
			if overlap := min(top.y1, c.y1) - max(top.y0, c.y0); overlap > 0.5*min(top.size(), c.size()) {
				lines[n-1].words = append(last, c)
				continue
			}
		}
		lines = append(lines, pdfLine{[]pdfWord{c}})
	}
	for i := range lines {
		lines[i].words = wordsOf(lines[i].words)
	}
	return lines
}

// wordsOf puts the characters of one line together: a gap or another size parts
// words.
func wordsOf(chars []pdfWord) []pdfWord {
	slices.SortStableFunc(chars, func(a, b pdfWord) int { return cmp.Compare(a.x0, b.x0) })
	var words []pdfWord
	for _, c := range chars {
		if n := len(words); n > 0 {
			w := &words[n-1]
			if c.x0-w.x1 < 0.15*c.size() && c.size() > 0.9*w.size() && w.size() > 0.9*c.size() {
				w.text += c.text
				w.x1, w.y0, w.y1 = max(w.x1, c.x1), min(w.y0, c.y0), max(w.y1, c.y1)
				continue
			}
		}
		words = append(words, c)
	}
	return words
}

// blocksOf puts lines, sorted from the top, into the block right above them: of the
// same size, no further off than the leading, over the same stretch of the page.
func blocksOf(lines []pdfLine) []pdfBlock {
	var blocks []pdfBlock
	for _, l := range lines {
		at := slices.IndexFunc(blocks, func(b pdfBlock) bool { return isBelow(b.lines[len(b.lines)-1], l) })
		if at < 0 {
			blocks = append(blocks, pdfBlock{lines: []pdfLine{l}})
			continue
		}
		blocks[at].lines = append(blocks[at].lines, l)
	}
	return blocks
}

func isBelow(above, l pdfLine) bool {
	a, b := lineBox(above), lineBox(l)
	size, sizeAbove := lineSize(l), lineSize(above)
	gap, shared := b.y0-a.y1, min(a.x1, b.x1)-max(a.x0, b.x0)
	return gap > -0.5*size && gap < 0.8*size && shared > 0.3*min(a.x1-a.x0, b.x1-b.x0) && size < 1.1*sizeAbove && size > 0.9*sizeAbove
}
