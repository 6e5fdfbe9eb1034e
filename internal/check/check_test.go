package check

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"dossier/internal/source"
	"dossier/internal/testkit"
	"dossier/internal/write"
)

func plant(t testing.TB, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		full := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// complaints writes problems as the command does, without the folder.
func complaints(dir string, problems []source.Problem) (lines []string) {
	for _, p := range problems {
		line := fmt.Sprintf("%s: %s [%s]", p.Place, p.Message, p.Code)
		lines = append(lines, strings.TrimPrefix(line, filepath.ToSlash(dir)+"/"))
	}
	return lines
}

// around is a site with one of everything that the rows of a table lead to.
func around(index string) map[string]string {
	return map[string]string{
		"index.html":            index,
		"a/index.html":          `<p id="here">x</p><a name="old">y</a><h2 id="größe">z</h2><i id="50%">p</i>`,
		"a/plain.html":          "x",
		"no-index/x.png":        "x",
		"größe/index.html":      "x",
		"cafe\u0301.png":        "x",
		"Readme.txt":            "x",
		"with space.png":        "x",
		"icons.svg":             `<svg xmlns="http://www.w3.org/2000/svg"><symbol id="pin"/></svg>`,
		"a/b.css":               "x{}",
		"50%.png":               "x",
		"q?.png":                "x",
		"articles/one/fig.html": "x",
	}
}

func TestLinks(t *testing.T) {
	table := []struct {
		html string
		want string // start of the complaint about index.html, "" for none
	}{
		// to files and folders
		{`<a href="a/">`, ""},
		{`<a href="a">`, ""},
		{`<a href="./a/index.html">`, ""},
		{`<a href="a/plain.html">`, ""},
		{`<a href="a/plain">`, `1:10: "a/plain" leads to nothing [site-link]`},
		{`<a href="a/plain.html/">`, `1:10: "a/plain.html/" leads to nothing [site-link]`},
		{`<a href="no-index/">`, `1:10: "no-index/" leads to nothing [site-link]`},
		{`<a href="missing/">`, `1:10: "missing/" leads to nothing [site-link]`},
		{`<a href="">`, ""},
		{`<a href=".">`, ""},
		{`<a href="./">`, ""},
		{`<a href="?q=x">`, ""},
		{`<a href="a/?q=x/y#here">`, ""},
		{`<a href="/">`, ""},
		{`<a href="/a/">`, ""},
		{`<a href="/b/">`, `1:10: "/b/" leads to nothing [site-link]`},
		{`<a href="../a/">`, `1:10: "../a/" leads out of the site [site-link]`},
		{`<a href="a/../a/">`, ""},
		{`<a href="a/../../a/">`, `1:10: "a/../../a/" leads out of the site [site-link]`},
		{`<a href="articles/one/../..">`, ""},
		// escapes and scripts
		{`<a href="gr%C3%B6%C3%9Fe/">`, ""},
		{`<a href="größe/">`, ""},
		{`<a href="with%20space.png">`, ""},
		{`<a href="with space.png">`, ""},
		{`<a href="50%25.png">`, ""},
		{`<a href="50%.png">`, `1:10: "50%.png" is no address [site-link]`},
		{`<a href="q%3F.png">`, ""},
		{`<a href="caf%C3%A9.png">`, "1:10: \"caf%C3%A9.png\" leads to nothing [site-link]"},
		{`<a href="a&sol;">`, ""},
		{"<a href=\" \n a/\t \">", ""},
		{`<a href="a\plain.html">`, ""},
		{`<a href="readme.txt">`, `1:10: "readme.txt" leads to nothing [site-link]`},
		{`<a href="with%20space.png?a=1&copy=2">`, ""},
		{`<a href="x?a=1&copy=2">`, `1:10: "x?a=1&copy=2" leads to nothing [site-link]`},
		// anchors
		{`<a href="a/#here">`, ""},
		{`<a href="a/#old">`, ""},
		{`<a href="a/#größe">`, ""},
		{`<a href="a/#gr%C3%B6%C3%9Fe">`, ""},
		{`<a href="a/#50%">`, ""},
		{`<a href="a/#50%25">`, ""},
		{`<a href="a/#Here">`, `1:10: "a/#Here" leads to a place that a/index.html does not have [site-anchor]`},
		{`<a href="a/#top">`, ""},
		{`<a href="a/#">`, ""},
		{`<a href="a/#:~:text=some%20words">`, ""},
		{`<a href="a/#here:~:text=x">`, ""},
		{`<a href="a/#gone:~:text=x">`, `1:10: "a/#gone:~:text=x" leads to a place that a/index.html does not have [site-anchor]`},
		{`<a href="#own"><p id="own">`, ""},
		{`<a href="#none"><p id="own">`, `1:10: "#none" leads to a place that index.html does not have [site-anchor]`},
		{`<a href="#x"><template><p id="x"></template>`, `1:10: "#x" leads to a place that index.html does not have [site-anchor]`},
		{`<a href="Readme.txt#L3">`, ""},
		{`<svg><use href="icons.svg#pin"/></svg>`, ""},
		{`<svg><use xlink:href="icons.svg#pan"/></svg>`, `1:23: "icons.svg#pan" leads to a place that icons.svg does not have [site-anchor]`},
		{`<img src="icons.svg#svgView(viewBox(0,0,1,1))">`, ""},
		// elsewhere
		{`<a href="https://example.net/x">`, ""},
		{`<a href="//example.net/x">`, ""},
		{`<a href="mailto:a@example.net">`, ""},
		{`<a href="tel:1">`, ""},
		{`<img src="data:image/gif;base64,R0lGOD">`, ""},
		{`<a href="file:///home/someone/x">`, `1:10: "file:///home/someone/x" leads to a file of this computer`},
		// every attribute that holds an address
		{`<img src="x.png">`, `1:11: "x.png" leads to nothing [site-link]`},
		{`<script src=x.js></script>`, `1:13: "x.js" leads to nothing [site-link]`},
		{`<link rel=stylesheet href='x.css'>`, `1:28: "x.css" leads to nothing [site-link]`},
		{`<link rel=preconnect href="x">`, ""},
		{`<object data="x.pdf"></object>`, `1:15: "x.pdf" leads to nothing [site-link]`},
		{`<div data="x.pdf">`, ""},
		{`<video poster="x.jpg">`, `1:16: "x.jpg" leads to nothing [site-link]`},
		{`<form action="x">`, `1:15: "x" leads to nothing [site-link]`},
		{`<A HREF="x">`, `1:10: "x" leads to nothing [site-link]`},
		{`<a title="href=y" href = "x">`, `1:27: "x" leads to nothing [site-link]`},
		{`<a href="a/" href="x">`, ""},
		{`<img srcset="x.png 1x, with%20space.png 2x">`, `1:14: "x.png" leads to nothing [site-link]`},
		{`<img srcset="50%25.png, y,z.png 2x,with%20space.png 3x">`, `1:14: "y,z.png" leads to nothing [site-link]`},
		{`<meta property="og:image" content="x.png">`, `1:36: "x.png" leads to nothing [site-link]`},
		{`<meta name="description" content="x.png">`, ""},
		{`<meta http-equiv="refresh" content="0; url=x/">`, `1:37: "x/" leads to nothing [site-link]`},
		{`<meta http-equiv="refresh" content="0; URL='a/'">`, ""},
		{`<noscript><a href="x">y</a></noscript>`, `1:20: "x" leads to nothing [site-link]`},
		{`<!-- <a href="x"> -->`, ""},
		{`<script>"<a href='x'>"</script>`, ""},
		{`<textarea><a href="x"></textarea>`, ""},
		{`<style>p{background:url(x.png)}</style>`, `1:25: "x.png" leads to nothing [site-link]`},
		{`<p style="background:url('x.png')">`, `1:27: "x.png" leads to nothing [site-link]`},
		// ids named in the page
		{`<label for="q">`, `1:13: for names the id "q", which the page does not have [site-anchor]`},
		{`<p aria-labelledby="h i" id="h">`, `1:21: aria-labelledby names the id "i", which the page does not have [site-anchor]`},
		// <base>
		{`<base href="a/"><a href="plain.html">`, ""},
		{`<base href="/a/"><a href="../a/plain.html"><base href="/none/">`, ""},
		{`<base href="https://example.net/"><a href="x">`, ""},
		// places
		{"<p>ü</p>\n<p>größer <a href=\"x\">", `2:20: "x" leads to nothing [site-link]`},
	}
	dir := plant(t, around(""))
	for _, row := range table {
		if err := os.WriteFile(filepath.Join(dir, "index.html"), []byte(row.html), 0o644); err != nil {
			t.Fatal(err)
		}
		_, problems, err := Site(dir, Options{Workers: 1})
		if err != nil {
			t.Fatal(err)
		}
		got := strings.Join(complaints(dir, problems), "\n")
		if want := "index.html:" + row.want; row.want == "" && got != "" || row.want != "" && (!strings.HasPrefix(got, want) || strings.Contains(got, "\n")) {
			t.Errorf("%s\n got %s\nwant %s", row.html, got, row.want)
		}
	}
}

func TestOtherFiles(t *testing.T) {
	files := map[string]string{
		"index.html": `<link rel="canonical" href="https://example.org/dossier/"><a href="/a.css">root of the host</a>` +
			`<a href="/dossier/a.css">fits</a><a href="/dossier/no.css">x</a><a href="/other/">another site</a>` +
			`<a href="https://example.org/dossier/b/">x</a><a href="https://EXAMPLE.org/dossier">home</a><a href="https://example.org/dossiers/">x</a>`,
		"a.css":           "/* url(no.png) */ a{content:\"url(no.png)\";b:url( fonts/x.woff )} @import 'no.css'; c{mask:url(#clip)} d{e:url(\"f\\67 .png\")}",
		"fonts/x.woff":    "x",
		"fg.png":          "x",
		"sitemap.xml":     "<?xml version=\"1.0\"?>\n<urlset><url><loc>https://example.org/dossier/</loc></url>\n<url><loc>https://example.org/dossier/gone/?a=1&amp;b=2</loc></url></urlset>",
		"feed.xml":        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>i</id><title>t</title><updated>2024-05-01T00:00:00Z</updated><author><name>a</name></author><link href=\"https://example.org/dossier/feed.xml\"/>\n<entry><id>https://example.org/dossier/id/</id><title>t</title><updated>2024-05-01T00:00:00Z</updated><link href=\"https://example.org/dossier/gone/#x\"/></entry></feed>",
		"rss.xml":         "<rss><item><link>https://example.org/dossier/gone/</link><guid isPermaLink=\"false\">https://example.org/dossier/id</guid><guid>gone</guid></item></rss>",
		"feed.json":       `{"items":[{"url":"https:\/\/example.org\/dossier\/gone\/"}]}`,
		"robots.txt":      "User-agent: *\nSitemap: https://example.org/dossier/sitemap.xml\nsitemap: https://example.org/dossier/map.xml\n",
		"app.webmanifest": `{"start_url": "./", "icons": [{"src": "icon.png"}]}`,
		"data.json":       `{"url": "gone"}`,
	}
	dir := plant(t, files)
	report, problems, err := Site(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		`a.css:1:75: "no.css" leads to nothing [site-link]`,
		`app.webmanifest:1:40: "icon.png" leads to nothing [site-link]`,
		`feed.json:1:19: "https://example.org/dossier/gone/" leads to nothing [site-link]`,
		`feed.xml:2:115: "https://example.org/dossier/gone/#x" leads to nothing [site-link]`,
		`index.html:1:68: "/a.css" leads out of the site [site-link]`,
		`index.html:1:138: "/dossier/no.css" leads to nothing [site-link]`,
		`index.html:1:203: "https://example.org/dossier/b/" leads to nothing [site-link]`,
		`robots.txt:3:10: "https://example.org/dossier/map.xml" leads to nothing [site-link]`,
		`rss.xml:1:18: "https://example.org/dossier/gone/" leads to nothing [site-link]`,
		`rss.xml:1:127: "gone" leads to nothing [site-link]`,
		`sitemap.xml:3:11: "https://example.org/dossier/gone/?a=1&b=2" leads to nothing [site-link]`,
	}
	got := complaints(dir, problems)
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if report.BaseURL != "https://example.org/dossier/" || report.Pages != 1 || report.Files != len(files) {
		t.Errorf("%+v", report)
	}
}

func TestDuplicateIDs(t *testing.T) {
	dir := plant(t, map[string]string{"index.html": "<p id=a>x\n<p id=b>y\n<p id=\"a\">z<p ID=b><template><p id=a></template><p id=A><!-- <p id=a> --><p data-id=a><p id=''><p id=''>"})
	_, problems, err := Site(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	got := complaints(dir, problems)
	want := []string{`index.html:3:8: the id "a" stands in line 1, too [site-duplicate-id]`, `index.html:3:18: the id "b" stands in line 2, too [site-duplicate-id]`}
	if !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
}

func TestHints(t *testing.T) {
	for html, hint := range map[string]string{
		`<a href="readme.txt">`:     "the site has Readme.txt",
		`<a href="caf%C3%A9.png">`:  "the site has cafe\u0301.png",
		`<a href="a/plain">`:        "the site has a/plain.html",
		`<a href="a/plain.html/">`:  "the site has a/plain.html",
		`<a href="a/#HERE">`:        `it has "here"`,
		`<a href="nothing/close/">`: "",
	} {
		_, problems, err := Site(plant(t, around(html)), Options{})
		if err != nil || len(problems) != 1 || problems[0].Hint != hint {
			t.Errorf("%s: %v %+v, want the hint %q", html, err, problems, hint)
		}
	}
}

func publish(t *testing.T, files map[string]string) string {
	t.Helper()
	output := filepath.Join(t.TempDir(), "site")
	p, err := write.Begin(output, write.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Abort()
	for name, text := range files {
		if err := p.Add(name, []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := p.Commit(); err != nil {
		t.Fatal(err)
	}
	return output
}

func TestManifest(t *testing.T) {
	files := map[string]string{"index.html": "home", "a/index.html": "a", "b.txt": "b"}
	table := []struct {
		name   string
		edit   func(dir string) error
		verify bool
		want   []string
	}{
		{"untouched", func(string) error { return nil }, true, nil},
		{"gone", func(d string) error { return os.Remove(d + "/b.txt") }, false, []string{"b.txt: the file is gone, and the manifest names it [site-missing-file]"}},
		{"edited", func(d string) error { return os.WriteFile(d+"/b.txt", []byte("B"), 0o644) }, false, nil},
		{"edited, verified", func(d string) error { return os.WriteFile(d+"/b.txt", []byte("B"), 0o644) }, true, []string{"b.txt: the file is not what the build wrote [site-changed-file]"}},
		{"foreign", func(d string) error { return os.WriteFile(d+"/mine.txt", nil, 0o644) }, true, nil},
		{"a link to equal bytes", func(d string) error {
			if err := os.WriteFile(d+"/../b", []byte("b"), 0o644); err != nil {
				return err
			}
			os.Remove(d + "/b.txt")
			return os.Symlink("../b", d+"/b.txt")
		}, true, []string{"b.txt: the file is not what the build wrote [site-changed-file]"}},
		{"no manifest", func(d string) error { return os.Remove(d + "/.dossier.json") }, false, nil},
		{"no manifest, verified", func(d string) error { return os.Remove(d + "/.dossier.json") }, true, []string{".dossier.json: the site has no manifest to verify it by [site-missing-file]"}},
		{"damaged manifest", func(d string) error { return os.WriteFile(d+"/.dossier.json", []byte("{"), 0o644) }, false,
			[]string{".dossier.json: read .dossier.json: unexpected end of JSON input [site-missing-file]"}},
	}
	for _, row := range table {
		t.Run(row.name, func(t *testing.T) {
			dir := publish(t, files)
			if err := row.edit(dir); err != nil {
				t.Fatal(err)
			}
			_, problems, err := Site(dir, Options{Verify: row.verify})
			if err != nil {
				t.Fatal(err)
			}
			if got := complaints(dir, problems); !slices.Equal(got, row.want) {
				t.Errorf("got %q\nwant %q", got, row.want)
			}
		})
	}
}

func TestSizes(t *testing.T) {
	dir := plant(t, map[string]string{"index.html": "x"})
	for i := range 17 {
		f, err := os.Create(filepath.Join(dir, fmt.Sprintf("%02d.bin", i)))
		if err != nil {
			t.Fatal(err)
		}
		size := int64(50 << 20)
		if i == 3 {
			size++
		}
		if err := f.Truncate(size); err != nil { // takes no space on the disk
			testkit.Missing(t, "this disk does not do it: %v", err)
		}
		f.Close()
	}
	_, problems, err := Site(dir, Options{})
	if err != nil || len(problems) != 2 {
		t.Fatalf("%v %v", err, problems)
	}
	for i, want := range []string{"the site has 850 MB", "the file has 50 MB"} {
		if !strings.HasPrefix(problems[i].Message, want) || problems[i].Severity() != source.Warning {
			t.Errorf("%v, want %s", problems[i], want)
		}
	}
}

func TestNoSite(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "none")
	if _, _, err := Site(dir, Options{}); err == nil || !strings.Contains(err.Error(), dir) {
		t.Errorf("error %v", err)
	}
}

func TestSameForAnyNumberOfWorkers(t *testing.T) {
	files := map[string]string{}
	for i := range 60 {
		files[fmt.Sprintf("p%d/index.html", i)] = fmt.Sprintf(`<a href="../p%d/#x">y</a><a href="../none/">z</a>`, i+1)
	}
	dir := plant(t, files)
	var first []source.Problem
	for _, workers := range []int{1, 2, 16} {
		_, problems, err := Site(dir, Options{Workers: workers})
		if err != nil || len(problems) != 120 {
			t.Fatalf("%v, %d problems", err, len(problems))
		}
		if first != nil && !slices.Equal(first, problems) {
			t.Errorf("%d workers see other problems", workers)
		}
		first = problems
	}
}

// Pages that somebody made to be slow: time must grow with their size. A scan that does
// not shows in the number of its allocations, or in that this test does not end.
func TestScanIsLinear(t *testing.T) {
	many := func(unit string) func(n int) string {
		return func(n int) string { return strings.Repeat(unit, n/len(unit)) }
	}
	for name, make := range map[string]func(n int) string{
		"attributes": func(n int) string {
			var b strings.Builder
			b.WriteString("<a")
			for i := 0; b.Len() < n; i++ {
				fmt.Fprintf(&b, " a%d=x", i)
			}
			return b.String() + ">"
		},
		"equal attributes": func(n int) string { return "<a" + strings.Repeat(" a=x", n/4) + ">" },
		"noscript":         many("<noscript>"), "open": many("<a href='"), "templates": many("<template>"),
		"styles": many("<p style='a:url(x'>"), "srcset": func(n int) string { return "<img srcset='" + strings.Repeat("a,", n/2) + "'>" },
		"comments": many("/*"), "strings": many(`"\`), "imports": many("@import "), "urls": many("url("),
	} {
		for k := page; k <= robots; k++ {
			cost := func(n int) float64 {
				text := make(n)
				return testing.AllocsPerRun(1, func() { scan(text, k, func(ref) {}) })
			}
			if small, large := cost(4_000), cost(32_000); large > 10*small+1000 {
				t.Errorf("%s as kind %d: %.0f allocations for 4 kB, %.0f for 32 kB", name, k, small, large)
			}
		}
	}
}

// Whatever stands in a file, the scan ends, and every ref lies in the file.
func FuzzScan(f *testing.F) {
	for _, seed := range []string{
		`<a href="x">`, `<a href='x`, `<img srcset=", ,a 1x,,b 2x,">`, `<p style="a:url(x)">`, `<base href=x><base>`, `<a =x ==y / z>`,
		`<style>@import "a";b:url('c\'d')</style>`, `<loc> x </loc>`, "Sitemap: x", `{"url":"\u0061"}`, `<meta http-equiv=refresh content=";url=">`, "<noscript><noscript><a href=x>",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for k := page; k <= robots; k++ {
			scan(text, k, func(r ref) {
				if r.at < 0 || r.at > len(text) {
					t.Errorf("a ref at %d of %d", r.at, len(text))
				}
			})
		}
	})
}

// The place of a value is where the value stands.
func FuzzAttributes(f *testing.F) {
	for _, seed := range []string{
		`<a href="x" class=y z>`, `<a href='x"y' =b =c= d==e>`, `<a/href=x/y/>`, "<a\nhref\n=\n'x'\n>", `<a a=1 A=2>`, `<a x=&amp;&lt&#65; y="&quot;">`, `<a "b' c>`, `<a b=">" c>`, `<a / b / >`, `<a b=/>`, `<a b='`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		tokens(text, func(g tag) {
			raw := text[g.start:g.end]
			for _, a := range g.attrs {
				if a.at < 0 || a.at > len(raw) {
					t.Fatalf("%q: a value at %d", raw, a.at)
				}
				// Entities, line ends and NUL are decoded, so only what is as it was can be compared.
				if !strings.ContainsAny(raw, "&\r\x00") && !strings.HasPrefix(raw[a.at:], a.value) {
					t.Errorf("%q: %q is not at %d", raw, a.value, a.at)
				}
			}
		})
	})
}
