package source

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// fileCases are received bytes and what is read of them.
var fileCases = []struct{ name, raw, text string }{
	{"plain", "a\nb\n", "a\nb\n"},
	{"byte order mark", "\xef\xbb\xbfa\n", "a\n"},
	{"CRLF", "a\r\nb\r\n", "a\nb\n"},
	{"CR only", "a\rb\r", "a\nb\n"},
	{"NUL", "a\x00b", "a\uFFFDb"},
	{"Latin-1", "caf\xe9", "caf\uFFFD"},
	{"object replacement", "a\uFFFCb", "a\uFFFDb"},
	{"empty", "", ""},
}

func TestNewFile(t *testing.T) {
	for _, c := range fileCases {
		if f, _ := NewFile("a.md", []byte(c.raw)); f.Text != c.text {
			t.Errorf("%s: %q, want %q", c.name, f.Text, c.text)
		}
	}
}

// TestPlaces checks lines, columns in code points, and offsets of the file as received.
func TestPlaces(t *testing.T) {
	f, _ := NewFile("a.md", []byte("\xef\xbb\xbf\u00e9a\r\nb\r\nc"))
	for _, c := range []struct {
		at                 string
		line, column, rune int
	}{{"a", 1, 2, 2}, {"b", 2, 1, 5}, {"c", 3, 1, 8}} {
		offset := strings.Index(f.Text, c.at)
		p := f.Place(offset)
		if p.Line != c.line || p.Column != c.column || f.Rune(offset) != c.rune {
			t.Errorf("%s is at %d:%d, code point %d; want %d:%d, %d", c.at, p.Line, p.Column, f.Rune(offset), c.line, c.column, c.rune)
		}
	}
	if got := f.Line(2); got != "b" {
		t.Errorf("line 2 is %q", got)
	}
}

func TestNearest(t *testing.T) {
	words := []string{"title", "date", "tags", "author"}
	for word, want := range map[string]string{"tilte": "title", "auhtor": "author", "dates": "date", "xyz": "", "TITLE": "title", "tag": "tags"} {
		if got := Nearest(word, words); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", word, got, want)
		}
	}
}

func FuzzNewFile(f *testing.F) {
	for _, c := range fileCases {
		f.Add([]byte(c.raw), 1)
	}
	f.Fuzz(func(t *testing.T, raw []byte, at int) {
		file, _ := NewFile("a.md", raw)
		if !utf8.ValidString(file.Text) || strings.ContainsAny(file.Text, "\r\x00\uFFFC") {
			t.Fatalf("%q is read as %q", raw, file.Text)
		}
		if p := file.Place(at); p.Line < 1 || p.Column < 1 {
			t.Fatalf("offset %d of %q is at %v", at, file.Text, p)
		}
		if r := file.Rune(len(file.Text)); r > len(raw) {
			t.Fatalf("%q has %d code points", raw, r)
		}
	})
}

// TestLongLine: places in one long line are those of a plain count.
func TestLongLine(t *testing.T) {
	text := strings.Repeat("añ漢😀\r\n", 3) + strings.Repeat("añ漢😀", 1000)
	f, _ := NewFile("a.md", []byte(text))
	for offset := range f.Text {
		line := strings.LastIndexByte(f.Text[:offset], '\n') + 1
		want := Place{"a.md", 1 + strings.Count(f.Text[:offset], "\n"), 1 + utf8.RuneCountInString(f.Text[line:offset])}
		if got := f.Place(offset); got != want {
			t.Fatalf("offset %d: %v, not %v", offset, got, want)
		}
		if got := f.Rune(offset); got != utf8.RuneCountInString(f.Text[:offset])+strings.Count(f.Text[:min(offset+1, 80)], "\n") {
			t.Fatalf("offset %d: %d code points", offset, got)
		}
	}
}
