package prose

import (
	"reflect"
	"testing"

	"dossier/internal/doc"
)

// TestHeads: a cell is headed by the cells before it, its column's head and the caption,
// which may stand behind the table.
func TestHeads(t *testing.T) {
	cell := func(text string, flags doc.Flags) *doc.Block {
		return &doc.Block{Kind: doc.Cell, Text: text, Flags: flags}
	}
	row := func(cells ...*doc.Block) *doc.Block { return &doc.Block{Kind: doc.Row, Blocks: cells} }
	table := &doc.Block{Kind: doc.Table, Blocks: []*doc.Block{
		row(cell("ship", doc.HeadCell), cell("arrival", doc.HeadCell)),
		row(cell("", 0), cell("12 August", 0)),
		row(cell("Ada", 0), cell("3 May", 0)),
	}}
	table.Blocks[0].Flags = doc.HeadCell
	d := &doc.Doc{Blocks: []*doc.Block{{Kind: doc.Paragraph, Text: "Ships."}, {Kind: doc.Figure, Blocks: []*doc.Block{
		table, {Kind: doc.Caption, Text: "Arrivals"},
	}}}}
	var got [][]int
	for _, l := range Leaves(d) {
		got = append(got, l.Over)
	}
	// 0 Ships. 1 ship 2 arrival 3 12 August 4 Ada 5 3 May 6 Arrivals
	want := [][]int{nil, {6}, {1, 6}, {2, 6}, {1, 6}, {4, 2, 6}, nil}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
