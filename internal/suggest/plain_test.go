package suggest

import (
	"slices"
	"strings"
	"testing"

	"dossier/internal/doc"
	"dossier/internal/record"
	"dossier/internal/source"
)

func TestProse(t *testing.T) {
	text := "Met `Cleo Marsh` and Ada Moss."
	f, _ := source.NewFile("content/articles/a.md", []byte("# x\n\n"+text+"\n\nplaces: Bergen\n"))
	at := strings.Index(text, "`")
	d := &doc.Doc{File: f,
		Blocks: []*doc.Block{
			{Kind: doc.Paragraph, Offset: 5, Text: "Met Cleo Marsh and Ada Moss.",
				Segs:  []doc.Seg{{Text: 0, Source: 5, Len: at}, {Text: at, Source: 5 + at + 1, Len: 10}, {Text: at + 10, Source: 5 + at + 12, Len: 14}},
				Marks: []doc.Mark{{Start: at, End: at + 10, Kind: doc.Code}}},
			{Kind: doc.CodeBlock, Text: "We saw Dag Fell there."},
			{Kind: doc.Quote, Blocks: []*doc.Block{{Kind: doc.Paragraph, Text: "We left Corvale."}}},
		},
		Notes: []*doc.Note{{Blocks: []*doc.Block{{Kind: doc.Paragraph, Text: "We read Ben Tarn on it."}}}},
	}
	all := Find(slices.Values([]Document{Prose(d)}), Known{})
	for _, want := range []string{"Ada Moss", "Corvale", "Ben Tarn"} {
		if _, ok := proposal(all, want); !ok {
			t.Errorf("%q is missing", want)
		}
	}
	for _, not := range []string{"Cleo Marsh", "Dag Fell"} {
		if _, ok := proposal(all, not); ok {
			t.Errorf("%q stands in code", not)
		}
	}
	p, _ := proposal(all, "Ada Moss")
	if e := p.Examples[0]; e.At != "content/articles/a.md:3:22" || e.Sentence != "Met Cleo Marsh and Ada Moss." {
		t.Errorf("%+v", e)
	}
}

func TestAuto(t *testing.T) {
	all := []Proposal{{Name: "a", Score: Published}, {Name: "b", Score: Published - 1}, {Name: "c", Score: 99, AliasOf: "a"}}
	if got := Auto(all); len(got) != 1 || got[0].Name != "a" {
		t.Errorf("%v", got)
	}
}

func TestStated(t *testing.T) {
	entities := []*record.Entity{{ID: "am", Name: "Ada Moss", Type: "person", Aliases: []record.Alias{{Text: "Adah Moss", Hidden: true}}}}
	all := Find(slices.Values(texts("We met Adah Moss and Ada Moss with Ben Tarn in Corvale.")), Stated(entities, []string{"Corvale"}))
	if len(all) != 1 || all[0].Name != "Ben Tarn" {
		t.Errorf("%v", all)
	}
}
