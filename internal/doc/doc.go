// Package doc is the article model that both Markdown dialects are translated into.
//
// An article is a tree of blocks. A container (list, quotation, table...) holds
// blocks; a leaf (paragraph, heading, table cell...) holds one plain string, Text,
// and what is said about stretches of it:
//
//   - Marks: emphasis, links, names, dates... as byte ranges of Text. Something that
//     is no text itself (a picture, a hard line break, a note reference, a formula)
//     is an atom: one U+FFFC in Text with a mark on it.
//   - Segs: which byte of the source each stretch of Text comes from, so that every
//     message can say file:line:column.
//
// Everything dossier adds (names, dates, anchors) is one more mark on plain text, so
// a name across "*Ada* Lovelace" needs no tree surgery.
package doc

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/internal/source"
)

// Atom is the character that stands in Text for a thing that is no text.
const Atom = "\uFFFC"

// Doc is one article or page as it goes through the resolve stage.
type Doc struct {
	File     *source.File
	Blocks   []*Block // the body in reading order
	Defs     []*Note  // note definitions in source order, taken out of the body by the dialect
	Notes    []*Note  // set by resolve/footnotes: the notes shown, Notes[i].Number == i+1
	Loose    []*Note  // set by resolve/footnotes: notes without a mark, text that would else be lost
	Problems []source.Problem
}

// Block is a node of the article. Which fields hold depends on Kind; see the table
// of kinds.
type Block struct {
	Kind   Kind
	ID     string   // anchor, "" until resolve/anchors or an attribute of the author gives one
	Level  int      // Heading: 1 to 6; List: number of the first item when Ordered
	Info   string   // CodeBlock: language; Aside, Figure...: class; HTMLBlock: unused
	Align  Align    // Cell
	Flags  Flags    // see Flags
	Offset int      // byte offset in the source file where the block begins
	Blocks []*Block // containers only
	Text   string   // leaves only
	Marks  []Mark   // leaves only; sorted by SortMarks
	Segs   []Seg    // leaves only; ascending Text offsets
}

// Flags are the yes-or-no facts about a block.
type Flags uint8

const (
	Ordered  Flags = 1 << iota // List
	Tight                      // List: its items hold TightText instead of paragraphs
	Task                       // Item: has a check box
	Checked                    // Item: the box is checked
	HeadCell                   // Row, Cell: part of the table's head
	Unlisted                   // Heading: kept out of the contents
)

// Align is the alignment of a table column.
type Align uint8

const (
	AlignNone Align = iota
	AlignLeft
	AlignCenter
	AlignRight
)

// Note is a footnote: a definition with its label, or an inline note.
type Note struct {
	Label  string // as the author wrote it, "" for an inline note
	ID     string // set by resolve/footnotes: safe, unique, from the label ("fn-label")
	Number int    // set by resolve/footnotes: 1-based, in order of first reference; 0 for loose notes
	Refs   int    // set by resolve/footnotes: how many marks lead to it
	Why    string // loose notes: "unused" or "duplicate"
	Inline bool
	Blocks []*Block
	Offset int // byte offset of the definition in the source file
}

// Mark is something said about Text[Start:End].
type Mark struct {
	Start, End int
	Kind       MarkKind
	Target     string // Link: address; Image: address; NoteRef: label; Mention: entity id; Date: EDTF; Sentence: anchor; Cite: key...
	Title      string // Link, Image: title; Mention: name of the rule; Date: TIMEX3 value; Index: sub-entry
	Alt        string // Image: text alternative; RawHTML: the markup; Math: the formula; Cite: locator; Date: for <time datetime>, "" when HTML has no form for it
	Why        string // Date: how it was read
	Num        int    // NoteRef: 1-based count among the marks of its note, once resolved; Mention: 1 when it is to be a link; Index: 1 for the main place; Date: 1 when it was still to come
	Note       *Note  // NoteRef: set by resolve/footnotes, nil when undefined; inline notes: set by the dialect
}

// Seg says that the Len bytes of Text from offset Text on stand in the source file
// from offset Source on, byte for byte. Text between segments (a decoded entity,
// say) has no place of its own; Source of the segment before it is near enough.
type Seg struct {
	Text, Source, Len int
}

// SourceOffset turns an offset in Text into one in the source file. The start of
// the block stands in where nothing better is known.
func (b *Block) SourceOffset(at int) int {
	i, found := slices.BinarySearchFunc(b.Segs, at, func(s Seg, at int) int { return cmp.Compare(s.Text, at) })
	if !found {
		i--
	}
	if i < 0 {
		return b.Offset
	}
	s := b.Segs[i]
	return s.Source + min(at-s.Text, s.Len)
}

// SortMarks puts marks in the order the renderer and the resolvers rely on: by
// start, the longer first, and an outer kind before an inner one.
func (b *Block) SortMarks() {
	slices.SortStableFunc(b.Marks, compareMarks)
}

func compareMarks(x, y Mark) int {
	return cmp.Or(cmp.Compare(x.Start, y.Start), cmp.Compare(y.End, x.End), cmp.Compare(marks[x.Kind].Rank, marks[y.Kind].Rank))
}

// Add puts marks among those that are there, which are in order. Marks that come one by
// one in the order of the text cost no sorting.
func (b *Block) Add(m ...Mark) {
	n := len(b.Marks)
	b.Marks = append(b.Marks, m...)
	if !slices.IsSortedFunc(b.Marks[max(0, n-1):], compareMarks) {
		b.SortMarks()
	}
}

// IsLeaf tells whether the block holds Text rather than blocks.
func (b *Block) IsLeaf() bool { return kinds[b.Kind].Leaf }

// Plain returns the text of a leaf as a reader hears it: atoms gone, white space
// collapsed.
func (b *Block) Plain() string { return Plain(b.Text) }

// Plain drops atoms from a stretch of Text and collapses its white space.
func Plain(text string) string {
	if isPlain(text) {
		return text
	}
	plain := make([]byte, 0, len(text))
	space := false // white space was left out
	for i := 0; i < len(text); {
		c, n := rune(text[i]), 1
		if c >= utf8.RuneSelf {
			c, n = utf8.DecodeRuneInString(text[i:])
		}
		switch {
		case unicode.IsSpace(c):
			space = true
		case strings.HasPrefix(text[i:], Atom):
		default:
			if space && len(plain) > 0 {
				plain = append(plain, ' ')
			}
			plain, space = append(plain, text[i:i+n]...), false
		}
		i += n
	}
	return string(plain)
}

// CountWords counts the stretches of text between white space.
func CountWords(text string) int {
	count, inWord := 0, false
	for i := 0; i < len(text); {
		c, space, n := text[i], false, 1
		if c < utf8.RuneSelf {
			space = c == ' ' || '\t' <= c && c <= '\r'
		} else {
			var r rune
			r, n = utf8.DecodeRuneInString(text[i:])
			space = unicode.IsSpace(r)
		}
		if !space && !inWord {
			count++
		}
		inWord = !space
		i += n
	}
	return count
}

// isPlain tells whether text is plain already; it may say no to text that is.
func isPlain(text string) bool {
	before := byte(' ')
	for i := range len(text) {
		c := text[i]
		switch {
		case c < ' ', c == ' ' && before == ' ', c == 0xC2, 0xE1 <= c && c <= 0xE3, c == 0xEF: // the last begin white space and atoms
			return false
		}
		before = c
	}
	return before != ' '
}

// Walk calls f for every block of the list and below, in reading order. f returns
// false to keep out of a block's children.
func Walk(blocks []*Block, f func(*Block) bool) {
	for _, b := range blocks {
		if f(b) {
			Walk(b.Blocks, f)
		}
	}
}

// Leaves calls f for every leaf of the body and then of each note, in reading
// order; note is nil in the body.
func (d *Doc) Leaves(f func(b *Block, note *Note)) {
	leaves := func(blocks []*Block, n *Note) {
		Walk(blocks, func(b *Block) bool {
			if b.IsLeaf() {
				f(b, n)
			}
			return true
		})
	}
	leaves(d.Blocks, nil)
	for _, n := range d.Notes {
		leaves(n.Blocks, n)
	}
	for _, n := range d.Loose {
		leaves(n.Blocks, n)
	}
}

// Report adds a problem at a byte offset of the source file.
func (d *Doc) Report(offset int, code source.Code, message, hint string) {
	d.Problems = append(d.Problems, source.Problem{Place: d.File.Place(offset), Code: code, Message: message, Hint: hint})
}
