package preview

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"dossier/internal/source"
	"dossier/internal/testkit"
)

var site = fstest.MapFS{
	"index.html":                {Data: []byte("<!doctype html><html><body><h1>Home</h1></body></html>")},
	"404.html":                  {Data: []byte("<body>nothing here</body>")},
	"articles/a/index.html":     {Data: []byte("<p>article")},
	"articles/a b/ü.html":       {Data: []byte("<p>umlaut")},
	"no-index/secret.txt":       {Data: []byte("listed?")},
	"style.css":                 {Data: []byte("body{}")},
	"script.js":                 {Data: []byte("0</body>")},
	"film.mp4":                  {Data: []byte("0123456789")},
	"data.unknown":              {Data: []byte("x")},
	"link.txt":                  {Data: []byte("style.css"), Mode: fs.ModeSymlink},
	"linked":                    {Data: []byte("articles"), Mode: fs.ModeSymlink},
	"pipe":                      {Mode: fs.ModeNamedPipe},
	"q?.html":                   {Data: []byte("question")},
	"http:/evil/index.html":     {Data: []byte("a folder with a strange name")},
	"articles/x.y:z/index.html": {Data: []byte("colon")},
}

func handlerOf(s fs.FS, problems []source.Problem, err error) *handler {
	h := &handler{state: newState(), done: make(chan struct{})}
	h.state.set(s, problems, err)
	return h
}

func ask(h http.Handler, method, target string, header ...string) *http.Response {
	r := httptest.NewRequest("GET", "http://127.0.0.1:8080/", nil)
	r.Method = method
	r.URL.Path, r.URL.RawQuery, _ = strings.Cut(target, "?")
	for i := 0; i < len(header); i += 2 {
		if header[i] == "Host" {
			r.Host = header[i+1]
		} else {
			r.Header.Add(header[i], header[i+1])
		}
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

func bodyOf(r *http.Response) string {
	data, _ := io.ReadAll(r.Body)
	return string(data)
}

func TestServesTheSiteAndNothingElse(t *testing.T) {
	table := []struct {
		path   string
		status int
		want   string // part of the body, or the Location
	}{
		{"/", 200, "<h1>Home</h1>"},
		{"/index.html", 200, "<h1>Home</h1>"},
		{"/articles/a/", 200, "article"},
		{"/articles/a", 302, "./a/"},
		{"/articles/a?x=1", 302, "./a/?x=1"},
		{"/articles/x.y:z", 302, "./x.y:z/"},
		{"/articles/a b/ü.html", 200, "umlaut"},
		{"/style.css", 200, "body{}"},
		{"/style.css?v=2", 200, "body{}"},
		{"/q?", 404, "nothing here"},
		{"/style.css/", 404, "nothing here"},
		{"/missing", 404, "nothing here"},
		{"/articles/", 404, "nothing here"}, // no list of what is there
		{"/articles", 404, "nothing here"},
		{"/no-index/", 404, "nothing here"},
		{"/link.txt", 404, "nothing here"},
		{"/linked/a/", 404, "nothing here"},
		{"/pipe", 404, "nothing here"},
		{"//", 404, "nothing here"},
		{"//evil.example/", 404, "nothing here"},
		{"//articles/a", 404, "nothing here"},
		{"/../style.css", 404, "nothing here"},
		{"/articles/../style.css", 404, "nothing here"},
		{"/./style.css", 404, "nothing here"},
		{"/articles\\a/", 404, "nothing here"},
		{"/..\\..\\etc\\passwd", 404, "nothing here"},
		{"/style.css\x00.html", 404, "nothing here"},
		{"/\xff", 404, "nothing here"},
		{"/etc/passwd", 404, "nothing here"},
		{"*", 404, "nothing here"},
		{"", 404, "nothing here"},
		{"/_preview/", 404, "404"},
		{"/_preview/../index.html", 404, "404"},
		{"/_preview/reload.js", 200, "EventSource"},
		{"/_preview/reload.css", 200, ".dossier-preview"},
		{"/" + strings.Repeat("a/", 5000), 404, "nothing here"},
	}
	h := handlerOf(site, nil, nil)
	for _, row := range table {
		got := ask(h, "GET", row.path)
		text := bodyOf(got)
		if row.status == 302 {
			text = got.Header.Get("Location")
			if text != row.want {
				t.Errorf("%q leads to %q, want %q", row.path, text, row.want)
			}
		}
		if got.StatusCode != row.status || !strings.Contains(text, row.want) {
			t.Errorf("%q: %d %q, want %d %q", row.path, got.StatusCode, text, row.status, row.want)
		}
		head := ask(h, "HEAD", row.path)
		if head.StatusCode != row.status || bodyOf(head) != "" && head.StatusCode != 404 { // the server drops the text of errors
			t.Errorf("HEAD %q: %d with a body", row.path, head.StatusCode)
		}
	}
}

func TestFolderOnDiskStaysClosed(t *testing.T) {
	root := t.TempDir()
	for name, text := range map[string]string{"site/index.html": "home", "outside/secret.txt": "secret"} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(root, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(root, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for link, target := range map[string]string{"file": "../outside/secret.txt", "folder": "../outside"} {
		if err := os.Symlink(target, filepath.Join(root, "site", link)); err != nil {
			testkit.Missing(t, "this disk does not do it: %v", err)
		}
	}
	h := handlerOf(os.DirFS(filepath.Join(root, "site")), nil, nil)
	for _, path := range []string{"/file", "/folder/secret.txt", "/folder/", "/../outside/secret.txt"} {
		if got := ask(h, "GET", path); got.StatusCode != 404 || strings.Contains(bodyOf(got), "secret") {
			t.Errorf("%s: %d", path, got.StatusCode)
		}
	}
}

func TestWhoMayAsk(t *testing.T) {
	table := []struct {
		header []string
		status int
	}{
		{nil, 200},
		{[]string{"Host", "localhost:8080"}, 200},
		{[]string{"Host", "LOCALHOST"}, 200},
		{[]string{"Host", "[::1]:8080"}, 200},
		{[]string{"Host", "[::1]"}, 200},
		{[]string{"Host", "127.0.0.5:1"}, 200},
		{[]string{"Host", "localhost:9000"}, 200}, // through a tunnel
		{[]string{"Host", "evil.example"}, 403},
		{[]string{"Host", "evil.example:8080"}, 403},
		{[]string{"Host", "localhost.evil.example:8080"}, 403},
		{[]string{"Host", "127.0.0.1.evil.example"}, 403},
		{[]string{"Host", "192.168.1.7:8080"}, 403},
		{[]string{"Host", "0.0.0.0:8080"}, 403},
		{[]string{"Host", "localhost:x"}, 403},
		{[]string{"Host", ""}, 403},
		{[]string{"Origin", "http://127.0.0.1:8080"}, 200},
		{[]string{"Origin", "http://evil.example"}, 403},
		{[]string{"Origin", "https://127.0.0.1:8080"}, 403},
		{[]string{"Origin", "http://127.0.0.1:3000"}, 403},
		{[]string{"Origin", "null"}, 403},
		{[]string{"Origin", ""}, 403},
		{[]string{"Origin", "http://127.0.0.1:8080", "Origin", "http://evil.example"}, 403},
		{[]string{"Host", "localhost", "Origin", "http://localhost"}, 200},
		{[]string{"Sec-Fetch-Site", "same-origin", "Sec-Fetch-Mode", "no-cors"}, 200},
		{[]string{"Sec-Fetch-Site", "none", "Sec-Fetch-Mode", "navigate"}, 200},
		{[]string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document"}, 200},
		{[]string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "iframe"}, 403},
		{[]string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "no-cors", "Sec-Fetch-Dest", "script"}, 403},
		{[]string{"Sec-Fetch-Site", "same-site", "Sec-Fetch-Mode", "no-cors"}, 403},
	}
	h := handlerOf(site, nil, nil)
	for _, row := range table {
		for _, path := range []string{"/", "/style.css", "/_preview/reload.js", "/missing"} {
			want := row.status
			if path == "/missing" && want == 200 {
				want = 404
			}
			got := ask(h, "GET", path, row.header...)
			if text := bodyOf(got); got.StatusCode != want || want == 403 && strings.Contains(text, "Home") {
				t.Errorf("%s with %q: %d, want %d", path, row.header, got.StatusCode, want)
			}
			if got.Header.Get("Access-Control-Allow-Origin") != "" {
				t.Errorf("%s with %q: others may read", path, row.header)
			}
		}
	}
}

func TestMethods(t *testing.T) {
	h := handlerOf(site, nil, nil)
	for _, method := range []string{"POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "get"} {
		for _, path := range []string{"/", "/_preview/events", "/missing"} {
			if got := ask(h, method, path); got.StatusCode != http.StatusMethodNotAllowed || got.Header.Get("Allow") != "GET, HEAD" {
				t.Errorf("%s %s: %d", method, path, got.StatusCode)
			}
		}
	}
}

func TestHeaders(t *testing.T) {
	h := handlerOf(site, nil, nil)
	for path, want := range map[string]string{
		"/": "text/html; charset=utf-8", "/style.css": "text/css; charset=utf-8", "/script.js": "text/javascript; charset=utf-8",
		"/film.mp4": "video/mp4", "/data.unknown": "application/octet-stream", "/missing": "text/html; charset=utf-8",
	} {
		got := ask(h, "GET", path)
		if got.Header.Get("Content-Type") != want {
			t.Errorf("%s is %q, want %q", path, got.Header.Get("Content-Type"), want)
		}
		for name, value := range map[string]string{"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store", "Cross-Origin-Resource-Policy": "same-origin", "X-Frame-Options": "DENY"} {
			if got.Header.Get(name) != value {
				t.Errorf("%s: %s is %q", path, name, got.Header.Get(name))
			}
		}
	}
	part := ask(h, "GET", "/film.mp4", "Range", "bytes=2-4")
	if part.StatusCode != 206 || bodyOf(part) != "234" {
		t.Errorf("a range gives %d", part.StatusCode)
	}
}

// Pages get one element; all else, scripts with "</body>" in them too, stays as built.
func TestScriptIsInjectedIntoPagesOnly(t *testing.T) {
	h := handlerOf(site, nil, nil)
	const element = `<script src="/_preview/reload.js?1" defer></script>`
	for path, want := range map[string]string{
		"/":            "<!doctype html><html><body><h1>Home</h1>" + element + "</body></html>",
		"/articles/a/": "<p>article" + element,
		"/missing":     "<body>nothing here" + element + "</body>",
		"/script.js":   "0</body>",
	} {
		if got := bodyOf(ask(h, "GET", path)); got != want {
			t.Errorf("%s:\n got %s\nwant %s", path, got, want)
		}
	}
	if string(site["index.html"].Data) != "<!doctype html><html><body><h1>Home</h1></body></html>" {
		t.Error("the site itself was changed")
	}
}

var complaint = source.Problem{Place: source.Place{File: "content/<b>.md", Line: 3, Column: 1}, Code: source.BadDate, Message: "<script>alert(1)</script> is no date", Hint: "write 2020"}

func TestBeforeTheFirstGoodBuild(t *testing.T) {
	h := &handler{state: newState(), done: make(chan struct{})}
	if got := ask(h, "GET", "/"); got.StatusCode != 503 || !strings.Contains(bodyOf(got), "is being built") {
		t.Errorf("before the first build: %d", got.StatusCode)
	}
	h.state.set(nil, []source.Problem{complaint}, nil)
	got := ask(h, "GET", "/articles/a/")
	text := bodyOf(got)
	for _, want := range []string{"could not be built", "content/&lt;b&gt;.md:3:1", "&lt;script&gt;alert", "hint: write 2020", "/_preview/reload.js?0"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in %s", want, text)
		}
	}
	if got.StatusCode != 503 || strings.Contains(text, "<script>alert") || got.Header.Get("Content-Security-Policy") == "" {
		t.Errorf("%d %s", got.StatusCode, text)
	}
}

func TestFailingBuildKeepsTheLastGoodSite(t *testing.T) {
	h := handlerOf(site, nil, nil)
	h.state.set(nil, []source.Problem{complaint}, nil)
	h.state.set(nil, nil, errors.New("no space left"))
	h.state.set(fstest.MapFS{}, nil, errors.New("half a site"))
	if got := ask(h, "GET", "/"); got.StatusCode != 200 || !strings.Contains(bodyOf(got), "Home") {
		t.Errorf("the last good site is gone: %d", got.StatusCode)
	}
	now, _ := h.state.get()
	if m := messageOf(now); m.Version != 1 || m.Error != "half a site" {
		t.Errorf("%+v", m)
	}
	many := make([]source.Problem, 80)
	for i := range many {
		many[i] = complaint
	}
	h.state.set(nil, many, nil)
	now, _ = h.state.get()
	if m := messageOf(now); len(m.Problems) != mostShown+1 || m.Problems[mostShown].Message != "and 30 more" || m.Problems[0].Severity != "error" {
		t.Errorf("%d problems, the last %+v", len(m.Problems), m.Problems[len(m.Problems)-1])
	}
}

func TestAddresses(t *testing.T) {
	for _, addr := range []string{"0.0.0.0:0", "[::]:0", "192.0.2.1:0", "example.org:0", "127.0.0.1", "", "localhost", "nonsense:port:x"} {
		if l, err := listen(addr); err == nil {
			t.Errorf("%q was taken: %s", addr, l.Addr())
			l.Close()
		}
	}
	for _, addr := range []string{"127.0.0.1:0", "localhost:0", ":0"} {
		l, err := listen(addr)
		if err != nil {
			t.Errorf("%q: %v", addr, err)
			continue
		}
		if !l.Addr().(*net.TCPAddr).IP.IsLoopback() {
			t.Errorf("%q listens at %s", addr, l.Addr())
		}
		l.Close()
	}
}

// serve runs a preview until the test is over. Builds happen when the test says so.
type running struct {
	url  string
	addr string
	log  *safeBuffer
	stop func() error
}

type safeBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *safeBuffer) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *safeBuffer) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

func serve(t *testing.T, o Options) *running {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	r := &running{log: &safeBuffer{}}
	ready, ended := make(chan string, 1), make(chan error, 1)
	o.Addr, o.Log, o.Ready = "127.0.0.1:0", r.log, func(url string) { ready <- url }
	go func() { ended <- Serve(ctx, o) }()
	select {
	case r.url = <-ready:
	case err := <-ended:
		t.Fatal(err)
	}
	r.addr = strings.TrimSuffix(strings.TrimPrefix(r.url, "http://"), "/")
	var once sync.Once
	var err error
	r.stop = func() error {
		once.Do(func() { cancel(); err = <-ended })
		return err
	}
	t.Cleanup(func() { r.stop() })
	return r
}

// events reads what pages are told, one message at a time.
func (r *running) events(t *testing.T) func() message {
	t.Helper()
	answer, err := http.Get(r.url + "_preview/events")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { answer.Body.Close() })
	if got := answer.Header.Get("Content-Type"); got != "text/event-stream" {
		t.Fatalf("events come as %s", got)
	}
	lines := bufio.NewScanner(answer.Body)
	return func() message {
		t.Helper()
		for lines.Scan() {
			if text, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				var m message
				if err := json.Unmarshal([]byte(text), &m); err != nil {
					t.Fatal(err)
				}
				return m
			}
		}
		t.Fatalf("the events ended: %v", lines.Err())
		return message{}
	}
}

// until reads messages until one is as wanted; a burst of changes may make two builds.
func until(t *testing.T, next func() message, ok func(message) bool) message {
	t.Helper()
	for range 20 {
		if m := next(); ok(m) {
			return m
		}
	}
	t.Fatal("the message did not come")
	return message{}
}

func TestBadRequestsDoNoHarm(t *testing.T) {
	r := serve(t, Options{Build: func(context.Context, []string) (fs.FS, []source.Problem, error) { return site, nil, nil }})
	first := r.events(t)
	until(t, first, func(m message) bool { return m.Version == 1 })
	for _, text := range []string{
		"", "\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", "GET / HTTP/1.1\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n", "GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
		"GET /..%2f..%2fetc%2fpasswd HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", "GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
		"GET / HTTP/1.0\r\n\r\n", "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + strings.Repeat("a", 200_000) + "\r\n\r\n",
		"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\n", "GET " + strings.Repeat("/a", 50_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n",
	} {
		c, err := net.Dial("tcp", r.addr)
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(c, text)
		c.(*net.TCPConn).CloseWrite()
		answer, _ := io.ReadAll(c)
		c.Close()
		if bytes.Contains(answer, []byte("root:")) || bytes.Contains(answer, []byte(" 200 OK")) {
			t.Errorf("%.60q is answered with %.200q", text, answer)
		}
	}
	// Clients that say nothing or never read must not keep others out.
	for range 50 {
		c, err := net.Dial("tcp", r.addr)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		io.WriteString(c, "GET /film.mp4 HTTP/1.1\r\nHost: loc")
	}
	answer, err := http.Get(r.url)
	if err != nil || answer.StatusCode != 200 || !strings.Contains(bodyOf(answer), "Home") {
		t.Fatalf("%v %v", answer, err)
	}
	if err := r.stop(); err != nil {
		t.Errorf("the end: %v", err)
	}
	if _, err := net.Dial("tcp", r.addr); err == nil {
		t.Error("the port is still open")
	}
}

// A whole session: edits, new folders, helper files, a failing build, a panic.
func TestLiveReload(t *testing.T) {
	root := t.TempDir()
	content := filepath.Join(root, "content")
	write := func(name, text string) {
		t.Helper()
		full := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("content/a.md", "one")
	write("content/out/x.html", "")
	r := serve(t, Options{
		Watch:  []string{content, filepath.Join(root, "templates"), filepath.Join(root, "dossier.yaml"), filepath.Join(root, "not/yet/there")},
		Ignore: []string{filepath.Join(content, "out")},
		Build: func(context.Context, []string) (fs.FS, []source.Problem, error) {
			var all []string
			var failure error
			filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
				if err == nil && !d.IsDir() {
					data, _ := os.ReadFile(name)
					all = append(all, string(data))
				}
				return nil
			})
			text := strings.Join(all, " ")
			switch {
			case strings.Contains(text, "PANIC"):
				panic("a fault of ours")
			case strings.Contains(text, "ERROR"):
				failure = errors.New("disk full")
			case strings.Contains(text, "PROBLEM"):
				return nil, []source.Problem{complaint}, nil
			}
			return fstest.MapFS{"index.html": {Data: []byte("<p>" + text)}}, nil, failure
		},
	})
	page := func() string {
		t.Helper()
		answer, err := http.Get(r.url)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		return bodyOf(answer)
	}
	next := r.events(t)
	version := until(t, next, func(m message) bool { return m.Version > 0 }).Version
	steps := []struct {
		name, file, text string
		want             func(message) bool
		shows            string
	}{
		{"an edit", "content/a.md", "two", func(m message) bool { return m.Version > version }, "two"},
		{"a new folder, deep", "content/b/c/d.md", "three", func(m message) bool { return m.Version > version }, "three"},
		{"an edit in it", "content/b/c/d.md", "four", func(m message) bool { return m.Version > version }, "four"},
		{"the configuration", "dossier.yaml", "title: five", func(m message) bool { return m.Version > version }, "five"},
		{"a folder that was not there", "templates/page.html", "six", func(m message) bool { return m.Version > version }, "six"},
		{"nor the ones above it", "not/yet/there/x", "seven", func(m message) bool { return m.Version > version }, "seven"},
		{"problems", "content/a.md", "PROBLEM", func(m message) bool { return len(m.Problems) == 1 }, "seven"},
		{"an error", "content/a.md", "ERROR", func(m message) bool { return m.Error == "disk full" }, "seven"},
		{"a panic", "content/a.md", "PANIC", func(m message) bool { return strings.Contains(m.Error, "a fault of ours") }, "seven"},
		{"all well again", "content/a.md", "eight", func(m message) bool { return m.Version > version && m.Error == "" && m.Problems == nil }, "eight"},
	}
	for _, step := range steps {
		write(step.file, step.text)
		// A burst may be cut by the build, so wait for the words, not for one message.
		for {
			m := until(t, next, step.want)
			version = max(version, m.Version)
			if strings.Contains(page(), step.shows) {
				break
			}
		}
		if t.Failed() {
			t.Fatal(step.name)
		}
	}
	// Helper files of editors and the ignored folder call for no build: the next message
	// is about the edit that follows them.
	for _, name := range []string{"content/.a.md.swp", "content/a.md~", "content/#a.md#", "content/4913", "content/out/y.html", "content/.git/index", "beside.txt"} {
		write(name, "x")
	}
	write("content/a.md", "nine")
	until(t, next, func(m message) bool { return m.Version > version })
	for _, name := range []string{".swp", "a.md~", "4913", "out", "beside"} {
		if strings.Contains(r.log.String(), name) {
			t.Errorf("a change of %s was built:\n%s", name, r.log)
		}
	}
	// A page that comes late is told the present state at once.
	if m := r.events(t)(); m.Version <= version {
		t.Errorf("a late page is told version %d", m.Version)
	}
	if err := r.stop(); err != nil {
		t.Error(err)
	}
}

func TestBusyPort(t *testing.T) {
	l, err := listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	err = Serve(context.Background(), Options{Addr: l.Addr().String()})
	if err == nil || !strings.Contains(err.Error(), fmt.Sprint(l.Addr().(*net.TCPAddr).Port)) {
		t.Errorf("error %v", err)
	}
}

// A change in the middle of a build is not lost.
func TestChangeDuringABuild(t *testing.T) {
	root := t.TempDir()
	file := filepath.Join(root, "a.md")
	begun, goOn := make(chan struct{}, 10), make(chan struct{})
	builds := 0
	r := serve(t, Options{Watch: []string{root}, Build: func(context.Context, []string) (fs.FS, []source.Problem, error) {
		builds++
		begun <- struct{}{}
		if builds == 1 {
			<-goOn
		}
		data, _ := os.ReadFile(file)
		return fstest.MapFS{"index.html": {Data: data}}, nil, nil
	}})
	<-begun
	if err := os.WriteFile(file, []byte("late"), 0o644); err != nil {
		t.Fatal(err)
	}
	time.Sleep(2 * quiet) // so that the change is told while the build runs; it must not matter
	close(goOn)
	next := r.events(t)
	until(t, next, func(m message) bool { return m.Version >= 2 })
	answer, err := http.Get(r.url)
	if err != nil || !strings.Contains(bodyOf(answer), "late") {
		t.Errorf("%v", err)
	}
}
