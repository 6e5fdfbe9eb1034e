// Package source holds a text file, a place in it and a problem found there.
//
// A File is cleaned once, when it is made: line ends become "\n", a byte order
// mark is dropped, and NUL or invalid UTF-8 becomes U+FFFD with a Problem. So does
// U+FFFC, which stands for things that are no text in the article model. All
// later stages work on byte offsets of that cleaned text; Place and Rune turn an
// offset back into what the author sees in an editor.
package source

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"sort"
	"strings"
	"sync"
	"unicode/utf8"
)

// File is one text file of a project, cleaned for reading.
type File struct {
	Name string // path relative to the project, with slashes, as messages show it
	Text string // cleaned text: valid UTF-8, "\n" line ends, no byte order mark
	Sum  string // SHA-256 of the file as it was received, in hexadecimal digits

	cuts []int // offsets in Text before which one code point of the received file was dropped (CR, BOM)

	// Of most files no place is ever asked for, so these are filled at the first question.
	once  sync.Once
	lines []int // offset in Text of the first byte of each line
	runes []int // code points before every stride-th byte of Text; a file can be one long line
}

// Place is a spot in a file. Line and Column are 1-based, columns count code
// points, and 0 means unknown.
type Place struct {
	File   string
	Line   int
	Column int
}

// String writes the place as file:line:column, leaving out what is unknown.
func (p Place) String() string {
	switch {
	case p.Line == 0:
		return p.File
	case p.Column == 0:
		return fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
}

// NewFile cleans raw and returns it as a File. The problem reports bytes that are
// no UTF-8 or NUL, each kind once, at its first place.
func NewFile(name string, raw []byte) (*File, []Problem) {
	sum := sha256.Sum256(raw)
	f := &File{Name: name, Sum: hex.EncodeToString(sum[:])}
	if p, ok := otherEncoding(name, raw); ok {
		return f, []Problem{p}
	}
	var problems []Problem
	badUTF8, nul := -1, -1

	if bytes.HasPrefix(raw, []byte("\xef\xbb\xbf")) {
		raw = raw[3:]
		f.cuts = append(f.cuts, 0)
	}
	if isClean(raw) {
		f.Text = string(raw)
	} else {
		var b strings.Builder
		b.Grow(len(raw))
		for i := 0; i < len(raw); {
			r, n := utf8.DecodeRune(raw[i:])
			switch {
			case r == '\r' && i+1 < len(raw) && raw[i+1] == '\n':
				f.cuts = append(f.cuts, b.Len())
			case r == '\r':
				b.WriteByte('\n')
			case r == '\uFFFC':
				b.WriteRune(utf8.RuneError)
			case r == 0:
				if nul < 0 {
					nul = b.Len()
				}
				b.WriteRune(utf8.RuneError)
			case r == utf8.RuneError && n == 1:
				if badUTF8 < 0 {
					badUTF8 = b.Len()
				}
				b.WriteRune(utf8.RuneError)
			default:
				b.Write(raw[i : i+n])
			}
			i += n
		}
		f.Text = b.String()
	}

	if badUTF8 >= 0 {
		problems = append(problems, Problem{f.Place(badUTF8), BadEncoding,
			"bytes that are no UTF-8 text", "save the file as UTF-8; the bytes are shown as U+FFFD until then"})
	}
	if nul >= 0 {
		problems = append(problems, Problem{f.Place(nul), BadEncoding,
			"a NUL byte in the text", "remove it; it is shown as U+FFFD until then"})
	}
	return f, problems
}

// otherEncoding tells of a file that is no UTF-8 text at all, so that showing it would
// publish rubbish: UTF-16, which has NULs or a mark of its own, or a picture.
func otherEncoding(name string, raw []byte) (Problem, bool) {
	p := Problem{Place{name, 1, 1}, EncodingFatal, "the file is UTF-16, not UTF-8", "save the file as UTF-8"}
	if bytes.HasPrefix(raw, []byte("\xff\xfe")) || bytes.HasPrefix(raw, []byte("\xfe\xff")) {
		return p, true
	}
	head := raw[:min(len(raw), 4096)]
	nuls, bad := bytes.Count(head, []byte{0}), 0
	if nuls == 0 && utf8.Valid(raw) || len(head) < 16 {
		return p, false
	}
	for rest := head; len(rest) > 0; {
		r, n := utf8.DecodeRune(rest)
		if r == utf8.RuneError && n == 1 {
			bad++
		}
		rest = rest[n:]
	}
	switch {
	case nuls*3 > len(head):
		return p, true
	case (nuls+bad)*4 > len(head):
		p.Message, p.Hint = "the file is no UTF-8 text", "save it as UTF-8; a picture or document belongs into content/media/ under its own ending"
		return p, true
	}
	return p, false
}

func isClean(raw []byte) bool {
	return bytes.IndexByte(raw, '\r') < 0 && bytes.IndexByte(raw, 0) < 0 && !bytes.Contains(raw, []byte("\uFFFC")) && utf8.Valid(raw)
}

// Place tells the line and column of a byte offset of Text. Offsets outside the
// text are moved to its nearest end.
func (f *File) Place(offset int) Place {
	f.once.Do(f.measure)
	offset = min(max(offset, 0), len(f.Text))
	line := sort.SearchInts(f.lines, offset+1) - 1
	return Place{f.Name, line + 1, f.runesTo(offset) - f.runesTo(f.lines[line]) + 1}
}

// stride is how many bytes are counted again for each place.
const stride = 512

// measure finds the lines and counts the code points.
func (f *File) measure() {
	f.lines = make([]int, 1, strings.Count(f.Text, "\n")+1)
	for i := range len(f.Text) {
		if f.Text[i] == '\n' {
			f.lines = append(f.lines, i+1)
		}
	}
	f.runes = make([]int, 1, len(f.Text)/stride+1)
	for at := stride; at <= len(f.Text); at += stride {
		f.runes = append(f.runes, f.runes[len(f.runes)-1]+runesIn(f.Text[at-stride:at]))
	}
}

// runesTo is the number of code points before an offset.
func (f *File) runesTo(offset int) int {
	k := min(offset/stride, len(f.runes)-1)
	return f.runes[k] + runesIn(f.Text[k*stride:offset])
}

// runesIn counts the code points that begin in a part of a text, which may cut one.
func runesIn(s string) (n int) {
	for i := range len(s) {
		if utf8.RuneStart(s[i]) {
			n++
		}
	}
	return n
}

// Rune turns a byte offset of Text into an offset in code points of the file as
// it was received, line ends and byte order mark included.
func (f *File) Rune(offset int) int {
	f.once.Do(f.measure)
	offset = min(max(offset, 0), len(f.Text))
	return f.runesTo(offset) + sort.SearchInts(f.cuts, offset+1)
}

// Line returns line n (1-based) without its line end, "" when there is none.
func (f *File) Line(n int) string {
	f.once.Do(f.measure)
	if n < 1 || n > len(f.lines) {
		return ""
	}
	s := f.Text[f.lines[n-1]:]
	if i := strings.IndexByte(s, '\n'); i >= 0 {
		s = s[:i]
	}
	return s
}
