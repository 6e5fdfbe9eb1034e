package syntax

import (
	"fmt"
	"testing"
)

func TestMarks(t *testing.T) {
	note := func(s string) string { l, n := NoteMark(s); return fmt.Sprintf("%q %d", l, n) }
	def := func(s string) string { l, at, n := NoteDefinition(s); return fmt.Sprintf("%q %d %d", l, at, n) }
	index := func(s string) string {
		i, n := IndexTerm(s)
		return fmt.Sprintf("%q %q %v %d", i.Item, i.Sub, i.Primary, n)
	}
	cross := func(s string) string { id, w, n := CrossReference(s); return fmt.Sprintf("%q %q %d", id, w, n) }
	cite := func(s string) string { c, n := Citations(s); return fmt.Sprintf("%q %d", c, n) }
	bare := func(s string) string { return fmt.Sprint(BareAddress(s, ' ')) }
	for _, c := range []struct {
		read     func(string) string
		in, want string
	}{
		{note, "[^a] b", `"a" 4`},
		{note, "[^über*x*]", `"über*x*" 11`},
		{note, "[^]", `"" 0`},
		{note, "[^a b]", `"" 0`},
		{note, "[^a[b]", `"" 0`},
		{note, "[^a", `"" 0`},
		{note, `[^a\]`, `"" 0`},
		{note, `[^a\\]`, `"a\\\\" 6`},
		{def, "[^a]: text", `"a" 0 6`},
		{def, "  [^a]:text", `"a" 2 7`},
		{def, "[^a]:", `"a" 0 5`},
		{def, "    [^a]: code", `"" 0 0`},
		{def, "[^a] : no", `"" 0 0`},
		{index, "(!herring) x", `"herring" "" false 10`},
		{index, "(!fish,  North Sea )", `"fish" "North Sea" false 20`},
		{index, "(!!herring)", `"herring" "" true 11`},
		{index, "(!)", `"" "" false 0`},
		{index, "(!?!)", `"" "" false 0`},
		{index, "(!open", `"" "" false 0`},
		{cross, "(#quay)", `"quay" "" 7`},
		{cross, "(#t:a-1, the  table)", `"t:a-1" "the table" 20`},
		{cross, "(#1)", `"" "" 0`},
		{cross, "(#a b)", `"" "" 0`},
		{cite, "[@lund1999]", `[{"lund1999" "" ""}] 11`},
		{cite, "[@!lund, p. 3; @?moe]", `[{"lund" "p. 3" "!"} {"moe" "" "?"}] 21`},
		{cite, "[see @lund p. 3; -@moe]", `[{"lund" "p. 3" "see"} {"moe" "" "-"}] 23`},
		{cite, "[@-lund]", `[{"lund" "" "-"}] 8`},
		{cite, "[write to me@example.org]", `[] 0`},
		{cite, "[@a; b]", `[] 0`},
		{cite, "[a](b@c)", `[] 0`},
		{bare, "https://example.org/a_(b).", "25"},
		{bare, "https://example.org/a).", "21"},
		{bare, "http://example.org?a&amp; b", "20"},
		{bare, "www.example.org, and", "15"},
		{bare, "www.x", "0"},
		{bare, "https:// no", "0"},
		{bare, "mailto:a@example.org", "20"},
		{bare, "hello", "0"},
	} {
		if got := c.read(c.in); got != c.want {
			t.Errorf("%q: got %s, want %s", c.in, got, c.want)
		}
	}
	for in, want := range map[string]string{
		"a b":        "a%20b",
		"/ä?q=1&r#x": "/%C3%A4?q=1&r#x",
		"100%/%20%g": "100%25/%20%25g",
		"a[1]\"<>":   "a%5B1%5D%22%3C%3E",
	} {
		if got := Address(in); got != want || Address(got) != got {
			t.Errorf("%q: got %s, want %s", in, got, want)
		}
	}
	if BareAddress("http://example.org", 'x') != 0 {
		t.Error("an address that goes on a word is none")
	}
}

func FuzzSyntax(f *testing.F) {
	for _, s := range []string{"[^a]: b", "(!a, b)", "(#a, b)", "[@a; @b, p. 1]", "https://a.b/c;&amp;)", "www.a.b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		sizes := map[string]int{}
		_, sizes["note"] = NoteMark(s)
		_, _, sizes["definition"] = NoteDefinition(s)
		_, sizes["index"] = IndexTerm(s)
		_, _, sizes["cross"] = CrossReference(s)
		_, sizes["cite"] = Citations(s)
		sizes["bare"] = BareAddress(s, 0)
		for name, n := range sizes {
			if n < 0 || n > len(s) {
				t.Errorf("%s reads %d of %d bytes", name, n, len(s))
			}
		}
	})
}
