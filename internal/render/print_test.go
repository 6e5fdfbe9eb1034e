package render

import (
	"fmt"
	"strings"
	"testing"

	"dossier/internal/index"
	"dossier/internal/record"
)

// TestPrintParts prints a dossier that is too long for one page.
func TestPrintParts(t *testing.T) {
	s := harbours(t, "en")
	for i := range printWhole {
		path := fmt.Sprintf("/articles/n%d/", i)
		entry := &record.Entry{Slug: fmt.Sprint("n", i), Title: fmt.Sprint("Number ", i), Language: "en"}
		s.Index.Articles = append(s.Index.Articles, &index.Article{Record: &record.Record{Entry: entry}, Path: path})
		s.Texts.(textMap)[path] = &Text{Body: `<p id="p-own">Text, <a href="../n198/#p-own">last</a>, <a href="../n5/">far</a></p>`}
	}
	// The newest stand last: number 199 of the list is the first to print.
	first := htmlOf(t, s, "print/1/index.html")
	for _, want := range []string{`<article id="a1">`, `href="#a2.p-own">last<`, `<p id="a2.p-own">`, `href="../../articles/n5/">far<`} {
		if !strings.Contains(first, want) {
			t.Errorf("the first part has no %s", want)
		}
	}
	if strings.Contains(first, `id="a1.p-own"`) {
		t.Error("an id that nothing leads to is kept")
	}
	whole := htmlOf(t, s, "print/index.html")
	for _, want := range []string{`href="../print/1/">Articles 1 to 100<`, `href="../print/3/#a201">Quay<`, `href="../index/"`, `href="../timeline/"`, `<article id="p1">`} {
		if !strings.Contains(whole, want) {
			t.Errorf("the page of parts has no %s", want)
		}
	}
	if last := htmlOf(t, s, "print/3/index.html"); !strings.Contains(last, `<article id="a202">`) {
		t.Error("the last part does not end with the newest article")
	}
}

// TestPrintedAddresses takes the addresses of a text to the page for printing.
func TestPrintedAddresses(t *testing.T) {
	s := harbours(t, "en")
	s.Texts.(textMap)["/articles/quay/"].Body = `<h2 id="own">H</h2><p id="s-1"><a href="#own">own</a> <a href="../flood/">flood</a> <a href="../flood/#s-1">told</a> ` +
		`<a href="../../entities/east-quay/">name</a> <a href="../../entities/nobody/">nobody</a> <a href="../../data/">data</a> <a href="//other.example/a">host</a> ` +
		`<a href="mailto:a@b.example">mail</a> <a href="https://example.org/x?a=1&amp;b=2#c">far</a> <img src="../../media/a.png" srcset="x" alt="A" loading="lazy"></p><script>alert(1)</script>`
	page := htmlOf(t, s, "print/index.html")
	for _, want := range []string{
		`<h3 id="a1.own">H</h3>`, `href="#a1.own">own<`, `href="#a2">flood<`, `href="#a2.s-1">told<`, `href="#name.east-quay">name<`, `href="../entities/nobody/">nobody<`,
		`href="../data/">data<`, `href="//other.example/a">host<`, `href="mailto:a@b.example">mail<`, `href="https://example.org/x?a=1&amp;b=2#c">far<`, `<img src="../media/a.png" alt="A"></p>`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("no %s", want)
		}
	}
	if strings.Contains(page, "alert(1)</script") {
		t.Error("a script came along")
	}
}

// htmlOf makes a page of the site.
func htmlOf(t *testing.T, s *Site, path string) string {
	t.Helper()
	for _, f := range s.Plan() {
		if f.Path != path {
			continue
		}
		content, err := f.Make()
		if err != nil {
			t.Fatal(err)
		}
		return string(content.Data)
	}
	t.Fatalf("no page %s", path)
	return ""
}
