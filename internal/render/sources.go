package render

import (
	"net/url"
	"strconv"
	"strings"

	"dossier/internal/index"
	"dossier/internal/record"
	"dossier/internal/render/body"
	"dossier/internal/resolve/citations"
	"dossier/internal/slug"
)

// SourceView is one cited work or page elsewhere.
type SourceView struct {
	URL, Title, Site string
	Full             string // HTML of the whole reference, "" where only the address is known
	Archived         string // address of an archived copy
	COinS            string // the same for reference managers (OpenURL in a title attribute)
	Of               []LinkView
	Cited            []QuoteView
}

// sourceSite is a run of sources of one site.
type sourceSite struct {
	name    string // "" for works without an address
	slug    string // names its page and its group in the register
	sources []*index.Source
}

func (s *Site) sourceSites() []sourceSite {
	var sites []sourceSite
	taken := map[string]bool{}
	for _, src := range s.Index.Sources {
		if k := len(sites); k == 0 || sites[k-1].name != src.Site {
			sites = append(sites, sourceSite{name: src.Site, slug: siteSlug(src.Site, taken)})
		}
		last := &sites[len(sites)-1]
		last.sources = append(last.sources, src)
	}
	return sites
}

// siteSlug names a site that no other site is named like: a.example and a-example would
// be, and a name of signs alone makes none.
func siteSlug(name string, taken map[string]bool) string {
	base := slug.Make(name)
	if base == "" {
		base = "none"
		if name != "" {
			base = "site"
		}
	}
	s := base
	for n := 2; taken[s]; n++ {
		s = base + "-" + strconv.Itoa(n)
	}
	taken[s] = true
	return s
}

// address is the page of a cited site, "" for one whose page would say nothing that its
// group in the register does not: a list of a thousand links need not make as many pages.
func (x sourceSite) address() string {
	cited := 0
	for _, src := range x.sources {
		cited += len(src.Cited) + len(src.Of)
	}
	if x.name == "" || cited < 2 {
		return ""
	}
	return "/sources/" + x.slug + "/"
}

// anchor is the group of a site in the register.
func (x sourceSite) anchor() string { return "site-" + x.slug }

// registerLength is how many sources the register itself lists. Of more it names the
// sites, whose pages have them.
const registerLength = 500

// siteLength is how many sources of a site one page lists; more go on to the next.
const siteLength = 200

const registerPath = "/sources/"

// sourcePages are the register of all sources and a page for each site that is cited
// more than once, or several where it has many sources.
func (s *Site) sourcePages() []File {
	sites := s.sourceSites()
	files := []File{{folder(registerPath), func() (Content, error) {
		n := s.say("count_sources", len(s.Index.Sources))
		b := s.base("sources", registerPath, s.say("sources"), s.say("sources_about", s.Config.Title, n))
		s.crumb(&b)
		return s.sourcePage(b, s.say("sources_on", n, s.say("count_sites", len(sites))), sites, nil)
	}}}
	s.shows(folder(registerPath), func(d shown) { s.sourcesShow(d, sites) })
	for _, site := range sites {
		address := site.address()
		if address == "" {
			continue
		}
		files = append(files, s.sitePages(address, site)...)
	}
	return files
}

// sitePages are the sources of one site.
func (s *Site) sitePages(address string, site sourceSite) []File {
	var files []File
	paths := []string{address}
	for n := 2; (n-1)*siteLength < len(site.sources); n++ {
		paths = append(paths, address+strconv.Itoa(n)+"/")
	}
	for i, path := range paths {
		part := sourceSite{site.name, site.slug, site.sources[i*siteLength : min((i+1)*siteLength, len(site.sources))]}
		s.shows(folder(path), func(d shown) {
			d.text(paths...)
			d.number(len(site.sources))
			s.sourcesShow(d, []sourceSite{part})
		})
		files = append(files, File{folder(path), func() (Content, error) {
			n := s.say("count_sources", len(site.sources))
			heading, about := s.say("sources_of", site.name), s.say("sources_about_site", site.name, s.Config.Title, n)
			if i > 0 {
				heading, about = s.say("nth_page", heading, strconv.Itoa(i+1)), s.say("nth_page", about, strconv.Itoa(i+1))
			}
			b := s.base("sources", path, heading, about)
			s.crumb(&b, [2]string{registerPath, s.say("sources")})
			if i > 0 {
				b.Crumbs = append(b.Crumbs, LinkView{Address: b.To(address), Title: site.name})
			}
			return s.sourcePage(b, n, []sourceSite{part}, partLinks(b, paths))
		}})
	}
	return files
}

// sourcePage lists sources by their sites. The register leads to the pages of sites, and
// lists no more than it can hold.
func (s *Site) sourcePage(b Base, intro string, sites []sourceSite, parts []LinkView) (Content, error) {
	s.describeCollection(&b)
	var groups []GroupView
	for _, site := range sites {
		g := GroupView{ID: site.anchor(), Title: site.name}
		if site.name == "" {
			g.Title = s.say("sources_elsewhere")
		} else if address := site.address(); address != "" && b.Path == registerPath {
			g.Address = b.To(address)
		}
		if g.Address != "" && len(s.Index.Sources) > registerLength {
			g.Count = len(site.sources)
		} else {
			for _, src := range site.sources {
				g.Sources = append(g.Sources, s.source(b, src))
			}
		}
		groups = append(groups, g)
	}
	return s.page(b, struct {
		Base
		Intro  string
		Groups []GroupView
		Parts  []LinkView
	}{b, intro, groups, parts})
}

// sourceName is what a source is called: the reference to a work, else the words of a
// link, else nothing but the address.
func (s *Site) sourceName(b Base, src *index.Source) SourceView {
	v := SourceView{URL: src.URL, Title: src.Title, Site: src.Site}
	if src.Work != nil {
		v.Full = body.Inline(citations.Entry(src.Work, s.words.Works()), body.Options{Root: b.Root})
	}
	return v
}

func (s *Site) source(b Base, src *index.Source) SourceView {
	v := s.sourceName(b, src)
	v.Archived, v.COinS = src.Archived, coins(src)
	for _, a := range src.Of {
		v.Of = append(v.Of, LinkView{Address: b.To(a.Path), Title: a.Entry.Title})
	}
	for _, c := range src.Cited {
		q := QuoteView{Address: b.To(c.Article.Path + "#notes"), Article: c.Article.Entry.Title}
		if c.Sentence >= 0 {
			q = s.quote(b, index.Ref{Article: c.Article, Sentence: c.Sentence})
		}
		if c.Note > 0 {
			q.Where = s.where(record.Sentence{Locator: record.InNote, Note: c.Note})
		}
		v.Cited = append(v.Cited, q)
	}
	return v
}

// coins describes a source in the way that reference managers pick up from a page:
// an OpenURL context object (ANSI/NISO Z39.88-2004) as the title of an empty element.
func coins(src *index.Source) string {
	q := url.Values{}
	set := func(key, value string) {
		if value != "" {
			q.Set(key, value)
		}
	}
	set("ctx_ver", "Z39.88-2004")
	set("rft_id", src.URL)
	w := src.Work
	switch {
	case w == nil:
		set("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc")
		set("rft.type", "webpage")
		set("rft.title", src.Title)
		if src.Title == "" {
			set("rft.title", src.URL)
		}
		set("rft.identifier", src.URL)
		return q.Encode()
	case w.Type == "article-journal":
		set("rft_val_fmt", "info:ofi/fmt:kev:mtx:journal")
		set("rft.genre", "article")
		set("rft.atitle", w.Title)
		set("rft.jtitle", w.Container)
		set("rft.volume", w.Volume)
		set("rft.issue", w.Issue)
	case w.Type == "book":
		set("rft_val_fmt", "info:ofi/fmt:kev:mtx:book")
		set("rft.genre", "book")
		set("rft.btitle", w.Title)
		set("rft.isbn", w.ISBN)
		set("rft.place", w.Place)
		set("rft.pub", w.Publisher)
	case w.Type == "chapter" || w.Type == "paper-conference":
		set("rft_val_fmt", "info:ofi/fmt:kev:mtx:book")
		set("rft.genre", "bookitem")
		set("rft.atitle", w.Title)
		set("rft.btitle", w.Container)
	default:
		set("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc")
		set("rft.type", "webpage")
		set("rft.title", w.Title)
		set("rft.source", w.Container)
		set("rft.identifier", src.URL)
	}
	set("rft.date", w.Date)
	set("rft.pages", w.Pages)
	if w.DOI != "" {
		q.Add("rft_id", "info:doi/"+w.DOI)
	}
	for i, n := range w.Authors {
		if i == 0 && n.Given != "" {
			set("rft.aulast", n.Family)
			set("rft.aufirst", n.Given)
		}
		q.Add("rft.au", strings.TrimSpace(n.Given+" "+n.Family))
	}
	return q.Encode()
}

// TermView is an entry of the subject index.
type TermView struct {
	Item   string
	Places []TermPlace
	Subs   []TermView
}

// TermPlace is a place of an index term.
type TermPlace struct {
	QuoteView
	Main bool // the main place of the item
}

func (s *Site) terms(b Base, list []*index.Term) []TermView {
	var views []TermView
	for _, t := range list {
		v := TermView{Item: t.Item, Subs: s.terms(b, t.Subs)}
		for _, r := range t.Refs {
			v.Places = append(v.Places, TermPlace{s.quote(b, r.Ref), r.Primary})
		}
		views = append(views, v)
	}
	return views
}
