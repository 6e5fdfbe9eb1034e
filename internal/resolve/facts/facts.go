// Package facts sums an article up: a small Record of places for the index, and the
// sentences that the places stand in for the store.
package facts

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/internal/doc"
	"dossier/internal/edtf"
	"dossier/internal/record"
	"dossier/internal/resolve/clause"
)

// Make reads the marks of a resolved document. quotes[i] is the text of
// Record.Sentences[i] as a reader would quote it: one line, without note marks. titles[i]
// is what that text says of Record.Dates[i], see Titles.
func Make(e *record.Entry, d *doc.Doc) (r *record.Record, quotes, titles []string) {
	m := &maker{record: &record.Record{Entry: e, Notes: len(d.Notes)}, marked: map[*doc.Note]int{}}
	m.makeRoom(d)
	d.Leaves(func(b *doc.Block, n *doc.Note) {
		if b.Kind.IsProse() && (n == nil || n.Number > 0) {
			m.leaf(b, n)
		}
	})
	for i, c := range m.record.Citations {
		if c.Note > 0 {
			m.record.Citations[i].Sentence = m.marking(d.Notes[c.Note-1])
		}
	}
	titles = Titles(m.record, m.quotes)
	for i, title := range titles {
		m.record.Dates[i].About = clause.Words(title)
	}
	return m.record, m.quotes, titles
}

// Titles cuts from the quotations what each date of a record is said of, fit to stand as
// the title of an event; they are parallel to its dates.
func Titles(r *record.Record, quotes []string) []string {
	titles := make([]string, len(r.Dates))
	var others []clause.Span
	for first := 0; first < len(r.Dates); {
		at, end := r.Dates[first].Sentence, first+1
		for end < len(r.Dates) && r.Dates[end].Sentence == at {
			end++
		}
		for i := first; i < end; i++ {
			others = others[:0]
			for k, d := range r.Dates[first:end] {
				if first+k != i {
					others = append(others, clause.Span{Start: d.Start, End: d.End})
				}
			}
			titles[i] = clause.Title(quotes[at], clause.Span{Start: r.Dates[i].Start, End: r.Dates[i].End}, others...)
		}
		first = end
	}
	return titles
}

// makeRoom gives the lists the size that the marks of d ask for: they stay as long as the
// build, so they should be no larger.
func (m *maker) makeRoom(d *doc.Doc) {
	mentions, dates, sentences := 0, 0, 0
	d.Leaves(func(b *doc.Block, _ *doc.Note) {
		for i := range b.Marks {
			switch b.Marks[i].Kind {
			case doc.Mention:
				mentions++
			case doc.Date:
				dates++
			case doc.Sentence:
				sentences++
			}
		}
	})
	m.record.Mentions = slices.Grow(m.record.Mentions, mentions)
	m.record.Dates = slices.Grow(m.record.Dates, dates)
	m.record.Sentences = slices.Grow(m.record.Sentences, sentences)
	m.quotes = slices.Grow(m.quotes, sentences)
}

type maker struct {
	record    *record.Record
	quotes    []string
	paragraph int
	section   int
	marked    map[*doc.Note]int // note -> 1 + the sentence of the body with its first mark
	offsets   []int             // buffer of quotes
}

// marking is the sentence of the body that a note belongs to, -1 when only another
// note leads to it.
func (m *maker) marking(n *doc.Note) int { return m.marked[n] - 1 }

func (m *maker) leaf(b *doc.Block, n *doc.Note) {
	s := record.Sentence{Section: m.section, Locator: record.InBody}
	switch {
	case n != nil:
		s.Locator, s.Note = record.InNote, n.Number
	case b.Kind == doc.Heading:
		m.heading(b)
		s.Section, s.Locator = m.section, record.InHeading
	case b.Kind == doc.Caption:
		s.Locator = record.InCaption
		fallthrough
	default:
		m.paragraph++
		s.Paragraph = m.paragraph
	}
	if n == nil {
		m.record.Words += doc.CountWords(b.Text)
	}
	if b.Kind == doc.Heading {
		s.Anchor = b.ID
		m.sentence(b, s, 0, len(b.Text))
		return
	}
	for _, mark := range b.Marks {
		if mark.Kind == doc.Sentence {
			s.Anchor = mark.Target
			m.sentence(b, s, mark.Start, mark.End)
		}
	}
}

func (m *maker) heading(b *doc.Block) {
	m.section++
	if text := b.Plain(); text != "" {
		m.record.Headings = append(m.record.Headings, record.Heading{Level: b.Level, ID: b.ID, Text: strings.Clone(text)})
	}
}

// kept is what a reader sees of a mark, in memory of its own: a record stays as long as the
// build, and a part of a text would keep the whole of it.
func kept(b *doc.Block, m doc.Mark) string {
	return strings.Clone(doc.Plain(b.Text[m.Start:m.End]))
}

// sentence takes the facts that begin within Text[start:end]. A stretch without any
// leaves no trace.
func (m *maker) sentence(b *doc.Block, s record.Sentence, start, end int) {
	r, at := m.record, len(m.record.Sentences)
	q := newQuote(b.Text[start:end], m.offsets)
	m.offsets = q.offsets
	found := false
	var dates []clause.Span
	for _, mark := range b.Marks {
		if mark.Start < start || mark.Start >= end {
			continue
		}
		from, to := q.offset(mark.Start-start), q.offset(min(mark.End, end)-start)
		switch mark.Kind {
		case doc.Mention:
			r.Mentions = append(r.Mentions, record.Mention{Entity: mark.Target, Sentence: at, Start: from, End: to, Rule: mark.Title})
		case doc.Link:
			m.link(b, mark, at, s.Note)
		case doc.Index:
			r.Terms = append(r.Terms, record.Term{Item: mark.Target, Sub: mark.Title, Primary: mark.Num == 1, Sentence: at})
		case doc.NoteRef:
			if n := mark.Note; n != nil && s.Locator != record.InNote && m.marked[n] == 0 {
				m.marked[n] = at + 1
			}
		case doc.Date:
			m.date(b, mark, at, from, to)
			dates = append(dates, clause.Span{Start: from, End: to})
		case doc.Work:
			m.record.Citations = append(m.record.Citations, record.Citation{Key: mark.Target, Sentence: at, Note: s.Note})
		default:
			continue
		}
		found = true
	}
	if len(dates) > 0 && !clause.Tells(q.text, dates) { // "in April" in a cell makes no event
		r.Dates = slices.DeleteFunc(r.Dates, func(d record.DateMention) bool { return d.Sentence == at })
	}
	if found {
		r.Sentences = append(r.Sentences, s)
		m.quotes = append(m.quotes, q.text)
	}
}

func (m *maker) date(b *doc.Block, mark doc.Mark, at, from, to int) {
	date, err := edtf.Parse(mark.Target)
	if err != nil {
		return
	}
	m.record.Dates = append(m.record.Dates, record.DateMention{
		Sentence: at, Start: from, End: to, Surface: kept(b, mark),
		Date: date, Value: mark.Title, Reason: mark.Why, Forward: mark.Num == 1,
	})
}

// link notes where a link leads: out to a source, or to another page of the dossier.
func (m *maker) link(b *doc.Block, mark doc.Mark, at, note int) {
	switch {
	case strings.HasPrefix(mark.Target, "http://"), strings.HasPrefix(mark.Target, "https://"):
		title := kept(b, mark)
		if strings.Contains(title, "://") || strings.HasPrefix(title, "www.") {
			title = ""
		}
		m.record.Citations = append(m.record.Citations, record.Citation{URL: mark.Target, Title: title, Sentence: at, Note: note})
	case strings.HasPrefix(mark.Target, "/"):
		page, _, _ := strings.Cut(mark.Target, "#")
		m.record.Links = append(m.record.Links, record.Link{To: page, Sentence: at})
	}
}

// quote is a sentence on one line, with the way from its old offsets to the new ones.
type quote struct {
	text    string
	offsets []int // new offset of each old byte; it is not looked at when nothing moved
	moved   bool
}

var atom, _ = utf8.DecodeRuneInString(doc.Atom)

// newQuote drops atoms and folds white space. offsets is a buffer, which the quote holds
// from then on.
func newQuote(text string, offsets []int) quote {
	if isOneLine(text) {
		return quote{text: text, offsets: offsets}
	}
	var b strings.Builder
	b.Grow(len(text))
	offsets = slices.Grow(offsets[:0], len(text)+1)[:len(text)+1]
	space := false
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		switch {
		case r == atom:
		case unicode.IsSpace(r):
			space = b.Len() > 0
		default:
			if space {
				b.WriteByte(' ')
				space = false
			}
			for k := range n {
				offsets[i+k] = b.Len() + k
			}
			b.WriteString(text[i : i+n])
			i += n
			continue
		}
		for k := range n {
			offsets[i+k] = b.Len()
		}
		i += n
	}
	offsets[len(text)] = b.Len()
	return quote{b.String(), offsets, true}
}

// isOneLine tells whether a text is as a quotation has it.
func isOneLine(text string) bool {
	before := byte(0)
	for i := range len(text) {
		c := text[i]
		if c == '\n' || c == '\t' || c == ' ' && before == ' ' || c == doc.Atom[0] && strings.HasPrefix(text[i:], doc.Atom) {
			return false
		}
		before = c
	}
	return strings.TrimSpace(text) == text
}

func (q quote) offset(old int) int {
	if !q.moved {
		return old
	}
	return q.offsets[old]
}
