package dates

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"dossier/internal/edtf"
	"dossier/templates"
)

// TestReasonsInCatalogue: whatever a reading with a date may say of itself, the catalogue
// of words has it, so that a site can say it in its own language. Those without one are
// for the author alone.
func TestReasonsInCatalogue(t *testing.T) {
	catalogue, err := templates.Files.ReadFile("words.yaml")
	if err != nil {
		t.Fatal(err)
	}
	missing := map[string]bool{}
	look := func(text string, o Options) {
		readings, _ := Find([]Block{{Text: text}}, o)
		for _, r := range readings {
			if phrase, _ := r.Reason.Parts(); !r.Date.IsZero() && !strings.Contains(string(catalogue), "\n"+phrase+": ") {
				missing[phrase] = true
			}
		}
	}
	for _, c := range sentences {
		for _, mode := range []Mode{News, Narrative} {
			look(c.text, Options{Mode: mode})
			for _, day := range []string{"2023-07-28", "2023-07", "2023"} {
				look(c.text, Options{Mode: mode, Reference: edtf.MustParse(day)})
			}
		}
	}
	for _, phrase := range slices.Sorted(maps.Keys(missing)) {
		t.Errorf("words.yaml lacks\n%s: %s", phrase, phrase)
	}
}
