package preview

import (
	"bytes"
	"html/template"
	"net/http"
)

// deskPath is the author's desk. It is made when it is asked for and is never part of
// a site, for it quotes drafts and decisions.
const deskPath = "/_desk/"

// serveDesk shows what waits for the author. It reads only: the lines to paste are the
// author's to paste.
func (h *handler) serveDesk(w http.ResponseWriter, r *http.Request) {
	if h.desk == nil {
		http.NotFound(w, r)
		return
	}
	now, _ := h.state.get()
	desk, err := h.desk(r.Context(), now.problems)
	if err != nil {
		http.Error(w, "the desk cannot be made: "+err.Error(), http.StatusInternalServerError)
		return
	}
	var page bytes.Buffer
	if err := deskPage.Execute(&page, desk); err != nil {
		http.Error(w, "the desk cannot be shown", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", mediaTypes[".html"])
	w.Header().Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'")
	send(w, r, http.StatusOK, inject(page.Bytes(), now.version))
}

var deskPage = template.Must(template.New("desk").Parse(`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>The author's desk</title><link rel="stylesheet" href="/_preview/reload.css"></head>
<body class="dossier-preview-page"><h1>The author's desk</h1>
<p>What waits for a decision. This page is never published and changes nothing: paste a line into the file named above it and save. <a href="/">The site</a></p>
<nav><ul>{{range .}}<li><a href="#{{.ID}}">{{.Title}}</a> ({{len .Items}})</li>{{end}}</ul></nav>
{{range .}}<section><h2 id="{{.ID}}">{{.Title}}</h2>{{range .Items}}<details><summary>{{.Title}}</summary>{{with .Why}}<p>{{.}}</p>{{end}}
<ul>{{range .Quotes}}<li><code>{{.At}}</code> {{.Text}}</li>{{end}}</ul>
{{range .Paste}}<p>{{.Where}}:</p><pre>{{.YAML}}</pre>{{end}}</details>{{else}}<p>Nothing is open here.</p>{{end}}</section>
{{end}}</body></html>`))
