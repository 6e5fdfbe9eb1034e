package export

import (
	"bufio"
	"io"
	"strconv"
	"unicode/utf8"

	"dossier/internal/index"
	"dossier/internal/record"
)

var annotationFields = []Field{
	{"id", "string", "the annotation's own identifier", true},
	{"motivation", "string", "always identifying: the body says what the words name", true},
	{"body", "string", "page of the entity that is named", true},
	{"target.source", "string", "page of the article", true},
	{"target.selector[0]", "object", "TextQuoteSelector: the words, with up to 40 characters of the sentence on each side", true},
	{"target.selector[1]", "object", "FragmentSelector: the anchor of the sentence, refined by a TextPositionSelector that counts Unicode characters in the sentence, note marks left out", true},
}

// around is how many characters of the sentence stand with a quotation.
const around = 40

func mentionsJSONL(d *Data, w io.Writer) error {
	out := bufio.NewWriterSize(w, 1<<16)
	var line []byte
	for _, a := range d.articles() {
		count := map[string]int{} // of annotations with one id
		for _, m := range a.Mentions {
			if e := d.Index.Entity(m.Entity); e != nil {
				line = d.annotation(line[:0], a, e, m, count)
				out.Write(line)
			}
		}
	}
	return out.Flush()
}

// annotation appends the line of a mention: an annotation after the Web Annotation Data
// Model (W3C, 2017). There are as many as there are names in all articles, so nothing is
// made in between.
func (d *Data) annotation(dst []byte, a *index.Article, e *index.Entity, m record.Mention, count map[string]int) []byte {
	ref := index.Ref{Article: a, Sentence: m.Sentence}
	anchor, text := ref.Place().Anchor, d.quote(ref)
	end := min(max(m.End, 0), len(text))
	start := min(max(m.Start, 0), end)
	id := "#" + a.Entry.Slug + "/" + anchor + "/" + e.ID
	if count[id]++; count[id] > 1 {
		id += "/" + strconv.Itoa(count[id])
	}
	dst = append(dst, `{"@context":"http://www.w3.org/ns/anno.jsonld","id":`...)
	dst = AppendJSON(dst, d.address("/"+Folder+"/mentions.jsonl")+id)
	dst = append(dst, `,"type":"Annotation","motivation":"identifying","body":`...)
	dst = AppendJSON(dst, d.address(e.Path))
	dst = AppendJSON(append(dst, `,"target":{"source":`...), d.address(a.Path))
	dst = append(dst, `,"selector":[{"type":"TextQuoteSelector"`...)
	dst = appendField(dst, `,"exact":`, text[start:end])
	dst = appendField(dst, `,"prefix":`, lastRunes(text[:start], around))
	dst = appendField(dst, `,"suffix":`, firstRunes(text[end:], around))
	dst = appendField(append(dst, `},{"type":"FragmentSelector"`...), `,"value":`, anchor)
	dst = append(dst, `,"conformsTo":"http://tools.ietf.org/rfc/rfc3236","refinedBy":{"type":"TextPositionSelector","start":`...)
	// The position counts characters, not bytes, as the model asks.
	from := utf8.RuneCountInString(text[:start])
	dst = strconv.AppendInt(dst, int64(from), 10)
	dst = strconv.AppendInt(append(dst, `,"end":`...), int64(from+utf8.RuneCountInString(text[start:end])), 10)
	return append(dst, "}}]}}\n"...)
}

// appendField appends a field with a text, unless there is none.
func appendField(dst []byte, key, text string) []byte {
	if text == "" {
		return dst
	}
	return AppendJSON(append(dst, key...), text)
}

func firstRunes(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

func lastRunes(s string, n int) string {
	i := len(s)
	for ; n > 0 && i > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(s[:i])
		i -= size
	}
	return s[i:]
}
