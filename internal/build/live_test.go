package build_test

import (
	"io/fs"
	"path/filepath"
	"strings"
	"testing"

	"dossier/internal/build"
)

// TestLive edits one article of a preview: what the change costs is told by whether the
// site is the one from before, and every file is that of a build.
func TestLive(t *testing.T) {
	const name = "content/articles/opening.md"
	head := "---\ntitle: The opening\ndate: 1990-05-02\n---\n"
	text := head + "Ada Berg came first. On 5 May 1987 Otto Tamm opened the dock.[^1]\n\nThe rain went on.\n\n[^1]: The [minutes](https://example.net/minutes) say so.\n"
	for _, row := range []struct {
		what, from, to string
		same           bool // the site from before
		failed         bool
	}{
		{"a word", "went on", "went on all day", true, false},
		{"a paragraph before", head, head + "It was a grey morning.\n\n", true, false},
		{"a word in a sentence with a name", "came first", "came as the very first", true, false},
		{"a name moves within its sentence", "Ada Berg came first", "First came Ada Berg", true, false},
		{"two sentences become paragraphs", "first. On", "first.\n\nOn", false, false},
		{"another name", "The rain", "Ada Berg said the rain", false, false},
		{"a name less", "Ada Berg", "She", false, false},
		{"a word in a sentence with a date", "opened the dock", "opened the old dock", false, false},
		{"another date", "1987", "1988", false, false},
		{"another source", "minutes)", "letters)", false, false},
		{"a note less", "dock.[^1]", "dock.", false, false},
		{"a heading", "The rain", "## Weather\n\nThe rain", true, false},
		{"a tag", "date:", "tags: [docks]\ndate:", false, false},
		{"another day", "1990-05-02", "1991-05-02", false, false},
		{"another title", "The opening", "The grand opening", false, false},
		{"unlisted", "date:", "unlisted: true\ndate:", false, false},
		{"an excerpt", "date:", "text: excerpt\ndate:", false, false},
		{"a draft", "date:", "draft: true\ndate:", false, false},
		{"front matter that breaks", "title: ", "title: [", false, true},
		{"a warning", "The rain", "[[Nobody at all]] and the rain", true, false},
	} {
		t.Run(row.what, func(t *testing.T) {
			dir := t.TempDir()
			a := &author{t: t, dir: dir, out: filepath.Join(dir, "site"), cache: filepath.Join(dir, ".dossier")}
			a.write("dossier.yaml", "base_url: https://example.org/\ncards: false\nnames: reviewed\n")
			a.write("content/entities.yaml", "- {name: Ada Berg, type: person}\n- {name: Otto Tamm, type: person}\n")
			a.write("content/articles/after.md", "---\ntitle: What came after\ndate: 1992\n---\nOtto Tamm met Ada Berg after [the opening](opening.md).\n")
			a.write(name, text)
			a.live = build.NewLive(build.Options{Source: dir, Output: a.out, Cache: a.cache, Program: "test"})
			defer a.live.Close()
			before := a.lookLive(nil)
			edited := strings.Replace(text, row.from, row.to, 1)
			if edited == text {
				t.Fatalf("there is no %q", row.from)
			}
			a.write(name, edited)
			after := a.lookLive([]string{name, "content/articles/.opening.md.swp"})
			if (after == nil) != row.failed {
				t.Fatalf("failed: %v", after == nil)
			}
			if !row.failed && (after == before) != row.same {
				t.Errorf("the same site: %v", after == before)
			}
			a.write(name, text) // and back again
			a.lookLive([]string{name})
		})
	}
}

// lookLive takes up changes and holds the site to a build.
func (a *author) lookLive(changed []string) fs.FS {
	a.t.Helper()
	fresh, err := build.Run(a.t.Context(), build.Options{Source: a.dir, Output: a.out})
	if err != nil {
		a.t.Fatal(err)
	}
	return a.holdLive("", changed, fresh, files(a.t, a.out))
}
