package index

import (
	"cmp"
	"slices"
	"strconv"

	"dossier/internal/slug"
)

// Homonym is a form that several entities share. It has a page of its own that leads
// to each of them.
type Homonym struct {
	Text     string
	Path     string
	Entities []*Entity // in the order of the index

	slug string // of Text
}

// AddHomonym makes a page for a form that several entities, given by id, claim. Forms
// that differ in nothing that an address can show share one page.
func (x *Index) AddHomonym(form string, ids []string) {
	id := slug.Make(form)
	if id == "" {
		return
	}
	var h *Homonym
	if i := slices.IndexFunc(x.Homonyms, func(h *Homonym) bool { return h.slug == id }); i >= 0 {
		h = x.Homonyms[i]
	} else {
		h = &Homonym{Text: form, Path: x.freePath(id), slug: id}
		x.Homonyms = append(x.Homonyms, h)
	}
	var list []*Entity
	for _, id := range ids {
		if e := x.byID[id]; e != nil {
			list = append(list, e)
		}
	}
	h.add(list)
}

// add makes entities share the form.
func (h *Homonym) add(list []*Entity) {
	for _, e := range list {
		if !slices.Contains(h.Entities, e) {
			h.Entities = append(h.Entities, e)
			e.Homonyms = append(e.Homonyms, h)
		}
	}
	slices.SortFunc(h.Entities, func(a, b *Entity) int { return cmp.Compare(a.position, b.position) })
}

// freePath is the address of a form's page. Entities keep their own addresses: where
// one has the form as its id, the page goes beside it.
func (x *Index) freePath(id string) string {
	for n := 1; ; n++ {
		name := id
		switch {
		case n == 2:
			name += "-disambiguation"
		case n > 2:
			name += "-disambiguation-" + strconv.Itoa(n-1)
		}
		path := EntityPath(name)
		taken := x.byID[name] != nil || x.former[name] != nil || slices.ContainsFunc(x.Homonyms, func(h *Homonym) bool { return h.Path == path })
		if !taken {
			return path
		}
	}
}
