package search

import (
	"errors"
	"math/bits"
	"strings"
)

// Lists of numbers are written as bits, six to a character, since the index files are
// scripts and a script holds text. Sorted numbers become gaps, gaps Rice codes: half
// the size of byte codes, and no larger after compression either.
const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

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
	for w.n >= 6 {
		w.n -= 6
		w.out = append(w.out, alphabet[w.hold>>w.n&63])
	}
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
		w.gamma(v)
		return
	}
	w.bits(1<<q-1, q)
	w.bits(0, 1)
	w.bits(uint64(v), k)
}

// text ends the last character and returns all.
func (w *bitWriter) text() string {
	out := w.out
	if w.n > 0 {
		out = append(out, alphabet[w.hold<<(6-w.n)&63])
	}
	return string(out)
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
	i := r.at / 6
	if i >= uint(len(r.text)) {
		r.failed = true
		return 1
	}
	v := strings.IndexByte(alphabet, r.text[i])
	if v < 0 {
		r.failed = true
		return 1
	}
	b := uint64(v) >> (5 - r.at%6) & 1
	r.at++
	return b
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
		if q++; q == longUnary {
			return r.gamma()
		}
	}
	return int(q<<k) | r.bits(k)
}
