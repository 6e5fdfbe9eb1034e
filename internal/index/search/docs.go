package search

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"dossier/internal/doc"
	"dossier/internal/resolve/passages"
)

// passageWriter makes the record of a text's passages: a line for each, of the letter
// of its kind, the distance of its first position from that of the passage before (in
// base 36), a space and its anchor; then, after a space, the words of a heading, or the
// number of a note if that is not its anchor. Lines are parted by a bar. A passage goes on
// where the next has the same anchor.
//
// Anchors are most of a record. The "p-" of a paragraph's and the "fn-" of a note's are
// what their kinds, p and n, say already; and of the words of an anchor only as many are
// written as tell it from all others: the browser looks for the first id that begins so.
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
		w.out.WriteByte(parted)
	}
	letter, anchor, more := kindLetters[p.Kind], p.Anchor, ""
	switch p.Kind {
	case passages.Text:
		if strings.HasPrefix(anchor, paragraphPrefix) {
			letter, anchor = paragraphLetter, w.shorten(anchor, len(paragraphPrefix))[len(paragraphPrefix):]
		}
	case passages.Heading:
		anchor = w.shorten(anchor, shortest)
		more = " " + strings.ReplaceAll(doc.Plain(p.Text), string(rune(parted)), "/")
	case passages.Note:
		label, ok := strings.CutPrefix(anchor, notePrefix)
		if !ok {
			letter = kindLetters[passages.Text]
			break
		}
		anchor = label
		if number := strconv.Itoa(p.Note); p.Note > 0 && label != number {
			more = " " + number
		}
	}
	w.out.WriteByte(letter)
	w.out.WriteString(strconv.FormatInt(int64(at-w.at), 36))
	w.out.WriteByte(' ')
	w.out.WriteString(anchor)
	w.out.WriteString(more)
	w.last, w.at = p, at
}

// shortest is how long the beginning of a heading's anchor is at least: ids of one letter
// and a hyphen are of sentences and paragraphs.
const shortest = 3

// shorten cuts an anchor, from so many bytes on, to the words that no other begins with.
func (w *passageWriter) shorten(anchor string, from int) string {
	for i := from; i < len(anchor); i++ {
		if anchor[i] == '-' && w.only(anchor[:i]) {
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

// parted stands between passages. JSON would write a line end as two characters.
const parted = '|'

// docsPerShard is how many documents of a kind are in one file: few articles, whose
// records are long, since the results of a question are from all over the site.
var docsPerShard = [kinds]int{Entity: 24, Article: 4, Page: 4, Event: 16, Source: 16}

// record is a document as the browser gets it: title, address, date in words, passages,
// what is said about it, type, language; empty fields at the end are left out.
func (w *writer) record(i int) ([]byte, error) {
	d := &w.docs[i]
	fields := []string{d.Title, strings.TrimPrefix(d.Address, "/")[len(w.roots[d.Kind]):], d.Shown, w.texts[i].passages, d.About, d.Type, d.Language}
	for fields[len(fields)-1] == "" && len(fields) > 2 {
		fields = fields[:len(fields)-1]
	}
	return jsonText(fields)
}

// root is how the addresses of all documents of a kind begin.
func (w *writer) root(k Kind) string {
	root := ""
	for i, d := range w.docs[w.edges[k]:w.edges[k+1]] {
		address := strings.TrimPrefix(d.Address, "/")
		if i == 0 {
			root = address[:strings.LastIndexByte(address[:max(0, len(address)-1)], '/')+1]
		}
		for !strings.HasPrefix(address, root) {
			root = root[:strings.LastIndexByte(root[:len(root)-1], '/')+1]
		}
	}
	return root
}

// documents writes the shards of documents.
func (w *writer) documents() error {
	for kind, per := range docsPerShard {
		first, n := w.edges[kind], w.counts[kind]
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
			w.file(fmt.Sprintf("d%d-%d", kind, at/per), append(data, ']'))
		}
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
