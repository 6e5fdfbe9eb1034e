package read

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dossier/internal/record"
	"dossier/internal/source"
	"dossier/internal/testkit"
)

// scanned reads a project of one article.
func scanned(t *testing.T, text string) (dir string, p *Project, e *record.Entry) {
	t.Helper()
	dir = t.TempDir()
	put(t, dir, text)
	p, err := Scan(dir, Options{})
	if err != nil || len(p.Catalogue.Articles) != 1 {
		t.Fatal(err, p.Problems)
	}
	return dir, p, p.Catalogue.Articles[0]
}

func put(t *testing.T, dir, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, "a.md"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestChanged has what can happen to a file between its scan and its reading.
func TestChanged(t *testing.T) {
	secret := filepath.Join(t.TempDir(), "secret.md")
	if err := os.WriteFile(secret, []byte("---\ntitle: A\n---\nsecret\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name   string
		change func(file string) error
		code   source.Code
	}{
		{"gone", os.Remove, source.Changed},
		{"another head", func(f string) error { return os.WriteFile(f, []byte("---\ntitle: Another\n---\nx\n"), 0o644) }, source.Changed},
		{"no head", func(f string) error { return os.WriteFile(f, []byte("x"), 0o644) }, source.Changed},
		{"too large", func(f string) error { return os.Truncate(f, 4<<30) }, source.TooLarge},
		{"a folder", func(f string) error { os.Remove(f); return os.Mkdir(f, 0o755) }, source.Unreadable},
		{"a link out", func(f string) error { os.Remove(f); return os.Symlink(secret, f) }, source.Unreadable},
		{"a device", func(f string) error { os.Remove(f); return os.Symlink("/dev/zero", f) }, source.Unreadable},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir, p, e := scanned(t, "---\ntitle: A\n---\ntext\n")
			if err := c.change(filepath.Join(dir, "a.md")); err != nil {
				testkit.Missing(t, "this disk does not do it: %v", err)
			}
			f, problems, err := p.Text(e)
			if err != nil || len(problems) != 1 || problems[0].Code != c.code || problems[0].Hint == "" || f.Text != "" {
				t.Errorf("got %q, %v, %v; want %s", f.Text, problems, err, c.code)
			}
		})
	}
}

// TestPictureGone makes a picture's file go away while the site is written.
func TestPictureGone(t *testing.T) {
	_, p, _ := scanned(t, "x\n")
	_, err := p.Bytes("gone.png")
	if problem, ok := AsProblem(err); !ok || problem.Code != source.Changed || problem.File != "gone.png" {
		t.Errorf("got %v", err)
	}
}

// TestLarge: files over the limits are refused by their size, not read.
func TestLarge(t *testing.T) {
	dir := t.TempDir()
	names := []string{"dossier.yaml", "content/articles/a.md", "content/entities.yaml", "content/entities/e.md", "content/events.yaml", "content/archives.yaml", "content/sources.bib", "content/sources.json", "content/pages/p.md"}
	for _, name := range names {
		full := filepath.Join(dir, name)
		os.MkdirAll(filepath.Dir(full), 0o755)
		if err := os.WriteFile(full, nil, 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.Truncate(full, 1<<34); err != nil {
			testkit.Missing(t, "this disk does not do it: %v", err)
		}
	}
	p, err := Scan(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	told := map[string]bool{}
	for _, problem := range p.Problems {
		if problem.Code == source.TooLarge {
			told[problem.File] = true
		}
	}
	for _, name := range names {
		if !told[name] {
			t.Errorf("%s is not refused", name)
		}
	}
}

// TestLinks: what is no regular file or folder is left alone, and told.
func TestLinks(t *testing.T) {
	outside := t.TempDir()
	for _, name := range []string{"articles/s.md", "s.md", "s.yaml"} {
		full := filepath.Join(outside, name)
		os.MkdirAll(filepath.Dir(full), 0o755)
		os.WriteFile(full, []byte("secret"), 0o644)
	}
	for _, c := range []struct{ name, target string }{
		{"content", outside}, {"static", outside}, {"templates", outside}, {"dossier.yaml", outside + "/s.yaml"},
		{"content/articles", outside}, {"content/articles/s.md", outside + "/s.md"}, {"content/articles/zero.md", "/dev/zero"},
		{"content/articles/loop", ".."}, {"content/articles/self.md", "self.md"}, {"content/articles/gone.md", "nothing"},
		{"content/entities.yaml", "/dev/zero"}, {"content/sources.bib", outside + "/s.md"}, {"content/media", outside}, {"static/s.js", outside + "/s.md"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			link := filepath.Join(dir, c.name)
			os.MkdirAll(filepath.Dir(link), 0o755)
			if err := os.Symlink(c.target, link); err != nil {
				testkit.Missing(t, "this disk does not do it: %v", err)
			}
			p, err := Scan(dir, Options{})
			if err != nil {
				t.Fatal(err)
			}
			told := ""
			for _, problem := range p.Problems {
				if problem.Code == source.NotRegular {
					told += problem.File
				}
			}
			if told != c.name || len(p.Catalogue.Articles)+len(p.Static)+len(p.Templates)+len(p.Catalogue.Entities) > 0 {
				t.Errorf("told %q, project %+v", told, p)
			}
		})
	}
}

// TestEncoding has files that are no UTF-8 text as a whole.
func TestEncoding(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"UTF-16, little end first", "\xff\xfeH\x00i\x00", "UTF-16"},
		{"UTF-16, big end first", "\xfe\xff\x00H\x00i", "UTF-16"},
		{"UTF-16 without a mark", strings.Repeat("H\x00i\x00", 10), "UTF-16"},
		{"a picture", "\x89PNG\r\n\x1a\n" + strings.Repeat("\x00\xff\xd9A", 20), "no UTF-8 text"},
	} {
		dir := t.TempDir()
		put(t, dir, c.text)
		p, err := Scan(dir, Options{})
		if err != nil || len(p.Problems) != 1 || p.Problems[0].Code != source.EncodingFatal || !strings.Contains(p.Problems[0].Message, c.want) {
			t.Errorf("%s: %v, %v", c.name, p.Problems, err)
		}
	}
}
