package intake

import (
	"regexp"
	"strings"
)

var (
	sourceLine = regexp.MustCompile(`^(?:Source|Sources|Quelle|Fuente|Original source|Original|Read the original at|(?:This article was )?(?:[Ff]irst|[Oo]riginally) (?:published|appeared)(?: in| at| on| by)?)\s*:?\s+(.+)$`)
	address    = regexp.MustCompile(`https?://[^\s<>"]+`)
	bracketed  = regexp.MustCompile(`<(https?://[^\s<>]+)>`)
)

// takeSource finds the line that says where the text comes from. It stands behind
// the running text or before it; the same words under a table or in the middle are
// a credit and stay.
func (r *reading) takeSource() {
	head, tail := r.proseSpan()
	for i, u := range r.units {
		if !u.body() || i >= head && i < tail {
			continue
		}
		m := sourceLine.FindStringSubmatch(u.text)
		if m == nil || wordCount(u.text) > 40 || !strings.Contains(u.text[:len(u.text)-len(m[1])], ":") && !strings.Contains(u.text, "ublished") && !strings.Contains(u.text, "ppeared") {
			continue
		}
		if r.readSource(u, m[1]) {
			return
		}
	}
}

// readSource takes address, date and publication out of the words of a source line.
func (r *reading) readSource(u *unit, words string) bool {
	meta := &r.article.Meta
	url, rest := cutAddress(words)
	date, rest := cutDate(rest)
	rest = strings.Trim(rest, " ,;.()")
	if url == "" && date == "" && !strings.HasPrefix(u.text, "Source") {
		return false
	}
	r.fill(&meta.Source, firstOf(url, words))
	r.fill(&meta.Date, date)
	if rest != "" && startsUpper(rest) && wordCount(rest) <= 8 {
		r.fill(&meta.Publication, strings.Trim(rest, "*_\"“”"))
	}
	after := "source: " + meta.Source
	if date != "" {
		after += ", date: " + meta.Date
	}
	r.take(u, "source", after, "the source line")
	return true
}

// fill sets a value that is still empty: what the author says on the command line
// and what was found first win.
func (r *reading) fill(at *string, value string) {
	if *at == "" {
		*at = value
	}
}

func firstOf(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}

// cutAddress takes the first web address out of s. Between angle brackets it is
// complete to the last character; bare, a full stop or comma behind it is not part
// of it.
func cutAddress(s string) (url, rest string) {
	if m := bracketed.FindStringSubmatchIndex(s); m != nil {
		return s[m[2]:m[3]], s[:m[0]] + s[m[1]:]
	}
	at := address.FindStringIndex(s)
	if at == nil {
		return "", s
	}
	url = trimAddress(s[at[0]:at[1]])
	return url, s[:at[0]] + s[at[0]+len(url):]
}

// trimAddress takes punctuation off the end of a bare address, as GFM does: a
// closing bracket only when none is open.
func trimAddress(url string) string {
	for {
		t := strings.TrimRight(url, ".,;:!?'\"*_~”’")
		if strings.HasSuffix(t, ")") && strings.Count(t, ")") > strings.Count(t, "(") {
			t = t[:len(t)-1]
		}
		if t == url {
			return url
		}
		url = t
	}
}

// proseSpan returns the indexes of the first unit of running text and of the one
// behind the last.
func (r *reading) proseSpan() (first, end int) {
	first, end = -1, 0
	for i, u := range r.units {
		if u.body() && isProse(u.text) && leadMark(u.text).style == noMark {
			if first < 0 {
				first = i
			}
			end = i + 1
		}
	}
	return max(first, 0), end
}
