package render

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"dossier/internal/index"
	"dossier/internal/record"
)

func TestListFiles(t *testing.T) {
	for _, c := range []struct {
		articles int
		want     string // files with the number of articles on each
	}{
		{0, "articles/index.html 0"},
		{1, "articles/index.html 1"},
		{listLength, "articles/index.html 200"},
		{listLength + 1, "articles/index.html 200; articles/page/2/index.html 1"},
		{2*listLength + 5, "articles/index.html 200; articles/page/2/index.html 200; articles/page/3/index.html 5"},
	} {
		s := &Site{}
		var list []*index.Article
		for i := range c.articles {
			list = append(list, &index.Article{Position: i})
		}
		var got []string
		var seen []*index.Article
		for _, f := range s.listFiles("/articles/", list, func(shown, ListPage) {}, func(p ListPage) (Content, error) {
			seen = append(seen, p.articles...)
			return Content{Data: []byte(fmt.Sprint(len(p.articles)))}, nil
		}) {
			content, err := f.Make()
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, f.Path+" "+string(content.Data))
		}
		if got := strings.Join(got, "; "); got != c.want || !slices.Equal(seen, list) {
			t.Errorf("%d articles: got %s, want %s", c.articles, got, c.want)
		}
	}
}

// textMap holds texts in memory.
type textMap map[string]*Text

func (m textMap) Whole(address string) *Text  { return m[address] }
func (m textMap) Quoted(address string) *Text { return m[address] }
func (m textMap) Lead(address string) string {
	if lead := m["lead of "+address]; lead != nil {
		return lead.Body
	}
	return ""
}
func (m textMap) Digest(string) string { return "" }
func (m textMap) Face(string) string   { return "" }

// TestLongList looks at the second page of a long list.
func TestLongList(t *testing.T) {
	s := harbours(t, "en")
	for i := range listLength {
		path := fmt.Sprintf("/articles/n%d/", i)
		entry := &record.Entry{Slug: fmt.Sprint("n", i), Title: fmt.Sprint("Number ", i), Date: date(t, "1990")}
		s.Index.Articles = append(s.Index.Articles, &index.Article{Record: &record.Record{Entry: entry}, Path: path})
		s.Texts.(textMap)[path] = &Text{}
	}
	text := textOf(t, s, "articles/page/2/index.html")
	for _, want := range []string{"Articles, page 2", "1990 Number 198", "Number 199", "1 2"} {
		if !strings.Contains(text, want) {
			t.Errorf("the second page does not say %q; it says %s", want, text)
		}
	}
}

// TestLongIndex cuts a long index into pages; its letters lead to where they begin.
func TestLongIndex(t *testing.T) {
	s := harbours(t, "en")
	quay := s.Index.Entity("east-quay")
	s.Index.Entries = nil
	for i := range azLength + 2 {
		letter := "B"
		switch {
		case i > azLength:
			letter = "D"
		case i > azLength-2:
			letter = "C"
		}
		s.Index.Entries = append(s.Index.Entries, &index.Entry{Name: fmt.Sprint(letter, i), Letter: letter, Entity: quay})
	}
	for path, wants := range map[string][]string{
		"index/index.html":   {`href="#letter-B">B<`, `href="#letter-C">C<`, `href="../index/2/">2<`, `>B0</a>`, `<li id="letter-D"><a href="../index/2/#letter-D">D<`},
		"index/2/index.html": {`href="../../index/#letter-B">B<`, `href="../../index/#letter-C">C<`, `<h2 id="letter-C">`, `>D201</a>`, `href="#letter-D">D<`},
	} {
		page := htmlOf(t, s, path)
		for _, want := range wants {
			if !strings.Contains(page, want) {
				t.Errorf("%s has no %s", path, want)
			}
		}
	}
}

// TestLongNames cuts a long list of names into pages; its types and the subjects lead to
// where they begin.
func TestLongNames(t *testing.T) {
	s := harbours(t, "en")
	add := func(n int, kind string) {
		for i := range n {
			id := fmt.Sprint(kind, i)
			s.Index.Entities = append(s.Index.Entities, &index.Entity{Entity: &record.Entity{ID: id, Name: id, Type: kind}, SortName: "Of " + id, Path: "/entities/" + id + "/"})
		}
	}
	s.Index.Entities, s.Index.Terms = nil, []*index.Term{{Item: "tides"}}
	add(namesLength/2, "person")
	add(namesLength/2+2, "place") // so two pages of 251
	for path, wants := range map[string][]string{
		"entities/index.html": {`<li><a href="#type-person">People</a> <span class="n">250</span>`, `<li><a href="#type-place">Places</a> <span class="n">252</span>`,
			`<h2 id="type-place">`, `href="../entities/place0/">`, `<li id="subjects"><a href="../index/names/2/#subjects">`, `href="../index/names/2/">2<`},
		"index/names/2/index.html": {`<a href="../../../entities/#type-person">People</a>`, `<h2 id="type-place">`, `href="../../../entities/place1/">`, `href="../../../entities/place251/">`,
			`<h2 id="subjects">`, `href="../../../entities/">1<`},
	} {
		page := htmlOf(t, s, path)
		for _, want := range wants {
			if !strings.Contains(page, want) {
				t.Errorf("%s has no %s", path, want)
			}
		}
		if strings.Count(page, `id="subjects"`) != 1 || strings.Contains(page, "person0/") == strings.Contains(page, "place1/") {
			t.Errorf("%s repeats what is on the other page", path)
		}
	}
}

// TestLongRegister names the sites of many sources; what has no page of its own stays, and
// the page of a site goes on.
func TestLongRegister(t *testing.T) {
	s := harbours(t, "en")
	site := func(n int, name string) {
		for i := range n {
			src := &index.Source{URL: fmt.Sprintf("https://%s/%d", name, i), Site: name}
			src.Cited = []index.Cited{{Article: s.Index.Articles[0], Sentence: 0}}
			s.Index.Sources = append(s.Index.Sources, src)
		}
	}
	s.Index.Sources = nil
	site(registerLength, "log.example")
	site(1, "once.example")
	page := htmlOf(t, s, "sources/index.html")
	for _, want := range []string{`<a href="../sources/log-example/">log.example</a> <span class="n">500</span>`, `href="https://once.example/0"`} {
		if !strings.Contains(page, want) {
			t.Errorf("the register has no %s", want)
		}
	}
	for path, wants := range map[string][]string{
		"sources/log-example/index.html":   {`href="https://log.example/0"`, `href="https://log.example/199"`, `href="../../sources/log-example/3/">3<`, "500 sources"},
		"sources/log-example/3/index.html": {`href="https://log.example/400"`, `href="https://log.example/499"`, `href="../../../sources/log-example/">1<`, "500 sources"},
	} {
		page := htmlOf(t, s, path)
		for _, want := range wants {
			if !strings.Contains(page, want) {
				t.Errorf("%s has no %s", path, want)
			}
		}
		if strings.Contains(page, "https://log.example/200\"") {
			t.Errorf("%s has what is on the second page", path)
		}
	}
	if strings.Contains(page, "https://log.example/") {
		t.Error("the register lists the sources of a site")
	}
}
