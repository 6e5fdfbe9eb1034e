package intake

import (
	"encoding/json"
	"net/url"
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// readMeta takes what the page says about itself, from the most careful source to
// the least: JSON-LD, Highwire tags (which publishers of journals write), Open Graph,
// plain meta tags, the text itself.
func (p *page) readMeta() {
	facts := p.metaTags()
	p.jsonLD(facts)
	p.bodyFacts(facts)
	p.setBase(facts)
	meta := &p.article.Meta
	for _, f := range []struct {
		kind string
		at   *string
		keys []string
		read func(string) string
	}{
		{"title", &meta.Title, []string{"ld:headline", "citation_title", "og:title", "dc.title", "h1", "title"}, p.cleanTitle(facts)},
		{"author", &meta.Author, []string{"ld:author", "citation_author", "author", "dc.creator", "article:author", "byline"}, readAuthor},
		{"date", &meta.Date, []string{"ld:datePublished", "citation_publication_date", "citation_date", "article:published_time", "dc.date", "dc.date.issued", "date", "time"}, readDate},
		{"source", &meta.Source, []string{"canonical", "og:url"}, p.readAddress},
		{"publication", &meta.Publication, []string{"citation_journal_title", "ld:publisher", "og:site_name", "ld:isPartOf"}, oneLine},
		{"standfirst", &meta.Description, []string{"ld:description", "og:description", "description", "dc.description"}, oneLine},
	} {
		for _, key := range f.keys {
			received := strings.Join(facts[key], separator(facts[key]))
			value := f.read(received)
			if value == "" {
				continue
			}
			if *f.at == "" {
				*f.at = value
			}
			p.article.Log = append(p.article.Log, Entry{Kind: f.kind, Before: received, After: *f.at, Message: "from the page's " + key})
			break
		}
	}
}

// facts are the values that a page gives, by name.
type facts map[string][]string

func (f facts) add(key, value string) {
	if value = oneLine(value); value != "" && len(value) < 2000 {
		f[key] = append(f[key], value)
	}
}

// separator parts several values; names written "Lee, Ann" hold commas themselves.
func separator(values []string) string {
	for _, v := range values {
		if strings.Contains(v, ",") {
			return "; "
		}
	}
	return ", "
}

func oneLine(s string) string { return strings.Join(strings.Fields(visible(s)), " ") }

// metaTags reads <meta>, <link rel=canonical> and <title>. Only names that may
// stand several times keep more than their first value.
func (p *page) metaTags() facts {
	f := facts{}
	each(p.doc, func(e *html.Node) {
		switch e.DataAtom {
		case atom.Meta:
			key := strings.ToLower(firstOf(attr(e, "property"), attr(e, "name"), attr(e, "itemprop")))
			if key == "citation_author" || len(f[key]) == 0 {
				f.add(key, attr(e, "content"))
			}
		case atom.Link:
			if strings.EqualFold(attr(e, "rel"), "canonical") {
				f.add("canonical", attr(e, "href"))
			}
		case atom.Title:
			if len(f["title"]) == 0 && e.Namespace == "" {
				f.add("title", nodeText(e))
			}
		}
	})
	return f
}

// bodyFacts reads what the text says of itself: the first <h1>, a byline, the
// first <time> that is marked as the date of publication or stands alone.
func (p *page) bodyFacts(f facts) {
	h1, times := 0, 0
	each(p.doc, func(e *html.Node) {
		class := strings.ToLower(attr(e, "class") + " " + attr(e, "itemprop") + " " + attr(e, "rel"))
		switch {
		case e.DataAtom == atom.H1:
			if h1++; h1 == 1 {
				f.add("h1", p.textBut(e))
			}
		case e.DataAtom == atom.Time:
			if times++; times == 1 || strings.Contains(class, "published") && len(f["time"]) == 0 {
				f.add("time", firstOf(attr(e, "datetime"), nodeText(e)))
			}
		case bylineClass.MatchString(class) && len(f["byline"]) == 0:
			if s := p.textBut(e); wordCount(s) <= 12 {
				f.add("byline", s)
			}
		}
	})
	if h1 > 1 {
		delete(f, "h1") // a page that lists several articles
	}
	if times > 1 && len(f["time"]) > 1 {
		f["time"] = f["time"][len(f["time"])-1:]
	}
}

var bylineClass = regexp.MustCompile(`(?:^|[\s_-])(?:byline|author|p-author|author-name)(?:$|[\s_-])`)

// jsonLD reads the blocks of linked data: the first object that is an article.
func (p *page) jsonLD(f facts) {
	each(p.doc, func(e *html.Node) {
		if e.DataAtom != atom.Script || attr(e, "type") != "application/ld+json" || len(f["ld:headline"]) > 0 {
			return
		}
		var data any
		if json.Unmarshal([]byte(nodeText(e)), &data) == nil {
			article(data, f, 0)
		}
	})
}

// article looks for an object of a type that ends in Article, in lists and graphs
// as well.
func article(data any, f facts, depth int) bool {
	if depth > 6 {
		return false
	}
	switch data := data.(type) {
	case []any:
		for _, d := range data {
			if article(d, f, depth+1) {
				return true
			}
		}
	case map[string]any:
		if !isArticle(data["@type"]) {
			return article(data["@graph"], f, depth+1) || article(data["mainEntity"], f, depth+1)
		}
		for _, key := range []string{"headline", "author", "datePublished", "publisher", "isPartOf", "description"} {
			for _, name := range names(data[key]) {
				f.add("ld:"+key, name)
			}
		}
		if len(f["ld:headline"]) == 0 {
			for _, name := range names(data["name"]) {
				f.add("ld:headline", name)
			}
		}
		return true
	}
	return false
}

func isArticle(kind any) bool {
	for _, name := range names(kind) {
		if strings.HasSuffix(name, "Article") || name == "BlogPosting" || name == "Report" {
			return true
		}
	}
	return false
}

// names returns the strings of a JSON-LD value: a string, an object with a name, or
// a list of them.
func names(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{html.UnescapeString(v)}
	case map[string]any:
		return names(v["name"])
	case []any:
		var list []string
		for _, e := range v {
			list = append(list, names(e)...)
		}
		return list
	}
	return nil
}

// setBase finds the address that relative links start from.
func (p *page) setBase(f facts) {
	for _, s := range append(append([]string{p.article.Meta.Source}, f["canonical"]...), f["og:url"]...) {
		if u, err := url.Parse(s); err == nil && u.Host != "" && (u.Scheme == "http" || u.Scheme == "https") {
			p.base = u
			break
		}
	}
	each(p.doc, func(e *html.Node) {
		if e.DataAtom == atom.Base && p.base != nil {
			if u, err := p.base.Parse(attr(e, "href")); err == nil {
				p.base = u
			}
		}
	})
}

// cleanTitle takes the name of the site off the end of a title.
func (p *page) cleanTitle(f facts) func(string) string {
	site := strings.Join(append(append([]string{}, f["og:site_name"]...), f["ld:publisher"]...), "\n")
	return func(s string) string {
		for _, part := range []string{" | ", " - ", " – ", " — ", " :: ", " » "} {
			i := strings.LastIndex(s, part)
			if i <= 0 {
				continue
			}
			name := s[i+len(part):]
			h1 := strings.Join(f["h1"], " ")
			if site != "" && strings.Contains(site, name) || h1 != "" && letterCount(h1) == letterCount(s[:i]) {
				return strings.TrimSpace(s[:i])
			}
		}
		return s
	}
}

// readAuthor takes "by" off a byline; an address is no name.
func readAuthor(s string) string {
	s = oneLine(s)
	if m := byline.FindStringSubmatch(s); m != nil {
		s = m[1]
	}
	if strings.Contains(s, "://") || len(s) > 300 {
		return ""
	}
	return strings.Trim(s, " ,|")
}

var partialDate = regexp.MustCompile(`^\s*(\d{4})(?:[-/](\d{1,2}))?(?:[-/](\d{1,2}))?(?:\D|$)`)

// readDate reads a machine-readable date, or one in words.
func readDate(s string) string {
	m := partialDate.FindStringSubmatch(s)
	if m == nil {
		date, _ := cutDate(s)
		return date
	}
	if m[2] == "" {
		return m[1]
	}
	return edtfOf(m[1], m[2], m[3])
}

func (p *page) readAddress(s string) string {
	if s = p.absolute(s); strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://") {
		return s
	}
	return ""
}

// absolute resolves an address against that of the page; without one it stays as
// it is.
func (p *page) absolute(s string) string {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil || p.base == nil || p.base.Host == "" {
		return strings.TrimSpace(s)
	}
	return p.base.ResolveReference(u).String()
}
