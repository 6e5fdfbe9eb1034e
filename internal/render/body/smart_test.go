package body

import (
	"strings"
	"testing"

	"dossier/internal/doc"
)

// smarter is the text of a leaf, with its marks, as it is shown.
func smarter(b *doc.Block, lang string) string {
	var out strings.Builder
	at := 0
	for _, s := range smart(b, lang) {
		out.WriteString(b.Text[at:s.start] + s.by)
		at = s.end
	}
	return out.String() + b.Text[at:]
}

var smartCases = []struct{ lang, text, want string }{
	{"en", `He said "no" and left.`, `He said “no” and left.`},
	{"en", `"No," he said. "Not 'now'."`, `“No,” he said. “Not ‘now’.”`},
	{"en", `("quoted")`, `(“quoted”)`},
	{"en", `"'Quoted' twice"`, `“‘Quoted’ twice”`},
	{"en", `the harbour's, the dogs' bowls, o'clock, it's`, `the harbour’s, the dogs’ bowls, o’clock, it’s`},
	{"en", `'tis the '90s, rock 'n' roll`, `’tis the ’90s, rock ’n’ roll`},
	{"en", `'Not now', she said`, `‘Not now’, she said`},
	{"en", `'the dog's bowl'`, `‘the dog’s bowl’`},
	{"en", `a 6" pipe and a 5' wall`, `a 6" pipe and a 5' wall`},
	{"en", `pages 4--9, a thought --- or two -- or ...`, `pages 4–9, a thought — or two – or …`},
	{"en", `write --force or -v, ---- and ..`, `write --force or -v, ---- and ..`},
	{"en", `a lone " mark`, `a lone " mark`},
	{"en", `“already” ‘done’`, `“already” ‘done’`},
	{"en", `"`, `"`},
	{"en", `'`, `'`},
	{"en-GB", `"yes"`, `“yes”`},
	{"de", `Er sagte "nein", 'nie'.`, `Er sagte „nein“, ‚nie‘.`},
	{"fr", `Il dit "non" à l'heure`, "Il dit «\u202fnon\u202f» à l’heure"},
	{"ru", `Он сказал "нет"`, `Он сказал «нет»`},
	{"pl", `"tak"`, `„tak”`},
	{"sv", `"ja"`, `”ja”`},
	{"xx", `"ja" l'an`, `"ja" l’an`},
	{"", `"ja"`, `"ja"`},
}

func TestSmart(t *testing.T) {
	for _, c := range smartCases {
		if got := Smart(c.text, c.lang); got != c.want {
			t.Errorf("%s: %s\n got %s\nwant %s", c.lang, c.text, got, c.want)
		}
	}
}

func TestSmartKeepsOut(t *testing.T) {
	stretch := func(text, quiet string, kind doc.MarkKind) *doc.Block {
		at := strings.Index(text, quiet)
		return &doc.Block{Text: text, Marks: []doc.Mark{{Start: at, End: at + len(quiet), Kind: kind, Target: "x"}}}
	}
	for _, c := range []struct {
		name string
		b    *doc.Block
		want string
	}{
		{"code", stretch(`say "a" or "b--c"`, `"b--c"`, doc.Code), `say “a” or "b--c"`},
		{"code between quotation marks", stretch(`say "x--y" now`, `x--y`, doc.Code), `say “x--y” now`},
		{"link of words", stretch(`see "the log"`, `the log`, doc.Link), `see “the log”`},
		{"link of an address", stretch(`see https://example.org/a--b "now"`, `https://example.org/a--b`, doc.Link), `see https://example.org/a--b “now”`},
		{"name", stretch(`"Ada" came`, `Ada`, doc.Mention), `“Ada” came`},
		{"behind a note mark", &doc.Block{Text: `"Ada` + doc.Atom + `" came`, Marks: []doc.Mark{{Start: 4, End: 7, Kind: doc.NoteRef}}}, `“Ada` + doc.Atom + `” came`},
		{"raw HTML", &doc.Block{Text: doc.Atom + `"x"` + doc.Atom, Marks: []doc.Mark{{Start: 0, End: 3, Kind: doc.RawHTML, Alt: "<kbd>"}, {Start: 6, End: 9, Kind: doc.RawHTML, Alt: "</kbd>"}}}, doc.Atom + `"x"` + doc.Atom},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := smarter(c.b, "en"); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

// TestSmartInBody looks at the HTML: marks may be cut by elements, and attributes stay.
func TestSmartInBody(t *testing.T) {
	b := &doc.Block{Kind: doc.Paragraph, Text: `"Ada's" & 'x'`, Marks: []doc.Mark{{Start: 1, End: 6, Kind: doc.Link, Target: `/a/"b"/`, Title: `the "log"`}}}
	b.SortMarks()
	for _, c := range []struct {
		o    Options
		want string
	}{
		{Options{Language: "en"}, `<p>“<a href="a/&quot;b&quot;/" title="the &quot;log&quot;">Ada’s</a>” &amp; ‘x’</p>`},
		{Options{}, `<p>&quot;<a href="a/&quot;b&quot;/" title="the &quot;log&quot;">Ada's</a>&quot; &amp; 'x'</p>`},
		{Options{Language: "en", Bare: true}, `<p>&quot;<a href="/a/&quot;b&quot;/" title="the &quot;log&quot;">Ada's</a>&quot; &amp; 'x'</p>`},
	} {
		if got := HTML([]*doc.Block{b}, c.o); got != c.want {
			t.Errorf("%+v\n got %s\nwant %s", c.o, got, c.want)
		}
	}
}

func FuzzSmart(f *testing.F) {
	for _, c := range smartCases {
		f.Add(c.text, c.lang)
	}
	f.Fuzz(func(t *testing.T, text, lang string) {
		at := 0
		for _, s := range smart(&doc.Block{Text: text}, lang) {
			if s.start < at || s.end <= s.start || s.end > len(text) {
				t.Fatalf("%q: swap %+v behind %d", text, s, at)
			}
			if strings.Trim(text[s.start:s.end], `"'-.`) != "" {
				t.Fatalf("%q: swap %+v takes more than marks", text, s)
			}
			at = s.end
		}
	})
}

// TestSmartMoves keeps the places in a text that a quotation marks.
func TestSmartMoves(t *testing.T) {
	for _, c := range []struct {
		text       string
		start, end int
		lang, want string
		match      string
	}{
		{`He said "Berg's dam" broke.`, 9, 13, "en", `He said “Berg’s dam” broke.`, "Berg"},
		{`He said "Berg's dam" broke.`, 9, 19, "en", `He said “Berg’s dam” broke.`, "Berg’s dam"},
		{`"Berg" came.`, 1, 5, "fr", "«\u202fBerg\u202f» came.", "Berg"},
		{`Plain Berg.`, 6, 10, "en", `Plain Berg.`, "Berg"},
		{`See https://example.org/a--b, Berg -- or not.`, 30, 34, "en", `See https://example.org/a--b, Berg – or not.`, "Berg"},
		{`Berg's`, 0, 6, "en", "Berg’s", "Berg’s"},
	} {
		start, end := c.start, c.end
		got := Smart(c.text, c.lang, &start, &end)
		if got != c.want || start > end || end > len(got) || got[start:end] != c.match {
			t.Errorf("%s: got %s with %d:%d, want %s with %q", c.text, got, start, end, c.want, c.match)
		}
	}
}
