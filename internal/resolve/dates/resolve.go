package dates

import (
	"cmp"
	"fmt"
	"strings"

	"dossier/internal/edtf"
)

// resolver reads phrases in order and remembers what was mentioned.
type resolver struct {
	s       *scanner
	mode    Mode
	ref     edtf.Day
	refFine grain // noGrain without a reference date
	refText string

	last     when // the last date mentioned that has a year
	story    when // the last one that carries a history on, see carries
	lastDay  edtf.Day
	hasDay   bool
	lastAt   int // sentence of last
	quarter  when
	planned  planned
	before   *result // what is resolved right before the phrase: "in 1620, on 8 November"
	sentence int
	bc       bool // bare years are before Christ
}

// result is a phrase resolved.
type result struct {
	w       when
	typ     string
	value   string
	date    edtf.Date
	reason  string
	certain bool
	forward bool
	fromRef bool // counted from the reference date
}

func (s *scanner) resolve(blocks []Block) []Reading {
	r := &resolver{s: s}
	r.setReference(s.o.Reference)
	r.bc = s.bc > 0 && s.bc >= s.ad
	r.mode = s.o.Mode
	if r.mode == Auto {
		r.mode = s.guessMode(r)
	}
	s.reports, s.deictic = s.isReport(r), s.countDeictic()
	for i := range s.phrases[:max(len(s.phrases)-1, 0)] {
		if p, q := &s.phrases[i], &s.phrases[i+1]; p.link == rangeLink && q.kind == calendarDate && !q.hasY {
			p.rangeTo = q.m
		}
	}
	results := make([]result, len(s.phrases))
	readings := make([]Reading, 0, len(s.phrases))
	var plan []planned
	if r.mode == Narrative {
		plan = r.plan()
	}
	for i := range s.phrases {
		if plan != nil {
			r.planned = plan[i]
			r.story = plan[i].story
		}
		r.before = nil
		if i > 0 && s.phrases[i].glued && s.phrases[i-1].block == s.phrases[i].block {
			r.before = &results[i-1]
		}
		results[i] = r.one(&s.phrases[i])
		if i > 0 && s.phrases[i-1].link == rangeLink {
			r.rise(&s.phrases[i], &results[i-1], &results[i])
		}
	}
	for i := range s.phrases {
		s.link(results, i)
		if d := results[i].date; s.phrases[i].upto && !d.IsZero() && !d.IsRange() {
			results[i].date = edtf.Between(d, edtf.Date{})
		}
	}
	for i := range s.phrases {
		p, v := &s.phrases[i], &results[i]
		if v.typ == "" {
			continue
		}
		readings = append(readings, Reading{
			Block: p.block, Start: p.start, End: p.end, Surface: blocks[p.block].Text[p.start:p.end],
			Type: v.typ, Value: v.value, Mod: p.mod, Date: v.date, Reason: v.reason,
			Certain: v.certain, Forward: v.forward, Pattern: p.row.name,
		})
	}
	return readings
}

func (r *resolver) setReference(d edtf.Date) {
	if d.IsZero() {
		return
	}
	lo, hi := d.Bounds()
	if lo.IsOpen() || hi.IsOpen() {
		return
	}
	r.ref = lo
	r.refText = "the article's date, " + d.Words()
	switch {
	case lo == hi:
		r.refFine = daily
	case lo.Year == hi.Year && lo.Month == hi.Month:
		r.refFine = monthly
	case lo.Year == hi.Year:
		r.refFine = yearly
	}
}

// link gives both points of a range the same interval.
func (s *scanner) link(results []result, i int) {
	p := &s.phrases[i]
	if p.link == noLink || p.link == andLink || i+1 >= len(results) || s.phrases[i+1].block != p.block {
		return
	}
	a, b := &results[i], &results[i+1]
	if a.date.IsZero() || b.date.IsZero() {
		return
	}
	var d edtf.Date
	if p.link == orLink {
		d, _ = edtf.Parse("[" + a.date.String() + "," + b.date.String() + "]")
	} else {
		d = edtf.Between(plainDate(a), plainDate(b))
	}
	if !d.IsZero() {
		a.date, b.date = d, d
	}
}

// rise puts the end of a range behind its beginning when its year was inferred: "from
// January 23 to March 9".
func (r *resolver) rise(p *phrase, a, b *result) {
	if p.kind != calendarDate || p.hasY || p.m == 0 || a.typ != "DATE" || b.w.noYear || a.w.noYear || a.w.prec < monthly || a.w.prec == weekly {
		return
	}
	w := b.w
	w.y = a.w.y
	if w.first().Before(a.w.first()) {
		w.y++
	}
	if w.y == b.w.y {
		return
	}
	b.w, b.value, b.date, b.reason = w, w.timex(), w.edtf(), "year from the beginning of the range"
	r.remember(p, w)
}

// plainDate is the date without "~", which an interval shows at its ends only if both
// have it.
func plainDate(v *result) edtf.Date { return v.date }

// isReport tells that a text speaks of days near its date, as news do.
func (s *scanner) isReport(r *resolver) bool {
	for i := range s.phrases {
		p := &s.phrases[i]
		switch p.kind {
		case weekdayDate, ago, weekOf:
			return true
		case dayShift:
			if p.offset != 0 {
				return true
			}
		case unitShift:
			if p.rel == last || p.rel == next {
				return true
			}
		case calendarDate:
			if p.m > 0 && !p.hasY {
				return true
			}
		}
	}
	return false
}

// countDeictic counts the words that only the reference date explains.
func (s *scanner) countDeictic() (n int) {
	for i := range s.phrases {
		p := &s.phrases[i]
		if p.kind == weekdayDate && !p.article && !p.rel.anaphoric() || p.kind == dayShift && p.offset != 0 {
			n++
		}
	}
	return n
}

// guessMode takes a text for a history when its years are stated, and lie elsewhere than
// the reference date, and it seldom speaks of today or of weekdays.
func (s *scanner) guessMode(r *resolver) Mode {
	stated, near, deictic := 0, 0, 0
	for i := range s.phrases {
		p := &s.phrases[i]
		switch {
		case p.kind == calendarDate && p.hasY && p.yDigits == 4 || p.era != 0:
			stated++
			if p.era == 0 && r.refFine != noGrain && p.y == r.ref.Year {
				near++
			}
		case p.kind == dayShift || p.kind == weekdayDate || p.kind == ago || p.kind == unitShift && p.rel != noRelation && !p.rel.anaphoric():
			deictic++
		}
	}
	if stated >= 5 && stated > 3*near && stated > 3*deictic {
		return Narrative
	}
	return News
}

// one resolves a phrase and remembers it.
func (r *resolver) one(p *phrase) result {
	if p.sentence != r.sentence {
		r.sentence = p.sentence
	}
	v := resolvers[p.kind](r, p)
	if v.typ == "" {
		return v
	}
	if v.value == "" {
		if p.withPart != "" && v.w.prec == daily {
			v.w.part = p.withPart
			v.typ = "TIME"
		}
		v.value = v.w.timex()
		v.date = v.w.edtf()
		if v.w.part != "" {
			v.typ = "TIME"
		}
		if p.mod != "" && v.w.part == "" && !v.date.IsZero() && !v.date.IsRange() {
			if d, err := edtf.Parse(v.date.String() + "~"); err == nil {
				v.date = d
			}
		}
		if r.mode != Narrative || !v.fromRef {
			r.remember(p, v.w)
		}
	}
	v.forward = v.forward || p.dir == forward
	return v
}

func (r *resolver) remember(p *phrase, w when) {
	if w.noYear || w.prec == noGrain || w.prec == century || w.prec == tens {
		return
	}
	if p.inBrackets && r.mode == Narrative && w.prec == yearly && !p.heading {
		return
	}
	if w.prec == quarterly {
		r.quarter = w
	}
	if w.prec == daily && w.d > 0 {
		r.lastDay, r.hasDay = edtf.Day{Year: w.y, Month: w.m, Day: w.d}, true
	} else if w.prec == yearly || w.prec == monthly || w.prec == seasonal {
		r.hasDay = r.hasDay && w.prec == yearly && w.y == r.lastDay.Year || r.hasDay && w.prec == monthly && w.y == r.lastDay.Year && w.m == r.lastDay.Month
	}
	r.last, r.lastAt = w, p.sentence
}

var resolvers = [...]func(*resolver, *phrase) result{
	noKind:       func(*resolver, *phrase) result { return result{} },
	calendarDate: (*resolver).calendar,
	dayOfMonth:   (*resolver).dayOfMonth,
	ancientYear:  (*resolver).ancient,
	decadeDate:   (*resolver).decade,
	centuryDate:  (*resolver).century,
	seasonDate:   (*resolver).season,
	quarterDate:  (*resolver).quarterly,
	halfDate:     (*resolver).half,
	weekdayDate:  (*resolver).weekday,
	dayShift:     (*resolver).dayShift,
	unitShift:    (*resolver).unitShift,
	plainUnit:    (*resolver).unitShift,
	yearEnd:      (*resolver).yearEnd,
	weekOf:       (*resolver).weekOf,
	ago:          (*resolver).ago,
	later:        (*resolver).later,
	clockTime:    (*resolver).time,
	partOfDay:    (*resolver).time,
	partShift:    (*resolver).partShift,
	holidayDate:  (*resolver).holiday,
	weekendShift: (*resolver).weekend,
	nthWeekday:   (*resolver).nthWeekday,
	sameQuarter:  (*resolver).sameQuarter,
	thatTime:     (*resolver).thatTime,
	duration:     (*resolver).duration,
	articleUnit:  (*resolver).articleUnit,
	bareUnits:    (*resolver).duration,
	setOf:        (*resolver).set,
	ref:          (*resolver).reference,
	storyRef:     (*resolver).storyRef,
}

func date(w when, reason string, certain bool) result {
	return result{w: w, typ: "DATE", reason: reason, certain: certain}
}

const asWritten = "as written"

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
		p.hasY = false // "a low in January of 114"
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

// fromRef marks a result as counted from the reference date.
func fromRef(v result) result {
	v.fromRef = true
	return v
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

// weekend is "the weekend": the last one in a report, unless the words point forward.
func (r *resolver) weekend(p *phrase) result {
	if r.refFine != daily || r.mode == Narrative {
		return r.unplaced(weekend, "no article date to count from")
	}
	w := of(r.ref, weekend)
	switch {
	case p.dir == general:
		return r.unplaced(weekend, "said of every weekend")
	case p.dir != forward && r.ref.Weekday() < 6:
		w = w.shift(-1)
	}
	return date(w, "counted from "+r.refText, true)
}

// figures reads dates in figures: ISO, 3/25/2019, 25.3.2019.
func (r *resolver) figures(p *phrase) result {
	var a, b, c int
	switch {
	case len(p.figures) >= 10 && p.figures[4] == '-':
		fmt.Sscanf(p.figures, "%d-%d-%d", &a, &b, &c)
		return r.valid(date(when{prec: daily, y: a, m: b, d: c, part: p.figures[10:]}, asWritten, true))
	case strings.Contains(p.figures, "."):
		fmt.Sscanf(p.figures, "%d.%d.%d", &a, &b, &c)
		return r.valid(date(when{prec: daily, y: c, m: b, d: a}, "day, month, year", true))
	}
	fmt.Sscanf(p.figures, "%d/%d/%d", &a, &b, &c)
	if c < 100 {
		c = r.fullYear(c)
	}
	british := strings.EqualFold(r.s.o.Language, "en-GB") || a > 12
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

// relativeYear is the year of "last year", "that year".
func (r *resolver) relativeYear(rel relation) (y int, why string, ok bool) {
	if (rel.anaphoric() || r.mode == Narrative && !r.atPresent()) && r.last.prec != noGrain {
		return r.last.y + rel.step(), "counted from the last date mentioned, " + r.last.edtf().Words(), true
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

// base is the day that a relation counts from.
func (r *resolver) base(rel relation) (edtf.Day, string, bool) {
	if (rel.anaphoric() || r.mode == Narrative) && r.last.prec != noGrain {
		return r.last.first(), "counted from the last date mentioned, " + r.last.edtf().Words(), true
	}
	if r.refFine == noGrain {
		return edtf.Day{}, "no article date to count from", false
	}
	return r.ref, "counted from " + r.refText, true
}

// nearYear gives a month or a day without a year its year.
func (r *resolver) nearYear(p *phrase, w when) result {
	if b := r.before; b != nil && b.w.prec == yearly && !b.w.noYear && b.typ == "DATE" {
		w.y = b.w.y
		return date(w, "year from the words before it", true)
	}
	switch {
	case r.mode == Narrative && (r.last.prec != noGrain || r.planned.ok):
		return r.inherit(p, w)
	case r.refFine == noGrain && r.last.prec >= monthly && r.lastAt >= p.sentence-1:
		return r.inherit(p, w)
	case r.refFine == noGrain:
		w.noYear = true
		return date(w, "no article date to take the year from", false)
	}
	if p.dir == general && w.d == 0 {
		w.noYear = true
		return date(w, "said of every year", false)
	}
	if y, ok := r.sentenceYear(p); ok {
		w.y = y
		return date(w, "year from the same sentence", true)
	}
	best, distance := 0, 0
	day := min(max(w.d, 15*b2i(w.d == 0)), 28)
	for y := r.ref.Year - 1; y <= r.ref.Year+1; y++ {
		if w.m == 2 && w.d == 29 && edtf.DaysIn(y, 2) < 29 {
			continue
		}
		d := edtf.Day{Year: y, Month: w.m, Day: day}.Number() - r.ref.Number()
		if w.d == 0 && y == r.ref.Year && w.m == r.ref.Month {
			d = 0
		}
		// A cue weighs less than a year: a date close by is meant, whatever the verb.
		switch {
		case w.d == 0 && (p.dir == forward && d < 0 || p.dir == backward && d > 0):
			d = max(d, -d) + 1000
		case p.dir == forward && d < 0:
			d = -d + 180
		case p.dir == backward && d > 0:
			d += 300
		}
		if d = max(d, -d); best == 0 || d < distance {
			best, distance = y, d
		}
	}
	w.y = cmp.Or(best, r.ref.Year)
	return date(w, "year from "+r.refText+"; nearest", true)
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// sentenceYear is the year of a full date earlier in the sentence of a news text, when
// it is not the reference year.
func (r *resolver) sentenceYear(p *phrase) (int, bool) {
	if r.last.prec >= monthly && r.lastAt == p.sentence && r.last.y < r.ref.Year-1 {
		return r.last.y, true
	}
	return 0, false
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
		return date(w, "year from the story, which stood at "+from.edtf().Words(), false)
	}
	return date(w, "year from the last date mentioned, "+from.edtf().Words(), true)
}

func (r *resolver) dayOfMonth(p *phrase) result {
	w := when{prec: daily, d: p.d}
	switch {
	case r.last.prec >= monthly && r.last.m > 0 && (r.mode == Narrative || r.lastAt >= p.sentence-2):
		w.y, w.m = r.last.y, r.last.m
		return r.checked(date(w, "month from the last date mentioned, "+r.last.edtf().Words(), true))
	case r.refFine >= monthly && r.mode == News:
		w.y, w.m = r.ref.Year, r.ref.Month
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
	if p.yDigits == 4 && y%100 == 0 && y < 1900 {
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
	return date(when{prec: century, y: (p.ord - 1) * 100}, asWritten, true)
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
	if ok && p.rel == noRelation && (p.dir == general || p.many) {
		why, ok = "said of every year", false
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
	if r.quarter.prec == quarterly {
		return date(r.quarter.shift(4*p.offset), "counted from the last quarter mentioned", true)
	}
	if r.refFine < monthly {
		return r.unplaced(quarterly, "no article date to count from")
	}
	return date(of(r.ref, quarterly).shift(4*p.offset-1), "the last quarter before "+r.refText, false)
}

// thatTime is "at the time": the past in news, the story's own time in a history.
func (r *resolver) thatTime(p *phrase) result {
	p.value = "PAST_REF"
	if r.mode == Narrative {
		p.value = "PRESENT_REF"
	}
	return r.reference(p)
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

// weekday is the last one in a report, the article's own day included, unless the words
// around point forward.
func (r *resolver) weekday(p *phrase) result {
	w := when{prec: daily, part: p.part}
	if r.refFine != daily && !(r.mode == Narrative && r.hasDay) {
		v := date(w, "no article date to count from", false)
		v.value = fmt.Sprintf("XXXX-WXX-%d", p.weekday)
		return v
	}
	if p.article || p.dir == general && !r.s.reports {
		v := date(w, "said of every week", false)
		v.value = fmt.Sprintf("XXXX-WXX-%d", p.weekday)
		return v
	}
	base, why := r.ref, "on or before "+r.refText
	if r.mode == Narrative && r.hasDay && (r.refFine != daily || !r.atPresent() && r.lastAt >= p.sentence-2) {
		base, why = r.lastDay, "nearest to the last day mentioned, "+edtf.OfDay(r.lastDay).Words()
	}
	if p.rel.anaphoric() && r.hasDay && r.lastAt >= p.sentence-2 {
		base, why = r.lastDay, "counted from the last day mentioned, "+edtf.OfDay(r.lastDay).Words()
	}
	diff := p.weekday - base.Weekday() // within the same week
	back, ahead := diff, diff
	if back > 0 {
		back -= 7
	}
	if ahead < 0 {
		ahead += 7
	}
	n := back
	switch {
	case p.relUnit == weeks && p.offset < 0:
		n = back - 7
	case p.relUnit == weeks:
		n = diff + 7*p.rel.step()
	case p.rel.step() < 0:
		if n == 0 {
			n = -7
		}
		why = "the last one before " + r.refText
	case p.rel.step() > 0:
		n = ahead
		if n == 0 {
			n = 7
		}
		why = "the next one after " + r.refText
	case p.dir == forward, p.rel == this && p.dir != backward:
		n = ahead
		why = "the words around it point forward from " + r.refText
	case r.mode == Narrative && ahead < -back && base != r.ref:
		n = ahead
	}
	d := base.AddDays(n)
	w.y, w.m, w.d = d.Year, d.Month, d.Day
	return date(w, why, true)
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
	if p.offset == 0 && p.part == "" && p.withPart == "" && (r.mode == Narrative || p.dir == general || p.dir == neither && !r.s.reports) {
		return result{typ: "DATE", value: "PRESENT_REF", reason: "today as these times"}
	}
	d := r.ref.AddDays(p.offset)
	w.y, w.m, w.d = d.Year, d.Month, d.Day
	return fromRef(date(w, "counted from "+r.refText, true))
}

// unitShift resolves "last month", "the following day", "the end of the year".
func (r *resolver) unitShift(p *phrase) result {
	g := grainOf(p.u)
	if p.ofEvent {
		return r.unplaced(g, "counted from an event that has no date here")
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
	return fromRef(date(of(r.ref, g).shift(p.rel.step()), "counted from "+r.refText, true))
}

// fromText counts from the last date mentioned, if there is one near enough.
func (r *resolver) fromText(p *phrase, g grain) (result, bool) {
	if r.last.prec == noGrain {
		return result{}, false
	}
	base := r.anchor(p)
	if r.mode == News && (r.lastAt < p.sentence-3 || p.kind == plainUnit) {
		return result{}, false
	}
	why := "counted from the last date mentioned, " + base.edtf().Words()
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
	if r.mode == Narrative && r.story.prec != noGrain && r.lastAt != p.sentence {
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
	if r.mode == Narrative && r.story.prec >= g && !r.atPresent() {
		return r.counted(p, r.story.first(), g, "counted from the last date mentioned, "+r.story.edtf().Words())
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
	base, why := r.last, "counted from the last date mentioned, "
	if base.prec == noGrain || r.mode == News && r.lastAt < p.sentence-2 {
		if r.refFine != daily {
			return r.unplaced(g, "no date to count from")
		}
		base, why = of(r.ref, daily), "counted from "+r.refText
	} else {
		why += base.edtf().Words()
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

// time is a time of day alone; it stands on the last day mentioned or the article's.
func (r *resolver) time(p *phrase) result {
	text := p.timeText()
	w := when{prec: daily, part: text}
	switch {
	case r.hasDay && (r.mode == Narrative && r.lastAt >= p.sentence-6 || r.lastAt >= p.sentence-1):
		w.y, w.m, w.d = r.lastDay.Year, r.lastDay.Month, r.lastDay.Day
		return date(w, "on the last day mentioned", true)
	case r.refFine == daily && r.mode == News && p.kind == clockTime && (p.dir == forward || p.dir == backward):
		w.y, w.m, w.d = r.ref.Year, r.ref.Month, r.ref.Day
		return date(w, "on "+r.refText, false)
	}
	w.noYear = true
	return result{typ: "TIME", value: w.timex(), reason: "no day to stand on"}
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

func (r *resolver) duration(p *phrase) result {
	v := result{typ: "DURATION", reason: "a length of time", certain: true, value: p.value}
	if v.value != "" {
		return v
	}
	n := p.n
	switch {
	case p.kind == bareUnits:
		n = unknown
	case !p.hasN:
		n = 1
	}
	v.value = durationValue(n, p.u)
	return v
}

func (r *resolver) reference(p *phrase) result {
	return result{typ: "DATE", value: p.value, reason: "a word for an open time", certain: true}
}

// storyRef is a word that a history uses of its own time.
func (r *resolver) storyRef(p *phrase) result {
	if r.mode != Narrative {
		return result{}
	}
	return r.reference(p)
}

func (r *resolver) articleUnit(p *phrase) result {
	v := r.duration(p)
	if p.value == "rate" {
		v = result{typ: "SET", value: durationValue(1, p.u), reason: "how often", certain: true}
	}
	return v
}

func (r *resolver) set(p *phrase) result {
	v := result{typ: "SET", reason: "how often", certain: true, value: p.value}
	switch {
	case v.value != "":
	case p.weekday > 0:
		v.value = fmt.Sprintf("XXXX-WXX-%d%s", p.weekday, p.part)
	case p.m > 0:
		v.value = "XXXX-" + two(p.m)
	case p.season > 0:
		v.value = when{prec: seasonal, n: p.season, noYear: true}.timex()
	case p.part != "":
		v.value = "XXXX-XX-XX" + p.part
	default:
		n := p.n
		if !p.hasN {
			n = 1
		}
		v.value = durationValue(n, p.u)
	}
	return v
}
