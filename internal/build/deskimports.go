package build

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"dossier/internal/fields"
	"dossier/internal/intake"
	"dossier/internal/read"
	"dossier/internal/source"
)

// importFolder holds a log for each imported document.
const importFolder = "content/imports"

// importDoubts are the kinds of log entries that nothing was decided on.
var importDoubts = doubtfulKinds()

func doubtfulKinds() (names []string) {
	for _, k := range intake.Kinds {
		if k.Doubt {
			names = append(names, k.Name)
		}
	}
	return names
}

// importItems words what imports were not certain of, document by document.
func importItems(p *read.Project) ([]DeskItem, error) {
	list, err := os.ReadDir(filepath.Join(p.Dir, filepath.FromSlash(importFolder)))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var items []DeskItem
	for _, e := range list {
		if !e.Type().IsRegular() || path.Ext(e.Name()) != ".yaml" {
			continue
		}
		f, _, err := p.File(path.Join(importFolder, e.Name()), read.DataLimit)
		if err != nil {
			return nil, err
		}
		items = append(items, logItems(f)...)
	}
	return items, nil
}

// logItems reads the doubts of one import log. Lines are those of the received document.
func logItems(f *source.File) []DeskItem {
	log := fields.Parse(f, f.Text, 1, source.BadData).Map("an import log")
	article := "content/articles/" + strings.TrimSuffix(path.Base(f.Name), ".yaml") + ".md"
	var items []DeskItem
	for _, n := range log.Get("log").List("log", false) {
		m := n.Map("an entry of the log")
		if !slices.Contains(importDoubts, m.String("kind")) {
			continue
		}
		at := log.String("received")
		if line := m.String("line"); line != "" {
			at += ":" + line
		}
		items = append(items, DeskItem{Title: article + ": " + m.String("message"), Why: m.String("kind"), Quotes: []DeskQuote{{at, m.String("before")}}})
	}
	return items
}
