package clause

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// window is how many bytes on each side of the date are looked at: a "sentence" can be
// a whole file without a full stop.
const window = 1000

func (t text) near() text {
	i, j := 0, len(t.s)
	if t.date.Start > window {
		i = t.date.Start - window
		i += max(strings.IndexByte(t.s[i:t.date.Start], ' '), 0)
	}
	if j > t.date.End+window {
		j = t.date.End + window
		j = t.date.End + max(strings.LastIndexByte(t.s[t.date.End:j], ' '), 0)
	}
	for i > 0 && !utf8.RuneStart(t.s[i]) {
		i--
	}
	return t.slice(i, j)
}

// unwrapped leaves out one pair of brackets or quotation marks around everything.
func (t text) unwrapped() text {
	for _, p := range pairs {
		i, j := len(p[0]), len(t.s)-len(p[1])
		if i <= j && strings.HasPrefix(t.s, p[0]) && strings.HasSuffix(t.s, p[1]) && !strings.Contains(t.s[i:j], p[0]) && !strings.Contains(t.s[i:j], p[1]) {
			return t.slice(i, j).keepFirst(t)
		}
	}
	return t
}

var pairs = [][2]string{{"“", "”"}, {"(", ")"}, {"[", "]"}, {"«", "»"}, {`"`, `"`}}

var address = regexp.MustCompile(`\s*[<(]?(?:https?://|www\.)[^\s>]*[>)]?`)

// withoutAddresses leaves out web addresses, which a note may have.
func (t text) withoutAddresses() text {
	for strings.Contains(t.s, "://") || strings.Contains(t.s, "www.") {
		m := address.FindStringIndex(t.s)
		if m == nil {
			break
		}
		t = t.without(m[0], m[1])
	}
	return t
}

// plain leaves out what a title beside a date need not say: a conjunction that leads
// back to the sentence before, and the date itself at the beginning or the end.
func (t text) plain() text {
	for {
		c := t.withoutOpening().trim()
		for _, less := range []func(text) text{text.withoutEdgeDate, text.withoutRelative} {
			if d := less(c).trim(); d.s == c.s || hasWords(d.s, 3) {
				c = d
			}
		}
		if c.s == t.s {
			return c
		}
		t = c
	}
}

// withoutOpening leaves out a first word that ties the clause to another. A clause that
// begins with "after" or "when" is a statement without it, if a subject follows; but
// where the main clause follows too, the word tells how they belong together.
func (t text) withoutOpening() text {
	word := firstWord(t.s)
	n := len(word) + spaces(t.s[len(word):])
	switch {
	case n > t.date.Start || n >= len(t.s):
	case openings.has(word):
		return t.slice(n, len(t.s)).keepFirst(t)
	case subordinate.has(word) && n != t.date.Start && !strings.Contains(t.s, ","):
		if next := firstWord(t.s[n:]); namesSomething(next, strings.ToLower(next)) {
			return t.slice(n, len(t.s)).keepFirst(t)
		}
	default:
		if i := strings.Index(t.s, ", "); i >= 0 && i < longestAside && i+2 <= t.date.Start && asides.has(t.s[:i]) {
			return t.slice(i+2, len(t.s)).keepFirst(t)
		}
	}
	return t
}

func (t text) keepFirst(of text) text {
	t.first = of.first
	return t
}

// beforeDate is what stands before a date without the preposition that leads to it:
// "The mill burnt" of "The mill burnt in the ". ok is false where none does.
func beforeDate(before string) (rest string, ok bool) {
	rest = strings.TrimRight(before, " \u00a0")
	if rest == before {
		return before, false
	}
	if article, found := cutLast(rest, "the"); found {
		rest = strings.TrimRight(article, " \u00a0")
	}
	for _, word := range []string{"on", "in", "at", "during"} {
		if r, found := cutLast(rest, word); found {
			return strings.TrimRight(r, " \u00a0"), true
		}
	}
	return before, false
}

// cutLast cuts a last word, whatever its case.
func cutLast(s, word string) (string, bool) {
	i := len(s) - len(word)
	if i < 0 || !strings.EqualFold(s[i:], word) || i > 0 && !strings.ContainsRune(" \u00a0,(", rune(s[i-1])) {
		return s, false
	}
	return s[:i], true
}

// isAdverb tells whether a date needs no preposition: "last week", "two days ago".
func isAdverb(date string) bool {
	first, last := "", ""
	for w := range strings.FieldsSeq(date) {
		if strings.EqualFold(w, "ago") {
			return true
		}
		if last = w; first == "" {
			first = w
		}
	}
	return adverbs.has(first) || adverbs.has(last)
}

// hasWords tells whether there are n words.
func hasWords(s string, n int) bool {
	for range strings.FieldsSeq(s) {
		if n--; n == 0 {
			return true
		}
	}
	return n <= 0
}

// withoutEdgeDate leaves out the date where it begins or ends the clause and is no part
// of what is said: "On 4 May ...", "... last week".
func (t text) withoutEdgeDate() text {
	if t.gone || t.date.Start == t.date.End || t.hasNeighbour() {
		return t
	}
	before, after := t.s[:t.date.Start], strings.TrimRight(t.s[t.date.End:], ".")
	if strings.HasSuffix(before, "(") && strings.HasPrefix(after, ")") {
		return t.without(len(strings.TrimRight(before[:len(before)-1], " ")), t.date.End+1)
	}
	rest, led := beforeDate(before)
	bare := isAdverb(t.s[t.date.Start:t.date.End])
	atEnd := strings.TrimSpace(after) == ""
	switch {
	case led && rest == "" && canFollow(after, false):
		return t.without(0, t.date.End)
	case before == "" && (bare && canFollow(after, true) || strings.HasPrefix(after, ":") || strings.HasPrefix(after, ", ")):
		return t.without(0, t.date.End)
	case atEnd && (led && !needsDate(rest) || bare && !needsDate(before)):
		return t.without(len(rest), len(t.s))
	case atEnd && strings.HasSuffix(before, ", "):
		return t.without(len(before)-2, len(t.s))
	}
	return t
}

// withoutDate leaves out a date in the middle of a clause that commas set off.
func (t text) withoutDate() text {
	if t.gone || t.hasNeighbour() || !strings.HasPrefix(t.s[t.date.End:], ", ") {
		return t
	}
	before, _ := beforeDate(t.s[:t.date.Start])
	if !strings.HasSuffix(strings.TrimRight(before, " "), ",") {
		return t
	}
	return t.without(strings.LastIndexByte(before, ','), t.date.End+1)
}

// withoutRelative leaves out a date in the middle of a clause that says nothing without the
// day of its article: "Ada Berg said last week that ...", "... met on Tuesday at the mill".
func (t text) withoutRelative() text {
	if t.gone || t.date.Start == t.date.End || t.hasNeighbour() {
		return t
	}
	date, after := t.s[t.date.Start:t.date.End], t.s[t.date.End:]
	rest, led := beforeDate(t.s[:t.date.Start])
	if !led {
		rest = strings.TrimRight(rest, " \u00a0")
	}
	if !isRelative(date) || !led && !isAdverb(date) || rest == "" || needsDate(rest) || strings.HasSuffix(rest, ",") || !canFollow(after, false) {
		return t
	}
	return t.without(len(rest), t.date.End)
}

// isRelative tells whether a date is counted from the day of its text.
func isRelative(date string) bool {
	told := isAdverb(date)
	for w := range strings.FieldsSeq(date) {
		told = told || deictic.has(strings.Trim(w, ".,"))
		if len(w) >= 4 && w[0] >= '0' && w[0] <= '9' {
			return false // says its year
		}
	}
	return told
}

// hasNeighbour tells whether another date follows or precedes with little between: both
// are points of a range or members of a list, and one is not read without the other.
func (t text) hasNeighbour() bool {
	for _, o := range t.others {
		between := ""
		switch {
		case o.Start >= t.date.End:
			between = t.s[t.date.End:o.Start]
		case o.End <= t.date.Start:
			between = t.s[o.End:t.date.Start]
		}
		if !hasWords(between, 2) {
			return true
		}
	}
	return false
}

// canFollow tells whether what stands behind a date goes on with the sentence and not
// with the date. A subject is asked for where the date might be the subject itself:
// "last week was cold".
func canFollow(after string, subject bool) bool {
	rest := strings.TrimLeft(after, " \t\n\u00a0")
	if rest == "" {
		return true
	}
	if r, n := utf8.DecodeRuneInString(rest); strings.ContainsRune(separators, r) {
		return spaces(rest[n:]) > 0 && r != '-'
	}
	if rest == after {
		return false
	}
	word := firstWord(rest)
	lower := strings.ToLower(strings.Trim(word, ",."))
	if glued[lower] {
		return false
	}
	return !subject || namesSomething(word, lower) || pronouns[lower]
}

// needsDate tells whether what stands before a date is not whole without it: "as in 1921",
// "is to begin on 4 May", where the date is that of the beginning.
func needsDate(before string) bool {
	rest, word := lastWord(before)
	if word == "" || tied.has(word) {
		return true
	}
	_, led := lastWord(rest)
	return led == "to" && strings.ToLower(word) == word
}

// lastWord parts a text before its last word.
func lastWord(s string) (rest, word string) {
	s = strings.TrimRightFunc(s, unicode.IsSpace)
	i := strings.LastIndexFunc(s, unicode.IsSpace)
	if i < 0 {
		return "", s
	}
	return s[:i], strings.TrimLeftFunc(s[i:], unicode.IsSpace)
}

// withoutBrackets leaves out what stands in brackets, unless the date does.
func (t text) withoutBrackets() text {
	for at := 0; ; {
		i := strings.IndexByte(t.s[at:], '(')
		if i < 0 {
			return t
		}
		i += at
		j := strings.IndexByte(t.s[i:], ')')
		if j < 0 {
			return t
		}
		j += i + 1
		if i <= t.date.Start && t.date.End <= j && !t.gone {
			at = j
			continue
		}
		from := len(strings.TrimRight(t.s[:i], " "))
		if from == i && i > 0 { // part of a word: "keeper(s)"
			at = j
			continue
		}
		t = t.without(from, j)
		at = from
	}
}
