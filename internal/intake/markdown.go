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
	w := &markdown{}
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
	buf []byte
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
		w.parted()
		if i > 0 && b.Kind == Item && blocks[i-1].Kind == Item && b.Depth == blocks[i-1].Depth {
			// Two lists in a row would be read as one.
			w.buf = append(w.buf, "<!-- -->\n\n"...)
		}
	}
	prefix := strings.Repeat("> ", b.Quote)
	if b.Depth > 0 {
		depth := b.Depth
		if b.Kind == Item {
			depth--
		}
		prefix += strings.Repeat("    ", depth)
	}
	w.buf = append(w.buf, prefix...)
	switch b.Kind {
	case Heading:
		w.buf = append(w.buf, strings.Repeat("#", min(max(b.Level, 2), 6))+" "...)
		w.inline(b.Text, false)
		w.escapeClosingHashes()
	case Caption:
		w.buf = append(w.buf, "Figure: "...)
		w.inline(b.Text, false)
	case Item:
		if b.Number > 0 {
			marker := strconv.Itoa(b.Number) + ". "
			w.buf = append(w.buf, marker...)
			w.buf = append(w.buf, strings.Repeat(" ", max(0, 4-len(marker)))...)
		} else {
			w.buf = append(w.buf, "-   "...)
		}
		w.inline(b.Text, true)
	default:
		w.inline(b.Text, true)
	}
	w.buf = append(w.buf, '\n')
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
	for i, s := range spans {
		switch {
		case s.Note != "":
			w.buf = append(w.buf, "[^"+s.Note+"]"...)
		case s.Link != "" && s.Link == s.Text && canBracket(s.Link):
			w.buf = append(w.buf, "<"+s.Link+">"...)
		default:
			open, end := w.delimiters(spans, i)
			w.buf = append(w.buf, open...)
			if i > 0 && spans[i-1].Note != "" && open == "" && s.Text != "" && strings.IndexByte("([:", s.Text[0]) >= 0 {
				w.buf = append(w.buf, '\\') // [^1](x) would be a link
				w.buf = append(w.buf, s.Text[0])
				s.Text = s.Text[1:]
			}
			w.text(s.Text, start && i == 0 && open == "")
			w.buf = append(w.buf, end...)
		}
	}
}

// normalise moves white space out of emphasis, where Markdown has no room for it,
// trims the ends and joins neighbours of one style.
func normalise(spans []Span) []Span {
	var out []Span
	add := func(s Span) {
		if s.Text == "" && s.Note == "" && !s.Break {
			return
		}
		if n := len(out); n > 0 && s.Link == "" && s.Note == "" && out[n-1].Link == "" && out[n-1].Note == "" && out[n-1].Style == s.Style {
			out[n-1].Text += s.Text
			return
		}
		out = append(out, s)
	}
	for _, s := range spans {
		if s.Style == 0 || s.Link != "" || s.Note != "" {
			add(s)
			continue
		}
		body := strings.TrimLeftFunc(s.Text, unicode.IsSpace)
		add(Span{Text: s.Text[:len(s.Text)-len(body)]})
		core := strings.TrimRightFunc(body, unicode.IsSpace)
		add(Span{Text: core, Style: s.Style})
		add(Span{Text: body[len(core):]})
	}
	return out
}

// delimiters returns what to write before and behind span i for its style:
// asterisks where CommonMark reads them as wanted, else tags.
func (w *markdown) delimiters(spans []Span, i int) (open, end string) {
	s := spans[i]
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
	}{{Strong, "strong"}, {Emphasis, "em"}, {CodeStyle, "code"}, {Strike, "del"}, {Sub, "sub"}, {Sup, "sup"}} {
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

// text writes plain text, escaping what a parser would read as mark-up.
func (w *markdown) text(s string, start bool) {
	if start {
		s = w.lineStart(s)
	}
	for i := 0; i < len(s); i++ {
		if mustEscape(s, i) {
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
		return !(i > 0 && isWordByte(s[i-1]) && isWordByte(next))
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

func isWordByte(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= utf8.RuneSelf
}
