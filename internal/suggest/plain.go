package suggest

import (
	"strings"

	"dossier/internal/doc"
	"dossier/internal/source"
)

// Plain makes a document of a file of plain text; empty lines part its paragraphs.
func Plain(f *source.File) Document {
	d := Document{Name: f.Name}
	at := 0
	for para := range strings.SplitAfterSeq(f.Text, "\n\n") {
		if strings.TrimSpace(para) != "" {
			from := at
			d.Blocks = append(d.Blocks, Block{Text: para, Place: func(offset int) source.Place { return f.Place(from + offset) }})
		}
		at += len(para)
	}
	return d
}

// Prose makes a document of a parsed article: its paragraphs, headings, cells,
// captions and notes, without code and formulas.
func Prose(d *doc.Doc) Document {
	out := Document{Name: d.File.Name}
	d.Leaves(func(b *doc.Block, _ *doc.Note) {
		if !b.Kind.IsProse() {
			return
		}
		block := Block{
			Text:    b.Text,
			Heading: b.Kind == doc.Heading,
			Flows:   true,
			Place:   func(offset int) source.Place { return d.File.Place(b.SourceOffset(offset)) },
		}
		for _, m := range b.Marks {
			if m.Kind.IsQuiet() {
				block.Skip = append(block.Skip, Span{m.Start, m.End})
			}
		}
		out.Blocks = append(out.Blocks, block)
	})
	return out
}
