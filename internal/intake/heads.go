package intake

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// pageNumber is a line that holds a page number and nothing else; the words around
// it, if any, leave no doubt.
var pageNumber = regexp.MustCompile(`^(?:[-–—\[(|•·\s]*)(?i:(page|p\.|seite|s\.)\s*)?(\d{1,4})(?:\s*(?i:of|/|von)\s*(\d{1,4}))?(?:[-–—\])|•·\s]*)$`)

// numberedPart begins headings that repeat but for their number, as running heads
// do.
var numberedPart = regexp.MustCompile(`(?i)^(?:chapter|section|part|book|volume|act|scene|appendix|table|figure|fig|plate|note|question|answer|lesson|day|week|year|kapitel|teil|chapitre|capítulo)\b`)

// dropRunningHeads takes out page numbers and running heads. Numbers and lines that
// repeat also occur as section numbers, years and refrains, so it takes the evidence
// of a page: a form feed beside the line, or a sentence that goes on behind it.
func (r *reading) dropRunningHeads() {
	var rows []int // lines with text
	for i, l := range r.lines {
		if l.from < l.to {
			rows = append(rows, i)
		}
	}
	for _, i := range rows {
		if r.smallAtEdge(r.lines[i]) {
			r.dropLine(i, "a running head")
		}
	}
	r.dropPrinted(rows)
	r.dropPageNumbers(rows)
	r.dropNumberedHeads(rows)
	r.dropRepeats(rows)
}

// numberLine is a line that may be a page number.
type numberLine struct {
	row     int // index into rows
	number  int
	certain bool // it says so itself, or stands beside a form feed
	cuts    bool // it stands in mid-sentence
}

func (r *reading) dropPageNumbers(rows []int) {
	var chain []numberLine
	settle := func() {
		if acceptPages(chain) {
			for _, n := range chain {
				r.dropLine(rows[n.row], "a page number")
			}
		}
		chain = nil
	}
	for n, i := range rows {
		m := pageNumber.FindStringSubmatch(r.text(r.lines[i]))
		if m == nil {
			continue
		}
		number, _ := strconv.Atoi(m[2])
		c := numberLine{n, number, m[1] != "" || m[3] != "" || r.atPageEdge(rows, n), r.cutsSentence(rows, n)}
		if len(chain) > 0 {
			if last := chain[len(chain)-1].number; number <= last || number > last+3 {
				settle()
			}
		}
		chain = append(chain, c)
	}
	settle()
}

// acceptPages weighs a row of rising numbers. Bare ones need two at least and one
// that cuts a sentence; four digits are years rather than pages.
func acceptPages(chain []numberLine) bool {
	certain := slices.ContainsFunc(chain, func(n numberLine) bool { return n.certain })
	cuts := slices.ContainsFunc(chain, func(n numberLine) bool { return n.cuts })
	switch {
	case len(chain) == 0:
		return false
	case certain && (len(chain) > 1 || cuts || chain[0].number < 1000):
		return true
	}
	return len(chain) > 1 && cuts && chain[0].number < 1000
}

// atPageEdge tells whether a form feed stands right before or behind a row.
func (r *reading) atPageEdge(rows []int, n int) bool {
	if r.shapes[r.lines[rows[n]].no].edge {
		return true
	}
	before := slices.ContainsFunc(r.lines[r.prevEnd(rows, n):rows[n]+1], func(l line) bool { return l.page })
	return before || r.pageBehind(rows, n)
}

// prevEnd is the index behind the row before n.
func (r *reading) prevEnd(rows []int, n int) int {
	if n == 0 {
		return 0
	}
	return rows[n-1] + 1
}

func (r *reading) pageBehind(rows []int, n int) bool {
	end := len(r.lines)
	if n+1 < len(rows) {
		end = rows[n+1] + 1
	}
	return slices.ContainsFunc(r.lines[rows[n]+1:end], func(l line) bool { return l.page })
}

// cutsSentence tells whether the text around a row goes on over it. Rows already
// dropped are looked through.
func (r *reading) cutsSentence(rows []int, n int) bool {
	a, b := n-1, n+1
	for a >= 0 && r.lines[rows[a]].drop {
		a--
	}
	for b < len(rows) && r.lines[rows[b]].drop {
		b++
	}
	if a < 0 || b >= len(rows) {
		return false
	}
	before, after := r.text(r.lines[rows[a]]), r.text(r.lines[rows[b]])
	return !endsSentence(before) && startsLower(after)
}

func (r *reading) dropLine(i int, what string) {
	l := &r.lines[i]
	if l.drop {
		return
	}
	l.drop = true
	r.note(Entry{Line: l.no, Kind: "running-head", Before: r.text(*l), Message: what + ", left out", from: []stretch{l.stretch}})
}

// A browser prints the time and the title above a page, and its address below.
var (
	printedAbove = regexp.MustCompile(`^\d{1,2}[/.]\d{1,2}[/.]\d{2,4},? \d{1,2}[:.]\d{2}(?: ?[AaPp]\.?[Mm]\.?)?(?:\s+(\S.*))?$`)
	printedBelow = regexp.MustCompile(`^((?:https?|file)://\S+)(?:\s+\d{1,4}/\d{1,4})?$`)
)

// dropPrinted takes out what a browser adds to a page that it prints: with the time at
// the edge of one page, the title and the address go from the edges of all. The address
// says where the document is from.
func (r *reading) dropPrinted(rows []int) {
	titles := map[string]bool{}
	for n, i := range rows {
		if m := printedAbove.FindStringSubmatch(r.text(r.lines[i])); m != nil && (n == 0 || r.atPageEdge(rows, n)) {
			titles[m[1]] = true
			if beside := n + 1; m[1] == "" && beside < len(rows) && r.shapes[r.lines[rows[beside]].no].edge {
				titles[r.text(r.lines[rows[beside]])] = true
			}
			r.dropLine(i, "the time at which the page was printed")
		}
	}
	if len(titles) == 0 {
		return
	}
	for n, i := range rows {
		text := r.text(r.lines[i])
		address := printedBelow.FindStringSubmatch(text)
		switch {
		case n+1 < len(rows) && !r.atPageEdge(rows, n):
		case address != nil:
			if r.article.Meta.Source == "" && strings.HasPrefix(address[1], "http") {
				r.article.Meta.Source = address[1]
				r.note(Entry{Line: r.lines[i].no, Kind: "source", Before: text, After: "source: " + address[1], Message: "the address below a printed page"})
			}
			r.dropLine(i, "the address of a printed page")
		case titles[text] && r.shapes[r.lines[i].no].edge:
			r.dropLine(i, "the title above a printed page")
		}
	}
}

// numberedHead is a running head with a page number at the other margin.
var numberedHead = regexp.MustCompile(`^(?:(\d{1,4})(?:\t|\s{3,})\s*(\S.*)|(.*\S)\s*(?:\t|\s{3,})(\d{1,4}))$`)

// dropNumberedHeads takes out lines that stand alone, twice or more with the same words,
// and whose numbers at the margin rise as those of pages do.
func (r *reading) dropNumberedHeads(rows []int) {
	type head struct{ row, page int }
	groups := map[string][]head{}
	var order []string
	for n, i := range rows {
		m := numberedHead.FindStringSubmatch(r.text(r.lines[i]))
		if m == nil || r.lines[i].drop || !alone(rows, n) {
			continue
		}
		page, _ := strconv.Atoi(m[1] + m[4])
		key := headKey(m[2] + m[3])
		if key == "" {
			continue
		}
		if groups[key] == nil {
			order = append(order, key)
		}
		groups[key] = append(groups[key], head{i, page})
	}
	for _, key := range order {
		group := groups[key]
		rising := len(group) > 1
		for i := 1; i < len(group); i++ {
			rise := group[i].page - group[i-1].page
			rising = rising && rise > 0 && rise <= mostPages
		}
		if !rising {
			continue
		}
		for _, h := range group {
			r.dropLine(h.row, "a running head")
		}
	}
}

// mostPages is how many pages may lie between two running heads that are alike: those of
// left pages often have other words, and pages with a picture none.
const mostPages = 4

// alone tells whether there are blank lines around a row.
func alone(rows []int, n int) bool {
	return (n == 0 || rows[n-1] < rows[n]-1) && (n+1 == len(rows) || rows[n+1] > rows[n]+1)
}

// dropRepeats takes out lines that stand three times or more at the edge of a page,
// whatever number they carry. The first one may be the title itself and stays if
// nothing stands above it.
func (r *reading) dropRepeats(rows []int) {
	groups := map[string][]int{}
	var order []string
	for n, i := range rows {
		if r.lines[i].drop || !r.besidePage(rows, n) {
			continue
		}
		text := r.text(r.lines[i])
		key := headKey(text)
		if key == "" {
			continue
		}
		if numberedPart.MatchString(key) {
			key = text // Chapter 1 and Chapter 2 are headings, Chapter 1 on every page is none
		}
		if groups[key] == nil {
			order = append(order, key)
		}
		groups[key] = append(groups[key], n)
	}
	for _, key := range order {
		group := groups[key]
		if len(group) < 3 {
			continue
		}
		for _, n := range group {
			if n > 0 {
				r.dropLine(rows[n], "a running head")
			}
		}
	}
}

// headKey is a line without its numbers, "" for one that is too long or too short
// for a running head.
func headKey(s string) string {
	key := strings.TrimFunc(strings.Map(func(c rune) rune {
		if unicode.IsDigit(c) {
			return -1
		}
		return unicode.ToLower(c)
	}, s), func(c rune) bool { return !unicode.IsLetter(c) })
	if len(s) > 100 || len(key) < 3 || endsSentence(s) && wordCount(s) > 8 {
		return ""
	}
	return key
}

// besidePage tells whether a row stands at a page edge: beside a form feed, beside
// a page number, or alone in mid-sentence.
func (r *reading) besidePage(rows []int, n int) bool {
	if r.atPageEdge(rows, n) {
		return true
	}
	dropped := func(m int) bool { return m >= 0 && m < len(rows) && r.lines[rows[m]].drop }
	if dropped(n-1) || dropped(n+1) {
		return true
	}
	return alone(rows, n) && r.cutsSentence(rows, n)
}
