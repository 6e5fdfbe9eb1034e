// Package moves gives articles and entities other addresses, and keeps the old ones
// alive: with a key in the author's file, and a line in urls.lock.
package moves

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"dossier/internal/edit"
	"dossier/internal/read"
	"dossier/internal/record"
	"dossier/internal/slug"
	"dossier/internal/source"
)

// Result is what a move did.
type Result struct {
	From, To string   // addresses
	Changed  []string // files of the project that were written
	Moved    []string // "old -> new" of files that got another name
	Problems []source.Problem
}

// Rename gives the article, page or entity that old means the last part of its address
// now. old is that part itself, an address (/articles/a/) or a file of the project. The
// old address goes on leading to it. With Problems nothing was written: a project whose
// files cannot be read is not changed. An error is the author's slip, or the machine's.
func Rename(dir, old, now string) (*Result, error) {
	p, err := read.Scan(dir, read.Options{})
	if err != nil {
		return nil, err
	}
	if source.HasErrors(p.Problems) {
		return &Result{Problems: p.Problems}, nil
	}
	t, err := find(p, old)
	if err != nil {
		return nil, err
	}
	now = lastPart(now)
	if safe := slug.Make(now); now == "" || safe != now {
		return nil, fmt.Errorf("%q cannot stand in an address; write %q", now, safe)
	}
	if now == t.id() {
		return nil, fmt.Errorf("%s has this address already", t.address())
	}
	r := &Result{From: t.address(), To: t.folder() + now + "/"}
	if err := t.free(p, now); err != nil {
		return nil, err
	}
	if t.entity != nil {
		err = r.entity(p, t.entity, now)
	} else {
		err = r.entry(p, t, now)
	}
	if err != nil {
		return nil, err
	}
	file, added, err := Remember(p, []string{r.From, r.To})
	if added > 0 {
		r.Changed = append(r.Changed, file)
	}
	return r, err
}

// target is what is to be moved: an article or page, or an entity.
type target struct {
	entry  *record.Entry
	page   bool // entry is a page of its own
	entity *record.Entity
}

func (t target) id() string {
	if t.entity != nil {
		return t.entity.ID
	}
	return t.entry.Slug
}

func (t target) folder() string {
	switch {
	case t.entity != nil:
		return "/entities/"
	case t.page:
		return "/"
	}
	return "/articles/"
}

func (t target) address() string { return t.folder() + t.id() + "/" }

// file is the source that says what t is.
func (t target) file() string {
	if t.entity != nil {
		return t.entity.Place.File
	}
	return t.entry.Name
}

func targets(p *read.Project) []target {
	var list []target
	for _, e := range slices.Concat(p.Catalogue.Articles, p.Catalogue.Unlisted) {
		list = append(list, target{entry: e})
	}
	for _, e := range p.Catalogue.Pages {
		list = append(list, target{entry: e, page: true})
	}
	for _, e := range p.Catalogue.Entities {
		list = append(list, target{entity: e})
	}
	return list
}

// find looks up what a word of the command line means.
func find(p *read.Project, old string) (target, error) {
	var found []target
	var known []string
	file := path.Clean(filepath.ToSlash(old))
	for _, t := range targets(p) {
		known = append(known, t.id())
		own := t.file() != p.EntityFile() && t.file() == file
		if own || t.id() == old || t.address() == old || t.address() == old+"/" {
			found = append(found, t)
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return target{}, fmt.Errorf("nothing here has the address %q; %s", old,
			source.DidYouMean(lastPart(old), known, "write the last part of an address, or the address itself: /articles/a-visit/"))
	}
	var list []string
	for _, t := range found {
		list = append(list, t.address())
	}
	return target{}, fmt.Errorf("%q means %s; write the one address", old, strings.Join(list, " and "))
}

// lastPart takes a new name as its author may write it: alone, as an address, as a file.
func lastPart(name string) string {
	base := path.Base(strings.TrimSuffix(filepath.ToSlash(name), "/"))
	if base == "." || base == "/" {
		return ""
	}
	return strings.TrimSuffix(base, ".md")
}

// free refuses an address that something else has or had.
func (t target) free(p *read.Project, now string) error {
	address := t.folder() + now + "/"
	for _, other := range targets(p) {
		switch {
		case other.address() == address && t.entity != nil:
			return fmt.Errorf("%s is there already; to make one entity of the two, put \"formerly: [%s]\" and the names of %s under it, and take %s out", address, t.id(), t.id(), t.id())
		case other.address() == address:
			return fmt.Errorf("%s is there already, from %s", address, other.file())
		case other.entity != nil && other.entity != t.entity && t.entity != nil && slices.Contains(other.entity.Formerly, now):
			return fmt.Errorf("%s leads to %s, which had it before; take it out of formerly: there first", address, other.address())
		case other.entry != nil && other.entry != t.entry && slices.Contains(other.entry.Aliases, address):
			return fmt.Errorf("%s leads to %s; take it out of aliases: there first", address, other.address())
		}
	}
	if t.page && slices.Contains(read.Reserved, now) {
		return fmt.Errorf("%s is an address of the site itself", address)
	}
	return nil
}

// entity writes the new id where the entity is stated, and gives a file of its own that
// was called by the old one the new name.
func (r *Result) entity(p *read.Project, e *record.Entity, now string) error {
	name := e.Place.File
	if name == p.EntityFile() {
		return r.write(p, name, func(text []byte) ([]byte, error) { return edit.Rename(text, e.ID, now) })
	}
	err := r.write(p, name, func(text []byte) ([]byte, error) {
		return inFront(text, func(front []byte) ([]byte, error) { return edit.RenameFront(front, e.ID, now) })
	})
	if err != nil || slug.Make(stem(name)) != e.ID {
		return err
	}
	return r.move(p, name, path.Join(path.Dir(name), now+path.Ext(name)))
}

// entry writes the old address into the front matter, and gives the file, its import log
// and the received document the new name, unless the front matter states the address.
func (r *Result) entry(p *read.Project, t target, now string) error {
	name, byName := t.entry.Name, slug.Make(stem(t.entry.Name)) == t.entry.Slug
	target := path.Join(path.Dir(name), now+path.Ext(name))
	if _, err := os.Lstat(filepath.Join(p.Dir, filepath.FromSlash(target))); byName && err == nil {
		return fmt.Errorf("%s is there already", target)
	}
	err := r.write(p, name, func(text []byte) ([]byte, error) {
		return inFront(text, func(front []byte) ([]byte, error) { return edit.Moved(front, r.From, now) })
	})
	if err != nil || !byName {
		return err
	}
	if err := r.move(p, name, target); err != nil {
		return err
	}
	imports, err := filepath.Glob(filepath.Join(p.Dir, "content", "imports", stem(name)+".*"))
	if err != nil {
		return nil // a name that is no pattern has no import either
	}
	for _, full := range imports {
		base := filepath.Base(full)
		if err := r.move(p, path.Join("content/imports", base), path.Join("content/imports", now+filepath.Ext(base))); err != nil {
			return err
		}
	}
	return nil
}

func stem(name string) string {
	base := path.Base(name)
	return strings.TrimSuffix(base, path.Ext(base))
}

// write edits one file of the project.
func (r *Result) write(p *read.Project, name string, change func([]byte) ([]byte, error)) error {
	text, err := p.Bytes(name)
	if err != nil {
		return err
	}
	after, err := change(text)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	r.Changed = append(r.Changed, name)
	return edit.Replace(filepath.Join(p.Dir, filepath.FromSlash(name)), after)
}

// move gives a file another name; nothing is ever overwritten.
func (r *Result) move(p *read.Project, name, target string) error {
	from, to := filepath.Join(p.Dir, filepath.FromSlash(name)), filepath.Join(p.Dir, filepath.FromSlash(target))
	if _, err := os.Lstat(to); !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s is there already", target)
	}
	if err := os.Rename(from, to); err != nil {
		return err
	}
	r.Moved = append(r.Moved, name+" -> "+target)
	return nil
}

// inFront edits the front matter of a text, which gets one where it has none.
func inFront(text []byte, change func([]byte) ([]byte, error)) ([]byte, error) {
	begin, end, ok := read.FrontMatter(text)
	if !ok {
		front, err := change(nil)
		return slices.Concat([]byte("---\n"), front, []byte("---\n\n"), bytes.TrimPrefix(text, []byte("\uFEFF"))), err
	}
	front, err := change(text[begin:end])
	return slices.Concat(text[:begin], front, text[end:]), err
}
