package export

import (
	"bufio"
	"io"
	"net/url"
	"strings"
	"time"

	"dossier/internal/edtf"
	"dossier/internal/index"
	"dossier/internal/slug"

	ics "github.com/arran4/golang-ical"
)

// calendar writes the events of known days as iCalendar (RFC 5545). Stamps are the
// dates of the articles, so the same content gives the same file.
func calendar(d *Data, w io.Writer) error {
	c := ics.NewCalendarFor("-//dossier//EN")
	c.SetProductId("-//dossier//EN")
	c.SetName(d.Title)
	c.SetXWRCalName(d.Title)
	empty, err := calendarText(c)
	if err != nil {
		return err
	}
	const end = "END:VCALENDAR\r\n"
	head := strings.TrimSuffix(empty, end)
	out := bufio.NewWriter(w)
	out.WriteString(head)
	for _, e := range d.Index.Events { // each in a calendar of its own: all at once would be a tenth of a build's memory
		first, after, ok := days(e.Date)
		if !ok {
			continue
		}
		c.Components = nil
		v := c.AddEvent(e.ID + "@" + d.domain())
		v.SetDtStampTime(d.stamp(e))
		v.SetAllDayStartAt(first)
		v.SetAllDayEndAt(after)
		v.SetSummary(oneLine(summary(e, d.what(e))))
		v.SetDescription(oneLine(strings.TrimSpace(strings.Join([]string{d.what(e), e.Reason, e.Note}, "\n"))))
		if d.BaseURL != "" {
			v.SetURL(d.where(e))
		}
		v.SetTimeTransparency(ics.TransparencyTransparent) // it keeps nobody busy
		one, err := calendarText(c)
		if err != nil {
			return err
		}
		out.WriteString(strings.TrimSuffix(strings.TrimPrefix(one, head), end))
	}
	out.WriteString(end)
	return out.Flush()
}

func calendarText(c *ics.Calendar) (string, error) {
	var b strings.Builder
	err := c.SerializeTo(&b, ics.WithNewLineWindows, ics.WithLineLength(75))
	return b.String(), err
}

// days are the first day of an event and the one behind its last; ok is false where the
// date is not exact to the day or beyond the years that a calendar writes.
func days(d edtf.Date) (first, after time.Time, ok bool) {
	lo, hi := d.Bounds()
	if d.Precision() < edtf.ToDay || lo.IsOpen() || hi.IsOpen() || lo != hi && !d.IsRange() {
		return
	}
	next := hi.AddDays(1)
	if lo.Year < 1 || next.Year > 9999 {
		return
	}
	return dayTime(lo), dayTime(next), true
}

func dayTime(d edtf.Day) time.Time {
	return time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC)
}

// domain makes the events' identifiers differ from those of other dossiers.
func (d *Data) domain() string {
	if u, err := url.Parse(d.BaseURL); err == nil && u.Host != "" {
		return strings.Trim(u.Hostname()+u.EscapedPath(), "/")
	}
	return slug.Make(d.Title) + ".invalid"
}

// stamp is when the event was written down: the day of its article.
func (d *Data) stamp(e *index.Event) time.Time {
	a := e.Article
	if len(e.Refs) > 0 {
		a = e.Refs[0].Article
	}
	if a != nil {
		if lo, _ := a.Entry.Date.Bounds(); !lo.IsOpen() && lo.Year >= 1 && lo.Year <= 9999 {
			return dayTime(lo)
		}
	}
	return time.Unix(0, 0).UTC()
}

// summary is the line that a calendar shows; a date that is not certain is said in words,
// since a calendar cannot.
func summary(e *index.Event, what string) string {
	if s := e.Date.String(); strings.ContainsAny(s, "?~%") {
		what = e.Date.Words() + ": " + what
	}
	return shorten(what, headline)
}

// headline is about how many bytes an event's title has.
const headline = 80

// shorten cuts between words, else between characters.
func shorten(s string, most int) string {
	if len(s) <= most {
		return s
	}
	cut := strings.LastIndexByte(s[:most+1], ' ')
	if cut < most/2 {
		cut = len(strings.ToValidUTF8(s[:most], ""))
	}
	return strings.TrimRight(s[:cut], " ,;:") + " …"
}

// oneLine drops the control characters that no text value may hold.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0x7f {
			return -1
		}
		return r
	}, s)
}
