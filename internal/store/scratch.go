package store

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"sync"
)

// Scratch holds what is made in passing and read back later, outside of memory where some
// disk has room for it. It is no part of a store, but as little depends on the disk: where
// no file can be made, or the disk is full, the rest stays in memory. Many may read while one writes.
type Scratch struct {
	disk   disk
	mu     sync.Mutex
	file   *os.File // nil where none could be made
	name   string   // of the file, "" when it has lost its name
	onDisk int64    // bytes in the file
	rest   []byte   // the bytes behind them
	full   bool     // the file takes no more
}

// scratchName begins the name that a file of a scratch has for a moment.
const scratchName = "dossier-scratch-"

// NewScratch makes a scratch in the first folder that takes a file, "" for the system's
// folder of temporary files. The file loses its name at once where the system allows it, so
// that a process that is killed leaves nothing behind.
func NewScratch(folders ...string) *Scratch { return newScratch(disk{}, folders...) }

func newScratch(d disk, folders ...string) *Scratch {
	s := &Scratch{disk: d, full: true}
	for _, dir := range folders {
		f, err := d.temporary(dir)
		if err != nil {
			continue
		}
		s.file, s.full = f, false
		if err := os.Remove(f.Name()); err != nil && !errors.Is(err, fs.ErrNotExist) { // where an open file cannot be removed
			s.name = f.Name()
		}
		break
	}
	return s
}

// Write never fails.
func (s *Scratch) Write(data []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	rest := data
	if !s.full {
		n, err := s.disk.writeAt(s.file, data, s.onDisk)
		s.onDisk += int64(n)
		s.full = err != nil
		rest = data[n:]
	}
	s.rest = append(s.rest, rest...)
	return len(data), nil
}

// Size is how many bytes were written.
func (s *Scratch) Size() int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.onDisk + int64(len(s.rest))
}

// ReadAt reads what was written.
func (s *Scratch) ReadAt(data []byte, at int64) (n int, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if at < s.onDisk {
		n, err = s.file.ReadAt(data[:min(int64(len(data)), s.onDisk-at)], at)
		if err != nil {
			return n, err
		}
	}
	if behind := at + int64(n) - s.onDisk; n < len(data) && behind < int64(len(s.rest)) {
		n += copy(data[n:], s.rest[behind:])
	}
	if n < len(data) {
		return n, io.EOF
	}
	return n, nil
}

// Close gives the room back.
func (s *Scratch) Close() error {
	if s.file == nil {
		return nil
	}
	err := s.file.Close()
	if s.name != "" {
		err = errors.Join(err, os.Remove(s.name))
	}
	s.file, s.rest = nil, nil
	return err
}
