package write

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"dossier/internal/pool"
)

// BenchmarkPublish publishes 2,000 pages of 8 KB: all new, none changed, one changed.
func BenchmarkPublish(b *testing.B) {
	names := make([]string, 2000)
	for i := range names {
		names[i] = fmt.Sprintf("articles/article-%d/index.html", i)
	}
	body := strings.Repeat("Words that make up a page of a site. ", 220)
	build := func(b *testing.B, output, edit string) {
		b.Helper()
		p, err := begin(disk{noFlush: true}, output, Options{})
		if err != nil {
			b.Fatal(err)
		}
		defer p.Abort()
		_, err = pool.Map(0, names, func(i int, name string) (struct{}, error) {
			page := name + body
			if i == 5 {
				page += edit
			}
			return struct{}{}, p.Add(name, []byte(page))
		})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := p.Commit(); err != nil {
			b.Fatal(err)
		}
	}
	b.Run("new", func(b *testing.B) {
		for b.Loop() {
			build(b, filepath.Join(fastDir(b), "site"), "")
		}
	})
	b.Run("same", func(b *testing.B) {
		output := filepath.Join(fastDir(b), "site")
		build(b, output, "")
		for b.Loop() {
			build(b, output, "")
		}
	})
	b.Run("edit", func(b *testing.B) {
		output := filepath.Join(fastDir(b), "site")
		for n := 0; b.Loop(); n++ {
			build(b, output, fmt.Sprint(n))
		}
	})
}
