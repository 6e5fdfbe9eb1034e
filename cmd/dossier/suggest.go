package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"dossier/internal/build"
	"dossier/internal/source"
	"dossier/internal/suggest"

	"github.com/spf13/cobra"
)

// shownProposals is how many proposals a terminal shows unless the author says
// otherwise.
const shownProposals = 20

// suggestFlags are the flags of the suggest command.
type suggestFlags struct {
	asJSON         bool
	limit          int
	accept, refuse []string
	apply          string
}

func suggestCommand() *cobra.Command {
	var o suggestFlags
	cmd := &cobra.Command{
		Use:   "suggest [DIR]",
		Short: "Propose names that the articles use and the project does not know",
		Long: `Lists new names and new forms of known names, best first, each with its count, a
guessed type and example sentences. Decisions are written into content/entities.yaml
and content/refused.yaml, plain text that can be edited by hand: comments and order
survive, and a refused name is never proposed again.`,
		Example: `  dossier suggest
  dossier suggest --accept "Ada Berg" --accept "Berg Line=berg-line" --refuse Monday
  dossier suggest --json > names.json     then write accept or refuse into "decision"
  dossier suggest --apply names.json`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			dir := "."
			if len(args) > 0 {
				dir = args[0]
			}
			if err := isFolder("the project", dir); err != nil {
				return err
			}
			if o.limit < 0 {
				return errUsage{errors.New("--limit takes a number from 0, which is all")}
			}
			if !cmd.Flags().Changed("limit") && !o.asJSON {
				o.limit = shownProposals
			}
			return runSuggest(cmd, dir, o)
		},
	}
	f := cmd.Flags()
	f.BoolVar(&o.asJSON, "json", false, "for programs, and for --apply: all proposals as a JSON list")
	f.IntVar(&o.limit, "limit", 0, "how many to list, 0 for all (default "+strconv.Itoa(shownProposals)+", with --json all)")
	f.StringArrayVar(&o.accept, "accept", nil, "accept the proposal NAME, as NAME=ID under an id of your own or as a form of that entity")
	f.StringArrayVar(&o.refuse, "refuse", nil, "never propose NAME again")
	f.StringVar(&o.apply, "apply", "", "take the decisions from an edited --json list, - for standard input")
	return cmd
}

func runSuggest(cmd *cobra.Command, dir string, o suggestFlags) error {
	r, err := build.Suggest(cmd.Context(), dir, 0)
	if err != nil {
		return err
	}
	var fatal []source.Problem
	for _, p := range r.Problems {
		if p.Severity() == source.Error {
			fatal = append(fatal, p)
		}
	}
	if len(fatal) > 0 {
		showProblems(cmd.ErrOrStderr(), dir, fatal)
		return errContent
	}
	if len(o.accept)+len(o.refuse) > 0 || o.apply != "" {
		return decide(cmd, dir, r, o)
	}
	list := r.Proposals
	if o.limit > 0 {
		list = list[:min(len(list), o.limit)]
	}
	if o.asJSON {
		out := json.NewEncoder(cmd.OutOrStdout())
		out.SetEscapeHTML(false)
		out.SetIndent("", "  ")
		if list == nil {
			list = []suggest.Proposal{}
		}
		return out.Encode(list)
	}
	showProposals(cmd.OutOrStdout(), r, list)
	return nil
}

// decide writes the decisions of the command line and of an edited list.
func decide(cmd *cobra.Command, dir string, r *build.Review, o suggestFlags) error {
	var d build.Decisions
	if o.apply != "" {
		text, err := readApplied(cmd, o.apply)
		if err != nil {
			return err
		}
		if d.Accepted, d.Refused, err = suggest.ReadDecisions(text); err != nil {
			return errUsage{fmt.Errorf("--apply: %w", err)}
		}
	}
	for _, a := range o.accept {
		name, id, _ := strings.Cut(a, "=")
		if err := r.Accept(&d, strings.TrimSpace(name), strings.TrimSpace(id)); err != nil {
			return errUsage{fmt.Errorf("--accept: %w", err)}
		}
	}
	d.Refused = append(d.Refused, o.refuse...)
	changed, err := r.Write(d)
	if err != nil {
		return errUsage{err}
	}
	w := cmd.OutOrStdout()
	fmt.Fprintf(w, "%s accepted, %s refused\n", count(len(d.Accepted), "name"), count(len(d.Refused), "name"))
	for _, name := range changed {
		fmt.Fprintf(w, "wrote %s\n", filepath.ToSlash(filepath.Join(dir, filepath.FromSlash(name))))
	}
	if len(changed) == 0 {
		fmt.Fprintln(w, "no file changed")
	}
	return nil
}

func readApplied(cmd *cobra.Command, name string) ([]byte, error) {
	if name == "-" {
		return io.ReadAll(cmd.InOrStdin())
	}
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, errUsage{fmt.Errorf("--apply: %w", err)}
	}
	return text, nil
}

// showProposals prints a list for a reader at a terminal: new names, then new forms of
// names that are known or proposed.
func showProposals(w io.Writer, r *build.Review, list []suggest.Proposal) {
	var names, forms []suggest.Proposal
	for _, p := range list {
		if p.AliasOf == "" {
			names = append(names, p)
		} else {
			forms = append(forms, p)
		}
	}
	if len(list) == 0 {
		fmt.Fprintf(w, "no new name in %s\n", count(r.Articles, "article"))
		return
	}
	fmt.Fprintf(w, "%s in %s", count(len(r.Proposals), "proposal"), count(r.Articles, "article"))
	if len(list) < len(r.Proposals) {
		fmt.Fprintf(w, "; the first %d (--limit 0 shows all)", len(list))
	}
	fmt.Fprintln(w)
	for _, part := range []struct {
		title string
		list  []suggest.Proposal
	}{{"New names", names}, {"New forms of names", forms}} {
		if len(part.list) > 0 {
			fmt.Fprintf(w, "\n%s\n", part.title)
		}
		for _, p := range part.list {
			showProposal(w, p)
		}
	}
	fmt.Fprintf(w, "\naccept: dossier suggest --accept %s\nrefuse: dossier suggest --refuse %s\n", quoted(list[0].Name), quoted(list[0].Name))
}

func showProposal(w io.Writer, p suggest.Proposal) {
	name := p.Name
	if p.AliasOf != "" {
		name += " = " + p.AliasOf
	}
	fmt.Fprintf(w, "\n%s\n  %s in %s, score %d: %s\n", name, count(p.Count, "mention"), count(p.Articles, "article"), p.Score, p.Reason)
	fmt.Fprintf(w, "  %s: %s\n", p.Type, p.TypeReason)
	if len(p.Aliases) > 0 {
		fmt.Fprintf(w, "  also %s\n", strings.Join(p.Aliases, ", "))
	}
	for _, e := range p.Examples {
		fmt.Fprintf(w, "  %s: %s\n", e.At, e.Sentence)
	}
}

// quoted writes a word as a shell takes it.
func quoted(s string) string {
	if strings.ContainsFunc(s, func(r rune) bool { return strings.ContainsRune(" '\"\\$`!&;()<>|*?[]{}#~", r) }) {
		return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
	}
	return s
}
