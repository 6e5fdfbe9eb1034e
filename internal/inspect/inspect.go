// Package inspect shows what dossier sees in one article: its notes, text, headings
// and problems, as plain data for a terminal or for JSON.
package inspect

import (
	"fmt"
	"regexp"
	"strings"

	"dossier/internal/doc"
	"dossier/internal/resolve/sentences"
	"dossier/internal/source"
)

// View is one article as `dossier inspect --json` prints it. No list is nil.
type View struct {
	Notes       []Note       `json:"notes"`
	Body        []string     `json:"body"` // text of every leaf in reading order, {n} for a mark of note n
	Headings    []Heading    `json:"headings"`
	Diagnostics []Diagnostic `json:"diagnostics"`
	Mentions    []Mention    `json:"mentions"`
	Dates       []Date       `json:"dates"`
}

// Note is a footnote as the reader sees it.
type Note struct {
	Number int    `json:"number"`
	Label  string `json:"label"` // "" for an inline note
	Refs   int    `json:"refs"`
	Text   string `json:"text"` // its leaves joined by one space
}

// Heading is a heading without its note marks.
type Heading struct {
	ID   string `json:"id"`
	Text string `json:"text"`
}

// Diagnostic is a problem. Label is the note's where the problem is about one.
type Diagnostic struct {
	Code    source.Code `json:"code"`
	Label   string      `json:"label"`
	Line    int         `json:"line"`   // 1-based line of the file
	Column  int         `json:"column"` // 1-based, in code points
	Message string      `json:"message"`
}

// Mention is a name found in the text. Start and End count code points of the file.
type Mention struct {
	Start   int    `json:"start"`
	End     int    `json:"end"`
	Surface string `json:"surface"`
	Entity  string `json:"entity"`
	Rule    string `json:"rule"` // how it was recognised
}

// Date is a date expression found in the text. Start and End count code points of
// the file, Line and Column are where it begins.
type Date struct {
	Line     int    `json:"line"`
	Column   int    `json:"column"`
	Start    int    `json:"start"`
	End      int    `json:"end"`
	Surface  string `json:"surface"`
	EDTF     string `json:"edtf"` // "" when it stands for no days on the calendar
	Type     string `json:"type"`
	Value    string `json:"value"`
	Reason   string `json:"reason"`
	Sentence string `json:"sentence"`
	Open     bool   `json:"unresolved"` // it names a day, week, year... that nothing places on the calendar
}

// Of returns the view of a document whose notes are resolved. Names and dates are
// left empty. Notes without a mark are in neither Notes nor Body.
func Of(d *doc.Doc) View {
	v := View{
		Notes: []Note{}, Body: texts(d.Blocks), Headings: []Heading{}, Diagnostics: []Diagnostic{},
		Mentions: []Mention{}, Dates: []Date{},
	}
	for _, n := range d.Notes {
		v.Notes = append(v.Notes, Note{n.Number, n.Label, n.Refs, strings.Join(texts(n.Blocks), " ")})
	}
	doc.Walk(d.Blocks, func(b *doc.Block) bool {
		if b.Kind == doc.Heading {
			v.Headings = append(v.Headings, Heading{b.ID, b.Plain()})
		}
		return true
	})
	for _, p := range source.Sort(append([]source.Problem(nil), d.Problems...)) {
		v.Diagnostics = append(v.Diagnostics, Diagnostic{p.Code, label(p), p.Line, p.Column, p.Message})
	}
	return v
}

// texts returns the text of each leaf, empty ones and raw HTML left out.
func texts(blocks []*doc.Block) []string {
	out := []string{}
	doc.Walk(blocks, func(b *doc.Block) bool {
		if b.IsLeaf() && b.Kind != doc.HTMLBlock {
			if s := Text(b); s != "" {
				out = append(out, s)
			}
		}
		return true
	})
	return out
}

// Text returns the text of a leaf on one line. {n} stands for a mark of note n; a
// mark that leads nowhere, a citation and a formula stand as they are written.
func Text(b *doc.Block) string {
	var out strings.Builder
	at := 0
	for _, m := range b.Marks {
		if !m.Kind.IsAtom() || m.Start < at {
			continue
		}
		out.WriteString(b.Text[at:m.Start])
		out.WriteString(atom(m))
		at = m.End
	}
	out.WriteString(b.Text[at:])
	return doc.Plain(out.String())
}

func atom(m doc.Mark) string {
	switch {
	case m.Kind == doc.NoteRef && m.Note == nil:
		return "[^" + m.Target + "]"
	case m.Kind == doc.NoteRef && m.Note.Number > 0:
		return fmt.Sprintf("{%d}", m.Note.Number)
	case m.Kind == doc.Break:
		return " "
	case m.Kind == doc.Math:
		return m.Alt
	case m.Kind == doc.Cite:
		return citation(m)
	case m.Kind == doc.CrossRef && m.Title != "":
		return m.Title
	case m.Kind == doc.CrossRef:
		return "(#" + m.Target + ")"
	}
	return ""
}

func citation(m doc.Mark) string {
	s := "@" + m.Target
	if m.Alt != "" {
		s += ", " + m.Alt
	}
	return "[" + s + "]"
}

// noteCodes are the problems about notes. Their messages name the label.
var noteCodes = map[source.Code]bool{
	source.UndefinedNote: true, source.UnusedNote: true, source.DuplicateNote: true, source.BadLabel: true, source.EmptyNote: true,
}

var named = regexp.MustCompile(`\[\^([^\]]+)\]`)

func label(p source.Problem) string {
	if m := named.FindStringSubmatch(p.Message); m != nil && noteCodes[p.Code] {
		return m[1]
	}
	return ""
}

// SentenceAt returns the sentence of a leaf that an offset of its text lies in.
func SentenceAt(b *doc.Block, at int) string {
	for _, s := range sentences.Split(b.Text) {
		if at < s.End {
			return doc.Plain(b.Text[s.Start:s.End])
		}
	}
	return ""
}
