package build

import (
	"testing"

	"dossier/internal/edtf"
	"dossier/internal/read"
	"dossier/internal/record"
)

// TestLinesToPaste checks that a line says again what stands under its key already.
func TestLinesToPaste(t *testing.T) {
	day, err := edtf.Parse("2023-07-28")
	if err != nil {
		t.Fatal(err)
	}
	p := &read.Project{Catalogue: &record.Catalogue{Entities: []*record.Entity{
		{ID: "ada-berg", Aliases: []record.Alias{{Text: "Berg"}, {Text: "AB", Exact: true}, {Text: "Adda", Hidden: true}}},
	}}}
	old := map[string]string{"b: c": "ada-berg"}
	for got, want := range map[string]string{
		entityLine(record.EntityOptions{As: with(old, "Berg", "otto-berg"), Ignore: []string{"Moon"}}):                               `entities: {as: {"Berg": otto-berg, "b: c": ada-berg}, ignore: ["Moon"]}`,
		entityLine(record.EntityOptions{Off: []string{"surname", "head"}, Ignore: []string{"Moon"}}):                                 `entities: {ignore: ["Moon"], off: [surname, head]}`,
		entityLine(record.EntityOptions{As: with(nil, "Berg", "otto-berg")}):                                                         `entities: {as: {"Berg": otto-berg}}`,
		dateLine(record.DateOptions{Reference: day, Mode: "news", Ignore: []string{"May"}}, with(nil, "last \"autumn\"", "2022-21")): `dates: {reference: 2023-07-28, mode: news, set: {"last \"autumn\"": 2022-21}, ignore: ["May"]}`,
		aliasLine(p, "ada-berg", record.Alias{Text: "A. Berg"}):                                                                      `aliases: ["Berg", {text: "AB", case: exact}, {text: "Adda", hidden: true}, "A. Berg"]`,
		aliasLine(p, "nobody", record.Alias{Text: "N"}):                                                                              `aliases: ["N"]`,
	} {
		if got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
	if len(old) != 1 {
		t.Error("the article's own map was changed")
	}
}
