package main

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"dossier/internal/build"
	"dossier/internal/read"
	"dossier/internal/resolve/dates"
	"dossier/internal/resolve/entities"
	"dossier/internal/source"

	"github.com/spf13/cobra"
)

// annotateCommand holds the commands by which any corpus can be scored. They are for
// measuring, so the help leaves them out.
func annotateCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:    "annotate",
		Short:  "Mark names and dates in plain texts, for measuring",
		Hidden: true,
		Args:   cobra.NoArgs,
		RunE:   func(cmd *cobra.Command, args []string) error { return cmd.Help() },
	}
	cmd.AddCommand(annotateLinksCommand(), annotateNamesCommand(), annotateDatesCommand())
	return cmd
}

func annotateLinksCommand() *cobra.Command {
	var file string
	cmd := &cobra.Command{
		Use:   "links --entities FILE",
		Short: "Link the names of a list of entities",
		Long: `Reads lines {"id","text"} from standard input and prints for each, in the same order,
{"id","links":[{"start","end","entity","rule"}]}. The texts are plain text; offsets
count Unicode code points, the end is the first one behind. FILE has the form of
content/entities.yaml; its ids are printed as they are given.`,
		Example: "  dossier annotate links --entities entities.yaml < texts.jsonl",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			raw, err := os.ReadFile(file)
			if errors.Is(err, fs.ErrNotExist) {
				return errUsage{fmt.Errorf("--entities: there is no file %q", file)}
			}
			if err != nil {
				return err
			}
			f, problems := source.NewFile(file, raw)
			list, more := read.Entities(f)
			problems = append(problems, more...)
			showProblems(cmd.ErrOrStderr(), ".", problems)
			if source.HasErrors(problems) {
				return errContent
			}
			return entities.Annotate(list, cmd.InOrStdin(), cmd.OutOrStdout())
		},
	}
	cmd.Flags().StringVar(&file, "entities", "", "file with the entities")
	if err := cmd.MarkFlagRequired("entities"); err != nil {
		panic(err)
	}
	return cmd
}

func annotateNamesCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "names DIR",
		Short: "List every form of a name in a folder of texts",
		Long: `Prints every distinct form that would be proposed (full names, bare surnames,
acronyms), one a line, best first. Each text or Markdown file is one document.`,
		Example: "  dossier annotate names texts",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := isFolder("the texts", args[0]); err != nil {
				return err
			}
			names, err := build.Names(args[0])
			if err != nil {
				return err
			}
			out := bufio.NewWriter(cmd.OutOrStdout())
			for _, name := range names {
				fmt.Fprintln(out, name)
			}
			return out.Flush()
		},
	}
}

func annotateDatesCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "dates",
		Short: "Mark the dates of texts",
		Long: `Reads lines {"doc","dct","text"} from standard input, where dct is the day the text
speaks from, and prints {"doc","start","end","type","value","edtf","reason"} for every
expression of time. Offsets count Unicode code points, the end is the first one behind.`,
		Example: "  dossier annotate dates < texts.jsonl",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			return dates.Annotate(cmd.InOrStdin(), cmd.OutOrStdout())
		},
	}
}
