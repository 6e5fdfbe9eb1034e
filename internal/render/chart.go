package render

import (
	"slices"

	"dossier/internal/edtf"
)

// moment is something with a date that a chart counts.
type moment struct {
	date    edtf.Date
	below   bool   // drawn below the axis
	address string // where the bar of its span leads, unless an earlier moment says so
}

// ChartView is a strip of bars over time. A bar stands for a span of months or years
// and leads to the first thing in it.
type ChartView struct {
	Label         string
	Width, Height int
	Axis          int // y of the line between above and below
	Bars          []BarView
	First, Last   string // words at the two ends, Last "" when there is one bar
	TextY         int
}

// BarView is one bar, or a pair of them above and below the axis.
type BarView struct {
	Address, Label string
	X, Inner       int // left edge and width of what is drawn
	Cell           int // width of what can be clicked
	Y, Up, Down    int // top and height above the axis, height below it
}

const (
	maxBars    = 24
	cellLeast  = 26  // a bar is a target: 24 pixels and a gap
	cellMost   = 120 // few bars spread no further than this
	barWidth   = 24
	chartWidth = 640
	aboveMost  = 44
	belowMost  = 22
	textHeight = 22
)

// spans are the lengths in months that a bar may stand for, up to the longest that
// dates can need.
var spans = func() []int {
	list := []int{1, 3}
	for unit, digits := 12, 0; digits < 9; digits++ {
		list = append(list, unit, 2*unit, 5*unit)
		unit *= 10
	}
	return list
}()

func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// month counts the months from the year 0; a date without a beginning is taken by its
// end.
func month(d edtf.Date) (n int, ok bool) {
	first, last := d.Bounds()
	if first.IsOpen() {
		first = last
	}
	if d.IsZero() || first.IsOpen() {
		return 0, false
	}
	return first.Year*12 + first.Month - 1, true
}

// chart draws moments, which must be in time. label words a span with its numbers of
// moments above and below. It is nil when there are fewer than two moments to draw.
func chart(title string, moments []moment, words func(edtf.Date) string, label func(span string, above, below int) string) *ChartView {
	type bin struct {
		above, below int
		address      string
	}
	months, dated := make([]int, 0, len(moments)), moments[:0:0]
	for _, m := range moments {
		if n, ok := month(m.date); ok {
			months, dated = append(months, n), append(dated, m)
		}
	}
	if len(dated) < 2 {
		return nil
	}
	first, last := slices.Min(months), slices.Max(months)
	step := 1
	for _, step = range spans {
		if floorDiv(last, step)-floorDiv(first, step) < maxBars {
			break
		}
	}
	origin := floorDiv(first, step)
	bins := make([]bin, floorDiv(last, step)-origin+1)
	for i, m := range dated {
		b := &bins[floorDiv(months[i], step)-origin]
		if m.below {
			b.below++
		} else {
			b.above++
		}
		if b.address == "" {
			b.address = m.address
		}
	}
	var above, below int
	for _, b := range bins {
		above, below = max(above, b.above), max(below, b.below)
	}
	cell := min(max(chartWidth/len(bins), cellLeast), cellMost)
	c := &ChartView{Label: title, Width: cell * len(bins), Axis: height(above, above, aboveMost) + 2}
	c.TextY = c.Axis + height(below, below, belowMost) + textHeight - 6
	c.Height = c.TextY + 6
	c.Bars = make([]BarView, 0, len(bins))
	for i, b := range bins {
		if b.address == "" {
			continue
		}
		up := height(b.above, above, aboveMost)
		c.Bars = append(c.Bars, BarView{
			Address: b.address, Label: label(words(spanOf((origin+i)*step, step)), b.above, b.below),
			X: i * cell, Inner: barWidth, Cell: cell, Y: c.Axis - up, Up: up, Down: height(b.below, below, belowMost),
		})
	}
	c.First = words(spanOf(origin*step, step))
	if len(bins) > 1 {
		c.Last = words(spanOf((origin+len(bins)-1)*step, step))
		c.Width = max(c.Width, 320) // room for the words at both ends
	}
	return c
}

// height is the part of most that n is of greatest; one thing is never invisible.
func height(n, greatest, most int) int {
	if n == 0 {
		return 0
	}
	return max(n*most/greatest, 4)
}

// spanOf is the months from one on: July 2023, July to September 2023, 2023, 1990 to 1999.
func spanOf(from, step int) edtf.Date {
	to := from + step - 1
	name := func(n int) edtf.Date {
		year := floorDiv(n, 12)
		if step < 12 {
			return edtf.OfMonth(year, n-year*12+1)
		}
		return edtf.OfYear(year)
	}
	if a, b := name(from), name(to); a != b {
		return edtf.Between(a, b)
	}
	return name(from)
}
