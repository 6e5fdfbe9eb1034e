package corpus

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
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

// TestWriteTagged: the front matter lists each name that the text has, once; all else is
// as in the other project.
func TestWriteTagged(t *testing.T) {
	options := Options{Articles: 7, Entities: 20, Seed: 1}
	tagged, plain := t.TempDir(), t.TempDir()
	if err := WriteTagged(tagged, "entities", options); err != nil {
		t.Fatal(err)
	}
	if err := Write(plain, options); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(tagged, "paper-000007.md"))
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile(filepath.Join(plain, "content/articles/paper-000007.md"))
	if err != nil {
		t.Fatal(err)
	}
	head, rest, _ := strings.Cut(string(text), "\nentities: [")
	names, rest, _ := strings.Cut(rest, "]\n")
	if head+"\n"+rest != string(want) {
		t.Errorf("the article differs in more than its names:\n%s", text)
	}
	list := strings.Split(names, ", ")
	if len(list) < 5 || len(slices.Compact(slices.Sorted(slices.Values(list)))) != len(list) {
		t.Errorf("names %s", names)
	}
}
