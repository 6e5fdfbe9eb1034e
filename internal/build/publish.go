package build

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"sync"

	"dossier/internal/leaks"
	"dossier/internal/pool"
	"dossier/internal/render"
	"dossier/internal/source"
	"dossier/internal/store"
	"dossier/internal/write"
)

// publish makes every file of the plan and switches the site over. Files are made on
// all cores; the first failure stops the build and the old site stays.
func publish(ctx context.Context, site *render.Site, plan []render.File, r *Result, o Options, done pageStore) (err error) {
	out, err := write.Begin(o.Output, writeOptions(o))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, out.Abort()) }()
	site.Search = nil // each is held by its file
	out.Untouched(done.look)
	budget, ctx, stop := watch(ctx)
	defer stop()
	m := &maker{out: out, guard: r.guard, minifier: write.NewMinifier(), done: done, scratch: scratch(o.Cache)}
	leaked, err := pool.MapContext(ctx, o.Workers, plan, func(i int, f render.File) ([]source.Problem, error) {
		plan[i].Make = nil // and with it what the file is made of, where nothing else needs that
		return do(ctx, budget, source.Place{File: f.Path}, func() ([]source.Problem, error) { return m.file(f) })
	})
	if err = errors.Join(err, site.Texts.(*texts).failed()); err != nil {
		return err
	}
	if bad := slices.Concat(leaked...); len(bad) > 0 {
		r.Problems, r.Failed = source.Sort(append(r.Problems, bad...)), true
		return nil
	}
	slices.Sort(m.notes)
	r.Notes = append(r.Notes, m.notes...)
	r.Files = len(plan)
	for _, f := range plan {
		if strings.HasSuffix(f.Path, ".html") {
			r.Pages++
		}
	}
	r.Report, err = out.Commit()
	return err
}

// maker makes the files of a site.
type maker struct {
	out      *write.Publisher
	guard    *leaks.Guard
	minifier *write.Minifier
	done     pageStore
	scratch  []string // folders for long files while they are made

	mu    sync.Mutex
	notes []string
}

// scratch are the folders that take what is made in passing: that of the store where there
// is one, and the system's.
func scratch(cache string) []string {
	if info, err := os.Lstat(cache); err != nil || !info.IsDir() {
		return []string{""}
	}
	return []string{cache, ""}
}

// file gives the site a file, unless the one that is published is the same. Where something
// must not be published every file is made and read: one that was fine may be a leak since.
func (m *maker) file(f render.File) ([]source.Problem, error) {
	key, known := m.done.key(f.Path)
	if known && m.guard.IsIdle() {
		if kept, err := m.done.reuse(m.out, key, f.Path); kept || err != nil {
			return nil, err
		}
	}
	content, err := f.Make()
	if err != nil {
		return nil, err
	}
	defer content.Free()
	if content.Stream != nil && m.guard.IsIdle() {
		err = m.stream(f.Path, content.Stream)
	} else {
		var problems []source.Problem
		if problems, err = m.whole(f.Path, content); len(problems) > 0 {
			return problems, err
		}
	}
	if err == nil && known {
		sum := m.out.Sum(f.Path)
		m.done.store.Put(key, sum[:])
	}
	return nil, err
}

// whole makes a file in memory and looks at it.
func (m *maker) whole(path string, content render.Content) ([]source.Problem, error) {
	data, problems, err := looked(m.guard, m.minifier, m.note, path, content)
	if err != nil {
		return nil, err
	}
	return problems, m.out.Add(path, data)
}

// looked makes the bytes of a file, and tells of what must not be in them. note hears of a
// file that cannot be minified.
func looked(g *leaks.Guard, minifier *write.Minifier, note func(error), path string, content render.Content) ([]byte, []source.Problem, error) {
	data, err := content.Bytes()
	if err != nil {
		return nil, nil, err
	}
	if !content.Raw {
		if data, err = minifier.File(path, data); err != nil {
			note(err)
		}
	}
	return data, g.File(path, path, data), nil
}

// note says that a file is published as its author wrote it: it may be right all the same,
// in words younger than the minifier.
func (m *maker) note(err error) {
	what, _, _ := strings.Cut(err.Error(), "\n")
	m.mu.Lock()
	defer m.mu.Unlock()
	m.notes = append(m.notes, what+", so it is published as it is")
}

// unheard is for a preview: the build will say it.
func unheard(error) {}

// stream makes a long file outside of memory.
func (m *maker) stream(path string, write func(io.Writer) error) (err error) {
	made := store.NewScratch(m.scratch...)
	defer func() { err = errors.Join(err, made.Close()) }()
	buffered := bufio.NewWriterSize(made, 1<<18)
	if err := errors.Join(write(buffered), buffered.Flush()); err != nil {
		return fmt.Errorf("make %s: %w", path, err)
	}
	return m.out.AddOpened(path, made, made.Size())
}

// pageStore knows of the files that say what they show what became of them, so that one
// that shows the same and is published still need not be made.
type pageStore struct {
	store   *store.Store
	site    *render.Site
	look    string // of the output after the last build, see write.Fingerprint
	secrets bool   // something is kept from being published: every file is made, and looked at
}

// key names what a file shows, known false where nobody says.
func (p pageStore) key(path string) (key store.Key, known bool) {
	shown, known := p.site.Shows(path)
	return store.Sum("file", path, shown.String()), known && !p.secrets
}

// reuse keeps the file that is published, where it is what became of a key.
func (p pageStore) reuse(out *write.Publisher, key store.Key, path string) (bool, error) {
	data, ok := p.store.Get(key)
	if !ok || len(data) != len(write.Sum{}) {
		return false, nil
	}
	return out.Keep(path, write.Sum(data))
}
