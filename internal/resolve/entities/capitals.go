package entities

import (
	"strings"
)

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
		return compass.has(w.hash) || b.hyphenates(c.i) || b.hyphenates(c.i+1)
	case upper:
		return functionWords.has(w.hash) && b.shouts(c.i) // TELL US MORE
	case capital:
		if !c.full && calendar.has(w.hash) && b.nextToNumber(c.i) {
			return true
		}
		if b.opensSentence(c.i) {
			return functionWords.has(w.hash) || c.full && f.seenLower(w.hash) && !f.inLower(c) && !f.seenInside(w.hash)
		}
	}
	return false
}

// hyphenates tells whether a hyphen or dash joins word i to the one before it.
func (b *block) hyphenates(i int) bool {
	return 0 < i && i < len(b.words) && (b.words[i].gap == gapHyphen || b.words[i].gap == gapDash)
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
				if w.shape != lower && !b.opensSentence(i) && b.alone(i) && !b.titleCase() {
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

// dates tells whether word i is the name of a day, or of a month as dates have it:
// "on Tuesday", "in June", "June 5". Months can be given names too.
func (b *block) dates(i int) bool {
	w := b.words[i]
	if weekdays.has(w.hash) {
		return true
	}
	return calendar.has(w.hash) && (b.nextToNumber(i) || i > 0 && w.gap == gapSpace && functionWords.has(b.words[i-1].hash))
}

// opensPlainly tells whether word i has its capital only because it opens a sentence.
func (f *finder) opensPlainly(b *block, i int) bool {
	if !b.opensSentence(i) {
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
// capital.
func (f *finder) capitalNouns() bool { return f.speaks() == german }

// speaks guesses the language of the article where the rules need it: a tenth of the
// words of any text are among the articles and conjunctions of its language.
func (f *finder) speaks() language {
	if f.spoken != unasked {
		return f.spoken
	}
	f.spoken = other
	words := f.words[:min(len(f.words), 1000)]
	for _, l := range []language{german, french} {
		n, particles := 0, particlesOf[l]
		for _, w := range words {
			if w.shape == lower && w.end-w.start <= 5 && particles.has(w.hash) {
				n++
			}
		}
		if n >= 3 && 12*n >= len(words) {
			f.spoken = l
			break
		}
	}
	return f.spoken
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
func (b *block) opensSentence(i int) bool {
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
