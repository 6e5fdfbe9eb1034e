package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"dossier/internal/build"
	"dossier/internal/config"

	"github.com/spf13/cobra"
)

func buildCommand() *cobra.Command {
	var o build.Options
	var quiet, noCache bool
	var format string
	cmd := &cobra.Command{
		Use:   "build",
		Short: "Build the site",
		Example: `  dossier build
  dossier build --source notes --output out
  dossier build --base-url https://example.org/dossier/`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := checkFormat(format); err != nil {
				return err
			}
			boundMemory()
			var err error
			if o.BaseURL, err = baseURL(o.BaseURL); err != nil {
				return err
			}
			if o.Output == "" {
				o.Output = build.DefaultOutput(o.Source)
			}
			if noCache && o.Cache != "" {
				return errUsage{errors.New("--cache and --no-cache exclude each other")}
			}
			if o.Cache == "" && !noCache {
				o.Cache = build.DefaultCache(o.Source)
			}
			o.Program = programVersion()
			ctx, stop := untilSignal(cmd.Context())
			defer stop()
			return runBuild(ctx, cmd.ErrOrStderr(), problemWriter(cmd, format), o, format, quiet)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.Source, "source", ".", "folder of the project")
	f.StringVar(&o.Output, "output", "", "folder of the site (default site/ in the project)")
	f.StringVar(&o.BaseURL, "base-url", "", "address that the site will have")
	asOfFlag(cmd, &o.AsOf)
	f.BoolVar(&o.Strict, "strict", false, "warnings stop the build too")
	f.BoolVar(&o.Force, "force", false, "take over an output folder with files of others; nothing in it is deleted")
	f.StringVar(&o.Cache, "cache", "", "folder of finished work for the next build (default .dossier/ in the project)")
	f.BoolVar(&noCache, "no-cache", false, "use no finished work and leave none")
	f.StringVar(&format, "format", "text", "how problems are printed: "+strings.Join(formats, ", "))
	f.BoolVarP(&quiet, "quiet", "q", false, "say nothing but problems")
	return cmd
}

// baseURL checks the value of --base-url, which may be missing.
func baseURL(value string) (string, error) {
	if value == "" {
		return "", nil
	}
	address, err := config.BaseURL(value)
	if err != nil {
		return "", errUsage{fmt.Errorf("--base-url: %w", err)}
	}
	return address, nil
}

// grace is how long a build that is told to stop may take to clear its things away.
const grace = 2 * time.Second

// untilSignal ends the context at the first signal to stop. A second one ends the program,
// and so does work that does not heed the first: a build may be killed at any moment, and
// the next one clears away what it left.
func untilSignal(parent context.Context) (ctx context.Context, stop func()) {
	ctx, restore := signal.NotifyContext(parent, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	release := context.AfterFunc(ctx, func() {
		restore()
		time.Sleep(grace)
		fmt.Fprintln(os.Stderr, "dossier: stopped; the published site is old or new, and the next build clears up")
		os.Exit(exitInternal)
	})
	return ctx, func() { release(); restore() }
}

func runBuild(ctx context.Context, w, problemsTo io.Writer, o build.Options, format string, quiet bool) error {
	start := time.Now()
	p := newProgress(quiet)
	o.Progress = p.stage
	result, err := build.Run(ctx, o)
	p.done()
	if errors.Is(err, context.Canceled) {
		return errors.New("stopped; the published site is as it was")
	}
	if err != nil {
		return err
	}
	newPrinter(problemsTo, format, o.Source).problems(result.Problems)
	if result.Failed {
		if format == "text" {
			fmt.Fprintf(w, "nothing was built: %s\n", countProblems(result))
		}
		return errContent
	}
	if !quiet && format == "text" {
		summary(w, o, result, time.Since(start))
	}
	return nil
}

func summary(w io.Writer, o build.Options, r *build.Result, took time.Duration) {
	for _, n := range append(r.Notes, r.Report.Notes...) {
		fmt.Fprintf(w, "note: %s\n", n)
	}
	if r.Report.InPlace != "" {
		fmt.Fprintf(w, "note: files were replaced one by one, since %s\n", r.Report.InPlace)
	}
	fmt.Fprintf(w, "built %s, %s, %s, %s, %s, %s in %.1f seconds\n",
		count(r.Articles, "article"), count(r.Entities, "entity"), count(r.Mentions, "mention"),
		count(r.Footnote, "note"), count(r.Events, "event"), count(r.Pages, "page"), took.Seconds())
	fmt.Fprintf(w, "in %s; look at it with: dossier serve%s\n", shown(o.Output), sourceFlag(o.Source))
}

// shown is a path as the author would write it.
func shown(name string) string {
	if abs, err := filepath.Abs(name); err == nil {
		if wd, err := os.Getwd(); err == nil {
			if rel, err := filepath.Rel(wd, abs); err == nil && filepath.IsLocal(rel) {
				return filepath.ToSlash(rel) + "/"
			}
		}
	}
	return name
}

func sourceFlag(source string) string {
	if source == "." || source == "" {
		return ""
	}
	return " --source " + source
}

func countProblems(r *build.Result) string { return count(len(r.Problems), "problem") }

// count writes a number with the word it counts.
func count(n int, word string) string {
	switch {
	case n == 1:
		return "1 " + word
	case strings.HasSuffix(word, "s"):
		return fmt.Sprintf("%d %ses", n, word)
	case word[len(word)-1] == 'y':
		return fmt.Sprintf("%d %sies", n, word[:len(word)-1])
	}
	return fmt.Sprintf("%d %ss", n, word)
}
