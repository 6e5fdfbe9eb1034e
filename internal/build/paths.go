package build

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"dossier/internal/index"
	"dossier/internal/read"
	"dossier/internal/record"
	"dossier/internal/render"
	"dossier/internal/source"
	"dossier/internal/write"
)

// checkPaths refuses files of the plan that some system cannot hold, and two that would
// meet on one: each is told by its source, before anything is written.
func checkPaths(plan []render.File, s *render.Site) []source.Problem {
	var problems []source.Problem
	var claims write.Claims
	from := sources(s)
	for _, f := range plan {
		if err := write.CheckPath(f.Path); err != nil {
			problems = append(problems, source.Problem{Place: from.place(f.Path), Code: source.BadAddress,
				Message: fmt.Sprintf("the path %s cannot be in a site: %v", f.Path, err), Hint: "give the file another name of letters, digits and hyphens"})
			continue
		}
		var clash *write.ClashError
		if err := claims.Take(f.Path); errors.As(err, &clash) {
			other := clash.A
			if other == f.Path {
				other = clash.B
			}
			problems = append(problems, source.Problem{Place: from.place(f.Path), Code: source.SameAddress,
				Message: fmt.Sprintf("the address %s meets %s, from %s: %s", f.Path, other, from.word(other), clash.Reason),
				Hint:    "give one of the two another name"})
		}
	}
	return problems
}

// lostAddresses tells of addresses that were published once and that no file of the plan
// answers any more.
func lostAddresses(plan []render.File, published []read.Published) []source.Problem {
	if len(published) == 0 {
		return nil
	}
	made := make(map[string]bool, len(plan))
	for _, f := range plan {
		made[f.Path] = true
	}
	var problems []source.Problem
	for _, old := range published {
		if !made[page(old.Address)] {
			problems = append(problems, source.Problem{Place: old.Place, Code: source.LostAddress,
				Message: fmt.Sprintf("the address %s was published, and nothing is there now", old.Address), Hint: lostHint(old.Address)})
		}
	}
	return problems
}

// lostHint says how an address of a kind goes on.
func lostHint(address string) string {
	hint := "if the page is gone for good, take this line out"
	switch first, rest, _ := strings.Cut(strings.Trim(address, "/"), "/"); {
	case first == "entities" && rest != "":
		return "put \"formerly: [" + strings.Split(rest, "/")[0] + "]\" under the entity that has taken its place; " + hint
	case first != "entities" && address != "/":
		return "put \"aliases: [" + address + "]\" into the front matter of the article that has taken its place; " + hint
	}
	return hint
}

// origins tells which source a file of the site comes from.
type origins map[string]source.Place

func sources(s *render.Site) origins {
	from := origins{}
	for _, list := range []map[string]string{s.Static, s.Media} {
		for path, name := range list {
			from[path] = source.Place{File: name}
		}
	}
	entry := func(e *record.Entry, address string) {
		from[page(address)] = source.Place{File: e.Name}
		for _, old := range e.Aliases {
			if _, taken := from[page(old)]; !taken {
				from[page(old)] = source.Place{File: e.Name}
			}
		}
	}
	for _, a := range slices.Concat(s.Index.Articles, s.Index.Unlisted) {
		entry(a.Entry, a.Path)
	}
	for _, e := range s.Pages {
		entry(e, pagePath(e))
	}
	for _, e := range s.Index.Entities {
		from[page(e.Path)] = e.Entity.Place
		for _, old := range e.Formerly {
			from[page(index.EntityPath(old))] = e.Entity.Place
		}
	}
	for _, t := range s.Index.Tags {
		from[page("/tags/"+t.Slug+"/")] = source.Place{File: t.Articles[0].Entry.Name}
	}
	return from
}

// page is the file of an address.
func page(address string) string {
	if strings.HasSuffix(address, "/") {
		return address[1:] + "index.html"
	}
	return address[1:]
}

func (o origins) place(path string) source.Place {
	if p, ok := o[path]; ok {
		return p
	}
	return source.Place{File: path}
}

// word names the source for the middle of a sentence.
func (o origins) word(path string) string {
	if p, ok := o[path]; ok {
		return p.String()
	}
	return "the site itself"
}
