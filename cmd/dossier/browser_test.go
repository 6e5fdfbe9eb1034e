package main

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"dossier/internal/build"
	"dossier/internal/testkit"
	"dossier/templates"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// site is the worked example with what it lacks of kinds of pages, built once, served
// below /repo/ as a project page has it, and open in a browser.
type site struct {
	*testkit.Page
	dir  string // of the built site
	base string // its address
	*build.Result
}

// more goes beside the worked example: two names with the same form, and an article with
// what the others have none of.
var more = map[string]string{
	"content/entities/old-skerry.md": "---\nname: Old Skerry\ntype: place\naliases: [the Skerry Light]\n---\n",
	"content/entities/new-skerry.md": "---\nname: New Skerry\ntype: place\naliases: [the Skerry Light]\n---\n",
	"content/articles/skerry.md": `---
title: Das Licht von Old Skerry und New Skerry
language: de
date: 1911-05-04
---

Am 4. Mai 1911 brannte es wieder.[^a] Der Φάρος hieß bei den Fischern маяк.

| Lampe | Höhe | Reichweite bei klarem Wetter und ruhiger See | Wärter |
|---|--:|---|---|
| ` + "`alt-und-unverändert`" + ` | 31 m | achtzehn Seemeilen nach dem Verzeichnis von 1910 | Johanna Brandt |

    docht --länge=4 --breite=2 --und-eine-zeile-die-auf-keinem-schmalen-schirm-platz-hat

> Wer das Licht hält, hält die Küste.

![Die Seewege](../media/sea-corridors.svg)

[^a]: Brandt, „Der Turm“. Dort auch der Name.
`,
}

const received = `The lamp at Kap Morgen

by Johanna Brandt, Norway

The lamp at Kap Morgen was lit on 4 October 1887, and the first keeper wrote a well-
known log of it.¹ She kept the light for thirty years and never missed a night.

¹ <https://example.org/log>
`

// openSite builds and opens the site.
func openSite(t *testing.T) *site {
	t.Helper()
	p := testkit.Browser(t)
	source := t.TempDir()
	copyProject(t, source, false)
	for name, text := range more {
		if err := os.WriteFile(filepath.Join(source, filepath.FromSlash(name)), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	file := filepath.Join(t.TempDir(), "lamp.txt")
	if err := os.WriteFile(file, []byte(received), 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := rootCommand()
	cmd.SetArgs([]string{"import", "--source", source, "--keep-received", file})
	if err := cmd.ExecuteContext(t.Context()); err != nil {
		t.Fatal(err)
	}
	s := &site{Page: p, dir: filepath.Join(t.TempDir(), "site")}
	var err error
	if s.Result, err = build.Run(t.Context(), build.Options{Source: source, Output: s.dir, BaseURL: "https://example.org/repo/"}); err != nil {
		t.Fatal(err)
	}
	if s.Failed {
		t.Fatal(s.Problems)
	}
	s.base = testkit.Serve(t, s.dir, "/repo/")
	return s
}

// open opens a page of the site by its path.
func (s *site) open(page string) { s.Do(chromedp.Navigate(s.base + page)) }

// pages lists the site's pages by their paths: "articles/", "404.html".
func (s *site) pages(t *testing.T) []string {
	t.Helper()
	var list []string
	err := fs.WalkDir(os.DirFS(s.dir), ".", func(name string, _ fs.DirEntry, err error) error {
		if path.Ext(name) == ".html" {
			list = append(list, strings.TrimPrefix(strings.TrimSuffix("/"+name, "index.html"), "/"))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func (s *site) html(t *testing.T, page string) string {
	t.Helper()
	if page == "" || strings.HasSuffix(page, "/") {
		page += "index.html"
	}
	data, err := os.ReadFile(filepath.Join(s.dir, filepath.FromSlash(page)))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

var bodyClass = regexp.MustCompile(`<body class="([a-z]+)`)

// kinds gives the longest page of each kind; it fails when there is a template that no
// page is made with.
func (s *site) kinds(t *testing.T) map[string]string {
	t.Helper()
	longest, size := map[string]string{}, map[string]int{}
	for _, page := range s.pages(t) {
		html := s.html(t, page)
		kind := "moved" // stubs have no class: nothing is shown of them
		if m := bodyClass.FindStringSubmatch(html); m != nil {
			kind = m[1]
		}
		if len(html) > size[kind] {
			longest[kind], size[kind] = page, len(html)
		}
	}
	names, err := fs.Glob(templates.Files, "*.html")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if kind := strings.TrimSuffix(name, ".html"); kind != "base" && size[kind] == 0 {
			t.Errorf("no page is made with %s: the test shows less than it says", name)
		}
	}
	return longest
}

// TestBrowser is what a reader does with the site. Each test has a tab with a storage
// of its own; whatever it does, no page complains or asks another host.
func TestBrowser(t *testing.T) {
	s := openSite(t)
	for _, c := range []struct {
		name string
		test func(*testing.T, *site)
	}{
		{"every kind of page", testKinds},
		{"without scripts", testWithoutScripts},
		{"every page, note and event without scripts", testReachable},
		{"from disk", testFromDisk},
		{"a page that has moved", testMoved},
		{"light and dark", testTheme},
		{"filters", testFilters},
		{"copies", testCopies},
		{"keyboard", testKeyboard},
		{"previews by mouse", testHover},
		{"previews by keyboard", testFocus},
		{"previews by touch", testTap},
		{"search", testSearch},
		{"search as it is typed", testTyping},
		{"search from disk", testSearchFromDisk},
		{"axe", testAxe},
		{"markup", testMarkup},
	} {
		t.Run(c.name, func(t *testing.T) {
			mine := *s
			mine.Page = s.Tab(t)
			c.test(t, &mine)
			if list := mine.Complaints(); len(list) > 0 {
				t.Errorf("the console says %v", list)
			}
			for _, address := range mine.Requests() {
				if !strings.HasPrefix(address, s.base) && !strings.HasPrefix(address, "file://") && address != "about:blank" {
					t.Errorf("a page asked for %s", address)
				}
			}
		})
	}
}

// testKinds checks on a small phone that nothing scrolls sideways and no address leaves
// the folder that the site is served from.
func testKinds(t *testing.T, s *site) {
	s.Phone()
	for kind, page := range s.kinds(t) {
		if kind == "moved" {
			continue
		}
		s.open(page)
		if outside := testkit.Eval[[]string](s.Page, `[...document.querySelectorAll('link, script, img, a')].map(e => new URL(e.getAttribute('src') || e.getAttribute('href'), location).href)
			.filter(a => a.startsWith(location.origin) && !a.startsWith(location.origin + '/repo/'))`); len(outside) > 0 {
			t.Errorf("%s leads out of the site: %v", page, outside)
		}
		if width := testkit.Eval[int](s.Page, `document.documentElement.scrollWidth`); width > 320 {
			t.Errorf("%s is %d pixels wide on a screen of 320", page, width)
		}
		if n := testkit.Eval[int](s.Page, `document.styleSheets.length`); n != 1 {
			t.Errorf("%s has %d style sheets", page, n)
		}
	}
}

// hidden lists what of a page is neither shown nor behind a summary that shows it.
const hidden = `[...document.querySelectorAll('main :is(h1, h2, h3, h4, p, li, dt, dd, td, th, pre, figcaption, summary, svg a)')]
	.filter(e => e.textContent.trim() && !e.closest('.script, noscript') && !e.getClientRects().length &&
		!(e.closest('details:not([open])') && e.parentElement.closest('details:not([open])') && !e.matches('details:not([open]) > summary')))
	.map(e => e.textContent)`

// testWithoutScripts reads every kind of page: whatever is on it can be seen, or
// unfolded as a reader does it, and no control that needs a script is shown.
func testWithoutScripts(t *testing.T, s *site) {
	s.ScriptsOff()
	for kind, page := range s.kinds(t) {
		if kind == "moved" {
			continue
		}
		s.open(page)
		if list := testkit.Eval[[]string](s.Page, hidden); len(list) > 0 {
			t.Errorf("%s hides %q", page, list)
		}
		if list := testkit.Eval[[]string](s.Page, `[...document.querySelectorAll('.script, #parts, #card, #tools')].filter(e => e.getClientRects().length).map(e => e.textContent)`); len(list) > 0 {
			t.Errorf("%s shows controls without a script: %q", page, list)
		}
		if n := testkit.Eval[int](s.Page, `[...document.querySelectorAll('header.top nav a')].filter(a => a.getClientRects().length).length`); n == 0 {
			t.Errorf("%s has no menu", page)
		}
		if kind == "search" && testkit.Eval[int](s.Page, `document.querySelectorAll('noscript li a').length`) == 0 {
			t.Errorf("the search page leads nowhere without a script")
		}
	}
}

var hrefs = regexp.MustCompile(`<a [^>]*href="([^"#?]*)`)

// testReachable follows plain links from the home page: they lead to every page, so to
// every name. Every note leads to its text and back, and every event is on the timeline.
func testReachable(t *testing.T, s *site) {
	s.ScriptsOff()
	seen, next := map[string]bool{}, []string{""}
	for len(next) > 0 {
		page := next[0]
		next = next[1:]
		if seen[page] {
			continue
		}
		seen[page] = true
		for _, m := range hrefs.FindAllStringSubmatch(s.html(t, page), -1) {
			if m[1] == "" || strings.Contains(m[1], ":") {
				continue
			}
			to := path.Join("/", strings.TrimSuffix(page, path.Base(page + "x")[1:]), m[1])[1:]
			if strings.HasSuffix(m[1], "/") && to != "" {
				to += "/"
			}
			if to == "" || strings.HasSuffix(to, "/") || path.Ext(to) == ".html" {
				next = append(next, to)
			}
		}
	}
	events, notes := 0, 0
	for _, page := range s.pages(t) {
		html := s.html(t, page)
		if !seen[page] && page != "404.html" && !strings.Contains(html, `id="moved"`) {
			t.Errorf("no link leads to %s", page)
		}
		if page == "timeline/" || strings.HasPrefix(page, "articles/") && strings.Contains(html, "doc-noteref") {
			s.open(page)
			events += testkit.Eval[int](s.Page, `document.querySelectorAll('.event[id]').length`)
			bad := testkit.Eval[[]string](s.Page, `[...document.querySelectorAll('a[role=doc-noteref]')].filter(a => {
				const note = document.querySelector(a.getAttribute('href'));
				return !note?.getClientRects().length || !note.querySelector('a[href="#' + a.id + '"]');
			}).map(a => a.outerHTML)`)
			if len(bad) > 0 {
				t.Errorf("%s: not there and back: %v", page, bad)
			}
			notes += testkit.Eval[int](s.Page, `document.querySelectorAll('.notes > ol > li').length`)
		}
	}
	if notes != s.Footnote {
		t.Errorf("%d notes of %d stand on the pages of articles", notes, s.Footnote)
	}
	if events != s.Events {
		t.Errorf("%d events of %d stand on the timeline", events, s.Events)
	}
	for _, device := range []func(){s.Desk, s.Phone} {
		device()
		s.open(article)
		s.Click(`.text a[role=doc-noteref]`)
		s.Until(`location.hash.startsWith('#fn-') && ` + inView(`:target`))
		s.Click(`:target a.back`)
		s.Until(`location.hash.startsWith('#fnref-') && ` + inView(`:target`))
		s.Follow(`.text a.e`)
		s.Until(`document.body.className === 'entity'`)
	}
}

// article is a page of the worked example with notes, names and headings.
const article = "articles/three-days-in-pyongyang/"

// inView is an expression that tells whether an element can be seen on the screen.
func inView(selector string) string {
	return fmt.Sprintf(`(() => { const b = document.querySelector(%q)?.getBoundingClientRect(); return b && b.bottom > 0 && b.top < innerHeight && b.width > 0 })()`, selector)
}

// testFromDisk opens the site as a file and goes from page to page.
func testFromDisk(t *testing.T, s *site) {
	s.Do(chromedp.Navigate("file://" + filepath.ToSlash(s.dir) + "/index.html"))
	if font := testkit.Eval[string](s.Page, `getComputedStyle(document.documentElement).fontFamily`); !strings.Contains(font, "serif") {
		t.Errorf("the style sheet is not loaded: %s", font)
	}
	s.Follow(`nav a[href*="articles/"]`)
	s.Follow(`a[href*="articles/three-days-in-pyongyang/"]`)
	if title := testkit.Eval[string](s.Page, `document.querySelector('h1').textContent`); title != "Three days in Pyongyang" {
		t.Errorf("the article is %q", title)
	}
	s.Follow(`.text a.e`)
	if address := testkit.Eval[string](s.Page, `location.href`); !strings.HasSuffix(address, "/index.html") || !strings.Contains(address, "/entities/") {
		t.Errorf("the name leads to %s", address)
	}
}

// testMoved opens an old address: what stands behind it is kept, and without a script
// the page itself leads on.
func testMoved(t *testing.T, s *site) {
	s.open(article)
	sentence := testkit.Eval[string](s.Page, `document.querySelector('.text [id^=s-]').id`)
	s.open("notes/shoigu-visit/?q=a%20b#" + sentence)
	s.Until(`location.href === '` + s.base + article + "?q=a%20b#" + sentence + `'`)
	s.ScriptsOff()
	s.open("notes/shoigu-visit/")
	s.Until(`location.href === '` + s.base + article + `'`)
}

// testTheme switches the colours: the choice is kept, and is there before anything of
// the next page is painted.
func testTheme(t *testing.T, s *site) {
	s.First(`new MutationObserver((_, watch) => {
		if (!document.body) return;
		window.painted = document.documentElement.dataset.theme ?? '';
		watch.disconnect();
	}).observe(document, {childList: true, subtree: true})`)
	const dark = `(() => { const [r, g, b] = getComputedStyle(document.documentElement).backgroundColor.match(/\d+/g); return +r + +g + +b < 200 })()`
	for _, system := range []string{"dark", "light"} {
		s.Colours(system)
		s.open("")
		if got := testkit.Eval[bool](s.Page, dark); got != (system == "dark") {
			t.Errorf("the system is %s, the page dark: %v", system, got)
		}
		s.Click("#theme")
		s.Until(dark + ` === ` + fmt.Sprint(system != "dark"))
		s.open(article)
		chosen := map[string]string{"dark": "light", "light": "dark"}[system]
		if got := testkit.Eval[string](s.Page, `window.painted`); got != chosen {
			t.Errorf("before the page is painted its theme is %q, want %q", got, chosen)
		}
		if got := testkit.Eval[bool](s.Page, dark); got != (chosen == "dark") {
			t.Errorf("the reader chose %s, the next page is dark: %v", chosen, got)
		}
		s.Do(chromedp.Evaluate[chromedp.Void](`localStorage.clear()`))
	}
}

// testFilters sets the controls of pages as a reader does; the address says what is
// shown, and shows it again.
func testFilters(t *testing.T, s *site) {
	for _, c := range []struct{ page, control, key, address, shown string }{
		{"timeline/", `select[name=kind]`, kb.ArrowDown, "?kind=", `[...document.querySelectorAll('.event')].some(e => e.hidden) && document.querySelector('output').value`},
		{"timeline/", `select[name=name]`, kb.ArrowDown, "?name=", `[...document.querySelectorAll('.event')].some(e => e.hidden) && document.querySelector('output').value`},
		{"entities/kim-jong-un/", `input[value=newest]`, " ", "?order=newest", `document.querySelector('.groups li').id`},
		{"entities/kim-jong-un/", `input[value=lines]`, " ", "?view=lines", `document.querySelector('.groups li').offsetHeight`},
		{article, `input[value=person]`, " ", "?show=person", `document.querySelectorAll('.lit').length`},
		{"index/", `select[name=type]`, kb.ArrowDown, "?type=", `document.querySelectorAll('.letters [data-t][hidden]').length`},
	} {
		s.open(c.page)
		before := testkit.Eval[any](s.Page, c.shown)
		s.Do(chromedp.Evaluate[chromedp.Void](`document.querySelector('details.lights')?.setAttribute('open', '')`))
		s.Do(chromedp.Focus(chromedp.CSS(c.control)))
		s.Press(c.key)
		s.Until(fmt.Sprintf(`location.search.startsWith(%q)`, c.address))
		after, address := testkit.Eval[any](s.Page, c.shown), testkit.Eval[string](s.Page, `location.href`)
		if after == before {
			t.Errorf("%s: %s changes nothing", c.page, c.control)
		}
		s.open("")
		s.Do(chromedp.Navigate(address))
		if again := testkit.Eval[any](s.Page, c.shown); again != after {
			t.Errorf("%s shows %v, and did show %v", address, again, after)
		}
	}
}

// testCopies copies links and a quotation.
func testCopies(t *testing.T, s *site) {
	s.AllowCopying()
	copied := func(click string) string {
		s.Do(chromedp.Evaluate[chromedp.Void](`navigator.clipboard.writeText('')`, chromedp.EvalAwaitPromise))
		s.Click(click)
		s.Until(`document.querySelector('.toast').textContent`)
		return testkit.Eval[string](s.Page, `navigator.clipboard.readText()`)
	}
	s.open("entities/kim-jong-un/")
	if got := copied(".copy"); got != s.base+"entities/kim-jong-un/" {
		t.Errorf("the link of a name is %q", got)
	}
	s.open(article)
	heading := testkit.Eval[string](s.Page, `document.querySelector('.text h2').id`)
	if got := copied(".text h2 .anchor"); got != s.base+article+"#"+heading {
		t.Errorf("the link of a heading is %q", got)
	}
	// A sentence with a mark of a note in it, which is not of its words.
	s.open(article)
	sentence := testkit.Eval[string](s.Page, `[...document.querySelectorAll('.text [id^=s-]')].find(e => e.querySelector('[role=doc-noteref]')).id`)
	words := testkit.Eval[string](s.Page, fmt.Sprintf(`(() => {
		const e = document.getElementById(%q), copy = e.cloneNode(true);
		copy.querySelectorAll('sup').forEach(s => s.remove());
		getSelection().selectAllChildren(e);
		return copy.textContent.trim().replace(/\s+/g, ' ');
	})()`, sentence))
	s.Until(`document.querySelector('#tools').matches(':popover-open')`)
	got := copied(`#tools [value=quote]`)
	if !strings.HasPrefix(got, "“"+words+"” (") || !strings.Contains(got, "Three days in Pyongyang") || !strings.HasSuffix(got, ", "+s.base+article+"#"+sentence+")") {
		t.Errorf("the quotation is %q, and the sentence %q", got, words)
	}
	got = copied(`#tools [value=link]`)
	if !strings.HasPrefix(got, s.base+article+"#"+sentence+":~:text=") {
		t.Errorf("the link of a quotation is %q", got)
	}
	s.open("")
	s.Do(chromedp.Navigate(got))
	s.Until(inView("#" + sentence))
}
