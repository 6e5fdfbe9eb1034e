package intake

import (
	"slices"
	"strconv"
	"strings"
)

// readTyped looks through a page for what its author typed rather than marked up: raised
// digits without links and the notes that begin with them, a note on the author, a
// source line.
func (a *Article) readTyped() {
	a.pairRaised()
	a.takeTypedAuthorNote()
	a.takeTypedSource()
}

// raisedNote is a block that may be a note: its label and the text behind it.
type raisedNote struct {
	block int
	label string
	mark  string // as received
	text  []Span
}

// pairRaised ties raised digits in the text to the blocks that begin with the same
// digits, or to the items of a numbered list under a heading such as "Notes".
func (a *Article) pairRaised() {
	notes := a.raisedNotes()
	if len(notes) == 0 {
		return
	}
	wanted := map[string]bool{}
	for _, n := range notes {
		wanted[n.label] = true
	}
	found := map[string]bool{}
	a.eachRaised(notes, func(s *Span, label string) { found[label] = wanted[label] || found[label] })
	tied := 0
	for label := range wanted {
		if found[label] {
			tied++
		}
	}
	if tied*2 < len(notes) || tied == 0 {
		return
	}
	taken := map[string]bool{}
	for _, n := range a.Notes {
		taken[n.Label] = true
	}
	labels := map[string]string{}
	for _, n := range notes {
		labels[n.label] = freeLabel(n.label, taken)
		taken[labels[n.label]] = true
	}
	a.eachRaised(notes, func(s *Span, label string) {
		if wanted[label] {
			*s = Span{Text: s.Text, Note: labels[label]}
		}
	})
	gone := map[int]bool{}
	for _, n := range notes {
		gone[n.block] = true
		a.Notes = append(a.Notes, Note{Label: labels[n.label], Line: a.Blocks[n.block].Line, Text: n.text})
		a.Log = append(a.Log, Entry{Line: a.Blocks[n.block].Line, Kind: "note", Before: n.mark + " " + flat(n.text), After: "[^" + labels[n.label] + "]", Message: "a note, tied to the raised digits in the text"})
	}
	var rest []Block
	for i, b := range a.Blocks {
		if !gone[i] {
			rest = append(rest, b)
		}
	}
	a.Blocks = nest(rest)
}

// raisedNotes finds blocks labelled 1, 2, 3... in a row.
func (a *Article) raisedNotes() []raisedNote {
	var notes []raisedNote
	under := false // a heading that stands above notes
	for i, b := range a.Blocks {
		if b.Kind == Heading {
			under = noteHeadings[strings.ToLower(strings.Trim(flat(b.Text), " :."))]
			continue
		}
		label, mark, text := raisedLead(b)
		if label == "" && under && b.Kind == Item && b.Number > 0 {
			label, text = strconv.Itoa(b.Number), b.Text
			mark = label
		}
		if label != "" && label == strconv.Itoa(len(notes)+1) {
			notes = append(notes, raisedNote{i, label, mark, text})
		}
	}
	return notes
}

// raisedLead returns the raised digits that a block begins with, as a label and as
// received, and the rest.
func raisedLead(b Block) (label, mark string, rest []Span) {
	if b.Kind != Paragraph && b.Kind != Item || len(b.Text) == 0 {
		return "", "", nil
	}
	first := b.Text[0]
	if label := raisedLabel(first); label != "" && len(b.Text) > 1 {
		return label, first.Text, trimSpans(slices.Clone(b.Text[1:]))
	}
	if m := leadMark(first.Text); m.style == superMark && first.Link == "" {
		mark, first.Text = first.Text[:m.size], first.Text[m.size:]
		return m.label, mark, trimSpans(append([]Span{first}, b.Text[1:]...))
	}
	return "", "", nil
}

// raisedLabel is the number that a raised span holds, "" for any other span.
func raisedLabel(s Span) string {
	text := strings.Trim(s.Text, " []()")
	if s.Style&Sup == 0 || s.Link != "" || !digits(text) || text[0] == '0' {
		return ""
	}
	return text
}

// eachRaised calls f for the raised digits in running text that are no exponents.
func (a *Article) eachRaised(notes []raisedNote, f func(*Span, string)) {
	isNote := map[int]bool{}
	for _, n := range notes {
		isNote[n.block] = true
	}
	for i := range a.Blocks {
		if isNote[i] || a.Blocks[i].Kind == Heading && noteHeadings[strings.ToLower(flat(a.Blocks[i].Text))] {
			continue
		}
		before := ""
		for j := range a.Blocks[i].Text {
			s := &a.Blocks[i].Text[j]
			if label := raisedLabel(*s); label != "" && before != "" && exponent(before, label) != certainly {
				f(s, label)
			}
			before += s.Text
			before = before[cutBack(before, max(0, len(before)-40)):]
		}
	}
}

// takeTypedAuthorNote moves a paragraph "* Ann Lee is ..." to the front matter.
func (a *Article) takeTypedAuthorNote() {
	if a.Meta.Author == "" || a.Meta.AuthorNote != "" {
		return
	}
	for i, b := range a.Blocks {
		words, ok := strings.CutPrefix(flat(b.Text), "*")
		words = strings.TrimSpace(words)
		if !ok || b.Kind != Paragraph || !strings.HasPrefix(words, a.Meta.Author) {
			continue
		}
		a.Meta.AuthorNote = words
		a.Log = append(a.Log, Entry{Line: b.Line, Kind: "author-note", Before: flat(b.Text), After: "author_note", Message: "a note on the author, moved to the front matter"})
		a.Blocks = slices.Delete(a.Blocks, i, i+1)
		return
	}
}

// takeTypedSource reads a source line among the last blocks.
func (a *Article) takeTypedSource() {
	r := &reading{article: a}
	for i := len(a.Blocks) - 1; i >= max(0, len(a.Blocks)-3); i-- {
		b := a.Blocks[i]
		text := flat(b.Text)
		m := sourceLine.FindStringSubmatch(text)
		if b.Kind != Paragraph || m == nil || wordCount(text) > 40 || !strings.Contains(text[:len(text)-len(m[1])], ":") {
			continue
		}
		for _, s := range b.Text {
			if s.Link != "" && !s.Picture && !strings.Contains(m[1], "://") {
				m[1] = "<" + s.Link + "> " + m[1]
			}
		}
		if r.readSource(&unit{mark: &unmarked, text: text}, m[1]) {
			a.Blocks = slices.Delete(a.Blocks, i, i+1)
			return
		}
	}
}
