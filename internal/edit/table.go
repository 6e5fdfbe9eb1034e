package edit

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"dossier/internal/slug"
)

// Row is one entity of a table: what a program such as OpenRefine has filled in. An
// empty cell says nothing, so it takes nothing away.
type Row struct {
	ID, Name, Type        string
	Aliases               []string
	Wikidata, Description string
	Line                  int // of the table
}

// wikidataCell matches a Wikidata id alone or at the end of an address of it.
var wikidataCell = regexp.MustCompile(`^(?:https?://(?:www\.)?wikidata\.org/(?:wiki|entity)/)?(Q[1-9][0-9]*)$`)

// ReadTable reads a CSV file with a row of column names: id, name, type, aliases (parted
// by "|", with a backslash before a bar of their own), wikidata, description, in any
// order; other columns are left alone. Semicolons and tabs may stand for commas.
func ReadTable(text []byte) ([]Row, error) {
	text = bytes.TrimPrefix(text, []byte("\xef\xbb\xbf"))
	in := csv.NewReader(bytes.NewReader(text))
	in.Comma = separator(text)
	head, err := in.Read()
	if err == io.EOF {
		return nil, errors.New("the table is empty")
	}
	if err != nil {
		return nil, fmt.Errorf("read the table: %w", err)
	}
	column := map[string]int{}
	for i, name := range head {
		column[strings.ToLower(strings.TrimSpace(name))] = i
	}
	_, hasID := column["id"]
	_, hasName := column["name"]
	if !hasID && !hasName {
		return nil, fmt.Errorf("the table has neither a column id nor a column name, but %s", strings.Join(head, ", "))
	}
	var rows []Row
	for {
		record, err := in.Read()
		if err == io.EOF {
			return rows, nil
		}
		if err != nil {
			return nil, fmt.Errorf("read the table: %w", err)
		}
		line, _ := in.FieldPos(0)
		row, err := readRow(line, func(name string) string {
			if i, ok := column[name]; ok {
				return strings.TrimSpace(record[i])
			}
			return ""
		})
		if err != nil {
			return nil, fmt.Errorf("line %d of the table: %w", line, err)
		}
		rows = append(rows, row)
	}
}

// separator is the sign between the cells of the first row.
func separator(text []byte) rune {
	head, _, _ := bytes.Cut(text, []byte("\n"))
	for _, r := range []rune{',', ';', '\t'} {
		if bytes.ContainsRune(head, r) {
			return r
		}
	}
	return ','
}

func readRow(line int, cell func(string) string) (Row, error) {
	r := Row{ID: cell("id"), Name: cell("name"), Type: cell("type"), Description: cell("description"), Line: line}
	if r.ID == "" {
		r.ID = slug.Make(r.Name)
	}
	if r.ID == "" || slug.Make(r.ID) != r.ID {
		return r, fmt.Errorf("the id %q cannot stand in an address", r.ID)
	}
	if w := cell("wikidata"); w != "" {
		m := wikidataCell.FindStringSubmatch(w)
		if m == nil {
			return r, fmt.Errorf("wikidata: %q is no Wikidata id", w)
		}
		r.Wikidata = m[1]
	}
	for _, a := range SplitCell(cell("aliases")) {
		if a = strings.TrimSpace(a); a != "" {
			r.Aliases = append(r.Aliases, a)
		}
	}
	for _, s := range append([]string{r.Name, r.Type, r.Description}, r.Aliases...) {
		if s != "" && usable(s) != nil {
			return r, usable(s)
		}
	}
	return r, nil
}

// SplitCell reads a list out of a cell: items stand between bars, and a backslash before a
// bar or backslash says that it belongs to the item.
func SplitCell(cell string) []string {
	if cell == "" {
		return nil
	}
	var items []string
	var item strings.Builder
	for i := 0; i < len(cell); i++ {
		switch {
		case cell[i] == '\\' && i+1 < len(cell):
			i++
			item.WriteByte(cell[i])
		case cell[i] == '|':
			items = append(items, item.String())
			item.Reset()
		default:
			item.WriteByte(cell[i])
		}
	}
	return append(items, item.String())
}

// Merge writes the rows of a table into the text of an entities.yaml. Entities are told
// by their ids; one that is not there is added at the end. Cells that are filled take
// the place of what the file says, aliases are added; everything else stays as it is,
// byte for byte. changed lists the ids of entities that differ afterwards, added those
// that are new. An error means that nothing should be written.
func Merge(entities []byte, rows []Row) (text []byte, added, changed []string, err error) {
	text, err = asUnix(entities, func(text []byte) ([]byte, error) {
		list, err := readList(text)
		if err != nil {
			return nil, err
		}
		t, err := takeApart(list)
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			isNew, differs, err := t.merge(r)
			if err != nil {
				return nil, fmt.Errorf("line %d of the table, %s: %w", r.Line, r.ID, err)
			}
			if isNew {
				added = append(added, r.ID)
			} else if differs {
				changed = append(changed, r.ID)
			}
		}
		return t.join()
	})
	return text, added, changed, err
}

// apart is a list with the text of each item by itself, so that a row costs the reading of
// its item and not of the whole file.
type apart struct {
	list  *yamlList
	head  []byte // what stands before the first item
	items [][]byte
	byID  map[string]int
	named map[string]int // by folded name
}

// takeApart cuts a list before each line that begins an item.
func takeApart(l *yamlList) (*apart, error) {
	t := &apart{list: l, byID: map[string]int{}, named: map[string]int{}}
	for line := range bytes.Lines(l.text) {
		rest, ok := bytes.CutPrefix(line, []byte(l.dash+"-"))
		switch k := len(t.items); {
		case ok && !l.empty && (len(rest) == 0 || rest[0] == ' ' || rest[0] == '\n'):
			t.items = append(t.items, slices.Clone(line))
		case k > 0:
			t.items[k-1] = append(t.items[k-1], line...)
		default:
			t.head = append(t.head, line...)
		}
	}
	if len(t.items) != len(l.items) {
		return nil, errors.New("the file is written in a way that cannot be added to; edit it by hand")
	}
	for i, m := range l.items {
		if m != nil {
			t.know(i, cmp.Or(value(m, "id"), slug.Make(value(m, "name"))), value(m, "name"))
		}
	}
	return t, nil
}

// know remembers what an item goes by; the first of two keeps it.
func (t *apart) know(n int, id, name string) {
	if _, taken := t.byID[id]; !taken {
		t.byID[id] = n
	}
	if _, taken := t.named[slug.Fold(name)]; !taken {
		t.named[slug.Fold(name)] = n
	}
}

func (t *apart) find(id string) (n int, found bool) {
	if n, found = t.byID[id]; !found {
		n, found = t.named[slug.Fold(id)]
	}
	return n, found
}

// merge writes a row into its item, which is added where there is none.
func (t *apart) merge(r Row) (isNew, differs bool, err error) {
	n, found := t.find(r.ID)
	if !found {
		if n, err = t.add(r); err != nil {
			return false, false, err
		}
	}
	before := t.items[n]
	t.items[n], err = mergeRow(before, 0, r)
	return !found, !bytes.Equal(before, t.items[n]), err
}

// add begins an entity that the file does not have.
func (t *apart) add(r Row) (int, error) {
	if r.Name == "" {
		return 0, errors.New("there is no such entity, and the row has no name to make one of")
	}
	if k := len(t.items); k > 0 && !bytes.HasSuffix(t.items[k-1], []byte("\n")) {
		t.items[k-1] = append(t.items[k-1], '\n')
	}
	t.items = append(t.items, []byte(newEntity(Entity{ID: r.ID, Name: r.Name, Type: r.Type, Aliases: r.Aliases}, t.list.dash)))
	t.know(len(t.items)-1, r.ID, r.Name)
	return len(t.items) - 1, nil
}

// join writes the file and reads it once more.
func (t *apart) join() ([]byte, error) {
	if t.list.empty && len(t.items) > 0 {
		return t.list.appendItems(asTexts(t.items))
	}
	text := slices.Concat(t.head, bytes.Join(t.items, nil))
	again, err := readList(text)
	if err != nil {
		return nil, err
	}
	if len(again.items) != len(t.items) {
		return nil, errors.New("the file is written in a way that cannot be added to; edit it by hand")
	}
	return text, nil
}

func asTexts(items [][]byte) []string {
	list := make([]string, len(items))
	for i, item := range items {
		list[i] = string(item)
	}
	return list
}

// mergeRow writes the filled cells of a row into item n.
func mergeRow(text []byte, n int, r Row) ([]byte, error) {
	var err error
	for _, cell := range []struct{ key, value string }{
		{"name", r.Name}, {"type", r.Type}, {"description", r.Description}, {"wikidata", r.Wikidata},
	} {
		if text, err = setKey(text, n, cell.key, cell.value); err != nil {
			return nil, err
		}
	}
	for _, a := range r.Aliases {
		l, err := readList(text)
		if err != nil {
			return nil, err
		}
		if hasAlias(l, n, a) {
			continue
		}
		if text, err = addAlias(text, n, a); err != nil {
			return nil, err
		}
	}
	return text, nil
}
