package dates

import "strings"

// A guard drops what only looks like a date. What holds in every language stands here;
// each language adds its own in its table.

// allowed tells whether a phrase may be a date where it stands.
func (s *scanner) allowed(p *phrase) bool {
	return !s.touchesCode(p) && s.lang.allowed(s, p)
}

// wordlessAllowed trusts figures that say what they are, and bare years in brackets or
// spans only: "1500" may count anything in a language without tables.
func wordlessAllowed(s *scanner, p *phrase) bool {
	return p.figures != "" || p.row.trait == spanOfYears && s.risingSpan(p) || s.raw(p.from-1) == "(" && s.raw(p.to) == ")"
}

// touchesCode tells that a phrase is glued to something else: a model number (X-2019), a
// path (b/2019), an amount ($2019, 2019%).
func (s *scanner) touchesCode(p *phrase) bool {
	text := s.lex.text
	first, end := s.tokens[p.from], s.tokens[p.to-1].end
	if i := first.start; i > 0 && first.shape == number && first.flags&apostrophe == 0 {
		if text[i-1] == ':' && i > 1 && isDigit(text[i-2]) && first.digits == 4 {
			return true // 8601:2004
		}
		switch c := text[i-1]; c {
		case '$', '#', '/', '_', '=', '+', '&', '.', ':':
			if c != '.' && c != ':' && !(c == '/' && p.from > 0 && s.tokens[p.from-1].classes&dash == 0 && i > 1 && isDigit(text[i-2])) {
				return true
			}
		case '-':
			before := s.token(p.from - 2)
			if first.flags&spaced == 0 && before.shape == word && before.end == i-1 && !s.mayLeadYear(p.from-2) {
				return true
			}
			if before.shape == number && before.end == i-1 && first.digits == 4 && before.digits != 4 {
				return true // 747-2000
			}
		}
		for _, sign := range [...]string{"€", "£", "¥", "№", "§"} {
			if strings.HasSuffix(text[:i], sign) || strings.HasSuffix(text[:i], sign+" ") {
				return true
			}
		}
		if strings.HasSuffix(text[:i], "$ ") || strings.HasSuffix(text[:i], "# ") {
			return true
		}
	}
	if last := s.tokens[p.to-1]; end < len(text) && last.shape == number {
		switch c := text[end]; {
		case c == '%' || c == '_' || c == '=' || c == '+' || c == '&':
			return true
		case strings.HasPrefix(text[end:], "°"):
			return true
		case c == '/' && end+1 < len(text) && isLetter(text[end+1]):
			return true
		case c == '/' && s.token(p.to+1).digits > 2 && last.digits == 4 && s.token(p.to+1).classes&year == 0:
			return true // 2021/0456
		case c == '-' && end+1 < len(text) && isDigit(text[end+1]) && last.digits == 4 && s.token(p.to+1).classes&(year|twoDigits) == 0:
			return true // 2019-123-4
		case c == '/' && last.digits == 4 && s.token(p.to+1).start == end+1 && s.token(p.to+1).digits > 2 && s.token(p.to+1).classes&year == 0:
			return true // Regulation 2022/879
		}
	}
	return false
}

// farSpan tells that a year is one end of a span no story covers: "seats 1290-2040".
func (s *scanner) farSpan(p *phrase) bool {
	for _, other := range []int{p.from - 2, p.to + 1} {
		joint := (other + p.from) / 2
		if other > p.from {
			joint = p.to
		}
		t := s.token(other)
		if t.classes&year != 0 && s.token(joint).classes&dash != 0 && (int(t.num)-p.y > 500 || p.y-int(t.num) > 500) {
			return true
		}
	}
	return false
}

// token is the kth token of the block; an empty one outside it.
func (s *scanner) token(k int) *token {
	if k < 0 || k >= len(s.tokens) {
		return &token{}
	}
	return &s.tokens[k]
}

// word is the lexicon's form of a token, "" for other words.
func (s *scanner) word(k int) string {
	if t := s.token(k); t.entry != nil && t.shape != opaque {
		return t.entry.text
	}
	return ""
}

// raw is a token as it is written.
func (s *scanner) raw(k int) string {
	t := s.token(k)
	return s.lex.text[t.start:t.end]
}

// lower is raw in lower case.
func (s *scanner) lower(k int) string { return strings.ToLower(s.raw(k)) }

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

// afterWord tells that one of the words stands before the phrase, "the" aside.
func (s *scanner) afterWord(p *phrase, words map[string]bool) bool {
	if p.mod != "" {
		return true
	}
	k := p.from - 1
	w := strings.ToLower(s.raw(k))
	if w == "the" || w == "." && k > 0 {
		w = strings.ToLower(s.raw(k - 1))
	}
	return words[w]
}

// wordWithin tells that one of the words stands among the n tokens before token k.
func (s *scanner) wordWithin(k, n int, words map[string]bool) bool {
	for i := max(k-n, 0); i < k; i++ {
		if words[s.lower(i)] {
			return true
		}
	}
	return false
}

func (s *scanner) inParentheses(p *phrase) bool {
	return s.raw(p.from-1) == "(" || s.raw(p.to) == ")"
}

// nameFollows tells that a capitalised word behind the phrase makes it a name: "June
// Carter".
func (s *scanner) nameFollows(p *phrase) bool {
	t := s.token(p.to)
	return t.shape == word && t.end > 0 && t.flags&(capital|sentenceStart) == capital && t.flags&spaced != 0 && (t.entry == nil || t.entry.classes == 0)
}

func (s *scanner) nameBefore(p *phrase) bool {
	t := s.token(p.from - 1)
	return t.shape == word && t.end > 0 && t.flags&(capital|sentenceStart) == capital && (t.entry == nil || t.entry.classes == 0) && !s.atStart(p.from)
}

func (s *scanner) atStart(k int) bool { return k <= 0 || s.token(k).flags&sentenceStart != 0 }

// isWord tells that the last token of a phrase is a word.
func (s *scanner) isWord(p *phrase, w string) bool { return s.word(p.to-1) == w }

func pluralNoun(w string) bool {
	return strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") || strings.HasSuffix(w, "men") || strings.HasSuffix(w, "children")
}

func isPlural(word string) bool {
	c := word[len(word)-1]
	return c == 's' || c == 'S' || strings.HasSuffix(strings.ToLower(word), "ia")
}

func edtfDaysIn(m int) int {
	if m == 2 {
		return 29
	}
	if m == 4 || m == 6 || m == 9 || m == 11 {
		return 30
	}
	return 31
}

// risingSpan: 1919/20 is one year and the next, 1914-18 a span that rises.
func (s *scanner) risingSpan(p *phrase) bool {
	if p.link == noLink {
		return true // the second half; the first one has been looked at
	}
	next := s.token(p.to + 1)
	after := int(next.num) - p.y%100
	if next.digits == 4 {
		after = int(next.num) - p.y
	}
	if s.raw(p.to) == "/" {
		return after == 1 || p.y%100 == 99 && next.num == 0
	}
	return after > 0
}
