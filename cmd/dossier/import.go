package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"runtime/debug"

	"dossier/internal/edtf"
	"dossier/internal/imports"
	"dossier/internal/intake"

	"github.com/spf13/cobra"
)

// importMemory is the memory, in bytes, from which an import collects garbage rather than
// take more. A text of very short paragraphs is twenty times as large as a model as it is
// on disk, and garbage would double that.
const importMemory = 110 << 20

func importCommand() *cobra.Command {
	var o imports.Options
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "import FILE...",
		Short: "Make articles of received text, web pages and PDF",
		Long: `Reads plain text (from a PDF or a scrape), HTML or PDF and writes a clean article to
content/articles/, and a log of every repair and doubt to content/imports/. Nothing of
the text is lost, nothing is invented, nobody's words are corrected. A second import
leaves an article alone that was edited since.`,
		Example: `  dossier import scan.txt
  dossier import page.html --url https://example.org/page
  dossier import report.pdf --date 2023-07-28 --author "Ada Brandt"
  dossier import scan.txt --dry-run --json
  dossier import --as entities filled-in.csv
  dossier import --as events timeline.json`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := checkImportFlags(o.Options); err != nil {
				return err
			}
			if o.As == "entities" {
				return importEntities(cmd.OutOrStdout(), cmd.ErrOrStderr(), o.Project, args, o.DryRun)
			}
			if o.As == "events" {
				return importEvents(cmd, o.Project, args, o.DryRun)
			}
			debug.SetMemoryLimit(importMemory)
			results, failed := importFiles(cmd.ErrOrStderr(), args, o, asJSON)
			if asJSON {
				out := json.NewEncoder(cmd.OutOrStdout())
				out.SetEscapeHTML(false)
				out.SetIndent("", "  ")
				if err := out.Encode(results); err != nil {
					return err
				}
			}
			if failed {
				return errContent
			}
			return nil
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.Project, "source", ".", "folder of the project")
	f.StringVar(&o.As, "as", "", "text, html or pdf (default: told from the file), or entities: a table as dossier export entities writes it, or events: TimelineJS, a table with dates and titles, or what dossier export events writes")
	f.StringVar(&o.Title, "title", "", "title of the article")
	f.StringVar(&o.Author, "author", "", "author of the article")
	f.StringVar(&o.Date, "date", "", "date of publication (EDTF: 2023-07-28, 2023-07, 2023)")
	f.StringVar(&o.URL, "url", "", "address the document was taken from")
	f.StringVar(&o.Publication, "publication", "", "who published it")
	f.BoolVar(&o.DryRun, "dry-run", false, "tell what would be done and write nothing")
	f.BoolVar(&o.Force, "force", false, "overwrite an article that was edited since its import")
	f.BoolVar(&o.KeepReceived, "keep-received", false, "keep the received file in content/imports/")
	f.BoolVar(&asJSON, "json", false, "for programs: a list with the log of each file")
	return cmd
}

func checkImportFlags(o intake.Options) error {
	switch o.As {
	case "", "text", "html", "pdf", "entities", "events":
	default:
		return errUsage{fmt.Errorf("--as: %q is none of text, html, pdf, entities, events", o.As)}
	}
	if _, err := edtf.Parse(o.Date); o.Date != "" && err != nil {
		return errUsage{fmt.Errorf("--date: %q is no date: %w", o.Date, err)}
	}
	if u, err := url.Parse(o.URL); o.URL != "" && (err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https") {
		return errUsage{fmt.Errorf("--url: %q is no web address", o.URL)}
	}
	return nil
}

// importFiles imports each file and tells what became of it; one that fails does not
// stop the others.
func importFiles(w io.Writer, files []string, o imports.Options, quiet bool) (results []*imports.Result, failed bool) {
	results = []*imports.Result{}
	for _, name := range files {
		r, err := imports.File(name, o)
		if err != nil {
			fmt.Fprintf(w, "%v\n", err)
			failed = true
			continue
		}
		results = append(results, r)
		failed = failed || r.Status == imports.Refused
		if !quiet || r.Status == imports.Refused {
			tellImport(w, r, o.DryRun)
		}
	}
	return results, failed
}

func tellImport(w io.Writer, r *imports.Result, dry bool) {
	switch {
	case r.Status == imports.Unchanged:
		fmt.Fprintf(w, "%s: %s is there already\n", r.File, r.Article)
		return
	case r.Status == imports.Refused:
		fmt.Fprintf(w, "%s: %s was edited since its import, so it is left alone\nhint: --force takes the new reading; this is what would change:\n%s", r.File, r.Article, r.Diff)
		return
	case dry:
		fmt.Fprintf(w, "%s -> %s (nothing was written)\n", r.File, r.Article)
	default:
		fmt.Fprintf(w, "%s -> %s\n", r.File, r.Article)
	}
	for _, line := range r.Summary {
		fmt.Fprintf(w, "  %s\n", line)
	}
	if !dry {
		fmt.Fprintf(w, "  every repair and doubt: %s\n", r.LogFile)
	}
}
