// Package testkit holds what several tests need: a browser, a web server with the
// manners of GitHub Pages, corpora. Nothing of the program imports it.
package testkit

import (
	"context"
	"fmt"
	"iter"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// browserLimit is how long the tests of one browser may take, and patience how long one
// condition may take to come true: a busy machine is slow, and a test that waits in vain
// has failed anyway.
const (
	browserLimit = 10 * time.Minute
	patience     = 45 * time.Second
)

// Page is one tab of a headless Chromium that a test drives.
type Page struct {
	t         testing.TB
	ctx       context.Context
	mu        sync.Mutex
	messages  []string
	addresses []string
}

// Browser starts a headless Chromium with a profile of its own, which no other host
// reaches, and gives its first tab. Where there is none the test is Missing it.
func Browser(t testing.TB) *Page {
	t.Helper()
	name := Tool(t, os.Getenv("CHROMIUM"), "chromium", "chromium-browser", "google-chrome")
	ctx, cancel := context.WithTimeout(context.Background(), browserLimit)
	t.Cleanup(cancel)
	return open(t, ctx, chromedp.WithAllocatorOptions(
		chromedp.ExecPath(name), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("blink-settings", "primaryHoverType=2,availableHoverTypes=2,primaryPointerType=4,availablePointerTypes=4"), // a mouse, which no screen means none
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"),
	))
}

// Tab opens a tab for another test in the same browser, with a storage of its own.
func (p *Page) Tab(t testing.TB) *Page {
	t.Helper()
	return open(t, p.ctx, chromedp.WithNewBrowserContext())
}

func open(t testing.TB, parent context.Context, o chromedp.ContextOption) *Page {
	t.Helper()
	p := &Page{t: t}
	ctx, cancel := chromedp.NewContext(parent, o, chromedp.WithListener(p.request))
	t.Cleanup(cancel)
	p.ctx = ctx
	if err := chromedp.Do(ctx, chromedp.Navigate("about:blank")); err != nil {
		Missing(t, "Chromium does not start: %v", err)
	}
	go p.listen(chromedp.Console(ctx))
	p.Desk()
	return p
}

// request keeps the addresses that pages ask for.
func (p *Page) request(event any) {
	if e, ok := event.(*network.EventRequestWillBeSent); ok {
		p.mu.Lock()
		p.addresses = append(p.addresses, e.Request.URL)
		p.mu.Unlock()
	}
}

// listen keeps what pages complain of: exceptions, errors, refused loads.
func (p *Page) listen(messages iter.Seq2[chromedp.ConsoleMessage, error]) {
	for m, err := range messages {
		if err != nil {
			return
		}
		if m.Type == chromedp.ConsoleError || m.IsException() {
			p.mu.Lock()
			p.messages = append(p.messages, m.String()+" "+m.URL)
			p.mu.Unlock()
		}
	}
}

// Do runs actions and fails the test when one does not come to an end.
func (p *Page) Do(actions ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	ctx, cancel := p.patient()
	defer cancel()
	if err := chromedp.Do(ctx, actions...); err != nil {
		p.t.Fatal(err)
	}
}

func (p *Page) patient() (context.Context, context.CancelFunc) {
	return context.WithTimeout(p.ctx, patience)
}

// Eval evaluates an expression in a page, and awaits it if it is a promise.
func Eval[T any](p *Page, expression string) T {
	p.t.Helper()
	ctx, cancel := p.patient()
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		p.t.Fatalf("%s: %v", expression, err)
	}
	return v
}

// Until waits until an expression is true, be it after the page has gone and another
// has come. It fails the test when that takes too long.
func (p *Page) Until(expression string) {
	p.t.Helper()
	ctx, cancel := p.patient()
	defer cancel()
	for ; ; time.Sleep(20 * time.Millisecond) {
		ok, err := chromedp.Run(ctx, chromedp.Evaluate[bool]("!!("+expression+")"))
		if ok && err == nil {
			return
		}
		if ctx.Err() != nil {
			p.t.Fatalf("waited in vain for: %s (%v)", expression, err)
		}
	}
}

// Follow clicks the first element that a selector finds and waits for the page that
// it leads to.
func (p *Page) Follow(selector string) {
	p.t.Helper()
	x, y := p.point(selector)
	ctx, cancel := p.patient()
	defer cancel()
	if _, err := chromedp.Run(ctx, chromedp.WaitEvent(page.LoadEventFired, nil, chromedp.MouseClickXY(x, y))); err != nil {
		p.t.Fatalf("follow %s: %v", selector, err)
	}
}

// Press presses keys one after another: text, or a key of package kb.
func (p *Page) Press(keys ...string) {
	p.t.Helper()
	for _, k := range keys {
		p.Do(chromedp.KeyEvent(k))
	}
}

// point gives the middle of the first box of an element, once it stands still on the
// screen: a page may still be scrolling, and with scripts off it cannot tell us when.
func (p *Page) point(selector string) (x, y float64) {
	p.t.Helper()
	find := fmt.Sprintf(`(() => {
		const e = document.querySelector(%q), find = () => {
			const b = e?.getClientRects()[0];
			return b ? [b.x + b.width / 2, b.y + b.height / 2] : [];
		};
		const [x, y] = find();
		if (!(x > 0 && x < innerWidth && y > 60 && y < innerHeight - 60)) e?.scrollIntoView({block: 'center', behavior: 'instant'});
		return find();
	})()`, selector)
	ctx, cancel := p.patient()
	defer cancel()
	for last := []float64(nil); ; time.Sleep(50 * time.Millisecond) {
		at, err := chromedp.Run(ctx, chromedp.Evaluate[[]float64](find))
		if err == nil && len(at) == 2 && slices.Equal(at, last) {
			return at[0], at[1]
		}
		if ctx.Err() != nil {
			p.t.Fatalf("%s is not to be seen (%v)", selector, err)
		}
		last = at
	}
}

// Point moves the mouse to an element.
func (p *Page) Point(selector string) {
	p.t.Helper()
	x, y := p.point(selector)
	p.Do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, x, y))
}

// Click clicks an element with the mouse.
func (p *Page) Click(selector string) {
	p.t.Helper()
	x, y := p.point(selector)
	p.Do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, x, y), chromedp.MouseClickXY(x, y))
}

// Tap touches an element with a finger.
func (p *Page) Tap(selector string) {
	p.t.Helper()
	x, y := p.point(selector)
	p.Do(chromedp.TapXY(x, y))
}

// Phone makes the screen that of a small telephone, with touch, and Desk a wide one
// with a mouse.
func (p *Page) Phone() {
	p.t.Helper()
	p.Do(chromedp.EmulateViewport(320, 720, chromedp.EmulateMobile, chromedp.EmulateTouch))
}

func (p *Page) Desk() {
	p.t.Helper()
	p.Do(chromedp.EmulateReset(), chromedp.EmulateViewport(1440, 900))
}

// Screenshot is what the screen shows, as PNG.
func (p *Page) Screenshot() []byte {
	p.t.Helper()
	ctx, cancel := p.patient()
	defer cancel()
	data, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err != nil {
		p.t.Fatal(err)
	}
	return data
}

// Colours has pages believe that the system's colours are "light" or "dark".
func (p *Page) Colours(scheme string) {
	p.t.Helper()
	call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
}

// ScriptsOff opens pages from now on without running their scripts.
func (p *Page) ScriptsOff() {
	p.t.Helper()
	call(p, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
}

func call[P, R any](p *Page, c cdp.Command[P, R], params P) {
	p.t.Helper()
	if _, err := chromedp.Call(p.ctx, c, params); err != nil {
		p.t.Fatalf("%s: %v", c.Method, err)
	}
}

// First runs a script in every page from now on, before the page's own.
func (p *Page) First(script string) {
	p.t.Helper()
	call(p, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script})
}

// AllowCopying lets pages write to the clipboard, and this test read from it.
func (p *Page) AllowCopying() {
	p.t.Helper()
	for _, name := range []string{"clipboard-read", "clipboard-write"} {
		if _, err := chromedp.CallBrowser(p.ctx, browser.SetPermission, browser.SetPermissionParams{
			Permission: &browser.PermissionDescriptor{Name: name}, Setting: browser.PermissionSettingGranted,
			BrowserContextID: chromedp.FromContext(p.ctx).BrowserContextID,
		}); err != nil {
			p.t.Fatal(err)
		}
	}
	call(p, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
}

// Complaints returns what pages have complained of so far.
func (p *Page) Complaints() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.messages)
}

// Requests returns the addresses that pages have asked for so far.
func (p *Page) Requests() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.addresses)
}

// Serve serves a folder below a path ("/repo/") on loopback as GitHub Pages does:
// index.html for folders, 404.html for what is not there. It returns the address.
func Serve(t *testing.T, dir, base string) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		rel, ok := strings.CutPrefix(r.URL.Path, base)
		name := filepath.Join(dir, filepath.FromSlash(path.Clean("/"+rel)))
		if info, err := os.Stat(name); err == nil && info.IsDir() {
			name = filepath.Join(name, "index.html")
		}
		data, err := os.ReadFile(name)
		if !ok || err != nil {
			data, _ = os.ReadFile(filepath.Join(dir, "404.html"))
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.WriteHeader(http.StatusNotFound)
			w.Write(data)
			return
		}
		http.ServeFileFS(w, r, os.DirFS(filepath.Dir(name)), filepath.Base(name))
	}))
	t.Cleanup(server.Close)
	return server.URL + base
}
