package body

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/internal/doc"

	"golang.org/x/text/language"
)

// quotes are the marks of a language: outer pair, inner pair.
type quotes [4]string

// quotesOf has the marks by language, after CLDR. Of a language that is not in it only
// the apostrophe is known to be curved.
var quotesOf = map[string]quotes{
	"en": {"“", "”", "‘", "’"}, "nl": {"“", "”", "‘", "’"}, "pt": {"“", "”", "‘", "’"}, "tr": {"“", "”", "‘", "’"}, "ga": {"“", "”", "‘", "’"}, "cy": {"“", "”", "‘", "’"},
	"de": {"„", "“", "‚", "‘"}, "cs": {"„", "“", "‚", "‘"}, "sk": {"„", "“", "‚", "‘"}, "sl": {"„", "“", "‚", "‘"}, "lt": {"„", "“", "‚", "‘"}, "et": {"„", "“", "‚", "‘"}, "bg": {"„", "“", "‚", "‘"},
	"pl": {"„", "”", "«", "»"}, "hu": {"„", "”", "»", "«"}, "ro": {"„", "”", "«", "»"}, "hr": {"„", "”", "‚", "’"},
	"fr": {"«\u202f", "\u202f»", "“", "”"},
	"ru": {"«", "»", "„", "“"}, "uk": {"«", "»", "„", "“"}, "be": {"«", "»", "„", "“"},
	"es": {"«", "»", "“", "”"}, "it": {"«", "»", "“", "”"}, "ca": {"«", "»", "“", "”"}, "el": {"«", "»", "“", "”"}, "no": {"«", "»", "‘", "’"}, "nb": {"«", "»", "‘", "’"}, "nn": {"«", "»", "‘", "’"},
	"sv": {"”", "”", "’", "’"}, "fi": {"”", "”", "’", "’"}, "da": {"”", "”", "’", "’"},
}

const apostrophe = "’"

// swap shows other characters in the place of a stretch of text.
type swap struct {
	start, end int
	by         string
}

// elisions are words whose first letters an apostrophe stands for; a quotation mark
// before any other letter opens.
var elisions = []string{"tis", "twas", "twere", "twill", "em", "til", "cause", "n", "round", "neath"}

// smart finds what the straight quotation marks, apostrophes, rows of hyphens and rows
// of full stops of a leaf are shown as. Code, addresses and formulas are left alone.
func smart(b *doc.Block, lang string) []swap {
	if !HasSigns(b.Text) {
		return nil
	}
	marks, known := quotesFor(lang)
	s := smartener{text: b.Text, marks: marks, known: known}
	quiet := quietStretches(b)
	for i := 0; i < len(b.Text); {
		if len(quiet) > 0 && i >= quiet[0].start {
			i = max(i, quiet[0].end)
			quiet = quiet[1:]
			continue
		}
		i += s.at(i)
	}
	return s.swaps
}

// HasSigns tells whether Smart may show anything in a text as something else.
func HasSigns(text string) bool {
	return strings.IndexByte(text, '"') >= 0 || strings.IndexByte(text, '\'') >= 0 || strings.Contains(text, "--") || strings.Contains(text, "...")
}

// Smart is a plain text as a leaf of the language shows it. at are places in the text, in
// order, and are moved to where they are now.
func Smart(text, lang string, at ...*int) string {
	if !HasSigns(text) {
		return text
	}
	swaps := smart(&doc.Block{Text: text, Marks: addressesIn(text)}, lang)
	if len(swaps) == 0 {
		return text
	}
	var out strings.Builder
	from := 0
	for _, s := range swaps {
		for len(at) > 0 && *at[0] <= s.start {
			*at[0] = max(*at[0]-from, 0) + out.Len()
			at = at[1:]
		}
		out.WriteString(text[from:s.start])
		out.WriteString(s.by)
		from = s.end
	}
	for _, a := range at {
		*a = max(*a-from, 0) + out.Len()
	}
	out.WriteString(text[from:])
	return out.String()
}

// addressesIn marks the words of a plain text that are addresses.
func addressesIn(text string) []doc.Mark {
	if !strings.Contains(text, "://") && !strings.Contains(text, "www.") {
		return nil
	}
	var marks []doc.Mark
	at := 0
	for word := range strings.SplitSeq(text, " ") {
		if isAddress(word) {
			marks = append(marks, doc.Mark{Kind: doc.Code, Start: at, End: at + len(word)})
		}
		at += len(word) + 1
	}
	return marks
}

func quotesFor(lang string) (quotes, bool) {
	if marks, ok := quotesOf[lang]; ok {
		return marks, true
	}
	tag, err := language.Parse(lang)
	if err != nil {
		return quotes{}, false
	}
	base, _ := tag.Base()
	marks, ok := quotesOf[base.String()]
	return marks, ok
}

// quietStretches are those whose characters mean something: code, and links that show
// their own address. Inside raw HTML nothing is known, so the whole leaf is quiet.
func quietStretches(b *doc.Block) []swap {
	var list []swap
	for _, m := range b.Marks {
		switch {
		case m.Kind == doc.RawHTML:
			return []swap{{0, len(b.Text), ""}}
		case m.Kind.IsQuiet(), m.Kind == doc.Link && isAddress(b.Text[m.Start:m.End]):
			if k := len(list); k == 0 || m.Start >= list[k-1].end {
				list = append(list, swap{m.Start, m.End, ""})
			}
		}
	}
	return list
}

func isAddress(s string) bool {
	return strings.Contains(s, "://") || strings.HasPrefix(s, "www.") || strings.Contains(s, "@") && !strings.Contains(s, " ")
}

// smartener goes through one text. open and inner tell whether an outer and an inner
// quotation have begun.
type smartener struct {
	text        string
	marks       quotes
	known       bool
	open, inner bool
	swaps       []swap
}

func (s *smartener) swap(at, n int, by string) int {
	s.swaps = append(s.swaps, swap{at, at + n, by})
	return n
}

// at looks at the character at i and returns how many bytes it has dealt with.
func (s *smartener) at(i int) int {
	rest := s.text[i:]
	switch rest[0] {
	case '"':
		return s.double(i)
	case '\'':
		return s.single(i)
	case '-', '.':
		n := len(rest) - len(strings.TrimLeft(rest, rest[:1]))
		if by := s.row(i, n, rest[0]); by != "" {
			return s.swap(i, n, by)
		}
		return n
	}
	_, n := utf8.DecodeRuneInString(rest)
	return n
}

// row is what a row of hyphens or full stops stands for. Hyphens with space on one side
// only are an option of a command, say.
func (s *smartener) row(i, n int, c byte) string {
	if c == '.' {
		if n == 3 {
			return "…"
		}
		return ""
	}
	before, after := s.around(i, n)
	if n < 2 || n > 3 || isSpace(before) != isSpace(after) {
		return ""
	}
	return map[int]string{2: "–", 3: "—"}[n]
}

// around are the characters before and behind a stretch, a space at the ends.
func (s *smartener) around(i, n int) (before, after rune) {
	before, after = ' ', ' '
	if i > 0 {
		before, _ = utf8.DecodeLastRuneInString(s.text[:i])
	}
	if i+n < len(s.text) {
		after, _ = utf8.DecodeRuneInString(s.text[i+n:])
	}
	return before, after
}

func isSpace(r rune) bool { return unicode.IsSpace(r) }

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// opens tells whether a mark between two characters begins a quotation.
func opens(before, after rune) bool {
	if isSpace(after) {
		return false
	}
	return isSpace(before) || strings.ContainsRune("([{<-–—/\"'“‘„‚«»\u202f", before)
}

func (s *smartener) double(i int) int {
	before, after := s.around(i, 1)
	switch {
	case !s.known:
	case !s.open && opens(before, after):
		s.open = true
		return s.swap(i, 1, s.marks[0])
	case s.open:
		s.open, s.inner = false, false
		return s.swap(i, 1, s.marks[1])
	} // inches, or the end of a quotation that began in another paragraph
	return 1
}

func (s *smartener) single(i int) int {
	before, after := s.around(i, 1)
	switch {
	case isWord(before) && isWord(after), s.elides(i+1, before), !s.known && isWord(before) && unicode.IsLetter(before):
		return s.swap(i, 1, apostrophe)
	case !s.known:
		return 1
	case !s.inner && opens(before, after):
		s.inner = true
		return s.swap(i, 1, s.mark(0))
	case s.inner && !isSpace(before) && !unicode.IsLetter(after):
		s.inner = false
		return s.swap(i, 1, s.mark(1))
	case unicode.IsLetter(before): // the dogs' bowls
		return s.swap(i, 1, apostrophe)
	}
	return 1
}

// mark is the opening (0) or closing (1) form of a single quotation mark.
func (s *smartener) mark(side int) string { return s.marks[2+side] }

// elides tells whether an apostrophe at the beginning of a word stands for letters or
// for a century: 'tis, '90s.
func (s *smartener) elides(from int, before rune) bool {
	if !isSpace(before) && before != '(' && before != '-' {
		return false
	}
	word := s.text[from:]
	if end := strings.IndexFunc(word, func(r rune) bool { return !isWord(r) }); end >= 0 {
		word = word[:end]
	}
	if len(word) >= 2 && word[0] >= '0' && word[0] <= '9' && word[1] >= '0' && word[1] <= '9' && strings.Trim(word[2:], "s") == "" {
		return true
	}
	for _, e := range elisions {
		if strings.EqualFold(word, e) {
			return true
		}
	}
	return false
}
