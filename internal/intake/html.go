package intake

import (
	"bytes"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"
)

// readHTML reads a web page. go-readability chooses which part of it is the
// article; our own walk reads that part, because tables, captions, code and notes do
// not survive its cleaning.
func readHTML(name string, raw []byte, o Options) (*Article, error) {
	a := &Article{Meta: Meta{Title: o.Title, Author: o.Author, Date: o.Date, Source: o.URL, Publication: o.Publication}}
	text, err := a.decodeHTML(name, raw)
	if err != nil {
		return nil, err
	}
	doc, err := html.Parse(strings.NewReader(withLines(text)))
	if err != nil {
		return readBroken(name, text, o, "the page is nested too deeply to be read as HTML")
	}
	p := newPage(a, doc, o)
	p.readMeta()
	p.choose()
	p.findNotes()
	p.walk()
	if !p.hasText() {
		return nil, fmt.Errorf("%s: there is no text in it", name)
	}
	p.finish()
	if n := a.textSize(); n > MaxText {
		return nil, tooLarge(name, n, MaxText)
	}
	return a, nil
}

// decodeHTML reads the page as UTF-8 first; what it says of its encoding is often
// wrong, so it counts only where the bytes are no UTF-8.
func (a *Article) decodeHTML(name string, raw []byte) (string, error) {
	if utf8.Valid(raw) {
		if bytes.IndexByte(raw, 0) >= 0 {
			return "", fmt.Errorf("%s: this is binary data, not a page", name)
		}
		return string(bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))), nil
	}
	enc, label, _ := charset.DetermineEncoding(raw[:min(len(raw), 4096)], "")
	out, err := enc.NewDecoder().Bytes(raw)
	if err != nil {
		return "", fmt.Errorf("%s: it cannot be read as %s: %w", name, label, err)
	}
	a.Log = append(a.Log, Entry{Kind: "encoding", Before: label, After: "UTF-8", Message: "read as " + label})
	return string(out), nil
}

// readBroken reads the text of a page that cannot be parsed, whole.
func readBroken(name, page string, o Options, why string) (*Article, error) {
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(page))
	skip := 0
	for {
		switch z.Next() {
		case html.ErrorToken:
			a, err := readText(name, []byte(b.String()), o)
			if err == nil {
				a.Log = append(a.Log, Entry{Kind: "format", Message: why + "; all its text was read, menus and all"})
			}
			return a, err
		case html.TextToken:
			if skip == 0 {
				b.WriteString(strings.Join(strings.Fields(string(z.Text())), " "))
				b.WriteByte(' ')
			}
		case html.StartTagToken:
			tag, _ := z.TagName()
			if hidden[atom.Lookup(tag)] {
				skip++
			} else if isBlock[atom.Lookup(tag)] {
				b.WriteString("\n\n")
			}
		case html.EndTagToken:
			if tag, _ := z.TagName(); hidden[atom.Lookup(tag)] && skip > 0 {
				skip--
			}
		}
	}
}

// page is the state of reading one page.
type page struct {
	article *Article
	doc     *html.Node
	base    *url.URL

	lines  map[*html.Node]int    // of the received page, by element
	ids    map[string]*html.Node // elements by id or name
	number map[*html.Node]int    // elements in document order, from 1
	kept   map[int]bool          // numbers of elements that readability kept
	inside map[*html.Node]bool   // elements with a kept one below them
	texts  map[string]bool       // texts that readability kept, without white space
	whole  bool                  // readability found no article: everything is read

	notes   map[*html.Node]string // note definitions, by element
	marks   map[*html.Node]string // note marks, by their <a>
	order   []*html.Node          // definitions in the order of their first mark
	builder *builder
}

// keyAttribute numbers the elements, so that those which readability kept can be
// told in its copy of the page.
const keyAttribute = "data-intake-n"

func newPage(a *Article, doc *html.Node, o Options) *page {
	p := &page{article: a, doc: doc, lines: takeLines(doc), ids: map[string]*html.Node{}, number: map[*html.Node]int{}, kept: map[int]bool{}, inside: map[*html.Node]bool{}, texts: map[string]bool{}, notes: map[*html.Node]string{}, marks: map[*html.Node]string{}}
	p.base, _ = url.Parse(o.URL)
	n := 0
	each(doc, func(e *html.Node) {
		n++
		p.number[e] = n
		for _, key := range []string{"id", "name"} {
			if id := attr(e, key); id != "" && p.ids[id] == nil {
				p.ids[id] = e
			}
		}
	})
	return p
}

// each calls f for every element below n, in document order, without recursion.
func each(n *html.Node, f func(*html.Node)) {
	for e := n; e != nil; e = following(e, n) {
		if e.Type == html.ElementNode {
			f(e)
		}
	}
}

// following is the node behind e in document order, nil at the end of root.
func following(e, root *html.Node) *html.Node {
	if e.FirstChild != nil {
		return e.FirstChild
	}
	for e != root {
		if e.NextSibling != nil {
			return e.NextSibling
		}
		e = e.Parent
	}
	return nil
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key && a.Namespace == "" {
			return strings.TrimSpace(a.Val)
		}
	}
	return ""
}

// mostElements bounds the pages that readability is asked about; it is not linear on
// every page.
const mostElements = 100_000

// choose lets readability say which elements belong to the article.
func (p *page) choose() {
	chosen := p.askReadability()
	if chosen != nil {
		each(chosen, func(e *html.Node) {
			if n, err := strconv.Atoi(attr(e, keyAttribute)); err == nil {
				p.kept[n] = true
			}
		})
		for n := chosen; n != nil; n = following(n, chosen) {
			if n.Type == html.TextNode {
				p.texts[letterCount(n.Data)] = true
			}
		}
	}
	if len(p.kept) == 0 {
		p.whole = true
		p.article.Log = append(p.article.Log, Entry{Kind: "format", Message: "no article could be told from the rest of the page; all of it was read, menus and all"})
		return
	}
	// It also makes new elements for texts that stood in others.
	for n := p.doc; n != nil; n = following(n, p.doc) {
		if n.Type == html.TextNode && p.isKeptText(n.Data) {
			for up := n.Parent; up != nil && !p.inside[up]; up = up.Parent {
				p.inside[up] = true
			}
		}
	}
	for e, n := range p.number {
		for up := e; p.kept[n] && up != nil && !p.inside[up]; up = up.Parent {
			p.inside[up] = true
		}
	}
}

// isKeptText tells whether a text is one that readability kept; a short one may
// stand in a menu as well.
func (p *page) isKeptText(s string) bool {
	s = letterCount(s)
	return len(s) >= 25 && p.texts[s]
}

// askReadability runs readability on a numbered copy of the page. It was written
// for browsers and may fail on a page that no browser would make; the page is read
// whole then.
func (p *page) askReadability() (chosen *html.Node) {
	if len(p.number) > mostElements {
		return nil
	}
	defer func() {
		if recover() != nil {
			chosen = nil
		}
	}()
	base := p.base
	if base == nil || base.Host == "" {
		base = &url.URL{Scheme: "https", Host: "page.invalid", Path: "/"}
	}
	for e, n := range p.number {
		e.Attr = append(e.Attr, html.Attribute{Key: keyAttribute, Val: strconv.Itoa(n)})
	}
	parser := readability.NewParser()
	parser.KeepClasses = true
	found, err := parser.ParseDocument(p.doc, base)
	for e := range p.number {
		e.Attr = e.Attr[:len(e.Attr)-1]
	}
	if err != nil || found.Node == nil || len(letterCount(nodeText(found.Node))) < 140 {
		return nil
	}
	return found.Node
}

// letterCount returns the words of s without white space, as a measure of its size.
func letterCount(s string) string { return strings.Join(strings.Fields(s), "") }

// hasText tells whether the walk found anything.
func (p *page) hasText() bool { return len(p.article.Blocks) > 0 }

// textSize counts the bytes of text in the article.
func (a *Article) textSize() int {
	n := 0
	for _, b := range a.Blocks {
		n += len(b.Code)
		for _, s := range b.Text {
			n += len(s.Text)
		}
		for _, row := range b.Rows {
			for _, c := range row {
				for _, s := range c.Text {
					n += len(s.Text)
				}
			}
		}
	}
	return n
}

// finish reports what is missing and doubtful.
func (p *page) finish() {
	a := p.article
	a.readTyped()
	a.dropExcerpt()
	a.dropNotesHeading()
	a.levelHeadings()
	a.reportMissing()
	a.reportDoubts()
}

// dropExcerpt leaves out a description that is only the beginning of the text, as
// content systems write it where there is no standfirst.
func (a *Article) dropExcerpt() {
	excerpt := letterCount(strings.TrimRight(a.Meta.Description, ".… []"))
	var text strings.Builder
	for _, b := range a.Blocks {
		if text.Len() > len(excerpt) {
			break
		}
		if b.Kind == Paragraph {
			text.WriteString(letterCount(flat(b.Text)))
		}
	}
	if excerpt != "" && strings.HasPrefix(text.String(), excerpt) {
		a.Log = append(a.Log, Entry{Kind: "standfirst", Before: a.Meta.Description, Message: "the page's description only repeats the beginning of the text; it was left out"})
		a.Meta.Description = ""
	}
}

// levelHeadings moves the headings so that the highest is of level 2.
func (a *Article) levelHeadings() {
	top := 7
	for _, b := range a.Blocks {
		if b.Kind == Heading {
			top = min(top, b.Level)
		}
	}
	for i := range a.Blocks {
		if b := &a.Blocks[i]; b.Kind == Heading {
			b.Level = min(b.Level-top+2, 6)
		}
	}
}

// dropNotesHeading takes out a heading "Notes" whose notes have all become notes
// of the article.
func (a *Article) dropNotesHeading() {
	if len(a.Notes) == 0 {
		return
	}
	for n := len(a.Blocks); n > 0 && a.Blocks[n-1].Kind == Rule; n-- {
		a.Blocks = a.Blocks[:n-1] // the line above the notes
	}
	for i := len(a.Blocks) - 1; i >= 0; i-- {
		b := a.Blocks[i]
		last := i+1 == len(a.Blocks) || a.Blocks[i+1].Kind == Heading
		if b.Kind == Heading && last && noteHeadings[strings.ToLower(flat(b.Text))] {
			a.Log = append(a.Log, Entry{Line: b.Line, Kind: "note", Before: flat(b.Text), Message: "the heading above the notes; the site writes its own"})
			a.Blocks = append(a.Blocks[:i], a.Blocks[i+1:]...)
		}
	}
}
