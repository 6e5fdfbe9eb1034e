package suggest

import (
	"strings"
	"unicode/utf8"
)

// isLoud tells whether a sentence is written in title case or capitals throughout,
// so that its capitals prove nothing. A list of names is not: its commas keep the
// runs of capitals short.
func isLoud(s *sentence, use []*usage) bool {
	if !s.whole && !s.block.Heading {
		return isShouted(s)
	}
	small, content, run, longest := 0, 0, 0, 0
	for i, w := range s.words {
		if w.gap != space {
			run = 0
		}
		if w.shape == number || use[i].class.has(function|joiner) {
			continue
		}
		content++
		run++
		if w.shape == lower {
			small++
			run = 0
		}
		longest = max(longest, run)
	}
	if longest >= 4 && small*6 <= content && !endsSentence(s) {
		return true
	}
	return isShouted(s)
}

// isShouted tells whether three or more words and most of the sentence are in
// capitals.
func isShouted(s *sentence) bool {
	loud, all := 0, 0
	for i, w := range s.words {
		if w.shape == number {
			continue
		}
		all++
		if w.shape == caps && utf8.RuneCountInString(s.word(i)) > 1 {
			loud++
		}
	}
	return loud >= 3 && loud*3 >= all*2
}

func endsSentence(s *sentence) bool {
	rest := s.block.Text[s.words[len(s.words)-1].end:]
	return strings.ContainsAny(rest[:min(len(rest), 8)], ".!?")
}
