package read

import (
	"fmt"

	"dossier/internal/record"
	"dossier/internal/source"
)

// Reserved are the first parts of addresses that the site itself uses.
var Reserved = []string{"articles", "tags", "entities", "timeline", "sources", "media", "static", "search", "data", "print", "changes", "feed", "404", "index"}

// checkAddresses refuses two sources for one address.
func (p *Project) checkAddresses() {
	taken := map[string]string{}
	for _, name := range Reserved {
		taken["/"+name+"/"] = "the site itself"
	}
	claim := func(address string, e *record.Entry) {
		if other, ok := taken[address]; ok {
			p.Problems = append(p.Problems, source.Problem{Place: source.Place{File: e.Name}, Code: source.SameAddress,
				Message: fmt.Sprintf("the address %s is taken by %s", address, other), Hint: "give this file another slug: in its front matter"})
			return
		}
		taken[address] = e.Name
	}
	for _, e := range p.Catalogue.Articles {
		claim("/articles/"+e.Slug+"/", e)
	}
	for _, e := range p.Catalogue.Pages {
		claim("/"+e.Slug+"/", e)
	}
	for _, list := range [][]*record.Entry{p.Catalogue.Articles, p.Catalogue.Pages} {
		for _, e := range list {
			for _, old := range e.Aliases {
				claim(old, e)
			}
		}
	}
}
