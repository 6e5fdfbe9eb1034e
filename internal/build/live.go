package build

import (
	"context"
	"io/fs"
	"maps"
	"reflect"
	"slices"

	"dossier/internal/index/search"
	"dossier/internal/pool"
	"dossier/internal/read"
	"dossier/internal/record"
	"dossier/internal/render"
	"dossier/internal/resolve/passages"
	"dossier/internal/source"
	"dossier/internal/store"
)

// Live builds a project again and again while its author writes. It holds what a build
// knows between stages, so a change costs no more than what follows from it: one article
// is compiled again where only its text has changed, the index is folded again where what
// it tells has, and everything is read anew after any other change. Files are made when
// somebody asks for them. Nothing is published.
type Live struct {
	options Options
	site    *liveSite       // the last good one, nil before
	changed map[string]bool // since then
}

// NewLive begins. Of the options, Output says which folder is no content; Force and
// Volatile mean nothing.
func NewLive(o Options) *Live {
	return &Live{options: o, changed: map[string]bool{}}
}

// Build takes up changes: of the files named, with slashes, relative to the project; nil
// stands for any. The site that it returns is made of what the project says now, and has
// the bytes that Run would publish; it is nil where the problems stand in the way. It is
// to be called once at a time, while earlier sites may still be asked for their files.
func (l *Live) Build(ctx context.Context, changed []string) (fs.FS, []source.Problem, error) {
	for _, name := range changed {
		l.changed[name] = true
	}
	if l.site != nil && changed != nil && len(l.changed) <= mostEdited {
		site, r, err := l.site.edit(ctx, l.options, slices.Sorted(maps.Keys(l.changed)))
		if err != nil || r != nil {
			return l.take(site, r, err)
		}
	}
	l.changed[anything] = true
	return l.take(wholeSite(ctx, l.options))
}

// Close ends the use of what has been kept.
func (l *Live) Close() error {
	if l.site == nil {
		return nil
	}
	return l.site.work.store.Close(false)
}

// mostEdited is how many files may change before all is read anew: a checkout of another
// branch, say. anything stands for files that nobody can name.
const (
	mostEdited = 20
	anything   = ""
)

// take remembers a good site. After one that failed, its changes are still to be taken up.
func (l *Live) take(site *liveSite, r *Result, err error) (fs.FS, []source.Problem, error) {
	if err != nil {
		return nil, nil, err
	}
	if site == nil || r.Failed {
		return nil, r.Problems, nil
	}
	if l.site != nil && l.site.work.store != site.work.store {
		_ = l.site.work.store.Close(false)
	}
	l.site = site
	clear(l.changed)
	return site, r.Problems, nil
}

// wholeSite reads all of a project.
func wholeSite(ctx context.Context, o Options) (*liveSite, *Result, error) {
	project, err := scan(o)
	if err != nil {
		return nil, nil, err
	}
	r := &Result{Problems: slices.Clone(project.Problems)}
	kept := store.Open(o.Cache, o.Program)
	failed := func(err error) (*liveSite, *Result, error) {
		_ = kept.Close(false) // no harm, as in Run
		r, err := r.failOr(err)
		return nil, r, err
	}
	if err := r.takeFound(ctx, project, o); err != nil {
		return failed(err)
	}
	c := newCompiler(project, nil, kept)
	c.searchLater = true
	w, err := resolveAll(ctx, c, o)
	if err != nil {
		return failed(err)
	}
	_ = kept.Share() // no harm either
	s, r, err := foldSite(ctx, w, r, o)
	if err != nil || r.Failed {
		_ = kept.Close(false)
		return nil, r, err
	}
	return s, r, nil
}

// foldSite makes a site of what the articles came to.
func foldSite(ctx context.Context, w *work, r *Result, o Options) (*liveSite, *Result, error) {
	failed := func(err error) (*liveSite, *Result, error) {
		r, err := r.failOr(err)
		return nil, r, err
	}
	site, err := w.fold(r)
	if err != nil {
		return failed(err)
	}
	if !r.guard.IsIdle() { // an index of the search may tell a secret
		if site.Search, err = w.searchFiles(ctx, site, o); err != nil {
			return failed(err)
		}
	}
	plan, err := r.plan(ctx, w.project, site, o)
	if err != nil {
		return failed(err)
	}
	s := newLiveSite(w, site, plan, r, o)
	if !r.Failed && !r.guard.IsIdle() {
		// So may any page: nothing is shown until all of them have been looked at.
		leaked, err := pool.MapContext(ctx, o.Workers, plan, func(_ int, f render.File) ([]source.Problem, error) {
			content, err := f.Make()
			if err != nil {
				return nil, err
			}
			_, problems, err := looked(r.guard, s.minifier, unheard, f.Path, content)
			return problems, err
		})
		if err != nil {
			return failed(err)
		}
		r.Problems = source.Sort(slices.Concat(r.Problems, slices.Concat(leaked...)))
		r.Failed = source.HasErrors(r.Problems)
	}
	return s, r, nil
}

// edit takes up a change of some articles or pages, and returns the site that it makes:
// itself, where nothing that other pages show has changed. A nil Result says that the
// change reaches further, and all has to be read again.
func (s *liveSite) edit(ctx context.Context, o Options, names []string) (*liveSite, *Result, error) {
	if s.work.project.Auto() || !s.guard.IsIdle() {
		return nil, nil, nil // a word may make a name of one in another article, or a secret public
	}
	next := *s.work
	next.articles, next.pages = slices.Clone(next.articles), slices.Clone(next.pages)
	budget, ctx, stop := watch(ctx)
	defer stop()
	var edited []revision
	for _, name := range names {
		if !s.work.project.Knows(name) { // a helper of an editor, gone again
			continue
		}
		e, ok, err := s.work.reread(name)
		if err != nil || !ok {
			return nil, nil, err
		}
		a, err := s.work.compiler.budgeted(ctx, budget, e.entry, e.address)
		if err != nil || a.lost || a.secret != nil {
			return nil, nil, err
		}
		e.now = a
		(*e.list(&next))[e.at] = a
		edited = append(edited, e)
	}
	if !slices.ContainsFunc(edited, revision.reachesFar) {
		if r := s.result(edited); r.Failed || s.revise(edited) {
			return s, r, nil
		}
	}
	undo := make([]*record.Entry, len(edited))
	for i, e := range edited {
		undo[i] = e.settle(s.work)
	}
	site, r, err := foldSite(ctx, &next, &Result{Problems: slices.Clone(s.work.project.Problems)}, o)
	if err != nil || r.Failed {
		for i, e := range edited {
			(*e.entries(s.work.project))[e.at] = undo[i]
		}
	}
	return site, r, err
}

// revision is an article or page that has changed.
type revision struct {
	page       bool
	at         int // in its list of the Catalogue
	entry, was *record.Entry
	address    string
	then, now  compiled
}

func (e revision) list(w *work) *[]compiled {
	if e.page {
		return &w.pages
	}
	return &w.articles
}

func (e revision) entries(p *read.Project) *[]*record.Entry {
	if e.page {
		return &p.Catalogue.Pages
	}
	return &p.Catalogue.Articles
}

// settle puts the new entry into the Catalogue and returns the old one.
func (e revision) settle(w *work) *record.Entry {
	list := *e.entries(w.project)
	old := list[e.at]
	list[e.at] = e.entry
	return old
}

// reread reads the front matter of an article or page again. ok is false where other
// articles may have to be read again for what it says now: the names by which they link
// to it, say.
func (w *work) reread(name string) (e revision, ok bool, err error) {
	for _, page := range []bool{false, true} {
		e.page = page
		e.at = slices.IndexFunc(*e.entries(w.project), func(o *record.Entry) bool { return o.Name == name })
		if e.at >= 0 {
			break
		}
	}
	if e.at < 0 || slices.ContainsFunc(w.project.Problems, func(p source.Problem) bool { return p.File == name }) {
		return e, false, nil
	}
	e.was, e.then = (*e.entries(w.project))[e.at], (*e.list(w))[e.at]
	now, problems, err := w.project.Reread(name)
	if err != nil || now == nil || len(problems) > 0 || now.Draft {
		return e, false, err
	}
	now.Import = e.was.Import
	e.entry = now
	e.address = articlePath(now)
	if e.page {
		e.address = pagePath(now)
	}
	return e, reflect.DeepEqual(linkedAs(now), linkedAs(e.was)), nil
}

// linkedAs is all of an entry that other articles are read against, or that decides
// whether there is a page.
func linkedAs(e *record.Entry) []any {
	return []any{e.Slug, e.Title, e.Source, e.Aliases, e.Unlisted, e.Extent, e.Embargo}
}

// reachesFar tells whether more than the text has changed.
func (e revision) reachesFar() bool {
	was, now := *e.was, *e.entry
	was.Body, was.Sum = now.Body, now.Sum
	return e.page && len(now.Events) > 0 || !reflect.DeepEqual(was, now) || !slices.Equal(e.then.media, e.now.media)
}

// searchFiles makes the index of the search when somebody asks for it.
func (w *work) searchFiles(ctx context.Context, s *render.Site, o Options) (files []search.File, err error) {
	c := w.compiler
	b := search.NewBuilder(search.Options{Language: w.project.Config.Language, Types: searchTypes(w.project.Config)})
	for _, part := range []struct {
		list    []compiled
		address func(*record.Entry) string
	}{{w.articles, articlePath}, {w.pages, pagePath}} {
		_, err := pool.MapContext(ctx, o.Workers, part.list, func(_ int, a compiled) (struct{}, error) {
			address := part.address(a.record.Entry)
			if !isSearched(a.entry, address) {
				return struct{}{}, nil
			}
			list, err := c.passages(a, address)
			if err != nil {
				return struct{}{}, err
			}
			return struct{}{}, b.Add(address, a.record.Entry.Title, list)
		})
		if err != nil {
			return nil, err
		}
	}
	return b.Finish(w.searchDocs(s))
}

// passages are those of an article that has been compiled.
func (c *compiler) passages(a compiled, address string) ([]passages.Passage, error) {
	if in, ok := c.get(a.key.Part(partSearch)); ok {
		if list := readPassages(in); in.OK() {
			return list, nil
		}
	}
	again, err := c.article(a.entry, address)
	return again.passages, err
}

// result is what is to be said of a site after changes that no other page shows.
func (s *liveSite) result(edited []revision) *Result {
	r := &Result{Problems: slices.Clone(s.problems)}
	for _, e := range edited {
		r.Problems = slices.DeleteFunc(r.Problems, func(p source.Problem) bool { return slices.Contains(e.then.problems, p) })
		r.Problems = append(r.Problems, e.now.problems...)
	}
	r.Problems = source.Sort(r.Problems)
	r.Failed = source.HasErrors(r.Problems) || s.options.Strict && len(r.Problems) > 0
	return r
}
