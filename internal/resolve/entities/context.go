package entities

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf8"
)

// stretch takes in the signs around the words that are part of the form: the last
// dot of "U.S.", the quotation marks of a title, the dot of .NET. It reports false
// when the form ends in a possessive that the text does not have (Moody's).
func (c *candidate) stretch(b *block, fm *form) bool {
	start, end := int(b.words[c.i].start), int(b.words[c.j].end)
	if b.words[c.j].dotted && strings.HasPrefix(b.Text[end:], ".") {
		c.end = max(c.end, min(end+1, b.room(start, end).End))
	}
	if fm.head == 0 && fm.tail == 0 {
		return true
	}
	head, tail := fm.text[:fm.head], fm.text[len(fm.text)-int(fm.tail):]
	n := followedBy(b.Text[end:], tail)
	if n == 0 && (isPossessiveTail(tail) || tail != "" && tail != "." && len(fm.text) <= len(tail)+2) {
		return false // Moody is not Moody's, C is not C#
	}
	if room := b.room(start, end); room.Start <= start-len(head) && end+n <= room.End {
		c.end = max(c.end, end+n)
		if strings.HasSuffix(b.Text[:start], head) {
			c.start = min(c.start, start-len(head))
		}
	}
	return true
}

// room returns the range around Text[start:end] that signs may be taken from: up to
// the skipped ranges next to it.
func (b *block) room(start, end int) Span {
	room := Span{0, len(b.Text)}
	n := sort.Search(len(b.Skip), func(i int) bool { return b.Skip[i].Start >= end })
	if n < len(b.Skip) {
		room.End = b.Skip[n].Start
	}
	if n > 0 {
		room.Start = min(b.Skip[n-1].End, start)
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

func isQuote(r rune) bool { return strings.ContainsRune("\"'\u2018\u2019\u201c\u201d\u00ab\u00bb", r) }

func isPossessiveTail(tail string) bool {
	r, n := utf8.DecodeRuneInString(tail)
	return isApostrophe(string(r)) && endings[tail[n:]]
}

// chainLength bounds how many words around a name are looked at.
const chainLength = 20

// shouts tells whether the line around word i is in capitals, of two words at least.
func (b *block) shouts(i int) bool {
	n := 0
	for k := i; k >= max(0, i-chainLength) && b.isUpper(k); k-- {
		n++
		if k == 0 || b.endsLine(k) {
			break
		}
		if !b.isUpper(k - 1) {
			return false
		}
	}
	for k := i; k < min(len(b.words), i+chainLength) && b.isUpper(k); k++ {
		n++
		if k+1 == len(b.words) || b.endsLine(k+1) {
			break
		}
		if !b.isUpper(k + 1) {
			return false
		}
	}
	return n >= 3 // word i is counted twice
}

func (b *block) isUpper(i int) bool {
	w := b.words[i]
	return w.shape == upper || w.shape == initial || w.shape == lower && startsDigit(b.Text[w.start:])
}

// endsLine tells whether a line ends before word i.
func (b *block) endsLine(i int) bool {
	return strings.Contains(b.Text[b.words[i-1].end:b.words[i].start], "\n")
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
		return compass.has(b.words[c.i].hash) || w.gap == gapHyphen || w.gap == gapDash || c.j+1 < len(b.words) && (b.words[c.j+1].gap == gapHyphen || b.words[c.j+1].gap == gapDash)
	case upper:
		return functionWords.has(b.words[c.i].hash) && b.shouts(c.i) // TELL US MORE
	case capital:
		if !c.full && calendar.has(b.words[c.i].hash) && b.nextToNumber(c.i) {
			return true
		}
		if f.opensSentence(b, c.i) {
			return functionWords.has(w.hash) || c.full && f.seenLower(w.hash) && !f.inLower(c) && !f.seenInside(w.hash)
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

// seenInside tells whether the article has the word with a capital inside a sentence.
func (f *finder) seenInside(hash uint64) bool {
	if len(f.inside) == 0 {
		f.inside = emptied(f.inside, roomFor(f.total))
		for n := range f.blocks {
			b := &f.blocks[n]
			for i, w := range b.words {
				if w.shape != lower && !f.opensSentence(b, i) && b.alone(i) && !b.titleCase() {
					f.inside.add(w.hash)
				}
			}
		}
	}
	return f.inside.has(hash)
}

// alone tells whether no capitalised word stands beside word i.
func (b *block) alone(i int) bool {
	return !(b.touches(i-1) && b.words[i-1].shape != lower) && !(b.touches(i) && b.words[i+1].shape != lower)
}

// inLower tells whether the author wrote the name itself in lower case.
func (f *finder) inLower(c *candidate) bool {
	return startsLower(strings.TrimLeftFunc(f.d.forms[c.forms[0].form].text, isQuote))
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
// known: Geneva in Geneva Convention. Where every word has a capital
// anyway, in a headline, the chain proves nothing.
func (f *finder) inChain(c *candidate) bool {
	b := &f.blocks[c.block]
	if slices.Contains(f.off, byChain) || f.headlined(b, c.i) {
		return false
	}
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
	if s := b.lowered(k); connectives.hasText(s) && b.words[k].shape == lower && b.touches(k-1) {
		return f.partOfName(b, k-1) && (generic.has(b.words[k-1].hash) || particles.hasText(s))
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

// dates tells whether word i is the name of a day, or of a month as dates have it:
// "on Tuesday", "in June", "June 5". Months can be given names too.
func (b *block) dates(i int) bool {
	w := b.words[i]
	if weekdays.has(w.hash) {
		return true
	}
	return calendar.has(w.hash) && (b.nextToNumber(i) || i > 0 && w.gap == gapSpace && functionWords.has(b.words[i-1].hash))
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
		s := b.lowered(k)
		if b.words[k].shape == lower && !connectives.hasText(s) {
			return false
		}
		if generic.hasText(s) && b.words[k].shape != lower {
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

// opensPlainly tells whether word i has its capital only because it opens a sentence.
func (f *finder) opensPlainly(b *block, i int) bool {
	if !f.opensSentence(b, i) {
		return false
	}
	w := b.words[i]
	return f.seenLower(w.hash) || roles.has(w.hash) || openers.has(w.hash) || w.end-w.start >= 7 && strings.HasSuffix(b.Text[:w.end], "ing")
}

// headlined tells whether the words around i have capitals whatever they mean.
func (f *finder) headlined(b *block, i int) bool {
	return b.shouts(i) || b.titleCase() || f.capitalNouns()
}

// capitalNouns tells whether the article is in German, where all nouns have a
// capital: a tenth of the words of any German text are among its ten articles and
// conjunctions.
func (f *finder) capitalNouns() bool {
	if f.german == 0 {
		f.german = -1
		n := 0
		for _, w := range f.words {
			if w.shape == lower && german.has(w.hash) {
				n++
			}
		}
		if n >= 3 && 12*n >= f.total {
			f.german = 1
		}
	}
	return f.german > 0
}

// titleCase tells whether most words of the block that could be in lower case are
// not.
func (b *block) titleCase() bool {
	if b.style == 0 {
		b.style = 1
		if !b.Heading {
			return false
		}
		capitals, n := 0, 0
		for _, w := range b.words {
			if functionWords.has(w.hash) || startsDigit(b.Text[w.start:]) {
				continue
			}
			n++
			if w.shape != lower {
				capitals++
			}
		}
		if n >= 5 && 4*capitals >= 3*n || n == 4 && capitals == n {
			b.style = 2
		}
	}
	return b.style == 2
}

func startsDigit(s string) bool { return '0' <= s[0] && s[0] <= '9' }

// opensSentence tells whether word i is the first of a sentence or quotation.
func (f *finder) opensSentence(b *block, i int) bool {
	switch b.words[i].gap {
	case gapStart, gapDotGap, gapOther, gapWall:
		return true
	}
	return false
}

// seenLower tells whether the article also has the word in lower case.
func (f *finder) seenLower(hash uint64) bool {
	if len(f.lower) == 0 {
		f.lower = emptied(f.lower, roomFor(f.total))
		for n := range f.blocks {
			for _, w := range f.blocks[n].words {
				if w.shape == lower {
					f.lower.add(w.hash)
				}
			}
		}
	}
	return f.lower.has(hash)
}

// is tells whether all that c is the name of belongs to a class.
func (f *finder) is(c *candidate, k class) bool {
	one, ok := f.only(c, c.full)
	return ok && f.d.classes[one.entity] == k
}
