// Package citations turns [@key] into what a reader sees: a note with the reference,
// or author and year with a link to the bibliography.
//
// It runs before the notes are numbered, so a citation's note takes its place among
// the others.
package citations

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/internal/bib"
	"dossier/internal/doc"
	"dossier/internal/slug"
	"dossier/internal/source"
)

// The styles.
const (
	Notes      = "note"
	AuthorDate = "author-date"
)

// Library is the works of a project, by key. It is read-only and shared by workers.
type Library struct {
	works    map[string]*bib.Work
	keys     []string // sorted
	language *bib.Language
}

// NewLibrary makes a library of works with distinct keys, whose references are in a
// language.
func NewLibrary(works []*bib.Work, language *bib.Language) *Library {
	l := &Library{works: map[string]*bib.Work{}, language: language}
	for _, w := range works {
		l.works[w.Key] = w
		l.keys = append(l.keys, w.Key)
	}
	slices.Sort(l.keys)
	return l
}

// Work returns the work of a key, nil when there is none.
func (l *Library) Work(key string) *bib.Work { return l.works[key] }

// ID is the anchor of a work in an article's bibliography.
func ID(key string) string { return "ref-" + slug.Make(key) }

// Resolve settles every citation of d and returns the works it cites, in the order of
// a bibliography. A key that no work has stays as it was written, and is a problem.
func Resolve(d *doc.Doc, l *Library, style string) []*bib.Work {
	r := &resolver{doc: d, library: l, style: style, seen: map[*bib.Work]bool{}}
	r.blocks(d.Blocks, false)
	for _, n := range d.Defs {
		r.blocks(n.Blocks, true)
	}
	var cited []*bib.Work
	for w := range r.seen {
		cited = append(cited, w)
	}
	bib.Sort(cited)
	return cited
}

type resolver struct {
	doc     *doc.Doc
	library *Library
	style   string
	seen    map[*bib.Work]bool
}

func (r *resolver) blocks(blocks []*doc.Block, inNote bool) {
	doc.Walk(blocks, func(b *doc.Block) bool {
		if b.IsLeaf() {
			r.leaf(b, inNote)
		}
		return true
	})
}

// leaf settles the citations of one leaf, run after run: citations with nothing
// between them belong together.
func (r *resolver) leaf(b *doc.Block, inNote bool) {
	for i := 0; i < len(b.Marks); i++ {
		m := b.Marks[i]
		if m.Kind == doc.NoteRef && m.Note != nil && m.Note.Inline {
			r.blocks(m.Note.Blocks, true)
		}
		if m.Kind != doc.Cite {
			continue
		}
		run := []doc.Mark{m}
		for j := i + 1; j < len(b.Marks) && b.Marks[j].Kind == doc.Cite && b.Marks[j].Start == run[len(run)-1].End; j++ {
			run = append(run, b.Marks[j])
		}
		if !r.known(b, run) {
			i += len(run) - 1
			continue
		}
		start, end := run[0].Start, run[len(run)-1].End
		switch {
		case r.style == AuthorDate:
			words, marks := r.authorDate(run)
			if start > 0 && !strings.ContainsAny(b.Text[start-1:start], " \n\u00a0(") {
				words, marks = " "+words, shift(marks, 1)
			}
			b.Replace(start, end, words, marks...)
		case inNote:
			words, marks := r.reference(run)
			b.Replace(start, end, strings.TrimSuffix(words, "."), marks...)
		default:
			words, marks := r.reference(run)
			words = capitalised(words)
			note := &doc.Block{Kind: doc.Paragraph, Text: words, Marks: marks, Offset: b.SourceOffset(start)}
			note.SortMarks()
			ref := doc.Mark{Kind: doc.NoteRef, Note: &doc.Note{Inline: true, Blocks: []*doc.Block{note}, Offset: note.Offset}}
			putMark(b, start, end, ref)
		}
	}
}

// putMark puts a note's mark in the place of a citation as a printer sets it: close to
// the word, and behind the stop or comma that the author wrote after the citation.
func putMark(b *doc.Block, start, end int, ref doc.Mark) {
	stop := ""
	if end < len(b.Text) && strings.IndexByte(".,;:!?", b.Text[end]) >= 0 {
		stop = b.Text[end : end+1]
	}
	for start > 0 && (b.Text[start-1] == ' ' || b.Text[start-1] == '\n') {
		start--
	}
	ref.Start, ref.End = len(stop), len(stop)+len(doc.Atom)
	b.Replace(start, end+len(stop), stop+doc.Atom, ref)
}

// known tells whether every key of a run has a work, and reports those that have none.
func (r *resolver) known(b *doc.Block, run []doc.Mark) bool {
	all := true
	for _, m := range run {
		if r.library.Work(m.Target) != nil {
			continue
		}
		all = false
		if len(r.library.keys) == 0 {
			continue // a project without a bibliography: "[@somebody]" is text
		}
		r.doc.Report(b.SourceOffset(m.Start), source.UnknownSource, fmt.Sprintf("no source has the key %q", m.Target),
			source.DidYouMean(m.Target, r.library.keys, "add it to sources.bib or sources.json"))
	}
	return all
}

// reference words a run for a note: in full the first time, short after that.
func (r *resolver) reference(run []doc.Mark) (string, []doc.Mark) {
	var p phrase
	for i, m := range run {
		w := r.library.Work(m.Target)
		parts := r.library.language.Full(w, m.Alt)
		if r.seen[w] {
			parts = r.library.language.Short(w, m.Alt)
		}
		r.seen[w] = true
		if i < len(run)-1 {
			parts = append(parts[:len(parts)-1], bib.Part{Text: "; "})
		}
		if before := prefix(m); before != "" {
			p.add(bib.Part{Text: before + " "})
		}
		start := p.text.Len()
		for _, part := range parts {
			p.add(part)
		}
		p.mark(doc.Mark{Kind: doc.Work, Target: w.Key}, start)
	}
	return p.text.String(), p.marks
}

// authorDate words a run as "(Brandt 1911, p. 3; Ahmed 2023)".
func (r *resolver) authorDate(run []doc.Mark) (string, []doc.Mark) {
	var p phrase
	p.add(bib.Part{Text: "("})
	for i, m := range run {
		if i > 0 {
			p.add(bib.Part{Text: "; "})
		}
		if before := prefix(m); before != "" {
			p.add(bib.Part{Text: before + " "})
		}
		w := r.library.Work(m.Target)
		r.seen[w] = true
		start := p.text.Len()
		p.add(bib.Part{Text: r.library.language.AuthorDate(w, m.Alt, m.Title == "-"), Link: "#" + ID(w.Key)})
		p.mark(doc.Mark{Kind: doc.Work, Target: w.Key}, start)
	}
	p.add(bib.Part{Text: ")"})
	return p.text.String(), p.marks
}

// prefix is the author's words before a key: "see".
func prefix(m doc.Mark) string {
	switch m.Title {
	case "", "!", "?", "-":
		return ""
	}
	return m.Title
}

// capitalised begins a note with a capital letter: "See Brandt". The letter keeps its
// length, or the marks would be off.
func capitalised(s string) string {
	first, n := utf8.DecodeRuneInString(s)
	if upper := unicode.ToUpper(first); utf8.RuneLen(upper) == n {
		return string(upper) + s[n:]
	}
	return s
}

func shift(marks []doc.Mark, n int) []doc.Mark {
	for i := range marks {
		marks[i].Start += n
		marks[i].End += n
	}
	return marks
}

// phrase collects words with marks on them.
type phrase struct {
	text  strings.Builder
	marks []doc.Mark
}

func (p *phrase) add(part bib.Part) {
	start := p.text.Len()
	p.text.WriteString(part.Text)
	if part.Link != "" {
		p.mark(doc.Mark{Kind: doc.Link, Target: part.Link}, start)
	}
	if part.Italic {
		p.mark(doc.Mark{Kind: doc.Emphasis}, start)
	}
}

func (p *phrase) mark(m doc.Mark, start int) {
	m.Start, m.End = start, p.text.Len()
	p.marks = append(p.marks, m)
}

// Entry is one work of a bibliography as a paragraph.
func Entry(w *bib.Work, language *bib.Language) *doc.Block {
	var p phrase
	for _, part := range language.Full(w, "") {
		p.add(part)
	}
	b := &doc.Block{Kind: doc.Paragraph, ID: ID(w.Key), Text: p.text.String(), Marks: p.marks}
	b.SortMarks()
	return b
}
