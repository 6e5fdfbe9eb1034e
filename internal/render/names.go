package render

import (
	"strconv"

	"dossier/internal/config"
	"dossier/internal/index"
)

const (
	namesPath   = "/entities/"
	namesMore   = "/index/names/" // where a long list goes on: below /entities/ every word may be a name
	namesLength = 500             // names of one page
)

// NamesJump leads to where the names of a type, or the subjects, begin.
type NamesJump struct {
	AZJump
	Count int // names, 0 for subjects
}

// namesPart is a page of the list of names: those of some types, or a part of them.
type namesPart struct {
	path   string
	groups []namesGroup
}

type namesGroup struct {
	config.Type
	names []index.Name
	goes  bool // it goes on from the page before
}

func (g namesGroup) id() string { return "type-" + g.ID }

// subjectsID is where the index of subjects begins, behind the last names.
const subjectsID = "subjects"

// entityList are the names by type, with who or what they are, and the subjects. A long
// list goes over several pages.
func (s *Site) entityList() []File {
	parts := s.namesParts()
	var paths []string
	for _, p := range parts {
		paths = append(paths, p.path)
	}
	var files []File
	for i, p := range parts {
		files = append(files, File{folder(p.path), func() (Content, error) {
			heading, about := s.say("index_of_names"), s.say("index_about", s.Config.Title)
			if i > 0 {
				heading, about = s.say("nth_page", heading, strconv.Itoa(i+1)), s.say("nth_page", about, strconv.Itoa(i+1))
			}
			b := s.base("entities", p.path, heading, about)
			s.crumb(&b)
			if i > 0 {
				b.Crumbs = append(b.Crumbs, LinkView{Address: b.To(namesPath), Title: s.say("index")})
			}
			s.describeCollection(&b)
			var terms []TermView
			if i == len(parts)-1 {
				terms = s.terms(b, s.Index.Terms)
			}
			return s.page(b, struct {
				Base
				Jump   []NamesJump
				Groups []GroupView
				Terms  []TermView
				Parts  []LinkView
			}{b, s.namesJump(b, parts), s.namesGroups(b, p), terms, partLinks(b, paths)})
		}})
	}
	return files
}

// namesParts cuts the names, by type, into pages of about the same length. There is always
// one.
func (s *Site) namesParts() []namesPart {
	groups, all := s.namesByType()
	length := namesLength
	if pages := (all + namesLength - 1) / namesLength; pages > 0 {
		length = (all + pages - 1) / pages
	}
	parts, room := []namesPart{{path: namesPath}}, length
	for _, g := range groups {
		for len(g.names) > 0 {
			if room == 0 {
				parts, room = append(parts, namesPart{path: namesMore + strconv.Itoa(len(parts)+1) + "/"}), length
			}
			last, here := &parts[len(parts)-1], g
			here.names = g.names[:min(len(g.names), room)]
			last.groups = append(last.groups, here)
			room -= len(here.names)
			g.names, g.goes = g.names[len(here.names):], true
		}
	}
	return parts
}

func (s *Site) namesByType() (groups []namesGroup, all int) {
	for _, t := range s.Config.Types {
		g := namesGroup{Type: t}
		for _, e := range s.Index.Entities {
			if e.Type == t.ID {
				g.names = append(g.names, index.Name{Entity: e, Count: len(e.Mentions)})
			}
		}
		groups, all = append(groups, g), all+len(g.names)
	}
	return groups, all
}

// namesJump leads to the types and the subjects. As in the index from A to Z, the link on
// the first page takes the id of what begins on another one.
func (s *Site) namesJump(b Base, parts []namesPart) []NamesJump {
	var jumps []NamesJump
	add := func(part int, id, title string) {
		j := NamesJump{AZJump: AZJump{LinkView: LinkView{Address: "#" + id, Title: title}}}
		if parts[part].path != b.Path {
			j.Address = b.To(parts[part].path + "#" + id)
			if b.Path == namesPath {
				j.ID = id
			}
		}
		jumps = append(jumps, j)
	}
	for i, p := range parts {
		for _, g := range p.groups {
			if !g.goes {
				add(i, g.id(), g.Plural)
			}
			jumps[len(jumps)-1].Count += len(g.names)
		}
	}
	if len(s.Index.Terms) > 0 {
		add(len(parts)-1, subjectsID, s.say("subjects"))
	}
	return jumps
}

func (s *Site) namesGroups(b Base, p namesPart) []GroupView {
	var groups []GroupView
	for _, g := range p.groups {
		v := GroupView{ID: g.id(), Title: g.Plural, Type: g.ID, Entities: make([]NameView, len(g.names))}
		for i, n := range g.names {
			v.Entities[i] = s.name(b, n.Entity, n.Count)
		}
		groups = append(groups, v)
	}
	return groups
}
