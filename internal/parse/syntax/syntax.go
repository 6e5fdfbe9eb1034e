// Package syntax reads the inline marks that both dialects share: note marks, inline
// notes, index terms, citations, cross references and bare addresses.
//
// Every function looks at the beginning of a text and returns the length of what it
// read, 0 when it is something else. None looks further than it must, so an engine
// may ask at every sign of a paragraph.
package syntax

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/internal/doc"
)

// Longest is how far a mark may reach. Longer ones are text, which keeps texts full
// of opening signs linear.
const Longest = 1000

// NoteMark reads "[^label]". The label holds neither white space nor
// brackets.
func NoteMark(s string) (label string, size int) {
	if !strings.HasPrefix(s, "[^") {
		return "", 0
	}
	s = s[2:min(len(s), Longest)]
	end := strings.IndexFunc(s, func(r rune) bool { return r == '[' || r == ']' || unicode.IsSpace(r) })
	if end < 1 || s[end] != ']' || isEscaped(s[:end]) {
		return "", 0
	}
	return s[:end], 2 + end + 1
}

// isEscaped tells whether what follows s is escaped: an odd number of backslashes
// stands before it.
func isEscaped(s string) bool { return (len(s)-len(strings.TrimRight(s, "\\")))%2 == 1 }

// NoteDefinition reads "[^label]:" and the blanks behind it, up to three spaces
// indented. at is where the bracket stands.
func NoteDefinition(line string) (label string, at, size int) {
	for at < 3 && at < len(line) && line[at] == ' ' {
		at++
	}
	label, n := NoteMark(line[at:])
	if n == 0 || !strings.HasPrefix(line[at+n:], ":") {
		return "", 0, 0
	}
	size = at + n + 1
	for size < len(line) && (line[size] == ' ' || line[size] == '\t') {
		size++
	}
	return label, at, size
}

// Index is an index term: "(!item)", "(!item, sub)", "(!!item)" for the primary
// place of the item.
type Index struct {
	Item, Sub string
	Primary   bool
}

// IndexTerm reads an index term.
func IndexTerm(s string) (term Index, size int) {
	body, size := inParentheses(s, "(!")
	if size == 0 {
		return Index{}, 0
	}
	body, term.Primary = strings.CutPrefix(body, "!")
	term.Item, term.Sub, _ = strings.Cut(body, ",")
	term.Item, term.Sub = collapse(term.Item), collapse(term.Sub)
	if !startsWord(term.Item) {
		return Index{}, 0
	}
	return term, size
}

// CrossReference reads "(#id)" and "(#id, words)". An id begins with a letter, so
// that "(#1)" stays text.
func CrossReference(s string) (id, words string, size int) {
	body, size := inParentheses(s, "(#")
	if size == 0 {
		return "", "", 0
	}
	id, words, _ = strings.Cut(body, ",")
	first, _ := utf8.DecodeRuneInString(id)
	if !unicode.IsLetter(first) || strings.ContainsFunc(id, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("-_:.", r)
	}) {
		return "", "", 0
	}
	return id, collapse(words), size
}

// inParentheses returns what stands between opening and the next ")".
func inParentheses(s, opening string) (body string, size int) {
	if !strings.HasPrefix(s, opening) {
		return "", 0
	}
	s = s[len(opening):min(len(s), Longest)]
	end := strings.IndexAny(s, "()\n")
	if end < 1 || s[end] != ')' {
		return "", 0
	}
	return s[:end], len(opening) + end + 1
}

func collapse(s string) string { return strings.Join(strings.Fields(s), " ") }

func startsWord(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// Citation is one work of a citation. Mode is "!" (normative), "?" (informative),
// "-" (without the author), the words before the key, or "".
type Citation struct {
	Key, Locator, Mode string
}

// Citations reads "[@key]", "[@key, p. 3]", "[@!key]", "[see @key; -@other]".
func Citations(s string) (cites []Citation, size int) {
	if !strings.HasPrefix(s, "[") || strings.HasPrefix(s, "[^") {
		return nil, 0
	}
	s = s[:min(len(s), Longest)]
	end := strings.IndexAny(s[1:], "[]\n")
	if end < 2 || s[1+end] != ']' || !strings.Contains(s[:end], "@") {
		return nil, 0
	}
	for _, part := range strings.Split(s[1:1+end], ";") {
		c, ok := citation(strings.TrimSpace(part))
		if !ok {
			return nil, 0
		}
		cites = append(cites, c)
	}
	return cites, end + 2
}

func citation(s string) (Citation, bool) {
	at := strings.IndexByte(s, '@')
	if at < 0 {
		return Citation{}, false
	}
	c := Citation{Mode: strings.TrimSpace(s[:at])}
	if at > 0 && s[at-1] != ' ' && s[at-1] != '-' {
		return Citation{}, false // an address: name@example.org
	}
	s = s[at+1:]
	if c.Mode == "" && s != "" && strings.IndexByte("!?-", s[0]) >= 0 {
		c.Mode, s = s[:1], s[1:]
	}
	end := strings.IndexFunc(s, func(r rune) bool { return r == ',' || unicode.IsSpace(r) })
	if end < 0 {
		end = len(s)
	}
	c.Key = strings.TrimRight(s[:end], ".:!?")
	c.Locator = collapse(strings.TrimLeft(s[len(c.Key):], ",.:!? \t"))
	return c, startsWord(strings.TrimLeft(c.Key, "_"))
}

var schemes = []string{"https://", "http://", "ftp://", "mailto:", "www."}

// BareAddress reads an address that stands in the text as it is, by the rules of
// GFM: it ends at white space or "<", and closing punctuation is not part of it.
// before is the character in front of it, 0 at the beginning of the text.
func BareAddress(s string, before rune) (size int) {
	if unicode.IsLetter(before) || unicode.IsDigit(before) || before == '/' || before == '@' {
		return 0
	}
	scheme := ""
	for _, p := range schemes {
		if len(s) > len(p) && strings.EqualFold(s[:len(p)], p) {
			scheme = p
			break
		}
	}
	if scheme == "" || !startsWord(s[len(scheme):]) {
		return 0
	}
	end := strings.IndexFunc(s, func(r rune) bool { return unicode.IsSpace(r) || r == '<' || r == '\uFFFC' })
	if end < 0 {
		end = len(s)
	}
	end = trimAddress(s[:end])
	host := s[len(scheme):end]
	if host == "" || scheme == "mailto:" && !strings.Contains(host, "@") || scheme == "www." && !strings.Contains(host, ".") {
		return 0
	}
	return end
}

// trimAddress drops punctuation at the end, a ")" that has no partner, and an
// entity.
func trimAddress(s string) int {
	closing := strings.Count(s, ")") - strings.Count(s, "(")
	for len(s) > 0 {
		last := s[len(s)-1]
		switch {
		case strings.IndexByte("?!.,:*_~'\"", last) >= 0:
		case last == ')' && closing > 0:
			closing--
		case last == ';' && isEntity(s):
			s = s[:strings.LastIndexByte(s, '&')]
			continue
		default:
			return len(s)
		}
		s = s[:len(s)-1]
	}
	return 0
}

// Address writes an address as a page needs it: what no address may hold is
// percent-encoded, what is encoded already stays.
func Address(s string) string {
	var out strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == '%' && (i+2 >= len(s) || !isHex(s[i+1]) || !isHex(s[i+2])):
			out.WriteString("%25")
		case c == '%' || isAlnum(c) || strings.IndexByte("-_.~!*'();/?:@&=+$,#", c) >= 0:
			out.WriteByte(c)
		default:
			fmt.Fprintf(&out, "%%%02X", c)
		}
	}
	return out.String()
}

func isAlnum(c byte) bool { return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z' }

func isHex(c byte) bool { return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'f' }

func isEntity(s string) bool {
	i := strings.LastIndexByte(s, '&')
	if i < 0 || i+2 > len(s)-1 {
		return false
	}
	return !strings.ContainsFunc(s[i+1:len(s)-1], func(r rune) bool { return r != '#' && !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// IndexMark is the mark of an index term; Num 1 says that its place is the primary one.
func IndexMark(t Index) doc.Mark {
	m := doc.Mark{Kind: doc.Index, Target: t.Item, Title: t.Sub}
	if t.Primary {
		m.Num = 1
	}
	return m
}

// CiteMark is the mark of one citation.
func CiteMark(c Citation) doc.Mark {
	return doc.Mark{Kind: doc.Cite, Target: c.Key, Alt: c.Locator, Title: c.Mode}
}
