// Package parse is the table of Markdown dialects.
package parse

import (
	"fmt"

	"dossier/internal/doc"
	"dossier/internal/parse/gfm"
	"dossier/internal/parse/mmark"
	"dossier/internal/source"
)

// table has the dialects: each translates a file's text from a byte offset on.
var table = map[string]func(f *source.File, body int) *doc.Doc{
	"gfm":   gfm.Parse,
	"mmark": mmark.Parse,
}

// Parse reads f from byte offset body on in the dialect of that name. An engine that
// fails on the text is a problem of the document, never a crash.
func Parse(dialect string, f *source.File, body int) (d *doc.Doc) {
	defer func() {
		if r := recover(); r != nil {
			d = &doc.Doc{File: f}
			d.Report(body, source.EnginePanic, fmt.Sprintf("the %s engine failed on this article: %v", dialect, r),
				"try the other dialect, and report the text that did it")
		}
	}()
	return table[dialect](f, body)
}
