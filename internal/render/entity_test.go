package render

import (
	"fmt"
	"slices"
	"testing"

	"dossier/internal/index"
	"dossier/internal/record"
)

// mentionedIn makes an entity with so many sentences in each of some articles, each
// sentence naming it twice.
func mentionedIn(sentences ...int) *index.Entity {
	e := &index.Entity{Path: "/entities/x/"}
	for i, n := range sentences {
		a := &index.Article{Record: &record.Record{Entry: &record.Entry{Slug: fmt.Sprint("a", i)}}}
		for s := range n {
			m := index.Mention{Ref: index.Ref{Article: a, Sentence: s}}
			e.Mentions = append(e.Mentions, m, m)
		}
	}
	return e
}

func TestMentionParts(t *testing.T) {
	for _, c := range []struct {
		name      string
		sentences []int
		want      []int // sentences of each part
	}{
		{"none", nil, []int{0}},
		{"few", []int{3, 4}, []int{7}},
		{"to the brim", []int{partLength, 1}, []int{partLength, 1}},
		{"articles stay whole", []int{partLength - 1, 100, 5}, []int{partLength + 99, 5}},
		{"one long article", []int{3 * partLength}, []int{3 * partLength}},
		{"many", slices.Repeat([]int{100}, 9), []int{400, 400, 100}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []int
			paths := map[string]bool{}
			for _, p := range mentionParts(mentionedIn(c.sentences...)) {
				got = append(got, len(p.sentences))
				paths[p.path] = true
			}
			if !slices.Equal(got, c.want) || len(paths) != len(got) {
				t.Errorf("got %v on %v, want %v", got, paths, c.want)
			}
		})
	}
}
