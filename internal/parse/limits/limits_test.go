package limits

import (
	"strings"
	"testing"

	"dossier/internal/source"
)

func check(text string) []source.Problem {
	f, _ := source.NewFile("a.md", []byte(text))
	l := GFM
	l.Blanks, l.Fences, l.Tags = 1_000_000_000, 1000, 500
	return Check(f, 0, l)
}

func TestRefused(t *testing.T) {
	rep := strings.Repeat
	for _, c := range []struct{ name, text, want string }{
		{"size", rep("a\n", 3<<20), "a text of 6292 kB"},
		{"quotations", rep(">", 101) + "a", "nested more than 100 deep"},
		{"items on one line", rep("- ", 101) + "a", "nested more than 100 deep"},
		{"numbered items", rep("1. ", 101) + "a", "nested more than 100 deep"},
		{"notes on one line", rep("[^a]: ", 101) + "a", "nested more than 100 deep"},
		{"items line by line", steps(101), "nested more than 100 deep"},
		{"brackets", rep("[](", 10_000), "too many brackets"},
		{"emphasis", rep("*a_ ", 10_000), "too many emphasis signs"},
		{"code", rep("``a`", 10_000), "too many code signs"},
		{"tags", rep("<b ", 20_000), "too many tags"},
		{"many paragraphs just below", rep(rep("*a_ ", 4_000)+"\n\n", 2), "too many emphasis signs"},
		{"columns", rep("|a", 201) + "\n" + rep("|-", 201) + "\n", "a table of 201 columns"},
		{"cells", rep("|a", 100) + "\n" + rep("|-", 100) + "\n" + rep("|a\n", 1001), "more than 100000 cells"},
		{"blanks", "a" + rep(" ", 40_000) + "b", "40000 in this line"},
		{"code in quotations", rep("> ~~~a\n", 1001), "more than 1000 lines of code signs"},
		{"open tags", rep("<div>\n\n", 501), "more than 500 HTML blocks"},
		{"open comments", rep("<!-- a\n", 501), "more than 500 HTML blocks"},
		{"note marks", rep("a[^i] ", 8001) + "\n\n[^i]: x\n", "more than 8000 note marks"},
		{"definitions", rep("[a]: u\n", 20_001), "more than 20000 link definitions"},
		{"expansion", rep("[A] ", 400) + "\n\n[a]: /" + rep("x", 1000), "many times as long"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := check(c.text)
			if len(got) == 0 || !strings.Contains(got[0].Message, c.want) || got[0].Code != source.TooLarge || got[0].Line == 0 {
				t.Errorf("got %v, want %q", got, c.want)
			}
		})
	}
}

// steps is a list whose every item is an item of the one before.
func steps(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat("  ", i) + "- a\n")
	}
	return b.String()
}

func TestAccepted(t *testing.T) {
	rep := strings.Repeat
	for _, c := range []struct{ name, text string }{
		{"a list of links", rep("- [a](u) and *b*\n", 10_000)},
		{"closed tags", rep("<div>\n\na <b>c</b>\n\n</div>\n\n<!-- a\nb -->\n<img src=a/>\n", 2000)},
		{"rows of links", "a | b\n-|-\n" + rep("[a](u) | *b*\n", 10_000)},
		{"8,000 marks in one paragraph", rep("word[^a] ", 8000) + "\n\n[^a]: note\n"},
		{"8,000 notes", rep("[^a]: note\n", 8000)},
		{"deep, but not too deep", rep(">", 100) + "a\n" + steps(100)},
		{"a long flat list", rep("- item with *stress* and [link](u)\n", 3000)},
		{"code is text", "```\n" + rep("****[[[[\n", 10_000) + "```\n"},
		{"a code block in an item", "- x\n\n  ~~~\n" + rep("  ****[[[[\n", 10_000) + "  ~~~\n"},
		{"a long table", "a | b\n-|-\n" + rep("1 | 2\n", 40_000)},
		{"rules between paragraphs", rep("word\n\n---\n\n", 1000)},
		{"many ordinary paragraphs", rep(rep("A *word* and `code` in [a link](u). ", 20)+"\n\n", 2000)},
	} {
		if got := check(c.text); len(got) > 0 {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}
