package entities

import (
	"testing"

	"dossier/internal/record"
)

func TestNamesAsWritten(t *testing.T) {
	d := Compile([]*record.Entity{{ID: "ada", Name: "Ada Lovelace", Type: "person"}, {ID: "us", Name: "United States", Type: "place", Aliases: []record.Alias{{Text: "US"}}}})
	m, _ := d.Find([]Block{{Text: "Ada Lovelace's letters went to the U.S. by ship."}}, Options{})
	if len(m) != 2 || m[0].End != 12 || m[1].Entity != "us" {
		t.Fatalf("got %+v", m)
	}
}
