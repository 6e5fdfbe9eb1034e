package build

import (
	"bytes"
	"context"
	"io/fs"
	"slices"
	"strings"

	"dossier/internal/doc"
	"dossier/internal/index/search"
	"dossier/internal/leaks"
	"dossier/internal/parse"
	"dossier/internal/read"
	"dossier/internal/record"
	"dossier/internal/source"
	"dossier/internal/store"
)

// secret is the text of an article that is not to be published in full, and what of it
// is published all the same: its beginning, quotations, what the front matter says.
type secret struct {
	file             string
	texts, published []string
}

// Guard learns what of a project must not be in its site; it is nil where that is
// nothing. Problems stand in the way: while a file of the project cannot be read, nobody
// knows what it keeps back.
func Guard(ctx context.Context, o Options) (*leaks.Guard, []source.Problem, error) {
	project, err := scan(o)
	if err != nil {
		return nil, nil, err
	}
	if source.HasErrors(project.Problems) {
		return nil, project.Problems, nil
	}
	if !hasSecrets(project) {
		return nil, nil, nil
	}
	if _, err := addFound(ctx, project, o.Workers); err != nil {
		return nil, nil, err
	}
	r := &Result{}
	kept := store.Open(o.Cache, o.Program)
	defer func() { _ = kept.Close(false) }()
	if _, err := compile(ctx, project, r, o, kept); err != nil {
		return nil, nil, err
	}
	return r.guard, nil, nil
}

// Leaks reads a file that was made of a project's data for what must not be in it.
func (r *Result) Leaks(name string, data []byte) []source.Problem {
	return r.guard.File(name, name, data)
}

// hasSecrets tells whether anything of a project is kept from being published.
func hasSecrets(p *read.Project) bool {
	return len(p.Config.Redact)+len(p.Held) > 0 || slices.ContainsFunc(everyEntry(p), func(e *record.Entry) bool { return e.Extent != record.Full })
}

// everyEntry lists all articles and pages that have a page.
func everyEntry(p *read.Project) []*record.Entry {
	return slices.Concat(p.Catalogue.Articles, p.Catalogue.Unlisted, p.Catalogue.Pages)
}

// newGuard makes ready to look for what the secrets, embargoes and redactions of a
// project keep back.
func newGuard(p *read.Project, red *redaction, secrets []*secret) (*leaks.Guard, error) {
	g := leaks.New(red.names, p.Config.Redact, func() []string { return publishedTexts(p) })
	for _, s := range secrets {
		g.Protect(s.file, s.texts, s.published)
	}
	for _, e := range p.Held {
		f, _, err := p.File(e.Name, read.ArticleLimit)
		if err != nil {
			return nil, err
		}
		d := parse.Parse(e.Dialect, f, e.Body)
		g.Protect(e.Name, append(leafTexts(d), e.Title, e.Description, e.AuthorNote), nil)
		if !strings.HasPrefix(e.Name, "content/pages/") {
			g.ProtectPath(e.Name, articlePath(e)[1:])
			g.ProtectPath(e.Name, strings.TrimSuffix(articlePath(e)[1:], "/")+".")
		}
	}
	return g, nil
}

// leafTexts is every text of a document: of blocks, notes and pictures.
func leafTexts(d *doc.Doc) []string {
	var texts []string
	leaf := func(b *doc.Block) bool {
		if b.IsLeaf() && b.Text != "" {
			texts = append(texts, b.Plain())
		}
		for _, m := range b.Marks {
			if m.Kind == doc.Image {
				texts = append(texts, m.Alt, m.Title)
			}
			if n := m.Note; n != nil && n.Inline {
				doc.Walk(n.Blocks, func(b *doc.Block) bool {
					texts = append(texts, b.Plain())
					return true
				})
			}
		}
		return true
	}
	doc.Walk(d.Blocks, leaf)
	for _, notes := range [][]*doc.Note{d.Defs, d.Notes, d.Loose} {
		for _, n := range notes {
			doc.Walk(n.Blocks, leaf)
		}
	}
	return texts
}

// publishedTexts are the texts that a project publishes in full, and all that its data
// files and front matter say.
func publishedTexts(p *read.Project) []string {
	var texts []string
	take := func(name, dialect string, body int, whole bool) {
		f, problems, err := p.File(name, read.ArticleLimit)
		if err != nil || source.HasErrors(problems) {
			return
		}
		texts = append(texts, f.Text[:min(body, len(f.Text))])
		if whole {
			texts = append(texts, leafTexts(parse.Parse(dialect, f, body))...)
		}
	}
	for _, e := range everyEntry(p) {
		take(e.Name, e.Dialect, e.Body, e.Extent == record.Full)
	}
	for _, e := range p.Catalogue.Entities {
		texts = append(texts, e.Name, e.Description)
		for _, a := range e.Aliases {
			texts = append(texts, a.Text)
		}
		if e.Note != "" {
			take(e.Note, p.Config.Dialect, e.NoteBody, true)
		}
	}
	for _, e := range p.Catalogue.Events {
		texts = append(texts, e.Title, e.Note)
	}
	for _, w := range p.Catalogue.Works {
		texts = append(texts, w.Title, w.Container, w.Note)
	}
	return append(texts, p.Config.Title, p.Config.Description)
}

// searchLeaks asks the index of the search that a build has made.
func searchLeaks(g *leaks.Guard, files []search.File) []source.Problem {
	return g.Search("search/", func(name string) ([]byte, error) {
		for _, f := range files {
			if f.Name == name {
				return bytes.Clone(f.Data), nil
			}
		}
		return nil, fs.ErrNotExist
	})
}
