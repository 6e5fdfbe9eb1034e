package write

import (
	"bytes"
	"errors"
	"fmt"
	"path"
	"strconv"
	"strings"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/html"
	"github.com/tdewolff/minify/v2/js"
	"github.com/tdewolff/minify/v2/json"
	"github.com/tdewolff/minify/v2/svg"
	"github.com/tdewolff/minify/v2/xml"
)

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

// htmlOptions keep what pages need to pass the Nu checker, and attributes with default
// values, which style sheets may select on.
var htmlOptions = html.Minifier{KeepDocumentTags: true, KeepEndTags: true, KeepQuotes: true, KeepDefaultAttrVals: true}

// NewMinifier sets the formats up. What is kept is kept for a reason: pages have to pass
// the Nu checker (quotes, document and end tags), style sheets may select on attributes
// with default values, and numbers in data are the author's.
func NewMinifier() *Minifier {
	m := minify.New()
	o := htmlOptions
	m.Add("text/html", &o)
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
	minify := m.bytes
	if strings.HasSuffix(mediaType, "xml") && mediaType != "image/svg+xml" {
		minify = m.xml
	}
	small, err := minify(mediaType, data)
	if err != nil {
		return data, fmt.Errorf("minify %s: %w", name, err)
	}
	return small, nil
}

// mask stands around the number of a text that is kept out of the minifier's sight. It is
// a private use character, which no standard gives a meaning.
const mask = "\uf8ff"

// xml minifies the markup of XML and leaves its text alone. The library would join line
// ends and spaces, but only a schema could tell where they do not matter: the text of a
// feed is the escaped HTML of an article, with code in it.
func (m *Minifier) xml(mediaType string, data []byte) ([]byte, error) {
	if bytes.Contains(data, []byte(mask)) {
		return data, nil
	}
	var masked bytes.Buffer
	var texts [][]byte
	for len(data) > 0 {
		text := data[:indexOr(data, "<")]
		if len(bytes.TrimSpace(text)) > 0 {
			fmt.Fprintf(&masked, "%s%d%s", mask, len(texts), mask)
			texts = append(texts, text)
		} else {
			masked.Write(text)
		}
		data = data[len(text):]
		markup := data[:markupEnd(data)]
		masked.Write(markup)
		data = data[len(markup):]
	}
	small, err := m.bytes(mediaType, masked.Bytes())
	if err != nil {
		return nil, err
	}
	parts := bytes.Split(small, []byte(mask))
	if len(parts) != 2*len(texts)+1 {
		return nil, errors.New("a text of the document was lost")
	}
	var whole bytes.Buffer
	for i, part := range parts {
		switch {
		case i%2 == 0:
			whole.Write(part)
		case string(part) == strconv.Itoa(i/2):
			whole.Write(texts[i/2])
		default:
			return nil, errors.New("the texts of the document were mixed up")
		}
	}
	return whole.Bytes(), nil
}

// bytes calls the library on a copy, for it writes into what it reads. It may meet files
// of a user that nobody thought of, and a panic over one must not end the build.
func (m *Minifier) bytes(mediaType string, data []byte) (small []byte, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("the minifier failed: %v", v)
		}
	}()
	return m.m.Bytes(mediaType, bytes.Clone(data))
}

// markupEnd tells where the tag, comment or other markup ends that data begins with.
func markupEnd(data []byte) int {
	for _, m := range []struct{ open, end string }{{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}} {
		if bytes.HasPrefix(data, []byte(m.open)) {
			return len(m.open) + indexAfter(data[len(m.open):], m.end)
		}
	}
	if bytes.HasPrefix(data, []byte("<!")) && indexOr(data, "[") < indexOr(data, ">") {
		return indexAfter(data, "]>")
	}
	var quote byte
	for i, c := range data {
		switch {
		case c == quote:
			quote = 0
		case quote == 0 && (c == '"' || c == '\''):
			quote = c
		case quote == 0 && c == '>':
			return i + 1
		}
	}
	return len(data)
}

// indexOr is where the first sep begins, indexAfter where it ends; the end of data
// without one.
func indexOr(data []byte, sep string) int {
	if i := bytes.Index(data, []byte(sep)); i >= 0 {
		return i
	}
	return len(data)
}

func indexAfter(data []byte, sep string) int {
	return min(indexOr(data, sep)+len(sep), len(data))
}

// Template minifies the text of a template of html/template; its actions stay as they
// are. A page is then made minimal, and minifying each once more, a quarter of a build,
// is not needed. Scripts and styles in it are left alone, for actions may stand in them.
func (m *Minifier) Template(text string) string {
	templates := minify.New()
	o := htmlOptions
	o.TemplateDelims = html.GoTemplateDelims
	templates.Add("text/html", &o)
	small, err := (&Minifier{templates}).bytes("text/html", []byte(text))
	if err != nil {
		return text
	}
	return string(small)
}
