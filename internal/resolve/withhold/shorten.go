package withhold

import (
	"strings"
	"unicode"
)

// span is a stretch of a quotation that a fact speaks of; its offsets move with it.
type span struct{ start, end *int }

// piece is a word of a sentence.
type piece struct {
	start, end int
	keep       bool
}

var unspaced = []*unicode.RangeTable{unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar}

const gap = " … "

// shorten keeps at most so many words of a sentence: those that facts speak of, then
// those around the first of them. What is left out becomes an ellipsis, and the spans
// move along. Words that a fact speaks of always stay.
func shorten(text string, marks []*span, most int) string {
	words := split(text)
	if len(words) <= most {
		return text
	}
	kept, first := 0, -1
	for i := range words {
		for _, m := range marks {
			if words[i].start < *m.end && *m.start < words[i].end {
				words[i].keep = true
			}
		}
		if words[i].keep {
			kept++
			if first < 0 {
				first = i
			}
		}
	}
	widen(words, max(first, 0), most-kept)
	return join(text, words, marks)
}

// split finds the words of a text, punctuation with them. A script without spaces has a
// word for each character: no text may pass for a single long word.
func split(text string) []piece {
	var words []piece
	start := -1
	for i, r := range text {
		switch space := unicode.IsSpace(r); {
		case space && start >= 0:
			words = append(words, piece{start: start, end: i})
			start = -1
		case !space && start >= 0 && unicode.In(r, unspaced...):
			words = append(words, piece{start: start, end: i})
			start = i
		case !space && start < 0:
			start = i
		}
	}
	if start >= 0 {
		words = append(words, piece{start: start, end: len(text)})
	}
	return words
}

// widen keeps so many more words, in turns before and behind a place.
func widen(words []piece, at, more int) {
	before, behind := at, at
	for more > 0 && (before >= 0 || behind < len(words)) {
		for behind < len(words) && words[behind].keep {
			behind++
		}
		if behind < len(words) {
			words[behind].keep = true
			more--
		}
		for before >= 0 && words[before].keep {
			before--
		}
		if before >= 0 && more > 0 {
			words[before].keep = true
			more--
		}
	}
}

// join writes the kept words, an ellipsis for each run of others, and moves the spans.
func join(text string, words []piece, marks []*span) string {
	var b strings.Builder
	type moved struct{ from, to, by int }
	var runs []moved
	for i := 0; i < len(words); {
		if !words[i].keep {
			for i < len(words) && !words[i].keep {
				i++
			}
			switch {
			case b.Len() == 0:
				b.WriteString(strings.TrimLeft(gap, " "))
			case i == len(words):
				b.WriteString(strings.TrimRight(gap, " "))
			default:
				b.WriteString(gap)
			}
			continue
		}
		from := words[i].start
		for i < len(words) && words[i].keep {
			i++
		}
		to := words[i-1].end
		runs = append(runs, moved{from, to, b.Len() - from})
		b.WriteString(text[from:to])
	}
	for _, m := range marks {
		for _, r := range runs {
			if r.from <= *m.start && *m.start <= r.to {
				*m.start, *m.end = *m.start+r.by, min(*m.end, r.to)+r.by
				break
			}
		}
	}
	return b.String()
}
