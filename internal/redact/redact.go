// Package redact finds names that must not be published and puts a bar in their place.
//
// A name is found however it is written: in any letter case, with or without accents, over
// a line end, hyphenated, joined as in an address, with the family name first, and with
// the endings that languages hang on a name. What looks like the name is taken for it:
// a bar too many can be seen and mended, a name too many cannot be taken back.
package redact

import (
	"cmp"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Bar stands in the place of every name, whatever its length, which would tell of it.
const Bar = "█████"

// Span is a range of bytes, end exclusive. Name is the position of the name in the list
// that Names were made from.
type Span struct{ Start, End, Name int }

// Names are ready to be found. A nil *Names finds nothing.
type Names struct {
	byLetter map[rune][]pattern // by the first letter of the first word
}

// pattern is one way to write a name: its words in folded letters.
type pattern struct {
	words  [][]rune
	joined bool // the words may stand together: "adalovelace" is told by its length
	name   int
}

// joinedLetters is how many letters a name needs to be found without anything between
// its words.
const joinedLetters = 8

// New makes names ready. Those without a letter or digit are never found.
func New(list []string) *Names {
	n := &Names{byLetter: map[rune][]pattern{}}
	for i, name := range list {
		words := wordsOf(name)
		if len(words) == 0 {
			continue
		}
		n.add(words, i)
		if k := len(words) - 1; k > 0 {
			n.add(append([][]rune{words[k]}, words[:k]...), i)
		}
	}
	if len(n.byLetter) == 0 {
		return nil
	}
	return n
}

func (n *Names) add(words [][]rune, name int) {
	letters := 0
	for _, w := range words {
		letters += len(w)
	}
	first := words[0][0]
	n.byLetter[first] = append(n.byLetter[first], pattern{words, letters >= joinedLetters, name})
}

// Bar puts a bar in the place of every name in a text.
func (n *Names) Bar(text string) string {
	spans := n.Find(text)
	if len(spans) == 0 {
		return text
	}
	var b strings.Builder
	at := 0
	for _, s := range spans {
		b.WriteString(text[at:s.Start])
		b.WriteString(Bar)
		at = s.End
	}
	b.WriteString(text[at:])
	return b.String()
}

// Has tells whether a text has any of the names.
func (n *Names) Has(text string) bool { return len(n.Find(text)) > 0 }

// Is tells whether a text is one of the names and nothing else.
func (n *Names) Is(text string) bool {
	spans := n.Find(text)
	return len(spans) == 1 && len(wordsOf(text[:spans[0].Start])) == 0 && len(wordsOf(text[spans[0].End:])) == 0
}

// Find lists the names in a text in its order. None overlaps another; of two that begin
// at one place the longer one counts.
func (n *Names) Find(text string) []Span {
	if n == nil {
		return nil
	}
	spans := n.plain(text)
	if strings.IndexByte(text, '%') < 0 {
		return spans
	}
	return apart(append(spans, n.escaped(text)...))
}

// escaped finds the names in words that hold escapes of addresses: mara%20okonjo. Where
// the name stands in such a word cannot be said, so it is the whole word.
func (n *Names) escaped(text string) []Span {
	var spans []Span
	for _, m := range escape.FindAllStringIndex(text, -1) {
		word := text[m[0]:m[1]]
		if decoded, err := url.PathUnescape(word); err == nil && len(n.plain(word)) == 0 {
			if found := n.plain(decoded); len(found) > 0 {
				spans = append(spans, Span{m[0], m[1], found[0].Name})
			}
		}
	}
	return spans
}

var escape = regexp.MustCompile(`[^\s%]*(?:%[0-9A-Fa-f]{2}[^\s%]*)+`)

// apart puts spans in order and joins those that overlap.
func apart(spans []Span) []Span {
	slices.SortFunc(spans, func(a, b Span) int { return cmp.Compare(a.Start, b.Start) })
	var list []Span
	for _, s := range spans {
		if k := len(list) - 1; k >= 0 && s.Start < list[k].End {
			list[k].End = max(list[k].End, s.End)
			continue
		}
		list = append(list, s)
	}
	return list
}

// plain finds the names as they stand.
func (n *Names) plain(text string) []Span {
	var spans []Span
	before := ' ' // the letter or sign before, quiet ones left out
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRuneInString(text[at:])
		if isQuiet(r) {
			at += size
			continue
		}
		if end, name, ok := n.at(text, at, r, before); ok {
			spans = append(spans, Span{at, end, name})
			at, before = end, ' '
			continue
		}
		before = r
		at += size
	}
	return spans
}

// at tries every name at one place of a text.
func (n *Names) at(text string, at int, r, before rune) (end, name int, ok bool) {
	if isASCIILetter(before) && isASCIILetter(r) { // within a word, as most places are
		return 0, 0, false
	}
	first, _ := fold(r)
	if len(first) == 0 || !isWordLetter(first[0]) || !isBorder(before, first[0]) {
		return 0, 0, false
	}
	for _, p := range n.byLetter[first[0]] {
		if e, found := p.match(text, at); found && e > end {
			end, name, ok = e, p.name, true
		}
	}
	return end, name, ok
}

func isASCIILetter(r rune) bool { return 'a' <= r|0x20 && r|0x20 <= 'z' }

// isBorder tells whether a name can begin or end between two characters. Scripts without
// spaces have no borders to look for.
func isBorder(a, b rune) bool {
	switch {
	case unbroken(a), unbroken(b):
		return true
	case unicode.IsLetter(b) && !unicode.IsLetter(a), unicode.IsLetter(a) && !unicode.IsLetter(b):
		return true
	}
	return !isWordLetter(a) || !isWordLetter(b)
}

// match tells where a name that begins at a place of the text ends.
func (p pattern) match(text string, at int) (end int, ok bool) {
	for i, word := range p.words {
		if i > 0 {
			next := skipGap(text, at)
			if next == at && !p.joined && !unbroken(word[0]) {
				return 0, false
			}
			at = next
		}
		if at, ok = matchWord(text, at, word); !ok {
			return 0, false
		}
		last := i == len(p.words)-1
		at, ok = ending(text, at, word, last)
		if !ok && (last || !p.joined) {
			return 0, false
		}
	}
	return at, true
}

// matchWord reads the letters of one word. A hyphen at the end of a line, a soft one and
// other signs that no reader sees may stand between them.
func matchWord(text string, at int, word []rune) (end int, ok bool) {
	word = stem(word)
	for k := 0; k < len(word); {
		r, size := utf8.DecodeRuneInString(text[at:])
		switch {
		case size == 0:
			return 0, false
		case isQuiet(r):
			at += size
			continue
		case k > 0 && isHyphen(r):
			next := skipLineEnd(text, at+size)
			if next < 0 {
				return 0, false
			}
			at = next
			continue
		}
		letters, _ := fold(r)
		if k+len(letters) > len(word) {
			return 0, false
		}
		for _, l := range letters {
			if word[k] != l {
				return 0, false
			}
			k++
		}
		at += size
	}
	return skipQuiet(text, at), true
}

// caseEndings is how many letters an inflected Slavic name may end in, beside its stem.
const caseEndings = 3

// stem cuts the letter that changes with the case off a name in Cyrillic letters:
// Анна, Анны, Анной.
func stem(word []rune) []rune {
	last := len(word) - 1
	if last >= 2 && unicode.Is(unicode.Cyrillic, word[last]) && strings.ContainsRune("аеиоуыьюя", word[last]) {
		return word[:last]
	}
	return word
}

// suffixes are the endings that a name in Latin letters takes without an apostrophe.
var suffixes = []string{"s", "es"}

// ending reads over the ending of a word and tells whether the word ends there. A name of
// fewer than four letters takes none in Latin letters: Han is not in Hans.
func ending(text string, at int, word []rune, last bool) (end int, ok bool) {
	final := word[len(word)-1]
	if unbroken(final) {
		return at, true
	}
	letters := rest(text, at)
	switch {
	case unicode.Is(unicode.Cyrillic, final) && utf8.RuneCountInString(letters) <= caseEndings:
		return at + len(letters), true
	case letters == "":
		r, _ := utf8.DecodeRuneInString(text[at:])
		return at, isBorder(final, r) || at == len(text)
	case last && len(word) >= 4:
		for _, s := range suffixes {
			if strings.EqualFold(letters, s) {
				return at + len(letters), true
			}
		}
	}
	return at, false
}

// rest is the run of letters at a place.
func rest(text string, at int) string {
	i := strings.IndexFunc(text[at:], func(r rune) bool { return !unicode.IsLetter(r) && !isQuiet(r) })
	if i < 0 {
		return text[at:]
	}
	return text[at : at+i]
}

// longestGap is how many characters may stand between two words of a name.
const longestGap = 12

// skipGap reads over what may stand between two words of a name: white space with line
// ends, hyphens, full stops after initials, the comma before a given name, what joins
// words in an address, and the place of a note mark or picture.
func skipGap(text string, at int) int {
	start := at
	for n := 0; n <= longestGap; n++ {
		r, size := utf8.DecodeRuneInString(text[at:])
		if size == 0 || !isQuiet(r) && !isGap(r) {
			return at
		}
		at += size
	}
	return start
}

func isGap(r rune) bool {
	return unicode.IsSpace(r) || isHyphen(r) || strings.ContainsRune("_+.,'’‘ʼ·•\uFFFC", r)
}

func isHyphen(r rune) bool {
	return r == '-' || '\u2010' <= r && r <= '\u2015' || r == '\u2212' || r == '\uFE63' || r == '\uFF0D'
}

// skipLineEnd reads over the end of a line and the beginning of the next; -1 where no
// line ends.
func skipLineEnd(text string, at int) int {
	i := at
	for i < len(text) && (text[i] == ' ' || text[i] == '\t' || text[i] == '\r') {
		i++
	}
	if i == len(text) || text[i] != '\n' {
		return -1
	}
	for i < len(text) && strings.IndexByte(" \t\r\n>", text[i]) >= 0 {
		i++
	}
	return i
}

// isQuiet tells of characters that no reader sees within a word: accents that stand by
// themselves, soft hyphens, joiners.
func isQuiet(r rune) bool {
	return r == '\u00ad' || '\u200b' <= r && r <= '\u200f' || '\u202a' <= r && r <= '\u202e' || '\u2060' <= r && r <= '\u2064' || r == '\ufeff' || isMark(r)
}

func skipQuiet(text string, at int) int {
	for at < len(text) {
		r, size := utf8.DecodeRuneInString(text[at:])
		if !isQuiet(r) {
			break
		}
		at += size
	}
	return at
}

// isMark tells of signs that only accent the letter before them; those of scripts that
// spell with them are letters of theirs.
func isMark(r rune) bool { return '\u0300' <= r && r <= '\u036f' }

// unbroken tells of letters whose script puts no space between words.
func unbroken(r rune) bool {
	return r > 0x0e00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

func isWordLetter(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

// alike are letters that Unicode does not take apart but that writers replace.
var alike = map[rune]string{
	'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'đ': "d", 'ð': "d", 'þ': "th", 'ł': "l", 'ħ': "h", 'ı': "i", 'ŋ': "n", 'ſ': "s", 'ё': "е",
}

// fold returns the lower-case letters of a character without accents; ok is false where
// it is neither letter nor digit.
func fold(r rune) (letters []rune, ok bool) {
	if r < utf8.RuneSelf {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		return []rune{r}, isWordLetter(r)
	}
	r = unicode.ToLower(r)
	if s, there := alike[r]; there {
		return []rune(s), true
	}
	for _, c := range norm.NFKD.String(string(r)) {
		if !isMark(c) {
			letters = append(letters, unicode.ToLower(c))
		}
	}
	return letters, len(letters) > 0 && isWordLetter(letters[0])
}

// wordsOf cuts a name into words of folded letters.
func wordsOf(name string) [][]rune {
	var words [][]rune
	var word []rune
	for _, r := range name {
		if isQuiet(r) {
			continue
		}
		letters, ok := fold(r)
		switch {
		case ok:
			word = append(word, letters...)
		case len(word) > 0:
			words = append(words, word)
			word = nil
		}
	}
	if len(word) > 0 {
		words = append(words, word)
	}
	return words
}
