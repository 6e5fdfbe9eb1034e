package anchors_test

import (
	"slices"
	"strings"
	"testing"

	"dossier/internal/doc"
	"dossier/internal/parse/gfm"
	"dossier/internal/resolve/anchors"
	"dossier/internal/resolve/footnotes"
	"dossier/internal/source"
)

// ids lists the anchors of a text in reading order.
func ids(text string) []string {
	f, _ := source.NewFile("a.md", []byte(text))
	d := gfm.Parse(f, 0)
	footnotes.Resolve(d)
	anchors.Assign(d, "main")
	var list []string
	d.Leaves(func(b *doc.Block, _ *doc.Note) {
		if b.ID != "" {
			list = append(list, b.ID)
		}
		for _, m := range b.Marks {
			if m.Kind == doc.Sentence {
				list = append(list, m.Target)
			}
		}
	})
	for _, n := range d.Notes {
		list = append(list, n.ID)
	}
	return list
}

const text = `# Main

The ship left [early](https://example.org/a). It was dark.

## The ship

It came back[^log] in May. Nobody saw it.

[^log]: The log, <https://example.org/log>.
`

// TestAnchorsLast checks that an edit elsewhere moves no anchor.
func TestAnchorsLast(t *testing.T) {
	before := ids(text)
	if len(before) < 7 {
		t.Fatalf("only %v", before)
	}
	edited := strings.Replace(text, "It was dark.", "It was dark and cold. A [second](https://example.org/b) followed.", 1)
	edited = "A new paragraph[^new] first.\n\n[^new]: A new note.\n\n" + edited
	after := ids(edited)
	for _, id := range before {
		if strings.HasPrefix(id, "p-the-ship-left") {
			continue // this paragraph was edited itself
		}
		if !slices.Contains(after, id) {
			t.Errorf("%s is gone: %v", id, after)
		}
	}
}

// TestAnchorsAreUnique checks texts that say the same twice, and titles that would
// take an id of the page or of a note.
func TestAnchorsAreUnique(t *testing.T) {
	list := ids("## Main\n\n## Main\n\n## fn log\n\nSame [words](https://example.org/).\n\nSame [words](https://example.org/).\n\nx[^log]\n\n[^log]: n\n")
	seen := map[string]bool{"main": true}
	for _, id := range list {
		if seen[id] {
			t.Errorf("%s twice in %v", id, list)
		}
		seen[id] = true
		if strings.ContainsAny(id, " \"'<>&") {
			t.Errorf("%q cannot be an id", id)
		}
	}
}
