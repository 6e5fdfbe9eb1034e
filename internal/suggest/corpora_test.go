package suggest

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"dossier/internal/source"
)

// corpus is a set of texts in which people marked the names.
type corpus struct {
	docs  []Document
	kinds map[string]string // what a name was marked as last: PER, ORG or LOC
	want  map[string]int    // distinct names and how often each is marked
	other map[string]bool   // marked as something between name and word (peoples, works): neither asked for nor punished
}

// readCorpus reads JSON lines with a text and its marked spans; offsets count code
// points. Only texts whose number keep accepts are taken.
func readCorpus(t testing.TB, file string, keep func(n int) bool) corpus {
	t.Helper()
	folder := os.Getenv("DOSSIER_CORPORA")
	if folder == "" {
		t.Skip("DOSSIER_CORPORA names no folder of corpora")
	}
	raw, err := os.ReadFile(filepath.Join(folder, "data", "names", file))
	if err != nil {
		t.Fatal(err)
	}
	type span struct {
		Start, End int
		Type       string
	}
	c := corpus{want: map[string]int{}, other: map[string]bool{}, kinds: map[string]string{}}
	for n, line := range strings.Split(strings.TrimSpace(string(raw)), "\n") {
		if !keep(n) {
			continue
		}
		var row struct {
			ID, Text        string
			Spans, Mentions []span
		}
		if err := json.Unmarshal([]byte(line), &row); err != nil {
			t.Fatal(err)
		}
		f, _ := source.NewFile(row.ID, []byte(row.Text))
		c.docs = append(c.docs, Plain(f))
		runes := []rune(row.Text)
		for _, s := range slices.Concat(row.Spans, row.Mentions) {
			name := normal(string(runes[s.Start:s.End]))
			switch s.Type {
			case "PER", "ORG", "LOC":
				c.want[name]++
				c.kinds[name] = s.Type
			default:
				c.other[name] = true
			}
		}
	}
	delete(c.want, "")
	return c
}

var (
	blanks   = regexp.MustCompile(`\s+`)
	article  = regexp.MustCompile(`(?i)^the `)
	ownerEnd = regexp.MustCompile(`(?i)'s?$`)
	dotted   = regexp.MustCompile(`^(?:\pL\.)+\pL?$`)
)

// normal makes names comparable: no article, no possessive, no case.
func normal(s string) string {
	s = strings.ReplaceAll(s, "’", "'")
	s = strings.Trim(blanks.ReplaceAllString(s, " "), " .,;:!?\"()[]“”")
	s = ownerEnd.ReplaceAllString(article.ReplaceAllString(s, ""), "")
	s = strings.ToLower(s)
	if dotted.MatchString(s) {
		s = strings.ReplaceAll(s, ".", "")
	}
	return strings.TrimSpace(s)
}

type result struct {
	proposed, right          int
	precision, recall, f1    float64
	repeated                 float64 // recall of names marked twice or more
	first100, first500       float64 // precision
	wrong, missed, missedTwo []string
}

func (c corpus) score(ranked []string) result {
	var r result
	seen := map[string]bool{}
	for _, s := range ranked {
		n := normal(s)
		if n == "" || seen[n] {
			continue
		}
		seen[n] = true
		if c.want[n] == 0 && c.other[n] {
			continue
		}
		r.proposed++
		if c.want[n] > 0 {
			r.right++
		} else {
			r.wrong = append(r.wrong, s)
		}
		at := 100 * float64(r.right) / float64(r.proposed)
		switch r.proposed {
		case 100:
			r.first100 = at
		case 500:
			r.first500 = at
		}
	}
	twice, found := 0, 0
	for n, k := range c.want {
		if !seen[n] {
			r.missed = append(r.missed, n)
		}
		if k > 1 {
			twice++
			if seen[n] {
				found++
			} else {
				r.missedTwo = append(r.missedTwo, n)
			}
		}
	}
	slices.Sort(r.missed)
	slices.Sort(r.missedTwo)
	r.precision = 100 * float64(r.right) / float64(max(1, r.proposed))
	r.recall = 100 * float64(r.right) / float64(max(1, len(c.want)))
	r.f1 = 2 * r.precision * r.recall / max(1, r.precision+r.recall)
	r.repeated = 100 * float64(found) / float64(max(1, twice))
	return r
}

func all(int) bool { return true }

func TestCorpora(t *testing.T) {
	for _, tt := range []struct {
		name, file string
		keep       func(n int) bool
	}{
		{"wikigold", "wikigold.jsonl", all},
		{"wikigold even", "wikigold.jsonl", func(n int) bool { return n%2 == 0 }},
		{"wikigold odd", "wikigold.jsonl", func(n int) bool { return n%2 == 1 }},
		{"redocred", "redocred-dev.jsonl", all},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := readCorpus(t, tt.file, tt.keep)
			r := c.score(Surface(slices.Values(c.docs)))
			t.Logf("proposed %d of %d names: P %.1f R %.1f F1 %.1f, repeated %.1f, first 100 %.1f, first 500 %.1f",
				r.proposed, len(c.want), r.precision, r.recall, r.f1, r.repeated, r.first100, r.first500)
			if out := os.Getenv("DOSSIER_MISSES"); out != "" {
				file := filepath.Join(out, strings.ReplaceAll(tt.name, " ", "-"))
				lines := "wrong\n" + strings.Join(r.wrong, "\n") + "\n\nmissed twice\n" + strings.Join(r.missedTwo, "\n") + "\n\nmissed\n" + strings.Join(r.missed, "\n") + "\n"
				if err := os.WriteFile(file, []byte(lines), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkSurface(b *testing.B) {
	c := readCorpus(b, "wikigold.jsonl", all)
	for b.Loop() {
		Surface(slices.Values(c.docs))
	}
	b.ReportMetric(float64(b.N*len(c.docs))/b.Elapsed().Seconds(), "articles/s")
}
