package main

import (
	"path/filepath"
	"testing"

	"dossier/internal/testkit"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// found is an expression: an element of the group of results with this heading whose
// link has these words.
func found(group, words string) string {
	return `[...document.querySelectorAll('#results section')].find(e => e.querySelector('h2').textContent.startsWith('` + group + `'))
		?.querySelector('li')?.textContent.includes('` + words + `')`
}

// testSearch asks as a reader does and follows what is found.
func testSearch(t *testing.T, s *site) {
	for _, c := range []struct{ what, ask, group, first string }{
		{"an article", "three days pyongyang", "Articles", "Three days in Pyongyang"},
		{"a name by an alias", "Sergei Shoigu", "Names", "Sergey Shoigu"},
		{"a name with a slip", "Shiogu", "Names", "Sergey Shoigu"},
		{"a name halfway", "bhadrak", "Names", "M. K. Bhadrakumar"},
		{"a note", `"parts of the text in italics"`, "Articles", "Three days in Pyongyang"},
		{"an event", "izvestia bombers after:2023-06", "Events", "Tu-160"},
		{"a source", "globaltimes", "Sources", "globaltimes"},
		{"another alphabet", "маяк", "Articles", "Das Licht"},
		{"Greek", "φαρος", "Articles", "Das Licht"},
		{"a filter", `person:bhadrakumar courtesy`, "Articles", "Three days in Pyongyang"},
	} {
		t.Log(c.what)
		s.open("search/")
		s.Press(c.ask, kb.Enter)
		s.Until(found(c.group, c.first))
		s.Until(`/\d/.test(document.querySelector('#found[role=status]').textContent)`)
	}

	s.open("search/?q=courtesy") // an address that was shared, or comes from the browser's own bar
	s.Until(`document.querySelector('#results .mentions a[href*="#s-"] mark')`)
	s.Click(`#results .mentions a`)
	s.Until(`document.querySelector('[id^=s-]:target')?.textContent.includes('courtesy') && ` + inView(`:target`))

	s.open("search/?q=%22parts+of+the+text+in+italics%22")
	s.Until(`document.querySelector('#results .mentions mark') && document.querySelector('#results .mentions cite').textContent.startsWith('note ')`)
	s.Click(`#results .mentions a`)
	s.Until(`document.querySelector('.notes :target')?.textContent.includes('italics') && ` + inView(`:target`))

	s.open("search/?q=zzyzx")
	s.Until(`document.querySelector('#found').textContent === document.querySelector('#found').dataset.none`)
}

// testTyping sees results come while the question is typed, and the address follow.
func testTyping(t *testing.T, s *site) {
	s.open("search/")
	s.Press("pavil")
	s.Until(found("Articles", "Three days"))
	s.Press("ion -missiles")
	s.Until(`new URLSearchParams(location.search).get('q') === 'pavilion -missiles'`)
	s.Until(`!document.querySelector('#results section')?.textContent.includes('Three days')`)
	if testkit.Eval[int](s.Page, `history.length`) > 2 {
		t.Error("every letter is a step back")
	}
}

// testSearchFromDisk has neither fetch nor addresses that end in a folder.
func testSearchFromDisk(t *testing.T, s *site) {
	s.Do(chromedp.Navigate("file://" + filepath.ToSlash(s.dir) + "/search/index.html"))
	s.Press("courtesy")
	s.Until(found("Articles", "Three days in Pyongyang"))
	s.Click(`#results .mentions a`)
	s.Until(`document.querySelector(':target')?.textContent.includes('courtesy') && ` + inView(`:target`))
}
