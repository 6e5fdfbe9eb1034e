package intake

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// lineAttribute carries the line of a tag through the parser, which keeps no places.
const lineAttribute = "data-intake-line"

// opaque elements are left alone: what is in them may be read as text, or by rules of its
// own.
var opaque = map[atom.Atom]bool{atom.Svg: true, atom.Math: true, atom.Noscript: true}

// withLines writes its line into every start tag of a page. Further tags of the page as a
// whole are left out: the parser only takes their attributes over, each time in the time
// of all that it has.
func withLines(page string) string {
	var out bytes.Buffer
	out.Grow(len(page) + len(page)/2)
	z := html.NewTokenizer(strings.NewReader(page))
	line, inside := 1, 0
	begun := map[atom.Atom]bool{}
	for {
		kind := z.Next()
		raw := z.Raw()
		here := line
		line += bytes.Count(raw, []byte("\n"))
		switch kind {
		case html.StartTagToken, html.SelfClosingTagToken:
			raw = slices.Clone(raw) // reading the name makes it lower-case in place
			name, _ := z.TagName()
			tag := atom.Lookup(name)
			if whole := tag == atom.Html || tag == atom.Body; whole && begun[tag] {
				continue
			} else if whole {
				begun[tag] = true
			}
			if end := bytes.IndexAny(raw, " \t\n\r\f/>"); inside == 0 && end > 0 {
				out.Write(raw[:end])
				out.WriteString(" " + lineAttribute + `="` + strconv.Itoa(here) + `"`)
				raw = raw[end:]
			}
			if opaque[tag] && kind == html.StartTagToken {
				inside++
			}
		case html.EndTagToken:
			raw = slices.Clone(raw)
			if name, _ := z.TagName(); opaque[atom.Lookup(name)] && inside > 0 {
				inside--
			}
		}
		out.Write(raw)
		if kind == html.ErrorToken {
			return out.String()
		}
	}
}

// takeLines takes the lines out of a page's elements again.
func takeLines(doc *html.Node) map[*html.Node]int {
	lines := map[*html.Node]int{}
	each(doc, func(e *html.Node) {
		e.Attr = slices.DeleteFunc(e.Attr, func(a html.Attribute) bool {
			if a.Key == lineAttribute && lines[e] == 0 {
				lines[e], _ = strconv.Atoi(a.Val)
			}
			return a.Key == lineAttribute
		})
	})
	return lines
}

// line is the line of the received page in which the element around n begins; the parser
// makes up some elements itself.
func (p *page) line(n *html.Node) int {
	for ; n != nil; n = n.Parent {
		if l := p.lines[n]; l > 0 {
			return l
		}
	}
	return 0
}
