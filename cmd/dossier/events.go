package main

import (
	"fmt"
	"strings"

	"dossier/internal/build"

	"github.com/spf13/cobra"
)

// importEvents reads timelines and tables of events into the project's list of events. A
// file with a row that cannot be read changes nothing.
func importEvents(cmd *cobra.Command, dir string, files []string, dry bool) error {
	w, refused := cmd.OutOrStdout(), false
	for _, name := range files {
		raw, err := readTable(name)
		if err != nil {
			return err
		}
		m, err := build.MergeEvents(cmd.Context(), dir, name, raw, dry)
		if isOfMachine(err) {
			return fmt.Errorf("import %s: %w", name, err)
		}
		if err != nil {
			fmt.Fprintf(cmd.ErrOrStderr(), "%s: %v\n", name, err)
			refused = true
			continue
		}
		if len(m.Problems) > 0 {
			showProblems(cmd.ErrOrStderr(), ".", m.Problems)
			refused = true
			continue
		}
		done := ""
		if dry {
			done = " (nothing was written)"
		}
		fmt.Fprintf(w, "%s -> %s: %d added, %d changed, %d there already%s\n", name, m.File, len(m.Added), len(m.Changed), m.There, done)
		if m.Told > 0 {
			fmt.Fprintf(w, "  left alone, for the texts tell of them: %d\n", m.Told)
		}
		for _, title := range m.Apart {
			fmt.Fprintf(w, "  left alone, for an article or page states it: %s\n", title)
		}
		for _, line := range []struct {
			what string
			list []string
		}{{"events have no key for: ", m.Left}, {"left out, for the project has no such entity: ", m.Unknown}} {
			if len(line.list) > 0 {
				fmt.Fprintf(w, "  %s%s\n", line.what, strings.Join(line.list, ", "))
			}
		}
	}
	if refused {
		return errContent
	}
	return nil
}
