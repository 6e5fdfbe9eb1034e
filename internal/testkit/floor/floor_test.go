package floor

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dossier/internal/testkit/corpus"
)

func TestBuild(t *testing.T) {
	dir, out := t.TempDir(), filepath.Join(t.TempDir(), "out")
	if err := corpus.Write(dir, corpus.Options{Articles: 20, Seed: 1}); err != nil {
		t.Fatal(err)
	}
	if err := Build(dir, out); err != nil {
		t.Fatal(err)
	}
	pages, err := filepath.Glob(filepath.Join(out, "*.html"))
	if err != nil || len(pages) != 20 {
		t.Fatal(len(pages), err)
	}
	links := 0
	for _, p := range pages {
		data, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		links += strings.Count(string(data), "/entities/")
	}
	if links < 20*10 {
		t.Errorf("%d links to names on 20 pages", links)
	}
}
