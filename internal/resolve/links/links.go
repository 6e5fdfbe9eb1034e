// Package links finds out where each link of an article leads.
//
// A link to an article, a page or an entity of the dossier becomes a path of the site
// ("/articles/a/"); the renderer makes it relative. This is the one place where
// addresses are checked: a scheme that could run a program is taken off the words.
package links

import (
	"fmt"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"dossier/internal/doc"
	"dossier/internal/record"
	"dossier/internal/source"
)

// Resolve settles every link and picture of d, the document of entry e, and returns
// the names of the media files it shows, and what it asked: whatever else the targets
// hold, the same answers to these questions give the same links.
func Resolve(d *doc.Doc, e *record.Entry, t *Targets) (media []string, asked []Question) {
	r := &resolver{doc: d, entry: e, targets: t, dir: path.Dir(e.Name)}
	d.Leaves(func(b *doc.Block, _ *doc.Note) {
		if b.Kind.IsProse() {
			r.wikiLinks(b)
		}
		r.marks(b)
	})
	slices.Sort(r.media)
	return slices.Compact(r.media), r.asked
}

type resolver struct {
	doc     *doc.Doc
	entry   *record.Entry
	targets *Targets
	dir     string // folder of the article's file
	media   []string
	asked   []Question
}

func (r *resolver) ask(about Subject, what string) string {
	q := Question{about, what}
	r.asked = append(r.asked, q)
	return r.targets.Answer(q)
}

// marks settles the links and pictures of one leaf.
func (r *resolver) marks(b *doc.Block) {
	kept := b.Marks[:0]
	for _, m := range b.Marks {
		switch m.Kind {
		case doc.Link:
			target, ok := r.link(b, m)
			if !ok {
				continue
			}
			m.Target = target
		case doc.Image:
			m.Target = r.picture(b, m)
			m.Alt = r.alt(b, m)
		}
		kept = append(kept, m)
	}
	b.Marks = kept
}

// longest is the size in bytes that an address may have. Servers take no longer ones, and
// pages, registers and data repeat each some thirty times.
const longest = 8192

// link returns where a link leads; ok is false when its words are to stand alone.
func (r *resolver) link(b *doc.Block, m doc.Mark) (target string, ok bool) {
	place := b.SourceOffset(m.Start)
	if !IsSafe(m.Target) {
		r.doc.Report(place, source.UnsafeLink, fmt.Sprintf("a link to %q is not taken", m.Target), "write an http, https or mailto address")
		return "", false
	}
	if len(m.Target) > longest {
		r.doc.Report(place, source.UnsafeLink, fmt.Sprintf("a link to an address of %d bytes is not taken", len(m.Target)), fmt.Sprintf("addresses of up to %d bytes are links", longest))
		return "", false
	}
	u, err := url.Parse(m.Target)
	switch {
	case err != nil || u.Scheme != "" || u.Host != "":
		if address := r.ask(Source, Normal(m.Target)); address != "" && address != "/articles/"+r.entry.Slug+"/" {
			return address, true
		}
		return m.Target, true
	case m.Target == "" || m.Target[0] == '#':
		return m.Target, true
	}
	if address, found := r.inside(u.Path); found {
		if u.Fragment != "" {
			address += "#" + u.EscapedFragment()
		}
		return address, true
	}
	r.doc.Report(place, source.BrokenLink, fmt.Sprintf("a link leads to %q, which is not there", m.Target),
		source.DidYouMean(u.Path, r.files(), "write the path of a file of the project, or [[the name]] of an article or entity"))
	return "", false
}

// inside finds a path of the project or of the site.
func (r *resolver) inside(p string) (address string, ok bool) {
	if strings.HasPrefix(p, "/") {
		address = strings.TrimSuffix(path.Clean(p), "/") + "/"
		if r.ask(Page, address) != "" {
			return address, true
		}
		for _, old := range []string{address, strings.TrimSuffix(address, "/")} {
			if now := r.ask(Moved, old); now != "" {
				return now, true
			}
		}
		return address, false
	}
	name := path.Join(r.dir, p)
	if address = r.ask(File, name); address != "" {
		return address, true
	}
	if address = r.ask(File, name+".md"); address != "" {
		return address, true
	}
	if r.ask(Media, name) != "" {
		r.media = append(r.media, name)
		return MediaAddress(name), true
	}
	return "", false
}

// files lists the paths that a link in this article could have meant.
func (r *resolver) files() []string {
	r.asked = append(r.asked, Question{about: All})
	var list []string
	for name := range r.targets.files {
		if rel, ok := strings.CutPrefix(name, r.dir+"/"); ok {
			list = append(list, rel)
		}
	}
	slices.Sort(list)
	return list
}

// picture returns the address of a picture, "" when it cannot be shown.
func (r *resolver) picture(b *doc.Block, m doc.Mark) string {
	place := b.SourceOffset(m.Start)
	u, err := url.Parse(m.Target)
	if err != nil || u.Scheme != "" || u.Host != "" {
		if err == nil && IsSafe(m.Target) {
			return m.Target // the renderer shows a link: pages load nothing from other hosts
		}
		r.doc.Report(place, source.UnsafeLink, fmt.Sprintf("a picture from %q is not taken", m.Target), "put the file into content/media/")
		return ""
	}
	name := path.Join(r.dir, u.Path)
	if strings.HasPrefix(u.Path, "/") {
		name = path.Join("content", u.Path)
	}
	if r.ask(Media, name) == "" {
		r.doc.Report(place, source.MissingPicture, fmt.Sprintf("the picture %q is not there", m.Target), "put the file at "+name)
		return ""
	}
	if path.Ext(name) != "" && !IsPicture(name) {
		r.doc.Report(place, source.NoPicture, fmt.Sprintf("%q is no picture", m.Target), "show a PNG, JPEG, GIF, WebP, AVIF or SVG file, or write a link to it")
		return ""
	}
	r.media = append(r.media, name)
	return MediaAddress(name)
}

// pictureEndings are those of the files that browsers show in a page.
var pictureEndings = []string{".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg"}

// IsPicture tells by its name whether a file is a picture.
func IsPicture(name string) bool {
	return slices.Contains(pictureEndings, strings.ToLower(path.Ext(name)))
}

// decoration is the alternative text by which an author says that there is nothing to say.
const decoration = `""`

// alt is what a picture says to those who cannot see it.
func (r *resolver) alt(b *doc.Block, m doc.Mark) string {
	switch {
	case strings.TrimSpace(m.Alt) == decoration:
		return ""
	case strings.TrimSpace(m.Alt) == "" && m.Target != "":
		r.doc.Report(b.SourceOffset(m.Start), source.NoAlt, "the picture has no alternative text",
			"write what it shows: ![two cranes on the quay](...), or ![\"\"](...) for mere decoration")
	}
	return m.Alt
}

// schemes are those a link may have; an address without one is a path.
var schemes = map[string]bool{"": true, "http": true, "https": true, "mailto": true, "tel": true, "ftp": true, "doi": true, "urn": true, "geo": true}

// IsSafe tells whether a browser that follows the address runs nothing. Browsers drop
// tabs, line ends and leading controls before they read a scheme, so we do too.
func IsSafe(address string) bool {
	clean := strings.Map(func(c rune) rune {
		if c <= ' ' || c == 0x7f {
			return -1
		}
		return c
	}, address)
	end := strings.IndexAny(clean, ":/?#")
	if end < 0 || clean[end] != ':' {
		return true
	}
	return schemes[strings.ToLower(clean[:end])]
}

var wikiLink = regexp.MustCompile(`\[\[([^\[\]|\n\x{FFFC}]+)(?:\|([^\[\]|\n]+))?\]\]`)

// wikiLinks turns [[Name]] and [[Name|words]] into links. A name that nothing goes by
// stays as it was written.
func (r *resolver) wikiLinks(b *doc.Block) {
	for _, f := range slices.Backward(wikiLinksIn(b)) { // from the end, so that offsets before stay true
		name := b.Text[f[2]:f[3]]
		base, fragment, _ := strings.Cut(name, "#")
		address := r.ask(Name, fold(base))
		if address == "" {
			r.asked = append(r.asked, Question{about: All})
			r.doc.Report(b.SourceOffset(f[0]), source.BrokenLink, fmt.Sprintf("nothing here goes by the name [[%s]]", name),
				source.DidYouMean(base, r.targets.known, "write a title, a file name, or a name or alias of an entity"))
			continue
		}
		if fragment != "" {
			address += "#" + url.PathEscape(fragment)
		}
		m := doc.Mark{Kind: doc.Link, Start: f[0], End: unwrap(b, f), Target: address}
		if id := r.ask(Entity, fold(base)); id != "" && fragment == "" && strings.HasPrefix(address, "/entities/") {
			m = doc.Mark{Kind: doc.Mention, Start: m.Start, End: m.End, Target: id, Title: "link", Num: 1}
		}
		b.Add(m)
	}
}

// Bare leaves of every [[link]] in a document the words that a reader sees, for those who
// look at its text before it is known what the links lead to.
func Bare(d *doc.Doc) {
	d.Leaves(func(b *doc.Block, _ *doc.Note) {
		for _, f := range slices.Backward(wikiLinksIn(b)) {
			unwrap(b, f)
		}
	})
}

// wikiLinksIn finds the [[links]] of a block: each the offsets of the whole, of the name
// and of the words.
func wikiLinksIn(b *doc.Block) [][]int {
	if !strings.Contains(b.Text, "[[") {
		return nil
	}
	return slices.DeleteFunc(wikiLink.FindAllStringSubmatchIndex(b.Text, -1), func(f []int) bool { return isQuiet(b, f[0]) })
}

// unwrap takes away what is not shown of a [[link]]; the rest ends at end.
func unwrap(b *doc.Block, f []int) (end int) {
	from, to := f[2], f[3]
	if f[4] >= 0 {
		from, to = f[4], f[5]
	}
	b.Remove(to, f[1])
	b.Remove(f[0], from)
	return f[0] + to - from
}

func isQuiet(b *doc.Block, at int) bool {
	for _, m := range b.Marks {
		if m.Start <= at && at < m.End && (m.Kind.IsQuiet() || m.Kind == doc.Link) {
			return true
		}
	}
	return false
}
