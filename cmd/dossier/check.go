package main

import (
	"cmp"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"

	"dossier/internal/build"
	"dossier/internal/check"
	"dossier/internal/leaks"
	"dossier/internal/moves"
	"dossier/internal/read"
	"dossier/internal/source"

	"github.com/spf13/cobra"
)

func checkCommand() *cobra.Command {
	var o check.Options
	var project build.Options
	var strict, lock, external bool
	var format string
	cmd := &cobra.Command{
		Use:   "check [DIR]",
		Short: "Is every link of a built site good?",
		Long: `Crawls a built site and reports every broken link inside it, missing anchor,
duplicate id, missing file and file that is too large. Where the project of the
site is at hand, it also reports what must not be in any file: names of redact:
and texts that are withheld or under an embargo. Links to other sites are counted
and tried only with --external: one request at a time to a host, a second apart.`,
		Example: "  dossier check\n  dossier check site --verify\n  dossier check --lock          remember every address: a build warns when one is gone",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := checkFormat(format); err != nil {
				return err
			}
			dir := "site"
			if len(args) == 1 {
				dir = args[0]
			}
			if err := isFolder("the site", dir); err != nil {
				return err
			}
			var err error
			if o.BaseURL, err = baseURL(o.BaseURL); err != nil {
				return err
			}
			if o.Guard, err = guardOf(cmd, project, dir, format); err != nil {
				return err
			}
			report, problems, err := check.Site(dir, o)
			if err != nil {
				return err
			}
			if external {
				more, err := askOthers(cmd, report.Outgoing)
				if err != nil {
					return err
				}
				problems = source.Sort(append(problems, more...))
			}
			newPrinter(problemWriter(cmd, format), format, dir).problems(problems)
			if format == "text" {
				fmt.Fprintf(cmd.ErrOrStderr(), "checked %s, %s and %s inside the site: %s\n",
					count(report.Files, "file"), count(report.Pages, "page"), count(report.Links, "link"), count(len(problems), "problem"))
			}
			if lock {
				if err := remember(cmd, cmp.Or(projectOf(project.Source, dir), "."), report.Addresses); err != nil {
					return err
				}
			}
			if source.HasErrors(problems) || strict && len(problems) > 0 {
				return errContent
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&project.Source, "source", "", "folder of the project, which says what must not be published (default: where the site is)")
	asOfFlag(cmd, &project.AsOf)
	cmd.Flags().BoolVar(&o.Verify, "verify", false, "compare every file with its hash in the manifest")
	cmd.Flags().StringVar(&o.BaseURL, "base-url", "", "address of the site (default: what its pages say)")
	cmd.Flags().StringVar(&format, "format", "text", "how problems are printed: "+strings.Join(formats, ", "))
	cmd.Flags().BoolVar(&external, "external", false, "ask other sites whether the pages that are linked to are there")
	cmd.Flags().BoolVar(&lock, "lock", false, "add the addresses of all pages to the project's content/urls.lock")
	cmd.Flags().BoolVar(&strict, "strict", false, "warnings fail the check too")
	return cmd
}

// askOthers tries the links that leave the site. Nothing else in dossier uses a network.
func askOthers(cmd *cobra.Command, list []check.Outgoing) ([]source.Problem, error) {
	ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	r, problems, err := check.External(ctx, list, check.ExternalOptions{Agent: "dossier/" + version + " (link check)"})
	if err != nil {
		return nil, fmt.Errorf("the links to other sites: %w", err)
	}
	fmt.Fprintf(cmd.ErrOrStderr(), "asked for %s of other sites: %d answered, %d gone, %d would not say, %d beyond the limits\n",
		count(len(list), "page"), r.Good, r.Gone, r.Undecided, r.Untried)
	return problems, nil
}

// projectOf is the folder of the project that a site belongs to, "" when there is none.
func projectOf(source, dir string) string {
	if source != "" {
		return source
	}
	if parent := filepath.Dir(filepath.Clean(dir)); read.IsProject(parent) {
		return parent
	}
	return ""
}

// guardOf learns from the project of a site what must not be in it; nil where there is no
// project. One that only lies beside the site may have problems: then a note says that
// nobody knows. One that was named must be sound.
func guardOf(cmd *cobra.Command, o build.Options, dir, format string) (*leaks.Guard, error) {
	named := o.Source != ""
	if o.Source = projectOf(o.Source, dir); o.Source == "" {
		return nil, nil
	}
	o.Output = dir
	guard, problems, err := build.Guard(cmd.Context(), o)
	switch {
	case len(problems) == 0:
	case named:
		newPrinter(problemWriter(cmd, format), format, o.Source).problems(problems)
		return nil, errContent
	case format == "text":
		fmt.Fprintln(cmd.ErrOrStderr(), "note: the project beside the site has problems, so the site was not read for what must not be published")
	}
	return guard, err
}

// remember adds the addresses of a site to those that its project keeps alive.
func remember(cmd *cobra.Command, dir string, addresses []string) error {
	p, err := read.Scan(dir, read.Options{})
	if err != nil {
		return errUsage{err}
	}
	file, added, err := moves.Remember(p, addresses)
	if err == nil {
		fmt.Fprintf(cmd.ErrOrStderr(), "%s added to %s\n", count(added, "address"), file)
	}
	return err
}
