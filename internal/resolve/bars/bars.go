// Package bars blackens names in a document that must not be published.
//
// It runs when everything about the document is known but its anchors, which are made of
// words. A bar takes the place of the name in every text; a link or mention of it goes,
// for where it leads would tell, and so does a link whose address has the name.
package bars

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"dossier/internal/doc"
	"dossier/internal/redact"
	"dossier/internal/source"
)

// Draw blackens names, and every mention of the hidden entities, given by id.
func Draw(d *doc.Doc, names *redact.Names, hidden map[string]bool) {
	if names == nil {
		return
	}
	p := &painter{doc: d, names: names, hidden: hidden}
	each := func(b *doc.Block) bool {
		p.block(b)
		return true
	}
	doc.Walk(d.Blocks, each)
	for _, notes := range [][]*doc.Note{d.Notes, d.Loose} {
		for i, n := range notes {
			drawn := p.drawn
			doc.Walk(n.Blocks, each)
			if names.Has(n.ID) || n.Inline && p.drawn > drawn { // an inline note's id is made of its words
				n.ID = fmt.Sprintf("fn-redacted-%s%d", n.Why, i+1)
			}
		}
	}
}

type painter struct {
	doc    *doc.Doc
	names  *redact.Names
	hidden map[string]bool
	drawn  int // bars so far
}

func (p *painter) block(b *doc.Block) {
	if p.names.Has(b.ID) {
		b.ID = ""
	}
	if p.names.Has(b.Info) {
		b.Info = ""
	}
	if !b.IsLeaf() {
		return
	}
	p.marks(b)
	for _, s := range slices.Backward(p.spans(b)) {
		cover(b, s.Start, s.End)
		p.drawn++
	}
}

// spans are the stretches of a leaf that bars must cover, in order and apart.
func (p *painter) spans(b *doc.Block) []redact.Span {
	spans := p.names.Find(b.Text)
	for _, m := range b.Marks {
		if m.Kind == doc.Mention && p.hidden[m.Target] {
			spans = append(spans, redact.Span{Start: m.Start, End: m.End})
		}
	}
	slices.SortFunc(spans, func(a, b redact.Span) int { return cmp.Compare(a.Start, b.Start) })
	var apart []redact.Span
	for _, s := range spans {
		if k := len(apart) - 1; k >= 0 && s.Start <= apart[k].End {
			apart[k].End = max(apart[k].End, s.End)
			continue
		}
		apart = append(apart, s)
	}
	return apart
}

// cover puts a bar over Text[start:end]. Note marks and other atoms among the words stay,
// behind the bar.
func cover(b *doc.Block, start, end int) {
	for start < end {
		i := strings.LastIndex(b.Text[start:end], doc.Atom)
		if i < 0 {
			break
		}
		if after := start + i + len(doc.Atom); after < end {
			b.Remove(after, end)
		}
		end = start + i
	}
	// The bar goes in behind the first letter, so that what begins with the name and goes
	// on, as the name of an institute does, has the bar within it.
	_, first := utf8.DecodeRuneInString(b.Text[start:])
	b.Replace(start+first, end, redact.Bar)
	b.Remove(start, start+first)
}

// marks takes the names out of what is said about a leaf's text.
func (p *painter) marks(b *doc.Block) {
	b.Marks = slices.DeleteFunc(b.Marks, func(m doc.Mark) bool {
		switch m.Kind {
		case doc.Link, doc.Work:
			id, _, _ := strings.Cut(strings.TrimPrefix(m.Target, "/entities/"), "/")
			return p.names.Has(m.Target) || p.hidden[id] && strings.HasPrefix(m.Target, "/entities/")
		case doc.Mention:
			return p.names.Has(m.Target) && !p.hidden[m.Target]
		}
		return false
	})
	for i := range b.Marks {
		m := &b.Marks[i]
		switch m.Kind {
		case doc.Image:
			p.picture(b, m)
		case doc.Mention:
		default:
			if m.Kind != doc.Link && p.names.Has(m.Target) {
				m.Target = p.names.Bar(m.Target)
			}
		}
		m.Title, m.Alt, m.Why = p.names.Bar(m.Title), p.names.Bar(m.Alt), p.names.Bar(m.Why)
	}
}

// picture refuses a picture whose file has a name in its own: the address would tell.
func (p *painter) picture(b *doc.Block, m *doc.Mark) {
	if !p.names.Has(m.Target) {
		return
	}
	p.doc.Report(b.SourceOffset(m.Start), source.Redacted, "the file of this picture has a redacted name in its own, and it would be the address", "give the file another name")
	m.Target = ""
}
