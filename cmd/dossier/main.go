// Command dossier turns a folder of articles into a static research site.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// The exit codes.
const (
	exitClean    = 0
	exitContent  = 1 // the author's content has problems that stop the command
	exitUsage    = 2 // the command was called wrongly
	exitInternal = 3 // the machine failed, or the program has a mistake
)

// errContent says that problems were shown and nothing more is to be said.
var errContent = errors.New("the content has problems")

// errUsage marks an error of the command line.
type errUsage struct{ error }

func main() { os.Exit(run()) }

func run() int {
	root := rootCommand()
	command, err := root.ExecuteContextC(context.Background())
	var usage errUsage
	switch {
	case err == nil:
		return exitClean
	case errors.Is(err, errContent):
		return exitContent
	case errors.As(err, &usage), !command.HasParent(), !started:
		fmt.Fprintf(os.Stderr, "dossier: %v\nhint: %s --help\n", err, command.CommandPath())
		return exitUsage
	}
	fmt.Fprintf(os.Stderr, "dossier: %v\n", err)
	return exitInternal
}

// started tells whether a command's own work has begun: cobra refuses wrong flags and
// arguments before.
var started bool

// begin looks at what every command has in common, before its own work begins.
func begin(cmd *cobra.Command, _ []string) error {
	if err := cmd.ValidateRequiredFlags(); err != nil {
		return err
	}
	if f := cmd.Flags().Lookup("source"); f != nil && f.Value.String() != "" {
		if err := isFolder("--source", f.Value.String()); err != nil {
			return err
		}
	}
	started = true
	return nil
}

// isFolder refuses a name that an option or an argument gives, unless it is a folder's.
func isFolder(what, name string) error {
	if info, err := os.Stat(name); err != nil || !info.IsDir() {
		return errUsage{fmt.Errorf("%s: there is no folder %s", what, name)}
	}
	return nil
}

// plainFlagError takes the words of Go's number reader out of what is said of a flag.
func plainFlagError(_ *cobra.Command, err error) error {
	var bad *pflag.InvalidValueError
	if !errors.As(err, &bad) {
		return err
	}
	switch bad.GetFlag().Value.Type() {
	case "bool":
		return fmt.Errorf("--%s: %q is neither true nor false", bad.GetFlag().Name, bad.GetValue())
	case "int":
		return fmt.Errorf("--%s: %q is no number", bad.GetFlag().Name, bad.GetValue())
	}
	return fmt.Errorf("--%s: %q: %w", bad.GetFlag().Name, bad.GetValue(), bad.Unwrap())
}

func rootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:   "dossier",
		Short: "Turn a folder of articles into a research site",
		Long: `dossier turns a folder of articles into a static research site: every footnote
resolves, every name has a page that quotes each mention, every date stands on a
timeline, and every statement is one click from its sentence.`,
		Example: `  dossier new my-dossier      a project that builds at once
  dossier build               the site, in site/
  dossier serve               the site while you write
  dossier check site          is every link of the site good?`,
		SilenceUsage:      true,
		SilenceErrors:     true,
		PersistentPreRunE: begin,
		CompletionOptions: cobra.CompletionOptions{HiddenDefaultCmd: false},
		RunE: func(cmd *cobra.Command, args []string) error {
			return cmd.Help()
		},
	}
	root.SetUsageTemplate(usageTemplate)
	root.SetFlagErrorFunc(plainFlagError)
	root.AddCommand(
		newCommand(),
		importCommand(),
		buildCommand(),
		serveCommand(),
		checkCommand(),
		suggestCommand(),
		renameCommand(),
		inspectCommand(),
		exportCommand(),
		annotateCommand(),
		versionCommand(),
	)
	root.SetHelpCommand(helpCommand(root))
	return root
}

// usageTemplate shows examples first: most people look for one.
const usageTemplate = `{{if .HasExample}}Examples:
{{.Example}}

{{end}}Usage:{{if .Runnable}}
  {{.UseLine}}{{end}}{{if .HasAvailableSubCommands}}
  {{.CommandPath}} COMMAND

Commands:{{range .Commands}}{{if (or .IsAvailableCommand (eq .Name "help"))}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

Flags:
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableSubCommands}}

More about a command: {{.CommandPath}} COMMAND --help{{end}}
`
