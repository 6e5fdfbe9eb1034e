package check

import (
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"dossier/internal/source"
)

// followed is what the second reading of a file brings.
type followed struct {
	links, external int
	outgoing        []Outgoing // of pages, with repetitions
	problems        []source.Problem
}

// follow reads a file for the second time and tries every address in it.
func (c *crawl) follow(name string) (f followed, err error) {
	kind := c.kindOf(name)
	if kind == other {
		return f, nil
	}
	data, err := c.read(name)
	if err != nil {
		return f, err
	}
	file, _ := source.NewFile(c.shown(name), data)
	if kind == feed {
		f.problems = c.checkFeed(name, file)
	}
	here := &url.URL{Path: "/" + name}
	scan(file.Text, kind, func(r ref) {
		if r.kind == base { // later addresses of the page are relative to it
			if u, err := parseAddress(r.text); err == nil {
				here = here.ResolveReference(u)
			}
			return
		}
		if r.kind != link && r.kind != idRef && r.kind != canonical {
			return
		}
		code, message, hint := source.Code(""), "", ""
		internal := true
		if r.kind == idRef {
			if !c.hasAnchor(name, r.text) {
				code, message, hint = source.SiteAnchor, fmt.Sprintf("%s names the id %q, which the page does not have", r.by, r.text), c.near(name, r.text)
			}
		} else {
			internal, code, message, hint = c.try(name, here, r.text)
		}
		if internal {
			f.links++
		} else {
			f.external++
			if kind == page && r.kind == link {
				f.outgoing = append(f.outgoing, leaving(r.text, file.Place(r.at))...)
			}
		}
		if code != "" {
			f.problems = append(f.problems, source.Problem{Place: file.Place(r.at), Code: code, Message: message, Hint: hint})
		}
	})
	return f, nil
}

// leaving is an address of another site as its server is asked for it; none where there
// is no server to ask.
func leaving(address string, at source.Place) []Outgoing {
	u, err := parseAddress(address)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return nil
	}
	u.Fragment, u.RawFragment = "", ""
	return []Outgoing{{u.String(), at}}
}

// try tells whether an address that stands in a file leads somewhere; code is "" when it
// does or when it leaves the site. here is what relative addresses are relative to.
func (c *crawl) try(name string, here *url.URL, address string) (internal bool, code source.Code, message, hint string) {
	u, err := parseAddress(address)
	if err != nil {
		return true, source.SiteLink, fmt.Sprintf("%q is no address", address), "write % as %25, and the name of a host without spaces"
	}
	target, where := c.locate(here, u)
	switch where {
	case elsewhere:
		return false, "", "", ""
	case machine:
		return true, source.SiteLink, fmt.Sprintf("%q leads to a file of this computer, which no reader has", address), "put the file into the site and link to it there"
	case above:
		return true, source.SiteLink, fmt.Sprintf("%q leads out of the site", address), "an address is relative to its page; one that begins with / is relative to the host"
	}
	page, ok := c.find(target)
	if !ok {
		return true, source.SiteLink, fmt.Sprintf("%q leads to nothing", address), c.similar(target)
	}
	fragment, _, _ := strings.Cut(u.Fragment, ":~:") // what follows is words to highlight
	if fragment == "" || !c.facts[c.files[page]].hasIDs || c.hasAnchor(page, fragment) || strings.EqualFold(fragment, "top") {
		return true, "", "", ""
	}
	if kindOf(page) == drawing && strings.ContainsAny(fragment, "=(") {
		return true, "", "", "" // a view of the drawing, no element
	}
	return true, source.SiteAnchor, fmt.Sprintf("%q leads to a place that %s does not have", address, page), c.near(page, fragment)
}

// parseAddress reads an address as browsers do: white space around it and line ends in it
// are dropped, a backslash is a slash.
func parseAddress(address string) (*url.URL, error) {
	address = strings.Trim(address, " \t\r\n\f")
	address = strings.NewReplacer("\t", "", "\r", "", "\n", "").Replace(address)
	if i := strings.IndexAny(address, "?#"); strings.ContainsRune(address, '\\') {
		if i < 0 {
			i = len(address)
		}
		address = strings.ReplaceAll(address[:i], "\\", "/") + address[i:]
	}
	u, err := url.Parse(address)
	if err == nil && u.Opaque == "" && u.Scheme == "" && u.Host == "" {
		return u, nil
	}
	if before, fragment, ok := strings.Cut(address, "#"); err != nil && ok {
		// Browsers forgive a stray % in a fragment; ids may have one.
		if u, e := url.Parse(before); e == nil {
			u.Fragment = fragment
			return u, nil
		}
	}
	return u, err
}

// where is in which direction an address leads.
type where int

const (
	inside    where = iota // into the site
	elsewhere              // to another site
	above                  // to nowhere a reader of this site could follow
	machine                // to this computer
)

// locate turns an address into the path of a file or folder of the site.
func (c *crawl) locate(here, u *url.URL) (target string, w where) {
	switch {
	case u.Scheme == "file":
		return "", machine
	case u.Scheme != "" && u.Scheme != "http" && u.Scheme != "https", u.Opaque != "":
		return "", elsewhere
	case u.Host != "" || u.Scheme != "":
		if c.base == nil || !strings.EqualFold(u.Host, c.base.Host) {
			return "", elsewhere
		}
		if u.Path+"/" == c.base.Path {
			return "", inside
		}
		rest, below := strings.CutPrefix(u.Path, c.base.Path)
		if !below {
			return "", elsewhere
		}
		return rest, inside
	case here.Host != "": // <base> of another site
		return c.locate(&url.URL{}, here.ResolveReference(u))
	case u.Path == "":
		return strings.TrimPrefix(here.Path, "/"), inside
	case strings.HasPrefix(u.Path, "/"):
		return c.locateRooted(u.Path)
	}
	joined := path.Join(path.Dir(here.Path)[1:], u.Path)
	if joined == ".." || strings.HasPrefix(joined, "../") {
		return "", above
	}
	if strings.HasSuffix(u.Path, "/") || strings.HasSuffix(u.Path, "/.") || strings.HasSuffix(u.Path, "/..") || u.Path == "." || u.Path == ".." {
		joined += "/"
	}
	return joined, inside
}

// locateRooted deals with an address that begins with a slash, which is relative to the
// host. When the site lies in a folder of its host, one that would fit the root of the
// site is a mistake, and any other belongs to somebody else.
func (c *crawl) locateRooted(rooted string) (target string, w where) {
	target = strings.TrimPrefix(path.Clean(rooted), "/")
	if target != "" && strings.HasSuffix(rooted, "/") {
		target += "/"
	}
	if c.base == nil || c.base.Path == "/" {
		return target, inside
	}
	if rest, below := strings.CutPrefix("/"+target, c.base.Path); below {
		return rest, inside
	}
	if _, fits := c.find(target); fits {
		return "", above
	}
	return "", elsewhere
}

// find looks a path of the site up as a web server does.
func (c *crawl) find(target string) (file string, ok bool) {
	folder := target == "" || strings.HasSuffix(target, "/")
	target = path.Clean(target)
	if _, ok := c.files[target]; ok && !folder {
		return target, true
	}
	if c.folders[target] {
		index := path.Join(target, "index.html")
		_, ok := c.files[index]
		return index, ok
	}
	return "", false
}

// similar says which file a broken address may mean.
func (c *crawl) similar(target string) string {
	target = path.Clean(target)
	for _, guess := range []string{target, target + ".html", path.Join(target, "index.html")} {
		if there, ok := c.folded[fold(guess)]; ok {
			return fmt.Sprintf("the site has %s", there)
		}
	}
	return ""
}

// hasAnchor tells whether a fragment leads to a place in a file. Browsers try it as it is
// and then with its escapes decoded; url.Parse has decoded it, so that is tried twice for
// ids that hold a percent sign themselves.
func (c *crawl) hasAnchor(name, fragment string) bool {
	anchors := c.facts[c.files[name]].anchors
	for _, id := range []string{fragment, url.PathEscape(fragment)} {
		if _, found := slices.BinarySearch(anchors, hash(id)); found {
			return true
		}
	}
	return false
}

// near says what a fragment that leads nowhere may mean: letter case counts in ids.
func (c *crawl) near(name, fragment string) string {
	anchors := c.facts[c.files[name]].anchors
	for _, guess := range []string{strings.ToLower(fragment), norm.NFC.String(fragment), norm.NFD.String(fragment)} {
		if _, found := slices.BinarySearch(anchors, hash(guess)); found && guess != fragment {
			return fmt.Sprintf("it has %q", guess)
		}
	}
	return ""
}

func fold(name string) string { return norm.NFC.String(cases.Fold().String(norm.NFC.String(name))) }

// addressOf is how readers come to a page: "articles/a/index.html" -> "/articles/a/". The
// page for what is not there has none.
func addressOf(name string) []string {
	if name == "404.html" {
		return nil
	}
	return []string{"/" + strings.TrimSuffix(name, "index.html")}
}
