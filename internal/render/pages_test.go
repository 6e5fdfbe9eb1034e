package render

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"dossier/internal/config"
	"dossier/internal/index"
	"dossier/internal/record"
	"dossier/internal/render/body"
	"dossier/templates"

	"golang.org/x/net/html"
)

// harbours is a small site with something on every kind of page. Its texts try to
// break out of wherever they stand.
func harbours(t *testing.T, language string) *Site {
	t.Helper()
	const bad = `<script>alert(1)</script>" onclick="x" {{.}} `
	c := &config.Config{
		Title: "Harbours " + bad, Description: "About quays " + bad, Language: language, Authors: []string{"Ada Sorensen"}, BaseURL: "https://example.org/quays/",
		Types: []config.Type{{ID: "person", Name: "person", Plural: "People"}, {ID: "place", Name: "place", Plural: "Places"}, {ID: config.Concept, Name: "concept", Plural: "Concepts"}},
	}
	catalogue := &record.Catalogue{
		Entities: []*record.Entity{
			{ID: "ada-sorensen", Name: "Ada Sorensen", Type: "person", Description: "Harbour master " + bad, Wikidata: "Q1", Links: []string{"https://example.org/ada"}, Aliases: []record.Alias{{Text: "A. Sorensen"}, {Text: "Sorenson", Hidden: true}}},
			{ID: "east-quay", Name: "East Quay", Type: "place"},
			{ID: "nobody", Name: "Nobody", Type: "person"},
		},
		Events: []record.Event{
			{Date: date(t, "1999"), Title: "The quay opens " + bad, Entities: []string{"east-quay"}, Source: "https://example.org/news", Note: bad},
			{Date: date(t, "2001-03-04~"), Title: "A flood", Entities: []string{"east-quay", "ada-sorensen"}},
		},
	}
	sentence := func(anchor string) record.Sentence { return record.Sentence{Anchor: anchor, Paragraph: 1} }
	records := []*record.Record{
		{
			Entry:     &record.Entry{Slug: "flood", Title: "Flood " + bad, Date: date(t, "2001-03-05"), Authors: []string{"A. Sorensen"}, Tags: []string{"water"}, Language: "ar", Description: bad, Source: "https://example.org/news"},
			Words:     500,
			Headings:  []record.Heading{{Level: 2, ID: "a", Text: "A"}, {Level: 3, ID: "b", Text: bad}, {Level: 2, ID: "c", Text: "C"}},
			Sentences: []record.Sentence{sentence("s-1"), {Anchor: "s-2", Locator: record.InNote, Note: 1}},
			Mentions:  []record.Mention{{Entity: "ada-sorensen", Sentence: 0, Start: 0, End: 3}, {Entity: "east-quay", Sentence: 0, Start: 8, End: 12}, {Entity: "east-quay", Sentence: 1, Start: 0, End: 4}},
			Dates:     []record.DateMention{{Sentence: 0, Surface: "1999", Date: date(t, "2001-05"), Reason: bad, Forward: true}},
			Citations: []record.Citation{{URL: "https://example.org/log", Title: bad, Sentence: 0, Note: 1}},
			Links:     []record.Link{{To: "/articles/quay/", Sentence: 0}},
		},
		{
			Entry:     &record.Entry{Slug: "quay", Title: "Quay", Language: language},
			Sentences: []record.Sentence{sentence("s-1")},
			Mentions:  []record.Mention{{Entity: "east-quay", Sentence: 0, Start: 0, End: 4}},
		},
	}
	s := &Site{
		Config: c, Index: index.Build(c, catalogue, records), Pages: []*record.Entry{{Slug: "about", Title: "About", Language: language}},
		Texts: textMap{
			"/articles/flood/": {
				Body:   `<p><span id="s-1">` + strings.Repeat("x", 400) + `</span><sup data-a="--r1"><a id="fnref-1" href="#fn-1" role="doc-noteref">1</a></sup></p>`,
				Notes:  []body.NoteView{{ID: "fn-1", Number: 1, HTML: `<p><span id="s-2">Quay log</span></p>`}},
				Loose:  []body.NoteView{{ID: "fn-2", HTML: "<p>Loose</p>"}},
				Quotes: []string{"Ada saw Quay " + bad, "Quay log"},
				Titles: []string{"Ada saw Quay " + bad},
			},
			"/articles/quay/":         {Body: `<p id="s-1">Quay</p>`, Quotes: []string{"Quay"}},
			"lead of /articles/quay/": {Body: bad},
			"/about/":                 {Body: "<p>About</p>"},
			"/entities/ada-sorensen/": {Body: "<p>Note</p>"},
		},
	}
	if bad, err := s.Templates(templates.Files, nil); err != nil || len(bad) > 0 {
		t.Fatal(bad, err)
	}
	return s
}

// TestPages holds every page to what the site promises.
func TestPages(t *testing.T) {
	for _, language := range []string{"en", "he"} {
		s := harbours(t, language)
		for _, f := range s.Plan() {
			if !strings.HasSuffix(f.Path, ".html") {
				continue
			}
			t.Run(language+"/"+f.Path, func(t *testing.T) {
				content, err := f.Make()
				if err != nil {
					t.Fatal(err)
				}
				checkPage(t, f.Path, content.Data, language)
			})
		}
	}
}

func checkPage(t *testing.T, path string, page []byte, language string) {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	ids, wanted := map[string]bool{}, []string{}
	headings := 0
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		a := map[string]string{}
		for _, attr := range n.Attr {
			a[attr.Key] = attr.Val
			if attr.Key == "style" || strings.HasPrefix(attr.Key, "on") {
				t.Errorf("<%s> has %s", n.Data, attr.Key)
			}
		}
		switch n.Data {
		case "style":
			t.Error("a style element")
		case "script":
			if a["type"] == "application/ld+json" {
				checkLinked(t, n)
			} else if a["src"] == "" || n.FirstChild != nil {
				t.Error("a script in the page")
			}
		case "h1":
			headings++
		case "html":
			if a["lang"] != language || (a["dir"] == "rtl") != (language == "he") {
				t.Errorf("lang %s, dir %s", a["lang"], a["dir"])
			}
		case "a":
			if strings.HasPrefix(a["href"], "/") && path != "404.html" {
				t.Errorf("a link from the root: %s", a["href"])
			}
		}
		if id := a["id"]; id != "" {
			if ids[id] {
				t.Errorf("two elements #%s", id)
			}
			ids[id] = true
		}
		if id := a["aria-labelledby"]; id != "" {
			wanted = append(wanted, id)
		}
		if here, ok := strings.CutPrefix(a["href"], "#"); ok && here != "" && !slices.Contains([]string{"a", "b", "c", "s-1", "s-2"}, here) {
			wanted = append(wanted, here)
		}
	}
	if headings != 1 {
		t.Errorf("%d level-1 headings", headings)
	}
	for _, id := range wanted {
		if !ids[id] {
			t.Errorf("nothing has the id %s", id)
		}
	}
}

// textOf is the text of a page in one line.
func textOf(t *testing.T, s *Site, path string) string {
	t.Helper()
	for _, f := range s.Plan() {
		if f.Path != path {
			continue
		}
		content, err := f.Make()
		if err != nil {
			t.Fatal(err)
		}
		doc, err := html.Parse(bytes.NewReader(content.Data))
		if err != nil {
			t.Fatal(err)
		}
		var text strings.Builder
		for n := range doc.Descendants() {
			if n.Type == html.TextNode {
				text.WriteString(n.Data + " ")
			}
		}
		return strings.Join(strings.Fields(text.String()), " ")
	}
	t.Fatalf("no page %s", path)
	return ""
}

// TestSaid looks for what a reader is to find on the pages.
func TestSaid(t *testing.T) {
	s := harbours(t, "en")
	for _, c := range []struct{ path, want string }{
		{"index.html", "2 articles · 3 names · 3 events"},
		{"index.html", "Cite this dossier Ada Sorensen, Harbours"},
		{"articles/index.html", "Undated Quay"},
		{"articles/flood/index.html", "By A. Sorensen · 5 March 2001 · 2 minutes"},
		{"articles/flood/index.html", "Publication not given Archived copy not given Rights not given"},
		{"articles/flood/index.html", "Notes without a mark"},
		{"articles/flood/index.html", "‹ East Quay 2"},
		{"articles/quay/index.html", "Author not given Date not given Rights not given"},
		{"articles/quay/index.html", "Referred to by Ada saw Quay"},
		{"articles/quay/index.html", "East Quay 1 ›"},
		{"articles/quay/index.html", "shares 1 name: East Quay"},
		{"entities/index.html", "Sorensen, Ada 1"},
		{"entities/ada-sorensen/index.html", "person · 1 mention in 1 article · 5 March 2001"},
		{"entities/ada-sorensen/index.html", "Also A. Sorensen Wikidata Q1 Elsewhere example.org"},
		{"entities/ada-sorensen/index.html", "March 2001: 1 mention, 1 event"},
		{"entities/ada-sorensen/index.html", "East Quay 1 Ada saw Quay"},
		{"entities/ada-sorensen/index.html", "Sources cited where it is named"},
		{"entities/nobody/index.html", "No article mentions this name yet."},
		{"timeline/index.html", "1999 1999 The quay opens"},
		{"timeline/index.html", "May May 2001 expected Ada saw Quay"},
		{"timeline/2001/index.html", "c. 4 March 2001 A flood"},
		{"sources/index.html", "The source of Flood"},
	} {
		if text := textOf(t, s, c.path); !strings.Contains(text, c.want) {
			t.Errorf("%s does not say %q; it says\n%s", c.path, c.want, text)
		}
	}
	if text := textOf(t, s, "entities/ada-sorensen/index.html"); strings.Contains(text, "Sorenson,") {
		t.Error("a hidden alias is shown")
	}
}
