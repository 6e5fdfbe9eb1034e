package store

import (
	"math"
	"slices"
	"testing"
)

func TestCodec(t *testing.T) {
	numbers := []int{0, 1, -1, 63, 64, -64, -65, 1 << 20, math.MaxInt, math.MinInt}
	words := []string{"a", "", "a", "bb", "a", "bb", "\x00\xff"}
	var w Writer
	for _, n := range numbers {
		w.Int(n)
	}
	for _, s := range words {
		w.Word(s)
		w.String(s)
	}
	w.Bool(true)
	w.Bool(false)
	w.Strings(words)
	w.Strings(nil)

	r := NewReader(w.Bytes())
	for _, n := range numbers {
		if got := r.Int(); got != n {
			t.Errorf("%d was read as %d", n, got)
		}
	}
	for _, s := range words {
		if a, b := r.Word(), r.String(); a != s || b != s {
			t.Errorf("%q was read as %q and %q", s, a, b)
		}
	}
	if !r.Bool() || r.Bool() || !slices.Equal(r.Strings(), words) || r.Strings() != nil || !r.OK() {
		t.Error("the rest is not what was written")
	}
	if NewReader(append(w.Bytes(), 0)).OK() {
		t.Error("a byte too many is not noticed")
	}
}

// FuzzReader reads anything as if it were written by a Writer.
func FuzzReader(f *testing.F) {
	var w Writer
	w.Word("a")
	w.Strings([]string{"b", "c"})
	w.Int(5)
	f.Add(w.Bytes())
	f.Add([]byte{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01})
	f.Fuzz(func(t *testing.T, data []byte) {
		r := NewReader(data)
		for len(r.rest) > 0 {
			r.Word()
			r.Strings()
			r.Int()
			r.Bool()
		}
	})
}
