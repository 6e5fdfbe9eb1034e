package render

import (
	"bytes"
	"image/png"
	"slices"
	"strings"
	"testing"

	"dossier/internal/source"
)

// TestShared checks that every page has a picture that the site holds.
func TestShared(t *testing.T) {
	s := harbours(t, "en")
	s.Config.Cards.MinMentions = 3
	files := map[string]bool{}
	for _, f := range s.Plan() {
		files[f.Path] = true
		if !strings.HasPrefix(f.Path, cardFolder) {
			continue
		}
		content, err := f.Make()
		if err != nil {
			t.Fatal(err)
		}
		c, err := png.DecodeConfig(bytes.NewReader(content.Data))
		if err != nil || c.Width != 1200 || c.Height != 630 || len(content.Data) > 30_000 || !content.Raw {
			t.Errorf("%s: %v, %d x %d, %d bytes", f.Path, err, c.Width, c.Height, len(content.Data))
		}
	}
	for path, want := range map[string]string{
		"index.html":                       "cards/home.png",
		"about/index.html":                 "cards/home.png",
		"timeline/index.html":              "cards/timeline.png",
		"timeline/2001/index.html":         "cards/timeline.png",
		"articles/flood/index.html":        "cards/articles/flood.png",
		"entities/ada-sorensen/index.html": "cards/entities/ada-sorensen.png", // has a description
		"entities/east-quay/index.html":    "cards/entities/east-quay.png",    // has three mentions
		"entities/nobody/index.html":       "cards/types/person.png",
	} {
		h := headOf(t, s, path)
		if got := h.meta["og:image"]; !slices.Equal(got, []string{"https://example.org/quays/" + want}) || !files[want] {
			t.Errorf("%s: picture %q, want %s", path, got, want)
		}
		for key, value := range map[string]string{"og:image:width": "1200", "og:image:height": "630", "twitter:card": "summary_large_image"} {
			if !slices.Equal(h.meta[key], []string{value}) {
				t.Errorf("%s: %s is %q", path, key, h.meta[key])
			}
		}
		if alt := h.meta["og:image:alt"]; len(alt) != 1 || alt[0] == "" {
			t.Errorf("%s: alt %q", path, alt)
		}
	}
	if got := headOf(t, s, "404.html").meta["og:image"]; got != nil {
		t.Errorf("404.html has %q", got)
	}
}

// TestCardAccent checks that cards have the colour of the project's own theme.
func TestCardAccent(t *testing.T) {
	s := harbours(t, "en")
	s.Config.Theme.Accent = "#1a4b6e"
	if len(s.Plan()) == 0 || len(s.sharing()) == 0 {
		t.Fatal("no cards")
	}
	for _, c := range s.sharing() {
		if c.Accent != "#1a4b6e" {
			t.Errorf("%s has the accent %q", c.file, c.Accent)
		}
	}
}

// TestNoCards checks the switch, and that there are none without base_url.
func TestNoCards(t *testing.T) {
	for name, change := range map[string]func(*Site){
		"switched off": func(s *Site) { s.Config.Cards.Off = true },
		"no base_url":  func(s *Site) { s.Config.BaseURL = "" },
	} {
		s := harbours(t, "en")
		change(s)
		for _, f := range s.Plan() {
			if strings.HasPrefix(f.Path, cardFolder) {
				t.Errorf("%s: %s", name, f.Path)
			}
		}
		if h := headOf(t, s, "index.html"); h.meta["og:image"] != nil || !slices.Equal(h.meta["twitter:card"], []string{"summary"}) {
			t.Errorf("%s: %v", name, h.meta)
		}
	}
}

// TestKeep checks that a card that somebody keeps is not drawn, and that keys differ.
func TestKeep(t *testing.T) {
	s := harbours(t, "en")
	kept := map[string][]byte{}
	drawn := 0
	s.Keep = func(key string, make func() ([]byte, error)) ([]byte, error) {
		if data, ok := kept[key]; ok {
			return data, nil
		}
		drawn++
		data, err := make()
		kept[key] = data
		return data, err
	}
	for range 2 {
		count := 0
		for _, f := range s.Plan() {
			if strings.HasPrefix(f.Path, cardFolder) {
				count++
				if _, err := f.Make(); err != nil {
					t.Fatal(err)
				}
			}
		}
		if drawn != count || count == 0 {
			t.Errorf("%d of %d cards drawn", drawn, count)
		}
	}
}

func TestCardProblems(t *testing.T) {
	s := harbours(t, "en")
	if p := s.CardProblems(); p != nil {
		t.Errorf("problems %v", p)
	}
	s.Index.Entities[0].Name = "海参崴"
	s.Index.Entities[0].Place = source.Place{File: "content/entities.yaml", Line: 3, Column: 3}
	s.Index.Entities[1].Description = "海 and 港"
	p := s.CardProblems()
	if len(p) != 1 || p[0].Place != s.Index.Entities[0].Place || p[0].Message != `the card of "海参崴" and 1 more cannot show 海 参 崴 港` {
		t.Errorf("problems %v", p)
	}
	s.Config.Cards.Off = true
	if p := s.CardProblems(); p != nil {
		t.Errorf("problems without cards: %v", p)
	}
}
