package edtf

import (
	"strconv"
	"strings"
)

// Words is the date in English, as a reader should see it: "c. 1905", "25–27 July
// 2023", "between 499 and 493 BC". There is no year zero in it, and nothing that the
// expression does not say. The zero Date is "".
func (d Date) Words() string {
	if d.IsZero() {
		return ""
	}
	e, err := parse(d.text)
	if err != nil {
		return d.text
	}
	switch e.form {
	case interval:
		return e.items[0].intervalWords()
	case oneOf:
		return setWords(e.items, "or")
	case allOf:
		return setWords(e.items, "and")
	}
	return e.items[0].from.words()
}

func (it item) intervalWords() string {
	switch {
	case it.from.state == open:
		return "before " + it.to.words()
	case it.to.state == open:
		return "from " + it.from.words()
	case it.from.state == unknown:
		return "until " + it.to.words() + ", beginning unknown"
	case it.to.state == unknown:
		return "from " + it.from.words() + ", end unknown"
	}
	return it.span()
}

// span joins both sides with an en dash, with spaces when the left one has some.
func (it item) span() string {
	left, right := pair(it.from.point, it.to.point)
	if strings.Contains(left, " ") && !strings.HasPrefix(left, "c. ") {
		return left + " – " + right
	}
	return left + "–" + right
}

// pair words two dates that are read together, the left one without what the right
// one says again: "25" and "27 July 2023".
func pair(a, b point) (left, right string) {
	left, right = a.words(), b.words()
	if a.masked > 0 || b.masked > 0 || a.day < 0 || b.day < 0 || a.month < 0 || b.month < 0 || a.time != "" || b.time != "" {
		return left, right
	}
	if a.mark != b.mark {
		return left, right
	}
	mark := markWords(a.mark)
	right = strings.TrimPrefix(right, mark)
	switch {
	case a.day > 0 && b.day > 0 && a.year == b.year && a.month == b.month:
		left = mark + strconv.Itoa(a.day)
	case a.day > 0 && b.day > 0 && a.year == b.year:
		left = mark + strconv.Itoa(a.day) + " " + monthNames[a.month]
	case a.day == 0 && b.day == 0 && a.month > 0 && b.month > 0 && a.month <= 12 && b.month <= 12 && a.year == b.year:
		left = mark + monthNames[a.month]
	case a.month == 0 && b.month == 0 && a.year <= 0 && b.year <= 0:
		left = mark + strconv.Itoa(1-a.year)
	}
	return left, right
}

func setWords(items []item, and string) string {
	if len(items) == 2 && !items[0].stretch && !items[1].stretch {
		left, right := pair(items[0].from.point, items[1].from.point)
		return left + " " + and + " " + right
	}
	var words []string
	for _, it := range items {
		words = append(words, it.setWords(and == "or"))
	}
	last := len(words) - 1
	if last == 0 {
		return words[0]
	}
	return strings.Join(words[:last], ", ") + " " + and + " " + words[last]
}

func (it item) setWords(or bool) string {
	switch {
	case !it.stretch:
		return it.from.words()
	case it.from.state == open && or:
		return it.to.words() + " or earlier"
	case it.from.state == open:
		return "all until " + it.to.words()
	case it.to.state == open && or:
		return it.from.words() + " or later"
	case it.to.state == open:
		return "all from " + it.from.words()
	case or:
		left, right := pair(it.from.point, it.to.point)
		return "between " + left + " and " + right
	}
	return it.span()
}

func markWords(mark byte) string {
	switch mark {
	case '?':
		return "perhaps "
	case '~':
		return "c. "
	case '%':
		return "perhaps c. "
	}
	return ""
}

// words is a single date: mark, day, month or part, year.
func (p point) words() string {
	w := p.yearWords()
	part, isPart := parts[p.month]
	switch {
	case p.month == unspecified && p.day == unspecified:
		w = "a day in " + w
	case p.month == unspecified:
		w = "a month in " + w
	case isPart && part.precision == Season && p.month == 24:
		w = "winter " + p.winterYears()
	case isPart && part.precision == Season:
		w = part.words + " " + w
	case isPart:
		w = part.words + " of " + w
	case p.month > 0:
		w = p.monthWords() + p.yearJoin() + w
	}
	if p.time != "" {
		w += ", " + timeWords(p.time)
	}
	return markWords(p.mark) + w
}

func (p point) monthWords() string {
	switch {
	case p.day == unspecified:
		return "a day in " + monthNames[p.month]
	case p.day > 0:
		return strconv.Itoa(p.day) + " " + monthNames[p.month]
	}
	return monthNames[p.month]
}

func (p point) yearJoin() string {
	switch p.masked {
	case 0:
		return " "
	case 4:
		return " of "
	}
	return " in the "
}

// winterYears shows that a winter runs over two years: "2023–24".
func (p point) winterYears() string {
	if p.year < 1 || p.year%100 == 99 {
		return p.yearWords() + "–" + point{year: p.year + 1}.yearWords()
	}
	next := strconv.Itoa((p.year+1)%100 + 100)
	return p.yearWords() + "–" + next[1:]
}

func (p point) yearWords() string {
	first, last := p.years()
	switch {
	case p.masked == 4:
		return "an unknown year"
	case p.masked == 3:
		return centuryWords(p.year, 1000, "millennium")
	case p.masked == 2:
		return centuryWords(p.year, 100, "century")
	case p.masked == 1 && p.year > 0:
		return strconv.Itoa(p.year) + "s"
	case p.masked == 1:
		return item{from: end{point: point{year: first}}, to: end{point: point{year: last}}}.span()
	case p.year <= 0:
		return strconv.Itoa(1-p.year) + " BC"
	case p.year < 100:
		return "AD " + strconv.Itoa(p.year)
	}
	return strconv.Itoa(p.year)
}

func centuryWords(year, size int, word string) string {
	if year < 0 {
		return ordinal(-year/size+1) + " " + word + " BC"
	}
	return ordinal(year/size+1) + " " + word
}

func ordinal(n int) string {
	suffix := "th"
	if n%100 < 11 || n%100 > 13 {
		switch n % 10 {
		case 1:
			suffix = "st"
		case 2:
			suffix = "nd"
		case 3:
			suffix = "rd"
		}
	}
	return strconv.Itoa(n) + suffix
}

// timeWords drops seconds that are zero and names the zone: "10:30 UTC+09".
func timeWords(t string) string {
	clock, zone := t[:8], t[8:]
	clock = strings.TrimSuffix(clock, ":00")
	switch zone {
	case "":
		return clock
	case "Z":
		return clock + " UTC"
	}
	return clock + " UTC" + zone
}

// ISO is the date as the datetime attribute of HTML's <time> may hold it: a day,
// month or year after Christ, a day without year (12-25), or a time. It is "" for
// everything else, and for what is uncertain, which that attribute cannot say.
func (d Date) ISO() string {
	if d.IsZero() || d.form != single {
		return ""
	}
	e, err := parse(d.text)
	if err != nil {
		return ""
	}
	p := e.items[0].from.point
	switch {
	case p.mark != 0 || p.month < 0 || p.month > 12 || p.day < 0 || p.year < 1 && p.masked == 0:
		return ""
	case p.masked == 4 && p.day > 0:
		return strings.TrimPrefix(p.text(), "XXXX-")
	case p.masked > 0 || strings.HasPrefix(p.time, "24"):
		return ""
	}
	iso := strings.TrimPrefix(p.text(), "Y")
	if len(p.time) == len("23:20:30+04") {
		iso += ":00"
	}
	return iso
}
