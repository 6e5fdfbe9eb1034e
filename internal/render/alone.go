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
	w.each(text, w.survey)
	w.each(text, w.write)
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

func (w *aloneWriter) each(text string, take func(html.Token)) {
	for z := html.NewTokenizer(strings.NewReader(text)); z.Next() != html.ErrorToken; {
		take(z.Token())
	}
}

func (w *aloneWriter) survey(t html.Token) {
	for _, a := range t.Attr {
		switch id, here := strings.CutPrefix(a.Val, "#"); {
		case a.Key == "id":
			w.ids[a.Val] = true
		case a.Key == "href" && here:
			w.led[id] = true
		}
	}
}

func (w *aloneWriter) write(t html.Token) {
	if w.skip != "" {
		if t.Type == html.EndTagToken && t.Data == w.skip {
			w.skip = ""
		}
		return
	}
	switch t.Type {
	case html.TextToken:
		w.out.WriteString(t.String())
	case html.StartTagToken, html.SelfClosingTagToken:
		switch t.Data {
		case "script", "style", "iframe", "object", "embed":
			if t.Type == html.StartTagToken && t.Data != "embed" {
				w.skip = t.Data
			}
			return
		}
		t.Attr = w.attributes(t.Attr)
		if t.Data == "span" && t.Type == html.StartTagToken {
			w.spans = append(w.spans, len(t.Attr) > 0)
			if len(t.Attr) == 0 {
				return
			}
		}
		w.out.WriteString(t.String())
	case html.EndTagToken:
		if t.Data == "span" && len(w.spans) > 0 {
			last := len(w.spans) - 1
			written := w.spans[last]
			w.spans = w.spans[:last]
			if !written {
				return
			}
		}
		w.out.WriteString(t.String())
	}
}

func (w *aloneWriter) attributes(list []html.Attribute) []html.Attribute {
	var kept []html.Attribute
	for _, a := range list {
		switch {
		case !aloneAttributes[a.Key], a.Key == "id" && !w.led[a.Val]:
			continue
		case a.Key == "id":
			a.Val = w.prefix + a.Val
		case aloneAddresses[a.Key]:
			a.Val = w.address(a.Val)
		}
		kept = append(kept, a)
	}
	return kept
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
