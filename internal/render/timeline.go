package render

import (
	"strconv"

	"dossier/internal/edtf"
	"dossier/internal/index"
)

// TimelineView is what the template of the timeline sees.
type TimelineView struct {
	Base
	Chart     *ChartView
	Years     []YearLink
	Parts     []YearLink // pages of a year that is too long for one
	Groups    []YearView
	Whole     bool // all events of the span are on the page
	Kinds     []TypeView
	Types     []TypeView
	HasFilter bool
	Cite      Citation
}

// YearLink leads to the page of a year or of a part of one.
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
	EventList
}

// EventList is events as a page shows them: some at once, some folded.
type EventList struct {
	Events []EventView
	Folded []EventView // background and publications
}

// TypeView is a choice of the filter.
type TypeView struct{ ID, Title string }

// kindWords are the kinds of events in the filter.
var kindWords = [...]string{
	index.Stated: "kind_stated", index.Reported: "kind_reported", index.Scheduled: "kind_scheduled",
	index.Published: "kind_published", index.Background: "kind_background",
}

// timelinePages are the whole timeline, a page for each year, and for each part of a
// long one.
func (s *Site) timelinePages() []File {
	c := s.calendar
	x := s.Index
	files := []File{{folder("/timeline/"), func() (Content, error) {
		b := s.base("timeline", "/timeline/", s.say("timeline"), s.say("timeline_about", s.say("count_events", len(x.Events))))
		s.crumb(&b)
		return s.timelinePage(b, c.whole, x.Events, nil)
	}}}
	s.shows(folder("/timeline/"), func(d shown) { s.yearsShow(d, "/timeline/", x.Events, nil) })
	for _, y := range c.years {
		title := s.yearTitle(y)
		s.shows(folder(y.path()), func(d shown) { s.yearsShow(d, y.path(), y.events, y.parts) })
		files = append(files, File{folder(y.path()), func() (Content, error) {
			b := s.base("timeline", y.path(), s.say("timeline_year", title), s.say("timeline_about", s.say("span_of", title, s.say("count_events", len(y.events)))))
			s.crumb(&b, [2]string{"/timeline/", s.say("timeline")})
			return s.timelinePage(b, y.parts == nil, y.events, y.parts)
		}})
		for _, p := range y.parts {
			s.shows(folder(p.path), func(d shown) { s.yearsShow(d, p.path, p.events, y.parts) })
			files = append(files, File{folder(p.path), func() (Content, error) {
				words := s.partTitle(y, p)
				b := s.base("timeline", p.path, s.say("timeline_year", words), s.say("timeline_about", s.say("span_of", words, s.say("count_events", len(p.events)))))
				s.crumb(&b, [2]string{"/timeline/", s.say("timeline")}, [2]string{y.path(), title})
				return s.timelinePage(b, true, p.events, y.parts)
			}})
		}
	}
	return files
}

// timelinePage shows events: all of them if the page is whole, else those that the
// author states, as far as a page can hold them.
func (s *Site) timelinePage(b Base, whole bool, events []*index.Event, parts []part) (Content, error) {
	s.describeTimeline(&b, events)
	v := TimelineView{Base: b, Whole: whole, Cite: s.citation(b, s.authors(s.Config.Authors), edtf.Date{})}
	v.Chart = s.density(b, events, whole)
	for _, y := range s.calendar.near(b.Path) {
		link := LinkView{Address: b.To(y.path()), Title: s.yearTitle(y)}
		switch {
		case b.Path == y.path():
			link.Current = "page"
		case b.Path == "/timeline/" && whole:
			link.Address = "#y" + y.id
		}
		v.Years = append(v.Years, YearLink{link, len(y.events)})
	}
	for _, p := range parts {
		link := LinkView{Address: b.To(p.path), Title: s.partTitle(undated, p)}
		if b.Path == p.path {
			link.Current = "page"
		}
		v.Parts = append(v.Parts, YearLink{link, len(p.events)})
	}
	if !whole {
		if events = stated(events); len(events) > pageOfEvents {
			events = nil
		}
	}
	for _, y := range byYear(events) {
		v.Groups = append(v.Groups, YearView{"y" + y.id, s.yearTitle(y), b.To(y.path()), s.months(b, y)})
	}
	v.HasFilter = len(events) > 1
	for k, words := range kindWords {
		v.Kinds = append(v.Kinds, TypeView{index.Kind(k).String(), s.say(words)})
	}
	for _, t := range s.Config.Types {
		v.Types = append(v.Types, TypeView{t.ID, t.Plural})
	}
	return s.page(b, v)
}

func (s *Site) yearTitle(y year) string {
	if !y.isDated() {
		return s.say("undated")
	}
	return s.date(edtf.OfYear(y.number))
}

// partTitle names a part of a year: its month, and which of the pages of the month it is.
func (s *Site) partTitle(y year, p part) string {
	title := s.say("no_month")
	switch {
	case !p.month.IsZero():
		title = s.date(p.month)
	case y.isDated():
		title = s.yearTitle(y) + ", " + title
	}
	if p.nth > 1 {
		return s.say("nth_page", title, strconv.Itoa(p.nth))
	}
	return title
}

// density draws stated events above the axis and those read from texts below it. A bar
// leads to its first event, on the page of its year when this page has not all.
func (s *Site) density(b Base, events []*index.Event, whole bool) *ChartView {
	moments := make([]moment, 0, len(events))
	for _, e := range events {
		address := "#" + e.ID
		if !whole {
			address = b.To(s.calendar.address(e))
		}
		moments = append(moments, moment{e.Date, !e.Stated, address})
	}
	return chart(s.say("density"), moments, s.date, func(span string, stated, found int) string {
		return s.say("span_of", span, s.say("count_events", stated+found))
	})
}

// months shows the events of a year month by month.
func (s *Site) months(b Base, y year) []MonthView {
	var views []MonthView
	for _, m := range byMonth(y.events) {
		v := MonthView{ID: "m" + y.id, EventList: s.eventList(b, m.events)}
		if !m.month.IsZero() {
			first, _ := m.month.Bounds()
			v.ID += "-" + strconv.Itoa(first.Month)
			v.Title = s.words.dates.Month(first.Month) // the heading above has the year
		}
		views = append(views, v)
	}
	return views
}

// eventList folds the quiet kinds of events away.
func (s *Site) eventList(b Base, events []*index.Event) EventList {
	var l EventList
	folded := 0
	for _, e := range events {
		if e.Kind >= index.Published {
			folded++
		}
	}
	l.Events, l.Folded = make([]EventView, 0, len(events)-folded), make([]EventView, 0, folded)
	for _, e := range events {
		if e.Kind >= index.Published {
			l.Folded = append(l.Folded, s.event(b, e))
		} else {
			l.Events = append(l.Events, s.event(b, e))
		}
	}
	return l
}
