package search

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"dossier/internal/edtf"
	"dossier/internal/resolve/passages"
	"dossier/internal/write"

	"dossier/static"
)

// library is a made-up dossier of the size of a real one: words are as rare as in
// English (Zipf's law), an article has some 900 of them in twenty paragraphs, and names of
// two words, four words to ten articles, stand in the text.
type library struct {
	texts    [][]passages.Passage
	docs     []Doc
	names    []string
	frequent []string // words that stand in most of the texts
	markdown int      // bytes of the texts
}

func newLibrary(articles int) *library {
	random := rand.New(rand.NewPCG(7, uint64(articles)))
	word := func(i int) string {
		const consonants, vowels = "bdfgklmnprstvz", "aeiou"
		var b strings.Builder
		for n := uint64(i)*2654435761 + 97; n > 0 && b.Len() < 9; n /= 70 {
			b.WriteByte(consonants[n%14])
			b.WriteByte(vowels[n/14%5])
			if b.Len() > 3+i%5 {
				break
			}
		}
		return fmt.Sprint(b.String(), []string{"", "r", "n", "l", "st"}[i%5])
	}
	zipf := rand.NewZipf(random, 1.1, 8, 60_000)
	l := &library{}
	for i := range 60 {
		l.frequent = append(l.frequent, word(i))
	}
	for i := range max(10, articles*4/10) {
		name := word(100_000+i) + " " + word(200_000+i%max(5, articles/10))
		l.names = append(l.names, name)
		l.docs = append(l.docs, Doc{Kind: Entity, Address: fmt.Sprintf("/entities/e-%d/", i), Title: name, Type: "person", About: "A name of the " + word(i%40)})
	}
	for i := range articles {
		var list []passages.Passage
		var entities []string
		for p := range 22 {
			var b strings.Builder
			for w := range 41 {
				if w == 7 && p%2 == 0 {
					e := int(zipf.Uint64()) % len(l.names)
					entities = append(entities, fmt.Sprintf("e-%d", e))
					b.WriteString(l.names[e] + " ")
				}
				if random.IntN(100) < 45 {
					b.WriteString([]string{"the", "of", "and", "to", "in", "a", "was", "that", "for", "with"}[random.IntN(10)] + " ")
				} else {
					b.WriteString(word(int(zipf.Uint64())) + " ")
				}
			}
			text := strings.TrimSpace(b.String())
			l.markdown += len(text) + len("\n\n")
			kind, anchor := passages.Text, "p-"+strings.Join(strings.Fields(text)[:5], "-")
			switch {
			case p%7 == 3:
				text = strings.Join(strings.Fields(text)[:4], " ")
				kind, anchor = passages.Heading, strings.ReplaceAll(text, " ", "-")
			case p > 17:
				kind, anchor = passages.Note, fmt.Sprint("fn-", p-17)
			}
			list = append(list, passages.Passage{Kind: kind, Anchor: anchor, Note: max(0, p-17), Text: text})
		}
		title := strings.Join([]string{word(int(zipf.Uint64())), word(int(zipf.Uint64())), word(int(zipf.Uint64()))}, " ")
		l.markdown += len("---\ntitle: \ndate: 1900-01-01\nauthor: Ann Lee\n---\n\n") + len(title) + 4*len("[^1][^1]: ") + 3*len("## ")
		l.texts = append(l.texts, list)
		l.docs = append(l.docs, Doc{Kind: Article, Address: fmt.Sprintf("/articles/%s-%d/", strings.ReplaceAll(title, " ", "-"), i), Title: title,
			Date: edtf.OfYear(1900 + i%120), Shown: fmt.Sprint(1900 + i%120), Entities: entities})
	}
	return l
}

// index makes the files of the search.
func (l *library) index(t testing.TB) map[string]string {
	t.Helper()
	b := NewBuilder(Options{Language: "en", Types: []Type{{"person", "Person"}}})
	articles := l.docs[len(l.docs)-len(l.texts):]
	for i, d := range articles {
		if err := b.Add(d.Address, d.Title, l.texts[i]); err != nil {
			t.Fatal(err)
		}
	}
	files, err := b.Finish(l.docs)
	if err != nil {
		t.Fatal(err)
	}
	index := map[string]string{}
	for _, f := range files {
		if !f.Source {
			index[f.Name] = string(f.Data)
		}
	}
	return index
}

// questions are of every kind that readers ask, over words of all ranks.
func (l *library) questions() map[string][]string {
	random := rand.New(rand.NewPCG(3, 3))
	ask := map[string][]string{}
	for range 40 {
		list := l.texts[random.IntN(len(l.texts))]
		words := strings.Fields(strings.ToLower(list[random.IntN(3)].Text))
		words = slices.DeleteFunc(words, func(w string) bool { return len(w) < 4 })
		at := random.IntN(len(words) - 4)
		name := l.names[random.IntN(len(l.names))]
		first, _, _ := strings.Cut(name, " ")
		i := 1 + random.IntN(len(first)-2)
		ask["a word"] = append(ask["a word"], words[at]+" ")
		ask["two words"] = append(ask["two words"], words[at]+" "+words[at+2])
		ask["a word still being typed"] = append(ask["a word still being typed"], words[at][:4])
		ask["a phrase"] = append(ask["a phrase"], fmt.Sprintf("%q", strings.Join(strings.Fields(list[0].Text)[8:11], " ")))
		ask["a phrase of common words"] = append(ask["a phrase of common words"], fmt.Sprintf("%q", strings.Join(l.common(random, 2+random.IntN(2)), " ")))
		ask["a name"] = append(ask["a name"], name)
		ask["a name with a slip"] = append(ask["a name with a slip"], first[:i]+"x"+first[i+1:])
		ask["a filter"] = append(ask["a filter"], "person:"+first+" "+words[at])
		ask["a date"] = append(ask["a date"], words[at]+" after:1990")
	}
	return ask
}

// common gives some of the most frequent words.
func (l *library) common(random *rand.Rand, n int) []string {
	var words []string
	for range n {
		words = append(words, l.frequent[random.IntN(len(l.frequent))])
	}
	return words
}

// TestCost asks questions and counts what a browser loads to answer the first of them,
// with the scripts, as it comes over the network; and the size of all.
func TestCost(t *testing.T) {
	const scripts = 4000 // of both scripts of the page, compressed
	for articles, most := range map[int]int{337: 25_000, 10_000: 40_000} {
		if articles > 1000 && os.Getenv("DOSSIER_LONG") == "" {
			continue
		}
		l := newLibrary(articles)
		index := l.index(t)
		total := 0
		for _, data := range index {
			total += len(data)
		}
		t.Logf("%d articles: %d bytes of text, the index is %.2f of it in %d files", articles, l.markdown, float64(total)/float64(l.markdown), len(index))
		if total*20 > l.markdown*7 {
			t.Errorf("the index of %d articles is %d bytes, more than 0.35 of the %d of the texts", articles, total, l.markdown)
		}
		for kind, list := range l.questions() {
			var costs []int
			for _, ask := range list {
				loaded, cost := map[string]bool{}, scripts
				r, err := Open(func(name string) ([]byte, error) {
					if !loaded[name] {
						loaded[name] = true
						cost += compressed(t, index[name])
					}
					return []byte(index[name]), nil
				})
				if err == nil {
					_, err = r.Search(ask, 5)
				}
				if err != nil {
					t.Fatal(err)
				}
				costs = append(costs, cost)
			}
			slices.Sort(costs)
			half, worst := costs[len(costs)/2], costs[len(costs)-1]
			t.Logf("%d articles, %s: %d bytes, at most %d", articles, kind, half, worst)
			if worst > most {
				t.Errorf("%d articles, %s: %d bytes, more than %d", articles, kind, worst, most)
			}
		}
	}
}

func compressed(t *testing.T, data string) int {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte(data)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Len()
}

// BenchmarkIndex is the cost of the search in a build of 1000 articles.
func BenchmarkIndex(b *testing.B) {
	l := newLibrary(1000)
	b.SetBytes(int64(l.markdown))
	for b.Loop() {
		l.index(b)
	}
}

// TestScripts holds the two scripts of the search to eight kilobytes as they are published.
func TestScripts(t *testing.T) {
	page, err := static.Files.ReadFile("search.js")
	if err != nil {
		t.Fatal(err)
	}
	total := 0
	for _, script := range [][]byte{readerScript, page} {
		small, err := write.NewMinifier().File("search.js", script)
		if err != nil {
			t.Fatal(err)
		}
		total += len(small)
	}
	if total > 8<<10 {
		t.Errorf("the scripts of the search have %d bytes, %d are allowed", total, 8<<10)
	}
}
