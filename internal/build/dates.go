package build

import (
	"fmt"
	"slices"

	"dossier/internal/doc"
	"dossier/internal/edtf"
	"dossier/internal/record"
	"dossier/internal/resolve/dates"
	"dossier/internal/resolve/prose"
	"dossier/internal/source"
)

// dateFound is an expression of time and the block that it stands in.
type dateFound struct {
	dates.Reading
	block *doc.Block
}

// markDates finds every expression of time in an article and marks those that stand
// for days on the calendar; durations, repetitions and "now" are none.
func (c *compiler) markDates(d *doc.Doc, e *record.Entry, leaves []prose.Leaf, blocks []prose.Block) []dateFound {
	readings, unmatched := dates.Find(blocks, dates.Options{
		Reference: reference(e), Mode: modes[e.Dates.Mode], Language: e.Language, Set: e.Dates.Set, Ignore: e.Dates.Ignore,
	})
	for _, words := range unmatched {
		noEffect(d, e.Dates.Places[words], "dates", words, "write the words of the date as they stand in the text")
	}
	found := make([]dateFound, len(readings))
	var links, works []doc.Mark
	for i, r := range readings {
		b := leaves[r.Block].Block
		if i == 0 || b != found[i-1].block {
			links, works = marked(b, doc.Link), marked(b, doc.Work)
			b.Marks = slices.Grow(b.Marks, countWhile(readings[i:], func(o dates.Reading) bool { return o.Block == r.Block }))
		}
		found[i] = dateFound{r, b}
		if r.Date.IsZero() || covers(links, r.Start, r.End) || covers(works, r.Start, r.Start+1) {
			continue // the title of another page, or the year of a publication, tells no event
		}
		m := doc.Mark{Kind: doc.Date, Start: r.Start, End: r.End, Target: r.Date.String(), Title: r.Value, Alt: r.Date.ISO(), Why: string(r.Reason)}
		if r.Forward {
			m.Num = 1
		}
		b.Add(m)
	}
	return found
}

// countWhile is how many items of a list come before the first that is not good.
func countWhile[T any](list []T, good func(T) bool) int {
	for i, item := range list {
		if !good(item) {
			return i
		}
	}
	return len(list)
}

var modes = map[string]dates.Mode{"": dates.Auto, "news": dates.News, "narrative": dates.Narrative}

// noEffect reports a correction by the author that fits nothing in the article.
func noEffect(d *doc.Doc, at source.Place, key, words, hint string) {
	d.Problems = append(d.Problems, source.Problem{Place: at, Code: source.Unmatched,
		Message: fmt.Sprintf("%s: %q fits nothing in the article", key, words), Hint: hint})
}

// reference is the day an article speaks from.
func reference(e *record.Entry) edtf.Date {
	if !e.Dates.Reference.IsZero() {
		return e.Dates.Reference
	}
	return e.Date
}
