package intake

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// headingMost is the longest heading in words.
const headingMost = 14

// takeHeadings finds bare lines that are headings: short, without a full stop,
// between blank lines, with running text behind them.
func (r *reading) takeHeadings() {
	live := r.where(func(u *unit) bool { return u.role != gone && u.role != chrome && u.role != definition })
	part := 0 // the number of the last part
	for n, i := range live {
		u := r.units[i]
		if !u.body() || !looksLikeHeading(u.text) || u.mark.style == bulletMark {
			continue
		}
		if digits(u.text) && len(u.text) < 4 {
			if u.text != strconv.Itoa(part+1) {
				continue // the number of a page; parts are counted from 1
			}
			part++
		}
		next := r.nextText(live[n+1:])
		if next == nil || !leadsInto(u, next) || inRow(r.units, live, n) {
			continue
		}
		u.role = heading
		r.note(Entry{Line: u.line, Kind: "heading", Before: u.text, After: "## " + u.text, Message: "a bare line read as a heading"})
	}
}

// looksLikeHeading tells whether the line alone may be one.
func looksLikeHeading(s string) bool {
	if len(s) > 160 || wordCount(s) > headingMost {
		return false
	}
	if partNumber.MatchString(s) {
		return true
	}
	first := firstLetter(s)
	if !unicode.IsUpper(first) && !unicode.IsDigit(first) && (!unicode.IsLetter(first) || unicode.IsLower(first)) {
		return false
	}
	end := strings.TrimRightFunc(strings.TrimRight(withoutRemark(s), closers+" "), isSuperscript)
	last, _ := utf8.DecodeLastRuneInString(end)
	switch {
	case last == '?' || last == '!':
		return !isQuotation(s)
	case strings.ContainsRune(".,;:…", last):
		return false
	case unfinishedWords[strings.ToLower(lastWord(end))]:
		return false
	}
	return !isQuotation(s) && !strings.Contains(s, "://") && !labelled.MatchString(s)
}

// partNumber is the number of a part, alone on its line.
var partNumber = regexp.MustCompile(`^(?:[IVXLC]{1,7}|\d{1,2})\.?$`)

// labelled lines say what they are, and that is no heading.
var labelled = regexp.MustCompile(`^(?:Source|Sources|Note|Photo|Photos|Credit|Image|Tags?|Keywords|Quelle|Contact|Tel|Email|E-mail|Web|Website|ISSN|ISBN|DOI)s?:\s`)

// withoutRemark takes a remark in brackets off the end: "It is closed. [Emphasis
// added]" is a sentence.
func withoutRemark(s string) string {
	if strings.HasSuffix(s, "]") {
		if i := strings.LastIndexByte(s, '['); i > 0 {
			return strings.TrimSpace(s[:i])
		}
	}
	return s
}

// isQuotation tells whether the whole of s is one utterance in quotation marks. A
// heading may stand in them, too, but then no stop stands inside.
func isQuotation(s string) bool {
	first, n := utf8.DecodeRuneInString(s)
	last, size := utf8.DecodeLastRuneInString(s)
	if len(s) <= n+size || !strings.ContainsRune("\"“«„", first) || !strings.ContainsRune("\"”»“", last) {
		return false
	}
	inside := s[n : len(s)-size]
	return !strings.ContainsAny(inside, "\"”»") && strings.ContainsAny(inside[len(inside)-1:], ".!?,;")
}

// nextText returns the first unit that is neither caption nor gone.
func (r *reading) nextText(live []int) *unit {
	for _, i := range live {
		if u := r.units[i]; u.role != caption {
			return u
		}
	}
	return nil
}

// leadsInto tells whether what stands behind a bare line is what stands behind
// headings: running text, a list, another heading.
func leadsInto(u, next *unit) bool {
	switch next.role {
	case heading:
		return next.typed || wordCount(u.text) <= 6
	case item:
		return true
	}
	return next.body() && !startsLower(next.text) && (endsSentence(next.text) || wordCount(next.text) > headingMost || looksLikeHeading(next.text))
}

// inRow tells whether the line stands in a row of three bare lines or more: verse,
// an address, the cells of a table.
func inRow(units []*unit, live []int, n int) bool {
	bareLine := func(i int) bool {
		return i >= 0 && i < len(live) && units[live[i]].role == unread && looksLikeHeading(units[live[i]].text)
	}
	wasHeading := func(i int) bool {
		return i >= 0 && units[live[i]].role == heading && !units[live[i]].typed
	}
	before := n > 0 && (bareLine(n-1) || wasHeading(n-1) && n > 1 && wasHeading(n-2))
	return before || bareLine(n+1) && bareLine(n+2)
}

// takeLists makes items of units that begin with a bullet, or with rising numbers.
// One alone may be a dash that opens a speech; two in a row are a list.
func (r *reading) takeLists() {
	live := r.where(func(u *unit) bool { return u.role != gone && u.role != chrome })
	for n := 0; n < len(live); {
		end := n
		for end < len(live) && r.sameList(live, n, end) {
			end++
		}
		if end-n >= 2 || end > n && strings.ContainsRune("•‣◦▪●■", firstRune(r.units[live[n]].text)) {
			for _, i := range live[n:end] {
				r.takeItem(r.units[i])
			}
		}
		n = max(end, n+1)
	}
}

// sameList tells whether unit live[at] belongs to the list that begins at live[from].
func (r *reading) sameList(live []int, from, at int) bool {
	first, u := r.units[live[from]], r.units[live[at]]
	if !u.body() || u.mark.style != first.mark.style {
		return false
	}
	switch u.mark.style {
	case bulletMark, signMark:
		return u.mark.label == first.mark.label && u.text != "" && u.mark.size > len(u.mark.label)
	case dotMark, parenMark, roundMark:
		return u.mark.number > 0 && u.mark.number == first.mark.number+at-from
	}
	return false
}

func (r *reading) takeItem(u *unit) {
	u.role, u.level, u.typed = item, 1, true
	u.number = u.mark.number
	u.takeMark()
}

// takeMarkup reads what is typed as Markdown: headings with #, lines underlined
// with = or -, quotations with >.
func (r *reading) takeMarkup() {
	for i, u := range r.units {
		switch m := leadMark(u.text); {
		case m.style == hashMark && len(m.label) <= 3:
			u.role, u.typed, u.level = heading, true, len(m.label)
			u.text = strings.TrimRight(u.text[m.size:], " #")
		case i > 0 && u.gap == 0 && isUnderline(u.text) && r.units[i-1].body() && wordCount(r.units[i-1].text) <= headingMost:
			above := r.units[i-1]
			above.role, above.typed, above.level = heading, true, 2
			if u.text[0] == '=' {
				above.level = 1
			}
			u.role = gone
		case strings.HasPrefix(u.text, "> "):
			u.quote = 1
			u.text = strings.TrimSpace(strings.ReplaceAll(u.text[2:], " > ", " "))
		}
	}
}

// isUnderline tells whether a line is a row of = or - and nothing else.
func isUnderline(s string) bool {
	return len(s) >= 3 && (strings.Trim(s, "=") == "" || strings.Trim(s, "-") == "")
}
