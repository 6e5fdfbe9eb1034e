package search

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
	"slices"
	"strings"

	"dossier/internal/resolve/passages"
)

// lane is what one worker at a time adds texts to: where every word stands, and a memory
// of how words as written become words of the index.
type lane struct {
	language *Language
	stop     map[string]bool
	written  map[string]wordID // word as written -> word of the index
	known    map[string]int32
	words    []string // of the index
	places   []place  // in the order of the texts; sorted by word when all are there
	size     int      // bytes of all this, about

	doc    int
	at     int // next position
	tokens int // words indexed in the document
}

// wordID is the number of a word in lane.words, or noWord; stop words are indexed in
// titles and names only.
type wordID struct {
	id   int32
	stop bool
}

const noWord = -1

// place is where a word stands. Places are put down one behind the other, since going to
// a list of each word's own would miss the processor's cache at every word.
type place struct{ word, doc, at int32 }

func newLane(l *Language, stop map[string]bool) *lane {
	return &lane{language: l, stop: stop, written: map[string]wordID{}, known: map[string]int32{}}
}

func (l *lane) clear() { *l = *newLane(l.language, l.stop) }

// begin begins a document.
func (l *lane) begin(number int) { l.doc, l.at, l.tokens = number, 0, 0 }

// text takes the words of a stretch of text. named says that it is a title or name.
func (l *lane) text(s string, named bool) {
	words(s, func(start, end int) {
		w, ok := l.written[s[start:end]]
		if !ok {
			w = l.learn(s[start:end])
		}
		if w.id == noWord {
			return
		}
		if named || !w.stop {
			l.add(w.id)
		}
		l.at++
	})
}

// learn folds a word that the lane has not met.
func (l *lane) learn(written string) wordID {
	w := wordID{id: noWord}
	if folded := l.language.Fold(written); folded != "" {
		w.stop = l.stop[folded]
		stem := l.language.Stem(folded)
		id, ok := l.known[stem]
		if !ok {
			id = int32(len(l.words))
			stem = strings.Clone(stem)
			l.known[stem] = id
			l.words = append(l.words, stem)
			l.size += 60 + 2*len(stem)
		}
		w.id = id
	}
	l.written[strings.Clone(written)] = w
	l.size += 80
	return w
}

func (l *lane) add(id int32) {
	l.places = append(l.places, place{id, int32(l.doc), int32(l.at)})
	l.size += placeSize
	l.tokens++
}

const placeSize = 12

// passages takes the passages of a text and gives the record of them.
func (l *lane) passages(list []passages.Passage) string {
	r := newPassageWriter(list)
	for _, p := range list {
		l.at++ // no phrase goes on from one passage into the next
		r.begin(p, l.at)
		l.text(p.Text, p.Kind == passages.Heading)
	}
	return r.out.String()
}

// sorted gives the numbers of the lane's words in order of the words.
func (l *lane) sorted() []int32 {
	order := make([]int32, len(l.words))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int { return compareKeys(l.words[a], l.words[b]) })
	return order
}

// byWord sorts places by word, of which there are so many: those of word i are
// sorted[from[i]:from[i+1]].
func byWord(places []place, words int) (sorted []place, from []int32) {
	from = make([]int32, words+2)
	for _, p := range places {
		from[p.word+2]++
	}
	for i := 2; i < len(from); i++ {
		from[i] += from[i-1]
	}
	sorted = make([]place, len(places))
	for _, p := range places { // from[word+1] is where the word's next place goes
		sorted[from[p.word+1]] = p
		from[p.word+1]++
	}
	return sorted, from[:words+1]
}

// appendList writes the places of one word: 0 and the document's number where a document
// begins, then the distance from the position before, the first counted from -1.
func appendList(dst []byte, places []place) []byte {
	doc, at := int32(-1), int32(-1)
	for _, p := range places {
		if p.doc != doc {
			dst = binary.AppendUvarint(append(dst, 0), uint64(p.doc))
			doc, at = p.doc, -1
		}
		dst = binary.AppendUvarint(dst, uint64(p.at-at))
		at = p.at
	}
	return dst
}

// run writes all lists down in order of their words.
func (l *lane) run() []byte {
	var out, list []byte
	places, from := byWord(l.places, len(l.words))
	for _, id := range l.sorted() {
		list = appendList(list[:0], places[from[id]:from[id+1]])
		out = binary.AppendUvarint(out, uint64(len(l.words[id])))
		out = append(out, l.words[id]...)
		out = binary.AppendUvarint(out, uint64(len(list)))
		out = append(out, list...)
	}
	return out
}

// stream gives the words of a lane or run in order.
type stream struct {
	word string
	data []byte
	next func() (string, []byte, error) // io.EOF at the end
}

func (s *stream) step() (err error) {
	s.word, s.data, err = s.next()
	return err
}

func (l *lane) stream() *stream {
	order := l.sorted()
	places, from := byWord(l.places, len(l.words))
	l.places = nil // nothing more comes
	var list []byte
	return &stream{next: func() (string, []byte, error) {
		if len(order) == 0 {
			return "", nil, io.EOF
		}
		id := order[0]
		order = order[1:]
		list = appendList(list[:0], places[from[id]:from[id+1]])
		return l.words[id], list, nil
	}}
}

func runStream(r io.Reader) *stream {
	in := bufio.NewReader(r)
	part := func() ([]byte, error) {
		n, err := binary.ReadUvarint(in)
		if err != nil {
			return nil, err
		}
		out := make([]byte, n)
		if _, err := io.ReadFull(in, out); err != nil {
			return nil, fmt.Errorf("a run of the search index is cut off: %w", err)
		}
		return out, nil
	}
	return &stream{next: func() (string, []byte, error) {
		word, err := part()
		if err != nil {
			return "", nil, err
		}
		data, err := part()
		return string(word), data, err
	}}
}

// merge gives streams over all that was added, each already at its first word.
func (b *Builder) merge() ([]*stream, error) {
	var all []*stream
	for _, r := range b.runs {
		all = append(all, runStream(r))
	}
	for _, l := range b.idle {
		all = append(all, l.stream())
	}
	var open []*stream
	for _, s := range all {
		switch err := s.step(); err {
		case nil:
			open = append(open, s)
		case io.EOF:
		default:
			return nil, err
		}
	}
	return open, nil
}

// posting is a document in which a word stands, with its positions.
type posting struct {
	doc       int
	positions []int32
}

// nextWord takes the lowest word off the streams and calls f with its postings, in
// order of documents. It returns the streams that have more.
func (w *writer) nextWord(open []*stream) ([]*stream, error) {
	word := open[0].word
	for _, s := range open[1:] {
		if compareKeys(s.word, word) < 0 {
			word = s.word
		}
	}
	w.data = w.data[:0]
	rest := open[:0]
	for _, s := range open {
		if s.word == word {
			w.data = append(w.data, s.data...)
			if err := s.step(); err == io.EOF {
				continue
			} else if err != nil {
				return nil, err
			}
		}
		rest = append(rest, s)
	}
	if postings := w.decode(w.data); len(postings) > 0 {
		w.list(word, postings)
	}
	return rest, nil
}

// decode reads the postings of some lists, in order of documents.
func (w *writer) decode(data []byte) []posting {
	w.postings, w.positions = w.postings[:0], w.positions[:0]
	at, from, doc := -1, 0, -1
	end := func() {
		if doc >= 0 && len(w.positions) > from {
			w.postings = append(w.postings, posting{doc, w.positions[from:len(w.positions):len(w.positions)]})
		}
		from = len(w.positions)
	}
	for len(data) > 0 {
		v, n := binary.Uvarint(data)
		data = data[n:]
		if v == 0 {
			end()
			number, n := binary.Uvarint(data)
			data = data[n:]
			doc, at = w.ids[number], -1
			continue
		}
		at += int(v)
		if doc >= 0 {
			w.positions = append(w.positions, int32(at))
		}
	}
	end()
	slices.SortFunc(w.postings, func(a, b posting) int { return a.doc - b.doc })
	return w.postings
}

// compareKeys orders words as a browser compares strings: by UTF-16, where characters
// beyond the first plane come before U+E000.
func compareKeys(a, b string) int {
	n := min(len(a), len(b))
	for i := range n {
		x, y := a[i], b[i]
		if x == y {
			continue
		}
		if x >= 0xee && y >= 0xee && (x >= 0xf0) != (y >= 0xf0) {
			return int(y) - int(x)
		}
		return int(x) - int(y)
	}
	return len(a) - len(b)
}
