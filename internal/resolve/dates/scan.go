package dates

import (
	"fmt"
	"strings"
	"sync"
)

// kind is what a phrase is, and so how it is resolved.
type kind uint8

const (
	noKind       kind = iota
	calendarDate      // day, month, year, as far as they are written
	dayOfMonth        // "the 9th"
	ancientYear       // "404" in a text that counts BC or AD
	decadeDate
	centuryDate
	millenniumDate
	turnOfCentury
	seasonDate
	quarterDate
	halfDate
	weekdayDate
	nthWeekday // the first Monday in May
	dayShift   // today, yesterday
	unitShift  // last month, the following year
	plainUnit  // the year
	weekendShift
	sameQuarter // the latest quarter, the year-ago quarter
	yearEnd
	weekOf
	ago   // counted from the reference date
	later // counted from the last date mentioned
	clockTime
	partOfDay // the morning
	partShift // the next morning
	holidayDate
	namedPeriod
	duration
	articleUnit // a year: a duration, a set or nothing
	bareUnits   // for weeks
	setOf
	ref
	thatTime // at the time
	storyRef // a word for an open time, in a history only
)

// placed tells that phrases of this kind lie on the calendar.
func (k kind) placed() bool { return k >= calendarDate && k <= namedPeriod }

// scanner collects the phrases of a text, block by block.
type scanner struct {
	o         Options
	lang      *language
	lex       lexer
	tokens    []token
	phrases   []phrase
	matches   []match // buffers of body and at
	modifiers []match
	plain     [2]phrase
	modified  [2]phrase
	sentence  int
	bc, ad    int  // phrases that say so
	deictic   int  // weekdays and words like yesterday
	reports   bool // the text speaks of days near its date
	timeless  bool // it says what is so in any year
	dayFirst  int  // days before their months less those behind them, in words or figures that tell
}

// scanners are used again for their buffers, which grow to what an article needs.
var scanners = sync.Pool{New: func() any { return new(scanner) }}

// mostTokens is how many tokens of a block a scanner that is used again has room for.
const mostTokens = 1 << 14

func newScanner(o Options) *scanner {
	s := scanners.Get().(*scanner)
	lang := languageFor(o.Language)
	*s = scanner{
		o: o, lang: lang, lex: lexer{lang: lang, tokens: s.lex.tokens[:0]},
		phrases: s.phrases[:0], matches: s.matches[:0], modifiers: s.modifiers[:0],
	}
	return s
}

// free gives a scanner back that nothing refers to any more.
func (s *scanner) free() {
	if cap(s.lex.tokens) <= mostTokens && cap(s.phrases) <= mostTokens {
		clear(s.phrases)
		s.o, s.lex.text = Options{}, ""
		scanners.Put(s)
	}
}

// scan appends the phrases of a block.
func (s *scanner) scan(i int, b *Block) {
	s.tokens = s.join(s.lex.tokenize(b.Text, b.Skip))
	first := len(s.phrases)
	s.collect(i, b)
	s.phrases = append(s.phrases[:first], s.compose(s.phrases[first:])...)
	s.setRanges(s.phrases[first:])
	for k := first; k < len(s.phrases); k++ {
		s.describe(&s.phrases[k])
		if k > first && s.phrases[k-1].repeats(&s.phrases[k]) {
			s.phrases[k].article = true
		}
	}
	for k := first; k+1 < len(s.phrases); k++ {
		if a, b := &s.phrases[k], &s.phrases[k+1]; a.link == rangeLink && a.isHabit() && b.isHabit() {
			a.article, b.article = true, true // open Monday to Friday
		}
		if a, b := &s.phrases[k], &s.phrases[k+1]; a.link == rangeLink && a.kind == b.kind && (a.dir == general || b.dir == general) && a.dir != backward && b.dir != backward {
			a.dir, b.dir = general, general // the rains come from July till September
		}
	}
}

// collect looks for phrases from token to token, and counts sentences on the way.
func (s *scanner) collect(i int, b *Block) {
	s.sentence++
	counted := 0
	for at := 0; at < len(s.tokens); {
		t := &s.tokens[at]
		n, to := len(s.phrases), 0
		if (t.classes&^lowerWord != 0 || t.entry != nil) && t.shape != opaque {
			to = s.at(at)
		}
		if to == 0 {
			at++
			continue
		}
		for ; counted < to; counted++ {
			if s.tokens[counted].flags&sentenceStart != 0 {
				s.sentence++
			}
		}
		for k := n; k < len(s.phrases); k++ {
			p := &s.phrases[k]
			p.block, p.heading, p.sentence = i, b.Heading, s.sentence
		}
		at = to
	}
	s.sentence++
}

// setRanges tells the beginning of a range the month at its end.
func (s *scanner) setRanges(list []phrase) {
	for i := range list[:max(len(list)-1, 0)] {
		if p, q := &list[i], &list[i+1]; p.link == rangeLink && q.kind == calendarDate && !q.hasY {
			p.rangeTo = q.m
		}
	}
}

// describe notes what the words around a phrase say of it, while the tokens are there.
func (s *scanner) describe(p *phrase) {
	p.start, p.end = s.tokens[p.from].start, s.tokens[p.to-1].end
	p.initial = s.opens(p.from)
	p.yearly = s.lower(p.from-1) == "on" && englishCues.be[s.lower(p.from-2)] && s.wordWithin(p.from-2, 5, yearlyDays) ||
		englishCues.be[s.lower(p.from-1)] && (yearlyDays[s.lower(p.from-2)] || s.lower(p.from-2) == "day" && namedDays[s.lower(p.from-3)])
	p.possessive = s.word(p.to) == "'s"
	p.exact = p.exact || p.kind == dayShift && s.lower(p.from-1) == "here" // here today
	p.closes = p.to == len(s.tokens) || s.raw(p.to) == ":" || s.raw(p.to) == ")" && p.to+1 == len(s.tokens)
	p.spanning = spanWords[s.lower(p.from-1)] && p.mod == ""
	if p.kind.placed() {
		p.dir = s.lang.direction(s, p)
	}
	p.promised = p.dir == forward && p.kind == calendarDate && s.promise(p)
	p.aside = s.raw(p.from-1) == "," && (p.to == len(s.tokens) || s.tokens[p.to].shape == punct)
	p.ofEvent = p.row.trait == ofEvent && (p.fromNext || s.continues(p.to))
	p.article = p.kind == weekdayDate && s.oneOfMany(p)
	s.countOrder(p)
	switch {
	case p.era < 0:
		s.bc++
	case p.era > 0, p.hasY && p.yDigits == 3 && p.d > 0, p.row.trait == sureYear && p.yDigits < 4, p.kind == ancientYear && s.circa(p):
		s.ad++
	}
}

// countOrder notes whether a day stands before its month or behind it. What a text does in
// words it does in figures.
func (s *scanner) countOrder(p *phrase) {
	var a, b int
	switch {
	case p.kind != calendarDate || p.d == 0 && p.figures == "":
		return
	case p.figures == "":
		if at := s.monthToken(p); at == p.from || at > p.from && s.tokens[at-1].classes&weekday != 0 || at > p.from && s.raw(at-1) == "," {
			s.dayFirst--
		} else if at > p.from {
			s.dayFirst++
		}
		return
	}
	if n, _ := fmt.Sscanf(p.figures, "%d/%d/", &a, &b); n == 2 && a > 12 != (b > 12) {
		s.dayFirst += 2*b2i(a > 12) - 1
	}
}

// isHabit tells that a weekday has no verb that places it.
func (p *phrase) isHabit() bool {
	return p.kind == weekdayDate && p.rel == noRelation && (p.dir == neither || p.dir == general)
}

// oneOfMany tells that a weekday is any of its kind: "on a Monday".
func (s *scanner) oneOfMany(p *phrase) bool {
	if s.word(p.to) == "and" && (s.token(p.to+1).classes|s.token(p.to+2).classes)&partPlural != 0 {
		return true // Friday and Saturday nights
	}
	return indefinite[s.lower(p.from-1)] && !s.nameFollows(p) && (!s.nounFollows(p) || strings.HasSuffix(s.raw(p.to), "ing"))
}

// repeats tells that the phrase before a weekday says how often: "one flight a week, on
// Thursdays or Friday". An adjective like "annual" does not.
func (p *phrase) repeats(next *phrase) bool {
	return next.kind == weekdayDate && p.sentence == next.sentence && (p.kind == setOf && p.value == "" || p.value == "rate" || p.article)
}

// continues tells that a noun or a clause follows: "the day after the battle", but not
// "the day after, they left".
func (s *scanner) continues(k int) bool {
	t := s.token(k)
	if t.shape != word || t.end == 0 {
		return false
	}
	switch s.lower(k) {
	case "and", "but", "or", "in", "at", "on", "by", "to", "with", "was", "were":
		return false
	}
	return true
}

// opens tells that a phrase begins its sentence, a preposition aside: "In 1995, ..."
func (s *scanner) opens(k int) bool {
	for i := k; i >= 0 && i > k-3; i-- {
		if i == 0 || s.tokens[i].flags&sentenceStart != 0 || s.raw(i-1) == ";" {
			return i == k || prepositions[s.lower(i)]
		}
	}
	return false
}

// at looks for a phrase beginning at token i, appends it, and returns the token behind
// it; 0 when there is none. A modifier is taken when it makes the phrase longer.
func (s *scanner) at(i int) int {
	best, to := s.body(i, i, nil, s.plain[:0])
	s.modifiers = s.lang.modifier.all(s.tokens, i, s.modifiers[:0])
	for k := range s.modifiers {
		m := &s.modifiers[k]
		if list, end := s.body(i, m.to, m.row, s.modified[:0]); end > to {
			best, to = list, end
			break
		}
	}
	s.phrases = append(s.phrases, best...)
	return to
}

// body matches a pattern at token i; the phrase begins at token from, with a modifier in
// between. The longest match that no guard refuses is taken, into a list.
func (s *scanner) body(from, i int, mod *row, list []phrase) (_ []phrase, to int) {
	s.matches = s.lang.patterns.all(s.tokens, i, s.matches[:0])
	for k := range s.matches {
		m := &s.matches[k]
		if mod != nil && !mod.modifies(m.row.kind) {
			continue
		}
		list = s.phrasesOf(m, mod, list[:0])
		list[0].from = from
		ok := mod == nil || !list[0].the || mod.mod != "MORE_THAN" // "over the past year" is no comparison
		for j := range list {
			ok = ok && s.allowed(&list[j])
		}
		if ok {
			return list, m.to
		}
	}
	return nil, 0
}

func (r *row) modifies(k kind) bool {
	switch r.mod {
	case "START", "MID", "END":
		return k.placed() && k != clockTime && k != ago && k != later
	case "APPROX":
		return k.placed() || k == duration || k == articleUnit
	}
	return k == duration || k == articleUnit || k == ago || k == later
}

// phrasesOf takes a match apart and appends it to a list, as two phrases for a pair.
func (s *scanner) phrasesOf(m *match, mod *row, list []phrase) []phrase {
	p := phrase{from: m.from, to: m.to, kind: m.row.kind, row: m.row}
	if mod != nil {
		p.mod = mod.mod
	}
	if !m.row.pair {
		s.capture(&p, m, m.from, m.to)
		if m.row.set != nil {
			m.row.set(&p)
		}
		return append(list, p)
	}
	cut := s.joint(m)
	a, b := p, p
	a.to, b.from = cut, cut+1
	s.capture(&a, m, m.from, cut)
	s.capture(&b, m, cut+1, m.to)
	a.link = linkOf(&s.tokens[cut])
	share(&a, &b)
	return append(list, a, b)
}

// joint finds the token that joins the two halves of a pair.
func (s *scanner) joint(m *match) int {
	for k := m.to - 2; k > m.from; k-- {
		t := &s.tokens[k]
		if m.as[k-m.from] != 0 && m.as[k-m.from] != dash {
			continue
		}
		if isOrdinalDash := m.as[k-m.from] == dash && k+1 < m.to && m.as[k+1-m.from] == 0; isOrdinalDash {
			continue // "2nd-century"
		}
		if m.as[k-m.from] == dash && k+1 < m.to && m.as[k+1-m.from] == unit {
			continue
		}
		if linkOf(t) != noLink {
			return k
		}
	}
	return m.from + 1
}

func linkOf(t *token) linkKind {
	if t.entry == nil {
		return noLink
	}
	switch t.entry.text {
	case "and", "&":
		return andLink
	case "or":
		return orLink
	case "to", "through", "thru", "until", "till", "-", "–", "—", "−", "/":
		return rangeLink
	}
	return noLink
}

// share gives each half of a pair what only the other one says.
func share(a, b *phrase) {
	if b.hasY && b.yDigits == 2 && a.hasY && a.yDigits == 4 { // 1919-20
		b.y, b.yDigits = a.y/100*100+b.y, 4
	}
	if a.m == 0 {
		a.m = b.m
	}
	if b.m == 0 {
		b.m = a.m
	}
	if a.era == 0 {
		a.era = b.era
	}
	if b.era == 0 && a.era > 0 {
		b.era = a.era
	}
	if !a.hasY && b.hasY {
		a.y, a.hasY, a.yDigits = b.y, true, b.yDigits
	}
	if !b.hasY && a.hasY {
		b.y, b.hasY, b.yDigits = a.y, true, a.yDigits
	}
	if a.u == noUnit {
		a.u = b.u
	}
	if a.halfDay == "" {
		a.halfDay = b.halfDay
	}
}

// capture fills a phrase from the classes its tokens were taken as.
func (s *scanner) capture(p *phrase, m *match, from, to int) {
	for k := from; k < to; k++ {
		t, c := &s.tokens[k], m.as[k-m.from]
		e := t.entry
		n := int(t.num)
		if k == from && c == 0 && e != nil && e.text == "the" {
			p.the = true
		}
		switch {
		case c == 0:
			p.isBefore = p.isBefore || e.text == "before"
			if k == to-1 && (p.m > 0 || p.weekday > 0) && e.rel != noRelation {
				p.rel = e.rel // in June last
			}
		case c&month != 0:
			p.m = e.month
		case c&(dayTh|ordinalWord) == dayTh || c&day != 0 && p.kind != centuryDate && p.kind != nthWeekday:
			p.d = n
		case c&ordinalWord != 0:
			if p.kind == calendarDate || p.kind == dayOfMonth {
				p.d = n
			} else {
				p.nth, p.ord = p.ord, n
			}
		case c&(year|shortNumber|threeDigits|twoDigits|shortYear|decade|shortDecade) != 0:
			if !p.hasY { // of 1776-77 the first
				p.y, p.hasY, p.yDigits = n, true, t.digits
			}
		case c&era != 0:
			p.era = e.eraSign
		case c&weekday != 0 || c&weekdayPlural != 0:
			p.weekday = e.weekday
		case c&unit != 0:
			p.u = e.unit
			p.many = isPlural(s.lex.text[t.start:t.end])
		case c&season != 0:
			p.season = e.season
			p.many = isPlural(s.lex.text[t.start:t.end])
		case c&(part|partPlural|clockWord) != 0:
			p.part = e.part
			p.clockWord = c&clockWord != 0
		case c&rel != 0:
			p.rel = e.rel
		case c&hour != 0:
			p.hour = n
			p.n, p.hasN = t.num, true
		case c&(count|cardinal|article) != 0:
			p.n, p.hasN = t.num, true
			p.hour = n
		case c&halfDay != 0:
			p.halfDay = e.part
		case c&zone != 0:
			p.zone = e.offset
		case c&decadeWord != 0:
			p.y, p.hasY, p.yDigits = int(t.num), true, 2
		case c&quarterCode != 0:
			p.ord = n
		case c&(isoDate|slashDate|dotDate|clock) != 0:
			p.figures = s.lex.text[t.start:t.end]
		}
	}
}

// join joins number words ("twenty-five", "two and a half", "a couple of") into one
// token each and gives every token its classes.
func (s *scanner) join(tokens []token) []token {
	out := tokens[:0]
	for i := 0; i < len(tokens); {
		t := tokens[i]
		switch {
		case t.shape == number && t.entry == nil:
			t.classes = numberClasses(&t)
		case t.entry != nil:
			t.classes = t.entry.classes
		}
		n := 1
		if (t.entry == nil || t.entry.nameOnly) && t.shape == word && t.flags&capital == 0 {
			t.classes = lowerWord
		}
		if t.entry != nil && (t.entry.hasNum || t.classes&article != 0) || t.shape == number && t.classes&count != 0 {
			n = joinNumber(&t, tokens[i:])
		}
		out = append(out, t)
		i += n
	}
	return out
}
