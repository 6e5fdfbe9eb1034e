package build

import (
	"fmt"

	"dossier/internal/record"
	"dossier/internal/source"
)

// What an article may make before the build refuses it: pages quote every sentence once
// for each name and source in it, so a sentence without end that holds thousands of them
// would make a site of gigabytes from a few pages of text.
const (
	sizeFactor  = 10        // bytes of pages for each byte of the article
	sizeFree    = 512 << 10 // bytes that are not looked at
	mentionCost = 60        // bytes around each mention, in the article's page and the entity's
	headingCost = 80        // bytes of a heading in its page, the contents and the search
	repeatCost  = 500       // bytes in the data for each further mention of a name in one sentence
)

// mostPages is more than the pages from an article can have, for a quick answer to most.
func mostPages(r *record.Record, quotes []string) int {
	total := headingCost * len(r.Headings)
	for _, m := range r.Mentions {
		total += mentionCost + repeatCost + len(quotes[m.Sentence])
	}
	for _, c := range r.Citations {
		if c.Sentence >= 0 {
			total += 2 * len(quotes[c.Sentence])
		}
	}
	for _, t := range r.Terms {
		total += len(quotes[t.Sentence])
	}
	return total
}

// overBudget tells, before any page is made, that the pages from one article would be
// many times as long as the article.
func overBudget(f *source.File, r *record.Record, quotes []string) (source.Problem, bool) {
	if most := mostPages(r, quotes); most <= sizeFree {
		return source.Problem{}, false
	}
	type pair struct {
		what     string
		sentence int
	}
	seen := map[pair]bool{}
	total := 0
	add := func(what string, sentence, pages int) (again bool) {
		p := pair{what, sentence}
		if sentence < 0 || seen[p] {
			return true
		}
		seen[p] = true
		total += pages * len(quotes[sentence])
		return false
	}
	for _, m := range r.Mentions {
		if add(m.Entity, m.Sentence, 1) {
			total += repeatCost
		}
	}
	for _, c := range r.Citations {
		add(c.Key+c.URL, c.Sentence, 2) // the register of sources, and the site's own page
	}
	for _, t := range r.Terms {
		add(t.Item+"\x00"+t.Sub, t.Sentence, 1)
	}
	total += mentionCost*len(r.Mentions) + headingCost*len(r.Headings)
	if total <= sizeFree || total <= sizeFactor*len(f.Text) {
		return source.Problem{}, false
	}
	longest := 0
	for _, q := range quotes {
		longest = max(longest, len(q))
	}
	return source.Problem{Place: f.Place(r.Entry.Body), Code: source.TooLarge,
		Message: fmt.Sprintf("this article would make pages of more than %d kB from its %d kB: it has %d headings, names %d things and has a sentence of %d bytes",
			total/1000, len(f.Text)/1000, len(r.Headings), len(r.Mentions), longest),
		Hint: "end sentences with a full stop, put an empty line between the items of a list, or split the article"}, true
}
