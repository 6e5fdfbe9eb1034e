package edtf

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// expr is an expression taken apart.
type expr struct {
	form  form
	items []item // one, but for sets
}

// item is a date or, in an interval and between ".." in a set, a stretch of them.
type item struct {
	from, to end
	stretch  bool
}

// end is one side of a stretch.
type end struct {
	point
	state state
}

type state uint8

const (
	known   state = iota
	open          // ".."
	unknown       // empty, in intervals only
)

// point is a date without "/", brackets or "..".
type point struct {
	year   int
	masked int    // trailing digits of the year that are X, 0 to 4
	month  int    // 0 none, unspecified, 1 to 12, or a part of the year from the table
	day    int    // 0 none, unspecified, 1 to 31
	time   string // "23:20:30Z", "" for none
	mark   byte   // '?', '~', '%' or 0
}

const unspecified = -1

// parts is the table of the parts of a year other than months.
var parts = map[int]struct {
	words     string
	from, to  int // months; from > to runs into the next year
	precision Precision
}{
	21: {"spring", 3, 5, Season},
	22: {"summer", 6, 8, Season},
	23: {"autumn", 9, 11, Season},
	24: {"winter", 12, 2, Season},
	33: {"first quarter", 1, 3, Quarter},
	34: {"second quarter", 4, 6, Quarter},
	35: {"third quarter", 7, 9, Quarter},
	36: {"fourth quarter", 10, 12, Quarter},
	40: {"first half", 1, 6, Half},
	41: {"second half", 7, 12, Half},
}

var monthNames = [...]string{1: "January", "February", "March", "April", "May", "June", "July",
	"August", "September", "October", "November", "December"}

// parse takes an expression apart and checks it.
func parse(s string) (expr, error) {
	e, err := parseExpr(strings.TrimSpace(s))
	if err != nil {
		return expr{}, fmt.Errorf("date %q: %w", s, err)
	}
	return e, nil
}

func parseExpr(s string) (expr, error) {
	switch {
	case s == "":
		return expr{}, errors.New("nothing is written")
	case s[0] == '[' || s[0] == '{':
		return parseSet(s)
	case strings.Contains(s, "/"):
		return parseInterval(s)
	case strings.Contains(s, ".."):
		return expr{}, errors.New("a stretch is written with a slash, 2019/2023, or within [ ]")
	}
	p, err := parsePoint(s)
	return expr{items: []item{{from: end{point: p}}}}, err
}

func parseInterval(s string) (expr, error) {
	from, to, _ := strings.Cut(s, "/")
	if strings.Contains(to, "/") {
		return expr{}, errors.New("one slash makes an interval; days are written with hyphens, 2023-07-26")
	}
	var it item
	var err error
	if it.from, err = parseEnd(from); err != nil {
		return expr{}, err
	}
	if it.to, err = parseEnd(to); err != nil {
		return expr{}, err
	}
	it.stretch = true
	if it.from.state != known && it.to.state != known {
		return expr{}, errors.New("an interval needs a date on one side at least")
	}
	return expr{interval, []item{it}}, it.check()
}

func parseEnd(s string) (end, error) {
	switch s {
	case "":
		return end{state: unknown}, nil
	case "..":
		return end{state: open}, nil
	}
	p, err := parsePoint(s)
	if err == nil && p.masked == 4 {
		err = fmt.Errorf("%s has no year, so nothing can begin or end with it", s)
	} else if part, ok := parts[p.month]; err == nil && ok {
		err = fmt.Errorf("an interval is written in months: %s is %s, which runs from month %02d to %02d", s, part.words, part.from, part.to)
	}
	return end{point: p}, err
}

func (it item) check() error {
	if !it.stretch || it.from.state != known || it.to.state != known {
		return nil
	}
	lo, _ := it.from.bounds()
	_, hi := it.to.bounds()
	if lo > hi {
		return fmt.Errorf("ends (%s) before it begins (%s)", it.to.text(), it.from.text())
	}
	return nil
}

func parseSet(s string) (expr, error) {
	e := expr{form: oneOf}
	closing := byte(']')
	if s[0] == '{' {
		e.form, closing = allOf, '}'
	}
	if len(s) < 3 || s[len(s)-1] != closing {
		return e, fmt.Errorf("%c needs dates and a closing %c", s[0], closing)
	}
	for i, m := range strings.Split(s[1:len(s)-1], ",") {
		it, err := parseItem(strings.TrimSpace(m))
		if err != nil {
			return e, err
		}
		if it.from.state == open && i > 0 {
			return e, errors.New("only the first date of a set may begin with \"..\"")
		}
		if n := len(e.items); n > 0 && e.items[n-1].stretch && e.items[n-1].to.state == open {
			return e, errors.New("only the last date of a set may end with \"..\"")
		}
		e.items = append(e.items, it)
	}
	return e, nil
}

func parseItem(s string) (it item, err error) {
	from, to, stretch := strings.Cut(s, "..")
	it.stretch = stretch
	if !stretch {
		it.from.point, err = parsePoint(s)
		return it, err
	}
	if from == "" && to == "" {
		return it, errors.New("\"..\" needs a date beside it")
	}
	for _, side := range []struct {
		s string
		e *end
	}{{from, &it.from}, {to, &it.to}} {
		if side.s == "" {
			side.e.state = open
			continue
		}
		if *side.e, err = parseEnd(side.s); err != nil {
			return it, err
		}
	}
	return it, it.check()
}

// parsePoint reads a date from left to right: year, month, day, time, mark.
func parsePoint(s string) (p point, err error) {
	rest := s
	if n := len(rest); n > 0 && isMark(rest[n-1]) {
		p.mark, rest = rest[n-1], rest[:n-1]
	}
	if i := strings.IndexAny(rest, "?~%"); i >= 0 {
		return p, fmt.Errorf("%c stands at the end of a date, once; %% is ? and ~ together", rest[i])
	}
	if rest, p.time, err = cutTime(rest); err != nil {
		return p, err
	}
	if rest, err = p.readYear(rest); err != nil {
		return p, err
	}
	if rest != "" {
		month, day, hasDay := strings.Cut(rest[1:], "-")
		if p.month, err = readTwo(month, "month", "07"); err != nil {
			return p, err
		}
		if hasDay {
			if p.day, err = readTwo(day, "day", "05"); err != nil {
				return p, err
			}
			if p.day == 0 {
				return p, errors.New("there is no day 00")
			}
		}
		if p.month == 0 {
			return p, errors.New("there is no month 00; leave an unknown month away, or write XX")
		}
	}
	if p.time != "" && (p.day <= 0 || p.month <= 0 || p.masked > 0 || p.mark != 0) {
		return p, errors.New("a time needs a full day, without X or mark")
	}
	return p, p.check()
}

func isMark(c byte) bool { return c == '?' || c == '~' || c == '%' }

// readYear takes the year off s; what is left begins with "-" or is empty.
func (p *point) readYear(s string) (rest string, err error) {
	if strings.HasPrefix(s, "Y") {
		digits := strings.TrimPrefix(s[1:], "-")
		if len(digits) < 5 || len(digits) > 9 || digits[0] == '0' || !allDigits(digits) {
			return "", errors.New("Y is followed by a year of five to nine digits and nothing else")
		}
		p.year, err = strconv.Atoi(s[1:])
		return "", err
	}
	negative := strings.HasPrefix(s, "-")
	digits, rest := strings.TrimPrefix(s, "-"), ""
	if i := strings.IndexByte(digits, '-'); i >= 0 {
		digits, rest = digits[:i], digits[i:]
	}
	bare := strings.TrimRight(digits, "X")
	if len(digits) != 4 || !allDigits(bare) {
		return "", fmt.Errorf("a year has four digits, with X for unknown ones at its end; %q is none", digits)
	}
	p.masked = 4 - len(bare)
	p.year, _ = strconv.Atoi(bare + "0000"[:p.masked])
	if negative {
		if p.year == 0 && p.masked == 0 {
			return "", errors.New("1 BC is written 0000, without a sign")
		}
		if p.masked == 4 {
			return "", errors.New("a year of X alone has no sign")
		}
		p.year = -p.year
		if p.year == 0 {
			return "", errors.New("the first decade or century before 0000 has no unspecified form; write an interval")
		}
	}
	return rest, nil
}

func readTwo(s, what, example string) (int, error) {
	if s == "XX" {
		return unspecified, nil
	}
	if len(s) != 2 || !allDigits(s) {
		return 0, fmt.Errorf("a %s has two digits, as in %s, or XX; %q is none", what, example, s)
	}
	return int(s[0]-'0')*10 + int(s[1]-'0'), nil
}

// check tells what is wrong with the numbers of a point.
func (p point) check() error {
	_, isPart := parts[p.month]
	switch {
	case p.year > maxYear || p.year < -maxYear:
		return errors.New("the year is too far away")
	case p.month > 12 && !isPart:
		return fmt.Errorf("there is no month %d (seasons are 21 to 24, quarters 33 to 36, halves 40 and 41)", p.month)
	case isPart && p.masked > 0:
		return fmt.Errorf("the %s needs its year", parts[p.month].words)
	case p.day != 0 && isPart:
		return fmt.Errorf("the %s of a year has no days; write the month", parts[p.month].words)
	case p.day > 0 && p.month == unspecified:
		return errors.New("a day needs its month")
	case p.day <= 0 || p.month <= 0:
		return nil
	}
	last := DaysIn(p.year, p.month)
	if p.month == 2 && p.masked > 0 {
		last = 29 // some year of a decade has it
	}
	if p.day > last {
		if p.month == 2 && p.day == 29 {
			return fmt.Errorf("February %s has 28 days", p.yearText())
		}
		return fmt.Errorf("%s has %d days", monthNames[p.month], last)
	}
	return nil
}

// cutTime splits "2023-07-26T10:30:00+09:00" at the T and checks the time.
func cutTime(s string) (date, clock string, err error) {
	date, clock, found := strings.Cut(s, "T")
	if !found || date == "" || !allDigits(date[len(date)-1:]) && date[len(date)-1] != 'X' {
		return s, "", nil // "Tuesday" is no time
	}
	hms, zone := clock, ""
	if i := strings.IndexAny(clock, "Z+-"); i >= 0 {
		hms, zone = clock[:i], clock[i:]
	}
	if len(hms) == len("10:30") {
		clock, hms = hms+":00"+zone, hms+":00"
	}
	if len(hms) != 8 || !clockFits(hms[:2], 24) || hms[2] != ':' || !clockFits(hms[3:5], 59) || hms[5] != ':' || !clockFits(hms[6:], 59) ||
		hms[:2] == "24" && hms != "24:00:00" {
		return "", "", fmt.Errorf("a time is written T10:30:00; %q is none", hms)
	}
	ok := zone == "" || zone == "Z" || len(zone) == 3 && clockFits(zone[1:], 14) ||
		len(zone) == 6 && zone[3] == ':' && clockFits(zone[1:3], 14) && clockFits(zone[4:], 59)
	if !ok || zone == "-00" || zone == "-00:00" {
		return "", "", fmt.Errorf("a zone is written Z, +09 or +09:30; %q is none", zone)
	}
	return date, clock, nil
}

func clockFits(s string, most int) bool {
	if len(s) != 2 || !allDigits(s) {
		return false
	}
	n, _ := strconv.Atoi(s)
	return n <= most
}

func allDigits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}
