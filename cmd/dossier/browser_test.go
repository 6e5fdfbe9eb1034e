package main

import (
	"path/filepath"
	"strings"
	"testing"

	"dossier/internal/build"
	"dossier/internal/testkit"

	"github.com/chromedp/chromedp"
)

// example builds the worked example into a folder of the test.
func example(t *testing.T) string {
	t.Helper()
	out := filepath.Join(t.TempDir(), "site")
	r, err := build.Run(t.Context(), build.Options{Source: filepath.Join("..", ".."), Output: out})
	if err != nil {
		t.Fatal(err)
	}
	if r.Failed {
		t.Fatal(r.Problems)
	}
	return out
}

// TestFromDisk opens the site as a file and goes from page to page.
func TestFromDisk(t *testing.T) {
	p := testkit.Browser(t)
	p.Do(chromedp.Navigate("file://" + filepath.ToSlash(example(t)) + "/index.html"))
	if font := testkit.Eval[string](p, `getComputedStyle(document.documentElement).fontFamily`); !strings.Contains(font, "serif") {
		t.Errorf("the style sheet is not loaded: %s", font)
	}
	p.Follow(`a[href*="articles/three-days-in-pyongyang/"]`)
	if title := testkit.Eval[string](p, `document.querySelector('h1').textContent`); title != "Three days in Pyongyang" {
		t.Errorf("the article is %q", title)
	}
	p.Follow(`.text a.e`)
	if address := testkit.Eval[string](p, `location.href`); !strings.HasSuffix(address, "/index.html") || !strings.Contains(address, "/entities/") {
		t.Errorf("the name leads to %s", address)
	}
	if c := p.Complaints(); len(c) > 0 {
		t.Errorf("the console says %v", c)
	}
}

// TestUnderAPath opens the site below /repo/, as a project page has it, on a narrow
// screen, and checks that every link it meets stays there.
func TestUnderAPath(t *testing.T) {
	p := testkit.Browser(t)
	base := testkit.Serve(t, example(t), "/repo/")
	p.Do(chromedp.EmulateViewport(320, 800))
	for _, page := range []string{"", "articles/", "articles/a-summit-on-a-wednesday/", "entities/", "entities/kim-jong-un/", "timeline/", "sources/", "about/"} {
		p.Do(chromedp.Navigate(base + page))
		outside := testkit.Eval[[]string](p, `[...document.querySelectorAll('link,script,img,a')].map(e => new URL(e.getAttribute('src') || e.getAttribute('href'), location).href)
			.filter(a => a.startsWith(location.origin) && !a.startsWith(location.origin + '/repo/'))`)
		if len(outside) > 0 {
			t.Errorf("%s leads out of the site: %v", page, outside)
		}
		if !testkit.Eval[bool](p, `document.documentElement.scrollWidth <= innerWidth`) {
			t.Errorf("%s scrolls sideways at 320 pixels", page)
		}
	}
	if c := p.Complaints(); len(c) > 0 {
		t.Errorf("the console says %v", c)
	}
}
