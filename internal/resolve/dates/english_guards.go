package dates

import "strings"

// englishAllowed tells whether a phrase may be a date where it stands. Each guard knows one
// kind of thing that only looks like one.
func englishAllowed(s *scanner, p *phrase) bool {
	switch p.kind {
	case calendarDate:
		return s.allowedDate(p)
	case dayOfMonth:
		return s.allowedDay(p)
	case ancientYear:
		return s.circa(p) || s.raw(p.from-1) == "(" && s.raw(p.to) == ")" || s.token(p.from-1).classes&dash != 0 && s.token(p.from-2).classes&threeDigits != 0 && (prepositions[s.lower(p.from-3)] || s.raw(p.from-3) == "(") || prepositions[s.lower(p.from-1)] && (!s.nounFollows(p) || englishCues.backward[s.lower(p.to)]) && !(p.mod != "" && s.nameFollows(p))
	case decadeDate:
		if p.hasN && (p.n < 15 || p.n > 20) {
			return false
		}
		if p.yDigits == 2 && s.wordWithin(p.from, 5, degrees) {
			return false
		}
		if linkOf(s.token(p.from-1)) != noLink && s.token(p.from-2).classes&(decade|shortDecade) != 0 {
			return true // the 1980s and 90s
		}
		return p.era != 0 || p.yDigits != 2 || p.the || s.tokens[p.to-1].flags&apostrophe != 0 || p.mod != "" && !owners[s.lower(p.from-1)]
	case millenniumDate:
		return p.ord >= 1 && p.ord <= 9 && !s.nounFollows(p) && !s.nameFollows(p)
	case centuryDate:
		return p.ord > 0 && p.ord <= 30 && !(p.ord >= 20 && s.token(p.to-1).flags&capital != 0 && s.nameFollows(p)) // 20th Century Pictures
	case seasonDate:
		return s.allowedSeason(p)
	case quarterDate:
		if next := s.token(p.to + 1); !p.hasY && p.relUnit == noUnit && s.word(p.to) == "of" && next.classes&(year|rel) == 0 && s.word(p.to+2) != "year" {
			return false // the first quarter of the cake
		}
		return p.ord%10 <= 4 && (p.hasY || p.row.trait != codeForm || s.afterWord(p, prepositions))
	case halfDate:
		return p.ord <= 2
	case sameQuarter:
		return p.u == quarters || p.u == noUnit
	case nthWeekday:
		return p.ord <= 5
	case weekdayDate:
		return s.allowedWeekday(p)
	case unitShift:
		return s.allowedShift(p)
	case plainUnit:
		return p.mod != "" && p.u >= days && p.u <= years && !p.many
	case partOfDay, partShift:
		return s.allowedPart(p)
	case clockTime:
		return s.allowedClock(p)
	case articleUnit:
		return s.allowedArticle(p)
	case bareUnits:
		return s.allowedBare(p)
	case duration:
		return s.allowedDuration(p)
	case ago, later:
		return p.u >= minute && !((p.row.trait == ofEvent || p.n == unknown && s.word(p.to-1) == "before") && (s.continues(p.to) || s.token(p.to).shape == number)) && s.word(p.to) != "than"
	case holidayDate:
		return s.allowedFeast(p)
	case namedPeriod:
		return s.allowedPeriod(p)
	case dayShift:
		t := s.token(p.from)
		return !(t.flags&(capital|sentenceStart) == capital && s.nameBefore(p)) // Harbour Today
	case storyRef:
		return s.allowedStory(p)
	case setOf:
		if t := &s.tokens[p.from]; p.value != "" && t.flags&(capital|sentenceStart) == capital {
			return false // The Herald Weekly
		}
		return p.u != second // "every second" is every other
	}
	return true
}

// circa tells that a phrase says "c." of its year, or follows one that does: "c. 314 – 368".
func (s *scanner) circa(p *phrase) bool {
	k := p.from
	if s.token(k).shape == number && s.token(k-1).classes&dash != 0 && s.token(k-2).classes&shortNumber != 0 {
		k -= 2
	}
	if s.raw(k-1) == "." {
		k--
	}
	for _, w := range []string{s.lower(k), s.lower(k - 1)} {
		switch w {
		case "c", "ca", "circa", "c.", "ca.":
			return true
		}
	}
	return false
}

// mayLeadYear tells that the word may stand before a hyphen and a date: mid-1944,
// post-1989, January-1990.
func (s *scanner) mayLeadYear(k int) bool {
	t := s.token(k)
	if t.entry != nil && t.entry.classes&(month|season|weekday) != 0 {
		return true
	}
	switch strings.ToLower(s.raw(k)) {
	case "mid", "pre", "post", "early", "late", "since", "until", "circa", "c", "ca", "present":
		return true
	}
	return t.flags&capital == 0 && t.end-t.start > 2
}

// nounFollows tells that the word behind a phrase is a lower-case word that a number
// might count: "2000 soldiers", "in 404 cases".
func (s *scanner) nounFollows(p *phrase) bool {
	t := s.token(p.to)
	if t.shape != word || t.end == 0 || t.flags&capital != 0 {
		return false
	}
	w := s.raw(p.to)
	return !closers[w] && !strings.HasSuffix(w, "ly") && !strings.HasSuffix(w, "ed")
}

func (s *scanner) allowedDate(p *phrase) bool {
	switch {
	case p.m > 0 && p.d > edtfDaysIn(p.m):
		return false
	case p.figures != "" || p.row.trait == sureYear:
		return true
	case p.m == 9 && p.d == 11 && !p.hasY && attacks[s.lower(p.to)]:
		p.y, p.hasY, p.yDigits = 2001, true, 4
		return true
	case p.m > 0:
		return s.allowedMonth(p)
	case p.era != 0:
		return p.y > 0 && s.allowedEra(p)
	case p.row.trait == spanOfYears:
		return s.risingSpan(p) && (p.link == noLink || s.raw(p.to) == "/" || s.allowedYear(p))
	case p.row.trait == shortForm:
		return p.yDigits == 2 && !s.nounFollows(p)
	}
	return s.allowedYear(p)
}

// allowedEra keeps "AD" and "CE" from being initials.
func (s *scanner) allowedEra(p *phrase) bool {
	if p.y < 10 && p.era > 0 && s.tokens[p.to-1].flags&spaced == 0 && s.tokens[p.to-1].classes&era != 0 {
		return false // 4AD
	}
	for k := p.from; k < p.to; k++ {
		if t := &s.tokens[k]; t.classes&era != 0 {
			return t.flags&capital != 0
		}
	}
	return true
}

// allowedYear looks at four digits that stand alone.
func (s *scanner) allowedYear(p *phrase) bool {
	before, after := s.token(p.from-1), s.token(p.to)
	lower := strings.ToLower(s.raw(p.from - 1))
	cued := s.afterWord(p, prepositions)
	if k := p.from - 1; before.entry != nil && before.entry.classes&dash != 0 {
		if labels[s.lower(k-2)] || s.raw(k-2) == "." && labels[s.lower(k-3)] {
			return false // pp. 1990-2001
		}
		cued = cued || s.token(k-1).classes&(year|month|day) != 0
	}
	next := strings.ToLower(s.raw(p.to))
	switch {
	case measures[next] && after.shape == word && (after.flags&capital == 0 || after.end-after.start <= 3) && !(cued && (next == "won" || next == "more" || next == "killed" || next == "per")):
		return false
	case before.shape == opaque && before.end == s.tokens[p.from].start-1 && isDigit(s.raw(p.from - 1)[0]):
		return cued
	case lower == "over" && linkOf(after) == rangeLink && s.token(p.to+1).classes&year != 0:
		return true
	case labels[lower] && before.shape == word, lower == "." && labels[s.lower(p.from-2)]:
		return false
	case before.shape == number && before.end+1 == s.tokens[p.from].start && before.classes&(day|year) == 0:
		return false // 12 3456 7890
	case after.shape == number && after.start == s.tokens[p.to-1].end+1 && after.digits >= 3 && after.classes&clock == 0:
		return false
	}
	y := p.y
	if counters[lower] && pluralNoun(next) && s.nounFollows(p) {
		return false // had 2001 inhabitants
	}
	if s.raw(p.to) == "+" || s.farSpan(p) {
		return false
	}
	if y < 1900 && !cued && before.shape == word && before.flags&capital != 0 && s.nameFollows(p) && (before.entry == nil || before.entry.nameOnly) {
		return false // Hatter 1655 Mill Lane
	}
	if y < 1400 || y > 2060 {
		return cued && !s.nounFollows(p) || s.inParentheses(p)
	}
	countable := (y < 1900 || y%100 == 0) && !yardsticks[next] // 1913 levels, but 1500 islands
	if countable && lower == "of" && s.nounFollows(p) && pluralNoun(next) {
		return false // a herd of 1740 sheep and goats
	}
	if countable && !cued && s.nounFollows(p) && strings.HasSuffix(next, "s") && !strings.HasSuffix(next, "ss") && lower != "the" && lower != "this" && !closers[next] {
		return false // 1500 islands
	}
	return true
}

// allowedMonth keeps verbs and names from being months.
func (s *scanner) allowedMonth(p *phrase) bool {
	at := s.monthToken(p)
	if at < 0 {
		return true // the month is the other half's
	}
	mt := &s.tokens[at]
	switch {
	case s.raw(at-1) == "." && titles[s.raw(at-2)]:
		return false
	case mt.flags&capital == 0 && (mt.entry.ambiguous || p.d == 0 && !p.hasY):
		return false
	case p.rel != noRelation && at < p.to-1 && (s.word(p.to-1) == "last" || s.word(p.to-1) == "next"):
		return s.word(p.to) != "to" && !s.nounFollows(p) && !s.nameFollows(p) // "in June last", but not "in June next door"
	case p.yDigits == 3 && p.era == 0 && p.d == 0 && s.raw(p.to-2) != "of":
		return prepositions[s.lower(p.from-1)] && !s.nounFollows(p) && s.token(p.to).classes&unit == 0 && s.word(p.to) != "of" // in July 332
	case p.d > 0 && !p.hasY:
		return s.allowedMonthDay(p)
	case p.hasY || p.rel != noRelation || p.link != noLink:
		return true
	case linkOf(s.token(p.from-1)) != noLink && s.token(p.from-2).classes&(month|day) != 0:
		return true
	}
	return s.allowedBareMonth(p, mt)
}

// monthToken is the last token of a phrase that names a month, -1 for none.
func (s *scanner) monthToken(p *phrase) int {
	for k := p.to - 1; k >= p.from; k-- {
		if e := s.tokens[k].entry; e != nil && e.classes&month != 0 {
			return k
		}
	}
	return -1
}

// allowedBareMonth looks at a month that stands alone.
func (s *scanner) allowedBareMonth(p *phrase, mt *token) bool {
	e, next := mt.entry, s.token(p.to+1)
	nextMonth := linkOf(s.token(p.to)) != noLink && next.classes&month != 0 && next.flags&capital != 0
	cued := s.afterWord(p, monthCues) || nextMonth
	switch {
	case e.abbreviation && joining[s.lower(p.from-1)] && !nextMonth:
		return false
	case e.abbreviation && mt.end-mt.start > 3 && s.lex.text[mt.end-1] == '.':
		return !s.nameFollows(p)
	case e.ambiguous:
		cued = cued || s.lower(p.from-1) == "for" && englishCues.planned[s.lower(p.from-2)] // set for May
		return nextMonth || cued && !s.nameFollows(p) && s.word(p.to) != "be" || s.determined(p) && s.nounFollows(p)
	case s.determined(p) && (s.nounFollows(p) || s.nameFollows(p)) && !s.nameBefore(p):
		return true
	case eventNouns[s.lower(p.to)] && !s.nameBefore(p):
		return true // the bloody June fighting
	case e.month != 4 && e.month != 6 && e.month != 8:
		return cued || !s.nameFollows(p) && !s.nameBefore(p)
	case s.nameFollows(p) && joining[s.lower(p.from-1)]:
		return false // to April Novak
	}
	return cued || s.atStart(p.from) && !s.nameFollows(p)
}

// determined tells that an article or a possessive stands before a month: "the March
// meeting", "its June results".
func (s *scanner) determined(p *phrase) bool {
	switch s.lower(p.from - 1) {
	case "the", "a", "an", "its", "their", "his", "her", "our", "'s", "’s", "pre-war", "whose":
		return true
	}
	return false
}

// allowedMonthDay keeps "In March 20 ships" from being a day.
func (s *scanner) allowedMonthDay(p *phrase) bool {
	last := s.token(p.to - 1)
	if last.classes&month != 0 || last.flags&ordinalForm != 0 || last.shape != number {
		// 20 May: no "20 May ships", but "20 may" is excluded by its case
		return true
	}
	next := strings.ToLower(s.raw(p.to))
	if s.token(p.to).classes&unit != 0 {
		return false
	}
	return s.lower(p.from-1) != "in" || !measures[next] && !s.nounFollows(p)
}

// allowedFeast keeps "the Christmas tree" from being a day.
func (s *scanner) allowedFeast(p *phrase) bool {
	if s.nameBefore(p) || s.word(p.from-1) == "'s" {
		return false // "White Christmas", "Ada's Christmas"
	}
	if s.token(p.from).flags&capital == 0 && p.rel == noRelation {
		return false
	}
	if t := s.token(p.from - 2); !p.hasY && s.lower(p.from-1) == "of" && t.flags&(capital|sentenceStart) == capital {
		return false // the Church of Pentecost
	}
	return p.hasY || s.lower(p.from-1) != "the" && !s.nounFollows(p) && !s.nameFollows(p) && s.token(p.to).classes&(unit|season|part|partPlural|dash) == 0
}

func (s *scanner) allowedDay(p *phrase) bool {
	if p.weekday > 0 || p.relUnit == months {
		return p.d > 0
	}
	if linkOf(s.token(p.to)) != noLink && s.token(p.to+1).classes&dayTh == 0 {
		k := p.to + 1
		if s.word(k) == "the" {
			k++
		}
		if s.token(k).classes&ordinalWord != 0 && s.token(k+1).classes&month == 0 && s.token(k+1).shape == word {
			return false // from the 3rd to the 5th floor
		}
	}
	if s.word(p.from-1) == "to" && s.token(p.from-2).classes&(day|month) == 0 {
		return false // moved to the 9th
	}
	if s.word(p.from-1) == "of" && s.token(p.from-2).classes&part != 0 {
		return true // the morning of the 3rd
	}
	return s.afterWord(p, dayCues) && !s.nounFollows(p) && !s.nameFollows(p) && s.token(p.to).classes&(unit|part|ordinalWord) == 0 && s.word(p.to) != "of"
}

func (s *scanner) allowedSeason(p *phrase) bool {
	if s.token(p.from).classes&year != 0 && s.nameFollows(p) {
		return false // the 2004 Summer Games
	}
	if before := s.lower(p.from - 1); p.rel == that && (s.atStart(p.from) || prepositions[before] || before == "," || before == "and" || before == ";") {
		return true // "that summer", but not "said that summer was over"
	}
	if p.hasY || p.rel != noRelation && p.rel != that || p.relUnit != noUnit || p.mod != "" {
		return true
	}
	if eventNouns[s.lower(p.to)] && !p.the {
		return s.token(p.from).flags&capital == s.token(p.to).flags&capital || s.atStart(p.from)
	}
	if s.nameFollows(p) || s.word(p.to) == "of" {
		return false
	}
	next := s.raw(p.to)
	if next == "'s" || next == "’s" || s.token(p.to).classes&dash != 0 && s.token(p.to).flags&spaced == 0 {
		return false
	}
	if s.token(p.from).flags&capital != 0 && !p.the && s.nameBefore(p) {
		return false
	}
	if p.the && p.season != 21 && !s.isWord(p, "fall") {
		return !s.nounFollows(p) || s.afterWord(p, seasonCues)
	}
	before := s.lower(p.from - 1)
	if joining[before] && (s.nounFollows(p) || s.isWord(p, "fall")) {
		return false // to summer camp
	}
	if (before == "and" || before == "or") && (s.token(p.from-2).classes&season == 0 || !seasonCues[s.lower(p.from-3)] && s.lower(p.from-3) != "the") {
		return false
	}
	return s.afterWord(p, seasonCues)
}

func (s *scanner) allowedWeekday(p *phrase) bool {
	if p.rel == that || s.token(p.from-1).classes&ordinalWord != 0 && p.rel == noRelation {
		return false // "said that Monday", "the first Monday"
	}
	if p.row.trait == trailing && (s.nounFollows(p) || s.token(p.to).classes&(unit|count|month|season) != 0 || s.token(p.to).classes&dash != 0 && s.token(p.to).flags&spaced == 0) {
		return false // Friday last year
	}
	var w *token
	for k := p.from; k < p.to; k++ {
		if s.tokens[k].classes&(weekday|weekdayPlural) != 0 {
			w = &s.tokens[k]
		}
	}
	if w == nil {
		return false
	}
	if s.raw(p.from-1) == "." && titles[s.raw(p.from-2)] {
		return false
	}
	if w.entry.ambiguous {
		return w.flags&capital != 0 && w.end-w.start > 3 && s.lex.text[w.end-1] == '.' && s.afterWord(p, prepositions)
	}
	if w.flags&capital == 0 {
		return p.rel != noRelation || s.afterWord(p, dayCues)
	}
	switch s.lower(p.from - 1) {
	case "good", "black", "bloody", "palm", "ash", "easter", "super", "holy", "maundy", "cyber", "shrove", "blue", "whit", "ruby", "remembrance", "mothering", "trinity":
		return false
	case "the":
		if s.nameFollows(p) {
			return false // The Sunday Chronicle
		}
	}
	if p.part != "" && s.token(p.to-1).flags&capital != 0 && s.nameFollows(p) {
		return false
	}
	if t := s.token(p.to); p.part == "" && t.classes&part != 0 && t.flags&capital != 0 {
		return false // Saturday Morning Cartoons
	}
	switch s.raw(p.to) {
	case "Times", "Telegraph", "Mirror", "Express", "Mail", "Herald", "Post", "School", "Night":
		return false
	}
	return true
}

func (s *scanner) allowedShift(p *phrase) bool {
	if p.u < days && p.u != hours || p.u == days && s.word(p.to-2) == "present" {
		return false
	}
	if p.many {
		return p.rel == this && p.u >= days && s.nounFollows(p) // "this years harvest", its apostrophe lost
	}
	if p.rel == last && (p.u <= days || (p.the || s.word(p.from-1) == "the") && s.word(p.to) == "of") {
		return false // the last day, the last week of August
	}
	return p.u != hours || p.rel == past
}

func (s *scanner) allowedPart(p *phrase) bool {
	if p.kind == partShift {
		return true
	}
	if t := &s.tokens[p.to-1]; t.flags&(capital|sentenceStart) == capital {
		return false // The Late Night Show
	}
	if p.mod != "" || p.row.name == "small-hours" {
		return true
	}
	if w := s.lower(p.to - 1); w == "daytime" || w == "night" && eventNouns[s.lower(p.to)] {
		return true
	}
	switch w := strings.ToLower(s.raw(p.from - 1)); {
	case w == "at" && !p.the && (p.part == "TNI" || p.part == "TMO"):
	case (w == "in" || w == "during" || w == "by") && (p.the || w != "in"):
	default:
		return s.word(p.to) == "of" && p.the
	}
	return !s.nounFollows(p) && !s.nameFollows(p)
}

// allowedStory keeps "the former" and "this time to Brno" from being times of the story.
func (s *scanner) allowedStory(p *phrase) bool {
	if p.value != "PRESENT_REF" || s.word(p.from) == "current" {
		return s.nounFollows(p) || s.nameFollows(p)
	}
	if last := s.word(p.to - 1); last == "time" && s.word(p.to-2) != "same" {
		return prepositions[s.lower(p.from-1)] || s.lower(p.from-1) == "throughout"
	}
	return true
}

func (s *scanner) allowedClock(p *phrase) bool {
	if p.row.trait == fourDigits && (p.yDigits != 4 || s.nounFollows(p) || s.token(p.to-1).flags&capital == 0 && s.lower(p.from-1) != "at") {
		return false // 3500 hours, 1200 PT boats
	}
	if p.clockWord {
		return (!s.nounFollows(p) || s.word(p.to) == "tonight") && !s.nameFollows(p)
	}
	if p.figures == "" {
		if p.halfDay != "" {
			return p.hour >= 1 && p.hour <= 12
		}
		return p.hour <= 12
	}
	hh, mm := p.clockFigures()
	if hh > 24 || mm > 59 {
		return false
	}
	if p.halfDay != "" || p.zone != "" || p.row.trait == hoursNamed {
		return true
	}
	return s.afterWord(p, clockCues) || s.token(p.to).classes&(part|weekday) != 0 || s.atStart(p.from) || s.raw(p.from-1) == ","
}

// rateNouns make "a year" a set: "15 a year", "dollars a day".
func (s *scanner) allowedArticle(p *phrase) bool {
	if p.many || p.u == second || p.u == quarters {
		return false
	}
	if p.mod != "" {
		return true
	}
	before := strings.ToLower(s.raw(p.from - 1))
	if durationCues[before] {
		return !s.nounFollows(p) || p.u >= days
	}
	if s.isRate(p) {
		p.value = "rate"
		return true
	}
	next := strings.ToLower(s.raw(p.to))
	switch next {
	case "after", "before", "since":
		return p.u >= days
	}
	return before == "took" || before == "lasted" || before == "spent" || before == "than" || before == "take" || before == "spend"
}

// isRate tells that the phrase says how often: a number stands shortly before it.
func (s *scanner) isRate(p *phrase) bool {
	if p.kind != articleUnit || durationCues[strings.ToLower(s.raw(p.from-1))] {
		return false
	}
	for k := p.from - 1; k >= 0 && k >= p.from-5; k-- {
		t := &s.tokens[k]
		if t.shape == punct && s.lex.text[t.start] != '%' {
			return false
		}
		if t.shape == number {
			return true
		}
	}
	return false
}

func (s *scanner) allowedBare(p *phrase) bool {
	if !p.many || p.u == second || p.u == quarters || s.token(p.from-1).classes&part != 0 {
		return false
	}
	before := strings.ToLower(s.raw(p.from - 1))
	if before == "the" && p.from > 0 {
		before = strings.ToLower(s.raw(p.from - 2))
		return before == "over" || before == "through" || before == "throughout"
	}
	if s.token(p.to).classes&year != 0 {
		return false
	}
	if p.the {
		return before == "over" || before == "through" || before == "throughout"
	}
	next := strings.ToLower(s.raw(p.to))
	if next == "of" || next == "after" || next == "before" || next == "later" || next == "earlier" {
		return s.token(p.from-1).classes&(count|ordinalWord) == 0
	}
	switch before {
	case "for", "in", "over", "after", "within", "took", "lasted", "takes", "take", "spent", "lasting":
		return true
	}
	return false
}

func (s *scanner) allowedDuration(p *phrase) bool {
	if p.u == noUnit && p.value == "" || p.n >= 1900 && p.n <= 2100 && s.token(p.from).digits == 4 && !p.many && s.word(p.to-1) != "old" {
		return false
	}
	if p.row.trait == looseUnits && p.rel != noRelation && !p.many || s.lex.text[s.tokens[p.from].start] == '0' {
		return false
	}
	if p.row.trait == looseUnits && p.rel == noRelation && (p.n != 1 && !p.many || closers[s.lower(p.to-2)]) {
		return false
	}
	if p.u == second && !p.many && p.n != 1 {
		return false
	}
	if p.u == quarters && p.kind != duration {
		return false
	}
	if p.u == quarters && (p.hasN && p.n < 4 || p.rel == noRelation) {
		return false // three quarters of the town
	}
	return true
}
