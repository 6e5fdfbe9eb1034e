package intake

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// seeds returns a received document of the corpora, or skips the test.
func seed(t *testing.T, name string) (string, []byte) {
	t.Helper()
	dir := os.Getenv("DOSSIER_CORPORA")
	if dir == "" {
		t.Skip("DOSSIER_CORPORA is not set")
	}
	found, _ := filepath.Glob(filepath.Join(dir, "seeds", name+"_*.txt"))
	if len(found) != 1 {
		t.Fatalf("no single document %s in %s/seeds", name, dir)
	}
	raw, err := os.ReadFile(found[0])
	if err != nil {
		t.Fatal(err)
	}
	return filepath.Base(found[0]), raw
}

// tally counts what an article is made of.
type tally struct {
	Paragraphs, Headings, Captions, JoinedWords, JoinedSentences, Notes, AuthorNotes int
}

func tallyOf(a *Article) tally {
	var s tally
	for _, b := range a.Blocks {
		switch b.Kind {
		case Paragraph:
			s.Paragraphs++
		case Heading:
			s.Headings++
		case Caption:
			s.Captions++
		}
	}
	s.Notes = len(a.Notes)
	s.JoinedWords, s.JoinedSentences, s.AuthorNotes = count(a, "join-word"), count(a, "join-sentence"), count(a, "author-note")
	return s
}

// count counts the log entries of a kind.
func count(a *Article, kind string) int {
	n := 0
	for _, e := range a.Log {
		if e.Kind == kind {
			n++
		}
	}
	return n
}

// rangeOf lists the numbers from first to last in steps.
func rangeOf(first, last, step int, but ...int) []int {
	var list []int
	for n := first; n <= last; n += step {
		if !slices.Contains(but, n) {
			list = append(list, n)
		}
	}
	return list
}

// The documents themselves are no part of the project, so what is expected of them
// is said by line numbers: which lines stand in the article to the letter, and where.
func TestReceivedDocuments(t *testing.T) {
	raised := strings.NewReplacer("¹", "[^1]", "²", "[^2]", "³", "[^3]", "⁴", "[^4]", "⁵", "[^5]", "⁶", "[^6]")
	for _, tt := range []struct {
		name              string
		tally             tally
		title, standfirst int            // lines
		whole             []int          // lines that are paragraphs as they are
		headings          []int          // lines that are headings
		notes             []int          // lines that are notes
		joins             [][2]int       // lines whose ends are put together
		log               map[string]int // how many entries of these kinds
		place, date       string
		source            int // the line that names it
	}{
		{
			name:  "000",
			tally: tally{Paragraphs: 26, Headings: 4, Captions: 2, JoinedWords: 2, JoinedSentences: 1, Notes: 6, AuthorNotes: 1},
			title: 3, whole: slices.Concat(rangeOf(12, 18, 2), rangeOf(30, 82, 2, 36, 42, 50, 52, 58, 66, 68, 72)),
			headings: []int{28, 42, 58, 72}, notes: rangeOf(86, 96, 2), joins: [][2]int{{20, 26}, {50, 52}, {66, 68}},
			log:   map[string]int{"emphasis-cut": 1, "unbalanced-quote": 1, "mixed-quotes": 2, "doubled-word": 1, "missing-image": 2, "missing": 1},
			place: "India", date: "2023-07-28", source: 84,
		},
		{
			name:  "004",
			tally: tally{Paragraphs: 18, Headings: 2},
			title: 7, standfirst: 9, whole: rangeOf(11, 49, 2, 13, 37), headings: []int{13, 37},
			log: map[string]int{"boilerplate": 4, "nbsp": 1, "missing": 4},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			name, raw := seed(t, tt.name)
			lines := append([]string{""}, strings.Split(string(raw), "\n")...)
			a, err := Read(name, raw, Options{})
			if err != nil {
				t.Fatal(err)
			}
			account(t, raw, a)
			meansWhatItSays(t, a)
			if got := tallyOf(a); got != tt.tally {
				t.Errorf("tally %+v, want %+v", got, tt.tally)
			}
			if a.Meta.Title != lines[tt.title] || a.Meta.Description != lines[tt.standfirst] {
				t.Errorf("title %q and description %q are not lines %d and %d", a.Meta.Title, a.Meta.Description, tt.title, tt.standfirst)
			}
			if a.Meta.AuthorPlace != tt.place || a.Meta.Date != tt.date || (a.Meta.Source == "") != (tt.source == 0) || !strings.Contains(lines[tt.source], a.Meta.Source) || a.Meta.Publication != "" || (a.Meta.Author == "") != (tt.place == "") {
				t.Errorf("meta %+v", a.Meta)
			}
			for kind, want := range tt.log {
				if got := count(a, kind); got != want {
					t.Errorf("%d log entries of kind %s, want %d", got, kind, want)
				}
			}
			text := string(a.Markdown())
			has := func(s string, line int) {
				if !strings.Contains(text, s) {
					t.Errorf("line %d does not stand in the article as it should: %q", line, s)
				}
			}
			for _, n := range tt.whole {
				has("\n\n"+raised.Replace(lines[n])+"\n", n)
			}
			for _, n := range tt.headings {
				has("\n\n## "+lines[n]+"\n\n", n)
			}
			for i, n := range tt.notes {
				_, words, _ := strings.Cut(lines[n], " ")
				has(fmt.Sprintf("\n[^%d]: %s\n", i+1, words), n)
			}
			for _, j := range tt.joins {
				first, second := raised.Replace(lines[j[0]]), lines[j[1]]
				if !strings.HasSuffix(strings.TrimRight(first, "*"), "-") {
					has("\n\n"+first+" "+second+"\n", j[0])
					continue
				}
				first, second = strings.TrimRight(first, "*-"), strings.TrimLeft(second, "abcdefghijklmnopqrstuvwxyz")
				i := strings.Index(text, first)
				if i < 0 {
					t.Errorf("line %d is not in the article", j[0])
					continue
				}
				whole, _, _ := strings.Cut(text[i:], "\n")
				if !strings.HasSuffix(whole, second) || strings.ContainsAny(whole[len(first):len(whole)-len(second)], " -") {
					t.Errorf("lines %d and %d are not one: %q", j[0], j[1], whole)
				}
			}
		})
	}
}
