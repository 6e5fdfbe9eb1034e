// Package withhold keeps of an article what may be published of it: its beginning, or
// nothing, and short quotations.
//
// It works on a resolved document and its facts, before any HTML is written, so that no
// later stage has a text that it must not show. Facts stay: who is named where, what
// happened when, which sources are cited.
package withhold

import (
	"slices"

	"dossier/internal/doc"
	"dossier/internal/record"
	"dossier/internal/resolve/sentences"
)

// Anchor is the id of the notice that stands for what is not shown: all places in that
// text lead there.
const Anchor = "original"

// How much is published of a text that is not.
const (
	excerptWords = 120 // of the beginning, and no more than a quarter of the whole
	quoteMost    = 25  // words of one sentence
	quoteLeast   = 10  // words that a quotation may always have, as a line of a concordance
	quoteShare   = 3   // all quotations together have this part of the text, if they can
)

// Article cuts d down to what extent allows, and r and quotes with it. quotes are
// parallel to r.Sentences, as facts.Make returns them; the ones that come back have
// nothing that is not to be seen.
func Article(extent record.Extent, d *doc.Doc, r *record.Record, quotes []string) []string {
	if extent == record.Full {
		return quotes
	}
	words := count(d)
	allowed := 0
	if extent == record.Excerpt {
		allowed = min(excerptWords, words/4)
	}
	d.Blocks = beginning(d.Blocks, allowed)
	keepNotes(d)
	return quotations(r, quotes, shownIDs(d), words)
}

// count is the number of words in the body and the notes.
func count(d *doc.Doc) (words int) {
	d.Leaves(func(b *doc.Block, _ *doc.Note) { words += len(split(b.Text)) })
	return words
}

// beginning keeps the first blocks up to so many words. A paragraph that does not fit is
// cut at the end of a sentence. Pictures and raw HTML stay out: their rights, and what
// they belong to, are not known. A heading without text below it says nothing.
func beginning(blocks []*doc.Block, allowed int) []*doc.Block {
	var kept []*doc.Block
	for _, b := range blocks {
		if b.Kind == doc.HTMLBlock || b.Kind == doc.Figure {
			continue
		}
		n := wordsOf(b)
		if n > allowed {
			if b.Kind == doc.Paragraph && cutLeaf(b, allowed) {
				kept = append(kept, b)
			}
			break
		}
		allowed -= n
		kept = append(kept, b)
	}
	for len(kept) > 0 && kept[len(kept)-1].Kind == doc.Heading {
		kept = kept[:len(kept)-1]
	}
	doc.Walk(kept, func(b *doc.Block) bool {
		dropPictures(b)
		return true
	})
	return kept
}

func wordsOf(b *doc.Block) (words int) {
	doc.Walk([]*doc.Block{b}, func(b *doc.Block) bool {
		words += len(split(b.Text))
		return true
	})
	return words
}

// cutLeaf keeps the first sentences of a paragraph, or the first words where even the
// first sentence is too long; false when nothing of it may stay.
func cutLeaf(b *doc.Block, allowed int) bool {
	end := 0
	for _, s := range sentences.Split(b.Text) {
		if len(split(b.Text[:s.End])) > allowed {
			break
		}
		end = s.End
	}
	b.ID = "" // it is made from words that may be gone
	if end > 0 {
		cut(b, end)
		return true
	}
	words := split(b.Text)
	if allowed = min(allowed, len(words)); allowed == 0 {
		return false
	}
	cut(b, words[allowed-1].end)
	b.Marks = slices.DeleteFunc(b.Marks, func(m doc.Mark) bool { return m.Kind == doc.Sentence })
	b.Text += " …"
	return true
}

// cut drops what stands behind an offset. Marks that reach beyond it end there.
func cut(b *doc.Block, end int) {
	b.Marks = slices.DeleteFunc(b.Marks, func(m doc.Mark) bool { return m.Start >= end })
	b.Remove(end, len(b.Text))
}

// dropPictures takes pictures and raw HTML out of a leaf: one half of a pair of tags may
// be gone.
func dropPictures(b *doc.Block) {
	for i := len(b.Marks) - 1; i >= 0; i-- {
		if m := b.Marks[i]; m.Kind == doc.Image || m.Kind == doc.RawHTML {
			b.Remove(m.Start, m.End)
			i = min(i, len(b.Marks))
		}
	}
}

// keepNotes leaves the notes whose marks are left, in the order of these.
func keepNotes(d *doc.Doc) {
	var notes []*doc.Note
	seen := map[*doc.Note]bool{}
	collect := func(blocks []*doc.Block) {
		doc.Walk(blocks, func(b *doc.Block) bool {
			for _, m := range b.Marks {
				if n := m.Note; m.Kind == doc.NoteRef && n != nil && n.Number > 0 && !seen[n] {
					seen[n] = true
					notes = append(notes, n)
				}
			}
			return true
		})
	}
	collect(d.Blocks)
	for i := 0; i < len(notes); i++ {
		collect(notes[i].Blocks)
		doc.Walk(notes[i].Blocks, func(b *doc.Block) bool { dropPictures(b); return true })
	}
	for i, n := range notes {
		n.Number = i + 1
	}
	d.Notes, d.Loose = notes, nil
}

// shownIDs are the ids that the page of the article still has.
func shownIDs(d *doc.Doc) map[string]bool {
	ids := map[string]bool{}
	doc.Walk(d.Blocks, func(b *doc.Block) bool {
		ids[b.ID] = true
		return true
	})
	d.Leaves(func(b *doc.Block, _ *doc.Note) {
		for _, m := range b.Marks {
			if m.Kind == doc.Sentence {
				ids[m.Target] = true
			}
		}
	})
	delete(ids, "")
	return ids
}

// quotations shortens every sentence that is not shown and leads its readers to the
// notice. An id made from its words would tell them, too.
func quotations(r *record.Record, quotes []string, shown map[string]bool, words int) []string {
	marks := make([][]*span, len(quotes))
	for i := range r.Mentions {
		m := &r.Mentions[i]
		marks[m.Sentence] = append(marks[m.Sentence], &span{&m.Start, &m.End})
	}
	for i := range r.Dates {
		d := &r.Dates[i]
		marks[d.Sentence] = append(marks[d.Sentence], &span{&d.Start, &d.End})
	}
	hidden := 0
	for i := range quotes {
		if !shown[r.Sentences[i].Anchor] {
			hidden++
		}
	}
	most := 0
	if hidden > 0 {
		most = min(max(words/quoteShare/hidden, quoteLeast), quoteMost)
	}
	list := slices.Clone(quotes)
	for i := range r.Sentences {
		if s := &r.Sentences[i]; !shown[s.Anchor] {
			s.Anchor = Anchor
			list[i] = shorten(quotes[i], marks[i], most)
		}
	}
	for i := range r.Citations {
		c := &r.Citations[i]
		c.Title = shorten(c.Title, nil, most)
	}
	r.Headings = slices.DeleteFunc(r.Headings, func(h record.Heading) bool { return !shown[h.ID] })
	return list
}
