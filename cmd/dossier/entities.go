package main

import (
	"fmt"
	"io"
	"os"

	"dossier/internal/build"
)

// importEntities reads tables of entities, as `dossier export entities` writes them and
// OpenRefine fills them in, into the project's list of entities.
func importEntities(w io.Writer, dir string, files []string, dry bool) error {
	for _, name := range files {
		table, err := os.ReadFile(name)
		if err != nil {
			return errUsage{fmt.Errorf("import %s: %w", name, err)}
		}
		m, err := build.MergeEntities(dir, table, dry)
		if err != nil {
			return errUsage{fmt.Errorf("import %s: %w", name, err)}
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
	return nil
}
