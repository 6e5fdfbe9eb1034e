package edit

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

const tableOf = `# People first.
- name: Ada Moss # the pilot
  id: ada-moss
  type: person
  aliases:
    - Moss
    - {text: Ada Mos, hidden: true}

- {id: tarn, name: River Tarn, type: concept}
- name: "Corvale"
  description: 'A town: old'
`

func TestMerge(t *testing.T) {
	for _, c := range []struct{ what, csv, want, added, changed string }{
		{"nothing new", "id,name,aliases,mentions\nada-moss,Ada Moss,Moss|Ada Mos,7\n", tableOf, "", ""},
		{"empty cells say nothing", "id,name,type,wikidata,description\ncorvale,Corvale,,,\n", tableOf, "", ""},
		{"a key more", "id,wikidata\nada-moss,Q7\n",
			strings.Replace(tableOf, "the pilot\n", "the pilot\n  wikidata: Q7\n", 1), "", "ada-moss"},
		{"an address of Wikidata", "id;wikidata\r\nada-moss;http://www.wikidata.org/entity/Q7\r\n",
			strings.Replace(tableOf, "the pilot\n", "the pilot\n  wikidata: Q7\n", 1), "", "ada-moss"},
		{"in brackets", "id,type,wikidata\ntarn,place,Q8\n",
			strings.Replace(tableOf, "type: concept}", "type: place, wikidata: Q8}", 1), "", "tarn"},
		{"another value", "id,description\ncorvale,\"A town, new\"\n",
			strings.Replace(tableOf, "'A town: old'", `"A town, new"`, 1), "", "corvale"},
		{"another name", "id,name\nada-moss,Ada Moss-Tarn\n",
			strings.Replace(tableOf, "name: Ada Moss #", "name: Ada Moss-Tarn #", 1), "", "ada-moss"},
		{"an alias with a bar", "id,aliases\nada-moss,A\\|M\n",
			strings.Replace(tableOf, "hidden: true}\n", "hidden: true}\n    - \"A|M\"\n", 1), "", "ada-moss"},
		{"a new entity", "name,type,wikidata\nDag Fell,person,Q9\n",
			tableOf + "- id: dag-fell\n  name: Dag Fell\n  wikidata: Q9\n  type: person\n", "dag-fell", ""},
	} {
		rows, err := ReadTable([]byte(c.csv))
		if err != nil {
			t.Errorf("%s: %v", c.what, err)
			continue
		}
		got, added, changed, err := Merge([]byte(tableOf), rows)
		if err != nil || string(got) != c.want || strings.Join(added, " ") != c.added || strings.Join(changed, " ") != c.changed {
			t.Errorf("%s: added %v, changed %v, %v\n%s", c.what, added, changed, err, got)
		}
		again, added, changed, err := Merge(got, rows)
		if err != nil || string(again) != string(got) || len(added)+len(changed) > 0 {
			t.Errorf("%s: a second time is not the same: %v\n%s", c.what, err, again)
		}
	}
}

func TestMergeRefuses(t *testing.T) {
	for _, c := range []struct{ what, csv, want string }{
		{"no table", "", "empty"},
		{"no column", "a,b\n1,2\n", "neither a column id"},
		{"an id with a space", "id,name\na b,A\n", "line 2"},
		{"no Wikidata id", "id,wikidata\nada-moss,42\n", "no Wikidata id"},
		{"a row without a name", "id,type\nnobody,person\n", "no name to make one of"},
		{"a ragged row", "id,name\na\n", "wrong number of fields"},
		{"a line break", "id,description\nada-moss,\"a\nb\"\n", "no line of text"},
	} {
		rows, err := ReadTable([]byte(c.csv))
		if err == nil {
			_, _, _, err = Merge([]byte(tableOf), rows)
		}
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.what, err, c.want)
		}
	}
	rows, _ := ReadTable([]byte("id,name\ncorvale,Corvalen\n"))
	if _, _, _, err := Merge([]byte(tableOf), rows); err == nil || !strings.Contains(err.Error(), "another id") {
		t.Errorf("a new name without an id: %v", err)
	}
	rows, _ = ReadTable([]byte("id,description\na,c\n"))
	if _, _, _, err := Merge([]byte("- id: a\n  name: A\n  description: |\n    b\n"), rows); err == nil || !strings.Contains(err.Error(), "by hand") {
		t.Errorf("a value over several lines: %v", err)
	}
}

// FuzzMerge checks that a merge keeps every item of the list and is stable.
func FuzzMerge(f *testing.F) {
	f.Add(tableOf, "id,name,wikidata\nada-moss,Ada,Q1\n")
	f.Add("- name: A\n", "name,aliases\nA,B|C\n")
	f.Fuzz(func(t *testing.T, yaml, table string) {
		rows, err := ReadTable([]byte(table))
		if err != nil {
			return
		}
		text, added, _, err := Merge([]byte(yaml), rows)
		if err != nil {
			return
		}
		before, err := readList([]byte(strings.ReplaceAll(yaml, "\r\n", "\n")))
		if err != nil {
			return
		}
		after, err := readList([]byte(strings.ReplaceAll(string(text), "\r\n", "\n")))
		if err != nil {
			t.Fatalf("the merged file cannot be read: %v\n%s", err, text)
		}
		if len(after.items) != len(before.items)+len(slices.Compact(added)) {
			t.Errorf("%d items became %d, %v are new", len(before.items), len(after.items), added)
		}
	})
}

// TestLargeTable: a table of a thousand entities goes into a file and out of it again.
func TestLargeTable(t *testing.T) {
	var first, second strings.Builder
	first.WriteString("id,name,aliases\n")
	second.WriteString("id,description\n")
	for i := range 1000 {
		fmt.Fprintf(&first, "n%d,Name %d,A%d|B%d\n", i, i, i, i)
		fmt.Fprintf(&second, "n%d,Described %d\n", i, i)
	}
	text := []byte("# kept\n")
	for i, table := range []string{first.String(), second.String()} {
		rows, err := ReadTable([]byte(table))
		if err != nil {
			t.Fatal(err)
		}
		var added, changed []string
		if text, added, changed, err = Merge(text, rows); err != nil {
			t.Fatal(err)
		}
		if len(added) != 1000*(1-i) || len(changed) != 1000*i {
			t.Errorf("table %d: %d added, %d changed", i, len(added), len(changed))
		}
	}
	if got := string(text); !strings.HasPrefix(got, "# kept\n") || strings.Count(got, "Described 999") != 1 || strings.Count(got, "name: ") != 1000 {
		t.Errorf("%.300s", got)
	}
}
