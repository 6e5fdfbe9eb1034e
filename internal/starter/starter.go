// Package starter holds the project that `dossier new` writes: small, complete, and
// full of what an author wants to know first.
package starter

import (
	"embed"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

//go:embed all:files
var files embed.FS

// Write puts the starter project into a folder that is empty or not yet there. title
// is what the project is called. bare leaves the example articles, names and events
// out, for a project that is to be filled. Nothing is ever overwritten.
func Write(dir, title string, bare bool) error {
	if entries, err := os.ReadDir(dir); err == nil && len(entries) > 0 {
		return fmt.Errorf("%s is not empty: name a new folder", dir)
	} else if err != nil && !os.IsNotExist(err) {
		return err
	}
	return fs.WalkDir(files, "files", func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		target := filepath.Join(dir, filepath.FromSlash(strings.TrimPrefix(name, "files")))
		if bare && e.IsDir() && e.Name() == "content" {
			return fs.SkipDir
		}
		if e.IsDir() {
			return os.MkdirAll(target, 0o755)
		}
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		text := strings.ReplaceAll(string(data), "{{title}}", strconv.Quote(title))
		return os.WriteFile(filepath.Join(filepath.Dir(target), realName(e.Name())), []byte(text), 0o644)
	})
}

// realName gives dot files their dot back: they are kept without, so that they are
// plain files in this repository.
func realName(name string) string {
	if rest, ok := strings.CutPrefix(name, "dot-"); ok {
		return "." + rest
	}
	return name
}
