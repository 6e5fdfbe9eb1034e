package gfm

import (
	"bytes"
	"html"
	"strings"

	"dossier/internal/doc"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"
)

// leaf collects the text, marks and places of one leaf block.
type leaf struct {
	t     *translator
	text  strings.Builder
	marks []doc.Mark
	segs  []doc.Seg
	at    int // offset in t.src behind the last text taken, to find nodes without a place
}

// inlines fills a leaf block from the inline children of n.
func (t *translator) inlines(b *doc.Block, n ast.Node) {
	l := &leaf{t: t, at: b.Offset - t.base}
	l.children(n)
	b.Text, b.Marks, b.Segs = l.text.String(), l.marks, l.segs
	b.SortMarks()
}

func (l *leaf) children(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		l.inline(c)
	}
}

func (l *leaf) inline(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		l.words(n)
	case *ast.String:
		l.text.Write(n.Value)
	case *ast.CodeSpan:
		l.code(n)
	case *ast.Emphasis:
		kind := doc.Emphasis
		if n.Level == 2 {
			kind = doc.Strong
		}
		l.span(n, doc.Mark{Kind: kind})
	case *east.Strikethrough:
		l.span(n, doc.Mark{Kind: doc.Strike})
	case *ast.Link:
		l.span(n, doc.Mark{Kind: doc.Link, Target: address(n.Destination), Title: unescape(string(n.Title))})
	case *ast.Image:
		l.image(n)
	case *ast.AutoLink:
		l.autolink(n)
	case *ast.RawHTML:
		l.atom(doc.Mark{Kind: doc.RawHTML, Alt: string(n.Segments.Value(l.t.src))})
		if k := n.Segments.Len(); k > 0 {
			l.at = n.Segments.At(k - 1).Stop
		}
	case *mark:
		l.place(n.offset)
		l.atom(doc.Mark{Kind: doc.NoteRef, Target: n.label})
	case *inlineNote:
		l.place(n.offset)
		l.inlineNote(n)
	case *atom:
		for _, m := range n.marks {
			l.place(n.offset)
			l.atom(m)
		}
	case *east.TaskCheckBox:
		// the item carries it
	default:
		l.children(n)
	}
}

// words takes a text node: escapes and entities resolved, each stretch with its
// place, the line break behind it kept.
func (l *leaf) words(n *ast.Text) {
	s := n.Segment
	l.text.WriteString(strings.Repeat(" ", s.Padding))
	if n.IsRaw() {
		l.raw(s.Start, s.Stop)
	} else {
		l.unescaped(s.Start, s.Stop)
	}
	l.at = s.Stop
	switch {
	case n.HardLineBreak():
		l.atom(doc.Mark{Kind: doc.Break})
		l.text.WriteByte('\n')
	case n.SoftLineBreak():
		l.text.WriteByte('\n')
	}
}

// raw copies bytes of the source as they are.
func (l *leaf) raw(start, stop int) {
	if start < stop {
		l.segs = append(l.segs, doc.Seg{Text: l.text.Len(), Source: l.t.base + start, Len: stop - start})
		l.text.Write(l.t.src[start:stop])
	}
}

// unescaped copies bytes of the source with backslash escapes and entities resolved.
// A new stretch begins after each, or columns would drift.
func (l *leaf) unescaped(start, stop int) {
	src, from := l.t.src, start
	for i := start; i < stop; {
		switch {
		case src[i] == '\\' && i+1 < stop && util.IsPunct(src[i+1]):
			l.raw(from, i)
			from = i + 1
			i += 2
		case src[i] == '&':
			char, size := entity(string(src[i:min(stop, i+40)]))
			if size == 0 {
				i++
				continue
			}
			l.raw(from, i)
			l.place(i)
			l.text.WriteString(char)
			i += size
			from = i
		default:
			i++
		}
	}
	l.raw(from, stop)
}

// place records where the next bytes of text come from, without a length.
func (l *leaf) place(at int) {
	l.segs = append(l.segs, doc.Seg{Text: l.text.Len(), Source: l.t.base + at})
	l.at = at
}

// span marks the text of n's children.
func (l *leaf) span(n ast.Node, m doc.Mark) {
	m.Start = l.text.Len()
	i := len(l.marks)
	l.marks = append(l.marks, m) // before its children: the outer of two equal stretches comes first
	l.children(n)
	l.marks[i].End = l.text.Len()
}

// atom puts one U+FFFC with a mark on it.
func (l *leaf) atom(m doc.Mark) {
	m.Start = l.text.Len()
	l.text.WriteString(doc.Atom)
	m.End = l.text.Len()
	l.marks = append(l.marks, m)
}

// code takes a code span; its line ends are spaces.
func (l *leaf) code(n *ast.CodeSpan) {
	m := doc.Mark{Kind: doc.Code, Start: l.text.Len()}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		s := c.(*ast.Text).Segment
		line := s.Value(l.t.src)
		l.place(s.Start)
		if bytes.HasSuffix(line, []byte("\n")) {
			l.text.Write(line[:len(line)-1])
			l.text.WriteByte(' ')
		} else {
			l.text.Write(line)
		}
		l.at = s.Stop
	}
	m.End = l.text.Len()
	l.marks = append(l.marks, m)
}

func (l *leaf) autolink(n *ast.AutoLink) {
	label := n.Label(l.t.src)
	url := string(n.URL(l.t.src))
	if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(url), "mailto:") {
		url = "mailto:" + url
	}
	if i := bytes.Index(l.t.src[l.at:], label); i >= 0 {
		l.place(l.at + i)
		l.at += len(label)
	}
	m := doc.Mark{Kind: doc.Link, Target: string(util.URLEscape([]byte(url), false)), Start: l.text.Len()}
	l.text.Write(label)
	m.End = l.text.Len()
	l.marks = append(l.marks, m)
}

// image takes a picture; its description is plain text. A note mark in the description
// moves behind the picture, where a reader can follow it.
func (l *leaf) image(n *ast.Image) {
	inner := &leaf{t: l.t, at: l.at}
	inner.children(n)
	words := inner.text.String()
	for i := len(inner.marks) - 1; i >= 0; i-- {
		if m := inner.marks[i]; m.Kind == doc.Image {
			words = words[:m.Start] + m.Alt + words[m.End:]
		}
	}
	l.atom(doc.Mark{Kind: doc.Image, Target: address(n.Destination), Title: unescape(string(n.Title)), Alt: strings.ReplaceAll(words, doc.Atom, "")})
	for _, m := range inner.marks {
		if m.Kind == doc.NoteRef {
			l.atom(m)
		}
	}
}

// inlineNote turns ^[...] into a mark that carries its own note.
func (l *leaf) inlineNote(n *inlineNote) {
	b := &doc.Block{Kind: doc.Paragraph, Offset: l.t.base + n.offset}
	l.t.inlines(b, n)
	note := &doc.Note{Inline: true, Blocks: []*doc.Block{b}, Offset: l.t.base + n.offset}
	l.atom(doc.Mark{Kind: doc.NoteRef, Note: note})
}

// address is a link's destination as it stands in an href: entities and escapes
// resolved, percent-encoded where a browser would.
func address(destination []byte) string {
	return string(util.URLEscape(destination, true))
}

// unescape resolves backslash escapes and entities in a string without places.
func unescape(s string) string {
	if !strings.ContainsAny(s, `\&`) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s) && util.IsPunct(s[i+1]):
			i++
			b.WriteByte(s[i])
		case s[i] == '&':
			char, size := entity(s[i:])
			if size == 0 {
				b.WriteByte('&')
				continue
			}
			b.WriteString(char)
			i += size - 1
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

// entity reads a character reference at the start of s and returns what it stands
// for and its length, 0 when there is none. Unlike in HTML it must end in ";".
func entity(s string) (string, int) {
	end := strings.IndexByte(s, ';')
	if end < 2 || end > 32 {
		return "", 0
	}
	ref := s[:end+1]
	if s[1] == '#' {
		digits := ref[2:end]
		limit := 7
		if strings.HasPrefix(digits, "x") || strings.HasPrefix(digits, "X") {
			digits, limit = digits[1:], 6
			if strings.Trim(digits, "0123456789abcdefABCDEF") != "" {
				return "", 0
			}
		} else if strings.Trim(digits, "0123456789") != "" {
			return "", 0
		}
		if digits == "" || len(digits) > limit {
			return "", 0
		}
	} else if _, ok := util.LookUpHTML5EntityByName(ref[1:end]); !ok {
		return "", 0
	}
	char := html.UnescapeString(ref)
	if char == "\x00" {
		char = "\uFFFD"
	}
	return char, len(ref)
}
