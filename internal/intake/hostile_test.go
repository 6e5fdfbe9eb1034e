package intake

import (
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
