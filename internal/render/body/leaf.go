package body

import (
	"strconv"
	"strings"

	"dossier/internal/doc"
	"dossier/internal/resolve/footnotes"
)

// leaf writes the text of a leaf with its marks as nested elements.
//
// Marks may overlap: a name can begin inside an emphasis and end behind it. Elements
// cannot, so the one that matters less is closed and opened again around the border.
// Sentences, links and names are never cut; emphasis is.
func (w *writer) leaf(b *doc.Block) {
	l := leaf{writer: w, b: b}
	if w.Language != "" && !w.Bare {
		l.swaps = smart(b, w.Language)
	}
	for i := range b.Marks {
		m := &b.Marks[i]
		l.advance(m.Start)
		if m.Kind.IsAtom() {
			l.atom(m)
			l.at = m.End
			continue
		}
		l.push(m)
	}
	l.advance(len(b.Text))
	l.closeDownTo(0)
}

type leaf struct {
	*writer
	b     *doc.Block
	at    int         // how far Text is written
	stack []*doc.Mark // elements open, outermost first
	swaps []swap      // characters still to be shown as others
}

// prose writes Text[from:to) with its swaps. No mark begins or ends within a swap, but a
// stretch may end before one.
func (l *leaf) prose(from, to int) {
	for len(l.swaps) > 0 && l.swaps[0].start < to {
		s := l.swaps[0]
		l.swaps = l.swaps[1:]
		if s.start < from || s.end > to {
			continue
		}
		l.text(l.b.Text[from:s.start])
		l.text(s.by)
		from = s.end
	}
	l.text(l.b.Text[from:to])
}

// advance writes Text up to offset to and closes the marks that end on the way.
func (l *leaf) advance(to int) {
	for {
		end := to
		for _, m := range l.stack {
			end = min(end, m.End)
		}
		if end > l.at {
			l.prose(l.at, end)
			l.at = end
		}
		if !l.closeEnded(end) {
			return
		}
	}
}

// closeEnded closes every open mark that ends at offset at; marks nested in one of
// them that go on are opened again. It tells whether there was one.
func (l *leaf) closeEnded(at int) bool {
	lowest := -1
	for i, m := range l.stack {
		if m.End <= at && m.End <= l.at {
			lowest = i
			break
		}
	}
	if lowest < 0 {
		return false
	}
	var again []*doc.Mark
	for _, m := range l.stack[lowest:] {
		if m.End > l.at {
			again = append(again, m)
		}
	}
	l.closeDownTo(lowest)
	for _, m := range again {
		l.openTag(m, true)
		l.stack = append(l.stack, m)
	}
	return true
}

func (l *leaf) closeDownTo(n int) {
	for len(l.stack) > n {
		l.closeTag(l.stack[len(l.stack)-1])
		l.stack = l.stack[:len(l.stack)-1]
	}
}

// push opens a mark. If it must not be cut, elements around it that end before it
// does are closed first and opened again inside.
func (l *leaf) push(m *doc.Mark) {
	keep := len(l.stack)
	if m.Kind <= doc.Work {
		for i, open := range l.stack {
			if open.End < m.End {
				keep = i
				break
			}
		}
	}
	inner := append([]*doc.Mark(nil), l.stack[keep:]...)
	l.closeDownTo(keep)
	l.openTag(m, false)
	l.stack = append(l.stack, m)
	for _, in := range inner {
		l.openTag(in, true)
		l.stack = append(l.stack, in)
	}
}

// tags are the elements without attributes.
var tags = map[doc.MarkKind]string{
	doc.Strong: "strong", doc.Emphasis: "em", doc.Strike: "del", doc.Code: "code", doc.Sub: "sub", doc.Sup: "sup",
}

// openTag writes the start tag of a mark; again says that it is the rest of an
// element that was closed, so it must not repeat an id.
func (l *leaf) openTag(m *doc.Mark, again bool) {
	switch m.Kind {
	case doc.Sentence:
		l.WriteString("<span")
		if !again {
			l.attribute("id", m.Target)
		}
		l.WriteByte('>')
	case doc.Link:
		l.WriteString("<a")
		if !l.Bare && l.b.Text[m.Start:m.End] == m.Target {
			l.attribute("class", "u") // shows its address, so print does not repeat it
		}
		l.href(m.Target)
		l.attribute("title", m.Title)
		l.WriteByte('>')
	case doc.Mention:
		if m.Num == 1 {
			l.WriteString(`<a class="e"`)
			l.href("/entities/" + m.Target + "/")
		} else {
			l.WriteString("<span")
		}
		l.attribute("data-e", m.Target)
		l.WriteByte('>')
	case doc.Work:
	case doc.Date:
		if m.Alt == "" {
			l.WriteString("<span>")
			return
		}
		l.WriteString("<time")
		l.attribute("datetime", m.Alt)
		l.WriteByte('>')
	default:
		l.WriteString("<" + tags[m.Kind] + ">")
	}
}

func (l *leaf) closeTag(m *doc.Mark) {
	switch m.Kind {
	case doc.Sentence:
		l.close("span")
	case doc.Link:
		l.close("a")
	case doc.Mention:
		if m.Num == 1 {
			l.close("a")
		} else {
			l.close("span")
		}
	case doc.Work:
	case doc.Date:
		if m.Alt == "" {
			l.close("span")
		} else {
			l.close("time")
		}
	default:
		l.close(tags[m.Kind])
	}
}

// href writes a link's address; paths of the site become relative to the page. An
// empty address is written too: a link to nowhere is still a link in CommonMark.
func (w *writer) href(target string) {
	w.WriteString(` href="`)
	w.text(w.address(target))
	w.WriteByte('"')
}

func (w *writer) address(target string) string {
	if w.Prefix != "" && strings.HasPrefix(target, "#fn-") {
		return "#" + w.prefixed(target[1:])
	}
	if w.Bare || !strings.HasPrefix(target, "/") || strings.HasPrefix(target, "//") {
		return target
	}
	if rest := w.Root + target[1:]; rest != "" {
		return rest
	}
	return "./"
}

func (l *leaf) atom(m *doc.Mark) {
	switch m.Kind {
	case doc.Break:
		l.WriteString("<br>")
	case doc.RawHTML:
		l.WriteString(m.Alt)
	case doc.Image:
		l.image(m)
	case doc.NoteRef:
		l.noteRef(m)
	case doc.Math:
		l.WriteString(`<span class="math">`)
		l.text(m.Alt)
		l.WriteString("</span>")
	case doc.CrossRef:
		l.WriteString("<a")
		l.href(m.Target)
		l.WriteByte('>')
		l.text(m.Title)
		l.WriteString("</a>")
	case doc.Cite:
		l.WriteString(`<span class="broken">`)
		l.text(citeText(m))
		l.close("span")
	}
}

// citeText shows a citation as the author wrote it.
func citeText(m *doc.Mark) string {
	if m.Alt != "" {
		return "[@" + m.Target + ", " + m.Alt + "]"
	}
	return "[@" + m.Target + "]"
}

// image writes a picture. One on another host is a link: pages load nothing from
// elsewhere. One that is not there leaves its description.
func (l *leaf) image(m *doc.Mark) {
	if !l.Bare && (m.Target == "" || strings.Contains(m.Target, "//")) {
		l.pictureElsewhere(m)
		return
	}
	l.WriteString(`<img src="`)
	l.text(l.address(m.Target))
	l.WriteString(`" alt="`)
	l.text(m.Alt)
	l.WriteByte('"')
	l.attribute("title", m.Title)
	if !l.Bare {
		l.WriteString(` loading="lazy"`)
	}
	l.WriteByte('>')
}

func (l *leaf) pictureElsewhere(m *doc.Mark) {
	words := m.Alt
	if words == "" {
		words = l.say("picture", "picture")
	}
	if m.Target == "" {
		l.WriteString(`<span class="missing">`)
		l.text(words)
		l.close("span")
		return
	}
	l.WriteString("<a")
	l.href(m.Target)
	l.WriteByte('>')
	l.text(words)
	l.close("a")
}

// noteRef writes a note's mark. One without a note stays visible as it was written.
func (l *leaf) noteRef(m *doc.Mark) {
	if m.Note == nil || m.Note.Number == 0 {
		l.WriteString(`<span class="broken">[^`)
		l.text(m.Target)
		l.WriteString("]</span>")
		return
	}
	l.WriteString("<sup")
	if m.Num == 1 && l.Prefix == "" {
		l.attribute("data-a", "--r"+strconv.Itoa(m.Note.Number)) // what a note in the margin stands beside
	}
	l.WriteString("><a")
	l.attribute("id", l.prefixed(footnotes.MarkID(m.Note, m.Num)))
	l.WriteString(` href="#`)
	l.text(l.prefixed(m.Note.ID))
	l.WriteString(`" role="doc-noteref">`)
	l.WriteString(strconv.Itoa(m.Note.Number))
	l.WriteString("</a></sup>")
}

// prefixed puts the page's prefix before a note's or mark's id: fn-x becomes
// fn-<prefix>-x, so that the kind still leads.
func (w *writer) prefixed(id string) string {
	if w.Prefix == "" {
		return id
	}
	kind, rest, _ := strings.Cut(id, "-")
	return kind + "-" + w.Prefix + "-" + rest
}
