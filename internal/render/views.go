package render

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"dossier/internal/edtf"
	"dossier/internal/index"
	"dossier/internal/record"
	"dossier/internal/render/body"
)

// DateView is a date in words, in the form of <time> where HTML has one, and the sign
// that a timeline draws for it: span, wide (less exact than a day) or day, with unsure
// where the date is.
type DateView struct{ Words, ISO, Sign string }

func (s *Site) dateView(d edtf.Date) DateView {
	if d.IsZero() {
		return DateView{}
	}
	if v, ok := s.dates[d]; ok {
		return v
	}
	v := DateView{s.date(d), d.ISO(), "day"}
	switch {
	case d.IsRange():
		v.Sign = "span"
	case d.Precision() < edtf.ToDay:
		v.Sign = "wide"
	}
	if isUnsure(d) || d.Precision() == edtf.Unknown {
		v.Sign += " unsure"
	}
	return v
}

// dateViews are the dates that many pages show: those of articles and events.
func (s *Site) dateViews() map[edtf.Date]DateView {
	views := map[edtf.Date]DateView{}
	take := func(d edtf.Date) {
		if _, there := views[d]; !there {
			views[d] = s.dateView(d)
		}
	}
	for _, a := range s.Index.Articles {
		take(a.Entry.Date)
	}
	for _, e := range s.Index.Events {
		take(e.Date)
	}
	return views
}

// NoteItem is a note in the list of an article's page.
type NoteItem struct {
	body.NoteView
	Before int // number of the note before, 0 for the first
}

func noteItems(notes []body.NoteView) []NoteItem {
	items := make([]NoteItem, len(notes))
	for i, n := range notes {
		items[i].NoteView = n
		if i > 0 {
			items[i].Before = notes[i-1].Number
		}
	}
	return items
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
	Text    TextView
	Around  Around
}

// Around is a quotation cut at its first match: what stands before it, the match, and
// what stands behind with the other matches. Without a match all of it is before.
type Around struct {
	Before, Match string
	After         []Part
}

func around(parts []Part) (a Around) {
	for i, p := range parts {
		if p.Match {
			a.Match, a.After = p.Text, parts[i+1:]
			return a
		}
		a.Before += p.Text
	}
	return a
}

// span is a range of bytes in a quotation.
type span struct{ start, end int }

// quote fetches a sentence. Matches must be sorted; overlapping ones are joined.
func (s *Site) quote(b Base, r index.Ref, matches ...span) QuoteView {
	place := r.Place()
	text := s.sentence(r)
	if body.HasSigns(text) {
		matches = slices.Clone(matches)
		places := make([]*int, 0, 2*len(matches))
		for i := range matches {
			places = append(places, &matches[i].start, &matches[i].end)
		}
		text = body.Smart(text, r.Article.Entry.Language, places...)
	}
	v := QuoteView{Address: b.place(r), Article: r.Article.Entry.Title, Where: s.where(place), Text: s.text(r.Article.Entry.Language)}
	v.Parts = make([]Part, 0, 2*len(matches)+1)
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
	v.Around = around(v.Parts)
	return v
}

func (s *Site) where(p record.Sentence) string {
	switch p.Locator {
	case record.InNote:
		return s.say("in_note", strconv.Itoa(p.Note))
	case record.InHeading:
		return s.say("in_heading")
	case record.InCaption:
		return s.say("in_caption")
	}
	return ""
}

// CardView is an article in a list.
type CardView struct {
	Address, Title, Byline, Description string
	Date                                DateView
	Text                                TextView
}

func (s *Site) card(b Base, a *index.Article) CardView {
	e := a.Entry
	return CardView{
		Address: b.To(a.Path), Title: e.Title, Byline: strings.Join(e.Authors, ", "),
		Description: s.description(a), Date: s.dateView(e.Date), Text: s.text(e.Language),
	}
}

func (s *Site) cards(b Base, list []*index.Article) []CardView {
	views := make([]CardView, len(list))
	for i, a := range list {
		views[i] = s.card(b, a)
	}
	return views
}

// CardYear is the articles of a year in a list.
type CardYear struct {
	Title    string
	Articles []CardView
}

// cardYears cuts a list of articles, which stand by date, into years.
func (s *Site) cardYears(b Base, list []*index.Article) []CardYear {
	var years []CardYear
	for _, a := range list {
		title := s.say("undated")
		if n, ok := month(a.Entry.Date); ok {
			title = s.date(edtf.OfYear(floorDiv(n, 12)))
		}
		if k := len(years); k == 0 || years[k-1].Title != title {
			years = append(years, CardYear{Title: title})
		}
		last := &years[len(years)-1]
		last.Articles = append(last.Articles, s.card(b, a))
	}
	return years
}

// description is what the author says of an article, else how it begins.
func (s *Site) description(a *index.Article) string {
	if a.Entry.Description != "" {
		return a.Entry.Description
	}
	return s.Texts.Lead(a.Path)
}

// NameView is an entity in a list.
type NameView struct {
	Address, Title, Description string
	ID, Type                    string
	Sort                        string // the form that the index sorts by
	Count                       int
}

func (s *Site) name(b Base, e *index.Entity, count int) NameView {
	return NameView{b.To(e.Path), e.Name, e.Description, e.ID, e.Kind.ID, e.SortName, count}
}

// GroupView is a list under a heading.
type GroupView struct {
	Address  string // a page of its own, "" for none
	ID       string
	Title    string
	Type     string // id of the entity type, for names
	Count    int
	Entities []NameView
	Events   []EventView
	Sources  []SourceView
}

// byType groups counted entities by their type, in the order of the types.
func (s *Site) byType(b Base, names []index.Name, limit int) []GroupView {
	var groups []GroupView
	for _, t := range s.Config.Types {
		g := GroupView{ID: "type-" + t.ID, Title: t.Plural, Type: t.ID}
		for _, n := range names {
			if n.Entity.Type == t.ID && (limit == 0 || len(g.Entities) < limit) {
				g.Entities = append(g.Entities, s.name(b, n.Entity, n.Count))
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
	ID, Title, Kind, Label, Note, Reason string
	Address                              string // of the first sentence that tells of it
	Text                                 TextView
	Stated                               bool
	Date                                 DateView
	Quotes                               []ToldView
	Names                                []NameView
	Source                               *LinkView
	Accounts                             []AccountView
	Differ                               bool // the accounts give dates that cannot both be right
}

// ToldView is a sentence that tells of an event.
type ToldView struct {
	QuoteView
	ID   string   // anchor of the event if this sentence alone told of it
	Date DateView // what the sentence says, where the event has another date
}

// AccountView is what one of several sources states of an event.
type AccountView struct {
	Date   DateView
	Source *LinkView
	Note   string
}

func (s *Site) event(b Base, e *index.Event) EventView {
	v := EventView{
		ID: e.ID, Title: s.eventTitle(e), Kind: e.Kind.String(), Note: e.Note, Reason: s.words.Reason(e.Reason), Stated: e.Stated,
		Date: s.dateView(e.Date), Source: s.origin(b, e.Source, e.Article),
	}
	switch e.Kind {
	case index.Scheduled:
		v.Label = s.say("as_scheduled")
	case index.Published:
		v.Label = s.say("as_published")
	}
	v.Quotes = make([]ToldView, 0, len(e.Refs))
	for _, r := range e.Refs {
		m := r.Mention()
		told := ToldView{QuoteView: s.quote(b, r.Ref, span{m.Start, m.End})}
		if r.ID != e.ID {
			told.ID = r.ID
		}
		if m.Date != e.Date {
			told.Date = s.dateView(m.Date)
		}
		v.Quotes = append(v.Quotes, told)
	}
	if len(e.Refs) > 0 {
		v.Address = v.Quotes[0].Address
		if e.Title == "" {
			v.Text = v.Quotes[0].Text
		}
	}
	v.Names = make([]NameView, len(e.Entities))
	for i, n := range e.Entities {
		v.Names[i] = s.name(b, n, 0)
	}
	for _, a := range e.Accounts {
		v.Accounts = append(v.Accounts, AccountView{s.dateView(a.Date), s.origin(b, a.Source, a.Article), a.Note})
		v.Differ = v.Differ || !a.Date.Overlaps(e.Date)
	}
	s.differingTexts(&v, e)
	return v
}

// differingTexts puts what is stated and the sentences that give another day side by side.
func (s *Site) differingTexts(v *EventView, e *index.Event) {
	for i, r := range e.Refs {
		d := r.Mention().Date
		if d.Overlaps(e.Date) {
			continue
		}
		if len(v.Accounts) == 0 {
			v.Accounts = []AccountView{{v.Date, v.Source, v.Note}}
		}
		v.Accounts = append(v.Accounts, AccountView{Date: s.dateView(d), Source: &LinkView{Address: v.Quotes[i].Address, Title: v.Quotes[i].Article}})
		v.Differ = true
	}
}

// eventTitle is the author's title, else the clause of the first sentence that tells of
// the event. It is read when the first page wants it, and once, for many pages show
// an event.
func (s *Site) eventTitle(e *index.Event) string {
	if e.Title != "" || len(e.Refs) == 0 || s.cut == nil {
		return s.titleOf(e)
	}
	if title := s.cut[e.Position].Load(); title != nil {
		return *title
	}
	title := strings.Clone(s.titleOf(e)) // or it keeps all that its article says
	s.cut[e.Position].Store(&title)
	return title
}

func (s *Site) titleOf(e *index.Event) string {
	if e.Title != "" || len(e.Refs) == 0 {
		return e.Title
	}
	return s.Texts.Quoted(e.Refs[0].Article.Path).Titles[e.Refs[0].Date]
}

// origin leads to what states an event: the article of the dossier, else the address.
func (s *Site) origin(b Base, source string, a *index.Article) *LinkView {
	switch {
	case a != nil:
		return &LinkView{Address: b.To(a.Path), Title: a.Entry.Title}
	case source == "":
		return nil
	}
	return &LinkView{Address: source, Title: s.sourceTitle(source)}
}

// sourceTitle is what the source at an address is called.
func (s *Site) sourceTitle(address string) string {
	if src := s.sourceOf(address); src != nil && src.Title != "" {
		return src.Title
	}
	return host(address)
}

// sourceOf finds the source at an address, nil where no article leads to it.
func (s *Site) sourceOf(address string) *index.Source {
	if address == "" {
		return nil
	}
	return s.Index.SourceOf(record.Citation{URL: address})
}

func (s *Site) events(b Base, list []*index.Event) []EventView {
	views := make([]EventView, len(list))
	for i, e := range list {
		views[i] = s.event(b, e)
	}
	return views
}

// host is where an address leads, without "www.": the address itself when it has none.
func host(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return address
	}
	return strings.TrimPrefix(u.Hostname(), "www.")
}
