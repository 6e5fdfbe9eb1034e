package export

import (
	"bufio"
	"io"
	"strconv"

	"dossier/internal/edtf"
	"dossier/internal/index"
)

// Event is an event as events.json has it.
type Event struct {
	ID        string     `json:"id"`
	Date      string     `json:"date"`
	Earliest  string     `json:"earliest,omitempty"`
	Latest    string     `json:"latest,omitempty"`
	Words     string     `json:"words"`
	Kind      string     `json:"kind"`
	Expected  bool       `json:"expected"`
	Title     string     `json:"title,omitempty"`
	Sentences []Sentence `json:"sentences"`
	Written   string     `json:"written,omitempty"`
	Reason    string     `json:"reason,omitempty"`
	Entities  []string   `json:"entities"`
	Source    string     `json:"source,omitempty"`
	Note      string     `json:"note,omitempty"`
}

// Sentence is one that tells of an event.
type Sentence struct {
	Text    string `json:"text"`
	Article string `json:"article"`
	Address string `json:"address"`
}

// The kinds of events.
const (
	statedEvent = "stated"
	foundEvent  = "found"
)

// eventHead are the fields that both forms begin with.
var eventHead = []Field{
	{"id", "string", "identifier, the event's anchor on the timeline", true},
	{"date", "string", "when, in EDTF", true},
	{"earliest", "string", "first day that the date may mean; none where it is open", false},
	{"latest", "string", "last day that the date may mean; none where it is open", false},
	{"words", "string", "the date in words", true},
	{"kind", "string", "stated (by the editors) or found (read in a sentence)", true},
	{"expected", "boolean", "the sentence speaks of it as still to come", true},
	{"title", "string", "what happened, for stated events", false},
}

// eventTail are the fields that both forms end with.
var eventTail = []Field{
	{"written", "string", "the date as the sentence writes it", false},
	{"reason", "string", "how the date was read", false},
	{"entities", "string", "identifiers of who and what is named with it", false},
	{"source", "string", "who says so, for stated events", false},
	{"note", "string", "what a reader should know about the date or the source", false},
}

func between(middle ...Field) []Field {
	return append(append(append([]Field(nil), eventHead...), middle...), eventTail...)
}

var (
	eventFields = withType(between(
		Field{"sentences", "array", "the sentences that tell of it, each with text, article and address", true}), "entities", "array")
	eventColumns = between(
		Field{"sentence", "string", "the first sentence that tells of it", false},
		Field{"article", "string", "identifier of that sentence's article", false},
		Field{"address", "string", "where the event can be read: the sentence, else the timeline", true})
)

func (d *Data) event(e *index.Event) Event {
	v := Event{
		ID: e.ID, Date: e.Date.String(), Words: e.Date.Words(), Kind: foundEvent, Expected: e.Forward, Title: e.Title,
		Sentences: []Sentence{}, Written: e.Written, Reason: e.Reason, Entities: []string{}, Source: e.Source, Note: e.Note,
	}
	if e.Stated {
		v.Kind = statedEvent
	}
	earliest, latest := e.Date.Bounds()
	v.Earliest, v.Latest = bound(earliest), bound(latest)
	for _, r := range e.Refs {
		v.Sentences = append(v.Sentences, Sentence{d.quote(r.Ref), r.Article.Entry.Slug, d.address(r.Address())})
	}
	for _, entity := range e.Entities {
		v.Entities = append(v.Entities, entity.ID)
	}
	return v
}

func bound(d edtf.Day) string {
	if d.IsOpen() {
		return ""
	}
	return d.String()
}

// what is the event in words: its title, else its sentence.
func (d *Data) what(e *index.Event) string {
	if e.Title == "" && len(e.Refs) > 0 {
		return d.quote(e.Refs[0].Ref)
	}
	return e.Title
}

// where is the place to read of an event: its sentence, else the timeline, whose first
// page always has what the editors state.
func (d *Data) where(e *index.Event) string {
	if len(e.Refs) > 0 {
		return d.address(e.Refs[0].Address())
	}
	return d.address("/timeline/#" + e.ID)
}

func eventsJSON(d *Data, w io.Writer) error {
	out := bufio.NewWriter(w)
	out.WriteByte('[')
	var line []byte
	for i, e := range d.Index.Events {
		if i > 0 {
			out.WriteByte(',')
		}
		v := d.event(e)
		line = v.append(append(line[:0], '\n'))
		out.Write(line)
	}
	out.WriteString("\n]\n")
	return out.Flush()
}

// append writes the event as encoding/json would: there are as many as the texts have dates.
func (e *Event) append(dst []byte) []byte {
	dst = AppendJSON(append(dst, `{"id":`...), e.ID)
	dst = AppendJSON(append(dst, `,"date":`...), e.Date)
	dst = appendField(dst, `,"earliest":`, e.Earliest)
	dst = appendField(dst, `,"latest":`, e.Latest)
	dst = AppendJSON(append(dst, `,"words":`...), e.Words)
	dst = AppendJSON(append(dst, `,"kind":`...), e.Kind)
	dst = strconv.AppendBool(append(dst, `,"expected":`...), e.Expected)
	dst = appendField(dst, `,"title":`, e.Title)
	dst = append(dst, `,"sentences":[`...)
	for i, s := range e.Sentences {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = AppendJSON(append(dst, `{"text":`...), s.Text)
		dst = AppendJSON(append(dst, `,"article":`...), s.Article)
		dst = append(AppendJSON(append(dst, `,"address":`...), s.Address), '}')
	}
	dst = append(dst, ']')
	dst = appendField(dst, `,"written":`, e.Written)
	dst = appendField(dst, `,"reason":`, e.Reason)
	dst = append(dst, `,"entities":[`...)
	for i, id := range e.Entities {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = AppendJSON(dst, id)
	}
	dst = append(dst, ']')
	dst = appendField(dst, `,"source":`, e.Source)
	dst = appendField(dst, `,"note":`, e.Note)
	return append(dst, '}')
}

func eventsCSV(d *Data, w io.Writer) error {
	return writeTable(w, eventColumns, each(d.Index.Events, func(e *index.Event) []string {
		v := d.event(e)
		var first Sentence
		if len(v.Sentences) > 0 {
			first = v.Sentences[0]
		}
		return []string{
			v.ID, v.Date, v.Earliest, v.Latest, v.Words, v.Kind, strconv.FormatBool(v.Expected), v.Title,
			first.Text, first.Article, d.where(e), v.Written, v.Reason, joinList(v.Entities), v.Source, v.Note,
		}
	}))
}
