package index

import (
	"slices"
	"strings"
)

// EntityPath is the address of the entity with an id.
func EntityPath(id string) string { return "/entities/" + id + "/" }

// Former is the only entity that had an id before, nil when none or several had it.
func (x *Index) Former(id string) *Entity {
	if owners := x.former[id]; len(owners) == 1 {
		return owners[0]
	}
	return nil
}

// splits makes a page for each id that several entities had before, so that a link to
// the one entity that they were once finds them all.
func (x *Index) splits() {
	x.former = map[string][]*Entity{}
	for _, e := range x.Entities {
		for _, old := range e.Formerly {
			x.former[old] = append(x.former[old], e)
		}
	}
	var shared []string
	for old, owners := range x.former {
		if len(owners) > 1 {
			shared = append(shared, old)
		}
	}
	slices.Sort(shared)
	for _, old := range shared {
		h := &Homonym{Text: strings.ReplaceAll(old, "-", " "), Path: EntityPath(old), slug: old}
		x.Homonyms = append(x.Homonyms, h)
		h.add(x.former[old])
	}
}
