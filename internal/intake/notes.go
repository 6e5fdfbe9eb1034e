package intake

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// ref is a note mark in the text of a unit.
type ref struct {
	from, to int    // bytes of the unit's text
	label    string // as received, later the label of the note
	sure     bool   // it cannot well be anything else
	of       int    // how many labels its brackets hold
}

// noteHeadings are headings that stand above notes.
var noteHeadings = words(`notes; note; footnotes; endnotes; footnote; references; sources; anmerkungen; fussnoten; fußnoten; quellen; notas; références; notes and references; works cited`)

// run is a row of units that begin with the marks 1, 2, 3... of one style.
type run struct {
	units   []int // their indexes
	style   markStyle
	first   int // its first number, 0 for signs and letters
	highest int // its last number
	heading int // index of the heading "Notes" above it, else -1
}

// pairNotes ties marks in the running text to the notes that begin with them. What
// looks like a mark stays text unless its note is there. Where notes of one series
// follow each other (on every page from 1 again), a mark belongs to those that come
// next behind it.
func (r *reading) pairNotes() {
	runs := r.noteRuns()
	if len(runs) > 0 {
		r.index = r.markIndex()
		r.starts = r.unitStarts()
	}
	lastOf, from := map[string]int{}, map[string]int{} // by series: its last run; where its scope begins
	for i := range runs {
		lastOf[r.series(runs[i])] = i
	}
	taken := map[string]bool{}
	for i := 0; i < len(runs); {
		n := i + 1
		for n < len(runs) && runs[n].continues(runs[n-1]) {
			n++ // notes at the foot of several pages, numbered through
		}
		group, series := runs[i:n], r.series(runs[i])
		last := group[len(group)-1].last()
		scope := stretch{from[series], len(r.src)}
		if lastOf[series] >= n {
			scope.to = r.units[last].end()
		}
		if r.pairGroup(group, last, scope, taken) {
			from[series] = scope.to
		}
		i = n
	}
	r.reportLoose()
}

// series names what a run of notes is counted with: each sign is a series of its own.
func (r *reading) series(a run) string {
	if a.style == signMark {
		return r.units[a.units[0]].mark.label
	}
	return ""
}

// last is the index of the last unit of a run.
func (a run) last() int { return a.units[len(a.units)-1] }

// end is where a unit ends in the received text.
func (u *unit) end() int {
	if len(u.from) == 0 {
		return 0
	}
	return u.from[len(u.from)-1].to
}

// unitStarts lists where the units begin; one that was taken into another begins
// where the one before it does.
func (r *reading) unitStarts() []int {
	starts := make([]int, len(r.units))
	at := 0
	for i, u := range r.units {
		if len(u.from) > 0 {
			at = max(at, u.from[0].from)
		}
		starts[i] = at
	}
	return starts
}

// offsetOf is the place in the received text of a place in the text of a unit, to
// within the few characters that joins take off.
func (u *unit) offsetOf(at int) int {
	for _, s := range u.from {
		if at <= s.to-s.from {
			return s.from + at
		}
		at -= s.to - s.from + 1
	}
	return u.end()
}

func (a run) continues(b run) bool {
	return a.style == b.style && a.first == b.highest+1 && a.first > 0
}

// noteRuns finds the rows of units that may be notes.
func (r *reading) noteRuns() []run {
	var runs []run
	headingAt := -1
	var current *run
	for i, u := range r.units {
		if u.role == gone || u.role == chrome || u.role == caption {
			continue
		}
		if u.body() && noteHeadings[strings.ToLower(strings.TrimRight(u.text, ":."))] || u.role == heading && noteHeadings[strings.ToLower(u.text)] {
			headingAt, current = i, nil
			continue
		}
		if !u.body() || !isNoteStyle(u.mark.style) {
			if headingAt < 0 {
				current = nil
			}
			if u.role == heading {
				headingAt, current = -1, nil
			}
			continue
		}
		if current != nil && u.mark.style == current.style && (current.goesOnTo(u.mark) || follows(r.units[current.units[len(current.units)-1]].mark, u.mark)) {
			current.units = append(current.units, i)
			current.highest = u.mark.number
			continue
		}
		runs = append(runs, run{units: []int{i}, style: u.mark.style, first: u.mark.number, highest: u.mark.number, heading: headingAt})
		current = &runs[len(runs)-1]
	}
	return runs
}

// mostSkipped is how many numbers may be missing in a row of notes.
const mostSkipped = 5

// goesOnTo tells whether m is the next mark of a row of numbers. Numbers may be
// missing where the marks can hardly be those of a list.
func (a run) goesOnTo(m *mark) bool {
	certain := a.heading >= 0 || m.style == superMark || m.style == squareMark || m.style == footnoteMark
	return m.number == a.highest+1 || certain && m.number > a.highest && m.number <= a.highest+1+mostSkipped
}

func isNoteStyle(s markStyle) bool {
	return s != noMark && s != bulletMark && s != hashMark
}

// follows tells whether b is the letter or the roman number behind a; each sign stands
// for itself.
func follows(a, b *mark) bool {
	if n := roman(a.label); n > 0 && roman(b.label) == n+1 {
		return true
	}
	return a.style != signMark && len(a.label) == 1 && len(b.label) == 1 && b.label[0] == a.label[0]+1 && unicode.IsLetter(rune(a.label[0]))
}

// pairGroup looks for the marks of one group of notes, whose last is unit last, in a
// stretch of the received text. It tells whether the group was taken for notes.
func (r *reading) pairGroup(group []run, last int, scope stretch, taken map[string]bool) bool {
	defs := map[string]int{} // label to index of its unit
	var order []string
	isDef := map[int]bool{}
	for _, g := range group {
		for _, i := range g.units {
			label := r.units[i].mark.label
			if _, twice := defs[label]; !twice {
				defs[label] = i
				order = append(order, label)
			}
			isDef[i] = true
		}
	}
	style := group[0].style
	best, found := r.bestFamily(group, order, last, scope, isDef)
	if !enough(style, group, len(order), found) {
		return false
	}
	r.tieNotes(group, defs, order, best, taken)
	return true
}

// enough weighs the evidence: marks that a note always begins with need little of
// it, a number that a list may begin with as well needs marks for nearly all.
func enough(style markStyle, group []run, defs, found int) bool {
	switch {
	case style == footnoteMark || style == superMark || style == caretMark:
		return found > 0 || style != caretMark && group[0].first == 1 && defs > 1
	case group[0].heading >= 0 || style == squareMark:
		return found > 0 && found*2 >= defs
	}
	return found > 0 && found*3 >= defs*2
}

// families are the shapes of marks in running text, the surest first.
var families = []struct {
	style markStyle
	find  func(text string) []ref
}{
	{superMark, findSuper},
	{squareMark, func(text string) []ref { return findClosed(text, "[", "]") }},
	{caretMark, findCaret},
	{roundMark, func(text string) []ref { return findClosed(text, "(", ")") }},
	{signMark, findSigns},
	{bareMark, findBare},
}

// place is a mark in the text of a unit.
type place struct {
	unit int
	ref  ref
}

// markIndex holds all that looks like a note mark, by family and label, in the order
// of the text. It is made once, so that a text with a thousand lists is not searched
// a thousand times.
type markIndex []map[string][]place

func (r *reading) markIndex() markIndex {
	index := make(markIndex, len(families))
	for n, f := range families {
		index[n] = map[string][]place{}
		for i, u := range r.units {
			if u.role == gone || u.role == chrome {
				continue
			}
			for _, found := range outsideAddresses(u.text, f.find(u.text)) {
				index[n][found.label] = append(index[n][found.label], place{i, found})
			}
		}
	}
	return index
}

// between returns the places of a label in the units from up to to.
func (m markIndex) between(family int, label string, from, to int) []place {
	list := m[family][label]
	at := func(unit int) int {
		n, _ := slices.BinarySearchFunc(list, unit, func(p place, unit int) int { return p.unit - unit })
		return n
	}
	return list[at(from):at(to)]
}

// bestFamily returns the marks, by unit, of the shape that most of the labels were
// found in, and how many. Signs belong to signs alone.
func (r *reading) bestFamily(group []run, order []string, last int, scope stretch, isDef map[int]bool) (best map[int][]ref, found int) {
	style := group[0].style
	from, to := r.unitsOf(scope, last)
	rank := map[string]int{}
	for i, label := range order {
		rank[label] = i
	}
	for n, f := range families {
		if (f.style == signMark) != (style == signMark) {
			continue
		}
		if f.style == bareMark && rank["1"] != 0 && style != bareMark {
			continue
		}
		most := 0
		for _, label := range order {
			if len(r.index.between(n, label, from, to)) > 0 {
				most++
			}
		}
		if most <= found || !enough(style, group, len(order), most) {
			continue
		}
		refs := map[int][]ref{}
		for _, label := range order {
			for _, p := range r.index.between(n, label, from, to) {
				u := r.units[p.unit]
				if isDef[p.unit] || u.role == gone || u.role == definition || u.hasRef(p.ref) {
					continue
				}
				if at := u.offsetOf(p.ref.from); at >= scope.from && at <= scope.to {
					refs[p.unit] = append(refs[p.unit], p.ref)
				}
			}
		}
		if labels := settle(refs, f.style == bareMark, rank); len(labels) > found {
			best, found = refs, len(labels)
		}
		if found == len(order) {
			break
		}
	}
	return best, found
}

// mostCut is how many units a paragraph may reach over, because of cuts.
const mostCut = 60

// unitsOf returns the units that the stretch of text may stand in. A paragraph that
// goes on behind the notes of its page stands before them.
func (r *reading) unitsOf(scope stretch, last int) (from, to int) {
	from, _ = slices.BinarySearchFunc(r.starts, scope.from, func(start, at int) int { return start - at })
	if to = len(r.units); scope.to < len(r.src) {
		to = last
	}
	return max(0, from-mostCut), to
}

// hasRef tells whether the place of f is taken by another mark.
func (u *unit) hasRef(f ref) bool {
	return slices.ContainsFunc(u.refs, func(g ref) bool { return f.from < g.to && g.from < f.to || f.from == g.from })
}

// outsideAddresses drops what is part of a web address. Raised digits and square
// brackets may follow one without a space; nothing else that looks like a mark can.
func outsideAddresses(text string, refs []ref) []ref {
	if len(refs) == 0 || !strings.Contains(text, "://") {
		return refs
	}
	var inside []stretch
	for _, t := range tokenise(text, nil) {
		if t.kind != linkToken {
			continue
		}
		if text[t.from] != '<' {
			t.to = t.from + strings.IndexFunc(text[t.from:t.to]+"[", func(r rune) bool { return r == '[' || isSuperscript(r) })
		}
		inside = append(inside, stretch{t.from, t.to})
	}
	return slices.DeleteFunc(refs, func(f ref) bool {
		for len(inside) > 0 && inside[0].to <= f.from {
			inside = inside[1:]
		}
		return len(inside) > 0 && inside[0].from <= f.from
	})
}

// settle drops doubtful marks: one that may be an exponent stays a mark only if its
// note has no better one, and of digits glued to words only the longest row in rising
// order. It returns the labels that are left.
func settle(refs map[int][]ref, rising bool, rank map[string]int) map[string]bool {
	sure := map[string]bool{}
	for _, list := range refs {
		for _, f := range list {
			if f.sure {
				sure[f.label] = true
			}
		}
	}
	labels := map[string]bool{}
	units := slices.Sorted(maps.Keys(refs))
	var ranks []int
	for _, i := range units {
		refs[i] = slices.DeleteFunc(inOrder(refs[i]), func(f ref) bool {
			if !f.sure && (sure[f.label] || labels[f.label]) {
				return true
			}
			labels[f.label] = true
			ranks = append(ranks, rank[f.label])
			return false
		})
	}
	if !rising {
		return labels
	}
	clear(labels)
	keep, n := longestRising(ranks), 0
	for _, i := range units {
		refs[i] = slices.DeleteFunc(refs[i], func(f ref) bool {
			n++
			if !keep[n-1] {
				return true
			}
			labels[f.label] = true
			return false
		})
	}
	return labels
}

// longestRising tells of each number whether it belongs to the longest row of rising
// ones.
func longestRising(numbers []int) []bool {
	var ends []int // for each length, where the row ends whose last number is smallest
	before := make([]int, len(numbers))
	for i, n := range numbers {
		at, _ := slices.BinarySearchFunc(ends, n, func(end, n int) int { return numbers[end] - n })
		before[i] = -1
		if at > 0 {
			before[i] = ends[at-1]
		}
		if at == len(ends) {
			ends = append(ends, 0)
		}
		ends[at] = i
	}
	keep := make([]bool, len(numbers))
	if len(ends) > 0 {
		for i := ends[len(ends)-1]; i >= 0; i = before[i] {
			keep[i] = true
		}
	}
	return keep
}

// inOrder sorts the marks of one unit and drops brackets that hold a label which is
// none of these notes.
func inOrder(refs []ref) []ref {
	slices.SortStableFunc(refs, func(a, b ref) int { return cmp.Or(cmp.Compare(a.to, b.to), cmp.Compare(a.from, b.from)) })
	count := map[int]int{}
	for _, f := range refs {
		count[f.to]++
	}
	return slices.DeleteFunc(refs, func(f ref) bool { return f.of > count[f.to] })
}

// tieNotes makes notes of the units and references of the marks. A label that an
// earlier group has taken (numbers that start again on each page) gets a new one.
func (r *reading) tieNotes(group []run, defs map[string]int, order []string, refs map[int][]ref, taken map[string]bool) {
	labels := map[string]string{}
	for _, label := range order {
		labels[label] = freeLabel(label, taken)
		taken[labels[label]] = true
	}
	for _, g := range group {
		if g.heading >= 0 && r.units[g.heading].role != gone {
			r.take(r.units[g.heading], "note", "", "the heading above the notes; the site writes its own")
		}
		for n, i := range g.units {
			end := i + 1
			if n+1 < len(g.units) {
				end = g.units[n+1]
			} else if g.heading >= 0 {
				end = r.notesEnd(i)
			}
			r.makeDefinition(i, end, labels[r.units[i].mark.label], defs)
		}
	}
	for i, list := range refs {
		for n := range list {
			list[n].label = labels[list[n].label]
		}
		r.units[i].refs = append(r.units[i].refs, list...)
		slices.SortStableFunc(r.units[i].refs, func(a, b ref) int { return a.from - b.from })
	}
}

// takeMark takes the mark off the text.
func (u *unit) takeMark() {
	u.taken, u.text = u.text[:u.mark.size], u.text[u.mark.size:]
	u.refs = slices.DeleteFunc(u.refs, func(f ref) bool { return f.from < u.mark.size })
	for i := range u.refs {
		u.refs[i].from -= u.mark.size
		u.refs[i].to -= u.mark.size
	}
}

// addPart puts the text of v, and the marks in it, behind that of u.
func (u *unit) addPart(v *unit) {
	for _, f := range v.refs {
		f.from += len(u.text) + 1
		f.to += len(u.text) + 1
		u.refs = append(u.refs, f)
	}
	u.text += " " + v.text
	u.from = append(u.from, v.from...)
	v.role, v.text, v.from = gone, "", nil
}

// notesEnd returns the index behind the last unit that still belongs to the note
// at i: what follows in lower case.
func (r *reading) notesEnd(i int) int {
	end := i + 1
	for end < len(r.units) && r.units[end].body() && !isNoteStyle(r.units[end].mark.style) && startsLower(r.units[end].text) {
		end++
	}
	return end
}

// makeDefinition makes unit i, and what stands between it and unit end, the text of
// a note.
func (r *reading) makeDefinition(i, end int, label string, defs map[string]int) {
	u := r.units[i]
	before := u.text
	u.role, u.label = definition, label
	u.takeMark()
	if u.mark.style == footnoteMark && !slices.ContainsFunc(u.refs, func(f ref) bool { return f.to == len(u.text) }) {
		u.text = strings.TrimSuffix(u.text, "]")
	}
	for _, v := range r.units[i+1 : end] {
		if v.body() && !isNoteStyle(v.mark.style) {
			u.addPart(v)
		}
	}
	what := "a note, tied to its mark"
	if label != u.mark.label {
		what = fmt.Sprintf("a note, tied to its mark; its mark %s is now [^%s]", u.mark.label, label)
	}
	if defs[u.mark.label] != i {
		u.label = label + "-again"
		what = "a second note with the same mark"
	}
	r.note(Entry{Line: u.line, Kind: "note", Before: before, After: "[^" + u.label + "]: " + u.text, Message: what})
}

// signLabels are the labels of notes that are marked with signs; a label holds
// letters, digits and hyphens only.
var signLabels = map[rune]string{'*': "star", '†': "dagger", '‡': "double-dagger", '§': "section", '¶': "pilcrow", '#': "hash"}

// freeLabel returns the label as received if it is free, else the next number that
// is.
func freeLabel(label string, taken map[string]bool) string {
	if sign := firstRune(label); signLabels[sign] != "" {
		count := utf8.RuneCountInString(label)
		if label = signLabels[sign]; count > 1 {
			label += "-" + strconv.Itoa(count)
		}
	}
	if !taken[label] {
		return label
	}
	for n := len(taken) + 1; ; n++ {
		if l := strconv.Itoa(n); !taken[l] {
			return l
		}
	}
}

// findSuper finds raised digits that are no exponents.
func findSuper(text string) []ref {
	var refs []ref
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		if !isSuperscript(r) && r != '⁽' {
			i += n
			continue
		}
		label, size := superRun(text[i:])
		if label == "" {
			i += n
			continue
		}
		if i > 0 {
			if kind := exponent(text[:i], label); kind != certainly {
				refs = append(refs, ref{i, i + size, label, kind == hardly, 1})
			}
		}
		i += size
	}
	return refs
}

type certainty uint8

const (
	hardly certainty = iota
	perhaps
	certainly
)

// units are short forms that take an exponent.
var exponentUnits = words(`m; km; cm; mm; nm; dm; ft; in; yd; mi; s; kg; g; l; n; x; y; z; r; a; b; c; i; j; k; h; mc; sq; cubic; meter; µm`)

// exponent tells whether a raised number behind before is one: after a unit that
// follows a number, after 10, or (perhaps) after a single letter.
func exponent(before, label string) certainty {
	start := strings.LastIndexFunc(before, func(r rune) bool { return !isWordRune(r) }) + 1
	for start < len(before) && start > 0 && !utf8.RuneStart(before[start]) {
		start++
	}
	word := before[start:]
	if word == "" {
		return hardly
	}
	lead := strings.TrimRight(before[:start], " \u00a0")
	last, _ := utf8.DecodeLastRuneInString(lead)
	afterNumber := unicode.IsDigit(last)
	switch {
	case word == "10" || word == "2" && label != "1":
		return certainly
	case exponentUnits[strings.ToLower(word)] && (afterNumber || last == '/' || last == '=' || last == '+'):
		return certainly
	case unicode.IsDigit(rune(word[0])) && exponentUnits[strings.TrimLeft(strings.ToLower(word), "0123456789")]:
		return certainly // 20km²
	case (word == "km" || word == "cm" || word == "mm" || word == "mc") && (label == "2" || label == "3"):
		return certainly
	case len(word) == 1 && word >= "a" && (label == "2" || label == "3"):
		return certainly // x², r³
	case utf8.RuneCountInString(word) == 1 && (label == "2" || label == "3"):
		return perhaps
	case digits(word) && len(word) < 3 && (label == "2" || label == "3"):
		return perhaps
	}
	return hardly
}

// findClosed finds labels in brackets: [1], [1,2], [1-3].
func findClosed(text, open, end string) []ref {
	var refs []ref
	for at := 0; ; {
		i := strings.Index(text[at:], open)
		if i < 0 {
			return refs
		}
		i += at
		at = i + 1
		body := text[i+1 : min(len(text), i+14)]
		j := strings.Index(body, end)
		if j < 1 || i == 0 {
			continue
		}
		labels := expand(strings.TrimPrefix(body[:j], "^"))
		if len(labels) == 0 || numberedThing.MatchString(text[max(0, i-20):i]) {
			continue
		}
		refs = append(refs, listed(i, i+1+j+len(end), labels, true)...)
		at = i + 1 + j
	}
}

// numberedThing says that the number behind it is that of a page or a paragraph: "on page
// (2) of the contract".
var numberedThing = regexp.MustCompile(`(?i)\b(?:pages?|paragraphs?|sections?|articles?|clauses?|items?|chapters?|figures?|tables?|points?|rules?|equations?|pp?\.|no\.|nos\.|para\.|art\.|fig\.)\s$`)

// expand reads "1", "1,2", "1-3", "a" as labels, nil for anything else.
func expand(s string) []string {
	var labels []string
	for part := range strings.SplitSeq(s, ",") {
		part = strings.ToLower(strings.TrimSpace(part))
		lo, hi, isRange := strings.Cut(strings.ReplaceAll(part, "–", "-"), "-")
		switch {
		case isRange && digits(lo) && digits(hi):
			from, _ := strconv.Atoi(lo)
			to, _ := strconv.Atoi(hi)
			if to <= from || to-from > 20 {
				return nil
			}
			for n := from; n <= to; n++ {
				labels = append(labels, strconv.Itoa(n))
			}
		case isLabel(part):
			labels = append(labels, part)
		default:
			return nil
		}
	}
	return labels
}

// findCaret finds ^1.
func findCaret(text string) []ref {
	var refs []ref
	for i := 1; i < len(text); i++ {
		if text[i] != '^' {
			continue
		}
		n := digitRun(text[i+1:])
		if n == 0 || exponent(text[:i], text[i+1:i+1+n]) == certainly {
			continue
		}
		refs = append(refs, ref{i, i + 1 + n, text[i+1 : i+1+n], true, 1})
		i += n
	}
	return refs
}

// findSigns finds * and its like behind a word or its punctuation, where they open
// and close no emphasis.
func findSigns(text string) []ref {
	var refs []ref
	stars := 0 // asterisks so far: behind an odd number the next one closes emphasis
	for i := 0; i < len(text); {
		sign, n := utf8.DecodeRuneInString(text[i:])
		if !strings.ContainsRune(noteSigns, sign) {
			i += n
			continue
		}
		end := i + n
		for strings.HasPrefix(text[end:], string(sign)) {
			end += n
		}
		label := text[i:end]
		next, _ := utf8.DecodeRuneInString(text[end:])
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		glued := i > 0 && !unicode.IsSpace(before) && (end == len(text) || unicode.IsSpace(next) || strings.ContainsRune(".,;:!?)]\"”’", next))
		if glued && !(sign == '*' && stars%2 == 1) {
			refs = append(refs, ref{i, end, label, true, 1})
		}
		if sign == '*' {
			stars += len(label)
		}
		i = end
	}
	return refs
}

// glueStops are abbreviations with a number right behind the full stop.
var glueStops = words(`no.; nr.; vol.; p.; pp.; fig.; art.; sec.; ch.; st.; v.; vs.; op.; cap.; par.; §.; eq.; ver.; nos.`)

// findBare finds digits glued to the end of a word or of its punctuation: "war.2
// In". A number with a decimal point, a name (COVID19) or an abbreviation (No.2)
// is none.
func findBare(text string) []ref {
	var refs []ref
	for i := 1; i < len(text); i++ {
		if text[i] < '0' || text[i] > '9' {
			continue
		}
		end := i + len(bareList.FindString(text[i:]))
		if labels := expand(text[i:end]); len(labels) > 0 && gluedDigits(text, i, end) {
			before, _ := utf8.DecodeLastRuneInString(text[:i])
			refs = append(refs, listed(i, end, labels, !unicode.IsLetter(before))...)
		}
		i = end
	}
	return refs
}

// bareList is a number, or some with commas or dashes between: 4,5 or 4-6.
var bareList = regexp.MustCompile(`^\d+(?:[,\-–]\d+)*`)

// listed makes a reference of each label that stands between from and to.
func listed(from, to int, labels []string, sure bool) []ref {
	refs := make([]ref, len(labels))
	for n, l := range labels {
		refs[n] = ref{from, to, l, sure, len(labels)}
		from = to // the mark as received is spent on the first
	}
	return refs
}

func gluedDigits(text string, from, to int) bool {
	next, _ := utf8.DecodeRuneInString(text[to:])
	if to < len(text) && !unicode.IsSpace(next) && !strings.ContainsRune(".,;:!?)]\"”’–—", next) {
		return false
	}
	if to+1 < len(text) && strings.ContainsRune(".,:", next) && text[to+1] >= '0' && text[to+1] <= '9' {
		return false // 2.5
	}
	word := lastWord(text[:from])
	before, size := utf8.DecodeLastRuneInString(word)
	switch {
	case word == "" || strings.ContainsAny(word, "0123456789"):
		return false
	case unicode.IsLetter(before):
		letters := strings.TrimLeft(word, openers)
		return utf8.RuneCountInString(letters) > 3 && letters[1:] == strings.ToLower(letters[1:]) && !strings.Contains(letters, "-")
	case strings.ContainsRune(".,;:!?\"”’)]", before):
		stem := word[:len(word)-size]
		return stem != "" && !glueStops[strings.ToLower(word)]
	}
	return false
}

// reportLoose reports notes that no mark leads to, and raised marks whose note is
// not there.
func (r *reading) reportLoose() {
	used := map[string]bool{}
	last := 0
	for _, u := range r.units {
		if n := u.mark.number; u.role == definition && n > 0 {
			if n > last+1 && last > 0 {
				r.note(Entry{Line: u.line, Kind: "loose-note", Before: u.taken, Message: fmt.Sprintf("the notes go on with %d behind %d; some may be missing", n, last)})
			}
			last = n
		}
	}
	for _, u := range r.units {
		for _, f := range u.refs {
			used[f.label] = true
		}
	}
	for _, u := range r.units {
		switch {
		case u.role == definition && !used[u.label]:
			r.note(Entry{Line: u.line, Kind: "loose-note", Before: u.text, Message: "no mark in the text leads to this note"})
		case (u.body() || u.role == caption) && len(u.refs) == 0:
			for _, f := range findSuper(u.text) {
				if f.sure {
					r.note(Entry{Line: u.line, Kind: "loose-note", Before: u.text[cutBack(u.text, max(0, f.from-20)):f.to], Message: "a raised mark without a note; it was left as text"})
				}
			}
		}
	}
}
