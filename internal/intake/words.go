package intake

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// closers may follow the end of a sentence; openers may stand before its start.
const (
	closers = "\"'”’»›)]}*_"
	openers = "\"'“‘«‹([{*_¿¡"
	stops   = ".!?…:;。！？"
)

// firstLetter is the first character of s behind quotes, brackets and emphasis.
func firstLetter(s string) rune {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, openers))
	return r
}

// startsLower tells whether s goes on in lower case, as the second half of a
// sentence does. Names such as iPhone or eBay begin sentences too.
func startsLower(s string) bool {
	s = strings.TrimLeft(s, openers)
	r, n := utf8.DecodeRuneInString(s)
	second, _ := utf8.DecodeRuneInString(s[n:])
	return unicode.IsLower(r) && !unicode.IsUpper(second)
}

func startsUpper(s string) bool { return unicode.IsUpper(firstLetter(s)) }

// bare takes closing quotes, brackets, emphasis and raised note marks off the end.
func bare(s string) string {
	for {
		t := strings.TrimRight(s, closers+" ")
		t = strings.TrimRightFunc(t, isSuperscript)
		t = withoutGluedMark(t)
		if i := strings.LastIndexByte(t, '['); i > 0 && len(t) < len(s) && len(s)-i <= 5 && digits(t[i+1:]) {
			t = t[:i]
		}
		if t == s {
			return s
		}
		s = t
	}
}

// withoutGluedMark takes a note mark that became a plain digit off the end: "It was
// so.3"; a decimal (2.3) is left.
func withoutGluedMark(s string) string {
	t := strings.TrimRight(s, "0123456789")
	if n := len(s) - len(t); n == 0 || n > 3 {
		return s
	}
	last, size := utf8.DecodeLastRuneInString(t)
	before, _ := utf8.DecodeLastRuneInString(t[:len(t)-size])
	if !strings.ContainsRune(".!?\"”’)", last) || !unicode.IsLetter(before) && !strings.ContainsRune(".!?\"”’)", before) {
		return s
	}
	return t
}

// endsSentence tells whether the last sentence of s is complete. A colon ends it
// too: what follows is a list or a quotation. A title or two initials do not.
func endsSentence(s string) bool {
	s = bare(s)
	last, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(stops, last) && !endsAbbreviated(s)
}

// titles are abbreviations that a name follows, so that no sentence ends on them.
var titles = map[string]bool{
	"Mr.": true, "Mrs.": true, "Ms.": true, "Dr.": true, "Prof.": true, "St.": true, "Gen.": true,
	"Col.": true, "Lt.": true, "Capt.": true, "Sgt.": true, "Adm.": true, "Sen.": true, "Rep.": true,
	"Gov.": true, "Rev.": true, "Hon.": true, "Mt.": true, "Maj.": true, "Messrs.": true, "Mme.": true, "Mlle.": true,
}

// locators are abbreviations that a number follows.
var locators = map[string]bool{
	"p.": true, "pp.": true, "vol.": true, "Vol.": true, "vols.": true, "Vols.": true, "fol.": true, "fols.": true,
	"fig.": true, "Fig.": true, "figs.": true, "Figs.": true, "col.": true, "cols.": true, "nos.": true, "Nos.": true,
}

// endsAbbreviated tells whether s ends on a title, on what a number follows, or on two
// initials. One initial may well end a sentence (vitamin C.), and so may U. S.
func endsAbbreviated(s string) bool {
	i := strings.LastIndexByte(s, ' ')
	last := s[i+1:]
	if titles[last] || locators[last] {
		return true
	}
	if !isInitial(last) || i < 0 {
		return false
	}
	before := s[strings.LastIndexByte(s[:i], ' ')+1 : i]
	return isInitial(before) && before+last != "U.S."
}

// isInitial tells whether s is one capital and a full stop.
func isInitial(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r) && s[n:] == "."
}

// wordCount counts words.
func wordCount(s string) int {
	n, in := 0, false
	for _, r := range s {
		space := unicode.IsSpace(r)
		if !space && !in {
			n++
		}
		in = !space
	}
	return n
}

// sentences counts sentence ends inside s: a stop, white space, then a capital or
// an opening quote, where the stop belongs to no title and no initial.
func sentences(s string) int {
	words := strings.Fields(s)
	n := 0
	for i, w := range words {
		if i == len(words)-1 {
			return n + 1
		}
		end := bare(w)
		if end == "" || !strings.ContainsAny(end[len(end)-1:], ".!?") || titles[end] || isInitial(end) {
			continue
		}
		if startsUpper(words[i+1]) {
			n++
		}
	}
	return n
}

// isProse tells whether s is running text rather than a line of the head.
func isProse(s string) bool {
	n := wordCount(s)
	return n >= 25 || n >= 10 && sentences(s) >= 2
}

func isSuperscript(r rune) bool {
	switch r {
	case '¹', '²', '³', '⁰':
		return true
	}
	return r >= '⁴' && r <= '⁹'
}

// digits tells whether s is a short number in ASCII digits.
func digits(s string) bool {
	if s == "" || len(s) > 4 {
		return false
	}
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// isWordRune tells what words are made of, for every count and comparison here.
func isWordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

// vocabulary holds the words of a document in lower case, hyphenated ones whole
// and in parts.
type vocabulary map[string]int

func newVocabulary(text string) vocabulary {
	v := vocabulary{}
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return !isWordRune(r) && r != '-' && r != '\u2010' }) {
		w = strings.ToLower(w)
		if strings.HasPrefix(w, "-") || strings.HasSuffix(w, "-") {
			continue // half a word at the end of a line
		}
		v[w]++
		if strings.Contains(w, "-") {
			for part := range strings.SplitSeq(w, "-") {
				v[part]++
			}
		}
	}
	return v
}

// vocabulary counts the words of the document, once.
func (r *reading) vocabulary() vocabulary {
	if r.words == nil {
		r.words = newVocabulary(r.src)
	}
	return r.words
}

// firstWord returns s up to its first white space.
func firstWord(s string) string {
	if i := strings.IndexFunc(s, unicode.IsSpace); i >= 0 {
		return s[:i]
	}
	return s
}

// lastWord returns s from behind its last white space.
func lastWord(s string) string {
	i := strings.LastIndexFunc(s, unicode.IsSpace)
	if i < 0 {
		return s
	}
	_, n := utf8.DecodeRuneInString(s[i:])
	return s[i+n:]
}
