package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"

	"dossier/internal/build"
	"dossier/internal/inspect"

	"github.com/spf13/cobra"
)

func inspectCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "inspect FILE",
		Short: "What dossier sees in one article",
		Long: `Shows the notes, names, dates and problems of one article, each name with the rule
that recognised it and each date with the reason for its reading. The file need not
belong to a project.`,
		Example: "  dossier inspect content/articles/a.md\n  dossier inspect a.md --json",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			v, err := build.Inspect(args[0])
			if errors.Is(err, fs.ErrNotExist) {
				return errUsage{fmt.Errorf("there is no file %s", args[0])}
			}
			if errors.Is(err, fs.ErrInvalid) {
				return errUsage{fmt.Errorf("%s is no regular file", args[0])}
			}
			if err != nil {
				return err
			}
			if !asJSON {
				showView(cmd.OutOrStdout(), args[0], v)
				return nil
			}
			out := json.NewEncoder(cmd.OutOrStdout())
			out.SetEscapeHTML(false)
			return out.Encode(v)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "for programs: one JSON object")
	return cmd
}

// showView prints a view for a reader at a terminal.
func showView(w io.Writer, name string, v inspect.View) {
	fmt.Fprintf(w, "%s: %s, %s, %s, %s\n", name, count(len(v.Notes), "note"), count(len(v.Mentions), "mention"),
		count(len(v.Dates), "date"), count(len(v.Diagnostics), "problem"))
	section := func(title string, n int) {
		if n > 0 {
			fmt.Fprintf(w, "\n%s\n", title)
		}
	}
	section("Headings", len(v.Headings))
	for _, h := range v.Headings {
		fmt.Fprintf(w, "  #%s  %s\n", h.ID, h.Text)
	}
	section("Notes", len(v.Notes))
	for _, n := range v.Notes {
		fmt.Fprintf(w, "  %d [^%s], %s: %s\n", n.Number, n.Label, count(n.Refs, "mark"), n.Text)
	}
	section("Names", len(v.Mentions))
	for _, m := range v.Mentions {
		fmt.Fprintf(w, "  %s -> %s (%s)\n", m.Surface, m.Entity, m.Rule)
	}
	section("Dates", len(v.Dates))
	for _, d := range v.Dates {
		date := d.EDTF
		if date == "" {
			date = d.Value
		}
		fmt.Fprintf(w, "  %d:%d: %s -> %s, %s\n    %s\n", d.Line, d.Column, d.Surface, date, d.Reason, d.Sentence)
	}
	open := slices.DeleteFunc(slices.Clone(v.Dates), func(d inspect.Date) bool { return !d.Open })
	section("Unresolved dates, to be placed with dates: {reference: ...} or dates: {set: ...}", len(open))
	for _, d := range open {
		fmt.Fprintf(w, "  %d:%d: %s: %s\n", d.Line, d.Column, d.Surface, d.Reason)
	}
	section("Problems", len(v.Diagnostics))
	for _, p := range v.Diagnostics {
		fmt.Fprintf(w, "  %s:%d:%d: %s [%s]\n", name, p.Line, p.Column, p.Message, p.Code)
	}
}
