package intake

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode/utf8"
)

// box is the rectangle around a block.
type box struct{ x0, y0, x1, y1 float64 }

func (b box) with(c box) box {
	return box{min(b.x0, c.x0), min(b.y0, c.y0), max(b.x1, c.x1), max(b.y1, c.y1)}
}

func lineBox(l pdfLine) box {
	b := box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for _, w := range l.words {
		b = b.with(box{w.x0, w.y0, w.x1, w.y1})
	}
	return b
}

func blockBox(b pdfBlock) box {
	all := box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for _, l := range b.lines {
		all = all.with(lineBox(l))
	}
	return all
}

// gutter is the least white space between two columns, in points.
const gutter = 8

// inReadingOrder sorts the blocks of a page: strips from top to bottom, the columns
// of a strip from left to right. pdftotext's own order follows the columns only as
// long as their blocks begin at one height.
func inReadingOrder(blocks []pdfBlock) []pdfBlock {
	placed := make([]placedBlock, 0, len(blocks))
	for _, b := range blocks {
		if bx := blockBox(b); bx.x0 <= bx.x1 {
			placed = append(placed, placedBlock{b, bx})
		}
	}
	slices.SortStableFunc(placed, func(a, b placedBlock) int { return cmp.Compare(a.y0, b.y0) })
	head, body, foot := edgeLines(placed)
	out := head
	for _, strip := range strips(body) {
		for _, column := range columnsOf(strip) {
			for _, b := range column {
				out = append(out, b.pdfBlock)
			}
		}
	}
	return append(out, foot...)
}

// edgeLines takes single lines off the top and the foot of a page, sorted from the
// top, if white space sets them apart: running heads and page numbers, which are in
// no column. A line may have parts at the left, in the middle and at the right.
func edgeLines(blocks []placedBlock) (head []pdfBlock, body []placedBlock, foot []pdfBlock) {
	at := func(b placedBlock) box { return b.box }
	upsideDown := func(b placedBlock) box { return box{b.x0, -b.y1, b.x1, -b.y0} }
	top, rest := firstLine(blocks, at)
	bottom, rest := firstLine(rest, upsideDown)
	return marked(top), rest, marked(bottom)
}

// firstLine parts the blocks of the first line of a page from the rest, if nothing else
// stands beside it and white space behind it. The rest keeps its order.
func firstLine(blocks []placedBlock, at func(placedBlock) box) (line, rest []placedBlock) {
	if len(blocks) < 2 {
		return nil, blocks
	}
	first := at(slices.MinFunc(blocks, func(a, b placedBlock) int { return cmp.Compare(at(a).y0, at(b).y0) }))
	next := math.Inf(1) // where the rest begins
	for _, b := range blocks {
		if bx := at(b); bx.y0 < first.y1 && len(b.lines) == 1 {
			line = append(line, b)
		} else {
			rest = append(rest, b)
			next = min(next, bx.y0)
		}
	}
	if len(line) == 0 || len(line) > 3 || next-first.y1 <= 0.8*(first.y1-first.y0) {
		return nil, blocks
	}
	return line, rest
}

// marked says of blocks, from left to right, that they are at the edge of their page.
func marked(line []placedBlock) []pdfBlock {
	slices.SortStableFunc(line, func(a, b placedBlock) int { return cmp.Compare(a.x0, b.x0) })
	out := make([]pdfBlock, len(line))
	for i, b := range line {
		out[i] = b.pdfBlock
		out[i].edge = true
	}
	return out
}

type placedBlock struct {
	pdfBlock
	box
}

// strips cuts a page, sorted from the top, where a white line crosses it, and puts
// neighbours together again that share a gutter.
func strips(blocks []placedBlock) [][]placedBlock {
	var out [][]placedBlock
	bottom := math.Inf(-1)
	for _, b := range blocks {
		if n := len(out); n > 0 && b.y0 < bottom {
			out[n-1] = append(out[n-1], b)
		} else {
			out = append(out, []placedBlock{b})
		}
		bottom = max(bottom, b.y1)
	}
	var merged [][]placedBlock
	for _, s := range out {
		if n := len(merged); n > 0 {
			both := append(slices.Clone(merged[n-1]), s...)
			if len(columnsOf(both)) > 1 && (len(columnsOf(merged[n-1])) > 1 || len(columnsOf(s)) > 1) {
				merged[n-1] = both
				continue
			}
		}
		merged = append(merged, s)
	}
	return merged
}

// columnsOf parts the blocks of a strip at white columns from top to bottom.
func columnsOf(strip []placedBlock) [][]placedBlock {
	byLeft := slices.Clone(strip)
	slices.SortStableFunc(byLeft, func(a, b placedBlock) int { return cmp.Compare(a.x0, b.x0) })
	var columns [][]placedBlock
	right := math.Inf(-1)
	for _, b := range byLeft {
		if n := len(columns); n > 0 && b.x0 < right+gutter {
			columns[n-1] = append(columns[n-1], b)
		} else {
			columns = append(columns, []placedBlock{b})
		}
		right = max(right, b.x1)
	}
	for _, c := range columns {
		slices.SortStableFunc(c, func(a, b placedBlock) int { return cmp.Compare(a.y0, b.y0) })
	}
	return columns
}

// isListSign tells the signs that stand before the items of a list.
func isListSign(s string) bool { return s != "" && strings.Trim(s, "•‣◦▪●■–") == "" }

// attachMarks puts raised marks and list signs back before the line that they belong
// to: a note at the foot of a page begins with one, and pdftotext takes it for a block
// of its own.
func attachMarks(blocks []pdfBlock) {
	type spot struct{ block, line int }
	var marks []spot
	for i, b := range blocks {
		for j, l := range b.lines {
			if len(l.words) == 1 && (isListSign(l.words[0].text) || utf8.RuneCountInString(l.words[0].text) <= 3 && isMarkLabel(strings.ToLower(l.words[0].text))) {
				marks = append(marks, spot{i, j})
			}
		}
	}
	for _, m := range marks {
		if len(blocks[m.block].lines[m.line].words) != 1 {
			continue
		}
		mark := blocks[m.block].lines[m.line].words[0]
	search:
		for i := range blocks {
			for j := range blocks[i].lines {
				l := &blocks[i].lines[j]
				if len(l.words) == 0 || i == m.block && j == m.line {
					continue
				}
				first := l.words[0]
				gap := first.x0 - mark.x1
				overlap := min(first.y1, mark.y1) - max(first.y0, mark.y0)
				raised := mark.size() < 0.85*first.size() && overlap > 0.3*mark.size() && gap > -1 && gap < 1.5*first.size()
				hung := isListSign(mark.text) && overlap > 0.5*mark.size() && gap > 0 && gap < 4*first.size()
				if raised || hung {
					l.words = append([]pdfWord{mark}, l.words...)
					blocks[m.block].lines[m.line].words = nil
					break search
				}
			}
		}
	}
}
