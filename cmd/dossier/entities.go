package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"dossier/internal/build"
)

// importEntities reads tables of entities, as `dossier export entities` writes them and
// OpenRefine fills them in, into the project's list of entities.
func importEntities(w, complain io.Writer, dir string, files []string, dry bool) error {
	refused := false
	for _, name := range files {
		table, err := readTable(name)
		if err != nil {
			return err
		}
		m, err := build.MergeEntities(dir, table, dry)
		if isOfMachine(err) {
			return fmt.Errorf("import %s: %w", name, err)
		}
		if err != nil {
			fmt.Fprintf(complain, "%s: %v\n", name, err)
			refused = true
			continue
		}
		done := ""
		if dry {
			done = " (nothing was written)"
		}
		fmt.Fprintf(w, "%s -> %s: %d added, %d changed%s\n", name, m.File, len(m.Added), len(m.Changed), done)
		for _, apart := range m.Apart {
			fmt.Fprintf(w, "  left alone, for it has a file of its own: %s\n", apart)
		}
	}
	if refused {
		return errContent
	}
	return nil
}

// tableLimit is the size, in bytes, of the largest table or timeline that is read.
const tableLimit = 16 << 20

// readTable reads a file that somebody else has made.
func readTable(name string) ([]byte, error) {
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, errUsage{fmt.Errorf("there is no file %s", name)}
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, errUsage{fmt.Errorf("%s is no regular file", name)}
	case info.Size() > tableLimit:
		return nil, errUsage{fmt.Errorf("%s has %d MB, more than the %d that are read", name, info.Size()>>20, tableLimit>>20)}
	}
	return os.ReadFile(name)
}

// isOfMachine tells an error of the disk from one of what a file says.
func isOfMachine(err error) bool {
	var disk *fs.PathError
	return errors.As(err, &disk)
}
