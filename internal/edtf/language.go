package edtf

import (
	"iter"
	"strconv"
	"strings"
)

// Language has the words of dates in one language.
type Language struct {
	phrases [len(table)]pattern
	months  []string
	daysOf  []string       // months as they stand behind a day
	parts   map[int]string // seasons, quarters, halves, by their number in EDTF
	ordinal func(key string, n int) string

	monthLast, yearLast, eraLast bool // a date that follows can say them for both
}

// phrase is a part of the words of a date.
type phrase int

const (
	months phrase = iota
	daysOf
	seasons
	quarters
	halves
	dayOnly
	dayMonth
	ofYear
	inSpan
	noYear
	unknownYear
	partOf
	someDay
	someMonth
	decade
	century
	millennium
	bc
	ad
	perhaps
	circa
	before
	from
	untilUnknown
	fromUnknown
	orWords
	andWords
	orEarlier
	orLater
	allUntil
	allFrom
	between
	atTime
)

// table has the key of each phrase, by which a catalogue translates it, and its English:
// {1} and {2} are filled in, lists are separated by bars. Centuries and millennia are
// counted, and have forms for ordinal numbers.
var table = [...]struct{ key, english string }{
	months:       {"date_months", "January|February|March|April|May|June|July|August|September|October|November|December"},
	daysOf:       {"date_months_of_days", "January|February|March|April|May|June|July|August|September|October|November|December"},
	seasons:      {"date_seasons", "spring|summer|autumn|winter"},
	quarters:     {"date_quarters", "first quarter|second quarter|third quarter|fourth quarter"},
	halves:       {"date_halves", "first half|second half"},
	dayOnly:      {"date_day_only", "{1}"},
	dayMonth:     {"date_day", "{1} {2}"},
	ofYear:       {"date_of_year", "{1} {2}"},
	inSpan:       {"date_in_span", "{1} in the {2}"},
	noYear:       {"date_no_year", "{1} of an unknown year"},
	unknownYear:  {"date_unknown_year", "an unknown year"},
	partOf:       {"date_part", "{1} of {2}"},
	someDay:      {"date_some_day", "a day in {1}"},
	someMonth:    {"date_some_month", "a month in {1}"},
	decade:       {"date_decade", "{1}s"},
	century:      {"date_century", ""},
	millennium:   {"date_millennium", ""},
	bc:           {"date_bc", "{1} BC"},
	ad:           {"date_ad", "AD {1}"},
	perhaps:      {"date_perhaps", "perhaps {1}"},
	circa:        {"date_circa", "c. {1}"},
	before:       {"date_before", "before {1}"},
	from:         {"date_from", "from {1}"},
	untilUnknown: {"date_until_unknown", "until {1}, beginning unknown"},
	fromUnknown:  {"date_from_unknown", "from {1}, end unknown"},
	orWords:      {"date_or", "{1} or {2}"},
	andWords:     {"date_and", "{1} and {2}"},
	orEarlier:    {"date_or_earlier", "{1} or earlier"},
	orLater:      {"date_or_later", "{1} or later"},
	allUntil:     {"date_all_until", "all until {1}"},
	allFrom:      {"date_all_from", "all from {1}"},
	between:      {"date_between", "between {1} and {2}"},
	atTime:       {"date_time", "{1}, {2}"},
}

// Phrases yields the keys that a language is made of, with their English. Centuries and
// millennia have none: they are counted.
func Phrases() iter.Seq2[string, string] {
	return func(yield func(key, english string) bool) {
		for _, row := range table {
			if !yield(row.key, row.english) {
				return
			}
		}
	}
}

// NewLanguage makes a language of its words. say returns what stands under a key, with
// {1} and {2} as they are; ordinal words the nth century or millennium, by its key. A
// list that is too short is English.
func NewLanguage(say func(key string) string, ordinal func(key string, n int) string) *Language {
	l := &Language{ordinal: ordinal, parts: map[int]string{}}
	list := func(ph phrase) []string {
		english := strings.Split(table[ph].english, "|")
		if own := strings.Split(say(table[ph].key), "|"); len(own) == len(english) {
			return own
		}
		return english
	}
	l.months, l.daysOf = list(months), list(daysOf)
	for first, ph := range map[int]phrase{21: seasons, 33: quarters, 40: halves} {
		for i, words := range list(ph) {
			l.parts[first+i] = words
		}
	}
	for ph := dayOnly; int(ph) < len(table); ph++ {
		if ph != century && ph != millennium {
			l.phrases[ph] = newPattern(say(table[ph].key))
		}
	}
	l.monthLast, l.yearLast, l.eraLast = l.phrases[dayMonth].inOrder(), l.phrases[ofYear].inOrder(), l.phrases[bc].before == ""
	return l
}

var english = NewLanguage(englishWords, func(key string, n int) string {
	return ordinal(n) + strings.TrimPrefix(key, "date_")
})

func englishWords(key string) string {
	for _, row := range table {
		if row.key == key {
			return row.english
		}
	}
	return ""
}

// ordinal is an English number with a space behind: "21st ".
func ordinal(n int) string {
	suffix := "th "
	if n%100 < 11 || n%100 > 13 {
		switch n % 10 {
		case 1:
			suffix = "st "
		case 2:
			suffix = "nd "
		case 3:
			suffix = "rd "
		}
	}
	return strconv.Itoa(n) + suffix
}

// Month is the name of a month, 1 to 12, by itself.
func (l *Language) Month(n int) string { return l.months[n-1] }

func (l *Language) say(ph phrase, args ...string) string { return l.phrases[ph].fill(args) }

// pattern is words with gaps: what stands before the first gap, and each gap with what
// follows it.
type pattern struct {
	before string
	gaps   []gap
}

type gap struct {
	arg   int
	after string
}

func newPattern(text string) pattern {
	p := pattern{}
	for i, piece := range strings.Split(text, "{") {
		n, rest, isGap := strings.Cut(piece, "}")
		switch {
		case i == 0:
			p.before = piece
		case isGap && (n == "1" || n == "2"):
			p.gaps = append(p.gaps, gap{int(n[0] - '1'), rest})
		case len(p.gaps) == 0:
			p.before += "{" + piece
		default:
			p.gaps[len(p.gaps)-1].after += "{" + piece
		}
	}
	return p
}

func (p pattern) fill(args []string) string {
	var b strings.Builder
	b.WriteString(p.before)
	for _, g := range p.gaps {
		if g.arg < len(args) {
			b.WriteString(args[g.arg])
		}
		b.WriteString(g.after)
	}
	return b.String()
}

// inOrder tells whether the second argument stands at the end, behind the first.
func (p pattern) inOrder() bool {
	n := len(p.gaps)
	return n == 2 && p.gaps[0].arg == 0 && p.gaps[1].arg == 1
}
