// Package floor is the least that a program must do to make pages of the same articles:
// read, parse with goldmark, link names, put a shell around, minify, write. What dossier
// takes above it is the price of its features.
package floor

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/internal/pool"

	"github.com/goccy/go-yaml"
	"github.com/tdewolff/minify/v2"
	minhtml "github.com/tdewolff/minify/v2/html"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// Build writes a page for every article of the project in dir to out.
func Build(dir, out string) error {
	files, err := filepath.Glob(filepath.Join(dir, "content", "articles", "*.md"))
	if err != nil {
		return err
	}
	names, err := readNames(filepath.Join(dir, "content", "entities.yaml"))
	if err != nil {
		return err
	}
	if err := os.MkdirAll(out, 0o777); err != nil {
		return err
	}
	idle := make(chan *worker, len(files)+1)
	_, err = pool.Map(0, files, func(_ int, name string) (struct{}, error) {
		var w *worker
		select {
		case w = <-idle:
		default:
			w = newWorker(names)
		}
		defer func() { idle <- w }()
		return struct{}{}, w.page(name, filepath.Join(out, strings.TrimSuffix(filepath.Base(name), ".md")+".html"))
	})
	return err
}

// names finds names in text: by their first word, the longest first.
type names map[string][]entity

type entity struct{ form, address string }

func readNames(file string) (names, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	found, address := names{}, ""
	for line := range strings.Lines(string(data)) { // as package corpus writes it
		line = strings.TrimLeft(strings.TrimSpace(line), "- ")
		name, named := strings.CutPrefix(line, "name: ")
		form, err := strconv.Unquote(name)
		if err != nil {
			continue // a type, or the head of the aliases
		}
		if named {
			address = "/entities/" + strings.ReplaceAll(strings.ToLower(form), " ", "-") + "/"
		}
		found[firstWord(form)] = append(found[firstWord(form)], entity{form, address})
	}
	for _, list := range found {
		slices.SortStableFunc(list, func(a, b entity) int { return len(b.form) - len(a.form) })
	}
	return found, nil
}

func firstWord(s string) string {
	for i, r := range s {
		if !unicode.IsLetter(r) {
			return s[:i]
		}
	}
	return s
}

// find gives the name that text begins with, nil for none.
func (n names) find(s string) *entity {
	for i, e := range n[firstWord(s)] {
		if strings.HasPrefix(s, e.form) {
			if r, _ := utf8.DecodeRuneInString(s[len(e.form):]); !unicode.IsLetter(r) {
				return &n[firstWord(s)][i]
			}
		}
	}
	return nil
}

// worker makes pages one after the other.
type worker struct {
	names    names
	markdown goldmark.Markdown
	minifier *minify.M
	body     bytes.Buffer
	shelled  bytes.Buffer
	small    bytes.Buffer
	texts    []*ast.Text
}

func newWorker(n names) *worker {
	w := &worker{names: n, minifier: minify.New(), markdown: goldmark.New(
		goldmark.WithExtensions(extension.GFM, extension.Footnote), goldmark.WithParserOptions(parser.WithAutoHeadingID()))}
	w.minifier.AddFunc("text/html", minhtml.Minify)
	return w
}

func (w *worker) page(from, to string) error {
	source, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	front, body, ok := bytes.Cut(bytes.TrimPrefix(source, []byte("---\n")), []byte("\n---\n"))
	var head struct {
		Title, Date, Author string
		Tags                []string
	}
	if ok {
		if err := yaml.Unmarshal(front, &head); err != nil {
			return err
		}
	} else {
		body = source
	}
	d := w.markdown.Parser().Parse(text.NewReader(body))
	w.link(d, body)
	w.body.Reset()
	if err := w.markdown.Renderer().Render(&w.body, body, d); err != nil {
		return err
	}
	w.shelled.Reset()
	w.shelled.WriteString(shellBefore)
	w.shelled.Write(w.body.Bytes())
	w.shelled.WriteString(shellBehind)
	w.small.Reset()
	if err := w.minifier.Minify("text/html", &w.small, &w.shelled); err != nil {
		return err
	}
	return os.WriteFile(to, w.small.Bytes(), 0o666)
}

// link puts a link around every name in running text.
func (w *worker) link(d ast.Node, source []byte) {
	w.texts = w.texts[:0]
	ast.Walk(d, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch t := n.(type) {
		case *ast.Heading, *ast.Link, *ast.AutoLink, *ast.CodeSpan:
			return ast.WalkSkipChildren, nil
		case *ast.Text:
			if entering {
				w.texts = append(w.texts, t)
			}
		}
		return ast.WalkContinue, nil
	})
	for _, t := range w.texts {
		w.linkText(t, source)
	}
}

func (w *worker) linkText(t *ast.Text, source []byte) {
	s, parent := string(t.Segment.Value(source)), t.Parent()
	done, inWord := 0, false
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		begins := !inWord && unicode.IsLetter(r)
		inWord = unicode.IsLetter(r)
		if !begins {
			i += size
			continue
		}
		e := w.names.find(s[i:])
		if e == nil {
			i += size
			continue
		}
		if i > done {
			parent.InsertBefore(parent, t, ast.NewTextSegment(text.NewSegment(t.Segment.Start+done, t.Segment.Start+i)))
		}
		link := ast.NewLink()
		link.Destination = []byte(e.address)
		link.AppendChild(link, ast.NewTextSegment(text.NewSegment(t.Segment.Start+i, t.Segment.Start+i+len(e.form))))
		parent.InsertBefore(parent, t, link)
		i += len(e.form)
		done, inWord = i, false
	}
	t.Segment = text.NewSegment(t.Segment.Start+done, t.Segment.Stop)
}

const shellBefore = `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>A paper · Harbour papers</title>
  <link rel="stylesheet" href="../../static/site.css">
  <link rel="alternate" type="application/atom+xml" href="../../feed.xml">
</head>
<body>
  <header>
    <a href="../../">Harbour papers</a>
    <nav><ul>
      <li><a href="../../articles/">Articles</a></li>
      <li><a href="../../entities/">Index</a></li>
      <li><a href="../../timeline/">Timeline</a></li>
    </ul></nav>
  </header>
  <main>
    <article>
`

const shellBehind = `
    </article>
  </main>
  <footer><p>Harbour papers.</p></footer>
</body>
</html>
`
