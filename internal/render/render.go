// Package render turns the index and the articles' bodies into the files of a site.
//
// Plan lists every file without writing any; each makes itself when its turn comes,
// from read-only data, so the order and number of workers do not matter. A kind of
// page is one row in the table of kinds, one template and one function that fills it.
package render

import (
	"bytes"
	"cmp"
	"html/template"
	"io"
	"path"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"dossier/internal/config"
	"dossier/internal/edtf"
	"dossier/internal/index"
	"dossier/internal/index/search"
	"dossier/internal/record"
	"dossier/internal/render/body"
	"dossier/internal/render/pictures"
)

// Text is what the pages show of one article or page: HTML of its body and notes, and
// the sentences that an index quotes.
type Text struct {
	Body   string
	Notes  []body.NoteView
	Loose  []body.NoteView
	Works  []body.NoteView // the works it cites, as a bibliography
	Quotes []string        // parallel to Record.Sentences
	Titles []string        // parallel to Record.Dates: what is said of each
}

// Texts hands out texts by path of the site, nil where there is none. Pages ask for them
// when they are made, many at once: a site has far more text than memory. Whole has
// everything but quotes and titles, which Quoted has: they are asked for far more often. Lead is the
// first words, Digest a hash of the text, its record and its entry, Face one of the entry
// alone; they are "" where there is none.
type Texts interface {
	Whole(address string) *Text
	Quoted(address string) *Text
	Lead(address string) string
	Digest(address string) string
	Face(address string) string
}

// sentence is the text of a sentence that an index leads to.
func (s *Site) sentence(r index.Ref) string {
	return s.Texts.Quoted(r.Article.Path).Quotes[r.Sentence]
}

// Site is everything that pages are made from. It is read-only while pages are made.
type Site struct {
	Config    *config.Config
	Index     *index.Index
	Pages     []*record.Entry // content/pages
	Texts     Texts
	Media     map[string]string            // path below the output -> source file
	Pictures  map[string]pictures.Info     // of those files that are pictures
	Static    map[string]string            // project's own static files: path -> source file
	Search    []search.File                // the index of the search
	Published []string                     // addresses that were published once, sorted
	Read      func(string) ([]byte, error) // reads a source file
	Keep      Keeper                       // keeps costly results, nil for nobody
	templates map[string]*pageTemplate     // by kind
	own       map[string]string            // the project's own templates
	shown     map[string]func(shown)       // by path below the output, filled by Plan
	digests   func() *digests              // filled by Plan
	words     *Words
	calendar  *calendar                // filled by Plan
	cut       []atomic.Pointer[string] // titles of the events, see eventTitle
	lookup                             // filled by Plan
}

// Keeper returns what is kept under a key, else what make makes, which it may keep. The
// key names all that the result depends on.
type Keeper func(key string, make func() ([]byte, error)) ([]byte, error)

// lookup finds things of the index by what an article writes. It is made once, before
// any page.
type lookup struct {
	people map[string]*index.Entity // by name and alias, in lower case
	tags   map[string]*index.Tag    // by slug
	titles map[string]string        // by address, of pages that share their heading

	pictures map[string]*CardImage // by address, "" for pages without one of their own
	unlisted map[string]bool       // addresses of pages that are in no list
	entries  map[*index.Article]func() feedEntry
	repeated map[string]bool // descriptions that several pages have
	dates    map[edtf.Date]DateView
}

func newLookup(x *index.Index) lookup {
	l := lookup{people: map[string]*index.Entity{}, tags: map[string]*index.Tag{}}
	add := func(name string, e *index.Entity) {
		if key := strings.ToLower(name); l.people[key] == nil {
			l.people[key] = e
		}
	}
	for _, e := range x.Entities {
		add(e.Name, e)
	}
	for _, e := range x.Entities {
		for _, a := range e.Aliases {
			add(a.Text, e)
		}
	}
	for _, t := range x.Tags {
		l.tags[t.Slug] = t
	}
	return l
}

// File is one file of the site, still to be made.
type File struct {
	Path string // below the output folder, with slashes
	Make func() (Content, error)
}

// Content is what a file holds: bytes, or what writes them, for a file that grows with the
// site and should not be in memory at once.
type Content struct {
	Data   []byte
	Stream func(io.Writer) error // nil where Data is all
	Raw    bool                  // it is not to be minified: it is minimal, or the author's
	buffer *[]byte               // what Data lies in, where it may be used again
}

// Free says that nobody looks at Data any more. It need not be called.
func (c Content) Free() {
	if c.buffer != nil {
		buffers.Put(c.buffer)
	}
}

// Bytes are the whole content.
func (c Content) Bytes() ([]byte, error) {
	if c.Stream == nil {
		return c.Data, nil
	}
	var out bytes.Buffer
	err := c.Stream(&out)
	return out.Bytes(), err
}

// Base is what every page's template sees.
type Base struct {
	Site        SiteView
	Kind        string
	Class       string // more classes of the body element
	Path        string // of the page: "/articles/a/"
	Language    string
	Heading     string // title of the page
	Description string
	Crumbs      []LinkView
	Feeds       []LinkView // the site's feed and the page's own; none without base_url
	Title       string     // the heading, or more where two pages have the same
	Meta        []MetaTag  // what the head says beside what all pages say
	Card        *CardImage // picture for sharing, nil without base_url
	NoIndex     bool       // search engines are asked to leave the page out
	things      []node     // what the page is, as linked data
	Root        string     // leads to the root of the site: "../../"
	base        string     // base_url, "" when not known
	menu        []config.Item
	sheet       *sheet // what a page for printing holds, nil for others
}

// SiteView is what the templates say about the site.
type SiteView struct {
	Title, Description, Authors, License string
	Logo                                 string // path of the site, "" for none
}

// LinkView is an address with its words.
type LinkView struct {
	Address string
	Title   string
	Current string // value of aria-current: "page" for this page, "true" for the part of the site it is in
}

// TextView is the language of a text, where it is not the site's; both are "" where
// it is.
type TextView struct{ Lang, Dir string }

func (s *Site) text(lang string) TextView {
	if lang == "" || strings.EqualFold(lang, s.Config.Language) {
		return TextView{}
	}
	return TextView{lang, direction(lang)}
}

// Direction is the way the site's language is written, "" for left to right.
func (b Base) Direction() string {
	if d := direction(b.Language); d != "ltr" {
		return d
	}
	return ""
}

// To makes a path of the site relative to this page, which may have what stands there
// itself.
func (b Base) To(address string) string {
	if id, here := b.sheet.to(address); here {
		return "#" + id
	}
	return b.toPage(address)
}

// place leads to a sentence.
func (b Base) place(r index.Ref) string {
	if b.sheet != nil {
		return b.To(r.Address())
	}
	return b.Root + r.Article.Path[1:] + "#" + r.Place().Anchor
}

// toPage is To for links that leave the page.
func (b Base) toPage(address string) string {
	if !strings.HasPrefix(address, "/") || strings.HasPrefix(address, "//") {
		return address
	}
	if rest := b.Root + address[1:]; rest != "" {
		return rest
	}
	return "./"
}

// Slot puts HTML that our own renderer wrote into the page. This is the only place
// where HTML is taken as such.
func (b Base) Slot(html string) template.HTML { return template.HTML(html) }

// Canonical is the page's full address, "" when base_url is not known.
func (b Base) Canonical() string {
	if b.base == "" || b.Path == "" {
		return ""
	}
	return b.base + b.Path[1:]
}

// OpenGraphType is what sharing services call this kind of page.
func (b Base) OpenGraphType() string {
	if b.Kind == "article" {
		return "article"
	}
	return "website"
}

// Menu is the site's navigation as this page links it.
func (b Base) Menu() []LinkView {
	var items []LinkView
	for _, it := range b.menu {
		item := LinkView{Address: b.toPage(it.Address), Title: it.Title}
		switch {
		case it.Address == b.Path:
			item.Current = "page"
		case it.Address != "/" && strings.HasPrefix(b.Path, it.Address):
			item.Current = "true"
		}
		items = append(items, item)
	}
	return items
}

// base fills what every page needs.
func (s *Site) base(kind, address, heading, description string) Base {
	c := s.Config
	b := Base{
		Site:     SiteView{c.Title, c.Description, strings.Join(c.Authors, ", "), c.License, logo(c.Theme)},
		Kind:     kind,
		Path:     address,
		Language: c.Language,
		Heading:  heading,
		Root:     strings.Repeat("../", strings.Count(strings.Trim(address, "/"), "/")+depth(address)),
		base:     c.BaseURL,
		menu:     s.menu(),
	}
	b.Card, b.NoIndex = s.picture(address), s.isUnlisted(address)
	b.Title = cmp.Or(s.titles[address], heading)
	b.Description = cmp.Or(description, heading+" · "+c.Title)
	if s.repeated[description] {
		b.Description = b.Title + ": " + description
	}
	s.feed(&b, siteFeed, c.Title)
	return b
}

// smart shows a text of an author with the quotation marks of its language, "" for the
// site's.
func (s *Site) smart(text, lang string) string {
	return body.Smart(text, cmp.Or(lang, s.Config.Language))
}

func logo(t config.Theme) string {
	if t.Logo == "" {
		return ""
	}
	return "/" + t.Logo
}

func depth(address string) int {
	if address == "/" {
		return 0
	}
	return 1
}

// menuWords are the words of the built-in menu.
var menuWords = map[string]string{"articles": "articles", "entities": "index", "timeline": "timeline", "sources": "sources"}

func (s *Site) menu() []config.Item {
	if s.Config.Navigation != nil {
		return s.Config.Navigation
	}
	var menu []config.Item
	for _, part := range []string{"articles", "entities", "timeline", "sources"} {
		menu = append(menu, config.Item{Title: s.say(menuWords[part]), Address: "/" + part + "/"})
	}
	for _, p := range listed(s.Pages) {
		menu = append(menu, config.Item{Title: p.Title, Address: "/" + p.Slug + "/"})
	}
	return menu
}

// kinds is the table of page kinds. Each plans its files; all of them are in the
// sitemap.
var kinds = []struct {
	name string
	plan func(*Site) []File
}{
	{"home", (*Site).home},
	{"articles", (*Site).articleList},
	{"article", (*Site).articles},
	{"received", (*Site).receivedPages},
	{"tags", (*Site).tagList},
	{"tag", (*Site).tagPages},
	{"page", (*Site).pages},
	{"entities", (*Site).entityList},
	{"az", (*Site).azPages},
	{"entity", (*Site).entityPages},
	{"homonym", (*Site).homonymPages},
	{"timeline", (*Site).timelinePages},
	{"sources", (*Site).sourcePages},
	{"search", (*Site).searchPage},
	{"data", (*Site).dataPage},
	{"changes", (*Site).changePages},
}

// Plan lists every file of the site.
func (s *Site) Plan() []File {
	s.lookup = newLookup(s.Index)
	s.calendar, s.dates = newCalendar(s.Index.Events), s.dateViews()
	s.cut = make([]atomic.Pointer[string], len(s.Index.Events))
	s.unlisted, s.repeated = s.unlistedPages(), s.repeatedDescriptions()
	s.entries = s.articleEntries()
	s.titles, s.pictures = s.uniqueTitles(), s.images()
	s.shown, s.digests = map[string]func(shown){}, sync.OnceValue(s.makeDigests)
	var pages []File
	for _, k := range kinds {
		pages = append(pages, k.plan(s)...)
	}
	// The index of the search is in memory until its files are made, so they come first.
	return slices.Concat(s.SearchFiles(), pages, s.notFound(), s.printFiles(), s.moved(pages), s.feeds(pages), s.dataFiles(), s.cardFiles(), s.pictureFiles(), s.assets())
}

// Revised says that articles at some addresses have other texts than when the files were
// planned, while all else is as it was. No file may be made meanwhile.
func (s *Site) Revised(addresses []string) {
	s.repeated = s.repeatedDescriptions()
	s.cut = make([]atomic.Pointer[string], len(s.Index.Events))
	for _, address := range addresses {
		if a := s.Index.Article(address); a != nil && s.entries[a] != nil {
			s.entries[a] = sync.OnceValue(func() feedEntry { return s.articleEntry(a) })
		}
	}
}

// folder is the file of a page at an address: "/articles/a/" -> "articles/a/index.html".
func folder(address string) string {
	return path.Join(strings.TrimPrefix(address, "/"), "index.html")
}
