package config

import (
	"strings"
	"testing"
	"unicode/utf8"

	"dossier/internal/source"
)

func read(text string) (*Config, []source.Problem) {
	f, _ := source.NewFile("dossier.yaml", []byte(text))
	return Read(f, "folder")
}

// Whatever dossier.yaml says, the configuration is usable and each problem tells its
// place and what to write.
func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"title: A\nlanguage: pt-BR\nbase_url: https://example.org/x\nauthors: [A, B]\nlicense: CC0-1.0\n",
		"dialect: mmark\nhtml: none\nlink: first\nnames: auto\ncitations: author-date\nrules_off: [initials]\n",
		"theme: {accent: '#1a4b6e', logo: static/l.svg}\ncards: {min_mentions: 2}\n",
		"navigation:\n- {title: A, address: /a/}\n- {title: B}\n",
		"entity_types:\n- id: żagiel\n- {id: ship, name: ship, plural: Ships}\n- {id: Ship}\n- {name: ''}\n",
		"base_url: 'https://[::1'\ncards: false\n", "- a\n", "title: [a]\n", "titel: x\n", "", "theme: x\n", "entity_types: {id: a}\n", "cards: {min_mentions: -1}\n",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c, problems := read(text)
		for _, p := range problems {
			if p.File != "dossier.yaml" || p.Line < 1 || p.Column < 1 || p.Message == "" || p.Hint == "" {
				t.Errorf("%+v does not say where or what to write", p)
			}
		}
		if c.Title == "" || !IsLanguage(c.Language) || c.BaseURL != "" && !strings.HasSuffix(c.BaseURL, "/") {
			t.Errorf("title %q, language %q, address %q", c.Title, c.Language, c.BaseURL)
		}
		seen := map[string]bool{}
		for _, kind := range c.Types {
			if kind.ID == "" || kind.Name == "" || kind.Plural == "" || seen[kind.ID] || !utf8.ValidString(kind.Plural) {
				t.Errorf("type %+v", kind)
			}
			seen[kind.ID] = true
		}
		for _, item := range c.Navigation {
			if item.Title == "" || item.Address == "" {
				t.Errorf("menu %+v", item)
			}
		}
	})
}

// TestPlural: a type without a plural gets one, whatever script its name is in.
func TestPlural(t *testing.T) {
	c, _ := read("entity_types:\n- {id: ship, name: żaglowiec}\n- {id: boat}\n")
	for id, want := range map[string]string{"ship": "Żaglowiecs", "boat": "Boats"} {
		if kind, _ := c.Type(id); kind.Plural != want {
			t.Errorf("%s: %q, not %q", id, kind.Plural, want)
		}
	}
}
