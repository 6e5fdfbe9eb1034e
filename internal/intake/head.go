package intake

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// takeHead reads what stands above the running text: title, byline, date and
// standfirst. What it cannot name stays in the text.
func (r *reading) takeHead() {
	end := r.headEnd()
	var lines []*unit // what may be a title or a standfirst
	for _, u := range r.units[:end] {
		switch {
		case u.role == heading && u.level == 1:
			lines = []*unit{u}
		case !u.body():
		case r.takeByline(u), r.takeDateline(u, len(lines) > 0):
		default:
			lines = append(lines, u)
		}
	}
	lines = r.dropSectionName(lines)
	lines = r.dropMasthead(lines)
	lines = r.takeTitle(lines)
	lines = r.takeNamed(lines)
	r.takeStandfirst(lines, end)
	r.article.reportMissing()
}

// headEnd returns the index of the first unit of running text. A long standfirst
// reads like it, but a byline or a date follows it.
func (r *reading) headEnd() int {
	for i, u := range r.units {
		if u.role == heading && u.level > 1 || u.body() && isProse(u.text) && !r.beforeByline(i) {
			return i
		}
	}
	return min(len(r.units), 4) // a text without any running text: only its first lines are a head
}

// longestStandfirst is in words.
const longestStandfirst = 90

// beforeByline tells whether unit i, among the first few, is followed by a byline or
// date line.
func (r *reading) beforeByline(i int) bool {
	if i > 6 || wordCount(r.units[i].text) > longestStandfirst {
		return false
	}
	for _, u := range r.units[i+1 : min(len(r.units), i+3)] {
		if !u.body() {
			continue
		}
		if _, ok := dateLine(u.text); ok {
			return true
		}
		if m := byline.FindStringSubmatch(u.text); m != nil && wordCount(u.text) <= 20 {
			if name, _, _ := readByline(m[1]); isName(name) {
				return true
			}
		}
	}
	return false
}

// byline begins with the word that says so, or is what an author field holds.
var byline = regexp.MustCompile(`^(?:[Bb]y|BY|(?:[Ww]ritten|[Rr]eported|[Ee]dited|[Ww]ords) [Bb]y:?|[Aa]uthor:|AUTHOR:|[Vv]on|[Pp]ar|[Pp]or|[Tt]ext by|[Ss]tory by|Text:)\s+(.+)$`)

// takeByline takes "by NAME, PLACE": the name as given, the place apart, and the
// sign that ties a note to it.
func (r *reading) takeByline(u *unit) bool {
	m := byline.FindStringSubmatch(u.text)
	if m == nil || wordCount(u.text) > 30 {
		return false
	}
	words, _, _ := strings.Cut(m[1], " | Edited")
	date, rest := cutDate(words)
	if date != "" {
		words = strings.TrimRight(rest, " |·•–—-,/")
		words = strings.TrimRight(dateTail.ReplaceAllString(words, ""), " |·•–—-,/")
	}
	name, place, sign := readByline(words)
	if !isName(name) {
		return false
	}
	r.fill(&r.article.Meta.Author, name)
	r.fill(&r.article.Meta.AuthorPlace, place)
	r.fill(&r.article.Meta.Date, date)
	r.authorMark = sign
	after := "author: " + name
	if place != "" {
		after += ", author_place: " + place
	}
	if date != "" {
		after += ", date: " + date
	}
	r.take(u, "author", after, "the byline")
	return true
}

var dateTail = regexp.MustCompile(`(?i)[\s|·•–—,/-]+(?:published|updated|posted|on)[:\s]*$`)

// readByline parts name and place. The place is what stands behind the last comma,
// if it is the name of a place; otherwise commas part authors.
func readByline(s string) (name, place, sign string) {
	clean := func(s string) string {
		name, mark := cutSign(strings.TrimSpace(s))
		sign = firstOf(sign, mark)
		return strings.TrimRight(strings.TrimSpace(name), ",;")
	}
	parts := strings.Split(signBehindComma.ReplaceAllString(clean(s), "$1,"), ",")
	marked := false // the sign stands on the last part but one
	for i, p := range parts {
		before := sign
		parts[i] = clean(p)
		marked = sign != before && i == len(parts)-2
	}
	last := parts[len(parts)-1]
	if len(parts) > 1 && (marked && !strings.Contains(last, " and ") || isPlace(last)) {
		place, parts = last, parts[:len(parts)-1]
	}
	return strings.Join(parts, ", "), place, sign
}

// signBehindComma is the sign of a note set behind the comma: "Ann Lee,* Malta".
var signBehindComma = regexp.MustCompile(`,([*†‡]{1,3}|[¹²³])(?:\s|$)`)

// cutSign takes the sign of a note off the end of a name. A name set in emphasis
// ends on an asterisk as well; there they come in pairs.
func cutSign(s string) (name, sign string) {
	if len(s) > 2 && (s[0] == '*' || s[0] == '_') && s[len(s)-1] == s[0] {
		return strings.Trim(s, s[:1]), ""
	}
	name = strings.TrimRight(s, "*†‡")
	if name == s {
		name = strings.TrimRightFunc(s, isSuperscript)
		sign, _ = superRun(s[len(name):])
		return name, sign
	}
	return name, s[len(name):]
}

// nameParticles may stand in a name in lower case.
var nameParticles = words(`and; de; da; di; du; del; della; der; den; van; von; zu; la; le; el; al; bin; ibn; ben; of; for; the; e; y; und; et; ter; ten; dos; das; in`)

// isName tells whether s looks like the name of one author or several: capitalised
// words and particles, no sentence.
func isName(s string) bool {
	fields := strings.Fields(s)
	if len(fields) == 0 || len(fields) > 20 {
		return false
	}
	for _, w := range fields {
		w = strings.Trim(w, ",;&*()")
		if w == "" || nameParticles[w] || isHandle(w) {
			continue
		}
		first := firstLetter(w)
		if !unicode.IsUpper(first) && !(unicode.IsLetter(first) && !unicode.IsLower(first)) {
			return false
		}
	}
	last := fields[len(fields)-1]
	return !endsSentence(s) || isInitial(last) || nameSuffix[last]
}

func isHandle(w string) bool { return strings.HasPrefix(w, "@") }

var nameSuffix = map[string]bool{"Jr.": true, "Sr.": true, "Ph.D.": true, "M.D.": true, "PhD.": true, "Inc.": true, "Ltd.": true}

// takeDateline takes a line that says nothing but a date, or, under a title, a place
// and a date.
func (r *reading) takeDateline(u *unit, titled bool) bool {
	if date, rest := cutDate(u.text); len(date) == len("2006-01-02") && titled && dateTail.MatchString(rest) && wordCount(rest) <= 20 {
		if before := strings.TrimRight(dateTail.ReplaceAllString(rest, ""), " |·•–—-,/"); strings.HasPrefix(u.text, before) && before != "" {
			r.fill(&r.article.Meta.Date, date)
			r.note(Entry{Line: u.last, Kind: "date", Before: strings.TrimSpace(u.text[len(before):]), After: "date: " + date, Message: "the day of publication, at the end of a line", from: u.cutEnd(before)})
			return false
		}
	}
	date, ok := dateLine(u.text)
	if titled && date != "" && placeAndDate.MatchString(u.text) {
		ok = true
	}
	if !ok {
		return false
	}
	r.fill(&r.article.Meta.Date, date)
	r.take(u, "date", "date: "+date, "a date line")
	return true
}

var placeAndDate = regexp.MustCompile(`^\p{Lu}[\p{L}. -]{1,30}, (?:\d{1,2}\.? \p{L}+|\p{L}+ \d{1,2},) \d{4}$`)

// dropSectionName takes out the name of a newspaper section above the title: what
// is called so, or stands right before share links with another title behind them.
func (r *reading) dropSectionName(lines []*unit) []*unit {
	if len(lines) < 2 || wordCount(lines[0].text) > 4 || endsSentence(lines[0].text) {
		return lines
	}
	u := lines[0]
	if !sectionNames[strings.ToLower(u.text)] && !r.beforeChrome(u) {
		return lines
	}
	u.role = chrome
	r.take(u, "boilerplate", "", "the name of a section, above the title")
	return lines[1:]
}

// masthead is what a paper prints above its first page: its number or its date.
var masthead = regexp.MustCompile(`(?i)\b(?:no|nr|vol|volume|issue)\b\.?\s*\d+`)

// dropMasthead takes out the name of a paper with its number or date, above a title.
func (r *reading) dropMasthead(lines []*unit) []*unit {
	if len(lines) < 2 || wordCount(lines[0].text) > 12 || !masthead.MatchString(lines[0].text) {
		return lines
	}
	u := lines[0]
	u.role = chrome
	r.take(u, "boilerplate", "", "the masthead of a paper, above the title")
	return lines[1:]
}

// takeNamed takes a line that is nothing but a name where the end of the text says
// whose it is: the author's ("Ann Lee is a writer") or the paper's ("© 2021 Gazette").
func (r *reading) takeNamed(lines []*unit) []*unit {
	var rest []*unit
	meta := &r.article.Meta
	for _, u := range lines {
		switch {
		case meta.Author == "" && wordCount(u.text) <= 4 && isName(u.text) && r.endTells(func(s string) bool {
			after, ok := strings.CutPrefix(s, u.text)
			return ok && authorVerb.MatchString(after)
		}):
			meta.Author = u.text
			r.take(u, "author", "author: "+u.text, "a name in the head; the end of the text says who that is")
		case meta.Publication == "" && wordCount(u.text) <= 6 && isName(u.text) && r.endTells(func(s string) bool {
			return (strings.HasPrefix(s, "©") || strings.HasPrefix(s, "Copyright")) && strings.Contains(s, u.text)
		}):
			meta.Publication = u.text
			r.take(u, "publication", "publication: "+u.text, "a name in the head; the copyright line has it, too")
		default:
			rest = append(rest, u)
		}
	}
	return rest
}

// endTells asks about each of the last units.
func (r *reading) endTells(says func(string) bool) bool {
	for _, u := range r.units[max(0, len(r.units)-8):] {
		if says(u.text) {
			return true
		}
	}
	return false
}

// beforeChrome tells whether the unit behind u is page furniture.
func (r *reading) beforeChrome(u *unit) bool {
	i := slices.Index(r.units, u)
	return i+1 < len(r.units) && r.units[i+1].role == chrome
}

// takeTitle takes the first line that is left, and the next one where the title
// plainly goes on there. It returns the lines behind it.
func (r *reading) takeTitle(lines []*unit) []*unit {
	if len(lines) == 0 || lines[0].role != heading && isSentenceLine(lines[0].text) && len(lines) == 1 {
		return lines
	}
	u := lines[0]
	if r.isCutLine(u) || digits(u.text) || u.role != heading && sentences(u.text) > 2 {
		return lines
	}
	lines = lines[1:]
	for len(lines) > 0 && lines[0].gap == 0 && !endsSentence(u.text) && goesOn(u.text, lines[0].text) {
		u.text += " " + lines[0].text
		u.from = append(append([]stretch{}, u.from...), lines[0].from...)
		lines[0].role, lines[0].text, lines[0].from = gone, "", nil
		lines = lines[1:]
	}
	title := plainText(u.text)
	if bareTitle := strings.TrimRight(title, noteSigns); bareTitle != title && r.beginsUnit(title[len(bareTitle):]) {
		title = bareTitle // the sign leads to a note
	}
	r.fill(&r.article.Meta.Title, title)
	r.take(u, "title", "title: "+r.article.Meta.Title, "the title")
	return lines
}

// beginsUnit tells whether a unit begins with the sign of a note.
func (r *reading) beginsUnit(sign string) bool {
	return slices.ContainsFunc(r.units, func(u *unit) bool { return u.body() && leadMark(u.text).label == sign })
}

// isCutLine tells whether a line is the first half of a sentence that goes on in the
// next unit, which is no title's way.
func (r *reading) isCutLine(u *unit) bool {
	i := slices.Index(r.units, u)
	return i+1 < len(r.units) && r.units[i+1].gap > 0 && !endsSentence(u.text) && r.units[i+1].body() && startsLower(r.units[i+1].text)
}

// isSentenceLine tells whether a line is a sentence: a first paragraph rather than
// a title.
func isSentenceLine(s string) bool {
	s = bare(s)
	return strings.HasSuffix(s, ".") && wordCount(s) > 6
}

// goesOn tells whether a line that is no full sentence goes on in the next one.
func goesOn(a, b string) bool {
	last := lastWord(a)
	return startsLower(b) || unfinishedWords[strings.ToLower(last)] || strings.HasSuffix(last, ",") || strings.HasSuffix(last, ":") || last == "–" || last == "—"
}

// takeStandfirst takes the sentence between title and text. A short first paragraph
// looks much like it, so there must be evidence: a byline or date behind it, or a
// name that the first paragraph gives in full once more.
func (r *reading) takeStandfirst(lines []*unit, end int) {
	if len(lines) == 0 || r.article.Meta.Title == "" {
		return
	}
	u := lines[0]
	n := wordCount(u.text)
	if n < 4 || n > longestStandfirst || strings.HasSuffix(u.text, ":") || leadMark(u.text).style != noMark {
		return
	}
	why := ""
	switch {
	case r.takenBehind(u, end):
		why = "it stands between the title and the byline or date"
	case n <= 40 && sentences(u.text) == 1 && endsSentence(u.text) && len(lines) == 1 && end < len(r.units) && !r.takenBefore(u) && namesReturn(u.text, r.units[end].text):
		why = "the first paragraph gives its names in full once more"
	default:
		return
	}
	r.article.Meta.Description = plainText(u.text)
	r.take(u, "standfirst", "description: "+r.article.Meta.Description, "the standfirst: "+why)
}

// takenBehind and takenBefore tell whether a byline or date line stands behind, or
// between the title and, unit u.
func (r *reading) takenBehind(u *unit, end int) bool {
	seen := false
	for _, v := range r.units[:end] {
		if seen && v.role == gone {
			return true
		}
		seen = seen || v == u
	}
	return false
}

func (r *reading) takenBefore(u *unit) bool {
	n := 0
	for _, v := range r.units {
		if v == u {
			return n > 1 // more than the title
		}
		if v.role == gone && v.text != "" {
			n++
		}
	}
	return false
}

// namesReturn tells whether a name of two words or more in s, or two of its
// capitalised words, stand in next as well.
func namesReturn(s, next string) bool {
	words := strings.Fields(s)
	count := 0
	for i := range words {
		if i > 0 && isCapitalised(words[i]) && isCapitalised(words[i-1]) && strings.Contains(next, trimWord(words[i-1])+" "+trimWord(words[i])) {
			return true
		}
		if i > 0 && isCapitalised(words[i]) && len(words[i]) > 3 && strings.Contains(next, trimWord(words[i])) {
			count++
		}
	}
	return count >= 2
}

func isCapitalised(w string) bool { return unicode.IsUpper(firstLetter(w)) }

func trimWord(w string) string {
	return strings.TrimFunc(w, func(r rune) bool { return !isWordRune(r) })
}

// plainText takes emphasis signs off a line that becomes a plain value.
func plainText(s string) string {
	if !strings.ContainsAny(s, "*_") {
		return s
	}
	var b strings.Builder
	for _, span := range inline(s, nil, nil) {
		b.WriteString(span.Text)
	}
	return b.String()
}

// reportMissing names what the document does not say about itself.
func (a *Article) reportMissing() {
	meta := a.Meta
	for _, m := range []struct{ key, value string }{
		{"title", meta.Title}, {"author", meta.Author}, {"date", meta.Date}, {"source", meta.Source}, {"publication", meta.Publication},
	} {
		if m.value == "" {
			a.Log = append(a.Log, Entry{Kind: "missing", Message: "no " + m.key + " found; add it with --" + flagOf(m.key) + " or in the front matter"})
		}
	}
}

func flagOf(key string) string {
	if key == "source" {
		return "url"
	}
	return key
}

// takeAuthorNotes moves notes on the author to the front matter: a unit that
// begins with the sign of the byline, or a last one that begins with the author's
// name and says who that is.
func (r *reading) takeAuthorNotes() {
	meta := &r.article.Meta
	found := false
	_, tail := r.proseSpan()
	for i, u := range r.units {
		if i > 0 && u.body() && i >= tail-1 && aboutAuthor[strings.ToLower(strings.TrimRight(r.units[i-1].text, ":"))] && r.units[i-1].body() {
			r.take(r.units[i-1], "author-note", "", "the heading above the note on the author")
		} else if !u.body() || !r.isAuthorNote(u, i >= tail-1) {
			continue
		}
		found = true
		words := u.text
		if u.mark.style != noMark {
			words = words[u.mark.size:]
		}
		if meta.AuthorNote != "" {
			meta.AuthorNote += " "
		}
		meta.AuthorNote += plainText(words)
		r.take(u, "author-note", "author_note", "a note on the author, moved to the front matter")
	}
	if r.authorMark != "" && !found {
		r.note(Entry{Kind: "loose-note", Before: r.authorMark, Message: "the byline carries the mark " + r.authorMark + ", but no note begins with it"})
	}
}

// aboutAuthor are headings above a note on the author.
var aboutAuthor = words(`about the author; about the authors; about the writer; the author; about the contributor; über den autor; zur person`)

// isAuthorNote tells whether u is a note on the author; last says that it stands at
// the end of the running text.
func (r *reading) isAuthorNote(u *unit, last bool) bool {
	author := r.article.Meta.Author
	if r.authorMark != "" && u.mark.label == r.authorMark {
		return u.mark.style == signMark || u.mark.style == superMark
	}
	if author == "" {
		return false
	}
	text := strings.TrimLeft(u.text, "*_[( ")
	says := strings.HasPrefix(text, author) && authorVerb.MatchString(text[len(author):])
	if u.mark.style == signMark && u.mark.label == "*" {
		return says || strings.HasPrefix(text, author+" ")
	}
	return says && last
}

var authorVerb = regexp.MustCompile(`^(?:[*_]{0,2},? )(?:is (?:an?|the)\b|was (?:an?|the)\b|has (?:worked|written|been|served|taught)\b|teaches\b|writes\b|works\b|lives\b|covers\b|reports\b)`)
