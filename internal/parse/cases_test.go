package parse_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dossier/internal/doc"
	"dossier/internal/inspect"
	"dossier/internal/parse/gfm"
	"dossier/internal/parse/mmark"
	"dossier/internal/resolve/footnotes"
	"dossier/internal/source"
)

// dialects are the Markdown dialects that the cases are run in. A row is all that a
// new one needs.
var dialects = []struct {
	name  string
	parse func(f *source.File, body int) *doc.Doc
}{
	{"gfm", gfm.Parse},
	{"mmark", mmark.Parse},
}

// suite is a file of footnote cases; its fields are those of the file.
type suite struct {
	Cases []testCase `json:"cases"`
}

type testCase struct {
	ID       string   `json:"id"`
	Title    string   `json:"title"`
	Dialects []string `json:"dialects"`
	Markdown string   `json:"markdown"`
	Expect   struct {
		Notes []struct {
			Label  string   `json:"label"`
			Refs   int      `json:"refs"`
			Text   string   `json:"text"`
			Blocks []string `json:"blocks"` // p, list, code, table, quote
			URL    string   `json:"url"`
		} `json:"notes"`
		Body             []string     `json:"body"`
		BodyAlternatives [][]string   `json:"body_alternatives"`
		BodyOrderFree    bool         `json:"body_order_free"`
		Diagnostics      []diagnostic `json:"diagnostics"`
		HeadingIDs       []string     `json:"heading_ids"`
		Compare          string       `json:"compare"`
	} `json:"expect"`
}

type diagnostic struct {
	Code   string `json:"code"`
	Label  string `json:"label"`
	Line   int    `json:"line"`
	Column int    `json:"column,omitempty"` // 0: any
}

// suites reads our own cases, and those of DOSSIER_CORPORA when it is set.
func suites(t testing.TB) []testCase {
	files := []string{filepath.Join("testdata", "footnotes.json")}
	if dir := os.Getenv("DOSSIER_CORPORA"); dir != "" {
		files = append(files, filepath.Join(dir, "data", "footnotes-dev.json"))
	}
	var cases []testCase
	for _, name := range files {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var s suite
		if err := json.Unmarshal(raw, &s); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		cases = append(cases, s.Cases...)
	}
	return cases
}

// resolved parses a text and pairs its notes. The body begins behind head.
func resolved(parse func(*source.File, int) *doc.Doc, head, text string) *doc.Doc {
	f, _ := source.NewFile("content/articles/case.md", []byte(head+text))
	d := parse(f, len(strings.ReplaceAll(head, "\r\n", "\n")))
	footnotes.Resolve(d)
	return d
}

func TestCases(t *testing.T) {
	for _, c := range suites(t) {
		for _, dialect := range dialects {
			if !slices.Contains(c.Dialects, dialect.name) {
				continue
			}
			t.Run(c.ID+"/"+dialect.name, func(t *testing.T) {
				d := resolved(dialect.parse, "", c.Markdown)
				v := inspect.Of(d)
				checkNotes(t, c, d, v)
				checkBody(t, c, v)
				checkDiagnostics(t, c, v)
				checkHeadings(t, c, v)
				checkInvariants(t, d)
				checkLineEnds(t, c, dialect.parse, v)
			})
		}
	}
}

func checkNotes(t *testing.T, c testCase, d *doc.Doc, v inspect.View) {
	t.Helper()
	type note struct {
		Label string
		Refs  int
		Text  string
	}
	var got, want []note
	for _, n := range v.Notes {
		got = append(got, note{n.Label, n.Refs, n.Text})
	}
	for i, n := range c.Expect.Notes {
		want = append(want, note{n.Label, n.Refs, n.Text})
		if i >= len(d.Notes) {
			continue
		}
		if n.Blocks != nil {
			if diff := cmp.Diff(n.Blocks, blockNames(d.Notes[i].Blocks)); diff != "" {
				t.Errorf("blocks of note %s (-want +got):\n%s", n.Label, diff)
			}
		}
		if n.URL != "" && !slices.Contains(links(d.Notes[i].Blocks), n.URL) {
			t.Errorf("note %s leads to %q, want %s", n.Label, links(d.Notes[i].Blocks), n.URL)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("notes (-want +got):\n%s", diff)
	}
}

func blockNames(blocks []*doc.Block) []string {
	names := map[doc.Kind]string{doc.Paragraph: "p", doc.TightText: "p", doc.List: "list", doc.CodeBlock: "code", doc.Table: "table", doc.Quote: "quote"}
	var out []string
	for _, b := range blocks {
		out = append(out, names[b.Kind])
	}
	return out
}

func links(blocks []*doc.Block) []string {
	var out []string
	doc.Walk(blocks, func(b *doc.Block) bool {
		for _, m := range b.Marks {
			if m.Kind == doc.Link {
				out = append(out, m.Target)
			}
		}
		return true
	})
	return out
}

func checkBody(t *testing.T, c testCase, v inspect.View) {
	t.Helper()
	if c.Expect.Compare == "notes-only" {
		return
	}
	got := slices.Clone(v.Body)
	wants := append([][]string{c.Expect.Body}, c.Expect.BodyAlternatives...)
	for _, want := range wants {
		if c.Expect.BodyOrderFree {
			want = slices.Sorted(slices.Values(want))
			slices.Sort(got)
		}
		if slices.Equal(want, got) {
			return
		}
	}
	t.Errorf("body (-want +got):\n%s", cmp.Diff(c.Expect.Body, v.Body))
}

func checkDiagnostics(t *testing.T, c testCase, v inspect.View) {
	t.Helper()
	noteCodes := []source.Code{source.UndefinedNote, source.UnusedNote, source.DuplicateNote, source.BadLabel, source.EmptyNote}
	key := func(code, label string, line int) string { return fmt.Sprintf("%d %s %s", line, code, label) }
	got, want := []string{}, []string{}
	columns := map[string]bool{}
	for _, d := range v.Diagnostics {
		if slices.Contains(noteCodes, d.Code) {
			k := key(string(d.Code), d.Label, d.Line)
			got = append(got, k)
			columns[fmt.Sprint(k, " at ", d.Column)] = true
		}
	}
	for _, d := range c.Expect.Diagnostics {
		k := key(d.Code, d.Label, d.Line)
		want = append(want, k)
		if k := fmt.Sprint(k, " at ", d.Column); d.Column > 0 && !columns[k] {
			t.Errorf("no diagnostic %s", k)
		}
	}
	slices.Sort(got)
	slices.Sort(want)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("diagnostics (-want +got):\n%s", diff)
	}
}

// checkHeadings tests the texts that ids are made of: they hold no trace of a mark.
func checkHeadings(t *testing.T, c testCase, v inspect.View) {
	t.Helper()
	if c.Expect.HeadingIDs == nil {
		return
	}
	var got []string
	for _, h := range v.Headings {
		got = append(got, strings.ReplaceAll(strings.ToLower(h.Text), " ", "-"))
	}
	if diff := cmp.Diff(c.Expect.HeadingIDs, got); diff != "" {
		t.Errorf("heading ids (-want +got):\n%s", diff)
	}
}

// checkInvariants tests what must hold of any article.
func checkInvariants(t *testing.T, d *doc.Doc) {
	t.Helper()
	ids := map[string]bool{}
	take := func(id string) {
		if key := strings.ToLower(id); id == "" || ids[key] {
			t.Errorf("id %q is empty or taken", id)
		} else {
			ids[key] = true
		}
	}
	seen := map[*doc.Note]int{}
	last := 0
	marks := func(b *doc.Block) {
		link := 0
		for _, m := range b.Marks {
			switch {
			case m.Start < 0 || m.Start > m.End || m.End > len(b.Text) || m.Start == m.End && m.Kind != doc.Link:
				t.Errorf("%s mark %d-%d on a text of %d", m.Kind, m.Start, m.End, len(b.Text))
			case m.Kind.IsAtom() && b.Text[m.Start:m.End] != doc.Atom:
				t.Errorf("%s mark on %q", m.Kind, b.Text[m.Start:m.End])
			case m.Kind == doc.Link:
				if m.Start < link {
					t.Error("a link in a link")
				}
				link = m.End
			case m.Kind == doc.NoteRef && m.Note != nil && m.Note.Number > 0:
				if m.Start < link {
					t.Error("a note mark in a link")
				}
				seen[m.Note]++
				if m.Num != seen[m.Note] {
					t.Errorf("mark %d of note %d is counted as %d", seen[m.Note], m.Note.Number, m.Num)
				}
				if m.Note.Number > last+1 {
					t.Errorf("note %d comes after note %d", m.Note.Number, last)
				}
				last = max(last, m.Note.Number)
				take(footnotes.MarkID(m.Note, m.Num))
			}
		}
	}
	leaves := func(blocks []*doc.Block) {
		doc.Walk(blocks, func(b *doc.Block) bool {
			if b.IsLeaf() {
				marks(b)
				checkPlaces(t, d, b)
			}
			return true
		})
	}
	leaves(d.Blocks)
	for _, n := range d.Notes {
		take(n.ID)
		leaves(n.Blocks)
	}
	for _, n := range d.Notes {
		if seen[n] != n.Refs {
			t.Errorf("note %d has %d marks and %d refs", n.Number, seen[n], n.Refs)
		}
	}
	for _, n := range d.Defs {
		if n.Number == 0 && !slices.Contains(d.Loose, n) {
			t.Errorf("the text of note %s is lost", n.Label)
		}
	}
	for _, n := range d.Loose {
		take(n.ID)
		doc.Walk(n.Blocks, func(b *doc.Block) bool { checkPlaces(t, d, b); return true })
	}
}

// checkPlaces tests that segments are in order and that letters and digits stand
// where they say.
func checkPlaces(t *testing.T, d *doc.Doc, b *doc.Block) {
	t.Helper()
	at := 0
	for _, s := range b.Segs {
		if s.Text < at || s.Len < 0 || s.Text+s.Len > len(b.Text) || s.Source < 0 || s.Source+s.Len > len(d.File.Text) {
			t.Errorf("segment %+v of %q", s, b.Text)
			return
		}
		at = s.Text + s.Len
		got, want := words(d.File.Text[s.Source:s.Source+s.Len]), words(b.Text[s.Text:at])
		if got != want {
			t.Errorf("%q stands at a place that says %q", want, got)
		}
	}
}

func words(s string) string { return strings.Join(strings.Fields(s), " ") }

// checkLineEnds tests that CRLF gives the same, and that front matter only moves the
// lines.
func checkLineEnds(t *testing.T, c testCase, parse func(*source.File, int) *doc.Doc, want inspect.View) {
	t.Helper()
	got := inspect.Of(resolved(parse, "---\r\ntitle: x\r\n---\r\n", strings.ReplaceAll(c.Markdown, "\n", "\r\n")))
	for i := range got.Diagnostics {
		got.Diagnostics[i].Line -= 3
	}
	for i := range want.Diagnostics { // messages name lines
		want.Diagnostics[i].Message = ""
	}
	for i := range got.Diagnostics {
		got.Diagnostics[i].Message = ""
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("CRLF and front matter change the result (-without +with):\n%s", diff)
	}
}

// Every case that two dialects can say gives the same model in both.
func TestDialectsAgree(t *testing.T) {
	for _, c := range suites(t) {
		var models []string
		for _, dialect := range dialects {
			if slices.Contains(c.Dialects, dialect.name) {
				models = append(models, model(resolved(dialect.parse, "", c.Markdown)))
			}
		}
		for _, m := range models[1:] {
			if diff := cmp.Diff(strings.Split(models[0], "\n"), strings.Split(m, "\n")); diff != "" {
				t.Errorf("%s:\n%s", c.ID, diff)
			}
		}
	}
}

// Whatever follows whatever, in either dialect: no word of an author is lost.
func TestNothingIsLost(t *testing.T) {
	word := regexp.MustCompile(`[a-zA-Z]{2,}`)
	signs := "Figure Table Quote frontmatter mainmatter backmatter"
	cases := suites(t)
	for _, dialect := range dialects {
		for i, a := range cases {
			for k := range 8 {
				b := cases[(i*7+k*11)%len(cases)]
				if !slices.Contains(a.Dialects, dialect.name) || !slices.Contains(b.Dialects, dialect.name) {
					continue
				}
				text := a.Markdown + []string{"", "\n"}[k%2] + b.Markdown
				have := model(resolved(dialect.parse, "", text))
				for _, w := range word.FindAllString(text, -1) {
					if !strings.Contains(have, w) && !strings.Contains(signs, w) {
						t.Errorf("%s: %q of %s and %s is lost", dialect.name, w, a.ID, b.ID)
						break
					}
				}
			}
		}
	}
}

// FuzzDialects looks for texts that break an invariant, in every dialect.
func FuzzDialects(f *testing.F) {
	for _, c := range suites(f) {
		f.Add(c.Markdown)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 10_000 {
			t.Skip()
		}
		for _, dialect := range dialects {
			checkInvariants(t, resolved(dialect.parse, "", text))
		}
	})
}

// model writes the whole document down, but for places.
func model(d *doc.Doc) string {
	var out strings.Builder
	var write func(blocks []*doc.Block, indent string)
	write = func(blocks []*doc.Block, indent string) {
		for _, b := range blocks {
			fmt.Fprintf(&out, "%s%s id=%q level=%d info=%q align=%d flags=%d %q\n", indent, b.Kind, b.ID, b.Level, b.Info, b.Align, b.Flags, b.Text)
			for _, m := range b.Marks {
				fmt.Fprintf(&out, "%s  %d-%d %s %q %q %q %d\n", indent, m.Start, m.End, m.Kind, m.Target, m.Title, m.Alt, m.Num)
			}
			write(b.Blocks, indent+"  ")
		}
	}
	write(d.Blocks, "")
	for _, n := range append(slices.Clone(d.Notes), d.Loose...) {
		fmt.Fprintf(&out, "note %d %s %q refs=%d %s\n", n.Number, n.ID, n.Label, n.Refs, n.Why)
		write(n.Blocks, "  ")
	}
	return out.String()
}

// Both dialects are linear in the number of notes.
func BenchmarkNotes(b *testing.B) {
	for _, dialect := range dialects {
		for _, n := range []int{1000, 2000, 4000, 8000} {
			var text, defs strings.Builder
			for i := range n {
				fmt.Fprintf(&text, "word[^n%d] ", i)
				fmt.Fprintf(&defs, "[^n%d]: note %d\n", i, i)
			}
			b.Run(fmt.Sprintf("%s/%d", dialect.name, n), func(b *testing.B) {
				for b.Loop() {
					if d := resolved(dialect.parse, "", text.String()+"\n\n"+defs.String()); len(d.Notes) != n {
						b.Fatalf("%d notes", len(d.Notes))
					}
				}
			})
		}
	}
}
