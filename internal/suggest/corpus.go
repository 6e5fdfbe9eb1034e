package suggest

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/internal/source"
)

// Corpus gathers evidence from documents. It keeps counts of words, the distinct
// chains of capitalised words and at most maxExamples sentences for each, so its
// size follows the vocabulary, not the number of documents.
type Corpus struct {
	docs  int32
	words map[string]*usage // by the word as written
	fold  map[string]*usage // by the word in lower case, or in capitals throughout
	raws  map[string]*raw   // by raw.key
	pairs map[pair]int
	buf   []word
}

const (
	maxExamples = 3
	maxQuote    = 600 // bytes of a quoted sentence
	maxChain    = 30  // words
	maxListed   = 12
)

// usage counts how the corpus writes one word.
type usage struct {
	class                  class
	lower, middle, opening int32 // in lower case; with a capital in mid-sentence; at a sentence's start
}

func (u *usage) total() int { return int(u.lower + u.middle + u.opening) }

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
	listed   []*raw    // some of the chains it shares a list with
	examples []Example // Start and End of the whole chain
}

// context counts what stands beside a chain.
type context struct {
	office                                    int // "president of" and the like
	title, place, speech, possessive, article int
	list                                      int    // a comma and another chain
	quoted                                    int    // an opening quotation mark
	works                                     int    // a capitalised word that names seldom hold: To, Through
	toward                                    int    // from, to, through
	who                                       int    // who, whose, born
	verb                                      int    // is, was, has
	hint                                      hint   // a common noun that says what it is
	word                                      string // an example of it
}

// hint is what the common nouns beside a chain say it is, by majority.
type hint struct {
	kind, word string
	n          int
}

func (h *hint) vote(kind, word string, n int) {
	switch {
	case n == 0:
	case h.kind == kind:
		h.n += n
	case h.n >= n:
		h.n -= n
	default:
		h.kind, h.word, h.n = kind, word, n-h.n
	}
}

// pair is a chain and an acronym, one of them in brackets behind the other.
type pair struct {
	chain   *raw
	acronym string
}

// New returns an empty Corpus.
func New() *Corpus {
	return &Corpus{words: map[string]*usage{}, fold: map[string]*usage{}, raws: map[string]*raw{}, pairs: map[pair]int{}}
}

// Add takes the evidence of one document. The order of documents decides which
// sentences are quoted.
func (c *Corpus) Add(d Document) {
	for i := range d.Blocks {
		c.addBlock(d.Name, &d.Blocks[i])
	}
	c.docs++
}

func (c *Corpus) addBlock(name string, b *Block) {
	c.buf = scan(b.Text, b.Skip, c.buf[:0])
	for from := 0; from < len(c.buf); {
		to := from + 1
		for to < len(c.buf) && c.buf[to].gap != fresh {
			to++
		}
		s := &sentence{name: name, block: b, words: c.buf[from:to], whole: from == 0 && to == len(c.buf)}
		c.addSentence(s)
		from = to
	}
}

type sentence struct {
	name  string
	block *Block
	words []word
	whole bool   // the block's only sentence
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
		case w.gap >= doubtful:
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

// isLoud tells whether a sentence is written in title case or capitals throughout,
// so that its capitals prove nothing. A list of names is not: its commas keep the
// runs of capitals short.
func isLoud(s *sentence, use []*usage) bool {
	if !s.whole && !s.block.Heading {
		return isShouted(s)
	}
	small, content, run, longest := 0, 0, 0, 0
	for i, w := range s.words {
		if w.gap != space {
			run = 0
		}
		if w.shape == number || use[i].class.has(function|joiner) {
			continue
		}
		content++
		run++
		if w.shape == lower {
			small++
			run = 0
		}
		longest = max(longest, run)
	}
	if longest >= 4 && small*6 <= content && !endsSentence(s) {
		return true
	}
	return isShouted(s)
}

// isShouted tells whether three or more words and most of the sentence are in
// capitals.
func isShouted(s *sentence) bool {
	loud, all := 0, 0
	for i, w := range s.words {
		if w.shape == number {
			continue
		}
		all++
		if w.shape == caps && utf8.RuneCountInString(s.word(i)) > 1 {
			loud++
		}
	}
	return loud >= 3 && loud*3 >= all*2
}

func endsSentence(s *sentence) bool {
	rest := s.block.Text[s.words[len(s.words)-1].end:]
	return strings.ContainsAny(rest[:min(len(rest), 8)], ".!?")
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
		r.examples = append(r.examples, s.example(from, to))
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
	opening = s.words[from].gap >= doubtful
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
			b.WriteString(ending(s.words[i]))
		}
	}
	return b.String(), opening
}

// singular are verbs that a name may be the subject of, and a noun without article
// seldom is.
var singular = map[string]bool{"is": true, "was": true, "has": true, "had": true, "does": true, "did": true, "will": true, "would": true}

func isClosedCapital(w word, u *usage) bool {
	return w.shape == capital && u.class.has(closed) && w.end-w.start > 1
}

// ending returns what stands between a word and the next one of its chain, the space
// left out.
func ending(w word) string {
	switch {
	case w.possessive:
		return "'s"
	case w.dot:
		return "."
	}
	return ""
}

// look notes what stands before and after the chain.
func (r *raw) look(s *sentence, use []*usage, from, to int) {
	if from > 0 && s.words[from].gap == space {
		u, before := use[from-1].class, strings.ToLower(s.word(from-1))
		if (before == "of" || before == "to") && from > 1 && use[from-2].class.has(title) {
			r.left.office++
		}
		switch {
		case u.has(title) && s.words[from-1].shape == lower:
			r.left.title++
			r.left.word = before
		case before == "in" || before == "near" || before == "across" || before == "at":
			r.left.place++
			r.left.word = before
		case s.words[from-1].shape == lower && nouns[before] != "":
			r.left.hint.vote(nouns[before], before, 1)
		case before == "of" && from > 1 && nouns[s.word(from-2)] == "place":
			r.left.hint.vote("place", s.word(from-2)+" of", 1)
		case before == "from" || before == "to" || before == "through" || before == "into" || before == "outside" || before == "between" || before == "towards" || before == "toward":
			r.left.toward++
			r.left.word = before
		case before == "the":
			r.left.article++
		}
	}
	if from > 0 && s.words[from].gap == stop && s.words[from-1].shape >= capital && s.words[from-1].shape <= caps {
		r.left.list++
	}
	if from > 0 && s.words[from].gap == space && s.words[from-1].gap < doubtful && isClosedCapital(s.words[from-1], use[from-1]) {
		r.left.works++
	}
	if s.words[from].quoted {
		r.left.quoted++
	}
	if s.words[to-1].possessive {
		r.right.possessive++
	}
	if to < len(s.words) {
		u := use[to].class
		after := s.word(to)
		if s.words[to].gap == space && singular[after] && !s.words[to-1].possessive {
			r.right.verb++
		}
		switch {
		case s.words[to].shape != lower:
		case s.words[to].gap == space && nouns[after] != "" && !s.words[to-1].possessive:
			r.right.hint.vote(nouns[after], after, 1)
		case s.words[to].gap <= stop && (after == "who" || after == "born"):
			r.right.who++
			r.right.word = after
		}
		if s.words[to].gap == space && isClosedCapital(s.words[to], use[to]) {
			r.right.works++
		}
		if s.words[to].gap == stop && s.words[to].shape >= capital && s.words[to].shape <= caps {
			r.right.list++
		}
		if s.words[to].shape == lower && s.words[to].gap == space && u.has(speech) {
			r.right.speech++
			r.right.word = s.word(to)
		}
	}
}

// example quotes the sentence around words from to to.
func (s *sentence) example(from, to int) Example {
	if s.plain == "" {
		s.collapse()
	}
	at := s.words[from].start
	first := s.words[0].start
	e := Example{
		Sentence: s.plain,
		Start:    s.shift[at-first],
		End:      s.shift[s.words[to-1].end-first],
		Place:    source.Place{File: s.name},
	}
	e.clip()
	if s.block.Place != nil {
		e.Place = s.block.Place(at)
	}
	e.At = e.Place.String()
	return e
}

// clip shortens a very long sentence to the words around the name.
func (e *Example) clip() {
	if len(e.Sentence) <= maxQuote {
		return
	}
	from, to := e.Start-maxQuote/2, e.End+maxQuote/2
	before, after := "", ""
	if from > 0 {
		before = "… "
		from += strings.IndexByte(e.Sentence[from:e.Start]+" ", ' ') + 1
		from = min(from, e.Start)
	} else {
		from = 0
	}
	if to < len(e.Sentence) {
		after = " …"
		to = e.End + max(0, strings.LastIndexByte(e.Sentence[e.End:to], ' '))
	} else {
		to = len(e.Sentence)
	}
	length := e.End - e.Start
	e.Start += len(before) - from
	e.End = e.Start + length
	e.Sentence = before + e.Sentence[from:to] + after
}

// collapse makes plain, the sentence with single spaces, and shift, which turns
// offsets from the sentence's first word into offsets of plain.
func (s *sentence) collapse() {
	first, last := s.words[0].start, s.words[len(s.words)-1].end
	text := s.block.Text
	for last < len(text) && strings.IndexByte(".!?'\")", text[last]) >= 0 {
		last++
	}
	var b strings.Builder
	s.shift = make([]int, last-first+1)
	blank := false
	for i, r := range text[first:last] {
		if unicode.IsSpace(r) {
			blank = true
			s.shift[i] = b.Len()
			continue
		}
		if blank {
			b.WriteByte(' ')
			blank = false
		}
		for k := range utf8.RuneLen(r) {
			s.shift[i+k] = b.Len() + k
		}
		if r != '\uFFFC' && r != '*' { // atoms, and emphasis left in plain text
			b.WriteRune(r)
		}
	}
	s.shift[last-first] = b.Len()
	s.plain = b.String()
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
