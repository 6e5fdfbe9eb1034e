package passages

import (
	"testing"

	"dossier/internal/doc"

	"github.com/google/go-cmp/cmp"
)

func TestOf(t *testing.T) {
	leaf := func(kind doc.Kind, id, text string) *doc.Block { return &doc.Block{Kind: kind, ID: id, Text: text} }
	holds := func(kind doc.Kind, id string, blocks ...*doc.Block) *doc.Block {
		return &doc.Block{Kind: kind, ID: id, Blocks: blocks}
	}
	for _, c := range []struct {
		name string
		doc  doc.Doc
		want []Passage
	}{
		{"nothing", doc.Doc{}, nil},
		{"paragraphs and headings have their own ids", doc.Doc{Blocks: []*doc.Block{
			leaf(doc.Paragraph, "p-a", "one"), leaf(doc.Heading, "h", "two"), leaf(doc.Paragraph, "p-b", "three"),
		}}, []Passage{{Text, "p-a", 0, "one"}, {Heading, "h", 0, "two"}, {Text, "p-b", 0, "three"}}},
		{"items and cells go to the nearest id before them", doc.Doc{Blocks: []*doc.Block{
			leaf(doc.Paragraph, "p-a", "one"),
			holds(doc.List, "", holds(doc.Item, "", leaf(doc.TightText, "", "two"))),
			holds(doc.Table, "t", holds(doc.Row, "", leaf(doc.Cell, "", "three"))),
		}}, []Passage{{Text, "p-a", 0, "one"}, {Text, "p-a", 0, "two"}, {Text, "t", 0, "three"}}},
		{"a figure's id is its caption's", doc.Doc{Blocks: []*doc.Block{
			holds(doc.Figure, "figure-x", leaf(doc.Caption, "", "one")),
		}}, []Passage{{Caption, "figure-x", 0, "one"}}},
		{"code is text, rules and raw HTML are none", doc.Doc{Blocks: []*doc.Block{
			leaf(doc.CodeBlock, "", "go build"), leaf(doc.HTMLBlock, "", "<hr>"), leaf(doc.Rule, "", ""),
		}}, []Passage{{Text, "", 0, "go build"}}},
		{"notes come last, each with all its blocks", doc.Doc{
			Blocks: []*doc.Block{leaf(doc.Paragraph, "p-a", "one")},
			Notes: []*doc.Note{{ID: "fn-x", Number: 1, Blocks: []*doc.Block{
				leaf(doc.Paragraph, "", "two"), holds(doc.Quote, "", leaf(doc.Paragraph, "p-q", "three")),
			}}},
			Loose: []*doc.Note{{ID: "fn-y", Blocks: []*doc.Block{leaf(doc.Paragraph, "", "four")}}},
		}, []Passage{{Text, "p-a", 0, "one"}, {Note, "fn-x", 1, "two"}, {Note, "fn-x", 1, "three"}, {Note, "fn-y", 0, "four"}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, Of(&c.doc)); diff != "" {
				t.Error(diff)
			}
		})
	}
}
