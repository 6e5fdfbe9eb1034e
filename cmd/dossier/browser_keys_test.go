package main

import (
	"fmt"
	"testing"

	"dossier/internal/testkit"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// tabTo presses the tabulator until the element that has the focus fits a selector.
func (s *site) tabTo(t *testing.T, selector string) {
	t.Helper()
	for range 200 {
		s.Press(kb.Tab)
		if testkit.Eval[bool](s.Page, fmt.Sprintf(`document.activeElement.matches(%q)`, selector)) {
			return
		}
	}
	t.Fatalf("the tabulator does not come to %s", selector)
}

const focus = `document.activeElement`

// testKeyboard goes through the menu, the notes and the search without a mouse.
func testKeyboard(t *testing.T, s *site) {
	s.open("")
	s.Press(kb.Tab)
	s.Until(focus + `.matches('.skip') && ` + inView(`.skip`))
	s.Press(kb.Enter)
	s.Until(focus + `.id === 'main'`)

	s.open("")
	for i := range testkit.Eval[int](s.Page, `document.querySelectorAll('header.top nav a').length`) {
		s.tabTo(t, `header.top nav a`)
		s.Until(fmt.Sprintf(`%s === document.querySelectorAll('header.top nav a')[%d]`, focus, i))
		s.Until(`getComputedStyle(` + focus + `).outlineStyle !== 'none'`)
	}
	s.open("")
	s.tabTo(t, `header.top nav a[href^="articles/"]`)
	s.Press(kb.Enter)
	s.Until(`document.body.className === 'articles'`)

	s.open(article)
	s.tabTo(t, `a[role=doc-noteref]`)
	mark := testkit.Eval[string](s.Page, focus+`.id`)
	s.Press(kb.Enter)
	s.Until(`location.hash.startsWith('#fn-') && ` + inView(`:target`))
	s.tabTo(t, `:target a.back`)
	s.Press(kb.Enter)
	s.Until(`location.hash === '#` + mark + `'`)

	s.Press("/")
	s.Until(`document.body.className === 'search' && ` + focus + `.id === 'q'`)
	s.Press("courtesy")
	s.Until(`document.querySelector('#results .mentions a[href*="#s-"] mark')`)
	s.Press(kb.ArrowDown)
	s.Until(focus + `.closest('#results h3')`)
	s.Press(kb.Escape)
	s.Until(focus + `.id === 'q'`)
	s.Press(kb.ArrowDown, kb.ArrowDown)
	s.Until(focus + `.matches('.mentions a')`)
	s.Press(kb.Enter)
	s.Until(`document.querySelector('[id^=s-]:target')?.textContent.includes('courtesy') && ` + inView(`:target`))

	// The same key on the page of the search; and not where one types.
	s.open("search/")
	s.Until(focus + `.id === 'q'`)
	s.Press("a/b")
	s.Until(`document.querySelector('#q').value === 'a/b'`)
}

const (
	cardOpen = `document.querySelector('#card').matches(':popover-open')`
	// Longer than the card waits before it goes.
	aWhile = `new Promise(done => setTimeout(done, 900))`
)

// noteText is an expression: the words of the note that a mark leads to.
const noteText = `(mark => {
	const note = document.querySelector(mark.getAttribute('href')).cloneNode(true);
	note.querySelectorAll('.back').forEach(e => e.remove());
	return note.textContent.trim();
})`

// stays checks that the card is still there after a while.
func (s *site) stays(t *testing.T, why string) {
	t.Helper()
	s.Do(chromedp.Evaluate[chromedp.Void](aWhile, chromedp.EvalAwaitPromise))
	if !testkit.Eval[bool](s.Page, cardOpen) {
		t.Errorf("the card has gone although %s", why)
	}
}

// testHover holds previews to WCAG 1.4.13: the pointer may enter them, they stay, and
// Escape puts them away without moving the pointer.
func testHover(t *testing.T, s *site) {
	s.open(article)
	const mark = `.text a[role=doc-noteref]`
	s.Point(mark)
	s.Until(cardOpen)
	s.Until(`document.querySelector('#card').textContent.trim() === ` + noteText + `(document.querySelector('` + mark + `'))`)
	s.Until(`document.querySelector('` + mark + `').getAttribute('aria-describedby') === 'card'`)
	s.stays(t, "the pointer is on the mark")
	s.Point("#card")
	s.stays(t, "the pointer is on it")
	s.Press(kb.Escape)
	s.Until(`!` + cardOpen)
	s.stillClosed(t)

	s.Point("h1")
	s.Point(mark)
	s.Until(cardOpen)
	s.Point("h1")
	s.Until(`!` + cardOpen)

	const name = `.text a.e`
	s.Point(name)
	s.Until(cardOpen + ` && document.querySelector('#card strong')`)
	s.Until(`/\d/.test(document.querySelector('#card .meta').textContent)`)
	if n := testkit.Eval[int](s.Page, `document.querySelectorAll('#card [id]').length`); n > 0 {
		t.Errorf("the card repeats %d ids of the page", n)
	}
	s.Point("h1")
	s.Until(`!` + cardOpen)

	// Who does not want previews switches them off, for good.
	s.Click("#previews")
	s.Until(`document.querySelector('#previews').getAttribute('aria-pressed') === 'false'`)
	s.open(article)
	s.Point(mark)
	s.stillClosed(t)
}

func (s *site) stillClosed(t *testing.T) {
	t.Helper()
	s.Do(chromedp.Evaluate[chromedp.Void](aWhile, chromedp.EvalAwaitPromise))
	if testkit.Eval[bool](s.Page, cardOpen) {
		t.Error("the card is there although nobody wants it")
	}
}

func testFocus(t *testing.T, s *site) {
	s.open(article)
	for _, link := range []string{`a[role=doc-noteref]`, `a.e`} {
		s.Do(chromedp.Evaluate[chromedp.Void](`getSelection().collapse(document.querySelector('.text'), 0)`)) // where the tabulator goes on from
		s.tabTo(t, ".text "+link)
		s.Until(cardOpen + ` && ` + focus + `.getAttribute('aria-describedby') === 'card'`)
		s.stays(t, "the focus is on "+link)
		s.Press(kb.Escape)
		s.Until(`!` + cardOpen)
		s.Until(focus + `.matches('` + link + `') && !` + focus + `.hasAttribute('aria-describedby')`)
		s.stillClosed(t)
		s.Press(kb.Tab)
		s.tabTo(t, ".text "+link)
		s.Until(cardOpen)
		s.Do(chromedp.Evaluate[chromedp.Void](focus + `.blur()`))
		s.Until(`!` + cardOpen)
	}
}

// testTap uses a finger: the first tap shows, the second follows.
func testTap(t *testing.T, s *site) {
	s.Phone()
	s.open(article)
	const mark, name = `.text a[role=doc-noteref]`, `.text a.e`
	s.Tap(mark)
	s.Until(cardOpen)
	if hash := testkit.Eval[string](s.Page, `location.hash`); hash != "" {
		t.Errorf("the first tap leads to %s", hash)
	}
	s.stays(t, "nothing else was touched")
	s.Tap("h1")
	s.Until(`!` + cardOpen)
	s.Tap(mark)
	s.Until(cardOpen)
	s.Press(kb.Escape)
	s.Until(`!` + cardOpen)
	s.Tap(mark)
	s.Until(cardOpen)
	s.Tap(mark)
	s.Until(`location.hash.startsWith('#fn-') && !` + cardOpen)

	s.open(article)
	s.Tap(name)
	s.Until(cardOpen + ` && document.querySelector('#card strong')`)
	s.Tap(name)
	s.Until(`document.body.className === 'entity'`)
}
