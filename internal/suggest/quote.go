package suggest

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/internal/source"
)

// example quotes the sentence around words from to to.
func (s *sentence) example(from, to int) Example {
	if s.plain == "" {
		s.collapse()
	}
	at := s.words[from].start
	first := s.words[0].start
	e := Example{
		Sentence: s.plain,
		Start:    s.shift[at-first],
		End:      s.shift[s.words[to-1].end-first],
		Place:    source.Place{File: s.name},
	}
	e.clip()
	if s.block.Place != nil {
		e.Place = s.block.Place(at)
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
	for last < len(text) && strings.IndexByte(".!?'\")", text[last]) >= 0 {
		last++
	}
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
		if blank {
			b.WriteByte(' ')
			blank = false
		}
		for k := range n {
			s.shift[at+k] = b.Len() + k
		}
		if r != '\uFFFC' && r != '*' { // atoms, and emphasis left in plain text
			b.WriteRune(r)
		}
	}
	s.shift[last-first] = b.Len()
	s.plain = b.String()
}
