package export

import (
	"bufio"
	"html"
	"io"
	"strconv"

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

// farthest is the last year that TimelineJS's human scale, which counts in dates of
// JavaScript, can draw.
const farthest = 270_000

// timelineJS writes the events for TimelineJS 3. Its texts are HTML, so ours are
// escaped. An event without any known bound has no place on a scale and is left out.
func timelineJS(d *Data, w io.Writer) error {
	out := bufio.NewWriter(w)
	title := tjSlide{Text: tjText{html.EscapeString(d.Title), html.EscapeString(d.Description)}}
	out.Write(append(title.append([]byte(`{"title":`)), `,"events":[`...))
	scale := "human"
	var line []byte
	for _, e := range d.Index.Events {
		start, end := tjSpan(e.Date)
		if start == nil {
			continue
		}
		if start.Year < -farthest || start.Year > farthest {
			scale = "cosmological"
		}
		slide := d.slide(e, start, end)
		line = slide.append(line)
		out.Write(line)
		line = append(line[:0], ',')
	}
	out.WriteString(`],"scale":"` + scale + "\"}\n")
	return out.Flush()
}

// append writes the slide as encoding/json would.
func (s *tjSlide) append(dst []byte) []byte {
	dst = append(dst, '{')
	if s.Start != nil {
		dst = append(s.Start.append(append(dst, `"start_date":`...)), ',')
	}
	if s.End != nil {
		dst = append(s.End.append(append(dst, `"end_date":`...)), ',')
	}
	if s.Display != "" {
		dst = append(AppendJSON(append(dst, `"display_date":`...), s.Display), ',')
	}
	if s.Group != "" {
		dst = append(AppendJSON(append(dst, `"group":`...), s.Group), ',')
	}
	dst = AppendJSON(append(dst, `"text":{"headline":`...), s.Text.Headline)
	dst = append(appendField(dst, `,"text":`, s.Text.Text), '}')
	return append(appendField(dst, `,"unique_id":`, s.ID), '}')
}

func (d *tjDate) append(dst []byte) []byte {
	dst = strconv.AppendInt(append(dst, `{"year":`...), int64(d.Year), 10)
	if d.Month != 0 {
		dst = strconv.AppendInt(append(dst, `,"month":`...), int64(d.Month), 10)
	}
	if d.Day != 0 {
		dst = strconv.AppendInt(append(dst, `,"day":`...), int64(d.Day), 10)
	}
	return append(dst, '}')
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
