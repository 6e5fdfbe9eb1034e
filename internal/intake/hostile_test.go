package intake

import (
	"fmt"
	"strings"
	"testing"
)

// hostile repeats what made one pass or another look at the whole text again. The
// test only runs them at a size at which a quadratic pass would take minutes.
var hostile = map[string]string{
	"brackets": "[", "open emphasis": "*a ", "close emphasis": "a* ", "mixed emphasis": "*a **b _c ", "raised": "a¹ ", "raised lines": "¹ a\n", "cut words": "ab-\n\n", "cut sentences": "ab cd\n\n",
	"credits": "a\n(Photo b)\n", "numbered": "1. a\n", "page numbers": "12\n", "bullets": "• a\n\n", "signs": "a.* b\n\n* c\n\n", "quotes": "\"a\n\n", "names": "Abcde Fghij ", "footnotes": "[Footnote 1: ",
	"addresses": "https://a.b/c ", "bracketed": "<https://a.b/c", "notes heading": "Notes\n\n1. a\n\n", "headings": "A b c\n\n", "by": "by Ann\n\n", "dates": "3 May 2021\n\n", "form feeds": "\f", "heads": "Head 1\n\f", "spaces": "a \n", "one line": "a b c d e f ",
	"square refs": "a [1] b\n\n[1] c\n\n", "super pairs": "a¹ b.\n\n¹ c\n\n", "footnote units": "[Footnote 1: a]\n\n", "section": "News\n\nfacebook\n\n",
}

func TestHostileTextsEnd(t *testing.T) {
	const size = 100_000
	for name, s := range hostile {
		t.Run(name, func(t *testing.T) {
			raw := []byte("Title of it\n\nby Ann Lee\n\n" + strings.Repeat(s, size/len(s)))
			a, err := Read("x.txt", raw, Options{As: "text"})
			if err != nil {
				t.Fatal(err)
			}
			a.Markdown()
			a.LogYAML("x.txt", "")
		})
	}
}

// TestLogInProportion reads texts that need a repair every few bytes: the log grows with
// the text and no faster, every repair is counted, and what is no longer in the article is
// still quoted.
func TestLogInProportion(t *testing.T) {
	for name, unit := range map[string]string{"doubled words": "x ", "stray signs": "*a_ ", "joined lines": "> a\n\n", "cut words": "ab-\n\n", "page numbers": "A b c d.\n\n12\n\n"} {
		raw := []byte("Title of it\n\n" + strings.Repeat(unit, 100_000/len(unit)))
		a, err := Read("x.txt", raw, Options{As: "text"})
		if err != nil {
			t.Fatal(err)
		}
		if size := len(a.LogYAML("x.txt", "")); size > 8*len(raw) {
			t.Errorf("%s: a log of %d bytes of a text of %d", name, size, len(raw))
		}
		listed, counted := 0, 0
		for _, e := range a.Log {
			listed++
			counted += 1 + e.more
			if e.more > 0 && !strings.Contains(e.Message, fmt.Sprintf("%d more", e.more+1)) {
				t.Errorf("%s: %d entries are missing, and it says %q", name, e.more, e.Message)
			}
		}
		if name == "doubled words" && counted < 49_000 || listed > counted {
			t.Errorf("%s: %d entries for %d repairs", name, listed, counted)
		}
	}
}

// TestPageTags repeats the tags of the page as a whole, each with an attribute of its own.
// The parser looks at all attributes it has for each further one: a minute for this page.
func TestPageTags(t *testing.T) {
	var page strings.Builder
	page.WriteString("<html lang=en><body class=a><p>The quay was closed.</p><svg>")
	for i := range 40_000 {
		fmt.Fprintf(&page, "<html a%d><body b%d>", i, i)
	}
	page.WriteString("</svg><p>It opened again.</p>")
	a, err := Read("x.html", []byte(page.String()), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if text := string(a.Markdown()); !strings.Contains(text, "The quay was closed.") || !strings.Contains(text, "It opened again.") {
		t.Errorf("the text is lost: %s", text)
	}
}
