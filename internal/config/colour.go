package config

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"dossier/internal/source"
)

// Theme is what an author changes of the site's looks without writing CSS.
type Theme struct {
	Accent     string       // colour of links on light paper, #rrggbb, "" for the built-in one
	AccentDark string       // the same colour made light enough for dark paper
	Logo       string       // picture in the header, a path below static/
	LogoAt     source.Place // where it is named, since only read can tell whether it is there
}

// The two papers of the built-in style sheet and the contrasts with them: WCAG 2 asks
// 4.5 to 1 of text, and the colour for dark paper is lightened until it has 7.
const (
	LightPaper  = "#fdfbf7"
	DarkPaper   = "#17150f"
	leastOnTop  = 4.5
	wantedOnTop = 7.0
)

// rgb is a colour of the sRGB space, each part 0 to 255.
type rgb [3]float64

// parseColour reads #rgb or #rrggbb.
func parseColour(s string) (rgb, error) {
	digits, ok := strings.CutPrefix(strings.TrimSpace(s), "#")
	if len(digits) == 3 {
		digits = strings.Repeat(digits[:1], 2) + strings.Repeat(digits[1:2], 2) + strings.Repeat(digits[2:], 2)
	}
	n, err := strconv.ParseUint(digits, 16, 32)
	if !ok || len(digits) != 6 || err != nil {
		return rgb{}, fmt.Errorf("%q is no colour", s)
	}
	return rgb{float64(n >> 16), float64(n >> 8 & 255), float64(n & 255)}, nil
}

func (c rgb) String() string {
	return fmt.Sprintf("#%02x%02x%02x", int(math.Round(c[0])), int(math.Round(c[1])), int(math.Round(c[2])))
}

// luminance is the relative luminance of WCAG 2, 0 to 1.
func (c rgb) luminance() float64 {
	weights, sum := [3]float64{0.2126, 0.7152, 0.0722}, 0.0
	for i, part := range c {
		v := part / 255
		if v <= 0.04045 {
			v /= 12.92
		} else {
			v = math.Pow((v+0.055)/1.055, 2.4)
		}
		sum += weights[i] * v
	}
	return sum
}

// contrast is the contrast ratio of WCAG 2, 1 to 21.
func contrast(a, b rgb) float64 {
	x, y := a.luminance(), b.luminance()
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// lightened mixes a colour with white until it stands out from the paper enough.
func (c rgb) lightened(paper rgb) rgb {
	mixed := c
	for step := 1; step <= 32 && contrast(mixed, paper) < wantedOnTop; step++ {
		for i := range c {
			mixed[i] = math.Round(c[i] + (255-c[i])*float64(step)/32)
		}
	}
	return mixed
}

// accent checks a colour for links and finds its counterpart for dark paper. The error
// says in a phrase what is wrong.
func accent(s string) (light, dark string, err error) {
	c, err := parseColour(s)
	if err != nil {
		return "", "", err
	}
	day, _ := parseColour(LightPaper)
	night, _ := parseColour(DarkPaper)
	if ratio := contrast(c, day); ratio < leastOnTop {
		return "", "", fmt.Errorf("%s has a contrast of %.1f to 1 with the paper, and text needs %.1f", c, math.Floor(ratio*10)/10, leastOnTop)
	}
	return c.String(), c.lightened(night).String(), nil
}
