package dates

import (
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

	last    when // the last date mentioned that has a year
	story   when // in a history, the story's date as the plan has it
	lastDay edtf.Day
	hasDay  bool
	lastAt  int // sentence of last
	stated  []statedDay
	quarter when
	planned planned
	beside  result  // what the next phrase means, for one that is counted from it
	after   *phrase // what stands right behind the phrase: "two years later, in 1896"
	before  *result // what is resolved right before the phrase: "in 1620, on 8 November"
	bc      bool    // bare years are before Christ
	over    *overhead
	about   map[string]bool // by named period, see isAbout
}

// statedDay is a day that the text gives with its year.
type statedDay struct {
	day      edtf.Day
	sentence int
}

// result is a phrase resolved.
type result struct {
	w       when
	typ     string
	value   string
	date    edtf.Date
	reason  string
	certain bool
	fromRef bool // counted from the reference date
}

// resolve gives every phrase its days.
func (s *scanner) resolve(blocks []Block) []Reading {
	r := &resolver{s: s, mode: s.o.Mode, about: map[string]bool{}, bc: s.bc > 0 && s.bc >= s.ad}
	r.setReference(s.o.Reference)
	r.over = newOverhead(r, blocks)
	if r.mode == Auto {
		r.mode = s.guessMode(r)
	}
	s.reports, s.deictic = s.isReport(r), s.countDeictic()
	s.timeless = s.isTimeless()
	results := r.run()
	for i := range s.phrases {
		s.link(results, i)
		if d := results[i].date; s.phrases[i].upto && !d.IsZero() && !d.IsRange() {
			results[i].date = edtf.Between(d, edtf.Date{})
		}
	}
	return s.readings(blocks, results)
}

// run resolves the phrases in reading order.
func (r *resolver) run() []result {
	phrases := r.s.phrases
	results := make([]result, len(phrases))
	var plan []planned
	if r.mode == Narrative {
		plan = r.plan()
	}
	for i := range phrases {
		p := &phrases[i]
		if plan != nil {
			r.planned, r.story = plan[i], plan[i].story
		}
		r.before, r.after = nil, nil
		if p.fromNext {
			ahead, next := *r, phrases[i+1] // copies: nothing is kept of what is read here
			next.side = 0
			r.beside = ahead.one(&next)
		}
		if i > 0 && p.glued && phrases[i-1].block == p.block {
			r.before = &results[i-1]
		}
		if i+1 < len(phrases) && phrases[i+1].glued && phrases[i+1].block == p.block {
			r.after = &phrases[i+1]
		}
		results[i] = r.one(p)
		if i > 0 && phrases[i-1].link == rangeLink {
			r.rise(p, &results[i-1], &results[i])
		}
	}
	return results
}

// readings is what the caller sees of the phrases that mean something.
func (s *scanner) readings(blocks []Block, results []result) []Reading {
	list := make([]Reading, 0, len(results))
	for i := range results {
		p, v := &s.phrases[i], &results[i]
		if v.typ == "" {
			continue
		}
		list = append(list, Reading{
			Block: p.block, Start: p.start, End: p.end, Surface: blocks[p.block].Text[p.start:p.end],
			Type: v.typ, Value: v.value, Mod: p.mod, Date: v.date, Reason: Reason(v.reason),
			Certain: v.certain, Open: v.open(), Forward: p.dir == forward, Pattern: p.row.name,
		})
	}
	return list
}

// open tells that a date was read and could not be placed.
func (v *result) open() bool {
	return (v.typ == "DATE" || v.typ == "TIME") && strings.Contains(v.value, "X") && !strings.HasPrefix(v.reason, everyTime)
}

// setReference takes the reference date as far as it is one day, month or year.
func (r *resolver) setReference(d edtf.Date) {
	if d.IsZero() {
		return
	}
	lo, hi := d.Bounds()
	if lo.IsOpen() || hi.IsOpen() {
		return
	}
	r.ref = lo
	r.refText = "the article's date, " + said(d)
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
	if p.kind == clockTime && (a.date.IsZero() || s.phrases[i+1].isDated()) && b.w.prec == daily && !b.w.noYear { // 2 to 5 p.m. on 3 May
		w := b.w
		w.part = p.timeText()
		a.w, a.value, a.date, a.reason = w, w.timex(), b.date, b.reason
	}
	if a.date.IsZero() || b.date.IsZero() || a.date == b.date {
		return
	}
	var d edtf.Date
	if p.link == orLink {
		d, _ = edtf.Parse("[" + a.date.String() + "," + b.date.String() + "]")
	} else {
		d = edtf.Between(a.date, b.date)
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

// one resolves a phrase and remembers it.
func (r *resolver) one(p *phrase) result {
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
	return v
}

// remember keeps what later phrases may count from.
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
		if p.hasY {
			r.stated = append(r.stated, statedDay{r.lastDay, p.sentence})
		}
	} else if w.prec == yearly || w.prec == monthly || w.prec == seasonal {
		r.hasDay = r.hasDay && w.prec == yearly && w.y == r.lastDay.Year || r.hasDay && w.prec == monthly && w.y == r.lastDay.Year && w.m == r.lastDay.Month
	}
	r.last, r.lastAt = w, p.sentence
}

// resolvers has a row per kind of phrase.
var resolvers = [...]func(*resolver, *phrase) result{
	noKind:         func(*resolver, *phrase) result { return result{} },
	calendarDate:   (*resolver).calendar,
	dayOfMonth:     (*resolver).dayOfMonth,
	ancientYear:    (*resolver).ancient,
	decadeDate:     (*resolver).decade,
	centuryDate:    (*resolver).century,
	millenniumDate: (*resolver).millennium,
	turnOfCentury:  (*resolver).turn,
	seasonDate:     (*resolver).season,
	quarterDate:    (*resolver).quarterly,
	halfDate:       (*resolver).half,
	weekdayDate:    (*resolver).weekday,
	dayShift:       (*resolver).dayShift,
	unitShift:      (*resolver).unitShift,
	plainUnit:      (*resolver).unitShift,
	yearEnd:        (*resolver).yearEnd,
	weekOf:         (*resolver).weekOf,
	ago:            (*resolver).ago,
	later:          (*resolver).later,
	clockTime:      (*resolver).time,
	partOfDay:      (*resolver).time,
	partShift:      (*resolver).partShift,
	holidayDate:    (*resolver).holiday,
	namedPeriod:    (*resolver).period,
	weekendShift:   (*resolver).weekend,
	nthWeekday:     (*resolver).nthWeekday,
	sameQuarter:    (*resolver).sameQuarter,
	thatTime:       (*resolver).thatTime,
	duration:       (*resolver).duration,
	articleUnit:    (*resolver).articleUnit,
	bareUnits:      (*resolver).duration,
	setOf:          (*resolver).set,
	ref:            (*resolver).reference,
	storyRef:       (*resolver).storyRef,
}

func date(w when, reason string, certain bool) result {
	return result{w: w, typ: "DATE", reason: reason, certain: certain}
}

// fromRef marks a result as counted from the reference date.
func fromRef(v result) result {
	v.fromRef = true
	return v
}
