package stencil

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

type inner struct {
	Name string
	N    int
}

func (i inner) Upper() string               { return strings.ToUpper(i.Name) }
func (i inner) Twice(s string) string       { return s + s }
func (i inner) Fails() (string, error)      { return "", errors.New("no luck") }
func (i inner) HTML(s string) template.HTML { return template.HTML(s) }

type kind string

type view struct {
	inner
	Kind  kind
	Title string
	Yes   bool
	None  []string
	List  []string
	Items []inner
	One   *inner
	Nil   *inner
	Any   any
}

var funcs = Funcs{
	"say":   func(key string, args ...any) (string, error) { return key + fmt.Sprint(args...), nil },
	"smart": func(text, lang string) string { return "“" + text + "”" + lang },
}

// texts are values that try to get out of their place.
var texts = []string{
	"", "plain", `<b>&amp; "quoted" 'single' + ` + "`", "\x00\r\n\tx", "é – 中", "</title><script>", "javascript:alert(1)", "JavaScript:x", "mailto:a@b.c",
	"https://example.org/a b?q=1&r=%41%zz#é'()", "../a/?x=<y>", "//host/path", "data:text/html,<b>", "#frag ment", "a:b/c:d", "%", "\xff\xfe", "a/b:c",
}

func viewOf(s string) view {
	return view{
		inner: inner{s, len(s)}, Kind: kind(s), Title: s, Yes: len(s)%2 == 0,
		List: []string{s, "b", s}, Items: []inner{{s, 0}, {"x", 2}}, One: &inner{s, 1},
	}
}

// usual are templates that are compiled.
var usual = []string{
	`{{.Title}} {{.Kind}} {{.N}} {{.Name}}`,
	`<p title="{{.Title}}" class='{{.Kind}}' data-n="{{.N}}">{{.Name}}</p>`,
	`<a href="{{.Title}}">a</a> <a href='{{.Title}}'>b</a> <a href="/x/{{.Title}}/">c</a> <a href="?q={{.Title}}">d</a> <a href="#{{.Title}}">e</a>`,
	`<meta http-equiv="refresh" content="1; url={{.Title}}">`,
	`<title>{{.Title}}</title><textarea>{{.Title}}</textarea>`,
	`{{if .Yes}}yes{{else}}no{{end}}{{if not .Yes}}!{{end}}{{if .None}}x{{else if .List}}list{{end}}`,
	`{{if and .Title .List}}both{{end}}{{if or .None .Nil .N}}one{{end}}{{if and (or .None .Yes) (gt .N 3)}}deep{{end}}`,
	`{{range .List}}[{{.}}|{{$.Title}}]{{else}}none{{end}}{{range .None}}x{{else}}none{{end}}`,
	`{{range $i, $x := .Items}}{{if $i}}, {{end}}{{$x.Name}}{{$i}}{{.N}}{{end}}{{range $x := .List}}{{$x}}{{end}}`,
	`{{with .Title}}<b>{{.}}</b>{{else}}none{{end}}{{with .Nil}}{{.Name}}{{end}}{{with $o := .One}}{{$o.Name}}{{.N}}{{end}}`,
	`{{$t := .Title}}{{with .One}}{{$t := .N}}{{$t}}{{end}}{{$t}}`,
	`{{template "item" .One}}{{range .Items}}{{template "item" .}}{{end}}{{define "item"}}<li{{with .Name}} id="{{.}}"{{end}}>{{$.Name}}{{end}}`,
	`{{.Upper}} {{.Twice .Title}} {{$.Twice "<"}} {{.One.Upper}} {{.HTML "<i>as it is</i>"}} {{.Title | .Twice}}`,
	`{{say "word"}} {{say "n" .N (say .Title)}} {{smart .Title "de"}} {{.Title | smart ""}}`,
	`{{len .List}} {{if eq .Title "plain"}}e{{end}}{{if ne .N 5}}n{{end}}{{if lt .N 3}}l{{end}}{{if ge (len .Title) 6}}g{{end}}`,
	`{{/* a comment */}}{{- .Title -}}   {{"constant <"}} {{5}}`,
}

func setOf(t testing.TB, text string) *template.Template {
	t.Helper()
	set, err := template.New("page").Funcs(funcs).Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// document is a page as a browser reads it.
func document(t testing.TB, page []byte) string {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := html.Render(&out, doc); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// check holds a compiled template to what html/template makes.
func check(t testing.TB, text string, v view) {
	t.Helper()
	set := setOf(t, text)
	compiled, err := Compile(set, "page", v, funcs)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	got, err := compiled.Append(nil, v)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	var want bytes.Buffer
	if err := set.Execute(&want, v); err != nil {
		t.Fatal(err)
	}
	if g, w := document(t, got), document(t, want.Bytes()); g != w {
		t.Errorf("%s of %q\n got %s\nwant %s", text, v.Title, g, w)
	}
	if len(got) > want.Len() {
		t.Errorf("%s of %q: longer than html/template's\n got %s\nwant %s", text, v.Title, got, want.Bytes())
	}
}

func TestUsual(t *testing.T) {
	for _, text := range usual {
		for _, s := range texts {
			check(t, text, viewOf(s))
		}
	}
}

func FuzzValues(f *testing.F) {
	for i := range usual {
		f.Add(i, texts[i%len(texts)])
	}
	f.Fuzz(func(t *testing.T, i int, s string) { check(t, usual[uint(i)%uint(len(usual))], viewOf(s)) })
}

// TestUnusual: what would take knowledge of a value's type, or of another language than
// HTML, is left to html/template.
func TestUnusual(t *testing.T) {
	for _, text := range []string{
		`{{.Any}}`, `{{.Missing}}`, `{{.Title.Sub}}`, `<script>let a = {{.Title}}</script>`, `<p style="color: {{.Title}}">`, `<a onclick="f({{.Title}})">`,
		`<p {{.Title}}>`, `<p class={{.Title}}>`, `<!-- {{.Title}} -->x{{.Any}}`, `{{range .List}}{{break}}{{end}}`, `{{range 3}}x{{end}}`, `{{printf "%d" .N}}`,
		`{{index .List 0}}`, `{{.Fails.Missing}}`, `<p title="{{.HTML "<b>"}}">`, `{{$a := 1}}{{$a = 2}}{{$a}}`, `{{template "none"}}{{define "none"}}{{end}}`,
		`<img srcset="{{.Title}}">`, `<p title="{{template "item" .}}">{{template "item" .}}{{define "item"}}{{.Title}}{{end}}`,
	} {
		if _, err := Compile(setOf(t, text), "page", view{}, funcs); !errors.Is(err, errUnusual) {
			t.Errorf("%s: %v", text, err)
		}
	}
}

// TestFailures are templates that fail when they run, for some views.
func TestFailures(t *testing.T) {
	for _, text := range []string{`{{.Nil.Name}}`, `{{.Nil.Upper}}`, `{{.Fails}}`, `{{template "page" .}}`, `{{with .Nil.Name}}x{{end}}`, `{{range .Items}}{{$.Nil.Name}}{{end}}`} {
		compiled, err := Compile(setOf(t, text), "page", view{}, funcs)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		if out, err := compiled.Append(nil, viewOf("x")); err == nil {
			t.Errorf("%s made %s", text, out)
		}
	}
	if _, err := Compile(setOf(t, `<a href="{{if .Yes}}x?{{end}}{{.Title}}">`), "page", view{}, funcs); err == nil {
		t.Error("a template that html/template refuses is compiled")
	}
}

func BenchmarkExecute(b *testing.B) {
	const text = `<ul>{{range .Items}}<li id="{{.Name}}"><a href="{{.Name}}">{{.Name}}</a>{{if .N}} <span>{{.N}}</span>{{end}}</li>{{end}}</ul>`
	v := viewOf("words of a name")
	for range 200 {
		v.Items = append(v.Items, inner{"words of a name", 7})
	}
	set := setOf(b, text)
	compiled, err := Compile(set, "page", v, funcs)
	if err != nil {
		b.Fatal(err)
	}
	b.Run("stencil", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := compiled.Append(nil, v); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("html-template", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			var out bytes.Buffer
			if err := set.Execute(&out, v); err != nil {
				b.Fatal(err)
			}
		}
	})
}
