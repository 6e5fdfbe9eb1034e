package dates

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is a word, a number or a punctuation mark of a block.
type token struct {
	start, end int
	entry      *entry // of the language's lexicon; nil for other words
	classes    classSet
	shape      shape
	num        float64 // numbers and number words
	digits     int     // count of digits, for plain numbers
	flags      tokenFlags
}

type shape uint8

const (
	word shape = iota
	number
	punct
	opaque // part of an address, a model number...: never a date
)

type tokenFlags uint8

const (
	capital       tokenFlags = 1 << iota // begins with an upper-case letter
	spaced                               // white space stands before it
	sentenceStart                        // first of a sentence
	ordinalForm                          // 25th
	quantity                             // 1,200 or 3.5 or $40 or 15%: an amount
	plural                               // 1970s
	apostrophe                           // '99
)

// lexer cuts text into tokens; it is reused from block to block.
type lexer struct {
	lang   *language
	text   string
	pos    int
	tokens []token
	low    [32]byte

	inserted int // where the bracket closes that an editor has put around a word
}

// tokenize returns the tokens of text outside skip. The slice is valid until the next
// call.
func (l *lexer) tokenize(text string, skip []Span) []token {
	l.text, l.pos, l.tokens, l.inserted = text, 0, l.tokens[:0], -1
	space, first := true, true
	chunk := 0 // first token of the stretch without white space
	for l.pos < len(text) {
		if len(skip) > 0 && l.pos >= skip[0].Start {
			if l.pos < skip[0].End {
				l.add(token{start: l.pos, end: min(skip[0].End, len(text)), shape: opaque})
				l.pos = min(skip[0].End, len(text))
			}
			skip = skip[1:]
			continue
		}
		c := text[l.pos]
		if c == ' ' || c == '\n' || c == '\t' || c == '\r' {
			if c == '\n' && l.pos+1 < len(text) && text[l.pos+1] == '\n' {
				first = true
			}
			l.pos++
			space, chunk = true, len(l.tokens)
			continue
		}
		if n := wideSpace(text[l.pos:]); n > 0 {
			l.pos += n
			space, chunk = true, len(l.tokens)
			continue
		}
		if c == '/' && l.pos > 0 && text[l.pos-1] == ':' || c == '@' && !space {
			l.swallow(chunk)
			continue
		}
		if n := editorial(text[l.pos:]); n > 0 && c == '[' || c == ']' && l.inserted == l.pos {
			l.pos, l.inserted = l.pos+1, l.pos+n
			continue
		}
		before := len(l.tokens)
		t := l.next(c)
		if space {
			t.flags |= spaced
		}
		if first && t.shape != punct {
			t.flags |= sentenceStart
			first = false
		}
		l.add(t)
		if t.shape == punct && endsSentence(text, t) && !l.abbreviated(before) {
			first = true
		}
		space = false
		if l.looksLikeAddress(t) {
			l.swallow(chunk)
		}
	}
	return l.tokens
}

// editorial tells that a word in an editor's brackets begins s, and where they close:
// "[Ten] years ago". They are no part of the sentence.
func editorial(s string) (closing int) {
	if s[0] != '[' {
		return 0
	}
	i := 1
	for i < len(s) && isLetter(s[i]) {
		i++
	}
	if i > 1 && i < len(s) && s[i] == ']' {
		return i
	}
	return 0
}

func (l *lexer) add(t token) { l.tokens = append(l.tokens, t) }

// swallow makes the stretch without white space around pos one opaque token.
func (l *lexer) swallow(chunk int) {
	start := l.pos
	if chunk < len(l.tokens) {
		start = l.tokens[chunk].start
		l.tokens = l.tokens[:chunk]
	}
	for l.pos < len(l.text) && l.text[l.pos] > ' ' && wideSpace(l.text[l.pos:]) == 0 {
		l.pos++
	}
	l.add(token{start: start, end: l.pos, shape: opaque, flags: spaced})
}

// looksLikeAddress tells that t is a dot inside a host or file name (iz.ru, 129.shtml).
func (l *lexer) looksLikeAddress(t token) bool {
	if t.shape != punct || l.text[t.start] != '.' || t.end-t.start != 1 || t.start == 0 || t.end >= len(l.text) || t.flags&spaced != 0 {
		return false
	}
	return isLower(l.text[t.end]) && (isLower(l.text[t.start-1]) || isDigit(l.text[t.start-1]))
}

// endsSentence tells that punctuation may end a sentence: a capital, a digit or an
// opening mark follows, behind white space.
func endsSentence(text string, t token) bool {
	switch text[t.start] {
	case '.', '!', '?':
	default:
		return false
	}
	i := t.end
	for i < len(text) && (text[i] == '"' || text[i] == '\'' || text[i] == ')') {
		i++
	}
	return i >= len(text) || text[i] <= ' ' || text[i] >= 0x80
}

// abbreviated tells that the word before token i is no end of a sentence: "Gen."
func (l *lexer) abbreviated(i int) bool {
	if i == 0 {
		return false
	}
	t := l.tokens[i-1]
	if t.shape != word {
		return false
	}
	return t.flags&capital != 0 && t.end-t.start <= 3 && (t.entry == nil || t.entry.classes == 0)
}

func wideSpace(s string) int {
	switch {
	case len(s) >= 2 && s[0] == 0xC2 && s[1] == 0xA0: // no-break space
		return 2
	case len(s) >= 3 && s[0] == 0xE2 && s[1] == 0x80 && (s[2] >= 0x80 && s[2] <= 0x8B || s[2] == 0xAF): // U+2000-200B, 202F
		return 3
	}
	return 0
}

func (l *lexer) next(c byte) token {
	switch {
	case isDigit(c):
		return l.number()
	case isLetter(c):
		return l.word()
	case c == '\'' || c == '`':
		return l.quote(1)
	case c < utf8.RuneSelf:
		return l.punct(1)
	}
	r, n := utf8.DecodeRuneInString(l.text[l.pos:])
	switch {
	case r == '’' || r == '‘':
		return l.quote(n)
	case unicode.IsLetter(r):
		return l.word()
	}
	return l.punct(n)
}

func (l *lexer) punct(n int) token {
	t := token{start: l.pos, end: l.pos + n, shape: punct}
	l.pos = t.end
	if c := l.text[t.start]; c < utf8.RuneSelf {
		t.entry = l.lang.signs[c]
	} else {
		t.entry = l.lang.marks[l.text[t.start:t.end]]
	}
	return t
}

// quote reads an apostrophe with what belongs to it: 's, '99, '60s.
func (l *lexer) quote(n int) token {
	s := l.text[l.pos+n:]
	if len(s) >= 1 && s[0] == 's' && (len(s) == 1 || !isLetter(s[1])) && l.pos > 0 && isWordByte(l.text[l.pos-1]) {
		t := token{start: l.pos, end: l.pos + n + 1, shape: punct, entry: l.lang.marks["'s"]}
		l.pos = t.end
		return t
	}
	if len(s) >= 2 && isDigit(s[0]) && isDigit(s[1]) && (l.pos == 0 || !isWordByte(l.text[l.pos-1])) && (len(s) == 2 || !isDigit(s[2])) {
		start := l.pos
		l.pos += n
		t := l.number()
		t.start = start
		t.flags |= apostrophe
		return t
	}
	return l.punct(n)
}

// word reads letters, inner digits (A320) and the dots of a.m., U.S., Jan.
func (l *lexer) word() token {
	s, start := l.text, l.pos
	end, hasDigit := wordEnd(s, start)
	switch {
	case end-start == 1:
		end = dottedEnd(s, start)
	case hasDigit && end-start > 3 && isDigit(s[start+2]) && (s[start:start+2] == "AD" || s[start:start+2] == "BC" || s[start:start+2] == "FY"):
		end, hasDigit = start+2, false // AD842
	}
	t := token{start: start, end: end}
	if startsUpper(s[start:]) {
		t.flags |= capital
	}
	if hasDigit {
		t.entry = l.lang.coded(s[start:end])
	} else {
		t.entry = l.lookup(s[start:end])
	}
	switch e := t.entry; {
	case e == nil && hasDigit:
		t.shape = opaque
	case e != nil:
		t.num = e.num
		if e.abbreviation && end < len(s) && s[end] == '.' {
			t.end++
		}
	}
	l.pos = t.end
	return t
}

// wordEnd is where the letters, marks and digits that begin at start end.
func wordEnd(s string, start int) (end int, hasDigit bool) {
	i := start
	for i < len(s) {
		c := s[i]
		if isLetter(c) || isDigit(c) {
			hasDigit = hasDigit || isDigit(c)
			i++
			continue
		}
		if c < utf8.RuneSelf {
			break
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if !unicode.IsLetter(r) && !unicode.IsMark(r) {
			break
		}
		i += n
	}
	return i, hasDigit
}

// dottedEnd extends a single letter over what belongs to it: a.m., U.S., o'clock.
func dottedEnd(s string, start int) int {
	end := start + 1
	for end+1 < len(s) && s[end] == '.' && isLetter(s[end+1]) && (end+2 >= len(s) || !isLetter(s[end+2])) {
		end += 2
	}
	if end > start+1 {
		if end < len(s) && s[end] == '.' {
			end++
		}
		return end
	}
	for _, rest := range [...]string{"'clock", "’clock"} {
		if s[start] == 'o' && strings.HasPrefix(s[end:], rest) {
			return end + len(rest)
		}
	}
	return end
}

func startsUpper(s string) bool {
	if s[0] < utf8.RuneSelf {
		return isUpper(s[0])
	}
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// lookup finds a word in the lexicon, whatever its case.
func (l *lexer) lookup(w string) *entry {
	if len(w) > len(l.low) {
		return nil
	}
	n := 0
	for i := 0; i < len(w); i++ {
		c := w[i]
		switch {
		case c == '.':
			continue
		case isUpper(c):
			c += 'a' - 'A'
		case c == 0xE2: // ’ of o’clock
			l.low[n] = '\''
			n++
			i += 2
			continue
		}
		l.low[n] = c
		n++
	}
	switch e := l.lang.begins[beginning(l.low[:n])]; {
	case e == several:
		return l.lang.words[string(l.low[:n])]
	case e == nil || e.text != string(l.low[:n]):
		return nil // most words
	default:
		return e
	}
}

// number reads digits and the forms that are one token: dates in figures, clock times,
// ordinals, decades, amounts.
func (l *lexer) number() token {
	s, start := l.text, l.pos
	i := start
	for i < len(s) && isDigit(s[i]) {
		i++
	}
	t := token{start: start, end: i, shape: number, digits: i - start}
	defer func() { l.pos = t.end }()
	if t.digits > 9 {
		t.shape = opaque
		return t
	}
	for _, c := range []byte(s[start:i]) {
		t.num = t.num*10 + float64(c-'0')
	}
	for k := range figures {
		f := &figures[k]
		if n := f.match(s[start:]); n > 0 && (start+n >= len(s) || !isDigit(s[start+n])) {
			t.end, t.entry, t.digits = start+n, &f.entry, 0
			return t
		}
	}
	t.readAmount(s)
	l.readSuffix(&t)
	return t
}

// readAmount goes on with 1,200 and 3.5.
func (t *token) readAmount(s string) {
	i := t.end
	for i+1 < len(s) && isDigit(s[i+1]) && (s[i] == ',' && groupOf3(s[i+1:]) || s[i] == '.') {
		comma := s[i] == ','
		i++
		scale := 0.1
		for i < len(s) && isDigit(s[i]) {
			if comma {
				t.num = t.num*10 + float64(s[i]-'0')
			} else {
				t.num += float64(s[i]-'0') * scale
				scale /= 10
			}
			i++
		}
		t.flags |= quantity
		t.digits = 0
	}
	t.end = i
}

// readSuffix goes on with letters glued to the digits: 25th, 1970s, 9am, 3Q; others make
// a code that is no number.
func (l *lexer) readSuffix(t *token) {
	s, j := l.text, t.end
	for j < len(s) && isLetter(s[j]) {
		j++
	}
	switch suffix := s[t.end:j]; suffix {
	case "":
		l.readApostrophe(t)
	case "st", "nd", "rd", "th":
		t.flags |= ordinalForm
		t.end = j
	case "s":
		t.flags |= plural
		t.end = j
	case "am", "pm", "AM", "PM", "hrs", "h", "BC", "BCE", "AD", "CE": // the next token
	default:
		if (suffix == "a" || suffix == "p") && j+1 < len(s) && s[j] == '.' && (s[j+1] == 'm' || s[j+1] == 'M') {
			return // 9a.m.
		}
		if e := l.lang.coded(suffix + s[t.start:t.end]); e != nil {
			t.entry, t.num, t.end, t.shape = e, e.num, j, word
			return
		}
		t.shape = opaque
		for t.end = j; t.end < len(s) && isWordByte(s[t.end]); {
			t.end++
		}
	}
}

// readApostrophe takes the 's of "the 1970's" for a plural; "2010's best" is a year's.
func (l *lexer) readApostrophe(t *token) {
	if t.digits < 2 || t.digits > 4 || int(t.num)%10 != 0 || len(l.tokens) == 0 {
		return
	}
	before := &l.tokens[len(l.tokens)-1]
	if e := before.entry; e == nil || e.classes&dash == 0 && !decadeLead[e.text] {
		return
	}
	for _, q := range [...]string{"'s", "’s"} {
		if rest := l.text[t.end:]; strings.HasPrefix(rest, q) && (len(rest) == len(q) || !isLetter(rest[len(q)])) {
			t.flags |= plural
			t.end += len(q)
		}
	}
}

func groupOf3(s string) bool {
	return len(s) >= 3 && isDigit(s[0]) && isDigit(s[1]) && isDigit(s[2]) && (len(s) == 3 || !isDigit(s[3]))
}

// figures is the table of dates and times written in figures alone, one token each.
var figures = []struct {
	name  string
	match func(string) int // length at the beginning of s, 0 for none
	entry entry
}{
	{"iso with time", isoTime, entry{classes: isoDate}},
	{"iso", mask("9999-99-99"), entry{classes: isoDate}},
	{"iso with slashes", mask("9999/99/99"), entry{classes: isoDate}},
	{"british clock", dottedClock, entry{classes: clock}},
	{"clock with seconds", mask("99:99:99"), entry{classes: clock}},
	{"clock", mask("99:99"), entry{classes: clock}},
	{"short clock", mask("9:99"), entry{classes: clock}},
	{"slashes", mask("99/99/9999"), entry{classes: slashDate}},
	{"slashes", mask("9/99/9999"), entry{classes: slashDate}},
	{"slashes", mask("99/9/9999"), entry{classes: slashDate}},
	{"slashes", mask("9/9/9999"), entry{classes: slashDate}},
	{"slashes", mask("99/99/99"), entry{classes: slashDate}},
	{"slashes", mask("9/99/99"), entry{classes: slashDate}},
	{"slashes", mask("99/9/99"), entry{classes: slashDate}},
	{"slashes", mask("9/9/99"), entry{classes: slashDate}},
	{"9/11", literally("9/11"), entry{classes: namedDay}},
	{"dots", mask("99.99.9999"), entry{classes: dotDate}},
	{"dots", mask("9.99.9999"), entry{classes: dotDate}},
	{"dots", mask("99.9.9999"), entry{classes: dotDate}},
	{"dots", mask("9.9.9999"), entry{classes: dotDate}},
}

// mask matches a form in which 9 stands for any digit.
func mask(form string) func(string) int {
	return func(s string) int {
		if len(s) < len(form) {
			return 0
		}
		for i := 0; i < len(form); i++ {
			if form[i] == '9' && !isDigit(s[i]) || form[i] != '9' && s[i] != form[i] {
				return 0
			}
		}
		return len(form)
	}
}

var isoMinutes = mask("9999-99-99T99:99")

// isoTime matches 2021-06-01T10:00, with what seconds and zone follow.
func isoTime(s string) int {
	n := isoMinutes(s)
	for n > 0 && n < len(s) && (isDigit(s[n]) || s[n] == ':' || s[n] == 'Z' || s[n] == '+') {
		n++
	}
	return n
}

// dottedClock matches 9.30 before am or pm.
func dottedClock(s string) int {
	for _, form := range [...]func(string) int{mask("99.99"), mask("9.99")} {
		if n := form(s); n > 0 {
			rest := strings.ToLower(strings.TrimLeft(s[n:min(len(s), n+5)], " "))
			if strings.HasPrefix(rest, "am") || strings.HasPrefix(rest, "pm") || strings.HasPrefix(rest, "a.m") || strings.HasPrefix(rest, "p.m") {
				return n
			}
		}
	}
	return 0
}

func literally(form string) func(string) int {
	return func(s string) int {
		if strings.HasPrefix(s, form) {
			return len(form)
		}
		return 0
	}
}

func isDigit(c byte) bool    { return c >= '0' && c <= '9' }
func isUpper(c byte) bool    { return c >= 'A' && c <= 'Z' }
func isLower(c byte) bool    { return c >= 'a' && c <= 'z' }
func isLetter(c byte) bool   { return isUpper(c) || isLower(c) }
func isWordByte(c byte) bool { return isLetter(c) || isDigit(c) || c >= utf8.RuneSelf }
