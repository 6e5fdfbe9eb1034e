package build

import (
	"strings"
	"testing"

	"dossier/internal/parse"
	"dossier/internal/source"
)

// TestLead: what stands in for a description is short, whatever the text is.
func TestLead(t *testing.T) {
	for text, want := range map[string]string{
		"# Head\n\nA short text.\n":       "A short text.",
		strings.Repeat("word, ", 50):      strings.TrimRight(strings.Repeat("word, ", 33), ", ") + " …",
		strings.Repeat("x", 10_000):       strings.Repeat("x", leadLength) + "…",
		"é" + strings.Repeat("漢", 10_000): "é" + strings.Repeat("漢", 66) + "…",
		"- a list\n":                      "",
	} {
		f, _ := source.NewFile("a.md", []byte(text))
		if got := lead(parse.Parse("gfm", f, 0)); got != want {
			t.Errorf("%.20q: %q, not %q", text, got, want)
		}
	}
}
