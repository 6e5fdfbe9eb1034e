package doc

import (
	"strings"
	"testing"
)

// FuzzPlain holds the quick ways to what the slow ones say.
func FuzzPlain(f *testing.F) {
	for _, s := range []string{"", " ", "a", "two words", " lead", "trail ", "two  spaces", "a\tb\nc", "a\u00a0b", "é è", "x\u2003y", "\u3000", "note" + Atom + " mark", "\x85 \xff", "“quoted” – dash", "\u0085"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		words := strings.Fields(strings.ReplaceAll(s, Atom, ""))
		if got, want := Plain(s), strings.Join(words, " "); got != want {
			t.Errorf("Plain(%q) = %q, want %q", s, got, want)
		}
		if got, want := CountWords(s), len(strings.Fields(s)); got != want {
			t.Errorf("CountWords(%q) = %d, want %d", s, got, want)
		}
	})
}
