package edtf

import (
	"cmp"
	"fmt"
	"math"
)

// Day is a day of the proleptic Gregorian calendar, without hours or zone. Year is
// astronomical: 0 is 1 BC, -1 is 2 BC.
type Day struct {
	Year  int
	Month int // 1 to 12
	Day   int // 1 to 31
}

// DistantPast and DistantFuture stand for the bounds that an open date does not
// have. They compare as the first and the last of all days; do no arithmetic on them.
var (
	DistantPast   = Day{math.MinInt32, 1, 1}
	DistantFuture = Day{math.MaxInt32, 12, 31}
)

// maxYear keeps every year that can be written between the distant bounds.
const maxYear = 999_999_999

// IsOpen tells whether d is one of the two distant bounds.
func (d Day) IsOpen() bool { return d == DistantPast || d == DistantFuture }

// Compare returns -1, 0 or +1 as d is before, on or after e.
func (d Day) Compare(e Day) int {
	return cmp.Or(cmp.Compare(d.Year, e.Year), cmp.Compare(d.Month, e.Month), cmp.Compare(d.Day, e.Day))
}

// Before tells whether d is before e.
func (d Day) Before(e Day) bool { return d.Compare(e) < 0 }

// Number counts days from 1970-01-01, which is 0.
func (d Day) Number() int {
	// Years begin in March here, so that the leap day is the last of its year;
	// 400 of them always have 146097 days.
	y, m := d.Year, d.Month-3
	if m < 0 {
		y, m = y-1, m+12
	}
	era := floorDiv(y, 400)
	yoe := y - era*400
	return era*146097 + yoe*365 + yoe/4 - yoe/100 + (153*m+2)/5 + d.Day - 1 - 719468
}

// DayNumber is the day that Number counts as n.
func DayNumber(n int) Day {
	n += 719468
	era := floorDiv(n, 146097)
	doe := n - era*146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	m := (5*doy + 2) / 153
	d := Day{Year: era*400 + yoe, Month: m + 3, Day: doy - (153*m+2)/5 + 1}
	if d.Month > 12 {
		d.Year, d.Month = d.Year+1, d.Month-12
	}
	return d
}

// AddDays moves d by n days.
func (d Day) AddDays(n int) Day { return DayNumber(d.Number() + n) }

// AddMonths moves d by n months; a day that the month lacks becomes its last one.
func (d Day) AddMonths(n int) Day {
	m := d.Year*12 + d.Month - 1 + n
	y := floorDiv(m, 12)
	month := m - y*12 + 1
	return Day{y, month, min(d.Day, DaysIn(y, month))}
}

// Weekday is 1 for Monday to 7 for Sunday, as ISO 8601 counts.
func (d Day) Weekday() int { return floorMod(d.Number()+3, 7) + 1 }

// Week is the ISO 8601 week: weeks begin on Monday and belong to the year that
// holds their Thursday.
func (d Day) Week() (year, week int) {
	thursday := d.AddDays(4 - d.Weekday())
	first := Day{thursday.Year, 1, 1}
	return thursday.Year, (thursday.Number()-first.Number())/7 + 1
}

// IsValid tells whether the calendar has the day.
func (d Day) IsValid() bool {
	return d.Month >= 1 && d.Month <= 12 && d.Day >= 1 && d.Day <= DaysIn(d.Year, d.Month)
}

// String writes the day as EDTF does, 2023-07-26.
func (d Day) String() string {
	switch d {
	case DistantPast, DistantFuture:
		return ".."
	}
	return fmt.Sprintf("%s-%02d-%02d", yearText(d.Year), d.Month, d.Day)
}

// DaysIn is the number of days of a month, 1 to 12.
func DaysIn(year, month int) int {
	switch month {
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

func floorMod(a, b int) int { return a - floorDiv(a, b)*b }
