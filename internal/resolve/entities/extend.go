package entities

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// extend takes the first names and initials before a last name into the mention:
// "J. Berg", "Maria Berg" where the dictionary has Maria Elisa Berg. It reports ok
// false when another capitalised word stands there, so that this is someone else;
// misspelt says that a first name was one letter off. Words before from are taken.
func (f *finder) extend(c *candidate, r agreed, from int) (misspelt, ok bool) {
	b := &f.blocks[c.block]
	follows := f.capitalAfter(c) && !(r.rule == bySurname && f.headlined(b, c.j)) // "Berg Wins Again" in a headline
	if follows || ampersand(b, c.j+1) || b.dashed(c.j+1) && f.unknownCapital(b, c.j+1) {
		return false, false
	}
	if b.dashed(c.i) && f.unknownCapital(b, c.i-1) {
		return false, false
	}
	if c.i == c.j && titles.has(b.words[c.i].hash) && f.addresses(c) {
		return false, false
	}
	first, pending := c.i, false // pending: an initial that no name before it confirms
names:
	for k := c.i - 1; k >= from && b.touches(k) && f.unknownCapital(b, k); k-- {
		switch f.givenName(b, k, r.entity, first) {
		case isName:
			first, pending = k, false
		case isInitial:
			if f.speaks() == french && b.lowered(k) == "m" {
				break names // Monsieur
			}
			pending = true
		case isMisspelt:
			if r.rule == byFirstName || r.rule == byMiddleName {
				return false, false
			}
			first, misspelt = k, true
		case isOther:
			if b.isTitle(k) || f.opensPlainly(b, k) || f.headlined(b, k) {
				break names
			}
			return false, false
		}
	}
	if pending {
		return false, false
	}
	if first < c.i {
		c.start, c.i = int(b.words[first].start), first
	}
	return misspelt, true
}

// isTitle tells whether word k is or ends a title: President, Secretary of State.
func (b *block) isTitle(k int) bool {
	return titles.has(b.words[k].hash) || k > 1 && b.touches(k-1) && b.lowered(k-1) == "of" && titles.has(b.words[k-2].hash)
}

// nameKind is what a capitalised word before a last name is to the person.
type nameKind uint8

const (
	isOther nameKind = iota
	isName
	isInitial
	isMisspelt
)

// givenName compares word k with the names of an entity. next is the first word of
// the mention so far.
func (f *finder) givenName(b *block, k int, entity uint32, next int) nameKind {
	w := b.words[k]
	got := fold(b.Text[w.start:w.end])
	kind := isOther
	for i := f.d.formsOf[entity]; i < f.d.formsOf[entity+1]; i++ {
		fm := &f.d.forms[f.d.stated[i]]
		f.scratch = split(fm.text, nil, f.scratch[:0])
		for n, x := range f.scratch {
			want := fold(fm.text[x.start:x.end])
			switch {
			case want == got:
				return isName
			case w.shape == initial || w.dotted:
				if _, size := utf8.DecodeRuneInString(got); strings.HasPrefix(want, got[:size]) && n < len(f.scratch)-1 {
					return isName
				}
				kind = isInitial
			case n == 0 && next == k+1 && nearlyEqual(got, want):
				kind = isMisspelt
			}
		}
	}
	return kind
}

// nearlyEqual tells whether one edit or one swap of neighbours turns a into b. Short
// names are too close to each other for that: Maria and Marie, Jon and Jan.
func nearlyEqual(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(x) < 5 || len(y)-len(x) > 1 {
		return false
	}
	i := 0
	for i < len(x) && x[i] == y[i] {
		i++
	}
	if len(x) < len(y) {
		return slices.Equal(x[i:], y[i+1:])
	}
	if i+1 < len(x) && x[i] == y[i+1] && x[i+1] == y[i] && slices.Equal(x[i+2:], y[i+2:]) {
		return true
	}
	return i < len(x) && slices.Equal(x[i+1:], y[i+1:])
}

// dashed tells whether word i is joined to the one before it by a hyphen with space
// around it, as tokenised texts have it.
func (b *block) dashed(i int) bool {
	return i > 0 && i < len(b.words) && b.words[i].gap == gapDash && strings.TrimSpace(b.Text[b.words[i-1].end:b.words[i].start]) == "-"
}
