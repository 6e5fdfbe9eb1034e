package render

import (
	"bytes"
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

// aloneAddresses are the attributes that hold an address.
var aloneAddresses = map[string]bool{"href": true, "src": true, "cite": true}

// alone makes the HTML of a page's text ready to be read elsewhere, in a feed. Addresses
// become absolute; links within the text keep working there, with prefix before their
// targets' ids, since a reader shows many texts on one page. Ids that nothing leads to
// are left out, and so are elements that only a browser would run.
func alone(text, page, prefix string) string {
	base, err := url.Parse(page)
	if err != nil {
		base = &url.URL{}
	}
	w := &aloneWriter{base: base, prefix: prefix + "-", ids: map[string]bool{}, led: map[string]bool{}}
	each(text, w.survey)
	each(text, w.write)
	return w.out.String()
}

type aloneWriter struct {
	out    strings.Builder
	base   *url.URL
	prefix string
	ids    map[string]bool // ids in the text
	led    map[string]bool // ids that a link of the text leads to
	spans  []bool          // for each open span, whether it is written
	skip   string          // element whose content is left out
}

func each(text string, take func(z *html.Tokenizer, kind html.TokenType)) {
	z := html.NewTokenizer(strings.NewReader(text))
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		take(z, kind)
	}
}

func (w *aloneWriter) survey(z *html.Tokenizer, kind html.TokenType) {
	if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
		return
	}
	_, more := z.TagName()
	for more {
		var key, value []byte
		key, value, more = z.TagAttr()
		switch {
		case string(key) == "id":
			w.ids[string(value)] = true
		case string(key) == "href" && bytes.HasPrefix(value, []byte("#")):
			w.led[string(value[1:])] = true
		}
	}
}

func (w *aloneWriter) write(z *html.Tokenizer, kind html.TokenType) {
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
func (w *aloneWriter) text(raw []byte) {
	if bytes.IndexByte(raw, '<') >= 0 {
		raw = []byte(html.EscapeString(html.UnescapeString(string(raw))))
	}
	w.out.Write(raw)
}

func (w *aloneWriter) begin(z *html.Tokenizer, name string, more, closed bool) {
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
	bare := true
	for more {
		var key, value []byte
		key, value, more = z.TagAttr()
		kept, ok := w.attribute(string(key), string(value))
		if !ok {
			continue
		}
		if bare {
			w.out.WriteString("<" + name)
			bare = false
		}
		w.out.WriteString(" " + string(key) + `="` + html.EscapeString(kept) + `"`)
	}
	if name == "span" && !closed {
		w.spans = append(w.spans, !bare)
		if bare {
			return
		}
	}
	if bare {
		w.out.WriteString("<" + name)
	}
	if closed {
		w.out.WriteByte('/')
	}
	w.out.WriteByte('>')
}

func (w *aloneWriter) end(name string) {
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
	w.out.WriteString("</" + name + ">")
}

// attribute gives the value that an attribute has away from the page, ok false when it
// has none there.
func (w *aloneWriter) attribute(key, value string) (kept string, ok bool) {
	switch {
	case !aloneAttributes[key], key == "id" && !w.led[value]:
		return "", false
	case key == "id":
		return w.prefix + value, true
	case aloneAddresses[key]:
		return w.address(value), true
	}
	return value, true
}

// address makes an address absolute, except that of a place in the text itself.
func (w *aloneWriter) address(s string) string {
	if id, here := strings.CutPrefix(s, "#"); here && w.ids[id] {
		return "#" + w.prefix + id
	}
	u, err := w.base.Parse(s)
	if err != nil {
		return s
	}
	return u.String()
}
