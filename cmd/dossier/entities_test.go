package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestImportEntities reads a filled-in table into a project: keys are added, comments
// stay, an entity with a file of its own is left alone, a trial writes nothing.
func TestImportEntities(t *testing.T) {
	dir := t.TempDir()
	files := map[string]string{
		"content/articles/a.md":     "# A\n\nAda Berg came.\n",
		"content/entities.yaml":     "# People\n- name: Ada Berg # the engineer\n  type: person\n",
		"content/entities/hesk.md":  "---\nname: Hesk\n---\nA note.\n",
		"table.csv":                 "id,name,type,aliases,wikidata,description,mentions\nada-berg,Ada Berg,person,Berg,Q5,An engineer.,1\nhesk,Hesk,place,,Q6,,0\nnor,Nor,place,,,,3\n",
		"broken.csv":                "id,name\nA B,x\n",
		"content/articles/.keep.md": "",
	}
	for name, text := range files {
		full := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	list := func() string {
		text, err := os.ReadFile(filepath.Join(dir, "content", "entities.yaml"))
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	table := []string{filepath.Join(dir, "table.csv")}
	var said strings.Builder
	if err := importEntities(&said, &said, dir, table, true); err != nil || list() != files["content/entities.yaml"] {
		t.Errorf("a trial: %v\n%s", err, list())
	}
	if err := importEntities(&said, &said, dir, table, false); err != nil {
		t.Fatal(err)
	}
	const want = `# People
- name: Ada Berg # the engineer
  aliases: [Berg]
  wikidata: Q5
  description: An engineer.
  type: person
- id: nor
  name: Nor
  type: place
`
	if list() != want {
		t.Errorf("the list is\n%s", list())
	}
	for _, line := range []string{"1 added, 1 changed (nothing was written)\n", "1 added, 1 changed\n", "hesk: content/entities/hesk.md\n"} {
		if !strings.Contains(said.String(), line) {
			t.Errorf("%q is not said:\n%s", line, said.String())
		}
	}
	if err := importEntities(&said, &said, dir, []string{filepath.Join(dir, "broken.csv")}, false); err == nil || list() != want {
		t.Errorf("a broken table: %v\n%s", err, list())
	}
}
