package export

import (
	"bufio"
	"io"
	"slices"
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
	file := d.address("/" + Folder + "/mentions.jsonl")
	for _, a := range d.articles() {
		of := annotated{a, file + "#" + a.Entry.Slug + "/", d.address(a.Path), d.Quotes(a)}
		for i, m := range a.Mentions {
			if e := d.Index.Entity(m.Entity); e != nil {
				line = of.annotation(line[:0], i, e.ID, d.address(e.Path))
				out.Write(line)
			}
		}
	}
	return out.Flush()
}

// annotated is an article as its annotations speak of it.
type annotated struct {
	*index.Article
	id     string // what the ids of its annotations begin with
	source string // its address
	quotes []string
}

// annotation appends the line of the ith mention, of an entity with a page: an annotation after the Web Annotation Data
// Model (W3C, 2017). There are as many as there are names in all articles, so nothing is
// made in between.
func (a annotated) annotation(dst []byte, i int, entity, body string) []byte {
	m := a.Mentions[i]
	anchor, text := a.Sentences[m.Sentence].Anchor, a.quotes[m.Sentence]
	end := min(max(m.End, 0), len(text))
	start := min(max(m.Start, 0), end)
	id := a.id + anchor + "/" + entity
	if nth := nthOfSentence(a.Mentions[:i+1]); nth > 1 {
		id += "/" + strconv.Itoa(nth)
	}
	dst = append(dst, `{"@context":"http://www.w3.org/ns/anno.jsonld","id":`...)
	dst = AppendJSON(dst, id)
	dst = append(dst, `,"type":"Annotation","motivation":"identifying","body":`...)
	dst = AppendJSON(dst, body)
	dst = AppendJSON(append(dst, `,"target":{"source":`...), a.source)
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

// nthOfSentence counts the last mention among those of its entity in its sentence. Mentions
// stand in the order of the sentences.
func nthOfSentence(mentions []record.Mention) int {
	last, n := mentions[len(mentions)-1], 1
	for _, m := range slices.Backward(mentions[:len(mentions)-1]) {
		if m.Sentence != last.Sentence {
			break
		}
		if m.Entity == last.Entity {
			n++
		}
	}
	return n
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
