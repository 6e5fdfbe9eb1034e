package search

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"
)

// Disk keeps runs in one file of a folder. Close it when the index is finished.
type Disk struct {
	mu   sync.Mutex
	dir  string
	file *os.File
	size int64
}

// NewDisk keeps runs in dir, "" for the system's folder of temporary files. There is no
// file until there is a run.
func NewDisk(dir string) *Disk { return &Disk{dir: dir} }

// Spill is for Options.
func (d *Disk) Spill(run []byte) (io.Reader, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.file == nil {
		f, err := os.CreateTemp(d.dir, "dossier-search-*")
		if err != nil {
			return nil, fmt.Errorf("keep a part of the search index: %w", err)
		}
		d.file = f
	}
	n, err := io.Copy(io.NewOffsetWriter(d.file, d.size), bytes.NewReader(run))
	if err != nil {
		return nil, fmt.Errorf("keep a part of the search index: %w", err)
	}
	part := io.NewSectionReader(d.file, d.size, n)
	d.size += n
	return part, nil
}

// Close removes the file.
func (d *Disk) Close() error {
	if d.file == nil {
		return nil
	}
	return errors.Join(d.file.Close(), os.Remove(d.file.Name()))
}
