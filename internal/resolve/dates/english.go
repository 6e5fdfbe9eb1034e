package dates

import (
	"fmt"
	"slices"
)

// englishWords is the lexicon. Several forms of a word stand in one row.
var englishWords = func() []entry {
	var list []entry
	for i, forms := range []string{
		"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
	} {
		list = append(list, entry{text: forms, classes: month, month: i + 1, ambiguous: forms == "may" || forms == "march"})
	}
	for i, forms := range []string{"jan", "feb", "mar", "apr", "", "jun", "jul", "aug", "sep sept", "oct", "nov", "dec"} {
		if forms != "" {
			list = append(list, entry{text: forms, classes: month, month: i + 1, abbreviation: true, ambiguous: true})
		}
	}
	for i, forms := range []string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"} {
		list = append(list, entry{text: forms, classes: weekday, weekday: i + 1}, entry{text: forms + "s", classes: weekdayPlural, weekday: i + 1})
	}
	for i, forms := range []string{"mon", "tue tues", "wed", "thu thur thurs", "fri", "sat", "sun"} {
		list = append(list, entry{text: forms, classes: weekday, weekday: i + 1, abbreviation: true, ambiguous: true})
	}
	for _, u := range []struct {
		forms string
		u     unitKind
	}{
		{"second seconds", second}, {"minute minutes", minute}, {"hour hours", hours}, {"day days", days},
		{"weekend weekends", weekends}, {"week weeks", weeks}, {"fortnight fortnights", fortnights}, {"month months", months},
		{"quarter quarters", quarters}, {"year years", years}, {"decade decades", decades}, {"century centuries", centuries},
		{"millennium millennia millenniums", millennia},
	} {
		list = append(list, entry{text: u.forms, classes: unit, unit: u.u})
	}
	for _, s := range []struct {
		forms string
		n     int
	}{{"spring springtime", 21}, {"summer summertime summers", 22}, {"autumn fall", 23}, {"winter wintertime winters", 24}} {
		list = append(list, entry{text: s.forms, classes: season, season: s.n})
	}
	for _, p := range [][2]string{
		{"morning dawn daybreak", "TMO"}, {"afternoon", "TAF"}, {"evening dusk", "TEV"}, {"night nighttime", "TNI"}, {"daytime", "TDT"},
	} {
		list = append(list, entry{text: p[0], classes: part, part: p[1]})
	}
	for _, p := range [][2]string{{"mornings", "TMO"}, {"afternoons", "TAF"}, {"evenings", "TEV"}, {"nights", "TNI"}} {
		list = append(list, entry{text: p[0], classes: partPlural, part: p[1]})
	}
	list = append(list, entry{text: "noon midday", classes: clockWord, part: "T12:00"}, entry{text: "midnight", classes: clockWord, part: "T00:00"})
	cardinals := []string{"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
		"thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"}
	for i, w := range cardinals {
		list = append(list, entry{text: w, classes: cardinal | count, num: float64(i), hasNum: true})
	}
	for i, w := range []string{"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"} {
		list = append(list, entry{text: w, classes: cardinal | count, num: float64(20 + 10*i), hasNum: true})
	}
	list = append(list,
		entry{text: "hundred", classes: cardinal, num: 100, hasNum: true},
		entry{text: "thousand", classes: cardinal, num: 1000, hasNum: true},
		entry{text: "million", classes: cardinal, num: 1e6, hasNum: true},
		entry{text: "billion", classes: cardinal, num: 1e9, hasNum: true},
		entry{text: "dozen", classes: cardinal, num: 12, hasNum: true},
		entry{text: "several few numerous", classes: count, num: unknown, hasNum: true},
		entry{text: "many", classes: count, num: unknown, hasNum: true},
		entry{text: "couple", classes: plainWord, num: 2, hasNum: true},
		entry{text: "half", classes: plainWord, num: 0.5, hasNum: true},
		entry{text: "a an", classes: article, num: 1, hasNum: true},
	)
	ordinals := []string{"", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
		"twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth"}
	for i, w := range ordinals[1:] {
		list = append(list, entry{text: w, classes: ordinalWord, num: float64(i + 1), hasNum: true})
	}
	for i, w := range []string{"twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"} {
		list = append(list, entry{text: w, classes: decadeWord, num: float64(20 + 10*i), hasNum: true})
	}
	list = append(list,
		entry{text: "bc bce", classes: era, eraSign: -1},
		entry{text: "ad ce", classes: era, eraSign: 1},
		entry{text: "am", classes: halfDay, part: "am"},
		entry{text: "pm", classes: halfDay, part: "pm"},
		entry{text: "utc gmt", classes: zone, offset: "Z"},
		entry{text: "est edt cst cdt mst mdt pst pdt et pt ct bst ist jst kst cet cest eet msk hkt sgt", classes: zone},
	)
	for _, r := range []struct {
		forms string
		r     relation
	}{
		{"last", last}, {"past", past}, {"this", this}, {"next", next}, {"coming upcoming", coming},
		{"previous preceding prior", previous}, {"following subsequent ensuing", following}, {"same", same}, {"that", that},
	} {
		list = append(list, entry{text: r.forms, classes: rel, rel: r.r})
	}
	for i := 1; i <= 4; i++ {
		list = append(list, entry{text: fmt.Sprintf("q%d", i), classes: quarterCode, num: float64(i), hasNum: true})
	}
	for i := 1; i <= 2; i++ {
		list = append(list, entry{text: fmt.Sprintf("h%d", i), classes: quarterCode, num: float64(10 + i), hasNum: true})
	}
	return list
}()

// relation is what "last", "this", "next" and the like say.
type relation uint8

const (
	noRelation relation = iota
	last
	past
	this
	next
	coming
	previous
	following
	same
	that
)

// step is the direction of a relation.
func (r relation) step() int {
	switch r {
	case last, past, previous:
		return -1
	case next, coming, following:
		return 1
	}
	return 0
}

// anaphoric tells that a relation starts from the text rather than from its date.
func (r relation) anaphoric() bool { return r >= previous }

func newEnglish() *language {
	rows := slices.Concat(figureRows, englishRows, periodRows())
	l := newLanguage(englishWords, rows, englishModifiers)
	l.allowed, l.direction = englishAllowed, englishDirection
	return l
}
