package render

import (
	"cmp"
	"encoding/xml"
	"slices"
	"strings"

	"dossier/internal/index"
	"dossier/internal/index/search"
	"dossier/internal/resolve/passages"
)

// SearchDocs lists what the search finds, in the order of equal results: names most
// often mentioned first, articles newest first. notes are the passages of what authors
// write on entities, by address.
func (s *Site) SearchDocs(notes map[string][]passages.Passage) []search.Doc {
	var docs []search.Doc
	x := s.Index
	for _, e := range mostMentioned(x.Entities) {
		d := search.Doc{Kind: search.Entity, Address: e.Path, Title: s.smart(e.Name, ""), About: s.smart(e.Description, ""), Type: e.Type, Text: notes[e.Path]}
		for _, a := range e.Aliases {
			d.Names = append(d.Names, a.Text)
		}
		docs = append(docs, d)
	}
	for _, a := range x.Articles {
		d := search.Doc{Kind: search.Article, Address: a.Path, Title: s.smart(a.Entry.Title, a.Entry.Language), Date: a.Entry.Date, Shown: s.date(a.Entry.Date)}
		if a.Entry.Language != s.Config.Language {
			d.Language = a.Entry.Language
		}
		for _, n := range a.Names {
			d.Entities = append(d.Entities, n.Entity.ID)
		}
		docs = append(docs, d)
	}
	for _, p := range listed(s.Pages) {
		docs = append(docs, search.Doc{Kind: search.Page, Address: "/" + p.Slug + "/", Title: p.Title})
	}
	pages := newCalendar(x.Events)
	for _, e := range x.Events {
		if e.Stated { // the others are sentences of articles
			docs = append(docs, s.searchEvent(e, pages))
		}
	}
	for _, site := range s.sourceSites() {
		for _, src := range site.sources {
			d := search.Doc{Kind: search.Source, Address: "/sources/#" + site.anchor(), Title: src.Title, About: src.URL}
			if d.Title == "" {
				d.Title, d.About = src.URL, ""
			}
			docs = append(docs, d)
		}
	}
	return docs
}

// mostMentioned sorts entities by how often they are mentioned.
func mostMentioned(list []*index.Entity) []*index.Entity {
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b *index.Entity) int { return cmp.Compare(len(b.Mentions), len(a.Mentions)) })
	return list
}

func (s *Site) searchEvent(e *index.Event, pages *calendar) search.Doc {
	d := search.Doc{Kind: search.Event, Address: pages.address(e), Title: s.smart(s.eventTitle(e), ""), About: s.smart(e.Note, ""), Date: e.Date, Shown: s.date(e.Date)}
	for _, n := range e.Entities {
		d.Entities = append(d.Entities, n.ID)
	}
	return d
}

// searchPage is the page that a question is asked on. Its list of results is filled by
// a script; without one it says where else to look.
func (s *Site) searchPage() []File {
	return []File{{folder("/search/"), func() (Content, error) {
		b := s.base("search", "/search/", s.say("search"), s.say("search_about", s.Config.Title))
		s.crumb(&b)
		b.describe(s.ofPage(b, "SearchResultsPage").with("isPartOf", s.website()))
		type filter struct{ ID, Title string }
		var filters []filter
		for _, t := range s.Config.Types {
			filters = append(filters, filter{t.ID, t.Name})
		}
		return s.page(b, struct {
			Base
			Filters []filter
			Pages   []LinkView
		}{b, filters, b.Menu()})
	}}}
}

// SearchFiles are the files of the index, and what tells browsers of the search.
func (s *Site) SearchFiles() []File {
	files := make([]File, len(s.Search))
	for i, f := range s.Search {
		files[i] = File{"search/" + f.Name, func() (Content, error) { return Content{Data: f.Data, Raw: !f.Source}, nil }}
	}
	if s.Config.BaseURL != "" {
		files = append(files, File{"opensearch.xml", s.openSearch})
	}
	return files
}

// openSearch is the description by which a browser offers the search in its own bar
// (OpenSearch 1.1). It needs full addresses.
type openSearch struct {
	XMLName     xml.Name `xml:"http://a9.com/-/spec/opensearch/1.1/ OpenSearchDescription"`
	ShortName   string   `xml:"ShortName"`
	Description string   `xml:"Description"`
	Encoding    string   `xml:"InputEncoding"`
	URL         struct {
		Type     string `xml:"type,attr"`
		Template string `xml:"template,attr"`
	} `xml:"Url"`
}

// shortNameLength is what the standard allows.
const shortNameLength = 16

func (s *Site) openSearch() (Content, error) {
	d := openSearch{ShortName: s.Config.Title, Description: s.say("search_in", s.Config.Title), Encoding: "UTF-8"}
	if name := []rune(d.ShortName); len(name) > shortNameLength {
		d.ShortName = strings.TrimSpace(string(name[:shortNameLength]))
	}
	d.URL.Type, d.URL.Template = "text/html", s.Config.BaseURL+"search/?q={searchTerms}"
	return encode(d)
}
