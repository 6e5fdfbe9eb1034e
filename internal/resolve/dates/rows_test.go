package dates

import (
	"strings"
	"testing"

	"dossier/internal/edtf"
)

// reference is the day that the examples of the tables are read on, a Friday.
var referenceDay = edtf.MustParse("2023-07-28")

// TestRows reads the example of every row of the tables.
func TestRows(t *testing.T) {
	for _, table := range [][]row{figureRows, englishRows, englishModifiers} {
		for _, r := range table {
			readings, _ := Find([]Block{{Text: r.example}}, Options{Reference: referenceDay, Mode: modeOf(r.example)})
			var values []string
			named := false
			for _, v := range readings {
				values = append(values, v.Value)
				named = named || v.Pattern == r.name
				if v.Reason == "" {
					t.Errorf("%s: %q has no reason", r.name, v.Surface)
				}
			}
			if got := strings.Join(values, " "); got != r.want {
				t.Errorf("%s: %q reads %s, want %s", r.name, r.example, got, r.want)
			}
			if !named && r.mod == "" {
				t.Errorf("%s: %q is found by another row: %v", r.name, r.example, readings)
			}
			if r.mod != "" && (len(readings) == 0 || readings[0].Mod != r.mod) {
				t.Errorf("%s: %q has no mod %s: %v", r.name, r.example, r.mod, readings)
			}
		}
	}
}

// modeOf takes the examples that tell of 1851 or 1921 for histories.
func modeOf(text string) Mode {
	for _, y := range []string{"1851", "1921", " BC"} {
		if strings.Contains(text, y) {
			return Narrative
		}
	}
	return News
}
