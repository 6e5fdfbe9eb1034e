package dates

import (
	"cmp"
	"fmt"
	"strings"

	"dossier/internal/edtf"
)

// The resolvers of what names its place on the calendar, as far as it does.

const asWritten = "as written"

// everyTime begins the reason of what is said of no one year or week.
const everyTime = "said of every "

// yearOf is the astronomical year that a phrase states.
func (r *resolver) yearOf(p *phrase) int {
	y := p.y
	switch {
	case p.era < 0:
		return 1 - y
	case p.yDigits == 2 && p.era == 0 && p.row.trait != sureYear:
		return r.fullYear(y)
	case p.era == 0 && p.yDigits <= 3 && r.bc && p.row.trait != sureYear:
		return 1 - y
	}
	return y
}

// fullYear gives '98 its century: that of the last year mentioned in a history, else
// the latest that is not far ahead of the reference.
func (r *resolver) fullYear(y int) int {
	base := r.ref.Year
	if r.mode == Narrative && r.last.prec != noGrain {
		base = r.last.y + 50
	} else if r.refFine == noGrain {
		base = 2000
	}
	full := base/100*100 + y
	if full > base+15 {
		full -= 100
	}
	return full
}

// refYear is the reference year, or a year of today's century.
func (r *resolver) refYear() int {
	if r.refFine == noGrain {
		return 2000
	}
	return r.ref.Year
}

// calendar resolves days, months and years.
func (r *resolver) calendar(p *phrase) result {
	if p.figures != "" {
		return r.figures(p)
	}
	w := when{m: p.m, d: p.d, prec: daily}
	if p.hasY && p.yDigits == 3 && p.era == 0 && r.s.bc+r.s.ad == 0 && p.d == 0 && p.m > 0 {
		p.hasY = false // "a mean in January of 114"
	}
	switch {
	case p.m == 0:
		w.prec = yearly
	case p.d == 0:
		w.prec = monthly
	}
	switch {
	case p.hasY:
		w.y = r.yearOf(p)
		if p.sharedYear {
			return r.checked(date(w, "year from the date beside it", true))
		}
		if p.yDigits < 3 && p.era == 0 || p.era == 0 && w.y <= 0 {
			return r.checked(date(w, "century and era from the dates around it", false))
		}
		return r.checked(date(w, asWritten, true))
	case p.relUnit == years:
		y, why, ok := r.relativeYear(p.rel)
		w.y, w.noYear = y, !ok
		return r.checked(date(w, why, ok))
	case p.relUnit == months:
		return r.relativeMonth(p, w)
	}
	return r.checked(r.nearYear(p, w))
}

// checked takes a day that its month does not have down to the month's last.
func (r *resolver) checked(v result) result {
	if v.w.prec == daily && !v.w.noYear && v.w.m > 0 && v.w.d > edtf.DaysIn(v.w.y, v.w.m) {
		return result{}
	}
	return v
}

// holiday resolves a feast by its year, as calendar does a day without one.
func (r *resolver) holiday(p *phrase) result {
	w := when{prec: daily, part: p.part}
	if p.hasY {
		return r.onFeast(p, date(when{prec: daily, y: r.yearOf(p), part: p.part}, asWritten, true))
	}
	at := p.feast(r.refYear())
	w.m, w.d = at.Month, at.Day
	if p.rel.step() != 0 {
		return r.onFeast(p, r.relativeMonth(p, w))
	}
	return r.onFeast(p, r.nearYear(p, w))
}

func (r *resolver) onFeast(p *phrase, v result) result {
	if v.w.noYear {
		return v
	}
	d := p.feast(v.w.y)
	v.w.m, v.w.d = d.Month, d.Day
	return v
}

// nthWeekday is "the first Monday in September", the last one when no number is given.
func (r *resolver) nthWeekday(p *phrase) result {
	v := r.calendar(&phrase{kind: calendarDate, row: p.row, m: p.m, y: p.y, hasY: p.hasY, yDigits: p.yDigits, dir: p.dir, sentence: p.sentence})
	if v.w.noYear || v.typ == "" {
		v.value = "XXXX-" + two(p.m) + "-XX"
		return v
	}
	at := phrase{}
	nth(p.m, p.weekday, cmp.Or(p.ord, -1))(&at)
	d := at.feast(v.w.y)
	if d.Month != p.m {
		return result{} // no fifth Monday
	}
	v.w = of(d, daily)
	return v
}

// figures reads dates in figures: ISO, 2019/03/25, 3/25/2019, 25.3.2019.
func (r *resolver) figures(p *phrase) result {
	var a, b, c int
	switch {
	case len(p.figures) >= 10 && (p.figures[4] == '-' || p.figures[4] == '/'):
		fmt.Sscanf(strings.ReplaceAll(p.figures[:10], "/", "-"), "%d-%d-%d", &a, &b, &c)
		return r.valid(date(when{prec: daily, y: a, m: b, d: c, part: p.figures[10:]}, asWritten, true))
	case strings.Contains(p.figures, "."):
		fmt.Sscanf(p.figures, "%d.%d.%d", &a, &b, &c)
		return r.valid(date(when{prec: daily, y: c, m: b, d: a}, "day, month, year", true))
	}
	fmt.Sscanf(p.figures, "%d/%d/%d", &a, &b, &c)
	if c < 100 {
		c = r.fullYear(c)
	}
	british := strings.EqualFold(r.s.o.Language, "en-GB") || a > 12 || b <= 12 && r.s.dayFirst > 0 && !strings.EqualFold(r.s.o.Language, "en-US")
	why, certain := "month, day, year", a > 12 || b > 12 || a == b
	if british {
		a, b, why = b, a, "day, month, year"
	}
	return r.valid(date(when{prec: daily, y: c, m: a, d: b}, why, certain))
}

func (r *resolver) valid(v result) result {
	if !(edtf.Day{Year: v.w.y, Month: v.w.m, Day: v.w.d}).IsValid() {
		return result{}
	}
	return v
}

// nearYear gives a month or a day without a year its year.
func (r *resolver) nearYear(p *phrase, w when) result {
	if b := r.before; b != nil && b.w.prec == yearly && !b.w.noYear && b.typ == "DATE" {
		w.y = b.w.y
		return date(w, "year from the words before it", true)
	}
	if p.yearly && p.d > 0 {
		w.noYear = true
		return date(w, everyTime+"year", false)
	}
	if y, why, ok := r.over.year(r, p); ok {
		w.y = y
		return date(w, why, true)
	}
	if (p.dir == general || r.s.timeless) && w.d == 0 && r.mode == News {
		w.noYear = true
		return date(w, everyTime+"year", false)
	}
	switch {
	case r.mode == Narrative && !(p.promised && r.refFine == daily) && (r.last.prec != noGrain || r.planned.ok):
		return r.inherit(p, w)
	case r.refFine == noGrain && r.last.prec >= monthly && r.lastAt >= p.sentence-1:
		return r.inherit(p, w)
	case r.refFine == noGrain:
		w.noYear = true
		return date(w, "no article date to take the year from", false)
	}
	if day, ok := r.dayBefore(p); ok {
		w.y = day.Year
		if w.m < day.Month {
			w.y++
		}
		return date(w, "year from the day before it, "+said(edtf.OfDay(day)), true)
	}
	if y, ok := r.sentenceYear(p); ok {
		w.y = y
		return date(w, "year from the date before it, "+said(r.last.edtf()), true)
	}
	if r.refFine == yearly {
		w.y = r.ref.Year
		return date(w, "year from "+r.refText, false)
	}
	y, certain := nearestYear(r.ref, w, p.dir)
	w.y = y
	return date(w, "year from "+r.refText+"; nearest", certain)
}

// nearestYear is the year that brings a day or month nearest to the reference date; it is
// certain when no other year comes within two months as near.
func nearestYear(ref edtf.Day, w when, dir direction) (year int, certain bool) {
	best, second := 0, 0
	for y := ref.Year - 4; y <= ref.Year+4; y++ { // four, for 29 February
		d := edtf.Day{Year: y, Month: w.m, Day: w.d}
		if w.d == 0 {
			d.Day = 15
		}
		if !d.IsValid() {
			continue
		}
		far := distance(d.Number()-ref.Number(), w, dir)
		if w.d == 0 && y == ref.Year && w.m == ref.Month {
			far = 0
		}
		switch {
		case year == 0 || far < best:
			year, best, second = y, far, best
		case second == 0 || far < second:
			second = far
		}
	}
	return year, second-best >= 60
}

// distance is how far a date is, in days. A cue that points the other way weighs less
// than a year for a day, since a day close by is meant whatever the verb; for a month it
// decides.
func distance(days int, w when, dir direction) int {
	wrong := dir == forward && days < 0 || dir == backward && days > 0
	far := max(days, -days)
	switch {
	case wrong && w.d == 0:
		return far + 1000
	case wrong:
		return far + 300
	}
	return far
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// sentenceYear is the year that a news text goes on in when it tells of long ago: that of
// a date with month and year in the same sentence, or in the one before when the words
// speak of the past.
func (r *resolver) sentenceYear(p *phrase) (int, bool) {
	reach := 0
	if p.dir == backward {
		reach = 1
	}
	if r.last.prec == seasonal && r.lastAt == p.sentence && r.last.y < r.ref.Year-1 {
		return r.last.y, true
	}
	if r.last.prec < monthly || r.last.m == 0 || r.lastAt < p.sentence-reach || r.last.y >= r.ref.Year-1 {
		return 0, false
	}
	if r.last.m-p.m >= 7 {
		return r.last.y + 1, true
	}
	return r.last.y, true
}

// How far a story goes on from a day that it gives with the year: a day without one, at
// most so many sentences and days behind.
const (
	storySentences = 3
	storyDays      = 31
)

// dayBefore is the nearest day with a year that the text has just given and that a day
// without one follows closely: "On 12 October 2021 ... on 14 October".
func (r *resolver) dayBefore(p *phrase) (day edtf.Day, ok bool) {
	if p.d == 0 {
		return day, false
	}
	nearest := storyDays + 1
	for i := len(r.stated) - 1; i >= 0 && r.stated[i].sentence >= p.sentence-storySentences; i-- {
		at := r.stated[i].day
		year := at.Year
		if p.m < at.Month {
			year++
		}
		if next := (edtf.Day{Year: year, Month: p.m, Day: p.d}); next.IsValid() {
			if far := next.Number() - at.Number(); far >= 0 && far < nearest {
				day, nearest, ok = at, far, true
			}
		}
	}
	return day, ok
}

// inherit takes the year that the plan of the story gives.
func (r *resolver) inherit(p *phrase, w when) result {
	from := r.story
	if from.prec == noGrain {
		from = r.last
	}
	switch {
	case r.planned.ok && from.prec == noGrain:
		w.y = r.planned.year
		return date(w, "year from the first one that the text states", false)
	case r.planned.ok:
		w.y = r.planned.year
	case from.prec == noGrain:
		w.noYear = true
		return date(w, "no date before it to take the year from", false)
	default:
		w.y = from.y
	}
	if w.y != from.y {
		return date(w, "year from the story, which stood at "+said(from.edtf()), false)
	}
	return date(w, "year from the last date mentioned, "+said(from.edtf()), true)
}

func (r *resolver) dayOfMonth(p *phrase) result {
	w := when{prec: daily, d: p.d}
	if p.relUnit == months {
		base, why, ok := r.base(p.rel)
		m := of(base, monthly).shift(p.rel.step())
		w.y, w.m, w.noYear = m.y, m.m, !ok
		return r.checked(date(w, why, ok))
	}
	switch {
	case r.last.prec >= monthly && r.last.m > 0 && (r.mode == Narrative || r.lastAt >= p.sentence-2):
		w.y, w.m = r.last.y, r.last.m
		return r.checked(date(w, "month from the last date mentioned, "+said(r.last.edtf()), true))
	case r.refFine >= monthly && r.mode == News:
		at := of(r.ref, monthly)
		if r.refFine == daily && (p.dir == forward && p.d < r.ref.Day || p.dir == backward && p.d > r.ref.Day) {
			at = at.shift(int(p.dir))
		}
		w.y, w.m = at.y, at.m
		return r.checked(date(w, "month from "+r.refText, false))
	}
	w.noYear = true
	return date(w, "no date before it to take the month from", false)
}

// ancient takes three digits for a year in a text that counts BC or AD.
func (r *resolver) ancient(p *phrase) result {
	if r.s.bc+r.s.ad == 0 {
		return result{}
	}
	return date(when{prec: yearly, y: r.yearOf(p)}, "era from the dates around it", false)
}

func (r *resolver) decade(p *phrase) result {
	y := p.y
	certain := true
	if p.era < 0 {
		return date(when{prec: tens, y: 1 - y}, asWritten, true)
	}
	if p.row.kind == decadeDate && p.yDigits == 2 {
		y, certain = r.fullYear(y), false
		if base := r.refYear(); y+9 >= base && r.mode == News {
			y -= 100 // "the thirties" are over
		}
	}
	if p.yDigits == 4 && y%100 == 0 && y < 1900 && p.nth == 0 {
		return date(when{prec: century, y: y}, asWritten, true) // the 1800s
	}
	why := asWritten
	if !certain {
		why = "century from the dates around it"
	}
	return date(when{prec: tens, y: y}, why, certain)
}

func (r *resolver) century(p *phrase) result {
	if p.era < 0 {
		return date(when{prec: century, y: 1 - (p.ord-1)*100 - b2i(p.ord == 1)}, asWritten, true)
	}
	return date(when{prec: century, y: max((p.ord-1)*100, 1)}, asWritten, true)
}

// millennium has a value of one digit, as a century has two.
func (r *resolver) millennium(p *phrase) result {
	first, value := (p.ord-1)*1000, fmt.Sprint(p.ord-1)
	if p.era < 0 {
		first, value = -p.ord*1000+1, "BC"+value // 3000 to 2001 BC
	}
	v := date(when{}, asWritten, true)
	v.value, v.date = value, edtf.Between(edtf.OfYear(first), edtf.OfYear(first+999))
	return v
}

// turn is the turn of a century: of the one named, else the nearest to the text's time.
func (r *resolver) turn(p *phrase) result {
	if p.mod == "" {
		p.mod = "APPROX"
	}
	if p.ord > 0 {
		return date(when{prec: yearly, y: (p.ord - 1) * 100}, asWritten, true)
	}
	rel := noRelation
	if r.lastAt >= p.sentence-2 {
		rel = previous // from what the text speaks of
	}
	base, why, ok := r.base(rel)
	if !ok {
		return r.unplaced(yearly, why)
	}
	return date(when{prec: yearly, y: (base.Year + 50) / 100 * 100}, why, false)
}

func (r *resolver) season(p *phrase) result {
	w := when{prec: seasonal, n: p.season}
	switch {
	case p.hasY:
		w.y = r.yearOf(p)
		return date(w, asWritten, true)
	case p.relUnit == years:
		y, why, ok := r.relativeYear(p.rel)
		w.y, w.noYear = y, !ok
		return date(w, why, ok)
	}
	base, why, ok := r.base(p.rel)
	anySummer := r.mode == News && !p.the && p.dir == neither && p.mod == ""
	if ok && p.rel == noRelation && (p.dir == general || p.many || r.s.timeless || anySummer) {
		why, ok = everyTime+"year", false
	}
	if !ok {
		w.noYear = true
		return date(w, why, false)
	}
	w.y = base.Year
	switch {
	case p.rel.step() != 0:
		for !seasonBeyond(w, base, p.rel.step()) {
			w.y += p.rel.step()
		}
	case p.rel == that || p.rel == same: // of the year just spoken of
		if w.n == 24 && base.Month <= 2 {
			w.y--
		}
	case r.planned.ok:
		w.y = r.planned.year
	default:
		w.y = r.nearSeason(p, w, base)
	}
	return date(w, why, p.rel != noRelation)
}

// seasonBeyond tells that a season lies wholly before (step -1) or after the day.
func seasonBeyond(w when, d edtf.Day, step int) bool {
	lo, hi := w.edtf().Bounds()
	if step < 0 {
		return hi.Before(d)
	}
	return d.Before(lo)
}

// nearSeason is the season that holds the day, else the nearest in the cue's direction.
func (r *resolver) nearSeason(p *phrase, w when, base edtf.Day) int {
	best, distance := base.Year, 0
	for y := base.Year - 1; y <= base.Year+1; y++ {
		w.y = y
		lo, hi := w.edtf().Bounds()
		d := 0
		switch {
		case hi.Before(base):
			d = base.Number() - hi.Number()
			if p.dir == forward {
				d += 1000
			}
		case base.Before(lo):
			d = lo.Number() - base.Number()
			if p.dir == backward {
				d += 1000
			}
		}
		if y == base.Year-1 || d < distance {
			best, distance = y, d
		}
	}
	return best
}

func (r *resolver) quarterly(p *phrase) result {
	n := p.ord
	w := when{prec: quarterly, n: n}
	if p.row.trait == codeForm {
		if n > 10 {
			w.prec, w.n = half, n-10
		}
	}
	switch {
	case p.hasY:
		w.y = r.yearOf(p)
		return date(w, asWritten, true)
	case p.relUnit == years:
		y, why, ok := r.relativeYear(p.rel)
		w.y, w.noYear = y, !ok
		return date(w, why, ok)
	}
	base, why, ok := r.base(p.rel)
	if !ok {
		w.noYear = true
		return date(w, why, false)
	}
	w.y = base.Year
	now := (base.Month + 2) / 3
	switch {
	case p.rel.step() < 0 && n >= now, p.dir != forward && p.rel == noRelation && n > now && r.mode == News:
		w.y--
	case p.rel.step() > 0 && n <= now, p.dir == forward && n < now && p.rel == noRelation:
		w.y++
	}
	return date(w, why, false)
}

// sameQuarter is the quarter under discussion, or the one a year before it.
func (r *resolver) sameQuarter(p *phrase) result {
	if r.quarter.prec == noGrain && p.u != quarters && r.refFine >= yearly {
		return fromRef(date(of(r.ref, yearly).shift(-1), "counted from "+r.refText, false))
	}
	if r.quarter.prec == quarterly {
		return date(r.quarter.shift(4*p.offset), "counted from the last quarter mentioned", true)
	}
	if r.refFine < monthly {
		return r.unplaced(quarterly, "no article date to count from")
	}
	return date(of(r.ref, quarterly).shift(4*p.offset-1), "the last quarter before "+r.refText, false)
}

func (r *resolver) half(p *phrase) result {
	w := when{prec: half, n: max(p.ord, 1)}
	switch {
	case p.hasY:
		w.y = r.yearOf(p)
		return date(w, asWritten, true)
	case p.relUnit == years:
		y, why, ok := r.relativeYear(p.rel)
		w.y, w.noYear = y, !ok
		return date(w, why, ok)
	}
	base, why, ok := r.base(noRelation)
	w.y, w.noYear = base.Year, !ok
	return date(w, why, ok)
}
