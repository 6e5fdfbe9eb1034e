package search

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"dossier/internal/doc"
	"dossier/internal/resolve/passages"
)

// passageWriter makes the record of a text's passages: a line for each, of the letter
// of its kind, the distance of its first position from that of the passage before (in
// base 36), a space and its anchor; then for a heading a tab and its words. An anchor of
// a note is without its "fn-", and its number follows a tab where it is another. A
// passage goes on where the next has the same anchor.
//
// Anchors of paragraphs are most of a record. So their kind, p, says "p-", and of what
// follows there are only as many words as tell it from all other anchors, two at least:
// the browser looks for the id that begins so.
type passageWriter struct {
	out     strings.Builder
	anchors []string // of all passages, sorted
	last    passages.Passage
	at      int
}

// kindLetters name the kinds of passages; paragraphs have one of their own.
var kindLetters = [...]byte{passages.Text: 't', passages.Heading: 'h', passages.Note: 'n', passages.Caption: 'c'}

const (
	paragraphLetter = 'p'
	paragraphPrefix = "p-"
	notePrefix      = "fn-"
)

func newPassageWriter(list []passages.Passage) *passageWriter {
	w := &passageWriter{}
	for _, p := range list {
		w.anchors = append(w.anchors, p.Anchor)
	}
	slices.Sort(w.anchors)
	w.anchors = slices.Compact(w.anchors)
	return w
}

func (w *passageWriter) begin(p passages.Passage, at int) {
	if w.out.Len() > 0 {
		if p.Kind == w.last.Kind && p.Anchor == w.last.Anchor && p.Kind != passages.Heading {
			return
		}
		w.out.WriteByte('\n')
	}
	letter, anchor, more := kindLetters[p.Kind], p.Anchor, ""
	switch p.Kind {
	case passages.Text:
		if strings.HasPrefix(anchor, paragraphPrefix) {
			letter, anchor = paragraphLetter, w.shorten(anchor)[len(paragraphPrefix):]
		}
	case passages.Heading:
		more = "\t" + doc.Plain(p.Text)
	case passages.Note:
		label, ok := strings.CutPrefix(anchor, notePrefix)
		if !ok {
			letter = kindLetters[passages.Text]
			break
		}
		anchor = label
		if number := strconv.Itoa(p.Note); p.Note > 0 && label != number {
			more = "\t" + number
		}
	}
	w.out.WriteByte(letter)
	w.out.WriteString(strconv.FormatInt(int64(at-w.at), 36))
	w.out.WriteByte(' ')
	w.out.WriteString(anchor)
	w.out.WriteString(more)
	w.last, w.at = p, at
}

// shorten cuts a paragraph's anchor to the words that no other anchor begins with.
func (w *passageWriter) shorten(anchor string) string {
	for words, i := 0, len(paragraphPrefix); i < len(anchor); i++ {
		if anchor[i] != '-' {
			continue
		}
		if words++; words >= 2 && w.only(anchor[:i]) {
			return anchor[:i]
		}
	}
	return anchor
}

// only tells whether a single anchor begins so.
func (w *passageWriter) only(prefix string) bool {
	i, _ := slices.BinarySearch(w.anchors, prefix)
	return i+1 == len(w.anchors) || !strings.HasPrefix(w.anchors[i+1], prefix)
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
