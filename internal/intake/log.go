package intake

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Entry is one line of the import log: something that was changed, taken out of
// the text, or doubtful and left alone.
type Entry struct {
	Line    int    `yaml:"line,omitempty" json:"line,omitempty"` // of the received text; 0 for the document as a whole
	Kind    string `yaml:"kind" json:"kind"`                     // a key of Kinds
	Before  string `yaml:"before,omitempty" json:"before,omitempty"`
	After   string `yaml:"after,omitempty" json:"after,omitempty"`
	Message string `yaml:"message" json:"message"` // lower case, no full stop

	from []stretch // what of the received text is quoted whole in Before
}

// EntryKind explains one kind of log entry.
type EntryKind struct {
	Name  string
	Doubt bool // something for the author to look at, nothing was decided
	What  string
}

// Kinds is the one table of log kinds, in the order of a summary.
var Kinds = []EntryKind{
	{"encoding", false, "the text was not plain UTF-8"},
	{"format", false, "how the document was read"},
	{"title", false, "the title"},
	{"author", false, "the byline"},
	{"author-note", false, "a note on the author, moved to the front matter"},
	{"date", false, "a date line"},
	{"source", false, "a source line"},
	{"publication", false, "where it was published"},
	{"standfirst", false, "the standfirst, moved to the description"},
	{"heading", false, "a bare line read as a heading"},
	{"caption", false, "a caption taken out of the running text"},
	{"join-word", false, "a word cut by a page, column, caption or line"},
	{"join-sentence", false, "a sentence cut by a page, column or caption"},
	{"note", false, "a note mark tied to its note"},
	{"boilerplate", false, "page furniture that was left out"},
	{"running-head", false, "a running head or page number that was left out"},
	{"line-wrap", false, "hard line breaks taken out"},
	{"soft-hyphen", false, "invisible characters taken out"},
	{"ligature", false, "ligatures written as letters"},
	{"emphasis", false, "a stray emphasis sign"},
	{"emphasis-cut", true, "emphasis cut by a page or caption: where it ended is unknown"},
	{"loose-note", true, "a note without a mark, or a mark without a note"},
	{"unbalanced-quote", true, "a quotation opened and never closed, or the reverse"},
	{"mixed-quotes", true, "straight and curly quotation marks"},
	{"doubled-word", true, "a word twice in a row"},
	{"spelling-variant", true, "a name spelt in two ways"},
	{"nbsp", true, "no-break spaces"},
	{"cut", true, "a paragraph that ends in mid-sentence"},
	{"missing-image", true, "a caption whose picture did not come with the text"},
	{"missing", true, "what the document does not say"},
}

var kindRank = func() map[string]int {
	ranks := make(map[string]int, len(Kinds))
	for i, k := range Kinds {
		ranks[k.Name] = i
	}
	return ranks
}()

// sortLog orders the log by line; entries about the whole document come first.
func (a *Article) sortLog() {
	slices.SortStableFunc(a.Log, func(x, y Entry) int {
		return cmp.Or(cmp.Compare(x.Line, y.Line), cmp.Compare(kindRank[x.Kind], kindRank[y.Kind]))
	})
}

// Summary counts the log by kind, one line each ("2 caption: ..."), in the order of Kinds.
func (a *Article) Summary() []string {
	count := map[string]int{}
	for _, e := range a.Log {
		count[e.Kind]++
	}
	var lines []string
	for _, k := range Kinds {
		if n := count[k.Name]; n > 0 {
			lines = append(lines, fmt.Sprintf("%d %s: %s", n, k.Name, k.What))
		}
	}
	return lines
}

// LogYAML writes the log as a data file: the received file's name and sha256,
// then one entry per change or doubt in the order of the text. It is written line by
// line: the log of a large document would take an encoder's tree of it many times
// its size.
func (a *Article) LogYAML(received string, sha256 string) []byte {
	size := 200
	for _, e := range a.Log {
		size += len(e.Before) + len(e.After) + len(e.Message) + 80
	}
	out := append(make([]byte, 0, size), "received: "+yamlScalar("", base(received))+"\nsha256: \""+sha256+"\"\n"...)
	if len(a.Log) == 0 {
		return append(out, "log: []\n"...)
	}
	out = append(out, "log:\n"...)
	for _, e := range a.Log {
		lead := "  - "
		field := func(key, value string) {
			out = append(out, lead+key+": "+value+"\n"...)
			lead = "    "
		}
		if e.Line > 0 {
			field("line", strconv.Itoa(e.Line))
		}
		field("kind", e.Kind)
		if e.Before != "" {
			field("before", yamlScalar("", e.Before))
		}
		if e.After != "" {
			field("after", yamlScalar("", e.After))
		}
		field("message", yamlScalar("", e.Message))
	}
	return out
}

// quote shortens a stretch of text for a message or an excerpt.
func quote(s string) string {
	const most = 80
	s = strings.Join(strings.Fields(s), " ")
	if len(s) <= most {
		return s
	}
	cut := most
	for cut > 0 && s[cut]&0xC0 == 0x80 {
		cut--
	}
	if i := strings.LastIndexByte(s[:cut], ' '); i > most/2 {
		cut = i
	}
	return s[:cut] + "..."
}
