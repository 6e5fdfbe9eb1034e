package suggest

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// word is one word of a block, by byte offsets of its text. A possessive ending is
// outside of it.
type word struct {
	start, end int
	shape      shape
	gap        gap  // what stands before it
	possessive bool // 's follows
	initial    bool // a single capital with its dot: J.
	dot        bool // the dot of an abbreviation follows: St. Petersburg
	quoted     bool // an opening quotation mark stands before it
	opens      bool // an opening bracket stands before it
	closes     bool // a closing bracket follows it
}

// shape is how a word is written.
type shape uint8

const (
	lower   shape = iota // minister
	capital              // Minister, O'Neal, al-Maliki, iPhone
	caps                 // NATO, U.S., G7
	number               // 18, 65th
)

// gap is what stands between a word and the one before.
type gap uint8

const (
	space    gap = iota // white space only: a chain may go on
	stop                // punctuation: a chain ends, the sentence does not
	doubtful            // a capital may be due to the position: after a colon, a quotation mark, a bracket
	fresh               // a sentence begins
)

// scan cuts the text of a block into words. Web and mail addresses and the stretches
// to skip, in ascending order, are left out.
func scan(b Block) []word {
	text, skip := b.Text, b.Skip
	words := make([]word, 0, len(text)/5)
	s := scanner{text: text, wrap: wrapWidth(text), gap: fresh}
	if b.Flows {
		s.wrap = 0
	}
	for s.at < len(text) {
		for len(skip) > 0 && skip[0].End <= s.at {
			skip = skip[1:]
		}
		if len(skip) > 0 && skip[0].Start <= s.at {
			s.at = skip[0].End
			s.raise(stop)
			continue
		}
		switch r, n := utf8.DecodeRuneInString(text[s.at:]); {
		case isWordRune(r):
			if n := s.address(); n > 0 {
				s.at += n
				s.raise(stop)
				continue
			}
			words = append(words, s.word())
		case r == '&':
			words = append(words, word{start: s.at, end: s.at + n, gap: s.gap})
			s.at += n
			s.gap, s.opens = space, false
		default:
			s.between(r, n, words)
		}
	}
	return words
}

type scanner struct {
	text    string
	at      int
	plainTo int // up to here no address was found
	wrap    int // longest line, in bytes; 0 where lines have no meaning
	gap     gap
	opens   bool
	quote   bool
	ended   bool // a full stop, ! or ? was seen since the last word
}

func (s *scanner) raise(g gap) { s.gap = max(s.gap, g) }

// word takes the word at the scanner's place.
func (s *scanner) word() word {
	end, possessive := wordEnd(s.text, s.at)
	w := word{start: s.at, end: end, gap: s.gap, opens: s.opens, quoted: s.quote, possessive: possessive}
	if s.ended {
		w.gap = fresh
	}
	w.shape = shapeOf(s.text[w.start:w.end])
	s.at = end
	if possessive {
		_, n := utf8.DecodeRuneInString(s.text[end:]) // ' or ’
		s.at += n + 1
	}
	s.gap, s.opens, s.quote, s.ended = space, false, false, false
	if s.at < len(s.text) && s.text[s.at] == '.' && keepsDot(s.text[w.start:w.end], s.text[s.at+1:]) {
		s.at++
		w.dot = true
		if strings.Contains(s.text[w.start:w.end], ".") || utf8.RuneCountInString(s.text[w.start:w.end]) == 1 {
			w.initial = utf8.RuneCountInString(s.text[w.start:w.end]) == 1
			w.end, w.dot = s.at, false // initials own their dot: J. and U.S.
		}
		if isFreshStart(s.text[s.at:]) {
			s.ended = true
		}
	}
	return w
}

// between notes what a character between two words means for the next one.
func (s *scanner) between(r rune, n int, words []word) {
	switch {
	case r == '\n':
		if !s.softBreak() {
			s.raise(fresh)
		}
	case unicode.IsSpace(r):
	case r == '.' || r == '!' || r == '?' || r == '…':
		s.ended = true
	case strings.ContainsRune("([", r):
		s.raise(doubtful)
		s.opens = true
	case strings.ContainsRune(")]", r):
		s.raise(stop)
		if len(words) > 0 {
			words[len(words)-1].closes = true
		}
	case r == '*' || r == '_': // emphasis of Markdown: no gap
	case strings.ContainsRune("\"“”„«»‘", r):
		s.raise(doubtful)
		s.quote = true
	case strings.ContainsRune(":•·—–|", r):
		s.raise(doubtful)
	default:
		s.raise(stop)
	}
	s.at += n
}

// softBreak tells whether the line end at the scanner's place is one of a wrapped
// paragraph: the next word would not have fitted into the longest line.
func (s *scanner) softBreak() bool {
	if s.wrap == 0 {
		return !strings.HasSuffix(s.text[:s.at], "\uFFFC")
	}
	from := strings.LastIndexByte(s.text[:s.at], '\n') + 1
	rest := s.text[s.at+1:]
	next := strings.IndexAny(rest, " \n")
	if next < 0 {
		next = len(rest)
	}
	return next > 0 && s.at-from+1+next > s.wrap
}

func wrapWidth(text string) int {
	longest, from := 0, 0
	for i := 0; i <= len(text); i++ {
		if i == len(text) || text[i] == '\n' {
			longest, from = max(longest, i-from), i+1
		}
	}
	return longest
}

func isWordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
}

// wordEnd returns the end of the word that begins at offset at. Apostrophes,
// hyphens, dots and & belong to it between letters or digits; a possessive 's does
// not.
func wordEnd(text string, at int) (end int, possessive bool) {
	i := at
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		if isWordRune(r) {
			i += n
			continue
		}
		next, size := utf8.DecodeRuneInString(text[i+n:])
		if !isWordRune(next) {
			break
		}
		switch r {
		case '\'', '’':
			after, _ := utf8.DecodeRuneInString(text[i+n+size:])
			if (next == 's' || next == 'S') && !isWordRune(after) {
				return i, true
			}
		case '-', '‐', '‑', '&':
		case '.', ',':
			if !dotInside(text[at:i], r, next, text[i+n+size:]) {
				return i, false
			}
		default:
			return i, false
		}
		i += n
	}
	return i, false
}

// dotInside tells whether a dot or comma stands inside a word: in U.S, J.K or 2.5.
func dotInside(before string, mark, next rune, rest string) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	if unicode.IsDigit(last) && unicode.IsDigit(next) {
		return true
	}
	if mark == ',' {
		return false
	}
	tail := before
	if i := strings.LastIndexByte(before, '.'); i >= 0 {
		tail = before[i+1:]
	}
	if utf8.RuneCountInString(tail) != 1 {
		return false
	}
	after, _ := utf8.DecodeRuneInString(rest)
	return !unicode.IsLetter(after) // a single letter on both sides
}

// keepsDot tells whether the dot after w is part of an abbreviation and does not by
// itself end the sentence.
func keepsDot(w, rest string) bool {
	if len(rest) > 0 && rest[0] == '.' {
		return false
	}
	if strings.Contains(w, ".") {
		return true
	}
	if utf8.RuneCountInString(w) == 1 {
		r, _ := utf8.DecodeRuneInString(w)
		return unicode.IsUpper(r)
	}
	return classOf(foldWord(w)).has(abbreviation)
}

// isFreshStart tells whether what follows an abbreviation's dot looks like a new
// sentence: nothing, or a capitalised word that is no name.
func isFreshStart(rest string) bool {
	trimmed := strings.TrimLeftFunc(rest, unicode.IsSpace)
	if trimmed == "" {
		return true
	}
	r, _ := utf8.DecodeRuneInString(trimmed)
	if !unicode.IsUpper(r) {
		return false
	}
	end, _ := wordEnd(trimmed, 0)
	return classOf(foldWord(trimmed[:end])).has(function)
}

// address returns the length of the web or mail address at the scanner's place, 0 when
// there is none. Each stretch without white space is searched once.
func (s *scanner) address() int {
	rest := s.text[s.at:]
	www := strings.HasPrefix(rest, "www.")
	if s.at < s.plainTo && !www {
		return 0
	}
	end := strings.IndexFunc(rest, func(r rune) bool { return unicode.IsSpace(r) || r == '<' || r == '>' })
	if end < 0 {
		end = len(rest)
	}
	if www || strings.Contains(rest[:end], "://") || strings.IndexByte(rest[:end], '@') > 0 {
		return end
	}
	s.plainTo = s.at + end
	return 0
}

// maxWord bounds the words that can be names, in bytes.
const maxWord = 100

// shapeOf looks at the capitals of a word.
func shapeOf(w string) shape {
	if len(w) > maxWord {
		return number // a key or a checksum, no name
	}
	var upper, letters, digits int
	first, _ := utf8.DecodeRuneInString(w)
	for _, r := range w {
		switch {
		case unicode.IsUpper(r), unicode.IsTitle(r):
			upper++
			letters++
		case unicode.IsLetter(r):
			letters++
		case unicode.IsDigit(r):
			digits++
		}
	}
	switch {
	case letters == 0, unicode.IsDigit(first) && upper == 0, digits > 0 && isQuantity(w):
		return number
	case upper == letters && (letters > 1 || digits > 0):
		return caps
	case unicode.IsUpper(first) || unicode.IsTitle(first):
		return capital
	case unicode.IsDigit(first) && upper > 0, hasNamePrefix(w), innerCapital(w):
		return capital
	}
	return lower
}

// isQuantity tells whether a word is digits and a unit, 30GB, or a sum of money:
// Rs1,500, N20bn. A single letter and a bare number may be a designation: A380.
func isQuantity(w string) bool {
	const digits = "0123456789.,"
	from := strings.IndexAny(w, digits)
	if from < 0 {
		return false
	}
	before, rest := w[:from], strings.TrimLeft(w[from:], digits)
	number := w[from : len(w)-len(rest)]
	isUnit := classOf(foldWord(rest)).has(unit)
	if before == "" {
		return isUnit
	}
	return classOf(foldWord(before)).has(currency) && (isUnit || rest == "" && (strings.ContainsAny(number, ".,") || len(before) > 1 && len(number) > 2))
}

// hasNamePrefix tells whether a particle is tied to a capitalised name: al-Maliki,
// d'Estaing.
func hasNamePrefix(w string) bool {
	i := strings.IndexAny(w, "-'’‑")
	if i <= 0 || !classOf(w[:i]).has(particle) {
		return false
	}
	rest := strings.TrimLeft(w[i:], "-'’‑")
	r, _ := utf8.DecodeRuneInString(rest)
	return unicode.IsUpper(r)
}

// innerCapital tells whether a capital stands right after one or two small letters:
// iPhone, eBay.
func innerCapital(w string) bool {
	for i, r := range w {
		if !unicode.IsLetter(r) || i > 2 {
			return false
		}
		if unicode.IsUpper(r) {
			return i > 0
		}
	}
	return false
}
