package suggest

import "strings"

// Corpus gathers evidence from documents. It keeps counts of words, the distinct
// chains of capitalised words and at most maxExamples sentences for each, so its
// size follows the vocabulary, not the number of documents.
type Corpus struct {
	docs  int32
	words map[string]*usage // by the word as written
	fold  map[string]*usage // by the word in lower case, or in capitals throughout
	raws  map[string]*raw   // by raw.key
	pairs map[pair]int
}

// usage counts how the corpus writes one word.
type usage struct {
	class                  class
	lower, middle, opening int32 // in lower case; with a capital in mid-sentence; at a sentence's start
}

func (u *usage) total() int { return int(u.lower + u.middle + u.opening) }

// New returns an empty Corpus.
func New() *Corpus {
	return &Corpus{words: map[string]*usage{}, fold: map[string]*usage{}, raws: map[string]*raw{}, pairs: map[pair]int{}}
}

// Add takes the evidence of one document. The order of documents decides which
// sentences are quoted.
func (c *Corpus) Add(d Document) {
	blocks := make([][]word, len(d.Blocks))
	for i := range d.Blocks {
		blocks[i] = scan(d.Blocks[i])
	}
	nouns := capitalisesNouns(&d, blocks)
	for i, words := range blocks {
		for from := 0; from < len(words); {
			to := from + 1
			for to < len(words) && words[to].gap != fresh {
				to++
			}
			whole := from == 0 && to == len(words)
			c.addSentence(&sentence{name: d.Name, block: &d.Blocks[i], words: words[from:to], whole: whole, nouns: nouns})
			from = to
		}
	}
	c.docs++
}

// capitalisesNouns tells whether a text is in a language such as German, whose
// capitals mark nouns: more than a fifth of the words in mid-sentence have one, and
// few are English. A very short text does not tell.
func capitalisesNouns(d *Document, blocks [][]word) bool {
	all, upper, english := 0, 0, 0
	for i, words := range blocks {
		for _, w := range words {
			if w.gap != space || w.shape == number {
				continue
			}
			all++
			switch {
			case isUpper(w):
				upper++
			case frequentEnglish[d.Blocks[i].Text[w.start:w.end]]:
				english++
			}
		}
	}
	return upper >= 6 && upper*5 > all && english*12 < all
}

var frequentEnglish = map[string]bool{"the": true, "of": true, "and": true, "to": true, "a": true, "in": true, "for": true, "is": true, "was": true, "that": true, "on": true, "with": true}

type sentence struct {
	name  string
	block *Block
	words []word
	whole bool   // the block's only sentence
	nouns bool   // capitals mark nouns, so a single one proves nothing
	plain string // with white space collapsed; made when first asked for
	shift []int
}

func (s *sentence) word(i int) string { return s.block.Text[s.words[i].start:s.words[i].end] }

func (c *Corpus) addSentence(s *sentence) {
	use := make([]*usage, len(s.words))
	for i := range s.words {
		use[i] = c.usage(s.word(i))
	}
	if isLoud(s, use) {
		return
	}
	for i, w := range s.words {
		switch {
		case w.shape == lower:
			use[i].lower++
		case w.shape == number:
		case w.gap >= doubtful || s.nouns:
			use[i].opening++
		default:
			use[i].middle++
		}
	}
	var before *raw
	for i, ended := 0, 0; i < len(s.words); {
		if !begins(s.words[i], use[i]) && !isOrdinal(s, use, i) {
			i++
			continue
		}
		end := chainEnd(s, use, i)
		r := c.addChain(s, use, i, end)
		if before != nil && ended == i && s.isComma(i) {
			before.beside(r)
			r.beside(before)
		}
		before, i, ended = r, end, end
	}
}

// usage returns the counts of a word, shared by its spellings with and without a
// capital; a word in capitals throughout has its own.
func (c *Corpus) usage(w string) *usage {
	if u, ok := c.words[w]; ok {
		return u
	}
	folded := foldWord(w)
	isCaps := shapeOf(w) == caps
	if isCaps {
		folded = strings.TrimSuffix(w, ".") // WHO is no "who", US no "us"
	}
	u, ok := c.fold[folded]
	if !ok {
		folded = strings.Clone(folded)
		u = &usage{class: classOfWord(foldWord(w))}
		if isCaps {
			u.class &^= function | closed | joiner | given | speech | modifier | demonym
		}
		c.fold[folded] = u
	}
	c.words[strings.Clone(w)] = u
	return u
}

// classOfWord looks a folded word up; a contraction is what its first part is: I'm.
func classOfWord(folded string) class {
	if base, _, ok := strings.Cut(folded, "'"); ok && classOf(base).has(closed) {
		return classOf(base)
	}
	return classOf(folded)
}

// foldWord makes the spellings of one word equal, for counting and for the lexicon.
func foldWord(w string) string {
	return strings.TrimSuffix(strings.ReplaceAll(strings.ToLower(w), "’", "'"), ".")
}
