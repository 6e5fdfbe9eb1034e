// Package testkit holds what several tests need: a browser, a web server with the
// manners of GitHub Pages, corpora. Nothing of the program imports it.
package testkit

import (
	"context"
	"iter"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// browserLimit is how long one browser test may take.
const browserLimit = 4 * time.Minute

// Page is one tab of a headless Chromium that a test drives.
type Page struct {
	t        *testing.T
	ctx      context.Context
	mu       sync.Mutex
	messages []string
}

// Browser starts a headless Chromium with a profile of its own. Where there is none
// the test is skipped with the reason; with DOSSIER_REQUIRE_BROWSER=1 it fails.
func Browser(t *testing.T) *Page {
	t.Helper()
	missing := t.Skipf
	if os.Getenv("DOSSIER_REQUIRE_BROWSER") != "" {
		missing = t.Fatalf
	}
	name := chromium()
	if name == "" {
		missing("no Chromium on this machine")
	}
	ctx, cancel := context.WithTimeout(context.Background(), browserLimit)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx, chromedp.WithAllocatorOptions(
		chromedp.ExecPath(name), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
	))
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx, chromedp.Navigate("about:blank")); err != nil {
		missing("Chromium does not start: %v", err)
	}
	p := &Page{t: t, ctx: ctx}
	go p.listen(chromedp.Console(ctx))
	return p
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
	if err := chromedp.Do(p.ctx, actions...); err != nil {
		p.t.Fatal(err)
	}
}

// Eval evaluates an expression in a page.
func Eval[T any](p *Page, expression string) T {
	p.t.Helper()
	v, err := chromedp.Run(p.ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		p.t.Fatalf("%s: %v", expression, err)
	}
	return v
}

// Follow clicks the first element that a selector finds and waits for the page that
// it leads to.
func (p *Page) Follow(selector string) {
	p.t.Helper()
	if _, err := chromedp.Run(p.ctx, chromedp.WaitEvent(page.LoadEventFired, nil, chromedp.Click(chromedp.CSS(selector)))); err != nil {
		p.t.Fatalf("follow %s: %v", selector, err)
	}
}

// Complaints returns what pages have complained of so far.
func (p *Page) Complaints() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.messages)
}

func chromium() string {
	for _, name := range []string{os.Getenv("CHROMIUM"), "chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); name != "" && err == nil {
			return found
		}
	}
	return ""
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
