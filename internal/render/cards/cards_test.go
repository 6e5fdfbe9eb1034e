package cards

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// most is the size in bytes that a card stays below.
const most = 30_000

var full = Card{
	Kind:  "state body",
	Title: "Ministry for the Development of the Far North and the Lighthouses of the Outer Islands",
	Line:  strings.Repeat("It keeps the lamps of forty-one islands, counts the ships and publishes a yearbook. ", 4),
	Facts: "1,204 mentions in 312 articles · 28 July 1903 – 11 August 1911",
	Site:  "The Lamps of Kap Morgen",
}

func draw(t testing.TB, c Card) ([]byte, *image.Paletted) {
	t.Helper()
	data, err := c.PNG()
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return data, img.(*image.Paletted)
}

// inkIn counts the pixels of a region that are not paper.
func inkIn(img *image.Paletted, box image.Rectangle) int {
	n := 0
	for y := box.Min.Y; y < box.Max.Y; y++ {
		for x := box.Min.X; x < box.Max.X; x++ {
			if img.ColorIndexAt(x, y) != 0 {
				n++
			}
		}
	}
	return n
}

// checkCard holds a card to its size and margins.
func checkCard(t *testing.T, c Card) *image.Paletted {
	t.Helper()
	data, img := draw(t, c)
	if img.Rect != image.Rect(0, 0, Width, Height) || len(img.Palette) > 16 || len(data) > most {
		t.Errorf("%v, %d colours, %d bytes", img.Rect, len(img.Palette), len(data))
	}
	for _, box := range []image.Rectangle{
		image.Rect(bar, 0, margin-12, Height), image.Rect(Width-margin+12, 0, Width, Height),
		image.Rect(bar, 0, Width, 40), image.Rect(bar, Height-30, Width, Height),
	} {
		if n := inkIn(img, box); n > 0 {
			t.Errorf("%d pixels in the margin %v of %+v", n, box, c)
		}
	}
	return img
}

func TestCards(t *testing.T) {
	for name, c := range map[string]Card{
		"full": full, "empty": {}, "title only": {Title: "A"}, "no words": {Title: strings.Repeat("lamp", 60), Line: strings.Repeat("x", 900)},
		"long head and foot": {Kind: strings.Repeat("kind ", 40), Facts: strings.Repeat("facts ", 40), Site: strings.Repeat("site ", 40)}, "Cyrillic": {Title: "Северный морской путь", Line: "Морской путь"},
		"Greek": {Title: "Θάλασσα"}, "Hebrew": {Title: "מגדלור ABC 12", Line: "של האיים"}, "no glyphs": {Title: "海参崴"},
	} {
		t.Run(name, func(t *testing.T) {
			img := checkCard(t, c)
			title := image.Rect(margin-12, titleTop, Width-margin+12, titleTop+110)
			if drawn := inkIn(img, title) > 0; drawn != (c.Title != "" && name != "no glyphs") {
				t.Errorf("the title is drawn: %v", drawn)
			}
			foot := inkIn(img, image.Rect(margin-12, ruleAt+2, Width-margin+12, Height))
			if (foot > 0) != (c.Facts != "") {
				t.Errorf("%d pixels at the foot", foot)
			}
		})
	}
}

// TestSame checks that a worker that has drawn other cards before draws the same bytes.
func TestSame(t *testing.T) {
	first, _ := draw(t, full)
	for i := range 5 {
		draw(t, Card{Title: "Card " + strconv.Itoa(i), Line: "öäü ÅÆØ"})
	}
	if again, _ := draw(t, full); !bytes.Equal(first, again) {
		t.Error("the same card gives other bytes")
	}
}

func TestAccent(t *testing.T) {
	for accent, want := range map[string]color.RGBA{
		"#1a4b6e": {0x1a, 0x4b, 0x6e, 0xff}, "": builtInAccent, "red": builtInAccent, "#12": builtInAccent,
	} {
		_, img := draw(t, Card{Title: "A", Accent: accent})
		if got := color.RGBAModel.Convert(img.At(0, 0)); got != want {
			t.Errorf("%q: %v, want %v", accent, got, want)
		}
	}
}

func TestKey(t *testing.T) {
	if full.Key() != full.Key() || len(full.Key()) != 64 {
		t.Error("a key is not a hash")
	}
	seen := map[string]bool{}
	for _, c := range []Card{{}, {Kind: "a"}, {Title: "a"}, {Line: "a"}, {Facts: "a"}, {Site: "a"}, {Accent: "a"}, {Kind: "a", Title: "a"}} {
		if seen[c.Key()] {
			t.Errorf("%+v has the key of another card", c)
		}
		seen[c.Key()] = true
	}
}

func TestMissing(t *testing.T) {
	for _, c := range []struct {
		card Card
		want string
	}{
		{full, ""},
		{Card{Title: "Ölga Ångström Łódź Владивосток Αθήνα 1–2 “x” … c. 4 °"}, ""},
		{Card{Title: "O\u0308lga \u00adsoft\u200b joined\ufe0f\u200d"}, ""},
		{Card{Title: "海参崴", Line: "海 and 🗼"}, "海参崴🗼"},
		{Card{Site: "ไทย"}, "ไทย"},
	} {
		if got := string(c.card.Missing()); got != c.want {
			t.Errorf("%+v: missing %q, want %q", c.card, got, c.want)
		}
	}
}

func TestWrap(t *testing.T) {
	p := take()
	defer give(p)
	w := p.line
	em := w.width("mmmm ")
	for _, c := range []struct {
		text  string
		width int
		most  int
		want  []string
	}{
		{"", 400, 3, nil},
		{"one", 400, 3, []string{"one"}},
		{"mmmm mmmm mmmm", em, 3, []string{"mmmm", "mmmm", "mmmm"}},
		{"mmmm mmmm mmmm", 2 * em, 3, []string{"mmmm mmmm", "mmmm"}},
		{"mmmmmmmm", em, 2, []string{"mmmm", "mmmm"}},
		{"one two three four five", 200, 1, []string{"one two…"}},
		{"one", 400, 0, nil},
	} {
		if got := w.wrap(c.text, c.width, c.most); !slices.Equal(got, c.want) {
			t.Errorf("%q in %d: got %q, want %q", c.text, c.width, got, c.want)
		}
	}
}

func TestVisual(t *testing.T) {
	for in, want := range map[string]string{
		"lamp": "lamp", "": "", "אבג": "גבא", "אב 12 גד": "דג 12 בא", "a אבג b": "a גבא b", "אב (ג)": "(ג) בא",
	} {
		if got := visual(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestIcon(t *testing.T) {
	data, err := Icon()
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil || img.Bounds() != image.Rect(0, 0, IconSize, IconSize) || len(data) > 2000 {
		t.Errorf("%v, %v, %d bytes", err, img.Bounds(), len(data))
	}
	if img.At(1, 1) == img.At(IconSize/2, IconSize*5/8-40) {
		t.Error("the icon is one colour")
	}
}

func FuzzCard(f *testing.F) {
	f.Add(full.Title, full.Line, full.Facts)
	f.Add("אב (ג", "\x00\xff", strings.Repeat("W", 300))
	f.Add("", " ", "…")
	f.Fuzz(func(t *testing.T, title, line, facts string) {
		checkCard(t, Card{Kind: title, Title: title, Line: line, Facts: facts, Site: line})
	})
}

// TestSample writes the card of the tests to a file, to be looked at.
func TestSample(t *testing.T) {
	name := os.Getenv("DOSSIER_CARD")
	if name == "" {
		t.Skip("DOSSIER_CARD names no file")
	}
	data, _ := draw(t, full)
	if err := os.WriteFile(name, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// BenchmarkCard draws cards that differ, as those of a site do.
func BenchmarkCard(b *testing.B) {
	for i := 0; b.Loop(); i++ {
		c := full
		c.Title = "Keeper " + strconv.Itoa(i) + " of the lamp"
		if _, err := c.PNG(); err != nil {
			b.Fatal(err)
		}
	}
}
