// Package preview serves a site on this computer and builds it again when a file changes.
//
// It listens on the loopback address alone and answers only requests that name it by a
// loopback host and come from its own pages: a page of the web that the author has open
// can neither read drafts through a name that points here nor load them as pictures or
// scripts. It serves the files of the last build that succeeded and nothing else. Pages
// get one script element more than the published ones, which reloads them after a build
// and shows what a failing build complains of; it is a file of its own, so the pages'
// Content-Security-Policy stays as it is.
package preview

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log"
	"net"
	"net/http"
	"sync"
	"time"

	"dossier/internal/build"
	"dossier/internal/source"
)

// Options say what is served, and where.
type Options struct {
	// Addr is where to listen: host and port, "127.0.0.1:8080". The host must be a
	// loopback one and may be left out; port 0 takes a free one.
	Addr string

	// Build makes the site. It is called once at the start and after changes, never
	// twice at once, with the names of the files that have changed, nil for any. A nil site
	// means that there is none because of the problems; then, and on an error, the last
	// good one stays.
	Build func(ctx context.Context, changed []string) (site fs.FS, problems []source.Problem, err error)

	// Desk lists what waits for the author, given the problems of the last build; nil
	// for a preview without it.
	Desk func(ctx context.Context, problems []source.Problem) (build.Desk, error)

	Watch  []string // files and folders whose changes call for a build; they need not exist
	Ignore []string // folders below those that do not, such as the output

	Ready func(url string) // called once the server answers; may be nil
	Log   io.Writer        // nil for silence
}

// Serve builds and serves the site until ctx is done, which is no error.
func Serve(ctx context.Context, o Options) error {
	listener, err := listen(o.Addr)
	if err != nil {
		return err
	}
	if o.Log == nil {
		o.Log = io.Discard
	}
	ctx, cancel := context.WithCancel(ctx)
	var running sync.WaitGroup
	defer running.Wait()
	defer cancel()

	state := newState()
	changes, err := watch(ctx, &running, o)
	if err != nil {
		listener.Close()
		return err
	}
	server := &http.Server{
		Handler:           &handler{state: state, done: ctx.Done(), desk: o.Desk},
		ReadHeaderTimeout: 10 * time.Second,
		IdleTimeout:       time.Minute,
		MaxHeaderBytes:    64 << 10,
		ErrorLog:          log.New(o.Log, "preview: ", 0),
	}
	running.Go(func() { keepBuilding(ctx, o, state, changes) })
	running.Go(func() {
		<-ctx.Done()
		last, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		if server.Shutdown(last) != nil {
			server.Close() // somebody reads very slowly
		}
	})
	url := fmt.Sprintf("http://%s/", listener.Addr())
	fmt.Fprintf(o.Log, "preview at %s\n", url)
	if o.Desk != nil {
		fmt.Fprintf(o.Log, "what waits for a decision: %s%s\n", url, deskPath[1:])
	}
	if o.Ready != nil {
		o.Ready(url)
	}
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("preview: %w", err)
	}
	return nil
}

// AddrError says what is wrong with Options.Addr.
type AddrError struct{ Addr, Reason string }

func (e *AddrError) Error() string { return fmt.Sprintf("%q: %s", e.Addr, e.Reason) }

// listen opens a port that only this computer can reach.
func listen(addr string) (net.Listener, error) {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, &AddrError{addr, "the address must be host:port, such as 127.0.0.1:8080"}
	}
	if host == "" {
		host = "127.0.0.1" // Go would take it for every interface
	}
	if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return nil, &AddrError{addr, "only this computer may see drafts, so the host must be 127.0.0.1, [::1] or localhost"}
	}
	if _, err := net.LookupPort("tcp", port); err != nil {
		return nil, &AddrError{addr, "the port must be a number from 0, which takes a free one, to 65535"}
	}
	listener, err := net.Listen("tcp", net.JoinHostPort(host, port))
	if err != nil {
		return nil, fmt.Errorf("preview: %w", err)
	}
	if at, ok := listener.Addr().(*net.TCPAddr); !ok || !at.IP.IsLoopback() { // a strange "localhost" in the hosts file
		listener.Close()
		return nil, fmt.Errorf("preview at %q: %s is not of this computer alone", addr, listener.Addr())
	}
	return listener, nil
}

// keepBuilding builds at the start and after every change. Changes during a build call
// for one more.
func keepBuilding(ctx context.Context, o Options, state *state, changes <-chan []string) {
	var changed []string
	for {
		site, problems, err := buildOnce(ctx, o, changed)
		if ctx.Err() != nil {
			return
		}
		state.set(site, problems, err)
		if err != nil {
			fmt.Fprintf(o.Log, "preview: %v\n", err)
		}
		select {
		case <-ctx.Done():
			return
		case changed = <-changes:
			what := "something"
			if len(changed) > 0 {
				what = changed[0]
			}
			fmt.Fprintf(o.Log, "preview: %s changed\n", what)
		}
	}
}

// buildOnce calls Build; a panic there must not end the preview of hours of writing.
func buildOnce(ctx context.Context, o Options, changed []string) (site fs.FS, problems []source.Problem, err error) {
	defer func() {
		if v := recover(); v != nil {
			site, err = nil, fmt.Errorf("the build failed: %v", v)
		}
	}()
	return o.Build(ctx, changed)
}

// state is what the server shows: the last good site and what the last build said.
type state struct {
	mu      sync.Mutex
	now     view
	changed chan struct{} // closed when now is replaced
}

// view is one state; it is never changed.
type view struct {
	site     fs.FS // nil before the first good build
	version  int   // counts the good builds
	built    bool  // a build has ended, good or not
	problems []source.Problem
	err      error
}

func newState() *state { return &state{changed: make(chan struct{})} }

// get returns what to show and a channel that is closed when there is something newer.
func (s *state) get() (view, <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now, s.changed
}

func (s *state) set(site fs.FS, problems []source.Problem, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	next := view{s.now.site, s.now.version, true, problems, err}
	if site != nil && err == nil {
		next.site = site
		next.version++
	}
	s.now = next
	close(s.changed)
	s.changed = make(chan struct{})
}
