package main

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"dossier/internal/build"
	"dossier/internal/imports"
	"dossier/internal/intake"
	"dossier/internal/starter"

	"github.com/spf13/cobra"
)

func newCommand() *cobra.Command {
	var buildInCI bool
	cmd := &cobra.Command{
		Use:   "new DIR [FILE...]",
		Short: "Write a small project that builds at once",
		Long: `Writes a small project that builds at once. With files (text, HTML, PDF) the project
is filled with them instead of an example, and the site is built: names and dates are
found by themselves, and what was doubtful is listed.

A workflow for GitHub Pages comes with it. It publishes site/ as you commit it and needs
no tool; with --build-in-ci it builds the site with this version of dossier.`,
		Example: "  dossier new my-dossier\n  dossier new my-dossier scans/*.txt report.pdf",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			dir, files := args[0], args[1:]
			o := starter.Options{Title: titleOf(dir), Bare: len(files) > 0}
			if buildInCI {
				o.Build = thisTool()
			}
			if err := starter.Write(dir, o); err != nil {
				return errUsage{err}
			}
			if buildInCI && (repository == "" || !released()) {
				fmt.Fprintln(cmd.ErrOrStderr(), "note: this is no released dossier; check DOSSIER_REPOSITORY and DOSSIER_VERSION in .github/workflows/pages.yml")
			}
			if len(files) == 0 {
				fmt.Fprintf(cmd.OutOrStdout(), "wrote a project to %s\nnext: cd %s && dossier serve\n", dir, dir)
				return nil
			}
			return fill(cmd, dir, files)
		},
	}
	cmd.Flags().BoolVar(&buildInCI, "build-in-ci", false, "the workflow builds the site, in place of publishing the committed one")
	return cmd
}

// fill imports files into a new project and builds it.
func fill(cmd *cobra.Command, dir string, files []string) error {
	w := cmd.ErrOrStderr()
	results, failed := importFiles(w, files, imports.Options{Project: dir}, false)
	if len(results) == 0 {
		return errContent
	}
	if err := runBuild(cmd.Context(), w, w, build.Options{Source: dir, Output: build.DefaultOutput(dir)}, "text", false); err != nil {
		return err
	}
	tellDoubts(w, results)
	if failed {
		return errContent
	}
	return nil
}

// tellDoubts lists what the author should look at.
func tellDoubts(w io.Writer, results []*imports.Result) {
	doubt := map[string]bool{}
	for _, k := range intake.Kinds {
		doubt[k.Name] = k.Doubt
	}
	for _, r := range results {
		for _, e := range r.Log {
			if doubt[e.Kind] {
				fmt.Fprintf(w, "to look at: %s:%d: %s\n", r.File, e.Line, e.Message)
			}
		}
	}
}

// titleOf makes a title of a folder's name: "my-dossier" -> "My dossier".
func titleOf(dir string) string {
	if abs, err := filepath.Abs(dir); err == nil {
		dir = abs
	}
	words := strings.Join(strings.FieldsFunc(filepath.Base(dir), func(r rune) bool { return r == '-' || r == '_' || r == ' ' }), " ")
	if words == "" {
		return "My dossier"
	}
	first := []rune(words)[0]
	return strings.ToUpper(string(first)) + words[len(string(first)):]
}
