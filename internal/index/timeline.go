package index

import (
	"cmp"
	"slices"

	"dossier/internal/edtf"
	"dossier/internal/record"
)

// Event is something on the timeline: stated by the author, or read from a sentence.
type Event struct {
	ID       string // anchor: e-2023-07-26-...
	Date     edtf.Date
	Title    string // the author's, "" for a found event, which is called by its sentence
	Kind     Kind
	Stated   bool
	Forward  bool // the sentence speaks of it as still to come
	Entities []*Entity
	Refs     []Told // the sentences that it was read from, of the oldest article first
	Written  string // the date as the first sentence writes it
	Reason   string // how that date was read
	Source   string
	Note     string
	Article  *Article // of a stated event: the article at Source, or that states it
	Accounts []Account
	Position int // in Index.Events
}

// Told is a sentence that tells of an event.
type Told struct {
	Ref
	Date int    // position in Article.Dates
	ID   string // the anchor that the event would have if no other sentence told of it
}

// Mention is the date in the sentence.
func (t Told) Mention() record.DateMention { return t.Article.Dates[t.Date] }

// Account is one statement of an event that several sources state. There are none when
// only one does.
type Account struct {
	Date    edtf.Date
	Source  string
	Article *Article
	Note    string
}

// Kind says what stands behind an event, and how loud a timeline shows it.
type Kind uint8

const (
	Stated     Kind = iota // by the author
	Reported               // read in a text
	Scheduled              // read in a text that speaks of it as still to come
	Published              // the date in a note that names a publication
	Background             // read in a text, no more exact than a year
)

var kindNames = [...]string{"stated", "reported", "scheduled", "published", "background"}

func (k Kind) String() string { return kindNames[k] }

// timeline brings together what the author states and what the texts tell, in time.
func (x *Index) timeline(c *record.Catalogue) {
	t := newTimeline(x)
	for _, a := range slices.Backward(x.Articles) { // oldest first, so that a new article moves no anchor
		t.read(a)
	}
	for _, s := range c.Events {
		t.state(s, nil)
	}
	for _, a := range slices.Backward(x.Articles) {
		for _, s := range a.Entry.Events {
			t.state(s, a)
		}
	}
	for _, page := range c.Pages {
		for _, s := range page.Events {
			t.state(s, nil)
		}
	}
	x.Events = t.finish()
	for _, e := range x.Events {
		for _, entity := range e.Entities {
			entity.Events = append(entity.Events, e)
		}
	}
}

// finish puts the events in order and names those that have no name yet.
func (t *timeline) finish() []*Event {
	t.agree()
	t.differ()
	events := slices.DeleteFunc(slices.Concat(t.stated, t.found), func(e *Event) bool { return t.dropped[e] })
	for _, e := range events {
		e.Kind = kindOf(e)
		if len(e.Refs) > 0 && e.Written == "" {
			m := e.Refs[0].Mention()
			e.Written, e.Reason = m.Surface, m.Reason
		}
	}
	slices.SortStableFunc(events, func(a, b *Event) int {
		return cmp.Or(edtf.Compare(a.Date, b.Date), cmp.Compare(a.Kind, b.Kind))
	})
	t.name(events)
	for i, e := range events {
		e.Position = i
	}
	return events
}

func kindOf(e *Event) Kind {
	switch {
	case e.Stated:
		return Stated
	case e.Refs[0].Article.isReference(e.Refs[0].Sentence):
		return Published
	case e.Forward:
		return Scheduled
	case e.Date.Precision() <= edtf.ToYear:
		return Background
	}
	return Reported
}

// isReference tells whether a sentence of a note names a page or work elsewhere.
func (a *Article) isReference(sentence int) bool {
	note := a.Sentences[sentence].Note
	return note > 0 && slices.ContainsFunc(a.Citations, func(c record.Citation) bool { return c.Note == note })
}
