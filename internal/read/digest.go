package read

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"

	"dossier/internal/pool"
	"dossier/internal/store"
)

// Listing is what lies in the folders of a project at one moment: names with what they
// are. Equal listings whose files have equal hashes are equal projects.
type Listing struct {
	root  string
	names []string // of regular files
	lines []string // of everything
}

// List looks at all that Scan may read. output is the absolute path of the output folder.
func List(dir, output string) (*Listing, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	l := &Listing{root: abs, lines: []string{filepath.Base(abs)}} // the name of a site without a title
	return l, l.walk(".", output, !isDir(filepath.Join(abs, "content")))
}

// walk lists a folder; all says that it is not the folder of a project with its parts in
// folders, of which the rest is no part.
func (l *Listing) walk(dir, output string, all bool) error {
	full := filepath.Join(l.root, filepath.FromSlash(dir))
	if full == output {
		return nil
	}
	list, err := os.ReadDir(full)
	if err != nil {
		return err
	}
	for _, e := range list {
		name := path.Join(dir, e.Name())
		part := all || slices.Contains([]string{"content", "templates", "static"}, name) || strings.HasPrefix(strings.ToLower(name), "dossier.")
		if !part || strings.HasPrefix(e.Name(), ".") || e.Name() == "node_modules" {
			continue
		}
		l.lines = append(l.lines, name, e.Type().String())
		if e.Type().IsRegular() {
			l.names = append(l.names, name)
		}
		if e.IsDir() {
			if err := l.walk(name, output, true); err != nil {
				return err
			}
		}
	}
	return nil
}

// Same tells whether two listings are of the same names.
func (l *Listing) Same(m *Listing) bool { return slices.Equal(l.lines, m.lines) }

// Digest is the hash of all that is listed. Of a file that known has, the hash is known;
// the others are read.
func (l *Listing) Digest(workers int, known func(name string) (sum string, ok bool)) (string, error) {
	sums, err := pool.Map(workers, l.names, func(_ int, name string) (string, error) {
		if sum, ok := known(name); ok {
			return sum, nil
		}
		return sumOf(l.root, name)
	})
	return store.Digest([][]string{l.lines, sums}), err
}

func sumOf(dir, name string) (string, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return "", err
	}
	defer root.Close()
	f, err := root.OpenFile(filepath.FromSlash(name), os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return "", err
	}
	defer f.Close()
	if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() {
		return "", &fs.PathError{Op: "read", Path: name, Err: fs.ErrInvalid}
	}
	hash := sha256.New()
	_, err = io.Copy(hash, f)
	return hex.EncodeToString(hash.Sum(nil)), err
}

// sums remembers what every file was when it was read.
type sums struct {
	mu     sync.Mutex
	byName map[string]string
	torn   bool // a file was read twice and had changed
}

func (s *sums) add(name, sum string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.byName == nil {
		s.byName = map[string]string{}
	}
	if before, ok := s.byName[name]; ok && before != sum {
		s.torn = true
	}
	s.byName[name] = sum
}

// Digest is the hash of the project as it was read, given the listing from before: ok is
// false where that cannot be said, since something changed meanwhile.
func (p *Project) Digest(before *Listing, output string, workers int) (digest string, ok bool) {
	after, err := List(p.Dir, output)
	if err != nil || !before.Same(after) {
		return "", false
	}
	p.sums.mu.Lock()
	defer p.sums.mu.Unlock()
	listed := make(map[string]bool, len(before.names))
	for _, name := range before.names {
		listed[name] = true
	}
	for name := range p.sums.byName {
		if !listed[name] {
			return "", false
		}
	}
	digest, err = before.Digest(workers, func(name string) (string, bool) {
		sum, ok := p.sums.byName[name]
		return sum, ok
	})
	return digest, err == nil && !p.sums.torn
}
