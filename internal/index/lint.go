package index

import (
	"fmt"
	"slices"
	"strings"

	"dossier/internal/source"
)

// lint tells of entities that nothing names, and of references that lead to such an
// entity.
func (x *Index) lint() []source.Problem {
	var problems []source.Problem
	writers := x.writers()
	unnamed := func(e *Entity) bool {
		return len(e.Mentions)+len(e.Demonyms)+len(e.Events) == 0 && !writers[e.ID]
	}
	for _, e := range x.Entities {
		if e.Found {
			continue
		}
		if unnamed(e) {
			problems = append(problems, source.Problem{Place: e.Place, Code: source.NeverNamed,
				Message: fmt.Sprintf("no article names %q", e.Name), Hint: "add the form that the articles use under aliases:, or take the entity out"})
		}
		for _, see := range slices.Concat(e.Broader, e.Related) {
			if to := x.byID[see.ID]; to != nil && len(to.Mentions) == 0 {
				problems = append(problems, source.Problem{Place: see.Place, Code: source.BlindSee,
					Message: fmt.Sprintf("%q sends readers to %q, which no article names", e.ID, to.ID), Hint: "take the reference out, or add the form that the articles use to the aliases of " + to.ID})
			}
		}
	}
	return problems
}

// writers are the entities that wrote an article.
func (x *Index) writers() map[string]bool {
	authors := map[string]bool{}
	for _, a := range x.Articles {
		for _, name := range a.Entry.Authors {
			authors[strings.ToLower(name)] = true
		}
	}
	writers := map[string]bool{}
	for _, e := range x.Entities {
		writers[e.ID] = authors[strings.ToLower(e.Name)]
		for _, a := range e.Aliases {
			writers[e.ID] = writers[e.ID] || authors[strings.ToLower(a.Text)]
		}
	}
	return writers
}
