package store

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"dossier/internal/testkit"
)

func text(i int) []byte { return bytes.Repeat(fmt.Appendf(nil, "entry %d ", i), 1+i%50) }

func key(i int) Key { return Sum("test", fmt.Sprint(i)) }

// fill puts entries from..to-1 into a store.
func fill(s *Store, from, to int) {
	for i := from; i < to; i++ {
		s.Put(key(i), text(i))
	}
}

// found counts the entries that a store has, each of which must be as it was put there.
func found(t *testing.T, s *Store, from, to int) int {
	t.Helper()
	n := 0
	for i := from; i < to; i++ {
		data, ok := s.Get(key(i))
		if ok && !bytes.Equal(data, text(i)) {
			t.Fatalf("entry %d is %q", i, data)
		}
		if ok {
			n++
		}
	}
	return n
}

// size of a file of the store, 0 for none.
func size(dir, name string) int64 {
	info, err := os.Lstat(filepath.Join(dir, name))
	if err != nil {
		return 0
	}
	return info.Size()
}

func closed(t *testing.T, s *Store, whole bool) {
	t.Helper()
	if err := s.Close(whole); err != nil {
		t.Error(err)
	}
}

func TestKeep(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "cache")
	s := Open(dir, "a")
	if _, err := os.Lstat(dir); !errors.Is(err, fs.ErrNotExist) {
		t.Error("the folder is there before there is anything to keep")
	}
	var workers sync.WaitGroup
	for w := range 4 {
		workers.Go(func() { fill(s, w*100, w*100+100) })
	}
	workers.Wait()
	if n := found(t, s, 0, 400); n != 400 {
		t.Errorf("%d of 400 entries while the store is open", n)
	}
	closed(t, s, true)
	for range 2 {
		s = Open(dir, "a")
		if n := found(t, s, 0, 400); n != 400 {
			t.Errorf("%d of 400 entries when it is opened again", n)
		}
		closed(t, s, true)
	}
	s = Open(dir, "b")
	if n := found(t, s, 0, 400); n != 0 {
		t.Errorf("%d entries of another program", n)
	}
	fill(s, 0, 10)
	closed(t, s, true)
}

// TestClean fills a store over and over with what the next use has no need of.
func TestClean(t *testing.T) {
	dir := t.TempDir()
	most := int64(0)
	for round := range 40 {
		s := Open(dir, "a")
		s.Put(key(-1), []byte("stays"))
		s.Put(key(round), bytes.Repeat([]byte{byte(round)}, 1<<20))
		closed(t, s, true)
		most = max(most, size(dir, packName))
	}
	if limit := int64(4<<20 + spare); most > limit {
		t.Errorf("the pack grew to %d bytes, more than %d", most, limit)
	}
	s := Open(dir, "a")
	defer closed(t, s, false)
	if data, ok := s.Get(key(-1)); !ok || string(data) != "stays" {
		t.Errorf("what is in use is %q", data)
	}
}

// TestUnfinished: a use that did not go through to its end removes nothing.
func TestUnfinished(t *testing.T) {
	dir := t.TempDir()
	s := Open(dir, "a")
	s.Put(key(1), make([]byte, 3*spare))
	closed(t, s, true)
	s = Open(dir, "a")
	s.Put(key(2), []byte("x"))
	closed(t, s, false)
	s = Open(dir, "a")
	defer closed(t, s, false)
	if !s.Has(key(1)) || !s.Has(key(2)) {
		t.Error("an entry is gone")
	}
}

// TestTogether has two users at once: the second reads what the first had put there and
// does not disturb it.
func TestTogether(t *testing.T) {
	dir := t.TempDir()
	a := Open(dir, "a")
	fill(a, 0, 50)
	b := Open(dir, "a")
	if n := found(t, b, 0, 50); n != 50 {
		t.Errorf("the second finds %d of 50", n)
	}
	fill(b, 50, 100)
	fill(a, 100, 150)
	if n := found(t, b, 0, 100); n != 100 {
		t.Errorf("the second finds %d of 100", n)
	}
	closed(t, b, true)
	if n := found(t, a, 0, 150); n != 100 {
		t.Errorf("the first finds %d of its own 100", n)
	}
	closed(t, a, true)
	c := Open(dir, "a")
	defer closed(t, c, true)
	if n := found(t, c, 0, 150); n != 100 {
		t.Errorf("%d of 100 are left", n)
	}
}

// TestDamage flips bytes, cuts files off and puts other things in their place: what is
// found is right, and what is not is made again.
func TestDamage(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	damage := map[string]func(t *testing.T, name string){
		"flip": func(t *testing.T, name string) {
			data, err := os.ReadFile(name)
			if err != nil || len(data) == 0 {
				t.Skip(err)
			}
			for range 5 {
				data[random.IntN(len(data))] ^= 1 << random.IntN(8)
			}
			os.WriteFile(name, data, 0o666)
		},
		"cut": func(t *testing.T, name string) {
			if info, err := os.Stat(name); err == nil {
				os.Truncate(name, random.Int64N(info.Size()+1))
			}
		},
		"gone":   func(t *testing.T, name string) { os.Remove(name) },
		"empty":  func(t *testing.T, name string) { os.WriteFile(name, nil, 0o666) },
		"zeros":  func(t *testing.T, name string) { os.WriteFile(name, make([]byte, 4096), 0o666) },
		"longer": func(t *testing.T, name string) { appendTo(name, bytes.Repeat([]byte{7}, 100)) },
		"folder": func(t *testing.T, name string) { os.Remove(name); os.Mkdir(name, 0o777) },
		"foreign": func(t *testing.T, name string) {
			os.WriteFile(name, []byte(strings.Repeat("no store at all\n", 500)), 0o666)
		},
	}
	for what, do := range damage {
		for _, name := range []string{packName, indexName, lockName} {
			t.Run(what+" "+name, func(t *testing.T) {
				for range 8 {
					dir := t.TempDir()
					s := Open(dir, "a")
					fill(s, 0, 100)
					closed(t, s, true)
					do(t, filepath.Join(dir, name))
					s = Open(dir, "a")
					found(t, s, 0, 100)
					fill(s, 0, 120)
					if n := found(t, s, 0, 120); n != 120 {
						t.Fatalf("%d of 120 after the damage", n)
					}
					s.Close(true)
				}
			})
		}
	}
}

func appendTo(name string, data []byte) {
	if f, err := os.OpenFile(name, os.O_APPEND|os.O_WRONLY, 0); err == nil {
		f.Write(data)
		f.Close()
	}
}

// TestLinks: nothing is read or written through a link, and what it leads to stays.
func TestLinks(t *testing.T) {
	for _, name := range []string{packName, indexName, lockName, packName + ".new", indexName + ".new"} {
		dir, outside := t.TempDir(), filepath.Join(t.TempDir(), "outside")
		if err := os.WriteFile(outside, []byte("mine"), 0o666); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(outside, filepath.Join(dir, name)); err != nil {
			testkit.Missing(t, "this disk does not do it: %v", err)
		}
		s := Open(dir, "a")
		fill(s, 0, 20)
		if n := found(t, s, 0, 20); n != 20 {
			t.Errorf("%s: %d of 20", name, n)
		}
		s.Close(true)
		if data, _ := os.ReadFile(outside); string(data) != "mine" {
			t.Errorf("%s: what the link leads to is now %q", name, data)
		}
	}
	dir, link := t.TempDir(), filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(dir, link); err != nil {
		testkit.Missing(t, "this disk does not do it: %v", err)
	}
	s := Open(link, "a")
	fill(s, 0, 20)
	if n := found(t, s, 0, 20); n != 20 {
		t.Errorf("a linked folder: %d of 20", n)
	}
	closed(t, s, true)
	if list, _ := os.ReadDir(dir); len(list) > 0 {
		t.Errorf("something was written through a link: %v", list)
	}
}

var errDead = errors.New("dead")

// TestKilled ends the process at every call that changes the disk, and lets every such
// call fail: a store never gives a wrong entry, and the next use puts it right.
func TestKilled(t *testing.T) {
	for _, dies := range []bool{true, false} {
		for at := 1; ; at++ {
			dir := filepath.Join(t.TempDir(), "cache")
			s := Open(dir, "a")
			fill(s, 0, 30)
			s.Put(key(99), make([]byte, 40_000)) // so that the next use has something to clean
			closed(t, s, true)

			calls := 0
			s = open(disk{fault: func(call, path string) error {
				if calls++; calls == at || dies && calls > at {
					return errDead
				}
				return nil
			}}, dir, "a")
			s.spare = 0
			found(t, s, 0, 15)
			fill(s, 30, 60)
			if n := found(t, s, 30, 60); n != 30 {
				t.Fatalf("call %d fails: %d of the 30 entries of this use", at, n)
			}
			s.Close(true)

			s = Open(dir, "a")
			found(t, s, 0, 60)
			fill(s, 0, 60)
			if n := found(t, s, 0, 60); n != 60 {
				t.Fatalf("after call %d: %d of 60", at, n)
			}
			closed(t, s, true)
			s = Open(dir, "a")
			if n := found(t, s, 0, 60); n != 60 {
				t.Fatalf("after call %d: %d of 60 in the end", at, n)
			}
			closed(t, s, true)
			list, _ := os.ReadDir(dir)
			if len(list) > 3 {
				t.Fatalf("after call %d there is debris: %v", at, list)
			}
			if calls < at {
				break
			}
		}
	}
}

// TestNoRoom: a disk that takes nothing costs memory and nothing else.
func TestNoRoom(t *testing.T) {
	s := open(disk{fault: func(call, path string) error { return errDead }}, filepath.Join(t.TempDir(), "cache"), "a")
	fill(s, 0, 50)
	if n := found(t, s, 0, 50); n != 50 {
		t.Errorf("%d of 50", n)
	}
	s.Close(true)
}

func TestTemporary(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	s := Open("", "a")
	fill(s, 0, 50)
	if n := found(t, s, 0, 50); n != 50 {
		t.Errorf("%d of 50", n)
	}
	closed(t, s, true)
	if list, _ := os.ReadDir(os.Getenv("TMPDIR")); len(list) > 0 {
		t.Errorf("left behind: %v", list)
	}
}

func TestSum(t *testing.T) {
	if Sum("a", "bc") == Sum("ab", "c") || Sum("a") == Sum("a", "") {
		t.Error("two lists of parts have one key")
	}
	if Digest(map[string]int{"a": 1, "b": 2}) != Digest(map[string]int{"b": 2, "a": 1}) || Digest("a") == Digest("b") {
		t.Error("a digest is of something else than the data")
	}
}
