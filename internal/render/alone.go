package render

import (
	"bytes"
	"net/url"
	"strconv"
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
	base, err := url.Parse(page)
	if err != nil {
		base = &url.URL{}
	}
	ids, led := map[string]bool{}, map[string]bool{}
	each(text, func(z *html.Tokenizer, kind html.TokenType) {
		eachAttribute(z, kind, func(key, value string) {
			switch id, here := strings.CutPrefix(value, "#"); {
			case key == "id":
				ids[value] = true
			case key == "href" && here:
				led[id] = true
			}
		})
	})
	w := &rewriter{keep: func(key, _ string) bool { return aloneAttributes[key] }}
	w.id = func(id string) []html.Attribute {
		if !led[id] {
			return nil
		}
		return []html.Attribute{{Key: "id", Val: prefix + "-" + id}}
	}
	w.address = func(s string) string {
		if id, here := strings.CutPrefix(s, "#"); here && ids[id] {
			return "#" + prefix + "-" + id
		}
		u, err := base.Parse(s)
		if err != nil {
			return s
		}
		return u.String()
	}
	return w.rewrite(text)
}

func each(text string, take func(z *html.Tokenizer, kind html.TokenType)) {
	z := html.NewTokenizer(strings.NewReader(text))
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		take(z, kind)
	}
}

// eachAttribute goes through the attributes of a start tag.
func eachAttribute(z *html.Tokenizer, kind html.TokenType, take func(key, value string)) {
	if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
		return
	}
	_, more := z.TagName()
	for more {
		var key, value []byte
		key, value, more = z.TagAttr()
		take(string(key), string(value))
	}
}

// rewriter makes HTML that was written for one page fit another place.
type rewriter struct {
	keep    func(key, value string) bool     // attributes that mean something there
	id      func(id string) []html.Attribute // what takes the place of an id
	address func(address string) string      // the address as that place has it
	deeper  int                              // levels that headings go down
	oneWay  bool                             // links from notes back to their marks are left out

	out   strings.Builder
	spans []bool // for each open span, whether it is written
	skip  string // element whose content is left out
}

func (w *rewriter) rewrite(text string) string {
	w.out.Grow(len(text))
	each(text, w.write)
	return w.out.String()
}

func (w *rewriter) write(z *html.Tokenizer, kind html.TokenType) {
	switch kind {
	case html.TextToken:
		if w.skip == "" {
			w.text(z.Raw())
		}
	case html.StartTagToken, html.SelfClosingTagToken:
		name, more := z.TagName()
		w.begin(z, string(name), more, kind == html.SelfClosingTagToken)
	case html.EndTagToken:
		name, _ := z.TagName()
		w.end(string(name))
	}
}

// text writes text as it stands. A "<" in it could begin a tag when a tag behind it is
// left out.
func (w *rewriter) text(raw []byte) {
	if bytes.IndexByte(raw, '<') >= 0 {
		raw = []byte(html.EscapeString(html.UnescapeString(string(raw))))
	}
	w.out.Write(raw)
}

func (w *rewriter) begin(z *html.Tokenizer, name string, more, closed bool) {
	if w.skip != "" {
		return
	}
	switch name {
	case "script", "style", "iframe", "object", "embed":
		if !closed && name != "embed" {
			w.skip = name
		}
		return
	}
	if w.oneWay && name == "a" && isBack(z.Raw()) {
		w.skip = name
		return
	}
	bare, tag := true, w.heading(name)
	for more {
		var key, value []byte
		key, value, more = z.TagAttr()
		for _, a := range w.attribute(string(key), string(value)) {
			if bare {
				w.out.WriteString("<" + tag)
				bare = false
			}
			w.out.WriteString(" " + a.Key + `="` + html.EscapeString(a.Val) + `"`)
		}
	}
	if name == "span" && !closed {
		w.spans = append(w.spans, !bare)
		if bare {
			return
		}
	}
	if bare {
		w.out.WriteString("<" + tag)
	}
	if closed {
		w.out.WriteByte('/')
	}
	w.out.WriteByte('>')
}

// isBack tells the link of a note that leads back to its mark by the start of its tag.
func isBack(tag []byte) bool { return bytes.Contains(tag, []byte(`role="doc-backlink"`)) }

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
	w.out.WriteString("</" + w.heading(name) + ">")
}

// attribute is what takes the place of an attribute, nothing where it means nothing.
func (w *rewriter) attribute(key, value string) []html.Attribute {
	switch {
	case !w.keep(key, value):
		return nil
	case key == "id":
		return w.id(value)
	case addresses[key]:
		value = w.address(value)
	}
	return []html.Attribute{{Key: key, Val: value}}
}

// heading moves a heading's tag down, as far as headings go.
func (w *rewriter) heading(tag string) string {
	if w.deeper > 0 && len(tag) == 2 && tag[0] == 'h' && '1' <= tag[1] && tag[1] <= '6' {
		return "h" + strconv.Itoa(min(int(tag[1]-'0')+w.deeper, 6))
	}
	return tag
}
