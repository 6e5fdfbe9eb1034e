package dates

import (
	"cmp"
	"slices"
)

// A history leaves years out and the reader follows: "In December ... In March ...". The
// plan gives each such date the year that makes the whole text run on most smoothly,
// seen from the years stated before it and after it. It is a beam search over what the
// story's date may be at each point: going on by some months costs little, going back
// costs more, and a stated year may be passed over as background at a price.

// planned is what the plan says at one phrase.
type planned struct {
	year  int  // of a date without one
	ok    bool // year is set
	story when // the story's date before this phrase
}

// spot is a point of the story: a month, or a year when m is 0.
type spot struct{ y, m int }

// path is one way to read the text up to a phrase.
type path struct {
	at   spot
	cost float64
	year int // given to the phrase, for dates without one
	prev *path
}

// The prices of the search, in months.
const (
	beamWidth    = 24
	backFixed    = 3.0  // going back at all
	backMonth    = 1.4  // and for each month
	longestJump  = 30.0 // no jump costs more
	skipInside   = 6.0  // passing over a year within a sentence
	skipInitial  = 20.0 // or at its beginning
	skipDated    = 12.0 // and more when it has a month
	longestAhead = 14.0 // going on costs no more than this
	skipBrackets = 1.0  // or in brackets
	skipAhead    = 1.0  // or one that is still to come
	leaveBeside  = 30.0 // taking another year than one stated in the same sentence
)

// plan finds the best path through the phrases.
func (r *resolver) plan() []planned {
	phrases := r.s.phrases
	out := make([]planned, len(phrases))
	ahead := r.statedYears()
	beam := []*path{{at: spot{}}}
	beside, sentence := 0, 0             // the year stated last in this sentence
	ends := make([]int, 0, len(phrases)) // phrases that the beam moved at
	for i := range phrases {
		if phrases[i].sentence != sentence {
			beside, sentence = 0, phrases[i].sentence
		}
		next := r.advance(beam, &phrases[i], ahead[i], beside)
		if phrases[i].stated() && (phrases[i].m > 0 || phrases[i].initial) {
			beside = r.yearOf(&phrases[i])
		}
		if next == nil {
			continue
		}
		beam = prune(next)
		ends = append(ends, i)
	}
	best := beam[0]
	for k := len(ends) - 1; k >= 0; k-- {
		i := ends[k]
		out[i] = planned{year: best.year, ok: phrases[i].undated() && best.at != (spot{})}
		best = best.prev
		out[i].story = best.at.when()
	}
	fillStory(out, ends, beam[0])
	return out
}

// fillStory gives phrases that did not move the story the date it had there.
func fillStory(out []planned, ends []int, last *path) {
	at := last.at.when()
	k := len(ends) - 1
	for i := len(out) - 1; i >= 0; i-- {
		if k >= 0 && ends[k] == i {
			at = out[i].story
			k--
			continue
		}
		out[i].story = at
	}
}

func (p spot) when() when {
	switch {
	case p == spot{}:
		return when{}
	case p.m == 0:
		return when{prec: yearly, y: p.y}
	}
	return when{prec: monthly, y: p.y, m: p.m}
}

// undated tells that a phrase is a month or a day without a year.
func (p *phrase) undated() bool {
	if p.promised {
		return false
	}
	if p.kind == seasonDate {
		return !p.hasY && p.rel == noRelation && p.relUnit == noUnit && p.dir != general && !p.many
	}
	return p.kind == calendarDate && p.m > 0 && !p.hasY && p.relUnit == noUnit && p.figures == ""
}

// storyMonth is where in its year a date stands, 0 when that is not known.
func (p *phrase) storyMonth() int {
	if p.kind == seasonDate {
		return [...]int{4, 7, 10, 12}[p.season-21]
	}
	return p.m
}

// stated tells that a phrase says its year.
func (p *phrase) stated() bool {
	switch p.kind {
	case calendarDate, ancientYear:
		return p.hasY && (p.yDigits >= 3 || p.era != 0)
	case seasonDate, quarterDate, holidayDate:
		return p.hasY
	}
	return false
}

// statedYears has for each phrase the next year that the text states.
func (r *resolver) statedYears() []int {
	out := make([]int, len(r.s.phrases))
	next := 0
	for i := len(out) - 1; i >= 0; i-- {
		out[i] = next
		if p := &r.s.phrases[i]; p.stated() {
			next = r.yearOf(p)
		}
	}
	return out
}

// advance lists the paths behind a phrase; nil when it does not concern the story.
func (r *resolver) advance(beam []*path, p *phrase, ahead, beside int) []*path {
	switch {
	case p.undated():
		return advanceUndated(beam, p, ahead, beside)
	case p.stated():
		return r.advanceStated(beam, p)
	case p.kind == unitShift && p.u == years && p.rel.anaphoric() && p.rel.step() != 0:
		return advanceYears(beam, p.rel.step())
	}
	return nil
}

func advanceUndated(beam []*path, p *phrase, ahead, beside int) []*path {
	var next []*path
	for _, b := range beam {
		if b.at == (spot{}) {
			if ahead == 0 {
				next = append(next, &path{prev: b, cost: b.cost})
				continue
			}
			next = append(next, &path{at: spot{ahead, p.storyMonth()}, year: ahead, prev: b, cost: b.cost})
			continue
		}
		candidates := []int{b.at.y - 1, b.at.y, b.at.y + 1}
		if ahead != 0 {
			candidates = append(candidates, ahead-1, ahead)
		}
		if beside != 0 {
			candidates = append(candidates, beside)
		}
		for _, y := range candidates {
			to := spot{y, p.storyMonth()}
			cost := price(b.at, to)
			if beside != 0 && y != beside {
				cost += leaveBeside
			}
			next = append(next, &path{at: to, year: y, prev: b, cost: b.cost + cost})
		}
	}
	return next
}

func (r *resolver) advanceStated(beam []*path, p *phrase) []*path {
	to := spot{r.yearOf(p), p.storyMonth()}
	skip := skipInside
	switch {
	case p.heading:
		skip = 3 * longestJump
	case p.initial:
		skip = skipInitial
	case p.inBrackets:
		skip = skipBrackets
	case p.dir == forward && p.m == 0:
		skip = skipAhead
	}
	if p.m > 0 && skip > skipBrackets {
		skip += skipDated
	}
	var next []*path
	for _, b := range beam {
		at, cost := to, 0.0
		if b.at != (spot{}) {
			cost = price(b.at, to)
			if p.heading {
				cost = 0
			} else if to.m == 0 && b.at.y == to.y {
				at = b.at // the story knows more
			}
			next = append(next, &path{at: b.at, prev: b, cost: b.cost + skip})
		}
		next = append(next, &path{at: at, prev: b, cost: b.cost + cost})
	}
	return next
}

func advanceYears(beam []*path, step int) []*path {
	var next []*path
	for _, b := range beam {
		if b.at == (spot{}) {
			return nil
		}
		next = append(next, &path{at: spot{b.at.y + step, 0}, prev: b, cost: b.cost + 1}, &path{at: b.at, prev: b, cost: b.cost + skipInside})
	}
	return next
}

// price is the price of going from one point of the story to another.
func price(from, to spot) float64 {
	months := 0
	switch {
	case from.m > 0 && to.m > 0:
		months = (to.y-from.y)*12 + to.m - from.m
	case from.y == to.y:
		return 0
	case to.y > from.y:
		months = (to.y-from.y-1)*12 + max(to.m, 1) + 12 - max(from.m, 6)
	default:
		months = -((from.y-to.y-1)*12 + max(from.m, 6) + 12 - max(to.m, 6))
	}
	if months < 0 {
		return min(longestJump, backFixed-backMonth*float64(months))
	}
	return min(longestAhead, float64(months))
}

// prune keeps the cheapest path to each point, and of those the best.
func prune(paths []*path) []*path {
	slices.SortStableFunc(paths, func(a, b *path) int {
		return cmp.Or(cmp.Compare(a.cost, b.cost), cmp.Compare(a.at.y, b.at.y), cmp.Compare(a.at.m, b.at.m))
	})
	var kept []*path
	for _, p := range paths {
		if !slices.ContainsFunc(kept, func(k *path) bool { return k.at == p.at }) {
			kept = append(kept, p)
		}
		if len(kept) == beamWidth {
			break
		}
	}
	return kept
}
