package render

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
)

// aloneAttributes are those that mean something away from the page: style sheet,
// scripts and roles are not there.
var aloneAttributes = map[string]bool{
	"href": true, "src": true, "cite": true, "alt": true, "title": true, "id": true, "lang": true, "dir": true, "datetime": true, "start": true,
	"value": true, "reversed": true, "colspan": true, "rowspan": true, "scope": true, "headers": true, "width": true, "height": true,
	"type": true, "checked": true, "disabled": true, "open": true,
}

// addresses are the attributes that hold an address.
var addresses = map[string]bool{"href": true, "src": true, "cite": true}

// alone makes the HTML of a page's text ready to be read elsewhere, in a feed. Addresses
// become absolute; links within the text keep working there, with prefix before their
// targets' ids, since a reader shows many texts on one page. Ids that nothing leads to
// are left out, and so are elements that only a browser would run.
func alone(text, page, prefix string) string {
	ids, led := map[string]bool{}, map[string]bool{}
	each(text, func(t *token) {
		for _, a := range t.attributes {
			switch id, here := strings.CutPrefix(a.Val, "#"); {
			case a.Key == "id":
				ids[a.Val] = true
			case a.Key == "href" && here:
				led[id] = true
			}
		}
	})
	w := &rewriter{keep: func(key, _ string) bool { return aloneAttributes[key] }}
	w.id = func(id string) {
		if led[id] {
			w.attribute("id", prefix+"-"+id)
		}
	}
	base := newBasis(page)
	w.address = func(s string) string {
		if id, here := strings.CutPrefix(s, "#"); here && ids[id] {
			return "#" + prefix + "-" + id
		}
		return base.resolve(s)
	}
	return w.rewrite(text)
}

// basis is the address of a page, which the addresses on it are relative to.
type basis struct {
	text string
	root int // in text, behind the slash that no address leads above; 0 where it takes parsing
	url  *url.URL
}

func newBasis(page string) basis {
	u, err := url.Parse(page)
	if err != nil {
		return basis{url: &url.URL{}}
	}
	root := len(page) - len(u.Path) + 1
	if !strings.HasSuffix(page, "/") || u.String() != page || !isPath(page[root:]) {
		root = 0
	}
	return basis{page, root, u}
}

// resolve makes an address absolute, as far as it can be read. Nearly all lead up to the
// root of the site and down again; those take no parsing.
func (b basis) resolve(address string) string {
	if strings.HasPrefix(address, "#") {
		return b.text + address
	}
	dir, rest := b.text, address
	for strings.HasPrefix(rest, "../") && b.root > 0 && len(dir) > b.root {
		dir = dir[:strings.LastIndexByte(dir[:len(dir)-1], '/')+1]
		rest = rest[len("../"):]
	}
	path, anchor, found := strings.Cut(rest, "#")
	if b.root > 0 && path != "" && isPath(path) && (!found || anchor != "" && isPath(anchor)) {
		return dir + rest
	}
	u, err := b.url.Parse(address)
	if err != nil {
		return address
	}
	return u.String()
}

// isPath tells whether no sign in a path or anchor takes care: letters, digits and hyphens,
// with a slash between them.
func isPath(s string) bool {
	for i := range len(s) {
		c := s[i]
		letter := 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '-' || c == '_'
		if !letter && !(c == '/' && i > 0 && s[i-1] != '/') {
			return false
		}
	}
	return true
}

// rewriter makes HTML that was written for one page fit another place.
type rewriter struct {
	keep    func(key, value string) bool // attributes that mean something there
	id      func(id string)              // writes, as attributes, what takes the place of an id
	address func(address string) string  // the address as that place has it
	deeper  int                          // levels that headings go down
	oneWay  bool                         // links from notes back to their marks are left out

	out   strings.Builder
	begun string // name of a start tag that has not been written, "" for none
	spans []bool // for each open span, whether it is written
	skip  string // element whose content is left out
}

func (w *rewriter) rewrite(text string) string {
	w.out.Grow(len(text))
	each(text, w.write)
	return w.out.String()
}

func (w *rewriter) write(t *token) {
	switch {
	case t.kind == html.EndTagToken:
		w.end(t.name)
	case w.skip != "":
	case t.kind == html.TextToken:
		w.text(t.raw)
	case t.isStart():
		w.start(t)
	}
}

// text writes text as it stands. A "<" in it could begin a tag when a tag behind it is
// left out.
func (w *rewriter) text(raw string) {
	if strings.IndexByte(raw, '<') >= 0 {
		raw = html.EscapeString(html.UnescapeString(raw))
	}
	w.out.WriteString(raw)
}

func (w *rewriter) start(t *token) {
	closed := t.kind == html.SelfClosingTagToken
	switch t.name {
	case "script", "style", "iframe", "object", "embed":
		if !closed && t.name != "embed" {
			w.skip = t.name
		}
		return
	}
	if w.oneWay && isBack(t) {
		w.skip = t.name
		return
	}
	w.begun = w.heading(t.name)
	for _, a := range t.attributes {
		switch {
		case !w.keep(a.Key, a.Val):
		case a.Key == "id":
			w.id(a.Val)
		case addresses[a.Key]:
			w.attribute(a.Key, w.address(a.Val))
		default:
			w.attribute(a.Key, a.Val)
		}
	}
	if t.name == "span" && !closed {
		bare := w.begun != ""
		w.spans = append(w.spans, !bare)
		if bare {
			w.begun = ""
			return
		}
	}
	w.begin()
	if closed {
		w.out.WriteByte('/')
	}
	w.out.WriteByte('>')
}

// begin writes the beginning of a start tag, once.
func (w *rewriter) begin() {
	if w.begun != "" {
		w.out.WriteByte('<')
		w.out.WriteString(w.begun)
		w.begun = ""
	}
}

// attribute gives the tag that has begun an attribute.
func (w *rewriter) attribute(key, value string) {
	w.begin()
	w.out.WriteByte(' ')
	w.out.WriteString(key)
	w.out.WriteString(`="`)
	w.out.WriteString(html.EscapeString(value))
	w.out.WriteByte('"')
}

// isBack tells the link of a note that leads back to its mark.
func isBack(t *token) bool {
	return t.name == "a" && strings.Contains(t.raw, `role="doc-backlink"`)
}

func (w *rewriter) end(name string) {
	if w.skip != "" {
		if name == w.skip {
			w.skip = ""
		}
		return
	}
	if name == "span" && len(w.spans) > 0 {
		last := len(w.spans) - 1
		written := w.spans[last]
		w.spans = w.spans[:last]
		if !written {
			return
		}
	}
	w.out.WriteString("</")
	w.out.WriteString(w.heading(name))
	w.out.WriteByte('>')
}

// headings are the tags of headings by their level.
var headings = [...]string{1: "h1", "h2", "h3", "h4", "h5", "h6"}

// heading moves a heading's tag down, as far as headings go.
func (w *rewriter) heading(tag string) string {
	if w.deeper > 0 && len(tag) == 2 && tag[0] == 'h' && '1' <= tag[1] && tag[1] <= '6' {
		return headings[min(int(tag[1]-'0')+w.deeper, 6)]
	}
	return tag
}
