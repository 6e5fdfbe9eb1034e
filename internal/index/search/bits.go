package search

import (
	"errors"
	"math/bits"
	"strings"
)

// Lists of numbers are written as bits, 13 in two characters (91 x 91 is a little more
// than 2^13), since the index files are scripts and a script holds text. Sorted numbers
// become gaps, gaps Rice codes: half the size of byte codes, and no larger after
// compression either. The characters are those of ASCII without space, quotation mark,
// backslash and equals sign, which mean something in a file of entries.
const alphabet = "!#$%&'()*+,-./0123456789:;<>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~"

const pairBits, singleBits = 13, 6

// longUnary is where a Rice code gives up counting and writes the number plainly: one
// gap far out of line must not cost thousands of bits.
const longUnary = 20

type bitWriter struct {
	out  []byte
	hold uint64
	n    uint
}

// bits appends the lowest n bits of v, n <= 32.
func (w *bitWriter) bits(v uint64, n uint) {
	w.hold = w.hold<<n | v&(1<<n-1)
	w.n += n
	for w.n >= pairBits {
		w.n -= pairBits
		w.pair(w.hold >> w.n)
	}
}

func (w *bitWriter) pair(v uint64) {
	v &= 1<<pairBits - 1
	w.out = append(w.out, alphabet[v/uint64(len(alphabet))], alphabet[v%uint64(len(alphabet))])
}

// gamma appends v >= 0 in Elias' code of v+1: as many ones as it has further bits, a
// zero, the bits.
func (w *bitWriter) gamma(v int) {
	u := uint64(v) + 1
	n := uint(bits.Len64(u)) - 1
	w.bits(1<<n-1, n)
	w.bits(0, 1)
	w.bits(u, n)
}

// rice appends v >= 0 with k plain bits.
func (w *bitWriter) rice(v int, k uint) {
	q := uint(v) >> k
	if q >= longUnary {
		w.bits(1<<longUnary-1, longUnary)
		w.bits(0, 1)
		w.gamma(v)
		return
	}
	w.bits(1<<q-1, q)
	w.bits(0, 1)
	w.bits(uint64(v), k)
}

// text gives all; a few bits at the end take a single character.
func (w *bitWriter) text() string {
	switch {
	case w.n > singleBits:
		w.pair(w.hold << (pairBits - w.n))
	case w.n > 0:
		w.out = append(w.out, alphabet[w.hold<<(singleBits-w.n)&(1<<singleBits-1)])
	}
	w.n = 0
	return string(w.out)
}

func (w *bitWriter) reset() { w.out, w.hold, w.n = w.out[:0], 0, 0 }

// errDamaged says that an index file is not as it was written.
var errDamaged = errors.New("the search index is damaged")

// bitReader reads what a bitWriter wrote. Past the end it reads ones, and failed is
// set: a reader of damaged data comes to an end.
type bitReader struct {
	text   string
	at     uint // in bits
	failed bool
}

func (r *bitReader) bit() uint64 {
	i, off := int(r.at/pairBits)*2, r.at%pairBits
	if i >= len(r.text) || i == len(r.text)-1 && off >= singleBits {
		r.failed = true
		return 1
	}
	v, width := strings.IndexByte(alphabet, r.text[i]), uint(singleBits)
	if i+1 < len(r.text) {
		v, width = v*len(alphabet)+strings.IndexByte(alphabet, r.text[i+1]), pairBits
	}
	if v < 0 {
		r.failed = true
		return 1
	}
	r.at++
	return uint64(v) >> (width - 1 - off) & 1
}

func (r *bitReader) bits(n uint) int {
	var v uint64
	for range n {
		v = v<<1 | r.bit()
	}
	return int(v)
}

func (r *bitReader) gamma() int {
	n := uint(0)
	for r.bit() == 1 {
		if n++; n > 31 {
			r.failed = true
			return 0
		}
	}
	return 1<<n + r.bits(n) - 1
}

func (r *bitReader) rice(k uint) int {
	q := uint(0)
	for r.bit() == 1 {
		if q++; q > longUnary {
			r.failed = true
			return 0
		}
	}
	if q == longUnary {
		return r.gamma()
	}
	return int(q<<k) | r.bits(k)
}
