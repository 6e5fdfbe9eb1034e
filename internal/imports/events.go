package imports

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"dossier/internal/edit"
	"dossier/internal/edtf"
	"dossier/internal/resolve/dates"
	"dossier/internal/source"
)

// EventTable is a file of events, read.
type EventTable struct {
	Events   []Event
	Left     []string // what the events cannot hold, with counts: "media (3)"
	Problems []source.Problem
}

// Event is one, as it may be written into content/events.yaml.
type Event struct {
	edit.EventRow
	Told bool // the title is only the sentence that a text tells of it in
}

// Events reads a table (CSV with a row of column names), TimelineJS 3 (its JSON, or its
// table) or events.json as a site has it. A row that cannot be read is a problem at its
// place; what an event has no key for is counted.
func Events(name string, raw []byte) EventTable {
	f, problems := source.NewFile(name, raw)
	r := eventReader{f: f, left: map[string]int{}}
	r.problems = problems
	if text := strings.TrimSpace(f.Text); text != "" && (text[0] == '{' || text[0] == '[') {
		r.readJSON()
	} else {
		r.readCSV()
	}
	t := EventTable{Events: r.events, Problems: source.Sort(r.problems)}
	for _, what := range slices.Sorted(maps.Keys(r.left)) {
		t.Left = append(t.Left, fmt.Sprintf("%s (%d)", what, r.left[what]))
	}
	return t
}

// eventReader collects the events of a file.
type eventReader struct {
	f        *source.File
	lines    []int // offsets, for tables
	events   []Event
	problems []source.Problem
	left     map[string]int
}

// eventCells are the values of a row under the names of eventKeys, folded: "End Year" is
// endyear.
type eventCells struct {
	at    int // where the row begins
	cells map[string]eventCell
}

type eventCell struct {
	text string
	list []string // for entities
	at   int
}

// eventKeys are the names that the reader knows; true for those that an event is made of.
// The others are made anew by every build, or say nothing of the event.
var eventKeys = map[string]bool{
	"date": true, "start": true, "end": true, "startdate": true, "enddate": true,
	"year": true, "month": true, "day": true, "time": true, "endyear": true, "endmonth": true, "endday": true, "endtime": true, "displaydate": true,
	"title": true, "headline": true, "text": true, "sentence": true, "note": true, "source": true, "url": true, "entities": true,
	"id": true, "uniqueid": true, "kind": true, "group": true, "type": true,
	"earliest": false, "latest": false, "words": false, "expected": false, "written": false, "reason": false, "article": false, "address": false,
}

// The groups of our own TimelineJS file.
const foundGroup, statedGroup = "Read in the texts", "Stated by the editors"

func (c eventCells) get(names ...string) eventCell {
	for _, name := range names {
		if v := c.cells[name]; v.text != "" || len(v.list) > 0 {
			return v
		}
	}
	return eventCell{at: c.at}
}

func (r *eventReader) report(at int, code source.Code, message, hint string) {
	r.problems = append(r.problems, source.Problem{Place: r.f.Place(at), Code: code, Message: message, Hint: hint})
}

// row makes an event of a row and counts what it leaves out.
func (r *eventReader) row(c eventCells) {
	if c.get("type").text == "title" {
		r.left["title slide"]++
		return
	}
	e, ok := r.event(c)
	if !ok {
		return
	}
	for name, cell := range c.cells {
		switch made, known := eventKeys[name]; {
		case cell.text == "" && len(cell.list) == 0 || known && !made:
		case !known:
			r.left[name]++
		case name == "group" && cell.text != foundGroup && cell.text != statedGroup:
			r.left["group"]++
		case name == "uniqueid" && e.ID == "":
			r.left["unique_id"]++
		}
	}
	r.events = append(r.events, e)
}

// eventID is the form of an event's address.
var eventID = regexp.MustCompile(`^e-[\p{L}\p{N}][\p{L}\p{M}\p{N}-]*$`)

func (r *eventReader) event(c eventCells) (e Event, ok bool) {
	date, shown, ok := r.date(c)
	if !ok {
		return e, false
	}
	e.Date = date.String()
	e.Place = r.f.Place(c.at)
	if id := c.get("id", "uniqueid"); eventID.MatchString(id.text) {
		e.ID = id.text
	} else if given := c.get("id"); given.text != "" {
		r.report(given.at, source.BadValue, fmt.Sprintf("id %q is not that of an event", given.text), "copy it from the address of the event, e-2023-07-26-..., or leave the cell empty")
		return e, false
	}
	for _, id := range c.get("entities").list {
		if id = strings.TrimSpace(id); id != "" && !slices.Contains(e.Entities, id) {
			e.Entities = append(e.Entities, id)
		}
	}
	body := richText(c.get("text").text)
	e.Title = richText(c.get("title", "headline").text).whole()
	if head, cut := strings.CutSuffix(e.Title, " …"); cut && len(body.lines) > 0 && strings.HasPrefix(body.lines[0], head) {
		e.Title = body.lines[0] // the headline was cut to fit its slide
	}
	found := c.get("kind").text == "found" || c.get("group").text == foundGroup
	if e.Title == "" {
		e.Title, e.Told = cmp.Or(oneLine(c.get("sentence").text), body.first()), found
	}
	e.Told = e.Told || c.get("group").text == foundGroup
	if e.Title == "" {
		r.report(c.at, source.BadValue, "an event needs a title", "fill in its title or headline")
		return e, false
	}
	if own := c.get("group").text; len(body.lines) > 0 && (own == foundGroup || own == statedGroup) {
		body.cut(len(body.lines) - 1) // our own slide ends with a link to its page
	}
	e.Source = r.source(c, &body)
	e.Note = strings.Join(nonEmpty(oneLine(c.get("note").text), body.without(e.Title), shown), " ")
	return e, true
}

// source is the first web address that the row gives; another text becomes a note.
func (r *eventReader) source(c eventCells, body *rich) string {
	given := strings.TrimSpace(c.get("source", "url").text)
	if isWebAddress(given) {
		return given
	}
	if given != "" {
		body.add("Source: "+given, "")
		return ""
	}
	return body.link()
}

func isWebAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}

// date reads when an event was: one cell, a beginning and an end, or cells for year, month
// and day. shown is what the file says of it that the date does not.
func (r *eventReader) date(c eventCells) (d edtf.Date, shown string, ok bool) {
	if cell := c.get("date"); cell.text != "" {
		d, ok = r.dateCell(cell)
	} else if from := c.get("start", "startdate"); from.text != "" {
		d, ok = r.stretch(c, from)
	} else {
		d, ok = r.dateParts(c)
	}
	if !ok {
		return d, "", false
	}
	display := richText(c.get("displaydate").text).whole()
	if display == "" || display == d.Words() {
		return d, "", true
	}
	if exact, ok := said(d, display); ok {
		return exact, "", true
	}
	return d, fmt.Sprintf("Shown as %q.", display), true
}

// stretch reads a beginning in EDTF or words with its end, if it has one.
func (r *eventReader) stretch(c eventCells, from eventCell) (edtf.Date, bool) {
	start, ok := r.dateCell(from)
	to := c.get("end", "enddate")
	if !ok || to.text == "" {
		return start, ok
	}
	end, ok := r.dateCell(to)
	if !ok {
		return end, false
	}
	return r.between(start, end, to.at)
}

func (r *eventReader) between(start, end edtf.Date, at int) (edtf.Date, bool) {
	if start == end {
		return start, true
	}
	d := edtf.Between(start, end)
	if d.IsZero() {
		r.report(at, source.BadDate, fmt.Sprintf("the event ends (%s) before it begins (%s)", end, start), "change one of the two")
	}
	return d, !d.IsZero()
}

var shortYear = regexp.MustCompile(`^[0-9]{1,3}$`)

// dateCell reads EDTF, a year, or a date in English words that says its year.
func (r *eventReader) dateCell(c eventCell) (edtf.Date, bool) {
	text := strings.TrimSpace(c.text)
	d, err := edtf.Parse(text)
	if err == nil {
		return d, true
	}
	if shortYear.MatchString(text) {
		y, _ := strconv.Atoi(text)
		if d = edtf.OfYear(y); y > 0 && !d.IsZero() {
			return d, true
		}
	}
	if d, ok := inWords(text); ok {
		return d, true
	}
	r.report(c.at, source.BadDate, fmt.Sprintf("%q is no date: %v", text, errors.Unwrap(err)), "write it in EDTF: 2023-07-26, 2023-07, 2023, 1905~ for about 1905, -0043 for 44 BC")
	return d, false
}

// inWords reads a cell that is a date in English and nothing else, certain by itself.
func inWords(text string) (edtf.Date, bool) {
	readings, _ := dates.Find([]dates.Block{{Text: text}}, dates.Options{Mode: dates.News})
	if len(readings) == 0 || len(readings) > 2 {
		return edtf.Date{}, false
	}
	first, last := readings[0], readings[len(readings)-1]
	lo, hi := first.Date.Bounds()
	whole := first.Start == 0 && last.End == len(text) && first.Date == last.Date
	return first.Date, whole && first.Certain && last.Certain && !(lo.IsOpen() && hi.IsOpen())
}

// dateParts reads cells for year, month and day, as TimelineJS has them: its years before
// Christ are negative, 44 BC is -44.
func (r *eventReader) dateParts(c eventCells) (edtf.Date, bool) {
	if c.get("year").text == "" {
		r.report(c.at, source.BadDate, "an event needs a date", "fill in its date, or its year")
		return edtf.Date{}, false
	}
	start, ok := r.datePart(c, "year", "month", "day", "time")
	if !ok || c.get("endyear").text == "" {
		return start, ok
	}
	end, ok := r.datePart(c, "endyear", "endmonth", "endday", "endtime")
	if !ok {
		return end, false
	}
	return r.between(start, end, c.get("endyear").at)
}

func (r *eventReader) datePart(c eventCells, year, month, day, clock string) (d edtf.Date, ok bool) {
	y, ok1 := r.number(c.get(year), "year")
	m, ok2 := r.number(c.get(month), "month")
	n, ok3 := r.number(c.get(day), "day")
	if !ok1 || !ok2 || !ok3 {
		return d, false
	}
	at := c.get(day, month, year).at
	switch {
	case y == 0:
		r.report(c.get(year).at, source.BadDate, "there is no year 0", "1 BC is -1 here")
		return d, false
	case y < 0:
		y++
	}
	switch {
	case m == 0 && n > 0:
		r.report(at, source.BadDate, "a day needs its month", "fill in the month")
		return d, false
	case m == 0:
		d = edtf.OfYear(y)
	case n == 0:
		d = edtf.OfMonth(y, m)
	default:
		d = edtf.OfDay(edtf.Day{Year: y, Month: m, Day: n})
	}
	if d.IsZero() {
		r.report(at, source.BadDate, fmt.Sprintf("no calendar has year %s, month %s, day %s", c.get(year).text, cmp.Or(c.get(month).text, "-"), cmp.Or(c.get(day).text, "-")), "correct the numbers")
		return d, false
	}
	if t := strings.TrimSpace(c.get(clock).text); t != "" {
		exact, err := edtf.Parse(d.String() + "T" + t)
		if err != nil {
			r.left["time"]++
			return d, true
		}
		d = exact
	}
	return d, true
}

// number reads a whole number; an empty cell is 0.
func (r *eventReader) number(c eventCell, what string) (int, bool) {
	text := strings.TrimSpace(c.text)
	if text == "" {
		return 0, true
	}
	n, err := strconv.Atoi(text)
	if err != nil || what != "year" && n < 1 {
		r.report(c.at, source.BadDate, fmt.Sprintf("%q is no %s", text, what), "write it as a number")
		return 0, false
	}
	return n, true
}

// said finds the date that is worded as shown and lies where d does: slides cannot say
// "about", a decade or an open end but in words.
func said(d edtf.Date, shown string) (edtf.Date, bool) {
	lo, hi := d.Bounds()
	if lo.IsOpen() || hi.IsOpen() {
		return d, false
	}
	from, to := d.String(), d.String()
	if a, b, ok := strings.Cut(d.String(), "/"); ok {
		from, to = a, b
	}
	forms := []string{from, from + "/..", "../" + from, from + "/", "/" + from, from + "/" + to, "[" + from + "," + to + "]", "{" + from + "," + to + "}"}
	for _, part := range []int{21, 22, 23, 24, 33, 34, 35, 36, 40, 41} {
		forms = append(forms, edtf.OfPart(lo.Year, part).String())
	}
	forms = append(forms, edtf.OfDecade(lo.Year).String(), edtf.OfCentury(lo.Year).String())
	for _, form := range forms {
		for _, marked := range markings(form) {
			if e, err := edtf.Parse(marked); err == nil && e.Words() == shown {
				return e, true
			}
		}
	}
	return d, false
}

// markings writes a form with each mark, on either side of a slash.
func markings(form string) (list []string) {
	marks := []string{"", "?", "~", "%"}
	a, b, isRange := strings.Cut(form, "/")
	for _, m := range marks {
		if !isRange {
			list = append(list, form+m)
			continue
		}
		for _, n := range marks {
			list = append(list, a+m+"/"+b+n)
		}
	}
	return list
}
