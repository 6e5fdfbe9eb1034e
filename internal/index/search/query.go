package search

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Query is a question as a reader types it, taken apart:
//
//	port rajin         both words, in any form
//	"port of Rajin"    these words next to each other; so are the parts of one word (U-2)
//	-coal              not this word, not this "phrase"
//	person:"Kim Jong"  mentions an entity of this type whose name has the words
//	after:2023-07      dated after July 2023; before: likewise
type Query struct {
	Clauses []Clause
	Filters []Filter
	Ignored []string // parts that say nothing, such as after:soon
}

// Clause is one word or phrase.
type Clause struct {
	Terms   []Term
	Not     bool
	Open    bool // the last word may go on: it is still being typed
	written string
}

// Term is a word of a clause.
type Term struct {
	Folded string
	Stem   string
	Offset int // from the first word of the clause, counting stop words
}

// Filter is "key:value". From and To are the bounds of a date, see dayCode.
type Filter struct {
	Key      string
	Value    Clause
	From, To int
	Not      bool
}

// longestQuestion is how much of a question is read, in UTF-16 units: every word of it
// may cost a file.
const longestQuestion = 200

// parse takes a question apart. It never fails: what it cannot read is ignored.
func (l *Language) parse(text string, types map[string]string) Query {
	var q Query
	text = cutUnits(text, longestQuestion)
	for len(text) > 0 {
		r, n := utf8.DecodeRuneInString(text)
		if unicode.IsSpace(r) {
			text = text[n:]
			continue
		}
		part := part{}
		text = part.take(text)
		q.add(l, part, types, text == "")
	}
	q.dropStopWords(l)
	return q
}

// part is one piece of a question: -key:"value".
type part struct {
	not, quoted bool
	key, value  string
	whole       string
}

// take reads a part from the beginning of text and returns the rest.
func (p *part) take(text string) string {
	whole := text
	if rest, ok := strings.CutPrefix(text, "-"); ok {
		p.not, text = true, rest
	}
	end := 0
	for end < len(text) && (text[end] >= 'a' && text[end] <= 'z' || text[end] >= 'A' && text[end] <= 'Z' || text[end] == '-' && end > 0) {
		end++
	}
	if end > 0 && end < len(text) && text[end] == ':' {
		p.key, text = text[:end], text[end+1:]
	}
	if rest, ok := strings.CutPrefix(text, `"`); ok {
		p.quoted = true
		p.value, text, _ = strings.Cut(rest, `"`)
	} else {
		stop := strings.IndexFunc(text, unicode.IsSpace)
		if stop < 0 {
			stop = len(text)
		}
		p.value, text = text[:stop], text[stop:]
	}
	p.whole = whole[:len(whole)-len(text)]
	return text
}

func (q *Query) add(l *Language, p part, types map[string]string, last bool) {
	key := strings.ToLower(p.key)
	if key == "after" || key == "before" {
		from, to, ok := dateBounds(p.value)
		if !ok {
			q.Ignored = append(q.Ignored, p.whole)
			return
		}
		q.Filters = append(q.Filters, Filter{Key: key, From: from, To: to, Not: p.not})
		return
	}
	if _, typed := types[key]; typed {
		if c := l.clause(p.value); len(c.Terms) > 0 {
			q.Filters = append(q.Filters, Filter{Key: key, Value: c, Not: p.not})
		} else {
			q.Ignored = append(q.Ignored, p.whole)
		}
		return
	}
	c := l.clause(p.whole)
	c.Not = p.not
	c.Open = last && !p.quoted && !p.not
	if len(c.Terms) > 0 {
		q.Clauses = append(q.Clauses, c)
	}
}

// clause makes the terms of some words.
func (l *Language) clause(text string) Clause {
	c := Clause{written: text}
	words(text, func(start, end int) {
		if folded := l.Fold(text[start:end]); folded != "" {
			c.Terms = append(c.Terms, Term{folded, l.Stem(folded), len(c.Terms)})
		}
	})
	return c
}

// dropStopWords leaves stop words out where another word is left: they are not indexed
// in running text. A question of nothing else keeps them, for titles and names.
func (q *Query) dropStopWords(l *Language) {
	stop := map[string]bool{}
	for _, w := range l.Stop {
		stop[w] = true
	}
	kept := func(c Clause) []Term {
		var terms []Term
		for _, t := range c.Terms {
			if !stop[t.Folded] {
				terms = append(terms, t)
			}
		}
		return terms
	}
	some := false
	for _, c := range q.Clauses {
		some = some || !c.Not && len(kept(c)) > 0
	}
	if !some {
		return
	}
	var clauses []Clause
	for _, c := range q.Clauses {
		if terms := kept(c); len(terms) > 0 {
			c.Terms = terms
			clauses = append(clauses, c)
		}
	}
	q.Clauses = clauses
}

// dateBounds reads a year, month or day (EDTF, with X for digits not known and signs of
// doubt at the end) as the codes of its first and last day: what is not said is least in
// the one and greatest in the other.
func dateBounds(text string) (from, to int, ok bool) {
	text = strings.TrimRight(text, "?~%")
	digits, negative := strings.CutPrefix(text, "-")
	parts := strings.Split(digits, "-")
	if len(parts) > 3 || len(parts[0]) != 4 {
		return 0, 0, false
	}
	bound := func(digit string) (int, bool) {
		year, ok := number(strings.ReplaceAll(parts[0], "X", digit))
		if negative {
			year = -year
		}
		rest := ""
		for _, p := range parts[1:] {
			ok = ok && len(p) == 2
			rest += strings.ReplaceAll(p, "X", digit)
		}
		days, okDays := number((rest + strings.Repeat(digit, 4))[:max(4, len(rest))])
		return year*10000 + days, ok && okDays
	}
	from, okFrom := bound("0")
	to, okTo := bound("9")
	return from, to, okFrom && okTo
}

func number(digits string) (n int, ok bool) {
	for _, c := range []byte(digits) {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, digits != ""
}
