package export

import (
	"html"
	"io"

	"dossier/internal/edtf"
	"dossier/internal/index"
)

type tjDate struct {
	Year  int `json:"year"`
	Month int `json:"month,omitempty"`
	Day   int `json:"day,omitempty"`
}

type tjText struct {
	Headline string `json:"headline"`
	Text     string `json:"text,omitempty"`
}

type tjSlide struct {
	Start   *tjDate `json:"start_date,omitempty"`
	End     *tjDate `json:"end_date,omitempty"`
	Display string  `json:"display_date,omitempty"`
	Group   string  `json:"group,omitempty"`
	Text    tjText  `json:"text"`
	ID      string  `json:"unique_id,omitempty"`
}

type tjTimeline struct {
	Title  tjSlide   `json:"title"`
	Events []tjSlide `json:"events"`
	Scale  string    `json:"scale"`
}

// farthest is the last year that TimelineJS's human scale, which counts in dates of
// JavaScript, can draw.
const farthest = 270_000

// timelineJS writes the events for TimelineJS 3. Its texts are HTML, so ours are
// escaped. An event without any known bound has no place on a scale and is left out.
func timelineJS(d *Data, w io.Writer) error {
	t := tjTimeline{Title: tjSlide{Text: tjText{html.EscapeString(d.Title), html.EscapeString(d.Description)}}, Events: []tjSlide{}, Scale: "human"}
	for _, e := range d.Index.Events {
		start, end := tjSpan(e.Date)
		if start == nil {
			continue
		}
		if start.Year < -farthest || start.Year > farthest {
			t.Scale = "cosmological"
		}
		t.Events = append(t.Events, d.slide(e, start, end))
	}
	line, err := jsonLine(t)
	if err != nil {
		return err
	}
	_, err = w.Write(append(line, '\n'))
	return err
}

func (d *Data) slide(e *index.Event, start, end *tjDate) tjSlide {
	what := d.what(e)
	s := tjSlide{Start: start, End: end, Display: e.Date.Words(), Group: "Read in the texts", ID: e.ID,
		Text: tjText{Headline: html.EscapeString(shorten(what, headline))}}
	if e.Stated {
		s.Group = "Stated by the editors"
	}
	from := "Timeline"
	if len(e.Refs) > 0 {
		from = e.Refs[0].Article.Entry.Title
	}
	s.Text.Text = paragraph(what) + paragraph(e.Note) + link(e.Source, e.Source) + link(d.where(e), from)
	return s
}

func paragraph(s string) string {
	if s == "" {
		return ""
	}
	return "<p>" + html.EscapeString(s) + "</p>"
}

func link(address, title string) string {
	if address == "" {
		return ""
	}
	return `<p><a href="` + html.EscapeString(address) + `">` + html.EscapeString(title) + "</a></p>"
}

// tjSpan is a date as fine as it is known, from its first to its last bound. One that is
// open on one side stands at the other; both are nil where neither is known.
func tjSpan(d edtf.Date) (start, end *tjDate) {
	lo, hi := d.Bounds()
	switch {
	case lo.IsOpen() && hi.IsOpen():
		return nil, nil
	case lo.IsOpen():
		return tjPoint(d, hi), nil
	case hi.IsOpen():
		return tjPoint(d, lo), nil
	}
	start, end = tjPoint(d, lo), tjPoint(d, hi)
	if *start == *end {
		end = nil
	}
	return start, end
}

// tjPoint writes a day as fine as the date is. TimelineJS has no year zero: 1 BC is -1.
func tjPoint(d edtf.Date, day edtf.Day) *tjDate {
	p := &tjDate{Year: day.Year}
	if day.Year < 1 {
		p.Year--
	}
	if d.Precision() > edtf.ToYear {
		p.Month = day.Month
	}
	if d.Precision() >= edtf.ToDay {
		p.Day = day.Day
	}
	return p
}
