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

//go:embed all:files workflows
var files embed.FS

// Options say what the project is.
type Options struct {
	Title string // what it is called
	Bare  bool   // without example articles, names and events: it is to be filled
	Build *Tool  // its Pages workflow builds the site with this program; nil: it publishes the committed site/
}

// Tool is the program as a workflow fetches it.
type Tool struct {
	Repository string // owner/name
	Version    string // tag or commit
}

// Write puts the starter project into a folder that is empty or not yet there. Nothing
// is ever overwritten.
func Write(dir string, o Options) error {
	if entries, err := os.ReadDir(dir); err == nil && len(entries) > 0 {
		return fmt.Errorf("%s is not empty: name a new folder", dir)
	} else if err != nil && !os.IsNotExist(err) {
		return err
	}
	if err := writeProject(dir, o); err != nil {
		return err
	}
	return writeWorkflow(dir, o.Build)
}

func writeProject(dir string, o Options) error {
	return fs.WalkDir(files, "files", func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		target := filepath.Join(dir, filepath.FromSlash(strings.TrimPrefix(name, "files")))
		if o.Bare && e.IsDir() && e.Name() == "content" {
			return fs.SkipDir
		}
		if e.IsDir() {
			return os.MkdirAll(target, 0o755)
		}
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		text := strings.ReplaceAll(string(data), "{{title}}", strconv.Quote(o.Title))
		return os.WriteFile(filepath.Join(filepath.Dir(target), realName(e.Name())), []byte(text), 0o644)
	})
}

// writeWorkflow writes how GitHub publishes the site.
func writeWorkflow(dir string, build *Tool) error {
	name, fill := "workflows/deploy.yml", strings.NewReplacer()
	if build != nil {
		name, fill = "workflows/build.yml", strings.NewReplacer("{{repository}}", build.Repository, "{{version}}", build.Version)
	}
	text, err := fs.ReadFile(files, name)
	if err != nil {
		return err
	}
	target := filepath.Join(dir, ".github", "workflows", "pages.yml")
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		return err
	}
	return os.WriteFile(target, []byte(fill.Replace(string(text))), 0o644)
}

// realName gives dot files their dot back: they are kept without, so that they are
// plain files in this repository.
func realName(name string) string {
	if rest, ok := strings.CutPrefix(name, "dot-"); ok {
		return "." + rest
	}
	return name
}
