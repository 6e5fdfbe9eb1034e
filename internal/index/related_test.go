package index

import (
	"cmp"
	"math/bits"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestRelatedOrder holds the few best to all, sorted.
func TestRelatedOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	x := &Index{}
	entities := make([]*Entity, 40)
	for i := range entities {
		entities[i] = &Entity{}
	}
	for i := range 120 {
		a := &Article{Position: i}
		for _, e := range entities {
			if r.IntN(6) == 0 {
				a.Names = append(a.Names, Name{Entity: e})
			}
		}
		x.Articles = append(x.Articles, a)
	}
	x.related()
	in := map[*Entity][]*Article{}
	for _, a := range x.Articles {
		for _, n := range a.Names {
			in[n.Entity] = append(in[n.Entity], a)
		}
	}
	for _, a := range x.Articles {
		score := map[*Article]int{}
		for _, n := range a.Names {
			for _, b := range in[n.Entity] {
				score[b] += bits.Len(uint(len(x.Articles) * 16 / len(in[n.Entity])))
			}
		}
		all := slices.DeleteFunc(slices.Clone(x.Articles), func(b *Article) bool { return b == a || score[b] == 0 })
		slices.SortStableFunc(all, func(p, q *Article) int { return cmp.Compare(score[q], score[p]) })
		for i, got := range a.Related {
			if got.Article != all[i] {
				t.Fatalf("article %d, place %d: %d with %d, want %d with %d", a.Position, i, got.Article.Position, score[got.Article], all[i].Position, score[all[i]])
			}
		}
		if len(a.Related) != min(len(all), relatedLimit) {
			t.Errorf("article %d has %d related ones", a.Position, len(a.Related))
		}
	}
}
