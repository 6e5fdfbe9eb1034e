package dates

// compose joins neighbours of one block into one phrase or into a range, and returns what
// is left of the list.
func (s *scanner) compose(list []phrase) []phrase {
	list = s.daysBeside(s.merge(list))
	for i := range list {
		p := &list[i]
		p.inBrackets = s.raw(p.from-1) == "("
		p.upto = p.kind == calendarDate && s.untilNow(p.to)
		if i > 0 && list[i-1].to <= p.from {
			p.glued = s.glued(list[i-1].to, p.from)
		}
		if p.link == andLink && s.lower(p.from-1) == "between" {
			p.link = rangeLink
		}
		p.fromNext = i+1 < len(list) && p.kind == unitShift && p.row.trait == ofEvent && s.onlyWords(p.to, list[i+1].from, outbreakWords)
		if i+1 < len(list) && p.link == noLink {
			s.linkTo(p, &list[i+1])
		}
	}
	return list
}

// onlyWords tells that nothing but these words stands between two tokens.
func (s *scanner) onlyWords(from, to int, words map[string]bool) bool {
	for k := from; k < to; k++ {
		if !words[s.lower(k)] {
			return false
		}
	}
	return true
}

// untilNow tells that a range goes on to the present: "2013–present", "2013 to the
// present".
func (s *scanner) untilNow(k int) bool {
	if linkOf(s.token(k)) != rangeLink {
		return false
	}
	if s.word(k+1) == "the" {
		k++
	}
	return presents[s.lower(k+1)]
}

// merge joins a time of day with the day beside it: "9 a.m. Tuesday", "Friday, at noon",
// "the night of 20 June".
func (s *scanner) merge(list []phrase) []phrase {
	out := list[:0]
	for _, p := range list {
		if n := len(out); n > 0 && s.mergeInto(&out[n-1], &p) {
			continue
		}
		out = append(out, p)
	}
	return out
}

func (s *scanner) mergeInto(a, b *phrase) bool {
	if a.link != noLink || !s.glued(a.to, b.from) {
		return false
	}
	switch {
	case a.kind == weekdayDate && a.rel == noRelation && b.kind == calendarDate && b.d > 0: // Sunday dawn of 25 June
		b.withPart = a.part + a.withPart
		b.from = a.from
		*a = *b
		return true
	case a.kind == plainUnit && a.u == days && b.isDay() && a.to == b.from: // the end of the day Saturday
		b.mod, b.from = a.mod, a.from
		*a = *b
		return true
	case a.isTime() && b.isDay():
		b.takeTime(a)
		b.from = a.from
		*a = *b
		return true
	case a.isDay() && b.isTime():
		a.takeTime(b)
		a.to = b.to
		return true
	case a.kind == partOfDay && b.kind == clockTime || a.kind == clockTime && b.kind == partOfDay:
		if b.kind == clockTime {
			b.from = a.from
			*a = *b
		} else {
			a.to = b.to
		}
		return true
	}
	return false
}

// glued tells that nothing but glue words, or the name of a zone, stands between two
// phrases: "at 5 p.m. local time on Friday".
func (s *scanner) glued(to, from int) bool {
	if from-to > 4 {
		return false
	}
	for k := to; k < from; k++ {
		switch s.lower(k) {
		case ",", "on", "of", "at", "in", "around", "about", "the":
		case "local", "eastern", "central", "pacific", "mountain", "standard", "daylight", "time":
		default:
			if s.lower(k+1) != "time" || s.token(k).flags&capital == 0 {
				return false
			}
		}
	}
	return from-to <= 2 || s.lower(to) == "time" || s.lower(to+1) == "time" || s.lower(to+2) == "time"
}

// isDated tells that a phrase names a day, whatever time of day is joined to it.
func (p *phrase) isDated() bool {
	return p.kind == weekdayDate || p.kind == dayShift || p.kind == calendarDate && (p.d > 0 || p.figures != "")
}

func (p *phrase) isTime() bool { return p.kind == clockTime || p.kind == partOfDay }

// isDay tells that a time of day may be joined to the phrase.
func (p *phrase) isDay() bool {
	switch p.kind {
	case calendarDate:
		return p.d > 0 || p.figures != ""
	case weekdayDate, dayOfMonth, holidayDate:
		return p.withPart == ""
	case dayShift:
		return (p.part == "" || p.row.name == "tonight") && p.withPart == ""
	case unitShift:
		return p.u == days && p.withPart == ""
	}
	return false
}

func (p *phrase) takeTime(t *phrase) {
	p.withPart, p.part = t.timeText(), ""
	if t.mod != "" && t.mod != "APPROX" && p.mod == "" {
		p.mod = t.mod
	}
}

// joiners of a range, and of a list whose first date lacks its year.
func (s *scanner) linkTo(a, b *phrase) {
	if !a.kind.placed() || !b.kind.placed() || b.from-a.to > 2 || b.from <= a.to {
		return
	}
	k := a.to
	if s.raw(k) == "," {
		k++
	}
	link := noLink
	switch {
	case k == b.from:
		link = andLink
	case k+1 == b.from:
		link = linkOf(&s.tokens[k])
	}
	if link == noLink {
		return
	}
	slash := k < b.from && s.raw(k) == "/"
	if !a.hasY && a.m > 0 && b.hasY && b.m > 0 && a.era == 0 && a.rel == noRelation && b.kind == calendarDate && a.kind == calendarDate {
		y := b.y
		if a.m > b.m && link == rangeLink {
			y--
		}
		a.y, a.hasY, a.yDigits, a.sharedYear = y, true, b.yDigits, true
		a.era = b.era
	}
	if a.kind == decadeDate && b.kind == decadeDate && a.yDigits == 4 && b.yDigits == 2 && b.era == 0 { // the 1640s and '50s
		b.y, b.yDigits = a.y/100*100+b.y, 4
	}
	if a.kind == seasonDate && b.kind == seasonDate && !a.hasY && b.hasY && a.rel == noRelation {
		a.y, a.hasY, a.yDigits, a.era, a.sharedYear = b.y, true, b.yDigits, b.era, true
	}
	if a.hasY && b.era != 0 && a.era == 0 && link != andLink && !a.sharedYear {
		a.era = b.era
	}
	if slash {
		return // summer/autumn 1943
	}
	if link == andLink {
		if s.lower(a.from-1) != "between" || k == b.from {
			return
		}
		link = rangeLink
	}
	if link == rangeLink && !sameScale(a, b) {
		return
	}
	a.link = link
}

// sameScale tells that two phrases can be the ends of one range.
func sameScale(a, b *phrase) bool {
	switch a.kind {
	case calendarDate, weekdayDate, dayShift, seasonDate, decadeDate, centuryDate, holidayDate, quarterDate, unitShift, ago, clockTime, ancientYear:
	default:
		return false
	}
	if a.kind == clockTime || b.kind == clockTime {
		return a.kind == b.kind || a.kind == clockTime && b.isDated() && b.withPart != "" // from 10 a.m. to noon Tuesday
	}
	return b.kind != partOfDay && b.kind != partShift
}
