package entities

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"

	"dossier/internal/record"
)

// The benchmark's world is made of syllables by a fixed seed: words with a Zipf law,
// names of two and three capitalised words, articles of 900 words with 28 mentions of
// 15 entities, as the corpora of the build's benchmarks have.

type maker struct {
	r     *rand.Rand
	words []string
	zipf  *rand.Zipf
}

func newMaker() *maker {
	r := rand.New(rand.NewPCG(7, 11))
	m := &maker{r: r, zipf: rand.NewZipf(r, 1.1, 4, 19999)}
	for range 20000 {
		m.words = append(m.words, m.syllables(1+r.IntN(4)))
	}
	return m
}

func (m *maker) syllables(n int) string {
	var b strings.Builder
	for range n {
		b.WriteByte("bdfgklmnprstvz"[m.r.IntN(14)])
		b.WriteByte("aeiou"[m.r.IntN(5)])
		if m.r.IntN(3) == 0 {
			b.WriteByte("lnrst"[m.r.IntN(5)])
		}
	}
	return b.String()
}

func (m *maker) name(words int) string {
	var parts []string
	for range words {
		s := m.syllables(2 + m.r.IntN(2))
		parts = append(parts, strings.ToUpper(s[:1])+s[1:])
	}
	return strings.Join(parts, " ")
}

// entities makes n names or aliases, two an entity.
func (m *maker) entities(n int) []*record.Entity {
	types := []string{"person", "person", "place", "organisation"}
	var list []*record.Entity
	for i := range n / 2 {
		list = append(list, &record.Entity{
			ID: fmt.Sprint("e", i), Type: types[i%4], Name: m.name(2 + i%2),
			Aliases: []record.Alias{{Text: m.name(1 + i%3)}},
		})
	}
	return list
}

// article writes paragraphs with mentions of some entities.
func (m *maker) article(list []*record.Entity) []Block {
	var cast []*record.Entity
	for range 15 {
		cast = append(cast, list[m.r.IntN(len(list))])
	}
	var blocks []Block
	for range 9 {
		var b strings.Builder
		for w := range 100 {
			if w > 0 {
				b.WriteByte(' ')
			}
			if w%32 == 5 {
				e := cast[m.r.IntN(len(cast))]
				name := e.Name
				switch m.r.IntN(3) {
				case 0:
					name = e.Aliases[0].Text
				case 1:
					name = name[strings.LastIndexByte(name, ' ')+1:]
				}
				b.WriteString(name)
				continue
			}
			b.WriteString(m.words[m.zipf.Uint64()])
			if w%14 == 13 {
				b.WriteByte('.')
			}
		}
		blocks = append(blocks, Block{Text: b.String()})
	}
	return blocks
}

func BenchmarkFind(b *testing.B) {
	for _, n := range []int{1_000, 10_000, 100_000} {
		b.Run(fmt.Sprint("forms=", n), func(b *testing.B) {
			m := newMaker()
			list := m.entities(n)
			var articles [][]Block
			size := 0
			for range 100 {
				a := m.article(list)
				for _, block := range a {
					size += len(block.Text)
				}
				articles = append(articles, a)
			}
			before := heap()
			d := Compile(list)
			grown := heap() - before
			b.SetBytes(int64(size))
			found := 0
			for b.Loop() {
				found = 0
				for _, a := range articles {
					mentions, _ := d.Find(a, Options{})
					found += len(mentions)
				}
			}
			b.ReportMetric(float64(grown)/(1<<20), "MiB/dictionary")
			b.ReportMetric(float64(found)/100, "mentions/article")
		})
	}
}

func BenchmarkCompile(b *testing.B) {
	for _, n := range []int{1_000, 10_000, 100_000} {
		b.Run(fmt.Sprint("forms=", n), func(b *testing.B) {
			list := newMaker().entities(n)
			b.ReportAllocs()
			for b.Loop() {
				Compile(list)
			}
		})
	}
}

func heap() uint64 {
	var s runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&s)
	return s.HeapAlloc
}
