package render

import (
	"fmt"
	"strconv"
	"strings"

	"dossier/internal/edtf"
	"dossier/internal/index"
	"dossier/internal/record"
)

// DateView is a date in words, and in the form of <time> where HTML has one.
type DateView struct{ Words, ISO string }

func dateView(d edtf.Date) DateView {
	if d.IsZero() {
		return DateView{}
	}
	return DateView{d.Words(), d.ISO()}
}

// Part is a stretch of a quotation; a match is what the page is about.
type Part struct {
	Text  string
	Match bool
}

// QuoteView is a sentence of an article with the way to it.
type QuoteView struct {
	Parts   []Part
	Address string
	Article string
	Where   string // "note 3", "heading", "caption"; "" in the text
}

// span is a range of bytes in a quotation.
type span struct{ start, end int }

// quote fetches a sentence. Matches must be sorted; overlapping ones are joined.
func (s *Site) quote(b Base, r index.Ref, matches ...span) QuoteView {
	place := r.Place()
	text := s.Texts[r.Article.Path].Quotes[r.Sentence]
	v := QuoteView{Address: b.To(r.Address()), Article: r.Article.Entry.Title, Where: where(place)}
	at := 0
	for _, m := range matches {
		start, end := max(m.start, at), min(m.end, len(text))
		if start >= end {
			continue
		}
		if start > at {
			v.Parts = append(v.Parts, Part{text[at:start], false})
		}
		v.Parts = append(v.Parts, Part{text[start:end], true})
		at = end
	}
	if at < len(text) {
		v.Parts = append(v.Parts, Part{text[at:], false})
	}
	return v
}

func where(p record.Sentence) string {
	switch p.Locator {
	case record.InNote:
		return "note " + strconv.Itoa(p.Note)
	case record.InHeading:
		return "heading"
	case record.InCaption:
		return "caption"
	}
	return ""
}

// CardView is an article in a list.
type CardView struct {
	Address, Title, Byline, Description string
	Date                                DateView
}

func (s *Site) card(b Base, a *index.Article) CardView {
	e := a.Entry
	return CardView{
		Address: b.To(a.Path), Title: e.Title, Byline: strings.Join(e.Authors, ", "),
		Description: s.description(a), Date: dateView(e.Date),
	}
}

func (s *Site) cards(b Base, list []*index.Article) []CardView {
	views := make([]CardView, len(list))
	for i, a := range list {
		views[i] = s.card(b, a)
	}
	return views
}

// description is what the author says of an article, else how it begins.
func (s *Site) description(a *index.Article) string {
	if a.Entry.Description != "" {
		return a.Entry.Description
	}
	return s.Texts[a.Path].Lead
}

// NameView is an entity in a list.
type NameView struct {
	Address, Title, Description string
	Count                       int
}

// GroupView is a list under a heading.
type GroupView struct {
	ID       string
	Title    string
	Entities []NameView
	Events   []EventView
	Sources  []SourceView
}

// byType groups counted entities by their type, in the order of the types.
func (s *Site) byType(b Base, names []index.Name, limit int) []GroupView {
	var groups []GroupView
	for _, t := range s.Config.Types {
		g := GroupView{ID: "type-" + t.ID, Title: t.Plural}
		for _, n := range names {
			if n.Entity.Type == t.ID && (limit == 0 || len(g.Entities) < limit) {
				g.Entities = append(g.Entities, NameView{b.To(n.Entity.Path), n.Entity.Name, n.Entity.Description, n.Count})
			}
		}
		if len(g.Entities) > 0 {
			groups = append(groups, g)
		}
	}
	return groups
}

// EventView is an event of the timeline.
type EventView struct {
	ID, Title, Kind, Note, Reason string
	Stated                        bool
	Date                          DateView
	Quotes                        []QuoteView
	Names                         []LinkView
	Source                        *LinkView
}

func (s *Site) event(b Base, e *index.Event) EventView {
	v := EventView{ID: e.ID, Title: e.Title, Note: e.Note, Reason: e.Reason, Stated: e.Stated, Date: dateView(e.Date)}
	if e.Forward {
		v.Kind = "expected"
	}
	for _, r := range e.Refs {
		text := s.Texts[r.Article.Path].Quotes[r.Sentence]
		var matches []span
		if i := strings.Index(text, e.Written); i >= 0 && e.Written != "" {
			matches = append(matches, span{i, i + len(e.Written)})
		}
		v.Quotes = append(v.Quotes, s.quote(b, r, matches...))
	}
	for _, n := range e.Entities {
		v.Names = append(v.Names, LinkView{Address: b.To(n.Path), Title: n.Name})
	}
	if e.Article != nil {
		v.Source = &LinkView{Address: b.To(e.Article.Path), Title: e.Article.Entry.Title}
	} else if e.Source != "" {
		v.Source = &LinkView{Address: e.Source, Title: e.Source}
	}
	return v
}

func (s *Site) events(b Base, list []*index.Event) []EventView {
	views := make([]EventView, len(list))
	for i, e := range list {
		views[i] = s.event(b, e)
	}
	return views
}

// SourceView is one cited page elsewhere.
type SourceView struct {
	URL, Title string
	Of         []LinkView
	Cited      []QuoteView
}

// count writes a number with the word it counts.
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
