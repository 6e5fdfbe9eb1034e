package entities

import (
	"slices"
	"sync"
	"unicode/utf8"
)

// finder holds what is known of one article while its names are looked for.
type finder struct {
	d          *Dictionary
	blocks     []block
	words      []word // of all blocks
	total      int
	candidates []candidate
	mentions   []Mention
	doubts     []Doubt
	scratch    []word

	known     []bool           // by word: part of a form that the author gave
	covered   []bool           // by word: part of a name that stands in full
	named     map[uint32][]int // entity -> the words where it is named in full
	lower     lexicon          // the words that occur in lower case, once asked for
	inside    lexicon          // the words with a capital inside a sentence, once asked for
	followers lexicon          // the words behind an unknown name part, once asked for
	strangers map[uint32]bool  // entity -> another person in the article has its last name, once asked for
	spoken    language         // of the article, once asked for
	off       []string         // rules that are switched off
}

// block is a Block with its words.
type block struct {
	Block
	words []word
	base  int  // count of the words in earlier blocks
	style int8 // 0 not asked yet, 1 sentence case, 2 title case
}

// candidate is a stretch of words that may name something.
type candidate struct {
	block, i, j int    // the block, the first word, the last word
	start, end  int    // bytes, with the dots and quotation marks that belong to the form
	node        uint32 // of the trie; its readings hold as far as their form agrees
	forms       [maxForms]agreement
	stated      *statement // what the article itself says, in place of readings
	full        bool       // some reading is a name or alias
	best        manner     // how the nearest name or alias agrees
	accepted    bool       // it is a name that stands in full
}

// maxForms bounds the spellings that one node can tell apart ("US", "U.S.", "us").
const maxForms = 4

// agreement is a form that the words agree with; how is unlike where there is none.
type agreement struct {
	form uint32
	how  manner
}

// agreed is one reading of a candidate.
type agreed struct {
	entity uint32
	rule   rule
	how    manner
}

// finders are used again: their slices are the only memory that grows with a text.
var finders = sync.Pool{New: func() any { return &finder{named: map[uint32][]int{}, strangers: map[uint32]bool{}} }}

func newFinder(d *Dictionary, blocks []Block, o Options) *finder {
	f := finders.Get().(*finder)
	words := f.words[:0]
	f.d, f.off = d, o.Off
	f.mentions, f.doubts, f.spoken = nil, nil, unasked
	f.candidates, f.blocks = f.candidates[:0], f.blocks[:0]
	f.lower, f.followers, f.inside = f.lower[:0], f.followers[:0], f.inside[:0]
	clear(f.strangers)
	for _, b := range blocks {
		base := len(words)
		words = split(b.Text, b.Skip, words)
		f.blocks = append(f.blocks, block{Block: b, base: base})
	}
	for i := range f.blocks {
		end := len(words)
		if i+1 < len(f.blocks) {
			end = f.blocks[i+1].base
		}
		f.blocks[i].words = words[f.blocks[i].base:end]
	}
	f.words, f.total = words, len(words)
	return f
}

// release gives the finder's memory back. Nothing of the article stays in it.
func (f *finder) release() {
	clear(f.blocks)
	clear(f.candidates)
	f.d, f.off, f.mentions, f.doubts = nil, nil, nil, nil
	if f.total < 1<<20 { // the memory of one huge article is not worth keeping
		finders.Put(f)
	}
}

// emptied returns s with n zero values, in the same memory if it is large enough.
func emptied[T any](s []T, n int) []T {
	s = slices.Grow(s[:0], n)[:n]
	clear(s)
	return s
}

// collect walks the trie from every word that opens a form. Candidates come out in
// reading order, the longest first at each word.
func (f *finder) collect() {
	t := f.d.trie
	for n := range f.blocks {
		b := &f.blocks[n]
		for i := range b.words {
			if !t.opens(b.words[i]) {
				continue
			}
			from := len(f.candidates)
			node := uint32(0)
			for j := i; j < len(b.words); j++ {
				if node = t.step(node, b.words[j].hash); node == 0 {
					break
				}
				if f.d.formsAt[node] < f.d.formsAt[node+1] {
					f.consider(candidate{block: n, i: i, j: j, node: node})
				}
			}
			slices.Reverse(f.candidates[from:])
		}
	}
}

// consider keeps c if the words agree with a form that leads to its node.
func (f *finder) consider(c candidate) {
	b := &f.blocks[c.block]
	if w := b.words[c.j]; b.Text[w.start] >= utf8.RuneSelf && !wholeWord(b.Text, int(b.words[c.i].start), int(w.end)) {
		return
	}
	n := 0
	for k := f.d.formsAt[c.node]; k < f.d.formsAt[c.node+1] && n < maxForms; k++ {
		fm := &f.d.forms[k]
		how := f.agree(b, c.i, c.j, fm)
		if how == unlike {
			continue
		}
		if n == 0 {
			c.start, c.end = int(b.words[c.i].start), int(b.words[c.j].end)
		}
		if c.stretch(b, fm) {
			c.forms[n] = agreement{k, how}
			if fm.full {
				if !c.full || how < c.best {
					c.best = how
				}
				c.full = true
			}
			n++
		}
	}
	if n > 0 {
		f.candidates = append(f.candidates, c)
	}
}

// readings yields what c may stand for: as a name or alias when full, else as a
// derived form. Of names, the ones that agree best count: Hawke is not Hawké where
// both are known. An entity can come more than once, its strongest rule first.
func (f *finder) readings(c *candidate, full bool, yield func(agreed) bool) {
	if c.stated != nil {
		if full {
			yield(agreed{c.stated.entity, c.stated.rule, same})
		}
		return
	}
	for _, r := range f.d.at(c.node) {
		if r.rule.full() != full {
			continue
		}
		a := agreed{r.entity, r.rule, c.how(r.form)}
		if a.how == unlike || full && (a.how > c.best || f.isOff(a)) {
			continue
		}
		if !yield(a) {
			return
		}
	}
}

func (c *candidate) how(form uint32) manner {
	for _, a := range c.forms {
		if a.form == form && a.how != unlike {
			return a.how
		}
	}
	return unlike
}

// only returns the reading of c when all its readings, full or derived, are of one
// entity.
func (f *finder) only(c *candidate, full bool) (one agreed, ok bool) {
	f.readings(c, full, func(r agreed) bool {
		if ok && r.entity != one.entity {
			ok = false
			return false
		}
		if !ok {
			one, ok = r, true
		}
		return true
	})
	return one, ok
}

// introduce accepts the candidates that stand in full, leftmost first, then longest,
// and marks their words.
func (f *finder) introduce() {
	f.covered = emptied(f.covered, f.total)
	clear(f.named)
	f.markKnown()
	block, next := -1, 0
	for n := range f.candidates {
		c := &f.candidates[n]
		c.accepted = false
		if c.block != block {
			block, next = c.block, 0
		}
		if c.i < next || !f.standsInFull(c) {
			continue
		}
		c.accepted = true
		next = c.j + 1
		base := f.blocks[c.block].base
		for k := c.i; k <= c.j; k++ {
			f.covered[base+k] = true
		}
		if one, ok := f.only(c, true); ok {
			f.named[one.entity] = append(f.named[one.entity], base+c.i)
		}
	}
}

// markKnown marks the words of all names that the article may have in full, so that
// a word can look at the one behind it before that is decided.
func (f *finder) markKnown() {
	f.known = emptied(f.known, f.total)
	for n := range f.candidates {
		c := &f.candidates[n]
		if c.full && (c.i < c.j || f.blocks[c.block].words[c.i].gap == gapHyphen) {
			base := f.blocks[c.block].base
			for k := c.i; k <= c.j; k++ {
				f.known[base+k] = true
			}
		}
	}
}

// standsInFull tells whether c is a name as the author or the article stated it, and
// no part of another.
func (f *finder) standsInFull(c *candidate) bool {
	if c.stated != nil || !c.full {
		return c.full
	}
	on := false
	f.readings(c, true, func(agreed) bool {
		on = true
		return false
	})
	return on && !f.common(c) && !f.inChain(c)
}

// choose turns candidates into mentions, leftmost first, then longest.
func (f *finder) choose() {
	block, next := -1, 0
	for n := range f.candidates {
		c := &f.candidates[n]
		if c.block != block {
			block, next = c.block, 0
		}
		if c.i >= next && f.settle(c, n, next) {
			next = c.j + 1
		}
	}
}

// settle decides what a candidate stands for and adds the mention. It reports
// whether the words are taken; from is the first word that is still free.
func (f *finder) settle(c *candidate, n, from int) bool {
	if c.accepted {
		if r, ok := f.namesake(c); ok {
			f.mention(c, r.entity, r.name())
		} else if r, ok := f.settleFull(c); ok {
			f.mention(c, r.entity, r.name())
		}
		return true
	}
	if f.overlapsFull(n) || f.common(c) {
		return false
	}
	r, ok := f.settleDerived(c)
	if !ok || f.isOff(r) {
		return false
	}
	rule := r.rule
	if f.d.classes[r.entity] == person {
		misspelt, ok := f.extend(c, r, from)
		if !ok {
			return false
		}
		if misspelt {
			rule = bySpelling
			f.doubt(c, bySpelling.String(), []uint32{r.entity})
		}
	} else if f.inChain(c) {
		return false
	}
	f.mention(c, r.entity, rule.String())
	return true
}

func (f *finder) mention(c *candidate, entity uint32, rule string) {
	if n := len(f.mentions); n > 0 && f.mentions[n-1].Block == c.block {
		c.start = max(c.start, f.mentions[n-1].End) // a quotation mark between two names
	}
	f.mentions = append(f.mentions, Mention{c.block, c.start, c.end, f.d.ids[entity], rule})
}

// doubt reports what the author should look at, once for the same words.
func (f *finder) doubt(c *candidate, rule string, entities []uint32) {
	ids := make([]string, len(entities))
	for i, e := range entities {
		ids[i] = f.d.ids[e]
	}
	slices.Sort(ids)
	d := Doubt{c.block, c.start, c.end, f.blocks[c.block].Text[c.start:c.end], rule, slices.Compact(ids)}
	for _, o := range f.doubts {
		if o.Text == d.Text && o.Rule == d.Rule && slices.Equal(o.Entities, d.Entities) {
			return
		}
	}
	f.doubts = append(f.doubts, d)
}

// name returns the rule that a mention carries: how a name is written when that is
// not as the author has it.
func (a agreed) name() string {
	switch {
	case !a.rule.full() || a.how == same:
	case a.how == folded:
		return byFolded.String()
	case a.how == caps:
		return byCaps.String()
	}
	return a.rule.String()
}

// isOff tells whether the author switched the reading's rule off, for all or for
// this entity.
func (f *finder) isOff(a agreed) bool {
	name := a.name()
	return slices.Contains(f.off, name) || slices.Contains(f.d.off[a.entity], name)
}
