package render

import (
	"slices"
	"strings"

	"dossier/internal/index"
)

// move is an old address and where its page is today.
type move struct {
	old, now        string // paths of the site
	title, language string
}

// moves lists what the authors say of old addresses: aliases of articles and pages,
// former ids of entities. An id that several entities had leads to none of them; it has
// a page that lists them.
func (s *Site) moves() []move {
	var list []move
	for _, a := range s.everyArticle() {
		for _, old := range a.Entry.Aliases {
			list = append(list, move{old, a.Path, a.Entry.Title, a.Entry.Language})
		}
	}
	for _, e := range s.Pages {
		for _, old := range e.Aliases {
			list = append(list, move{old, "/" + e.Slug + "/", e.Title, e.Language})
		}
	}
	for _, e := range s.Index.Entities {
		for _, old := range e.Formerly {
			if s.Index.Former(old) == e {
				list = append(list, move{old: index.EntityPath(old), now: e.Path, title: e.Name, language: s.Config.Language})
			}
		}
	}
	return list
}

// moved are the stubs at old addresses, those of the pages below them, and those at
// addresses that were published and that a shorter list has no page for any more.
// pages are all pages of the site.
func (s *Site) moved(pages []File) []File {
	names := make([]string, len(pages))
	for i, p := range pages {
		names[i] = p.Path
	}
	slices.Sort(names)
	var files []File
	titles := map[string]string{} // of every stub made
	stub := func(m move) {
		if titles[m.old] == "" {
			titles[m.old] = m.title
			files = append(files, s.stubFile(m))
		}
	}
	moves := s.moves()
	for _, m := range moves {
		stub(m)
	}
	for _, m := range moves {
		for _, rest := range below(names, m.now) {
			stub(move{m.old + rest, m.now + rest, m.title, m.language})
		}
	}
	for _, old := range s.Published {
		list, numbered := listOf(old)
		_, made := slices.BinarySearch(names, folder(old))
		_, kept := slices.BinarySearch(names, folder(list))
		if numbered && !made && (kept || titles[list] != "") {
			stub(move{old, list, s.Config.Title, s.Config.Language})
		}
	}
	return files
}

// below lists the pages under an address of a page, as the rest of their addresses:
// "2/", "received/".
func below(names []string, address string) []string {
	folder := address[1:]
	var rest []string
	from, _ := slices.BinarySearch(names, folder)
	for _, name := range names[from:] {
		under, ok := strings.CutPrefix(name, folder)
		if !ok {
			break
		}
		if under, ok = strings.CutSuffix(under, "/index.html"); ok {
			rest = append(rest, under+"/")
		}
	}
	return rest
}

// listOf takes the number off the address of a further page of a list: "/tags/a/3/" ->
// "/tags/a/".
func listOf(address string) (list string, numbered bool) {
	at := strings.LastIndexByte(strings.TrimSuffix(address, "/"), '/')
	number := strings.Trim(address[at+1:], "/")
	return address[:at+1], at > 0 && number != "" && strings.Trim(number, "0123456789") == ""
}

// stubFile is the page at an old address. One that ends in ".html" is a file itself.
func (s *Site) stubFile(m move) File {
	name, alone := folder(m.old), strings.HasSuffix(m.old, ".html")
	if alone {
		name = strings.TrimPrefix(m.old, "/")
	}
	return File{name, func() (Content, error) {
		b := s.base("moved", m.old, m.title, "")
		b.Language = m.language
		if alone {
			b.Root = strings.Repeat("../", strings.Count(m.old, "/")-1)
		}
		return s.stub(b, m.now)
	}}
}

// movedFeeds go on at the old addresses of entities with a feed of their own: no
// feed reader follows a page that leads on.
func (s *Site) movedFeeds(feeds []File) []File {
	byPath := map[string]File{}
	for _, f := range feeds {
		byPath[f.Path] = f
	}
	var files []File
	for _, m := range s.moves() {
		if f, ok := byPath[m.now[1:]+feedFile]; ok {
			files = append(files, File{m.old[1:] + feedFile, f.Make})
		}
	}
	return files
}

// stub makes the page at an old address.
func (s *Site) stub(b Base, target string) (Content, error) {
	view := struct {
		Base
		Target    string
		Canonical string
	}{Base: b, Target: b.To(target)}
	if b.base != "" {
		view.Canonical = b.base + target[1:]
	}
	return s.fill(b, "moved", view)
}
