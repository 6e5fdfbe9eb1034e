package cards

import (
	"image"
	"sync"

	"github.com/go-fonts/liberation/liberationsansregular"
	"github.com/go-fonts/liberation/liberationserifbold"
	"github.com/go-fonts/liberation/liberationserifregular"
	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// The fonts: Latin, Greek, Cyrillic and Hebrew.
var (
	boldSerif = sync.OnceValue(func() *sfnt.Font { return mustParse(liberationserifbold.TTF) })
	serif     = sync.OnceValue(func() *sfnt.Font { return mustParse(liberationserifregular.TTF) })
	sans      = sync.OnceValue(func() *sfnt.Font { return mustParse(liberationsansregular.TTF) })
)

func mustParse(data []byte) *sfnt.Font {
	f, err := opentype.Parse(data)
	if err != nil {
		panic(err) // the fonts are part of the program
	}
	return f
}

// fixedPoint is a length in 64ths of a pixel.
type fixedPoint fixed.Int26_6

func (f fixedPoint) ceil() int { return fixed.Int26_6(f).Ceil() }

// pen writes in one font and size. It is for one worker at a time.
type pen struct {
	font    *sfnt.Font
	face    font.Face
	buffer  sfnt.Buffer
	letters map[rune]letter
}

// letter is a character drawn once: how much it covers each pixel, and where these are
// from the point where it is set.
type letter struct {
	known   bool
	advance fixedPoint
	box     image.Rectangle
	cover   []uint8
}

func newPen(f *sfnt.Font, points float64) *pen {
	face, err := opentype.NewFace(f, &opentype.FaceOptions{Size: points, DPI: 72, Hinting: font.HintingNone})
	if err != nil {
		panic(err) // cannot happen: only a size of zero is refused
	}
	return &pen{font: f, face: face, letters: map[rune]letter{}}
}

// has tells whether the font has the character.
func (w *pen) has(r rune) bool { return w.letter(r).known }

func (w *pen) letter(r rune) letter {
	if l, ok := w.letters[r]; ok {
		return l
	}
	var l letter
	if i, err := w.font.GlyphIndex(&w.buffer, r); err == nil && i != 0 {
		l = w.draw(r)
	}
	w.letters[r] = l
	return l
}

func (w *pen) draw(r rune) letter {
	box, mask, at, advance, ok := w.face.Glyph(fixed.Point26_6{}, r)
	if !ok {
		return letter{}
	}
	l := letter{known: true, advance: fixedPoint(advance), box: box}
	alpha, isAlpha := mask.(*image.Alpha)
	if !isAlpha || box.Empty() {
		l.box = image.Rectangle{}
		return l
	}
	l.cover = make([]uint8, 0, box.Dx()*box.Dy())
	for y := range box.Dy() {
		from := alpha.PixOffset(at.X, at.Y+y)
		l.cover = append(l.cover, alpha.Pix[from:from+box.Dx()]...) // the face draws the next one over it
	}
	return l
}

// advance is how far a character moves the pen, with the kerning to the one before it;
// previous is -1 at the beginning of a line.
func (w *pen) advance(previous, r rune) fixedPoint {
	a := w.letter(r).advance
	if previous >= 0 {
		a += fixedPoint(w.face.Kern(previous, r))
	}
	return a
}

// width is that of a line in pixels.
func (w *pen) width(line string) int {
	at, previous := fixedPoint(0), rune(-1)
	for _, r := range line {
		at += w.advance(previous, r)
		previous = r
	}
	return at.ceil()
}

// at writes a line from x on along the base line y.
func (p *painter) at(with *pen, k *inkRamp, x, y int, line string) {
	dot, previous := fixedPoint(x<<6), rune(-1)
	for _, r := range line {
		l := with.letter(r)
		step := with.advance(previous, r)
		start := dot + step - l.advance // behind the kerning
		p.stamp(l, k, int(start+32)>>6, y)
		dot += step
		previous = r
	}
}

// stamp puts a letter on the canvas. Where letters touch, the darker pixel stays.
func (p *painter) stamp(l letter, k *inkRamp, x, y int) {
	box := l.box.Add(image.Pt(x, y))
	seen := box.Intersect(p.Rect)
	for row := seen.Min.Y; row < seen.Max.Y; row++ {
		cover := l.cover[(row-box.Min.Y)*box.Dx()+seen.Min.X-box.Min.X:]
		pixels := p.Pix[p.PixOffset(seen.Min.X, row):]
		for i := range seen.Dx() {
			if index := k.index[cover[i]]; index > 0 && index > pixels[i] {
				pixels[i] = index
			}
		}
	}
}

func (p *painter) fill(x0, y0, x1, y1 int, index uint8) {
	for y := y0; y < y1; y++ {
		row := p.Pix[p.PixOffset(x0, y):]
		for i := range x1 - x0 {
			row[i] = index
		}
	}
}
