package dates

import (
	"strconv"
	"strings"

	"dossier/internal/edtf"
)

// Reason says in a phrase for the reader where the missing parts of a date come from. The
// dates in it are in EDTF between < and >, so that it can be said in any language.
type Reason string

// said puts a date into a reason.
func said(d edtf.Date) string { return "<" + d.String() + ">" }

// Parts gives the phrase in English, which is what a catalogue knows it by, with {1},
// {2}... in the places of its dates, and these.
func (r Reason) Parts() (phrase string, of []edtf.Date) {
	var b strings.Builder
	rest := string(r)
	for {
		before, after, found := strings.Cut(rest, "<")
		b.WriteString(before)
		if !found {
			return b.String(), of
		}
		text, after, _ := strings.Cut(after, ">")
		rest = after
		d, err := edtf.Parse(text)
		if err != nil {
			b.WriteString(text)
			continue
		}
		of = append(of, d)
		b.WriteString("{" + strconv.Itoa(len(of)) + "}")
	}
}

// English is the reason in English.
func (r Reason) English() string {
	phrase, of := r.Parts()
	for i, d := range of {
		phrase = strings.ReplaceAll(phrase, "{"+strconv.Itoa(i+1)+"}", d.Words())
	}
	return phrase
}
