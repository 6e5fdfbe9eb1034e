package edtf

import (
	"strconv"
	"strings"
)

// date turns a checked expression into a Date.
func (e expr) date() Date {
	d := Date{text: e.text(), form: e.form, prec: ToTime}
	d.lo, d.hi = e.bounds()
	for _, it := range e.items {
		d.prec = min(d.prec, it.precision())
	}
	return d
}

// text writes the canonical form.
func (e expr) text() string {
	switch e.form {
	case interval:
		return e.items[0].from.text() + "/" + e.items[0].to.text()
	case oneOf, allOf:
		texts := make([]string, len(e.items))
		for i, it := range e.items {
			texts[i] = it.text()
		}
		if e.form == allOf {
			return "{" + strings.Join(texts, ",") + "}"
		}
		return "[" + strings.Join(texts, ",") + "]"
	}
	return e.items[0].text()
}

func (it item) text() string {
	switch {
	case !it.stretch:
		return it.from.text()
	case it.from.state == open:
		return ".." + it.to.text()
	case it.to.state == open:
		return it.from.text() + ".."
	}
	return it.from.text() + ".." + it.to.text()
}

func (e end) text() string {
	switch e.state {
	case open:
		return ".."
	case unknown:
		return ""
	}
	return e.point.text()
}

func (p point) text() string {
	var b strings.Builder
	b.WriteString(p.yearText())
	for _, n := range []int{p.month, p.day} {
		switch {
		case n == unspecified:
			b.WriteString("-XX")
		case n > 0:
			b.WriteByte('-')
			b.WriteByte('0' + byte(n/10))
			b.WriteByte('0' + byte(n%10))
		}
	}
	if p.time != "" {
		b.WriteByte('T')
		b.WriteString(p.time)
	}
	if p.mark != 0 {
		b.WriteByte(p.mark)
	}
	return b.String()
}

func (p point) yearText() string {
	t := yearText(p.year)
	return t[:len(t)-p.masked] + "XXXX"[:p.masked]
}

func yearText(year int) string {
	sign, n := "", year
	if year < 0 {
		sign, n = "-", -year
	}
	digits := strconv.Itoa(n)
	if len(digits) > 4 {
		return "Y" + sign + digits
	}
	return sign + "0000"[len(digits):] + digits
}

// bounds returns day numbers.
func (e expr) bounds() (lo, hi int) {
	lo, hi = distantFuture, distantPast
	for _, it := range e.items {
		a, b := it.bounds()
		lo, hi = min(lo, a), max(hi, b)
	}
	return lo, hi
}

func (it item) bounds() (lo, hi int) {
	lo, hi = it.from.bounds()
	if it.stretch {
		_, hi = it.to.bounds()
	}
	return lo, hi
}

func (e end) bounds() (lo, hi int) {
	if e.state != known {
		return distantPast, distantFuture
	}
	return e.point.bounds()
}

func (p point) bounds() (lo, hi int) {
	if p.masked == 4 {
		return distantPast, distantFuture
	}
	first, last := p.years()
	from, to := p.months()
	if to < from {
		last++ // winter
	}
	a, b := Day{first, from, 1}, Day{last, to, DaysIn(last, to)}
	if p.day > 0 {
		a.Day, b.Day = p.day, p.day
		// 29 February of a decade: the years that have one.
		for a.Day > DaysIn(a.Year, a.Month) {
			a.Year++
		}
		for b.Day > DaysIn(b.Year, b.Month) {
			b.Year--
		}
	}
	return a.Number(), b.Number()
}

// years is the stretch of years that masked digits allow.
func (p point) years() (first, last int) {
	span := [...]int{0, 9, 99, 999, 9999}[p.masked]
	if p.year < 0 {
		return p.year - span, p.year
	}
	return p.year, p.year + span
}

func (p point) months() (from, to int) {
	if part, ok := parts[p.month]; ok {
		return part.from, part.to
	}
	if p.month > 0 {
		return p.month, p.month
	}
	return 1, 12
}

func (it item) precision() Precision {
	p := ToTime
	for _, e := range []end{it.from, it.to} {
		if e.state == known && (it.stretch || e == it.from) {
			p = min(p, e.precision())
		}
	}
	return p
}

func (p point) precision() Precision {
	part, isPart := parts[p.month]
	switch {
	case p.masked == 4:
		return Unknown
	case p.masked > 0:
		return [...]Precision{1: Decade, 2: Century, 3: Millennium}[p.masked]
	case isPart:
		return part.precision
	case p.time != "":
		return ToTime
	case p.day > 0:
		return ToDay
	case p.month > 0:
		return ToMonth
	}
	return ToYear
}
