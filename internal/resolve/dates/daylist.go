package dates

import "slices"

// A list of days names its month once: "on 2, 4 and 9 June", "on June 2, 4 and 9, 1921",
// "11–13 and 18–20 August". The patterns find the days beside the month; the others are
// added here.

// daysBeside lists the phrases with the other days that their months are said of.
func (s *scanner) daysBeside(list []phrase) []phrase {
	for i := 0; i < len(list); i++ {
		p := &list[i]
		if p.kind != calendarDate || p.d == 0 || p.m == 0 || p.figures != "" {
			continue
		}
		if days, n := s.daysBefore(list, i); n > 0 || len(days) > 0 {
			list = slices.Replace(list, i-n, i, days...)
			i += len(days) - n
			continue
		}
		days, n := s.daysBehind(list, i)
		list = slices.Replace(list, i+1, i+1+n, days...)
		i += len(days)
	}
	return list
}

// daysBefore reads "2, 4 and" before "9 June", back to a preposition; n is 1 where the first
// of them is a phrase already: "the 2nd, 4th and 9th of June".
func (s *scanner) daysBefore(list []phrase, i int) (days []phrase, n int) {
	p, floor, first := &list[i], 0, phrase{}
	if i > 0 {
		floor, first = list[i-1].to, list[i-1]
	}
	if !s.isPlainDay(p.from) {
		return nil, 0
	}
	at := p.from
	for {
		joint := s.jointBefore(at)
		if joint == at || joint-1 < floor || !s.isPlainDay(joint-1) {
			break
		}
		days = append(days, s.dayLike(p, joint-1, joint, at))
		at = joint - 1
	}
	if joint := s.jointBefore(at); first.kind == dayOfMonth && first.to == joint && joint < at {
		q := s.dayLike(p, joint-1, joint, at)
		q.from = first.from
		days, n = append(days, q), 1
	} else if before := s.lower(at - 1); before == "at" || before == "in" || !prepositions[before] && before != "the" && before != "days" {
		return nil, 0
	}
	slices.Reverse(days)
	return days, n
}

// jointBefore is the first token of what joins a day to the one before it, k when nothing
// does: "," or "and" or ", and".
func (s *scanner) jointBefore(k int) int {
	switch {
	case s.raw(k-1) != "," && !s.joins(k-1):
		return k
	case s.joins(k-1) && s.raw(k-2) == ",":
		return k - 2
	}
	return k - 1
}

// joins tells that a token is a word or dash between days.
func (s *scanner) joins(k int) bool { return linkOf(s.token(k)) != noLink && s.raw(k) != "/" }

// daysBehind reads ", 4 and 9" behind "June 2". A year behind them is that of all, and no
// phrase of its own: n is 1 then.
func (s *scanner) daysBehind(list []phrase, i int) (days []phrase, n int) {
	p, next := &list[i], phrase{from: len(s.tokens)}
	if i+1 < len(list) {
		next = list[i+1]
	}
	if p.hasY || p.link != noLink || !s.isPlainDay(p.to-1) {
		return nil, 0
	}
	at, closed := p.to, false // closed by "and"
	for !closed {
		day := at + 1
		if s.raw(at) == "," && s.joins(day) {
			day++
		}
		if s.raw(at) != "," && !s.joins(at) || day >= next.from || !s.isPlainDay(day) {
			return nil, 0
		}
		closed = s.joins(day-1) && linkOf(&s.tokens[day-1]) != rangeLink
		days = append(days, s.dayLike(p, day, day+1, day+1))
		at = day + 1
	}
	if s.nounFollows(&days[len(days)-1]) {
		return nil, 0
	}
	if s.raw(at) != "," || next.from != at+1 || next.m > 0 || !next.stated() {
		return days, 0
	}
	days[len(days)-1].to = next.to
	for k := range days {
		days[k].y, days[k].hasY, days[k].yDigits, days[k].sharedYear = next.y, true, next.yDigits, k < len(days)-1
	}
	p.y, p.hasY, p.yDigits, p.sharedYear = next.y, true, next.yDigits, true
	return days, 1
}

// dayLike is the phrase p with the day at token k; the tokens from joint to next join it to
// the day behind it.
func (s *scanner) dayLike(p *phrase, k, joint, next int) phrase {
	q := *p
	q.from, q.to, q.d = k, k+1, int(s.tokens[k].num)
	q.mod, q.withPart, q.link, q.the = "", "", noLink, false
	if joint < next && linkOf(&s.tokens[next-1]) == rangeLink {
		q.link = rangeLink
	}
	return q
}

// isPlainDay tells that a token is a number that may be a day and is written as one.
func (s *scanner) isPlainDay(k int) bool {
	t := s.token(k)
	return t.shape == number && t.classes&day != 0 && t.entry == nil
}
