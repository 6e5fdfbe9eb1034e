package build

import (
	"dossier/internal/doc"
	"dossier/internal/edtf"
	"dossier/internal/record"
	"dossier/internal/resolve/dates"
	"dossier/internal/resolve/prose"
)

// markDates finds the dates of an article and marks those that stand for days on the
// calendar; durations, repetitions and "now" are none.
func (c *compiler) markDates(d *doc.Doc, e *record.Entry) {
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
	for _, r := range readings {
		b := leaves[r.Block].Block
		if r.Date.IsZero() || inLink(b, r.Start, r.End) {
			continue // the title of another page tells no event here
		}
		m := doc.Mark{Kind: doc.Date, Start: r.Start, End: r.End, Target: r.Date.String(), Title: r.Value, Alt: r.Date.ISO(), Why: r.Reason}
		if r.Forward {
			m.Num = 1
		}
		b.Add(m)
	}
}

// reference is the day an article speaks from.
func reference(e *record.Entry) edtf.Date {
	if !e.Dates.Reference.IsZero() {
		return e.Dates.Reference
	}
	return e.Date
}
