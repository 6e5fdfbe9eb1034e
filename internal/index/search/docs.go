package search

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"

	"dossier/internal/doc"
	"dossier/internal/resolve/passages"
)

// passageLetters name the kinds of passages in a record.
var passageLetters = [...]byte{passages.Text: 'p', passages.Heading: 'h', passages.Note: 'n', passages.Caption: 'c', passages.Title: 't'}

// passageWriter makes the record of a text's passages: a line for each, of the letter
// of its kind, the distance of its first position from that of the passage before (in
// base 36), a space and its anchor; then for a heading a tab and its words, for a note
// a tab and its number. A passage goes on where the next has the same anchor.
type passageWriter struct {
	out  strings.Builder
	last passages.Passage
	at   int
}

func (w *passageWriter) begin(p passages.Passage, at int) {
	if w.out.Len() > 0 {
		if p.Kind == w.last.Kind && p.Anchor == w.last.Anchor && p.Kind != passages.Heading {
			return
		}
		w.out.WriteByte('\n')
	}
	w.out.WriteByte(passageLetters[p.Kind])
	w.out.WriteString(strconv.FormatInt(int64(at-w.at), 36))
	w.out.WriteByte(' ')
	w.out.WriteString(p.Anchor)
	switch p.Kind {
	case passages.Heading:
		w.out.WriteString("\t" + doc.Plain(p.Text))
	case passages.Note:
		w.out.WriteString("\t" + strconv.Itoa(p.Note))
	}
	w.last, w.at = p, at
}

// docsPerShard is how many documents of a kind are in one file: few articles, whose
// records are long, since the results of a question are from all over the site.
var docsPerShard = [kinds]int{Entity: 24, Article: 4, Page: 4, Event: 16, Source: 16}

// record is a document as the browser gets it: title, address, date in words, what is
// said about it, type, language, passages; empty fields at the end are left out.
func (w *writer) record(i int) ([]byte, error) {
	d := &w.docs[i]
	fields := []string{d.Title, strings.TrimPrefix(d.Address, "/"), d.Shown, d.About, d.Type, d.Language, w.texts[i].passages}
	for fields[len(fields)-1] == "" && len(fields) > 2 {
		fields = fields[:len(fields)-1]
	}
	return jsonText(fields)
}

// documents writes the shards of documents.
func (w *writer) documents() error {
	shard, first := 0, 0
	for kind, per := range docsPerShard {
		n := w.counts[kind]
		for at := 0; at < n; at += per {
			data := []byte("[")
			for i := at; i < min(at+per, n); i++ {
				r, err := w.record(first + i)
				if err != nil {
					return err
				}
				if i > at {
					data = append(data, ',')
				}
				data = append(data, r...)
			}
			w.file("d"+strconv.Itoa(shard), append(data, ']'))
			shard++
		}
		first += n
	}
	return nil
}

// jsonText is v as JSON that may stand in a script, without the escapes that only a
// script within a page needs.
func jsonText(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimRight(b.Bytes(), "\n"), nil
}
