package render

import (
	"bytes"
	"reflect"
	"strings"
	"testing"

	"dossier/internal/render/stencil"

	"golang.org/x/net/html"
)

// TestTemplatesCompile: every page of the built-in templates is made by a compiled
// template, and is the document that html/template makes.
func TestTemplatesCompile(t *testing.T) {
	s := harbours(t, "en")
	for _, f := range s.Plan() {
		if !strings.HasSuffix(f.Path, ".html") {
			continue
		}
		compiled, err := f.Make()
		if err != nil {
			t.Fatal(err)
		}
		for _, page := range s.templates {
			page.compiled.Range(func(view, quick any) bool {
				if quick.(*stencil.Template) == nil {
					t.Errorf("%s: a template is not compiled for %s", f.Path, view)
				}
				page.compiled.Store(view, (*stencil.Template)(nil))
				return true
			})
		}
		executed, err := f.Make()
		if err != nil {
			t.Fatal(err)
		}
		if got, want := document(t, compiled.Data), document(t, executed.Data); got != want {
			t.Errorf("%s\n got %s\nwant %s", f.Path, got, want)
		}
		for _, page := range s.templates {
			page.compiled.Clear()
		}
	}
}

// document is a page as a browser reads it.
func document(t *testing.T, page []byte) string {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	if err := html.Render(&out, doc); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// TestFailingTemplate: the message of a template that fails has the line of its source.
func TestFailingTemplate(t *testing.T) {
	set := harbours(t, "en").templates["page"]
	type view struct{ Base }
	_, err := set.execute(nil, "base", view{})
	if err == nil || !strings.Contains(err.Error(), "page.html:2:") {
		t.Errorf("%v for a %s", err, reflect.TypeFor[view]())
	}
}
