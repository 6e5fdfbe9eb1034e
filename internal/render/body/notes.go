package body

import (
	"strconv"

	"dossier/internal/doc"
	"dossier/internal/resolve/footnotes"
)

// NoteView is one note ready for a page.
type NoteView struct {
	ID     string
	Number int
	HTML   string // blocks of the note with its return links behind the last one
}

// Notes writes each note with its return links: one for every mark that leads to it,
// lettered when there are several.
func Notes(d *doc.Doc, o Options) []NoteView {
	refs := refIDs(d)
	views := make([]NoteView, 0, len(d.Notes))
	for _, n := range d.Notes {
		w := &writer{Options: o}
		w.note(n, refs[n])
		views = append(views, NoteView{ID: w.prefixed(n.ID), Number: n.Number, HTML: w.String()})
	}
	return views
}

// Loose writes the notes that no mark leads to, so that their text is not lost.
func Loose(d *doc.Doc, o Options) []NoteView {
	views := make([]NoteView, 0, len(d.Loose))
	for _, n := range d.Loose {
		w := &writer{Options: o}
		w.blocks(n.Blocks)
		views = append(views, NoteView{ID: w.prefixed(n.ID), HTML: w.String()})
	}
	return views
}

// Ordinal names a mark of a note for a reader: "3" or, where a note has several marks,
// "3b"; ref is 1-based, 0 for the only one.
func Ordinal(number, ref int) string { return strconv.Itoa(number) + Letters(ref) }

// refIDs collects the ids of the marks of each note in order.
func refIDs(d *doc.Doc) map[*doc.Note][]string {
	refs := map[*doc.Note][]string{}
	d.Leaves(func(b *doc.Block, in *doc.Note) {
		if in != nil && in.Number == 0 {
			return
		}
		for _, m := range b.Marks {
			if m.Kind == doc.NoteRef && m.Note != nil && m.Note.Number > 0 {
				refs[m.Note] = append(refs[m.Note], footnotes.MarkID(m.Note, m.Num))
			}
		}
	})
	return refs
}

// note writes a note's blocks. The return links stand at the end of the last
// paragraph, or in a line of their own when the last block is not one.
func (w *writer) note(n *doc.Note, refs []string) {
	last := len(n.Blocks) - 1
	if last < 0 || n.Blocks[last].Kind != doc.Paragraph {
		w.blocks(n.Blocks)
		w.WriteString(`<p class="back">`)
		w.returns(n, refs)
		w.WriteString("</p>")
		return
	}
	w.blocks(n.Blocks[:last])
	w.open("p", n.Blocks[last])
	w.leaf(n.Blocks[last])
	w.WriteByte(' ')
	w.returns(n, refs)
	w.close("p")
}

func (w *writer) returns(n *doc.Note, refs []string) {
	for i, id := range refs {
		mark := Ordinal(n.Number, 0)
		if len(refs) > 1 {
			mark = Ordinal(n.Number, i+1)
		}
		if i > 0 {
			w.WriteByte(' ')
		}
		w.WriteString(`<a class="back" href="#`)
		w.text(w.prefixed(id))
		w.WriteString(`" role="doc-backlink"`)
		w.attribute("aria-label", w.say("back_to_text", "Back to the text, note "+mark, mark))
		w.WriteByte('>')
		w.WriteString("↩")
		if len(refs) > 1 {
			w.WriteString(" " + mark)
		}
		w.WriteString("</a>")
	}
}

// Letters names the nth return link: a to z, then aa, ab...
func Letters(n int) string {
	s := ""
	for ; n > 0; n = (n - 1) / 26 {
		s = string(rune('a'+(n-1)%26)) + s
	}
	return s
}
