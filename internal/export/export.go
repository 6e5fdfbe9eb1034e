// Package export writes what the site knows as data: tables, annotations, calendars,
// bibliographies.
//
// Every file is a row of one table and a pure function of the index and the sentences,
// so a site and `dossier export` write the same bytes. Addresses are absolute where the
// site's own is known, else relative to the folder that the files lie in.
package export

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"iter"
	"strconv"
	"strings"
	"unicode/utf8"

	"dossier/internal/index"
)

// Folder is where the files lie in a site, below its root.
const Folder = "data"

// Data is what the encoders read.
type Data struct {
	Title       string // of the dossier
	Description string
	Language    string // BCP 47 tag
	License     string
	BaseURL     string // absolute, ends in "/"; "" when not known
	Index       *index.Index
	Quotes      func(*index.Article) []string // the article's sentences, parallel to Record.Sentences

	only []*index.Article // the articles of one part of a file, nil for all
}

// Format is one kind of file.
type Format struct {
	Name   string // file below Folder: entities.json
	Topic  string // what `dossier export` calls its content: entities
	Format string // what --format calls it: json
	Media  string // media type
	About  string // one sentence
	Fields []Field
	Encode func(*Data, io.Writer) error

	table bool // Fields are the columns of a CSV file
	split bool // may lie in several files, article by article
}

// Field is one field of a record, or a column of a table.
type Field struct {
	Name string
	Type string // string, integer, boolean, array or object, as Table Schema calls them
	What string
	Need bool // never empty
}

// Table lists every format: the topics in order, each topic's first format being the
// one that `dossier export` writes unless told otherwise.
var Table = []Format{
	{Name: "entities.json", Topic: "entities", Format: "json", Media: "application/json", Encode: entitiesJSON, Fields: entityFields,
		About: "Every person, place, organisation and thing with its names, identifiers and counts."},
	{Name: "entities.csv", Topic: "entities", Format: "csv", Media: "text/csv", Encode: entitiesCSV, Fields: entityColumns, table: true,
		About: "The same as a table; a list in a cell is separated by vertical bars."},
	{Name: "mentions.jsonl", Topic: "mentions", Format: "jsonl", Media: "application/jsonl", Encode: mentionsJSONL, Fields: annotationFields, split: true,
		About: "Every place where a name stands, as a W3C Web Annotation a line."},
	{Name: "events.json", Topic: "events", Format: "json", Media: "application/json", Encode: eventsJSON, Fields: eventFields,
		About: "Every event with its date in EDTF, the bounds of the date and the sentence that says so."},
	{Name: "events.csv", Topic: "events", Format: "csv", Media: "text/csv", Encode: eventsCSV, Fields: eventColumns, table: true,
		About: "The same as a table, an event with the first sentence that tells of it."},
	{Name: "timeline.ics", Topic: "events", Format: "ics", Media: "text/calendar", Encode: calendar,
		About: "The events of known days as a calendar; months, years and open dates have no place in one and are left out."},
	{Name: "timelinejs.json", Topic: "events", Format: "timelinejs", Media: "application/json", Encode: timelineJS,
		About: "The events as TimelineJS reads them."},
	{Name: "sources.bib", Topic: "sources", Format: "bib", Media: "application/x-bibtex", Encode: sourcesBib,
		About: "Every cited source in BibTeX."},
	{Name: "sources.json", Topic: "sources", Format: "csl", Media: "application/vnd.citationstyles.csl+json", Encode: sourcesCSL,
		About: "Every cited source in CSL-JSON."},
}

// Part is one file to be written. Articles are those whose mentions it holds, nil where
// it is about the whole site.
type Part struct {
	Name     string
	Encode   func(io.Writer) error
	Articles []*index.Article
}

// partSize is how many mentions one file holds: about 30 MB of annotations, which
// every host takes.
const partSize = 50_000

// Parts are the files of a format: one, or several where it would be too long.
func (d *Data) Parts(f Format) []Part { return d.parts(f, partSize) }

func (d *Data) parts(f Format, size int) []Part {
	if !f.split {
		return []Part{{Name: f.Name, Encode: func(w io.Writer) error { return f.Encode(d, w) }}}
	}
	var parts []Part
	add := func(list []*index.Article) {
		some := *d
		some.only = list
		parts = append(parts, Part{numbered(f.Name, len(parts)+1), func(w io.Writer) error { return f.Encode(&some, w) }, list})
	}
	list, from, count := d.articles(), 0, 0
	for i, a := range list {
		if count > 0 && count+len(a.Mentions) > size {
			add(list[from:i:i])
			from, count = i, 0
		}
		count += len(a.Mentions)
	}
	add(list[from:])
	return parts
}

// numbered is mentions.jsonl, mentions-2.jsonl...
func numbered(name string, n int) string {
	if n == 1 {
		return name
	}
	stem, ending, _ := strings.Cut(name, ".")
	return stem + "-" + strconv.Itoa(n) + "." + ending
}

// articles are those to be written, in the order of the index.
func (d *Data) articles() []*index.Article {
	if d.only != nil {
		return d.only
	}
	return d.Index.Articles
}

// address makes a path of the site one that leads there from outside.
func (d *Data) address(path string) string {
	if d.BaseURL != "" {
		return d.BaseURL + strings.TrimPrefix(path, "/")
	}
	return ".." + path
}

// quote is a sentence as a reader would quote it.
func (d *Data) quote(r index.Ref) string { return d.Quotes(r.Article)[r.Sentence] }

// each goes through a list and makes something of every item when its turn comes, so that
// a long list is never there twice.
func each[T, U any](list []T, make func(T) U) iter.Seq[U] {
	return func(yield func(U) bool) {
		for _, item := range list {
			if !yield(make(item)) {
				return
			}
		}
	}
}

// jsonList writes a list with an item a line, so that a change of one item is a change
// of one line.
func jsonList[T any](w io.Writer, items iter.Seq[T]) error {
	out := bufio.NewWriter(w)
	out.WriteString("[")
	var line bytes.Buffer
	e := json.NewEncoder(&line)
	e.SetEscapeHTML(false)
	first := true
	for item := range items {
		if !first {
			out.WriteByte(',')
		}
		first = false
		out.WriteByte('\n')
		line.Reset()
		if err := e.Encode(item); err != nil {
			return err
		}
		out.Write(bytes.TrimSuffix(line.Bytes(), []byte("\n")))
	}
	out.WriteString("\n]\n")
	return out.Flush()
}

// jsonLine is a value on one line, without the escapes that only a page needs.
func jsonLine(v any) ([]byte, error) {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return []byte(strings.TrimSuffix(b.String(), "\n")), nil
}

// AppendJSON appends a string as JSON, without the escapes that only a page needs.
func AppendJSON(dst []byte, s string) []byte {
	for i := range len(s) {
		// Control characters, quotation marks and what is not ASCII take care: there are
		// line separators among the letters, and bytes that are none.
		if c := s[i]; c < ' ' || c == '"' || c == '\\' || c == 0x7f || c == 0xE2 || c >= utf8.RuneSelf && !utf8.ValidString(s) {
			line, err := jsonLine(s)
			if err != nil {
				panic(err) // cannot happen: every string can be written
			}
			return append(dst, line...)
		}
	}
	return append(append(append(dst, '"'), s...), '"')
}

// appendField appends a field with a text, unless there is none.
func appendField(dst []byte, key, text string) []byte {
	if text == "" {
		return dst
	}
	return AppendJSON(append(dst, key...), text)
}
