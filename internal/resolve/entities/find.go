package entities

import (
	"slices"
	"strings"
	"unicode/utf8"
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

	total   int              // words in the article
	covered []bool           // by word: part of a name that stands in full
	named   map[uint32][]int // entity -> the words where it is named in full
	lower   map[uint64]bool  // hashes of the words that occur in lower case, once asked for
	off     map[string]bool  // rules that are switched off
}

type block struct {
	text    string
	words   []word
	skip    []Span
	heading bool
	base    int  // count of the words in earlier blocks
	style   int8 // 0 not asked yet, 1 sentence case, 2 title case
}

// candidate is a stretch of words that leads to readings which agree with it.
type candidate struct {
	block      int
	i, j       int // first and last word
	start, end int // bytes, with the dots and quotation marks that belong to the form
	readings   []agreed
	accepted   bool // as a name that stands in full
	room       Span // bytes around it that no skipped range and no other word has
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
		f.blocks[i] = block{text: b.Text, words: words[from[i]:from[i+1]], skip: b.Skip, heading: b.Heading, base: from[i]}
	}
	f.total = len(words)
	f.off = map[string]bool{}
	for _, r := range o.Off {
		f.off[r] = true
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
	c.room = b.roomAround(c.start, c.end)
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
// dot of "U.S.", the quotation marks of a title, the dot of .NET. It reports false
// when the form ends in a possessive that the text does not have (Moody's).
func (c *candidate) stretch(b *block, fm *form) bool {
	end := int(b.words[c.j].end)
	if b.words[c.j].dotted && strings.HasPrefix(b.text[end:], ".") {
		c.end = max(c.end, min(end+1, c.room.End))
	}
	if fm.tail != "" {
		n := followedBy(b.text[end:], fm.tail)
		if n == 0 && isPossessiveTail(fm.tail) {
			return false
		}
		if end+n <= c.room.End {
			c.end = max(c.end, end+n)
		}
	}
	start := int(b.words[c.i].start)
	if fm.head != "" && strings.HasSuffix(b.text[:start], fm.head) && start-len(fm.head) >= c.room.Start {
		c.start = min(c.start, start-len(fm.head))
	}
	return true
}

// roomAround returns the range around text[start:end] that signs may be taken from:
// up to the skipped ranges next to it.
func (b *block) roomAround(start, end int) Span {
	room := Span{0, len(b.text)}
	for _, s := range b.skip {
		if s.End <= start {
			room.Start = max(room.Start, s.End)
		}
		if s.Start >= end {
			room.End = min(room.End, s.Start)
			break
		}
	}
	return room
}

// followedBy returns how many bytes at the start of s spell tail, or 0.
func followedBy(s, tail string) int {
	n := 0
	for _, want := range tail {
		got, size := utf8.DecodeRuneInString(s[n:])
		if got != want && !(isApostrophe(string(got)) && isApostrophe(string(want))) {
			return 0
		}
		n += size
	}
	return n
}

func isPossessiveTail(tail string) bool {
	r, n := utf8.DecodeRuneInString(tail)
	return isApostrophe(string(r)) && endings[tail[n:]]
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

// introduce finds the entities that the article names in full, and marks the words
// of those names.
func (f *finder) introduce() {
	f.covered = make([]bool, f.total)
	f.named = map[uint32][]int{}
	block, next := -1, 0
	for n := range f.candidates {
		c := &f.candidates[n]
		if c.block != block {
			block, next = c.block, 0
		}
		if c.i < next || !c.readings[0].rule.full() || f.off[c.readings[0].name()] || f.common(c) || f.inChain(c) {
			continue
		}
		c.accepted = true
		next = c.j + 1
		base := f.blocks[c.block].base
		for k := c.i; k <= c.j; k++ {
			f.covered[base+k] = true
		}
		if one, ok := c.only(true); ok {
			f.named[one.entity] = append(f.named[one.entity], base+c.i)
		}
	}
}

// common tells whether a one-word candidate is more likely an ordinary word: the
// opening word of a sentence that the article also has in lower case or that is a
// function word, or a piece of a hyphenated word in lower case (north-east).
func (f *finder) common(c *candidate) bool {
	if c.i != c.j {
		return false
	}
	b := &f.blocks[c.block]
	w := b.words[c.i]
	switch w.shape {
	case lower:
		return compass[b.lowered(c.i)] || w.gap == gapHyphen || w.gap == gapDash || c.j+1 < len(b.words) && (b.words[c.j+1].gap == gapHyphen || b.words[c.j+1].gap == gapDash)
	case capital:
		if !c.readings[0].rule.full() && calendar[b.lowered(c.i)] && b.nextToNumber(c.i) {
			return true
		}
		if f.opensSentence(b, c.i) {
			return functionWords[b.lowered(c.i)] || f.seenLower(w.hash) && !f.inLower(c)
		}
	}
	return false
}

// nextToNumber tells whether word i stands beside a number, as months do.
func (b *block) nextToNumber(i int) bool {
	before := i > 0 && b.words[i].gap == gapSpace && startsDigit(b.lowered(i-1))
	after := i+1 < len(b.words) && (b.words[i+1].gap == gapSpace || b.words[i+1].gap == gapComma) && startsDigit(b.lowered(i+1))
	return before || after
}

// inLower tells whether the author wrote the name itself in lower case.
func (f *finder) inLower(c *candidate) bool {
	return startsLower(f.d.forms[c.readings[0].form].text)
}

// only returns the reading of c when all its readings, full or derived, are of one
// entity.
func (c *candidate) only(full bool) (agreed, bool) {
	var one agreed
	found := false
	for _, r := range c.readings {
		if r.rule.full() != full {
			continue
		}
		if found && r.entity != one.entity {
			return one, false
		}
		if !found {
			one, found = r, true
		}
	}
	return one, found
}

// choose turns candidates into mentions: leftmost first, then longest.
func (f *finder) choose() {
	block, next := -1, 0
	for n := range f.candidates {
		c := &f.candidates[n]
		if c.block != block {
			block, next = c.block, 0
		}
		if c.i < next {
			continue
		}
		if f.settle(c, next) {
			next = c.j + 1
		}
	}
}

// settle decides what a candidate stands for and adds the mention.
func (f *finder) settle(c *candidate, from int) bool {
	if c.accepted {
		r, ok := f.settleFull(c)
		if !ok {
			return true
		}
		f.mention(c, r.entity, r.name())
		return true
	}
	if f.overlapsFull(c) || f.common(c) {
		return false
	}
	r, ok := f.settleDerived(c)
	if !ok || f.off[r.name()] {
		return false
	}
	name := r.name()
	if f.d.classes[r.entity] == person {
		spelling, ok := f.extend(c, r.entity, from)
		if !ok {
			return false
		}
		if spelling {
			name = bySpelling.String()
			f.doubts = append(f.doubts, Doubt{c.block, c.start, c.end, f.blocks[c.block].text[c.start:c.end], name, []string{f.d.ids[r.entity]}})
		}
	} else if f.inChain(c) {
		return false
	}
	f.mention(c, r.entity, name)
	return true
}

func (f *finder) mention(c *candidate, entity uint32, rule string) {
	if n := len(f.mentions); n > 0 && f.mentions[n-1].Block == c.block {
		c.start = max(c.start, f.mentions[n-1].End) // a quotation mark between two names
	}
	f.mentions = append(f.mentions, Mention{c.block, c.start, c.end, f.d.ids[entity], rule})
}

// settleFull picks among the entities that claim the form as theirs.
func (f *finder) settleFull(c *candidate) (agreed, bool) {
	if one, ok := c.only(true); ok {
		return one, true
	}
	var fits []agreed
	for _, r := range c.readings {
		if r.rule.full() && len(f.named[r.entity]) > 0 {
			fits = append(fits, r)
		}
	}
	if len(fits) == 1 {
		return fits[0], true
	}
	f.doubt(c)
	return agreed{}, false
}

func (f *finder) doubt(c *candidate) {
	var ids []string
	for _, r := range c.readings {
		ids = append(ids, f.d.ids[r.entity])
	}
	slices.Sort(ids)
	f.doubts = append(f.doubts, Doubt{c.block, c.start, c.end, f.blocks[c.block].text[c.start:c.end], "ambiguous", slices.Compact(ids)})
}

// settleDerived picks the entity that a derived form stands for here.
func (f *finder) settleDerived(c *candidate) (agreed, bool) {
	at := f.blocks[c.block].base + c.i
	var best agreed
	bestScore, ok := -1, false
	var seen []uint32
	for _, r := range c.readings {
		if r.rule.full() {
			continue
		}
		if !slices.Contains(seen, r.entity) {
			seen = append(seen, r.entity)
		}
		if s := f.nearest(r.entity, at); s >= 0 && (!ok || s > bestScore) {
			if r.rule.needsEarlier() && f.named[r.entity][0] > at {
				continue
			}
			best, bestScore, ok = r, s, true
		}
	}
	if ok {
		return best, f.plausible(c, best)
	}
	if len(seen) == 1 {
		r := c.readings[len(c.readings)-1]
		for _, x := range c.readings {
			if !x.rule.full() {
				r = x
				break
			}
		}
		if r.rule == bySurname {
			r.rule = byLastName
		}
		return r, r.rule.aloneIfUnique() && (r.rule != byAcronym || c.end-c.start >= 3) && f.plausible(c, r)
	}
	return best, false
}

// plausible tells whether the words around a derived form let it stand for r.
func (f *finder) plausible(c *candidate, r agreed) bool {
	b := &f.blocks[c.block]
	switch {
	case r.rule != byAcronym && r.rule != byHead && f.numbered(c):
		return false
	case r.rule == byHead, r.rule == byShortForm && c.i == c.j && f.seenLower(b.words[c.i].hash):
		return f.definite(c)
	case r.rule == byShortForm && c.i > 0 && b.words[c.i].gap == gapSpace && locatives[b.lowered(c.i-1)]:
		return f.d.classes[r.entity] == place
	}
	return true
}

// nearest scores how near before word at an entity was named: the most recent
// before it, else the first after it. It returns -1 when the article never names it.
func (f *finder) nearest(entity uint32, at int) int {
	best := -1
	for _, n := range f.named[entity] {
		if n <= at {
			best = max(best, f.total+n)
		} else {
			best = max(best, f.total-n)
		}
	}
	return best
}

// definite tells whether an article or possessive stands before the word.
func (f *finder) definite(c *candidate) bool {
	b := &f.blocks[c.block]
	if c.i == 0 || b.words[c.i].gap != gapSpace {
		return false
	}
	switch b.lowered(c.i - 1) {
	case "the", "its", "this", "that", "our", "their":
	default:
		return false
	}
	return !f.capitalAfter(c) && !f.continues(c)
}

// continues tells whether "of" or "for" and a capital follow, which makes another
// name of the noun: the House of Bourbon.
func (f *finder) continues(c *candidate) bool {
	b := &f.blocks[c.block]
	for k := c.j + 1; k < len(b.words) && b.touches(k-1); k++ {
		if b.words[k].shape != lower {
			return k > c.j+1
		}
		if !connectives[b.lowered(k)] {
			return false
		}
	}
	return false
}

// numbered tells whether a number that is not part of the form stands beside c, as
// in titles and products: 2012 Summer Games, Super 8.
func (f *finder) numbered(c *candidate) bool {
	b := &f.blocks[c.block]
	if f.d.classes[c.readings[0].entity] == person {
		return false
	}
	return c.i > 0 && b.words[c.i].gap == gapSpace && startsDigit(b.lowered(c.i-1)) ||
		c.j+1 < len(b.words) && b.words[c.j+1].gap == gapSpace && startsDigit(b.lowered(c.j+1))
}

func (b *block) lowered(i int) string {
	w := b.words[i]
	return strings.ToLower(b.text[w.start:w.end])
}

func (f *finder) overlapsFull(c *candidate) bool {
	base := f.blocks[c.block].base
	for k := c.i; k <= c.j; k++ {
		if f.covered[base+k] {
			// a longer derived form may contain a full one, never cut it
			return c.i == c.j || f.cuts(c)
		}
	}
	return false
}

// cuts tells whether a border of c lies inside a name that stands in full.
func (f *finder) cuts(c *candidate) bool {
	for n := range f.candidates {
		o := &f.candidates[n]
		if o.accepted && o.block == c.block && o.i <= c.j && c.i <= o.j && (o.i < c.i || o.j > c.j) {
			return true
		}
	}
	return false
}

// touches tells whether words i and i+1 stand side by side as parts of one name may.
func (b *block) touches(i int) bool {
	if i < 0 || i+1 >= len(b.words) {
		return false
	}
	switch g := b.words[i+1].gap; g {
	case gapSpace, gapHyphen, gapNone:
		return true
	case gapDotGap, gapDot:
		return abbreviates(b.text, b.words[i])
	}
	return false
}

// capitalAfter tells whether an unknown capitalised word follows.
func (f *finder) capitalAfter(c *candidate) bool {
	b := &f.blocks[c.block]
	if !b.touches(c.j) || b.words[c.j+1].gap == gapDotGap {
		return false
	}
	// "I" is a pronoun before a name but a number behind it: Carol I.
	return f.unknownCapital(b, c.j+1) || b.words[c.j+1].shape == initial && b.lowered(c.j+1) == "i"
}

// unknownCapital tells whether word i looks like part of a name that is not known.
func (f *finder) unknownCapital(b *block, i int) bool {
	w := b.words[i]
	return w.shape != lower && !f.covered[b.base+i] && !functionWords[b.lowered(i)]
}

// inChain tells whether a name stands in a longer chain of capitals that is not
// known: Washington in Washington Declaration. Where every word has a capital
// anyway, in a headline, the chain proves nothing.
func (f *finder) inChain(c *candidate) bool {
	b := &f.blocks[c.block]
	if f.off[byChain] || f.headlined(b, c.i) {
		return false
	}
	derived := !c.readings[0].rule.full()
	if c.i != c.j && !derived {
		return f.capitalAfter(c) && generic[b.lowered(c.j+1)]
	}
	adjective := c.i == c.j && isDemonym(b.lowered(c.i))
	if f.capitalAfter(c) && !titles[b.lowered(c.j+1)] && (!adjective || f.genericAfter(c)) {
		return true
	}
	if ampersand(b, c.j+1) || ampersand(b, c.i) {
		return true
	}
	k := c.i - 1
	if !b.touches(k) {
		return false
	}
	if s := b.lowered(k); connectives[s] && b.words[k].shape == lower && b.touches(k-1) {
		return f.partOfName(b, k-1) && (generic[b.lowered(k-1)] || particles[s])
	}
	return f.partOfName(b, k)
}

// ampersand tells whether word i is joined to the one before it by "&".
func ampersand(b *block, i int) bool {
	if i <= 0 || i >= len(b.words) || b.words[i].gap != gapOther {
		return false
	}
	return plainGap(b.text[b.words[i-1].end:b.words[i].start]) == "&"
}

// genericAfter tells whether the capitalised words behind c have one that is the
// common part of names: Norwegian Military Academy, as against Norwegian Ada Berg.
func (f *finder) genericAfter(c *candidate) bool {
	b := &f.blocks[c.block]
	for k := c.j + 1; k < len(b.words) && b.touches(k-1) && b.words[k].gap != gapDotGap; k++ {
		s := b.lowered(k)
		if b.words[k].shape == lower && !connectives[s] {
			return false
		}
		if generic[s] && b.words[k].shape != lower {
			return true
		}
	}
	return false
}

// partOfName tells whether word i, which stands before a name, looks like part of a
// longer one.
func (f *finder) partOfName(b *block, i int) bool {
	return f.unknownCapital(b, i) && !titles[b.lowered(i)] && !(f.opensSentence(b, i) && f.seenLower(b.words[i].hash))
}

// headlined tells whether the words around i have capitals whatever they mean.
func (f *finder) headlined(b *block, i int) bool {
	return b.shouts(i) || b.titleCase()
}

// titleCase tells whether most words of the block that could be in lower case are
// not.
func (b *block) titleCase() bool {
	if b.style == 0 {
		b.style = 1
		capitals, n := 0, 0
		for _, w := range b.words {
			s := b.text[w.start:w.end]
			if functionWords[strings.ToLower(s)] || startsDigit(s) {
				continue
			}
			n++
			if w.shape != lower {
				capitals++
			}
		}
		if n >= 3 && len(b.words) <= 30 && 4*capitals >= 3*n {
			b.style = 2
		}
	}
	return b.style == 2
}

func startsDigit(s string) bool { return '0' <= s[0] && s[0] <= '9' }

// extend takes first names and initials before a surname into the mention. It
// reports ok false when another capitalised word stands there, so that this is
// someone else; spelling says that a first name was one letter off.
func (f *finder) extend(c *candidate, entity uint32, from int) (spelling, ok bool) {
	b := &f.blocks[c.block]
	if f.capitalAfter(c) {
		return false, false
	}
	k := c.i - 1
	if k < from || !b.touches(k) || !f.unknownCapital(b, k) {
		return false, true
	}
	if titles[b.lowered(k)] || f.opensSentence(b, k) && f.seenLower(b.words[k].hash) {
		return false, true
	}
	return false, false
}

// opensSentence tells whether word i is the first of a sentence or quotation.
func (f *finder) opensSentence(b *block, i int) bool {
	switch b.words[i].gap {
	case gapStart, gapDotGap, gapOther:
		return true
	}
	return false
}

// seenLower tells whether the article also has the word in lower case.
func (f *finder) seenLower(hash uint64) bool {
	if f.lower == nil {
		f.lower = map[uint64]bool{}
		for n := range f.blocks {
			for _, w := range f.blocks[n].words {
				if w.shape == lower {
					f.lower[w.hash] = true
				}
			}
		}
	}
	return f.lower[hash]
}

func (a agreed) name() string {
	if a.rule.full() {
		switch a.how {
		case folded:
			return byFolded.String()
		case caps:
			return byCaps.String()
		}
	}
	return a.rule.String()
}
