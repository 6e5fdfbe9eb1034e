package entities

import (
	"slices"
	"strings"
)

// chainLength bounds how many words around a name are looked at.
const chainLength = 20

// touches tells whether words i and i+1 stand side by side as parts of one name may.
func (b *block) touches(i int) bool {
	if i < 0 || i+1 >= len(b.words) {
		return false
	}
	switch g := b.words[i+1].gap; g {
	case gapSpace, gapHyphen, gapNone:
		return true
	case gapDotGap, gapDot:
		return abbreviates(b.Text, b.words[i])
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
	if w.shape == lower || f.covered[b.base+i] || f.known[b.base+i] {
		return false
	}
	if functionWords.has(w.hash) {
		isInitial := w.shape == initial && strings.HasPrefix(b.Text[w.end:], ".")
		return isInitial || w.shape == upper && !b.shouts(i)
	}
	return !b.dates(i)
}

// inChain tells whether a name stands in a longer chain of capitals that is not
// known: Geneva in Geneva Convention. Where every word has a capital anyway, in a
// headline, the chain proves nothing.
func (f *finder) inChain(c *candidate) bool {
	return !slices.Contains(f.off, byChain) && f.chained(c) && !f.headlined(&f.blocks[c.block], c.i)
}

// chained tells whether the words around c are such a chain.
func (f *finder) chained(c *candidate) bool {
	b := &f.blocks[c.block]
	derived := !c.full
	if c.i != c.j && !derived {
		return f.capitalAfter(c) && generic.has(b.words[c.j+1].hash) ||
			generic.has(b.words[c.i].hash) && b.touches(c.i-1) && f.partOfName(b, c.i-1)
	}
	if c.i == c.j && titles.has(b.words[c.i].hash) && f.addresses(c) {
		return true
	}
	adjective := c.i == c.j && demonyms.has(b.words[c.i].hash)
	if f.capitalAfter(c) && !f.officeAfter(c) && (!adjective || f.genericAfter(c)) {
		return true
	}
	if w := b.words[c.i]; w.gap == gapHyphen && c.i > 0 && f.hyphenated(b, c.i-1) {
		return true // A-League, All-Norland
	}
	if ampersand(b, c.j+1) || ampersand(b, c.i) {
		return true
	}
	k := c.i - 1
	if !b.touches(k) {
		return false
	}
	if k >= 0 && demonyms.has(b.words[k].hash) && (adjective || f.is(c, place)) {
		return false // Nazi Norland, Norwegian Sami: an adjective, or two of them
	}
	if w := b.words[k]; w.shape == lower && connectives.has(w.hash) && b.touches(k-1) {
		return f.partOfName(b, k-1) && (generic.has(b.words[k-1].hash) || particles.has(w.hash))
	}
	return f.partOfName(b, k)
}

// addresses tells whether a title stands before a name or "of", so that it is no
// name itself: the Governor Ada Berg, the Prince of Norland.
func (f *finder) addresses(c *candidate) bool {
	b := &f.blocks[c.block]
	return b.touches(c.j) && (b.words[c.j+1].shape != lower || b.lowered(c.j+1) == "of")
}

// hyphenated tells whether word i, which a hyphen joins to a name, makes another name
// of it; a prefix does not.
func (f *finder) hyphenated(b *block, i int) bool {
	w := b.words[i]
	return w.shape != lower && !f.covered[b.base+i] && !f.known[b.base+i] && !prefixes.has(w.hash)
}

// ampersand tells whether word i is joined to the one before it by "&".
func ampersand(b *block, i int) bool {
	if i <= 0 || i >= len(b.words) || b.words[i].gap != gapOther {
		return false
	}
	return plainGap(b.Text[b.words[i-1].end:b.words[i].start]) == "&"
}

// officeAfter tells whether the capitalised words behind c lead to a title: Norland
// Foreign Minister, Port Lune Chief of Police.
func (f *finder) officeAfter(c *candidate) bool {
	b := &f.blocks[c.block]
	for k := c.j + 1; k < min(len(b.words), c.j+chainLength) && b.touches(k-1) && b.words[k].gap != gapDotGap && b.words[k].shape != lower; k++ {
		if titles.has(b.words[k].hash) {
			return true
		}
	}
	return false
}

// genericAfter tells whether the capitalised words behind c have one that is the
// common part of names: Norwegian Military Academy, as against Norwegian Ada Berg.
func (f *finder) genericAfter(c *candidate) bool {
	b := &f.blocks[c.block]
	for k := c.j + 1; k < min(len(b.words), c.j+chainLength) && b.touches(k-1) && b.words[k].gap != gapDotGap; k++ {
		w := b.words[k]
		if w.shape == lower && !connectives.has(w.hash) {
			return false
		}
		if w.shape != lower && generic.has(w.hash) {
			return true
		}
	}
	return false
}

// partOfName tells whether word i, which stands before a name, looks like part of a
// longer one.
func (f *finder) partOfName(b *block, i int) bool {
	if !f.unknownCapital(b, i) || f.opensPlainly(b, i) {
		return false
	}
	return !titles.has(b.words[i].hash) || saints.has(b.words[i].hash)
}

// is tells whether all that c is the name of belongs to a class.
func (f *finder) is(c *candidate, k class) bool {
	one, ok := f.only(c, c.full)
	return ok && f.d.classes[one.entity] == k
}
