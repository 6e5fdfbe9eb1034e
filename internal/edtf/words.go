package edtf

import (
	"strconv"
	"strings"
)

// Words is the date in English, as a reader should see it: "c. 1905", "25–27 July
// 2023", "between 499 and 493 BC". There is no year zero in it, and nothing that the
// expression does not say. The zero Date is "".
func (d Date) Words() string { return english.Words(d) }

// Words is the date in the language.
func (l *Language) Words(d Date) string {
	if d.IsZero() {
		return ""
	}
	e, err := parse(d.text)
	if err != nil {
		return d.text
	}
	switch e.form {
	case interval:
		return l.interval(e.items[0])
	case oneOf:
		return l.set(e.items, orWords)
	case allOf:
		return l.set(e.items, andWords)
	}
	return l.point(e.items[0].from.point)
}

func (l *Language) interval(it item) string {
	switch {
	case it.from.state == open:
		return l.say(before, l.point(it.to.point))
	case it.to.state == open:
		return l.say(from, l.point(it.from.point))
	case it.from.state == unknown:
		return l.say(untilUnknown, l.point(it.to.point))
	case it.to.state == unknown:
		return l.say(fromUnknown, l.point(it.from.point))
	}
	return l.span(it)
}

// span joins both sides with an en dash, with spaces when the left one has some. Both
// sides of an approximate span share the word for it.
func (l *Language) span(it item) string {
	a, b := it.from.point, it.to.point
	if a.mark == b.mark && readTogether(a, b) {
		mark := a.mark
		a.mark, b.mark = 0, 0
		left, right := l.pair(a, b)
		return l.marked(mark, dashed(left, right, left))
	}
	left, right := l.point(a), l.point(b)
	bare := left
	if a.mark == '~' {
		a.mark = 0
		bare = l.point(a)
	}
	return dashed(left, right, bare)
}

func dashed(left, right, bare string) string {
	if strings.Contains(bare, " ") {
		return left + " – " + right
	}
	return left + "–" + right
}

// readTogether tells whether one side can leave out what the other one says.
func readTogether(a, b point) bool {
	return a.masked <= 0 && b.masked <= 0 && a.day >= 0 && b.day >= 0 && a.month >= 0 && b.month >= 0 && a.time == "" && b.time == ""
}

// pair words two dates that are read together, the left one without what the right one
// says again: "25" and "27 July 2023". That takes a language in which it comes last.
func (l *Language) pair(a, b point) (left, right string) {
	left, right = l.point(a), l.point(b)
	if a.mark != b.mark || !readTogether(a, b) {
		return left, right
	}
	sameYear := a.year == b.year && l.yearLast
	switch {
	case a.mark != 0:
	case a.day > 0 && b.day > 0 && sameYear && a.month == b.month && l.monthLast:
		left = l.say(dayOnly, strconv.Itoa(a.day))
	case a.day > 0 && b.day > 0 && sameYear:
		left = l.dayAndMonth(a)
	case a.day == 0 && b.day == 0 && a.month > 0 && b.month > 0 && a.month <= 12 && b.month <= 12 && sameYear:
		left = l.months[a.month-1]
	case a.month == 0 && b.month == 0 && a.year <= 0 && b.year <= 0 && l.eraLast:
		left = strconv.Itoa(1 - a.year)
	}
	return left, right
}

func (l *Language) set(items []item, and phrase) string {
	if len(items) == 2 && !items[0].stretch && !items[1].stretch {
		a, b := items[0].from.point, items[1].from.point
		if a.mark == b.mark {
			mark := a.mark
			a.mark, b.mark = 0, 0
			left, right := l.pair(a, b)
			return l.marked(mark, l.say(and, left, right))
		}
		return l.say(and, l.point(a), l.point(b))
	}
	var words []string
	for _, it := range items {
		words = append(words, l.member(it, and == orWords))
	}
	last := len(words) - 1
	if last == 0 {
		return words[0]
	}
	return l.say(and, strings.Join(words[:last], ", "), words[last])
}

func (l *Language) member(it item, or bool) string {
	switch {
	case !it.stretch:
		return l.point(it.from.point)
	case it.from.state == open && or:
		return l.say(orEarlier, l.point(it.to.point))
	case it.from.state == open:
		return l.say(allUntil, l.point(it.to.point))
	case it.to.state == open && or:
		return l.say(orLater, l.point(it.from.point))
	case it.to.state == open:
		return l.say(allFrom, l.point(it.from.point))
	case or:
		left, right := l.pair(it.from.point, it.to.point)
		return l.say(between, left, right)
	}
	return l.span(it)
}

func (l *Language) marked(mark byte, words string) string {
	switch mark {
	case '?':
		return l.say(perhaps, words)
	case '~':
		return l.say(circa, words)
	case '%':
		return l.say(perhaps, l.say(circa, words))
	}
	return words
}

// point is a single date: mark, day, month or part, year.
func (l *Language) point(p point) string {
	w := l.year(p)
	part, isPart := parts[p.month]
	switch {
	case p.month == unspecified && p.day == unspecified:
		w = l.say(someDay, w)
	case p.month == unspecified:
		w = l.say(someMonth, w)
	case isPart && p.month == 24:
		w = l.say(ofYear, l.parts[p.month], l.winterYears(p))
	case isPart && part.precision == Season:
		w = l.say(ofYear, l.parts[p.month], w)
	case isPart:
		w = l.say(partOf, l.parts[p.month], w)
	case p.month > 0 && p.masked == 4:
		w = l.say(noYear, l.inYear(p))
	case p.month > 0 && p.masked > 0:
		w = l.say(inSpan, l.inYear(p), w)
	case p.month > 0:
		w = l.say(ofYear, l.inYear(p), w)
	}
	if p.time != "" {
		w = l.say(atTime, w, timeWords(p.time))
	}
	return l.marked(p.mark, w)
}

// inYear is the month, or the day with its month.
func (l *Language) inYear(p point) string {
	switch {
	case p.day == unspecified:
		return l.say(someDay, l.months[p.month-1])
	case p.day > 0:
		return l.dayAndMonth(p)
	}
	return l.months[p.month-1]
}

func (l *Language) dayAndMonth(p point) string {
	return l.say(dayMonth, strconv.Itoa(p.day), l.daysOf[p.month-1])
}

// winterYears shows that a winter runs over two years: "2023–24".
func (l *Language) winterYears(p point) string {
	if p.year < 1 || p.year%100 == 99 {
		return l.year(p) + "–" + l.year(point{year: p.year + 1})
	}
	next := strconv.Itoa((p.year+1)%100 + 100)
	return l.year(p) + "–" + next[1:]
}

func (l *Language) year(p point) string {
	first, last := p.years()
	switch {
	case p.masked == 4:
		return l.say(unknownYear)
	case p.masked == 3:
		return l.hundreds(millennium, p.year, 1000)
	case p.masked == 2:
		return l.hundreds(century, p.year, 100)
	case p.masked == 1 && p.year > 0:
		return l.say(decade, strconv.Itoa(p.year))
	case p.masked == 1:
		return l.span(item{from: end{point: point{year: first}}, to: end{point: point{year: last}}})
	case p.year <= 0:
		return l.say(bc, strconv.Itoa(1-p.year))
	case p.year < 100:
		return l.say(ad, strconv.Itoa(p.year))
	}
	return strconv.Itoa(p.year)
}

func (l *Language) hundreds(word phrase, year, size int) string {
	if year < 0 {
		return l.say(bc, l.ordinal(table[word].key, -year/size+1))
	}
	return l.ordinal(table[word].key, year/size+1)
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
