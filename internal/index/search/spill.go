package search

import (
	"fmt"
	"io"
	"sync"

	"dossier/internal/store"
)

// Disk keeps runs outside of memory where a disk has room for them. Close it when the
// index is finished.
type Disk struct {
	mu      sync.Mutex
	folders []string
	scratch *store.Scratch
}

// NewDisk keeps runs in the first folder that takes a file, "" for the system's folder of
// temporary files. There is no file until there is a run.
func NewDisk(folders ...string) *Disk { return &Disk{folders: folders} }

// Spill is for Options.
func (d *Disk) Spill(run []byte) (io.Reader, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.scratch == nil {
		d.scratch = store.NewScratch(d.folders...)
	}
	at := d.scratch.Size()
	n, err := d.scratch.Write(run)
	if err != nil {
		return nil, fmt.Errorf("keep a part of the search index: %w", err)
	}
	return io.NewSectionReader(d.scratch, at, int64(n)), nil
}

// size is how many bytes are kept.
func (d *Disk) size() int64 {
	if d.scratch == nil {
		return 0
	}
	return d.scratch.Size()
}

// Close removes the file.
func (d *Disk) Close() error {
	if d.scratch == nil {
		return nil
	}
	return d.scratch.Close()
}
