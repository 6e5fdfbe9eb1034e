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
	more int       // entries of this kind that it stands for, beside itself
}

// EntryKind explains one kind of log entry.
type EntryKind struct {
	Name  string
	Doubt bool // something for the author to look at, nothing was decided
	Stays bool // what an entry quotes stands in the article as well
	What  string
}

// Kinds is the one table of log kinds, in the order of a summary.
var Kinds = []EntryKind{
	{"encoding", false, false, "the text was not plain UTF-8"},
	{"format", false, false, "how the document was read"},
	{"title", false, false, "the title"},
	{"author", false, false, "the byline"},
	{"author-note", false, false, "a note on the author, moved to the front matter"},
	{"date", false, false, "a date line"},
	{"source", false, false, "a source line"},
	{"publication", false, false, "where it was published"},
	{"standfirst", false, false, "the standfirst, moved to the description"},
	{"heading", false, true, "a bare line read as a heading"},
	{"caption", false, false, "a caption taken out of the running text"},
	{"join-word", false, true, "a word cut by a page, column, caption or line"},
	{"join-sentence", false, true, "a sentence cut by a page, column or caption"},
	{"note", false, true, "a note mark tied to its note"},
	{"boilerplate", false, false, "page furniture that was left out"},
	{"running-head", false, false, "a running head or page number that was left out"},
	{"line-wrap", false, true, "hard line breaks taken out"},
	{"soft-hyphen", false, true, "invisible characters taken out"},
	{"ligature", false, true, "ligatures written as letters"},
	{"emphasis", false, true, "a stray emphasis sign"},
	{"emphasis-cut", true, true, "emphasis cut by a page or caption: where it ended is unknown"},
	{"loose-note", true, true, "a note without a mark, or a mark without a note"},
	{"unbalanced-quote", true, true, "a quotation opened and never closed, or the reverse"},
	{"mixed-quotes", true, true, "straight and curly quotation marks"},
	{"doubled-word", true, true, "a word twice in a row"},
	{"spelling-variant", true, true, "a name spelt in two ways"},
	{"nbsp", true, true, "no-break spaces"},
	{"cut", true, true, "a paragraph that ends in mid-sentence"},
	{"missing-image", true, false, "a caption whose picture did not come with the text"},
	{"missing", true, false, "what the document does not say"},
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

// A log may take this many bytes for each one of the text, beyond logFree; no document that
// somebody wrote comes near it.
const (
	logFactor = 4
	logFree   = 64 << 10
)

// boundLog keeps a log in proportion to the text. Where it would be many times as long,
// further entries whose words stand in the article are counted, one entry for each kind.
func (a *Article) boundLog() {
	left := logFree + logFactor*a.textSize()
	rest := map[string]*Entry{}
	last := map[string]int{}
	a.Log = slices.DeleteFunc(a.Log, func(e Entry) bool {
		if left -= e.size(); left >= 0 || !Kinds[kindRank[e.Kind]].Stays {
			return false
		}
		if r := rest[e.Kind]; r != nil {
			r.more++
		} else {
			rest[e.Kind] = &Entry{Line: e.Line, Kind: e.Kind}
		}
		last[e.Kind] = e.Line
		return true
	})
	for _, k := range Kinds {
		if r := rest[k.Name]; r != nil {
			r.Message = fmt.Sprintf("%s: %d more, as far as line %d, too many to list", k.What, r.more+1, last[k.Name])
			a.Log = append(a.Log, *r)
		}
	}
	a.sortLog()
}

// size is what an entry takes in the log, about.
func (e Entry) size() int { return len(e.Before) + len(e.After) + len(e.Message) + 80 }

// Summary counts the log by kind, one line each ("2 caption: ..."), in the order of Kinds.
func (a *Article) Summary() []string {
	count := map[string]int{}
	for _, e := range a.Log {
		count[e.Kind] += 1 + e.more
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
		size += e.size()
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
