package dates

import (
	"fmt"
	"math"
	"strconv"

	"dossier/internal/edtf"
)

// unitKind is a unit of time.
type unitKind uint8

const (
	noUnit unitKind = iota
	second
	minute
	hours
	days
	weekends
	weeks
	fortnights
	months
	quarters
	seasons
	years
	decades
	centuries
	millennia
)

// units is the table of units: TIMEX3 code, whether it counts after the T, and how many
// of the code's units one is.
var units = [...]struct {
	code  string
	clock bool
	times float64
}{
	second:     {"S", true, 1},
	minute:     {"M", true, 1},
	hours:      {"H", true, 1},
	days:       {"D", false, 1},
	weekends:   {"WE", false, 1},
	weeks:      {"W", false, 1},
	fortnights: {"W", false, 2},
	months:     {"M", false, 1},
	quarters:   {"Q", false, 1},
	seasons:    {"M", false, 3},
	years:      {"Y", false, 1},
	decades:    {"Y", false, 10},
	centuries:  {"Y", false, 100},
	millennia:  {"Y", false, 1000},
}

// durationValue is a TIMEX3 duration; n is unknown for "several".
func durationValue(n float64, u unitKind) string {
	k := units[u]
	p := "P"
	if k.clock {
		p = "PT"
	}
	if n == unknown {
		switch u {
		case decades:
			return "PXDE"
		case centuries, millennia:
			return "PXCE"
		}
		return p + "X" + k.code
	}
	if n == 0.5 {
		switch u { // half an hour is thirty minutes to everyone
		case hours:
			return "PT30M"
		case days:
			return "PT12H"
		case years:
			return "P6M"
		}
	}
	return p + strconv.FormatFloat(math.Round(n*k.times*100)/100, 'f', -1, 64) + k.code
}

// when is a place on the calendar, as fine as prec says. Years are astronomical.
type when struct {
	prec   grain
	y      int
	m, d   int
	n      int    // week, quarter, half or season (21 to 24)
	noYear bool   // the year is not known
	noMon  bool   // nor is the month (a day of some month)
	part   string // TMO...: part of the day or clock time, behind a day
}

// grain is the precision of a when.
type grain uint8

const (
	noGrain grain = iota
	century
	tens
	yearly
	half
	seasonal
	quarterly
	monthly
	weekly
	weekend
	daily
)

// timex writes the TIMEX3 value.
func (w when) timex() string {
	y := timexYear(w.y)
	if w.noYear {
		y = "XXXX"
	}
	switch w.prec {
	case century:
		return timexCut(w.y, 100, 2)
	case tens:
		return timexCut(w.y, 10, 3)
	case yearly:
		return y
	case half:
		return fmt.Sprintf("%s-H%d", y, w.n)
	case quarterly:
		return fmt.Sprintf("%s-Q%d", y, w.n)
	case seasonal:
		return y + "-" + [...]string{"SP", "SU", "FA", "WI"}[w.n-21]
	case monthly:
		if w.m == 0 {
			return y + "-XX"
		}
		return y + "-" + two(w.m)
	case weekly, weekend:
		week := "XX"
		if w.n > 0 {
			week = two(w.n)
		}
		if w.prec == weekend {
			return y + "-W" + week + "-WE"
		}
		return y + "-W" + week
	case daily:
		m, d := "XX", "XX"
		if w.m > 0 {
			m = two(w.m)
		}
		if w.d > 0 {
			d = two(w.d)
		}
		return y + "-" + m + "-" + d + w.part
	}
	return ""
}

func two(n int) string { return string([]byte{'0' + byte(n/10%10), '0' + byte(n%10)}) }

// timexYear writes an astronomical year as TIMEX3 does, where 490 BC is BC0490.
func timexYear(y int) string {
	if y <= 0 {
		return fmt.Sprintf("BC%04d", 1-y)
	}
	return fmt.Sprintf("%04d", y)
}

// timexCut writes the first digits of a year: the decade 197, the century 19. Years
// before Christ are cut as they are spoken of: the 4th century BC is BC03.
func timexCut(y, by, digits int) string {
	if y <= 0 {
		return fmt.Sprintf("BC%0*d", digits, (1-y)/by)
	}
	return fmt.Sprintf("%0*d", digits, y/by)
}

// edtf is the date, the zero Date when the calendar has none for it.
func (w when) edtf() edtf.Date {
	if w.noYear {
		return w.yearless()
	}
	switch w.prec {
	case century:
		if w.y <= 0 {
			n := (1 - w.y) / 100 // 3 for the 4th century BC: 400 to 301 BC
			return edtf.Between(edtf.OfYear(-100*n-99), edtf.OfYear(-100*n))
		}
		return edtf.OfCentury(w.y)
	case tens:
		if w.y <= 0 {
			first := (1 - w.y) / 10 * 10 // the 470s BC: 479 to 470 BC
			return edtf.Between(edtf.OfYear(1-(first+9)), edtf.OfYear(min(1-first, 0)))
		}
		return edtf.OfDecade(w.y)
	case yearly:
		return edtf.OfYear(w.y)
	case half:
		return edtf.OfPart(w.y, 39+w.n)
	case quarterly:
		return edtf.OfPart(w.y, 32+w.n)
	case seasonal:
		return edtf.OfPart(w.y, w.n)
	case monthly:
		return edtf.OfMonth(w.y, w.m)
	case weekly, weekend:
		if w.n == 0 {
			return edtf.Date{}
		}
		monday := mondayOf(w.y, w.n)
		first := monday
		if w.prec == weekend {
			first = monday.AddDays(5)
		}
		return edtf.Between(edtf.OfDay(first), edtf.OfDay(monday.AddDays(6)))
	case daily:
		if w.d == 0 {
			if w.m == 0 {
				return edtf.OfYear(w.y)
			}
			return edtf.OfMonth(w.y, w.m)
		}
		return edtf.OfDay(edtf.Day{Year: w.y, Month: w.m, Day: w.d})
	}
	return edtf.Date{}
}

// yearless keeps what is known without a year: XXXX-05, XXXX-12-25.
func (w when) yearless() edtf.Date {
	if w.m == 0 || w.prec != monthly && (w.prec != daily || w.d == 0) {
		return edtf.Date{}
	}
	s := "XXXX-" + two(w.m)
	if w.prec == daily {
		s += "-" + two(w.d)
	}
	d, err := edtf.Parse(s)
	if err != nil {
		return edtf.Date{}
	}
	return d
}

func mondayOf(year, week int) edtf.Day {
	jan4 := edtf.Day{Year: year, Month: 1, Day: 4} // always in week 1
	return jan4.AddDays(1 - jan4.Weekday() + 7*(week-1))
}

// of cuts a day to a grain.
func of(d edtf.Day, g grain) when {
	w := when{prec: g, y: d.Year, m: d.Month, d: d.Day}
	switch g {
	case weekly, weekend:
		w.y, w.n = d.Week()
	case quarterly:
		w.n = (d.Month + 2) / 3
	case half:
		w.n = (d.Month + 5) / 6
	case seasonal:
		w.y, w.n = seasonOf(d.Year, d.Month)
	}
	return w
}

// seasonOf gives the season a month lies in; January belongs to last year's winter.
func seasonOf(y, m int) (int, int) {
	switch {
	case m <= 2:
		return y - 1, 24
	case m == 12:
		return y, 24
	}
	return y, 20 + m/3
}

// first is the first day of w, as near as it is known.
func (w when) first() edtf.Day {
	d := edtf.Day{Year: w.y, Month: max(w.m, 1), Day: max(w.d, 1)}
	switch w.prec {
	case yearly, tens, century:
		d.Month, d.Day = 1, 1
	case half:
		d.Month, d.Day = 6*w.n-5, 1
	case quarterly:
		d.Month, d.Day = 3*w.n-2, 1
	case seasonal:
		d.Month, d.Day = [...]int{3, 6, 9, 12}[w.n-21], 1
	case monthly:
		d.Day = 1
	case weekly, weekend:
		return mondayOf(w.y, max(w.n, 1))
	}
	return d
}

// shift moves w by n of its own grain.
func (w when) shift(n int) when {
	d := w.first()
	switch w.prec {
	case century:
		w.y += 100 * n
		return w
	case tens:
		w.y += 10 * n
		return w
	case yearly:
		w.y += n
		return w
	case seasonal:
		w.y += n
		return w
	case half:
		d = d.AddMonths(6 * n)
	case quarterly:
		d = d.AddMonths(3 * n)
	case monthly:
		d = d.AddMonths(n)
	case weekly, weekend:
		d = d.AddDays(7 * n)
	case daily:
		d = d.AddDays(n)
	}
	return of(d, w.prec)
}

// grainOf is the precision that counting in a unit gives.
func grainOf(u unitKind) grain {
	switch u {
	case days, hours, minute, second:
		return daily
	case weeks, fortnights:
		return weekly
	case weekends:
		return weekend
	case months:
		return monthly
	case quarters:
		return quarterly
	case seasons:
		return seasonal
	case decades:
		return tens
	case centuries:
		return century
	}
	return yearly
}

// move adds n units to a day.
func move(d edtf.Day, n int, u unitKind) edtf.Day {
	switch u {
	case days:
		return d.AddDays(n)
	case weeks, weekends:
		return d.AddDays(7 * n)
	case fortnights:
		return d.AddDays(14 * n)
	case months:
		return d.AddMonths(n)
	case quarters, seasons:
		return d.AddMonths(3 * n)
	case years:
		return d.AddMonths(12 * n)
	case decades:
		return d.AddMonths(120 * n)
	case centuries:
		return d.AddMonths(1200 * n)
	case millennia:
		return d.AddMonths(12000 * n)
	}
	return d
}
