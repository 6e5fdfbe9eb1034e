package build

import (
	"bytes"
	"context"
	"io/fs"
	"path"
	"sync"
	"time"

	"dossier/internal/leaks"
	"dossier/internal/pool"
	"dossier/internal/render"
	"dossier/internal/source"
	"dossier/internal/write"
)

// liveSite is a site whose files are made when they are opened.
type liveSite struct {
	options  Options
	work     *work
	site     *render.Site
	guard    *leaks.Guard
	minifier *write.Minifier
	problems []source.Problem
	files    map[string]render.File
	folders  map[string]bool

	// Files are made while the site is held for reading; an edit changes what they are
	// made from.
	changing sync.RWMutex

	mu     sync.Mutex
	made   map[string][]byte
	search map[string]render.File // nil until a file of the index is asked for
}

// keptMade is the size in bytes up to which a file that has been made is kept.
const keptMade = 4 << 20

func newLiveSite(w *work, site *render.Site, plan []render.File, r *Result, o Options) *liveSite {
	s := &liveSite{
		options: o, work: w, site: site, guard: r.guard, minifier: write.NewMinifier(), problems: r.Problems,
		files: make(map[string]render.File, len(plan)), folders: map[string]bool{".": true, searchFolder: true}, made: map[string][]byte{},
	}
	for _, f := range plan {
		s.files[f.Path] = f
		for dir := path.Dir(f.Path); !s.folders[dir]; dir = path.Dir(dir) {
			s.folders[dir] = true
		}
	}
	return s
}

// searchFolder has the index of the search, whose files are known once they are made.
const searchFolder = "search"

// revise takes up new texts of articles and pages, or returns false and changes nothing
// where the index has to be folded again.
func (s *liveSite) revise(edited []revision) bool {
	s.changing.Lock()
	defer s.changing.Unlock()
	for _, e := range edited {
		if !e.page && !s.site.Index.CanRevise(e.address, e.now.record) {
			return false
		}
	}
	t := s.site.Texts.(*texts)
	for _, e := range edited {
		t.revise(e.address, e.now)
		if !e.page {
			s.site.Index.Revise(e.address, e.now.record)
		}
	}
	var addresses []string
	for _, e := range edited {
		addresses = append(addresses, e.address)
		(*e.list(s.work))[e.at] = e.now
		e.settle(s.work)
	}
	s.site.Revised(addresses)
	s.problems = s.result(edited).Problems
	s.made, s.search = map[string][]byte{}, nil
	return true
}

// Open is of fs.FS. A file is made of one state of the project, whatever changes meanwhile.
func (s *liveSite) Open(name string) (fs.File, error) {
	info, err := s.Stat(name)
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return &liveFile{liveInfo: info.(liveInfo), Reader: bytes.NewReader(nil)}, nil
	}
	data, err := s.bytes(name)
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	return &liveFile{liveInfo{path.Base(name), int64(len(data)), 0o444}, bytes.NewReader(data)}, nil
}

// Stat is of fs.StatFS. It makes no file, so it knows the size of none.
func (s *liveSite) Stat(name string) (fs.FileInfo, error) {
	if fs.ValidPath(name) && s.folders[name] {
		return liveInfo{path.Base(name), 0, fs.ModeDir | 0o555}, nil
	}
	s.changing.RLock()
	defer s.changing.RUnlock()
	_, ok, err := s.find(name)
	if err == nil && !ok {
		err = fs.ErrNotExist
	}
	if err != nil {
		return nil, &fs.PathError{Op: "stat", Path: name, Err: err}
	}
	return liveInfo{path.Base(name), 0, 0o444}, nil
}

// find looks a file up, and makes the index of the search for those in its folder.
func (s *liveSite) find(name string) (f render.File, ok bool, err error) {
	if f, ok = s.files[name]; ok || path.Dir(name) != searchFolder {
		return f, ok, nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.search == nil {
		own := *s.site
		if own.Search, err = s.work.searchFiles(context.Background(), s.site, s.options); err != nil {
			return f, false, err
		}
		s.search = map[string]render.File{}
		for _, f := range own.SearchFiles() {
			s.search[f.Path] = f
		}
	}
	f, ok = s.search[name]
	return f, ok, nil
}

// bytes makes a file, or gives what has been made of it.
func (s *liveSite) bytes(name string) ([]byte, error) {
	s.changing.RLock()
	defer s.changing.RUnlock()
	s.mu.Lock()
	data, ok := s.made[name]
	s.mu.Unlock()
	if ok {
		return data, nil
	}
	f, ok, err := s.find(name)
	if err != nil || !ok {
		return nil, err
	}
	all, err := pool.Map(1, []string{name}, func(int, string) ([]byte, error) { // which a panic of a page does not get through
		content, err := f.Make()
		if err != nil {
			return nil, err
		}
		data, _, err := looked(nil, s.minifier, unheard, name, content) // what must not be seen, foldSite has looked for
		return data, err
	})
	if err != nil {
		return nil, err
	}
	if err := s.site.Texts.(*texts).failed(); err != nil {
		return nil, err
	}
	if data = all[0]; len(data) <= keptMade {
		s.mu.Lock()
		s.made[name] = data
		s.mu.Unlock()
	}
	return data, nil
}

// liveInfo describes a file or folder.
type liveInfo struct {
	name string
	size int64
	mode fs.FileMode
}

func (i liveInfo) Name() string       { return i.name }
func (i liveInfo) Size() int64        { return i.size }
func (i liveInfo) Mode() fs.FileMode  { return i.mode }
func (i liveInfo) ModTime() time.Time { return time.Time{} }
func (i liveInfo) IsDir() bool        { return i.mode.IsDir() }
func (i liveInfo) Sys() any           { return nil }

// liveFile is an open file.
type liveFile struct {
	liveInfo
	*bytes.Reader
}

func (f *liveFile) Stat() (fs.FileInfo, error) { return f.liveInfo, nil }
func (f *liveFile) Close() error               { return nil }
func (f *liveFile) Size() int64                { return f.liveInfo.size }
