package render

import (
	"cmp"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	"dossier/internal/edtf"
	"dossier/internal/index"
	"dossier/internal/record"
	"dossier/internal/render/body"
)

const (
	homeArticles = 6 // newest articles on the home page
	homeNames    = 6 // entities of each type on the home page
	homeEvents   = 6 // stated events on the home page
)

func (s *Site) crumb(b *Base, addresses ...[2]string) {
	b.Crumbs = []LinkView{{Address: b.To("/"), Title: s.say("home")}}
	for _, a := range addresses {
		b.Crumbs = append(b.Crumbs, LinkView{Address: b.To(a[0]), Title: a[1]})
	}
}

func (s *Site) home() []File {
	return []File{{"index.html", func() (Content, error) {
		b := s.base("home", "/", s.Config.Title, s.siteDescription())
		s.describeHome(&b)
		x := s.Index
		return s.page(b, struct {
			Base
			Articles []CardView
			Groups   []GroupView
			Chart    *ChartView
			Events   []EventView
			Count    struct{ Articles, Entities, Events int }
			Cite     Citation
		}{b, s.cards(b, x.Articles[:min(len(x.Articles), homeArticles)]), s.byType(b, s.mostNamed(), homeNames),
			s.density(b, x.Events, false), s.homeEvents(b), struct{ Articles, Entities, Events int }{len(x.Articles), len(x.Entities), len(x.Events)},
			s.citation(b, s.authors(s.Config.Authors), edtf.Date{})})
	}}}
}

// homeEvents are the latest of the stated events, of all events where none is stated.
func (s *Site) homeEvents(b Base) []EventView {
	list := stated(s.Index.Events)
	if len(list) == 0 {
		list = s.Index.Events
	}
	return s.events(b, list[max(0, len(list)-homeEvents):])
}

func stated(events []*index.Event) []*index.Event {
	var list []*index.Event
	for _, e := range events {
		if e.Stated {
			list = append(list, e)
		}
	}
	return list
}

// citation is how a reader cites the page of b. The home page stands for the dossier.
func (s *Site) citation(b Base, authors []Author, date edtf.Date) Citation {
	c := Citation{ID: path.Base(b.Path), Authors: authors, Title: b.Heading, Site: s.Config.Title, Date: date, URL: b.Canonical(), Language: b.Language, words: s.words}
	if b.Kind == "home" {
		c.ID, c.Site = "dossier", ""
	}
	return c
}

// authors finds the parts of names that the index knows as people.
func (s *Site) authors(names []string) []Author {
	var list []Author
	for _, name := range names {
		a := Author{Name: name}
		if e := s.people[strings.ToLower(name)]; e != nil && e.Kind.ID == "person" {
			a.Family, a.Given, _ = strings.Cut(e.SortName, ", ")
			if a.Given == "" {
				a.Family = ""
			}
		}
		list = append(list, a)
	}
	return list
}

func (s *Site) siteDescription() string {
	if s.Config.Description != "" {
		return s.Config.Description
	}
	x := s.Index
	return s.Config.Title + ": " + s.say("count_articles", len(x.Articles)) + ", " + s.say("count_names", len(x.Entities)) + ", " + s.say("count_events", len(x.Events))
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
	shows := func(d shown, p ListPage) {
		s.listShows(d, p, len(s.Index.Articles))
		if p.number == 1 {
			s.tagsShow(d)
		}
	}
	return s.listFiles("/articles/", s.Index.Articles, shows, func(p ListPage) (Content, error) {
		b := s.base("articles", p.path, p.heading(s, s.say("articles")), p.heading(s, s.say("articles_of", s.say("all_articles", len(s.Index.Articles)), s.Config.Title)))
		s.crumb(&b)
		s.describeCollection(&b)
		if p.number == 1 {
			p.Tags = s.tagViews(b)
		}
		return s.list(b, p)
	})
}

// listLength is how many articles one page of a list holds.
const listLength = 200

// ListPage is one of the pages that a list of articles goes over.
type ListPage struct {
	Base
	Years    []CardYear
	Tags     []TagView
	Parts    []LinkView
	number   int // 1-based
	path     string
	paths    []string // of all pages
	articles []*index.Article
}

// heading names the page or says what is on it, with its number from the second on.
func (p ListPage) heading(s *Site, title string) string {
	if p.number == 1 {
		return title
	}
	return s.say("nth_page", title, strconv.Itoa(p.number))
}

// listFiles cuts a list of articles into pages. The first is at the address itself, the
// others below it, where no article can be.
func (s *Site) listFiles(address string, list []*index.Article, shows func(shown, ListPage), page func(ListPage) (Content, error)) []File {
	pages := []ListPage{{number: 1, path: address, articles: list[:min(len(list), listLength)]}}
	paths := []string{address}
	for rest := list[len(pages[0].articles):]; len(rest) > 0; rest = rest[min(len(rest), listLength):] {
		n := len(pages) + 1
		path := address + "page/" + strconv.Itoa(n) + "/"
		pages = append(pages, ListPage{number: n, path: path, articles: rest[:min(len(rest), listLength)]})
		paths = append(paths, path)
	}
	var files []File
	for _, p := range pages {
		p.paths = paths
		files = append(files, File{folder(p.path), func() (Content, error) { return page(p) }})
		s.shows(folder(p.path), func(d shown) { shows(d, p) })
	}
	return files
}

// list makes a page of a list, with the ways to the others.
func (s *Site) list(b Base, p ListPage) (Content, error) {
	p.Base, p.Years, p.Parts = b, s.cardYears(b, p.articles), partLinks(b, p.paths)
	return s.page(b, p)
}

// partLinks lead to the pages that something goes over, when there are several.
func partLinks(b Base, paths []string) []LinkView {
	if len(paths) == 1 {
		return nil
	}
	var links []LinkView
	for i, path := range paths {
		link := LinkView{Address: b.To(path), Title: strconv.Itoa(i + 1)}
		if path == b.Path {
			link.Current = "page"
		}
		links = append(links, link)
	}
	return links
}

func (s *Site) tagList() []File {
	if len(s.Index.Tags) == 0 {
		return nil
	}
	return []File{{folder("/tags/"), func() (Content, error) {
		b := s.base("tags", "/tags/", s.say("tags"), s.say("tags_of", s.Config.Title))
		s.crumb(&b, [2]string{"/articles/", s.say("articles")})
		s.describeCollection(&b)
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
		shows := func(d shown, p ListPage) {
			d.text(t.Name)
			s.listShows(d, p, len(t.Articles))
		}
		files = append(files, s.listFiles(address, t.Articles, shows, func(p ListPage) (Content, error) {
			b := s.base("tag", p.path, p.heading(s, s.say("tagged", t.Name)), p.heading(s, s.say("tagged_in", t.Name, s.Config.Title, s.say("count_articles", len(t.Articles)))))
			s.crumb(&b, [2]string{"/articles/", s.say("articles")}, [2]string{"/tags/", s.say("tags")})
			s.feed(&b, address+feedFile, s.say("tagged", t.Name))
			s.describeCollection(&b)
			return s.list(b, p)
		})...)
	}
	return files
}

// aboutPage is what the author says of a page, else how it begins.
func (s *Site) aboutPage(e *record.Entry) string {
	return cmp.Or(e.Description, s.Texts.Lead("/"+e.Slug+"/"))
}

func (s *Site) pages() []File {
	var files []File
	for _, e := range s.Pages {
		address := "/" + e.Slug + "/"
		files = append(files, File{folder(address), func() (Content, error) {
			text := s.whole(address)
			b := s.base("page", address, e.Title, s.aboutPage(e))
			b.Class = sideNotes(text.Body, text.Notes)
			b.describe(s.ofPage(b, "WebPage").with("inLanguage", e.Language).with("isPartOf", s.website()))
			return s.page(b, struct {
				Base
				Text        TextView
				Body        string
				Notes       []NoteItem
				Loose       []body.NoteView
				Works       []body.NoteView
				Cite        Citation
				Corrections []CorrectionView
				Notice      *NoticeView
			}{b, s.text(e.Language), text.Body, noteItems(text.Notes), text.Loose, text.Works, s.citation(b, s.authors(e.Authors), e.Date), s.corrections(e), s.notice(e)})
		}})
	}
	return files
}

// notFound is 404.html. The server shows it at any depth, so its links begin at
// the root of the host where base_url is known.
func (s *Site) notFound() []File {
	return []File{{"404.html", func() (Content, error) {
		b := s.base("notfound", "/", s.say("not_found"), s.say("not_found_text"))
		b.Path, b.Feeds, b.Card = "", nil, nil
		b.Root = rootPath(s.Config.BaseURL)
		return s.page(b, struct{ Base }{b})
	}}}
}

// rootPath is the part of base_url behind the host, so that a page served at any depth
// finds its style sheet on whichever host the site is tried out.
func rootPath(baseURL string) string {
	u, err := url.Parse(baseURL)
	if err != nil {
		return ""
	}
	return u.Path
}
