package mmark

import (
	"html"
	"regexp"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/gomarkdown/markdown/ast"
	"github.com/gomarkdown/markdown/parser"

	"dossier/internal/doc"
	"dossier/internal/parse/syntax"
)

// deepest is how deep emphasis, links and inline notes nest; deeper signs are text.
// The engine drops text from 64 on.
const deepest = 40

// inline is what the callbacks know of the leaf that is being read.
type inline struct {
	content  []byte
	text     string        // the same
	brackets map[int]int   // "[" -> its "]"
	ticks    map[int][]int // length of a run of "`" -> where such runs begin, ascending
	depth    int
	link     parser.InlineParser // the engine's own, to look up references
}

// mark is an atom or a marked stretch in the engine's tree. at is its place in the
// content of the leaf.
type mark struct {
	ast.Container
	doc.Mark
	at int
}

// CanContain lets the engine put any inline node into a mark.
func (*mark) CanContain(ast.Node) bool { return true }

// literal is text that does not stand in the source as it is: a decoded entity.
type literal struct {
	ast.Leaf
	at int
}

// register replaces every inline callback of the engine but emphasis, which is only
// kept from nesting too deep.
func (e *engine) register() {
	p := e.parser
	for sign, read := range map[byte]func(s string, at int) (int, ast.Node){
		' ':  e.blanks,
		'\n': e.lineEnd,
		'\\': e.escape,
		'&':  e.entity,
		'`':  e.code,
		'<':  e.angle,
		'$':  e.formula,
		'^':  e.caret,
		'(':  e.parenthesis,
		'!':  e.picture,
	} {
		e.on(sign, read)
	}
	for _, sign := range "hHfFmMwW" {
		e.on(byte(sign), e.address)
	}
	e.inline.link = e.on('[', e.bracket)
	emphasis := p.RegisterInline('*', nil)
	deep := e.guard(emphasis)
	p.RegisterInline('*', deep)
	p.RegisterInline('_', deep)
	p.RegisterInline('~', func(p *parser.Parser, data []byte, offset int) (int, ast.Node) {
		if isSingle(data, offset) {
			return e.script(data, offset, doc.Sub)
		}
		return deep(p, data, offset)
	})
}

// on registers a callback that sees the text from its sign on and the sign's place
// in the leaf.
func (e *engine) on(sign byte, read func(s string, at int) (int, ast.Node)) parser.InlineParser {
	return e.parser.RegisterInline(sign, func(_ *parser.Parser, data []byte, offset int) (int, ast.Node) {
		at, ok := offsetIn(e.inline.content, data[offset:])
		if !ok {
			return 0, nil // the engine looks up a reference
		}
		return read(e.inline.text[at:at+len(data)-offset], at)
	})
}

func (e *engine) guard(read parser.InlineParser) parser.InlineParser {
	return func(p *parser.Parser, data []byte, offset int) (int, ast.Node) {
		if e.inline.depth >= deepest {
			return 0, nil
		}
		e.inline.depth++
		defer func() { e.inline.depth-- }()
		return read(p, data, offset)
	}
}

// read parses the inline content of a leaf into node.
func (e *engine) read(node ast.Node, content []byte) {
	e.inline.content, e.inline.text = content, string(content)
	e.inline.brackets, e.inline.ticks = nil, nil
	e.parser.Inline(node, content)
}

// children parses content[from:to] of the leaf into node.
func (e *engine) children(node ast.Node, from, to int) {
	e.inline.depth++
	e.parser.Inline(node, e.inline.content[from:to])
	e.inline.depth--
}

func text(s []byte) ast.Node { return &ast.Text{Leaf: ast.Leaf{Literal: s}} }

func (e *engine) atom(at int, m doc.Mark) *mark { return &mark{Mark: m, at: at} }

// blanks drops those at the end of a line; two or more make a hard break. The line
// end itself stays in the text: without the atom it still parts two words.
func (e *engine) blanks(s string, at int) (int, ast.Node) {
	n := len(s) - len(strings.TrimLeft(s, " "))
	switch {
	case !strings.HasPrefix(s[n:], "\n"):
		return n, text(e.inline.content[at : at+n])
	case n >= 2:
		return n, e.atom(at, doc.Mark{Kind: doc.Break})
	}
	return n, nil
}

func leading(s string) int { return len(s) - len(strings.TrimLeft(s, " \t")) }

// lineEnd drops the blanks at the beginning of the next line.
func (e *engine) lineEnd(s string, at int) (int, ast.Node) {
	return 1 + leading(s[1:]), text(e.inline.content[at : at+1])
}

func (e *engine) escape(s string, at int) (int, ast.Node) {
	switch {
	case len(s) < 2:
		return 0, nil
	case s[1] == '\n':
		return 1, e.atom(at, doc.Mark{Kind: doc.Break})
	case s[1] > ' ' && s[1] < 0x7f && !parser.IsAlnum(s[1]):
		return 2, text(e.inline.content[at+1 : at+2])
	}
	return 0, nil
}

var entityShape = regexp.MustCompile(`^&(?:#[xX][0-9a-fA-F]{1,6}|#[0-9]{1,7}|[a-zA-Z][a-zA-Z0-9]{1,31});`)

func (e *engine) entity(s string, at int) (int, ast.Node) {
	name := entityShape.FindString(s[:min(len(s), 40)])
	decoded := html.UnescapeString(name)
	if name == "" || decoded == name {
		return 0, nil
	}
	l := &literal{at: at}
	l.Literal = []byte(strings.ReplaceAll(decoded, doc.Atom, "\uFFFD"))
	return len(name), l
}

// code reads a code span. Over several lines, with three signs that stand alone on
// theirs, it is a code block: in the items of a list the engine leaves them to us.
func (e *engine) code(s string, at int) (int, ast.Node) {
	n := len(s) - len(strings.TrimLeft(s, "`"))
	end, ok := e.closingTicks(n, at+n, at+len(s))
	if !ok {
		return n, text(e.inline.content[at : at+n])
	}
	inner := e.inline.content[at+n : end]
	size := end + n - at
	if n >= 3 && e.beginsLine(at) && e.beginsLine(end) && (len(s) == size || s[size] == '\n') {
		info, code, _ := strings.Cut(string(inner), "\n")
		block := &ast.CodeBlock{IsFenced: true, Info: []byte(strings.TrimSpace(info))}
		block.Literal = []byte(strings.TrimRight(code, " "))
		return size, block
	}
	c := &ast.Code{}
	c.Literal = trimCode(inner)
	return size, c
}

func (e *engine) beginsLine(at int) bool {
	before := e.inline.content[:at]
	for len(before) > 0 && before[len(before)-1] == ' ' {
		before = before[:len(before)-1]
	}
	return len(before) == 0 || before[len(before)-1] == '\n'
}

// trimCode drops one blank at both ends, as CommonMark does, so that a span can
// begin with the sign itself.
func trimCode(s []byte) []byte {
	isBlank := func(c byte) bool { return c == ' ' || c == '\n' }
	if len(s) > 1 && isBlank(s[0]) && isBlank(s[len(s)-1]) && strings.Trim(string(s), " \n") != "" {
		return s[1 : len(s)-1]
	}
	return s
}

// closingTicks finds the run of n signs that closes a code span, between from and to.
func (e *engine) closingTicks(n, from, to int) (int, bool) {
	if e.inline.ticks == nil {
		e.inline.ticks = map[int][]int{}
		for i := 0; i < len(e.inline.content); i++ {
			start := i
			for i < len(e.inline.content) && e.inline.content[i] == '`' {
				i++
			}
			if i > start {
				e.inline.ticks[i-start] = append(e.inline.ticks[i-start], start)
			}
		}
	}
	runs := e.inline.ticks[n]
	i := sort.SearchInts(runs, from)
	if i == len(runs) || runs[i]+n > to {
		return 0, false
	}
	return runs[i], true
}

// closing finds the bracket that closes the one at the given place. Brackets in code
// do not count, nor escaped ones.
func (e *engine) closing(at int) (int, bool) {
	if e.inline.brackets == nil {
		e.inline.brackets = map[int]int{}
		var open []int
		c := e.inline.text
		for i := 0; i < len(c); i++ {
			switch c[i] {
			case '\\':
				i++
			case '`':
				n := len(c[i:]) - len(strings.TrimLeft(c[i:], "`"))
				if end, ok := e.closingTicks(n, i+n, len(c)); ok {
					i = end
				}
				i += n - 1
			case '[':
				open = append(open, i)
			case ']':
				if len(open) > 0 {
					e.inline.brackets[open[len(open)-1]] = i
					open = open[:len(open)-1]
				}
			}
		}
	}
	end, ok := e.inline.brackets[at]
	return end, ok
}

var (
	openTag   = `<[a-zA-Z][a-zA-Z0-9-]*(?:\s+[a-zA-Z_:][a-zA-Z0-9_.:-]*(?:\s*=\s*(?:[^\s"'=<>` + "`" + `]+|'[^']*'|"[^"]*"))?)*\s*/?>`
	closeTag  = `</[a-zA-Z][a-zA-Z0-9-]*\s*>`
	comment   = `<!--(?:>|->|(?s:.)*?-->)`
	other     = `<\?(?s:.)*?\?>|<![a-zA-Z][^>]*>|<!\[CDATA\[(?s:.)*?\]\]>`
	markup    = regexp.MustCompile(`^(?:` + openTag + `|` + closeTag + `|` + comment + `|` + other + `)`)
	uri       = regexp.MustCompile(`^<([a-zA-Z][a-zA-Z0-9+.-]{1,31}:[^\s<>]*)>`)
	mailbox   = regexp.MustCompile(`^<([a-zA-Z0-9.!#$%&'*+/=?^_{|}~-]+@[a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)*)>`)
	longestIn = 4000 // bytes of a tag or comment inside a paragraph
)

// angle reads an address in angle brackets, a tag or a comment.
func (e *engine) angle(s string, at int) (int, ast.Node) {
	s = s[:min(len(s), longestIn)]
	if m := uri.FindStringSubmatch(s); m != nil {
		return len(m[0]), e.plainLink(at+1, len(m[1]), m[1])
	}
	if m := mailbox.FindStringSubmatch(s); m != nil {
		return len(m[0]), e.plainLink(at+1, len(m[1]), "mailto:"+m[1])
	}
	if tag := markup.FindString(s); tag != "" {
		return len(tag), e.atom(at, doc.Mark{Kind: doc.RawHTML, Alt: tag})
	}
	return 0, nil
}

// plainLink is a link whose text is the address itself.
func (e *engine) plainLink(at, size int, target string) ast.Node {
	l := e.atom(at, doc.Mark{Kind: doc.Link, Target: syntax.Address(target)})
	ast.AppendChild(l, text(e.inline.content[at:at+size]))
	return l
}

func (e *engine) address(s string, at int) (int, ast.Node) {
	if e.parser.InsideLink {
		return 0, nil
	}
	before, _ := utf8.DecodeLastRune(e.inline.content[:at])
	size := syntax.BareAddress(s, before)
	if size == 0 {
		return 0, nil
	}
	target := s[:size]
	if strings.EqualFold(s[:4], "www.") {
		target = "http://" + target
	}
	return size, e.plainLink(at, size, html.UnescapeString(target))
}

// formula reads "$x$" and "$$x$$". As in Pandoc no blank follows the opening sign or
// precedes the closing one, and no digit follows it: "$5 and $10" is money.
func (e *engine) formula(s string, at int) (int, ast.Node) {
	sign := "$"
	if strings.HasPrefix(s, "$$") {
		sign = "$$"
	}
	inner, rest, ok := strings.Cut(s[len(sign):], sign)
	if !ok || inner == "" || strings.Contains(inner, "$") || strings.HasSuffix(inner, "\\") {
		return 0, nil
	}
	if sign == "$" && (strings.TrimSpace(inner) != inner || rest != "" && '0' <= rest[0] && rest[0] <= '9') {
		return 0, nil
	}
	return len(inner) + 2*len(sign), e.atom(at, doc.Mark{Kind: doc.Math, Alt: inner})
}

// caret reads an inline note or a superscript.
func (e *engine) caret(s string, at int) (int, ast.Node) {
	if !strings.HasPrefix(s, "^[") {
		return e.script(e.inline.content[:at+len(s)], at, doc.Sup)
	}
	end, ok := e.closing(at + 1)
	if !ok || end >= at+len(s) || e.inline.depth >= deepest {
		return 0, nil
	}
	m := e.atom(at, doc.Mark{Kind: doc.NoteRef})
	inLink := e.parser.InsideLink
	e.parser.InsideLink = false
	e.children(m, at+2, end)
	e.parser.InsideLink = inLink
	return end + 1 - at, m
}

// isSingle tells whether the sign at offset has no equal beside it.
func isSingle(data []byte, offset int) bool {
	c := data[offset]
	return (offset == 0 || data[offset-1] != c) && (offset+1 >= len(data) || data[offset+1] != c)
}

// script reads "H~2~O" and "2^10^": no blanks inside but escaped ones, and the
// closing sign must be there.
func (e *engine) script(data []byte, offset int, k doc.MarkKind) (int, ast.Node) {
	at, ok := offsetIn(e.inline.content, data[offset:])
	if !ok || e.inline.depth >= deepest {
		return 0, nil
	}
	sign := data[offset]
	for i := offset + 1; i < len(data) && i < offset+200; i++ {
		switch {
		case data[i] == '\\':
			i++
		case data[i] == sign && i == offset+1, data[i] == ' ', data[i] == '\n', data[i] == '\t':
			return 0, nil
		case data[i] == sign:
			m := e.atom(at, doc.Mark{Kind: k})
			e.children(m, at+1, at+i-offset)
			return i + 1 - offset, m
		}
	}
	return 0, nil
}

// parenthesis reads an index term or a cross reference.
func (e *engine) parenthesis(s string, at int) (int, ast.Node) {
	if term, size := syntax.IndexTerm(s); size > 0 {
		return size, e.atom(at, syntax.IndexMark(term))
	}
	if id, words, size := syntax.CrossReference(s); size > 0 {
		return size, e.atom(at, doc.Mark{Kind: doc.CrossRef, Target: id, Title: words})
	}
	return 0, nil
}

// picture reads an image. Its text alternative is plain; the note marks in it stand
// behind the picture.
func (e *engine) picture(s string, at int) (int, ast.Node) {
	if !strings.HasPrefix(s, "![") || strings.HasPrefix(s, "![^") || e.inline.depth >= deepest {
		return 0, nil
	}
	end, target, title, textEnd, ok := e.linkAt(at+1, at+len(s))
	if !ok {
		return 0, nil
	}
	m := e.atom(at, doc.Mark{Kind: doc.Image, Target: syntax.Address(target), Title: title})
	e.children(m, at+2, textEnd)
	return end - at, m
}

// bracket reads a note mark, a citation or a link.
func (e *engine) bracket(s string, at int) (int, ast.Node) {
	if label, size := syntax.NoteMark(s); size > 0 {
		return size, e.atom(at, doc.Mark{Kind: doc.NoteRef, Target: label})
	}
	if strings.HasPrefix(s, "[^") {
		return 0, nil
	}
	if cites, size := syntax.Citations(s); size > 0 && !strings.HasPrefix(s[size:], "(") {
		group := &citations{}
		for _, c := range cites {
			group.marks = append(group.marks, syntax.CiteMark(c))
		}
		group.at = at
		return size, group
	}
	if e.parser.InsideLink || e.inline.depth >= deepest {
		return 0, nil
	}
	end, target, title, textEnd, ok := e.linkAt(at, at+len(s))
	if !ok {
		return 0, nil
	}
	m := e.atom(at, doc.Mark{Kind: doc.Link, Target: syntax.Address(target), Title: title})
	e.parser.InsideLink = true
	e.children(m, at+1, textEnd)
	e.parser.InsideLink = false
	return end - at, m
}

// citations are the works of one bracket.
type citations struct {
	ast.Leaf
	marks []doc.Mark
	at    int
}

// linkAt reads what follows the text of a link or picture that opens at the given
// place: an address in parentheses, a reference in brackets, or nothing.
func (e *engine) linkAt(open, limit int) (end int, target, title string, textEnd int, ok bool) {
	textEnd, ok = e.closing(open)
	if !ok || textEnd >= limit {
		return 0, "", "", 0, false
	}
	rest := e.inline.text[textEnd+1 : limit]
	if strings.HasPrefix(rest, "(") {
		if target, title, size := inlineAddress(rest); size > 0 {
			return textEnd + 1 + size, target, title, textEnd, true
		}
	}
	label := e.inline.content[open+1 : textEnd]
	end = textEnd + 1
	if strings.HasPrefix(rest, "[") && !strings.HasPrefix(rest, "[^") {
		if to, ok := e.closing(end); ok && to < limit {
			if to > end+1 {
				label = e.inline.content[end+1 : to]
			}
			end = to + 1
		}
	}
	target, title, ok = e.reference(label)
	return end, target, title, textEnd, ok
}

// reference looks a label up in the engine's table of link definitions. The table is
// private: the engine is asked to read a link with that label.
func (e *engine) reference(label []byte) (target, title string, ok bool) {
	if len(label) == 0 || len(label) > 999 || strings.ContainsAny(string(label), "[]") {
		return "", "", false
	}
	was := e.parser.InsideLink
	e.parser.InsideLink = false
	words := strings.Join(strings.Fields(string(label)), " ")
	if words == "" {
		return "", "", false
	}
	_, node := e.inline.link(e.parser, []byte("[x]["+words+"]"), 0)
	e.parser.InsideLink = was
	l, ok := node.(*ast.Link)
	if !ok {
		return "", "", false
	}
	return plainText(string(l.Destination)), plainText(string(l.Title)), true
}

// inlineAddress reads "(address)", "(<address> 'title')" by CommonMark's rules.
func inlineAddress(s string) (target, title string, size int) {
	i := 1 + blank(s[1:])
	if strings.HasPrefix(s[i:], "<") {
		end := strings.IndexAny(s[i+1:], "<>\n")
		if end < 0 || s[i+1+end] != '>' {
			return "", "", 0
		}
		target, i = s[i+1:i+1+end], i+end+2
	} else {
		n := bareTarget(s[i:])
		target, i = s[i:i+n], i+n
	}
	gap := blank(s[i:])
	i += gap
	if gap > 0 && i < len(s) && strings.IndexByte("\"'(", s[i]) >= 0 {
		n := quoted(s[i:])
		if n == 0 {
			return "", "", 0
		}
		title, i = s[i+1:i+n-1], i+n
		i += blank(s[i:])
	}
	if i >= len(s) || s[i] != ')' {
		return "", "", 0
	}
	return plainText(target), plainText(title), i + 1
}

func blank(s string) int { return len(s) - len(strings.TrimLeft(s, " \t\n")) }

// bareTarget returns the length of an address without blanks, its parentheses in
// pairs.
func bareTarget(s string) int {
	depth := 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\' && i+1 < len(s) && s[i+1] > ' ':
			i++
		case c <= ' ':
			return i
		case c == '(':
			if depth++; depth > 32 {
				return i
			}
		case c == ')':
			if depth == 0 {
				return i
			}
			depth--
		}
	}
	return len(s)
}

// quoted returns the length of a title with its quotation marks, 0 when it is open.
func quoted(s string) int {
	closing := s[0]
	if closing == '(' {
		closing = ')'
	}
	for i := 1; i < len(s) && i < longestIn; i++ {
		switch s[i] {
		case '\\':
			i++
		case closing:
			return i + 1
		}
	}
	return 0
}

// plainText undoes escapes and entities.
func plainText(s string) string {
	if !strings.ContainsAny(s, "\\&") {
		return s
	}
	var out strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) && (unicode.IsPunct(rune(s[i+1])) || unicode.IsSymbol(rune(s[i+1]))) && s[i+1] < 0x80 {
			i++
			out.WriteByte(s[i])
			continue
		}
		if name := entityShape.FindString(s[i:min(len(s), i+40)]); name != "" {
			out.WriteString(html.UnescapeString(name))
			i += len(name) - 1
			continue
		}
		out.WriteByte(s[i])
	}
	return out.String()
}
