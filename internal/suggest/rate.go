package suggest

import (
	"strings"
	"unicode/utf8"
)

// signal is one piece of evidence for or against a form being a name.
type signal struct {
	name   string
	points int // tenths of log-odds
	holds  func(f *form) bool
}

// prior is what a form has before any evidence, in tenths of log-odds.
const prior = 4

// signals is the table of evidence; the points of those that hold add up. They were
// fitted on texts with marked names (TestFit) and rounded. Signals that seem to speak
// against what one expects correct others: "two words" comes on top of "none of its words
// is seen in lower case".
var signals = []signal{
	{"one capitalised word", -1, func(f *form) bool { return f.single() && !f.caps() }},
	{"one word in capitals", 4, func(f *form) bool { return f.single() && f.caps() }},
	{"one word, once in mid-sentence", 1, func(f *form) bool { return f.single() && f.middle == 1 }},
	{"one word, twice in mid-sentence", 6, func(f *form) bool { return f.single() && f.middle == 2 }},
	{"one word, three times or more in mid-sentence", 5, func(f *form) bool { return f.single() && f.middle > 2 }},
	{"at sentence starts as well", 8, func(f *form) bool { return f.single() && f.opening > 0 && f.middle > 0 }},
	{"at one sentence's start only", -7, func(f *form) bool { return f.single() && f.opening == 1 && f.middle == 0 }},
	// Set by hand, for the marked texts have too few: an interjection, "Okay".
	{"at sentence starts only, four times or more", -1, func(f *form) bool { return f.single() && f.opening > 3 && f.middle == 0 && f.asLast == 0 }},
	{"at sentence starts only, twice", -3, func(f *form) bool { return f.single() && f.opening > 1 && f.middle == 0 }},
	{"also in lower case, rarely", -2, func(f *form) bool { return f.small() == 1 }},
	{"also in lower case, often", -16, func(f *form) bool { return f.small() == 2 }},
	{"mostly in lower case", -23, func(f *form) bool { return f.small() == 3 }},
	{"last word of a full name", 4, func(f *form) bool { return f.single() && f.asLast > 0 }},
	{"word of a longer name", 5, func(f *form) bool { return f.single() && f.asPart > 0 && f.asLast == 0 }},
	{"given name alone", 1, func(f *form) bool { return f.single() && f.parts[0].class.has(given) }},
	{"two letters", -8, func(f *form) bool { return utf8.RuneCountInString(f.text) <= 2 }},
	{"ending of an ordinary word", -13, func(f *form) bool { return f.single() && f.middle == 0 && hasPlainEnding(f.text) }},
	{"plural", -3, func(f *form) bool { return f.single() && !f.caps() && strings.HasSuffix(f.text, "s") && f.asLast == 0 }},

	{"two words", -2, func(f *form) bool { return len(f.parts) == 2 }},
	{"three words", 3, func(f *form) bool { return len(f.parts) == 3 }},
	{"four words", 0, func(f *form) bool { return len(f.parts) == 4 }},
	{"five words or more", -5, func(f *form) bool { return len(f.parts) > 4 }},
	{"chain seen twice", 5, func(f *form) bool { return !f.single() && f.count() > 1 }},
	{"chain seen at sentence starts only", 0, func(f *form) bool { return !f.single() && f.middle == 0 }},
	{"every word also in lower case", -11, func(f *form) bool { return !f.single() && f.plainWords() == len(f.parts) }},
	{"some words also in lower case", -2, func(f *form) bool { n := f.plainWords(); return !f.single() && n > 0 && n < len(f.parts) }},
	{"none of its words is seen in lower case", 10, func(f *form) bool { return !f.single() && f.plainWords() == 0 }},
	{"joined with and", -2, func(f *form) bool { return f.joinedBy("and") || f.joinedBy("&") }},
	{"joined with of", 2, func(f *form) bool { return f.joinedBy("of") }},
	{"begins with a people", 0, func(f *form) bool { return !f.single() && f.parts[0].class.has(demonym) }},
	{"ends with a people", -6, func(f *form) bool { return !f.single() && f.parts[len(f.parts)-1].class.has(demonym) }},
	{"ends with a number", 0, func(f *form) bool { return !f.single() && shapeOf(f.parts[len(f.parts)-1].text) == number }},
	{"head of a body", 7, func(f *form) bool {
		return !f.single() && f.sure && (f.kind == "organisation" || f.kind == "state-body" || f.kind == "media")
	}},
	{"head of a place", 8, func(f *form) bool { return !f.single() && f.sure && (f.kind == "place" || f.kind == "infrastructure") }},
	{"given name before it", 15, func(f *form) bool { return !f.single() && f.parts[0].class.has(given) }},

	{"behind a title", -1, func(f *form) bool { return f.roles+f.left.title > 0 }},
	{"before said", 1, func(f *form) bool { return f.right.speech > 0 }},
	{"behind in or near", 8, func(f *form) bool { return f.left.place > 0 }},
	{"behind from or to", 8, func(f *form) bool { return f.single() && f.left.toward > 0 }},
	{"before who or born", 2, func(f *form) bool { return f.right.who > 0 }},
	{"at a sentence's start before is or was", 11, func(f *form) bool { return f.single() && f.middle == 0 && f.right.verb > 0 }},
	{"before is or was", 4, func(f *form) bool { return f.middle > 0 && f.right.verb > 0 }},
	{"beside a noun of its kind", 10, func(f *form) bool { return f.left.hint.n+f.right.hint.n > 0 }},
	{"with a possessive", 7, func(f *form) bool { return f.right.possessive > 0 }},
	{"behind the, single", 5, func(f *form) bool { return f.single() && f.left.article*2 > f.middle && !f.caps() }},
	{"behind the, chain", 6, func(f *form) bool { return !f.single() && f.left.article > 0 }},
	{"in a list of names", 3, func(f *form) bool { return f.left.list+f.right.list > 0 }},
	{"in quotation marks", -11, func(f *form) bool { return f.left.quoted > 0 && f.left.quoted*2 >= f.count() }},
	{"beside a capitalised small word", -8, func(f *form) bool { return f.left.works+f.right.works > 0 }},
	{"acronym in brackets", 8, func(f *form) bool { return f.acronym != "" || f.full != "" }},
	{"in two documents", -1, func(f *form) bool { return len(f.docs) == 2 }},
	{"in three documents or more", 1, func(f *form) bool { return len(f.docs) > 2 }},
	{"a place that most know", 11, func(f *form) bool { return isPlaceName(f.text) }},
	{"bears a number", -2, func(f *form) bool { return f.single() && strings.ContainsAny(f.text, "0123456789") }},
	{"a small word behind a hyphen", 0, func(f *form) bool { return f.single() && endsSmall(f.text) }},
}

func (f *form) single() bool { return len(f.parts) == 1 }
func (f *form) caps() bool   { return shapeOf(f.text) == caps }

// small grades how much of a single word's use is in lower case, 0 (none) to 3.
func (f *form) small() int {
	if !f.single() || f.caps() {
		return 0
	}
	u := f.parts[0].use
	switch {
	case u.lower == 0:
		return 0
	case u.lower*4 <= u.middle:
		return 1
	case u.lower <= u.middle:
		return 2
	}
	return 3
}

// plainWords counts the words that the corpus also writes in lower case; joiners are
// among them; heads of names, titles and points of the compass are not.
func (f *form) plainWords() int {
	n := 0
	for _, p := range f.parts {
		if p.joiner || p.use.lower > 0 && !p.class.has(direction|heads|title) {
			n++
		}
	}
	return n
}

func (f *form) joinedBy(word string) bool {
	for _, p := range f.parts {
		if p.joiner && strings.EqualFold(p.text, word) {
			return true
		}
	}
	return false
}

// endsSmall tells whether a hyphen ties a small word to a capital: Soviet-era.
func endsSmall(w string) bool {
	i := strings.LastIndexByte(w, '-')
	return i > 0 && shapeOf(w[i+1:]) == lower && !hasNamePrefix(w)
}

// hasPlainEnding tells whether a word ends like verbs, adverbs and abstract nouns.
func hasPlainEnding(w string) bool {
	for _, e := range []string{"ing", "ed", "ly", "tion", "tions", "sion", "ment", "ments", "ness", "ity", "ities", "ers", "ors", "ists", "ies", "ism", "ance", "ence", "able", "ible", "ful", "less", "ous", "ive", "ical", "ure"} {
		if strings.HasSuffix(w, e) && len(w) > len(e)+2 {
			return true
		}
	}
	return false
}

// rate adds up the evidence.
func rate(f *form) int {
	points := prior
	for _, s := range signals {
		if s.holds(f) {
			points += s.points
		}
	}
	return points
}

// percent turns tenths of log-odds into a probability of 0 to 100. A table, so that
// no machine's rounding can differ.
func percent(points int) int {
	if points < 0 {
		return 100 - percent(-points)
	}
	return logistic[min(points, len(logistic)-1)]
}

var logistic = [...]int{50, 52, 55, 57, 60, 62, 65, 67, 69, 71, 73, 75, 77, 79, 80, 82, 83, 85, 86, 87, 88, 89, 90, 91,
	92, 92, 93, 94, 94, 95, 95, 96, 96, 96, 97, 97, 97, 98, 98, 98, 98, 98, 99, 99, 99, 99, 99, 99, 99, 99, 99}
