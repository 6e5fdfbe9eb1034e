package inspect

import (
	"encoding/json"
	"testing"

	"dossier/internal/doc"
	"dossier/internal/source"
)

func leaf(k doc.Kind, text string, marks ...doc.Mark) *doc.Block {
	return &doc.Block{Kind: k, Text: text, Marks: marks}
}

func atomAt(at int, m doc.Mark) doc.Mark {
	m.Start, m.End = at, at+len(doc.Atom)
	return m
}

func TestOf(t *testing.T) {
	f, _ := source.NewFile("a.md", []byte("Ship[^x]\n\n[^x]: Sunk."))
	n := &doc.Note{Label: "x", Number: 1, Refs: 1, Blocks: []*doc.Block{leaf(doc.Paragraph, "Sunk."), leaf(doc.Paragraph, "In\n1911.")}}
	d := &doc.Doc{File: f, Notes: []*doc.Note{n}, Blocks: []*doc.Block{
		{Kind: doc.Heading, ID: "ship", Text: "Ship" + doc.Atom, Marks: []doc.Mark{atomAt(4, doc.Mark{Kind: doc.NoteRef, Note: n})}},
		leaf(doc.HTMLBlock, "<hr>"),
		leaf(doc.Paragraph, ""),
		{Kind: doc.Quote, Blocks: []*doc.Block{leaf(doc.Paragraph, "lost"+doc.Atom, atomAt(4, doc.Mark{Kind: doc.NoteRef, Target: "y"}))}},
		leaf(doc.CodeBlock, "a\n  b\n"),
		leaf(doc.Paragraph, doc.Atom+" is "+doc.Atom, atomAt(0, doc.Mark{Kind: doc.Math, Alt: "x"}), atomAt(7, doc.Mark{Kind: doc.Cite, Target: "lund", Alt: "p. 3"})),
	}}
	d.Report(4, source.UndefinedNote, "note [^y] has no definition", "")
	d.Report(0, source.MissingPicture, "a caption [^z] without its picture", "")
	got, err := json.Marshal(Of(d))
	if err != nil {
		t.Fatal(err)
	}
	want := `{"notes":[{"number":1,"label":"x","refs":1,"text":"Sunk. In 1911."}],` +
		`"body":["Ship{1}","lost[^y]","a b","x is [@lund, p. 3]"],"headings":[{"id":"ship","text":"Ship"}],` +
		`"diagnostics":[{"code":"missing-picture","label":"","line":1,"column":1,"message":"a caption [^z] without its picture"},` +
		`{"code":"undefined","label":"y","line":1,"column":5,"message":"note [^y] has no definition"}],"mentions":[],"dates":[]}`
	if string(got) != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
