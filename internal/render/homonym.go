package render

import (
	"strings"

	"dossier/internal/index"
)

// HomonymView is one of the entities that share a form, with a line that tells it from
// the others.
type HomonymView struct {
	NameView
	Kind  string
	Quote *QuoteView // its first mention, where the author describes it in no words
}

// HatnoteView leads from an entity to the others that share a form with it.
type HatnoteView struct {
	Form, Address string
	Others        []LinkView
}

// homonymPages tell entities apart that share a form.
func (s *Site) homonymPages() []File {
	var files []File
	for _, h := range s.Index.Homonyms {
		files = append(files, File{folder(h.Path), func() (Content, error) {
			var names []string
			for _, e := range h.Entities {
				names = append(names, e.Name)
			}
			b := s.base("homonym", h.Path, h.Text, s.say("form_names", h.Text, strings.Join(names, "; ")))
			s.crumb(&b, [2]string{"/entities/", s.say("index")})
			s.describeCollection(&b)
			var views []HomonymView
			for _, e := range h.Entities {
				v := HomonymView{NameView: s.name(b, e, len(e.Mentions)), Kind: e.Kind.Name}
				if e.Description == "" && len(e.Mentions) > 0 {
					q := s.quote(b, e.Mentions[0].Ref, span{e.Mentions[0].Start, e.Mentions[0].End})
					v.Quote = &q
				}
				views = append(views, v)
			}
			return s.page(b, struct {
				Base
				Entities []HomonymView
			}{b, views})
		}})
	}
	return files
}

// hatnotes are the forms that an entity shares with others.
func (s *Site) hatnotes(b Base, e *index.Entity) []HatnoteView {
	var views []HatnoteView
	for _, h := range e.Homonyms {
		v := HatnoteView{Form: h.Text, Address: b.To(h.Path)}
		for _, other := range h.Entities {
			if len(v.Others) == mostOthers {
				v.Others = append(v.Others, LinkView{Address: v.Address, Title: "…"})
				break
			}
			if other != e {
				v.Others = append(v.Others, LinkView{Address: b.To(other.Path), Title: other.Name})
			}
		}
		views = append(views, v)
	}
	return views
}

// mostOthers is how many others of a form a page leads to by itself. The form's own page
// has them all; a thousand entities of one name would make a million links.
const mostOthers = 20
