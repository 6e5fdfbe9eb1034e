package build

import (
	"context"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dossier/internal/moves"
)

// TestEveryAddressAnswers gives articles, pages and entities other addresses at random:
// whatever page the first build had is a page of the last.
func TestEveryAddressAnswers(t *testing.T) {
	for seed := range uint64(2) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			r := rand.New(rand.NewPCG(seed, 0))
			dir := t.TempDir()
			writeFiles(t, dir, movable())
			site := filepath.Join(t.TempDir(), "site")
			first := pagesOf(t, dir, site)
			names := map[string]string{} // first id -> today's
			for _, id := range []string{"/articles/a0/", "/articles/a1/", "/articles/a2/", "/articles/own/", "/about/", "/entities/mara-berg/", "/entities/otto-lind/", "/entities/port/"} {
				names[id] = id
			}
			ids := []string{"/articles/a0/", "/articles/a1/", "/articles/a2/", "/articles/own/", "/about/", "/entities/mara-berg/", "/entities/otto-lind/", "/entities/port/"}
			for step := range 12 {
				id := ids[r.IntN(len(ids))]
				now := fmt.Sprintf("n%d", step)
				moved, err := moves.Rename(dir, names[id], now)
				if err != nil || len(moved.Problems) > 0 {
					t.Fatalf("rename %s: %v %v", names[id], err, moved)
				}
				names[id] = moved.To
			}
			last := pagesOf(t, dir, site)
			for page := range first {
				if !last[page] {
					t.Errorf("after %v nothing answers at %s", names, page)
				}
			}
		})
	}
}

// movable is a project of which everything can be moved, with names that have pages
// below their own.
func movable() map[string]string {
	files := map[string]string{
		"dossier.yaml":            "title: Papers\nnames: reviewed\nbase_url: https://example.org/p/\ncards: false\n",
		"content/articles/own.md": "---\ntitle: Own\nslug: own\n---\nSee [one](a1.md), [[a2]] and [[mara-berg]]. Mara Berg left.\n",
		"content/pages/about.md":  "# About\nOtto Lind writes.\n",
		"content/entities.yaml":   "- name: Mara Berg\n- name: Otto Lind\n- id: port\n  name: Old Port\n  related: [mara-berg]\n",
		"content/events.yaml":     "- {date: 2020, title: Mara Berg leaves, entities: [mara-berg, port]}\n",
	}
	for i := range 3 {
		text := strings.Repeat("Mara Berg met Otto Lind at the Old Port once more. ", 150)
		files[fmt.Sprintf("content/articles/a%d.md", i)] = fmt.Sprintf("---\ntitle: Article %d\n---\n%s\n", i, text)
	}
	return files
}

func writeFiles(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		full := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// pagesOf builds a project and lists its pages and feeds.
func pagesOf(t *testing.T, dir, site string) map[string]bool {
	t.Helper()
	r, err := Run(context.Background(), Options{Source: dir, Output: site})
	if err != nil || len(r.Problems) > 0 {
		t.Fatalf("build: %v %v", err, r.Problems)
	}
	pages := map[string]bool{}
	err = fs.WalkDir(os.DirFS(site), ".", func(name string, e fs.DirEntry, err error) error {
		if strings.HasSuffix(name, ".html") || strings.HasSuffix(name, "feed.xml") {
			pages[name] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return pages
}
