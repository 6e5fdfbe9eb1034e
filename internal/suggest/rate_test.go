package suggest

import (
	"slices"
	"strings"
	"testing"
)

// TestLexicon keeps the tables clean: lower case, no word twice in a row of the table.
func TestLexicon(t *testing.T) {
	for _, row := range wordTable {
		words := strings.Fields(row.words)
		for i, w := range words {
			if w != strings.ToLower(w) {
				t.Errorf("%q is not in lower case", w)
			}
			if slices.Contains(words[:i], w) {
				t.Errorf("%q stands twice in one row", w)
			}
		}
	}
}

func TestPercent(t *testing.T) {
	for points, want := range map[int]int{0: 50, 10: 73, -10: 27, 22: 90, 1000: 99, -1000: 1} {
		if got := percent(points); got != want {
			t.Errorf("percent(%d) = %d, want %d", points, got, want)
		}
	}
	for p := -60; p < 60; p++ {
		if percent(p) > percent(p+1) {
			t.Errorf("percent falls at %d", p)
		}
	}
}

func TestSpells(t *testing.T) {
	for _, c := range []struct {
		acronym, name string
		want          bool
	}{
		{"NATO", "North Atlantic Treaty Organization", true},
		{"CENTCOM", "U.S. Central Command", true},
		{"CENTCOM", "Central Command", true},
		{"COMINTERN", "Communist International", true},
		{"BfV", "Bundesamt für Verfassungsschutz", true},
		{"SAMs", "Surface Air Missile", true},
		{"ÖBB", "Österreichische Bundesbahnen", false}, // Bundesbahnen is one word
		{"CENTCOM", "Command Central", false},
		{"IAEA", "Central Command", false},
		{"NATO", "Nora Tarn", false},
	} {
		if got := spells(c.acronym, c.name); got != c.want {
			t.Errorf("spells(%q, %q) = %v", c.acronym, c.name, got)
		}
	}
}
