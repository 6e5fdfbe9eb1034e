package entities

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// gap is what stands between a word and the one before it.
type gap uint8

const (
	gapStart  gap = iota // the word opens its block
	gapNone              // nothing: scripts that write no spaces
	gapSpace             // white space of any kind, line ends included
	gapHyphen            // a hyphen or dash that touches both words
	gapDash              // a hyphen or dash with space around it
	gapDot               // a full stop that touches both words: D.C
	gapDotGap            // a full stop, then space: St. Louis, or the end of a sentence
	gapQuote             // an apostrophe that touches both words: O'Neal
	gapComma             // a comma, then space or nothing
	gapOther             // anything else; forms must then agree to the letter
	gapWall              // a skipped range: no name reaches across
)

// shape is how a word uses case.
type shape uint8

const (
	lower   shape = iota // no capital at its start: war, iPhone, 1999, 北
	capital              // Ada, McKay
	initial              // a single capital letter: J
	upper                // two or more letters, all of them capitals: NATO, U.S.
)

// word is a stretch of letters, digits and marks, or a dotted run of initials such
// as "U.S.", which counts as the one word "US".
type word struct {
	hash       uint64 // of the folded letters
	start, end int32  // bytes in the block's text; the last dot of a dotted run is outside
	gap        gap
	shape      shape
	dotted     bool // a run of initials with dots between them
}

const (
	hashSeed  = 14695981039346656037
	hashPrime = 1099511628211
)

// asciiLetter maps an ASCII letter or digit to its folded form, all else to 0.
var asciiLetter = func() (t [256]byte) {
	for c := '0'; c <= '9'; c++ {
		t[c] = byte(c)
	}
	for c := 'a'; c <= 'z'; c++ {
		t[c] = byte(c)
		t[c-'a'+'A'] = byte(c)
	}
	return t
}()

// split appends the words of text to out. Words that touch a skipped range, and
// those of addresses (https://..., www..., name@host), are left out.
func split(text string, skip []Span, out []word) []word {
	first := len(out)
	prevEnd := 0
	opened := true // no word of this block is out yet
	wall := false  // something was skipped since the last word
	for i := 0; i < len(text); {
		if asciiLetter[text[i]] == 0 && text[i] < utf8.RuneSelf {
			i++
			continue
		}
		w, next := readWord(text, i)
		if next == i { // a character that is no letter
			_, n := utf8.DecodeRuneInString(text[i:])
			i += n
			continue
		}
		if next < len(text) && (text[next] == ':' || text[next] == '@' || text[next] == '.') {
			if end := addressEnd(text, i, next); end > i {
				i, wall = end, true
				continue
			}
		}
		i = next
		for len(skip) > 0 && skip[0].End <= int(w.start) {
			skip, wall = skip[1:], true
		}
		if len(skip) > 0 && skip[0].Start < int(w.end) {
			wall = true
			continue
		}
		switch {
		case opened:
			w.gap = gapStart
		case wall:
			w.gap = gapWall
		case int(w.start) == prevEnd+1 && text[prevEnd] == ' ':
			w.gap = gapSpace
		case isPossessive(text, prevEnd, w):
			continue
		default:
			w.gap = gapBetween(text, prevEnd, int(w.start))
		}
		opened, wall = false, false
		prevEnd = int(w.end)
		out = append(out, w)
		if w.gap == gapDot || w.gap == gapDotGap {
			out = joinInitials(text, out, first)
		}
	}
	return out
}

// readWord reads the word that starts at i; next == i when no word starts there.
func readWord(text string, i int) (w word, next int) {
	hash, j := uint64(hashSeed), i
	digits, capitals := 0, 0
	for j < len(text) {
		c := text[j]
		f := asciiLetter[c]
		if f == 0 {
			break
		}
		hash = (hash ^ uint64(f)) * hashPrime
		if f <= '9' {
			digits++
		} else if c != f {
			capitals++
		}
		j++
	}
	if j < len(text) && (text[j] == '\'' || text[j] >= utf8.RuneSelf) {
		return readAnyWord(text, i)
	}
	return word{hash: hash, start: int32(i), end: int32(j), shape: asciiShape(text[i], j-i-digits, capitals)}, j
}

func asciiShape(first byte, letters, capitals int) shape {
	switch {
	case capitals == 0 || first >= 'a':
		return lower
	case letters == 1:
		return initial
	case letters == capitals:
		return upper
	case first <= '9':
		return lower
	}
	return capital
}

// readAnyWord is readWord for words that are not all ASCII.
func readAnyWord(text string, i int) (w word, next int) {
	w.start = int32(i)
	w.hash = hashSeed
	letters, capitals, j := 0, 0, i
	for j < len(text) {
		c := text[j]
		if c < utf8.RuneSelf {
			f := asciiLetter[c]
			if f == 0 {
				if c == '\'' && j > i && joinsWord(text, i, j, j+1) {
					j++
					continue
				}
				break
			}
			w.hash = (w.hash ^ uint64(f)) * hashPrime
			if c > '9' {
				letters++
				if c <= 'Z' {
					capitals++
				}
			}
			j++
			continue
		}
		r, n := utf8.DecodeRuneInString(text[j:])
		if isSoftHyphen(r) && j > i {
			j += n
			continue
		}
		if !isWordRune(r) {
			if r == '\u2019' && j > i && joinsWord(text, i, j, j+n) {
				j += n
				continue
			}
			break
		}
		if isSpaceless(r) {
			if j > i {
				break
			}
			w.hash, j = hashRune(w.hash, r), j+n
			w.end = int32(j)
			return w, j
		}
		w.hash = hashRune(w.hash, r)
		j += n
		if unicode.IsLetter(r) {
			letters++
			if unicode.IsUpper(r) || unicode.IsTitle(r) {
				capitals++
			}
		}
	}
	for j > i && strings.HasSuffix(text[i:j], "\u00ad") {
		j -= len("\u00ad")
	}
	w.end = int32(j)
	w.shape = shapeOf(text[i:j], letters, capitals)
	return w, j
}

// joinsWord tells whether the apostrophe text[j:next] is a letter of the word that
// began at i, as in O'Neal, Qur'an and N'Djamena. It is not before the endings of
// possessives and contractions, nor after an elided article: l'Iran, dell'Utri.
func joinsWord(text string, i, j, next int) bool {
	end := next
	for end < len(text) {
		r, n := utf8.DecodeRuneInString(text[end:])
		if !isWordRune(r) {
			break
		}
		end += n
	}
	if end == next || endings[text[next:end]] {
		return false
	}
	before := text[i:j]
	if before == "L" {
		return false
	}
	r, _ := utf8.DecodeRuneInString(text[next:])
	return !(unicode.IsUpper(r) && len(before) <= 5 && isLowerASCII(before))
}

// endings follow an apostrophe without belonging to the name before it.
var endings = map[string]bool{
	"s": true, "S": true, "d": true, "D": true, "ll": true, "LL": true, "re": true, "RE": true, "ve": true, "VE": true, "m": true, "M": true,
}

func isLowerASCII(s string) bool {
	for i := range len(s) {
		if s[i] < 'a' || s[i] > 'z' {
			return false
		}
	}
	return true
}

// isPossessive tells whether w is the ending of the word that ended at prev: such
// endings are no words, so "Ada's" is Ada and what follows it is no neighbour.
func isPossessive(text string, prev int, w word) bool {
	if c := text[w.start-1]; w.end-w.start > 2 || c != '\'' && c != '`' && c < utf8.RuneSelf {
		return false
	}
	if !endings[text[w.start:w.end]] {
		return false
	}
	return isApostrophe(strings.TrimLeftFunc(text[prev:w.start], isBlank))
}

func shapeOf(s string, letters, capitals int) shape {
	r, _ := utf8.DecodeRuneInString(s)
	switch {
	case capitals == 0 || !(unicode.IsUpper(r) || unicode.IsTitle(r) || unicode.IsDigit(r)):
		return lower
	case letters == 1:
		return initial
	case letters == capitals:
		return upper
	case unicode.IsDigit(r):
		return lower
	}
	return capital
}

func isWordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Mc, r)
}

func isSoftHyphen(r rune) bool { return r == '\u00ad' || r == '\u200d' || r == '\u200c' }

// isSpaceless tells whether a script writes its words without spaces, so that every
// character has to count as a word.
func isSpaceless(r rune) bool {
	return r >= 0x0e00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar, unicode.Hangul) &&
		!unicode.Is(unicode.Mn, r)
}

// particles of Korean stand behind a name without a space.
var hangulParticles = set("은 는 이 가 을 를 의 에 에서 에게 와 과 도 로 으로 만 부터 까지 께서 이나 나 처럼 보다 씨 님")

// wholeWord tells whether text[start:end] is a word or several: always where letters
// alone made the borders, but Korean syllables are read one by one and have to begin
// a word and end it, up to a particle.
func wholeWord(text string, start, end int) bool {
	first, _ := utf8.DecodeRuneInString(text[start:])
	before, _ := utf8.DecodeLastRuneInString(text[:start])
	if unicode.Is(unicode.Hangul, first) && unicode.Is(unicode.Hangul, before) {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(text[:end])
	if !unicode.Is(unicode.Hangul, last) {
		return true
	}
	rest := text[end:]
	if n := strings.IndexFunc(rest, func(r rune) bool { return !unicode.Is(unicode.Hangul, r) }); n >= 0 {
		rest = rest[:n]
	}
	return rest == "" || hangulParticles.hasText(rest)
}

// gapBetween classifies text[from:to], which lies between two words.
func gapBetween(text string, from, to int) gap {
	if to == from+1 {
		switch text[from] {
		case ' ', '\n', '\t':
			return gapSpace
		case '-':
			return gapHyphen
		case '.':
			return gapDot
		case '\'':
			return gapQuote
		case ',':
			return gapComma
		}
		return gapOther
	}
	if from == to {
		return gapNone
	}
	s := text[from:to]
	mark := strings.TrimFunc(s, isBlank)
	switch {
	case mark == "":
		return gapSpace
	case isDash(mark) && len(mark) == len(s):
		return gapHyphen
	case isDash(mark):
		return gapDash
	case mark == "." && strings.HasPrefix(s, "."):
		if len(s) == 1 {
			return gapDot
		}
		return gapDotGap
	case isApostrophe(mark) && len(mark) == len(s):
		return gapQuote
	case mark == "," && strings.HasPrefix(s, ","):
		return gapComma
	}
	return gapOther
}

func isBlank(r rune) bool {
	return unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' || r == '\u2060'
}

func isDash(s string) bool {
	switch s {
	case "-", "\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2212":
		return true
	}
	return false
}

func isApostrophe(s string) bool {
	switch s {
	case "'", "\u2019", "\u02bc", "\u02bb", "\u2018", "`":
		return true
	}
	return false
}

// joinInitials merges the last word into the one before it when both are initials
// with a full stop between: "U.S" and "J. H." are one word.
func joinInitials(text string, words []word, first int) []word {
	n := len(words)
	if n-first < 2 {
		return words
	}
	a, b := &words[n-2], words[n-1]
	if b.shape != initial || !(a.shape == initial || a.dotted) || !isASCIILetter(text[b.start:b.end]) {
		return words
	}
	// "plan B. A man": a run with spaces counts only when each letter has its dot.
	if b.gap == gapDotGap && (int(b.end) >= len(text) || text[b.end] != '.') {
		return words
	}
	a.hash = (a.hash ^ uint64(asciiLetter[text[b.start]])) * hashPrime
	a.end = b.end
	a.shape = upper
	a.dotted = true
	return words[:n-1]
}

func isASCIILetter(s string) bool { return len(s) == 1 && asciiLetter[s[0]] >= 'a' }

// addressEnd returns the end of the web or mail address that the word text[i:j]
// opens, or i when it opens none.
func addressEnd(text string, i, j int) int {
	rest := text[j:]
	switch {
	case strings.HasPrefix(rest, "://"):
	case strings.HasPrefix(rest, "@") && len(rest) > 1 && asciiLetter[rest[1]] != 0:
	case strings.HasPrefix(rest, ".") && strings.EqualFold(text[i:j], "www"):
	default:
		return i
	}
	end := strings.IndexFunc(text[i:], func(r rune) bool { return isBlank(r) || strings.ContainsRune("<>\"|\ufffc", r) })
	if end < 0 {
		return len(text)
	}
	return i + end
}
