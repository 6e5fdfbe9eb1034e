package render

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"dossier/internal/edtf"
	"dossier/internal/index"
)

// wholeTimeline is how many events the timeline's first page shows; a longer timeline
// shows there what the author states, and everything on the pages of the years.
const wholeTimeline = 600

// TimelineView is what the template of the timeline sees.
type TimelineView struct {
	Base
	Chart     *ChartView
	Years     []YearLink
	Groups    []YearView
	Whole     bool // all events of the span are on the page
	Types     []TypeView
	HasFilter bool
	Cite      Citation
}

// YearLink leads to a year's page.
type YearLink struct {
	LinkView
	Count int
}

// YearView is a year with its months.
type YearView struct {
	ID, Title, Address string
	Months             []MonthView
}

// MonthView holds the events that begin in one month; without a title, those of the
// year whose month is not known.
type MonthView struct {
	ID, Title string
	Events    []EventView
}

// TypeView is an entity type for the filter.
type TypeView struct{ ID, Title string }

// timelinePages are the whole timeline and a page for each year.
func (s *Site) timelinePages() []File {
	years := s.byYear()
	files := []File{{folder("/timeline/"), func() (Content, error) {
		b := s.base("timeline", "/timeline/", s.say("timeline"), s.say("timeline_about", s.say("count_events", len(s.Index.Events))))
		s.crumb(&b)
		return s.timelinePage(b, years, years)
	}}}
	for _, y := range years {
		files = append(files, File{folder(y.path()), func() (Content, error) {
			b := s.base("timeline", y.path(), s.say("timeline_year", y.title), s.say("timeline_about", s.say("span_of", y.title, s.say("count_events", len(y.events)))))
			s.crumb(&b, [2]string{"/timeline/", s.say("timeline")})
			return s.timelinePage(b, years, []year{y})
		}})
	}
	return files
}

func (s *Site) timelinePage(b Base, all, shown []year) (Content, error) {
	v := TimelineView{Base: b, Whole: len(shown) == 1 || len(s.Index.Events) <= wholeTimeline, Cite: s.citation(b, s.authors(s.Config.Authors), edtf.Date{})}
	for _, y := range all {
		link := LinkView{Address: b.To(y.path()), Title: y.title}
		switch {
		case b.Path == y.path():
			link.Current = "page"
		case b.Path == "/timeline/" && v.Whole:
			link.Address = "#y" + y.id
		}
		v.Years = append(v.Years, YearLink{link, len(y.events)})
	}
	var events []*index.Event
	for _, y := range shown {
		events = append(events, y.events...)
		list := y.events
		if !v.Whole {
			list = stated(list)
		}
		if len(list) == 0 {
			continue
		}
		v.Groups = append(v.Groups, YearView{"y" + y.id, y.title, b.To(y.path()), s.byMonth(b, y, list)})
		v.HasFilter = v.HasFilter || len(list) > 1
	}
	v.Chart = s.density(b, events, v.Whole)
	for _, t := range s.Config.Types {
		v.Types = append(v.Types, TypeView{t.ID, t.Plural})
	}
	return s.page(b, v)
}

// density draws stated events above the axis and those read from texts below it. A bar
// leads to its first event, on the page of its year when this page has not all.
func (s *Site) density(b Base, events []*index.Event, whole bool) *ChartView {
	var moments []moment
	for _, e := range events {
		address := "#" + e.ID
		if !whole {
			address = b.To(yearOf(e).path() + address)
		}
		moments = append(moments, moment{e.Date, !e.Stated, address})
	}
	return chart(s.say("density"), moments, func(span string, stated, found int) string {
		return s.say("span_of", span, s.say("count_events", stated+found))
	})
}

// year holds the events that begin in one year.
type year struct {
	number    int
	id, title string
	events    []*index.Event
}

func (y year) path() string { return "/timeline/" + y.id + "/" }

// yearOf names the year in which an event begins, or ends where the beginning is open.
func yearOf(e *index.Event) year {
	n, ok := month(e.Date)
	if !ok {
		return year{number: math.MaxInt, id: "undated"}
	}
	number := floorDiv(n, 12)
	d := edtf.OfYear(number)
	y := year{number: number, id: strings.TrimPrefix(d.String(), "-"), title: d.Words()}
	if number < 0 {
		y.id = "bc" + y.id
	}
	return y
}

// byYear cuts the events into years. Open dates sort before all others, so a year's
// events need not stand together in the order of the index.
func (s *Site) byYear() []year {
	var years []year
	at := map[string]int{}
	for _, e := range s.Index.Events {
		y := yearOf(e)
		i, ok := at[y.id]
		if !ok {
			if y.title == "" {
				y.title = s.say("undated")
			}
			i = len(years)
			at[y.id] = i
			years = append(years, y)
		}
		years[i].events = append(years[i].events, e)
	}
	slices.SortFunc(years, func(a, b year) int { return cmp.Compare(a.number, b.number) })
	return years
}

// byMonth cuts the events of a year, which are in time. An event that is no more exact
// than its year stands before the months, wherever in the order it was.
func (s *Site) byMonth(b Base, y year, events []*index.Event) []MonthView {
	whole := MonthView{ID: "m" + y.id}
	var months []MonthView
	for _, e := range events {
		first, _ := e.Date.Bounds()
		if first.IsOpen() || e.Date.Precision() < edtf.ToMonth {
			whole.Events = append(whole.Events, s.event(b, e))
			continue
		}
		id := "m" + y.id + "-" + strconv.Itoa(first.Month)
		if k := len(months); k == 0 || months[k-1].ID != id {
			months = append(months, MonthView{ID: id, Title: monthName(first)})
		}
		last := &months[len(months)-1] // those of a month stand together, since no open date comes here
		last.Events = append(last.Events, s.event(b, e))
	}
	if len(whole.Events) > 0 {
		return append([]MonthView{whole}, months...)
	}
	return months
}

// monthName is the month without its year, which the heading above says.
func monthName(d edtf.Day) string {
	words, _, _ := strings.Cut(edtf.OfMonth(d.Year, d.Month).Words(), " ")
	return words
}
