package store

import "encoding/binary"

// Writer puts values into bytes that a Reader takes out again in the same order. The
// form is compact: numbers take as many bytes as they need, and a word that comes again
// is a number.
type Writer struct {
	out   []byte
	words map[string]int
}

// Bytes are what was written.
func (w *Writer) Bytes() []byte { return w.out }

// Int writes a number, small ones in one byte.
func (w *Writer) Int(n int) { w.out = binary.AppendVarint(w.out, int64(n)) }

// Bool writes a yes or no.
func (w *Writer) Bool(b bool) {
	if b {
		w.out = append(w.out, 1)
	} else {
		w.out = append(w.out, 0)
	}
}

// String writes a text.
func (w *Writer) String(s string) {
	w.Int(len(s))
	w.out = append(w.out, s...)
}

// Word writes a text that is likely to come again.
func (w *Writer) Word(s string) {
	if n, ok := w.words[s]; ok {
		w.Int(n)
		return
	}
	if w.words == nil {
		w.words = map[string]int{}
	}
	w.Int(len(w.words))
	w.words[s] = len(w.words)
	w.String(s)
}

// Strings writes a list of texts.
func (w *Writer) Strings(list []string) {
	w.Int(len(list))
	for _, s := range list {
		w.String(s)
	}
}

// Reader takes values out of bytes. Bytes that a Writer has not made give zeros and
// empty texts, never a panic, and Err tells of them at the end. Texts share the memory
// of the whole.
type Reader struct {
	rest  string
	words []string
	bad   bool
}

// NewReader reads what a Writer has written.
func NewReader(data []byte) *Reader { return &Reader{rest: string(data)} }

// OK tells whether all values were there, and nothing else.
func (r *Reader) OK() bool { return !r.bad && r.rest == "" }

func (r *Reader) fail() {
	r.rest, r.bad = "", true
}

// Int reads a number.
func (r *Reader) Int() int {
	var n uint64
	for i := 0; i < len(r.rest) && i < binary.MaxVarintLen64; i++ {
		b := r.rest[i]
		n |= uint64(b&0x7f) << (7 * i)
		if b < 0x80 {
			r.rest = r.rest[i+1:]
			return int(n>>1) ^ -int(n&1)
		}
	}
	r.fail()
	return 0
}

// Len reads the length of a list, each item of which takes at least one byte: so no
// number can make a reader ask for more memory than the data fills.
func (r *Reader) Len() int {
	n := r.Int()
	if n < 0 || n > len(r.rest) {
		r.fail()
		return 0
	}
	return n
}

// Bool reads a yes or no.
func (r *Reader) Bool() bool {
	if r.rest == "" || r.rest[0] > 1 {
		r.fail()
		return false
	}
	b := r.rest[0] == 1
	r.rest = r.rest[1:]
	return b
}

// String reads a text.
func (r *Reader) String() string {
	n := r.Len()
	s := r.rest[:n]
	r.rest = r.rest[n:]
	return s
}

// Word reads a text written by Word.
func (r *Reader) Word() string {
	n := r.Int()
	switch {
	case n >= 0 && n < len(r.words):
		return r.words[n]
	case n == len(r.words):
		r.words = append(r.words, r.String())
		return r.words[n]
	}
	r.fail()
	return ""
}

// Strings reads a list of texts, nil for none.
func (r *Reader) Strings() []string {
	return List(r, r.String)
}

// List reads a list whose length was written before its items, nil for none.
func List[T any](r *Reader, item func() T) []T {
	n := r.Len()
	if n == 0 {
		return nil
	}
	list := make([]T, n)
	for i := range list {
		list[i] = item()
	}
	return list
}
