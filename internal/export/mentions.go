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

// Annotation is a mention after the Web Annotation Data Model (W3C, 2017).
type Annotation struct {
	Context    string           `json:"@context"`
	ID         string           `json:"id"`
	Type       string           `json:"type"`
	Motivation string           `json:"motivation"`
	Body       string           `json:"body"`
	Target     AnnotationTarget `json:"target"`
}

// AnnotationTarget is the page of an article and the place in it.
type AnnotationTarget struct {
	Source   string     `json:"source"`
	Selector []Selector `json:"selector"`
}

// Selector finds a stretch of text; which fields it has depends on its type.
type Selector struct {
	Type       string    `json:"type"`
	Exact      string    `json:"exact,omitempty"`
	Prefix     string    `json:"prefix,omitempty"`
	Suffix     string    `json:"suffix,omitempty"`
	Value      string    `json:"value,omitempty"`
	ConformsTo string    `json:"conformsTo,omitempty"`
	Start      *int      `json:"start,omitempty"`
	End        *int      `json:"end,omitempty"`
	RefinedBy  *Selector `json:"refinedBy,omitempty"`
}

// around is how many characters of the sentence stand with a quotation.
const around = 40

func mentionsJSONL(d *Data, w io.Writer) error {
	out := bufio.NewWriterSize(w, 1<<16)
	for _, a := range d.articles() {
		count := map[string]int{} // of annotations with one id
		for _, m := range a.Mentions {
			e := d.Index.Entity(m.Entity)
			if e == nil {
				continue
			}
			annotation := d.annotation(a, e, m, count)
			out.Write(annotation.append(out.AvailableBuffer()))
		}
	}
	return out.Flush()
}

func (d *Data) annotation(a *index.Article, e *index.Entity, m record.Mention, count map[string]int) Annotation {
	ref := index.Ref{Article: a, Sentence: m.Sentence}
	anchor, text := ref.Place().Anchor, d.quote(ref)
	end := min(max(m.End, 0), len(text))
	start := min(max(m.Start, 0), end)
	// The position counts characters, not bytes, as the model asks.
	from := utf8.RuneCountInString(text[:start])
	to := from + utf8.RuneCountInString(text[start:end])
	id := "#" + a.Entry.Slug + "/" + anchor + "/" + e.ID
	if count[id]++; count[id] > 1 {
		id += "/" + strconv.Itoa(count[id])
	}
	return Annotation{
		Context: "http://www.w3.org/ns/anno.jsonld", ID: d.address("/"+Folder+"/mentions.jsonl") + id, Type: "Annotation", Motivation: "identifying",
		Body: d.address(e.Path),
		Target: AnnotationTarget{d.address(a.Path), []Selector{
			{Type: "TextQuoteSelector", Exact: text[start:end], Prefix: lastRunes(text[:start], around), Suffix: firstRunes(text[end:], around)},
			{Type: "FragmentSelector", Value: anchor, ConformsTo: "http://tools.ietf.org/rfc/rfc3236",
				RefinedBy: &Selector{Type: "TextPositionSelector", Start: &from, End: &to}},
		}},
	}
}

// append writes the annotation on a line, as encoding/json would. There are as many as
// there are names in all articles, and reflection would be a twentieth of a build.
func (a *Annotation) append(dst []byte) []byte {
	quote, fragment := &a.Target.Selector[0], &a.Target.Selector[1]
	position := fragment.RefinedBy
	dst = appendJSON(append(dst, `{"@context":`...), a.Context)
	dst = appendJSON(append(dst, `,"id":`...), a.ID)
	dst = appendJSON(append(dst, `,"type":`...), a.Type)
	dst = appendJSON(append(dst, `,"motivation":`...), a.Motivation)
	dst = appendJSON(append(dst, `,"body":`...), a.Body)
	dst = appendJSON(append(dst, `,"target":{"source":`...), a.Target.Source)
	dst = appendJSON(append(dst, `,"selector":[{"type":`...), quote.Type)
	for _, part := range [...]struct{ key, value string }{{`,"exact":`, quote.Exact}, {`,"prefix":`, quote.Prefix}, {`,"suffix":`, quote.Suffix}} {
		if part.value != "" {
			dst = appendJSON(append(dst, part.key...), part.value)
		}
	}
	dst = appendJSON(append(dst, `},{"type":`...), fragment.Type)
	if fragment.Value != "" {
		dst = appendJSON(append(dst, `,"value":`...), fragment.Value)
	}
	dst = appendJSON(append(dst, `,"conformsTo":`...), fragment.ConformsTo)
	dst = appendJSON(append(dst, `,"refinedBy":{"type":`...), position.Type)
	dst = strconv.AppendInt(append(dst, `,"start":`...), int64(*position.Start), 10)
	dst = strconv.AppendInt(append(dst, `,"end":`...), int64(*position.End), 10)
	return append(dst, "}}]}}\n"...)
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
