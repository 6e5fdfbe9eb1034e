package intake

import (
	"maps"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

const slugMost = 60

// slugOf makes a file name of a title: lower case, accents dropped, every run of
// other characters one hyphen, cut at a word.
func slugOf(title string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(strings.ToLower(title)) {
		switch {
		case unicode.IsMark(r) || r == '\'' || r == '’':
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(r)
		default:
			b.WriteByte('-')
		}
	}
	slug := strings.Join(strings.FieldsFunc(b.String(), func(r rune) bool { return r == '-' }), "-")
	if len(slug) > slugMost {
		cut := cutBack(slug, slugMost)
		if i := strings.LastIndexByte(slug[:cut+1], '-'); i > slugMost/2 {
			cut = i
		}
		slug = strings.Trim(slug[:cut], "-")
	}
	if slug == "" {
		return "untitled"
	}
	return norm.NFC.String(slug)
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
