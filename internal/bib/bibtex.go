package bib

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/internal/edtf"
	"dossier/internal/source"

	"golang.org/x/text/unicode/norm"
)

// BibTeX reads a .bib file. A broken entry is a problem at its place; reading goes on
// with the next "@" at the beginning of a line.
func BibTeX(f *source.File) ([]*Work, []source.Problem) {
	r := &bibReader{file: f, text: f.Text, strings: map[string]string{}}
	for i, m := range monthNames {
		r.strings[m] = fmt.Sprintf("%02d", i+1)
	}
	for r.next() {
		if len(r.problems) == mostBroken {
			r.problems = append(r.problems, source.Problem{Place: f.Place(r.at), Code: source.TooLarge,
				Message: fmt.Sprintf("%d broken entries before this; the rest of the file is not read", mostBroken), Hint: "check whether this file is what it should be"})
			break
		}
		r.entry()
	}
	return r.works, r.problems
}

// A value that is not closed is looked for to its end: the longest that is read, and the
// number of broken entries, keep a large file of them from taking hours.
const (
	longestValue = 256 << 10 // bytes
	mostBroken   = 1000
)

var monthNames = []string{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}

type bibReader struct {
	file     *source.File
	text     string
	at       int
	strings  map[string]string
	works    []*Work
	problems []source.Problem
}

// next moves to the next "@" that no word stands before; all else is a comment.
func (r *bibReader) next() bool {
	for {
		i := strings.IndexByte(r.text[r.at:], '@')
		if i < 0 {
			return false
		}
		r.at += i
		if r.at == 0 || strings.IndexByte(" \t\n})", r.text[r.at-1]) >= 0 {
			return true
		}
		r.at++
	}
}

func (r *bibReader) fail(at int, format string, args ...any) {
	r.problems = append(r.problems, source.Problem{Place: r.file.Place(at), Code: source.BadData,
		Message: fmt.Sprintf(format, args...), Hint: "an entry reads @book{key, title = {...}, year = {2023}}"})
	if i := strings.Index(r.text[r.at:], "\n@"); i >= 0 {
		r.at += i + 1
	} else {
		r.at = len(r.text)
	}
}

func (r *bibReader) entry() {
	start := r.at
	r.at++
	kind := strings.ToLower(r.word())
	r.space()
	if kind == "" || r.at >= len(r.text) || (r.text[r.at] != '{' && r.text[r.at] != '(') {
		if kind == "" {
			return // an address in a comment: name@example.org
		}
		r.fail(start, "@%s is followed by no bracket", kind)
		return
	}
	r.at++
	switch kind {
	case "comment", "preamble":
		r.at--
		if _, ok := r.braced(); !ok {
			r.fail(start, "@%s is never closed", kind)
		}
		return
	case "string":
		name, value, ok := r.field()
		if !ok {
			r.fail(start, "@string is not closed")
			return
		}
		r.strings[strings.ToLower(name)] = value
		r.close()
		return
	}
	r.space()
	end := strings.IndexAny(r.text[r.at:], ",}\n")
	if end < 0 || r.text[r.at+end] == '\n' {
		r.fail(start, "an entry without a key")
		return
	}
	key := strings.TrimSpace(r.text[r.at : r.at+end])
	r.at += end
	fields := map[string]string{}
	for r.at < len(r.text) && r.text[r.at] == ',' {
		r.at++
		r.space()
		if r.at < len(r.text) && (r.text[r.at] == '}' || r.text[r.at] == ')') {
			break
		}
		name, value, ok := r.field()
		if !ok {
			r.fail(r.at, "entry %q: a field is not name = {value}", key)
			return
		}
		fields[strings.ToLower(name)] = value
		r.space()
	}
	if !r.close() {
		r.fail(start, "entry %q is never closed", key)
		return
	}
	if key == "" {
		r.fail(start, "an entry without a key")
		return
	}
	r.works = append(r.works, bibWork(kind, key, fields, r.file.Place(start)))
}

func (r *bibReader) close() bool {
	r.space()
	if r.at < len(r.text) && (r.text[r.at] == '}' || r.text[r.at] == ')') {
		r.at++
		return true
	}
	return false
}

func (r *bibReader) space() {
	for r.at < len(r.text) && strings.IndexByte(" \t\n", r.text[r.at]) >= 0 {
		r.at++
	}
}

func (r *bibReader) word() string {
	start := r.at
	for r.at < len(r.text) {
		c, n := utf8.DecodeRuneInString(r.text[r.at:])
		if !unicode.IsLetter(c) && !unicode.IsDigit(c) && !strings.ContainsRune("-_:.+/", c) {
			break
		}
		r.at += n
	}
	return r.text[start:r.at]
}

// field reads name = value # value.
func (r *bibReader) field() (name, value string, ok bool) {
	r.space()
	name = r.word()
	r.space()
	if name == "" || r.at >= len(r.text) || r.text[r.at] != '=' {
		return "", "", false
	}
	r.at++
	for {
		r.space()
		part, ok := r.value()
		if !ok {
			return "", "", false
		}
		value += part
		r.space()
		if r.at >= len(r.text) || r.text[r.at] != '#' {
			return name, value, true
		}
		r.at++
	}
}

func (r *bibReader) value() (string, bool) {
	if r.at >= len(r.text) {
		return "", false
	}
	switch r.text[r.at] {
	case '{':
		return r.braced()
	case '"':
		return r.quoted()
	}
	word := r.word()
	if s, ok := r.strings[strings.ToLower(word)]; ok {
		return s, true
	}
	return word, word != ""
}

// braced reads {...} with the braces inside it in pairs.
func (r *bibReader) braced() (string, bool) {
	start, depth := r.at+1, 0
	for i := r.at; i < min(len(r.text), start+longestValue); i++ {
		switch r.text[i] {
		case '\\':
			i++
		case '{', '(':
			if r.text[i] == '{' || i == r.at {
				depth++
			}
		case '}':
			if depth--; depth == 0 {
				r.at = i + 1
				return r.text[start:i], true
			}
		}
	}
	return "", false
}

func (r *bibReader) quoted() (string, bool) {
	start, depth := r.at+1, 0
	for i := start; i < min(len(r.text), start+longestValue); i++ {
		switch r.text[i] {
		case '\\':
			i++
		case '{':
			depth++
		case '}':
			depth--
		case '"':
			if depth == 0 {
				r.at = i + 1
				return r.text[start:i], true
			}
		}
	}
	return "", false
}

// bibTypes turns BibTeX's kinds into CSL's.
var bibTypes = map[string]string{
	"article": "article-journal", "book": "book", "booklet": "book", "inbook": "chapter", "incollection": "chapter",
	"inproceedings": "paper-conference", "conference": "paper-conference", "manual": "report", "mastersthesis": "thesis",
	"phdthesis": "thesis", "thesis": "thesis", "proceedings": "book", "techreport": "report", "report": "report",
	"unpublished": "manuscript", "online": "webpage", "electronic": "webpage", "www": "webpage", "misc": "document",
}

func bibWork(kind, key string, fields map[string]string, at source.Place) *Work {
	get := func(names ...string) string {
		for _, n := range names {
			if s := plainTeX(fields[n]); s != "" {
				return s
			}
		}
		return ""
	}
	w := &Work{
		Key: key, Type: bibTypes[kind], At: at,
		Authors: bibNames(fields["author"]), Editors: bibNames(fields["editor"]),
		Title:     get("title"),
		Container: get("journal", "journaltitle", "booktitle", "howpublished"),
		Publisher: get("publisher", "institution", "school", "organization"),
		Place:     get("address", "location"),
		Date:      bibDate(fields["date"]),
		Volume:    get("volume"), Issue: get("number", "issue"),
		Pages: get("pages"), DOI: get("doi"), ISBN: get("isbn"),
		URL: strings.TrimSpace(strings.ReplaceAll(fields["url"], `\`, "")), Archive: get("archive", "archiveurl"), Note: get("note"),
	}
	if w.Type == "" {
		w.Type = "document"
	}
	if strings.HasPrefix(w.Container, `\url{`) || strings.HasPrefix(w.Container, "http") {
		w.Container = ""
	}
	if w.Date == "" {
		w.Date = get("year")
		if month := get("month"); w.Date != "" && month != "" {
			w.Date += "-" + monthNumber(month)
			if day := get("day"); len(day) > 0 && len(day) <= 2 {
				w.Date += "-" + strings.Repeat("0", 2-len(day)) + day
			}
		}
	}
	return w
}

// bibDate takes an EDTF date as it is, since "~" and braces mean no TeX in one.
func bibDate(s string) string {
	if d, err := edtf.Parse(s); err == nil {
		return d.String()
	}
	return plainTeX(s)
}

func monthNumber(s string) string {
	s = strings.ToLower(s)
	for i, m := range monthNames {
		if strings.HasPrefix(s, m) {
			return fmt.Sprintf("%02d", i+1)
		}
	}
	return strings.Repeat("0", max(0, 2-len(s))) + s
}

// bibNames splits "A B and C, D and {A Body}".
func bibNames(s string) []Name {
	var list []Name
	for _, part := range splitAnd(s) {
		whole := inBraces(part)
		family, given, comma := strings.Cut(part, ",")
		switch {
		case part == "" || strings.EqualFold(part, "others"):
		case whole:
			list = append(list, Name{Family: plainTeX(part)})
		case comma:
			list = append(list, Name{plainTeX(family), plainTeX(given)})
		default:
			words := strings.Fields(part)
			i := len(words) - 1
			for i > 0 && startsLower(words[i-1]) { // van, de, bin belong to the family name
				i--
			}
			list = append(list, Name{plainTeX(strings.Join(words[i:], " ")), plainTeX(strings.Join(words[:i], " "))})
		}
	}
	return list
}

// inBraces tells whether one pair of braces is around all of s.
func inBraces(s string) bool {
	depth := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '{':
			depth++
		case '}':
			depth--
		}
		if depth <= 0 {
			return i == len(s)-1 && s[i] == '}'
		}
	}
	return false
}

// splitAnd splits at the word "and" outside of braces.
func splitAnd(s string) []string {
	var parts []string
	depth, start := 0, 0
	flat := strings.Join(strings.Fields(s), " ")
	for i := 0; i < len(flat); i++ {
		switch {
		case flat[i] == '{':
			depth++
		case flat[i] == '}':
			depth--
		case depth == 0 && strings.HasPrefix(flat[i:], " and "):
			parts = append(parts, flat[start:i])
			start = i + 5
			i += 4
		}
	}
	return append(parts, strings.TrimSpace(flat[start:]))
}

func startsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

// accents are TeX's signs over a letter and the combining characters they stand for.
var accents = map[byte]string{'`': "\u0300", '\'': "\u0301", '^': "\u0302", '~': "\u0303", '"': "\u0308", '=': "\u0304", '.': "\u0307",
	'u': "\u0306", 'v': "\u030C", 'H': "\u030B", 'c': "\u0327", 'k': "\u0328", 'r': "\u030A", 'd': "\u0323"}

// commands are TeX's names for letters and signs.
var commands = map[string]string{"ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ",
	"aa": "å", "AA": "Å", "i": "ı", "j": "ȷ", "textendash": "–", "textemdash": "—", "ldots": "…", "dots": "…", "&": "&", "%": "%", "$": "$", "#": "#", "_": "_",
	"{": "{", "}": "}", "textbackslash": `\`, "textasciitilde": "~", "textasciicircum": "^"}

// plainTeX turns a field into plain text: accents and escapes resolved, braces gone.
func plainTeX(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '{' || c == '}':
		case c == '~':
			b.WriteByte(' ')
		case c == '-' && strings.HasPrefix(s[i:], "---"):
			b.WriteString("—")
			i += 2
		case c == '-' && strings.HasPrefix(s[i:], "--"):
			b.WriteString("–")
			i++
		case c == '\\' && i+1 < len(s):
			i += tex(&b, s[i+1:])
		default:
			b.WriteByte(c)
		}
	}
	return norm.NFC.String(strings.Join(strings.Fields(b.String()), " "))
}

// tex writes what the command after a backslash stands for and returns its length.
func tex(b *strings.Builder, s string) int {
	name := s[:len(s)-len(strings.TrimLeftFunc(s, func(r rune) bool { return r < 128 && unicode.IsLetter(r) }))]
	if name == "" {
		name = s[:1]
	}
	rest := strings.TrimLeft(s[len(name):], " ")
	if mark, ok := accents[name[0]]; ok && len(name) == 1 {
		arg := strings.TrimLeft(rest, "{")
		if r, n := utf8.DecodeRuneInString(arg); n > 0 && unicode.IsLetter(r) {
			b.WriteRune(r)
			b.WriteString(mark)
			return len(s) - len(arg) + n
		} else if strings.HasPrefix(arg, `\i`) { // \'{\i}
			b.WriteString("i" + mark)
			return len(s) - len(arg) + 2
		}
	}
	if letter, ok := commands[name]; ok {
		b.WriteString(letter)
		if !unicode.IsLetter(rune(name[0])) {
			return len(name) // a sign, not a word that swallows the space behind it
		}
		if strings.HasPrefix(rest, "{}") {
			return len(s) - len(rest) + 2
		}
		return len(s) - len(rest)
	}
	return len(name) // \emph{...}: the words stay
}
