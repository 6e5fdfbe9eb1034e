// Package body writes the article model as HTML: one renderer for both dialects.
//
// What it writes is minimal and well formed by construction, so it goes into a page
// without another pass. Addresses that begin with "/" are paths of the site and are
// made relative to the page; everything else is written as it is.
package body

import (
	"strconv"
	"strings"

	"dossier/internal/doc"
)

// Options say for which page the HTML is made.
type Options struct {
	Root     string                               // what leads from the page to the site's root: "../../"; an absolute address in feeds
	Prefix   string                               // put before the id of every note and mark where several articles share a page
	Language string                               // of the text, for the form of its quotation marks; "" leaves all marks as they are
	Say      func(key string, args ...any) string // words of the interface by their keys, nil for English
	Bare     bool                                 // plain CommonMark: no wrapper around tables, no note marks beyond their text
}

// HTML writes blocks in order.
func HTML(blocks []*doc.Block, o Options) string {
	w := &writer{Options: o}
	w.blocks(blocks)
	return w.String()
}

// Inline writes the text of one leaf without its block element.
func Inline(b *doc.Block, o Options) string {
	w := &writer{Options: o}
	w.leaf(b)
	return w.String()
}

// say is a word of the interface, or its English.
func (o Options) say(key, english string, args ...any) string {
	if o.Say == nil {
		return english
	}
	return o.Say(key, args...)
}

type writer struct {
	strings.Builder
	Options
	tables int // so far
}

func (w *writer) blocks(blocks []*doc.Block) {
	for _, b := range blocks {
		w.block(b)
	}
}

func (w *writer) block(b *doc.Block) {
	switch b.Kind {
	case doc.Paragraph:
		w.element("p", b)
	case doc.TightText:
		w.leaf(b)
	case doc.Heading:
		w.element("h"+strconv.Itoa(min(max(b.Level, 1), 6)), b)
	case doc.CodeBlock:
		w.code(b)
	case doc.HTMLBlock:
		w.WriteString(b.Text)
	case doc.Rule:
		w.WriteString("<hr>")
	case doc.Quote:
		w.container("blockquote", b)
	case doc.List:
		w.list(b)
	case doc.Item:
		w.item(b)
	case doc.Table:
		w.table(b)
	case doc.DefList:
		w.container("dl", b)
	case doc.Term:
		w.element("dt", b)
	case doc.Definition:
		w.container("dd", b)
	case doc.Figure:
		w.figure(b)
	case doc.Caption:
		w.element("figcaption", b)
	case doc.Aside:
		w.container("aside", b)
	case doc.MathBlock:
		w.WriteString(`<div class="math">`)
		w.text(b.Text)
		w.WriteString("</div>")
	case doc.Div:
		w.container("div", b)
	default:
		w.blocks(b.Blocks)
	}
}

// open writes a start tag with the block's id and class.
func (w *writer) open(tag string, b *doc.Block) {
	w.WriteByte('<')
	w.WriteString(tag)
	w.attribute("id", b.ID)
	switch b.Kind {
	case doc.Aside, doc.Div, doc.Figure:
		w.attribute("class", b.Info)
	}
	w.WriteByte('>')
}

func (w *writer) close(tag string) {
	w.WriteString("</")
	w.WriteString(tag)
	w.WriteByte('>')
}

func (w *writer) element(tag string, b *doc.Block) {
	w.open(tag, b)
	w.leaf(b)
	w.close(tag)
}

func (w *writer) container(tag string, b *doc.Block) {
	w.open(tag, b)
	w.blocks(b.Blocks)
	w.close(tag)
}

func (w *writer) code(b *doc.Block) {
	w.WriteString("<pre")
	if !w.Bare {
		w.WriteString(` tabindex="0"`) // it scrolls, which the keyboard must be able to do
	}
	w.attribute("id", b.ID)
	w.WriteString("><code")
	if b.Info != "" {
		w.attribute("class", "language-"+b.Info)
	}
	w.WriteByte('>')
	w.text(b.Text)
	w.WriteString("</code></pre>")
}

func (w *writer) list(b *doc.Block) {
	tag := "ul"
	if b.Flags&doc.Ordered != 0 {
		tag = "ol"
	}
	w.WriteString("<" + tag)
	w.attribute("id", b.ID)
	if tag == "ol" && b.Level != 1 {
		w.attribute("start", strconv.Itoa(b.Level))
	}
	w.WriteByte('>')
	w.blocks(b.Blocks)
	w.close(tag)
}

func (w *writer) item(b *doc.Block) {
	w.open("li", b)
	if b.Flags&doc.Task != 0 {
		w.WriteString(`<input type="checkbox" disabled`)
		if b.Flags&doc.Checked != 0 {
			w.WriteString(" checked")
		}
		w.WriteString("> ")
	}
	for i, c := range b.Blocks {
		if i > 0 && c.Kind == doc.TightText {
			w.WriteByte('\n')
		}
		w.block(c)
	}
	w.close("li")
}

// table writes head rows and body rows into their groups. It stands in a box that
// scrolls by itself, so that a wide table never widens the page; no region, since a page
// may have many tables and regions are its landmarks.
func (w *writer) table(b *doc.Block) {
	if !w.Bare {
		w.WriteString(`<div class="scroll" tabindex="0" role="group" aria-label="`)
		w.text(w.say("table", "Table"))
		if w.tables++; w.tables > 1 { // no two regions have one name
			w.WriteString(" " + strconv.Itoa(w.tables))
		}
		w.WriteString(`">`)
		defer w.WriteString("</div>")
	}
	w.open("table", b)
	group := ""
	for _, row := range b.Blocks {
		next := "tbody"
		if row.Flags&doc.HeadCell != 0 {
			next = "thead"
		}
		if next != group {
			if group != "" {
				w.close(group)
			}
			w.WriteString("<" + next + ">")
			group = next
		}
		w.WriteString("<tr>")
		for _, cell := range row.Blocks {
			w.cell(cell)
		}
		w.WriteString("</tr>")
	}
	if group != "" {
		w.close(group)
	}
	w.close("table")
}

var alignClasses = map[doc.Align]string{doc.AlignLeft: "left", doc.AlignCenter: "center", doc.AlignRight: "right"}

func (w *writer) cell(b *doc.Block) {
	tag := "td"
	if b.Flags&doc.HeadCell != 0 && (w.Bare || b.Text != "") { // the corner of a table heads nothing
		tag = "th"
	}
	w.WriteString("<" + tag)
	w.attribute("id", b.ID)
	w.attribute("class", alignClasses[b.Align])
	if tag == "th" {
		w.WriteString(` scope="col"`)
	}
	w.WriteByte('>')
	w.leaf(b)
	w.close(tag)
}

// figure writes a picture, table or quotation with its caption. A paragraph that
// holds nothing but a picture needs no <p> in a figure.
func (w *writer) figure(b *doc.Block) {
	w.open("figure", b)
	for _, c := range b.Blocks {
		if c.Kind == doc.Paragraph && len(c.Marks) == 1 && c.Marks[0].Kind == doc.Image && c.Text == doc.Atom {
			w.leaf(c)
		} else {
			w.block(c)
		}
	}
	w.close("figure")
}

// attribute writes name="value", nothing when the value is empty.
func (w *writer) attribute(name, value string) {
	if value == "" {
		return
	}
	w.WriteByte(' ')
	w.WriteString(name)
	w.WriteString(`="`)
	w.text(value)
	w.WriteByte('"')
}

// text writes characters with the four that HTML reads escaped; quotes too, since
// attributes come through here.
func (w *writer) text(s string) {
	for {
		i := strings.IndexAny(s, `&<>"`)
		if i < 0 {
			w.WriteString(s)
			return
		}
		w.WriteString(s[:i])
		switch s[i] {
		case '&':
			w.WriteString("&amp;")
		case '<':
			w.WriteString("&lt;")
		case '>':
			w.WriteString("&gt;")
		case '"':
			w.WriteString("&quot;")
		}
		s = s[i+1:]
	}
}
