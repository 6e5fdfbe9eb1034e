package record

import (
	"math/rand"
	"reflect"
	"testing"

	"dossier/internal/edtf"
	"dossier/internal/store"

	"github.com/google/go-cmp/cmp"
)

// TestEncode writes records with every field set and reads them again: a field that is
// added later and forgotten here does not come back.
func TestEncode(t *testing.T) {
	random := rand.New(rand.NewSource(1))
	for range 200 {
		want := &Record{Entry: &Entry{Name: "a.md"}}
		v := reflect.ValueOf(want).Elem()
		for i := range v.NumField() {
			if v.Type().Field(i).Name != "Entry" {
				fill(random, v.Field(i))
			}
		}
		var w store.Writer
		want.Write(&w)
		in := store.NewReader(w.Bytes())
		got, ok := Read(in, want.Entry)
		if !ok || !in.OK() {
			t.Fatal("the record was not read to its end")
		}
		if diff := cmp.Diff(want, got, cmp.Comparer(func(a, b edtf.Date) bool { return a == b })); diff != "" {
			t.Fatal(diff)
		}
	}
}

var dates = []string{"2023-07-26", "1987?", "1890/1914", "2004-06~", "../1900", "20XX"}

// fill sets a field to something that is not its zero value.
func fill(random *rand.Rand, v reflect.Value) {
	if v.Type() == reflect.TypeFor[edtf.Date]() {
		d, err := edtf.Parse(dates[random.Intn(len(dates))])
		if err != nil {
			panic(err)
		}
		v.Set(reflect.ValueOf(d))
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString([]string{"a", "Kap Morgen", "überall", "x\ny"}[random.Intn(4)])
	case reflect.Int:
		v.SetInt(1 + random.Int63n(1<<20))
	case reflect.Uint8:
		v.SetUint(1 + uint64(random.Intn(3)))
	case reflect.Uint32:
		v.SetUint(1 + uint64(random.Uint32()>>1))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Slice:
		if n := random.Intn(4); n > 0 {
			v.Set(reflect.MakeSlice(v.Type(), n, n))
			for i := range n {
				fill(random, v.Index(i))
			}
		}
	case reflect.Struct:
		for i := range v.NumField() {
			fill(random, v.Field(i))
		}
	default:
		panic("a field of a kind that nobody writes: " + v.Type().String())
	}
}

// FuzzRead reads anything as a record.
func FuzzRead(f *testing.F) {
	var w store.Writer
	(&Record{Words: 3, Mentions: []Mention{{Entity: "a", Rule: "name"}}}).Write(&w)
	f.Add(w.Bytes())
	f.Fuzz(func(t *testing.T, data []byte) { Read(store.NewReader(data), &Entry{}) })
}
