// Package sentences finds where sentences end in the text of a paragraph.
//
// It is made for quoting: a cut in the wrong place shows half a thought, so in doubt
// two sentences stay together.
package sentences

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Span is a range of bytes, end exclusive.
type Span struct{ Start, End int }

// Split returns the sentences of text in order, without the white space around them.
// Closing quotation marks, brackets and note marks (U+FFFC) behind the stop belong to
// the sentence before.
func Split(text string) []Span {
	var spans []Span
	start := 0
	add := func(end int) {
		s := Span{start, end}
		for s.Start < s.End && isSpaceAt(text, s.Start) > 0 {
			s.Start += isSpaceAt(text, s.Start)
		}
		trimmed := strings.TrimRightFunc(text[s.Start:s.End], unicode.IsSpace)
		if s.End = s.Start + len(trimmed); s.End > s.Start {
			spans = append(spans, s)
		}
		start = end
	}
	for i := 0; i < len(text); {
		if !mayStop[text[i]] { // most bytes
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		i += n
		switch r {
		case '。', '！', '？':
			i = closing(text, i)
			add(i)
		case '.', '!', '?', '…', '‼', '⁇':
			end := closing(text, stops(text, i))
			if ends(text, start, i-n, end) {
				add(end)
			}
			i = end
		}
	}
	add(len(text))
	return spans
}

// mayStop tells of a byte whether one of the stops may begin with it.
var mayStop = func() (t [256]bool) {
	for _, stop := range "。！？.!?…‼⁇" {
		t[string(stop)[0]] = true
	}
	return t
}()

// atom is the character that stands for a thing that is no text.
const atom = "\uFFFC"

func isSpaceAt(text string, i int) int {
	r, n := utf8.DecodeRuneInString(text[i:])
	if unicode.IsSpace(r) {
		return n
	}
	return 0
}

// stops moves behind further stops: "?!", "...".
func stops(text string, i int) int {
	for i < len(text) && strings.IndexByte(".!?", text[i]) >= 0 {
		i++
	}
	return i
}

// closing moves behind what closes a sentence after its stop. An index term, which
// shows nothing, stands behind the words that it belongs to, with a space between.
func closing(text string, i int) int {
	for i < len(text) {
		if strings.HasPrefix(text[i:], " "+atom) && (len(text) == i+1+len(atom) || text[i+1+len(atom)] == ' ') {
			i += 1 + len(atom)
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		if !strings.ContainsRune("\"'”’»)]}\uFFFC」』", r) {
			break
		}
		i += n
	}
	return i
}

// ends tells whether the stop at offset stop ends the sentence that begins at start;
// end is behind all that closes it.
func ends(text string, start, stop, end int) bool {
	if end >= len(text) {
		return true
	}
	if isSpaceAt(text, end) == 0 {
		return false // 3.5, U.S., example.org
	}
	next := strings.TrimLeftFunc(text[end:], unicode.IsSpace)
	next = strings.TrimLeft(next, "\"'“‘«(—–-[„「『*\uFFFC ")
	r, _ := utf8.DecodeRuneInString(next)
	if next == "" {
		return true
	}
	if !unicode.IsUpper(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Lo, r) {
		return false
	}
	if text[stop] != '.' {
		return true
	}
	if strings.HasPrefix(text[stop:], "...") {
		return true
	}
	return !isAbbreviation(lastWord(text[start:stop]), next)
}

// lastWord is the word before the stop, with the dots inside it: "U.S", "Dr".
func lastWord(s string) string {
	i := strings.LastIndexFunc(s, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("(\"'“‘[—–/\uFFFC", r) })
	if i < 0 {
		return s
	}
	_, n := utf8.DecodeRuneInString(s[i:])
	return s[i+n:]
}

// titles stand before a name or number, so no sentence ends behind them.
var titles = words("mr mrs ms dr prof rev fr sr jr st mt ft gen col lt maj capt sgt cmdr adm brig gov sen rep pres hon supt insp messrs mme mlle vs cf ca no nos art arts sec fig figs vol vols pp p ed eds trans op para paras approx resp inc")

// months are cut short before a day or a year.
var months = words("jan feb mar apr jun jul aug sep sept oct nov dec")

// lives are cut short before a year or a day: "c. 1905", "b. 4 May 1921".
var lives = words("c b d r fl est")

func words(list string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(list) {
		set[w] = true
	}
	return set
}

// isAbbreviation tells whether word with a stop behind it is cut short rather than
// the end of a sentence; next is what follows.
func isAbbreviation(word, next string) bool {
	if word == "" {
		return false
	}
	r, n := utf8.DecodeRuneInString(word)
	if n == len(word) && unicode.IsUpper(r) {
		return r != 'I' // the initial of a name: M. K. Ahmed
	}
	lower := strings.ToLower(word)
	first, _ := utf8.DecodeRuneInString(next)
	switch {
	case titles[lower] && (lower != "no" || unicode.IsDigit(first)):
		return true
	case months[lower], lives[lower]:
		return unicode.IsDigit(first)
	case lower == "e.g" || lower == "i.e" || lower == "viz":
		return true
	case strings.Contains(word, ".") && isDotted(word):
		return !startsSentence(next) // U.S. Navy; but: in the U.S. The
	case lower == "etc" || lower == "al" || lower == "co" || lower == "corp" || lower == "ltd":
		return !startsSentence(next)
	}
	return false
}

// isDotted tells whether word is letters with dots between: U.S, U.N, a.m.
func isDotted(word string) bool {
	for _, part := range strings.Split(word, ".") {
		if utf8.RuneCountInString(part) != 1 {
			return false
		}
	}
	return true
}

// openers are words that begin a sentence far more often than they follow "U.S.".
var openers = words("the a an this that these those it he she they we i you in on at by for from with as if when while after before although however but and or so then there here his her its their our my no not one two what who why how both several some many most all according under since until because yet still nor")

func startsSentence(next string) bool {
	word := strings.ToLower(strings.TrimRight(firstWord(next), ",;:"))
	return openers[word]
}

func firstWord(s string) string {
	if i := strings.IndexFunc(s, unicode.IsSpace); i >= 0 {
		return s[:i]
	}
	return s
}
