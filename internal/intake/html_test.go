package intake

import (
	"math/rand/v2"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	readability "codeberg.org/readeck/go-readability/v2"
	"github.com/rogpeppe/go-internal/txtar"
	"golang.org/x/net/html"
)

// Each file of testdata/html is a page with the article and the log that it makes.
func TestPages(t *testing.T) {
	files, _ := filepath.Glob("testdata/html/*.txtar")
	if len(files) < 15 {
		t.Fatalf("%d pages", len(files))
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			parts := map[string]string{}
			for _, f := range archive.Files {
				parts[f.Name] = string(f.Data)
			}
			received := []byte(parts["received"])
			a, err := Read("page.html", received, Options{})
			if err != nil {
				t.Fatal(err)
			}
			meansWhatItSays(t, a)
			nothingLost(t, received, a)
			got := map[string]string{"article": string(a.Markdown()), "log": shortLog(a, false)}
			if *update {
				archive.Files = []txtar.File{{Name: "received", Data: received}, {Name: "article", Data: []byte(got["article"])}, {Name: "log", Data: []byte(got["log"])}}
				if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			for name, text := range got {
				if text != parts[name] {
					t.Errorf("%s:\n%s\nwant:\n%s", name, text, parts[name])
				}
			}
		})
	}
}

// nothingLost checks that every word of the page is in the article or in the log, as
// often as it was received, and that the article holds all that readability would
// have kept.
func nothingLost(t *testing.T, received []byte, a *Article) {
	t.Helper()
	have, article := map[string]int{}, map[string]int{}
	count := func(s string, into ...map[string]int) {
		for _, w := range strings.FieldsFunc(visible(s), func(r rune) bool { return letters(string(r)) == "" }) {
			if strings.IndexFunc(w, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }) < 0 {
				continue // a variation selector behind an arrow
			}
			for _, m := range into {
				m[w]++
			}
		}
	}
	spans := func(list []Span) {
		var b strings.Builder
		for _, s := range list {
			switch {
			case s.Picture:
			case s.Break:
				b.WriteByte(' ')
			case s.Note != "":
				b.WriteString(" " + s.Text + " ")
			default:
				b.WriteString(s.Text)
			}
		}
		count(b.String(), have, article)
	}
	for _, b := range a.Blocks {
		spans(b.Text)
		count(b.Code, have, article)
		for _, row := range b.Rows {
			for _, c := range row {
				spans(c.Text)
			}
		}
	}
	for _, n := range a.Notes {
		count(n.Label, have, article)
		spans(n.Text)
	}
	count(a.Meta.Title, article)
	for _, e := range a.Log {
		count(e.Before, have, article)
	}
	doc, err := html.Parse(strings.NewReader(string(received)))
	if err != nil {
		return
	}
	words := map[string]int{}
	p := newPage(&Article{}, doc, Options{})
	count(p.textBut(doc), words)
	for w, n := range words {
		if have[w] == 0 && !twoWords(w, have) {
			t.Errorf("%q was received %d times and is neither in the article nor in the log", w, n)
		}
	}
	base, _ := url.Parse("https://page.invalid/")
	chosen, err := readability.FromDocument(doc, base)
	if err != nil || chosen.Node == nil {
		return
	}
	kept := map[string]int{}
	count(p.textBut(chosen.Node), kept)
	for w := range kept {
		if article[w] == 0 && words[w] > 0 { // it glues words where it takes elements out
			t.Errorf("readability keeps %q, the article does not", w)
		}
	}
}

// twoWords tells whether w is one word of the article and one of the log, glued in the
// page by having no space between them.
func twoWords(w string, have map[string]int) bool {
	for i := range w {
		if have[w[:i]] > 0 && have[w[i:]] > 0 {
			return true
		}
	}
	return false
}

// tags are what random pages are made of.
var tags = []string{"p", "p", "p", "div", "span", "em", "b", "i", "strong", "code", "a", "sup", "sub", "ul", "ol", "li", "li", "blockquote", "pre", "table", "tr", "td", "th", "caption", "h1", "h2", "h3", "h4", "figure", "figcaption", "article", "section", "aside", "nav", "header", "footer", "del", "dl", "dt", "dd", "details", "cite", "center", "font"}

func TestNothingIsLostInAnyPage(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	for range 500 {
		var b strings.Builder
		randomPage(rng, &b)
		received := []byte("<!DOCTYPE html><body>" + b.String())
		a, err := Read("x.html", received, Options{As: "html"})
		if err != nil {
			continue // no text at all
		}
		meansWhatItSays(t, a)
		nothingLost(t, received, a)
		logIsYAML(t, a)
		if t.Failed() {
			t.Fatalf("received: %s\nwritten: %s", received, a.Markdown())
		}
	}
}

func randomPage(rng *rand.Rand, b *strings.Builder) {
	for range 1 + rng.IntN(30) {
		switch rng.IntN(6) {
		case 0, 1:
			tag := tags[rng.IntN(len(tags))]
			b.WriteString("<" + tag)
			switch rng.IntN(8) {
			case 0:
				b.WriteString(` href="#a" class="footnote"`)
			case 1:
				b.WriteString(` id="a"`)
			case 2:
				b.WriteString(` href="https://example.org/x (1)?a=1&amp;b"`)
			}
			b.WriteString(">")
		case 2:
			b.WriteString("</" + tags[rng.IntN(len(tags))] + ">")
		case 3:
			b.WriteString([]string{"<br>", "<hr>", `<img src="a b.png" alt="x [y]">`, "1", "*", "<br><br>", " "}[rng.IntN(7)])
		default:
			b.WriteString(strings.NewReplacer("<", "&lt;", "\x00", "").Replace(fragments[rng.IntN(len(fragments))]))
		}
	}
}

// TestDeepPages reads what the parser refuses, as text.
func TestDeepPages(t *testing.T) {
	a, err := Read("x.html", []byte("<html>"+strings.Repeat("<div>", 2000)+"<p>The pilots met on the quay &amp; waited.</p><script>no</script>"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if md := string(a.Markdown()); !strings.Contains(md, "The pilots met on the quay & waited.") || strings.Contains(md, "no\n") {
		t.Errorf("read as %q", md)
	}
	if count(a, "format") != 1 {
		t.Errorf("no warning in the log: %v", a.Log)
	}
}

func FuzzHTML(f *testing.F) {
	f.Add("<article><h1>a</h1><p>b<sup><a href='#n'>1</a></sup></p><ol><li id='n'>c</li></ol></article>")
	f.Add("<table><tr><td colspan=9>a<td>b<table><tr><td>c</table>")
	f.Add("<ul>a<li><pre>x</pre><li><blockquote>y</blockquote></ul>")
	f.Fuzz(func(t *testing.T, s string) {
		a, err := Read("x.html", []byte(s), Options{As: "html"})
		if err == nil {
			meansWhatItSays(t, a)
		}
	})
}
