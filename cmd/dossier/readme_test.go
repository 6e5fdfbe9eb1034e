package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dossier/internal/config"
)

const (
	tableStart = "<!-- keys: made from internal/config -->\n"
	tableEnd   = "<!-- /keys -->"
)

// TestReadmeKeys fails when the README's tables of keys are stale. With UPDATE_README
// set it writes them anew.
func TestReadmeKeys(t *testing.T) {
	name := filepath.Join("..", "..", "README.md")
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(data), tableStart)
	old, after, closed := strings.Cut(rest, tableEnd)
	if !ok || !closed {
		t.Fatalf("README.md has no place for the tables: %q ... %q", tableStart, tableEnd)
	}
	want := "\n" + config.Tables()
	if old == want {
		return
	}
	if os.Getenv("UPDATE_README") == "" {
		t.Fatal("the tables of keys in README.md are stale: UPDATE_README=1 go test ./cmd/dossier -run TestReadmeKeys")
	}
	if err := os.WriteFile(name, []byte(before+tableStart+want+tableEnd+after), 0o644); err != nil {
		t.Fatal(err)
	}
}
