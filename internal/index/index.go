// Package index folds the Records of all articles into what the site knows: who is
// mentioned where, what happened when, which sources are cited, what leads to what.
//
// It sees records, never documents, and is read-only once built. Everything stands in
// an order that depends on nothing but the content.
package index

import (
	"cmp"
	"slices"

	"dossier/internal/config"
	"dossier/internal/edtf"
	"dossier/internal/record"
	"dossier/internal/slug"
	"dossier/internal/source"
)

// Index is the whole site in facts.
type Index struct {
	Unlisted []*Article // have a page and are in no list, and the index knows nothing of what they say
	Articles []*Article // by date, newest first; undated ones last, by title
	Entities []*Entity  // in the order of the index
	Entries  []*Entry   // the index from A to Z, with other forms of names
	Homonyms []*Homonym // forms that several entities share, by form
	Events   []*Event   // in time
	Sources  []*Source  // by site and address
	Tags     []*Tag     // by name
	Terms    []*Term    // the author's index terms, by item
	Problems []source.Problem

	byID   map[string]*Entity
	former map[string][]*Entity // by an id that they had before
	byPath map[string]*Article
	cited  *register
}

// Article is one article among the others.
type Article struct {
	*record.Record
	Path      string
	Previous  *Article  // the next older one
	Next      *Article  // the next newer one
	Sources   []*Source // what Citations lead to, nil where that is nothing
	Names     []Name    // entities it mentions, most first
	Backlinks []Backlink
	Related   []Related
	Position  int // in Index.Articles
}

// Name counts the mentions of an entity in one article.
type Name struct {
	Entity *Entity
	Count  int
}

// Ref is a sentence of an article.
type Ref struct {
	Article  *Article
	Sentence int // position in Article.Sentences
}

// Place is the sentence's record.
func (r Ref) Place() record.Sentence { return r.Article.Sentences[r.Sentence] }

// Address leads to the sentence.
func (r Ref) Address() string { return r.Article.Path + "#" + r.Place().Anchor }

// Backlink is a sentence of another article that leads to this one.
type Backlink struct{ Ref }

// Tag lists the articles under one tag.
type Tag struct {
	Slug     string
	Name     string // as the first article writes it
	Articles []*Article
}

// Build folds records, given in Catalogue order.
func Build(c *config.Config, catalogue *record.Catalogue, records []*record.Record) *Index {
	x := &Index{byID: map[string]*Entity{}, byPath: map[string]*Article{}}
	x.articles(records)
	x.entities(c, catalogue.Entities)
	x.splits()
	x.entries(c.Language)
	x.timeline(catalogue)
	x.sources(catalogue)
	x.tags()
	x.terms(c.Language)
	x.backlinks()
	x.related()
	x.Problems = append(x.Problems, x.lint()...)
	return x
}

// Article looks an article up by its address, nil when there is none in the lists.
func (x *Index) Article(path string) *Article { return x.byPath[path] }

// Entity looks an entity up by id, nil when there is none.
func (x *Index) Entity(id string) *Entity { return x.byID[id] }

func (x *Index) articles(records []*record.Record) {
	for _, r := range records {
		a := &Article{Record: r, Path: "/articles/" + r.Entry.Slug + "/"}
		x.Articles = append(x.Articles, a)
		x.byPath[a.Path] = a
	}
	slices.SortStableFunc(x.Articles, func(a, b *Article) int { return newestFirst(a.Entry, b.Entry) })
	for i, a := range x.Articles {
		a.Position = i
		if i > 0 {
			a.Next = x.Articles[i-1]
			x.Articles[i-1].Previous = a
		}
	}
}

// AddUnlisted adds articles that only those find who have their address.
func (x *Index) AddUnlisted(records []*record.Record) {
	for _, r := range records {
		a := &Article{Record: r, Path: "/articles/" + r.Entry.Slug + "/", Position: -1}
		for _, c := range r.Citations {
			a.Sources = append(a.Sources, x.SourceOf(c))
		}
		x.Unlisted = append(x.Unlisted, a)
	}
}

// newestFirst orders entries by date, those without one last, then by title and slug.
func newestFirst(a, b *record.Entry) int {
	switch {
	case a.Date.IsZero() != b.Date.IsZero():
		if a.Date.IsZero() {
			return 1
		}
		return -1
	case !a.Date.IsZero():
		if d := edtf.Compare(b.Date, a.Date); d != 0 {
			return d
		}
	}
	return cmp.Or(cmp.Compare(a.Title, b.Title), cmp.Compare(a.Slug, b.Slug))
}

func (x *Index) tags() {
	byName := map[string]*Tag{}
	for _, a := range x.Articles {
		seen := map[string]bool{}
		for _, name := range a.Entry.Tags {
			id := slug.Make(name)
			if id == "" || seen[id] {
				continue
			}
			seen[id] = true
			t := byName[id]
			if t == nil {
				t = &Tag{Slug: id, Name: name}
				byName[id] = t
				x.Tags = append(x.Tags, t)
			}
			t.Articles = append(t.Articles, a)
		}
	}
	slices.SortFunc(x.Tags, func(a, b *Tag) int { return cmp.Compare(a.Slug, b.Slug) })
}

// backlinks turns every link between articles round. Two links from one sentence
// count once.
func (x *Index) backlinks() {
	for _, a := range x.Articles {
		for _, l := range a.Links {
			to := x.byPath[l.To]
			if to == nil || to == a {
				continue
			}
			link := Backlink{Ref{a, l.Sentence}}
			if !slices.Contains(to.Backlinks, link) {
				to.Backlinks = append(to.Backlinks, link)
			}
		}
	}
}
