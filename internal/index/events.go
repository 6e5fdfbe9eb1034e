package index

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"dossier/internal/edtf"
	"dossier/internal/record"
	"dossier/internal/source"
)

// timeline collects events while an Index is built.
type timeline struct {
	x        *Index
	stated   []*Event
	found    []*Event
	byID     map[string]*Event // found events by the anchor of each of their sentences; stated ones by the author's id
	byWhat   map[string][]*Event
	byTitle  map[string]*Event   // stated events by their words
	bySource map[string]*Article // articles by the address that they were taken from
	dropped  map[*Event]bool     // hidden by the author, or joined with a stated event
}

func newTimeline(x *Index) *timeline {
	t := &timeline{
		x: x, byID: map[string]*Event{}, byWhat: map[string][]*Event{}, byTitle: map[string]*Event{},
		bySource: map[string]*Article{}, dropped: map[*Event]bool{},
	}
	for _, a := range x.Articles {
		if a.Entry.Source != "" {
			t.bySource[a.Entry.Source] = a
		}
	}
	return t
}

// read makes an event of each date in each sentence of an article. A heading tells no
// event. A sentence of another article with the same date and the same entities tells
// of the same event.
func (t *timeline) read(a *Article) {
	type key struct {
		sentence int
		date     edtf.Date
	}
	seen := map[key]bool{}
	mentions := a.Mentions
	for i, d := range a.Dates {
		k := key{d.Sentence, d.Date}
		if isUnresolved(d.Date) || seen[k] || a.Sentences[d.Sentence].Locator == record.InHeading {
			continue
		}
		seen[k] = true
		for len(mentions) > 0 && mentions[0].Sentence < d.Sentence {
			mentions = mentions[1:]
		}
		n := 0
		for n < len(mentions) && mentions[n].Sentence == d.Sentence {
			n++
		}
		t.tell(Told{Ref: Ref{a, d.Sentence}, Date: i}, t.x.distinct(mentions[:n]))
	}
}

// isUnresolved tells whether a date has no place in time: "4 May" of no known year.
func isUnresolved(d edtf.Date) bool {
	first, last := d.Bounds()
	return first.IsOpen() && last.IsOpen()
}

// tell adds a sentence to the event that it tells of. An event has one sentence of an
// article: two with the same date and entities are two events.
func (t *timeline) tell(told Told, entities []*Entity) {
	d := told.Mention()
	forward := d.Forward && !isPast(d.Date, told.Article.Entry)
	told.ID = t.free("e-" + dateSlug(d.Date.String()) + "-" + strings.TrimPrefix(told.Place().Anchor, "s-"))
	what := t.what(told, d.Date, entities)
	for _, e := range t.byWhat[what] {
		if what != "" && e.Refs[len(e.Refs)-1].Article != told.Article {
			e.Refs = append(e.Refs, told)
			e.Forward = e.Forward && forward // what one article reports is no longer to come
			t.byID[told.ID] = e
			return
		}
	}
	e := &Event{ID: told.ID, Date: d.Date, Forward: forward, Entities: entities, Refs: []Told{told}, Written: d.Surface, Reason: d.Reason}
	t.found = append(t.found, e)
	t.byID[e.ID] = e
	if what != "" {
		t.byWhat[what] = append(t.byWhat[what], e)
	}
}

// isPast tells whether a date lies wholly before the day that an article speaks from.
func isPast(d edtf.Date, e *record.Entry) bool {
	now := e.Dates.Reference
	if now.IsZero() {
		now = e.Date
	}
	if now.IsZero() {
		return false
	}
	_, last := d.Bounds()
	first, _ := now.Bounds()
	return last.Number() < first.Number()
}

// what is the key of events that are one: same date, same entities, and both or neither
// of them a publication. It is "" for a sentence without entities.
func (t *timeline) what(told Told, date edtf.Date, entities []*Entity) string {
	if len(entities) == 0 {
		return ""
	}
	return date.String() + " " + strconv.FormatBool(told.Article.isReference(told.Sentence)) + " " + strings.Join(ids(entities), " ")
}

func ids(entities []*Entity) []string {
	list := make([]string, len(entities))
	for i, e := range entities {
		list[i] = e.ID
	}
	slices.Sort(list)
	return list
}

// state takes one entry of the author: in events.yaml, or in the front matter of a.
func (t *timeline) state(s record.Event, a *Article) {
	if s.ID != "" {
		if e := t.byID[s.ID]; e != nil {
			t.correct(e, s, a)
			return
		}
		if s.Hide || s.Date.IsZero() || s.Title == "" {
			t.x.Problems = append(t.x.Problems, source.Problem{Place: s.Place, Code: source.Unmatched,
				Message: fmt.Sprintf("no event has the id %q", s.ID), Hint: "copy the id from the address of the event; it changes with the date and the words of the sentence"})
			return
		}
	}
	e := t.newStated(s, a)
	if other := t.byTitle[titleKey(s.Title)]; s.ID == "" && other != nil && other.isToldAgain(e) {
		other.account(e)
		return
	}
	t.stated = append(t.stated, e)
	t.byTitle[titleKey(s.Title)] = e
	if s.ID != "" {
		t.byID[s.ID] = e
	}
}

func (t *timeline) newStated(s record.Event, a *Article) *Event {
	e := &Event{ID: s.ID, Date: s.Date, Title: s.Title, Stated: true, Entities: t.entities(s), Source: s.Source, Note: s.Note}
	e.Article = t.bySource[s.Source]
	if s.Source == "" {
		e.Article = a
	}
	return e
}

func (t *timeline) entities(s record.Event) []*Entity {
	var list []*Entity
	for _, id := range s.Entities {
		if e := t.x.byID[id]; e != nil && !slices.Contains(list, e) {
			list = append(list, e)
		}
	}
	return list
}

// correct applies an entry that names an event: what it leaves out stays as it is. An
// entry for an event that is stated already is another account of it.
func (t *timeline) correct(e *Event, s record.Event, a *Article) {
	switch {
	case s.Hide:
		t.dropped[e] = true
		return
	case e.Stated && !s.Date.IsZero():
		e.account(t.newStated(s, a))
		return
	case !e.Stated:
		t.dropped[e] = true
		promoted := *e
		e = &promoted
		e.Stated = true
		t.stated = append(t.stated, e)
		for _, told := range e.Refs {
			t.byID[told.ID] = e
		}
	}
	if !s.Date.IsZero() {
		e.Date = s.Date
	}
	if s.Title != "" {
		e.Title = s.Title
	}
	if s.Note != "" {
		e.Note = s.Note
	}
	if s.Source != "" {
		e.Source, e.Article = s.Source, t.bySource[s.Source]
	}
	if len(s.Entities) > 0 {
		e.Entities = t.entities(s)
	}
}

// account adds a further statement of a stated event.
func (e *Event) account(o *Event) {
	if len(e.Accounts) == 0 {
		e.Accounts = []Account{{e.Date, e.Source, e.Article, e.Note}}
	}
	e.Accounts = append(e.Accounts, Account{o.Date, o.Source, o.Article, o.Note})
	for _, entity := range o.Entities {
		if !slices.Contains(e.Entities, entity) {
			e.Entities = append(e.Entities, entity)
		}
	}
}

// recurrence is the number of days within which one title of two sources is one event.
// What bears the same name farther apart happened twice.
const recurrence = 31

// isToldAgain tells whether o, which has the same title, is another source's account of
// e. A source that states a title twice speaks of two events.
func (e *Event) isToldAgain(o *Event) bool {
	same := func(source string, a *Article) bool { return o.Source == source && o.Article == a }
	if same(e.Source, e.Article) || slices.ContainsFunc(e.Accounts, func(c Account) bool { return same(c.Source, c.Article) }) {
		return false
	}
	return gap(e.Date, o.Date) <= recurrence
}

// gap is the number of days between two dates, 0 when they overlap.
func gap(a, b edtf.Date) int {
	if a.Overlaps(b) {
		return 0
	}
	_, end := a.Bounds()
	start, _ := b.Bounds()
	if first, last := b.Bounds(); start.Number() < end.Number() {
		start, _ = a.Bounds()
		_, end = first, last
	}
	return start.Number() - end.Number()
}

// agree joins found events with the stated event that they tell of: same date, and all
// its entities, two or more, in the sentence. Where two stated
// events fit, the sentence stays by itself.
func (t *timeline) agree() {
	byDate := map[edtf.Date][]*Event{}
	for _, e := range t.stated {
		byDate[e.Date] = append(byDate[e.Date], e)
	}
	for _, f := range t.found {
		var fits []*Event
		for _, e := range byDate[f.Date] {
			if !t.dropped[f] && !t.dropped[e] && isAbout(e.Entities, f.Entities) && !f.Refs[0].Article.isReference(f.Refs[0].Sentence) {
				fits = append(fits, e)
			}
		}
		if len(fits) == 1 {
			fits[0].Refs = append(fits[0].Refs, f.Refs...)
			t.dropped[f] = true
		}
	}
}

func isAbout(stated, found []*Entity) bool {
	return len(stated) >= 2 && !slices.ContainsFunc(stated, func(e *Entity) bool { return !slices.Contains(found, e) })
}

func titleKey(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }
