package entities

import (
	"bufio"
	"crypto/sha1"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"unicode/utf8"

	"dossier/internal/record"
)

// The scored corpus is a folder data/names below DOSSIER_CORPORA: NAME.jsonl has an
// article a line with its mentions, NAME.dict.json the entities a linker is given.

type goldArticle struct {
	ID       string
	Text     string
	Mentions []struct {
		Start, End int
		Entity     string
		Kind       string
		Core       *bool
	}
}

type goldEntity struct {
	ID    string
	Type  string
	Forms []string
}

var goldTypes = map[string]string{"PER": "person", "LOC": "place", "ORG": "organisation", "MISC": "concept"}

func loadGold(t testing.TB, name string) ([]goldArticle, []*record.Entity) {
	dir := os.Getenv("DOSSIER_CORPORA")
	if dir == "" {
		t.Skip("DOSSIER_CORPORA is not set")
	}
	f, err := os.Open(filepath.Join(dir, "data/names", name+".jsonl"))
	if err != nil {
		t.Skip(err)
	}
	defer f.Close()
	var articles []goldArticle
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var a goldArticle
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
			t.Fatal(err)
		}
		articles = append(articles, a)
	}
	raw, err := os.ReadFile(filepath.Join(dir, "data/names", name+".dict.json"))
	if err != nil {
		t.Fatal(err)
	}
	var dict []goldEntity
	if err := json.Unmarshal(raw, &dict); err != nil {
		t.Fatal(err)
	}
	var list []*record.Entity
	for _, g := range dict {
		e := &record.Entity{ID: g.ID, Name: g.Forms[0], Type: goldTypes[g.Type]}
		for _, form := range g.Forms[1:] {
			e.Aliases = append(e.Aliases, record.Alias{Text: form})
		}
		list = append(list, e)
	}
	return articles, list
}

// half keeps the entities whose id has an even last byte in its SHA-1.
func half(list []*record.Entity) []*record.Entity {
	var kept []*record.Entity
	for _, e := range list {
		if sum := sha1.Sum([]byte(e.ID)); sum[len(sum)-1]%2 == 0 {
			kept = append(kept, e)
		}
	}
	return kept
}

type tally struct{ right, counted, found, gold int }

func (s tally) precision() float64 { return 100 * float64(s.right) / float64(max(1, s.counted)) }
func (s tally) recall() float64    { return 100 * float64(s.found) / float64(max(1, s.gold)) }
func (s tally) f1() float64 {
	p, r := s.precision(), s.recall()
	return 2 * p * r / max(1, p+r)
}
func (s tally) String() string {
	return fmt.Sprintf("P %5.2f  R %5.2f  F1 %5.2f", s.precision(), s.recall(), s.f1())
}

type wrong struct {
	article    int
	start, end int
	rule       string
	got, want  string
}

// score compares spans and entities; a leading "the " may be in or out, as in the
// corpus's own scorer. Mentions of entities that are not in the list are no gold.
func score(articles []goldArticle, list []*record.Entity, off ...string) (sum tally, errors []wrong) {
	known := map[string]bool{}
	for _, e := range list {
		known[e.ID] = true
	}
	d := Compile(list)
	for n, a := range articles {
		type span struct{ start, end int }
		gold := map[span]string{}
		for _, m := range a.Mentions {
			if known[m.Entity] {
				gold[span{m.Start, m.End}] = m.Entity
			}
		}
		sum.gold += len(gold)
		mentions := d.FindText(a.Text, off...)
		used := map[span]bool{}
		for _, m := range mentions {
			s := span{utf8.RuneCountInString(a.Text[:m.Start]), utf8.RuneCountInString(a.Text[:m.End])}
			if _, ok := gold[s]; !ok {
				s.start += 4
			}
			sum.counted++
			if gold[s] == m.Entity {
				sum.right++
				if !used[s] {
					sum.found++
				}
				used[s] = true
				continue
			}
			errors = append(errors, wrong{n, m.Start, m.End, m.Rule, m.Entity, gold[s]})
		}
		runes := []rune(a.Text)
		for _, m := range a.Mentions {
			if s := (span{m.Start, m.End}); known[m.Entity] && !used[s] {
				from, to := len(string(runes[:m.Start])), len(string(runes[:m.End]))
				errors = append(errors, wrong{n, from, to, "missed", "", m.Entity})
			}
		}
	}
	return sum, errors
}

// steps are the groups of rules in the order of their gain; each adds to those
// above it.
var steps = []struct {
	name  string
	rules []string
}{
	{"plain longest match", []string{"name", "alias"}},
	{"folding, lines of capitals", []string{"folded", "caps"}},
	{"last names", []string{"surname", "spelling"}},
	{"family name first", []string{"family-first"}},
	{"first, middle and several names", []string{"first-name", "middle-name", "partial"}},
	{"last names never introduced", []string{"last-name"}},
	{"acronyms", []string{"acronym"}},
	{"short forms", []string{"short-form", "place-name", "head"}},
	{"unknown chains", []string{byChain}},
}

// without returns the rules of the steps behind n.
func without(n int) (off []string) {
	for _, s := range steps[n+1:] {
		off = append(off, s.rules...)
	}
	return off
}

// TestScore scores the corpus step by step. With DOSSIER_ERRORS=all or half it also
// lists what goes wrong.
func TestScore(t *testing.T) {
	articles, list := loadGold(t, corpus())
	part := half(list)
	var all, halved tally
	for n, s := range steps {
		all, _ = score(articles, list, without(n)...)
		halved, _ = score(articles, part, without(n)...)
		t.Logf("%-32s %v   half of the dictionary %v", s.name, all, halved)
	}
	for i, name := range []string{"even articles", "odd articles"} {
		var some []goldArticle
		for n, a := range articles {
			if n%2 == i {
				some = append(some, a)
			}
		}
		sum, _ := score(some, list)
		t.Logf("%-32s %v", name, sum)
	}
	switch os.Getenv("DOSSIER_ERRORS") {
	case "all":
		_, errors := score(articles, list)
		logErrors(t, articles, list, errors)
	case "half":
		_, errors := score(articles, part)
		logErrors(t, articles, part, errors)
	}
	if corpus() == "redocred-dev" && (all.f1() < 97 || halved.precision() < 92.5 || halved.recall() < 97) {
		t.Errorf("the rules found more before: all %v, half of the dictionary %v", all, halved)
	}
}

// Every rule belongs to one step, so that the table of steps is whole.
func TestStepsHaveAllRules(t *testing.T) {
	of := map[string]int{}
	for _, s := range steps {
		for _, r := range s.rules {
			of[r]++
		}
	}
	for _, r := range Rules() {
		if author := r[0] == "as" || r[0] == "demonym"; !author && of[r[0]] != 1 {
			t.Errorf("rule %s is in %d steps", r[0], of[r[0]])
		}
	}
}

// logErrors lists what goes wrong, for work on the rules.
func logErrors(t *testing.T, articles []goldArticle, list []*record.Entity, errors []wrong) {
	names := map[string]string{}
	for _, e := range list {
		names[e.ID] = e.Name
	}
	for _, e := range errors {
		text := articles[e.article].Text
		from, to := max(0, e.start-40), min(len(text), e.end+40)
		t.Logf("%s: %q [%s] %q: got %q, want %q", e.rule, text[from:e.start], text[e.start:e.end], text[e.end:to], names[e.got], names[e.want])
	}
}

// corpus is the set that is scored, "redocred-dev" if DOSSIER_SET does not name
// another.
func corpus() string {
	if s := os.Getenv("DOSSIER_SET"); s != "" {
		return s
	}
	return "redocred-dev"
}
