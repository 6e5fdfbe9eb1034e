package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dossier/internal/source"
)

// TestExcerpt shows what a terminal shows: three lines and a caret.
func TestExcerpt(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.md"), []byte("---\ntitle: Übersee\ndate: \x1b[2Jnever\ntags: x\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	p := printer{w: &out, format: "text", root: dir, excerpt: true, open: map[string]*source.File{}}
	p.problems([]source.Problem{{Place: source.Place{File: "a.md", Line: 3, Column: 7}, Code: source.BadDate, Message: "no date", Hint: "write one"}})
	want := "a.md:3:7: no date [date]\n" +
		"    2 | title: Übersee\n" +
		"    3 | date:  [2Jnever\n" +
		"      |       ^\n" +
		"    4 | tags: x\n" +
		"hint: write one\n"
	if out.String() != want {
		t.Errorf("got\n%s\nwant\n%s", out.String(), want)
	}
	p.colour = true
	out.Reset()
	p.problems([]source.Problem{{Place: source.Place{File: "gone.md", Line: 1, Column: 1}, Code: source.BadDate, Message: "m"}})
	if got := out.String(); got != "\x1b[1mgone.md:1:1\x1b[0m: m [\x1b[31mdate\x1b[0m]\n" {
		t.Errorf("got %q", got)
	}
}

// TestPlain: no file name can move the cursor, end a line or turn the direction.
func TestPlain(t *testing.T) {
	for in, want := range map[string]string{
		"content/é.md":     "content/é.md",
		"a\nb":             `a\nb`,
		"a\x1b[31m":        `a\x1b[31m`,
		"a\u202egnp.md":    `a\u202egnp.md`,
		"a\xffb":           `a\xffb`,
		"a\u0085b\u2028\t": `a\u0085b\u2028\x09`,
	} {
		if got := plain(in); got != want {
			t.Errorf("plain(%q) = %q, want %q", in, got, want)
		}
	}
}

// TestGitHub: no file name or message can give a command of its own.
func TestGitHub(t *testing.T) {
	var out bytes.Buffer
	p := printer{w: &out, format: "github", root: "."}
	p.problems([]source.Problem{{Place: source.Place{File: "a,b:c\n::error::x.md"}, Code: source.BadDate, Message: "50%\n::stop", Hint: "h"}})
	if got, want := out.String(), "::error file=a%2Cb%3Ac%0A%3A%3Aerror%3A%3Ax.md,title=date::50%25%0A::stop%0Ahint: h\n"; got != want {
		t.Errorf("got %q\nwant %q", got, want)
	}
}

// TestManyProblems prints a flood of problems: people get a part of it and the number of
// the rest, programs get everything but the length of quotations.
func TestManyProblems(t *testing.T) {
	var list []source.Problem
	for i := range 2000 {
		list = append(list, source.Problem{Place: source.Place{File: "a.md", Line: i + 1}, Code: source.UnusedNote, Message: strings.Repeat("ш", 10_000)})
	}
	list = append(list, source.Problem{Place: source.Place{File: "b.md", Line: 1}, Code: source.UnusedNote, Message: "short"})
	for format, want := range map[string]int{"text": mostOfAKind + 3, "json": 2001, "github": 2001} {
		var out bytes.Buffer
		newPrinter(&out, format, ".").problems(list)
		if got := strings.Count(out.String(), "\n"); got != want {
			t.Errorf("%s: %d lines, not %d", format, got, want)
		}
		if got := out.Len() / want; got > 3*longestMessage {
			t.Errorf("%s: %d bytes a line", format, got)
		}
		if format == "text" && !strings.Contains(out.String(), "a.md: 1500 more of these [unused]") {
			t.Error("the rest is not told of")
		}
	}
}
