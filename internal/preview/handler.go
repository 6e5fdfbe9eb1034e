package preview

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"mime"
	"net"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"
	"time"

	"dossier/internal/build"
	"dossier/internal/source"
)

// own is the folder of the preview's own files. No build writes one of that name: slugs
// hold no underscore at their start.
const own = "/_preview/"

// handler answers requests.
type handler struct {
	state *state
	done  <-chan struct{} // closed when the server stops
	desk  func(context.Context, []source.Problem) (build.Desk, error)
}

func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	head := w.Header()
	head.Set("X-Content-Type-Options", "nosniff")
	head.Set("Cross-Origin-Resource-Policy", "same-origin")
	head.Set("X-Frame-Options", "DENY")
	head.Set("Referrer-Policy", "no-referrer")
	head.Set("Cache-Control", "no-store")
	if why := refuse(r); why != "" {
		http.Error(w, why, http.StatusForbidden)
		return
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		head.Set("Allow", "GET, HEAD")
		http.Error(w, "only GET and HEAD", http.StatusMethodNotAllowed)
		return
	}
	if file, ok := strings.CutPrefix(r.URL.Path, own); ok {
		h.serveOwn(w, r, file)
		return
	}
	if r.URL.Path == deskPath || r.URL.Path+"/" == deskPath {
		h.serveDesk(w, r)
		return
	}
	h.serveSite(w, r)
}

// refuse says why a request is not for us, "" when it is. A name of the web may point to
// the loopback address (DNS rebinding), so the Host must be a loopback one; its port may
// be another, behind a tunnel. Origin is what a script of another page cannot hide, and
// Sec-Fetch-Site tells loading a file from following a link.
func refuse(r *http.Request) string {
	if !isLoopback(r.Host) {
		return "the host must be localhost, 127.0.0.1 or [::1]"
	}
	if origins := r.Header.Values("Origin"); len(origins) > 0 {
		if len(origins) > 1 || origins[0] != "http://"+r.Host {
			return "only pages of this preview may ask"
		}
	}
	if site := r.Header.Get("Sec-Fetch-Site"); site == "cross-site" || site == "same-site" {
		if r.Header.Get("Sec-Fetch-Mode") != "navigate" || r.Header.Get("Sec-Fetch-Dest") != "document" {
			return "only pages of this preview may load its files"
		}
	}
	return ""
}

func isLoopback(hostport string) bool {
	host := hostport
	if h, port, err := net.SplitHostPort(hostport); err == nil {
		if _, err := strconv.ParseUint(port, 10, 16); err != nil {
			return false
		}
		host = h
	} else {
		host = strings.TrimSuffix(strings.TrimPrefix(host, "["), "]")
	}
	ip := net.ParseIP(host)
	return strings.EqualFold(host, "localhost") || ip != nil && ip.IsLoopback()
}

// serveSite serves a file of the last good build.
func (h *handler) serveSite(w http.ResponseWriter, r *http.Request) {
	now, _ := h.state.get()
	if now.site == nil {
		h.serveProblems(w, r, now)
		return
	}
	name, folder := strings.CutSuffix(strings.TrimPrefix(r.URL.Path, "/"), "/")
	if r.URL.Path == "/" {
		name, folder = ".", true
	}
	info, ok := find(now.site, name)
	switch {
	case !ok || folder && !info.IsDir():
		h.serveMissing(w, r, now)
	case info.IsDir() && !folder:
		index := path.Join(name, "index.html")
		if _, ok := find(now.site, index); !ok {
			h.serveMissing(w, r, now)
			return
		}
		// Relative, so that no path can turn it into the address of another host.
		target := "./" + (&url.URL{Path: path.Base(name)}).EscapedPath() + "/"
		if r.URL.RawQuery != "" {
			target += "?" + r.URL.RawQuery
		}
		w.Header().Set("Location", target)
		w.WriteHeader(http.StatusFound)
	case folder:
		h.serveFile(w, r, now, path.Join(name, "index.html"), http.StatusOK)
	default:
		h.serveFile(w, r, now, name, http.StatusOK)
	}
}

// find looks a path up. Links are not followed, in no part of it.
func find(site fs.FS, name string) (fs.FileInfo, bool) {
	if !fs.ValidPath(name) || strings.ContainsAny(name, "\\\x00") {
		return nil, false
	}
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		if info, err := fs.Lstat(site, dir); err != nil || !info.IsDir() {
			return nil, false
		}
	}
	info, err := fs.Lstat(site, name)
	return info, err == nil && (info.IsDir() || info.Mode().IsRegular())
}

func (h *handler) serveMissing(w http.ResponseWriter, r *http.Request, now view) {
	if info, ok := find(now.site, "404.html"); ok && info.Mode().IsRegular() {
		h.serveFile(w, r, now, "404.html", http.StatusNotFound)
		return
	}
	http.Error(w, "404: the site has no such page", http.StatusNotFound)
}

// serveFile sends a file of the site, a page with the element that reloads it.
func (h *handler) serveFile(w http.ResponseWriter, r *http.Request, now view, name string, status int) {
	info, ok := find(now.site, name)
	if !ok || !info.Mode().IsRegular() {
		if name == "404.html" {
			http.NotFound(w, r)
			return
		}
		h.serveMissing(w, r, now)
		return
	}
	file, err := now.site.Open(name)
	if err != nil {
		http.Error(w, "the file cannot be read", http.StatusInternalServerError)
		return
	}
	defer file.Close()
	mediaType := mediaTypeOf(name)
	w.Header().Set("Content-Type", mediaType)
	if strings.HasPrefix(mediaType, "text/html") {
		page, err := io.ReadAll(file)
		if err != nil {
			http.Error(w, "the file cannot be read", http.StatusInternalServerError)
			return
		}
		send(w, r, status, inject(page, now.version))
		return
	}
	if seeker, ok := file.(io.ReadSeeker); ok && status == http.StatusOK {
		http.ServeContent(w, r, name, time.Time{}, seeker) // ranges, which films need
		return
	}
	data, err := io.ReadAll(file)
	if err != nil {
		http.Error(w, "the file cannot be read", http.StatusInternalServerError)
		return
	}
	send(w, r, status, data)
}

func send(w http.ResponseWriter, r *http.Request, status int, data []byte) {
	w.Header().Set("Content-Length", strconv.Itoa(len(data)))
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		w.Write(data)
	}
}

// mediaTypes come before those of the system, which differ from one to another.
var mediaTypes = map[string]string{
	".html": "text/html; charset=utf-8", ".htm": "text/html; charset=utf-8",
	".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".mjs": "text/javascript; charset=utf-8",
	".json": "application/json", ".webmanifest": "application/manifest+json", ".geojson": "application/geo+json",
	".xml": "application/xml; charset=utf-8", ".svg": "image/svg+xml", ".txt": "text/plain; charset=utf-8", ".md": "text/plain; charset=utf-8",
	".csv": "text/csv; charset=utf-8", ".ics": "text/calendar; charset=utf-8", ".bib": "text/plain; charset=utf-8",
	".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp", ".avif": "image/avif", ".ico": "image/x-icon",
	".woff": "font/woff", ".woff2": "font/woff2", ".ttf": "font/ttf", ".otf": "font/otf", ".pdf": "application/pdf",
	".mp3": "audio/mpeg", ".mp4": "video/mp4", ".webm": "video/webm", ".wasm": "application/wasm",
}

func mediaTypeOf(name string) string {
	ext := strings.ToLower(path.Ext(name))
	if t, ok := mediaTypes[ext]; ok {
		return t
	}
	if t := mime.TypeByExtension(ext); t != "" {
		return t
	}
	return "application/octet-stream"
}

// inject puts the preview's script into a page. It learns from its own address which
// build the page is of, so that a build between the two is not missed.
func inject(page []byte, version int) []byte {
	element := fmt.Appendf(nil, `<script src="%sreload.js?%d" defer></script>`, own, version)
	at := bytes.LastIndex(page, []byte("</body>"))
	if at < 0 {
		at = len(page)
	}
	return bytes.Join([][]byte{page[:at], element, page[at:]}, nil)
}

func (h *handler) serveOwn(w http.ResponseWriter, r *http.Request, file string) {
	switch file {
	case "reload.js":
		w.Header().Set("Content-Type", mediaTypes[".js"])
		send(w, r, http.StatusOK, []byte(reloadScript))
	case "reload.css":
		w.Header().Set("Content-Type", mediaTypes[".css"])
		send(w, r, http.StatusOK, []byte(reloadStyle))
	case "events":
		h.serveEvents(w, r)
	default:
		http.NotFound(w, r)
	}
}

// serveEvents tells a page of every build from the one on that is shown now.
func (h *handler) serveEvents(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	if r.Method == http.MethodHead {
		return
	}
	flusher := http.NewResponseController(w)
	alive := time.NewTicker(20 * time.Second)
	defer alive.Stop()
	for {
		now, changed := h.state.get()
		text, _ := json.Marshal(messageOf(now)) // text and numbers always can be
		fmt.Fprintf(w, "data: %s\n\n", text)
		for waiting := true; waiting; {
			if err := flusher.Flush(); err != nil {
				return
			}
			select {
			case <-changed:
				waiting = false
			case <-alive.C: // a comment, by which a page that is gone is noticed
				fmt.Fprint(w, ":\n\n")
			case <-r.Context().Done():
				return
			case <-h.done:
				return
			}
		}
	}
}

// message is what a page is told of a build.
type message struct {
	Version  int      `json:"version"`
	Error    string   `json:"error,omitempty"`
	Problems []notice `json:"problems,omitempty"`
}

type notice struct {
	Severity string `json:"severity"`
	Place    string `json:"place"`
	Message  string `json:"message"`
	Hint     string `json:"hint,omitempty"`
}

// mostShown is how many problems a page shows; the terminal has them all.
const mostShown = 50

func messageOf(v view) message {
	m := message{Version: v.version}
	if v.err != nil {
		m.Error = v.err.Error()
	}
	for _, p := range v.problems[:min(len(v.problems), mostShown)] {
		m.Problems = append(m.Problems, notice{p.Severity().String(), p.Place.String(), fmt.Sprintf("%s [%s]", p.Message, p.Code), p.Hint})
	}
	if more := len(v.problems) - mostShown; more > 0 {
		m.Problems = append(m.Problems, notice{Severity: "warning", Message: fmt.Sprintf("and %d more", more)})
	}
	return m
}

// serveProblems stands in for a site that has not been built yet.
func (h *handler) serveProblems(w http.ResponseWriter, r *http.Request, now view) {
	var page bytes.Buffer
	if err := problemPage.Execute(&page, struct {
		message
		Built bool
	}{messageOf(now), now.built}); err != nil {
		http.Error(w, "the site is not built yet", http.StatusServiceUnavailable)
		return
	}
	w.Header().Set("Content-Type", mediaTypes[".html"])
	w.Header().Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'")
	send(w, r, http.StatusServiceUnavailable, inject(page.Bytes(), now.version))
}

var problemPage = template.Must(template.New("problems").Parse(`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>dossier preview</title><link rel="stylesheet" href="/_preview/reload.css"></head>
<body class="dossier-preview-page"><h1>{{if .Built}}The site could not be built{{else}}The site is being built{{end}}</h1>
<p>This page shows the site as soon as it is built.</p>
{{with .Error}}<p>{{.}}</p>{{end}}
<ul>{{range .Problems}}<li>{{.Severity}}: {{.Place}}: {{.Message}}{{with .Hint}}<br>hint: {{.}}{{end}}</li>{{end}}</ul>
</body></html>`))
