package build

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"dossier/internal/config"
	"dossier/internal/parse"
	"dossier/internal/read"
	"dossier/internal/source"
	"dossier/internal/suggest"
)

// Names lists every form of a name that the texts of a folder use, best first. Each
// Markdown or text file below dir is one document; no project is needed.
func Names(dir string) ([]string, error) {
	c := suggest.New()
	err := filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case e.IsDir() && name != dir && strings.HasPrefix(e.Name(), "."):
			return fs.SkipDir
		case e.Type().IsRegular():
			return addFile(c, name)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read the texts of %s: %w", dir, err)
	}
	return c.Surface(), nil
}

// addFile adds the text of one file; files that are neither Markdown nor text have
// none.
func addFile(c *suggest.Corpus, name string) error {
	ext := strings.ToLower(filepath.Ext(name))
	if !slices.Contains([]string{".md", ".markdown", ".txt", ".text", ""}, ext) {
		return nil
	}
	raw, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	f, _ := source.NewFile(filepath.ToSlash(name), raw)
	if ext == ".md" || ext == ".markdown" {
		c.Add(suggest.Prose(parse.Parse(config.Dialects[0], f, read.Body(f.Text))))
	} else {
		c.Add(suggest.Plain(f))
	}
	return nil
}
