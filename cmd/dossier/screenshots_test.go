package main

import (
	"bytes"
	"cmp"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"dossier/internal/build"
	"dossier/internal/testkit"

	"github.com/chromedp/chromedp"
)

// shots are the pages of the worked example that stand for the theme.
var shots = []struct{ name, address, ready string }{
	{"home", "", "document.fonts.ready"},
	{"article", "articles/three-days-in-pyongyang/", "document.querySelector('.side .notes')"},
	{"entity", "entities/kim-jong-un/", "document.querySelector('mark')"},
	{"timeline", "timeline/", "document.querySelector('.chart a')"},
	{"search", "search/?q=rajin", "document.querySelector('#results mark')"},
}

// views are how each of them is shown.
var views = []struct {
	name          string
	width, height int
	colours       string
}{
	{"wide", 1440, 900, "light"},
	{"phone", 390, 844, "light"},
	{"dark", 1440, 900, "dark"},
}

// heavyShot is more bytes than one picture of a page may have.
const heavyShot = 200_000

// TestScreenshots makes the pictures below .github/images when UPDATE_SCREENSHOTS is set,
// and holds those that are there to their sizes.
func TestScreenshots(t *testing.T) {
	dir := filepath.Join("..", "..", ".github", "images")
	if os.Getenv("UPDATE_SCREENSHOTS") != "" {
		takeScreenshots(t, dir)
	}
	for _, s := range shots {
		for _, v := range views {
			name := filepath.Join(dir, s.name+"-"+v.name+".png")
			data, err := os.ReadFile(name)
			if err != nil {
				t.Error(err)
				continue
			}
			c, err := png.DecodeConfig(bytes.NewReader(data))
			if err != nil || c.Width != v.width || c.Height != v.height || len(data) > heavyShot {
				t.Errorf("%s: %d by %d, %d bytes, %v", name, c.Width, c.Height, len(data), err)
			}
		}
	}
}

func takeScreenshots(t *testing.T, dir string) {
	t.Helper()
	out := filepath.Join(t.TempDir(), "site")
	if r, err := build.Run(t.Context(), build.Options{Source: filepath.Join("..", ".."), Output: out}); err != nil || r.Failed {
		t.Fatal(r, err)
	}
	p := testkit.Browser(t)
	base := testkit.Serve(t, out, "/repo/")
	for _, v := range views {
		p.Do(chromedp.EmulateViewport(int64(v.width), int64(v.height)))
		p.Colours(v.colours)
		for _, s := range shots {
			p.Do(chromedp.Navigate(base + s.address))
			p.Until(s.ready)
			data := fewColours(t, p.Screenshot())
			if err := os.WriteFile(filepath.Join(dir, s.name+"-"+v.name+".png"), data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// fewColours makes a picture of a page a third as large: its most frequent colours are
// all that the eye sees of it.
func fewColours(t *testing.T, data []byte) []byte {
	t.Helper()
	full, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	count := map[color.RGBA]int{}
	for y := full.Bounds().Min.Y; y < full.Bounds().Max.Y; y++ {
		for x := full.Bounds().Min.X; x < full.Bounds().Max.X; x++ {
			count[color.RGBAModel.Convert(full.At(x, y)).(color.RGBA)]++
		}
	}
	var palette color.Palette
	for c := range count {
		palette = append(palette, c)
	}
	slices.SortFunc(palette, func(a, b color.Color) int {
		x, y := a.(color.RGBA), b.(color.RGBA)
		return cmp.Or(cmp.Compare(count[y], count[x]), cmp.Compare(x.R, y.R), cmp.Compare(x.G, y.G), cmp.Compare(x.B, y.B))
	})
	small := image.NewPaletted(full.Bounds(), palette[:min(len(palette), 64)])
	draw.Draw(small, small.Rect, full, full.Bounds().Min, draw.Src)
	var out bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&out, small); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
