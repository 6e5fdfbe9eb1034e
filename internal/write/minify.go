package write

import (
	"bytes"
	"fmt"
	"path"
	"strings"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/html"
	"github.com/tdewolff/minify/v2/js"
	"github.com/tdewolff/minify/v2/json"
	"github.com/tdewolff/minify/v2/svg"
	"github.com/tdewolff/minify/v2/xml"
)

// BodyMarker is the element that a template writes where a body of the page goes, see
// Minifier.Page. Text of an author can never bring one about: templates escape its "<".
const BodyMarker = "<dossier-body></dossier-body>"

// mediaTypes says which files are minified, and as what.
var mediaTypes = map[string]string{
	".html":        "text/html",
	".css":         "text/css",
	".js":          "text/javascript",
	".mjs":         "text/javascript",
	".json":        "application/json",
	".jsonld":      "application/ld+json",
	".geojson":     "application/geo+json",
	".webmanifest": "application/manifest+json",
	".svg":         "image/svg+xml",
	".xml":         "text/xml",
	".atom":        "application/atom+xml",
	".rss":         "application/rss+xml",
}

// Minifier makes the text formats of the web smaller. One is enough for a program; it
// may be used by many workers at once.
type Minifier struct{ m *minify.M }

// NewMinifier sets the formats up. What is kept is kept for a reason: pages have to pass
// the Nu checker (quotes, document and end tags), style sheets may select on attributes
// with default values, numbers in data are the author's, and white space in a feed may
// be the code block of an article.
func NewMinifier() *Minifier {
	m := minify.New()
	m.Add("text/html", &html.Minifier{KeepDocumentTags: true, KeepEndTags: true, KeepQuotes: true, KeepDefaultAttrVals: true})
	m.Add("text/css", &css.Minifier{})
	m.Add("image/svg+xml", &svg.Minifier{})
	for _, mediaType := range []string{"text/javascript", "application/javascript", "module"} {
		m.Add(mediaType, &js.Minifier{Version: 2020}) // younger syntax would shut out older browsers
	}
	for _, mediaType := range []string{"application/json", "application/ld+json", "application/geo+json", "application/manifest+json", "application/feed+json"} {
		m.Add(mediaType, &json.Minifier{KeepNumbers: true})
	}
	for _, mediaType := range []string{"text/xml", "application/xml", "application/atom+xml", "application/rss+xml"} {
		m.Add(mediaType, &xml.Minifier{KeepWhitespace: true})
	}
	return &Minifier{m}
}

// File minifies the contents of a file, whose path says what it is; what is no text
// format of the web comes back as it is. On an error (a style sheet that is cut off, say)
// the data comes back unchanged too, so that a caller may publish it and say so.
func (m *Minifier) File(name string, data []byte) ([]byte, error) {
	mediaType, ok := mediaTypes[strings.ToLower(path.Ext(name))]
	if !ok {
		return data, nil
	}
	small, err := m.m.Bytes(mediaType, data)
	if err != nil {
		return data, fmt.Errorf("minify %s: %w", name, err)
	}
	return small, nil
}

// Page minifies the shell of a page, which a template wrote, and puts the bodies in where
// it has a BodyMarker, the first body at the first marker. The bodies are not looked at:
// our renderer writes them minimal, and minifying them again is a quarter of a build.
func (m *Minifier) Page(shell []byte, bodies ...[]byte) ([]byte, error) {
	small, err := m.m.Bytes("text/html", shell)
	if err != nil {
		return nil, fmt.Errorf("minify page: %w", err)
	}
	parts := bytes.Split(small, []byte(BodyMarker))
	if len(parts) != len(bodies)+1 {
		return nil, fmt.Errorf("minify page: the template has %d places for a body, and there are %d", len(parts)-1, len(bodies))
	}
	size := len(small)
	for _, body := range bodies {
		size += len(body)
	}
	page := append(make([]byte, 0, size), parts[0]...)
	for i, body := range bodies {
		page = append(append(page, body...), parts[i+1]...)
	}
	return page, nil
}
