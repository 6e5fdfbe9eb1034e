// Package cards draws the pictures that stand for pages where links to them are shared:
// 1200 by 630 pixels, PNG, sixteen colours.
//
// A picture depends on nothing but its Card, so Key names it: whoever keeps pictures by
// their key need not draw them again.
package cards

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"image"
	"image/color"
	"image/png"
	"strings"
	"sync"

	"golang.org/x/text/unicode/norm"
)

// The size of a card in pixels, which sharing services ask for.
const (
	Width  = 1200
	Height = 630
)

// version changes whenever the same Card gives another picture.
const version = "1"

// Card is what a picture shows. Empty texts leave no gap.
type Card struct {
	Kind   string // small, above the title: "person"
	Title  string
	Line   string // what it is, in a sentence
	Facts  string // counts and dates, at the foot
	Site   string // the dossier's name, beside the kind
	Accent string // colour of the kind and the edge, "#7a2415"; "" for that of the built-in theme
}

// Key names the picture of a card.
func (c Card) Key() string {
	data, err := json.Marshal(c)
	if err != nil {
		panic(err) // strings cannot fail
	}
	sum := sha256.Sum256(append([]byte("card "+version+"\n"), data...))
	return hex.EncodeToString(sum[:])
}

// Missing are the characters of a card that no font has, in order of appearance, each
// once. They are left out of its picture.
func (c Card) Missing() []rune {
	var missing []rune
	seen := map[rune]bool{}
	p := take()
	defer give(p)
	for _, t := range []struct {
		text string
		with *pen
	}{{c.Kind, p.meta}, {c.Title, p.titles[0]}, {c.Line, p.line}, {c.Facts, p.meta}, {c.Site, p.meta}} {
		for _, r := range prepare(t.text) {
			if !seen[r] && !t.with.has(r) {
				missing = append(missing, r)
				seen[r] = true
			}
		}
	}
	return missing
}

// PNG draws a card. It may be called by many workers at once.
func (c Card) PNG() ([]byte, error) {
	p := take()
	defer give(p)
	p.paint(c)
	return p.encode()
}

// The colours of the pages, by their place in the palette: the paper, three inks that
// fade into it in a few steps, and the rule.
var (
	paper  = color.RGBA{0xfd, 0xfb, 0xf7, 0xff}
	ink    = newInk(1, 7)
	muted  = newInk(8, 4)
	accent = newInk(12, 3)
)

const ruleIndex = 15

// builtInAccent is the colour of links of the built-in theme.
var builtInAccent = color.RGBA{0x7a, 0x24, 0x15, 0xff}

var palette = newPalette(builtInAccent)

func newPalette(accentColour color.RGBA) color.Palette {
	p := make(color.Palette, 16)
	p[0], p[ruleIndex] = paper, color.RGBA{0xd9, 0xd2, 0xc5, 0xff}
	fade(p, ink, color.RGBA{0x1f, 0x1b, 0x16, 0xff})
	fade(p, muted, color.RGBA{0x5f, 0x57, 0x4c, 0xff})
	fade(p, accent, accentColour)
	return p
}

// readColour reads "#1a4b6e", the built-in accent from anything else.
func readColour(s string) color.RGBA {
	digits, ok := strings.CutPrefix(s, "#")
	rgb, err := hex.DecodeString(digits)
	if !ok || err != nil || len(rgb) != 3 {
		return builtInAccent
	}
	return color.RGBA{rgb[0], rgb[1], rgb[2], 0xff}
}

// inkRamp says which colour of the palette covers a pixel of the paper by so much.
type inkRamp struct {
	first, steps int
	index        [256]uint8
}

func newInk(first, steps int) *inkRamp {
	k := &inkRamp{first: first, steps: steps}
	for alpha := range k.index {
		if step := (alpha*steps + 127) / 255; step > 0 {
			k.index[alpha] = uint8(first + step - 1)
		}
	}
	return k
}

// full is the ink itself.
func (k *inkRamp) full() uint8 { return k.index[255] }

func fade(p color.Palette, k *inkRamp, to color.RGBA) {
	mix := func(a, b uint8, step int) uint8 { return uint8((int(a)*(k.steps-step) + int(b)*step) / k.steps) }
	for step := 1; step <= k.steps; step++ {
		p[k.first+step-1] = color.RGBA{mix(paper.R, to.R, step), mix(paper.G, to.G, step), mix(paper.B, to.B, step), 0xff}
	}
}

// painter is what one worker needs to draw: a canvas, pens with the letters they have
// drawn before, and the encoder's buffer.
type painter struct {
	*image.Paletted
	titles     []*pen // large to small
	line, meta *pen
	buffer     *png.EncoderBuffer
	out        bytes.Buffer
}

// idle are the painters at rest. Letters are slow to draw for the first time.
var idle = sync.Pool{New: func() any { return newPainter() }}

func take() *painter  { return idle.Get().(*painter) }
func give(p *painter) { idle.Put(p) }

func newPainter() *painter {
	p := &painter{Paletted: image.NewPaletted(image.Rect(0, 0, Width, Height), palette)}
	for _, size := range titleSizes {
		p.titles = append(p.titles, newPen(boldSerif(), size.points))
	}
	p.line, p.meta = newPen(serif(), lineSize), newPen(sans(), metaSize)
	return p
}

// Get and Put lend the encoder its buffer.
func (p *painter) Get() *png.EncoderBuffer  { return p.buffer }
func (p *painter) Put(b *png.EncoderBuffer) { p.buffer = b }

func (p *painter) encode() ([]byte, error) {
	p.out.Reset()
	encoder := png.Encoder{CompressionLevel: png.DefaultCompression, BufferPool: p}
	if err := encoder.Encode(&p.out, p.Paletted); err != nil {
		return nil, err
	}
	return bytes.Clone(p.out.Bytes()), nil
}

func prepare(s string) string { return norm.NFC.String(oneLine(s)) }
