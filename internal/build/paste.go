package build

import (
	"maps"
	"slices"
	"strings"

	"dossier/internal/edtf"
	"dossier/internal/read"
	"dossier/internal/record"
)

// Lines to paste are whole: they say again what the author has under the same key, so
// that a line can take the place of the old one.

// with adds an entry to a copy of a map.
func with(m map[string]string, key, value string) map[string]string {
	m = maps.Clone(m)
	if m == nil {
		m = map[string]string{}
	}
	m[key] = value
	return m
}

// entityLine writes the key entities of an article's front matter.
func entityLine(o record.EntityOptions) string {
	var parts []string
	if len(o.As) > 0 {
		parts = append(parts, "as: "+flowMap(o.As))
	}
	if len(o.Ignore) > 0 {
		parts = append(parts, "ignore: "+flowList(o.Ignore))
	}
	if len(o.Off) > 0 {
		parts = append(parts, "off: ["+strings.Join(o.Off, ", ")+"]")
	}
	return "entities: {" + strings.Join(parts, ", ") + "}"
}

// written gives each date of a correction as the author writes it.
func written(set map[string]edtf.Date) map[string]string {
	if set == nil {
		return nil
	}
	words := map[string]string{}
	for w, d := range set {
		words[w] = d.String()
	}
	return words
}

// dateLine writes the key dates of an article's front matter.
func dateLine(o record.DateOptions, set map[string]string) string {
	var parts []string
	if !o.Reference.IsZero() {
		parts = append(parts, "reference: "+o.Reference.String())
	}
	if o.Mode != "" {
		parts = append(parts, "mode: "+o.Mode)
	}
	if len(set) > 0 {
		parts = append(parts, "set: "+flowMap(set))
	}
	if len(o.Ignore) > 0 {
		parts = append(parts, "ignore: "+flowList(o.Ignore))
	}
	return "dates: {" + strings.Join(parts, ", ") + "}"
}

// aliasLine writes the key aliases of an entity with one more.
func aliasLine(p *read.Project, id string, more record.Alias) string {
	var list []string
	for _, e := range p.Catalogue.Entities {
		if e.ID == id && !e.Found {
			for _, a := range e.Aliases {
				list = append(list, flowAlias(a))
			}
		}
	}
	return "aliases: [" + strings.Join(append(list, flowAlias(more)), ", ") + "]"
}

func flowAlias(a record.Alias) string {
	if !a.Exact && !a.Hidden {
		return quote(a.Text)
	}
	s := "{text: " + quote(a.Text)
	if a.Exact {
		s += ", case: exact"
	}
	if a.Hidden {
		s += ", hidden: true"
	}
	return s + "}"
}

func flowMap(m map[string]string) string {
	var parts []string
	for _, key := range slices.Sorted(maps.Keys(m)) {
		parts = append(parts, quote(key)+": "+m[key])
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

func flowList(list []string) string {
	quoted := make([]string, len(list))
	for i, s := range list {
		quoted[i] = quote(s)
	}
	return "[" + strings.Join(quoted, ", ") + "]"
}
