// Package corpus makes projects of any size to measure with: articles in invented words
// that are as long, and as full of names, dates and notes, as those of a real dossier.
//
// The same size and seed give the same bytes. Few names are mentioned often and most
// seldom, as everywhere; an article of 900 words has some 25 mentions, 8 dated sentences
// and 6 notes.
package corpus

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// Options say how large a project is.
type Options struct {
	Articles int
	Entities int // 0: as many as a real dossier of that size would have
	Seed     uint64
	Defaults bool // leave cards and names to the defaults; else no cards, no names but the given ones
}

// Write makes a project in dir, which must not have one yet.
func Write(dir string, o Options) error {
	m := newMaker(o.whole())
	articles := filepath.Join(dir, "content", "articles")
	if err := m.write(articles, ""); err != nil {
		return err
	}
	settings := "title: Harbour papers\nbase_url: https://example.org/papers/\n"
	if !o.Defaults {
		settings += "cards: false\nnames: reviewed\n"
	}
	for name, text := range map[string]string{"dossier.yaml": settings, "content/entities.yaml": m.dictionary()} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			return err
		}
	}
	return nil
}

// WriteTagged writes the same articles into a folder, each with the names that it
// mentions listed under a key of its front matter: what programs need that find none.
func WriteTagged(folder, key string, o Options) error {
	return newMaker(o.whole()).write(folder, key)
}

// whole fills in what was left open.
func (o Options) whole() Options {
	if o.Entities == 0 {
		o.Entities = max(10, int(8*math.Pow(float64(o.Articles), 0.7)))
	}
	return o
}

func (m *maker) write(folder, key string) error {
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return err
	}
	for i := range m.options.Articles {
		text := m.article(i)
		if key != "" {
			text = strings.Replace(text, "\ntags:", fmt.Sprintf("\n%s: [%s]\ntags:", key, quoted(m.named)), 1)
		}
		if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("paper-%06d.md", i+1)), []byte(text), 0o666); err != nil {
			return err
		}
	}
	return nil
}

// quoted lists different names as YAML does in brackets.
func quoted(names []string) string {
	names = slices.Compact(slices.Sorted(slices.Values(names)))
	for i, n := range names {
		names[i] = strconv.Quote(n)
	}
	return strings.Join(names, ", ")
}

// maker holds the words and names that all articles draw from.
type maker struct {
	options Options
	words   []string
	names   []name
	tags    []string
	r       *rand.Rand // of what is being made
	named   []string   // whom the article being made mentions
}

// name is an entity with the ways in which articles write it.
type name struct {
	full, kind string
	aliases    []string
}

const (
	vocabulary = 6000
	tagCount   = 40
)

func newMaker(o Options) *maker {
	m := &maker{options: o, r: rand.New(rand.NewPCG(o.Seed, 0))}
	m.words = append(m.words, strings.Fields("the of and to in a was for on that by with at from as it had were which his her their been not but")...)
	m.words = m.distinct(m.words, vocabulary, func() string { return m.word(1 + m.r.IntN(3)) })
	m.tags = m.distinct(nil, tagCount, func() string { return m.word(2) })
	for _, family := range m.distinct(nil, o.Entities, func() string { return capital(m.word(2 + m.r.IntN(2))) }) {
		m.names = append(m.names, m.name(family))
	}
	return m
}

// distinct goes on with a list until it has n different words.
func (m *maker) distinct(list []string, n int, make func() string) []string {
	seen := map[string]bool{}
	for _, w := range list {
		seen[w] = true
	}
	for len(list) < n {
		if w := make(); !seen[w] {
			seen[w] = true
			list = append(list, w)
		}
	}
	return list
}

var (
	onsets = strings.Fields("b br c ch d dr f fl g gr h j k kl l m n p pr qu r s sh sk st t tr v w z")
	nuclei = strings.Fields("a e i o u ai ea ie oa ou")
	codas  = strings.Fields("b ck d f g l lm m n nd nt p r rk rt s sk st t x")
)

// word makes a word of syllables.
func (m *maker) word(syllables int) string {
	var b strings.Builder
	for i := range syllables {
		b.WriteString(pick(m.r, onsets))
		b.WriteString(pick(m.r, nuclei))
		if i == syllables-1 || m.r.IntN(3) == 0 {
			b.WriteString(pick(m.r, codas))
		}
	}
	return b.String()
}

var (
	given  = strings.Fields("Agnes Birgit Casper Dorothea Emil Frieda Gustav Hedda Isak Judith Konrad Lydia Matthias Nora Otto Petra Rasmus Sigrid Tobias Ulrika Viktor Wilma")
	places = strings.Fields("Bay Head Quay Ness Cove Sound")
	houses = []string{"Shipping Company", "Harbour Board", "Savings Bank", "Dock Works", "Pilot Office"}
)

func (m *maker) name(family string) name {
	switch m.r.IntN(5) {
	case 0:
		place := pick(m.r, places)
		return name{family + " " + place, "place", []string{"port of " + family, "Old " + family + " " + place}}
	case 1:
		house := pick(m.r, houses)
		return name{family + " " + house, "organisation", []string{"House of " + family, "Royal " + family + " " + house}}
	}
	first := pick(m.r, given)
	return name{first + " " + family, "person", []string{first[:1] + ". " + family, first + " " + string(rune('A'+m.r.IntN(26))) + ". " + family, family}}
}

func (m *maker) dictionary() string {
	var b strings.Builder
	for _, n := range m.names {
		fmt.Fprintf(&b, "- name: %q\n  type: %s\n  aliases:\n", n.full, n.kind)
		for _, a := range n.aliases {
			fmt.Fprintf(&b, "    - %q\n", a)
		}
	}
	return b.String()
}

// The size of an article.
const (
	sections   = 5
	paragraphs = 2 // of a section
	sentences  = 5 // of a paragraph
	cast       = 14
)

// article makes the ith article, the same whatever was made before it.
func (m *maker) article(i int) string {
	m.r = rand.New(rand.NewPCG(m.options.Seed, uint64(i)+1))
	m.named = nil
	var people []name
	for range min(cast, len(m.names)) {
		people = append(people, m.names[m.seldom(len(m.names))])
	}
	var b strings.Builder
	fmt.Fprintf(&b, "---\ntitle: %q\ndate: %d-%02d-%02d\nauthor: %q\ntags: [%s, %s]\nsource: https://news.example/%d\n---\n\n",
		capital(m.phrase(5)), 1990+m.r.IntN(34), 1+m.r.IntN(12), 1+m.r.IntN(28), people[0].full, pick(m.r, m.tags), pick(m.r, m.tags), i)
	notes := 0
	for s := range sections {
		fmt.Fprintf(&b, "## %s\n\n", capital(m.phrase(3)))
		for p := range paragraphs {
			for n := range sentences {
				b.WriteString(m.sentence(people, n))
				if n == 1 && (p == 0 || s == 0) {
					notes++
					fmt.Fprintf(&b, "[^%d]", notes)
				}
				b.WriteByte(' ')
			}
			b.WriteString("\n\n")
		}
		switch s {
		case 1:
			fmt.Fprintf(&b, "- %s\n- %s with *%s*\n- %s\n\n", m.phrase(6), m.phrase(3), m.phrase(2), m.phrase(8))
		case 2:
			fmt.Fprintf(&b, "> %s\n\n", m.sentence(people, 0))
		case 3:
			if i%3 == 0 {
				fmt.Fprintf(&b, "| %s | year |\n| --- | ---: |\n| %s | 18%02d |\n| %s | 19%02d |\n\n", m.phrase(1), people[1].full, m.r.IntN(100), m.phrase(2), m.r.IntN(100))
			}
		}
	}
	for n := range notes {
		fmt.Fprintf(&b, "[^%d]: %s, %s, [%s](https://archive.example/%s/%d), p. %d.\n", n+1, m.mention(people).full, m.phrase(4), m.phrase(2), pick(m.r, m.tags), m.r.IntN(400), 1+m.r.IntN(300))
	}
	return b.String()
}

var months = strings.Fields("January February March April May June July August September October November December")

// sentence makes the nth sentence of a paragraph: some name people, some have a date.
func (m *maker) sentence(people []name, n int) string {
	words := []string{capital(m.phrase(4 + m.r.IntN(5)))}
	if n%2 == 0 {
		p := m.mention(people)
		words = append(words, pick(m.r, append(p.aliases[:len(p.aliases):len(p.aliases)], p.full, p.full)))
	}
	words = append(words, m.phrase(5+m.r.IntN(6)))
	if m.r.IntN(6) == 0 {
		month := pick(m.r, months)
		words = append(words, pick(m.r, []string{
			fmt.Sprintf("on %d %s %d", 1+m.r.IntN(28), month, 1780+m.r.IntN(230)), fmt.Sprintf("in %s %d", month, 1780+m.r.IntN(230)), fmt.Sprintf("in %d", 1780+m.r.IntN(230)),
		}))
	}
	if m.r.IntN(3) == 0 {
		words = append(words, "and", m.mention(people).full)
	}
	return strings.Join(words, " ") + "."
}

// mention draws one of the people and remembers who it was.
func (m *maker) mention(people []name) name {
	p := pick(m.r, people)
	m.named = append(m.named, p.full)
	return p
}

func (m *maker) phrase(n int) string {
	words := make([]string, n)
	for i := range words {
		words[i] = m.words[m.seldom(len(m.words))]
	}
	return strings.Join(words, " ")
}

// seldom draws from n things: the first ones often, the last ones seldom.
func (m *maker) seldom(n int) int {
	return min(int(math.Pow(float64(n)+1, m.r.Float64()))-1, n-1)
}

func pick[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
