package check

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"dossier/internal/source"
)

// visits remembers what a server was asked, and how many at once.
type visits struct {
	sync.Mutex
	list     []string
	now, max int
}

func (v *visits) note(r *http.Request) func() {
	v.Lock()
	defer v.Unlock()
	v.list = append(v.list, r.Method+" "+r.URL.Path)
	v.now++
	v.max = max(v.max, v.now)
	return func() {
		v.Lock()
		defer v.Unlock()
		v.now--
	}
}

func neighbour(t *testing.T) (*httptest.Server, *visits) {
	t.Helper()
	v := &visits{}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer v.note(r)()
		switch {
		case r.URL.Path == "/gone":
			w.WriteHeader(http.StatusGone)
		case r.URL.Path == "/missing":
			http.NotFound(w, r)
		case r.URL.Path == "/moved":
			http.Redirect(w, r, "/here", http.StatusMovedPermanently)
		case r.URL.Path == "/loop":
			http.Redirect(w, r, "/loop", http.StatusFound)
		case r.URL.Path == "/no-head" && r.Method == http.MethodHead:
			w.WriteHeader(http.StatusMethodNotAllowed)
		case r.URL.Path == "/lies" && r.Method == http.MethodHead:
			http.NotFound(w, r)
		case r.URL.Path == "/forbidden":
			w.WriteHeader(http.StatusForbidden)
		case r.URL.Path == "/broken":
			w.WriteHeader(http.StatusInternalServerError)
		case r.URL.Path == "/busy":
			w.WriteHeader(http.StatusTooManyRequests)
		case r.URL.Path == "/endless" && r.Method == http.MethodHead:
			w.WriteHeader(http.StatusNotImplemented)
		case r.URL.Path == "/endless":
			for {
				if _, err := w.Write(make([]byte, 1<<16)); err != nil {
					return
				}
			}
		}
	}))
	t.Cleanup(s.Close)
	return s, v
}

func outgoing(base string, paths ...string) []Outgoing {
	var list []Outgoing
	for i, p := range paths {
		list = append(list, Outgoing{base + p, source.Place{File: "a.html", Line: i + 1, Column: 1}})
	}
	return list
}

var fast = ExternalOptions{Pause: time.Nanosecond, Private: true, Agent: "test"}

func TestExternal(t *testing.T) {
	s, v := neighbour(t)
	paths := []string{"/here", "/gone", "/missing", "/moved", "/loop", "/no-head", "/lies", "/forbidden", "/broken", "/endless"}
	r, problems, err := External(t.Context(), outgoing(s.URL, paths...), fast)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range problems {
		got = append(got, strings.TrimPrefix(p.Message, s.URL))
	}
	want := []string{"/gone: the page is not there (410)", "/missing: the page is not there (404)", "/loop: this leads on and on"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if r != (ExternalReport{Good: 5, Gone: 3, Undecided: 2}) {
		t.Errorf("%+v", r)
	}
	if v.max != 1 {
		t.Errorf("%d requests to one host at once", v.max)
	}
	if !slices.Contains(v.list, "HEAD /here") || slices.Contains(v.list, "GET /here") || !slices.Contains(v.list, "GET /lies") {
		t.Errorf("asked for %q", v.list)
	}
}

// A host that asks for patience gets it: the rest of its addresses is left alone.
func TestExternalBusy(t *testing.T) {
	s, v := neighbour(t)
	r, problems, err := External(t.Context(), outgoing(s.URL, "/here", "/busy", "/gone", "/missing"), fast)
	if err != nil || len(problems) != 0 || r != (ExternalReport{Good: 1, Undecided: 3}) {
		t.Errorf("%+v %v %v", r, problems, err)
	}
	if want := []string{"HEAD /here", "HEAD /busy"}; !slices.Equal(v.list, want) {
		t.Errorf("asked for %q", v.list)
	}
}

func TestExternalLimits(t *testing.T) {
	s, v := neighbour(t)
	o := fast
	o.PerHost = 3
	var paths []string
	for i := range 10 {
		paths = append(paths, fmt.Sprintf("/%d", i))
	}
	if r, _, err := External(t.Context(), outgoing(s.URL, paths...), o); err != nil || r.Untried != 7 || len(v.list) != 3 {
		t.Errorf("%+v %v, asked for %q", r, err, v.list)
	}
	o.PerHost, o.Most = 0, 2
	if r, _, err := External(t.Context(), outgoing(s.URL, paths...), o); err != nil || r.Untried != 8 || len(v.list) != 5 {
		t.Errorf("%+v %v, asked for %q", r, err, v.list)
	}
}

// An answer that never comes says nothing about the address; a reader who stops the check
// does not wait for it.
func TestExternalSilence(t *testing.T) {
	stop := make(chan struct{})
	s := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		select {
		case <-stop:
		case <-r.Context().Done():
		}
	}))
	defer s.Close()
	defer close(stop)
	o := fast
	o.Timeout = 50 * time.Millisecond
	if r, problems, err := External(t.Context(), outgoing(s.URL, "/a"), o); err != nil || r.Undecided != 1 || len(problems) != 0 {
		t.Errorf("%+v %v %v", r, problems, err)
	}
	o.Timeout = time.Hour
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := External(ctx, outgoing(s.URL, "/a"), o); err == nil {
		t.Error("a stopped check is no error")
	}
}

// Nothing of this computer or its network is asked, also where a public page leads there.
func TestExternalPrivate(t *testing.T) {
	s, v := neighbour(t)
	o := fast
	o.Private = false
	r, problems, err := External(t.Context(), outgoing(s.URL, "/here"), o)
	if err != nil || r.Gone != 1 || len(problems) != 1 || len(v.list) != 0 {
		t.Errorf("%+v %v %v, asked for %q", r, problems, err, v.list)
	}
	for address, want := range map[string]bool{
		"127.0.0.1": false, "::1": false, "10.1.2.3": false, "192.168.0.1": false, "169.254.1.1": false, "100.64.0.1": false, "fe80::1": false, "fd00::1": false,
		"0.0.0.0": false, "224.0.0.1": false, "203.0.113.7": true, "2001:db8::1": true,
	} {
		if got := isPublic(netip.MustParseAddr(address)); got != want {
			t.Errorf("%s: %v", address, got)
		}
	}
}
