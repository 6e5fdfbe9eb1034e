// Package build conducts a build: it hands the work from stage to stage and knows
// nothing of what the stages do.
package build

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"dossier/internal/config"
	"dossier/internal/edtf"
	"dossier/internal/index"
	"dossier/internal/index/search"
	"dossier/internal/leaks"
	"dossier/internal/pool"
	"dossier/internal/read"
	"dossier/internal/record"
	"dossier/internal/render"
	"dossier/internal/resolve/links"
	"dossier/internal/resolve/passages"
	"dossier/internal/source"
	"dossier/internal/store"
	"dossier/internal/write"

	"dossier/templates"
)

// Options say what to build and where.
type Options struct {
	Source   string    // folder of the project
	Output   string    // folder of the site
	BaseURL  string    // takes the place of base_url in dossier.yaml
	AsOf     edtf.Date // the day that embargoes are measured by; the clock is never read
	Strict   bool      // warnings stop the build too
	Force    bool      // take over an output folder with files that are not ours
	Workers  int       // 0 for one a core
	Volatile bool      // the output is for a preview: it need not survive a crash
	Cache    string    // folder of results that are kept for the next build, "" for none
	Program  string    // version of the program: results of another are not used
	Progress func(stage string)
}

// Result is what a build found and did.
type Result struct {
	Problems []source.Problem
	Failed   bool // the problems stopped the build; the published site is as it was
	Report   write.Report
	Notes    []string // what a reader of the last lines should know
	Articles int
	Entities int
	Mentions int
	Footnote int
	Events   int
	Pages    int // HTML pages
	Files    int

	guard *leaks.Guard
}

// Run builds a site. When ctx ends the build stops and the published site is as it
// was. An error is one of the machine; problems of the content are in
// the Result.
func Run(ctx context.Context, o Options) (_ *Result, err error) {
	if o.Progress == nil {
		o.Progress = func(string) {}
	}
	if refused, err := checkOutput(o); refused != nil || err != nil {
		return refused, err
	}
	o.Progress("reading")
	whole := false // everything of use was asked for
	kept := store.Open(o.Cache, o.Program)
	defer func() { _ = kept.Close(whole) }() // a store that cannot be closed is no harm: the next build notices
	done := newFinished(kept, o)
	if r := done.find(); r != nil {
		return r, nil
	}
	project, err := scan(o)
	if err != nil {
		return nil, err
	}
	r := &Result{Problems: slices.Clone(project.Problems)}
	if err := r.takeFound(ctx, project, o); err != nil {
		return r.failOr(err)
	}
	o.Progress("resolving")
	site, err := compile(ctx, project, r, o, kept)
	if err != nil {
		return r.failOr(err)
	}
	plan, err := r.plan(ctx, project, site, o)
	if err != nil || r.Failed {
		return r, err
	}
	if project.Config.BaseURL == "" {
		r.Notes = append(r.Notes, "base_url is not set, so canonical addresses, feed and sitemap are left out")
	}
	o.Progress("writing")
	err = publish(ctx, site, plan, r, o, pageStore{kept, site, done.look(), hasSecrets(project)})
	whole = err == nil
	var refused *write.OutputError
	if errors.As(err, &refused) {
		return r.fail(refused.Problem()), nil
	}
	if err != nil {
		return r.failOr(err)
	}
	if !r.Failed {
		done.keep(project, r)
	}
	return r, nil
}

// takeFound adds the names that are found automatically, where the project wants them.
func (r *Result) takeFound(ctx context.Context, p *read.Project, o Options) error {
	found, err := addFound(ctx, p, o.Workers)
	if found > 0 {
		r.Notes = append(r.Notes, fmt.Sprintf("%d of the names were found automatically; dossier suggest lists them for review", found))
	}
	return err
}

// plan lists the files of a site and looks for all that stands in the way of making them.
func (r *Result) plan(ctx context.Context, p *read.Project, site *render.Site, o Options) ([]render.File, error) {
	bad, err := measurePictures(ctx, site, o.Workers)
	if err != nil {
		return nil, err
	}
	plan := site.Plan()
	r.Problems = source.Sort(slices.Concat(r.Problems, bad, checkPaths(plan, site), checkPictures(site), lostAddresses(plan, p.Published), searchLeaks(r.guard, site.Search)))
	r.Failed = source.HasErrors(r.Problems) || o.Strict && len(r.Problems) > 0
	return plan, nil
}

// failOr ends a build with an error, or with the problem of the content that it stands for.
func (r *Result) failOr(err error) (*Result, error) {
	if problem, ok := read.AsProblem(err); ok {
		return r.fail(problem), nil
	}
	return r, err
}

// fail ends a build with a problem after which there is nothing more to do.
func (r *Result) fail(p source.Problem) *Result {
	r.Problems, r.Failed = source.Sort(append(r.Problems, p)), true
	return r
}

// checkOutput refuses a folder that must not be written to before any work is done.
func checkOutput(o Options) (*Result, error) {
	err := write.Check(o.Output, writeOptions(o))
	var refused *write.OutputError
	if errors.As(err, &refused) {
		return &Result{Problems: []source.Problem{refused.Problem()}, Failed: true}, nil
	}
	return nil, err
}

func writeOptions(o Options) write.Options {
	w := write.Options{Source: o.Source, Force: o.Force, Volatile: o.Volatile}
	for _, name := range []string{"content", "templates", "static", "dossier.yaml"} {
		w.Inputs = append(w.Inputs, filepath.Join(o.Source, name))
	}
	return w
}

// compile takes every article and page through the resolve stage and folds the records.
func compile(ctx context.Context, p *read.Project, r *Result, o Options, kept *store.Store) (site *render.Site, err error) {
	disk := search.NewDisk(scratch(o.Cache)...)
	defer func() { err = errors.Join(err, disk.Close()) }()
	w, err := resolveAll(ctx, newCompiler(p, disk, kept), o)
	if err != nil {
		return nil, err
	}
	return w.fold(r)
}

// work is a project whose articles have been compiled: all that the site is folded from.
type work struct {
	*compiler
	base     *render.Site     // what no article changes
	problems []source.Problem // but those of the articles
	articles []compiled       // in Catalogue order, like the others
	unlisted []compiled
	pages    []compiled
	notes    []compiled // of entities
}

// resolveAll compiles every article and page.
func resolveAll(ctx context.Context, c *compiler, o Options) (*work, error) {
	budget, ctx, stop := watch(ctx)
	defer stop()
	p := c.project
	w := &work{compiler: c, base: &render.Site{Config: p.Config, Static: map[string]string{}, Read: p.Bytes, Keep: c.keepResult}}
	c.red, w.problems = newRedaction(p)
	c.red.apply(p)
	for _, old := range p.Published {
		w.base.Published = append(w.base.Published, old.Address)
	}
	for _, name := range p.Static {
		w.base.Static[name] = name
	}
	w.problems = append(w.problems, readTemplates(w.base, p)...) // first, since the search and the cards say words of the interface
	for _, part := range []struct {
		to      *[]compiled
		entries []*record.Entry
		address func(*record.Entry) string
	}{
		{&w.articles, p.Catalogue.Articles, articlePath}, {&w.unlisted, p.Catalogue.Unlisted, articlePath},
		{&w.pages, p.Catalogue.Pages, pagePath}, {&w.notes, c.noteEntries(), notePath},
	} {
		var err error
		*part.to, err = pool.MapContext(ctx, o.Workers, part.entries, func(_ int, e *record.Entry) (compiled, error) {
			return c.budgeted(ctx, budget, e, part.address(e))
		})
		if err != nil {
			return nil, err
		}
	}
	return w, nil
}

// fold makes the site of what the articles came to. It may be called again when some of
// them have changed.
func (w *work) fold(r *Result) (*render.Site, error) {
	c, p := w.compiler, w.project
	own := *w.base
	s := &own
	s.Media = map[string]string{}
	texts := newTexts(c)
	s.Texts = texts
	r.Problems, r.Notes = append(r.Problems, w.problems...), append(r.Notes, c.red.note()...)
	var secrets []*secret
	take := func(list []compiled, address func(*record.Entry) string) []*record.Record {
		records := make([]*record.Record, len(list))
		for i, a := range list {
			r.Problems = append(r.Problems, a.problems...)
			texts.add(address(a.record.Entry), a)
			r.Problems = append(r.Problems, takeMedia(s.Media, a)...)
			records[i] = a.record
			if a.secret != nil {
				secrets = append(secrets, a.secret)
			}
		}
		return records
	}
	records := take(w.articles, articlePath)
	for _, page := range take(w.pages, pagePath) {
		s.Pages = append(s.Pages, page.Entry)
	}
	take(w.notes, notePath)
	s.Index = index.Build(p.Config, c.red.catalogue(p.Catalogue), records)
	s.Index.AddUnlisted(take(w.unlisted, articlePath))
	var err error
	if r.guard, err = newGuard(p, c.red, secrets); err != nil {
		return nil, err
	}
	r.Problems = append(r.Problems, s.Index.Problems...)
	if !c.searchLater {
		if s.Search, err = c.search.Finish(w.searchDocs(s)); err != nil {
			return nil, err
		}
		c.search = nil // its words are a tenth of what a build holds
	}
	for _, shared := range c.names.Shared() {
		if c.red.names.Has(shared.Text) {
			continue
		}
		s.Index.AddHomonym(shared.Text, shared.Entities)
	}
	r.count(s.Index)
	r.Problems = append(r.Problems, sharedNames(c.names, p.Catalogue.Entities)...)
	r.Problems = append(r.Problems, s.CardProblems()...)
	return s, texts.failed()
}

// searchDocs lists what the search finds.
func (w *work) searchDocs(s *render.Site) []search.Doc {
	written := map[string][]passages.Passage{}
	for _, n := range w.notes {
		written[notePath(n.record.Entry)] = n.passages
	}
	return s.SearchDocs(written)
}

// takeMedia adds the pictures of an article, and refuses two files for one address.
func takeMedia(media map[string]string, a compiled) []source.Problem {
	var problems []source.Problem
	for _, name := range a.media {
		address := links.MediaAddress(name)[1:]
		if other, taken := media[address]; taken && other != name {
			problems = append(problems, source.Problem{Place: source.Place{File: name}, Code: source.SameAddress,
				Message: fmt.Sprintf("the address /%s is taken by %s", address, other), Hint: "give one of the two files another name"})
			continue
		}
		media[address] = name
	}
	return problems
}

// entityPath is the folder of the entities' pages.
const entityPath = "/entities/"

func articlePath(e *record.Entry) string { return "/articles/" + e.Slug + "/" }
func pagePath(e *record.Entry) string    { return "/" + e.Slug + "/" }
func notePath(e *record.Entry) string    { return entityPath + e.Slug + "/" }
func isNote(address string) bool         { return strings.HasPrefix(address, entityPath) }

// searchTypes are the types of entities as the search filters by them.
func searchTypes(c *config.Config) []search.Type {
	var types []search.Type
	for _, t := range c.Types {
		types = append(types, search.Type{ID: t.ID, Name: t.Name})
	}
	return types
}

// noteEntries are the notes that authors write on entities: short articles that no index
// counts.
func (c *compiler) noteEntries() []*record.Entry {
	var entries []*record.Entry
	for _, e := range c.project.Catalogue.Entities {
		if e.Note != "" && !c.red.hidden[e.ID] {
			entries = append(entries, &record.Entry{Name: e.Note, Slug: e.ID, About: e.ID, Language: c.project.Config.Language, Title: e.Name, Body: e.NoteBody, Sum: e.NoteSum, Dialect: config.Dialects[0]})
		}
	}
	return entries
}

// readTemplates parses the built-in templates with the project's own over them.
func readTemplates(s *render.Site, p *read.Project) []source.Problem {
	own := map[string]string{}
	for _, name := range p.Templates {
		data, err := p.Bytes(name)
		if problem, ok := read.AsProblem(err); ok {
			return []source.Problem{problem}
		}
		if err != nil {
			return []source.Problem{render.TemplateProblem(strings.TrimPrefix(name, "templates/"), err)}
		}
		own[strings.TrimPrefix(name, "templates/")] = string(data)
	}
	bad, err := s.Templates(templates.Files, own)
	if err != nil {
		bad = append(bad, render.TemplateProblem("", err))
	}
	return bad
}

func (r *Result) count(x *index.Index) {
	r.Articles, r.Entities, r.Events = len(x.Articles), len(x.Entities), len(x.Events)
	for _, a := range x.Articles {
		r.Mentions += len(a.Mentions)
		r.Footnote += a.Notes
	}
}

// DefaultOutput is where a project's site goes unless the author says otherwise.
func DefaultOutput(source string) string {
	if source == "" {
		source = "."
	}
	return filepath.Join(source, "site")
}

// DefaultCache is where a project's finished work is kept unless the author says
// otherwise.
func DefaultCache(source string) string {
	if source == "" {
		source = "."
	}
	return filepath.Join(source, ".dossier")
}
