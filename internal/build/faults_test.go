package build_test

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"dossier/internal/build"
	"dossier/internal/source"
	"dossier/internal/testkit"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

const (
	articles = "content/articles/"
	plain    = "---\ntitle: Plain\n---\nA plain text.\n"
)

// project writes files into a folder of the test. A test with a name that the disk does not
// take is Missing that.
func project(t *testing.T, list map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, data := range list {
		full := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			testkit.Missing(t, "no folder of this name here: %v", err)
		}
		if err := os.WriteFile(full, []byte(data), 0o644); err != nil {
			testkit.Missing(t, "no file of this name here: %v", err)
		}
	}
	return dir
}

// run builds a project into its site folder.
func run(t *testing.T, dir string) *build.Result {
	t.Helper()
	r, err := build.Run(t.Context(), build.Options{Source: dir, Output: filepath.Join(dir, "site")})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// lines writes problems as they are printed.
func lines(problems []source.Problem) string {
	var b strings.Builder
	for _, p := range problems {
		fmt.Fprintf(&b, "%s: %s [%s] %s\n", p.Place, p.Message, p.Code, p.Hint)
	}
	return b.String()
}

// badFrontMatter has a row per slip: the front matter, and a part of the line that tells
// of it, behind the file's name.
var badFrontMatter = []struct{ name, text, want string }{
	{"never closed", "---\ntitle: A\nText\n", "1:1: the front matter is never closed"},
	{"tab", "---\ntitle: A\n\ttags: b\n---\n", "3:1: a tab in the indentation [front-matter] indent with blanks"},
	{"colon", "---\ntitle: Quay: a story\n---\n", "2:8: a colon in the value of title [front-matter] write title: 'Quay: a story'"},
	{"no such day", "---\ntitle: A\ndate: 2023-02-30\n---\n", "3:7: date: \"2023-02-30\" is no date"},
	{"no date", "---\ntitle: A\ndate: yesterday\n---\n", "3:7: date: \"yesterday\" is no date"},
	{"list as date", "---\ndate: [2023]\n---\n", "2:7: date must be text, not a list"},
	{"indent", "---\ntitle: A\n  date: 2023\n---\n", "3:3: a line that is indented deeper"},
	{"items out of line", "---\ntags:\n  - a\n - b\n---\n", "4:2: a line whose indentation fits none above it"},
	{"list as title", "---\ntitle: [a, b]\n---\n", "2:8: title must be text, not a list"},
	{"mapping as title", "---\ntitle: {a: b}\n---\n", "2:8: title must be text, not a mapping"},
	{"foreign tag", "---\ntitle: !!python/object A\n---\n", "2:8: title must be text, not a tag"},
	{"no UTF-8", "---\ntitle: A\xff\n---\n", "2:9: bytes that are no UTF-8 text [encoding-data]"},
	{"NUL", "---\ntitle: A\x00\n---\n", "2:9: a NUL byte in the text [encoding-data]"},
	{"escape sequence", "---\ntitle: \"\\e[31mred\"\n---\n", "2:8: title has a control character"},
	{"key twice", "---\ntitle: A\ntitle: B\n---\n", "3:1: a key that is already given above [front-matter] keep one"},
	{"open quotation", "---\ntitle: \"A\n---\n", "2:8: a quotation mark without a partner [front-matter] write title: 'A'"},
	{"open list", "---\ntags: [a, b\n---\n", "2:7: a list that is not closed [front-matter] put a ]"},
	{"list", "---\n- a\n---\n", "2:1: the front matter must be keys with values, not a list"},
	{"words", "---\nhello\n---\n", "2:1: the front matter must be keys with values, not text"},
	{"no blank behind the colon", "---\ntitle:A\n---\n", "2:1: the front matter must be keys with values"},
	{"no colon", "---\ntitle: A\ndate 2023\n---\n", "3:1: a line without a colon [front-matter] write date: 2023"},
	{"reserved sign", "---\ntitle: @home\n---\n", "2:8: a value that begins with '@'"},
	{"bomb", "---\na: &a [x, x]\nb: [*a, *a]\n---\n", "2:4: YAML anchors, aliases and merge keys are not taken"},
	{"merge key", "---\n<<: {title: A}\n---\n", "2:1: YAML anchors, aliases and merge keys are not taken"},
	{"word for draft", "---\ndraft: maybe\n---\n", "2:8: draft must be true or false, not text"},
	{"dialect", "---\ndialect: rst\n---\n", "2:10: dialect cannot be \"rst\""},
	{"slug that climbs", "---\nslug: ../../etc\n---\n", "2:7: slug \"../../etc\" cannot stand in an address [value] write \"etc\""},
	{"slug of signs", "---\nslug: '!!'\n---\n", "2:7: slug \"!!\" has neither letter nor digit"},
	{"tag of signs", "---\ntags: ['?!']\n---\n", "2:7: the tag \"?!\" has neither letter nor digit"},
	{"alias outside", "---\naliases: ['/.git/hooks/']\n---\n", "2:11: an alias cannot be \"/.git/hooks/\""},
	{"alias of a device", "---\naliases: [/old/, /aux/]\n---\n", "2:18: an alias cannot be \"/aux/\""},
	{"home as alias", "---\naliases: [/]\n---\n", "2:11: an alias cannot be \"/\": that is the home page"},
	{"language", "---\nlanguage: 'en\"><b>'\n---\n", "2:11: language: \"en\\\"><b>\" is no language"},
	{"source that runs", "---\nsource: javascript:alert(1)\n---\n", "2:9: source: \"javascript:alert(1)\" is no web address"},
	{"TOML", "+++\ntitle = 'A'\n+++\n", "1:1: this looks like front matter and would be shown as text [front-matter] this is TOML"},
	{"JSON", "{\n\"title\": \"A\"\n}\n", "1:1: this looks like front matter and would be shown as text [front-matter] this is JSON"},
	{"empty line before", "\n---\ntitle: A\n---\n", "1:1: this looks like front matter and would be shown as text"},
	{"four hyphens", "----\ntitle: A\n----\n", "1:1: this looks like front matter and would be shown as text"},
	{"opening line missing", "title: A\ndate: 2023\n---\n", "1:1: this looks like front matter and would be shown as text"},
	{"too large", "---\ntitle: " + strings.Repeat("x", 70_000) + "\n---\n", "1:1: the front matter has 7"},
}

// TestBadFrontMatter puts every slip into one project over a published site: each is told
// at its place, all in one run, and the site stays as it was.
func TestBadFrontMatter(t *testing.T) {
	dir := project(t, map[string]string{articles + "plain.md": plain})
	if r := run(t, dir); r.Failed {
		t.Fatal(lines(r.Problems))
	}
	before := files(t, filepath.Join(dir, "site"))
	name := func(i int) string { return fmt.Sprintf("%sbad%02d.md", articles, i) }
	for i, c := range badFrontMatter {
		if err := os.WriteFile(filepath.Join(dir, name(i)), []byte(c.text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	r := run(t, dir)
	if !r.Failed {
		t.Error("the build did not fail")
	}
	got := lines(r.Problems)
	for i, c := range badFrontMatter {
		if !strings.Contains(got, name(i)+":"+c.want) {
			t.Errorf("%s: no line %q", c.name, name(i)+":"+c.want)
		}
	}
	if t.Failed() {
		t.Log(got)
	}
	compare(t, files(t, filepath.Join(dir, "site")), before)
}

// TestGoodFrontMatter are forms that only look like slips.
func TestGoodFrontMatter(t *testing.T) {
	for _, text := range []string{
		"--- \ntitle: Blank behind the hyphens\n---  \nText.\n",
		"---\r\ntitle: Windows\r\n---\r\nText.\r\n",
		"\xef\xbb\xbf---\ntitle: Byte order mark\n---\nText.\n",
		"---\ntitle: true\n---\nText.\n",
		"---\ntitle: \"tab\\tand\\nline\"\n---\nText.\n",
		"Title: a word with a colon, and text.\n",
	} {
		r := run(t, project(t, map[string]string{articles + "a.md": text}))
		if r.Failed {
			t.Errorf("%q: %s", text, lines(r.Problems))
		}
	}
}

// collisions have a row per kind: files that want one place, and both names as the
// refusal tells them.
var collisions = []struct {
	name  string
	files map[string]string
	both  [2]string
}{
	{"blank and hyphen", map[string]string{articles + "foo bar.md": plain, articles + "foo-bar.md": plain}, [2]string{"foo bar.md", "foo-bar.md"}},
	{"letter case", map[string]string{articles + "Note.md": plain, articles + "note.md": plain}, [2]string{"Note.md", "note.md"}},
	{"Unicode form", map[string]string{articles + "caf\u00e9.md": plain, articles + "cafe\u0301.md": plain}, [2]string{"caf\u00e9.md", "cafe\u0301.md"}},
	{"final sigma", map[string]string{articles + "σς.md": plain, articles + "σσ.md": plain}, [2]string{"σς.md", "σσ.md"}},
	{"two endings", map[string]string{articles + "a.md": plain, articles + "a.markdown": plain}, [2]string{"a.md", "a.markdown"}},
	{"two folders", map[string]string{articles + "x/a.md": plain, articles + "y/a.md": plain}, [2]string{"x/a.md", "y/a.md"}},
	{"device", map[string]string{articles + "con.md": plain, articles + "x-con.md": plain}, [2]string{"con.md", "x-con.md"}},
	{"dots at the end", map[string]string{articles + "end..md": plain, articles + "end.md": plain}, [2]string{"end..md", "end.md"}},
	{"colon and line end", map[string]string{articles + "a:b.md": plain, articles + "a\nb.md": plain}, [2]string{"a:b.md", "a\nb.md"}},
	{"signs", map[string]string{articles + "!!!.md": plain, articles + "+++.md": plain}, [2]string{"!!!.md", "+++.md"}},
	{"slugs", map[string]string{articles + "a.md": "---\nslug: s\n---\nx\n", articles + "s.md": plain}, [2]string{"a.md", "s.md"}},
	{"pages", map[string]string{articles + "a.md": plain, "content/pages/p.md": plain, "content/pages/x/p.md": plain}, [2]string{"pages/p.md", "pages/x/p.md"}},
	{"page and site", map[string]string{articles + "a.md": plain, "content/pages/tags.md": plain}, [2]string{"pages/tags.md", "the site itself"}},
	{"aliases", map[string]string{articles + "a.md": "---\naliases: /Old/\n---\nx\n", articles + "b.md": "---\naliases: /old\n---\nx\n"}, [2]string{"a.md", "b.md"}},
	{"alias and article", map[string]string{articles + "a.md": "---\naliases: /articles/b/\n---\nx\n", articles + "b.md": plain}, [2]string{"a.md", "b.md"}},
	{"alias and entity", map[string]string{articles + "a.md": "---\naliases: /entities/quay/\n---\nx\n", "content/entities.yaml": "- name: Quay\n"}, [2]string{"a.md", "entities.yaml:1:3"}},
	{"alias and its page", map[string]string{articles + "a.md": "---\naliases: /old/index.html\n---\nx\n", articles + "b.md": "---\naliases: /old/\n---\nx\n"}, [2]string{"a.md", "b.md"}},
	{"alias below a file", map[string]string{articles + "a.md": "---\naliases: /x.html\n---\nx\n", articles + "b.md": "---\naliases: /x.html/y/\n---\nx\n"}, [2]string{"a.md", "b.md"}},
	{"alias and style sheet", map[string]string{articles + "a.md": "---\naliases: /static/site.css\n---\nx\n"}, [2]string{"a.md", "static/site.css"}},
	{"entities", map[string]string{articles + "a.md": plain, "content/entities.yaml": "- name: Old Quay\n- name: Old-Quay\n"}, [2]string{"entities.yaml:2:3", "entities.yaml:1:3"}},
	{"entity file and list", map[string]string{articles + "a.md": plain, "content/entities.yaml": "- name: Quay\n", "content/entities/q.md": "---\nname: quay\n---\n"}, [2]string{"entities/q.md", "entities.yaml:1:3"}},
	{"entity types", map[string]string{articles + "a.md": plain, "dossier.yaml": "entity_types:\n- {id: ship}\n- {id: Ship}\n"}, [2]string{"dossier.yaml:3", "ship"}},
	{"pictures, case", map[string]string{articles + "a.md": "![a](/media/P.png) ![b](/media/p.png)\n", "content/media/P.png": "1", "content/media/p.png": "2"}, [2]string{"media/P.png", "media/p.png"}},
	{"pictures, blank", map[string]string{articles + "a.md": "![a](</media/a b.png>) ![b](/media/a-b.png)\n", "content/media/a b.png": "1", "content/media/a-b.png": "2"}, [2]string{"a b.png", "a-b.png"}},
	{"pictures, folders", map[string]string{articles + "a.md": "![a](p.png) ![b](/media/articles/p.png)\n", articles + "p.png": "1", "content/media/articles/p.png": "2"}, [2]string{"content/articles/p.png", "content/media/articles/p.png"}},
	{"picture and folder", map[string]string{articles + "a.md": "![a](/media/x) ![b](/media/X/y)\n", "content/media/x": "1", "content/media/X/y": "2"}, [2]string{"media/x", "media/X/y"}},
	{"static files", map[string]string{articles + "a.md": plain, "static/a.css": "", "static/A.css": ""}, [2]string{"static/a.css", "static/A.css"}},
	{"static and built in", map[string]string{articles + "a.md": plain, "static/Site.css": ""}, [2]string{"static/Site.css", "static/site.css"}},
	{"static name of Windows", map[string]string{articles + "a.md": plain, "static/aux.js": ""}, [2]string{"static/aux.js", "Windows"}},
	{"static line end", map[string]string{articles + "a.md": plain, "static/a\nb.js": ""}, [2]string{"static/a\nb.js", "Windows"}},
}

func TestCollisions(t *testing.T) {
	for _, c := range collisions {
		t.Run(c.name, func(t *testing.T) {
			dir := project(t, c.files)
			if found := files(t, dir); len(found) != len(c.files) {
				testkit.Missing(t, "this disk takes two of the names for one")
			}
			r := run(t, dir)
			got := lines(r.Problems)
			if !r.Failed || !strings.Contains(got, c.both[0]) || !strings.Contains(got, c.both[1]) {
				t.Errorf("not refused with %q and %q named: %s", c.both[0], c.both[1], got)
			}
			if _, err := os.Stat(filepath.Join(dir, "site")); err == nil {
				t.Error("something was written")
			}
		})
	}
}

// TestNames builds from names that no site can keep: each article is published under a
// path that every system takes, and nothing is lost.
func TestNames(t *testing.T) {
	names := []string{
		"con", "NUL.x", "com1", "Lpt9", "end.", "a:b", "new\nline", "esc\x1b[31m", "quote\"'", "back\\slash", "question?", "stars**", "pipe|",
		"  blanks  ", "...", "é", "Straße", "漢字", "עברית", "😀", "rtl\u202e", "zero\u200bwidth", "no utf\xff8", strings.Repeat("y", 240), strings.Repeat("漢", 80), "foo/index", "index",
	}
	list := map[string]string{}
	for i, name := range names {
		list[articles+fmt.Sprintf("%02d ", i)+name+".md"] = fmt.Sprintf("---\ntitle: T\n---\nText number %d ends here.\n", i)
	}
	dir := project(t, list)
	r := run(t, dir)
	if r.Failed {
		t.Fatal(lines(r.Problems))
	}
	all, seen := "", map[string]string{}
	for name, data := range files(t, filepath.Join(dir, "site")) {
		if strings.HasPrefix(name, "articles/") {
			all += data
		}
		key := norm.NFC.String(cases.Fold().String(norm.NFD.String(name)))
		if other, ok := seen[key]; ok {
			t.Errorf("%q and %q are one path on some disk", name, other)
		}
		seen[key] = name
		for part := range strings.SplitSeq(name, "/") {
			stem, _, _ := strings.Cut(part, ".")
			if strings.ContainsAny(part, "<>:\"|?*\\\n\x1b") || strings.TrimRight(part, ". ") != part || len(part) > 255 || isWindowsDevice(stem) {
				t.Errorf("%q cannot be on Windows", name)
			}
		}
	}
	for i, name := range names {
		if !strings.Contains(all, fmt.Sprintf("Text number %d ends here.", i)) {
			t.Errorf("%q is lost", name)
		}
	}
}

func isWindowsDevice(stem string) bool {
	ok, _ := path.Match("[Cc][Oo][Mm][1-9]", stem)
	return ok || strings.EqualFold(stem, "con") || strings.EqualFold(stem, "nul") || strings.EqualFold(stem, "aux") || strings.EqualFold(stem, "prn")
}

// TestStray tells of files that an author takes for a part of the site.
func TestStray(t *testing.T) {
	r := run(t, project(t, map[string]string{
		articles + "a.md": plain, "content/b.md": plain, "content/Articles/c.md": plain, "content/README.md": plain,
		"content/entities.yml": "- name: A\n", "content/event.yaml": "", "dossier.yml": "title: X\n", "static/notes.md": "x",
	}))
	got := lines(r.Problems)
	for _, name := range []string{"content/b.md", "content/Articles/c.md", "content/entities.yml", "content/event.yaml", "dossier.yml"} {
		if !strings.Contains(got, name+": nothing reads") {
			t.Errorf("nothing is said of %s", name)
		}
	}
	if len(r.Problems) != 5 || r.Failed {
		t.Error(got)
	}
}

// TestCitedSites cites sites whose names make the same address, or none: each has a group
// in the register, and a page if it is cited more than once.
func TestCitedSites(t *testing.T) {
	dir := project(t, map[string]string{articles + "a.md": "---\ntitle: A\n---\nSee <https://a.b/1>, <https://a.b/2>, <https://a-b/1>, <https://a-b/2>, <https://-/1>, <https://-/2> and <https://none/>.\n"})
	if r := run(t, dir); r.Failed {
		t.Fatal(lines(r.Problems))
	}
	site := files(t, filepath.Join(dir, "site"))
	for address, link := range map[string]string{"a-b": "https://a-b/1", "a-b-2": "https://a.b/1", "site": "https://-/2"} {
		if page := site["sources/"+address+"/index.html"]; !strings.Contains(page, link) {
			t.Errorf("no page of %s at %s", link, address)
		}
	}
	for _, want := range []string{`id=site-a-b-2`, `id=site-none`, `id=site-site`} {
		if !strings.Contains(strings.ReplaceAll(site["sources/index.html"], `"`, ""), want) {
			t.Errorf("no group %s", want)
		}
	}
	if _, ok := site["sources/none/index.html"]; ok {
		t.Error("a site that is cited once has a page")
	}
}
