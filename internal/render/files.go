package render

import (
	"bytes"
	"encoding/xml"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"dossier/internal/config"
	"dossier/internal/edtf"

	builtin "dossier/static"
)

// feeds are what other programs read: the feed, the sitemap and robots.txt. The first
// two need full addresses, so they are left out when base_url is not known.
func (s *Site) feeds(pages []File) []File {
	files := []File{
		{".nojekyll", func() (Content, error) { return Content{Raw: true}, nil }},
		{"robots.txt", func() (Content, error) { return Content{Data: []byte(s.robots()), Raw: true}, nil }},
	}
	if s.Config.BaseURL == "" {
		return files
	}
	feeds := s.atomFeeds()
	return slices.Concat(files, feeds, s.movedFeeds(feeds), s.sitemaps(pages))
}

func (s *Site) robots() string {
	text := "User-agent: *\nAllow: /\n"
	if s.Config.BaseURL != "" {
		text += "Sitemap: " + s.Config.BaseURL + "sitemap.xml\n"
	}
	return text
}

type siteURL struct {
	Loc     string `xml:"loc"`
	LastMod string `xml:"lastmod,omitempty"`
}

// sitemapLength is how many addresses one sitemap may have, by the protocol.
const sitemapLength = 50_000

const sitemapSpace = "http://www.sitemaps.org/schemas/sitemap/0.9"

// sitemaps list every page that has a canonical address: one file, or as many as the
// protocol asks for, with sitemap.xml as their index.
func (s *Site) sitemaps(pages []File) []File {
	listed := slices.DeleteFunc(slices.Clone(pages), func(f File) bool {
		return s.isUnlisted("/" + strings.TrimSuffix(f.Path, "index.html"))
	})
	if len(listed) <= sitemapLength {
		s.shows("sitemap.xml", func(d shown) {
			for _, f := range listed {
				d.text(f.Path)
			}
			for _, a := range s.Index.Articles {
				d.text(a.Path, modified(a.Entry).String())
			}
		})
		return []File{{"sitemap.xml", func() (Content, error) { return s.sitemap(listed) }}}
	}
	var index struct {
		XMLName xml.Name
		Maps    []siteURL `xml:"sitemap"`
	}
	index.XMLName = xml.Name{Space: sitemapSpace, Local: "sitemapindex"}
	files := []File{{"sitemap.xml", func() (Content, error) { return encode(index) }}}
	for part := range slices.Chunk(listed, sitemapLength) {
		name := "sitemap-" + strconv.Itoa(len(files)) + ".xml"
		index.Maps = append(index.Maps, siteURL{Loc: s.Config.BaseURL + name})
		files = append(files, File{name, func() (Content, error) { return s.sitemap(part) }})
	}
	return files
}

func (s *Site) sitemap(pages []File) (Content, error) {
	var list struct {
		XMLName xml.Name
		URLs    []siteURL `xml:"url"`
	}
	list.XMLName = xml.Name{Space: sitemapSpace, Local: "urlset"}
	dates := map[string]string{}
	for _, a := range s.Index.Articles {
		if d := modified(a.Entry); d.Precision() == edtf.ToDay && !d.IsRange() {
			dates[folder(a.Path)] = d.ISO()
		}
	}
	for _, f := range pages {
		loc := s.Config.BaseURL + strings.TrimSuffix(f.Path, "index.html")
		list.URLs = append(list.URLs, siteURL{loc, dates[f.Path]})
	}
	return encode(list)
}

func encode(v any) (Content, error) {
	out := bytes.NewBufferString(xml.Header)
	err := xml.NewEncoder(out).Encode(v)
	return Content{Data: out.Bytes()}, err
}

// assets are the built-in static files, the project's own over them, and the pictures
// that articles show.
func (s *Site) assets() []File {
	var files []File
	names, _ := fs.Glob(builtin.Files, "*")
	for _, name := range names {
		if _, own := s.Static["static/"+name]; !own {
			s.shows("static/"+name, func(shown) {}) // of the program, and the theme that the site has
			files = append(files, File{"static/" + name, func() (Content, error) {
				data, err := fs.ReadFile(builtin.Files, name)
				if name == "site.css" {
					data = append(data, accentRule(s.Config.Theme)...)
				}
				return Content{Data: data}, err
			}})
		}
	}
	for _, list := range []map[string]string{s.Static, s.Media, s.receivedFiles()} {
		for _, name := range sorted(list) {
			files = append(files, File{name, func() (Content, error) {
				data, err := s.Read(list[name])
				return Content{Data: data}, err
			}})
		}
	}
	return files
}

// accentRule recolours the built-in style sheet. A project's own site.css is left as
// it is.
func accentRule(t config.Theme) string {
	if t.Accent == "" {
		return ""
	}
	return ":root{--accent:light-dark(" + t.Accent + "," + t.AccentDark + ")}\n"
}

func sorted(m map[string]string) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
