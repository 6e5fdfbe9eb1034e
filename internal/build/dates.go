package build

import (
	"dossier/internal/doc"
	"dossier/internal/edtf"
	"dossier/internal/record"
	"dossier/internal/resolve/dates"
	"dossier/internal/resolve/prose"
)

// dateFound is an expression of time and the block that it stands in.
type dateFound struct {
	dates.Reading
	block *doc.Block
}

// markDates finds every expression of time in an article and marks those that stand
// for days on the calendar; durations, repetitions and "now" are none.
func (c *compiler) markDates(d *doc.Doc, e *record.Entry) []dateFound {
	leaves := prose.Leaves(d)
	blocks := make([]dates.Block, len(leaves))
	for i, l := range leaves {
		skip := make([]dates.Span, len(l.Skip))
		for k, s := range l.Skip {
			skip[k] = dates.Span(s)
		}
		blocks[i] = dates.Block{Text: l.Block.Text, Heading: l.Block.Kind == doc.Heading, Skip: skip}
	}
	readings, _ := dates.Find(blocks, dates.Options{Reference: reference(e), Language: e.Language})
	found := make([]dateFound, len(readings))
	for i, r := range readings {
		b := leaves[r.Block].Block
		found[i] = dateFound{r, b}
		if r.Date.IsZero() || inLink(b, r.Start, r.End) || inWork(b, r.Start) {
			continue // the title of another page, or the year of a publication, tells no event
		}
		m := doc.Mark{Kind: doc.Date, Start: r.Start, End: r.End, Target: r.Date.String(), Title: r.Value, Alt: r.Date.ISO(), Why: r.Reason}
		if r.Forward {
			m.Num = 1
		}
		b.Add(m)
	}
	return found
}

// inWork tells whether an offset lies in the reference to a cited work.
func inWork(b *doc.Block, at int) bool {
	for _, m := range b.Marks {
		if m.Kind == doc.Work && m.Start <= at && at < m.End {
			return true
		}
	}
	return false
}

// reference is the day an article speaks from.
func reference(e *record.Entry) edtf.Date {
	if !e.Dates.Reference.IsZero() {
		return e.Dates.Reference
	}
	return e.Date
}
