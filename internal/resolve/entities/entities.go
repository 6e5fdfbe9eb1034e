// Package entities finds the names of a dossier's entities in the text of an article.
//
// A Dictionary is compiled once from the entities that the project states and is
// then shared by all workers. Find reads the blocks of one article and returns each
// place where an entity is named, with the rule that recognised it: the name as it
// stands, or a form that only the article makes plain, such as a surname whose owner
// is introduced elsewhere in it. What a rule cannot settle it reports as a Doubt
// instead of guessing.
//
// Mentions are sorted, never overlap, begin and end at word borders, leave
// possessive endings outside and never enter a skipped range.
package entities

import (
	"cmp"
	"slices"

	"dossier/internal/record"
	"dossier/internal/resolve/prose"
)

type (
	// Span is a range of bytes in the text of a block, end exclusive.
	Span = prose.Span
	// Block is one leaf of an article, in reading order.
	Block = prose.Block
)

// Options are the author's word on one article.
type Options struct {
	As     map[string]string // words -> id of the entity that they name here
	Ignore []string          // words that name no entity here
	Off    []string          // rules that are switched off, by the names of Rules
}

// Mention is one place where an entity is named.
type Mention struct {
	Block      int // position in the blocks given to Find
	Start, End int // bytes in that block's text, end exclusive
	Entity     string
	Rule       string // one of Rules
}

// Doubt is something that the author should look at: a form that fits several
// entities, a name that looks misspelt, or a directive without effect.
type Doubt struct {
	Block      int // -1 for a directive that matched nothing
	Start, End int
	Text       string   // the words in question
	Rule       string   // ambiguous, spelling, as or ignore
	Entities   []string // ids that the words fit, sorted
}

// Shared is a form that several entities claim as a name or alias.
type Shared struct {
	Text     string
	Entities []string // ids, sorted
}

// Dictionary is the compiled set of names. Nothing writes to it after Compile.
type Dictionary struct {
	ids     []string
	classes []class
	off     map[uint32][]string // rules that are off for an entity
	trie    *trie

	forms      []form    // those of node n: forms[formsAt[n]:formsAt[n+1]]
	readings   []reading // likewise
	formsAt    []uint32
	readingsAt []uint32
	stated     []uint32 // forms that the author gave entity e: stated[formsOf[e]:formsOf[e+1]]
	formsOf    []uint32
}

// form is one way to write a name.
type form struct {
	text       string
	head, tail uint8 // bytes of signs before the first and behind the last word
	exact      bool  // matched letter by letter
	full       bool  // some entity has it as a name, alias or demonym
}

// reading is what the words that lead to a node may stand for.
type reading struct {
	entity uint32
	form   uint32
	rule   rule
}

// Compile builds the Dictionary of a list of entities.
func Compile(list []*record.Entity) *Dictionary {
	c := newCompiler(len(list))
	for _, e := range list {
		c.entity(e)
	}
	return c.finish()
}

// Find returns the mentions in an article, in reading order, and what it could not
// settle. It depends on nothing but its arguments.
func (d *Dictionary) Find(blocks []Block, o Options) (mentions []Mention, doubts []Doubt) {
	f := newFinder(d, blocks, o)
	defer f.release()
	f.collect()
	if len(o.As) > 0 || len(o.Ignore) > 0 {
		f.obey(o)
	}
	f.introduce()
	if f.acronymsInBrackets() {
		f.introduce()
	}
	f.choose()
	return f.mentions, f.doubts
}

// Shared lists the forms that several entities claim as a name or alias, sorted.
func (d *Dictionary) Shared() []Shared {
	var out []Shared
	for f := range d.forms {
		if !d.forms[f].full {
			continue
		}
		node, _ := slices.BinarySearch(d.formsAt, uint32(f+1))
		var ids []string
		for _, r := range d.at(uint32(node - 1)) {
			if r.rule.full() && r.form == uint32(f) {
				ids = append(ids, d.ids[r.entity])
			}
		}
		slices.Sort(ids)
		if ids = slices.Compact(ids); len(ids) > 1 {
			out = append(out, Shared{d.forms[f].text, ids})
		}
	}
	slices.SortFunc(out, func(a, b Shared) int { return cmp.Compare(a.Text, b.Text) })
	return out
}
