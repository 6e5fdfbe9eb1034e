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
		s.Texts[path] = &Text{Body: `<p id="p-own">Text, <a href="../n198/#p-own">last</a>, <a href="../n5/">far</a></p>`}
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
