package index

import (
	"cmp"
	"math/bits"
	"slices"

	"dossier/internal/record"
)

// Pair is another entity that is named near one: how often, and how much more often
// than chance would have it.
type Pair struct {
	Entity *Entity
	Count  int   // sentences that name both; in Near, paragraphs
	Score  int64 // log-likelihood ratio, in units of 1/2^20 bit; negative for less than chance
}

// withLimit is how many companions an entity's page shows.
const withLimit = 12

// companions ranks who is named in the same sentences and who, though in none of these,
// in the same paragraphs. The measure is Dunning's log-likelihood ratio, which neither
// favours the frequent, as plain counts do, nor the rare, as mutual information does.
func (x *Index) companions() {
	sentences := x.together(func(s record.Sentence, i int) [3]int { return [3]int{i} })
	paragraphs := x.together(func(s record.Sentence, _ int) [3]int { return [3]int{int(s.Locator), s.Paragraph, s.Note} })
	for _, e := range x.Entities {
		e.With = sentences.ranked(e, nil)
		near := paragraphs.ranked(e, sentences.both[e])
		e.With = first(e.With, withLimit)
		e.Near = first(near, withLimit-len(e.With))
	}
}

// first is a list of its own with the first items of one that is much longer.
func first(pairs []Pair, n int) []Pair { return slices.Clone(pairs[:min(len(pairs), n)]) }

// tally counts stretches of text by the entities that they name.
type tally struct {
	all  int // stretches
	one  map[*Entity]int
	both map[*Entity]map[*Entity]int
}

// together counts the stretches that key tells apart, each a row of sentences.
func (x *Index) together(key func(s record.Sentence, i int) [3]int) *tally {
	t := &tally{0, map[*Entity]int{}, map[*Entity]map[*Entity]int{}}
	for _, a := range x.Articles {
		for i := range a.Sentences {
			if i == 0 || key(a.Sentences[i], i) != key(a.Sentences[i-1], i-1) {
				t.all++
			}
		}
		of := func(m record.Mention) [3]int { return key(a.Sentences[m.Sentence], m.Sentence) }
		for i := 0; i < len(a.Mentions); {
			j := i
			for j < len(a.Mentions) && of(a.Mentions[j]) == of(a.Mentions[i]) {
				j++
			}
			t.add(x.distinct(a.Mentions[i:j]))
			i = j
		}
	}
	return t
}

func (t *tally) add(together []*Entity) {
	for _, e := range together {
		t.one[e]++
		for _, f := range together {
			if e == f {
				continue
			}
			if t.both[e] == nil {
				t.both[e] = map[*Entity]int{}
			}
			t.both[e][f]++
		}
	}
}

// ranked lists the companions of an entity but for those in except, the closest first.
func (t *tally) ranked(e *Entity, except map[*Entity]int) []Pair {
	var pairs []Pair
	for f, n := range t.both[e] {
		if except[f] == 0 {
			pairs = append(pairs, Pair{f, n, likelihood(n, t.one[e], t.one[f], t.all)})
		}
	}
	slices.SortFunc(pairs, func(a, b Pair) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(b.Count, a.Count), cmp.Compare(a.Entity.ID, b.Entity.ID))
	})
	return pairs
}

// likelihood is the log-likelihood ratio of two things that occur a and b times in n
// places, both together. It is counted in whole numbers, since processors differ in the
// last digit of real ones and a page must have the same bytes everywhere.
func likelihood(both, a, b, n int) int64 {
	onlyA, onlyB, none := a-both, b-both, n-a-b+both
	score := xlog(both) + xlog(onlyA) + xlog(onlyB) + xlog(none) -
		xlog(a) - xlog(n-a) - xlog(b) - xlog(n-b) + xlog(n)
	score *= 2
	if int64(both)*int64(n) < int64(a)*int64(b) {
		return -score
	}
	return score
}

// xlog is x times its binary logarithm, in units of 1/2^20; 0 for 0.
func xlog(x int) int64 {
	if x <= 1 {
		return 0
	}
	const digits = 20
	whole := bits.Len64(uint64(x)) - 1
	log := int64(whole)
	m := uint64(x) << 31 >> whole // from 1 to 2, in units of 1/2^31
	for range digits {
		m = m * m >> 31
		log <<= 1
		if m >= 1<<32 {
			m >>= 1
			log |= 1
		}
	}
	return int64(x) * log
}
