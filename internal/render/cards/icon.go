package cards

import (
	"bytes"
	"image"
	"image/png"

	"golang.org/x/image/vector"
)

// IconSize is the side of the touch icon in pixels.
const IconSize = 180

// Icon is the site's icon for the home screens of phones, which take no SVG: the shapes
// of static/icon.svg, without the round corners, which phones cut themselves.
func Icon() ([]byte, error) {
	img := image.NewPaletted(image.Rect(0, 0, IconSize, IconSize), palette)
	const unit = IconSize / 32.0
	draw := func(k uint8, shapes ...[][2]float32) {
		r := vector.NewRasterizer(IconSize, IconSize)
		for _, shape := range shapes {
			r.MoveTo(shape[0][0]*unit, shape[0][1]*unit)
			for _, point := range shape[1:] {
				r.LineTo(point[0]*unit, point[1]*unit)
			}
			r.ClosePath()
		}
		mask := image.NewAlpha(img.Rect)
		r.Draw(mask, mask.Rect, image.Opaque, image.Point{})
		for i, a := range mask.Pix {
			if a >= 128 {
				img.Pix[i] = k
			}
		}
	}
	for i := range img.Pix {
		img.Pix[i] = accent.full()
	}
	draw(0, [][2]float32{{9, 7}, {17, 7}, {23, 13}, {23, 25}, {9, 25}})
	draw(accent.full(),
		[][2]float32{{16.2, 7}, {17.8, 7}, {17.8, 12.2}, {23, 12.2}, {23, 13.8}, {16.2, 13.8}},
		[][2]float32{{12, 16.1}, {20, 16.1}, {20, 17.9}, {12, 17.9}},
		[][2]float32{{12, 20.1}, {17, 20.1}, {17, 21.9}, {12, 21.9}})
	var out bytes.Buffer
	err := png.Encode(&out, img)
	return out.Bytes(), err
}
