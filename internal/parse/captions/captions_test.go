package captions

import (
	"fmt"
	"strings"
	"testing"

	"dossier/internal/doc"
	"dossier/internal/source"
)

// para is a paragraph whose text stands in the source as it is; "%" is a picture.
func para(text string) *doc.Block {
	b := &doc.Block{Kind: doc.Paragraph}
	for i, part := range strings.Split(text, "%") {
		if i > 0 {
			b.Marks = append(b.Marks, doc.Mark{Start: len(b.Text), End: len(b.Text) + len(doc.Atom), Kind: doc.Image, Target: "map.png"})
			b.Text += doc.Atom
		}
		b.Text += part
	}
	return b
}

func box(k doc.Kind, blocks ...*doc.Block) *doc.Block { return &doc.Block{Kind: k, Blocks: blocks} }

func table(rows ...string) *doc.Block {
	t := box(doc.Table)
	for _, row := range rows {
		r := box(doc.Row)
		for _, c := range strings.Split(row, "|") {
			r.Blocks = append(r.Blocks, &doc.Block{Kind: doc.Cell, Text: c})
		}
		t.Blocks = append(t.Blocks, r)
	}
	return t
}

func show(blocks []*doc.Block) string {
	var parts []string
	for _, b := range blocks {
		s := b.Kind.String()
		if b.Info != "" {
			s += "." + b.Info
		}
		if b.ID != "" {
			s += "#" + b.ID
		}
		if b.IsLeaf() {
			s += fmt.Sprintf("%q", strings.ReplaceAll(b.Text, doc.Atom, "%"))
		} else {
			s += "(" + show(b.Blocks) + ")"
		}
		parts = append(parts, s)
	}
	return strings.Join(parts, " ")
}

func TestApply(t *testing.T) {
	for _, c := range []struct {
		name   string
		blocks []*doc.Block
		want   string
		codes  int
	}{
		{"picture", []*doc.Block{para("%"), para("Figure: The quay in winter {#quay}")},
			`figure.figure#quay(paragraph"%" caption"The quay in winter")`, 0},
		{"picture, same paragraph", []*doc.Block{para("% %\nFigure: Two quays")},
			`figure.figure(paragraph"% %" caption"Two quays")`, 0},
		{"no picture", []*doc.Block{para("Text."), para("Figure: Lost")},
			`paragraph"Text." figure.figure(caption"Lost")`, 1},
		{"picture before another paragraph", []*doc.Block{para("%"), para("Text."), para("Figure: Lost")},
			`paragraph"%" paragraph"Text." figure.figure(caption"Lost")`, 1},
		{"words beside a picture are text", []*doc.Block{para("see %\nFigure: no")},
			`paragraph"see %\nFigure: no"`, 0},
		{"table", []*doc.Block{table("a|b", "1|2"), para("Table: Catch\nby year")},
			`figure.table(table(row(cell"a" cell"b") row(cell"1" cell"2")) caption"Catch\nby year")`, 0},
		{"table, taken for a row", []*doc.Block{table("a|b", "1|2", "Table: Catch {#t}|")},
			`figure.table#t(table(row(cell"a" cell"b") row(cell"1" cell"2")) caption"Catch")`, 0},
		{"a row that only looks so", []*doc.Block{table("a|b", "Table: 1|2")},
			`table(row(cell"a" cell"b") row(cell"Table: 1" cell"2"))`, 0},
		{"a table without a table is text", []*doc.Block{para("Table: nothing")}, `paragraph"Table: nothing"`, 0},
		{"quotation", []*doc.Block{box(doc.Quote, para("Words.")), para("Quote: The keeper")},
			`figure.quote(quotation(paragraph"Words.") caption"The keeper")`, 0},
		{"wrong word", []*doc.Block{box(doc.Quote, para("Words.")), para("Table: The keeper")},
			`quotation(paragraph"Words.") paragraph"Table: The keeper"`, 0},
		{"group of pictures", []*doc.Block{box(doc.Figure, para("%"), para("%")), para("Figure: Both")},
			`figure(paragraph"%" paragraph"%" caption"Both")`, 0},
		{"inside an item", []*doc.Block{box(doc.List, box(doc.Item, para("%"), para("Figure: In a list")))},
			`list(item(figure.figure(paragraph"%" caption"In a list")))`, 0},
		{"no word of its own", []*doc.Block{para("%"), para("Figures: two"), para("Figure:"), para("Figure:x")},
			`paragraph"%" paragraph"Figures: two" paragraph"Figure:" paragraph"Figure:x"`, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			f, _ := source.NewFile("a.md", nil)
			d := &doc.Doc{File: f, Blocks: c.blocks}
			Apply(d)
			got := strings.ReplaceAll(show(d.Blocks), "quote(", "quotation(")
			got = strings.ReplaceAll(got, "figure.quotation(", "figure.quote(")
			if got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
			if len(d.Problems) != c.codes {
				t.Errorf("%d problems, want %d: %v", len(d.Problems), c.codes, d.Problems)
			}
		})
	}
}

// A line that GFM draws into the quotation is its caption; one that the author
// quoted is not.
func TestQuoteLine(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"> Words.\nQuote: The keeper", `figure.quote(quote(paragraph"Words.") caption"The keeper")`},
		{"> Words.\n> Quote: The keeper", `quote(paragraph"Words.\nQuote: The keeper")`},
	} {
		f, _ := source.NewFile("a.md", []byte(c.text))
		line := strings.LastIndex(c.text, "Quote:")
		p := &doc.Block{Kind: doc.Paragraph, Text: "Words.\nQuote: The keeper",
			Segs: []doc.Seg{{Text: 0, Source: 2, Len: 7}, {Text: 7, Source: line, Len: 17}}}
		d := &doc.Doc{File: f, Blocks: []*doc.Block{box(doc.Quote, p)}}
		Apply(d)
		if got := show(d.Blocks); got != c.want {
			t.Errorf("%q: got %s, want %s", c.text, got, c.want)
		}
	}
}

func TestCut(t *testing.T) {
	b := &doc.Block{Text: "one two three", Segs: []doc.Seg{{Text: 0, Source: 10, Len: 4}, {Text: 4, Source: 20, Len: 9}},
		Marks: []doc.Mark{{Start: 0, End: 7, Kind: doc.Emphasis}, {Start: 8, End: 13, Kind: doc.Strong}}}
	c := Cut(b, 2, 10)
	if c.Text != "e two th" || len(c.Marks) != 2 || c.Marks[0].End != 5 || c.Marks[1].Start != 6 || c.Marks[1].End != 8 {
		t.Errorf("got %q %v", c.Text, c.Marks)
	}
	if c.Offset != 12 || c.SourceOffset(2) != 20 || c.SourceOffset(1) != 13 {
		t.Errorf("got places %v, begins at %d", c.Segs, c.Offset)
	}
}
