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
	_ "golang.org/x/image/webp" // to measure
)

const (
	mostPixels = 36_000_000 // of a picture that copies are made of
	quality    = 82         // of JPEG
	version    = "1"        // changes whenever the same file gives another copy
)

// widths are those of the copies. The column of text is 660 pixels wide, twice as many on
// sharp screens; phones take about half of both.
var widths = []int{480, 960, 1440}

// Info is what is known of a picture without decoding it.
type Info struct {
	Width, Height int // in pixels as it is shown, 0 where the file does not say
	kind          string
	palette       bool
	stored        image.Point // size before it is turned
}

// ErrNoPicture is the error for files that are no picture a browser shows.
var ErrNoPicture = errors.New("no PNG, JPEG, GIF, WebP, AVIF or SVG")

// Measure reads the head of a picture.
func Measure(data []byte) (Info, error) {
	if c, kind, err := image.DecodeConfig(bytes.NewReader(data)); err == nil {
		info := Info{Width: c.Width, Height: c.Height, kind: kind, stored: image.Pt(c.Width, c.Height)}
		_, info.palette = c.ColorModel.(color.Palette)
		if kind == "jpeg" && orientation(data) >= 5 {
			info.Width, info.Height = info.Height, info.Width
		}
		return info, nil
	}
	if len(data) > 12 && string(data[4:8]) == "ftyp" && (string(data[8:12]) == "avif" || string(data[8:12]) == "avis") {
		return Info{kind: "avif"}, nil
	}
	if w, h, ok := svgSize(data); ok {
		return Info{Width: w, Height: h, kind: "svg"}, nil
	}
	return Info{}, ErrNoPicture
}

// IsHuge tells whether a picture has too many pixels to be made smaller here.
func (i Info) IsHuge() bool { return i.stored.X > 0 && i.stored.Y > mostPixels/i.stored.X }

// Widths are the widths of the copies that are worth making: of photographs, and a good
// deal smaller than they are. Drawings of few colours would only grow.
func (i Info) Widths() []int {
	if i.kind != "jpeg" && i.kind != "png" || i.palette || i.IsHuge() {
		return nil
	}
	var list []int
	for _, w := range widths {
		if w*5 <= i.Width*4 {
			list = append(list, w)
		}
	}
	return list
}

// Key names the copy of a file in one width.
func Key(data []byte, width int) string {
	sum := sha256.Sum256(data)
	return "picture " + version + " " + strconv.Itoa(width) + " " + hex.EncodeToString(sum[:])
}

// Copy makes a picture smaller, in its own format and turned as it is shown.
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
	if info.kind == "jpeg" {
		err = jpeg.Encode(&out, turned(small, turn), &jpeg.Options{Quality: quality})
	} else {
		err = png.Encode(&out, small)
	}
	return out.Bytes(), err
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
