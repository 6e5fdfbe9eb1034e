package record

import (
	"dossier/internal/edtf"
	"dossier/internal/store"
)

// Write puts a record into the store, all but its Entry, which is read with each build.
func (r *Record) Write(w *store.Writer) {
	w.Int(r.Words)
	w.Int(r.Notes)
	w.Int(len(r.Headings))
	for _, h := range r.Headings {
		w.Int(h.Level)
		w.String(h.ID)
		w.String(h.Text)
	}
	w.Int(len(r.Sentences))
	for _, s := range r.Sentences {
		w.String(s.Anchor)
		w.Int(s.Paragraph)
		w.Int(s.Section)
		w.Int(int(s.Locator))
		w.Int(s.Note)
		w.Int(s.Sum)
	}
	w.Int(len(r.Mentions))
	for _, m := range r.Mentions {
		w.Word(m.Entity)
		w.Int(m.Sentence)
		w.Int(m.Start)
		w.Int(m.End)
		w.Word(m.Rule)
	}
	w.Int(len(r.Dates))
	for _, d := range r.Dates {
		w.Int(d.Sentence)
		w.Int(d.Start)
		w.Int(d.End)
		w.String(d.Surface)
		w.Word(d.Date.String())
		w.String(d.Value)
		w.Word(d.Reason)
		w.Bool(d.Forward)
		w.Int(len(d.About))
		for _, word := range d.About {
			w.Int(int(word))
		}
	}
	w.Int(len(r.Citations))
	for _, c := range r.Citations {
		w.String(c.URL)
		w.String(c.Key)
		w.String(c.Title)
		w.Int(c.Sentence)
		w.Int(c.Note)
	}
	w.Int(len(r.Links))
	for _, l := range r.Links {
		w.Word(l.To)
		w.Int(l.Sentence)
	}
	w.Int(len(r.Terms))
	for _, t := range r.Terms {
		w.String(t.Item)
		w.String(t.Sub)
		w.Bool(t.Primary)
		w.Int(t.Sentence)
	}
}

// Read takes a record out of the store. The reader tells whether it is whole; ok says
// that its dates are.
func Read(in *store.Reader, e *Entry) (r *Record, ok bool) {
	ok = true
	r = &Record{Entry: e, Words: in.Int(), Notes: in.Int()}
	r.Headings = store.List(in, func() Heading { return Heading{in.Int(), in.String(), in.String()} })
	r.Sentences = store.List(in, func() Sentence {
		return Sentence{in.String(), in.Int(), in.Int(), Locator(in.Int()), in.Int(), in.Int()}
	})
	r.Mentions = store.List(in, func() Mention { return Mention{in.Word(), in.Int(), in.Int(), in.Int(), in.Word()} })
	r.Dates = store.List(in, func() DateMention {
		d := DateMention{Sentence: in.Int(), Start: in.Int(), End: in.Int(), Surface: in.String()}
		date, err := edtf.Parse(in.Word())
		ok = ok && err == nil
		d.Date, d.Value, d.Reason, d.Forward = date, in.String(), in.Word(), in.Bool()
		d.About = store.List(in, func() uint32 { return uint32(in.Int()) })
		return d
	})
	r.Citations = store.List(in, func() Citation {
		return Citation{in.String(), in.String(), in.String(), in.Int(), in.Int()}
	})
	r.Links = store.List(in, func() Link { return Link{in.Word(), in.Int()} })
	r.Terms = store.List(in, func() Term { return Term{in.String(), in.String(), in.Bool(), in.Int()} })
	return r, ok
}
