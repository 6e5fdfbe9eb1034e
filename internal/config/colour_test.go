package config

import (
	"math"
	"strings"
	"testing"

	"dossier/internal/source"
)

func TestContrast(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want float64 // to one place
	}{
		{"#000", "#fff", 21}, {"#fff", "#fff", 1}, {"#777", "#ffffff", 4.5}, {"#0000ff", "#ffffff", 8.6}, {"#ff0000", "#000000", 5.3},
	} {
		a, errA := parseColour(c.a)
		b, errB := parseColour(c.b)
		if errA != nil || errB != nil {
			t.Fatal(errA, errB)
		}
		if got := contrast(a, b); math.Abs(got-c.want) > 0.05 || got != contrast(b, a) {
			t.Errorf("%s on %s: got %.2f, want %.1f", c.a, c.b, got, c.want)
		}
	}
}

func TestTheme(t *testing.T) {
	for _, c := range []struct{ name, yaml, accent, problem string }{
		{"none", "title: X", "", ""},
		{"accent", "theme: {accent: '#1a4b6e'}", "#1a4b6e", ""},
		{"short form", "theme: {accent: '#059'}", "#005599", ""},
		{"black", "theme: {accent: '#000'}", "#000000", ""},
		{"too light", "theme: {accent: '#ffcc00'}", "", "dossier.yaml:1:9: accent: #ffcc00 has a contrast of 1.4 to 1 with the paper, and text needs 4.5"},
		{"a word", "theme: {accent: red}", "", `dossier.yaml:1:9: accent: "red" is no colour`},
		{"no digits", "theme: {accent: '#12345g'}", "", `"#12345g" is no colour`},
		{"a colour where settings belong", "theme: '#123456'", "", "dossier.yaml:1:8"},
		{"unknown key", "theme: {acent: '#123456'}", "", `"acent"`},
		{"logo elsewhere", "theme: {logo: 'https://example.org/l.svg'}", "", "logo: https://example.org/l.svg is no file below static/"},
		{"logo above", "theme: {logo: 'static/../../l.svg'}", "", "is no file below static/"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f, _ := source.NewFile("dossier.yaml", []byte(c.yaml))
			got, problems := Read(f, "x")
			said := ""
			for _, p := range problems {
				said += p.Place.String() + ": " + p.Message
			}
			if !strings.Contains(said, c.problem) || (c.problem == "") != (said == "") {
				t.Errorf("said %q, want %q", said, c.problem)
			}
			if got.Theme.Accent != c.accent {
				t.Errorf("accent %q, want %q", got.Theme.Accent, c.accent)
			}
			if c.accent == "" {
				return
			}
			dark, err := parseColour(got.Theme.AccentDark)
			night, _ := parseColour(DarkPaper)
			if err != nil || contrast(dark, night) < wantedOnTop {
				t.Errorf("%s on dark paper: %v", got.Theme.AccentDark, err)
			}
		})
	}
}

func FuzzAccent(f *testing.F) {
	for _, s := range []string{"#000", "#1a4b6e", "#ffcc00", "red", "#", "##1234", "#+12345", "#é12"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		light, dark, err := accent(s)
		if err == nil && (len(light) != 7 || len(dark) != 7) {
			t.Errorf("%q: %q and %q", s, light, dark)
		}
	})
}
