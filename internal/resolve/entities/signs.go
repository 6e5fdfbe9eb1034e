package entities

import (
	"sort"
	"strings"
	"unicode/utf8"
)

// stretch takes in the signs around the words that are part of the form: the last
// dot of "U.S.", the quotation marks of a title, the dot of .NET. It reports false
// when the form ends in a possessive that the text does not have (Moody's).
func (c *candidate) stretch(b *block, fm *form) bool {
	start, end := int(b.words[c.i].start), int(b.words[c.j].end)
	if b.words[c.j].dotted && strings.HasPrefix(b.Text[end:], ".") {
		c.end = max(c.end, min(end+1, b.room(start, end).End))
	}
	if fm.head == 0 && fm.tail == 0 {
		return true
	}
	head, tail := fm.text[:fm.head], fm.text[len(fm.text)-int(fm.tail):]
	n := followedBy(b.Text[end:], tail)
	if n == 0 && (isPossessiveTail(tail) || tail != "" && tail != "." && len(fm.text) <= len(tail)+2) {
		return false // Moody is not Moody's, C is not C#
	}
	if room := b.room(start, end); room.Start <= start-len(head) && end+n <= room.End {
		c.end = max(c.end, end+n)
		if strings.HasSuffix(b.Text[:start], head) {
			c.start = min(c.start, start-len(head))
		}
	}
	return true
}

// room returns the range around Text[start:end] that signs may be taken from: up to
// the skipped ranges next to it.
func (b *block) room(start, end int) Span {
	room := Span{End: len(b.Text)}
	n := sort.Search(len(b.Skip), func(i int) bool { return b.Skip[i].Start >= end })
	if n < len(b.Skip) {
		room.End = b.Skip[n].Start
	}
	if n > 0 {
		room.Start = min(b.Skip[n-1].End, start)
	}
	return room
}

// followedBy returns how many bytes at the start of s spell tail, or 0.
func followedBy(s, tail string) int {
	n := 0
	for _, want := range tail {
		got, size := utf8.DecodeRuneInString(s[n:])
		if got != want && !(isApostrophe(string(got)) && isApostrophe(string(want))) {
			return 0
		}
		n += size
	}
	return n
}

func isQuote(r rune) bool { return strings.ContainsRune("\"'\u2018\u2019\u201c\u201d\u00ab\u00bb", r) }

func isPossessiveTail(tail string) bool {
	r, n := utf8.DecodeRuneInString(tail)
	return isApostrophe(string(r)) && endings[tail[n:]]
}
