package suggest

import (
	"slices"
	"strings"
	"unicode/utf8"
)

const (
	maxExamples = 3
	maxQuote    = 600 // bytes of a quoted sentence
	maxChain    = 30  // words
	maxListed   = 12
)

// raw is one distinct chain of capitalised words and joiners as it stands in texts,
// before anything is cut off. Words are parted by one space; a possessive ending
// inside the chain is part of it.
type raw struct {
	text     string
	opening  bool // its first word stands where any word has a capital
	count    int
	docs     []int32 // ascending
	left     context
	right    context
	listed   []*raw // some of the chains it shares a list with
	examples []sighting
}

// pair is a chain and an acronym, one of them in brackets behind the other.
type pair struct {
	chain   *raw
	acronym string
}

// begins tells whether a chain can begin with this word.
func begins(w word, u *usage) bool {
	return (w.shape == capital || w.shape == caps) && (!u.class.has(closed) || w.initial)
}

// isOrdinal tells whether an ordinal number leads a chain: 7th Fleet.
func isOrdinal(s *sentence, use []*usage, i int) bool {
	if s.words[i].shape != number || i+1 == len(s.words) || s.words[i+1].gap != space || !begins(s.words[i+1], use[i+1]) {
		return false
	}
	w := s.word(i)
	digits := strings.TrimRight(w, "sthndr")
	return len(digits) < len(w) && !use[i+1].class.has(calendar)
}

// chainEnd returns the end of the chain that begins at word i.
func chainEnd(s *sentence, use []*usage, i int) int {
	last := min(i+maxChain, len(s.words))
	for i++; i < last; {
		k := i
		for k < len(s.words) && k < i+3 && joins(s, use, k) {
			k++
		}
		if k == i && isNumbered(s, use, k) {
			return i + 1
		}
		if k == len(s.words) || s.words[k].gap != space || !begins(s.words[k], use[k]) && !isLetter(s, k) {
			return i
		}
		i = k + 1
	}
	return i
}

// isNumbered tells whether word k is the number of a road, unit or machine: Route 66.
func isNumbered(s *sentence, use []*usage, k int) bool {
	if k == len(s.words) || s.words[k].shape != number || s.words[k].gap != space || !use[k-1].class.has(numbered) {
		return false
	}
	n := s.words[k].end - s.words[k].start
	return n <= 4 && strings.Trim(s.word(k), "0123456789") == "" && !s.words[k-1].possessive
}

// isLetter tells whether a word is a bare capital, which "A" and "I" are inside a
// chain: Serie A, Ada I. Moss.
func isLetter(s *sentence, k int) bool {
	w := strings.TrimSuffix(s.word(k), ".")
	return s.words[k].shape == capital && len(w) == 1 && !s.words[k-1].possessive
}

func joins(s *sentence, use []*usage, k int) bool {
	w := s.words[k]
	return w.gap == space && !w.possessive && (w.shape == lower && use[k].class.has(joiner) || s.word(k) == "&")
}

// isComma tells whether a comma alone stands before word i.
func (s *sentence) isComma(i int) bool {
	w := s.words[i-1]
	between := s.block.Text[w.end:s.words[i].start]
	return !w.possessive && strings.TrimSpace(between) == ","
}

// beside notes a neighbour in a list.
func (r *raw) beside(o *raw) {
	if len(r.listed) < maxListed {
		r.listed = append(r.listed, o)
	}
}

func (c *Corpus) addChain(s *sentence, use []*usage, from, to int) *raw {
	key, opening := c.key(s, from, to)
	r, ok := c.raws[key]
	if !ok {
		r = &raw{text: strings.Clone(key[1:]), opening: opening}
		c.raws[key] = r
	}
	r.count++
	if n := len(r.docs); n == 0 || r.docs[n-1] != c.docs {
		r.docs = append(r.docs, c.docs)
	}
	r.look(s, use, from, to)
	if len(r.examples) < maxExamples {
		r.examples = append(r.examples, s.sight(from, to))
	}
	switch {
	case to < len(s.words) && s.words[to].opens && s.words[to].closes && s.words[to].shape == caps:
		c.pairs[pair{r, strings.Clone(s.word(to))}]++ // Corvale Port Fund (CPF)
	case from > 0 && s.words[from].opens && s.words[to-1].closes && s.words[from-1].shape == caps:
		c.pairs[pair{r, strings.Clone(s.word(from - 1))}]++ // CPF (Corvale Port Fund)
	}
	return r
}

// key writes the chain with single spaces behind a mark for its position.
func (c *Corpus) key(s *sentence, from, to int) (key string, opening bool) {
	var b strings.Builder
	opening = s.words[from].gap >= doubtful || s.nouns && to-from == 1 && s.words[from].shape != caps
	if opening {
		b.WriteByte('^')
	} else {
		b.WriteByte('-')
	}
	for i := from; i < to; i++ {
		if i > from {
			b.WriteByte(' ')
		}
		b.WriteString(s.word(i))
		if i+1 < to {
			b.WriteString(s.ending(i))
		}
	}
	return b.String(), opening
}

// ending returns what stands behind word i in front of the space: a possessive ending
// as it is written, or an abbreviation's dot.
func (s *sentence) ending(i int) string {
	w := s.words[i]
	switch {
	case w.possessive:
		_, n := utf8.DecodeRuneInString(s.block.Text[w.end:])
		return s.block.Text[w.end : w.end+n+1]
	case w.dot:
		return "."
	}
	return ""
}

// sorted returns the chains in the order of their text, those in mid-sentence first.
func (c *Corpus) sorted() []*raw {
	keys := make([]string, 0, len(c.raws))
	for k := range c.raws {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	out := make([]*raw, len(keys))
	for i, k := range keys {
		out[i] = c.raws[k]
	}
	return out
}
