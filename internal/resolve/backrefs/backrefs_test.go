package backrefs_test

import (
	"fmt"
	"strings"
	"testing"

	"dossier/internal/doc"
	"dossier/internal/parse/gfm"
	"dossier/internal/resolve/backrefs"
	"dossier/internal/resolve/footnotes"
	"dossier/internal/source"
)

// cases are the notes of an article, in order, and the links that are made in them.
var cases = []struct {
	name  string
	notes []string
	want  string // "note: words -> number", joined by "; "
}{
	{"ibid", []string{"Brandt, The Lamp.", "Ibid., p. 3."}, "2: Ibid. -> 1"},
	{"ibidem in mid-note", []string{"Brandt.", "So ibidem."}, "2: ibidem. -> 1"},
	{"ibid in the first note", []string{"Ibid."}, ""},
	{"op. cit.", []string{"Brandt, The Lamp.", "Ahmed, Ice.", "Brandt, op. cit., p. 9."}, "3: op. cit. -> 1"},
	{"op. cit. of nobody", []string{"Brandt.", "Roe, op. cit."}, ""},
	{"see note", []string{"First.", "See note 1 above."}, "2: note 1 -> 1"},
	{"other words for a note", []string{"First.", "Cf. notes 1 and 3, fn. 1; nn. 3 f.; Footnote\u00a01.", "Third."}, "2: notes 1 -> 1; 2: fn. 1 -> 1; 2: nn. 3 -> 3; 2: Footnote\u00a01 -> 1"},
	{"a later note", []string{"See note 2.", "Second."}, "1: note 2 -> 2"},
	{"itself", []string{"In note 1 of the text."}, ""},
	{"a note that is not there", []string{"First.", "See note 9."}, ""},
	{"other words", []string{"First.", "A notebook of 1 page; note the 3 marks."}, ""},
	{"in a link", []string{"First.", "[See note 1](https://example.org/)."}, ""},
	{"in code", []string{"First.", "`ibid.`"}, ""},
}

func TestResolve(t *testing.T) {
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var text strings.Builder
			for i := range c.notes {
				fmt.Fprintf(&text, "x[^n%d] ", i+1)
			}
			for i, n := range c.notes {
				fmt.Fprintf(&text, "\n\n[^n%d]: %s", i+1, n)
			}
			f, _ := source.NewFile("a.md", []byte(text.String()))
			d := gfm.Parse(f, 0)
			footnotes.Resolve(d)
			backrefs.Resolve(d)
			var got []string
			for _, n := range d.Notes {
				for _, m := range n.Blocks[0].Marks {
					if m.Kind == doc.Link && strings.HasPrefix(m.Target, "#fn-n") {
						got = append(got, fmt.Sprintf("%d: %s -> %s", n.Number, n.Blocks[0].Text[m.Start:m.End], m.Target[len("#fn-n"):]))
					}
				}
			}
			if s := strings.Join(got, "; "); s != c.want {
				t.Errorf("got %q, want %q", s, c.want)
			}
		})
	}
}
