package render

import (
	"bytes"
	"encoding/xml"
	"net/url"
	"strings"
	"testing"
	"time"

	"dossier/internal/edtf"
	"dossier/internal/record"

	"golang.org/x/net/html"
)

// made makes one file of a site.
func made(t *testing.T, s *Site, path string) []byte {
	t.Helper()
	for _, f := range s.Plan() {
		if f.Path == path {
			content, err := f.Make()
			if err != nil {
				t.Fatal(err)
			}
			return content.Data
		}
	}
	t.Fatalf("no file %s", path)
	return nil
}

// readFeed is a feed as a reader sees it, unlike the structs that write it.
type readFeed struct {
	XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
	ID      []string `xml:"http://www.w3.org/2005/Atom id"`
	Title   []string `xml:"http://www.w3.org/2005/Atom title"`
	Updated []string `xml:"http://www.w3.org/2005/Atom updated"`
	Authors []string `xml:"http://www.w3.org/2005/Atom author>name"`
	Links   []struct {
		Rel  string `xml:"rel,attr"`
		Href string `xml:"href,attr"`
	} `xml:"http://www.w3.org/2005/Atom link"`
	Entries []readEntry `xml:"http://www.w3.org/2005/Atom entry"`
}

type readEntry struct {
	ID      []string `xml:"http://www.w3.org/2005/Atom id"`
	Title   []string `xml:"http://www.w3.org/2005/Atom title"`
	Updated []string `xml:"http://www.w3.org/2005/Atom updated"`
	Link    []struct {
		Rel  string `xml:"rel,attr"`
		Href string `xml:"href,attr"`
	} `xml:"http://www.w3.org/2005/Atom link"`
	Content []struct {
		Type string `xml:"type,attr"`
		Text string `xml:",chardata"`
	} `xml:"http://www.w3.org/2005/Atom content"`
}

// checkFeed holds a feed to RFC 4287, and its texts to what a reader elsewhere needs:
// absolute links, links within the text that arrive, ids that occur once in the feed.
func checkFeed(t *testing.T, data []byte, self string) readFeed {
	t.Helper()
	var f readFeed
	if err := xml.Unmarshal(data, &f); err != nil {
		t.Fatalf("%v in %s", err, data)
	}
	one := func(what string, list []string) string {
		if len(list) != 1 || list[0] == "" {
			t.Errorf("%s: %q", what, list)
			return ""
		}
		return list[0]
	}
	moment := func(s string) time.Time {
		at, err := time.Parse(time.RFC3339, s)
		if err != nil {
			t.Error(err)
		}
		return at
	}
	absolute := func(s string) {
		if u, err := url.Parse(s); err != nil || !u.IsAbs() {
			t.Errorf("%q is not absolute", s)
		}
	}
	absolute(one("feed id", f.ID))
	one("feed title", f.Title)
	newest := moment(one("feed updated", f.Updated))
	if len(f.Authors) == 0 || len(f.Entries) == 0 || len(f.Entries) > feedLength {
		t.Errorf("%d authors, %d entries", len(f.Authors), len(f.Entries))
	}
	rels := map[string]string{}
	for _, l := range f.Links {
		if rels[l.Rel] != "" {
			t.Errorf("two links of the relation %q", l.Rel)
		}
		absolute(l.Href)
		rels[l.Rel] = l.Href
	}
	if rels["self"] != self || rels["alternate"] == "" {
		t.Errorf("links %v, want self %s", rels, self)
	}
	entries, ids := map[string]bool{}, map[string]bool{}
	for _, e := range f.Entries {
		id := one("entry id", e.ID)
		absolute(id)
		if entries[id] {
			t.Errorf("two entries %s", id)
		}
		entries[id] = true
		one("entry title", e.Title)
		if moment(one("entry updated", e.Updated)).After(newest) {
			t.Error("an entry is newer than the feed")
		}
		if len(e.Link) != 1 || len(e.Content) != 1 || e.Content[0].Type != "html" || e.Content[0].Text == "" {
			t.Fatalf("entry %+v", e)
		}
		checkAlone(t, e.Content[0].Text, ids)
	}
	return f
}

func checkAlone(t *testing.T, text string, ids map[string]bool) {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	here, led := map[string]bool{}, []string{}
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && n.Data == "script" {
			t.Error("a script in a feed")
		}
		for _, a := range n.Attr {
			switch id, inside := strings.CutPrefix(a.Val, "#"); {
			case a.Key == "id":
				if ids[a.Val] {
					t.Errorf("two ids %s in one feed", a.Val)
				}
				ids[a.Val], here[a.Val] = true, true
			case a.Key == "href" && inside:
				led = append(led, id)
			case a.Key == "href", a.Key == "src":
				if u, err := url.Parse(a.Val); err != nil || !u.IsAbs() {
					t.Errorf("%s %q is not absolute", a.Key, a.Val)
				}
			}
		}
	}
	for _, id := range led {
		if !here[id] {
			t.Errorf("a link to #%s, which is not in the text", id)
		}
	}
}

func TestFeeds(t *testing.T) {
	s := harbours(t, "en")
	for _, c := range []struct{ path, has string }{
		{"feed.xml", `<a href="#flood-fn-1">1</a></sup></p><section><h2>Notes</h2><ol><li id="flood-fn-1"><p>Quay log</p></li></ol></section>`},
		{"tags/water/feed.xml", "<li><p>Loose</p></li>"},
		{"entities/east-quay/feed.xml", `<blockquote><p>Ada saw Quay &lt;script&gt;`},
	} {
		f := checkFeed(t, made(t, s, c.path), "https://example.org/quays/"+c.path)
		all := ""
		for _, e := range f.Entries {
			all += e.Content[0].Text
		}
		if !strings.Contains(all, c.has) {
			t.Errorf("%s does not have %q:\n%s", c.path, c.has, all)
		}
	}
	for _, f := range s.Plan() {
		if f.Path == "entities/ada-sorensen/feed.xml" {
			t.Error("a feed for one mention")
		}
	}
	s.Config.BaseURL = ""
	for _, f := range s.Plan() {
		if strings.HasSuffix(f.Path, feedFile) {
			t.Errorf("%s without base_url", f.Path)
		}
	}
}

// A corrected article comes first, says when it was corrected and how; one whose text is
// withheld leads to the original. Both keep to the rules of feeds.
func TestFeedOfRights(t *testing.T) {
	s := harbours(t, "en")
	last := s.Index.Articles[len(s.Index.Articles)-1]
	last.Entry.Corrections = []record.Correction{{Date: edtf.MustParse("2024-05-02"), Text: "Not <b> but & c."}, {Date: edtf.MustParse("2024-04"), Text: "Earlier."}}
	last.Entry.Extent, last.Entry.Source = record.Withheld, "https://press.example/?a=1&b=2"
	f := checkFeed(t, made(t, s, "feed.xml"), "https://example.org/quays/feed.xml")
	first := f.Entries[0]
	if first.Title[0] != last.Entry.Title || first.Updated[0] != "2024-05-02T00:00:00Z" || f.Updated[0] != first.Updated[0] {
		t.Errorf("the feed begins with %+v, updated %s", first, f.Updated)
	}
	for _, want := range []string{"<ul><li>Corrected 2 May 2024: Not &lt;b&gt; but &amp; c.</li><li>Corrected April 2024: Earlier.</li></ul>", `<a href="https://press.example/?a=1&amp;b=2">Read the original</a>`} {
		if !strings.Contains(first.Content[0].Text, want) {
			t.Errorf("no %s in %s", want, first.Content[0].Text)
		}
	}
}

// FuzzAlone checks that whatever stands in a text, what comes out has no script and no id
// that another text of the feed could have.
func FuzzAlone(f *testing.F) {
	f.Add(`<p id="a"><span><a href="#a">x</a></span><script>x</script></span>`)
	f.Add(`<style>a</p><img src="../a b.png" alt="<">`)
	f.Add("<textarea><p></textarea><!-- x --><![CDATA[x]]>")
	f.Add(`<span><span lang="x"></span></span><a href="http://[::1">`)
	f.Fuzz(func(t *testing.T, text string) {
		const page = "https://example.org/d/articles/a/"
		out := alone(text, page, "p")
		for z := html.NewTokenizer(strings.NewReader(out)); z.Next() != html.ErrorToken; {
			token := z.Token()
			if token.Type == html.EndTagToken || token.Type == html.TextToken {
				continue
			}
			if token.Data == "script" || token.Data == "style" {
				t.Errorf("%q becomes %q", text, out)
			}
			for _, a := range token.Attr {
				if a.Key == "id" && !strings.HasPrefix(a.Val, "p-") || strings.HasPrefix(a.Key, "on") {
					t.Errorf("%s=%q in %q", a.Key, a.Val, out)
				}
			}
		}
	})
}

func TestAlone(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"relative link", `<a class="e" href="../../entities/x/">X</a>`, `<a href="https://example.org/d/entities/x/">X</a>`},
		{"link to this folder", `<a href="./">X</a>`, `<a href="https://example.org/d/articles/a/">X</a>`},
		{"absolute link", `<a href="https://example.com/?a=1&amp;b#c">X</a>`, `<a href="https://example.com/?a=1&amp;b#c">X</a>`},
		{"mail", `<a href="mailto:a@example.org">X</a>`, `<a href="mailto:a@example.org">X</a>`},
		{"picture", `<img src="../../media/p.png" alt="a &lt; b" loading="lazy">`, `<img src="https://example.org/d/media/p.png" alt="a &lt; b">`},
		{"place in the text", `<h2 id="s">S</h2><a href="#s">X</a>`, `<h2 id="p-s">S</h2><a href="#p-s">X</a>`},
		{"place elsewhere on the page", `<a href="#sources">X</a>`, `<a href="https://example.org/d/articles/a/#sources">X</a>`},
		{"id that nothing leads to", `<h2 id="s">S</h2>`, `<h2>S</h2>`},
		{"sentences", `<p><span id="s-1">One <span class="broken">x</span>.</span> Two</p>`, `<p>One x. Two</p>`},
		{"span with a language", `<span lang="ru">да</span>`, `<span lang="ru">да</span>`},
		{"table", `<div class="scroll" tabindex="0" role="region"><table><tr><th scope="col">A</th></tr></table></div>`, `<div><table><tr><th scope="col">A</th></tr></table></div>`},
		{"script", `a<script>alert("<p>")</script>b<style>p{}</style>`, `ab`},
		{"white space", "<pre>a\n  b</pre>", "<pre>a\n  b</pre>"},
		{"text", `a &amp; &lt;b&gt;`, `a &amp; &lt;b&gt;`},
	} {
		if got := alone(c.in, "https://example.org/d/articles/a/", "p"); got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.name, got, c.want)
		}
	}
}

// TestEntryXML holds what is put together by hand to encoding/xml.
func TestEntryXML(t *testing.T) {
	for _, text := range []string{"", "plain", "<b>&amp; \"q\" 'a'", "tab\t line\n\r", "\x00\x1f", "é – 中", "\xff cut \xe2\x80", "\uFFFE \uFFFF \uFFFD", "a\xffb<c>", "<p>a</p>\n<pre>]] b ]]> c</pre>", "]]", "]]>"} {
		e := atomEntry{Language: text, Title: text, ID: text, Published: "p", Updated: "u", Authors: []string{text, "b"}, Tags: []string{text}, Summary: text, Content: text}
		var got struct {
			Lang    string   `xml:"lang,attr"`
			Title   string   `xml:"title"`
			Authors []string `xml:"author>name"`
			Tags    []struct {
				Term string `xml:"term,attr"`
			} `xml:"category"`
			Content string `xml:"content"`
			Link    struct {
				Href string `xml:"href,attr"`
			} `xml:"link"`
		}
		data := e.append(nil)
		if err := xml.Unmarshal(data, &got); err != nil {
			t.Fatalf("%v: %s", err, data)
		}
		var want bytes.Buffer
		xml.EscapeText(&want, []byte(text))
		var clean string
		if err := xml.Unmarshal([]byte("<a>"+want.String()+"</a>"), &clean); err != nil {
			t.Fatal(err)
		}
		for _, s := range []string{got.Lang, got.Title, got.Authors[0], got.Tags[0].Term, got.Content, got.Link.Href} {
			if text != "" && s != clean {
				t.Errorf("%q comes back as %q, want %q: %s", text, s, clean, data)
			}
		}
	}
}
