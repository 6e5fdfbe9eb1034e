package dates

import (
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"dossier/internal/edtf"
)

// history is read as a narrative: years are left out, headings have them.
var history = []Block{
	{Text: "The town burnt in December 1861. In March the rebuilding began, and on 4 May the first house stood."},
	{Text: "1866", Heading: true},
	{Text: "On 2 June the river rose. Two days later the mill fell; that year no bread was baked. In autumn many left."},
	{Text: "A history of the flood appeared in 1999. On 5 August the king came."},
}

func TestHistory(t *testing.T) {
	want := []string{"1861-12", "1862-03", "1862-05-04", "1866", "1866-06-02", "1866-06-04", "1866", "1866-FA", "1999", "1866-08-05"}
	readings, _ := Find(history, Options{Mode: Narrative})
	if got := values(readings); !reflect.DeepEqual(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
}

// TestPromise: what a history says will be is still to come when it is written.
func TestPromise(t *testing.T) {
	for text, want := range map[string]string{
		"In May 1861 the town burnt. The court will sit on 5 August, and in September they will rebuild.": "1861-05 2023-08-05 2023-09",
		"In May 1861 the town burnt. The court would sit on 5 August.":                                    "1861-05 1861-08-05",
		"In May 1861 the town burnt. Will Novak died on 5 August.":                                        "1861-05 1861-08-05",
	} {
		readings, _ := Find([]Block{{Text: text}}, Options{Reference: referenceDay, Mode: Narrative})
		if got := strings.Join(values(readings), " "); got != want {
			t.Errorf("%q: got %s, want %s", text, got, want)
		}
	}
}

func values(list []Reading) (out []string) {
	for _, r := range list {
		out = append(out, r.Value)
	}
	return out
}

// TestGuessedMode reads one sentence within a history and within news.
func TestGuessedMode(t *testing.T) {
	sentence := "On 5 August the king came."
	for _, c := range []struct{ before, want string }{
		{"The war of 1701 began in May 1702. In 1703 it spread, and by 1704 it was lost; peace came on 3 July 1705.", "1705-08-05"},
		{"The minister said on Tuesday that talks began last week.", "2023-08-05"},
		{"The pacts of 1921, 1925, 1934, 1951 and 1972 had failed.", "2023-08-05"},
	} {
		readings, _ := Find([]Block{{Text: c.before}, {Text: sentence}}, Options{Reference: referenceDay})
		if got := readings[len(readings)-1].Value; got != c.want {
			t.Errorf("after %q: %s, want %s", c.before, got, c.want)
		}
	}
}

// TestShortHistory: few years are enough where nothing speaks of the present.
func TestShortHistory(t *testing.T) {
	for text, want := range map[string]string{
		"The siege of 1521 ended in 1522. The treaty of 3 February 1541 was kept, and in November the gates were opened. Only a tower stands today.": "1521 1522 1541-02-03 1541-11 PRESENT_REF",
		"The siege of 1521 ended in 1522. The treaty of 3 February 1541 was kept, and in November the museum opened. It shut on Tuesday.":            "1521 1522 1541-02-03 1541-11 2023-07-25",
		"The mill of 1521, the bridge of 1541 and the tower of 1543 are often shut in March.":                                                        "1521 1541 1543 XXXX-03",
	} {
		readings, _ := Find([]Block{{Text: text}}, Options{Reference: referenceDay})
		if got := strings.Join(values(readings), " "); got != want {
			t.Errorf("%q: got %s, want %s", text, got, want)
		}
	}
}

// TestWithoutReference: nothing is taken from a clock.
func TestWithoutReference(t *testing.T) {
	text := "Yesterday the mill burnt. On Tuesday, in May, last week, two years ago and on 5 August it had been shut."
	want := []string{"XXXX-XX-XX", "XXXX-WXX-2", "XXXX-05", "XXXX-WXX", "XXXX", "XXXX-08-05"}
	readings, _ := Find([]Block{{Text: text}}, Options{})
	if got := values(readings); !reflect.DeepEqual(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
	for _, r := range readings {
		if lo, hi := r.Date.Bounds(); !lo.IsOpen() || !hi.IsOpen() {
			t.Errorf("%s: is placed at %s", r.Surface, r.Date)
		}
	}
}

// TestMonthReference: a reference that is no day places months and years only.
func TestMonthReference(t *testing.T) {
	text := "Last month it rained; yesterday it snowed; last year it burnt."
	readings, _ := Find([]Block{{Text: text}}, Options{Reference: edtf.MustParse("2023-07")})
	if got, want := values(readings), []string{"2023-06", "XXXX-XX-XX", "2022"}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestRanges(t *testing.T) {
	for _, c := range []struct{ text, date string }{
		{"The fair of July 25-27 was wet.", "2023-07-25/2023-07-27"},
		{"It lasted from March to August 2011.", "2011-03/2011-08"},
		{"It was between 499 and 493 BC.", "-0498/-0492"},
		{"The season of 1919-20 was lost.", "1919/1920"},
		{"It runs from August 23 through March 9.", "2023-08-23/2024-03-09"},
		{"Trams of the 1930s to 1950s rust there.", "193X/195X"},
		{"It was on 5 or 6 May 1951.", "[1951-05-05,1951-05-06]"},
		{"He ruled from 31 BC to AD 14.", "-0030/0014"},
		{"The school (2013–present) is small.", "2013/.."},
		{"He has led it from 2013 to the present.", "2013/.."},
	} {
		readings, _ := Find([]Block{{Text: c.text}}, Options{Reference: referenceDay, Mode: News})
		for _, r := range readings {
			if r.Date.String() != c.date {
				t.Errorf("%q: %s is %s, want %s", c.text, r.Surface, r.Date, c.date)
			}
		}
		if len(readings) == 0 {
			t.Errorf("%q: nothing found", c.text)
		}
	}
}

func TestEDTF(t *testing.T) {
	for text, want := range map[string]string{
		"It rained this week.":              "2023-07-24/2023-07-30",
		"It rained last weekend.":           "2023-07-22/2023-07-23",
		"It opened in early June.":          "2023-06~",
		"It opened c. 1905.":                "1905~",
		"It opened in the late 1930s.":      "193X~",
		"It opened in the 12th century.":    "11XX",
		"It opened in the 4th century BC.":  "-0399/-0300",
		"It opened in spring 1921.":         "1921-21",
		"It opened in Q3 2019.":             "2019-35",
		"It opened in 490 BC.":              "-0489",
		"It opened at 9 a.m. on 3 May 1921": "1921-05-03",
		"It is hottest in July.":            "XXXX-07",
		"It lasted three weeks.":            "",
		"It is now shut.":                   "",
	} {
		readings, _ := Find([]Block{{Text: text}}, Options{Reference: referenceDay, Mode: News})
		if len(readings) != 1 || readings[0].Date.String() != want {
			t.Errorf("%q: %v, want %q", text, readings, want)
		}
	}
}

// TestYearOverhead: a cell takes the year of its row, its column's head or the caption; a
// report's text that of a heading which is about one.
func TestYearOverhead(t *testing.T) {
	for _, c := range []struct {
		name   string
		blocks []Block
		want   string
	}{
		{"the cell before", []Block{{Text: "2 August 2021"}, {Text: "12 August", Over: []int{0}}}, "2021-08-02 2021-08-12"},
		{"the column's head", []Block{{Text: "Arrivals of 2020"}, {Text: "the 3rd, or 17 to 23 July", Over: []int{0}}}, "2020 2020-07-03 2020-07-17 2020-07-23"},
		{"the nearest", []Block{{Text: "2018"}, {Text: "Arrivals of 2020"}, {Text: "12 August", Over: []int{0, 1}}}, "2018 2020 2018-08-12"},
		{"a caption of two years", []Block{{Text: "12 August", Over: []int{1}}, {Text: "Arrivals of 2019 and 2020"}}, "2023-08-12 2019 2020"},
		{"a heading", []Block{{Text: "The ferry"}, {Text: "Sailings of 2017", Heading: true}, {Text: "It came on 12 August."}}, "2017 2017-08-12"},
		{"a heading about something else", []Block{{Text: "The ferry"}, {Text: "The 2017 agreement", Heading: true}, {Text: "It failed on 12 July."}}, "2017 2023-07-12"},
		{"the title", []Block{{Text: "Sailings of 2017", Heading: true}, {Text: "The list was printed on 12 July."}}, "2017 2023-07-12"},
		{"what is to come", []Block{{Text: "The ferry"}, {Text: "Sailings of 2017", Heading: true}, {Text: "A new list will be printed on 12 October."}}, "2017 2023-10-12"},
	} {
		readings, _ := Find(c.blocks, Options{Reference: referenceDay, Mode: News})
		if got := strings.Join(values(readings), " "); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}

// TestTimeless: what a guide says of months is so in every year.
func TestTimeless(t *testing.T) {
	blocks := []Block{{Text: "July is usually dry. The coast road is often flooded in May."}, {Text: "Walkers go from early October on."}, {Text: "Today, few mills are left."}}
	readings, _ := Find(blocks, Options{Reference: referenceDay})
	if got, want := strings.Join(values(readings), " "), "XXXX-07 XXXX-05 XXXX-10 PRESENT_REF"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestSkip(t *testing.T) {
	text := "In 1901 the code 1902 was in 1903."
	readings, _ := Find([]Block{{Text: text, Skip: []Span{{Start: 17, End: 21}}}}, Options{})
	if got, want := values(readings), []string{"1901", "1903"}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestCorrections(t *testing.T) {
	text := "Last autumn May met June in Paris in July 2019. In the days of the old king, on 5 May, it rained."
	readings, unmatched := Find([]Block{{Text: text}}, Options{
		Reference: referenceDay, Mode: News,
		Set: map[string]edtf.Date{
			"last  autumn":             edtf.MustParse("2021-23"),
			"the days of the old king": edtf.MustParse("1890/1910"),
			"July":                     edtf.MustParse("2018-07"),
			"never written":            edtf.MustParse("2001"),
		},
		Ignore: []string{"5 MAY", "Whitsun"},
	})
	var got []string
	for _, r := range readings {
		got = append(got, r.Surface+" = "+r.Date.String()+" "+r.Value+" "+r.Pattern)
	}
	want := []string{"Last autumn = 2021-23 2021-FA author", "July 2019 = 2019-07 2019-07 month-year", "the days of the old king = 1890/1910 1890/1910 author"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if want := []string{"July", "Whitsun", "never written"}; !reflect.DeepEqual(unmatched, want) {
		t.Errorf("unmatched %q, want %q", unmatched, want)
	}
}

func TestLanguages(t *testing.T) {
	for _, c := range []struct{ language, text, want string }{
		{"en-GB", "Posted 7/8/2007.", "2007-08-07"},
		{"en-US", "Posted 7/8/2007.", "2007-07-08"},
		{"de", "1500 Soldaten fielen (1914-1918), im Mai 1916.", "1914 1918"},
		{"fi", "Julkaistu 7.8.2007, on May 5 and 2019-03-04.", "2007-08-07 2019-03-04"},
	} {
		readings, _ := Find([]Block{{Text: c.text}}, Options{Language: c.language, Reference: referenceDay})
		if got := strings.Join(values(readings), " "); got != c.want {
			t.Errorf("%s: %q reads %s, want %s", c.language, c.text, got, c.want)
		}
	}
}

func TestAnnotate(t *testing.T) {
	in := `{"doc":"a","dct":"2023-07-28","text":"Žluť of July 25-27.\nIt rained last week; it is now dry."}` + "\n" +
		`{"doc":"b","dct":"","text":"On Tuesday it rained."}` + "\n"
	want := `{"doc":"a","start":8,"end":15,"type":"DATE","value":"2023-07-25","edtf":"2023-07-25/2023-07-27","reason":"year from the article's date, 28 July 2023; nearest"}
{"doc":"a","start":16,"end":18,"type":"DATE","value":"2023-07-27","edtf":"2023-07-25/2023-07-27","reason":"year from the article's date, 28 July 2023; nearest"}
{"doc":"a","start":30,"end":39,"type":"DATE","value":"2023-W29","edtf":"2023-07-17/2023-07-23","reason":"counted from the article's date, 28 July 2023"}
{"doc":"a","start":47,"end":50,"type":"DATE","value":"PRESENT_REF","edtf":null,"reason":"a word for an open time"}
{"doc":"b","start":3,"end":10,"type":"DATE","value":"XXXX-WXX-2","edtf":null,"reason":"no article date to count from"}
`
	var out strings.Builder
	if err := Annotate(strings.NewReader(in), &out); err != nil {
		t.Fatal(err)
	}
	if out.String() != want {
		t.Errorf("got\n%swant\n%s", out.String(), want)
	}
	if err := Annotate(strings.NewReader("{"), &out); err == nil || !strings.Contains(err.Error(), "document 1") {
		t.Errorf("broken input: %v", err)
	}
}

// TestWrapped: an expression may run over the end of a wrapped line.
func TestWrapped(t *testing.T) {
	text := "The old mill on the far side of the river burnt down last\nweek, said the miller, who had been asleep in the loft of\nthe house beside it, as he always was in the dark days of\nthe year, when the nights are long and cold there.\n"
	doc := annotations(document{Doc: "a", DCT: "2023-07-28", Text: text})
	if len(doc) == 0 || doc[0].Value != "2023-W29" || text[doc[0].Start:doc[0].End] != "last\nweek" {
		t.Errorf("got %+v", doc)
	}
}

func FuzzFind(f *testing.F) {
	for _, c := range sentences {
		f.Add(c.text, "2023-07-28", uint8(1))
	}
	for _, b := range history {
		f.Add(b.Text, "", uint8(2))
	}
	for _, r := range englishRows {
		f.Add(r.example, "2023-07", uint8(0))
	}
	f.Fuzz(func(t *testing.T, text, ref string, mode uint8) {
		o := Options{Mode: Mode(mode % 3)}
		o.Reference, _ = edtf.Parse(ref)
		half := len(text) / 2
		blocks := []Block{{Text: text}, {Text: text[half:], Skip: []Span{{End: min(3, len(text)-half)}}}}
		readings, _ := Find(blocks, o)
		again, _ := Find(blocks, o)
		if !reflect.DeepEqual(readings, again) {
			t.Fatal("two runs differ")
		}
		block, end := 0, 0
		for _, r := range readings {
			if r.Block != block {
				block, end = r.Block, 0
			}
			if r.Start < end || r.End <= r.Start || r.End > len(blocks[r.Block].Text) {
				t.Fatalf("%q: [%d,%d) behind %d", r.Surface, r.Start, r.End, end)
			}
			end = r.End
			if r.Surface != blocks[r.Block].Text[r.Start:r.End] || utf8.ValidString(text) && !utf8.ValidString(r.Surface) {
				t.Fatalf("surface %q", r.Surface)
			}
			if r.Value == "" || r.Reason == "" || r.Type == "" {
				t.Fatalf("%q: %+v", r.Surface, r)
			}
			if d, err := edtf.Parse(r.Date.String()); !r.Date.IsZero() && (err != nil || d != r.Date) {
				t.Fatalf("%q: date %s: %v", r.Surface, r.Date, err)
			}
		}
	})
}

func BenchmarkFind(b *testing.B) {
	var text strings.Builder
	for _, c := range sentences {
		text.WriteString(c.text + " The rest of the paragraph tells of bridges, mills and the people who worked there, and it names no day at all. ")
	}
	blocks := make([]Block, 20)
	for i := range blocks {
		blocks[i].Text = text.String()
	}
	b.SetBytes(int64(len(blocks) * text.Len()))
	o := Options{Reference: edtf.MustParse("2023-07-28")}
	for b.Loop() {
		Find(blocks, o)
	}
}

// TestCertain: a reading says when another one was about as likely.
func TestCertain(t *testing.T) {
	for _, c := range []struct {
		text, value string
		certain     bool
	}{
		{"The fair of 26 July.", "2023-07-26", true},
		{"The fair of 28 January.", "2023-01-28", false},
		{"The fair of 29 February.", "2024-02-29", true},
		{"Posted 7/8/2021.", "2021-07-08", false},
		{"Posted 7/18/2021.", "2021-07-18", true},
		{"It won in '98.", "1998", false},
	} {
		readings, _ := Find([]Block{{Text: c.text}}, Options{Reference: referenceDay, Mode: News})
		if len(readings) != 1 || readings[0].Value != c.value || readings[0].Certain != c.certain {
			t.Errorf("%q: %+v, want %s, certain %v", c.text, readings, c.value, c.certain)
		}
	}
}

// TestEaster has known Easter Sundays of both calendars.
func TestEaster(t *testing.T) {
	for y, want := range map[int]string{1066: "1066-04-16", 1135: "1135-04-07", 1500: "1500-04-19", 1583: "1583-04-10", 1916: "1916-04-23", 2024: "2024-03-31"} {
		if got := edtf.OfDay(easterSunday(y)).String(); got != want {
			t.Errorf("Easter of %d is %s, want %s", y, got, want)
		}
	}
}
