package store

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// TestScratchLeft: what a process left that was killed as it made one is gone with the next
// use of the store; what somebody else put there stays.
func TestScratchLeft(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{scratchName + "1", packName + ".new", "mine"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("x"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	closed(t, Open(dir, "a"), true)
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range list {
		names = append(names, e.Name())
	}
	if want := []string{"mine", indexName, lockName, packName}; !slices.Equal(names, want) {
		t.Errorf("left are %v, not %v", names, want)
	}
}

// TestScratch writes more than the disk takes, to disks that fail at once, later and
// never: what is read back is what was written, and nothing is left behind.
func TestScratch(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	for _, folders := range [][]string{{dir}, {file, dir}, {filepath.Join(dir, "none")}, {}} {
		for fails := range 8 {
			calls := 0
			s := newScratch(disk{fault: func(call, path string) error {
				if calls++; calls > fails && fails > 0 {
					return errDead
				}
				return nil
			}}, folders...)
			var want []byte
			for i := range 6 {
				part := bytes.Repeat([]byte{byte('a' + i)}, 1000+i)
				if n, err := s.Write(part); n != len(part) || err != nil {
					t.Fatalf("%d of %d written: %v", n, len(part), err)
				}
				want = append(want, part...)
			}
			got, err := io.ReadAll(io.NewSectionReader(s, 0, s.Size()))
			if err != nil || !bytes.Equal(got, want) {
				t.Errorf("%v, failing after %d: %d bytes read, not %d: %v", folders, fails, len(got), len(want), err)
			}
			for _, at := range []int64{0, 1499, 3000, s.Size() - 10} {
				part := make([]byte, 700)
				n, err := s.ReadAt(part, at)
				if !bytes.Equal(part[:n], want[at:min(at+700, s.Size())]) || (n < 700) != (err == io.EOF) {
					t.Errorf("%v, failing after %d: at %d %d bytes, %v", folders, fails, at, n, err)
				}
			}
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		}
	}
	if list, err := os.ReadDir(dir); err != nil || len(list) != 1 {
		t.Errorf("left behind: %v %v", list, err)
	}
}
