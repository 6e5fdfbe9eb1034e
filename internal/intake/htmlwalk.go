package intake

import (
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

func atoms(list ...atom.Atom) map[atom.Atom]bool {
	set := map[atom.Atom]bool{}
	for _, a := range list {
		set[a] = true
	}
	return set
}

// hidden elements hold no text of the page.
var hidden = atoms(atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Head, atom.Iframe, atom.Object, atom.Svg, atom.Canvas, atom.Audio, atom.Video, atom.Select, atom.Input, atom.Textarea, atom.Title, atom.Noembed, atom.Noframes, atom.Math)

// isBlock are the elements that begin a new block.
var isBlock = atoms(atom.P, atom.Div, atom.Section, atom.Article, atom.Main, atom.Header, atom.Footer, atom.Aside, atom.Nav, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6,
	atom.Ul, atom.Ol, atom.Li, atom.Dl, atom.Dt, atom.Dd, atom.Blockquote, atom.Pre, atom.Table, atom.Tbody, atom.Thead, atom.Tfoot, atom.Tr, atom.Td, atom.Th, atom.Caption, atom.Figure, atom.Figcaption, atom.Hr,
	atom.Address, atom.Details, atom.Summary, atom.Center, atom.Fieldset, atom.Form, atom.Body, atom.Html, atom.Hgroup, atom.Menu, atom.Dialog)

// restored elements are read where they stand in the article even if readability
// left them out.
var restored = atoms(atom.Table, atom.Figure, atom.Figcaption, atom.Pre, atom.Blockquote, atom.Hr, atom.Img, atom.Picture)

// styles are the elements that set text.
var styles = map[atom.Atom]Style{
	atom.Em: Emphasis, atom.I: Emphasis, atom.Cite: Emphasis, atom.Dfn: Emphasis, atom.Var: Emphasis,
	atom.Strong: Strong, atom.B: Strong, atom.Code: CodeStyle, atom.Kbd: CodeStyle, atom.Samp: CodeStyle, atom.Tt: CodeStyle,
	atom.S: Strike, atom.Del: Strike, atom.Strike: Strike, atom.Sub: Sub, atom.Sup: Sup,
}

// mostDepth bounds the recursion; the parser itself stops at 512.
const mostDepth = 600

// builder collects spans into blocks.
type builder struct {
	blocks []Block
	spans  []Span
	style  Style
	link   string
	quote  int
	depth  int  // lists around
	number int  // of the item that begins next
	item   bool // the next block is the first of an item
	kind   Kind // of the next block
	level  int
	line   int // of the received page, where the element at hand begins
	begun  int // where the block at hand begins
}

// walk reads the body.
func (p *page) walk() {
	p.builder = &builder{kind: Paragraph}
	p.node(p.doc, p.whole, 0)
	p.builder.flush()
	p.article.Blocks = nest(p.builder.blocks)
	for _, def := range p.order {
		p.article.Notes = append(p.article.Notes, Note{Label: p.notes[def], Line: p.line(def), Text: p.noteText(def)})
	}
}

// nest sees to it that nothing stands deeper than one step below the item before it,
// as pages with broken lists would have it.
func nest(blocks []Block) []Block {
	open, quote := 0, 0
	for i := range blocks {
		b := &blocks[i]
		if b.Quote != quote {
			open, quote = 0, b.Quote
		}
		if b.Kind == Item {
			b.Depth = min(max(b.Depth, 1), open+1)
			open = b.Depth
			continue
		}
		b.Depth = min(b.Depth, open)
		open = b.Depth
	}
	return blocks
}

// node reads one node. keep says that the text right in it belongs to the article.
func (p *page) node(n *html.Node, keep bool, depth int) {
	if depth > mostDepth {
		return
	}
	switch n.Type {
	case html.TextNode:
		if keep || p.isKeptText(n.Data) || p.inside[n.Parent] && p.texts[letterCount(n.Data)] {
			p.builder.text(n.Data)
		} else if words := oneLine(n.Data); words != "" {
			p.article.Log = append(p.article.Log, Entry{Line: p.line(n), Kind: "boilerplate", Before: words, Message: "page furniture left out"})
		}
	case html.DocumentNode:
		p.children(n, keep, depth)
	case html.ElementNode:
		p.element(n, keep, depth)
	}
}

func (p *page) children(n *html.Node, keep bool, depth int) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		p.node(c, keep, depth+1)
	}
}

func (p *page) element(n *html.Node, keep bool, depth int) {
	if hidden[n.DataAtom] || isHidden(n) || p.notes[n] != "" {
		return
	}
	if label := p.marks[n]; label != "" && keep {
		p.builder.note(label, nodeText(n))
		return
	}
	if n.DataAtom == atom.Br {
		p.builder.lineBreak()
		return
	}
	if strings.Contains(attr(n, "class"), "mw-editsection") { // the [edit] behind the headings of a wiki
		p.drop(n)
		return
	}
	if !p.whole {
		// Phrases go with the block they stand in; a block goes with what
		// readability thinks of it.
		kept := p.kept[p.number[n]]
		if isBlock[n.DataAtom] || !keep {
			if !kept && !p.inside[n] && !(restored[n.DataAtom] && p.betweenKept(n)) {
				if isBlock[n.DataAtom] {
					p.builder.flush()
				}
				p.drop(n)
				return
			}
			keep = kept || keep && restored[n.DataAtom] || restored[n.DataAtom] && !p.inside[n]
		}
	}
	p.builder.line = p.line(n)
	p.read(n, keep, depth)
}

// betweenKept tells whether n stands in an element that readability kept, so that it
// is part of the article and no side box of the page.
func (p *page) betweenKept(n *html.Node) bool {
	for up := n.Parent; up != nil; up = up.Parent {
		if p.kept[p.number[up]] {
			return !linkDense(n)
		}
	}
	return false
}

// linkDense tells whether more than half of the text of n is links, as in menus.
func linkDense(n *html.Node) bool {
	linked := 0
	each(n, func(e *html.Node) {
		if e.DataAtom == atom.A {
			linked += len(letterCount(nodeText(e)))
		}
	})
	return linked*2 > len(letterCount(nodeText(n)))
}

// drop logs what is left out.
func (p *page) drop(n *html.Node) {
	if words := oneLine(p.textBut(n)); words != "" {
		kind, message := "boilerplate", "page furniture left out"
		if n.DataAtom == atom.H1 && sameWords(words, p.article.Meta.Title) {
			kind, message = "title", "the title, repeated above the text"
		}
		p.article.Log = append(p.article.Log, Entry{Line: p.line(n), Kind: kind, Before: words, Message: message})
	}
}

// textBut is the text of n without hidden elements and note definitions.
func (p *page) textBut(n *html.Node) string {
	var b strings.Builder
	var visit func(n *html.Node, depth int)
	visit = func(n *html.Node, depth int) {
		switch {
		case n.Type == html.TextNode:
			b.WriteString(n.Data)
		case n.Type == html.ElementNode && (hidden[n.DataAtom] || p.notes[n] != "" || depth > mostDepth):
			return
		}
		if isBlock[n.DataAtom] || n.DataAtom == atom.Br {
			b.WriteByte(' ')
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			visit(c, depth+1)
		}
		if isBlock[n.DataAtom] {
			b.WriteByte(' ')
		}
	}
	visit(n, 0)
	return b.String()
}

func sameWords(a, b string) bool {
	return strings.EqualFold(letterCount(a), letterCount(b)) && a != ""
}

// isHidden tells whether an element says that it is not shown. Notes that pop up are
// often hidden so, but those are found by their marks.
func isHidden(n *html.Node) bool {
	for _, a := range n.Attr {
		switch {
		case a.Key == "hidden" && a.Val != "until-found":
			return true
		case a.Key == "style" && strings.Contains(strings.ReplaceAll(strings.ToLower(a.Val), " ", ""), "display:none"):
			return true
		}
	}
	return false
}

// read reads an element that belongs to the article.
func (p *page) read(n *html.Node, keep bool, depth int) {
	b := p.builder
	switch n.DataAtom {
	case atom.Hr:
		b.flush()
		b.add(Block{Kind: Rule, Quote: b.quote})
	case atom.Img:
		p.picture(n)
	case atom.A:
		p.anchor(n, keep, depth)
	case atom.Pre:
		b.flush()
		b.add(Block{Kind: Code, Code: strings.Trim(rawText(n), "\n"), Lang: language(n), Quote: b.quote, Depth: b.depth})
	case atom.Table:
		p.table(n, keep, depth)
	case atom.Figure:
		p.figure(n, keep, depth)
	case atom.Blockquote:
		b.flush()
		lists := b.depth // a quotation ends the list it stands in
		b.quote, b.depth = b.quote+1, 0
		p.children(n, keep, depth)
		b.flush()
		b.quote, b.depth = b.quote-1, lists
	case atom.Ul, atom.Ol, atom.Menu:
		p.list(n, keep, depth)
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		b.flush()
		b.kind, b.level = Heading, int(n.Data[1]-'0')
		p.children(n, keep, depth)
		p.heading(n)
	case atom.Dt:
		b.flush()
		p.styled(n, Strong, keep, depth)
		b.flush()
	case atom.Q:
		b.text("“")
		p.children(n, keep, depth)
		b.text("”")
	default:
		if s, ok := styles[n.DataAtom]; ok {
			p.styled(n, s, keep, depth)
			return
		}
		if isBlock[n.DataAtom] {
			b.flush()
			p.children(n, keep, depth)
			b.flush()
			return
		}
		p.children(n, keep, depth)
	}
}

func (p *page) styled(n *html.Node, s Style, keep bool, depth int) {
	before := p.builder.style
	p.builder.style |= s
	p.children(n, keep, depth)
	p.builder.style = before
}

// heading ends a heading; one that only repeats the title goes.
func (p *page) heading(n *html.Node) {
	b := p.builder
	words := flat(b.spans)
	if sameWords(words, p.article.Meta.Title) && !hasHeading(b.blocks) {
		b.spans, b.kind = nil, Paragraph
		p.article.Log = append(p.article.Log, Entry{Line: p.line(n), Kind: "title", Before: oneLine(words), Message: "the title, repeated above the text"})
		return
	}
	b.flush()
	b.kind = Paragraph
}

func hasHeading(blocks []Block) bool {
	for _, b := range blocks {
		if b.Kind == Heading {
			return true
		}
	}
	return false
}

// anchor reads a link. One that leads nowhere outside the page keeps its words only.
func (p *page) anchor(n *html.Node, keep bool, depth int) {
	href := attr(n, "href")
	address := p.absolute(href)
	scheme, _, _ := strings.Cut(strings.ToLower(address), ":")
	b := p.builder
	before := b.link
	if href != "" && !strings.HasPrefix(href, "#") && (scheme == "http" || scheme == "https" || scheme == "mailto") && before == "" {
		b.link = address
	}
	p.children(n, keep, depth)
	b.link = before
}

// picture lists a picture and puts it where it stands.
func (p *page) picture(n *html.Node) {
	src := firstOf(attr(n, "src"), attr(n, "data-src"), attr(n, "data-original"))
	if src == "" || strings.HasPrefix(src, "data:") || attr(n, "width") == "1" {
		return
	}
	address := p.absolute(src)
	alt := oneLine(attr(n, "alt"))
	p.article.Pictures = append(p.article.Pictures, Picture{Address: address, Alt: alt, Line: p.line(n)})
	p.builder.spans = append(p.builder.spans, Span{Text: alt, Link: address, Picture: true})
}

// figure reads pictures first and the caption behind them.
func (p *page) figure(n *html.Node, keep bool, depth int) {
	b := p.builder
	b.flush()
	var captions []*html.Node
	each(n, func(e *html.Node) {
		if e.DataAtom == atom.Figcaption {
			captions = append(captions, e)
		}
	})
	known := map[*html.Node]bool{}
	for _, c := range captions {
		known[c] = true
		for e := c.Parent; e != nil && e != n; e = e.Parent {
			known[e] = known[e] || e.DataAtom == atom.Figure // a figure in the figure reads its own
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if !known[c] || c.DataAtom == atom.Figure {
			p.node(c, true, depth+1)
		}
	}
	b.flush()
	for _, c := range captions {
		if c.Parent == n {
			p.caption(c, "", depth)
		}
	}
}

// caption reads a caption of a picture or, with of "table", of a table.
func (p *page) caption(n *html.Node, of string, depth int) {
	b := p.builder
	b.flush()
	p.children(n, true, depth)
	if words := strings.TrimSpace(flat(b.spans)); words != "" {
		p.article.Log = append(p.article.Log, Entry{Line: p.line(n), Kind: "caption", Before: oneLine(words), Message: "a caption"})
	}
	b.kind = Caption
	b.flushAs(of)
	b.kind = Paragraph
}

// list reads a list; each item begins with a block of kind Item.
func (p *page) list(n *html.Node, keep bool, depth int) {
	b := p.builder
	b.flush()
	number := 0
	if n.DataAtom == atom.Ol {
		number = 1
		if start, err := strconv.Atoi(attr(n, "start")); err == nil && start > 0 && start < 1e6 {
			number = start
		}
	}
	b.depth++
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom != atom.Li {
			p.node(c, keep, depth+1)
			continue
		}
		b.flush()
		b.item, b.number = true, number
		blocks := len(b.blocks)
		p.node(c, keep, depth+1)
		b.flush()
		if b.item = false; len(b.blocks) > blocks && number > 0 {
			number++
		}
	}
	b.depth--
	b.flush()
}

// table reads a data table as rows; a table that only lays out the page is read
// cell by cell.
func (p *page) table(n *html.Node, keep bool, depth int) {
	b := p.builder
	b.flush()
	rows, head := tableRows(n)
	if isLayout(n, rows) {
		p.children(n, keep, depth)
		b.flush()
		return
	}
	block := Block{Kind: Table, Quote: b.quote, Depth: b.depth}
	if !head {
		block.Rows = append(block.Rows, nil) // GFM has no table without a head
	}
	for _, row := range rows {
		var cells []Cell
		for _, c := range row {
			var cell Cell
			if c != nil {
				cell.Text = p.inlineOf(c, depth)
			}
			cells = append(cells, cell)
		}
		block.Rows = append(block.Rows, cells)
	}
	squareUp(block.Rows)
	b.add(block)
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Caption {
			p.caption(c, "table", depth)
		}
	}
}

// squareUp gives every row as many cells as the widest.
func squareUp(rows [][]Cell) {
	wide := 0
	for _, row := range rows {
		wide = max(wide, len(row))
	}
	for i := range rows {
		for len(rows[i]) < wide {
			rows[i] = append(rows[i], Cell{})
		}
	}
}

// mostSpan bounds colspan, which a page may set to any number.
const mostSpan = 100

// tableRows returns the cells of a table row by row, nil where a cell spans on, and
// whether the first row is a head.
func tableRows(n *html.Node) (rows [][]*html.Node, head bool) {
	each(n, func(e *html.Node) {
		if e.DataAtom != atom.Tr || closest(e.Parent, atom.Table) != n {
			return
		}
		var row []*html.Node
		heads := 0
		for c := e.FirstChild; c != nil; c = c.NextSibling {
			if c.DataAtom != atom.Td && c.DataAtom != atom.Th {
				continue
			}
			if c.DataAtom == atom.Th {
				heads++
			}
			row = append(row, c)
			span, _ := strconv.Atoi(attr(c, "colspan"))
			for range min(span, mostSpan) - 1 {
				row = append(row, nil)
			}
		}
		if len(rows) == 0 {
			head = heads > 0 && heads*2 >= len(row) || e.Parent.DataAtom == atom.Thead
		}
		if len(row) > 0 {
			rows = append(rows, row)
		}
	})
	return rows, head
}

func closest(n *html.Node, a atom.Atom) *html.Node {
	for n != nil && n.DataAtom != a {
		n = n.Parent
	}
	return n
}

// isLayout tells whether a table lays out the page: it says so, has one column, or
// holds other tables or headings.
func isLayout(n *html.Node, rows [][]*html.Node) bool {
	if role := attr(n, "role"); role == "presentation" || role == "none" {
		return true
	}
	wide := 0
	for _, row := range rows {
		wide = max(wide, len(row))
	}
	nested := false
	each(n, func(e *html.Node) {
		switch e.DataAtom {
		case atom.Table:
			nested = nested || e != n
		case atom.H1, atom.H2, atom.H3, atom.Pre, atom.Ul, atom.Ol, atom.Blockquote:
			nested = true
		}
	})
	return wide < 2 || nested
}

// inlineOf reads the text of an element as spans; blocks in it are parted by line
// breaks.
func (p *page) inlineOf(n *html.Node, depth int) []Span {
	outer, whole := p.builder, p.whole
	p.builder, p.whole = &builder{kind: Paragraph}, true // all of it belongs together
	p.children(n, true, depth)
	p.builder.flush()
	var spans []Span
	for _, b := range p.builder.blocks {
		if len(spans) > 0 {
			spans = append(spans, Span{Break: true})
		}
		if b.Kind == Code {
			spans = append(spans, Span{Text: strings.Join(strings.Fields(b.Code), " "), Style: CodeStyle})
		}
		spans = append(spans, b.Text...)
	}
	p.builder, p.whole = outer, whole
	return spans
}

// language is the language of a code block, as highlighters name it.
func language(n *html.Node) string {
	found := ""
	each(n, func(e *html.Node) {
		for class := range strings.FieldsSeq(attr(e, "class")) {
			for _, prefix := range []string{"language-", "lang-", "brush:"} {
				if lang, ok := strings.CutPrefix(class, prefix); ok && found == "" && strings.Trim(lang, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+#-") == "" {
					found = lang
				}
			}
		}
	})
	return found
}

// nodeText is the text below n, joined.
func nodeText(n *html.Node) string {
	var b strings.Builder
	for e := n; e != nil; e = following(e, n) {
		if e.Type == html.TextNode {
			b.WriteString(e.Data)
		}
	}
	return b.String()
}

// rawText is the text of code: line breaks stay.
func rawText(n *html.Node) string {
	var b strings.Builder
	newLine := func() {
		if b.Len() > 0 && b.String()[b.Len()-1] != '\n' {
			b.WriteByte('\n')
		}
	}
	var visit func(e *html.Node, depth int)
	visit = func(e *html.Node, depth int) {
		block := e != n && isBlock[e.DataAtom]
		switch {
		case e.Type == html.TextNode:
			b.WriteString(e.Data)
		case e.DataAtom == atom.Br:
			b.WriteByte('\n')
		case block:
			newLine()
		}
		for c := e.FirstChild; c != nil && depth < mostDepth; c = c.NextSibling {
			visit(c, depth+1)
		}
		if block {
			newLine()
		}
	}
	visit(n, 0)
	return strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && invisible(r) {
			return -1
		}
		return r
	}, b.String())
}

// visible drops soft hyphens and zero-width characters.
func visible(s string) string {
	if strings.IndexFunc(s, invisible) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		if invisible(r) {
			return -1
		}
		return r
	}, s)
}

// text adds text; white space collapses, a no-break space stays.
func (b *builder) text(s string) {
	s = visible(s)
	if strings.TrimFunc(s, isHTMLSpace) == "" {
		if s != "" && len(b.spans) > 0 {
			b.push(" ")
		}
		return
	}
	var out strings.Builder
	space := false
	for _, r := range s {
		if isHTMLSpace(r) {
			space = true
			continue
		}
		if space {
			out.WriteByte(' ')
			space = false
		}
		out.WriteRune(r)
	}
	if space {
		out.WriteByte(' ')
	}
	b.push(out.String())
}

func isHTMLSpace(r rune) bool { return r != '\u00a0' && r != '\u202f' && unicode.IsSpace(r) }

// push adds clean text in the style of the moment.
func (b *builder) push(s string) {
	if n := len(b.spans); n == 0 || strings.HasSuffix(b.spans[n-1].Text, " ") || b.spans[n-1].Break {
		if s = strings.TrimLeft(s, " "); s == "" {
			return
		}
	}
	if len(b.spans) == 0 {
		b.begun = b.line
	}
	b.spans = append(b.spans, Span{Text: s, Style: b.style, Link: b.link})
}

func (b *builder) note(label, mark string) {
	b.spans = append(b.spans, Span{Text: oneLine(mark), Note: label})
}

// lineBreak adds a break; two in a row part paragraphs.
func (b *builder) lineBreak() {
	n := len(b.spans)
	switch {
	case n == 0:
	case b.spans[n-1].Break:
		b.spans = b.spans[:n-1]
		b.flush()
	default:
		b.spans = append(b.spans, Span{Break: true})
	}
}

// flush ends the block.
func (b *builder) flush() { b.flushAs("") }

func (b *builder) flushAs(of string) {
	spans, begun := trimSpans(b.spans), b.begun
	b.spans, b.begun = nil, 0
	if len(spans) == 0 {
		return
	}
	block := Block{Line: begun, Kind: b.kind, Level: b.level, Quote: b.quote, Depth: b.depth, Text: spans, Lang: of}
	if b.item && b.kind == Paragraph {
		block.Kind, block.Number, b.item = Item, b.number, false
	}
	if b.kind != Heading {
		block.Level = 0
	}
	b.add(block)
}

func (b *builder) add(block Block) {
	if block.Line == 0 {
		block.Line = b.line
	}
	b.blocks = append(b.blocks, block)
}

// trimSpans takes breaks and white space off both ends; nil if nothing is left.
func trimSpans(spans []Span) []Span {
	empty := func(s Span) bool {
		return s.Break || !s.Picture && s.Note == "" && strings.TrimSpace(s.Text) == ""
	}
	for len(spans) > 0 && empty(spans[0]) {
		spans = spans[1:]
	}
	for len(spans) > 0 && empty(spans[len(spans)-1]) {
		spans = spans[:len(spans)-1]
	}
	if len(spans) > 0 {
		first, last := &spans[0], &spans[len(spans)-1]
		first.Text = strings.TrimLeft(first.Text, " ")
		last.Text = strings.TrimRight(last.Text, " ")
	}
	return spans
}
