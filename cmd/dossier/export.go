package main

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"

	"dossier/internal/build"
	"dossier/internal/export"
	"dossier/internal/source"

	"github.com/spf13/cobra"
)

func exportCommand() *cobra.Command {
	var o build.Options
	var format string
	cmd := &cobra.Command{
		Use:   "export [" + strings.Join(exportTopics(), " | ") + "]",
		Short: "Write the data of a project without building a site",
		Long:  "Writes to standard output what a built site has in " + export.Folder + "/. Without an\nargument it writes the description of all files, a Data Package.\n\n" + exportTable(),
		Example: `  dossier export entities --format csv > entities.csv
  dossier export events --format ics > timeline.ics`,
		Args:      cobra.MatchAll(cobra.MaximumNArgs(1), cobra.OnlyValidArgs),
		ValidArgs: exportTopics(),
		RunE: func(cmd *cobra.Command, args []string) error {
			file, err := chooseExport(args, format)
			if err != nil {
				return err
			}
			if o.BaseURL, err = baseURL(o.BaseURL); err != nil {
				return err
			}
			o.Output, o.Cache, o.Program = build.DefaultOutput(o.Source), build.DefaultCache(o.Source), programVersion()
			return runExport(cmd, o, file)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.Source, "source", ".", "folder of the project")
	f.StringVar(&o.BaseURL, "base-url", "", "address that the site will have")
	asOfFlag(cmd, &o.AsOf)
	f.StringVar(&format, "format", "", "form of the data (default the first of the topic)")
	return cmd
}

// chooseExport finds the file of a topic in a format.
func chooseExport(args []string, format string) (export.Format, error) {
	if len(args) == 0 {
		if format != "" {
			return export.Format{}, errUsage{errors.New("--format needs to know of what: " + strings.Join(exportTopics(), ", "))}
		}
		return export.Format{Name: export.DescriptorName, Encode: (*export.Data).WriteDescriptor}, nil
	}
	var formats []string
	for _, f := range export.Table {
		if f.Topic != args[0] {
			continue
		}
		if format == "" || format == f.Format {
			return f, nil
		}
		formats = append(formats, f.Format)
	}
	message := fmt.Sprintf("%s cannot be written as %q, but as %s", args[0], format, strings.Join(formats, ", "))
	if near := source.Nearest(format, formats); near != "" {
		message += fmt.Sprintf("; did you mean %q?", near)
	}
	return export.Format{}, errUsage{errors.New(message)}
}

func runExport(cmd *cobra.Command, o build.Options, file export.Format) error {
	r, err := build.Data(cmd.Context(), o, func(r *build.Result, data *export.Data) error {
		showProblems(cmd.ErrOrStderr(), o.Source, r.Problems)
		var out bytes.Buffer
		if err := file.Encode(data, &out); err != nil {
			return err
		}
		if leaks := r.Leaks(file.Name, out.Bytes()); len(leaks) > 0 {
			showProblems(cmd.ErrOrStderr(), o.Source, leaks)
			return errContent
		}
		_, err := cmd.OutOrStdout().Write(out.Bytes())
		return err
	})
	if err == nil && r.Failed {
		showProblems(cmd.ErrOrStderr(), o.Source, r.Problems)
		err = errContent
	}
	return err
}

func exportTopics() []string {
	var topics []string
	for _, f := range export.Table {
		if !slices.Contains(topics, f.Topic) {
			topics = append(topics, f.Topic)
		}
	}
	return topics
}

// exportTable lists topics, formats and what each is.
func exportTable() string {
	var b strings.Builder
	for _, f := range export.Table {
		fmt.Fprintf(&b, "  %-9s %-11s %s\n", f.Topic, f.Format, f.About)
	}
	return strings.TrimSuffix(b.String(), "\n")
}
