// Package suggest finds the names in a corpus and proposes them to the author.
//
// Nothing is known beforehand but word tables (offices, heads of organisation and
// place names, days, peoples); the evidence is the corpus itself. A chain of
// capitalised words is a candidate; a word that the corpus also writes in lower case
// is no name at the start of a sentence; what stands before and after a chain tells
// what kind of thing it names. Documents are added one after another and may be
// dropped then: a Corpus keeps counts, and up to three quoted sentences a chain.
//
// The same documents in the same order give the same proposals, byte for byte.
package suggest

import (
	"iter"

	"dossier/internal/source"
)

// Document is one text to look for names in.
type Document struct {
	Name   string // as messages show it: content/articles/a.md
	Blocks []Block
}

// Block is a stretch of running text: a paragraph, a heading, a table cell.
type Block struct {
	Text    string
	Heading bool   // may be written with capitals throughout, so they prove little
	Flows   bool   // a line end is a space, unless the mark of a break (U+FFFC) stands before it
	Skip    []Span // stretches that are no prose (code, formulas), ascending
	// Place turns a byte offset of Text into a place; nil gives the document's name
	// alone.
	Place func(offset int) source.Place
}

// Span is a stretch of text by byte offsets.
type Span struct {
	Start, End int
}

// Known is what the author has decided already.
type Known struct {
	Entities []Entity
	Refused  []string // names never to be proposed again
}

// Entity is one that the author's files state.
type Entity struct {
	ID    string
	Name  string
	Type  string
	Forms []string // aliases
}

// Proposal is a name that the corpus uses and the author's files do not know.
type Proposal struct {
	Name       string    `json:"name"`
	ID         string    `json:"id"`
	Type       string    `json:"type"`
	TypeReason string    `json:"type_reason"`
	Count      int       `json:"count"`              // mentions by this name, its last name and its aliases
	Articles   int       `json:"articles"`           // documents among them
	Score      int       `json:"score"`              // 0 to 100: how sure it is a name
	AliasOf    string    `json:"alias_of,omitempty"` // id of an entity or name of another proposal
	Reason     string    `json:"reason"`
	Aliases    []string  `json:"aliases,omitempty"` // other forms that the text itself ties to the name
	Examples   []Example `json:"examples,omitempty"`
	Decision   string    `json:"decision"` // for the author to fill in: accept or refuse
}

// Example is a sentence with the name in it.
type Example struct {
	Sentence string       `json:"sentence"` // white space collapsed
	Start    int          `json:"start"`    // byte offsets of the name in Sentence
	End      int          `json:"end"`
	Place    source.Place `json:"-"`
	At       string       `json:"at"` // Place as file:line:column
}

// Published is the score from which Auto takes a proposal: six of seven such forms
// are names that people marked too.
const Published = 65

// Find proposes the names of a corpus, best first.
func Find(docs iter.Seq[Document], known Known) []Proposal {
	c := New()
	for d := range docs {
		c.Add(d)
	}
	return c.Find(known)
}

// Surface lists every distinct form that a name takes in the corpus (full names,
// bare last names, acronyms), best first.
func Surface(docs iter.Seq[Document]) []string {
	c := New()
	for d := range docs {
		c.Add(d)
	}
	return c.Surface()
}
