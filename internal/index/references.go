package index

import "slices"

// references ties entities to their wholes and to what a reader may look for as well.
// A reference between two entities leads only where articles name both, so that nobody
// is sent to an empty page. Lists are in the order of the index.
func (x *Index) references() {
	see := map[*Entity]map[*Entity]bool{}
	join := func(from, to *Entity) {
		if from == to || len(from.Mentions) == 0 || len(to.Mentions) == 0 {
			return
		}
		if see[from] == nil {
			see[from] = map[*Entity]bool{}
		}
		see[from][to] = true
	}
	wholes := map[*Entity]map[*Entity]bool{}
	for _, e := range x.Entities {
		wholes[e] = map[*Entity]bool{}
		for _, s := range e.Broader {
			if whole := x.byID[s.ID]; whole != nil && whole != e {
				wholes[e][whole] = true
				join(whole, e)
			}
		}
		for _, s := range e.Related {
			if other := x.byID[s.ID]; other != nil {
				join(e, other)
				join(other, e)
			}
		}
	}
	for _, e := range x.Entities {
		e.Wholes, e.SeeAlso = x.inOrder(wholes[e]), x.inOrder(see[e])
	}
}

// inOrder lists a set of entities as the index does.
func (x *Index) inOrder(set map[*Entity]bool) []*Entity {
	list := make([]*Entity, 0, len(set))
	for e := range set {
		list = append(list, e)
	}
	slices.SortFunc(list, func(a, b *Entity) int { return a.position - b.position })
	return list
}
