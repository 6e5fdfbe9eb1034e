package intake

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// months maps names of months, in English, German, French and Spanish and their
// usual short forms, to numbers.
var months = func() map[string]int {
	names := map[string]int{}
	for i, list := range []string{
		"january jan januar jänner janvier enero",
		"february feb februar février febrero",
		"march mar märz mars marzo",
		"april apr avril abril",
		"may mai mayo",
		"june jun juni juin junio",
		"july jul juli juillet julio",
		"august aug août agosto",
		"september sep sept septembre septiembre",
		"october oct oktober okt octobre octubre",
		"november nov novembre noviembre",
		"december dec dezember dez décembre diciembre",
	} {
		for name := range strings.FieldsSeq(list) {
			names[name] = i + 1
		}
	}
	return names
}()

const weekdayWord = `(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?\s+)?`

var (
	dayFirst   = regexp.MustCompile(weekdayWord + `\b(\d{1,2})(?:st|nd|rd|th)?\.?\s+(?:de\s+)?(\p{L}{3,10})\.?,?\s+(?:de\s+)?(\d{4})\b`)
	monthFirst = regexp.MustCompile(weekdayWord + `(\p{L}{3,10})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b`)
	isoDate    = regexp.MustCompile(`\b(\d{4})-(\d{2})-(\d{2})(?:T[\d:.+Z-]*)?\b`)
	dotted     = regexp.MustCompile(`\b(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\b`)
	monthYear  = regexp.MustCompile(`(\p{L}{3,10})\.?\s+(\d{4})\b`)
)

// cutDate takes the first full date out of s and returns it in EDTF, with the rest
// of s; "" and s when there is none. Figures with dots begin with the day
// wherever they are used; those with strokes (3/4/2021) stay, for which is the day
// cannot be told.
func cutDate(s string) (date, rest string) {
	for _, p := range []struct {
		re               *regexp.Regexp
		year, month, day int
	}{{isoDate, 1, 2, 3}, {dotted, 3, 2, 1}, {dayFirst, 3, 2, 1}, {monthFirst, 3, 1, 2}, {monthYear, 2, 1, 0}} {
		m := p.re.FindStringSubmatchIndex(s)
		if m == nil {
			continue
		}
		group := func(n int) string { return s[m[2*n]:m[2*n+1]] }
		day := ""
		if p.day > 0 {
			day = group(p.day)
		}
		if date := edtfOf(group(p.year), group(p.month), day); date != "" {
			return date, s[:m[0]] + s[m[1]:]
		}
	}
	return "", s
}

// edtfOf writes a date in EDTF, "" for one that no calendar has.
func edtfOf(year, month, day string) string {
	m, err := strconv.Atoi(month)
	if err != nil {
		m = months[strings.ToLower(month)]
	}
	y, _ := strconv.Atoi(year)
	if m < 1 || m > 12 || y < 1000 {
		return ""
	}
	if day == "" {
		return fmt.Sprintf("%04d-%02d", y, m)
	}
	d, _ := strconv.Atoi(day)
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	if t.Day() != d || int(t.Month()) != m {
		return ""
	}
	return t.Format(time.DateOnly)
}

var dateWords = regexp.MustCompile(`(?i)^(?:published|updated|posted|last updated|first published|date|am|on|at|\||/|·|•|–|-|,|:|\.|\(|\)|\s|\d{1,2}[:.]\d{2}|a\.?m\.?|p\.?m\.?|gmt|bst|utc|cet|cest|est|edt|pst|pdt|ist|min read|\d+ min(?:utes?)? read)+$`)

// dateLine reads a line that says nothing but a date, perhaps with a time.
func dateLine(s string) (date string, ok bool) {
	date, rest := cutDate(s)
	if date == "" {
		return "", false
	}
	return date, rest == "" || dateWords.MatchString(rest) || dateLead.MatchString(s) && wordCount(rest) <= 8 && !endsSentence(s)
}

// dateLead begins a line that gives a date of publication, and perhaps a place.
var dateLead = regexp.MustCompile(`^(?:First published|Last updated|Published|Updated|Posted|Date|PUBLISHED|UPDATED)\b\s*(?:on\b)?\s*[:|–—-]?\s`)
