package main

import (
	"fmt"
	"io"
	"os"

	"dossier/internal/source"

	"github.com/spf13/cobra"
)

// isTerminal tells whether a person looks at f.
func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0 && os.Getenv("TERM") != "dumb"
}

// progress shows on a terminal what a build is at, and wipes it away at the end.
type progress struct {
	w    io.Writer
	live bool
}

func newProgress(quiet bool) *progress {
	return &progress{os.Stderr, !quiet && isTerminal(os.Stderr)}
}

func (p *progress) stage(name string) {
	if p.live {
		fmt.Fprintf(p.w, "\r\x1b[K%s ...", name)
	}
}

func (p *progress) done() {
	if p.live {
		fmt.Fprint(p.w, "\r\x1b[K")
	}
}

// helpCommand explains commands, and codes of problems: `dossier help unused`.
func helpCommand(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use:     "help [COMMAND | CODE]",
		Short:   "Help about a command, or about a problem's code",
		Example: "  dossier help build\n  dossier help undefined",
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return root.Help()
			}
			if found, _, err := root.Find(args); err == nil && found != root {
				return found.Help()
			}
			what, example, severity, ok := source.Explain(source.Code(args[0]))
			if !ok {
				return errUsage{fmt.Errorf("there is neither a command nor a problem code %q%s", args[0], nearCode(args[0]))}
			}
			fmt.Fprintf(cmd.OutOrStdout(), "%s (%s)\n\n%s\n\n  %s\n", args[0], severity, what, example)
			return nil
		},
	}
}

func nearCode(word string) string {
	var codes []string
	for _, c := range source.Codes() {
		codes = append(codes, string(c))
	}
	if near := source.Nearest(word, codes); near != "" {
		return fmt.Sprintf(", did you mean %q?", near)
	}
	return ""
}
