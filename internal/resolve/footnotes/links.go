package footnotes

import (
	"slices"
	"strings"

	"dossier/internal/doc"
)

// prepare puts every note mark that stands in link text behind the link, in the
// blocks and in the inline notes they hold: HTML has no link inside a link. Inline
// notes lose what an earlier run said of them.
func prepare(blocks []*doc.Block) {
	doc.Walk(blocks, func(b *doc.Block) bool {
		if slices.ContainsFunc(b.Marks, func(m doc.Mark) bool { return m.Kind == doc.NoteRef }) {
			moveOutOf(b)
		}
		for _, m := range b.Marks {
			if n := m.Note; m.Kind == doc.NoteRef && n != nil && n.Inline {
				n.Number, n.Refs, n.Why = 0, 0, ""
				prepare(n.Blocks)
			}
		}
		return true
	})
}

// stretch is a part of the old text, in its new order. A link that held nothing but
// marks shows its address instead: insert.
type stretch struct {
	from, to int // old offsets
	at       int // new offset
	insert   string
}

func moveOutOf(b *doc.Block) {
	moves := refsInLinks(b)
	if len(moves) == 0 {
		return
	}
	order := reorder(b, moves)
	b.Segs = moveSegs(b.Segs, order)
	moveMarks(b, order, moves)
	var text strings.Builder
	for _, s := range order {
		text.WriteString(s.insert)
		text.WriteString(b.Text[s.from:s.to])
	}
	b.Text = text.String()
	b.SortMarks()
}

// move says that the mark at the old offset ref goes behind its link.
type move struct {
	ref  int
	link doc.Mark
}

// refsInLinks finds the marks to move, in text order. Links do not nest, and Marks
// are sorted, so the last link seen is the only one that can hold a mark.
func refsInLinks(b *doc.Block) []move {
	b.SortMarks()
	var moves []move
	link := doc.Mark{Start: -1, End: -1}
	for _, m := range b.Marks {
		switch {
		case m.Kind == doc.Link:
			link = m
		case m.Kind == doc.NoteRef && m.Start >= link.Start && m.End <= link.End:
			moves = append(moves, move{m.Start, link})
		}
	}
	return moves
}

// reorder cuts the text into stretches, those of the moved marks behind their links.
func reorder(b *doc.Block, moves []move) []stretch {
	var order []stretch
	at, size := 0, 0
	add := func(from, to int, insert string) {
		if from < to || insert != "" {
			order = append(order, stretch{from, to, size, insert})
			size += len(insert) + to - from
		}
	}
	for i := 0; i < len(moves); {
		link := moves[i].link
		last := i
		kept := link.End - link.Start
		for ; last < len(moves) && moves[last].link.Start == link.Start; last++ {
			add(at, moves[last].ref, "")
			at = moves[last].ref + len(doc.Atom)
			kept -= len(doc.Atom)
		}
		if kept == 0 {
			add(link.Start, link.Start, link.Target)
		}
		add(at, link.End, "")
		at = max(at, link.End)
		for ; i < last; i++ {
			add(moves[i].ref, moves[i].ref+len(doc.Atom), "")
		}
	}
	add(at, len(b.Text), "")
	return order
}

// moveSegs cuts the segments like the text. Both are walked side by side, but for
// the moved stretches, which look back.
func moveSegs(segs []doc.Seg, order []stretch) []doc.Seg {
	var moved []doc.Seg
	for _, s := range order {
		i, _ := slices.BinarySearchFunc(segs, s.from, func(seg doc.Seg, at int) int {
			if seg.Text+seg.Len <= at {
				return -1
			}
			return 1
		})
		for ; i < len(segs) && segs[i].Text < s.to; i++ {
			from, to := max(segs[i].Text, s.from), min(segs[i].Text+segs[i].Len, s.to)
			if from < to {
				moved = append(moved, doc.Seg{Text: s.at + from - s.from, Source: segs[i].Source + from - segs[i].Text, Len: to - from})
			}
		}
	}
	return moved
}

// moveMarks gives every mark its new place. A mark that spans text keeps to what
// has stayed; the link that lost all of it spans its address.
func moveMarks(b *doc.Block, order []stretch, moves []move) {
	gone := make(map[int]bool, len(moves))
	for _, m := range moves {
		gone[m.ref] = true
	}
	isMoved := func(s stretch) bool { return gone[s.from] && s.to-s.from == len(doc.Atom) }
	var stay, refs []stretch // ascending old offsets, both
	for _, s := range order {
		if isMoved(s) {
			refs = append(refs, s)
		} else {
			stay = append(stay, s)
		}
	}
	kept := b.Marks[:0]
	for _, m := range b.Marks {
		if m.Kind == doc.NoteRef && gone[m.Start] {
			i, _ := slices.BinarySearchFunc(refs, m.Start, func(s stretch, at int) int { return s.from - at })
			m.Start, m.End = refs[i].at, refs[i].at+len(doc.Atom)
			kept = append(kept, m)
			continue
		}
		empty := m.Start == m.End // a link without words
		m.Start, m.End = newSpan(stay, m.Start, m.End)
		if empty {
			m.End = m.Start
		}
		if m.Start < m.End || empty {
			kept = append(kept, m)
		}
	}
	b.Marks = kept
}

// newSpan returns where the first and the last byte of an old span that stay are
// now; start >= end when none does.
func newSpan(stay []stretch, start, end int) (int, int) {
	i, _ := slices.BinarySearchFunc(stay, start, func(s stretch, at int) int {
		if s.to < at || s.to == at && s.insert == "" {
			return -1
		}
		return 1
	})
	j, _ := slices.BinarySearchFunc(stay, end, func(s stretch, at int) int {
		if s.from < at {
			return -1
		}
		return 1
	})
	if len(stay) == 0 {
		return 0, 0
	}
	first, last := stay[min(i, len(stay)-1)], stay[max(j-1, 0)]
	from := first.at + max(start-first.from, 0)
	if start > first.from {
		from += len(first.insert)
	}
	return from, last.at + len(last.insert) + min(end, last.to) - last.from
}
