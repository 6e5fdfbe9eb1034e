package entities

import (
	"cmp"
	"slices"
	"strings"
)

// finder holds what is known of one article while its names are looked for.
type finder struct {
	d          *Dictionary
	o          Options
	blocks     []block
	candidates []candidate
	mentions   []Mention
	doubts     []Doubt
	scratch    []word
}

type block struct {
	text    string
	words   []word
	heading bool
}

// candidate is a stretch of words that leads to readings which agree with it.
type candidate struct {
	block      int
	i, j       int // first and last word
	start, end int // bytes, with the dots and quotation marks that belong to the form
	readings   []agreed
}

type agreed struct {
	reading
	how manner
}

func newFinder(d *Dictionary, blocks []Block, o Options) *finder {
	f := &finder{d: d, o: o, blocks: make([]block, len(blocks))}
	var words []word
	from := make([]int, len(blocks)+1)
	for i, b := range blocks {
		words = split(b.Text, b.Skip, words)
		from[i+1] = len(words)
	}
	for i, b := range blocks {
		f.blocks[i] = block{b.Text, words[from[i]:from[i+1]], b.Heading}
	}
	return f
}

// collect walks the trie from every word that opens a form.
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
				if rs := f.d.at(node); len(rs) > 0 {
					f.consider(n, i, j, rs)
				}
			}
			slices.Reverse(f.candidates[from:]) // longest first
		}
	}
}

func (f *finder) consider(n, i, j int, readings []reading) {
	b := &f.blocks[n]
	c := candidate{block: n, i: i, j: j, start: int(b.words[i].start), end: int(b.words[j].end)}
	for _, r := range readings {
		fm := &f.d.forms[r.form]
		how := f.agree(b, i, j, fm)
		if how == unlike || !c.stretch(b, fm) {
			continue
		}
		c.readings = append(c.readings, agreed{r, how})
	}
	if len(c.readings) > 0 {
		f.candidates = append(f.candidates, c)
	}
}

// stretch takes in the signs around the words that are part of the form: the last
// dot of "U.S.", the quotation marks of a title. It reports false when the form
// ends in a possessive that the text does not have (Moody's).
func (c *candidate) stretch(b *block, fm *form) bool {
	if b.words[c.j].dotted && strings.HasPrefix(b.text[c.end:], ".") {
		c.end++
	}
	return true
}

// shouts tells whether the line around word i is in capitals.
func (b *block) shouts(i int) bool {
	at := int(b.words[i].start)
	from := strings.LastIndexByte(b.text[:at], '\n') + 1
	to := len(b.text)
	if n := strings.IndexByte(b.text[at:], '\n'); n >= 0 {
		to = at + n
	}
	line := b.text[from:to]
	return line == strings.ToUpper(line) && strings.Contains(line, " ")
}

// introduce finds the entities that the article names in full.
func (f *finder) introduce() {}

// choose turns candidates into mentions: leftmost first, then longest.
func (f *finder) choose() {
	block, next := -1, 0
	for _, c := range f.candidates {
		if c.block != block {
			block, next = c.block, 0
		}
		if c.i < next {
			continue
		}
		r := c.readings[0]
		f.mentions = append(f.mentions, Mention{c.block, c.start, c.end, f.d.ids[r.entity], r.name()})
		next = c.j + 1
	}
	slices.SortFunc(f.mentions, func(a, b Mention) int {
		return cmp.Or(cmp.Compare(a.Block, b.Block), cmp.Compare(a.Start, b.Start))
	})
}

func (a agreed) name() string {
	if a.rule.full() {
		switch a.how {
		case folded:
			return "folded"
		case caps:
			return "caps"
		}
	}
	return a.rule.String()
}
