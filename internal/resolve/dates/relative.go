package dates

import (
	"cmp"
	"fmt"

	"dossier/internal/edtf"
)

// The resolvers of what is counted from the reference date or from another date.

// base is the day that a relation counts from.
func (r *resolver) base(rel relation) (edtf.Day, string, bool) {
	if (rel.anaphoric() || r.mode == Narrative) && r.last.prec != noGrain {
		return r.last.first(), "counted from the last date mentioned, " + said(r.last.edtf()), true
	}
	if r.refFine == noGrain {
		return edtf.Day{}, "no article date to count from", false
	}
	return r.ref, "counted from " + r.refText, true
}

// relativeYear is the year of "last year", "that year".
func (r *resolver) relativeYear(rel relation) (y int, why string, ok bool) {
	if (rel.anaphoric() || r.mode == Narrative && !r.atPresent()) && r.last.prec != noGrain {
		return r.last.y + rel.step(), "counted from the last date mentioned, " + said(r.last.edtf()), true
	}
	if r.refFine == noGrain {
		return 0, "no article date to count from", false
	}
	return r.ref.Year + rel.step(), "counted from " + r.refText, true
}

// relativeMonth resolves "last April", "next May 4".
func (r *resolver) relativeMonth(p *phrase, w when) result {
	base, why, ok := r.base(p.rel)
	if !ok {
		w.noYear = true
		return date(w, why, false)
	}
	w.y = base.Year
	at := edtf.Day{Year: base.Year, Month: w.m, Day: max(w.d, 1)}
	here := edtf.Day{Year: base.Year, Month: base.Month, Day: 1}
	if w.d > 0 {
		here.Day = base.Day
	}
	switch p.rel.step() {
	case -1:
		if !at.Before(here) {
			w.y--
		}
	case 1:
		if !here.Before(at) {
			w.y++
		}
	}
	return r.checked(date(w, why, true))
}

// weekday is the last one in a report, the article's own day included, unless the words
// around point forward.
func (r *resolver) weekday(p *phrase) result {
	w := when{prec: daily, part: p.part}
	if p.article || p.dir == general && !r.s.reports && p.rel == noRelation {
		return r.anyWeekday(p, everyTime+"week")
	}
	base, from, ok := r.weekdayBase(p)
	if !ok {
		return r.anyWeekday(p, "no article date to count from")
	}
	n, how := weekdayShift(p, p.weekday-base.Weekday(), base != r.ref)
	d := base.AddDays(n)
	w.y, w.m, w.d = d.Year, d.Month, d.Day
	return date(w, how+" "+from, true)
}

func (r *resolver) anyWeekday(p *phrase, why string) result {
	return result{typ: "DATE", value: fmt.Sprintf("XXXX-WXX-%d", p.weekday), reason: why}
}

// weekdayBase is the day a weekday is near to: the reference date, or in a history and
// for "the following Monday" the last day mentioned.
func (r *resolver) weekdayBase(p *phrase) (base edtf.Day, from string, ok bool) {
	near := r.hasDay && r.lastAt >= p.sentence-2
	switch {
	case p.rel.anaphoric() && near,
		r.mode == Narrative && r.hasDay && (r.refFine != daily || near && !r.atPresent()):
		return r.lastDay, "the last day mentioned, " + said(edtf.OfDay(r.lastDay)), true
	case r.refFine != daily:
		return edtf.Day{}, "", false
	}
	return r.ref, r.refText, true
}

// weekdayShift moves from the base to the weekday, diff days away in the base's own week.
func weekdayShift(p *phrase, diff int, told bool) (n int, how string) {
	back, ahead := diff, diff
	if back > 0 {
		back -= 7
	}
	if ahead < 0 {
		ahead += 7
	}
	switch {
	case p.relUnit == weeks && p.offset > 0:
		return cmp.Or(ahead, 7) + 7, "a week after the next one from"
	case p.row.trait != trailing && p.relUnit == weeks && p.rel == noRelation:
		return back + 7*p.offset, "counted in weeks before the last one from"
	case p.relUnit == weeks:
		return diff + 7*p.rel.step(), "counted in weeks from"
	case p.rel.step() < 0 && back == 0:
		return -7, "the last one before"
	case p.rel.step() < 0:
		return back, "the last one before"
	case p.rel.step() > 0 && ahead == 0:
		return 7, "the next one after"
	case p.rel.step() > 0:
		return ahead, "the next one after"
	case p.dir == forward, p.rel == this && p.dir != backward:
		return ahead, "the words around it point forward from"
	case told && ahead < -back:
		return ahead, "nearest to"
	}
	return back, "on or before"
}

// weekend is "the weekend": the last one in a report, unless the words point forward.
func (r *resolver) weekend(p *phrase) result {
	if r.refFine != daily || r.mode == Narrative {
		return r.unplaced(weekend, "no article date to count from")
	}
	w := of(r.ref, weekend)
	switch {
	case p.dir == general, p.dir == neither && !r.s.reports:
		return r.unplaced(weekend, everyTime+"weekend")
	case p.dir != forward && r.ref.Weekday() < 6:
		w = w.shift(-1)
	}
	return date(w, "counted from "+r.refText, true)
}

func (r *resolver) dayShift(p *phrase) result {
	w := when{prec: daily, part: p.part}
	if r.refFine != daily {
		if p.offset == 0 && p.part == "" {
			return result{typ: "DATE", value: "PRESENT_REF", reason: "no article date to count from"}
		}
		w.noYear = true
		return date(w, "no article date to count from", false)
	}
	if p.offset == 0 && p.part == "" && p.withPart == "" && !p.exact && (r.mode == Narrative || p.dir == general || (p.dir == neither || p.possessive) && !r.s.reports) {
		return result{typ: "DATE", value: "PRESENT_REF", reason: "today as these times"}
	}
	d := r.ref.AddDays(p.offset)
	w.y, w.m, w.d = d.Year, d.Month, d.Day
	return fromRef(date(w, "counted from "+r.refText, true))
}

// unitShift resolves "last month", "the following day", "the end of the year".
func (r *resolver) unitShift(p *phrase) result {
	g := grainOf(p.u)
	if p.fromNext {
		if v, ok := r.besideNext(p, g); ok {
			return v
		}
	}
	if p.ofEvent {
		return r.unplaced(g, "counted from an event that has no date here")
	}
	if p.the && (p.rel == last || p.rel == next || p.rel == coming) && p.u != weekends && (p.spanning || p.rel == next && p.u >= decades && p.mod == "") {
		p.n, p.hasN = 1, true
		return r.duration(p)
	}
	if (p.rel == past || p.rel == last && p.the) && (p.u == hours || p.u >= decades || p.rel == past) {
		p.n, p.hasN = 1, true
		return r.duration(p)
	}
	anaphor := p.rel.anaphoric() || p.rel == noRelation || p.rel == next && p.the || r.mode == Narrative && !r.atPresent()
	if anaphor {
		if v, ok := r.fromText(p, g); ok {
			return v
		}
	}
	if r.refFine == noGrain || r.refFine < g && r.refFine != daily {
		return r.unplaced(g, "no article date to count from")
	}
	if g == quarterly && p.rel == last && r.quarter.prec == quarterly && false {
		return date(r.quarter, "the last quarter mentioned", false)
	}
	if g == weekend && p.rel == this && p.dir == backward && r.ref.Weekday() <= 4 {
		return fromRef(date(of(r.ref, g).shift(-1), "the last weekend before "+r.refText, true))
	}
	return fromRef(date(of(r.ref, g).shift(p.rel.step()+p.offset), "counted from "+r.refText, true))
}

// besideNext is the unit before or after the date that the words name next: "the day after
// Christmas".
func (r *resolver) besideNext(p *phrase, g grain) (result, bool) {
	first, last := r.beside.date.Bounds()
	if r.beside.date.IsZero() || first.IsOpen() || last.IsOpen() {
		return result{}, false
	}
	from := first
	if p.rel.step() > 0 {
		from = last
	}
	return date(of(from, g).shift(p.rel.step()), "counted from the date behind it, "+said(r.beside.date), r.beside.certain), true
}

// fromText counts from the last date mentioned, if there is one near enough.
func (r *resolver) fromText(p *phrase, g grain) (result, bool) {
	if r.last.prec == noGrain {
		return result{}, false
	}
	base := r.anchor(p)
	longAgo := p.dir == backward && r.lastAt == p.sentence && r.last.prec >= monthly && r.last.y < r.ref.Year-1 // "in May 1940 ... at the end of the month"
	if r.mode == News && (r.lastAt < p.sentence-3 || p.kind == plainUnit && !longAgo) {
		return result{}, false
	}
	why := "counted from the last date mentioned, " + said(base.edtf())
	step := p.rel.step()
	if g == daily {
		if r.hasDay {
			d := r.lastDay.AddDays(step)
			return date(of(d, daily), why, true), true
		}
		w := base
		w.prec, w.d = daily, 0
		if w.prec == yearly {
			w.m = 0
		}
		return date(w, why+", whose day is not known", false), true
	}
	if base.prec < g && !(g == weekly && base.prec == weekly) {
		w := when{prec: g, y: base.y}
		if g == seasonal || g == quarterly {
			return result{}, false
		}
		return date(w, why+", which is less exact", false), true
	}
	return date(of(base.first(), g).shift(step), why, true), true
}

// anchor is the date that "that year" or "the following month" goes on from: the story's,
// or one just named in the same sentence.
func (r *resolver) anchor(p *phrase) when {
	if r.mode == Narrative && r.story.prec != noGrain && r.lastAt < p.sentence-1 {
		return r.story
	}
	return r.last
}

// unplaced is a unit that nothing in the text or about it places.
func (r *resolver) unplaced(g grain, why string) result {
	value := map[grain]string{daily: "XXXX-XX-XX", weekly: "XXXX-WXX", weekend: "XXXX-WXX-WE", monthly: "XXXX-XX", quarterly: "XXXX-QX",
		yearly: "XXXX", tens: "XXX", century: "XX", seasonal: "XXXX", half: "XXXX-HX"}[g]
	return result{typ: "DATE", value: value, reason: why}
}

func (r *resolver) yearEnd(p *phrase) result {
	y, why, ok := r.relativeYear(this)
	return date(when{prec: monthly, y: y, m: 12, noYear: !ok}, why, ok)
}

func (r *resolver) weekOf(p *phrase) result {
	v := r.calendar(p)
	if v.w.noYear {
		return v
	}
	v.w = of(v.w.first(), weekly)
	return v
}

// ago counts from the reference date, as fine as the unit.
func (r *resolver) ago(p *phrase) result {
	g := grainOf(p.u)
	if p.n == unknown {
		return openTime(p.offset)
	}
	if r.mode == Narrative && r.story.prec >= g && !r.atPresent() && p.n < 500 { // thousands of years are told from today
		return r.counted(p, r.story.first(), g, "counted from the last date mentioned, "+said(r.story.edtf()))
	}
	if r.refFine == noGrain || r.refFine < g && r.refFine != daily {
		return r.unplaced(g, "no article date to count from")
	}
	return fromRef(r.counted(p, r.ref, g, "counted from "+r.refText))
}

// atPresent tells that a history has come to the year of its reference date, or is told
// from there: an obituary that says who spoke on Tuesday.
func (r *resolver) atPresent() bool {
	if r.refFine == daily && r.s.deictic > 1 {
		return true
	}
	return r.refFine != noGrain && r.story.y >= r.ref.Year-1
}

// openTime is "a few years ago", "months later".
func openTime(offset int) result {
	value := "FUTURE_REF"
	if offset < 0 {
		value = "PAST_REF"
	}
	return result{typ: "DATE", value: value, reason: "an open time", certain: true}
}

// counted moves a day by the units of a phrase; a half unit moves by the next finer one.
func (r *resolver) counted(p *phrase, from edtf.Day, g grain, why string) result {
	n, u := p.n, p.u
	if n != float64(int(n)) {
		switch u {
		case years:
			n, u = n*12, months
		case decades:
			n, u = n*10, years
		case centuries:
			n, u = n*100, years
		case weeks:
			n, u = n*7, days
		}
	}
	if n*units[u].times > 9999 && u >= years {
		return openTime(p.offset) // a glacier's time, not a calendar's
	}
	if u >= decades {
		g = yearly
	}
	d := move(from, int(n)*p.offset, u)
	if p.exact {
		g = daily
	}
	if p.u == years && (p.n >= 1000 || d.Year <= 0) && d.Year <= 0 {
		g = yearly
	}
	return date(of(d, g), why, true)
}

// later counts from the last date mentioned.
func (r *resolver) later(p *phrase) result {
	g := grainOf(p.u)
	if p.n == unknown {
		return openTime(p.offset)
	}
	if p.u < days {
		return r.duration(p)
	}
	if n := r.after; p.u >= years && n != nil && n.kind == calendarDate && n.hasY && n.m == 0 {
		return date(when{prec: yearly, y: r.yearOf(n)}, "the year that the words behind it state", true)
	}
	if b := r.before; p.aside && p.offset > 0 && p.u >= years && b != nil && b.typ == "DATE" && b.w.prec >= yearly && !b.w.noYear {
		return date(when{prec: yearly, y: b.w.y}, "the year that the words before it state", true)
	}
	base, why := r.last, "counted from the last date mentioned, "
	if base.prec == noGrain || r.mode == News && r.lastAt < p.sentence-2 && p.offset < 0 {
		if r.refFine != daily || p.offset > 0 {
			return r.unplaced(g, "no date to count from")
		}
		base, why = of(r.ref, daily), "counted from "+r.refText
	} else {
		why += said(base.edtf())
	}
	if base.prec == quarterly && p.u == years {
		return date(base.shift(4*int(p.n)*p.offset), why, true)
	}
	if base.prec < g && !(g == weekly && base.prec == daily) {
		w := when{prec: g, y: base.y, m: base.m}
		if g == weekly {
			w.m = 0
		}
		if base.prec == yearly {
			w.m = 0
		}
		return date(w, why+", which is less exact", false)
	}
	d := base.first()
	if r.hasDay && base.prec == daily {
		d = r.lastDay
	}
	return r.counted(p, d, g, why)
}

// partShift is "the next morning", "that evening".
func (r *resolver) partShift(p *phrase) result {
	w := when{prec: daily, part: p.part}
	if r.hasDay {
		d := r.lastDay.AddDays(p.rel.step())
		w.y, w.m, w.d = d.Year, d.Month, d.Day
		return date(w, "counted from the last day mentioned", true)
	}
	if r.refFine == daily && r.mode == News {
		d := r.ref.AddDays(p.rel.step())
		w.y, w.m, w.d = d.Year, d.Month, d.Day
		return date(w, "counted from "+r.refText, false)
	}
	w.noYear = true
	return result{typ: "TIME", value: w.timex(), reason: "no day to count from"}
}
