package search

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"sync"
	"testing"

	"dossier/internal/edtf"
	"dossier/internal/resolve/passages"

	gocmp "github.com/google/go-cmp/cmp"
)

// A small dossier on lighthouses, with the slips of its own.
var shelf = []struct {
	address, title, date string
	entities             []string
	passages             []passages.Passage
}{
	{"/articles/skerry/", "A light on the skerry", "1861-10-04", []string{"agnes-orr", "holm-skerry"}, []passages.Passage{
		{Kind: passages.Text, Anchor: "p-first", Text: "The keepers rowed to Holm Skerry in a falling wind. Agnes Orr had drawn\nthe plans for the lamp."},
		{Kind: passages.Heading, Anchor: "the-lamp", Text: "The lamp"},
		{Kind: passages.Text, Anchor: "p-lamp", Text: "Its wick was trimmed every fourth hour\uFFFC, and the brass was polished on Sundays."},
		{Kind: passages.Caption, Anchor: "figure-lamp", Text: "The lamp room, drawn from memory"},
		{Kind: passages.Note, Anchor: "fn-1", Note: 1, Text: "The logbook says fifth hour; a slip of the quartermaster’s pen."},
	}},
	{"/articles/wreck/", "The wreck of the Ljósafoss", "1874~", []string{"agnes-orr", "ljosafoss"}, []passages.Passage{
		{Kind: passages.Text, Anchor: "p-wreck", Text: "The Ljósafoss struck at dusk. Nobody trimmed the wick that evening, and Orr's lamp stayed dark."},
		{Kind: passages.Text, Anchor: "p-inquiry", Text: "An inquiry asked why the fourth keeper, hired in an hour, had been sent ashore."},
	}},
	{"/articles/fog/", "Signals in fog", "", nil, []passages.Passage{
		{Kind: passages.Text, Anchor: "p-fog", Text: "Маяки молчали в тумане; the bell of Пётр Великий carried for two miles. Φάρος means lighthouse, 灯台 too."},
	}},
}

var names = []Doc{
	{Kind: Entity, Address: "/entities/agnes-orr/", Title: "Agnes Orr", Names: []string{"the Engineer of Holm"}, Type: "person", About: "engineer of lights"},
	{Kind: Entity, Address: "/entities/holm-skerry/", Title: "Holm Skerry", Type: "place"},
	{Kind: Entity, Address: "/entities/ljosafoss/", Title: "Ljósafoss", Type: "ship", Names: []string{"Waterfall of Light"}},
	{Kind: Event, Address: "/timeline/1861/#e-1861-lit", Title: "First lit", Date: edtf.OfYear(1861), Shown: "1861", Entities: []string{"holm-skerry"}},
	{Kind: Source, Address: "/sources/#site-example-org", Title: "Logbooks of the northern lights", About: "example.org/logbooks"},
}

// build makes the index of the shelf, adding the texts in the given order.
func build(t *testing.T, o Options, order ...int) map[string]string {
	t.Helper()
	o.Language = cmp.Or(o.Language, "en")
	o.Types = []Type{{"person", "Person"}, {"place", "Place"}, {"ship", "Ship"}}
	b := NewBuilder(o)
	var adding sync.WaitGroup
	for _, i := range order {
		adding.Go(func() {
			if err := b.Add(shelf[i].address, shelf[i].title, shelf[i].passages); err != nil {
				t.Error(err)
			}
		})
	}
	adding.Wait()
	return finish(t, b, shelfDocs(t))
}

func shelfDocs(t *testing.T) []Doc {
	docs := append([]Doc{}, names...)
	for _, s := range shelf {
		d := Doc{Kind: Article, Address: s.address, Title: s.title, Entities: s.entities, Shown: s.date}
		if s.date != "" {
			var err error
			if d.Date, err = edtf.Parse(s.date); err != nil {
				t.Fatal(err)
			}
		}
		docs = append(docs, d)
	}
	return docs
}

func finish(t *testing.T, b *Builder, docs []Doc) map[string]string {
	t.Helper()
	files, err := b.Finish(docs)
	if err != nil {
		t.Fatal(err)
	}
	index := map[string]string{}
	for _, f := range files {
		index[f.Name] = string(f.Data)
	}
	return index
}

func open(t testing.TB, index map[string]string) *Reader {
	t.Helper()
	r, err := Open(func(name string) ([]byte, error) {
		if data, ok := index[name]; ok {
			return []byte(data), nil
		}
		return nil, fmt.Errorf("%s: %w", name, fs.ErrNotExist)
	})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// brief is an answer on one line: documents with the anchors of their passages.
func brief(a *Answer) string {
	var parts []string
	for _, g := range a.Groups {
		for _, r := range g {
			s := strings.Trim(strings.TrimPrefix(strings.TrimPrefix(r.Address, "articles/"), "entities/"), "/")
			for _, p := range r.Passages {
				s += "#" + p.Anchor
			}
			parts = append(parts, s)
		}
	}
	if a.Some {
		parts = append(parts, "some")
	}
	for _, n := range a.Near {
		parts = append(parts, "~"+n)
	}
	for _, p := range a.Ignored {
		parts = append(parts, "ignored:"+p)
	}
	return strings.Join(parts, " ")
}

var questions = []struct{ name, ask, want string }{
	{"a word leads to its passage", "inquiry", "wreck#p-inquiry"},
	{"other forms of a word", "trimming", "wreck#p-wreck skerry#p-lamp"},
	{"an entity by its name comes first", "agnes", "agnes-orr skerry#p-first"},
	{"by another name", "waterfall", "ljosafoss"},
	{"without its signs", "ljosafoss", "ljosafoss wreck#p-wreck"},
	{"a slip in the middle", "ljosafos", "ljosafoss wreck#p-wreck"},
	{"a slip at the beginning", "kjosafoss", "ljosafoss wreck#p-wreck ~ljosafoss"},
	{"two letters exchanged", "skeryr", "holm-skerry skerry#p-first ~skerry"},
	{"a note", "quartermaster", "skerry#fn-1"},
	{"a caption", "memory", "skerry#figure-lamp"},
	{"a heading", "lamp", "skerry#the#p-first#figure-lamp wreck#p-wreck"},
	{"both words", "wick keeper", "wreck#p-wreck#p-inquiry skerry#p-first#p-lamp"},
	{"a phrase", `"fourth hour"`, "skerry#p-lamp"},
	{"a phrase across stop words", `"keeper hired in an hour"`, "wreck#p-inquiry"},
	{"a phrase does not go from one passage into the next", `"Sundays the lamp"`, ""},
	{"not a word", "wick -dusk", "skerry#p-lamp"},
	{"not a phrase", `wick -"stayed dark"`, "skerry#p-lamp"},
	{"no text has all", "dusk coal bell", "wreck#p-wreck fog#p-fog some"},
	{"mentions an entity", "wick person:orr place:holm", "skerry#p-lamp"},
	{"a filter alone", "place:skerry", "holm-skerry skerry timeline/1861/#e-1861-lit"},
	{"a filter turned round", "wick -place:holm", "wreck#p-wreck"},
	{"a filter of two words", `person:"agnes orr" dusk`, "wreck#p-wreck"},
	{"a filter of the wrong type", "place:agnes wick", ""},
	{"later than a year", "wick after:1861", "wreck#p-wreck"},
	{"earlier than a month", "wick before:1861-11", "skerry#p-lamp"},
	{"a date filter alone", "before:1870", "skerry timeline/1861/#e-1861-lit"},
	{"a date that is none", "wick after:soon", "wreck#p-wreck skerry#p-lamp ignored:after:soon"},
	{"an event", "lit", "timeline/1861/#e-1861-lit"},
	{"a source", "logbooks", "skerry#fn-1 sources/#site-example-org"},
	{"Cyrillic, in another case", "маяка", "fog#p-fog"},
	{"Cyrillic with signs", "петр", "fog#p-fog"},
	{"Greek without signs", "φαρος", "fog#p-fog"},
	{"a word of a script without spaces", "灯台", "fog#p-fog"},
	{"and not in another order", "台灯", ""},
	{"stop words alone", "the of", "agnes-orr wreck sources/#site-example-org"},
	{"nothing", "", ""},
	{"nothing but signs", `"" - : "`, ""},
	{"unknown filters are words", "note:quartermaster", ""},
	{"a word that is still being typed", "polish", "skerry#p-lamp"},
	{"typed halfway into an ending", "polishi", "skerry#p-lamp"},
	{"typed halfway", "quarterma", "skerry#fn-1"},
	{"nowhere", "submarine", ""},
}

func TestSearch(t *testing.T) {
	r := open(t, build(t, Options{}, 0, 1, 2))
	for _, q := range questions {
		t.Run(q.name, func(t *testing.T) {
			a, err := r.Search(q.ask, 5)
			if err != nil {
				t.Fatal(err)
			}
			if got := brief(a); got != q.want {
				t.Errorf("%s\n got: %s\nwant: %s", q.ask, got, q.want)
			}
		})
	}
}

// The index depends on what is in it, not on who added it when, nor on how much of it
// was kept in memory.
func TestSameBytes(t *testing.T) {
	want := build(t, Options{}, 0, 1, 2)
	spilled := 0
	spill := func(run []byte) (io.Reader, error) {
		spilled++
		return bytes.NewReader(append([]byte{}, run...)), nil
	}
	for name, got := range map[string]map[string]string{
		"another order": build(t, Options{}, 2, 0, 1),
		"spilled":       build(t, Options{Spill: spill, Memory: 1}, 1, 2, 0),
	} {
		if diff := gocmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	if spilled < 3 {
		t.Errorf("%d runs were spilled, want one for each text at least", spilled)
	}
}
