// Package imports puts received documents into a project: the article, the log of its
// import, and the pictures that lie beside the document. It reads files of events too
// (events.go), which suggest writes into the project's list.
//
// A second import of the same file changes nothing that the author has edited since:
// the log remembers what the import wrote.
package imports

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"

	"dossier/internal/fields"
	"dossier/internal/intake"
	"dossier/internal/slug"
	"dossier/internal/source"

	"github.com/rogpeppe/go-internal/diff"
)

// Options say how documents are read and written.
type Options struct {
	intake.Options
	Project      string // folder of the project
	DryRun       bool   // tell, and write nothing
	Force        bool   // overwrite an article that was edited since
	KeepReceived bool   // keep the received file beside the log
}

// Status is what became of a document.
type Status string

const (
	Written   Status = "written"
	Unchanged Status = "unchanged" // the article is there already, letter by letter
	Refused   Status = "refused"   // the article was edited since; Diff shows what would change
)

// Result is what the import of one document did.
type Result struct {
	File     string         `json:"file"`    // as the author named it
	Article  string         `json:"article"` // relative to the project
	LogFile  string         `json:"logFile"` // relative to the project
	Status   Status         `json:"status"`
	Log      []intake.Entry `json:"log"`
	Pictures []string       `json:"pictures,omitempty"` // copied, relative to the project
	Diff     string         `json:"diff,omitempty"`
	Summary  []string       `json:"-"`
}

// File imports one document. An error is a message for the author that names the file;
// nothing is written then.
func File(name string, o Options) (*Result, error) {
	raw, err := readFile(name)
	if err != nil {
		return nil, err
	}
	a, err := intake.Read(name, raw, o.Options)
	if err != nil {
		return nil, err
	}
	id := a.Slug()
	r := &Result{
		File: name, Status: Written, Log: a.Log, Summary: a.Summary(),
		Article: "content/articles/" + id + ".md", LogFile: "content/imports/" + id + ".yaml",
	}
	pictures := localPictures(a, name, id)
	markdown := a.Markdown()
	sum := hexSum(raw)
	if err := r.compare(o, markdown, sum); err != nil || r.Status != Written || o.DryRun {
		return r, err
	}
	files := map[string][]byte{
		r.Article: markdown,
		r.LogFile: append([]byte("article: \""+hexSum(markdown)+"\"\n"), a.LogYAML(name, sum)...),
	}
	if o.KeepReceived {
		kept := "content/imports/" + id + strings.ToLower(filepath.Ext(name))
		files[kept] = raw
		if a.Extracted != "" { // the log counts its lines
			files[kept+".txt"] = []byte(a.Extracted)
		}
	}
	for target, from := range pictures {
		data, err := os.ReadFile(from)
		if err != nil {
			return nil, fmt.Errorf("%s: its picture %s cannot be read: %w", name, from, err)
		}
		files[target] = data
		r.Pictures = append(r.Pictures, target)
	}
	for target, data := range files {
		if err := writeFile(filepath.Join(o.Project, filepath.FromSlash(target)), data); err != nil {
			return nil, err
		}
	}
	return r, nil
}

func readFile(name string) ([]byte, error) {
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("%s: there is no such file", name)
	case err != nil:
		return nil, fmt.Errorf("%s: the file cannot be read: %w", name, reason(err))
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("%s: this is no regular file", name)
	case info.Size() > intake.MaxReceived:
		return nil, fmt.Errorf("%s: the file has %d MB, the limit is %d MB; split it first", name, info.Size()>>20, intake.MaxReceived>>20)
	}
	raw, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("%s: the file cannot be read: %w", name, reason(err))
	}
	return raw, nil
}

// reason drops the path that the system repeats in its error.
func reason(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

// compare looks at what is there already.
func (r *Result) compare(o Options, markdown []byte, received string) error {
	there, err := os.ReadFile(filepath.Join(o.Project, filepath.FromSlash(r.Article)))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	wrote, from := readLog(filepath.Join(o.Project, filepath.FromSlash(r.LogFile)))
	switch {
	case bytes.Equal(there, markdown):
		r.Status = Unchanged
	case o.Force || hexSum(there) == wrote && from == received:
		// ours, and nobody has touched it since
	case from != received:
		return fmt.Errorf("%s: %s is there already and was not made from this file; give it another title (--title), or --force", r.File, r.Article)
	default:
		r.Status = Refused
		r.Diff = string(diff.Diff(r.Article, there, r.File, markdown))
	}
	return nil
}

// readLog returns what an import log remembers: the hash of the article it wrote and
// of the file it read, "" for what it does not say.
func readLog(name string) (article, received string) {
	raw, err := os.ReadFile(name)
	if err != nil {
		return "", ""
	}
	f, _ := source.NewFile(name, raw)
	m := fields.Parse(f, f.Text, 1, source.BadData).Map("the import log")
	return m.String("article"), m.String("sha256")
}

// localPictures finds the pictures that lie beside the document, gives them their place
// in the project and leads the article there. It returns target -> file.
func localPictures(a *intake.Article, document, id string) map[string]string {
	found := map[string]string{}
	place := func(address string) string {
		u, err := url.Parse(address)
		if err != nil || u.Scheme != "" || u.Host != "" || u.Path == "" || !filepath.IsLocal(filepath.FromSlash(u.Path)) {
			return address
		}
		from := filepath.Join(filepath.Dir(document), filepath.FromSlash(u.Path))
		if info, err := os.Lstat(from); err != nil || !info.Mode().IsRegular() || info.Size() > intake.MaxReceived {
			return address
		}
		ext := strings.ToLower(path.Ext(u.Path))
		base := slug.Make(strings.TrimSuffix(path.Base(u.Path), path.Ext(u.Path)))
		if base == "" {
			base = "picture"
		}
		name := id + "/" + base + ext
		found["content/media/"+name] = from
		return "../media/" + name
	}
	for i := range a.Blocks {
		spans := a.Blocks[i].Text
		for k := range spans {
			if spans[k].Picture {
				spans[k].Link = place(spans[k].Link)
			}
		}
	}
	return found
}

func writeFile(name string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	return os.WriteFile(name, data, 0o644)
}

func hexSum(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
