package entities

import (
	"slices"
	"sort"
	"strings"
)

// settleFull picks among the entities that claim the form as theirs: the one that
// the article also names by a form of its own.
func (f *finder) settleFull(c *candidate) (agreed, bool) {
	if one, ok := f.only(c, true); ok {
		return one, true
	}
	var fits, all []uint32
	var best agreed
	f.readings(c, true, func(r agreed) bool {
		all = append(all, r.entity)
		if len(f.named[r.entity]) > 0 && (len(fits) == 0 || fits[0] != r.entity) {
			fits, best = append(fits, r.entity), r
		}
		return true
	})
	if len(fits) == 1 {
		return best, true
	}
	f.doubt(c, doubtAmbiguous, all)
	return agreed{}, false
}

// namesake finds the person whom the article has named in full before, and whose last
// name is the whole name of something else: Jordan, after Michael Jordan. Behind a
// word such as "in" it stays the place.
func (f *finder) namesake(c *candidate) (agreed, bool) {
	b := &f.blocks[c.block]
	if c.i != c.j || c.stated != nil || c.i > 0 && b.words[c.i].gap == gapSpace && towards.has(b.words[c.i-1].hash) {
		return agreed{}, false
	}
	at := b.base + c.i
	other, ok := f.only(c, true)
	if ok && f.d.classes[other.entity] == person {
		return agreed{}, false // the author knows someone by this one name
	}
	var best agreed
	top := -1
	f.readings(c, false, func(r agreed) bool {
		named := f.named[r.entity]
		if !r.rule.isSurname() || len(named) == 0 || named[0] > at || r.entity == other.entity || f.isOff(r) {
			return true
		}
		if ok && f.named[other.entity][0] < named[0] {
			return true // the other was there first
		}
		if s := f.standing(r.entity, at); s > top {
			best, top = r, s
		}
		return true
	})
	if top < 0 {
		return best, false
	}
	_, free := f.extend(c, best, c.i)
	return best, free
}

// settleDerived picks the entity that a derived form stands for here: one that the
// article names in full, or the only one that has the form.
func (f *finder) settleDerived(c *candidate) (agreed, bool) {
	if r, ok := f.byGivenName(c); ok {
		return r, true
	}
	b := &f.blocks[c.block]
	at := b.base + c.i
	var best agreed
	var fits []uint32 // persons named in full who share the form
	top := -1
	f.readings(c, false, func(r agreed) bool {
		if len(f.named[r.entity]) > 0 && r.rule.isSurname() && !slices.Contains(fits, r.entity) {
			fits = append(fits, r.entity)
		}
		s := f.standing(r.entity, at)
		if s < 0 || r.rule.needsEarlier() && f.named[r.entity][0] > at && !b.Heading {
			return true
		}
		if strong := r.rule.isStrong(); top < 0 || strong && !best.rule.isStrong() || strong == best.rule.isStrong() && s > top {
			best, top = r, s
		}
		return true
	})
	if top >= 0 {
		if len(fits) > 1 && best.rule.isSurname() {
			f.doubt(c, doubtAmbiguous, fits)
		}
		if best.rule.isSurname() && f.named[best.entity][0] > at && f.isStranger(best.entity, b.words[c.i].hash) {
			return best, false
		}
		return best, f.plausible(c, best)
	}
	best, ok := f.only(c, false)
	if known, found := f.knownAcronym(c); found {
		best, ok = known, true
	}
	if !ok {
		f.doubtSurname(c)
		return best, false
	}
	if best.rule == bySurname {
		best.rule = byLastName
		if w := b.words[c.i]; titles.has(w.hash) || b.opensSentence(c.i) && !f.seenInside(w.hash) || f.isStranger(best.entity, w.hash) {
			return best, false
		}
	}
	return best, best.rule.aloneIfUnique() && (best.rule != byAcronym || f.acronymAlone(c)) && f.plausible(c, best)
}

// byGivenName picks the one person whose first name, or its initial, stands before the
// last name: of two Bergs, "J. Berg" is Joan.
func (f *finder) byGivenName(c *candidate) (one agreed, ok bool) {
	b := &f.blocks[c.block]
	k := c.i - 1
	if !b.touches(k) || !f.unknownCapital(b, k) || b.isTitle(k) {
		return one, false
	}
	f.readings(c, false, func(r agreed) bool {
		if !r.rule.isSurname() || ok && r.entity == one.entity || f.givenName(b, k, r.entity, c.i) != isName {
			return true
		}
		one, ok = r, !ok
		return ok
	})
	return one, ok
}

// doubtSurname reports a bare last name that several persons have whom the article
// does not name. Where a great many have it the list would help nobody.
func (f *finder) doubtSurname(c *candidate) {
	const many = 8
	var fits []uint32
	f.readings(c, false, func(r agreed) bool {
		if r.rule == bySurname && !slices.Contains(fits, r.entity) {
			fits = append(fits, r.entity)
		}
		return len(fits) <= many
	})
	if len(fits) < 2 || len(fits) > many {
		return
	}
	if _, ok := f.extend(c, agreed{fits[0], bySurname, same}, c.i); ok && !f.nameBefore(c) {
		f.doubt(c, doubtAmbiguous, fits)
	}
}

// isStranger tells whether the article has the last name of a person behind a first
// name that is not theirs: the bare name is then more likely that of the stranger
// than of someone whom the article never introduces.
func (f *finder) isStranger(entity uint32, hash uint64) bool {
	if len(f.followers) == 0 {
		f.followers = emptied(f.followers, roomFor(f.total))
		f.eachFollower(func(b *block, i int) bool {
			f.followers.add(b.words[i].hash)
			return true
		})
	}
	if !f.followers.has(hash) {
		return false
	}
	strange, asked := f.strangers[entity]
	if !asked {
		strange = !f.eachFollower(func(b *block, i int) bool {
			return b.words[i].hash != hash || f.givenName(b, i-1, entity, i) != isOther
		})
		f.strangers[entity] = strange
	}
	return strange
}

// eachFollower calls yield with the capitalised words behind an unknown name part
// until it returns false, and reports whether it never did.
func (f *finder) eachFollower(yield func(b *block, i int) bool) bool {
	for n := range f.blocks {
		b := &f.blocks[n]
		for i := 1; i < len(b.words); i++ {
			if w := b.words[i]; w.shape != lower && w.gap == gapSpace && f.partOfName(b, i-1) && !yield(b, i) {
				return false
			}
		}
	}
	return true
}

// nameBefore tells whether an unknown capitalised word stands before c.
func (f *finder) nameBefore(c *candidate) bool {
	b := &f.blocks[c.block]
	return b.touches(c.i-1) && f.partOfName(b, c.i-1)
}

// knownAcronym returns the one entity for which c is an acronym that needs no
// introduction.
func (f *finder) knownAcronym(c *candidate) (one agreed, found bool) {
	f.readings(c, false, func(r agreed) bool {
		if r.rule == byKnownAcronym {
			one, found = r, !found
		}
		return true
	})
	return one, found
}

// acronymAlone tells whether initials may stand for a name that the article does not
// have: three letters at least, and not explained by another name before them, as in
// "Harbour Workers Union (HWU)".
func (f *finder) acronymAlone(c *candidate) bool {
	b := &f.blocks[c.block]
	if len(letters(b.Text[c.start:c.end])) < 3 || abbreviations.has(b.words[c.i].hash) {
		return false
	}
	return c.i == 0 || !f.unknownCapital(b, c.i-1) || !strings.ContainsAny(b.Text[b.words[c.i-1].end:c.start], "([")
}

// leadWords is how far into an article the entity that it is about is named.
const leadWords = 15

// standing scores how likely a derived form at word at means entity: -1 when the
// article never names it in full. Whoever the article opens with is its subject and
// goes first; else it is the one named most recently, else the one named next.
func (f *finder) standing(entity uint32, at int) int {
	named := f.named[entity]
	if len(named) == 0 {
		return -1
	}
	if named[0] < leadWords {
		return 2*f.total + leadWords - named[0]
	}
	if before := sort.SearchInts(named, at+1); before > 0 {
		return f.total + named[before-1]
	}
	return f.total - named[0]
}

// plausible tells whether the words around a derived form let it stand for r.
func (f *finder) plausible(c *candidate, r agreed) bool {
	b := &f.blocks[c.block]
	switch {
	case r.rule == byCampus:
		return c.i > 0 && b.words[c.i].gap == gapSpace && admissions.has(b.words[c.i-1].hash)
	case !r.rule.isAcronym() && r.rule != byHead && f.d.classes[r.entity] != person && f.numbered(c, r.entity):
		return false
	case r.rule == byHead && assemblies.has(b.words[c.i].hash):
		return !f.capitalAfter(c) && !f.continues(c)
	case r.rule == byHead, r.rule == byShortForm && c.i == c.j && f.seenLower(b.words[c.i].hash):
		return f.definite(c)
	case r.rule == byShortForm && c.i > 0 && b.words[c.i].gap == gapSpace && locatives.has(b.words[c.i-1].hash):
		return f.d.classes[r.entity] == place
	}
	return true
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
	for k := c.j + 1; k < min(len(b.words), c.j+chainLength) && b.touches(k-1); k++ {
		if b.words[k].shape != lower {
			return k > c.j+1
		}
		if !connectives.has(b.words[k].hash) {
			return false
		}
	}
	return false
}

// numbered tells whether a year or number that is not part of the form stands beside
// c, as in titles and products: 2012 Summer Games, Super 8. Behind a team it is a
// score.
func (f *finder) numbered(c *candidate, entity uint32) bool {
	b := &f.blocks[c.block]
	if c.i > 0 && b.words[c.i].gap == gapSpace && (startsDigit(b.lowered(c.i-1)) || ordinals.has(b.words[c.i-1].hash)) {
		return true
	}
	return f.d.classes[entity] != organisation && c.j+1 < len(b.words) && b.words[c.j+1].gap == gapSpace && startsDigit(b.lowered(c.j+1))
}

func (b *block) lowered(i int) string {
	w := b.words[i]
	return strings.ToLower(b.Text[w.start:w.end])
}

// overlapsFull tells whether candidate n overlaps a name that stands in full and is
// not a longer form around it.
func (f *finder) overlapsFull(n int) bool {
	c := &f.candidates[n]
	base := f.blocks[c.block].base
	for k := c.i; k <= c.j; k++ {
		if f.covered[base+k] {
			// a longer derived form may contain a full one, never cut it
			return c.i == c.j || f.cuts(n)
		}
	}
	return false
}

// cuts tells whether a border of candidate n lies inside a name that stands in full,
// or is that name. Candidates are sorted, so the ones near n will do.
func (f *finder) cuts(n int) bool {
	c := &f.candidates[n]
	cut := func(o *candidate) bool {
		return o.accepted && o.i <= c.j && c.i <= o.j && (o.i < c.i || o.j > c.j || o.i == c.i && o.j == c.j)
	}
	for k := n - 1; k >= 0 && f.candidates[k].block == c.block && c.i-f.candidates[k].i <= longestForm; k-- {
		if cut(&f.candidates[k]) {
			return true
		}
	}
	for k := n + 1; k < len(f.candidates) && f.candidates[k].block == c.block && f.candidates[k].i <= c.j; k++ {
		if cut(&f.candidates[k]) {
			return true
		}
	}
	return false
}

// longestForm bounds how many words back a name may begin that reaches a word.
const longestForm = 64
