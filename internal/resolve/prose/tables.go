package prose

import (
	"slices"

	"dossier/internal/doc"
)

// heads notes for each cell of a table which leaves tell what it is about: the cells before
// it in its row, the nearest first, the head of its column, and the caption.
func heads(d *doc.Doc, leaves []Leaf) {
	h := header{leaves, map[*doc.Block]int{}}
	for i, l := range leaves {
		if l.Block.Kind == doc.Cell || l.Block.Kind == doc.Caption {
			h.at[l.Block] = i
		}
	}
	if len(h.at) > 0 {
		h.visit(d.Blocks, nil)
	}
}

type header struct {
	leaves []Leaf
	at     map[*doc.Block]int // cells and captions
}

func (h header) visit(list []*doc.Block, caption *doc.Block) {
	for _, b := range list {
		if b.Kind == doc.Table {
			h.table(b, caption)
			continue
		}
		h.visit(b.Blocks, captionOf(b))
	}
}

func (h header) table(t, caption *doc.Block) {
	for _, row := range t.Blocks {
		for column, cell := range row.Blocks {
			for _, before := range slices.Backward(row.Blocks[:column]) {
				h.add(cell, before)
			}
			if top := t.Blocks[0]; top != row && top.Flags&doc.HeadCell != 0 && column < len(top.Blocks) {
				h.add(cell, top.Blocks[column])
			}
			h.add(cell, caption)
		}
	}
}

func (h header) add(cell, head *doc.Block) {
	i, isLeaf := h.at[cell]
	if k, ok := h.at[head]; ok && isLeaf {
		h.leaves[i].Over = append(h.leaves[i].Over, k)
	}
}

// captionOf is the caption of a figure, nil for other blocks.
func captionOf(b *doc.Block) *doc.Block {
	i := slices.IndexFunc(b.Blocks, func(c *doc.Block) bool { return c.Kind == doc.Caption })
	if i < 0 {
		return nil
	}
	return b.Blocks[i]
}
