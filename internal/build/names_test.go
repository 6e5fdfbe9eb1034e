package build

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"dossier/internal/config"
	"dossier/internal/doc"
	"dossier/internal/parse"
	"dossier/internal/read"
	"dossier/internal/record"
	"dossier/internal/render/body"
	"dossier/internal/source"

	"golang.org/x/net/html"
)

// FuzzMarkNames checks what linking must never do: change the text of a page, let two
// names overlap, cut a word, or enter code, addresses and links of the author.
func FuzzMarkNames(f *testing.F) {
	for _, text := range []string{
		"Ada Berg met *Ada* Berg; Berg's ship, BERG and Bergs.",
		"`Ada Berg` <https://example.org/Berg> [Ada Berg](https://example.org) ![Ada Berg](b.png)",
		"# Ada Berg\n\n> Nor-Land, Norland\n\n| Ada | Berg |\n|---|---|\n| Ada Berg | US |\n",
		"U.S. and US.[^1]\n\n[^1]: O’Neal of Nor\u00a0Land, ~~Ada~~ **Be**rg.",
		"```\nAda Berg\n```\n\n$Ada Berg$ Ada\u00ad Berg Be\u0301rg",
	} {
		f.Add(text)
	}
	list := []*record.Entity{
		{ID: "ada-berg", Name: "Ada Berg", Type: "person"},
		{ID: "nor-land", Name: "Nor-Land", Type: "place", Demonyms: []record.Alias{{Text: "Norlander"}}},
		{ID: "oneal", Name: "O'Neal", Type: "person"},
		{ID: "us", Name: "United States", Type: "place", Aliases: []record.Alias{{Text: "US"}}},
	}
	compile := func(t *testing.T, text string, list []*record.Entity) (*doc.Doc, string) {
		p := &read.Project{Config: config.Default(""), Catalogue: &record.Catalogue{Entities: list}, Media: map[string]bool{}}
		file, _ := source.NewFile("content/articles/a.md", []byte(text))
		e := &record.Entry{Name: file.Name, Slug: "a", Title: "A", Language: "en", Dialect: "gfm"}
		d := parse.Parse(e.Dialect, file, 0)
		newCompiler(p, nil, nil).resolve(d, e)
		o := body.Options{Root: "../../"}
		var out strings.Builder
		out.WriteString(body.HTML(d.Blocks, o))
		for _, n := range body.Notes(d, o) {
			out.WriteString(n.HTML)
		}
		return d, textOf(t, out.String())
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 5000 {
			return
		}
		d, with := compile(t, text, list)
		_, without := compile(t, text, nil)
		if with != without {
			t.Errorf("linking changed the text\n%q\n%q", without, with)
		}
		d.Leaves(func(b *doc.Block, _ *doc.Note) { checkMentions(t, b) })
	})
}

func checkMentions(t *testing.T, b *doc.Block) {
	end := 0
	for _, m := range b.Marks {
		if m.Kind != doc.Mention {
			continue
		}
		name := b.Text[m.Start:m.End]
		if m.Start < end {
			t.Errorf("%q overlaps the name before it", name)
		}
		end = m.End
		before, _ := utf8.DecodeLastRuneInString(b.Text[:m.Start])
		first, _ := utf8.DecodeRuneInString(name)
		last, _ := utf8.DecodeLastRuneInString(name)
		after, _ := utf8.DecodeRuneInString(b.Text[m.End:])
		if isLatin(before) && isLatin(first) || isLatin(last) && isLatin(after) {
			t.Errorf("%q is cut out of a word in %q", name, b.Text)
		}
		for _, o := range b.Marks {
			if o.Start < m.End && m.Start < o.End && (o.Kind.IsQuiet() || o.Kind == doc.Link && m.Num == 1) {
				t.Errorf("%q lies in code, an address or a link: %v", name, o)
			}
		}
	}
}

func isLatin(r rune) bool { return unicode.Is(unicode.Latin, r) }

// textOf is the text that a reader of some HTML sees.
func textOf(t *testing.T, page string) string {
	t.Helper()
	var out strings.Builder
	z := html.NewTokenizer(bytes.NewReader([]byte(page)))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return out.String()
		case html.TextToken:
			out.Write(z.Text())
		}
	}
}

// TestFoundNames checks that a site of found names has the same bytes with any number
// of workers.
func TestFoundNames(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"a.md": "# The dam\n\nMinister Otto Holt came to the River Tarn. Mr Holt praised the River Tarn.\n",
		"b.md": "# The line\n\nIn spring Otto Holt left the River Tarn with Ada Berg (AB).\n",
		"c.md": "# The end\n\nThe East Works of Corvale met Ada Berg. AB praised Corvale.\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	pages := func(workers int) string {
		out := filepath.Join(t.TempDir(), "site")
		r, err := Run(t.Context(), Options{Source: dir, Output: out, Workers: workers})
		if err != nil || r.Failed || r.Entities < 3 {
			t.Fatal(err, r)
		}
		var all strings.Builder
		for _, name := range []string{"entities/index.html", "index/index.html", "entities/otto-holt/index.html", "articles/c/index.html"} {
			data, err := os.ReadFile(filepath.Join(out, name))
			if err != nil {
				t.Fatal(err)
			}
			all.Write(data)
		}
		return all.String()
	}
	if one, many := pages(1), pages(8); one != many {
		t.Error("the number of workers changes the pages")
	}
}
