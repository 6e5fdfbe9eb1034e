package entities

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// manner says how far a stretch of text differs from the form it was compared with.
type manner uint8

const (
	unlike manner = iota
	same          // letter by letter
	folded        // hyphens, dots, spaces, diacritics or the case of inner words differ
	caps          // written in capitals
	fallen        // of a word: in lower case against the form's capital
)

// agree compares the words i..j of the text with a form. The trie has matched their
// hashes; here letters, separators and case decide.
func (f *finder) agree(b *block, i, j int, fm *form) manner {
	for k := i + 1; k <= j; k++ {
		if b.words[k].gap == gapWall {
			return unlike
		}
	}
	text := b.Text[b.words[i].start:b.words[j].end]
	if text == fm.text {
		return same
	}
	f.scratch = split(fm.text, nil, f.scratch[:0])
	ws := f.scratch
	if len(ws) != j-i+1 {
		return unlike
	}
	core := fm.text[ws[0].start:ws[len(ws)-1].end]
	if text == core {
		return same
	}
	if fm.exact {
		return unlike
	}
	how := same
	capitals, wanted := false, false
	nounsMayFall := fm.full && len(ws) > 1 && !isGeographic(ws[0].hash)
	articlesMayFall := len(ws) > 1 && !(len(ws) == 2 && demonyms.has(ws[1].hash))
	for k := range ws {
		t, w := b.words[i+k], ws[k]
		if k > 0 {
			g := gapAgrees(fm.text, ws[k-1], w, b.Text, b.words[i+k-1], t)
			if g == unlike {
				return unlike
			}
			how = max(how, g)
		}
		m := f.wordAgrees(b, i+k, fm.text[w.start:w.end], w)
		if m == fallen {
			if !mayFall(t, k > 0, nounsMayFall, articlesMayFall) {
				return unlike
			}
			m = folded
		}
		if m == unlike {
			return unlike
		}
		how = max(how, m)
		capitals = capitals || t.shape != lower
		wanted = wanted || w.shape != lower
	}
	if wanted && !capitals {
		return unlike
	}
	return how
}

// mayFall tells whether a word that a form has with a capital can be in lower case:
// behind a hyphen (Do-yun), where it is a function word, or a common noun inside a
// name (Veskar accord). At the start only an article or ordinal can: the second War
// of the Isles.
func mayFall(t word, inner, nouns, articlesToo bool) bool {
	switch {
	case articlesToo && articles.has(t.hash):
		return true
	case inner:
		return t.gap == gapHyphen || functionWords.has(t.hash) || nouns && generic.has(t.hash)
	}
	return ordinals.has(t.hash)
}

// gapAgrees compares what stands between two words of a form (a, b) and of a text
// (s, t).
func gapAgrees(form string, a, b word, text string, s, t word) manner {
	fg, tg := b.gap, t.gap
	if fg == gapOther || tg == gapOther {
		if fg == tg && plainGap(form[a.end:b.start]) == plainGap(text[s.end:t.start]) {
			return same
		}
		return unlike
	}
	if fg == tg {
		return same
	}
	if gapFits[fg][tg] {
		if tg == gapDotGap && fg != gapDot && !abbreviates(text, s) {
			return unlike
		}
		return folded
	}
	return unlike
}

// gapFits[form][text]: a writer may put a space for a hyphen and leave dots and
// commas out, but a dash with space around it or a comma separates two names.
var gapFits = [gapOther + 1][gapOther + 1]bool{
	gapNone:   {gapSpace: true, gapHyphen: true},
	gapSpace:  {gapHyphen: true, gapDotGap: true, gapNone: true},
	gapHyphen: {gapSpace: true, gapDash: true, gapNone: true},
	gapDash:   {gapSpace: true, gapHyphen: true},
	gapDot:    {gapSpace: true, gapDotGap: true, gapNone: true},
	gapDotGap: {gapSpace: true, gapDot: true},
	gapQuote:  {gapNone: true, gapHyphen: true, gapSpace: true},
	gapComma:  {gapSpace: true},
}

// abbreviates tells whether a full stop after w is more likely that of an
// abbreviation (St., Jr., J.) than of a sentence.
func abbreviates(text string, w word) bool {
	return w.shape == initial || w.dotted || utf8.RuneCountInString(text[w.start:w.end]) <= 3 && w.shape == capital
}

// plainGap drops space and turns curly quotes into straight ones.
func plainGap(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case isBlank(r):
		case isApostrophe(string(r)):
			b.WriteByte('\'')
		case r == '\u201c' || r == '\u201d' || r == '\u201e' || r == '\u00ab' || r == '\u00bb':
			b.WriteByte('"')
		case isDash(string(r)):
			b.WriteByte('-')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// wordAgrees compares one word of the text with one of a form.
func (f *finder) wordAgrees(b *block, i int, want string, w word) manner {
	t := b.words[i]
	got := b.Text[t.start:t.end]
	if got == want {
		return same
	}
	if w.dotted || t.dotted {
		want, got = letters(want), letters(got)
	}
	if fold(want) != fold(got) {
		return unlike
	}
	isAcronym := w.shape == upper && utf8.RuneCountInString(want) <= 5
	switch {
	case isAcronym && t.shape != upper:
		return unlike
	case isAcronym:
		return folded
	case twoCapitals(want) && !twoCapitals(got):
		return unlike // ARIAs are not Arias
	case t.shape == upper && w.shape != upper:
		if utf8.RuneCountInString(got) < 4 && !b.shouts(i) {
			return unlike
		}
		return caps
	case t.shape == lower && w.shape != lower && startsLower(got):
		return fallen
	}
	return folded
}

func twoCapitals(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	next, _ := utf8.DecodeRuneInString(s[n:])
	return unicode.IsUpper(r) && unicode.IsUpper(next)
}

func startsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

// letters drops the dots and spaces of "U. S.".
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return r
		}
		return -1
	}, s)
}
