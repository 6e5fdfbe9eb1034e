package write

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"dossier/internal/testkit"
)

// site is a folder as a test writes it: path -> contents. "-> x" is a link to x, and a
// path that ends in "/" an empty folder.
type site map[string]string

func plant(t testing.TB, root string, s site) {
	t.Helper()
	for name, text := range s {
		full := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		target, isLink := strings.CutPrefix(text, "-> ")
		var err error
		switch {
		case strings.HasSuffix(name, "/"):
			err = os.MkdirAll(full, 0o755)
		case isLink:
			err = os.Symlink(target, full)
		default:
			err = os.WriteFile(full, []byte(text), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// snapshot reads a folder back into the same form, the manifest left out.
func snapshot(t testing.TB, root string) site {
	t.Helper()
	found, err := disk{}.walk(root)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		t.Fatal(err)
	}
	s := site{}
	for name, e := range found {
		full := filepath.Join(root, name)
		switch {
		case name == ManifestName:
		case e.isFolder():
			s[name+"/"] = ""
		case e.isLink():
			target, err := os.Readlink(full)
			if err != nil {
				t.Fatal(err)
			}
			s[name] = "-> " + target
		default:
			data, err := os.ReadFile(full)
			if err != nil {
				t.Fatal(err)
			}
			s[name] = string(data)
		}
	}
	return s
}

func publish(d disk, output string, s site, o Options) (Report, error) {
	p, err := begin(d, output, o)
	if err != nil {
		return Report{}, err
	}
	defer p.Abort()
	for _, name := range slices.Sorted(maps.Keys(s)) {
		if err := p.Add(name, []byte(s[name])); err != nil {
			return Report{}, err
		}
	}
	return p.Commit()
}

func mustPublish(t testing.TB, output string, s site) Report {
	t.Helper()
	report, err := publish(disk{noFlush: true}, output, s, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return report
}

func with(a, b site) site {
	all := maps.Clone(a)
	maps.Copy(all, b)
	return all
}

// wantSite checks the output, that its manifest is right, and that nothing is left
// beside it or in it.
func wantSite(t testing.TB, output string, ours, foreign site) {
	t.Helper()
	wantSame(t, snapshot(t, output), with(ours, foreign))
	m, err := ReadManifest(os.DirFS(output))
	if err != nil {
		t.Fatal(err)
	}
	if want := slices.Sorted(maps.Keys(ours)); !slices.Equal(m.Paths(), want) {
		t.Errorf("the manifest names %q, want %q", m.Paths(), want)
	}
	for name, sum := range m {
		if sum != SumOf([]byte(ours[name])) {
			t.Errorf("the manifest has a wrong hash for %s", name)
		}
	}
	wantNoDebris(t, output)
}

func wantNoDebris(t testing.TB, output string) {
	t.Helper()
	for _, dir := range []string{filepath.Dir(output), output} {
		entries, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			if strings.Contains(e.Name(), ".dossier-") {
				t.Errorf("%s was left in %s", e.Name(), dir)
			}
		}
	}
}

func wantSame(t testing.TB, got, want site) {
	t.Helper()
	for _, name := range slices.Sorted(maps.Keys(with(got, want))) {
		g, inGot := got[name]
		w, inWant := want[name]
		if inGot != inWant || g != w {
			t.Errorf("%s: got %q (%v), want %q (%v)", name, g, inGot, w, inWant)
		}
	}
}

var (
	oldSite = site{
		"index.html":            "old home",
		"404.html":              "not here",
		"articles/a/index.html": "article a, old",
		"articles/b/index.html": "article b",
		"articles/c/index.html": "article c, to go",
		"tags/quay/index.html":  "one tag",
		"feed":                  "a file that becomes a folder",
		"data/x.json":           "a folder that becomes a file",
		"static/site.css":       "body{}",
	}
	newSite = site{
		"index.html":            "new home, longer",
		"404.html":              "not here",
		"articles/a/index.html": "article a, new",
		"articles/b/index.html": "article b",
		"articles/d/index.html": "article d, new",
		"tags/pier/index.html":  "another tag",
		"feed/index.xml":        "<feed/>",
		"data":                  "{}",
		"static/site.css":       "body{}",
	}
	foreignFiles = site{
		"CNAME":               "dossier.example",
		".git":                "gitdir: elsewhere",
		"articles/mine.txt":   "put here by hand",
		"articles/c/kept.txt": "beside a page that goes",
		"empty/":              "",
		"deep/er/":            "",
		"latest":              "-> articles/b",
		"nowhere":             "-> /does/not/exist",
		"vendor/.git/HEAD":    "ref: refs/heads/main",
	}
)

func TestPublish(t *testing.T) {
	output := filepath.Join(t.TempDir(), "made", "on the way", "site")
	report := mustPublish(t, output, oldSite)
	wantSite(t, output, oldSite, nil)
	if report.Added != len(oldSite) || report.Changed+report.Removed+report.Kept+report.Foreign != 0 || report.InPlace != "" {
		t.Errorf("first build: %+v", report)
	}
	plant(t, output, foreignFiles)
	report = mustPublish(t, output, newSite)
	wantSite(t, output, newSite, foreignFiles)
	if report.Added != 4 || report.Changed != 2 || report.Removed != 4 || report.Kept != 3 || report.Foreign != 7 {
		t.Errorf("second build: %+v", report)
	}
	if _, err := publish(disk{}, output, oldSite, Options{}); err != nil { // with all the waiting for the disk
		t.Fatal(err)
	}
	wantSite(t, output, oldSite, foreignFiles)
}

// Two ways to one site must end in the same bytes, the manifest's included.
func TestUpdateEqualsCleanBuild(t *testing.T) {
	clean, updated := filepath.Join(fastDir(t), "site"), filepath.Join(fastDir(t), "site")
	mustPublish(t, clean, newSite)
	mustPublish(t, updated, oldSite)
	mustPublish(t, updated, newSite)
	wantSame(t, snapshot(t, updated), snapshot(t, clean))
	a, _ := os.ReadFile(filepath.Join(clean, ManifestName))
	b, _ := os.ReadFile(filepath.Join(updated, ManifestName))
	if len(a) == 0 || string(a) != string(b) {
		t.Errorf("manifests differ:\n%s\n%s", a, b)
	}
}

func TestEqualBuildChangesNothing(t *testing.T) {
	output := filepath.Join(fastDir(t), "site")
	mustPublish(t, output, oldSite)
	plant(t, output, foreignFiles)
	var calls []string
	d := disk{fault: func(call, path string) error {
		if !isRead(call) && !strings.HasSuffix(path, "lock") {
			calls = append(calls, call+" "+path)
		}
		return nil
	}}
	report, err := publish(d, output, oldSite, Options{})
	if err != nil || len(calls) > 0 || report.Kept != len(oldSite) {
		t.Errorf("error %v, report %+v, calls %q", err, report, calls)
	}
}

func isRead(call string) bool { return call == "open" || call == "readdir" }

// Kept files must be the very files, so that a build of one edit costs one write.
func TestKeptFilesAreLinked(t *testing.T) {
	output := filepath.Join(fastDir(t), "site")
	mustPublish(t, output, oldSite)
	before, err := os.Stat(filepath.Join(output, "404.html"))
	if err != nil {
		t.Fatal(err)
	}
	mustPublish(t, output, newSite)
	after, err := os.Stat(filepath.Join(output, "404.html"))
	if err != nil {
		t.Fatal(err)
	}
	if !os.SameFile(before, after) || !before.ModTime().Equal(after.ModTime()) {
		t.Error("404.html was written again")
	}
}

// Whatever was done to the output by hand, a build makes it right.
func TestEditedOutputIsRepaired(t *testing.T) {
	outside := filepath.Join(fastDir(t), "outside")
	table := []struct {
		name string
		edit func(t *testing.T, output string)
	}{
		{"same size", func(t *testing.T, o string) { rewrite(t, o, "404.html", "NOT HERE") }},
		{"cut", func(t *testing.T, o string) { rewrite(t, o, "index.html", "") }},
		{"removed", func(t *testing.T, o string) { removeAll(t, o, "index.html") }},
		{"folder removed", func(t *testing.T, o string) { removeAll(t, o, "articles") }},
		{"file became an empty folder", func(t *testing.T, o string) {
			removeAll(t, o, "index.html")
			plant(t, o, site{"index.html/": ""})
		}},
		{"file became a link", func(t *testing.T, o string) {
			removeAll(t, o, "index.html")
			plant(t, o, site{"index.html": "-> " + outside + "/index.html"})
		}},
		{"folder became a link", func(t *testing.T, o string) {
			removeAll(t, o, "articles")
			plant(t, o, site{"articles": "-> " + outside})
		}},
		{"manifest written otherwise", func(t *testing.T, o string) {
			data, _ := os.ReadFile(filepath.Join(o, ManifestName))
			rewrite(t, o, ManifestName, string(data)+"\n")
		}},
	}
	for _, row := range table {
		for _, next := range []site{oldSite, newSite} {
			t.Run(row.name, func(t *testing.T) {
				removeAll(t, outside, ".")
				// The outside holds the same bytes, which must not make it part of the site.
				secret := site{"index.html": oldSite["index.html"], "a/index.html": oldSite["articles/a/index.html"], "z": "z"}
				plant(t, outside, secret)
				output := filepath.Join(fastDir(t), "site")
				mustPublish(t, output, oldSite)
				row.edit(t, output)
				mustPublish(t, output, next)
				wantSite(t, output, next, nil)
				wantSame(t, snapshot(t, outside), secret)
				for name := range secret {
					info, err := os.Stat(filepath.Join(outside, name))
					if err != nil {
						t.Fatal(err)
					}
					for ours := range next {
						if there, err := os.Stat(filepath.Join(output, ours)); err == nil && os.SameFile(info, there) {
							t.Errorf("%s of the site is the file outside", ours)
						}
					}
				}
			})
		}
	}
}

func rewrite(t *testing.T, root, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(root, name), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func removeAll(t *testing.T, root, name string) {
	t.Helper()
	if err := os.RemoveAll(filepath.Join(root, name)); err != nil {
		t.Fatal(err)
	}
}

func TestForeignFilesInTheWayAreRefused(t *testing.T) {
	table := []struct {
		name    string
		foreign site
		force   bool // is it taken with --force
	}{
		{"file where a file goes", site{"articles/d/index.html": "mine"}, true},
		{"file where a folder goes", site{"tags/pier": "mine"}, false},
		{"folder where a file goes", site{"data/mine.txt": "mine"}, false},
	}
	for _, row := range table {
		t.Run(row.name, func(t *testing.T) {
			output := filepath.Join(fastDir(t), "site")
			mustPublish(t, output, oldSite)
			plant(t, output, row.foreign)
			_, err := publish(disk{}, output, newSite, Options{})
			var refused *OutputError
			if !errors.As(err, &refused) {
				t.Fatalf("error %v, want a refusal", err)
			}
			for name := range row.foreign {
				if !strings.Contains(err.Error(), name) {
					t.Errorf("the message %q does not name %s", err, name)
				}
			}
			wantSite(t, output, oldSite, row.foreign)
			_, err = publish(disk{}, output, newSite, Options{Force: true})
			if row.force && err == nil {
				wantSite(t, output, newSite, nil)
			} else if row.force || err == nil {
				t.Errorf("with force: error %v", err)
			}
		})
	}
}

// A file that somebody puts into the output or changes there while a build runs must be
// where they put it afterwards.
func TestForeignFilesOfTheLastMoment(t *testing.T) {
	output := filepath.Join(fastDir(t), "site")
	mustPublish(t, output, oldSite)
	plant(t, output, site{"notes.txt": "first", "gone.txt": "first"})
	late := site{"notes.txt": "second", "articles/late.txt": "late", "new/late.txt": "late"}
	d := disk{fault: func(call, path string) error {
		if call == "exchange" {
			removeAll(t, output, "notes.txt") // as an editor does: a new file under the name
			plant(t, output, late)
		}
		if call == "mkdir" {
			removeAll(t, output, "gone.txt")
		}
		return nil
	}}
	if _, err := publish(d, output, newSite, Options{}); err != nil {
		t.Fatal(err)
	}
	wantSite(t, output, newSite, late)
}

func TestRefusedOutputs(t *testing.T) {
	root := fastDir(t)
	plant(t, root, site{
		"home/project/content/articles/a.md": "words", "home/project/dossier.yaml": "title: x",
		"file":                    "a file",
		"strange/report.txt":      "somebody's",
		"damaged/" + ManifestName: "{\"dossier\": 1, \"files\"",
		"later/" + ManifestName:   "{\"dossier\": 99, \"files\": {}}",
		"repository/.git/HEAD":    "ref: refs/heads/main",
		"empty/":                  "",
		"kept/.gitkeep":           "", "kept/CNAME": "dossier.example", "hidden/.bashrc": "theirs",
		"worktree/.git":             "gitdir: x",
		"link":                      "-> home/project",
		"pretender/" + ManifestName: "-> ../ours/" + ManifestName, "pretender/x": "x",
		"ours/" + ManifestName: string(Manifest{"x": SumOf(nil)}.encode()), "ours/x": "x",
		"dangling": "-> nothing/here",
	})
	t.Setenv("HOME", filepath.Join(root, "home"))
	t.Setenv("USERPROFILE", filepath.Join(root, "home"))
	table := []struct {
		output string
		want   string // part of the message; "" when the output is taken
		forced string // the same with Force
	}{
		{"/", "root of the disk", "root of the disk"},
		{"home/project", "folder of the source", "folder of the source"},
		{"home/project/content/..", "folder of the source", "folder of the source"},
		{"link", "folder of the source", "folder of the source"},
		{".", "above it", "above it"},
		{"home", "above it", "above it"},
		{"home/project/content", "which the build reads", "which the build reads"},
		{"home/project/content/articles/out", "which the build reads", "which the build reads"},
		{"file", "a file, not a folder", "a file, not a folder"},
		{"file/below", "not a directory", "not a directory"},
		{"dangling", "link to nothing", "link to nothing"},
		{"strange", "not dossier's", ""},
		{"damaged", ManifestName, ""},
		{"later", "version 99", ""},
		{"repository", "root of a repository", "root of a repository"},
		{"worktree", "", ""},
		{"kept", "", ""},
		{"hidden", "not dossier's", ""},
		{"empty", "", ""},
		{"ours", "", ""},
		{"pretender", "not dossier's", ""},
		{"home/project/site", "", ""},
		{"quite/new", "", ""},
		{"home/project/.git/site", "records of a repository", "records of a repository"},
		{"home/project/templates", "the next build would read", "the next build would read"},
		{"home/project/templates/x/y", "the next build would read", "the next build would read"},
		{"home/project/templates2", "", ""},
	}
	for _, row := range table {
		for _, force := range []bool{false, true} {
			output, want := row.output, row.want
			if force {
				want = row.forced
			}
			if !filepath.IsAbs(output) {
				output = filepath.Join(root, output)
			}
			o := Options{Source: filepath.Join(root, "home/project"), Inputs: []string{filepath.Join(root, "home/project/content"), filepath.Join(root, "home/project/templates")}, Force: force}
			p, err := Begin(output, o)
			if err == nil {
				err = p.Abort()
			}
			if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
				t.Errorf("%s, force %v: error %v, want %q", row.output, force, err, want)
			}
			if want != "" && err != nil && !strings.Contains(err.Error(), "write to ") {
				t.Errorf("%s: the message %q does not say what failed", row.output, err)
			}
		}
	}
	if left := snapshot(t, filepath.Join(root, "quite")); left != nil {
		t.Errorf("aborted builds left %v", left)
	}
	wantNoDebris(t, filepath.Join(root, "home/project"))
}

// A lock that is no file was made by no build: it is neither followed nor waited for.
func TestLockIsNoFile(t *testing.T) {
	for name, make := range map[string]func(lock string) error{
		"link to a file":   func(lock string) error { return os.Symlink("victim", lock) },
		"link to a folder": func(lock string) error { return os.Symlink(".", lock) },
		"link to nothing":  func(lock string) error { return os.Symlink("nowhere", lock) },
		"folder":           func(lock string) error { return os.Mkdir(lock, 0o755) },
	} {
		root := fastDir(t)
		plant(t, root, site{"victim": "keep"})
		if err := make(filepath.Join(root, ".site.dossier-lock")); err != nil {
			testkit.Missing(t, "this disk does not do it: %v", err)
		}
		_, err := publish(disk{}, filepath.Join(root, "site"), newSite, Options{})
		var refused *OutputError
		if !errors.As(err, &refused) || !strings.Contains(refused.Reason, "no regular file") {
			t.Errorf("%s: %v", name, err)
		}
		if data, err := os.ReadFile(filepath.Join(root, "victim")); err != nil || string(data) != "keep" {
			t.Errorf("%s: the file behind it is %q, %v", name, data, err)
		}
	}
}

// A link in the place of a stage is removed; what it leads to stays, whatever is in it.
func TestStageIsALink(t *testing.T) {
	for _, name := range []string{".site.dossier-stage-new", ".site.dossier-stage-ready", "site/.dossier-stage-new", "site/.dossier-stage-ready"} {
		root := fastDir(t)
		output, other := filepath.Join(root, "site"), filepath.Join(root, "other")
		mustPublish(t, output, oldSite)
		mustPublish(t, other, site{"a.html": "theirs"})
		before := snapshot(t, other)
		if err := os.Symlink(other, filepath.Join(root, name)); err != nil {
			testkit.Missing(t, "this disk does not do it: %v", err)
		}
		mustPublish(t, output, newSite)
		wantSite(t, output, newSite, nil)
		wantSame(t, snapshot(t, other), before)
		if exists(filepath.Join(root, name)) {
			t.Errorf("%s is left", name)
		}
	}
	root := fastDir(t)
	plant(t, root, site{".site.dossier-stage-new": "a file"})
	if _, err := publish(disk{}, filepath.Join(root, "site"), newSite, Options{}); err == nil || !strings.Contains(err.Error(), "no folder") {
		t.Errorf("error %v", err)
	}
}

// A manifest without end is refused by its size.
func TestHugeManifest(t *testing.T) {
	output := filepath.Join(fastDir(t), "site")
	mustPublish(t, output, newSite)
	if err := os.Truncate(filepath.Join(output, ManifestName), longestManifest+1); err != nil {
		testkit.Missing(t, "this disk does not do it: %v", err)
	}
	if err := Check(output, Options{}); err == nil || !strings.Contains(err.Error(), "no build writes so many") {
		t.Errorf("error %v", err)
	}
}

func TestHomeIsRefused(t *testing.T) {
	home := fastDir(t)
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	for _, output := range []string{home, filepath.Dir(home)} {
		if _, err := Begin(output, Options{}); err == nil || !strings.Contains(err.Error(), "home folder") {
			t.Errorf("%s: error %v", output, err)
		}
	}
}

func TestForceTakesAFolderOver(t *testing.T) {
	output := filepath.Join(fastDir(t), "site")
	others := site{"report.txt": "theirs", "articles/theirs.html": "theirs"}
	plant(t, output, with(others, site{"index.html": "replaced"}))
	if _, err := publish(disk{}, output, newSite, Options{Force: true}); err != nil {
		t.Fatal(err)
	}
	wantSite(t, output, newSite, others)
	mustPublish(t, output, oldSite) // it is ours now
	wantSite(t, output, oldSite, others)
}

func TestPaths(t *testing.T) {
	bad := []string{
		"", ".", "..", "/etc/x", "../x", "a/../../x", "a/../b", "a//b", "a/", "./a", "a/..", "C:/x", "a\\b", "a\x00b", "a\nb",
		"con", "CON.html", "a/nul.txt", "com1", "LPT9.tar.gz", "com¹", "aux .txt", "end.", "end..", "a /b", "who?", "a:b", "a*", "a|b", "<a>", "\"a\"",
		"\xff", strings.Repeat("ü", 128), ".git/config", ".GIT/config", ManifestName, ".dossier-lock", ".dossier/x",
	}
	for _, name := range bad {
		if err := checkPath(name); err == nil {
			t.Errorf("%q passed", name)
		}
	}
	for _, name := range []string{"a", "a/b", ".nojekyll", ".well-known/x", "a..b", "con-x", "console", "com10", "café/ü.html", "a b.html", "x.git/y", strings.Repeat("a", 255)} {
		if err := checkPath(name); err != nil {
			t.Errorf("%q: %v", name, err)
		}
	}
}

func TestCollisions(t *testing.T) {
	table := [][2]string{
		{"a/index.html", "a/index.html"},
		{"Readme/index.html", "readme/index.html"},
		{"a/Index.html", "a/index.html"},
		{"caf\u00e9", "cafe\u0301"},
		{"stra\u00dfe", "STRASSE"},
		{"\u03c3", "\u03c2"}, // two forms of one Greek letter, equal once folded
		{"a", "a/index.html"},
		{"A/b/c", "a"},
		{"x/Y/one", "x/y/two"},
	}
	for _, pair := range table {
		var messages []string
		for _, order := range [][2]int{{0, 1}, {1, 0}} {
			p, err := Begin(filepath.Join(fastDir(t), "site"), Options{})
			if err != nil {
				t.Fatal(err)
			}
			if err := p.Add(pair[order[0]], nil); err != nil {
				t.Fatal(err)
			}
			err = p.Add(pair[order[1]], nil)
			if err == nil {
				t.Errorf("%q passed", pair)
				continue
			}
			for _, name := range pair {
				if !strings.Contains(err.Error(), fmt.Sprintf("%q", name)) {
					t.Errorf("%q is not named: %v", name, err)
				}
			}
			messages = append(messages, err.Error())
			if _, err := p.Commit(); err == nil {
				t.Errorf("%q: published all the same", pair)
			}
		}
		if len(messages) == 2 && messages[0] != messages[1] {
			t.Errorf("the message depends on the order: %q", messages)
		}
	}
}

func TestKeep(t *testing.T) {
	output := filepath.Join(fastDir(t), "site")
	mustPublish(t, output, oldSite)
	rewrite(t, output, "static/site.css", "BODY{}")
	p, err := Begin(output, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Abort()
	for _, row := range []struct {
		name string
		sum  Sum
		want bool
	}{
		{"404.html", SumOf([]byte("not here")), true},
		{"index.html", SumOf([]byte("another")), false},
		{"static/site.css", SumOf([]byte("body{}")), false}, // edited by hand
		{"missing.html", Sum{}, false},
	} {
		kept, err := p.Keep(row.name, row.sum)
		if err != nil || kept != row.want {
			t.Errorf("%s: %v %v, want %v", row.name, kept, err, row.want)
		}
	}
	if sum, ok := p.Published("404.html"); !ok || sum != SumOf([]byte("not here")) {
		t.Error("Published does not know 404.html")
	}
	if err := p.Add("static/site.css", []byte("body{}")); err != nil {
		t.Fatal(err)
	}
	if _, err := p.Commit(); err != nil {
		t.Fatal(err)
	}
	wantSite(t, output, site{"404.html": "not here", "static/site.css": "body{}"}, nil)
}

func TestAddFile(t *testing.T) {
	root := fastDir(t)
	long := strings.Repeat("0123456789", 30_000) // more than one buffer
	plant(t, root, site{"in/short": "x", "in/long": long, "in/empty": "", "in/link": "-> short"})
	output := filepath.Join(root, "site")
	mustPublish(t, output, site{"long": long[:len(long)-1] + "!", "empty": "", "old": "x"})
	p, err := Begin(output, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Abort()
	for _, name := range []string{"short", "long", "empty"} {
		if err := p.AddFile(name, filepath.Join(root, "in", name)); err != nil {
			t.Fatal(err)
		}
	}
	report, err := p.Commit()
	if err != nil || report.Added != 1 || report.Changed != 1 || report.Kept != 1 {
		t.Errorf("%+v, %v", report, err)
	}
	wantSite(t, output, site{"short": "x", "long": long, "empty": ""}, nil)
	for _, name := range []string{"link", "none", "."} {
		p, err := Begin(output, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if err := p.AddFile("x", filepath.Join(root, "in", name)); err == nil {
			t.Errorf("%s was copied", name)
		}
		if _, err := p.Commit(); err == nil {
			t.Errorf("%s: published without it", name)
		}
	}
}

func TestAbortLeavesNoTrace(t *testing.T) {
	output := filepath.Join(fastDir(t), "site")
	mustPublish(t, output, oldSite)
	p, err := Begin(output, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Add("new.html", []byte("new")); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(p.Abort(), p.Abort()); err != nil {
		t.Fatal(err)
	}
	wantSite(t, output, oldSite, nil)
	if _, err := p.Commit(); err == nil {
		t.Error("a build that was given up was published")
	}
}

func TestTwoBuildsAtOnce(t *testing.T) {
	output := filepath.Join(fastDir(t), "site")
	first, err := Begin(output, Options{})
	if err != nil {
		t.Fatal(err)
	}
	_, err = Begin(output, Options{})
	var locked *LockedError
	if !errors.As(err, &locked) || !strings.Contains(err.Error(), fmt.Sprintf("process %d on host ", os.Getpid())) {
		t.Errorf("error %v, want one that names this process", err)
	}
	if err := first.Add("index.html", []byte("first")); err != nil {
		t.Fatal(err)
	}
	if _, err := first.Commit(); err != nil {
		t.Fatal(err)
	}
	mustPublish(t, output, site{"index.html": "second"})
	wantSite(t, output, site{"index.html": "second"}, nil)
}

func TestVolatile(t *testing.T) {
	output := filepath.Join(fastDir(t), "site")
	for _, next := range []site{oldSite, newSite, newSite, oldSite} {
		if _, err := publish(disk{}, output, next, Options{Volatile: true}); err != nil {
			t.Fatal(err)
		}
		wantSite(t, output, next, nil)
	}
	before, _ := os.Stat(output)
	p, err := Begin(output, Options{Volatile: true})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Abort()
	for name, text := range oldSite {
		if kept, err := p.Keep(name, SumOf([]byte(text))); err != nil || !kept {
			t.Errorf("%s: %v %v", name, kept, err)
		}
	}
	if err := p.Add("more.html", nil); err != nil {
		t.Fatal(err)
	}
	if _, err := p.Commit(); err != nil {
		t.Fatal(err)
	}
	wantSite(t, output, with(oldSite, site{"more.html": ""}), nil)
	if after, _ := os.Stat(output); !os.SameFile(before, after) {
		t.Error("the folder was exchanged for an edit")
	}
}

// A process in the output must not find itself in a deleted folder.
func TestCurrentFolderOfAProcess(t *testing.T) {
	output := filepath.Join(fastDir(t), "site")
	mustPublish(t, output, oldSite)
	t.Chdir(filepath.Join(output, "articles"))
	report := mustPublish(t, output, newSite)
	wantSite(t, output, newSite, nil)
	if _, err := os.Stat("d/index.html"); err != nil {
		t.Errorf("seen from within: %v", err)
	}
	if want := fmt.Sprintf("current folder of process %d", os.Getpid()); runtime.GOOS == "linux" && !strings.Contains(report.InPlace, want) {
		t.Errorf("the report says %q", report.InPlace)
	}
}

// A page may change the letter case of its name, also where a disk does not tell.
func TestLetterCaseChanges(t *testing.T) {
	for _, inPlace := range []bool{false, true} {
		output := filepath.Join(fastDir(t), "site")
		mustPublish(t, output, site{"Pier/Index.html": "one", "Quay.html": "two", "index.html": "home"})
		if inPlace {
			t.Chdir(output)
		}
		next := site{"pier/index.html": "one", "quay.html": "two, new", "index.html": "home"}
		mustPublish(t, output, next)
		wantSite(t, output, next, nil)
	}
}

// A lock whose holder is dead is only a file.
func TestLockOfTheDead(t *testing.T) {
	for _, text := range []string{"", "process 1 on host elsewhere\n", "\x00\xff"} {
		output := filepath.Join(fastDir(t), "site")
		plant(t, filepath.Dir(output), site{".site.dossier-lock": text})
		mustPublish(t, output, oldSite)
		wantSite(t, output, oldSite, nil)
	}
}

func TestOutputThatIsALink(t *testing.T) {
	root := fastDir(t)
	plant(t, root, site{"served/": "", "site": "-> served"})
	mustPublish(t, filepath.Join(root, "site"), oldSite)
	wantSite(t, filepath.Join(root, "served"), oldSite, nil)
	if target, err := os.Readlink(filepath.Join(root, "site")); err != nil || target != "served" {
		t.Errorf("the link is %q, %v", target, err)
	}
}

// A manifest comes with a clone and may lie. It must not lead out of the output.
func TestHostileManifest(t *testing.T) {
	victims := site{"victim": "mine", "outside/victim": "mine"}
	for _, name := range []string{"../victim", "/victim", "link/victim", "a/../../victim", "link"} {
		for _, inPlace := range []bool{false, true} {
			root := fastDir(t)
			plant(t, root, victims)
			output := filepath.Join(root, "site")
			plant(t, output, site{"link": "-> ../outside", ManifestName: string(Manifest{name: SumOf([]byte("mine"))}.encode())})
			if inPlace {
				t.Chdir(output)
			}
			if _, err := publish(disk{}, output, newSite, Options{}); err != nil && !strings.Contains(err.Error(), ManifestName) {
				t.Errorf("%s: %v", name, err)
			}
			if _, err := publish(disk{}, output, newSite, Options{Force: true}); err != nil {
				t.Errorf("%s, with force: %v", name, err)
			}
			got := snapshot(t, root)
			for victim, text := range victims {
				if got[victim] != text {
					t.Errorf("%s: %s was touched", name, victim)
				}
			}
		}
	}
}

func TestManifestFormat(t *testing.T) {
	m := Manifest{"b.html": SumOf(nil), "a&b.html": SumOf([]byte("x")), "ü.html": SumOf(nil)}
	text := string(m.encode())
	back, err := parseManifest([]byte(text))
	if err != nil || !maps.Equal(m, back) {
		t.Errorf("%v: %v from\n%s", err, back, text)
	}
	if lines := strings.Count(text, "\n"); lines != 3+3+2 {
		t.Errorf("%d lines:\n%s", lines, text)
	}
	for _, bad := range []string{"", "{}", "[]", "{\"dossier\":1,\"files\":{\"a\":\"00\"}}", "{\"dossier\":1,\"files\":{\"a\":\"" + strings.Repeat("zz", 32) + "\"}}"} {
		if _, err := parseManifest([]byte(bad)); err == nil {
			t.Errorf("%q was read", bad)
		}
	}
}

// TestAbortIsFinal: work that was left behind when a build was told to stop can no longer
// write to the stage that is taken away.
func TestAbortIsFinal(t *testing.T) {
	dir := t.TempDir()
	p, err := Begin(filepath.Join(dir, "site"), Options{Source: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	var late sync.WaitGroup
	for i := range 8 {
		late.Go(func() {
			for n := range 200 {
				p.Add(fmt.Sprintf("%d/%d/index.html", i, n), []byte("late"))
			}
		})
	}
	time.Sleep(2 * time.Millisecond)
	if err := p.Abort(); err != nil {
		t.Error(err)
	}
	late.Wait()
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("%v is left, %v", left, err)
	}
}
