package export

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"dossier/internal/bib"
	"dossier/internal/config"
	"dossier/internal/edit"
	"dossier/internal/edtf"
	"dossier/internal/index"
	"dossier/internal/record"
	"dossier/internal/source"

	ics "github.com/arran4/golang-ical"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"golang.org/x/text/unicode/norm"
)

// nasty holds what each format has to escape.
const nasty = `a "b", c; d|e\f {g} & <script>x</script> 100 % #1 _x_ ~y -- z --- ÅÆØ 海参崴`

// lamps is a small dossier whose texts try to break out of every format.
func lamps(t testing.TB, baseURL string) *Data {
	t.Helper()
	c := config.Default("Lamps")
	var mentions []record.Mention
	sentence := "Ölga lit the “Grey Lamp” on Sunday, 3 May 1903; " + nasty
	mentions = append(mentions,
		record.Mention{Entity: "olga", Sentence: 0, Start: 0, End: len("Ölga")},
		record.Mention{Entity: "lamp", Sentence: 0, Start: strings.Index(sentence, "Grey"), End: strings.Index(sentence, "Grey") + len("Grey Lamp")},
		record.Mention{Entity: "lamp", Sentence: 1, Start: 0, End: 4},
		record.Mention{Entity: "lamp", Sentence: 1, Start: 6, End: 10},
		record.Mention{Entity: "gone", Sentence: 1, Start: 0, End: 4},
	)
	records := []*record.Record{
		{
			Entry:     &record.Entry{Slug: "keepers", Title: "Keepers & " + nasty, Date: edtf.MustParse("1903-05-04")},
			Sentences: []record.Sentence{{Anchor: "s-a"}, {Anchor: "s-b"}},
			Mentions:  mentions,
			Dates:     []record.DateMention{{Sentence: 0, Surface: "Sunday, 3 May 1903", Date: edtf.MustParse("1903-05-03"), Reason: "in full"}},
			Citations: []record.Citation{{Key: "meer"}, {URL: "https://example.org/a{b}/c?d=%20#e", Title: nasty}, {URL: "https://example.org/x"}},
		},
		{
			Entry: &record.Entry{Slug: "undated", Title: "Undated"}, Sentences: []record.Sentence{{Anchor: "s-c"}},
			Mentions: []record.Mention{{Entity: "olga", Sentence: 0, Start: 0, End: 4}},
		},
	}
	catalogue := &record.Catalogue{
		Entities: []*record.Entity{
			{ID: "lamp", Name: "Grey Lamp", Type: "infrastructure", Description: nasty, Wikidata: "Q12", Links: []string{"https://example.org/"}, Aliases: []record.Alias{{Text: "a|b"}, {Text: `c\`}, {Text: "Gery Lamp", Hidden: true}}},
			{ID: "olga", Name: "Ölga “the Keeper”\nHolm", Type: "person"},
		},
		Events: []record.Event{
			{Date: edtf.MustParse("1899/1901"), Title: nasty, Entities: []string{"lamp", "olga"}, Source: "https://example.org/x", Note: "line one\nline two"},
			{Date: edtf.MustParse("1902-07-30/1902-08-01"), Title: strings.Repeat("a long title that must be folded ", 8)},
			{Date: edtf.MustParse("1902-09-01~"), Title: strings.Repeat("長", 60)},
			{Date: edtf.MustParse("-0043-03-15"), Title: "A murder"},
			{Date: edtf.MustParse("../1890"), Title: "Before"},
		},
		Works: []*bib.Work{{
			Key: "meer", Type: "book", Authors: []bib.Name{{Family: "van der Meer", Given: "Jan"}, {Family: "Lamps and Sons, " + nasty}},
			Editors: []bib.Name{{Family: "Rock and Hard Place", Given: "A."}}, Title: "The {Lamp} " + nasty, Container: "Lights", Publisher: "P & Q",
			Place: "Küsten", Date: "1911~", Volume: "4", Issue: "2", Pages: "11–19", DOI: "10.1000/x_y", ISBN: "0-0", Note: nasty,
		}},
		Archives: map[string]string{"https://example.org/x": "https://archive.example/x"},
	}
	quotes := map[string][]string{"keepers": {sentence, "Lamp, Lamp."}, "undated": {"Olga."}}
	return &Data{
		Title: "Lamps, " + nasty, Description: nasty, Language: "en", License: "MIT", BaseURL: baseURL,
		Index: index.Build(c, catalogue, records), Quotes: func(a *index.Article) []string { return quotes[a.Entry.Slug] },
	}
}

func written(t testing.TB, d *Data, name string) []byte {
	t.Helper()
	for _, f := range Table {
		if f.Name == name {
			var out bytes.Buffer
			if err := f.Encode(d, &out); err != nil {
				t.Fatal(err)
			}
			return out.Bytes()
		}
	}
	t.Fatalf("no file %s", name)
	return nil
}

func decode[T any](t *testing.T, data []byte) T {
	t.Helper()
	var v T
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&v); err != nil {
		t.Fatalf("%v in %s", err, data)
	}
	if d.More() {
		t.Fatal("more than one value")
	}
	return v
}

func rows(t *testing.T, data []byte) [][]string {
	t.Helper()
	list, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// TestEntities checks that table and list say the same, and that the table can be read
// back whole.
func TestEntities(t *testing.T) {
	d := lamps(t, "https://example.org/lamps/")
	list := decode[[]Entity](t, written(t, d, "entities.json"))
	table := rows(t, written(t, d, "entities.csv"))
	if len(list) != 2 || len(table) != 3 {
		t.Fatalf("%d entities, %d rows", len(list), len(table))
	}
	for i, e := range list {
		r := table[i+1]
		mentions, _ := strconv.Atoi(r[6])
		articles, _ := strconv.Atoi(r[7])
		back := Entity{ID: r[0], Name: r[1], Type: r[2], Aliases: edit.SplitCell(r[3]), Wikidata: r[4], Description: r[5], Mentions: mentions, Articles: articles, First: r[8], Last: r[9], Address: r[10], Links: e.Links}
		if diff := cmp.Diff(e, back, cmpopts.EquateEmpty()); diff != "" {
			t.Error(diff)
		}
	}
	want := Entity{ID: "lamp", Name: "Grey Lamp", Type: "infrastructure", Aliases: []string{"a|b", `c\`}, Wikidata: "Q12", Description: nasty,
		Links: []string{"https://example.org/"}, Mentions: 3, Articles: 1, First: "1903-05-04", Last: "1903-05-04", Address: "https://example.org/lamps/entities/lamp/"}
	if diff := cmp.Diff(want, list[slices.IndexFunc(list, func(e Entity) bool { return e.ID == "lamp" })]); diff != "" {
		t.Error(diff)
	}
	if bytes.Contains(written(t, d, "entities.json"), []byte("Gery")) {
		t.Error("a hidden alias is written")
	}
}

func FuzzList(f *testing.F) {
	f.Add("a|b", `\`)
	f.Add("", `\|`)
	f.Fuzz(func(t *testing.T, a, b string) {
		want := []string{a, b}
		if got := edit.SplitCell(joinList(want)); !slices.Equal(got, want) {
			t.Errorf("%q came back as %q", want, got)
		}
	})
}

// TestMentions holds annotations to the data model: both selectors find the same words.
func TestMentions(t *testing.T) {
	for _, base := range []string{"https://example.org/lamps/", ""} {
		d := lamps(t, base)
		ids := map[string]bool{}
		var named []string
		for line := range strings.Lines(string(written(t, d, "mentions.jsonl"))) {
			a := decode[Annotation](t, []byte(line))
			if a.Context != "http://www.w3.org/ns/anno.jsonld" || a.Type != "Annotation" || a.Motivation != "identifying" || ids[a.ID] {
				t.Errorf("annotation %+v", a)
			}
			ids[a.ID] = true
			slug := strings.TrimSuffix(strings.TrimPrefix(a.Target.Source, d.address("/articles/")), "/")
			quote, place := a.Target.Selector[0], a.Target.Selector[1]
			position := place.RefinedBy
			if quote.Type != "TextQuoteSelector" || place.Type != "FragmentSelector" || position.Type != "TextPositionSelector" {
				t.Fatalf("selectors %+v", a.Target.Selector)
			}
			for _, article := range d.Index.Articles {
				if article.Entry.Slug != slug {
					continue
				}
				i := slices.IndexFunc(article.Sentences, func(s record.Sentence) bool { return s.Anchor == place.Value })
				text := d.Quotes(article)[i]
				if got := string([]rune(text)[*position.Start:*position.End]); got != quote.Exact {
					t.Errorf("the position selects %q, the quotation is %q", got, quote.Exact)
				}
				if !strings.Contains(text, quote.Prefix+quote.Exact+quote.Suffix) {
					t.Errorf("%q does not stand in the sentence", quote.Prefix+quote.Exact+quote.Suffix)
				}
			}
			named = append(named, strings.TrimPrefix(a.Body, d.address("/entities/"))+" "+quote.Exact)
		}
		if diff := cmp.Diff([]string{"olga/ Ölga", "lamp/ Grey Lamp", "lamp/ Lamp", "lamp/ Lamp", "olga/ Olga"}, named); diff != "" {
			t.Error(diff)
		}
	}
}

func TestEvents(t *testing.T) {
	d := lamps(t, "")
	list := decode[[]Event](t, written(t, d, "events.json"))
	table := rows(t, written(t, d, "events.csv"))
	if len(list) != 6 || len(table) != 7 {
		t.Fatalf("%d events, %d rows", len(list), len(table))
	}
	byDate := map[string]Event{}
	for i, e := range list {
		byDate[e.Date] = e
		r := table[i+1]
		sentence := ""
		if len(e.Sentences) > 0 {
			sentence = e.Sentences[0].Text
		}
		if got, want := r[:9], []string{e.ID, e.Date, e.Earliest, e.Latest, e.Words, e.Kind, strconv.FormatBool(e.Expected), e.Title, sentence}; !slices.Equal(got, want) {
			t.Errorf("row %q, event %q", got, want)
		}
		if got := edit.SplitCell(r[13]); !slices.Equal(got, e.Entities) {
			t.Errorf("entities %q, want %q", got, e.Entities)
		}
	}
	if e := byDate["../1890"]; e.Earliest != "" || e.Latest != "1890-12-31" || e.Kind != statedEvent {
		t.Errorf("open event %+v", e)
	}
	if e := byDate["1903-05-03"]; e.Kind != foundEvent || e.Sentences[0].Address != "../articles/keepers/#s-a" || e.Written != "Sunday, 3 May 1903" {
		t.Errorf("found event %+v", e)
	}
}

func TestDays(t *testing.T) {
	for _, c := range []struct{ date, first, after string }{
		{"2023-07-26", "20230726", "20230727"},
		{"2023-12-31", "20231231", "20240101"},
		{"2023-07-25/2023-07-27", "20230725", "20230728"},
		{"2024-02-28/2024-02-29", "20240228", "20240301"},
		{"2023-07-26T10:00:00Z", "20230726", "20230727"},
		{"2023-07-26~", "20230726", "20230727"},
		{"0001-01-01", "00010101", "00010102"},
		{"2023-07", "", ""},
		{"2023", "", ""},
		{"2023-07/2023-08-02", "", ""},
		{"2023-07-25/..", "", ""},
		{"../2023-07-25", "", ""},
		{"[2023-07-25,2023-07-29]", "", ""},
		{"XXXX-12-25", "", ""},
		{"-0043-03-15", "", ""},
		{"9999-12-31", "", ""},
		{"", "", ""},
	} {
		var d edtf.Date
		if c.date != "" {
			d = edtf.MustParse(c.date)
		}
		first, after, ok := days(d)
		if ok != (c.first != "") || ok && (first.Format("20060102") != c.first || after.Format("20060102") != c.after) {
			t.Errorf("%s: %v to %v, %v", c.date, first, after, ok)
		}
	}
}

// TestCalendar holds the file to RFC 5545: lines, folding, value types, exclusive ends.
func TestCalendar(t *testing.T) {
	data := written(t, lamps(t, "https://example.org/lamps/"), "timeline.ics")
	if !bytes.HasSuffix(data, []byte("END:VCALENDAR\r\n")) || bytes.Count(data, []byte("\n")) != bytes.Count(data, []byte("\r\n")) {
		t.Error("lines do not end in CRLF")
	}
	for line := range strings.SplitSeq(string(data), "\r\n") {
		if len(line) > 75 || !utf8.ValidString(line) {
			t.Errorf("line of %d octets, or a cut character: %q", len(line), line)
		}
	}
	c, err := ics.ParseCalendar(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	var got [][]string
	uids := map[string]bool{}
	for _, e := range c.Events() {
		var row []string
		for _, p := range []ics.ComponentProperty{ics.ComponentPropertyDtStart, ics.ComponentPropertyDtEnd} {
			v := e.GetProperty(p)
			if !slices.Equal(v.ICalParameters["VALUE"], []string{"DATE"}) {
				t.Errorf("%s is no date: %v", p, v.ICalParameters)
			}
			row = append(row, v.Value)
		}
		row = append(row, e.GetProperty(ics.ComponentPropertyDtstamp).Value)
		got = append(got, row)
		if uids[e.Id()] || e.Id() == "" {
			t.Errorf("UID %q twice", e.Id())
		}
		uids[e.Id()] = true
	}
	want := [][]string{
		{"19020730", "19020802", "19700101T000000Z"},
		{"19020901", "19020902", "19700101T000000Z"},
		{"19030503", "19030504", "19030504T000000Z"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if s := ics.FromText(c.Events()[2].GetProperty(ics.ComponentPropertyDescription).Value); !strings.Contains(s, nasty) {
		t.Errorf("the description lost something: %q", s)
	}
	if s := c.Events()[1].GetProperty(ics.ComponentPropertySummary).Value; !strings.HasPrefix(s, "c. 1 September 1902") {
		t.Errorf("the summary of an uncertain day: %q", s)
	}
}

// TestAppended holds what is put together by hand to encoding/json.
func TestAppended(t *testing.T) {
	d := lamps(t, "https://example.org/lamps/")
	for _, e := range d.Index.Events {
		v := d.event(e)
		if want, err := jsonLine(v); err != nil || string(v.append(nil)) != string(want) {
			t.Errorf("%v: got  %s\nwant %s", err, v.append(nil), want)
		}
	}
	if data := written(t, d, "events.json"); !json.Valid(data) || bytes.Count(data, []byte("\n")) != len(d.Index.Events)+2 {
		t.Errorf("not an event a line: %s", data)
	}
}

// tjTimeline is the whole file.
type tjTimeline struct {
	Title  tjSlide   `json:"title"`
	Events []tjSlide `json:"events"`
	Scale  string    `json:"scale"`
}

func TestTimelineJS(t *testing.T) {
	data := written(t, lamps(t, ""), "timelinejs.json")
	timeline := decode[tjTimeline](t, data)
	again, err := jsonLine(timeline)
	if err != nil || string(again)+"\n" != string(data) {
		t.Errorf("it does not round-trip: %v\n%s\n%s", err, data, again)
	}
	if len(timeline.Events) != 6 || timeline.Scale != "human" {
		t.Errorf("%d events on the scale %s", len(timeline.Events), timeline.Scale)
	}
	for _, e := range timeline.Events {
		if e.Start == nil || e.ID == "" || e.Display == "" || strings.Contains(e.Text.Headline+e.Text.Text, "<script") {
			t.Errorf("event %+v", e)
		}
	}
}

func TestSpan(t *testing.T) {
	none := tjDate{}
	for _, c := range []struct {
		date       string
		start, end tjDate
	}{
		{"2023-07-26", tjDate{2023, 7, 26}, none},
		{"2023-07", tjDate{2023, 7, 0}, none},
		{"2023", tjDate{2023, 0, 0}, none},
		{"2023-21", tjDate{2023, 3, 0}, tjDate{2023, 5, 0}},
		{"190X", tjDate{1900, 0, 0}, tjDate{1909, 0, 0}},
		{"1899/1901", tjDate{1899, 0, 0}, tjDate{1901, 0, 0}},
		{"2023-07-25/..", tjDate{2023, 7, 25}, none},
		{"../1890", tjDate{1890, 0, 0}, none},
		{"-0043-03-15", tjDate{-44, 3, 15}, none},
		{"0000", tjDate{-1, 0, 0}, none},
		{"XXXX-12-25", none, none},
	} {
		start, end := tjSpan(edtf.MustParse(c.date))
		value := func(d *tjDate) tjDate {
			if d == nil {
				return none
			}
			return *d
		}
		if value(start) != c.start || value(end) != c.end {
			t.Errorf("%s: %v to %v", c.date, value(start), value(end))
		}
	}
}

// readBack compares the sources with what our own readers make of the files.
func readBack(t *testing.T, want, got []*bib.Work, problems []source.Problem) {
	t.Helper()
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if diff := cmp.Diff(want, got, cmpopts.IgnoreFields(bib.Work{}, "At"), cmpopts.EquateEmpty()); diff != "" {
		t.Error(diff)
	}
}

func TestSources(t *testing.T) {
	d := lamps(t, "")
	want := d.works()
	if len(want) != 3 {
		t.Fatalf("%d works", len(want))
	}
	keys := map[string]bool{}
	for _, w := range want {
		if keys[w.Key] || !regexp.MustCompile(`^[-\w:.+/]+$`).MatchString(w.Key) {
			t.Errorf("key %q", w.Key)
		}
		keys[w.Key] = true
	}
	if !keys["meer"] {
		t.Error("the author's key is lost")
	}
	f, _ := source.NewFile("sources.json", written(t, d, "sources.json"))
	csl, problems := bib.CSL(f)
	readBack(t, want, csl, problems)
	f, _ = source.NewFile("sources.bib", written(t, d, "sources.bib"))
	back, problems := bib.BibTeX(f)
	for _, w := range want { // an address has no braces, whoever writes it
		w.URL = plainURL(w.URL)
	}
	readBack(t, want, back, problems)
	if want[0].Archive+want[1].Archive+want[2].Archive != "https://archive.example/x" {
		t.Error("the archived copy is lost")
	}
}

func FuzzBibEntry(f *testing.F) {
	f.Add(nasty, "Holm", "Ölga")
	f.Add(`\`, "and", "and")
	f.Add("----", "others", "")
	f.Add("{", "}", `\}`)
	f.Fuzz(func(t *testing.T, title, family, given string) {
		plain := func(s string) string {
			s = strings.Join(strings.Fields(strings.ToValidUTF8(s, "")), " ")
			file, _ := source.NewFile("x", []byte(s)) // drops what no text may hold
			return strings.Join(strings.Fields(norm.NFC.String(file.Text)), " ")
		}
		w := &bib.Work{Key: "k", Type: "book", Title: plain(title)}
		if name := (bib.Name{Family: plain(family), Given: plain(given)}); name.Family != "" && !strings.Contains(name.Family+name.Given, ",") {
			w.Authors = []bib.Name{name}
		}
		file, _ := source.NewFile("sources.bib", []byte(bibEntry(w)))
		back, problems := bib.BibTeX(file)
		if len(back) != 1 {
			t.Fatalf("%d works, %v, in %s", len(back), problems, bibEntry(w))
		}
		readBack(t, []*bib.Work{w}, back, problems)
	})
}

// TestDescriptor checks that every file is described and every table's columns are.
func TestDescriptor(t *testing.T) {
	d := lamps(t, "https://example.org/lamps/")
	var out bytes.Buffer
	if err := d.WriteDescriptor(&out); err != nil {
		t.Fatal(err)
	}
	p := decode[descriptor](t, out.Bytes())
	name := regexp.MustCompile(`^[a-z0-9._-]+$`)
	if !name.MatchString(p.Name) || len(p.Resources) != len(Table) || p.Licenses[0].Name != "MIT" {
		t.Errorf("descriptor %+v", p)
	}
	for i, r := range p.Resources {
		if !name.MatchString(r.Name) || r.Path != Table[i].Name || r.Media == "" {
			t.Errorf("resource %+v", r)
		}
		if (r.Schema != nil) != strings.HasSuffix(Table[i].Name, ".csv") {
			t.Errorf("%s: a table without a schema, or the other way round", r.Name)
		}
		if r.Schema == nil {
			continue
		}
		table := rows(t, written(t, d, Table[i].Name))
		for k, f := range r.Schema.Fields {
			if table[0][k] != f.Name || f.Description == "" {
				t.Errorf("%s: column %q, field %+v", r.Name, table[0][k], f)
			}
			for _, row := range table[1:] {
				if _, err := strconv.Atoi(row[k]); f.Type == "integer" && err != nil || f.Type == "boolean" && row[k] != "true" && row[k] != "false" {
					t.Errorf("%s: %s has %q", r.Name, f.Name, row[k])
				}
				if row[k] == "" && f.Constraints != nil && f.Constraints.Required {
					t.Errorf("%s: %s is required and empty", r.Name, f.Name)
				}
			}
		}
	}
}

// TestFields checks that the lists' fields are all explained.
func TestFields(t *testing.T) {
	for _, c := range []struct {
		name   string
		value  any
		fields []Field
	}{{"entities.json", Entity{}, entityFields}, {"events.json", Event{}, eventFields}} {
		var have, said []string
		for f := range reflect.TypeOf(c.value).Fields() {
			tag, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			have = append(have, tag)
		}
		for _, f := range c.fields {
			said = append(said, f.Name)
		}
		slices.Sort(have)
		slices.Sort(said)
		if !slices.Equal(have, said) {
			t.Errorf("%s has %q and explains %q", c.name, have, said)
		}
	}
}

// TestParts checks that the parts of a long file are the whole.
func TestParts(t *testing.T) {
	d := lamps(t, "")
	var mentions Format
	for _, f := range Table {
		if f.split {
			mentions = f
		}
	}
	for size, want := range map[int][]string{
		1: {"mentions.jsonl", "mentions-2.jsonl"}, 100: {"mentions.jsonl"},
	} {
		var all bytes.Buffer
		var names []string
		for _, p := range d.parts(mentions, size) {
			names = append(names, p.Name)
			if err := p.Encode(&all); err != nil {
				t.Fatal(err)
			}
		}
		if !slices.Equal(names, want) || !bytes.Equal(all.Bytes(), written(t, d, "mentions.jsonl")) {
			t.Errorf("parts %q of %d bytes", names, all.Len())
		}
	}
}

func TestShorten(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"short", "short"},
		{"one two three", "one two …"},
		{"one two, three", "one two …"},
		{"日本語日本語日本語", "日本語 …"},
	} {
		if got := shorten(c.in, 10); got != c.want {
			t.Errorf("%q -> %q, want %q", c.in, got, c.want)
		}
	}
}

// TestEmpty checks that a dossier without anything still gives files that can be read.
func TestEmpty(t *testing.T) {
	c := config.Default("Empty")
	d := &Data{Title: "Empty", Index: index.Build(c, &record.Catalogue{}, nil), Quotes: func(*index.Article) []string { return nil }}
	for _, f := range Table {
		data := written(t, d, f.Name)
		switch {
		case strings.HasSuffix(f.Name, ".json"):
			if !json.Valid(data) {
				t.Errorf("%s: %s", f.Name, data)
			}
		case f.table:
			if len(rows(t, data)) != 1 {
				t.Errorf("%s: %s", f.Name, data)
			}
		}
	}
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

// TestAnnotationLine holds the lines that are put together by hand to encoding/json.
func TestAnnotationLine(t *testing.T) {
	for _, text := range []string{"", "plain", `"quoted" \ and <b> &`, "tab\t line\n\x01\x7f", "é – 中 \u2028", "\xff cut \xe2\x80"} {
		r := &record.Record{Sentences: []record.Sentence{{Anchor: text}}, Mentions: []record.Mention{{Start: len(text), End: len(text + "Name")}}}
		a := annotated{&index.Article{Record: r}, "id/" + text, "/articles/" + text, []string{text + "Name" + text}}
		line := a.annotation(nil, 0, text, "/entities/"+text)
		got := decode[Annotation](t, line)
		want, err := jsonLine(got)
		if err != nil {
			t.Fatal(err)
		}
		quote, position := got.Target.Selector[0], got.Target.Selector[1].RefinedBy
		if string(line) != string(want)+"\n" && utf8.ValidString(text) {
			t.Errorf("got  %swant %s", line, want)
		}
		if quote.Exact != "Name" || *position.End-*position.Start != 4 || *position.Start != utf8.RuneCountInString(text) {
			t.Errorf("%q becomes %s", text, line)
		}
	}
}
