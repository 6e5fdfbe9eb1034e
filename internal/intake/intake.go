// Package intake reads a received document - plain text, HTML or PDF - into an article and a log of every repair.
//
// Three rules hold throughout. Nothing is lost: every word received is in the
// article or quoted in the log, in the order in which it came. Nothing is
// invented: what the document does not say (an author, a date) stays empty and is
// reported. Nobody's words are corrected: a doubled word or a name spelt two ways
// is reported and left alone.
//
// Reading text is a chain of small passes over one list of units (the table in
// text.go); each pass has a file of its own and writes its own kinds of log entry.
// HTML and PDF feed the same model. The package reads no file and writes none.
package intake

import (
	"fmt"
	"path"
	"strings"
)

// Options are what the author says about a document; they win over what it says itself.
type Options struct {
	As          string // "text", "html", "pdf", or "" to tell from the content
	Title       string
	Author      string
	Date        string // EDTF, as it is to stand in the front matter
	URL         string
	Publication string
}

// Meta is what is known about the article as a whole; "" where nothing was found.
type Meta struct {
	Title       string
	Author      string // as given, without "by"
	AuthorPlace string
	AuthorNote  string
	Date        string // EDTF
	Source      string // an address, or the words of the source line
	Publication string
	Description string // the standfirst
}

// Kind is what a block of the article is.
type Kind string

// The kinds of block.
const (
	Paragraph Kind = "paragraph"
	Heading   Kind = "heading"
	Caption   Kind = "caption" // of a picture, received or missing
	Item      Kind = "item"    // of a list; consecutive items form one
	Code      Kind = "code"
	Table     Kind = "table"
	Rule      Kind = "rule"
)

// Block is one block of the article. Lists and quotations are flat: Depth and
// Quote say how deep a block stands in them.
type Block struct {
	Kind   Kind
	Line   int      // line of the received text where it begins, 0 when unknown
	Level  int      // Heading: 2 to 6
	Depth  int      // Item: 1 and up; other kinds: the items they stand in
	Number int      // Item: its number in an ordered list, 0 for a bullet
	Quote  int      // quotations around it
	Text   []Span   // all kinds but Code, Table and Rule
	Code   string   // Code: its text
	Lang   string   // Code: its language; Caption: "table" for a table's
	Rows   [][]Cell // Table: the rows, the head first

	mark string // the list mark taken off, as received
	from []stretch
}

// Cell is one cell of a table.
type Cell struct{ Text []Span }

// Note is the text of one footnote.
type Note struct {
	Label string // as it stands in [^label]: letters, digits, hyphen
	Line  int
	Text  []Span

	mark string // the mark taken off, as received
	from []stretch
}

// Style is how a span is set.
type Style uint8

// The styles; they combine.
const (
	Emphasis Style = 1 << iota
	Strong
	CodeStyle
	Strike
	Sub
	Sup
)

// Span is a stretch of text of one style.
type Span struct {
	Text    string
	Style   Style
	Link    string // address that the text leads to
	Note    string // label of the note referred to; Text is the mark as received
	Break   bool   // a hard line break, no text
	Picture bool   // a picture in the text: Link is its address, Text its alternative
}

// Picture is one picture that the document names.
type Picture struct {
	Address string // as received
	Alt     string
	Line    int
}

// Article is a document as it was read.
type Article struct {
	Meta     Meta
	Blocks   []Block
	Notes    []Note
	Pictures []Picture
	Log      []Entry

	// Extracted is the text that a PDF gave, whose lines the log counts; "" for
	// other formats.
	Extracted string
}

// MaxText is the largest text, in bytes of UTF-8, that makes an article: the
// build's own cap.
const MaxText = 5 << 20

// MaxReceived is the largest file, in bytes, that is worth reading at all: HTML and
// PDF carry much that is no text.
const MaxReceived = 64 << 20

// Read makes an article of a received document. name stands in messages and helps
// to tell the format. An error is a message for the author that names the file.
func Read(name string, raw []byte, o Options) (*Article, error) {
	if len(raw) == 0 {
		return nil, fmt.Errorf("%s: the file is empty", name)
	}
	format, err := formatOf(name, raw, o.As)
	if err != nil {
		return nil, err
	}
	if limit := limitOf(format); len(raw) > limit {
		return nil, tooLarge(name, len(raw), limit)
	}
	a, err := readers[format](name, raw, o)
	if err != nil {
		return nil, err
	}
	a.sortLog()
	a.boundLog()
	return a, nil
}

// readers is the one table of formats.
var readers = map[string]func(name string, raw []byte, o Options) (*Article, error){
	"text": readText,
	"html": readHTML,
	"pdf":  readPDF,
}

func limitOf(format string) int {
	if format == "text" {
		return 2*MaxText + 2 // UTF-16 takes two bytes where UTF-8 takes one
	}
	return MaxReceived
}

func tooLarge(name string, size, limit int) error {
	return fmt.Errorf("%s: %.1f MB is more than an article can hold (%d MB of text); split it first", name, float64(size)/(1<<20), min(limit, MaxText)>>20)
}

// Slug returns a name for the article's file, made of its title: letters, digits
// and hyphens, at most 60 bytes, never empty.
func (a *Article) Slug() string {
	return slugOf(a.Meta.Title)
}

// base returns the name of a file without its folders, whichever slash they use.
func base(name string) string {
	return path.Base(strings.ReplaceAll(name, `\`, "/"))
}
