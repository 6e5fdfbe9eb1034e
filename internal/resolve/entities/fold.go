package entities

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// letterFolds are letters that Unicode does not decompose but that writers replace
// by plain ones: Lodz for Łódź, Strasse for Straße.
var letterFolds = map[rune]string{
	'ł': "l", 'ø': "o", 'đ': "d", 'ð': "d", 'þ': "th", 'ß': "ss", 'æ': "ae", 'œ': "oe", 'ı': "i", 'ŋ': "n", 'ħ': "h", 'ŧ': "t", 'ə': "e",
}

// foldRune calls yield with the folded letters of r: lower case, without marks. The
// marks of scripts that spell with them (Devanagari, Arabic, Thai) stay.
func foldRune(r rune, yield func(rune)) {
	if r < utf8.RuneSelf {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		yield(r)
		return
	}
	r = unicode.ToLower(r)
	if s, ok := letterFolds[r]; ok {
		for _, c := range s {
			yield(c)
		}
		return
	}
	var buf [utf8.UTFMax]byte
	n := utf8.EncodeRune(buf[:], r)
	d := norm.NFKD.Properties(buf[:n]).Decomposition()
	if d == nil {
		if !isMark(r) {
			yield(r)
		}
		return
	}
	for len(d) > 0 {
		c, n := utf8.DecodeRune(d)
		d = d[n:]
		if !isMark(c) {
			yield(unicode.ToLower(c))
		}
	}
}

// isMark tells whether r only accents the letter before it.
func isMark(r rune) bool {
	return 0x0300 <= r && r <= 0x036f || r == 0x02bb || r == 0x02bc || r == 0x02bf || r == 0x02be || r == 0x02b9
}

func hashRune(h uint64, r rune) uint64 {
	foldRune(r, func(c rune) {
		if c < utf8.RuneSelf {
			h = (h ^ uint64(c)) * hashPrime
			return
		}
		for ; c > 0; c >>= 8 {
			h = (h ^ uint64(c&0xff) ^ 0x100) * hashPrime
		}
	})
	return h
}

// fold returns s in folded form, with separators left as they are and without the
// apostrophes that a word can have inside.
func fold(s string) string {
	out := make([]byte, 0, len(s))
	for _, r := range s {
		if !isSoftHyphen(r) && r != '\'' && r != '\u2019' {
			foldRune(r, func(c rune) { out = utf8.AppendRune(out, c) })
		}
	}
	return string(out)
}
