package intake

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Markdown writes the article in the gfm dialect: front matter with one "key:
// value" a line, headings from level 2, one paragraph a line, notes at the end.
// What would become mark-up by chance is escaped, so that a parser reads exactly the
// text that the article holds.
func (a *Article) Markdown() []byte {
	w := &markdown{buf: make([]byte, 0, a.textSize()*21/20+1000)}
	w.frontMatter(a.Meta)
	for i := range a.Blocks {
		w.block(a.Blocks, i)
	}
	for _, n := range a.Notes {
		w.parted()
		w.buf = append(w.buf, "[^"+n.Label+"]: "...)
		w.inline(n.Text, false)
		w.buf = append(w.buf, '\n')
	}
	return w.buf
}

type markdown struct {
	buf     []byte
	indents []int // columns of the items that are open, by depth
}

// frontMatter writes the values that are known.
func (w *markdown) frontMatter(m Meta) {
	w.buf = append(w.buf, "---\n"...)
	for _, kv := range []struct{ key, value string }{
		{"title", m.Title}, {"author", m.Author}, {"author_place", m.AuthorPlace}, {"author_note", m.AuthorNote},
		{"date", m.Date}, {"source", m.Source}, {"publication", m.Publication}, {"description", m.Description},
	} {
		if value := strings.Join(strings.Fields(kv.value), " "); value != "" {
			w.buf = append(w.buf, kv.key+": "+yamlScalar(kv.key, value)+"\n"...)
		}
	}
	w.buf = append(w.buf, "---\n"...)
}

// yamlScalar writes a one-line value plain where YAML reads it as this very string,
// else in double quotes.
func yamlScalar(key, s string) string {
	if key == "date" && plainDate(s) {
		return s
	}
	if s == "" {
		return `""`
	}
	first := s[0]
	risky := s != strings.TrimSpace(s) || strings.IndexByte("-?:,[]{}#&*!|>'\"%@`~=.+0123456789<", first) >= 0 ||
		strings.Contains(s, ": ") || strings.Contains(s, " #") || strings.HasSuffix(s, ":") ||
		yamlWords[strings.ToLower(s)] || strings.ContainsFunc(s, func(r rune) bool {
		return r < ' ' || r == 0x7f || r == 0x85 || r == 0xFEFF || r == 0x2028 || r == 0x2029
	})
	if !risky {
		return s
	}
	return strconv.Quote(s)
}

var yamlWords = words(`true; false; yes; no; on; off; null; y; n; nan; inf`)

// plainDate accepts dates, which the reader of front matter takes as text.
func plainDate(s string) bool {
	return len(s) >= 4 && strings.Trim(s, "0123456789-") == "" && s[0] != '-'
}

// parted ends what went before with an empty line.
func (w *markdown) parted() {
	w.buf = append(w.buf, '\n')
}

func (w *markdown) block(blocks []Block, i int) {
	b := blocks[i]
	tight := i > 0 && b.Kind == Item && blocks[i-1].Kind == Item && sameKindOfList(blocks[i-1], b)
	if !tight {
		if i > 0 {
			// A quotation of several blocks goes on over the empty line.
			w.buf = append(w.buf, strings.TrimSuffix(strings.Repeat("> ", min(blocks[i-1].Quote, b.Quote)), " ")...)
		}
		w.parted()
		if i > 0 && b.Kind == Item && blocks[i-1].Kind == Item && b.Depth == blocks[i-1].Depth {
			// Two lists in a row would be read as one.
			w.buf = append(w.buf, w.prefix(b, b.Depth-1)+"<!-- -->\n\n"...)
		}
	}
	prefix := w.prefix(b, b.Depth)
	if b.Kind != Item {
		w.buf = append(w.buf, prefix...)
	}
	switch b.Kind {
	case Heading:
		w.buf = append(w.buf, strings.Repeat("#", min(max(b.Level, 2), 6))+" "...)
		w.inline(withoutBreaks(b.Text), false)
		w.escapeClosingHashes()
	case Caption:
		if b.Lang == "table" {
			w.buf = append(w.buf, "Table: "...)
		} else {
			w.buf = append(w.buf, "Figure: "...)
		}
		w.inline(withoutBreaks(b.Text), false)
	case Item:
		w.item(b)
	case Code:
		w.code(b, prefix)
	case Table:
		w.table(b, prefix)
	case Rule:
		w.buf = append(w.buf, "***"...)
	default:
		w.lines(b.Text, prefix)
	}
	w.buf = append(w.buf, '\n')
}

// prefix is what stands before each line of a block: quotation marks, then the
// indentation of the items it stands in.
func (w *markdown) prefix(b Block, depth int) string {
	columns := 0
	for n := range min(depth, len(w.indents)) {
		columns += w.indents[n]
	}
	return strings.Repeat("> ", b.Quote) + strings.Repeat(" ", columns)
}

// item writes a list item; its text begins four columns in, or more behind a long
// number.
func (w *markdown) item(b Block) {
	marker := "-   "
	if b.Number > 0 {
		marker = strconv.Itoa(b.Number) + ". "
		marker += strings.Repeat(" ", max(0, 4-len(marker)))
	}
	w.buf = append(w.buf, w.prefix(b, b.Depth-1)+marker...)
	w.indents = append(w.indents[:min(len(w.indents), b.Depth-1)], len(marker))
	w.lines(b.Text, w.prefix(b, b.Depth))
}

// lines writes spans; a hard line break begins a new line.
func (w *markdown) lines(spans []Span, prefix string) {
	from := 0
	for i, s := range spans {
		if s.Break {
			w.inline(spans[from:i], true)
			w.buf = append(w.buf, "\\\n"+prefix...)
			from = i + 1
		}
	}
	w.inline(spans[from:], true)
}

// withoutBreaks makes spaces of line breaks, for blocks that are one line.
func withoutBreaks(spans []Span) []Span {
	out := make([]Span, len(spans))
	for i, s := range spans {
		if s.Break {
			s = Span{Text: " "}
		}
		out[i] = s
	}
	return out
}

// code writes a fenced block with a fence longer than any in it.
func (w *markdown) code(b Block, prefix string) {
	fence := strings.Repeat("`", max(3, longestRun(b.Code, '`')+1))
	w.buf = append(w.buf, fence+b.Lang+"\n"...)
	for line := range strings.SplitSeq(b.Code, "\n") {
		w.buf = append(w.buf, prefix+line+"\n"...)
	}
	w.buf = append(w.buf, prefix+fence...)
}

func longestRun(s string, c byte) int {
	longest, n := 0, 0
	for i := range len(s) {
		if n++; s[i] != c {
			n = 0
		}
		longest = max(longest, n)
	}
	return longest
}

// table writes a GFM table.
func (w *markdown) table(b Block, prefix string) {
	for i, row := range b.Rows {
		if i > 0 {
			w.buf = append(w.buf, "\n"+prefix...)
		}
		w.buf = append(w.buf, '|')
		for _, c := range row {
			w.buf = append(w.buf, ' ')
			at := len(w.buf)
			w.cell(c)
			cell := strings.ReplaceAll(string(w.buf[at:]), "|", `\|`)
			w.buf = append(append(w.buf[:at], cell...), " |"...)
		}
		if i == 0 {
			w.buf = append(w.buf, "\n"+prefix+"|"+strings.Repeat(" --- |", len(row))...)
		}
	}
}

func (w *markdown) cell(c Cell) {
	from := 0
	for i, s := range c.Text {
		if s.Break {
			w.inline(c.Text[from:i], false)
			w.buf = append(w.buf, "<br>"...)
			from = i + 1
		}
	}
	w.inline(c.Text[from:], false)
}

func sameKindOfList(a, b Block) bool {
	return a.Quote == b.Quote && (a.Depth != b.Depth || (a.Number > 0) == (b.Number > 0))
}

// escapeClosingHashes keeps a heading's last # from closing it.
func (w *markdown) escapeClosingHashes() {
	if n := len(w.buf); n > 0 && w.buf[n-1] == '#' {
		w.buf = append(w.buf[:n-1], `\#`...)
	}
}

// inline writes spans; start says that a line begins here, where more signs are
// mark-up.
func (w *markdown) inline(spans []Span, start bool) {
	spans = normalise(spans)
	for i := 0; i < len(spans); i++ {
		s := spans[i]
		switch {
		case s.Note != "":
			w.escapeBang()
			w.buf = append(w.buf, "[^"+s.Note+"]"...)
		case s.Picture:
			w.buf = append(w.buf, "!["...)
			w.text(s.Text, false, true)
			w.buf = append(w.buf, "]("+destination(s.Link)+")"...)
		case s.Link != "" && s.Link == s.Text && canBracket(s.Link):
			w.buf = append(w.buf, "<"+s.Link+">"...)
		case s.Link != "":
			// All spans of one link stand in one pair of brackets.
			w.escapeBang()
			w.buf = append(w.buf, '[')
			for ; i < len(spans) && spans[i].Link == s.Link && !spans[i].Picture && spans[i].Note == ""; i++ {
				w.span(spans, i, false)
			}
			i--
			w.buf = append(w.buf, "]("+destination(s.Link)+")"...)
		default:
			w.span(spans, i, start && i == 0)
		}
	}
}

// escapeBang keeps an exclamation mark from making a picture of the brackets behind
// it.
func (w *markdown) escapeBang() {
	if n := len(w.buf); n > 1 && w.buf[n-1] == '!' && w.buf[n-2] != '\\' {
		w.buf = append(w.buf[:n-1], `\!`...)
	}
}

// span writes one span of text in its style.
func (w *markdown) span(spans []Span, i int, start bool) {
	s := spans[i]
	open, end := w.delimiters(spans, i)
	w.buf = append(w.buf, open...)
	switch {
	case s.Style&CodeStyle != 0:
		fence := strings.Repeat("`", longestRun(s.Text, '`')+1)
		pad := ""
		if strings.HasPrefix(s.Text, "`") || strings.HasSuffix(s.Text, "`") {
			pad = " "
		}
		w.buf = append(w.buf, fence+pad+s.Text+pad+fence...)
	default:
		if i > 0 && spans[i-1].Note != "" && open == "" && s.Text != "" && strings.IndexByte("([:", s.Text[0]) >= 0 {
			w.buf = append(w.buf, '\\', s.Text[0]) // [^1](x) would be a link
			s.Text = s.Text[1:]
		}
		w.text(s.Text, start && open == "", s.Link != "")
	}
	w.buf = append(w.buf, end...)
}

// destination writes the address of a link or picture.
func destination(url string) string {
	var b strings.Builder
	for i := range len(url) {
		switch c := url[i]; {
		case c <= ' ' || c == '<' || c == '>' || c == '(' || c == ')' || c == '\\' || c == 0x7f:
			b.WriteString("%" + strings.ToUpper(strconv.FormatUint(uint64(c)+256, 16)[1:]))
		case c == '&' && mustEscape(url, i):
			b.WriteString("&amp;")
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// normalise moves white space out of emphasis, where Markdown has no room for it,
// trims the ends and joins neighbours of one style.
func normalise(spans []Span) []Span {
	var out []Span
	add := func(s Span) {
		if s.Text == "" && s.Note == "" && !s.Picture {
			return
		}
		if n := len(out); n > 0 && s.Link == out[n-1].Link && (s.Link == "" || s.Link != s.Text) && s.Note == "" && out[n-1].Note == "" && !s.Picture && !out[n-1].Picture && out[n-1].Style == s.Style {
			out[n-1].Text += s.Text
			return
		}
		out = append(out, s)
	}
	for _, s := range spans {
		if s.Style == 0 || s.Picture || s.Note != "" {
			add(s)
			continue
		}
		body := strings.TrimLeftFunc(s.Text, unicode.IsSpace)
		add(Span{Text: s.Text[:len(s.Text)-len(body)], Link: s.Link})
		core := strings.TrimRightFunc(body, unicode.IsSpace)
		add(Span{Text: core, Style: s.Style, Link: s.Link})
		add(Span{Text: body[len(core):], Link: s.Link})
	}
	return out
}

// delimiters returns what to write before and behind span i for its style:
// asterisks where CommonMark reads them as wanted, else tags.
func (w *markdown) delimiters(spans []Span, i int) (open, end string) {
	s := spans[i]
	if s.Style&CodeStyle != 0 {
		s.Style &^= CodeStyle
		s.Text = "`"
	}
	if s.Style == 0 {
		return "", ""
	}
	signs := map[Style]string{Emphasis: "*", Strong: "**", Emphasis | Strong: "***"}[s.Style]
	before, _ := utf8.DecodeLastRune(w.buf)
	after, behind := ' ', ""
	if i+1 < len(spans) {
		after, behind = nextRune(spans[i+1]), firstWord(spans[i+1].Text)
	}
	if signs != "" && before != '*' && !nearAddress(w.buf, s.Text, behind) && flanks(before, s.Text, after) {
		return signs, signs
	}
	for _, t := range []struct {
		style Style
		tag   string
	}{{Strong, "strong"}, {Emphasis, "em"}, {Strike, "del"}, {Sub, "sub"}, {Sup, "sup"}} {
		if s.Style&t.style != 0 {
			open += "<" + t.tag + ">"
			end = "</" + t.tag + ">" + end
		}
	}
	return open, end
}

// nearAddress tells whether asterisks would stand in or beside something that GFM links
// by itself, and become part of the address.
func nearAddress(written []byte, s, behind string) bool {
	before := string(written[max(0, len(written)-200):])
	before = before[strings.LastIndexAny(before, " \n")+1:]
	linked := func(s string) bool {
		return strings.Contains(s, "://") || strings.Contains(s, "www.") || strings.Contains(s, "@")
	}
	return linked(s) || linked(before) || strings.Contains(behind, "@")
}

// nextRune is the first character that a span will be written with.
func nextRune(s Span) rune {
	switch {
	case s.Picture:
		return '!'
	case s.Note != "", s.Link != "":
		return '['
	case s.Style != 0:
		return '*'
	}
	r, _ := utf8.DecodeRuneInString(s.Text)
	return r
}

// flanks tells whether signs around s can open before it and close behind it
// (CommonMark 6.2): next to punctuation they need white space or punctuation on
// their other side.
func flanks(before rune, s string, after rune) bool {
	first, _ := utf8.DecodeRuneInString(s)
	last, _ := utf8.DecodeLastRuneInString(s)
	loose := func(r rune) bool { return unicode.IsSpace(r) || isPunctuation(r) }
	if isPunctuation(first) && !loose(before) || isPunctuation(last) && !loose(after) {
		return false
	}
	return after != '*'
}

// isPunctuation follows CommonMark: Unicode punctuation and symbols.
func isPunctuation(r rune) bool { return unicode.IsPunct(r) || unicode.IsSymbol(r) }

// canBracket tells whether an address may stand between angle brackets.
func canBracket(url string) bool {
	return !strings.ContainsAny(url, "<> \t\n\\") && (strings.HasPrefix(url, "http://") || strings.HasPrefix(url, "https://") || strings.HasPrefix(url, "mailto:"))
}

// text writes plain text, in a link or not, escaping what a parser would read as mark-up.
func (w *markdown) text(s string, start, inLink bool) {
	if start {
		s = w.lineStart(s)
	}
	for i := 0; i < len(s); i++ {
		if mustEscape(s, i) || inLink && (s[i] == '[' || s[i] == ']') {
			w.buf = append(w.buf, '\\')
		}
		w.buf = append(w.buf, s[i])
	}
}

// lineStart escapes what is mark-up only at the start of a line, and returns the
// rest.
func (w *markdown) lineStart(s string) string {
	if s == "" {
		return s
	}
	n := digitRun9(s)
	switch {
	case strings.IndexByte("#>+-=:|", s[0]) >= 0:
		w.buf = append(w.buf, '\\', s[0])
		return s[1:]
	case n > 0 && n < len(s) && (s[n] == '.' || s[n] == ')'):
		w.buf = append(w.buf, s[:n]...)
		w.buf = append(w.buf, '\\', s[n])
		return s[n+1:]
	case strings.HasPrefix(s, "Figure:"), strings.HasPrefix(s, "Table:"), strings.HasPrefix(s, "Quote:"):
		colon := strings.IndexByte(s, ':')
		w.buf = append(w.buf, s[:colon]...)
		w.buf = append(w.buf, `\:`...)
		return s[colon+1:]
	}
	return s
}

// digitRun9 counts leading digits, of which CommonMark allows nine in a list mark.
func digitRun9(s string) int {
	n := 0
	for n < len(s) && n < 10 && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}

// mustEscape tells whether the byte s[i] would be read as mark-up.
func mustEscape(s string, i int) bool {
	next := byte(0)
	if i+1 < len(s) {
		next = s[i+1]
	}
	switch s[i] {
	case '\\', '`', '*', '~':
		return true
	case '_':
		before, _ := utf8.DecodeLastRuneInString(s[:i])
		after, _ := utf8.DecodeRuneInString(s[i+1:])
		return !inWord(before) || !inWord(after)
	case '[':
		// Before ^ @ [ it opens a note, a citation or a wiki link, at the start
		// of an item a box; the link [a](b) is broken at its closing bracket.
		return i == 0 || next == '^' || next == '@' || next == '['
	case ']':
		return next == '(' || next == '[' || next == ':'
	case '!':
		return i > 0 && s[i-1] == '(' || next == '['
	case '^':
		return next == '['
	case '<':
		return next == '/' || next == '!' || next == '?' || next >= 'a' && next <= 'z' || next >= 'A' && next <= 'Z'
	case '&':
		return next == '#' || next >= 'a' && next <= 'z' || next >= 'A' && next <= 'Z'
	}
	return false
}

// inWord tells the characters between which an underscore opens no emphasis.
func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }
