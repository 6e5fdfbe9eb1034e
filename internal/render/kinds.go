package render

import (
	"cmp"
	"slices"
	"strings"

	"dossier/internal/edtf"
	"dossier/internal/index"
	"dossier/internal/record"
	"dossier/internal/render/body"
)

const (
	homeArticles = 6 // newest articles on the home page
	homeNames    = 8 // entities of each type on the home page
	homeEvents   = 6 // stated events on the home page
)

var homeCrumb = "Home"

func (b *Base) crumb(addresses ...[2]string) {
	b.Crumbs = []LinkView{{Address: b.To("/"), Title: homeCrumb}}
	for _, a := range addresses {
		b.Crumbs = append(b.Crumbs, LinkView{Address: b.To(a[0]), Title: a[1]})
	}
}

func (s *Site) home() []File {
	return []File{{"index.html", func() (Content, error) {
		b := s.base("home", "/", s.Config.Title, s.siteDescription())
		x := s.Index
		var stated []*index.Event
		for _, e := range x.Events {
			if e.Stated {
				stated = append(stated, e)
			}
		}
		return s.page(b, struct {
			Base
			Articles []CardView
			Groups   []GroupView
			Events   []EventView
			Count    struct{ Articles, Entities, Events string }
		}{b, s.cards(b, x.Articles[:min(len(x.Articles), homeArticles)]), s.byType(b, s.mostNamed(), homeNames),
			s.events(b, stated[max(0, len(stated)-homeEvents):]),
			struct{ Articles, Entities, Events string }{
				"All " + count(len(x.Articles), "article", "articles"),
				"All " + count(len(x.Entities), "name", "names"),
				"All " + count(len(x.Events), "event", "events"),
			}})
	}}}
}

func (s *Site) siteDescription() string {
	if s.Config.Description != "" {
		return s.Config.Description
	}
	return s.Config.Title + ": " + count(len(s.Index.Articles), "article", "articles") + ", " +
		count(len(s.Index.Entities), "name", "names") + ", " + count(len(s.Index.Events), "event", "events")
}

// mostNamed lists the entities that are mentioned, most often first.
func (s *Site) mostNamed() []index.Name {
	var names []index.Name
	for _, e := range s.Index.Entities {
		if len(e.Mentions) > 0 {
			names = append(names, index.Name{Entity: e, Count: len(e.Mentions)})
		}
	}
	slices.SortStableFunc(names, func(a, b index.Name) int { return cmp.Compare(b.Count, a.Count) })
	return names
}

// TagView is a tag in a list.
type TagView struct {
	Address, Title string
	Count          int
}

func (s *Site) tagViews(b Base) []TagView {
	var views []TagView
	for _, t := range s.Index.Tags {
		views = append(views, TagView{b.To("/tags/" + t.Slug + "/"), t.Name, len(t.Articles)})
	}
	return views
}

func (s *Site) articleList() []File {
	return []File{{folder("/articles/"), func() (Content, error) {
		b := s.base("articles", "/articles/", "Articles", "All "+count(len(s.Index.Articles), "article", "articles")+" of "+s.Config.Title+", newest first")
		b.crumb()
		return s.page(b, struct {
			Base
			Articles []CardView
			Tags     []TagView
		}{b, s.cards(b, s.Index.Articles), s.tagViews(b)})
	}}}
}

func (s *Site) tagList() []File {
	if len(s.Index.Tags) == 0 {
		return nil
	}
	return []File{{folder("/tags/"), func() (Content, error) {
		b := s.base("tags", "/tags/", "Tags", "The tags of "+s.Config.Title)
		b.crumb([2]string{"/articles/", "Articles"})
		return s.page(b, struct {
			Base
			Tags []TagView
		}{b, s.tagViews(b)})
	}}}
}

func (s *Site) tagPages() []File {
	var files []File
	for _, t := range s.Index.Tags {
		address := "/tags/" + t.Slug + "/"
		files = append(files, File{folder(address), func() (Content, error) {
			b := s.base("tag", address, "Tagged “"+t.Name+"”", count(len(t.Articles), "article", "articles")+" tagged “"+t.Name+"” in "+s.Config.Title)
			b.crumb([2]string{"/articles/", "Articles"}, [2]string{"/tags/", "Tags"})
			return s.page(b, struct {
				Base
				Articles []CardView
			}{b, s.cards(b, t.Articles)})
		}})
	}
	return files
}

// wordsPerMinute is how fast readers of long texts are taken to read.
const wordsPerMinute = 230

func (s *Site) articles() []File {
	var files []File
	for _, a := range s.Index.Articles {
		files = append(files, File{folder(a.Path), func() (Content, error) { return s.article(a) }})
	}
	return files
}

func (s *Site) article(a *index.Article) (Content, error) {
	e, text := a.Entry, s.Texts[a.Path]
	b := s.base("article", a.Path, e.Title, s.description(a))
	b.Language = e.Language
	b.crumb([2]string{"/articles/", "Articles"})
	view := struct {
		Base
		Standfirst, AuthorPlace, AuthorNote string
		Authors, Tags                       []LinkView
		Date                                DateView
		Minutes                             string
		Source, Publication                 string
		Contents                            []record.Heading
		Body                                string
		Notes, Loose                        []body.NoteView
		Names                               []GroupView
		Backlinks                           []QuoteView
		Related                             []struct {
			LinkView
			Reason string
		}
		Previous, Next *LinkView
	}{
		Base: b, Standfirst: e.Description, AuthorPlace: e.AuthorPlace, AuthorNote: e.AuthorNote,
		Date: dateView(e.Date), Minutes: count(max(1, (a.Words+wordsPerMinute/2)/wordsPerMinute), "minute", "minutes"),
		Source: e.Source, Publication: e.Publication, Body: text.Body, Notes: text.Notes, Loose: text.Loose,
		Names: s.byType(b, a.Names, 0),
	}
	for _, name := range e.Authors {
		author := LinkView{Title: name}
		if entity := s.authorEntity(name); entity != nil {
			author.Address = b.To(entity.Path)
		}
		view.Authors = append(view.Authors, author)
	}
	for _, t := range s.Index.Tags {
		if slices.Contains(t.Articles, a) {
			view.Tags = append(view.Tags, LinkView{Address: b.To("/tags/" + t.Slug + "/"), Title: t.Name})
		}
	}
	if len(a.Headings) > 2 {
		for _, h := range a.Headings {
			if h.Level <= 3 {
				view.Contents = append(view.Contents, h)
			}
		}
	}
	for _, l := range a.Backlinks {
		view.Backlinks = append(view.Backlinks, s.quote(b, l.Ref))
	}
	for _, r := range a.Related {
		var names []string
		for _, n := range r.Names {
			names = append(names, n.Name)
		}
		reason := "shares " + count(len(names), "name", "names") + ": " + strings.Join(names[:min(len(names), 5)], ", ")
		view.Related = append(view.Related, struct {
			LinkView
			Reason string
		}{LinkView{Address: b.To(r.Article.Path), Title: r.Article.Entry.Title}, reason})
	}
	if p := a.Previous; p != nil {
		view.Previous = &LinkView{Address: b.To(p.Path), Title: p.Entry.Title}
	}
	if n := a.Next; n != nil {
		view.Next = &LinkView{Address: b.To(n.Path), Title: n.Entry.Title}
	}
	return s.page(b, view)
}

// authorEntity finds the entity that an author's name is a name or alias of.
func (s *Site) authorEntity(name string) *index.Entity {
	for _, e := range s.Index.Entities {
		if strings.EqualFold(e.Name, name) {
			return e
		}
		for _, alias := range e.Aliases {
			if strings.EqualFold(alias.Text, name) {
				return e
			}
		}
	}
	return nil
}

func (s *Site) pages() []File {
	var files []File
	for _, e := range s.Pages {
		address := "/" + e.Slug + "/"
		files = append(files, File{folder(address), func() (Content, error) {
			text := s.Texts[address]
			description := e.Description
			if description == "" {
				description = text.Lead
			}
			b := s.base("page", address, e.Title, description)
			b.Language = e.Language
			return s.page(b, struct {
				Base
				Body  string
				Notes []body.NoteView
			}{b, text.Body, text.Notes})
		}})
	}
	return files
}

func (s *Site) entityList() []File {
	return []File{{folder("/entities/"), func() (Content, error) {
		b := s.base("entities", "/entities/", "Index of names", "Every person, place, organisation and thing named in "+s.Config.Title)
		b.crumb()
		var names []index.Name
		for _, e := range s.Index.Entities {
			names = append(names, index.Name{Entity: e, Count: len(e.Mentions)})
		}
		return s.page(b, struct {
			Base
			Groups []GroupView
		}{b, s.byType(b, names, 0)})
	}}}
}

func (s *Site) entityPages() []File {
	var files []File
	for _, e := range s.Index.Entities {
		files = append(files, File{folder(e.Path), func() (Content, error) { return s.entity(e) }})
	}
	return files
}

// MentionsView groups the mentions of an entity by article.
type MentionsView struct {
	LinkView
	Date   DateView
	Quotes []QuoteView
}

func (s *Site) entity(e *index.Entity) (Content, error) {
	counts := count(len(e.Mentions), "mention", "mentions") + " in " + count(e.Articles, "article", "articles")
	description := e.Description
	if description == "" {
		description = e.Name + ", " + e.Kind.Name + ": " + counts
	}
	b := s.base("entity", e.Path, e.Name, description)
	b.crumb([2]string{"/entities/", "Index"})
	view := struct {
		Base
		Type, Counts, Summary, AlsoKnown, Wikidata string
		Links                                      []string
		First, Last                                DateView
		Body                                       string
		Mentions                                   []MentionsView
		With                                       []NameView
		Events                                     []EventView
		Previous, Next                             *LinkView
	}{
		Base: b, Type: e.Kind.Name, Counts: counts, Summary: e.Description, AlsoKnown: alsoKnown(e), Wikidata: e.Wikidata, Links: e.Links,
		First: dateView(e.First), Last: dateView(e.Last), Mentions: s.entityMentions(b, e), Events: s.events(b, e.Events),
	}
	if text := s.Texts[e.Path]; text != nil {
		view.Body = text.Body
	}
	for _, p := range e.With {
		view.With = append(view.With, NameView{b.To(p.Entity.Path), p.Entity.Name, p.Entity.Description, p.Count})
	}
	if p := e.Previous; p != nil {
		view.Previous = &LinkView{Address: b.To(p.Path), Title: p.Name}
	}
	if n := e.Next; n != nil {
		view.Next = &LinkView{Address: b.To(n.Path), Title: n.Name}
	}
	return s.page(b, view)
}

func alsoKnown(e *index.Entity) string {
	var shown []string
	for _, a := range e.Aliases {
		if !a.Hidden {
			shown = append(shown, a.Text)
		}
	}
	return strings.Join(shown, ", ")
}

// entityMentions quotes every sentence that names the entity, once, with each mention
// in it marked.
func (s *Site) entityMentions(b Base, e *index.Entity) []MentionsView {
	var views []MentionsView
	for i := 0; i < len(e.Mentions); {
		m, j := e.Mentions[i], i
		var matches []span
		for j < len(e.Mentions) && e.Mentions[j].Ref == m.Ref {
			matches = append(matches, span{e.Mentions[j].Start, e.Mentions[j].End})
			j++
		}
		i = j
		title := m.Article.Entry.Title
		if k := len(views); k == 0 || views[k-1].Address != b.To(m.Article.Path) {
			views = append(views, MentionsView{LinkView{Address: b.To(m.Article.Path), Title: title}, dateView(m.Article.Entry.Date), nil})
		}
		last := &views[len(views)-1]
		last.Quotes = append(last.Quotes, s.quote(b, m.Ref, matches...))
	}
	return views
}

// timelinePages are the whole timeline and a page for each year.
func (s *Site) timelinePages() []File {
	years := s.byYear()
	files := []File{{folder("/timeline/"), func() (Content, error) {
		b := s.base("timeline", "/timeline/", "Timeline", "What happened when, with the sentence that says so: "+count(len(s.Index.Events), "event", "events"))
		b.crumb()
		var groups []GroupView
		for _, y := range years {
			groups = append(groups, GroupView{ID: "y" + y.id, Title: y.title, Events: s.events(b, y.events)})
		}
		return s.timelinePage(b, years, groups)
	}}}
	for _, y := range years {
		address := "/timeline/" + y.id + "/"
		files = append(files, File{folder(address), func() (Content, error) {
			b := s.base("timeline", address, "Timeline: "+y.title, "What happened: "+y.title+", "+count(len(y.events), "event", "events"))
			b.crumb([2]string{"/timeline/", "Timeline"})
			return s.timelinePage(b, years, []GroupView{{ID: "y" + y.id, Title: y.title, Events: s.events(b, y.events)}})
		}})
	}
	return files
}

func (s *Site) timelinePage(b Base, years []year, groups []GroupView) (Content, error) {
	var jump []TagView
	for _, y := range years {
		jump = append(jump, TagView{b.To("/timeline/" + y.id + "/"), y.title, len(y.events)})
	}
	return s.page(b, struct {
		Base
		Years  []TagView
		Groups []GroupView
	}{b, jump, groups})
}

// year is a run of events that begin in one year.
type year struct {
	id, title string
	events    []*index.Event
}

func (s *Site) byYear() []year {
	var years []year
	for _, e := range s.Index.Events {
		id, title := "undated", "Undated"
		if first, _ := e.Date.Bounds(); !first.IsOpen() {
			d := edtf.OfYear(first.Year)
			id, title = strings.TrimPrefix(d.String(), "-"), d.Words()
			if first.Year < 0 {
				id = "bc" + id
			}
		}
		if k := len(years); k > 0 && years[k-1].id == id {
			years[k-1].events = append(years[k-1].events, e)
			continue
		}
		years = append(years, year{id, title, []*index.Event{e}})
	}
	return years
}

func (s *Site) sourceList() []File {
	return []File{{folder("/sources/"), func() (Content, error) {
		x := s.Index
		b := s.base("sources", "/sources/", "Sources", "Every page that "+s.Config.Title+" cites, once, with what cites it: "+count(len(x.Sources), "source", "sources"))
		b.crumb()
		var groups []GroupView
		for _, src := range x.Sources {
			if k := len(groups); k == 0 || groups[k-1].Title != src.Site {
				groups = append(groups, GroupView{ID: "site-" + strings.ReplaceAll(src.Site, ".", "-"), Title: src.Site})
			}
			g := &groups[len(groups)-1]
			g.Sources = append(g.Sources, s.source(b, src))
		}
		return s.page(b, struct {
			Base
			Intro  string
			Groups []GroupView
		}{b, count(len(x.Sources), "source", "sources") + " on " + count(len(groups), "site", "sites"), groups})
	}}}
}

func (s *Site) source(b Base, src *index.Source) SourceView {
	v := SourceView{URL: src.URL, Title: src.Title}
	if v.Title == "" {
		v.Title = src.URL
	}
	for _, a := range src.Of {
		v.Of = append(v.Of, LinkView{Address: b.To(a.Path), Title: a.Entry.Title})
	}
	for _, c := range src.Cited {
		q := QuoteView{Address: b.To(c.Article.Path + "#notes"), Article: c.Article.Entry.Title}
		if c.Sentence >= 0 {
			q = s.quote(b, index.Ref{Article: c.Article, Sentence: c.Sentence})
		}
		if c.Note > 0 {
			q.Where = where(record.Sentence{Locator: record.InNote, Note: c.Note})
		}
		v.Cited = append(v.Cited, q)
	}
	return v
}

// notFound is 404.html. The server shows it at any depth, so its links are absolute
// where base_url is known.
func (s *Site) notFound() []File {
	return []File{{"404.html", func() (Content, error) {
		b := s.base("notfound", "/", "Page not found", "There is no page at this address.")
		b.Path = ""
		b.root = s.Config.BaseURL
		return s.page(b, struct{ Base }{b})
	}}}
}

// moved are the stubs at old addresses.
func (s *Site) moved() []File {
	var files []File
	stub := func(old, target, title, language string) {
		name := folder(old)
		if strings.HasSuffix(old, ".html") {
			name = strings.TrimPrefix(old, "/")
		}
		files = append(files, File{name, func() (Content, error) {
			b := s.base("moved", old, title, "")
			b.Language = language
			if strings.HasSuffix(old, ".html") {
				b.root = strings.Repeat("../", strings.Count(old, "/")-1)
			}
			return s.stub(b, target)
		}})
	}
	for _, a := range s.Index.Articles {
		for _, old := range a.Entry.Aliases {
			stub(old, a.Path, a.Entry.Title, a.Entry.Language)
		}
	}
	for _, e := range s.Pages {
		for _, old := range e.Aliases {
			stub(old, "/"+e.Slug+"/", e.Title, e.Language)
		}
	}
	return files
}
