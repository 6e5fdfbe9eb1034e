// Package slug makes the names that stand in addresses and anchors.
package slug

import (
	"fmt"
	"hash/fnv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// letters that Unicode does not take apart into a base letter and a sign.
var letters = map[rune]string{
	'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'đ': "d", 'ð': "d", 'þ': "th", 'ł': "l", 'ħ': "h", 'ı': "i", 'ŋ': "ng", 'ſ': "s",
}

// Make turns words into a lower-case name of letters, digits and single hyphens.
// Latin letters lose their signs; letters of other scripts are kept in normal form C.
// The result is "" when words has neither letter nor digit. A name that Windows
// reserves for a device gets an "x-" before it, and one of more than 200 bytes ends in
// a hash of what was cut off.
func Make(words string) string {
	name, ok := ascii(words)
	if !ok {
		name = unicodeName(words)
	}
	name = shorten(name)
	if isDevice(name) {
		return "x-" + name
	}
	return name
}

// ascii is Make for words in ASCII; ok is false for others.
func ascii(words string) (name string, ok bool) {
	out, gap := make([]byte, 0, len(words)), false
	for i := range len(words) {
		c := words[i]
		switch {
		case c >= utf8.RuneSelf:
			return "", false
		case 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
		case 'a' <= c && c <= 'z' || '0' <= c && c <= '9':
		case c == '\'':
			continue
		default:
			gap = true
			continue
		}
		if gap && len(out) > 0 {
			out = append(out, '-')
		}
		out, gap = append(out, c), false
	}
	return string(out), true
}

func unicodeName(words string) string {
	var b strings.Builder
	gap := false
	latin := false // the last letter was Latin: a sign on it is dropped
	for _, r := range norm.NFD.String(words) {
		switch {
		case unicode.Is(unicode.Mn, r):
			if !latin && b.Len() > 0 && !gap {
				b.WriteRune(r)
			}
			continue
		case r == '\'' || r == '’' || r == 'ʼ' || r == '\u00ad' || r == '\uFFFC':
			continue // Shoigu's -> shoigus, and what no reader sees
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			gap = true
			continue
		}
		if gap && b.Len() > 0 {
			b.WriteByte('-')
		}
		gap = false
		r = unicode.ToLower(r)
		latin = unicode.Is(unicode.Latin, r)
		if s, ok := letters[r]; ok {
			b.WriteString(s)
		} else {
			b.WriteRune(r)
		}
	}
	return norm.NFC.String(b.String())
}

// longest is the size in bytes that a name may have: file systems take 255, and an
// ending or a number may come behind it.
const longest = 200

// shorten cuts a name that no file system takes. What is cut off still tells two names
// apart, by its hash.
func shorten(name string) string {
	if len(name) <= longest {
		return name
	}
	sum := fnv.New32a()
	sum.Write([]byte(name))
	tail := fmt.Sprintf("-%08x", sum.Sum32())
	end := longest - len(tail)
	for !norm.NFC.PropertiesString(name[end:]).BoundaryBefore() || !utf8.RuneStart(name[end]) {
		end--
	}
	return strings.TrimRight(name[:end], "-") + tail
}

func isDevice(name string) bool {
	switch name {
	case "con", "prn", "aux", "nul":
		return true
	}
	return len(name) == 4 && (strings.HasPrefix(name, "com") || strings.HasPrefix(name, "lpt")) && name[3] >= '0' && name[3] <= '9'
}

// Words makes a slug of the first n words only, for anchors that stay readable.
func Words(text string, n int) string {
	if head := fields(text, 2*n); len(head) < len(text) && n > 1 { // most texts are much longer
		if s := Make(head); len(s) < longest/2 {
			if i := hyphen(s, n); i > 0 {
				return s[:i]
			}
		}
	}
	s := Make(text)
	if i := hyphen(s, n); i > 0 {
		return s[:i]
	}
	return s
}

// hyphen is where the nth hyphen of a name stands, -1 if it has fewer.
func hyphen(s string, n int) int {
	for i := range len(s) {
		if s[i] == '-' {
			if n--; n == 0 {
				return i
			}
		}
	}
	return -1
}

// fields is the beginning of text up to its nth space.
func fields(text string, n int) string {
	for i := range len(text) {
		if text[i] == ' ' {
			if n--; n == 0 {
				return text[:i]
			}
		}
	}
	return text
}
