package render

import (
	"strconv"

	"dossier/internal/edtf"
	"dossier/internal/index"
)

// MetaTag is one <meta> of a page's head that only some kinds of pages have: with a
// property it is one of the Open Graph, with a name one of Highwire's, which Zotero and
// Google Scholar read.
type MetaTag struct{ Property, Name, Content string }

// CardImage is the picture that stands for a page where links to it are shared.
type CardImage struct {
	Address string // absolute
	Alt     string
}

// articleTags describe an article to reference managers and sharing services.
func (s *Site) articleTags(b Base, a *index.Article) []MetaTag {
	var tags []MetaTag
	property := func(name, content string) {
		if content != "" {
			tags = append(tags, MetaTag{Property: name, Content: content})
		}
	}
	highwire := func(name, content string) {
		if content != "" {
			tags = append(tags, MetaTag{Name: "citation_" + name, Content: content})
		}
	}
	e := a.Entry
	if e.Date.Precision() == edtf.ToDay && !e.Date.IsRange() {
		property("article:published_time", e.Date.ISO())
	}
	if d := modified(e); d != e.Date && d.Precision() == edtf.ToDay {
		property("article:modified_time", d.ISO())
	}
	for _, tag := range e.Tags {
		property("article:tag", tag)
	}
	highwire("title", e.Title)
	for _, author := range s.authors(e.Authors) {
		if author.Family != "" {
			highwire("author", author.Family+", "+author.Given)
		} else {
			highwire("author", author.Name)
		}
	}
	highwire("publication_date", highwireDate(e.Date))
	highwire("journal_title", e.Publication)
	highwire("publisher", s.Config.Title)
	highwire("language", e.Language)
	highwire("public_url", b.Canonical())
	highwire("fulltext_html_url", b.Canonical())
	return tags
}

// highwireDate is a date as Google Scholar asks for it: 2010/5/12, or as much of it as
// is known. What spans more than one of these has the year it begins in.
func highwireDate(d edtf.Date) string {
	first, _ := d.Bounds()
	if d.IsZero() || first.IsOpen() || first.Year < 1 {
		return ""
	}
	text := strconv.Itoa(first.Year)
	if d.IsRange() || d.ISO() == "" {
		return text
	}
	if d.Precision() >= edtf.ToMonth {
		text += "/" + strconv.Itoa(first.Month)
	}
	if d.Precision() >= edtf.ToDay {
		text += "/" + strconv.Itoa(first.Day)
	}
	return text
}

// repeatedDescriptions are those that more than one page has. These say their title
// first, since a list of search results shows a description once.
func (s *Site) repeatedDescriptions() map[string]bool {
	count := map[string]int{s.siteDescription(): 1, s.say("index_about", s.Config.Title): 2} // the two forms of the index
	for _, e := range s.Index.Entities {
		count[s.aboutEntity(e)]++
	}
	for _, a := range s.everyArticle() {
		count[s.description(a)]++
	}
	for _, p := range s.Pages {
		count[s.aboutPage(p)]++
	}
	repeated := map[string]bool{}
	for text, n := range count {
		if n > 1 && text != "" {
			repeated[text] = true
		}
	}
	return repeated
}

// uniqueTitles gives pages whose headings are the same different titles, since a title
// is what a tab, a bookmark and a list of search results show. It returns those that
// differ from the heading, by address.
func (s *Site) uniqueTitles() map[string]string {
	taken, titles := map[string]bool{s.Config.Title: true}, map[string]string{}
	claim := func(address, heading string, more ...string) {
		title := heading
		for _, m := range more {
			if !taken[title] {
				break
			}
			if m != "" {
				title = heading + " (" + m + ")"
			}
		}
		for n := 2; taken[title]; n++ {
			title = heading + " (" + strconv.Itoa(n) + ")"
		}
		taken[title] = true
		if title != heading {
			titles[address] = title
		}
	}
	for _, f := range []struct{ address, word string }{
		{"/articles/", "articles"}, {"/entities/", "index_of_names"}, {"/timeline/", "timeline"}, {"/sources/", "sources"},
		{"/tags/", "tags"}, {"/data/", "data"}, {"/changes/", "changes"}, {"/search/", "search"}, {printPath, "print"}, {azPath, "index_az"}, {"", "not_found"},
	} {
		claim(f.address, s.say(f.word))
	}
	for _, y := range s.calendar.years {
		claim(y.path(), s.say("timeline_year", s.yearTitle(y)))
		for _, p := range y.parts {
			claim(p.path, s.say("timeline_year", s.partTitle(y, p)))
		}
	}
	for _, site := range s.sourceSites() {
		if address := site.address(); address != "" {
			claim(address, s.say("sources_of", site.name))
		}
	}
	for _, h := range s.Index.Homonyms { // before the names themselves, which have a type to say
		claim(h.Path, h.Text)
	}
	for _, p := range s.Pages {
		claim("/"+p.Slug+"/", p.Title, p.Slug)
	}
	for _, e := range s.Index.Entities {
		claim(e.Path, e.Name, e.Kind.Name, e.ID)
	}
	for _, a := range s.everyArticle() {
		claim(a.Path, a.Entry.Title, s.date(a.Entry.Date), a.Entry.Slug)
	}
	for _, t := range s.Index.Tags {
		claim("/tags/"+t.Slug+"/", s.say("tagged", t.Name), t.Slug)
	}
	return titles
}
