// Package anchors gives every place that a reader can be led to an id that lasts.
//
// The id of a paragraph or sentence is made from its own words, so an edit elsewhere
// in the article does not move it: "s-shoigu-arrived-in-pyongyang-5k2d". The id of a
// heading is its text.
package anchors

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"dossier/internal/doc"
	"dossier/internal/resolve/sentences"
	"dossier/internal/slug"
	"dossier/internal/source"
)

// Assign sets the ids of headings, figures, paragraphs and other leaves, and marks
// every sentence that holds a name, date, note or link with its anchor. It runs last:
// whatever an index may lead to is known then. taken are ids that the page itself
// uses.
func Assign(d *doc.Doc, taken ...string) {
	a := &assigner{ids: map[string]bool{}, last: map[string]int{}}
	for _, id := range taken {
		a.ids[id] = true
	}
	for _, notes := range [][]*doc.Note{d.Notes, d.Loose} {
		for _, n := range notes {
			a.ids[n.ID] = true
		}
	}
	doc.Walk(d.Blocks, func(b *doc.Block) bool { // the author's own ids first
		if b.ID != "" {
			b.ID = a.take(b.ID)
		}
		return true
	})
	doc.Walk(d.Blocks, func(b *doc.Block) bool {
		if b.ID == "" {
			b.ID = a.blockID(b)
		}
		return true
	})
	references(d)
	d.Leaves(func(b *doc.Block, n *doc.Note) {
		if b.Kind.IsProse() && b.Kind != doc.Heading && (n == nil || n.Number > 0) {
			a.sentences(b, n != nil)
		}
	})
}

// references leads each cross reference to its target; one without words takes the
// target's title.
func references(d *doc.Doc) {
	titles := sync.OnceValue(func() map[string]string { // few articles have such references
		titles := map[string]string{}
		doc.Walk(d.Blocks, func(b *doc.Block) bool {
			if b.ID != "" {
				titles[b.ID] = title(b)
			}
			return true
		})
		return titles
	})
	d.Leaves(func(b *doc.Block, _ *doc.Note) {
		for i := range b.Marks {
			m := &b.Marks[i]
			if m.Kind != doc.CrossRef {
				continue
			}
			id := strings.TrimPrefix(m.Target, "#")
			words, ok := titles()[id]
			if !ok {
				d.Report(b.SourceOffset(m.Start), source.BrokenLink, fmt.Sprintf("a cross reference leads to %q, which is not in this article", id),
					"give the heading, table or figure this id: {#"+id+"}")
			}
			if m.Title == "" {
				m.Title = cmp.Or(words, id)
			}
			m.Target = "#" + id
		}
	})
}

// title is what a block is called: a heading's text, a figure's caption.
func title(b *doc.Block) string {
	if b.IsLeaf() {
		return b.Plain()
	}
	for _, c := range b.Blocks {
		if c.Kind == doc.Caption {
			return c.Plain()
		}
	}
	return ""
}

type assigner struct {
	ids  map[string]bool
	last map[string]int // id -> number that it was last given, 1 unless it says more, so that equal headings cost no search

	found []doc.Mark // buffer of sentences
}

// take makes an id unique: a second "x" becomes "x-2".
func (a *assigner) take(id string) string {
	unique, n := id, max(a.last[id], 1)
	for a.ids[unique] {
		n++
		unique = id + "-" + strconv.Itoa(n)
	}
	a.ids[unique] = true
	if n > 1 {
		a.last[id] = n
	}
	return unique
}

// blockID names the blocks a link can lead to; the others have no id.
func (a *assigner) blockID(b *doc.Block) string {
	switch b.Kind {
	case doc.Heading:
		id := slug.Make(b.Plain())
		if id == "" {
			id = "section"
		}
		return a.take(id)
	case doc.Paragraph:
		if words := b.Plain(); words != "" {
			return a.take(name("p-", words))
		}
	case doc.Figure:
		for _, c := range b.Blocks {
			if c.Kind == doc.Caption {
				return a.take(name(kindOf(b)+"-", c.Plain()))
			}
		}
	}
	return ""
}

func kindOf(figure *doc.Block) string {
	if figure.Info == "" {
		return "figure"
	}
	return figure.Info
}

// sentences marks each sentence of a leaf that holds something an index leads to.
func (a *assigner) sentences(b *doc.Block, inNote bool) {
	a.found = a.found[:0]
	for _, s := range sentences.Split(b.Text) {
		if hasFacts(b, s, inNote) {
			id := a.take(name("s-", doc.Plain(b.Text[s.Start:s.End])))
			a.found = append(a.found, doc.Mark{Kind: doc.Sentence, Start: s.Start, End: s.End, Target: id})
		}
	}
	if len(a.found) > 0 {
		b.Add(a.found...)
	}
}

// hasFacts tells whether a mark that an index leads to touches the sentence. What a note
// cites is quoted from the text; the mark of a note in another one leads nobody there.
func hasFacts(b *doc.Block, s sentences.Span, inNote bool) bool {
	for _, m := range b.Marks {
		if m.Start < s.End && m.End > s.Start {
			switch m.Kind {
			case doc.Mention, doc.Date, doc.Link, doc.Work, doc.Index:
				return true
			case doc.NoteRef:
				if !inNote {
					return true
				}
			}
		}
	}
	return false
}

// name is what an id of a kind begins with, a readable stretch of the words and, unless
// that says them all, four letters that stand for them.
func name(kind, words string) string {
	id := make([]byte, 0, 80)
	id = append(id, kind...)
	if lead := slug.Words(words, 5); lead != "" && len(lead) <= 60 {
		id = append(id, lead...)
		if len(lead) == len(words) && lead == strings.ReplaceAll(strings.ToLower(words), " ", "-") {
			return string(id)
		}
		id = append(id, '-')
	}
	const digits = "0123456789abcdefghijklmnopqrstuvwxyz"
	for n, place := hash(words), uint32(36*36*36); place > 0; place /= 36 {
		id = append(id, digits[n/place%36])
	}
	return string(id)
}

// hash is the FNV-1a hash of words in lower case.
func hash(words string) uint32 {
	const offset, prime = 2166136261, 16777619
	sum := uint32(offset)
	add := func(c byte) { sum = (sum ^ uint32(c)) * prime }
	for i, r := range words {
		switch {
		case 'A' <= r && r <= 'Z':
			add(words[i] + 'a' - 'A')
		case r < utf8.RuneSelf:
			add(words[i])
		default:
			var low [utf8.UTFMax]byte
			for _, c := range utf8.AppendRune(low[:0], unicode.ToLower(r)) {
				add(c)
			}
		}
	}
	return sum
}
