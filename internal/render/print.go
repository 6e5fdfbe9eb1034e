package render

import (
	"slices"
	"strconv"
	"strings"

	"dossier/internal/index"
	"dossier/internal/record"
)

const (
	printPath  = "/print/"
	printWhole = 200 // articles that one page for printing holds
	printPart  = 100 // articles of a part where there are more
)

// printKeeps chooses the attributes that a text keeps on a page for printing. What scripts
// and notes in the margin need is left out, and that a table is a region: of many texts
// each would have one of the same name.
func printKeeps() func(key, value string) bool {
	region := false
	return func(key, value string) bool {
		switch key {
		case "role":
			region = value == "region"
			return !region && value != "doc-noteref"
		case "aria-label":
			return !region
		case "class", "tabindex":
			return true
		}
		return aloneAttributes[key]
	}
}

// sheet is a page for printing: several texts, the ids of each behind its own prefix.
// No id made from an author's words has a full stop in it, so "a3." begins no other.
type sheet struct {
	texts  []printed
	at     map[string]*printed // by path of the site
	names  map[string]bool     // paths of the entities in its index
	events map[string]bool     // ids in its timeline
	led    map[string]bool     // addresses on the site that some text leads to
}

// printed is an article or page on a sheet.
type printed struct {
	path    string
	number  int // in the running order of the dossier, 0 for pages
	prefix  string
	article *index.Article // nil for pages
	entry   *record.Entry
}

// to finds the place of a path of the site on the sheet.
func (p *sheet) to(address string) (id string, ok bool) {
	if p == nil {
		return "", false
	}
	page, anchor, _ := strings.Cut(address, "#")
	switch text := p.at[page]; {
	case text != nil && anchor == "":
		return text.prefix, true
	case text != nil:
		return text.prefix + "." + anchor, true
	case p.names[page] && anchor == "":
		return nameID(page), true
	case p.events[anchor] && strings.HasPrefix(page, "/timeline/"):
		return anchor, true
	}
	return "", false
}

// nameID is the id of an entity's entry in the index of a sheet.
func nameID(path string) string {
	return "name." + strings.TrimSuffix(strings.TrimPrefix(path, "/entities/"), "/")
}

// PrintView is what the template of a page for printing sees.
type PrintView struct {
	Base
	Texts   []PrintedView
	Letters []AZLetter
	Terms   []PrintedTerm
	Years   []PrintedYear
	Parts   []PrintedPart // where one page would be too long
}

// PrintedView is an article or page on a page for printing.
type PrintedView struct {
	ID, Title, Standfirst, AuthorNote string
	Number                            int // 0 for pages
	Text                              TextView
	Authors                           string
	Date                              DateView
	Source, Archived                  string
	Publication, Rights               string
	Canonical                         string
	Body                              string
}

// PrintedTerm is an entry of the subject index with its places.
type PrintedTerm struct {
	Item   string
	Places []AZPlaces
	Subs   []PrintedTerm
}

// PrintedYear is a year of the timeline.
type PrintedYear struct {
	Title  string
	Events []PrintedEvent
}

// PrintedEvent is an event in one line, with the places that tell of it.
type PrintedEvent struct {
	ID, Title string
	Text      TextView
	Date      DateView
	Places    []AZPlaces
}

// PrintedPart is a part of a dossier that is too long for one page.
type PrintedPart struct {
	LinkView
	Articles []LinkView
}

// printFiles are the dossier as one page to print; a large one is cut into parts, whose
// index and timeline are the pages that the site has anyway. The articles stand in the
// order of their dates, as the index counts them.
func (s *Site) printFiles() []File {
	var texts []printed
	for _, e := range listed(s.Pages) {
		texts = append(texts, printed{path: "/" + e.Slug + "/", prefix: "p" + strconv.Itoa(len(texts)+1), entry: e})
	}
	pages := texts
	for _, a := range slices.Backward(s.Index.Articles) {
		n := len(texts) - len(pages) + 1
		texts = append(texts, printed{path: a.Path, number: n, prefix: "a" + strconv.Itoa(n), article: a, entry: a.Entry})
	}
	if articles := texts[len(pages):]; len(articles) > printWhole {
		return s.printParts(pages, slices.Collect(slices.Chunk(articles, printPart)))
	}
	return []File{s.printFile(printPath, s.say("print"), texts, func(b *Base, v *PrintView) {
		b.sheet.names, b.sheet.events = s.indexed()
		v.Letters, v.Terms, v.Years = s.azLetters(*b, s.Index.Entries), s.printedTerms(*b, s.Index.Terms), s.printedYears(*b)
	})}
}

// printParts are the sheets of a large dossier and the page that leads to them, which
// has the texts that are no articles.
func (s *Site) printParts(pages []printed, parts [][]printed) []File {
	var files []File
	path := func(i int) string { return printPath + strconv.Itoa(i+1) + "/" }
	title := func(part []printed) string {
		return s.say("print_part", strconv.Itoa(part[0].number), strconv.Itoa(part[len(part)-1].number))
	}
	for i, part := range parts {
		s.shows(folder(path(i)), func(d shown) { s.printShows(d, part) })
		files = append(files, s.printFile(path(i), title(part), part, func(b *Base, _ *PrintView) {
			b.Crumbs = append(b.Crumbs, LinkView{Address: b.To(printPath), Title: s.say("print")})
		}))
	}
	return append(files, s.printFile(printPath, s.say("print"), pages, func(b *Base, v *PrintView) {
		for i, part := range parts {
			p := PrintedPart{LinkView: LinkView{Address: b.To(path(i)), Title: title(part)}}
			for _, t := range part {
				p.Articles = append(p.Articles, LinkView{Address: b.To(path(i) + "#" + t.prefix), Title: t.entry.Title})
			}
			v.Parts = append(v.Parts, p)
		}
	}))
}

// printFile is a sheet with texts; more adds what this one has beside them.
func (s *Site) printFile(path, heading string, texts []printed, more func(*Base, *PrintView)) File {
	return File{folder(path), func() (Content, error) {
		p := &sheet{texts: texts, at: map[string]*printed{}}
		html := make([]string, len(texts))
		for i := range texts {
			p.at[texts[i].path] = &texts[i]
			html[i] = s.wholeText(s.whole(texts[i].path))
		}
		p.led = ledTo(texts, html)
		b := s.base("print", path, heading, s.say("print_about", s.Config.Title))
		b.Meta = []MetaTag{{Name: "robots", Content: "noindex"}} // a search should find the pages themselves
		s.crumb(&b)
		b.sheet = p
		var v PrintView
		more(&b, &v)
		for i, t := range texts {
			v.Texts = append(v.Texts, s.printed(b, t, html[i]))
		}
		v.Base = b
		return s.page(b, v)
	}}
}

// indexed are the paths of the entities that have an entry in the index, and the ids of
// the events on the timeline.
func (s *Site) indexed() (names, events map[string]bool) {
	names, events = map[string]bool{}, map[string]bool{}
	for _, e := range s.Index.Entries {
		if e.Entity != nil {
			names[e.Entity.Path] = true
		}
	}
	for _, e := range s.Index.Events {
		events[e.ID] = true
	}
	return names, events
}

// ledTo lists where texts lead on the site, but for the links back from notes: nobody
// follows them on paper, and each would keep an id alive.
func ledTo(texts []printed, html []string) map[string]bool {
	led := map[string]bool{}
	for i, t := range texts {
		from := newBasis(t.path)
		each(html[i], func(tag *token) {
			if isBack(tag) {
				return
			}
			for _, a := range tag.attributes {
				if a.Key == "href" && strings.Contains(a.Val, "#") {
					led[from.resolve(a.Val)] = true
				}
			}
		})
	}
	return led
}

func (s *Site) printed(b Base, t printed, html string) PrintedView {
	e := t.entry
	v := PrintedView{
		ID: t.prefix, Number: t.number, Title: e.Title, Standfirst: e.Description, AuthorNote: e.AuthorNote, Text: s.text(e.Language),
		Authors: strings.Join(e.Authors, ", "), Date: s.dateView(e.Date), Source: e.Source, Publication: e.Publication, Rights: e.Rights,
	}
	if b.base != "" {
		v.Canonical = b.base + t.path[1:]
	}
	if src := s.Index.SourceOf(record.Citation{URL: e.Source}); src != nil {
		v.Archived = src.Archived
	}
	v.Body = s.printedBody(b, t, html)
	return v
}

// printedBody is a text with its notes. Where an index leads to its paragraphs, these have
// their numbers.
func (s *Site) printedBody(b Base, t printed, html string) string {
	var places map[string]place
	if b.sheet.names != nil && t.article != nil {
		places = placesOf(t.article)
	}
	w := &rewriter{keep: printKeeps(), deeper: 1, oneWay: true}
	w.id = func(id string) {
		at := places[id]
		if at.led || b.sheet.led[t.path+"#"+id] {
			w.attribute("id", t.prefix+"."+id)
		}
		if at.number > 0 {
			w.attribute("data-par", strconv.Itoa(at.number))
		}
	}
	from := newBasis(t.path)
	w.address = func(address string) string { return b.To(from.resolve(address)) }
	text := s.correctionsHTML(t.entry) + html
	if notice := s.noticeHTML(t.entry); notice != "" {
		text += `<div id="original">` + notice + "</div>"
	}
	return w.rewrite(text)
}

// place is a sentence as an index in print knows it.
type place struct {
	led    bool // an entry leads there
	number int  // of the paragraph that begins with it, 0 where no entry leads to that one
}

// placesOf finds the sentences of an article that names, dates and terms stand in, and the
// beginnings of their paragraphs, by anchor.
func placesOf(a *index.Article) map[string]place {
	led, counted := map[int]bool{}, map[int]bool{}
	for _, m := range a.Mentions {
		led[m.Sentence] = true
	}
	for _, d := range a.Dates {
		led[d.Sentence] = true
	}
	for _, t := range a.Terms {
		led[t.Sentence] = true
	}
	for i := range led {
		if i >= 0 && a.Sentences[i].Locator == record.InBody {
			counted[a.Sentences[i].Paragraph] = true
		}
	}
	places := map[string]place{}
	for i, at := range a.Sentences {
		p := place{led: led[i]}
		if at.Locator == record.InBody && counted[at.Paragraph] {
			p.number = at.Paragraph
			delete(counted, at.Paragraph)
		}
		if p.led || p.number > 0 {
			places[at.Anchor] = p
		}
	}
	return places
}

// printedYears are the events of the sheet's timeline, each with its places.
func (s *Site) printedYears(b Base) []PrintedYear {
	var years []PrintedYear
	for _, y := range s.calendar.years {
		v := PrintedYear{Title: s.yearTitle(y)}
		for _, e := range y.events {
			v.Events = append(v.Events, s.printedEvent(b, e))
		}
		years = append(years, v)
	}
	return years
}

func (s *Site) printedEvent(b Base, e *index.Event) PrintedEvent {
	v := PrintedEvent{ID: e.ID, Title: s.eventTitle(e), Date: s.dateView(e.Date)}
	var refs []index.Ref
	for _, told := range e.Refs {
		refs = append(refs, told.Ref)
	}
	v.Places = s.azPlaces(b, refs)
	if e.Title == "" && len(refs) > 0 {
		v.Text = s.text(refs[0].Article.Entry.Language)
	}
	return v
}

func (s *Site) printedTerms(b Base, list []*index.Term) []PrintedTerm {
	var views []PrintedTerm
	for _, t := range list {
		var refs []index.Ref
		for _, r := range t.Refs {
			refs = append(refs, r.Ref)
		}
		views = append(views, PrintedTerm{t.Item, s.azPlaces(b, refs), s.printedTerms(b, t.Subs)})
	}
	return views
}
