package index

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"dossier/internal/bib"
	"dossier/internal/record"
	"dossier/internal/resolve/links"
)

// Source is one work or page elsewhere that articles lead to, however they do: by a
// bare URL, a link, a note or a citation.
type Source struct {
	URL      string // as the first citation writes it, "" for a work without an address
	Site     string // host without "www.", "" for a work without an address
	Title    string // words of the first link that has any
	Work     *bib.Work
	Archived string // URL of an archived copy
	Cited    []Cited
	Of       []*Article // articles that were taken from it
}

// Cited is one place that leads to a source.
type Cited struct {
	Article  *Article
	Sentence int // position in Article.Sentences, -1 when none
	Note     int // number of the note it stands in, 0 for the body
}

// register collects sources by what they are, not by how they are written.
type register struct {
	byID     map[string]*Source
	works    map[string]*bib.Work // by key
	byURL    map[string]*bib.Work // by normal form of the address
	archives map[string]string    // by normal form of the address
	list     []*Source
}

func newRegister(c *record.Catalogue) *register {
	r := &register{byID: map[string]*Source{}, works: map[string]*bib.Work{}, byURL: map[string]*bib.Work{}, archives: map[string]string{}}
	for _, w := range c.Works {
		r.works[w.Key] = w
		if a := w.Address(); a != "" {
			r.byURL[links.Normal(a)] = w
		}
	}
	for address, copied := range c.Archives {
		r.archives[links.Normal(address)] = copied
	}
	return r
}

// identify says what a citation leads to: the id of the source, its address and its
// work. The id is "" when there is neither an address nor a known work.
func (r *register) identify(c record.Citation) (id, address string, w *bib.Work) {
	address, w = c.URL, r.works[c.Key]
	if w != nil {
		address = w.Address()
	}
	switch {
	case address == "" && w == nil:
		return "", "", nil
	case address == "":
		return "work:" + w.Key, "", w
	}
	id = links.Normal(address)
	if w == nil {
		w = r.byURL[id]
	}
	return id, address, w
}

// source finds or opens the entry that a citation leads to, nil when there is none.
func (r *register) source(c record.Citation) *Source {
	id, address, w := r.identify(c)
	if id == "" {
		return nil
	}
	s := r.byID[id]
	if s == nil {
		s = &Source{URL: address, Work: w, Archived: r.archives[id]}
		if address != "" {
			s.Site = site(address)
		}
		if w != nil && w.Archive != "" {
			s.Archived = w.Archive
		}
		r.byID[id] = s
		r.list = append(r.list, s)
	}
	return s
}

// SourceOf returns the source that a citation of an article leads to, nil for none.
func (x *Index) SourceOf(c record.Citation) *Source {
	id, _, _ := x.cited.identify(c)
	return x.cited.byID[id]
}

// sources lists everything cited once.
func (x *Index) sources(c *record.Catalogue) {
	r := newRegister(c)
	for i := len(x.Articles) - 1; i >= 0; i-- {
		a := x.Articles[i]
		if a.Entry.Source != "" {
			s := r.source(record.Citation{URL: a.Entry.Source})
			s.Of = append(s.Of, a)
		}
		for _, cite := range a.Citations {
			s := r.source(cite)
			a.Sources = append(a.Sources, s)
			if s == nil {
				continue
			}
			if s.Title == "" {
				s.Title = cite.Title
			}
			cited := Cited{a, cite.Sentence, cite.Note}
			if !slices.Contains(s.Cited, cited) {
				s.Cited = append(s.Cited, cited)
			}
		}
	}
	x.Sources, x.cited = r.list, r
	slices.SortStableFunc(x.Sources, func(a, b *Source) int {
		return cmp.Or(boolRank(a.Site == "")-boolRank(b.Site == ""), cmp.Compare(a.Site, b.Site), cmp.Compare(a.URL, b.URL), cmp.Compare(a.key(), b.key()))
	})
}

func (s *Source) key() string {
	if s.Work == nil {
		return ""
	}
	return s.Work.Key
}

func site(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return address
	}
	return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
}

func boolRank(b bool) int {
	if b {
		return 1
	}
	return 0
}
