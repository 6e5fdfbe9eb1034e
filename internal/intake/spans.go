package intake

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// makeBlocks turns units into the blocks and notes of the article.
func (r *reading) makeBlocks() {
	r.words, r.index, r.starts = nil, nil, nil // no longer needed, and large
	r.article.Blocks = make([]Block, 0, len(r.where(func(u *unit) bool { return u.role < definition && u.text != "" })))
	for i, u := range r.units {
		r.units[i] = nil // a text of very short lines would else stand in memory twice
		if u.text == "" {
			continue
		}
		switch u.role {
		case gone, chrome:
		case definition:
			r.article.Notes = append(r.article.Notes, Note{Label: u.label, Line: u.line, Text: r.spans(u), mark: u.taken, from: u.from})
		default:
			r.article.Blocks = append(r.article.Blocks, r.block(u))
		}
	}
}

func (r *reading) block(u *unit) Block {
	b := Block{Kind: Paragraph, Line: u.line, Text: r.spans(u), Quote: u.quote, mark: u.taken, from: u.from}
	switch u.role {
	case heading:
		b.Kind, b.Level = Heading, max(u.level, 2)
	case caption:
		b.Kind = Caption
		r.note(Entry{Line: u.line, Kind: "missing-image", Before: u.text, Message: "the picture of this caption did not come with the text"})
	case item:
		b.Kind, b.Depth, b.Number = Item, u.level, u.number
	}
	return b
}

// spans reads emphasis, addresses and note marks of a unit.
func (r *reading) spans(u *unit) []Span {
	return inline(u.text, u.refs, func(stray string) {
		r.note(Entry{Line: u.line, Kind: "emphasis", Before: stray, Message: "an emphasis sign without its partner; it was left as a sign"})
	})
}

// inline reads s as typed text: *emphasis*, **strong**, <addresses> and the note
// marks given. stray is told about signs that open or close nothing; it may be nil.
func inline(s string, refs []ref, stray func(string)) []Span {
	tokens := tokenise(s, refs)
	pair(s, tokens)
	var spans []Span
	var style Style
	from, to := 0, 0 // what the last span says of s, as long as it may grow
	add := func(t token) {
		if n := len(spans); n > 0 && to == t.from && to > from && spans[n-1].Style == style {
			to = t.to
			spans[n-1].Text = s[from:to]
			return
		}
		from, to = t.from, t.to
		spans = append(spans, Span{Text: s[from:to], Style: style})
	}
	for i, t := range tokens {
		switch {
		case t.kind == signToken && t.partner > i:
			style |= t.style
		case t.kind == signToken && t.partner >= 0:
			style &^= t.style
		case t.kind == signToken:
			if stray != nil && (t.opens || t.closes) {
				stray(strings.TrimSpace(s[cutBack(s, max(0, t.from-20)):t.to]))
			}
			add(t)
		case t.kind == linkToken:
			spans = append(spans, Span{Text: t.text, Link: t.text, Style: style})
			from, to = 0, 0
		case t.kind == refToken:
			spans = append(spans, Span{Text: s[t.from:t.to], Note: t.text})
			from, to = 0, 0
		default:
			add(t)
		}
	}
	return spans
}

// cutBack moves an offset to the start of a character.
func cutBack(s string, at int) int {
	for at > 0 && at < len(s) && !utf8.RuneStart(s[at]) {
		at--
	}
	return at
}

type tokenKind uint8

const (
	textToken tokenKind = iota
	signToken
	linkToken
	refToken
)

type token struct {
	kind          tokenKind
	from, to      int
	text          string // link: address; ref: label
	style         Style
	opens, closes bool
	partner       int // sign: index of the other half, -1 for none
}

// tokenise cuts s at emphasis signs, addresses and note marks.
func tokenise(s string, refs []ref) []token {
	var tokens []token
	text := 0
	emit := func(t token) {
		if t.from > text {
			tokens = append(tokens, token{from: text, to: t.from})
		}
		tokens = append(tokens, t)
		text = t.to
	}
	for i := 0; i < len(s); {
		limit := len(s)
		if len(refs) > 0 {
			limit = refs[0].from
		}
		if limit <= i {
			emit(token{kind: refToken, from: refs[0].from, to: refs[0].to, text: refs[0].label})
			i = max(i, refs[0].to)
			refs = refs[1:]
			continue
		}
		switch s[i] {
		case '<':
			if m := bracketedAt(s[i:limit]); m > 0 {
				emit(token{kind: linkToken, from: i, to: i + m, text: s[i+1 : i+m-1]})
				i += m
				continue
			}
		case 'h':
			if n := addressAt(s[:limit], i); n > 0 {
				emit(token{kind: linkToken, from: i, to: i + n, text: s[i : i+n]})
				i += n
				continue
			}
		case '*', '_':
			t := signAt(s, i)
			emit(t)
			i = t.to
			continue
		}
		i++
	}
	for _, f := range refs { // marks at the very end
		emit(token{kind: refToken, from: f.from, to: f.to, text: f.label})
	}
	if text < len(s) {
		tokens = append(tokens, token{from: text, to: len(s)})
	}
	return tokens
}

// bracketedAt returns the length of <https://...> at the start of s.
func bracketedAt(s string) int {
	if !strings.HasPrefix(s, "<http://") && !strings.HasPrefix(s, "<https://") {
		return 0
	}
	end := strings.IndexFunc(s[1:], endsAddress)
	if end < 0 || s[1+end] != '>' {
		return 0
	}
	return end + 2
}

func endsAddress(r rune) bool {
	return r == '<' || r == '>' || r == '"' || unicode.IsSpace(r) || unicode.IsControl(r)
}

// addressAt returns the length of a bare address that begins at s[i].
func addressAt(s string, i int) int {
	if !strings.HasPrefix(s[i:], "http://") && !strings.HasPrefix(s[i:], "https://") {
		return 0
	}
	if before, _ := utf8.DecodeLastRuneInString(s[:i]); i > 0 && isWordRune(before) {
		return 0
	}
	end := strings.IndexFunc(s[i:], endsAddress)
	if end < 0 {
		end = len(s) - i
	}
	url := trimAddress(s[i : i+end])
	if len(url) < len("https://x") {
		return 0
	}
	return len(url)
}

// signAt reads a row of * or _ and whether it can open or close emphasis. Inside a
// word it can do neither: 5*3*2 and snake_case are no emphasis.
func signAt(s string, i int) token {
	end := i
	for end < len(s) && s[end] == s[i] {
		end++
	}
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	after, _ := utf8.DecodeRuneInString(s[end:])
	t := token{kind: signToken, from: i, to: end, partner: -1}
	switch end - i {
	case 1:
		t.style = Emphasis
	case 2:
		t.style = Strong
	case 3:
		t.style = Emphasis | Strong
	default:
		return t
	}
	edge := func(r rune, at bool) bool { return at || unicode.IsSpace(r) || !isWordRune(r) }
	t.opens = end < len(s) && !unicode.IsSpace(after) && edge(before, i == 0)
	t.closes = i > 0 && !unicode.IsSpace(before) && (edge(after, end == len(s)) || isSuperscript(after))
	return t
}

// pair ties opening to closing signs of the same kind, the nearest first.
func pair(s string, tokens []token) {
	type sign struct {
		char  byte
		style Style
	}
	open := map[sign][]int{}
	for i := range tokens {
		t := &tokens[i]
		if t.kind != signToken || t.style == 0 {
			continue
		}
		key := sign{s[t.from], t.style}
		stack := open[key]
		if n := len(stack); t.closes && n > 0 && i-stack[n-1] > 1 {
			t.partner, tokens[stack[n-1]].partner = stack[n-1], i
			open[key] = stack[:n-1]
		} else if t.opens {
			open[key] = append(stack, i)
		}
	}
}
