package intake

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// noteName is how content systems name the marks of notes and their targets.
var noteName = regexp.MustCompile(`(?i)(?:^|[^a-z])(?:fn|ftn|footnote|foot-note|endnote|note|cite_note|easy-footnote|sdfootnote|en|ref|_edn|_ftn)s?(?:[^a-z]|$|\d)|footnote|noteref|cite_note`)

// findNotes ties the marks in the page to their notes: a link to an element of the
// same page whose words are a note label, and which is raised or named as a mark.
func (p *page) findNotes() {
	taken := map[string]bool{}
	each(p.doc, func(e *html.Node) {
		if e.DataAtom != atom.A || p.inNote(e) {
			return
		}
		id, ok := p.fragment(attr(e, "href"))
		label := strings.ToLower(strings.Trim(oneLine(nodeText(e)), "[](){}^.: "))
		if !ok || !isMarkLabel(label) || !p.looksLikeMark(e, id) {
			return
		}
		def := p.definition(id, e)
		if def == nil {
			return
		}
		if p.notes[def] == "" {
			p.notes[def] = freeLabel(label, taken)
			taken[p.notes[def]] = true
			p.order = append(p.order, def)
			p.article.Log = append(p.article.Log, Entry{Line: p.line(def), Kind: "note", Before: label, After: "[^" + p.notes[def] + "]", Message: "a note, tied to its mark"})
		}
		p.marks[e] = p.notes[def]
	})
	p.liftMarks()
}

// inNote tells whether e stands in a definition already found.
func (p *page) inNote(e *html.Node) bool {
	for up := e; up != nil; up = up.Parent {
		if p.notes[up] != "" {
			return true
		}
	}
	return false
}

// fragment returns the id that a link on this page leads to.
func (p *page) fragment(href string) (string, bool) {
	at := strings.IndexByte(href, '#')
	if at < 0 || at+1 == len(href) {
		return "", false
	}
	if page := href[:at]; page != "" {
		if p.base == nil || p.absolute(page) != strings.Split(p.base.String(), "#")[0] {
			return "", false
		}
	}
	return href[at+1:], p.ids[href[at+1:]] != nil
}

func isMarkLabel(s string) bool {
	if isLabel(s) {
		return true
	}
	return s != "" && len(s) <= 9 && strings.Trim(s, noteSigns) == ""
}

// looksLikeMark asks for one more sign: raised, in brackets, or named as a mark.
func (p *page) looksLikeMark(e *html.Node, id string) bool {
	if attr(e, "role") == "doc-noteref" || closest(e, atom.Sup) != nil {
		return true
	}
	for c := e.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Sup {
			return true
		}
	}
	return noteName.MatchString(attr(e, "class")) || noteName.MatchString(attr(e, "id")) || noteName.MatchString(id)
}

// mostNote is the longest note in bytes; a longer target is a part of the article.
const mostNote = 6000

// definition returns the element that holds the note with an id: the target itself
// or, where the target is only the note's own label, the block around it. It is
// never a block that holds the mark.
func (p *page) definition(id string, mark *html.Node) *html.Node {
	for e := p.ids[id]; e != nil && e.DataAtom != atom.Body; e = e.Parent {
		for up := mark; up != nil; up = up.Parent {
			if up == e {
				return nil
			}
		}
		switch e.DataAtom {
		case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Section, atom.Article, atom.Table, atom.Ol, atom.Ul:
			return nil
		case atom.Li, atom.P, atom.Div, atom.Dd, atom.Aside, atom.Td, atom.Span:
		default:
			continue
		}
		words := oneLine(p.noteWords(e))
		if len(words) > mostNote {
			return nil
		}
		if words != "" && e.DataAtom != atom.Span || len(words) > 12 {
			return e
		}
	}
	return nil
}

// noteWords is the text of a definition without its label and the links back.
func (p *page) noteWords(e *html.Node) string {
	var b strings.Builder
	for n := e; n != nil; n = following(n, e) {
		if n.Type == html.TextNode && !p.inBackLink(n, e) {
			b.WriteString(n.Data)
		}
	}
	return labelLead.ReplaceAllString(oneLine(b.String()), "")
}

// labelLead is the label that a note repeats before its text.
var labelLead = regexp.MustCompile(`^(?:\[?\^?\d{1,4}[\].):]\s*|\^\s+|\[[a-z*†‡]\]\s*|↑\s*)`)

// inBackLink tells whether n is part of a link from a note back to its mark: a link
// within the page whose words are a sign or a label.
func (p *page) inBackLink(n, root *html.Node) bool {
	for up := n.Parent; up != nil && up != root.Parent; up = up.Parent {
		if up.DataAtom != atom.A {
			continue
		}
		if _, ok := p.fragment(attr(up, "href")); !ok && !strings.HasPrefix(attr(up, "href"), "#") && attr(up, "role") != "doc-backlink" {
			return attr(up, "href") == "" && isMarkLabel(strings.Trim(oneLine(nodeText(up)), "[]().^ "))
		}
		words := strings.TrimFunc(oneLine(nodeText(up)), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		return words == "" || isMarkLabel(strings.ToLower(words)) || strings.HasPrefix(strings.ToLower(words), "jump") || strings.HasPrefix(strings.ToLower(words), "back") || strings.HasPrefix(strings.ToLower(words), "return")
	}
	return false
}

// noteText reads a definition as spans.
func (p *page) noteText(def *html.Node) []Span {
	label := p.notes[def]
	delete(p.notes, def)
	var back []*html.Node
	each(def, func(e *html.Node) {
		if e.DataAtom == atom.A && e.FirstChild != nil && p.inBackLink(e.FirstChild, def) && p.marks[e] == "" {
			back = append(back, e)
		}
	})
	for _, e := range back {
		if e.Parent != nil {
			e.Parent.RemoveChild(e)
		}
	}
	spans := trimSpans(p.inlineOf(def, 0))
	p.notes[def] = label
	for len(spans) > 0 && spans[0].Note == "" {
		// The label may stand in a span of its own, raised or in bold.
		text := labelLead.ReplaceAllString(spans[0].Text, "")
		alone := strings.Trim(text, "[]().:^ ") == strings.TrimPrefix(label, "0") && spans[0].Style != 0 && text != "" && isMarkLabel(strings.Trim(text, "[]().:^ "))
		if n, err := strconv.Atoi(strings.TrimSpace(text)); err == nil && strconv.Itoa(n) == label && len(spans) > 1 {
			alone = true
		}
		if !alone && strings.TrimSpace(text) != "" {
			spans[0].Text = text
			break
		}
		spans = trimSpans(spans[1:])
	}
	return spans
}

// liftMarks moves the mark from the link to the <sup> around it where that holds
// nothing else, so that the reference itself is not raised twice.
func (p *page) liftMarks() {
	lifted := map[*html.Node]string{}
	for e, label := range p.marks {
		if up := e.Parent; up != nil && up.DataAtom == atom.Sup && letterCount(strings.Trim(nodeText(up), "[]() ")) == letterCount(strings.Trim(nodeText(e), "[]() ")) {
			lifted[up] = label
		}
	}
	for e, label := range lifted {
		p.marks[e] = label
	}
}
