// Package pictures measures the pictures of articles and makes smaller copies of photographs.
//
// A copy depends on nothing but the file and the width, so Key names it. What is measured
// comes from the first bytes of a file: nothing is decoded before its size is known.
package pictures

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/xml"
	"errors"
	"fmt"
	"image"
	"image/color"
	_ "image/gif" // to measure
	"image/jpeg"
	"image/png"
	"math"
	"strconv"
	"strings"

	"golang.org/x/image/draw"
	_ "golang.org/x/image/webp"
)

const (
	mostPixels = 36_000_000 // of a picture that copies are made of
	quality    = 82         // of JPEG
	version    = "2"        // changes whenever the same file gives another copy
)

// widths are those of the copies. The column of text is 660 pixels wide, twice as many on
// sharp screens; phones take about half of both.
var widths = []int{480, 960, 1440}

// Info is what is known of a picture without decoding it.
type Info struct {
	Width, Height int // in pixels as it is shown, 0 where the file does not say
	kind          string
	colours       int         // of a palette, 0 for any
	mixed         bool        // has what a copy in another format would lose
	stored        image.Point // size before it is turned
}

// ErrNoPicture is the error for files that are no picture a browser shows.
var ErrNoPicture = errors.New("no PNG, JPEG, GIF, WebP, AVIF or SVG")

// Measure reads the head of a picture.
func Measure(data []byte) (Info, error) {
	if c, kind, err := image.DecodeConfig(bytes.NewReader(data)); err == nil {
		info := Info{Width: c.Width, Height: c.Height, kind: kind, stored: image.Pt(c.Width, c.Height)}
		if palette, ok := c.ColorModel.(color.Palette); ok {
			info.colours = len(palette)
		}
		info.mixed = kind == "webp" && !isPlainWebP(data)
		if kind == "jpeg" && orientation(data) >= 5 {
			info.Width, info.Height = info.Height, info.Width
		}
		return info, nil
	}
	if len(data) > 12 && string(data[4:8]) == "ftyp" && (string(data[8:12]) == "avif" || string(data[8:12]) == "avis") {
		w, h := avifSize(data)
		return Info{Width: w, Height: h, kind: "avif"}, nil
	}
	if w, h, ok := svgSize(data); ok {
		return Info{Width: w, Height: h, kind: "svg"}, nil
	}
	return Info{}, ErrNoPicture
}

// IsHuge tells whether a picture has too many pixels to be made smaller here.
func (i Info) IsHuge() bool { return i.stored.X > 0 && i.stored.Y > mostPixels/i.stored.X }

// Widths are the widths of the copies that are worth making, a good deal smaller than the
// picture. A copy of a WebP is a JPEG, and one of a photograph in a palette is less even:
// both are worth it from half the width on. A drawing in few colours would only grow.
func (i Info) Widths() []int {
	if i.kind != "jpeg" && i.kind != "png" && i.kind != "webp" || i.mixed || i.isDrawing() || i.IsHuge() {
		return nil
	}
	most := i.Width * 4 / 5
	if i.kind == "webp" || i.colours > 0 {
		most = i.Width / 2
	}
	var list []int
	for _, w := range widths {
		if w <= most {
			list = append(list, w)
		}
	}
	return list
}

// isDrawing tells whether a picture has fewer colours than photographs take.
func (i Info) isDrawing() bool { return 0 < i.colours && i.colours < 64 }

// isPlainWebP tells whether a WebP is a photograph and nothing else: no drawing, no moving
// picture, without transparency, colours of its own or a camera's word on how to turn it.
func isPlainWebP(data []byte) bool {
	const profile, alpha, exif, moving = 0x20, 0x10, 0x08, 0x02
	switch {
	case len(data) < 21:
		return false
	case string(data[12:16]) == "VP8X":
		return data[20]&(profile|alpha|exif|moving) == 0 && !bytes.Contains(data[:min(len(data), 64)], []byte("VP8L"))
	}
	return string(data[12:16]) == "VP8 "
}

// Ext is the ending of the name of a copy, "" for that of the picture.
func (i Info) Ext() string {
	if i.kind == "webp" {
		return ".jpg"
	}
	return ""
}

// Key names the copy of a file in one width.
func Key(data []byte, width int) string {
	sum := sha256.Sum256(data)
	return "picture " + version + " " + strconv.Itoa(width) + " " + hex.EncodeToString(sum[:])
}

// Copy makes a picture smaller, turned as it is shown. Where the copy would have more
// bytes than the picture, it is the picture itself.
func Copy(data []byte, width int) ([]byte, error) {
	info, err := Measure(data)
	if err != nil {
		return nil, err
	}
	if info.IsHuge() {
		return nil, fmt.Errorf("a picture of %d by %d pixels", info.stored.X, info.stored.Y)
	}
	turn := 1
	if info.kind == "jpeg" {
		turn = orientation(data)
	}
	size := image.Pt(width, max(1, (info.Height*width+info.Width/2)/info.Width))
	if turn >= 5 {
		size.X, size.Y = size.Y, size.X
	}
	// The decoded pixels, and the scaler's rows of four floats.
	need := info.stored.X*info.stored.Y*4 + size.X*info.stored.Y*32
	memory.take(need)
	defer memory.give(need)
	from, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	small := image.NewRGBA(image.Rectangle{Max: size})
	draw.CatmullRom.Scale(small, small.Bounds(), from, from.Bounds(), draw.Src, nil)
	var out bytes.Buffer
	switch {
	case info.kind == "png" && info.colours > 0:
		err = png.Encode(&out, inPalette(small, from.ColorModel().(color.Palette)))
	case info.kind == "png":
		err = png.Encode(&out, small)
	default:
		err = jpeg.Encode(&out, turned(small, turn), &jpeg.Options{Quality: quality})
	}
	if err == nil && out.Len() > len(data) {
		return data, nil
	}
	return out.Bytes(), err
}

// inPalette is a picture in the colours of a palette.
func inPalette(m *image.RGBA, of color.Palette) *image.Paletted {
	to := image.NewPaletted(m.Rect, of)
	index := map[color.RGBA]uint8{}
	for y := range m.Rect.Dy() {
		for x := range m.Rect.Dx() {
			c := m.RGBAAt(x, y)
			i, ok := index[c]
			if !ok {
				i = uint8(of.Index(c))
				index[c] = i
			}
			to.SetColorIndex(x, y, i)
		}
	}
	return to
}

// turned is a picture as the orientation of EXIF has it, 1 to 8.
func turned(from *image.RGBA, turn int) *image.RGBA {
	w, h := from.Rect.Dx(), from.Rect.Dy()
	place := map[int]func(x, y int) (int, int){
		2: func(x, y int) (int, int) { return w - 1 - x, y },
		3: func(x, y int) (int, int) { return w - 1 - x, h - 1 - y },
		4: func(x, y int) (int, int) { return x, h - 1 - y },
		5: func(x, y int) (int, int) { return y, x },
		6: func(x, y int) (int, int) { return h - 1 - y, x },
		7: func(x, y int) (int, int) { return h - 1 - y, w - 1 - x },
		8: func(x, y int) (int, int) { return y, w - 1 - x },
	}[turn]
	if place == nil {
		return from
	}
	to := image.NewRGBA(from.Rect)
	if turn >= 5 {
		to = image.NewRGBA(image.Rect(0, 0, h, w))
	}
	for y := range from.Rect.Dy() {
		for x := range from.Rect.Dx() {
			tx, ty := place(x, y)
			to.SetRGBA(tx, ty, from.RGBAAt(x, y))
		}
	}
	return to
}

// svgSize is the size of an SVG picture: its width and height, else its view box.
func svgSize(data []byte) (w, h int, ok bool) {
	d := xml.NewDecoder(bytes.NewReader(data))
	for {
		token, err := d.Token()
		if err != nil {
			return 0, 0, false
		}
		root, isStart := token.(xml.StartElement)
		if !isStart {
			continue
		}
		if root.Name.Local != "svg" {
			return 0, 0, false
		}
		a := map[string]string{}
		for _, attr := range root.Attr {
			a[attr.Name.Local] = attr.Value
		}
		w, h = pixels(a["width"]), pixels(a["height"])
		if box := strings.FieldsFunc(a["viewBox"], func(r rune) bool { return r == ' ' || r == ',' }); (w == 0 || h == 0) && len(box) == 4 {
			w, h = pixels(box[2]), pixels(box[3])
		}
		if w == 0 || h == 0 {
			w, h = 0, 0
		}
		return w, h, true
	}
}

// pixels reads a length without a unit, or in pixels; 0 for another.
func pixels(s string) int {
	f, err := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(s), "px"), 64)
	if err != nil || !(f >= 0.5 && f < 1e6) {
		return 0
	}
	return int(math.Round(f))
}
