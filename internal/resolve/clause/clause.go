// Package clause cuts from a sentence what happened at a date in it.
//
// There is no grammar here: a clause ends at a semicolon, a colon, a dash, or a comma
// with a conjunction, and it stands for the sentence only if it seems to have a subject
// of its own. Words are left out, never added or changed, so a title says nothing that
// the sentence does not.
package clause

import (
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
	return hasMeaning(sentence, dates)
}

// hasMeaning tells whether two words outside of dates have a meaning of their own.
func hasMeaning(s string, dates []Span) bool {
	words, at := 0, 0
	for _, d := range dates {
		if d.Start >= at {
			words += meaning(s[at:d.Start], 2-words)
			at = d.End
		}
	}
	return words+meaning(s[at:], 2-words) >= 2
}

// meaning counts the words that have a meaning of their own, up to most: no sentence has to
// be read to its end to know that it says something.
func meaning(s string, most int) (words int) {
	for words < most {
		start := strings.IndexFunc(s, unicode.IsLetter)
		if start < 0 {
			break
		}
		s = s[start:]
		n := strings.IndexFunc(s, isNoLetter)
		if n < 0 {
			n = len(s)
		}
		if !trailing.has(s[:n]) {
			words++
		}
		s = s[n:]
	}
	return words
}

func isNoLetter(r rune) bool { return !unicode.IsLetter(r) }

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
	if n := len(t.s); n > 0 && !mayPart(t.s[0]) && !mayPart(t.s[n-1]) {
		return t
	}
	i := len(t.s) - len(strings.TrimLeft(t.s, separators))
	j := len(strings.TrimRight(t.s, separators))
	return t.slice(min(i, j), j)
}

// mayPart tells whether a separator may begin or end with a byte.
func mayPart(c byte) bool { return c <= '-' || c == ';' || c == ':' || c >= utf8.RuneSelf }

const separators = " \t\n\u00a0,;:–—-"

// dates are all dates in t, in order.
func (t text) dates() []Span {
	list := append(slices.Clone(t.others), t.date)
	slices.SortFunc(list, func(a, b Span) int { return a.Start - b.Start })
	return list
}
