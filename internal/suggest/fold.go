package suggest

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/internal/slug"

	"golang.org/x/text/unicode/norm"
)

func decode(b []byte) (rune, int) { return utf8.DecodeRune(b) }

// fold makes spellings of one name equal: case, diacritics, hyphens, dots,
// apostrophes and spaces do not count. Letters that are no Latin stay.
func fold(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case unicode.IsLetter(r), unicode.IsDigit(r):
			r = unicode.ToLower(r)
			if t, ok := latin[r]; ok {
				b.WriteString(t)
			} else {
				b.WriteRune(r)
			}
		}
	}
	return b.String()
}

// latin spells letters that do not decompose.
var latin = map[rune]string{
	'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'þ': "th", 'ı': "i", 'ħ': "h", 'ŋ': "n",
}

// ID makes the id of an entity from its name, as reading a file without ids does.
func ID(name string) string { return slug.Make(name) }
