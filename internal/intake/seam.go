package intake

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// seam says how two halves of a text are put together.
type seam struct {
	cut  int    // bytes to take off the end of the first half
	glue string // what to put between them
	word string // the word that comes out of it, for the log
	why  string // the evidence
}

// isHyphen tells the signs at which words are cut; the soft hyphen says for certain
// that none belongs there.
func isHyphen(r rune) bool { return r == '-' || r == '\u2010' || r == softHyphen }

// endsCut tells whether s ends on a hyphen behind a letter or digit, closing
// emphasis apart.
func endsCut(s string) bool {
	s = strings.TrimRight(s, "*_")
	last, n := utf8.DecodeLastRuneInString(s)
	if !isHyphen(last) {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(s[:len(s)-n])
	return isWordRune(before)
}

// suspended words follow a hyphen that stands for a word left out (pre- and
// post-war).
var suspended = map[string]bool{"and": true, "or": true, "to": true, "nor": true, "und": true, "oder": true, "bis": true, "et": true, "ou": true, "y": true, "o": true, "e": true}

// prefixes are first halves that English hyphenates as a rule.
var prefixes = map[string]bool{
	"self": true, "ex": true, "well": true, "ill": true, "quasi": true, "all": true, "half": true, "cross": true,
	"high": true, "low": true, "long": true, "short": true, "so": true, "vice": true, "mid": true, "non": true,
}

// tails are ends of words that are no words themselves.
var tails = []string{"tion", "sion", "cion", "tious", "cial", "tial", "ment", "ness", "ings", "ity", "ities", "ously", "ingly", "edly", "ably", "ible", "ibly", "ical", "ically", "ful", "fully", "lessly", "ence", "ency", "ance", "ancy"}

// seamOf decides by evidence how a cut word is joined: first what the document
// itself writes elsewhere, then what spelling allows. Without evidence the hyphen
// stays, for a hyphen too many can be seen and mended, one too few cannot.
func (r *reading) seamOf(before, after string) seam {
	emphasis := before[len(strings.TrimRight(before, "*_")):]
	before = before[:len(before)-len(emphasis)]
	last, size := utf8.DecodeLastRuneInString(before)
	head := strings.TrimLeft(lastWord(before[:len(before)-size]), openers)
	tail := wordAt(strings.TrimLeft(after, openers))

	join := func(why string) seam {
		return seam{cut: size + len(emphasis), word: head + tail, why: why}
	}
	keep := func(why string) seam {
		return seam{cut: len(emphasis), word: head + "-" + tail, why: why}
	}
	if i := strings.LastIndexFunc(head, isHyphen); i >= 0 {
		// Of "state-of-the-" only the last part takes part in the question.
		return r.seamOfParts(head[i+1:], tail, last, join, keep)
	}
	return r.seamOfParts(head, tail, last, join, keep)
}

func (r *reading) seamOfParts(head, tail string, hyphen rune, join, keep func(string) seam) seam {
	if hyphen == softHyphen {
		return join("the hyphen was a soft one")
	}
	words := r.vocabulary()
	whole := strings.ToLower(head + tail)
	parted := strings.ToLower(head + "-" + tail)
	first, _ := utf8.DecodeRuneInString(tail)
	lastOfHead, _ := utf8.DecodeLastRuneInString(head)
	switch {
	case suspended[tail]:
		s := keep("the hyphen stands for a word left out")
		s.glue, s.word = " ", head+"- "+tail
		return s
	case tail == "" || unicode.IsDigit(first) || unicode.IsDigit(lastOfHead):
		return keep("the hyphen stays beside a number")
	case unicode.IsUpper(first) && !isUpperWord(head):
		return keep("the hyphen stays before a capital")
	case words[parted] > 0 && words[parted] >= words[whole]:
		return keep("written with a hyphen elsewhere in the text")
	case words[whole] > 0:
		return join("written as one word elsewhere in the text")
	case commonWords[whole]:
		return join("a common word")
	case isUpperWord(head) && isUpperWord(tail) && len(head) > 1:
		return keep("no evidence in the text; the hyphen is kept")
	case prefixes[strings.ToLower(head)]:
		return keep("a first half that is usually hyphenated")
	case isTail(strings.ToLower(tail)) && words[strings.ToLower(tail)] == 0:
		return join("the second half is only the end of a word")
	}
	return keep("no evidence in the text; the hyphen is kept")
}

// wordAt returns the letters, digits and inner hyphens and apostrophes that s
// begins with, up to a hyphen.
func wordAt(s string) string {
	for i, r := range s {
		if !isWordRune(r) {
			return s[:i]
		}
	}
	return s
}

func isUpperWord(s string) bool { return s != "" && s == strings.ToUpper(s) }

func isTail(s string) bool {
	for _, t := range tails {
		if rest, ok := strings.CutPrefix(s, t); ok && (rest == "" || rest == "s" || rest == "al" || rest == "ally" || rest == "ed" || rest == "ing" || rest == "ary" || rest == "als") {
			return true
		}
	}
	return false
}
