package dates

// A cell of a table takes the year that its row, its column's head or the caption states,
// and the text of a report that of the heading above it. The text of a history does not:
// it goes on past the year of its heading (see story.go).

// overhead knows what years stand over the blocks of an article.
type overhead struct {
	blocks   []Block
	stated   map[int][]*phrase // by block
	headings []int             // by block: the heading it stands under, -1 for none
}

func newOverhead(r *resolver, blocks []Block) *overhead {
	o := &overhead{blocks: blocks, stated: map[int][]*phrase{}, headings: make([]int, len(blocks))}
	for i := range r.s.phrases {
		if p := &r.s.phrases[i]; p.stated() {
			o.stated[p.block] = append(o.stated[p.block], p)
		}
	}
	heading := -1
	for i := range blocks {
		if blocks[i].Heading && i > 0 { // the first one is the title
			heading = i
		}
		o.headings[i] = heading
	}
	return o
}

// year is the one that stands over a phrase.
func (o *overhead) year(r *resolver, p *phrase) (y int, why string, ok bool) {
	for _, k := range o.blocks[p.block].Over {
		if y, ok := o.only(r, k); ok {
			return y, "year from the table around it", true
		}
	}
	k := o.headings[p.block]
	if r.mode != News || k < 0 || k == p.block || p.dir == forward || len(o.stated[k]) == 0 || !o.stated[k][0].closes {
		return 0, "", false
	}
	y, ok = o.only(r, k)
	return y, "year from the heading above it", ok && (r.refFine == noGrain || y < r.ref.Year) // that of the text itself says nothing
}

// only is the year that a block states, when it is one alone.
func (o *overhead) only(r *resolver, block int) (y int, ok bool) {
	for i, p := range o.stated[block] {
		if i > 0 && r.yearOf(p) != y {
			return 0, false
		}
		y, ok = r.yearOf(p), true
	}
	return y, ok
}
