package search

import (
	"slices"
	"strconv"
)

// A phrase has to know where its words stand, and the places of a word that is in most of
// the texts are far too many to load for a question. So the list of a common word, one
// longer than longList, names its documents only. Its places are kept apart by the words
// next to them: "／word/17" lists where it stands before or after words whose hash leads to
// part 17. The neighbour in a phrase picks one of these lists, and the places in the
// neighbour's own list tell which are meant. No word has the sign that the keys begin
// with, and it stands behind all that words have.
const partSign = "／"

// partSize is how much of a common word's list, in bytes, has a part of its own. The part
// is up to three times as long, since a place is in the parts of both its neighbours.
const partSize = 3000

// hashOf spreads words over the parts, as a script can that counts in floating point.
func hashOf(word string) int {
	h := 0
	for _, r := range word {
		h = (h*31 + int(r)) % hashes
	}
	return h
}

// hashes is a prime below weak.
const hashes, weak = 32749, 1 << 15

func partKey(word string, part int) string { return partSign + word + "/" + strconv.Itoa(part) }

// common is a word whose list is long.
type common struct {
	word  string
	parts int
	data  []byte // its lists as they came
}

// neighbours say which word is at each position of all documents, as far as parts have to
// know: 0 for none, its hash and one, and weak where a phrase may pass over it.
type neighbours struct {
	from  []int // first position of each document
	codes []uint16
	weak  map[string]bool // stems of stop words
}

func newNeighbours(texts []*text, l *Language) *neighbours {
	n := &neighbours{from: make([]int, 1, len(texts)+1), weak: map[string]bool{}}
	for _, t := range texts {
		n.from = append(n.from, n.from[len(n.from)-1]+t.length)
	}
	n.codes = make([]uint16, n.from[len(texts)])
	for _, s := range l.Stop {
		n.weak[l.Stem(s)] = true
	}
	return n
}

// put notes where a word stands.
func (n *neighbours) put(word string, postings []posting) {
	code := uint16(hashOf(word) + 1)
	if n.weak[word] {
		code |= weak
	}
	for _, p := range postings {
		of := n.of(p.doc)
		for _, at := range p.positions {
			of[at] = code
		}
	}
}

func (n *neighbours) of(doc int) []uint16 { return n.codes[n.from[doc]:n.from[doc+1]] }

// around calls f with the hash of each word next to a place. A phrase passes over stop words,
// which have places in titles and headings only, but may also be of nothing else; so they
// are neighbours, and so is the next word beyond them. The same goes for words that end
// like them ("others").
func (n *neighbours) around(doc int, at int32, f func(hash int)) {
	of := n.of(doc)
	for _, step := range [...]int{-1, 1} {
		for i := int(at) + step; i >= 0 && i < len(of); i += step {
			if code := of[i]; code != 0 {
				f(int(code&^weak) - 1)
				if code&weak == 0 {
					break
				}
			}
		}
	}
}

// parts writes the places of common words.
func (w *writer) parts() {
	for _, c := range w.common {
		var places []place
		for _, p := range w.decode(c.data) {
			for _, at := range p.positions {
				w.neighbours.around(p.doc, at, func(hash int) {
					places = append(places, place{int32(hash % c.parts), int32(p.doc), at})
				})
			}
		}
		places, from := byWord(places, c.parts)
		var lists []entry
		for i := range c.parts {
			if part := places[from[i]:from[i+1]]; len(part) > 0 {
				lists = append(lists, entry{partKey(c.word, i), w.encode(w.join(part), true)})
			}
		}
		slices.SortFunc(lists, func(a, b entry) int { return compareKeys(a.key, b.key) })
		for _, e := range lists {
			w.add(e.key, e.value)
		}
	}
}

// join makes postings of places, which are in order. A place is there twice where the
// words before and after it have the same part.
func (w *writer) join(places []place) []posting {
	w.postings, w.positions = w.postings[:0], w.positions[:0]
	from := 0
	for i, p := range places {
		if i == 0 || p != places[i-1] {
			w.positions = append(w.positions, p.at)
		}
		if i+1 == len(places) || places[i+1].doc != p.doc {
			w.postings = append(w.postings, posting{int(p.doc), w.positions[from:len(w.positions):len(w.positions)]})
			from = len(w.positions)
		}
	}
	return w.postings
}
