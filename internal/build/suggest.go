package build

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"dossier/internal/config"
	"dossier/internal/edit"
	"dossier/internal/parse"
	"dossier/internal/pool"
	"dossier/internal/read"
	"dossier/internal/record"
	"dossier/internal/resolve/links"
	"dossier/internal/slug"
	"dossier/internal/source"
	"dossier/internal/suggest"
)

// Review is what the author has to decide on: the names that a project's articles use
// and its files do not know.
type Review struct {
	Proposals []suggest.Proposal // best first
	Articles  int
	Problems  []source.Problem
	project   *read.Project
}

// Suggest reads a project or a folder of articles and proposes names.
func Suggest(ctx context.Context, dir string, workers int) (*Review, error) {
	p, all, err := scanAndPropose(ctx, dir, workers)
	if err != nil {
		return nil, err
	}
	return &Review{all, len(p.Catalogue.Articles), p.Problems, p}, nil
}

// scanAndPropose reads a project, or a folder of articles, and finds names in it.
func scanAndPropose(ctx context.Context, dir string, workers int) (*read.Project, []suggest.Proposal, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil, nil, err
	}
	p, err := read.Scan(abs, read.Options{Output: DefaultOutput(abs), Workers: workers})
	if err != nil {
		return nil, nil, err
	}
	all, err := propose(ctx, p, workers)
	return p, all, err
}

// propose finds names in the articles of a project. Each document is dropped as soon
// as its evidence is taken, so memory follows the vocabulary.
func propose(ctx context.Context, p *read.Project, workers int) ([]suggest.Proposal, error) {
	budget, ctx, stop := watch(ctx)
	defer stop()
	corpus := suggest.New()
	err := pool.Each(ctx, workers, slices.Values(p.Catalogue.Articles), func(_ int, e *record.Entry) (suggest.Document, error) {
		f, _, err := p.File(e.Name, read.ArticleLimit)
		if err != nil {
			return suggest.Document{}, err
		}
		return do(ctx, budget, source.Place{File: e.Name}, func() (suggest.Document, error) {
			d := parse.Parse(e.Dialect, f, e.Body)
			links.Bare(d)
			return suggest.Prose(d), nil
		})
	}, func(_ int, d suggest.Document) error {
		corpus.Add(d)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return corpus.Find(suggest.Stated(p.Catalogue.Entities, p.Refused)), nil
}

// addFound puts the surest proposals among a project's entities where the project
// wants that, and returns how many. The articles are parsed here for their names and
// once more for their pages: a name of the last article may stand in the first, and
// keeping the documents until all names are known would hold the whole corpus in
// memory. It costs the time only where the author has not decided yet.
func addFound(ctx context.Context, p *read.Project, workers int) (int, error) {
	if !p.Auto() {
		return 0, nil
	}
	all, err := propose(ctx, p, workers)
	if err != nil {
		return 0, err
	}
	return publishFound(p, all), nil
}

// publishFound adds the surest of the proposals to the entities, where the project
// wants that, and returns how many.
func publishFound(p *read.Project, all []suggest.Proposal) int {
	if !p.Auto() {
		return 0
	}
	c := p.Catalogue
	taken := map[string]bool{}
	for _, e := range c.Entities {
		taken[e.ID] = true
	}
	stated := len(c.Entities)
	for _, found := range suggest.Auto(all) {
		if found.ID == "" || taken[found.ID] {
			continue
		}
		taken[found.ID] = true
		c.Entities = append(c.Entities, foundEntity(found, p.Config))
	}
	slices.SortFunc(c.Entities, func(a, b *record.Entity) int { return cmp.Compare(a.ID, b.ID) })
	return len(c.Entities) - stated
}

// foundEntity makes an entity of a proposal that nobody has reviewed.
func foundEntity(p suggest.Proposal, c *config.Config) *record.Entity {
	e := &record.Entity{ID: p.ID, Name: p.Name, Type: p.Type, Found: true}
	if _, ok := c.Type(e.Type); !ok {
		e.Type = config.Concept
	}
	for _, a := range p.Aliases {
		e.Aliases = append(e.Aliases, record.Alias{Text: a})
	}
	return e
}

// Decisions are what the author says of proposals.
type Decisions struct {
	Accepted []suggest.Proposal
	Refused  []string
}

// Accept adds the decision for one proposal, by its name or one of its aliases. id is
// the entity that it is, or is to become; "" leaves that to the proposal.
func (r *Review) Accept(d *Decisions, name, id string) error {
	p, found := r.find(name)
	switch {
	case !found && id == "":
		if r.entityOf(name) != nil {
			return nil // it is accepted already
		}
		return fmt.Errorf("no proposal is called %q%s", name, r.near(name))
	case !found:
		p = suggest.Proposal{Name: name}
	}
	if id != "" {
		if slug.Make(id) != id {
			return fmt.Errorf("the id %q cannot stand in an address; write %q", id, slug.Make(id))
		}
		p.ID, p.AliasOf = id, ""
	} else if e := r.entity(p.ID); e != nil && p.AliasOf == "" {
		return fmt.Errorf("the id %s is that of %q; write %q=ID with an id of its own, or with %s if it is the same", p.ID, e.Name, name, e.ID)
	}
	d.Accepted = append(d.Accepted, p)
	return nil
}

func (r *Review) find(name string) (suggest.Proposal, bool) {
	for _, same := range []func(suggest.Proposal) bool{
		func(p suggest.Proposal) bool { return p.Name == name },
		func(p suggest.Proposal) bool { return strings.EqualFold(p.Name, name) },
		func(p suggest.Proposal) bool { return slices.Contains(p.Aliases, name) },
	} {
		if i := slices.IndexFunc(r.Proposals, same); i >= 0 {
			return r.Proposals[i], true
		}
	}
	return suggest.Proposal{}, false
}

func (r *Review) near(name string) string {
	var names []string
	for _, p := range r.Proposals {
		names = append(names, p.Name)
	}
	if near := source.Nearest(name, names); near != "" {
		return fmt.Sprintf("; did you mean %q?", near)
	}
	return "; dossier suggest lists them"
}

func (r *Review) entity(id string) *record.Entity {
	for _, e := range r.project.Catalogue.Entities {
		if e.ID == id {
			return e
		}
	}
	return nil
}

// entityOf finds the entity that has a form as its name or alias.
func (r *Review) entityOf(form string) *record.Entity {
	for _, e := range r.project.Catalogue.Entities {
		if e.Name == form || slices.ContainsFunc(e.Aliases, func(a record.Alias) bool { return a.Text == form }) {
			return e
		}
	}
	return nil
}

// Write puts decisions into the project's files, which it makes where they are not
// there. Both texts are ready before the first is written. It returns the names of the
// files that changed.
func (r *Review) Write(d Decisions) (changed []string, err error) {
	if err := r.inOneFile(d.Accepted); err != nil {
		return nil, err
	}
	edits := []struct {
		name string
		edit func([]byte) ([]byte, error)
	}{
		{r.project.EntityFile(), func(text []byte) ([]byte, error) { return suggest.Accept(text, d.Accepted...) }},
		{r.project.RefusedFile(), func(text []byte) ([]byte, error) { return edit.Refuse(text, d.Refused...) }},
	}
	before, after := make([][]byte, len(edits)), make([][]byte, len(edits))
	for i, e := range edits {
		if before[i], err = r.decided(e.name); err != nil {
			return nil, err
		}
		if after[i], err = e.edit(before[i]); err != nil {
			return nil, fmt.Errorf("%s: %w", e.name, err)
		}
	}
	for i, e := range edits {
		if string(before[i]) == string(after[i]) {
			continue
		}
		if err := edit.Replace(filepath.Join(r.project.Dir, filepath.FromSlash(e.name)), after[i]); err != nil {
			return changed, err
		}
		changed = append(changed, e.name)
	}
	return changed, nil
}

// inOneFile refuses an alias of an entity that has a Markdown file of its own: that
// file is the author's text and is not written to.
func (r *Review) inOneFile(accepted []suggest.Proposal) error {
	for _, p := range accepted {
		id := p.ID
		if p.AliasOf != "" {
			id = p.AliasOf
		}
		if e := r.entity(id); e != nil && e.Place.File != r.project.EntityFile() {
			return fmt.Errorf("%s has a file of its own: add %q to the aliases in %s", e.ID, p.Name, e.Place.File)
		}
	}
	return nil
}

// decided reads a file of decisions; one that is not there is empty.
func (r *Review) decided(name string) ([]byte, error) {
	info, err := os.Lstat(filepath.Join(r.project.Dir, filepath.FromSlash(name)))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err == nil && !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is a link, pipe or device, so it is not written to", name)
	}
	return r.project.Bytes(name)
}
