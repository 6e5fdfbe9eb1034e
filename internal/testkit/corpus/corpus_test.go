package corpus

import (
	"os"
	"path/filepath"
	"testing"
)

// TestWrite: the same seed gives the same bytes, another seed others, and an article
// does not depend on how many there are.
func TestWrite(t *testing.T) {
	read := func(o Options) string {
		dir := t.TempDir()
		if err := Write(dir, o); err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(filepath.Join(dir, "content/articles/paper-000007.md"))
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	first := read(Options{Articles: 10, Entities: 20, Seed: 1})
	if first != read(Options{Articles: 10, Entities: 20, Seed: 1}) || first != read(Options{Articles: 7, Entities: 20, Seed: 1}) {
		t.Error("the same seed gives other bytes")
	}
	if first == read(Options{Articles: 10, Entities: 20, Seed: 2}) {
		t.Error("another seed gives the same bytes")
	}
}
