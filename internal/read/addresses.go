package read

import (
	"fmt"
	"slices"

	"dossier/internal/record"
	"dossier/internal/source"
)

// Reserved are the first parts of addresses that the site itself uses.
var Reserved = []string{"articles", "tags", "entities", "timeline", "sources", "media", "static", "search", "data", "print", "changes", "feed", "404", "index"}

// checkAddresses refuses two sources for one address. The second one leaves the
// Catalogue, so that later stages, which look for further problems, can rely on
// distinct addresses.
func (p *Project) checkAddresses() {
	taken := map[string]string{}
	for _, name := range Reserved {
		taken["/"+name+"/"] = "the site itself"
	}
	isFree := func(address string, e *record.Entry) bool {
		if other, ok := taken[address]; ok {
			p.Problems = append(p.Problems, source.Problem{Place: source.Place{File: e.Name}, Code: source.SameAddress,
				Message: fmt.Sprintf("the address %s is taken by %s", address, other), Hint: "give this file another slug: in its front matter"})
			return false
		}
		taken[address] = e.Name
		return true
	}
	keep := func(list []*record.Entry, address func(*record.Entry) string) []*record.Entry {
		return slices.DeleteFunc(list, func(e *record.Entry) bool { return !isFree(address(e), e) })
	}
	c := p.Catalogue
	c.Articles = keep(c.Articles, func(e *record.Entry) string { return "/articles/" + e.Slug + "/" })
	c.Pages = keep(c.Pages, func(e *record.Entry) string { return "/" + e.Slug + "/" })
	for _, e := range slices.Concat(c.Articles, c.Pages) {
		e.Aliases = slices.DeleteFunc(e.Aliases, func(old string) bool { return !isFree(old, e) })
	}
}
