package build

import (
	"fmt"

	"dossier/internal/record"
	"dossier/internal/source"
)

// What an article may take before the build refuses it: pages quote every sentence once
// for each name and source in it, so a sentence without end that holds thousands of them
// would make a site of gigabytes from a few pages of text.
const (
	quoteFactor = 10      // bytes of quotations for each byte of the article
	quoteFree   = 1 << 20 // bytes that are not looked at
	markCost    = 25      // bytes of HTML around each mention in the article's own page
)

// overBudget tells, before any page is made, that the quotations from one article would
// be many times as long as the article.
func overBudget(f *source.File, r *record.Record, quotes []string) (source.Problem, bool) {
	type pair struct {
		what     string
		sentence int
	}
	seen := map[pair]bool{}
	total := 0
	add := func(what string, sentence, pages int) {
		if p := (pair{what, sentence}); sentence >= 0 && !seen[p] {
			seen[p] = true
			total += pages * len(quotes[sentence])
		}
	}
	for _, m := range r.Mentions {
		add(m.Entity, m.Sentence, 1)
	}
	for _, c := range r.Citations {
		add(c.Key+c.URL, c.Sentence, 2) // the register of sources, and the site's own page
	}
	for _, t := range r.Terms {
		add(t.Item+"\x00"+t.Sub, t.Sentence, 1)
	}
	total += markCost * len(r.Mentions)
	if total <= quoteFree || total <= quoteFactor*len(f.Text) {
		return source.Problem{}, false
	}
	longest := 0
	for i, q := range quotes {
		if len(q) > len(quotes[longest]) {
			longest = i
		}
	}
	return source.Problem{Place: f.Place(r.Entry.Body), Code: source.TooLarge,
		Message: fmt.Sprintf("the names and sources of this article would quote %d kB from its %d kB; its longest sentence has %d bytes",
			total/1000, len(f.Text)/1000, len(quotes[longest])),
		Hint: "end sentences with a full stop, or put an empty line between the items of a list"}, true
}
