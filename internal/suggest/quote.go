package suggest

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/internal/source"
)

// sighting is an example of a whole chain, from which names are cut later.
type sighting struct {
	Example
	words []spot // its words but the first
}

// spot is where a word begins: a byte offset in Sentence, line and column of the file.
type spot struct{ at, line, column int32 }

// sight quotes the sentence around words from to to.
func (s *sentence) sight(from, to int) sighting {
	if s.plain == "" {
		s.collapse()
	}
	first := s.words[0].start
	e := Example{
		Sentence: s.plain,
		Start:    s.shift[s.words[from].start-first],
		End:      s.shift[s.words[to-1].end-first],
		Place:    s.place(from),
	}
	moved := -e.Start
	e.clip()
	moved += e.Start
	var words []spot
	for i := from + 1; i < to; i++ {
		p := s.place(i)
		words = append(words, spot{int32(s.shift[s.words[i].start-first] + moved), int32(p.Line), int32(p.Column)})
	}
	return sighting{e, words}
}

// place is where word i stands in its file.
func (s *sentence) place(i int) source.Place {
	if s.block.Place == nil {
		return source.Place{File: s.name}
	}
	return s.block.Place(s.words[i].start)
}

// part is the example for a name that begins at some byte of the chain.
func (s sighting) part(at, length int) Example {
	e := s.Example
	e.Start += at
	e.End = e.Start + length
	for _, w := range s.words {
		if int(w.at) <= e.Start {
			e.Place.Line, e.Place.Column = int(w.line), int(w.column)
		}
	}
	return e
}

// clip shortens a very long sentence to the words around the name.
func (e *Example) clip() {
	if len(e.Sentence) <= maxQuote {
		return
	}
	from, to := e.Start-maxQuote/2, e.End+maxQuote/2
	before, after := "", ""
	if from > 0 {
		before = "… "
		from += strings.IndexByte(e.Sentence[from:e.Start]+" ", ' ') + 1
		from = min(from, e.Start)
	} else {
		from = 0
	}
	if to < len(e.Sentence) {
		after = " …"
		to = e.End + max(0, strings.LastIndexByte(e.Sentence[e.End:to], ' '))
	} else {
		to = len(e.Sentence)
	}
	length := e.End - e.Start
	e.Start += len(before) - from
	e.End = e.Start + length
	e.Sentence = before + e.Sentence[from:to] + after
}

// collapse makes plain, the sentence with single spaces, and shift, which turns
// offsets from the sentence's first word into offsets of plain.
func (s *sentence) collapse() {
	first, last := s.words[0].start, s.words[len(s.words)-1].end
	text := s.block.Text
	last += len(s.ending(len(s.words) - 1))
	last += len(text[last:]) - len(strings.TrimLeft(text[last:], ".!?…'\")]’”»\uFFFC"))
	var b strings.Builder
	s.shift = make([]int, last-first+1)
	blank := false
	for i := 0; i < last-first; {
		r, n := utf8.DecodeRuneInString(text[first+i : last])
		at := i
		i += n
		if unicode.IsSpace(r) {
			blank = true
			for k := range n {
				s.shift[at+k] = b.Len()
			}
			continue
		}
		if r == '\uFFFC' || r == '*' { // atoms, and emphasis left in plain text
			for k := range n {
				s.shift[at+k] = b.Len()
			}
			continue
		}
		if blank {
			b.WriteByte(' ')
			blank = false
		}
		for k := range n {
			s.shift[at+k] = b.Len() + k
		}
		b.WriteRune(r)
	}
	s.shift[last-first] = b.Len()
	s.plain = b.String()
}
