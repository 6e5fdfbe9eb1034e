package main

import (
	"fmt"

	"dossier/internal/moves"

	"github.com/spf13/cobra"
)

func renameCommand() *cobra.Command {
	var dir string
	cmd := &cobra.Command{
		Use:   "rename OLD NEW",
		Short: "Give an article or an entity another address; the old one leads on to it",
		Long: `Gives an article, page or entity another address and keeps the old one alive: links to
it, from outside and in the articles, go on working. OLD is the last part of the
address, the address, or the file; NEW is the last part of the new one. The old
address is written into the front matter (aliases:), under the entity (formerly:) and
into content/urls.lock.`,
		Example: `  dossier rename a-visit a-visit-in-spring
  dossier rename /entities/berg-line/ bergen-line
  dossier rename content/articles/draft2.md first-light`,
		Args: cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			r, err := moves.Rename(dir, args[0], args[1])
			if err != nil {
				return errUsage{err}
			}
			if len(r.Problems) > 0 {
				showProblems(cmd.ErrOrStderr(), dir, r.Problems)
				return errContent
			}
			w := cmd.OutOrStdout()
			fmt.Fprintf(w, "%s -> %s\n", r.From, r.To)
			for _, name := range r.Changed {
				fmt.Fprintf(w, "  wrote %s\n", name)
			}
			for _, move := range r.Moved {
				fmt.Fprintf(w, "  moved %s\n", move)
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&dir, "source", ".", "folder of the project")
	return cmd
}
