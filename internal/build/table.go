package build

import (
	"fmt"
	"path/filepath"
	"slices"

	"dossier/internal/edit"
	"dossier/internal/read"
)

// Merged tells what a table did to a project's entities.
type Merged struct {
	File    string   // the project's file of entities
	Added   []string // ids
	Changed []string // ids
	Apart   []string // "id: file" of entities that have a file of their own, which is left alone
}

// MergeEntities writes a table of entities (see edit.ReadTable) into a project's
// file of entities; with dry it only tells what would change.
func MergeEntities(dir string, table []byte, dry bool) (Merged, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return Merged{}, err
	}
	p, err := read.Scan(abs, read.Options{Output: DefaultOutput(abs)})
	if err != nil {
		return Merged{}, err
	}
	rows, err := edit.ReadTable(table)
	if err != nil {
		return Merged{}, err
	}
	m := Merged{File: p.EntityFile()}
	own := map[string]string{}
	for _, e := range p.Catalogue.Entities {
		if e.Place.File != m.File {
			own[e.ID] = e.Place.File
		}
	}
	rows = slices.DeleteFunc(rows, func(r edit.Row) bool {
		file, apart := own[r.ID]
		if apart {
			m.Apart = append(m.Apart, r.ID+": "+file)
		}
		return apart
	})
	r := Review{project: p}
	before, err := r.decided(m.File)
	if err != nil {
		return m, err
	}
	after, added, changed, err := edit.Merge(before, rows)
	if err != nil {
		return m, fmt.Errorf("%s: %w", m.File, err)
	}
	m.Added, m.Changed = added, changed
	if dry || string(before) == string(after) {
		return m, nil
	}
	return m, edit.Replace(filepath.Join(p.Dir, filepath.FromSlash(m.File)), after)
}
