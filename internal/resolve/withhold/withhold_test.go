package withhold

import (
	"fmt"
	"strings"
	"testing"

	"dossier/internal/doc"
	"dossier/internal/parse"
	"dossier/internal/record"
	"dossier/internal/resolve/anchors"
	"dossier/internal/resolve/facts"
	"dossier/internal/resolve/footnotes"
	"dossier/internal/source"
)

func resolved(text string, names ...string) (*doc.Doc, *record.Record, []string) {
	f, _ := source.NewFile("a.md", []byte(text))
	d := parse.Parse("gfm", f, 0)
	footnotes.Resolve(d)
	d.Leaves(func(b *doc.Block, _ *doc.Note) {
		for _, n := range names {
			for at := 0; ; {
				i := strings.Index(b.Text[at:], n)
				if i < 0 {
					break
				}
				b.Add(doc.Mark{Kind: doc.Mention, Start: at + i, End: at + i + len(n), Target: strings.ToLower(n)})
				at += i + len(n)
			}
		}
	})
	anchors.Assign(d)
	r, quotes, _ := facts.Make(&record.Entry{}, d)
	return d, r, quotes
}

func plain(d *doc.Doc) string {
	var parts []string
	d.Leaves(func(b *doc.Block, n *doc.Note) {
		text := b.Plain()
		if n != nil {
			text = fmt.Sprintf("(%d) %s", n.Number, text)
		}
		parts = append(parts, text)
	})
	return strings.Join(parts, " | ")
}

const filler = "Nothing of note was seen on the water that day or on the next one either. "

func TestArticle(t *testing.T) {
	text := "# The lamp\n\nHolm lit the lamp.[^a] He slept.\n\n<div>raw</div>\n\n![A drawing](x.png)\n\n" +
		strings.Repeat(filler, 12) + "\n\n## Later\n\nOn the last evening of that long year Holm put out the lamp and rowed, without a word to anybody on the shore, to the far island where Vibe lived.[^b]\n\n[^a]: Log of Holm.\n[^b]: Told by Vibe.\n"
	for _, c := range []struct {
		extent record.Extent
		want   string
		quotes []string
	}{
		{record.Withheld, "", []string{"Holm lit the lamp.", "On the last evening of that long year Holm put out the lamp and rowed, without a word … Vibe …", "Log of Holm.", "Told by Vibe."}},
		{record.Excerpt, "The lamp | Holm lit the lamp. He slept. |  | " + strings.TrimSpace(strings.Repeat(filler, 3)) + " | (1) Log of Holm.",
			[]string{"Holm lit the lamp.", "On the last evening of that long year Holm put out the lamp and rowed, without a word to anybody on the shore, to … Vibe …", "Log of Holm.", "Told by Vibe."}},
	} {
		d, r, quotes := resolved(text, "Holm", "Vibe")
		whole := plain(d)
		quotes = Article(c.extent, d, r, quotes)
		if got := plain(d); got != c.want {
			t.Errorf("extent %d of %q:\n%q, want\n%q", c.extent, whole, got, c.want)
		}
		if fmt.Sprintf("%q", quotes) != fmt.Sprintf("%q", c.quotes) {
			t.Errorf("extent %d: quotes %q, want %q", c.extent, quotes, c.quotes)
		}
		for i, m := range r.Mentions {
			if got := strings.ToLower(quotes[m.Sentence][m.Start:m.End]); got != m.Entity {
				t.Errorf("extent %d: mention %d is %q, want %q", c.extent, i, got, m.Entity)
			}
		}
		if a := r.Sentences[1].Anchor; a != Anchor {
			t.Errorf("extent %d: a sentence that is not shown has the anchor %q", c.extent, a)
		}
		for _, h := range r.Headings {
			if h.Text == "Later" {
				t.Errorf("extent %d: a heading that is not shown is kept", c.extent)
			}
		}
	}
}

var sentencesToShorten = []string{
	"", "one", "Vibe", strings.Repeat("word ", 60) + "Vibe", "Vibe " + strings.Repeat("word ", 60) + "Vibe " + strings.Repeat("end ", 60) + "Vibe",
	strings.Repeat("灯", 80) + "Vibe" + strings.Repeat("塔", 80), "a\u00a0b  c\td Vibe\n" + strings.Repeat("e ", 40),
}

func FuzzShorten(f *testing.F) {
	for _, s := range sentencesToShorten {
		f.Add(s, 10)
	}
	f.Fuzz(func(t *testing.T, text string, most int) {
		most = min(max(most, 0), 100)
		var marks []*span
		words := 0
		for at := 0; ; {
			i := strings.Index(text[at:], "Vibe")
			if i < 0 {
				break
			}
			start, end := at+i, at+i+4
			marks = append(marks, &span{&start, &end})
			at = end
			words++
		}
		got := shorten(text, marks, most)
		for _, m := range marks {
			if got[*m.start:*m.end] != "Vibe" {
				t.Errorf("%q, %d words: %q has %q at a mark", text, most, got, got[*m.start:*m.end])
			}
		}
		ellipses := strings.Count(got, "…")
		if n := len(split(got)); got != text && n > max(most, words)+ellipses {
			t.Errorf("%q, %d words: %q has %d", text, most, got, n)
		}
	})
}
