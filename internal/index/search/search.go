// Package search makes the index that the search page reads: small scripts, each with
// a part of it, of which a reader's browser loads the few that a question needs.
//
// Texts are added while articles are compiled, by many workers and in any order; what
// is kept of them is lists of numbers by word, which can be put on disk in runs when
// they grow. Finish merges the lists. What comes out depends on the texts and the order
// of the documents alone.
//
// The files, all of them calls of dossierShard(name, data):
//
//	reader.js      the script that reads the others
//	start.js       what every search needs: the table of words, counts, where a key is
//	shard-kN.js    with which key each of the following begins
//	shard-N.js     entries "key value" in order; keys are words and:
//	               !ab $yz   words of titles and names that begin or end so, for slips
//	               +N        documents that mention the entity that is document N
//	               #         dates of documents
//	               ／word/N  places of a common word next to some others, see parts.go
//	shard-dK-N.js  documents of kind K: title, address, anchors of their passages
package search

import (
	_ "embed"
	"errors"
	"fmt"
	"io"
	"slices"
	"sync"

	"dossier/internal/edtf"
	"dossier/internal/resolve/passages"
)

// Kind is what a document is. Documents are numbered kind by kind, and results stand in
// the same order: names first.
type Kind uint8

const (
	Entity Kind = iota
	Article
	Page
	Event
	Source
	kinds
)

// Doc is one thing that a search finds.
type Doc struct {
	Kind     Kind
	Address  string   // path of the site: "/articles/a/", with a fragment where it has one
	Title    string   // what it is shown as
	Names    []string // other names, of entities
	About    string   // shown below the title; searched where it is no entity's
	Type     string   // id of an entity's type
	Language string   // of the title where it is not the site's
	Date     edtf.Date
	Shown    string             // the date in words
	Entities []string           // ids of entities that it mentions
	Text     []passages.Passage // of an entity: what its author writes about it
}

// Type is a type of entity: its id is a filter ("person:"), its name is shown.
type Type struct{ ID, Name string }

// Options say how to index.
type Options struct {
	Language string // of the site: decides which endings fall away
	Types    []Type // of entities, in their order
	// Spill keeps a run of lists outside of memory and gives a reader of it, which is
	// read once, from its beginning; nil keeps all in memory.
	Spill  func(run []byte) (io.Reader, error)
	Memory int // bytes of lists in memory before they spill; 0 for 64 MB
}

// Builder takes texts. Its methods may be called by many workers at once.
type Builder struct {
	language *Language
	stop     map[string]bool
	options  Options

	mu     sync.Mutex
	texts  map[string]*text // by address
	idle   []*lane          // lanes that no worker is adding to
	lanes  int
	runs   []io.Reader
	failed error
}

// text is what is kept of an added text besides its lists.
type text struct {
	number   int    // in order of arrival; lists name it so until Finish
	length   int    // words, that are positions
	passages string // the record of its passages, see docs.go
	tokens   int
}

// NewBuilder begins an index.
func NewBuilder(o Options) *Builder {
	if o.Memory == 0 {
		o.Memory = 64 << 20
	}
	l := tableFor(o.Language)
	b := &Builder{language: l, stop: map[string]bool{}, options: o, texts: map[string]*text{}}
	for _, w := range l.Stop {
		b.stop[w] = true
	}
	return b
}

// Add takes the text of the document that will stand at address. A second text at the
// same address is left out: that is a problem of the content, and reported as such.
func (b *Builder) Add(address, title string, list []passages.Passage) error {
	b.mu.Lock()
	if b.texts[address] != nil {
		b.mu.Unlock()
		return nil
	}
	t := &text{number: len(b.texts)}
	b.texts[address] = t
	l := b.takeLane()
	b.mu.Unlock()

	l.begin(t.number)
	l.text(title, true)
	l.at = max(l.at, bodyStart)
	t.passages = l.passages(list)
	t.length, t.tokens = l.at, l.tokens
	return b.giveLane(l)
}

// Titles stand at the first positions and running text from bodyStart on, so that a
// position says which it is. Names of an entity follow its title the same way, and what
// is said about it stands from aboutStart on.
const (
	bodyStart  = 32
	aboutStart = 512
)

// textOf gives the text of an article or page, which has been added, and makes that of
// anything else from its names.
func (b *Builder) textOf(d *Doc) (*text, error) {
	if d.Kind == Article || d.Kind == Page {
		if t := b.texts[d.Address]; t != nil {
			return t, nil
		}
		return nil, fmt.Errorf("no text was added for %s", d.Address)
	}
	b.mu.Lock()
	t := &text{number: len(b.texts)}
	b.texts[fmt.Sprintf("%d %s", t.number, d.Address)] = t // no address of a page
	l := b.takeLane()
	b.mu.Unlock()

	l.begin(t.number)
	l.text(d.Title, true)
	for _, n := range d.Names {
		l.at = max(l.at+1, bodyStart)
		l.text(n, true)
	}
	l.at = max(l.at, aboutStart)
	if d.Kind != Entity { // a description names others, which are not what is looked for
		l.text(d.About, false)
	}
	t.passages = l.passages(d.Text)
	t.length, t.tokens = l.at, l.tokens
	return t, b.giveLane(l)
}

func (b *Builder) takeLane() *lane {
	if n := len(b.idle); n > 0 {
		l := b.idle[n-1]
		b.idle = b.idle[:n-1]
		return l
	}
	b.lanes++
	return newLane(b.language, b.stop)
}

// giveLane puts a lane back, as a run when it has grown too large.
func (b *Builder) giveLane(l *lane) error {
	b.mu.Lock()
	full := b.options.Spill != nil && l.size > b.options.Memory/b.lanes
	if !full {
		b.idle = append(b.idle, l)
	}
	b.mu.Unlock()
	if !full {
		return nil
	}
	read, err := b.options.Spill(l.run())
	b.mu.Lock()
	defer b.mu.Unlock()
	if err != nil {
		b.failed = errors.Join(b.failed, err)
		return err
	}
	b.runs = append(b.runs, read)
	l.clear()
	b.idle = append(b.idle, l)
	return nil
}

// File is one file of the index.
type File struct {
	Name   string // below the folder of the index: "shard-1.js"
	Data   []byte
	Source bool // written by hand, so there is something to minify
}

//go:embed reader.js
var readerScript []byte

// Finish gives the files of the index of docs, in the order in which their kinds stand
// in the list of kinds; within a kind the order given is the order of equal results.
// A document of an article or page has its text from Add.
func (b *Builder) Finish(docs []Doc) ([]File, error) {
	if b.failed != nil {
		return nil, b.failed
	}
	docs = slices.Clone(docs)
	slices.SortStableFunc(docs, func(x, y Doc) int { return int(x.Kind) - int(y.Kind) })
	texts := make([]*text, len(docs))
	for i := range docs {
		t, err := b.textOf(&docs[i])
		if err != nil {
			return nil, err
		}
		texts[i] = t
	}
	ids := make([]int, len(b.texts)) // number of a text -> id of its document
	for i := range ids {
		ids[i] = -1
	}
	for i, t := range texts {
		ids[t.number] = i
	}
	open, err := b.merge()
	if err != nil {
		return nil, err
	}
	w := &writer{language: b.language, types: b.options.Types, docs: docs, texts: texts, ids: ids}
	return w.write(open)
}
