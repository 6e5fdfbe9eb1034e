package render

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"dossier/internal/edtf"
	"dossier/internal/index"
)

// pageOfEvents is how many events one page shows. A longer timeline has what the author
// states on its first page and the rest on the pages of the years; a longer year has it
// on the pages of its months, and a longer month on several pages.
const pageOfEvents = 500

// calendar says on which page of the timeline each event stands.
type calendar struct {
	years []year
	pages map[*index.Event]string // the address of the page with all events of its time
	whole bool                    // the first page has all events
}

// year holds the events that begin in one year.
type year struct {
	number int
	id     string
	events []*index.Event
	parts  []part // nil where one page has the whole year
}

// undated holds the events of no known year.
var undated = year{number: math.MaxInt, id: "undated"}

func (y year) isDated() bool { return y.number != math.MaxInt }

func (y year) path() string { return "/timeline/" + y.id + "/" }

// part holds events of a year that share a month, or those of no stated month.
type part struct {
	path   string
	month  edtf.Date // zero for those of no stated month
	nth    int       // 1-based, of the pages of its month
	events []*index.Event
}

func newCalendar(events []*index.Event) *calendar {
	c := &calendar{years: byYear(events), pages: map[*index.Event]string{}, whole: len(events) <= pageOfEvents}
	for i := range c.years {
		y := &c.years[i]
		if len(y.events) > pageOfEvents {
			y.parts = y.cut()
			for _, p := range y.parts {
				c.place(p.path, p.events)
			}
			continue
		}
		c.place(y.path(), y.events)
	}
	return c
}

func (c *calendar) place(path string, events []*index.Event) {
	for _, e := range events {
		c.pages[e] = path
	}
}

// yearsAround is how many years before and behind its own a page of a long timeline leads
// to: a chronicle of a thousand years would be lists of years for the most part.
const yearsAround = 12

// near are the years that the page at path leads to: all of them, or those around the
// year that it is of.
func (c *calendar) near(path string) []year {
	if len(c.years) <= 4*yearsAround {
		return c.years
	}
	for i, y := range c.years {
		if strings.HasPrefix(path, y.path()) {
			return c.years[max(0, i-yearsAround):min(len(c.years), i+yearsAround+1)]
		}
	}
	return c.years
}

// address leads to an event.
func (c *calendar) address(e *index.Event) string {
	if c.whole {
		return "/timeline/#" + e.ID
	}
	return c.pages[e] + "#" + e.ID
}

// byYear cuts the events into years. Open dates sort before all others, so a year's
// events need not stand together in the order of the index.
func byYear(events []*index.Event) []year {
	var years []year
	at := map[string]int{}
	for _, e := range events {
		y := yearOf(e)
		i, ok := at[y.id]
		if !ok {
			i = len(years)
			at[y.id] = i
			years = append(years, y)
		}
		years[i].events = append(years[i].events, e)
	}
	slices.SortFunc(years, func(a, b year) int { return cmp.Compare(a.number, b.number) })
	return years
}

// yearOf names the year in which an event begins, or ends where the beginning is open.
func yearOf(e *index.Event) year {
	n, ok := month(e.Date)
	if !ok {
		return undated
	}
	number := floorDiv(n, 12)
	d := edtf.OfYear(number)
	y := year{number: number, id: strings.TrimPrefix(d.String(), "-")}
	if number < 0 {
		y.id = "bc" + y.id
	}
	return y
}

// cut makes the parts of a year with too many events for one page.
func (y year) cut() []part {
	var parts []part
	for _, group := range byMonth(y.events) {
		folder := y.path() + "any/"
		if !group.month.IsZero() {
			first, _ := group.month.Bounds()
			folder = fmt.Sprintf("%s%02d/", y.path(), first.Month)
		}
		n := 0
		for chunk := range slices.Chunk(group.events, pageOfEvents) {
			p := part{path: folder, month: group.month, nth: n + 1, events: chunk}
			if n++; n > 1 {
				p.path = fmt.Sprintf("%s%d/", folder, n)
			}
			parts = append(parts, p)
		}
	}
	return parts
}

// ofMonth holds events of a year that begin in one month, or in none that is known.
type ofMonth struct {
	month  edtf.Date
	events []*index.Event
}

// byMonth cuts the events of a year, which are in time. An event that is no more exact
// than its year stands before the months, wherever in the order it was.
func byMonth(events []*index.Event) []ofMonth {
	var whole ofMonth
	var months []ofMonth
	for _, e := range events {
		first, _ := e.Date.Bounds()
		if first.IsOpen() || e.Date.Precision() < edtf.ToMonth {
			whole.events = append(whole.events, e)
			continue
		}
		m := edtf.OfMonth(first.Year, first.Month)
		if k := len(months); k == 0 || months[k-1].month != m {
			months = append(months, ofMonth{month: m})
		}
		last := &months[len(months)-1] // those of a month stand together, since no open date comes here
		last.events = append(last.events, e)
	}
	if len(whole.events) > 0 {
		return append([]ofMonth{whole}, months...)
	}
	return months
}
