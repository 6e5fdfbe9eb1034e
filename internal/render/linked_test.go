package render

import (
	"bytes"
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// required are the properties that readers of linked data cannot do without, by type of
// the page's thing.
var required = map[string][]string{
	"Article": {"headline", "name", "description", "author", "publisher", "inLanguage"}, "BreadcrumbList": {"itemListElement"},
	"CollectionPage": {"name", "description", "isPartOf"}, "WebSite": {"name", "description", "potentialAction"}, "WebPage": {"name", "description"},
	"Dataset": {"name", "description", "creator", "distribution"}, "Person": {"name"}, "Place": {"name"}, "Thing": {"name"}, "SearchResultsPage": {"name"},
}

// checkLinked holds a data block to JSON-LD and to what its type requires.
func checkLinked(t *testing.T, script *html.Node) {
	t.Helper()
	if script.FirstChild == nil || script.FirstChild.NextSibling != nil {
		t.Error("a data block is empty or cut")
		return
	}
	var n map[string]any
	if err := json.Unmarshal([]byte(script.FirstChild.Data), &n); err != nil {
		t.Errorf("%v in %s", err, script.FirstChild.Data)
		return
	}
	kind, _ := n["@type"].(string)
	if n["@context"] != "https://schema.org" || required[kind] == nil {
		t.Errorf("context %v, type %q", n["@context"], kind)
	}
	for _, key := range required[kind] {
		if n[key] == nil && !(key == "author" && n["headline"] == "Quay") { // that one has none
			t.Errorf("%s without %s: %v", kind, key, n)
		}
	}
	checkAddresses(t, n)
}

// checkAddresses looks for addresses that are not absolute, and for empty values.
func checkAddresses(t *testing.T, v any) {
	t.Helper()
	switch v := v.(type) {
	case map[string]any:
		for key, value := range v {
			if address, ok := value.(string); ok && slices.Contains([]string{"@id", "url", "item", "image", "contentUrl", "mainEntityOfPage"}, key) {
				if u, err := url.Parse(address); err != nil || !u.IsAbs() {
					t.Errorf("%s %q is not absolute", key, address)
				}
			}
			if value == "" || value == nil {
				t.Errorf("%s is empty", key)
			}
			checkAddresses(t, value)
		}
	case []any:
		for _, item := range v {
			checkAddresses(t, item)
		}
	}
}

// head is what stands in a page's head.
type head struct {
	title  string
	meta   map[string][]string
	linked []map[string]any
}

func headOf(t *testing.T, s *Site, path string) head {
	t.Helper()
	for _, f := range s.Plan() {
		if f.Path != path {
			continue
		}
		content, err := f.Make()
		if err != nil {
			t.Fatal(err)
		}
		return readHead(t, content.Data)
	}
	t.Fatalf("no page %s", path)
	return head{}
}

func readHead(t *testing.T, page []byte) head {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	h := head{meta: map[string][]string{}}
	for n := range doc.Descendants() {
		a := map[string]string{}
		for _, attr := range n.Attr {
			a[attr.Key] = attr.Val
		}
		switch {
		case n.Type == html.ElementNode && n.Data == "title" && n.Parent.Data == "head":
			h.title = n.FirstChild.Data
		case n.Data == "meta":
			key := a["name"] + a["property"]
			h.meta[key] = append(h.meta[key], a["content"])
		case n.Data == "script" && a["type"] == "application/ld+json":
			var v map[string]any
			if err := json.Unmarshal([]byte(n.FirstChild.Data), &v); err != nil {
				t.Fatal(err)
			}
			h.linked = append(h.linked, v)
		}
	}
	return h
}

// TestHeads holds every page to a title of its own, a description and what sharing
// services ask for.
func TestHeads(t *testing.T) {
	s, titles := harbours(t, "en"), map[string]string{}
	s.Index.Articles[1].Entry.Title = s.Index.Articles[0].Entry.Title
	s.Index.Entities[0].Name = "Timeline"
	s.Index.Entities[1].Name = "Timeline: 1999"
	s.Pages[0].Title = "Timeline"
	for _, f := range s.Plan() {
		if !strings.HasSuffix(f.Path, ".html") {
			continue
		}
		h := headOf(t, s, f.Path)
		if other := titles[h.title]; other != "" || h.title == "" {
			t.Errorf("%s and %s are both called %q", f.Path, other, h.title)
		}
		titles[h.title] = f.Path
		for _, key := range []string{"description", "og:title", "og:type", "og:description", "og:site_name", "twitter:card"} {
			if len(h.meta[key]) != 1 || h.meta[key][0] == "" {
				t.Errorf("%s: %s is %q", f.Path, key, h.meta[key])
			}
		}
		if f.Path != "404.html" && (len(h.meta["og:url"]) != 1 || len(h.linked) == 0) {
			t.Errorf("%s: og:url %q, %d data blocks", f.Path, h.meta["og:url"], len(h.linked))
		}
	}
}

func TestLinked(t *testing.T) {
	s := harbours(t, "en")
	h := headOf(t, s, "articles/flood/index.html")
	for key, want := range map[string][]string{
		"citation_title":            {s.Index.Articles[0].Entry.Title},
		"citation_author":           {"Sorensen, Ada"},
		"citation_publication_date": {"2001/3/5"},
		"citation_public_url":       {"https://example.org/quays/articles/flood/"},
		"article:published_time":    {"2001-03-05"},
		"article:tag":               {"water"},
	} {
		if !slices.Equal(h.meta[key], want) {
			t.Errorf("%s is %q, want %q", key, h.meta[key], want)
		}
	}
	a := h.linked[0]
	about, _ := a["about"].([]any)
	cited, _ := a["citation"].([]any)
	if a["@type"] != "Article" || a["datePublished"] != "2001-03-05" || len(about) != 2 || len(cited) != 1 {
		t.Errorf("article %v", a)
	}
	crumbs, _ := h.linked[1]["itemListElement"].([]any)
	last, _ := crumbs[len(crumbs)-1].(map[string]any)
	if len(crumbs) != 3 || last["item"] != "https://example.org/quays/articles/flood/" || last["position"] != 3.0 {
		t.Errorf("crumbs %v", crumbs)
	}
	e := headOf(t, s, "entities/ada-sorensen/index.html").linked[0]
	same, _ := e["sameAs"].([]any)
	other, _ := e["alternateName"].([]any)
	subject, _ := e["subjectOf"].([]any)
	if e["@type"] != "Person" || e["@id"] != "https://example.org/quays/entities/ada-sorensen/" || len(same) != 1 || same[0] != "https://www.wikidata.org/entity/Q1" ||
		len(other) != 1 || other[0] != "A. Sorensen" || len(subject) != 2 {
		t.Errorf("person %v", e)
	}
}

// TestUnknownAddress checks that what needs base_url is absent without it.
func TestUnknownAddress(t *testing.T) {
	s := harbours(t, "en")
	s.Config.BaseURL = ""
	h := headOf(t, s, "articles/flood/index.html")
	for _, key := range []string{"og:url", "og:image", "citation_public_url"} {
		if len(h.meta[key]) > 0 {
			t.Errorf("%s is %q", key, h.meta[key])
		}
	}
	for _, n := range h.linked {
		checkAddresses(t, n)
		if n["url"] != nil || n["@type"] == "BreadcrumbList" {
			t.Errorf("node %v", n)
		}
	}
}

func TestHighwireDate(t *testing.T) {
	for in, want := range map[string]string{
		"2010-05-12": "2010/5/12", "2010-05": "2010/5", "2010": "2010", "2010-05-12/2010-05-14": "2010", "2010-05~": "2010",
		"2010-21": "2010", "-0043": "", "../2010": "",
	} {
		if got := highwireDate(date(t, in)); got != want {
			t.Errorf("%s: got %q, want %q", in, got, want)
		}
	}
}
