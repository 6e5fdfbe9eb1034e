package parse

import (
	"testing"

	"dossier/internal/doc"
	"dossier/internal/source"
)

// TestPanic checks that an engine that fails is a problem of the file, not a crash.
func TestPanic(t *testing.T) {
	table["broken"] = func(*source.File, int) *doc.Doc { panic("no such thing") }
	defer delete(table, "broken")
	f, _ := source.NewFile("content/articles/a.md", []byte("text\n"))
	d := Parse("broken", f, 0)
	if len(d.Problems) != 1 || d.Problems[0].Code != source.EnginePanic || d.Problems[0].File != f.Name {
		t.Errorf("problems %v", d.Problems)
	}
}
