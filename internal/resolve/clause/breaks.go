package clause

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

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

// spaceAt is the length of a white space at s[i:], 0 where there is none.
func spaceAt(s string, i int) int {
	switch s[i] {
	case ' ', '\t', '\n':
		return 1
	case noBreak[0]:
		if strings.HasPrefix(s[i:], noBreak) {
			return len(noBreak)
		}
	}
	return 0
}

const noBreak = "\u00a0"

// spaces is the length of the white space that s begins with.
func spaces(s string) int {
	i := 0
	for i < len(s) {
		n := spaceAt(s, i)
		if n == 0 {
			break
		}
		i += n
	}
	return i
}

// firstWord is what s begins with, up to white space.
func firstWord(s string) string {
	for i := range len(s) {
		if spaceAt(s, i) > 0 {
			return s[:i]
		}
	}
	return s
}

// part is the clause that holds the date, between two breaks outside of brackets and
// quotation marks; all of t if that clause cannot stand alone.
func (t text) part(at breaker) text {
	start, end, opener := 0, len(t.s), ""
	for i := 0; i < len(t.s); i++ {
		n, word := at(t.s, i)
		if n == 0 || !isOutside(t.s[:i]) || isList(t.s[start:i], word) || isDash(t.s[i:i+n]) && t.hasAside() {
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
	if len(c.s) == len(t.s) && !t.main {
		return t // no break was found
	}
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

// hasAside tells whether two dashes stand in t, which are brackets then.
func (t text) hasAside() bool {
	return strings.Count(t.s, " – ")+strings.Count(t.s, " - ")+strings.Count(t.s, dash) == 2
}

// isDash tells whether a break is a dash.
func isDash(s string) bool {
	s = strings.TrimSpace(s)
	return s == "–" || s == "-" || s == dash
}

// mainClause leaves out a clause that leads to the main one, if the date is not in it:
// "On 4 May, after the flood had gone, the mill was sold" gives "the mill was sold".
func (t text) mainClause() text {
	c := t.plain()
	if !leads.has(firstWord(c.s)) {
		return t
	}
	m := c.besideComma()
	if leads.has(firstWord(m.s)) {
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
	return len(side.s) < len(t.s) && strings.HasSuffix(t.s, side.s) && leads.has(firstWord(t.s))
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
	next := firstWord(after)
	return determiners.has(firstWord(words)) && isPredicate(next) && !determiners[next] && !pronouns[next] && !dependent[next] && !conjunctions[next] &&
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
	if !hasWords(p.s, 3) || !hasMeaning(p.s, p.dates()) {
		return false
	}
	words := strings.Fields(p.s)
	first := strings.ToLower(strings.Trim(words[0], "“”\"'‘’(,"))
	hasMain := leads[first] && (t.leadsToMain() || !leads.has(firstWord(t.s)) && p.leadsToMain())
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

func namesSomething(word, lower string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(word, "“\"'‘("))
	return determiners[lower] || unicode.IsDigit(r) || unicode.IsUpper(r) && !pronouns[lower]
}
