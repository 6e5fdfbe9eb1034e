// Package rawhtml cleans the HTML that an author wrote into an article.
//
// Markdown hands raw HTML over in pieces: a tag in running text, or a block. Each
// piece goes through one allow-list, and pieces that open without closing (or the
// other way round) are balanced, so the page stays well formed. Nothing touches the
// HTML after this but the renderer that writes it out.
package rawhtml

import (
	"fmt"
	"slices"
	"strings"

	"dossier/internal/doc"
	"dossier/internal/source"

	"github.com/microcosm-cc/bluemonday"
	"golang.org/x/net/html"
)

// policy is the one allow-list: elements that carry text, never ids, classes, styles
// or anything that loads or runs.
var policy = newPolicy()

func newPolicy() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowElements("p", "br", "hr", "div", "span", "blockquote", "pre", "code", "kbd", "samp", "var",
		"b", "strong", "i", "em", "u", "s", "del", "ins", "mark", "small", "sub", "sup", "abbr", "cite", "q", "dfn",
		"ul", "ol", "li", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td",
		"h2", "h3", "h4", "h5", "h6", "details", "summary", "figure", "figcaption", "ruby", "rt", "rp", "bdi", "wbr")
	p.AllowAttrs("title", "dir", "lang").Globally()
	p.AllowAttrs("open").Matching(bluemonday.Paragraph).OnElements("details")
	p.AllowAttrs("colspan", "rowspan").Matching(bluemonday.Integer).OnElements("td", "th")
	p.AllowAttrs("start").Matching(bluemonday.Integer).OnElements("ol")
	p.AllowAttrs("href").OnElements("a")
	p.AllowURLSchemes("http", "https", "mailto")
	p.RequireParseableURLs(true)
	return p
}

// void elements have no end tag.
var void = map[string]bool{"br": true, "hr": true, "wbr": true}

// Clean applies mode (safe, none or trusted) to every piece of raw HTML in d and
// reports what it left out.
func Clean(d *doc.Doc, mode string) {
	if mode == "trusted" {
		unseen(d)
		return
	}
	c := &cleaner{doc: d, none: mode == "none"}
	c.blocks(&d.Blocks)
	for _, n := range d.Defs {
		c.blocks(&n.Blocks)
	}
}

// unseen reports pictures of trusted HTML that have no alternative text; one that is mere
// decoration says so by an empty one.
func unseen(d *doc.Doc) {
	look := func(raw string, offset int) {
		z := html.NewTokenizer(strings.NewReader(raw))
		for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
			t := z.Token()
			if t.Data == "img" && kind != html.EndTagToken && !slices.ContainsFunc(t.Attr, func(a html.Attribute) bool { return a.Key == "alt" }) {
				d.Report(offset, source.NoAlt, "the picture has no alternative text", `say in its alt="..." what there is to see`)
			}
		}
	}
	block := func(b *doc.Block) bool {
		if b.Kind == doc.HTMLBlock {
			look(b.Text, b.Offset)
		}
		for _, m := range b.Marks {
			if m.Kind == doc.RawHTML {
				look(m.Alt, b.SourceOffset(m.Start))
			}
		}
		return true
	}
	doc.Walk(d.Blocks, block)
	for _, n := range d.Defs {
		doc.Walk(n.Blocks, block)
	}
}

type cleaner struct {
	doc  *doc.Doc
	none bool
}

// blocks cleans one list of siblings. A block may open an element that a later
// sibling closes; what is still open at the end is closed there.
func (c *cleaner) blocks(list *[]*doc.Block) {
	var open []string
	for _, b := range *list {
		switch {
		case b.Kind == doc.HTMLBlock:
			b.Text = balance(c.clean(b.Text, b.Offset), &open)
		case b.IsLeaf():
			c.leaf(b)
		default:
			c.blocks(&b.Blocks)
		}
	}
	if len(open) > 0 {
		*list = append(*list, &doc.Block{Kind: doc.HTMLBlock, Text: closeAll(open)})
	}
}

// leaf cleans the tags in running text. Inline notes are leaves of their own.
func (c *cleaner) leaf(b *doc.Block) {
	var open []string
	for i := range b.Marks {
		m := &b.Marks[i]
		switch {
		case m.Kind == doc.RawHTML:
			m.Alt = balance(c.clean(m.Alt, b.SourceOffset(m.Start)), &open)
		case m.Kind == doc.NoteRef && m.Note != nil && m.Note.Inline:
			c.blocks(&m.Note.Blocks)
		}
	}
	if len(open) > 0 {
		end := len(b.Text)
		b.Text += doc.Atom
		b.Add(doc.Mark{Kind: doc.RawHTML, Start: end, End: len(b.Text), Alt: closeAll(open)})
	}
}

// clean passes one piece through the allow-list and reports what is gone.
func (c *cleaner) clean(raw string, offset int) string {
	clean := ""
	if !c.none {
		clean = policy.Sanitize(raw)
	}
	if gone := missing(raw, clean); gone != "" {
		c.doc.Report(offset, source.UnsafeHTML, fmt.Sprintf("raw HTML: %s is left out", gone),
			"use Markdown, or html: trusted in dossier.yaml for content that is all your own")
	}
	return clean
}

// missing names the first element or attribute of raw that clean lacks.
func missing(raw, clean string) string {
	left := names(clean)
	for _, n := range names(raw) {
		if i := slices.Index(left, n); i >= 0 {
			left = slices.Delete(left, i, i+1)
			continue
		}
		return n
	}
	return ""
}

// names lists the elements and attributes of a piece in order: "<b>", "onclick=".
func names(s string) []string {
	var list []string
	z := html.NewTokenizer(strings.NewReader(s))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return list
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			list = append(list, "<"+t.Data+">")
			for _, a := range t.Attr {
				list = append(list, a.Key+"=")
			}
		}
	}
}

// balance drops end tags that close nothing, closes what an end tag leaves open inside
// of it, and keeps count of what stays open in *open.
func balance(s string, open *[]string) string {
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(s))
	for {
		kind := z.Next()
		raw := string(z.Raw())
		switch kind {
		case html.ErrorToken:
			return b.String()
		case html.StartTagToken:
			name, _ := z.TagName()
			b.WriteString(raw)
			if !void[string(name)] {
				*open = append(*open, string(name))
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			i := lastIndex(*open, string(name))
			if i < 0 {
				continue
			}
			b.WriteString(closeAll((*open)[i:]))
			*open = (*open)[:i]
		default:
			b.WriteString(raw)
		}
	}
}

func lastIndex(list []string, s string) int {
	for i := len(list) - 1; i >= 0; i-- {
		if list[i] == s {
			return i
		}
	}
	return -1
}

func closeAll(open []string) string {
	var b strings.Builder
	for i := len(open) - 1; i >= 0; i-- {
		b.WriteString("</" + open[i] + ">")
	}
	return b.String()
}
