package check

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"
	"time"

	"dossier/internal/source"
)

const atomSpace = "http://www.w3.org/2005/Atom"

// atom is what RFC 4287 asks of a feed and its entries.
type atom struct {
	XMLName xml.Name
	ID      []string    `xml:"id"`
	Title   []string    `xml:"title"`
	Updated []string    `xml:"updated"`
	Authors []string    `xml:"author>name"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

type atomEntry struct {
	ID      []string   `xml:"id"`
	Title   []string   `xml:"title"`
	Updated []string   `xml:"updated"`
	Authors []string   `xml:"author>name"`
	Links   []atomLink `xml:"link"`
	Content []struct {
		Type string `xml:"type,attr"`
		Text string `xml:",chardata"`
	} `xml:"content"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Href string `xml:"href,attr"`
}

// checkFeed holds an XML file to the rules of what it is: any must be well formed, a feed
// must be one that feed readers take, a site map must list pages that want to be found.
func (c *crawl) checkFeed(name string, file *source.File) (problems []source.Problem) {
	tell := func(code source.Code, message, hint string) {
		problems = append(problems, source.Problem{Place: file.Place(0), Code: code, Message: message, Hint: hint})
	}
	root, line, err := rootOf(file.Text)
	if err != nil {
		problems = append(problems, source.Problem{Place: source.Place{File: c.shown(name), Line: line, Column: 1}, Code: source.SiteFeed,
			Message: "the file is no XML: " + err.Error(), Hint: "build the site again, or mend the template it comes from"})
		return problems
	}
	switch root.Local {
	case "feed":
		var f atom
		if err := xml.Unmarshal([]byte(file.Text), &f); err == nil {
			c.checkAtom(name, f, func(message, hint string) { tell(source.SiteFeed, message, hint) })
		}
	case "urlset":
		c.checkSitemap(file.Text, func(message, hint string) { tell(source.SiteMap, message, hint) })
	}
	return problems
}

// rootOf reads XML to its end and returns the name of the first element; err is the first
// fault, in a line.
func rootOf(text string) (root xml.Name, line int, err error) {
	d := xml.NewDecoder(strings.NewReader(text))
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			if root.Local == "" {
				return root, 1, errors.New("it has no element")
			}
			return root, 0, nil
		}
		if err != nil {
			line, _ := d.InputPos()
			return root, line, err
		}
		if start, ok := t.(xml.StartElement); ok && root.Local == "" {
			root = start.Name
		}
	}
}

// checkAtom tells what a feed lacks, and which links in the texts of its entries lead to
// nothing.
func (c *crawl) checkAtom(name string, f atom, tell func(message, hint string)) {
	if f.XMLName.Space != atomSpace {
		tell("the feed is not in the namespace of Atom", "<feed xmlns=\""+atomSpace+"\">")
	}
	seen := map[string]bool{}
	needs := func(where string, id, title, updated []string) {
		for _, e := range []struct {
			what string
			list []string
		}{{"id", id}, {"title", title}, {"updated", updated}} {
			if len(e.list) != 1 || strings.TrimSpace(e.list[0]) == "" {
				tell(fmt.Sprintf("%s has %d elements %s, and needs one", where, len(e.list), e.what), "Atom (RFC 4287) asks for id, title and updated")
			}
		}
		for _, u := range updated {
			if _, err := time.Parse(time.RFC3339, u); err != nil {
				tell(fmt.Sprintf("%s was updated at %q, which is no moment", where, u), "2024-05-01T00:00:00Z")
			}
		}
		for _, i := range id {
			if seen[i] {
				tell(fmt.Sprintf("the id %s stands twice", i), "an id names one entry for ever")
			}
			seen[i] = true
		}
	}
	needs("the feed", f.ID, f.Title, f.Updated)
	here := &url.URL{Path: "/" + name}
	for i, e := range f.Entries {
		where := fmt.Sprintf("entry %d", i+1)
		needs(where, e.ID, e.Title, e.Updated)
		if len(f.Authors) == 0 && len(e.Authors) == 0 {
			tell(where+" has no author, nor has the feed", "authors: in dossier.yaml")
		}
		if len(e.Links) == 0 && len(e.Content) == 0 {
			tell(where+" has neither a link nor a text", "build the site again")
		}
		for _, content := range e.Content {
			if content.Type == "html" {
				c.checkEntry(where, name, here, content.Text, tell)
			}
		}
	}
}

// checkEntry tries the links in the text of an entry. Those to places in the text itself
// work where the text is shown.
func (c *crawl) checkEntry(where, name string, here *url.URL, text string, tell func(message, hint string)) {
	scanMarkup(text, func(r ref) {
		if r.kind != link || strings.HasPrefix(r.text, "#") {
			return
		}
		if u, err := parseAddress(r.text); err == nil && u.Scheme == "" {
			tell(fmt.Sprintf("%s has the address %q, which is relative to a page that no feed reader has", where, r.text), "addresses in feeds are whole")
			return
		}
		if _, code, message, hint := c.try(name, here, r.text); code != "" {
			tell(where+": "+message, hint)
		}
	})
}

// checkSitemap tells of addresses that no search engine should be sent to: those that
// stand twice, that lead elsewhere, that are not the page's own, and pages that ask to be
// left out. That an address leads to nothing is told like that of any link.
func (c *crawl) checkSitemap(text string, tell func(message, hint string)) {
	var list struct {
		URLs []struct {
			Loc     string `xml:"loc"`
			LastMod string `xml:"lastmod"`
		} `xml:"url"`
	}
	if err := xml.Unmarshal([]byte(text), &list); err != nil {
		tell(err.Error(), "build the site again")
		return
	}
	seen := map[string]bool{}
	for _, u := range list.URLs {
		const hint = "a site map has the canonical address of each page, once"
		address, err := parseAddress(u.Loc)
		switch {
		case seen[u.Loc]:
			tell(u.Loc+" stands twice", hint)
			continue
		case err != nil || address.Host == "":
			tell(fmt.Sprintf("%q is no whole address", u.Loc), hint)
			continue
		}
		seen[u.Loc] = true
		if u.LastMod != "" {
			if _, err := time.Parse("2006-01-02", u.LastMod[:min(len(u.LastMod), 10)]); err != nil {
				tell(fmt.Sprintf("%s was changed on %q, which is no date", u.Loc, u.LastMod), "2024-05-01")
			}
		}
		target, where := c.locate(&url.URL{Path: "/sitemap.xml"}, address)
		if where != inside {
			tell(u.Loc+" is no address of this site", hint)
			continue
		}
		page, ok := c.find(target)
		if !ok {
			continue
		}
		switch h := c.facts[c.files[page]].head; {
		case h == nil:
		case h.noindex:
			tell(u.Loc+" asks search engines to leave it out", "an unlisted page has no place in a site map")
		case h.canonical != "" && h.canonical != u.Loc:
			tell(fmt.Sprintf("%s calls itself %s", u.Loc, h.canonical), hint)
		}
	}
}
