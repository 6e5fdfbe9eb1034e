package index

import (
	"cmp"
	"math/bits"
	"slices"
)

// Related is another article that speaks of the same things.
type Related struct {
	Article *Article
	Names   []*Entity // what both mention, rarest first
}

const (
	relatedLimit = 5   // how many related articles a page shows
	sharedLimit  = 200 // an entity in more articles than this says nothing about two of them
)

// related finds for each article those that share the most telling names. A name
// weighs more the fewer articles mention it; weights are whole numbers, so the order
// is the same on every machine.
func (x *Index) related() {
	in := map[*Entity][]*Article{}
	for _, a := range x.Articles {
		for _, n := range a.Names {
			in[n.Entity] = append(in[n.Entity], a)
		}
	}
	score := make([]int, len(x.Articles)) // by position; all 0 between articles
	other := map[*Entity]bool{}
	var met []int
	for _, a := range x.Articles {
		for _, n := range a.Names {
			others := in[n.Entity]
			if len(others) > sharedLimit {
				continue
			}
			weight := bits.Len(uint(len(x.Articles) * 16 / len(others)))
			for _, b := range others {
				if score[b.Position] == 0 {
					met = append(met, b.Position)
				}
				score[b.Position] += weight
			}
		}
		for _, position := range best(met, score, a.Position) {
			b := x.Articles[position]
			a.Related = append(a.Related, Related{b, shared(a, b, in, other)})
		}
		for _, position := range met {
			score[position] = 0
		}
		met = met[:0]
	}
}

// best are the few positions with the highest scores but one, equal ones in order.
func best(met, score []int, but int) []int {
	top := make([]int, 0, relatedLimit+1)
	for _, p := range met {
		if p == but {
			continue
		}
		i := len(top)
		for i > 0 && (score[top[i-1]] < score[p] || score[top[i-1]] == score[p] && top[i-1] > p) {
			i--
		}
		if i < relatedLimit {
			top = slices.Insert(top, i, p)
			top = top[:min(len(top), relatedLimit)]
		}
	}
	return top
}

// shared lists what two articles both mention, what few others mention first.
// other is a set to work with.
func shared(a, b *Article, in map[*Entity][]*Article, other map[*Entity]bool) []*Entity {
	clear(other)
	for _, n := range b.Names {
		other[n.Entity] = true
	}
	var list []*Entity
	for _, n := range a.Names {
		if other[n.Entity] {
			list = append(list, n.Entity)
		}
	}
	slices.SortStableFunc(list, func(p, q *Entity) int { return cmp.Compare(len(in[p]), len(in[q])) })
	return list
}
