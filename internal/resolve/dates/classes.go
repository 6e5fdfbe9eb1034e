package dates

// classSet is a set of token classes.
type classSet uint64

// The classes that patterns name. Numbers get theirs from their value and shape, words
// from the lexicon.
const (
	month         classSet = 1 << iota // January, Jan.
	weekday                            // Monday, Mon.
	unit                               // day, weeks
	season                             // spring
	part                               // morning
	cardinal                           // seven; twenty-five once joined
	ordinalWord                        // seventh
	decadeWord                         // sixties
	era                                // BC, AD
	halfDay                            // a.m.
	zone                               // UTC
	weekdayPlural                      // Tuesdays
	rel                                // last, next, this
	count                              // any number before a unit: 3, three, a few
	day                                // 1 to 31
	dayTh                              // 25th
	year                               // 1000 to 2100, four digits
	shortNumber                        // one to four digits: a year beside BC or AD
	twoDigits                          // 00 to 99
	threeDigits                        // 100 to 999
	shortYear                          // '99
	decade                             // 1970s
	shortDecade                        // 70s
	hour                               // 0 to 24
	isoDate                            // 2023-07-26
	slashDate                          // 7/26/2023
	dotDate                            // 26.7.2023
	clock                              // 18:30
	dash                               // - – —
	article                            // a, an
	quarterCode                        // Q3, H1
	clockWord                          // noon, midnight
	plainNumber                        // a number in digits
	plainWord                          // a word of the lexicon that is used as a trigger only
	namedDay                           // 9/11
	partPlural                         // mornings
	lowerWord                          // any other word in lower case
)

var classNames = map[string]classSet{
	"MONTH": month, "WEEKDAY": weekday, "WEEKDAYS": weekdayPlural, "PARTS": partPlural, "NAMEDDAY": namedDay, "UNIT": unit, "SEASON": season, "PART": part,
	"ORD": ordinalWord | dayTh, "DECADEWORD": decadeWord, "ERA": era, "AMPM": halfDay, "ZONE": zone, "REL": rel, "COUNT": count,
	"DAY": day, "DAYTH": dayTh, "YEAR": year, "SHORT": shortNumber, "TWO": twoDigits, "THREE": threeDigits, "SHORTYEAR": shortYear,
	"DECADE": decade, "SHORTDECADE": shortDecade, "HOUR": hour, "ISO": isoDate, "SLASHDATE": slashDate, "DOTDATE": dotDate,
	"CLOCK": clock, "DASH": dash, "ART": article, "QCODE": quarterCode, "CLOCKWORD": clockWord, "ORDWORD": ordinalWord, "LOWER": lowerWord,
}

// entry is a word of the lexicon.
type entry struct {
	text         string
	classes      classSet
	month        int // value as a month...
	weekday      int
	unit         unitKind
	season       int // 21 to 24, as EDTF
	part         string
	num          float64 // cardinal, ordinal, decade word; unknown for "several"
	hasNum       bool
	rel          relation
	eraSign      int    // -1 for BC
	abbreviation bool   // may take a full stop
	ambiguous    bool   // also a common word or name: needs more around it
	offset       string // zone
	nameOnly     bool   // in the name of a period, else a word like any: great, cold

	indexed bool       // edges says all that it can take
	edges   [2][]*edge // of the roots of patterns and modifiers
}

// unknown is the number of "several".
const unknown = -1

// numberClasses finds the classes of a number token from its value and shape.
func numberClasses(t *token) classSet {
	n := int(t.num)
	if t.flags&quantity != 0 {
		return count
	}
	if t.flags&plural != 0 {
		switch {
		case t.digits == 4 && n >= 1000 && n <= 2100 && n%10 == 0:
			return decade
		case t.digits == 3 && n%10 == 0:
			return decade
		case t.digits == 2 && n%10 == 0:
			return shortDecade
		}
		return 0
	}
	if t.flags&ordinalForm != 0 {
		c := ordinalWord
		if n >= 1 && n <= 31 {
			c |= dayTh | day
		}
		return c
	}
	if t.flags&apostrophe != 0 {
		return shortYear
	}
	c := count | plainNumber
	if t.digits <= 4 {
		c |= shortNumber
	}
	if t.digits <= 2 {
		if n >= 1 && n <= 31 {
			c |= day
		}
		if n <= 24 {
			c |= hour
		}
	}
	switch {
	case t.digits == 2:
		c |= twoDigits
	case t.digits == 3:
		c |= threeDigits
	case t.digits == 4 && n >= 1000 && n <= 2100:
		c |= year
	}
	return c
}
