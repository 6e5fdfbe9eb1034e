package render

import (
	"encoding/json"
	"fmt"
	"html/template"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"dossier/internal/config"
	"dossier/internal/edtf"
	"dossier/internal/export"
	"dossier/internal/index"
)

// How much of a page's facts its linked data repeats.
const (
	linkedAbout    = 5   // names that an article is about
	linkedMentions = 40  // further names
	linkedSources  = 100 // cited sources
	linkedArticles = 10  // articles on a name
	linkedEvents   = 100 // stated events
)

// node is a thing in JSON-LD with the vocabulary of schema.org.
type node = *object

// object is a few properties. Values are texts, whole numbers, nodes and lists of texts
// and nodes.
type object struct{ properties []property }

type property struct {
	key   string
	value any
}

// thing begins a node of a type.
func thing(kind string) node {
	return &object{append(make([]property, 0, 8), property{"@type", kind})}
}

// with sets a property, unless there is nothing to say.
func (n *object) with(key string, value any) node {
	switch v := value.(type) {
	case nil:
		return n
	case string:
		if v == "" {
			return n
		}
	case []string:
		if len(v) == 0 {
			return n
		}
	case []node:
		if len(v) == 0 {
			return n
		}
	case node:
		if v == nil {
			return n
		}
	}
	for i := range n.properties {
		if n.properties[i].key == key {
			n.properties[i].value = value
			return n
		}
	}
	n.properties = append(n.properties, property{key, value})
	return n
}

// append writes the node as JSON, its properties in the order of their names.
func (n *object) append(dst []byte) []byte {
	slices.SortFunc(n.properties, func(a, b property) int { return strings.Compare(a.key, b.key) })
	for i, p := range n.properties {
		dst = append(dst, "{,"[min(i, 1)])
		dst = append(appendScript(dst, p.key), ':')
		switch v := p.value.(type) {
		case string:
			dst = appendScript(dst, v)
		case int:
			dst = strconv.AppendInt(dst, int64(v), 10)
		case node:
			dst = v.append(dst)
		case []string:
			for i, text := range v {
				dst = appendScript(append(dst, "[,"[min(i, 1)]), text)
			}
			dst = append(dst, ']')
		case []node:
			for i, item := range v {
				dst = item.append(append(dst, "[,"[min(i, 1)]))
			}
			dst = append(dst, ']')
		default:
			panic(fmt.Sprintf("linked data of type %T", v))
		}
	}
	return append(dst, '}')
}

// appendScript writes a text as json.Marshal does: with <, > and & as escapes, so that no
// text can end the block it stands in or begin a comment there.
func appendScript(dst []byte, s string) []byte {
	for i := range len(s) {
		c := s[i]
		if c < ' ' || c >= 0x7f || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&' {
			data, err := json.Marshal(s)
			if err != nil {
				panic(err) // cannot happen: every string can be written
			}
			return append(dst, data...)
		}
	}
	return append(append(append(dst, '"'), s...), '"')
}

// describe says in linked data what the page is.
func (b *Base) describe(n node) { b.things = append(b.things, n) }

// Linked is the page's linked data: what it is and the way to it, each in a data block.
func (b Base) Linked() template.HTML {
	var out []byte
	for _, n := range append(b.things[:len(b.things):len(b.things)], b.breadcrumbs()) {
		if n == nil {
			continue
		}
		out = append(out, `<script type="application/ld+json">`...)
		out = n.with("@context", "https://schema.org").append(out)
		out = append(out, "</script>"...)
	}
	return b.Slot(string(out))
}

// breadcrumbs are the way to the page; their addresses must be absolute.
func (b Base) breadcrumbs() node {
	here, err := url.Parse(b.Canonical())
	if err != nil || b.Canonical() == "" || len(b.Crumbs) == 0 {
		return nil
	}
	var items []node
	add := func(name, address string) {
		items = append(items, thing("ListItem").with("position", len(items)+1).with("name", name).with("item", address))
	}
	for _, c := range b.Crumbs {
		if u, err := here.Parse(c.Address); err == nil {
			add(c.Title, u.String())
		}
	}
	add(b.Heading, here.String())
	return thing("BreadcrumbList").with("itemListElement", items)
}

// url is the full address of a path of the site, "" when base_url is not known.
func (s *Site) url(path string) string {
	if s.Config.BaseURL == "" {
		return ""
	}
	return s.Config.BaseURL + path[1:]
}

// ofPage begins the node of a page: what every kind of page says of itself.
func (s *Site) ofPage(b Base, kind string) node {
	n := thing(kind).with("@id", b.Canonical()).with("url", b.Canonical()).with("name", b.Heading).with("description", b.Description).
		with("inLanguage", b.Language)
	if b.Card != nil {
		n.with("image", b.Card.Address)
	}
	return n
}

// website is the dossier as a whole.
func (s *Site) website() node {
	return thing("WebSite").with("@id", s.url("/")).with("url", s.url("/")).with("name", s.Config.Title)
}

func (s *Site) publisher() node {
	if len(s.Config.Authors) == 1 {
		return s.person(s.Config.Authors[0])
	}
	return thing("Organization").with("name", s.Config.Title).with("url", s.url("/"))
}

// describeCollection says that a page lists things.
func (s *Site) describeCollection(b *Base) {
	b.describe(s.ofPage(*b, "CollectionPage").with("isPartOf", s.website()))
}

func (s *Site) describeHome(b *Base) {
	n := s.ofPage(*b, "WebSite").with("license", s.Config.License).with("publisher", s.publisher())
	if s.Config.BaseURL != "" {
		n.with("potentialAction", thing("SearchAction").with("query-input", "required name=search_term_string").
			with("target", thing("EntryPoint").with("urlTemplate", s.url("/search/")+"?q={search_term_string}")))
	}
	b.describe(n)
}

// schemaTypes are schema.org's names of the built-in types of entities. What has none
// there is a Thing whose additionalType says what it is.
var schemaTypes = map[string]string{
	"person": "Person", "place": "Place", "organisation": "Organization", "state-body": "GovernmentOrganization",
	"media": "NewsMediaOrganization", "document": "CreativeWork", "event": "Event", "infrastructure": "Place",
}

// precise are the built-in types that schema.org's say in full.
var precise = map[string]bool{"person": true, "place": true, "organisation": true, "state-body": true, "media": true, "event": true, config.Concept: true}

// identity are sites whose pages stand for the thing itself, so that a link to one says
// who is meant.
var identity = []string{"wikidata.org", "wikipedia.org", "viaf.org", "orcid.org", "isni.org", "d-nb.info", "id.loc.gov", "geonames.org", "ror.org", "openstreetmap.org", "britannica.com", "imdb.com"}

func isIdentity(address string) bool {
	h := host(address)
	return slices.ContainsFunc(identity, func(site string) bool { return h == site || strings.HasSuffix(h, "."+site) })
}

// named is an entity as other pages speak of it.
func (s *Site) named(e *index.Entity) node {
	kind := schemaTypes[e.Kind.ID]
	if kind == "" {
		kind = "Thing"
	}
	n := thing(kind).with("name", e.Name).with("@id", s.url(e.Path)).with("sameAs", sameAs(e))
	if !precise[e.Kind.ID] {
		n.with("additionalType", e.Kind.Name)
	}
	return n
}

func sameAs(e *index.Entity) []string {
	var list []string
	if e.Wikidata != "" {
		list = append(list, "https://www.wikidata.org/entity/"+e.Wikidata)
	}
	for _, l := range e.Links {
		if isIdentity(l) {
			list = append(list, l)
		}
	}
	return list
}

func (s *Site) describeEntity(b *Base, e *index.Entity) {
	n := s.named(e).with("url", b.Canonical()).with("description", e.Description).with("mainEntityOfPage", b.Canonical())
	var other []string
	for _, a := range e.Aliases {
		if !a.Hidden {
			other = append(other, a.Text)
		}
	}
	n.with("alternateName", other)
	if b.Card != nil {
		n.with("image", b.Card.Address)
	}
	var about []node
	title := ""
	for _, m := range slices.Backward(e.Mentions) {
		a := m.Article
		if len(about) > 0 && title == a.Entry.Title {
			continue
		}
		if len(about) == linkedArticles {
			break
		}
		title = a.Entry.Title
		about = append(about, thing("Article").with("headline", title).with("url", s.url(a.Path)).with("datePublished", a.Entry.Date.ISO()))
	}
	for _, l := range e.Links {
		if !isIdentity(l) {
			about = append(about, thing("WebPage").with("url", l))
		}
	}
	b.describe(n.with("subjectOf", about))
}

// person is an author: whom the index knows, else a name alone.
func (s *Site) person(name string) node {
	if e := s.people[strings.ToLower(name)]; e != nil {
		return s.named(e).with("url", s.url(e.Path))
	}
	return thing("Person").with("name", name)
}

func (s *Site) describeArticle(b *Base, a *index.Article) {
	kind := "Article"
	cited, scholarly := s.cited(a)
	if scholarly {
		kind = "ScholarlyArticle"
	}
	e := a.Entry
	n := s.ofPage(*b, kind).with("headline", e.Title).with("mainEntityOfPage", b.Canonical()).with("inLanguage", e.Language).
		with("datePublished", e.Date.ISO()).with("wordCount", a.Words).with("keywords", e.Tags).with("isBasedOn", e.Source).
		with("publisher", s.publisher()).with("isPartOf", s.website()).with("citation", cited)
	if e.Rights != "" { // the site's terms do not hold for it
		n.with("copyrightNotice", e.Rights)
	} else {
		n.with("license", s.Config.License)
	}
	if len(e.Corrections) > 0 {
		var list []node
		for _, c := range e.Corrections {
			list = append(list, thing("CorrectionComment").with("text", c.Text).with("datePublished", c.Date.ISO()))
		}
		n.with("correction", list).with("dateModified", modified(e).ISO())
	}
	var authors []node
	for _, name := range e.Authors {
		authors = append(authors, s.person(name))
	}
	n.with("author", authors)
	var names []node
	for _, name := range a.Names[:min(len(a.Names), linkedAbout+linkedMentions)] {
		names = append(names, s.named(name.Entity))
	}
	about := min(len(names), linkedAbout)
	b.describe(n.with("about", names[:about]).with("mentions", names[about:]))
}

// cited are the sources of an article, each once; scholarly tells whether one of them is
// a work of the bibliography.
func (s *Site) cited(a *index.Article) (list []node, scholarly bool) {
	seen := map[*index.Source]bool{}
	for _, src := range a.Sources {
		if src == nil || seen[src] {
			continue
		}
		seen[src] = true
		scholarly = scholarly || src.Work != nil
		if len(list) < linkedSources {
			list = append(list, citedWork(src))
		}
	}
	return list, scholarly
}

// workTypes are schema.org's names of CSL's types.
var workTypes = map[string]string{
	"article-journal": "ScholarlyArticle", "article-newspaper": "NewsArticle", "article-magazine": "Article", "book": "Book", "chapter": "Chapter",
	"report": "Report", "thesis": "Thesis", "webpage": "WebPage", "paper-conference": "ScholarlyArticle",
}

func citedWork(src *index.Source) node {
	w := src.Work
	if w == nil {
		name := src.Title
		if name == "" {
			name = src.URL
		}
		return thing("WebPage").with("name", name).with("url", src.URL)
	}
	kind := workTypes[w.Type]
	if kind == "" {
		kind = "CreativeWork"
	}
	n := thing(kind).with("name", w.Title).with("url", src.URL).with("datePublished", w.Date).with("isbn", w.ISBN)
	if w.DOI != "" {
		n.with("identifier", "https://doi.org/"+w.DOI)
	}
	var authors []node
	for _, a := range w.Authors {
		if a.Given == "" {
			authors = append(authors, thing("Organization").with("name", a.Family))
		} else {
			authors = append(authors, thing("Person").with("name", a.String()).with("familyName", a.Family).with("givenName", a.Given))
		}
	}
	return n.with("author", authors)
}

// describeTimeline says which time a timeline covers and what the editors state.
func (s *Site) describeTimeline(b *Base, events []*index.Event) {
	n := s.ofPage(*b, "CollectionPage").with("isPartOf", s.website()).with("temporalCoverage", coverage(events))
	var list []node
	for _, e := range stated(events) {
		if len(list) == linkedEvents {
			break
		}
		list = append(list, s.happened(b, e))
	}
	b.describe(n.with("about", list))
}

// happened is an event of the timeline. startDate takes days and years of the calendar
// alone, so it is the first day that the date may mean.
func (s *Site) happened(b *Base, e *index.Event) node {
	n := thing("Event").with("name", e.Title).with("description", e.Note)
	if b.Canonical() != "" {
		n.with("url", b.Canonical()+"#"+e.ID)
	}
	first, last := e.Date.Bounds()
	if iso := e.Date.ISO(); iso != "" {
		return n.with("startDate", iso)
	}
	return n.with("startDate", isoDay(first)).with("endDate", isoDay(last))
}

func isoDay(d edtf.Day) string {
	if d.IsOpen() || d.Year < 1 || d.Year > 9999 {
		return ""
	}
	return d.String()
}

// coverage is the time from the first event to the last, as ISO 8601 writes intervals.
func coverage(events []*index.Event) string {
	from, to := extent(events)
	if isoDay(from) == "" || isoDay(to) == "" {
		return ""
	}
	return isoDay(from) + "/" + isoDay(to)
}

// extent is the first and the last known day of some events; both are open where there
// is none.
func extent(events []*index.Event) (from, to edtf.Day) {
	from, to = edtf.DistantFuture, edtf.DistantPast
	for _, e := range events {
		first, last := e.Date.Bounds()
		if !first.IsOpen() && first.Before(from) {
			from = first
		}
		if !last.IsOpen() && to.Before(last) {
			to = last
		}
	}
	return from, to
}

// describeData lists the files of data for those who look for data sets.
func (s *Site) describeData(b *Base) {
	n := s.ofPage(*b, "Dataset").with("name", s.Config.Title).with("license", s.Config.License).with("creator", s.publisher()).
		with("isPartOf", s.website()).with("temporalCoverage", coverage(s.Index.Events))
	var files []node
	if s.Config.BaseURL != "" {
		for _, f := range export.Table {
			files = append(files, thing("DataDownload").with("name", f.Name).with("description", f.About).
				with("encodingFormat", f.Media).with("contentUrl", s.url("/"+export.Folder+"/"+f.Name)))
		}
	}
	b.describe(n.with("distribution", files))
}
