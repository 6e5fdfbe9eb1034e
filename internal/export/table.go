package export

import (
	"encoding/csv"
	"io"
	"iter"
	"strings"
)

// writeTable writes a CSV file (RFC 4180 with LF line ends): a head row with the names
// of the columns, then the rows.
func writeTable(w io.Writer, columns []Field, rows iter.Seq[[]string]) error {
	out := csv.NewWriter(w)
	head := make([]string, len(columns))
	for i, c := range columns {
		head[i] = c.Name
	}
	if err := out.Write(head); err != nil {
		return err
	}
	for row := range rows {
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// joinList puts a list into one cell: items are separated by "|", and a bar or
// backslash within an item has a backslash before it. edit.SplitCell reads it back.
func joinList(items []string) string {
	escaped := make([]string, len(items))
	for i, item := range items {
		escaped[i] = listSigns.Replace(item)
	}
	return strings.Join(escaped, "|")
}

var listSigns = strings.NewReplacer(`\`, `\\`, `|`, `\|`)
