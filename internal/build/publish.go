package build

import (
	"context"
	"errors"
	"slices"
	"strings"

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
	budget, ctx, stop := watch(ctx)
	defer stop()
	minifier := write.NewMinifier()
	leaked, err := pool.MapContext(ctx, o.Workers, plan, func(_ int, f render.File) (leaks []source.Problem, err error) {
		err = done.add(out, f.Path, func() ([]byte, error) {
			data, err := do(ctx, budget, source.Place{File: f.Path}, func() ([]byte, error) {
				content, err := f.Make()
				if err != nil {
					return nil, err
				}
				return minify(minifier, f.Path, content)
			})
			if err == nil {
				leaks = r.guard.File(f.Path, f.Path, data)
			}
			return data, err
		})
		return leaks, err
	})
	if err = errors.Join(err, site.Texts.(*texts).failed()); err != nil {
		return err
	}
	if bad := slices.Concat(leaked...); len(bad) > 0 {
		r.Problems, r.Failed = source.Sort(append(r.Problems, bad...)), true
		return nil
	}
	r.Files = len(plan)
	for _, f := range plan {
		if strings.HasSuffix(f.Path, ".html") {
			r.Pages++
		}
	}
	r.Report, err = out.Commit()
	return err
}

// pageStore knows of the files that say what they show what became of them, so that one
// that shows the same and is published still need not be made.
type pageStore struct {
	store   *store.Store
	site    *render.Site
	secrets bool // something is kept from being published: every file is made, and looked at
}

// add gives the site a file: the one that is published, where it is the one that make
// would make.
func (p pageStore) add(out *write.Publisher, path string, make func() ([]byte, error)) error {
	shown, known := p.site.Shows(path)
	known = known && !p.secrets
	key := store.Sum("file", path, shown.String())
	if known {
		if data, ok := p.store.Get(key); ok && len(data) == len(write.Sum{}) {
			if kept, err := out.Keep(path, write.Sum(data)); kept || err != nil {
				return err
			}
		}
	}
	data, err := make()
	if err != nil {
		return err
	}
	if known {
		sum := write.SumOf(data)
		p.store.Put(key, sum[:])
	}
	return out.Add(path, data)
}

func minify(m *write.Minifier, name string, c render.Content) ([]byte, error) {
	if c.Raw {
		return c.Data, nil
	}
	return m.File(name, c.Data)
}
