// Package clause cuts from a sentence what happened at a date in it.
//
// There is no grammar here: a clause ends at a semicolon, a colon, a dash, or a comma
// with a conjunction, and it stands for the sentence only if it seems to have a subject
// of its own. Words are left out, never added or changed, so a title says nothing that
// the sentence does not.
package clause

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Limit is the length in characters that a title should have at most; a clause that is
// only a little longer is still not cut.
const (
	Limit = 80
	most  = 96
)

// Span is a range of bytes, end exclusive.
type Span struct{ Start, End int }

// Title is what a sentence says of the date at a span of it, fit to stand beside that
// date: "On 4 May 1921, the line was opened." gives "The line was opened". others are
// the other dates in the sentence, which better stay out.
func Title(sentence string, date Span, others ...Span) string {
	if date.Start < 0 || date.End > len(sentence) || date.Start > date.End {
		return ""
	}
	t := text{s: sentence, date: date, others: others, first: true}
	t = t.near().withoutAddresses().trim().unwrapped()
	fits := ""
	for _, narrow := range []func(text) text{whole, betweenHardBreaks, text.mainClause, betweenSoftBreaks} {
		t = narrow(t)
		title := t.plain()
		if utf8.RuneCountInString(title.s) > Limit {
			continue
		}
		if len(title.others) == 0 {
			return title.finish()
		}
		if fits == "" {
			fits = title.finish()
		}
	}
	if fits != "" {
		return fits
	}
	t = t.withoutBrackets().plain()
	if utf8.RuneCountInString(t.s) > Limit {
		t = t.withoutDate()
	}
	return cut(t.finish())
}

func whole(t text) text             { return t }
func betweenHardBreaks(t text) text { return t.part(hardBreak) }
func betweenSoftBreaks(t text) text { return t.part(softBreak) }

// Tells tells whether a sentence says anything beside its dates. A cell or list item such
// as "in April" does not: it is no sentence, and less than two of its words have a
// meaning of their own.
func Tells(sentence string, dates []Span) bool {
	s := strings.TrimRight(sentence, " ”\"'’»)")
	if r, _ := utf8.DecodeLastRuneInString(s); strings.ContainsRune(".!?…。", r) {
		return true
	}
	return meaning(sentence, dates) > 1
}

// meaning counts the words outside of dates that have a meaning of their own.
func meaning(s string, dates []Span) int {
	words, at := 0, 0
	count := func(part string) {
		for _, w := range strings.FieldsFunc(part, func(r rune) bool { return !unicode.IsLetter(r) }) {
			if !trailing[strings.ToLower(w)] {
				words++
			}
		}
	}
	for _, d := range dates {
		if d.Start >= at {
			count(s[at:d.Start])
			at = d.End
		}
	}
	count(s[at:])
	return words
}

// text is a stretch of a sentence with the dates in it.
type text struct {
	s      string
	date   Span
	others []Span
	first  bool // it begins where the sentence begins
	gone   bool // the date has been left out
	main   bool // it is a main clause, so its first words are the subject
}

// slice is the stretch t.s[i:j].
func (t text) slice(i, j int) text {
	c := text{s: t.s[i:j], first: t.first && i == 0, gone: t.gone}
	c.date = Span{min(max(t.date.Start, i), j) - i, min(max(t.date.End, i), j) - i}
	for _, o := range t.others {
		if i <= o.Start && o.End <= j {
			c.others = append(c.others, Span{o.Start - i, o.End - i})
		}
	}
	return c
}

// without leaves out t.s[i:j].
func (t text) without(i, j int) text {
	at := func(k int) int {
		switch {
		case k <= i:
			return k
		case k < j:
			return i
		}
		return k - (j - i)
	}
	c := text{s: t.s[:i] + t.s[j:], date: Span{at(t.date.Start), at(t.date.End)}, first: t.first}
	c.gone = t.gone || i <= t.date.Start && t.date.End <= j
	for _, o := range t.others {
		if o.End <= i || j <= o.Start {
			c.others = append(c.others, Span{at(o.Start), at(o.End)})
		}
	}
	return c
}

// trim cuts white space and separators at both ends.
func (t text) trim() text {
	i := len(t.s) - len(strings.TrimLeft(t.s, separators))
	j := len(strings.TrimRight(t.s, separators))
	return t.slice(min(i, j), j)
}

const separators = " \t\n\u00a0,;:–—-"

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

// A breaker finds a place where a clause may end at s[at:]: its length, and the word that
// begins the next clause. The length is 0 where there is none.
type breaker func(s string, at int) (length int, opener string)

// hardBreak is a semicolon, a colon or a dash.
func hardBreak(s string, at int) (int, string) {
	switch s[at] {
	case ';', ':':
		if n := spaces(s[at+1:]); n > 0 {
			return 1 + n, ""
		}
	case ' ':
		for _, dash := range []string{"– ", "— ", "- "} {
			if strings.HasPrefix(s[at+1:], dash) {
				return 1 + len(dash), ""
			}
		}
	case dash[0]:
		if strings.HasPrefix(s[at:], dash) {
			return len(dash), ""
		}
	}
	return 0, ""
}

const dash = "—"

// softBreak is a comma with a conjunction, or a conjunction that needs none.
func softBreak(s string, at int) (int, string) {
	if s[at] != ',' && s[at] != ' ' {
		return 0, ""
	}
	words := bareConjunctions
	from := at + 1
	if s[at] == ',' {
		words = conjunctions
		n := spaces(s[from:])
		if n == 0 {
			return 0, ""
		}
		from += n
	}
	word := firstWord(s[from:])
	n := spaces(s[from+len(word):])
	if n == 0 || !words[word] || word == "as" && firstWord(s[from+len(word)+n:]) == "well" {
		return 0, ""
	}
	return from + len(word) + n - at, word
}

// spaces is the length of the white space that s begins with.
func spaces(s string) int { return len(s) - len(strings.TrimLeft(s, " \t\n\u00a0")) }

// firstWord is what s begins with, up to white space.
func firstWord(s string) string {
	if i := strings.IndexAny(s, " \t\n\u00a0"); i >= 0 {
		return s[:i]
	}
	return s
}

// part is the clause that holds the date, between two breaks outside of brackets and
// quotation marks; all of t if that clause cannot stand alone.
func (t text) part(at breaker) text {
	start, end, opener := 0, len(t.s), ""
	aside := strings.Count(t.s, " – ")+strings.Count(t.s, " - ")+strings.Count(t.s, dash) == 2
	for i := 0; i < len(t.s); i++ {
		n, word := at(t.s, i)
		if n == 0 || !isOutside(t.s[:i]) || isList(t.s[start:i], word) || aside && isDash(t.s[i:i+n]) {
			continue
		}
		if i >= t.date.End {
			end = i
			break
		}
		if i+n <= t.date.Start { // else the break lies in the date
			start, opener = i+n, word
		}
		i += n - 1
	}
	c := t.slice(start, end).withoutTail()
	if leads[opener] {
		all := len(c.s)
		c = c.besideComma()
		c.main = len(c.s) < all
	}
	if relative[opener] || !c.stands() {
		return t
	}
	return c
}

// withoutTail leaves out a conjunction at the end, which led to the next clause.
func (t text) withoutTail() text {
	t = t.trim()
	for _, word := range []string{" and", " but", " or"} {
		if rest, ok := strings.CutSuffix(t.s, word); ok && len(rest) >= t.date.End {
			return t.slice(0, len(rest)).trim()
		}
	}
	return t
}

// isDash tells whether a break is a dash. Two of them are brackets.
func isDash(s string) bool {
	s = strings.TrimSpace(s)
	return s == "–" || s == "-" || s == dash
}

// mainClause leaves out a clause that leads to the main one, if the date is not in it:
// "On 4 May, after the flood had gone, the mill was sold" gives "the mill was sold".
func (t text) mainClause() text {
	c := t.plain()
	word := firstWord(c.s)
	if !leads[strings.ToLower(word)] {
		return t
	}
	m := c.besideComma()
	if leads[strings.ToLower(firstWord(m.s))] {
		m = m.besideComma()
	}
	m.main = true
	if len(m.s) < len(c.s) && (c.gone || c.date.Start > 0 && m.date.Start < m.date.End) && m.stands() {
		return m
	}
	return t
}

// leadsToMain tells whether a main clause with the date follows behind a comma.
func (t text) leadsToMain() bool {
	side := t.besideComma()
	return len(side.s) < len(t.s) && strings.HasSuffix(t.s, side.s) && leads[strings.ToLower(firstWord(t.s))]
}

// besideComma is the side of the comma behind a leading clause on which the date is, or
// was: that behind it when the date is gone.
func (t text) besideComma() text {
	commas := t.commas()
	for k := 0; k < len(commas); k++ {
		i := commas[k]
		if k+1 < len(commas) && isApposition(t.s[i+2:commas[k+1]], t.s[commas[k+1]+2:]) {
			k++
			continue
		}
		switch {
		case t.leadsToDate(i + 2):
		case t.gone || i+2 <= t.date.Start:
			return t.slice(i+2, len(t.s))
		default:
			return t.slice(0, i)
		}
	}
	return t
}

// commas are the places of the commas outside of brackets and dates.
func (t text) commas() []int {
	var list []int
	dates := t.dates()
	for i := range len(t.s) - 1 {
		if t.s[i] == ',' && t.s[i+1] == ' ' && isOutside(t.s[:i]) &&
			!slices.ContainsFunc(dates, func(d Span) bool { return d.Start <= i && i < d.End }) {
			list = append(list, i)
		}
	}
	return list
}

// leadsToDate tells whether a date follows, or a preposition with a date.
func (t text) leadsToDate(at int) bool {
	return slices.ContainsFunc(t.dates(), func(d Span) bool {
		if d.Start < at || d.Start == d.End {
			return false
		}
		rest, _ := beforeDate(t.s[at:d.Start])
		return rest == ""
	})
}

// isApposition tells whether words between two commas only add to what stands before them:
// a single word, as in "Velin, Karst,", or a description behind which the verb follows:
// "Ada Berg, the head of the mill, sold it".
func isApposition(words, after string) bool {
	if !strings.Contains(words, " ") {
		return true
	}
	first, next := strings.ToLower(firstWord(words)), firstWord(after)
	return determiners[first] && isPredicate(next) && !determiners[next] && !pronouns[next] && !dependent[next] && !conjunctions[next] &&
		!strings.HasSuffix(next, "ing") && !strings.HasSuffix(next, "ly")
}

// isOutside tells whether the text behind before is outside of brackets and quotation
// marks.
func isOutside(before string) bool {
	return strings.Count(before, "(") == strings.Count(before, ")") &&
		strings.Count(before, "“") == strings.Count(before, "”") &&
		strings.Count(before, `"`)%2 == 0
}

// isList tells whether a comma with "and" behind before only ends a list: "Russia, China,
// and Iran".
func isList(before, opener string) bool {
	i := strings.LastIndexByte(before, ',')
	return i >= 0 && opener == "and" && len(strings.Fields(before[i+1:])) <= 3
}

// stands tells whether a clause can be read alone: it begins with something that names
// who or what, and says something of it.
func (t text) stands() bool {
	p := t.plain()
	words := strings.Fields(p.s)
	if len(words) < 3 || meaning(p.s, p.dates()) < 2 {
		return false
	}
	first := strings.ToLower(strings.Trim(words[0], "“”\"'‘’(,"))
	hasMain := leads[first] && (t.leadsToMain() || !leads[strings.ToLower(firstWord(t.s))] && p.leadsToMain())
	if dependent[first] && !hasMain {
		return false
	}
	if hasMain || p.first && t.first {
		return true
	}
	return (namesSomething(words[0], first) || t.main && !pronouns[first] && !trailing[first]) && slices.ContainsFunc(words[1:], isPredicate)
}

// isPredicate tells whether a word may be the verb: it is in lower case and no particle.
func isPredicate(word string) bool {
	word = strings.Trim(word, ",.;:")
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsLower(r) && strings.ToLower(word) == word && !trailing[word]
}

// dates are all dates in t, in order.
func (t text) dates() []Span {
	list := append(slices.Clone(t.others), t.date)
	slices.SortFunc(list, func(a, b Span) int { return a.Start - b.Start })
	return list
}

func namesSomething(word, lower string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(word, "“\"'‘("))
	return determiners[lower] || unicode.IsDigit(r) || unicode.IsUpper(r) && !pronouns[lower]
}

// plain leaves out what a title beside a date need not say: a conjunction that leads
// back to the sentence before, and the date itself at the beginning or the end.
func (t text) plain() text {
	for {
		c := t.withoutOpening().trim()
		if d := c.withoutEdgeDate().trim(); len(strings.Fields(d.s)) >= 3 {
			c = d
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
	lower := strings.ToLower(word)
	n := len(word) + spaces(t.s[len(word):])
	switch {
	case n > t.date.Start || n >= len(t.s):
	case openings[lower]:
		return t.slice(n, len(t.s)).keepFirst(t)
	case subordinate[lower] && n != t.date.Start && !strings.Contains(t.s, ","):
		if next := firstWord(t.s[n:]); namesSomething(next, strings.ToLower(next)) {
			return t.slice(n, len(t.s)).keepFirst(t)
		}
	default:
		if i := strings.Index(t.s, ", "); i >= 0 && i < longestAside && i+2 <= t.date.Start && asides[strings.ToLower(t.s[:i])] {
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
	words := strings.Fields(strings.ToLower(date))
	return len(words) > 0 && (adverbs[words[0]] || adverbs[words[len(words)-1]] || slices.Contains(words, "ago"))
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
		if len(strings.Fields(between)) <= 1 {
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
	words := strings.Fields(before)
	n := len(words)
	if n == 0 || tied[strings.ToLower(words[n-1])] {
		return true
	}
	return n > 1 && words[n-2] == "to" && strings.ToLower(words[n-1]) == words[n-1]
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

// finish makes a title of a clause: no full stop, no stray quotation mark, a capital
// letter.
func (t text) finish() string {
	s := strings.Trim(t.s, separators)
	s = balanced(withoutStop(s))
	s = strings.Trim(s, separators)
	word, _, _ := strings.Cut(s, " ")
	if strings.ToLower(word) == word {
		r, n := utf8.DecodeRuneInString(s)
		if n > 0 {
			s = string(unicode.ToUpper(r)) + s[n:]
		}
	}
	return s
}

// withoutStop drops a full stop that is not part of an abbreviation.
func withoutStop(s string) string {
	if !strings.HasSuffix(s, ".") || strings.HasSuffix(s, "..") {
		return s
	}
	word := strings.TrimSuffix(s[strings.LastIndexByte(s, ' ')+1:], ".")
	if strings.Contains(word, ".") || utf8.RuneCountInString(word) == 1 && strings.ToUpper(word) == word && !unicode.IsDigit(rune(word[0])) {
		return s
	}
	return strings.TrimSuffix(s, ".")
}

// balanced drops a quotation mark or bracket without its counterpart at either end.
func balanced(s string) string {
	for _, p := range pairs {
		opened, closed := strings.Count(s, p[0]), strings.Count(s, p[1])
		switch {
		case p[0] == p[1] && opened%2 == 0:
		case p[0] == p[1] && strings.HasPrefix(s, p[0]), opened > closed:
			s = strings.TrimPrefix(s, p[0])
		case p[0] == p[1], closed > opened:
			s = strings.TrimSuffix(s, p[1])
		}
	}
	return s
}

// cut ends a text that is too long between two words, at a comma if one is near, and
// never behind a word that asks for another.
func cut(s string) string {
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	end, runes := 0, 0
	for i := range s {
		if runes == Limit-1 {
			end = i
			break
		}
		runes++
	}
	head := s[:end]
	if i := strings.LastIndex(head, ", "); i > end*5/8 {
		head = head[:i]
	} else if i := strings.LastIndexAny(head, " \u00a0"); i > 0 {
		head = head[:i]
		for j := strings.LastIndexByte(head, ' '); j > 0 && trailing[strings.ToLower(head[j+1:])]; j = strings.LastIndexByte(head, ' ') {
			head = head[:j]
		}
	}
	return balanced(strings.TrimRight(head, separators)) + " …"
}
