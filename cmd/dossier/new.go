package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"dossier/internal/starter"

	"github.com/spf13/cobra"
)

func newCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "new DIR",
		Short:   "Write a small project that builds at once",
		Example: "  dossier new my-dossier\n  cd my-dossier && dossier serve",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			dir := args[0]
			if err := starter.Write(dir, titleOf(dir)); err != nil {
				return errUsage{err}
			}
			fmt.Fprintf(cmd.OutOrStdout(), "wrote a project to %s\nnext: cd %s && dossier serve\n", dir, dir)
			return nil
		},
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
