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
	for _, a := range x.Articles {
		score := map[*Article]int{}
		for _, n := range a.Names {
			if others := in[n.Entity]; len(others) <= sharedLimit {
				weight := bits.Len(uint(len(x.Articles) * 16 / len(others)))
				for _, b := range others {
					score[b] += weight
				}
			}
		}
		delete(score, a)
		for b := range score {
			a.Related = append(a.Related, Related{Article: b})
		}
		slices.SortFunc(a.Related, func(p, q Related) int {
			return cmp.Or(cmp.Compare(score[q.Article], score[p.Article]), cmp.Compare(p.Article.Position, q.Article.Position))
		})
		a.Related = slices.Clone(a.Related[:min(len(a.Related), relatedLimit)])
		for i := range a.Related {
			a.Related[i].Names = shared(a, a.Related[i].Article, in)
		}
	}
}

// shared lists what two articles both mention, what few others mention first.
func shared(a, b *Article, in map[*Entity][]*Article) []*Entity {
	other := map[*Entity]bool{}
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
