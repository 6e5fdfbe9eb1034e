package read

import (
	"fmt"
	"slices"
	"strings"

	"dossier/internal/record"
	"dossier/internal/source"
	"dossier/internal/write"
)

// Reserved are the first parts of addresses that the site itself uses.
var Reserved = []string{"articles", "tags", "entities", "timeline", "sources", "media", "static", "search", "data", "cards", "print", "changes", "feed", "404", "index"}

// checkAddresses refuses two sources for one address, also where only a disk that does
// not tell letter case or Unicode forms apart takes them for one. The second one leaves
// the Catalogue, so that later stages, which look for further problems, can rely on
// distinct addresses.
func (p *Project) checkAddresses() {
	taken := map[string]string{}
	for _, name := range Reserved {
		taken["/"+name+"/"] = "the site itself"
	}
	refuse := func(e *record.Entry, address, other, hint string) {
		p.Problems = append(p.Problems, source.Problem{Place: source.Place{File: e.Name}, Code: source.SameAddress,
			Message: fmt.Sprintf("the address %s is taken by %s", address, other), Hint: hint})
	}
	keep := func(list []*record.Entry, address func(*record.Entry) string) []*record.Entry {
		return slices.DeleteFunc(list, func(e *record.Entry) bool {
			key := write.Fold(address(e))
			if other, ok := taken[key]; ok {
				refuse(e, address(e), other, "give this file another slug: in its front matter")
				return true
			}
			taken[key] = e.Name
			return false
		})
	}
	c := p.Catalogue
	c.Articles = keep(c.Articles, func(e *record.Entry) string { return "/articles/" + e.Slug + "/" })
	c.Unlisted = keep(c.Unlisted, func(e *record.Entry) string { return "/articles/" + e.Slug + "/" })
	c.Pages = keep(c.Pages, func(e *record.Entry) string { return "/" + e.Slug + "/" })
	for _, e := range c.Entities {
		taken[write.Fold("/entities/"+e.ID+"/")] = fmt.Sprintf("the entity %q at %s", e.Name, e.Place)
		for _, old := range e.Formerly {
			taken[write.Fold("/entities/"+old+"/")] = fmt.Sprintf("the entity %q at %s, which had it before", e.Name, e.Place)
		}
	}
	for _, e := range slices.Concat(c.Articles, c.Unlisted, c.Pages) {
		e.Aliases = slices.DeleteFunc(e.Aliases, func(old string) bool {
			key := write.Fold(strings.TrimSuffix(old, "index.html"))
			if other, ok := taken[key]; ok {
				if other != e.Name {
					refuse(e, old, other, "leave it out of the aliases: of this file, or of the other")
				}
				return true
			}
			taken[key] = e.Name
			return false
		})
	}
}
