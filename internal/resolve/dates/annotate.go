package dates

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"dossier/internal/edtf"
)

// Annotate reads documents, one JSON object {"doc","dct","text"} a line, and writes one
// line {"doc","start","end","type","value","edtf","reason"} for each expression found.
// Offsets count code points, the end exclusive; edtf is null where there is none. It is
// how any corpus in TIMEX3 is scored.
func Annotate(r io.Reader, w io.Writer) error {
	in := json.NewDecoder(r)
	out := bufio.NewWriter(w)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	for n := 1; ; n++ {
		var doc document
		if err := in.Decode(&doc); err == io.EOF {
			break
		} else if err != nil {
			return fmt.Errorf("document %d: %w", n, err)
		}
		for _, a := range annotations(doc) {
			if err := enc.Encode(a); err != nil {
				return fmt.Errorf("write the annotations: %w", err)
			}
		}
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("write the annotations: %w", err)
	}
	return nil
}

type document struct {
	Doc  string `json:"doc"`
	DCT  string `json:"dct"`
	Text string `json:"text"`
}

type annotation struct {
	Doc    string  `json:"doc"`
	Start  int     `json:"start"`
	End    int     `json:"end"`
	Type   string  `json:"type"`
	Value  string  `json:"value"`
	EDTF   *string `json:"edtf"`
	Reason string  `json:"reason"`
}

func annotations(doc document) []annotation {
	blocks, offsets := paragraphs(doc.Text)
	readings, _ := Find(blocks, Options{Reference: creationDate(doc.DCT)})
	list := make([]annotation, 0, len(readings))
	at, runes := 0, 0 // code points before byte at
	for _, r := range readings {
		start, end := offsets[r.Block]+r.Start, offsets[r.Block]+r.End
		runes += utf8.RuneCountInString(doc.Text[at:start])
		at = start
		a := annotation{Doc: doc.Doc, Start: runes, End: runes + utf8.RuneCountInString(doc.Text[start:end]), Type: r.Type, Value: r.Value, Reason: r.Reason.English()}
		if s := r.Date.String(); s != "" {
			a.EDTF = &s
		}
		list = append(list, a)
	}
	return list
}

// creationDate reads a document's date, a time of day dropped; zero when there is none.
func creationDate(dct string) edtf.Date {
	if i := strings.IndexByte(dct, 'T'); i > 0 {
		dct = dct[:i]
	}
	d, err := edtf.Parse(dct)
	if err != nil {
		return edtf.Date{}
	}
	return d
}

// paragraphs cuts a text into blocks at its line ends, or at its empty lines where it is
// wrapped. Headings are guessed: short lines without a full stop. offsets has the byte
// where each block begins.
func paragraphs(text string) (blocks []Block, offsets []int) {
	wrapped := isWrapped(text)
	start, at := 0, 0
	flush := func(end int) {
		if t := strings.TrimSpace(text[start:end]); t != "" {
			heading := len(t) < 80 && !strings.ContainsAny(t[len(t)-1:], ".!?:;,\"")
			blocks = append(blocks, Block{Text: text[start:end], Heading: heading})
			offsets = append(offsets, start)
		}
		start = end
	}
	for line := range strings.Lines(text) {
		empty := strings.TrimSpace(line) == ""
		if !wrapped || empty || line[0] == ' ' || line[0] == '\t' {
			flush(at)
		}
		at += len(line)
	}
	flush(at)
	return blocks, offsets
}

// isWrapped tells that line ends do not end paragraphs: no line is long, and most lines
// go on in the next one.
func isWrapped(text string) bool {
	lines, open := 0, 0
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if len(line) > 100 {
			return false
		}
		if len(line) > 40 {
			lines++
			if !strings.ContainsAny(line[len(line)-1:], ".!?:\"'") {
				open++
			}
		}
	}
	return lines > 3 && 2*open > lines
}
