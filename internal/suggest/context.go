package suggest

import "strings"

// context counts what stands beside a chain.
type context struct {
	title      int // a title in lower case
	office     int // "president of" and the like
	place      int // in, at, near
	article    int // the
	speech     int // said, told
	possessive int
	list       int    // a comma and another chain
	quoted     int    // an opening quotation mark
	works      int    // a capitalised word that names seldom hold: To, Through
	toward     int    // from, to, through
	who        int    // who, born
	verb       int    // is, was, has
	hint       hint   // a common noun that says what it is
	word       string // an example of it
}

// hint is what the common nouns beside a chain say it is, by majority.
type hint struct {
	kind, word string
	n          int
}

func (h *hint) vote(kind, word string, n int) {
	switch {
	case n == 0:
	case h.kind == kind:
		h.n += n
	case h.n >= n:
		h.n -= n
	default:
		h.kind, h.word, h.n = kind, word, n-h.n
	}
}

// look notes what stands before and after the chain of words from to to.
func (r *raw) look(s *sentence, use []*usage, from, to int) {
	if s.words[from].quoted {
		r.left.quoted++
	}
	if s.words[to-1].possessive {
		r.right.possessive++
	}
	if from > 0 {
		r.left.before(s, use, from)
	}
	if to < len(s.words) {
		r.right.after(s, use, to)
	}
}

// before notes the words that lead to word from, the first of a chain.
func (x *context) before(s *sentence, use []*usage, from int) {
	w := s.words[from-1]
	if s.words[from].gap == stop && isUpper(w) {
		x.list++
	}
	if s.words[from].gap != space {
		return
	}
	if w.gap < doubtful && isClosedCapital(w, use[from-1]) {
		x.works++
	}
	word, second := strings.ToLower(s.word(from-1)), ""
	if from > 1 {
		second = s.word(from - 2)
		if (word == "of" || word == "to") && use[from-2].class.has(title) {
			x.office++
		}
	}
	switch {
	case use[from-1].class.has(title) && w.shape == lower:
		x.title++
		x.word = word
	case word == "in" || word == "near" || word == "across" || word == "at":
		x.place++
		x.word = word
	case w.shape == lower && nouns[word] != "":
		x.hint.vote(nouns[word], word, 1)
	case word == "of" && nouns[second] == "place":
		x.hint.vote("place", second+" of", 1)
	case directions[word]:
		x.toward++
		x.word = word
	case word == "the":
		x.article++
	}
}

// directions are prepositions that lead to places more often than to persons.
var directions = map[string]bool{
	"from": true, "to": true, "through": true, "into": true, "outside": true, "between": true, "towards": true, "toward": true,
}

// after notes what follows a chain, from word to on.
func (x *context) after(s *sentence, use []*usage, to int) {
	w, word := s.words[to], s.word(to)
	switch {
	case w.gap == stop && isUpper(w):
		x.list++
	case w.gap == space && isClosedCapital(w, use[to]):
		x.works++
	}
	if w.shape != lower || w.gap > stop {
		return
	}
	if word == "who" || word == "born" {
		x.who++
		x.word = word
	}
	if w.gap != space {
		return
	}
	if use[to].class.has(speech) {
		x.speech++
		x.word = word
	}
	if s.words[to-1].possessive {
		return
	}
	if singular[word] {
		x.verb++
	}
	if nouns[word] != "" {
		x.hint.vote(nouns[word], word, 1)
	}
}

func isUpper(w word) bool { return w.shape == capital || w.shape == caps }

// singular are verbs that a name may be the subject of, and a noun without article
// seldom is.
var singular = map[string]bool{"is": true, "was": true, "has": true, "had": true, "does": true, "did": true, "will": true, "would": true}

func isClosedCapital(w word, u *usage) bool {
	return w.shape == capital && u.class.has(closed) && w.end-w.start > 1
}
