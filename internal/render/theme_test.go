package render

import (
	"io/fs"
	"strings"
	"testing"

	"dossier/internal/config"
	"dossier/internal/write"

	builtin "dossier/static"
)

func asset(t *testing.T, s *Site, path string) string {
	t.Helper()
	for _, f := range s.assets() {
		if f.Path == path {
			content, err := f.Make()
			if err != nil {
				t.Fatal(err)
			}
			small, err := write.NewMinifier().File(path, content.Data)
			if err != nil {
				t.Fatal(err)
			}
			return string(small)
		}
	}
	t.Fatalf("no file %s", path)
	return ""
}

func TestAccent(t *testing.T) {
	s := harbours(t, "en")
	plain := asset(t, s, "static/site.css")
	s.Config.Theme = config.Theme{Accent: "#1a4b6e", AccentDark: "#9db8ca"}
	if got := strings.TrimPrefix(asset(t, s, "static/site.css"), plain); got != ":root{--accent:light-dark(#1a4b6e,#9db8ca)}" {
		t.Errorf("the style sheet gained %q", got)
	}
	s.Static = map[string]string{"static/site.css": "static/site.css"}
	s.Read = func(string) ([]byte, error) { return []byte("p{color:red}"), nil }
	if got := asset(t, s, "static/site.css"); got != "p{color:red}" {
		t.Errorf("the project's own style sheet became %q", got)
	}
}

// TestPapers keeps the colours that contrasts are computed with those of the style
// sheet.
func TestPapers(t *testing.T) {
	css, err := fs.ReadFile(builtin.Files, "site.css")
	if err != nil {
		t.Fatal(err)
	}
	if want := "--paper: light-dark(" + config.LightPaper + "," + config.DarkPaper + ");"; !strings.Contains(string(css), want) {
		t.Errorf("the style sheet does not say %s", want)
	}
}

// TestBudget holds the files of every page to the size that the theme promises.
func TestBudget(t *testing.T) {
	s := harbours(t, "en")
	for path, most := range map[string]int{"static/site.css": 12_000, "static/site.js": 8_000} {
		if n := len(asset(t, s, path)); n > most {
			t.Errorf("%s has %d bytes, %d are allowed", path, n, most)
		}
	}
}
