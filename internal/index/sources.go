package index

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"dossier/internal/resolve/links"
)

// Source is one page elsewhere that articles lead to, however they write its address.
type Source struct {
	URL   string // as the first citation writes it
	Site  string // host without "www."
	Title string // words of the first link that has any
	Cited []Cited
	Of    []*Article // articles that were taken from it
}

// Cited is one place that leads to a source.
type Cited struct {
	Article  *Article
	Sentence int // position in Article.Sentences, -1 when none
	Note     int // number of the note it stands in, 0 for the body
}

// sources lists every cited address once.
func (x *Index) sources() {
	byAddress := map[string]*Source{}
	source := func(address string) *Source {
		key := links.Normal(address)
		s := byAddress[key]
		if s == nil {
			s = &Source{URL: address, Site: site(address)}
			byAddress[key] = s
			x.Sources = append(x.Sources, s)
		}
		return s
	}
	for i := len(x.Articles) - 1; i >= 0; i-- {
		a := x.Articles[i]
		if a.Entry.Source != "" {
			s := source(a.Entry.Source)
			s.Of = append(s.Of, a)
		}
		for _, c := range a.Citations {
			s := source(c.URL)
			if s.Title == "" {
				s.Title = c.Title
			}
			cited := Cited{a, c.Sentence, c.Note}
			if !slices.Contains(s.Cited, cited) {
				s.Cited = append(s.Cited, cited)
			}
		}
	}
	slices.SortStableFunc(x.Sources, func(a, b *Source) int {
		return cmp.Or(cmp.Compare(a.Site, b.Site), cmp.Compare(a.URL, b.URL))
	})
}

func site(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return address
	}
	return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
}
