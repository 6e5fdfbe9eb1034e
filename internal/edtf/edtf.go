// Package edtf reads, checks, orders and words dates with precision and uncertainty,
// after the Extended Date/Time Format (Library of Congress, 2019).
//
// Levels 0 and 1 are read whole; of level 2 the quarters 33-36 and halves 40-41, sets
// in [ ] and { }, and unspecified digits left of known ones (XXXX-05, 156X-12-25).
// Years are astronomical: 0000 is 1 BC, -0489 is 490 BC.
//
// Nothing here knows a clock or a time zone.
package edtf

import "cmp"

// Date is one EDTF expression in canonical form; the zero Date is none. Dates are
// equal (==) when their canonical forms are.
type Date struct {
	text   string
	lo, hi int // day numbers of the bounds; see distantPast, distantFuture
	prec   Precision
	form   form
}

// Precision is how fine a date is, from coarse to fine. An interval or a set is as
// fine as its coarsest member.
type Precision uint8

const (
	None Precision = iota // the zero Date
	Unknown
	Millennium
	Century
	Decade
	ToYear
	Half
	Season
	Quarter
	ToMonth
	ToDay
	ToTime
)

var precisions = [...]string{"none", "unknown", "millennium", "century", "decade", "year", "half", "season", "quarter", "month", "day", "time"}

func (p Precision) String() string { return precisions[p] }

// form is the outer shape of an expression.
type form uint8

const (
	single   form = iota
	interval      // a/b
	oneOf         // [a,b]
	allOf         // {a,b}
)

var distantPast, distantFuture = DistantPast.Number(), DistantFuture.Number()

// Parse reads one EDTF expression. The error says in a phrase what is wrong with it.
func Parse(s string) (Date, error) {
	e, err := parse(s)
	if err != nil {
		return Date{}, err
	}
	return e.date(), nil
}

// MustParse is Parse for expressions written in the program; it panics on an error.
func MustParse(s string) Date {
	d, err := Parse(s)
	if err != nil {
		panic(err)
	}
	return d
}

// OfYear makes a date from a year. Like the other constructors it returns the zero
// Date for what no calendar has.
func OfYear(year int) Date { return ofPoint(point{year: year}) }

// OfMonth makes a date from a year and a month, 1 to 12.
func OfMonth(year, month int) Date {
	if month < 1 || month > 12 {
		return Date{}
	}
	return ofPoint(point{year: year, month: month})
}

// OfDay makes a date from a day.
func OfDay(d Day) Date {
	if !d.IsValid() {
		return Date{}
	}
	return ofPoint(point{year: d.Year, month: d.Month, day: d.Day})
}

// OfPart makes a date from a year and a part of it, numbered as EDTF does: seasons
// 21 to 24, quarters 33 to 36, halves 40 and 41.
func OfPart(year, part int) Date {
	if part < 13 {
		return Date{}
	}
	return ofPoint(point{year: year, month: part})
}

// OfDecade makes the ten years that a year is in (1905 in 190X), OfCentury the
// hundred (19XX). Years before Christ share their digits: -489 is in -048X.
func OfDecade(year int) Date { return ofMasked(year, 1, 10) }

// OfCentury is described at OfDecade.
func OfCentury(year int) Date { return ofMasked(year, 2, 100) }

func ofMasked(year, masked, span int) Date {
	first := year - year%span
	if first == 0 && year < 0 || first > 9999 || first < -9999 {
		return Date{} // EDTF has no form for it
	}
	return ofPoint(point{year: first, masked: masked})
}

func ofPoint(p point) Date {
	if p.check() != nil {
		return Date{}
	}
	return expr{items: []item{{from: end{point: p}}}}.date()
}

// Between is the interval from the first day of a to the last day of b; it is open
// where a or b is zero. It is the zero Date when b ends before a begins. Seasons,
// weeks and the like become days or months, which intervals are written in.
func Between(a, b Date) Date {
	if a.IsZero() && b.IsZero() {
		return Date{}
	}
	d, err := Parse(a.edge(true) + "/" + b.edge(false))
	if err != nil {
		return Date{}
	}
	return d
}

// edge is the first or last part of d as it may stand in an interval.
func (d Date) edge(first bool) string {
	if d.IsZero() {
		return ".."
	}
	e, err := parse(d.text)
	if err != nil {
		return ".."
	}
	if d.form == single && e.items[0].from.month < 20 {
		return d.text
	}
	day := DayNumber(d.lo)
	known := d.lo != distantPast
	if !first {
		day, known = DayNumber(d.hi), d.hi != distantFuture
	}
	switch {
	case !known:
		return ".."
	case d.form != single && d.prec == ToYear:
		return yearText(day.Year)
	case d.prec < ToDay && d.prec != Unknown:
		return OfMonth(day.Year, day.Month).text
	}
	return day.String()
}

// String returns the canonical form, "" for the zero Date.
func (d Date) String() string { return d.text }

// IsZero tells whether there is no date.
func (d Date) IsZero() bool { return d.text == "" }

// IsRange tells whether d is an interval.
func (d Date) IsRange() bool { return d.form == interval }

// Precision tells how fine the date is.
func (d Date) Precision() Precision { return d.prec }

// Bounds returns the first and the last day the date may mean, DistantPast and
// DistantFuture where it is open, unknown, or of no stated year. The zero Date has
// both.
func (d Date) Bounds() (earliest, latest Day) {
	earliest, latest = DistantPast, DistantFuture
	if d.IsZero() {
		return
	}
	if d.lo != distantPast {
		earliest = DayNumber(d.lo)
	}
	if d.hi != distantFuture {
		latest = DayNumber(d.hi)
	}
	return
}

// Year is the year in which the date begins; ok is false when that is not known. A
// decade or century has its first year.
func (d Date) Year() (year int, ok bool) {
	if d.IsZero() || d.lo == distantPast {
		return 0, false
	}
	return DayNumber(d.lo).Year, true
}

// Compare puts dates in the order of a timeline: by earliest bound, the coarser
// first (2023, 2023-07, 2023-07-01), then by text. What has no bound at all, the
// zero Date last, comes after everything else.
func Compare(a, b Date) int {
	return cmp.Or(
		cmp.Compare(a.rank(), b.rank()),
		cmp.Compare(a.lo, b.lo),
		cmp.Compare(b.hi, a.hi),
		cmp.Compare(a.prec, b.prec),
		cmp.Compare(a.text, b.text))
}

func (d Date) rank() int {
	switch {
	case d.IsZero():
		return 2
	case d.lo == distantPast && d.hi == distantFuture:
		return 1
	}
	return 0
}

// Overlaps tells whether some day lies within the bounds of both. The zero Date
// overlaps nothing.
func (d Date) Overlaps(e Date) bool {
	return !d.IsZero() && !e.IsZero() && d.lo <= e.hi && e.lo <= d.hi
}

// MarshalText writes the canonical form, "" for the zero Date.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.text), nil }

// UnmarshalText reads what MarshalText wrote.
func (d *Date) UnmarshalText(b []byte) (err error) {
	*d = Date{}
	if len(b) > 0 {
		*d, err = Parse(string(b))
	}
	return err
}
