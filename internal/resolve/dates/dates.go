// Package dates finds the expressions of time in running text and says which days
// each one means, and why.
//
// A block of text is cut into tokens (lex.go); a trie of patterns, one row each in the
// tables of a language, finds phrases (trie.go, scan.go); guards drop what only looks like
// a date (guard.go); neighbours are joined (compose.go); and the phrases are resolved in
// reading order: what names its place on the calendar (calendar.go), what is counted from
// the reference date or from another date (relative.go), and the rest (other.go). In a
// history, dates without a year get theirs from the whole text (story.go).
//
// All that is English stands in english*.go: the lexicon, the rows with an example each,
// the guards, the cues that tell past from future. Another language is another set of
// these (language.go); without one, only dates in figures are read.
//
// The package knows no clock. Without a reference date, what is relative to one stays
// unresolved.
package dates

import (
	"dossier/internal/edtf"
	"dossier/internal/resolve/prose"
)

type (
	// Span is a byte range of a text.
	Span = prose.Span
	// Block is one paragraph, heading, cell... of an article, in reading order.
	Block = prose.Block
)

// Mode says what a date without a year is read against.
type Mode uint8

const (
	Auto      Mode = iota // guessed from the text, see guessMode
	News                  // the reference date
	Narrative             // the last date mentioned
)

// Options are what is known about the text beside its words.
type Options struct {
	Reference edtf.Date            // the day the text speaks from; zero when unknown
	Mode      Mode                 //
	Set       map[string]edtf.Date // the author's word: these words mean this date
	Ignore    []string             // the author's word: these words are no date
	Language  string               // BCP 47; "" is English. Others get the patterns without words only
}

// Reading is one expression of time and what it means.
type Reading struct {
	Block      int    // index of the block
	Start, End int    // byte range in its text
	Surface    string // the words
	Type       string // TIMEX3: DATE, TIME, DURATION or SET
	Value      string // TIMEX3: 2023-07-26, 2023-W30, XXXX-05, PRESENT_REF, P3Y...
	Mod        string // TIMEX3: START, MID, END, APPROX..., or ""
	Date       edtf.Date
	Reason     Reason
	Certain    bool   // false where another reading was possible
	Open       bool   // its place on the calendar is not known: the author may say it
	Forward    bool   // the words around say that it was still to come
	Pattern    string // name of the row that found it
}

// Precision tells how fine the date is, edtf.None when there is none.
func (r Reading) Precision() edtf.Precision { return r.Date.Precision() }

// Find reads all blocks of an article. The readings are in order of place and do not
// overlap. Both points of a range have the same interval as Date, each its own Value.
// unmatched lists the entries of Set and Ignore that no words of the text answer to, sorted.
func Find(blocks []Block, o Options) (readings []Reading, unmatched []string) {
	s := newScanner(o)
	defer s.free()
	for i := range blocks {
		s.scan(i, &blocks[i])
	}
	readings = s.resolve(blocks)
	return s.correct(blocks, readings)
}
