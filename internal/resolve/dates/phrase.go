package dates

import (
	"fmt"
	"strings"

	"dossier/internal/edtf"
)

// phrase is a match taken apart; what is not there is zero.
type phrase struct {
	kind              kind
	row               *row
	block, start, end int // byte range in the text of the block
	from, to          int // tokens of the block
	sentence          int // count over the whole text
	heading           bool

	// What its words say.
	y, m, d   int
	hasY      bool
	yDigits   int // 2 for '99, 3 for 490
	era       int // -1 BC, +1 AD
	weekday   int
	season    int // 21 to 24
	part      string
	ord       int
	nth       int // the number before ord
	n         float64
	hasN      bool
	u         unitKind
	many      bool // the unit is in the plural
	rel       relation
	relUnit   unitKind // what rel applies to, where it is not the phrase itself
	hour      int
	halfDay   string // am, pm
	zone      string
	clockWord bool                    // noon
	figures   string                  // text of a date in figures
	feast     func(year int) edtf.Day // the feast of a year
	opening   edtf.Date               // a named period, and its other end
	closing   edtf.Date
	side      int // -1 before a named period, +1 after it
	edge      int // -1 for the beginning of a named period, +1 for its end
	mod       string
	the       bool // begins with "the"
	isBefore  bool // "the day before"

	// Constants of its row.
	offset int    // days to shift; -1 and +1 for counts
	exact  bool   // a day, though counted in coarser units
	value  string // sets and refs

	// What stands around it.
	link       linkKind // to the next phrase
	rangeTo    int      // month at the other end of a range
	sharedYear bool     // its year stands with the next phrase
	withPart   string   // the time of day joined to it
	upto       bool     // an open range follows: "2013 to the present"
	glued      bool     // nothing but "," and "in" stands between the phrase before and this one
	dir        direction
	closes     bool // nothing follows in its block, or a colon: what a heading is about
	promised   bool // "will meet on 12 August": still to come when the text was written
	fromNext   bool // "the day after Christmas": counted from the phrase behind it
	aside      bool // between commas: "in 1896, two years later, it burnt"
	initial    bool // opens its sentence, as in "In 1995, ..."
	inBrackets bool
	spanning   bool // stands behind "over", "for"...: a length of time
	ofEvent    bool // "the day after the battle": counted from an event
	yearly     bool // "her feast day is 30 September"
	possessive bool // "today's"
	article    bool // "a Monday", any of its kind
}

// linkKind is how a phrase and the next one belong together.
type linkKind uint8

const (
	noLink linkKind = iota
	rangeLink
	orLink
	andLink
)

// The setters below are the constants of the rows in the tables of patterns.

func relativeYear(p *phrase)  { p.relUnit = years }
func relativeMonth(p *phrase) { p.relUnit = months }
func relativeWeek(p *phrase)  { p.relUnit = weeks }
func weekAgo(p *phrase)       { p.relUnit, p.offset = weeks, -1 }
func weekAhead(p *phrase)     { p.relUnit, p.offset = weeks, 1 }

// weekdaysAgo makes "one Sunday ago" the last one.
func weekdaysAgo(p *phrase) { p.relUnit, p.offset = weeks, 1-int(p.n) }

// fiscalCode makes 2023 of FY23.
func fiscalCode(p *phrase) {
	p.y += 1900
	if p.y < 1970 {
		p.y += 100
	}
	p.yDigits = 4
}

// fullDecade makes 1930 of "nineteen thirties".
func fullDecade(p *phrase) { p.y, p.yDigits = p.y+100*int(p.n), 4 }

// decadeOfCentury makes 1800 of "the first decade of the 19th century"; capture has left the
// century in ord and the decade in d.
func decadeOfCentury(p *phrase) { p.y, p.hasY, p.yDigits = (p.ord-1)*100+(p.nth-1)*10, true, 4 }

// militaryClock makes a time of day of 0620.
func militaryClock(p *phrase) {
	p.figures, p.hasY = fmt.Sprintf("%02d:%02d", p.y/100, p.y%100), false
}
func smallHours(p *phrase) { p.part = "TMO" }
func latterHalf(p *phrase) { p.ord = 2 }
func tonight(p *phrase)    { p.part = "TNI" }
func lastNight(p *phrase)  { p.part, p.offset = "TNI", -1 }
func thisUnit(p *phrase)   { p.rel = this }
func sameUnit(p *phrase)   { p.rel = same }
func nextUnit(p *phrase)   { p.rel = following }
func unitAfter(p *phrase) {
	p.rel = following
	if p.isBefore {
		p.rel = previous
	}
}

func unitEnd(p *phrase)        { p.mod = "END" }
func countEarlier(p *phrase)   { p.offset = -1 }
func countLater(p *phrase)     { p.offset = 1 }
func exactDay(p *phrase)       { p.offset, p.exact = -1, true }
func laterExactDay(p *phrase)  { p.offset, p.exact = 1, true }
func unknownLater(p *phrase)   { p.offset, p.n, p.hasN = 1, unknown, true }
func unknownEarlier(p *phrase) { p.offset, p.n, p.hasN = -1, unknown, true }
func addHalf(p *phrase)        { p.n, p.hasN = 1.5, true }
func halfUnit(p *phrase)       { p.n, p.hasN = 0.5, true }
func one(p *phrase)            { p.n, p.hasN = 1, true }
func everyOther(p *phrase)     { p.n, p.hasN = 2, true }

// oneOrMany gives "decade-long" and "decades-long" their counts.
func oneOrMany(p *phrase) {
	p.n, p.hasN = 1, true
	if p.many {
		p.n = unknown
	}
}

// manyOnly makes "the coming weeks" a length of unknown count.
func manyOnly(p *phrase) {
	if p.many {
		p.n, p.hasN = unknown, true
	} else {
		p.u = noUnit
	}
}

// namedDate is a day that its month and day name all over the world.
func namedDate(y, m, d int) func(*phrase) {
	return func(p *phrase) { p.y, p.hasY, p.yDigits, p.m, p.d = y, true, 4, m, d }
}

func nextOne(p *phrase)    { p.rel, p.the = coming, false }
func lastYear(p *phrase)   { p.offset = -1 }
func beforeLast(p *phrase) { p.rel, p.the, p.offset = last, false, -1 }
func lastUnit(p *phrase)   { p.rel, p.the = last, false }

// feast is a fixed day of the year.
func feast(month, day int) func(*phrase) {
	return func(p *phrase) {
		p.feast = func(y int) edtf.Day { return edtf.Day{Year: y, Month: month, Day: day} }
	}
}

// nth is the nth weekday of a month, the last one for -1.
func nth(month, weekday, n int) func(*phrase) {
	return func(p *phrase) {
		p.feast = func(y int) edtf.Day {
			first := edtf.Day{Year: y, Month: month, Day: 1}
			if n < 0 {
				last := edtf.Day{Year: y, Month: month, Day: edtf.DaysIn(y, month)}
				return last.AddDays(-((last.Weekday() - weekday + 7) % 7))
			}
			return first.AddDays((weekday-first.Weekday()+7)%7 + 7*(n-1))
		}
	}
}

// easter is a feast that moves with Easter Sunday.
func easter(days int) func(*phrase) {
	return func(p *phrase) {
		p.feast = func(y int) edtf.Day { return easterSunday(y).AddDays(days) }
	}
}

// easterSunday follows the Gregorian rule in the form of Meeus, Jones and Butcher, and
// before 1583 the Julian rule in that of Meeus, in the calendar of its time.
func easterSunday(y int) edtf.Day {
	if y < 1583 {
		d := (19*mod(y, 19) + 15) % 30
		n := d + mod(2*mod(y, 4)+4*mod(y, 7)-d+34, 7) + 114
		return edtf.Day{Year: y, Month: n / 31, Day: n%31 + 1}
	}
	a, b, c := y%19, y/100, y%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return edtf.Day{Year: y, Month: n / 31, Day: n%31 + 1}
}

// mod is the remainder that is never negative.
func mod(a, b int) int { return (a%b + b) % b }

func lengthOf(u unitKind) func(*phrase) {
	return func(p *phrase) { p.u, p.n, p.hasN = u, 1, true }
}

// atWriting is the day of the text itself, whatever it speaks of.
func atWriting(p *phrase) { p.exact = true }

func shiftDays(n int) func(*phrase) {
	return func(p *phrase) { p.offset = n }
}

func reference(value string) func(*phrase) {
	return func(p *phrase) { p.value = value }
}

func every(value string) func(*phrase) {
	return func(p *phrase) { p.value = value }
}

// timeText is the TIMEX3 form of a time of day: T18:20, TMO.
func (p *phrase) timeText() string {
	if p.kind == partOfDay || p.clockWord {
		return p.part
	}
	h, m := p.hour, 0
	text := ""
	if p.figures != "" {
		h, m = p.clockFigures()
		if len(p.figures) == len("10:30:00") {
			text = p.figures[5:]
		}
	}
	switch {
	case p.halfDay == "pm" && h < 12, p.part == "TEV" && h < 12, p.part == "TAF" && h < 12, p.part == "TNI" && h >= 6 && h < 12:
		h += 12
	case p.halfDay == "am" && h == 12:
		h = 0
	}
	return fmt.Sprintf("T%02d:%02d%s%s", h, m, text, p.zone)
}

func (p *phrase) clockFigures() (h, m int) {
	fmt.Sscanf(strings.Replace(p.figures, ".", ":", 1), "%d:%d", &h, &m)
	return h, m
}
