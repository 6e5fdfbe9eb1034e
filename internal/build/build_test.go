package build_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"dossier/internal/build"
	"dossier/internal/source"
)

// repository is the root of this repository, whose content/ is the worked example.
var repository = filepath.Join("..", "..")

func buildExample(t *testing.T, workers int) string {
	t.Helper()
	out := filepath.Join(t.TempDir(), "site")
	r, err := build.Run(t.Context(), build.Options{Source: repository, Output: out, Workers: workers, Strict: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range r.Problems {
		t.Errorf("%s: %s [%s]", p.Place, p.Message, p.Code)
	}
	if r.Failed {
		t.Fatal("the example does not build")
	}
	return out
}

// files reads a whole folder.
func files(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		rel, _ := filepath.Rel(dir, name)
		all[filepath.ToSlash(rel)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func compare(t *testing.T, got, want map[string]string) {
	t.Helper()
	for name, data := range want {
		if other, ok := got[name]; !ok {
			t.Errorf("%s is missing", name)
		} else if other != data {
			t.Errorf("%s differs", name)
		}
	}
	for name := range got {
		if _, ok := want[name]; !ok {
			t.Errorf("%s is too much", name)
		}
	}
}

// TestWorkers checks that the number of workers changes no byte.
func TestWorkers(t *testing.T) {
	one := files(t, buildExample(t, 1))
	for _, workers := range []int{2, 16} {
		compare(t, files(t, buildExample(t, workers)), one)
	}
}

// TestExample checks what the worked example promises to show.
func TestExample(t *testing.T) {
	out := filepath.Join(t.TempDir(), "site")
	r, err := build.Run(t.Context(), build.Options{Source: repository, Output: out})
	if err != nil {
		t.Fatal(err)
	}
	if r.Articles < 6 || r.Footnote < 25 || r.Entities < 50 || r.Events < 15 {
		t.Errorf("the example has %d articles, %d notes, %d entities, %d events", r.Articles, r.Footnote, r.Entities, r.Events)
	}
}

// TestRebuild checks that a build over an old site equals a clean one, and that one
// with nothing changed writes nothing.
func TestRebuild(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		full := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	run := func(out string) *build.Result {
		r, err := build.Run(t.Context(), build.Options{Source: dir, Output: out})
		if err != nil {
			t.Fatal(err)
		}
		if r.Failed {
			t.Fatal(r.Problems)
		}
		return r
	}
	out := filepath.Join(dir, "site")
	write("content/articles/a.md", "---\ntitle: A\n---\nAda met Otto.[^1]\n\n[^1]: On 4 March 2023.\n")
	write("content/articles/b.md", "---\ntitle: B\n---\nSee [A](a.md).\n")
	run(out)
	write("content/entities.yaml", "- name: Ada\n  type: person\n")
	write("content/articles/c.md", "---\ntitle: C\ntags: [x]\n---\nAda again.\n")
	if err := os.Remove(filepath.Join(dir, "content/articles/b.md")); err != nil {
		t.Fatal(err)
	}
	run(out)
	clean := filepath.Join(t.TempDir(), "clean")
	run(clean)
	compare(t, files(t, out), files(t, clean))
	if again := run(out).Report; again.Added+again.Changed+again.Removed != 0 {
		t.Errorf("a build with nothing changed changed %+v", again)
	}
}

// TestPlaces checks that problems are told at their place whatever the line ends are.
func TestPlaces(t *testing.T) {
	dir := t.TempDir()
	text := "---\r\ntitle: A\r\n---\r\nOne.\r\n\r\nLost[^x].\r\n"
	if err := os.WriteFile(filepath.Join(dir, "a.md"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	r, err := build.Run(t.Context(), build.Options{Source: dir, Output: filepath.Join(dir, "site")})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range r.Problems {
		if p.Code == source.UndefinedNote {
			if p.Line != 6 || p.Column != 5 {
				t.Errorf("the mark is at %s, want line 6, column 5", p.Place)
			}
			return
		}
	}
	t.Errorf("no problem for the mark: %v", r.Problems)
}
