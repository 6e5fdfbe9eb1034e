package main

import (
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestServe edits a project while it is served.
func TestServe(t *testing.T) {
	dir := t.TempDir()
	article := filepath.Join(dir, "a.md")
	write := func(text string) {
		if err := os.WriteFile(article, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("# First\n\nText.\n")
	ctx, stop := context.WithCancel(t.Context())
	address, ended := make(chan string, 1), make(chan error, 1)
	go func() { ended <- serve(ctx, dir, "127.0.0.1:0", io.Discard, func(url string) { address <- url }) }()
	var url string
	select {
	case url = <-address:
	case err := <-ended:
		t.Fatalf("serve ended: %v", err)
	}
	waitFor(t, url+"articles/a/", "First")
	write("# Second\n\nText.\n")
	waitFor(t, url+"articles/a/", "Second")
	write("---\ntitle: [open\n---\n") // the last good site stays
	time.Sleep(300 * time.Millisecond)
	waitFor(t, url+"articles/a/", "Second")
	if _, err := os.Stat(filepath.Join(dir, "site")); err == nil {
		t.Error("serve wrote to the published folder")
	}
	stop()
	if err := <-ended; err != nil {
		t.Errorf("serve ended with %v", err)
	}
}

// waitFor asks for a page until it says what it should.
func waitFor(t *testing.T, url, want string) {
	t.Helper()
	last := ""
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		resp, err := http.Get(url)
		if err != nil {
			continue
		}
		data, _ := io.ReadAll(resp.Body)
		resp.Body.Close()
		if last = string(data); resp.StatusCode == http.StatusOK && strings.Contains(last, want) {
			return
		}
	}
	t.Fatalf("%s never says %q: %.300s", url, want, last)
}

// TestDesk asks for the author's desk: proposals, doubts, open dates and problems, each
// with its sentence and the lines to paste; the project is not touched.
func TestDesk(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"content/articles/a.md":  "---\ntitle: A\n---\nAda Berg met Otto Berg by the River Tarn. Then Berg left the River Tarn in May.\n\nLost[^x].\n",
		"content/imports/a.yaml": "received: a.pdf\nlog:\n  - line: 7\n    kind: cut\n    before: \"the ship was\"\n    message: a paragraph ends in mid-sentence\n  - kind: format\n    message: read as PDF\n",
		"content/entities.yaml":  "- name: Ada Berg\n  type: person\n- name: Otto Berg\n  type: person\n",
	} {
		full := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	ctx, stop := context.WithCancel(t.Context())
	address, ended := make(chan string, 1), make(chan error, 1)
	go func() { ended <- serve(ctx, dir, "127.0.0.1:0", io.Discard, func(url string) { address <- url }) }()
	var url string
	select {
	case url = <-address:
	case err := <-ended:
		t.Fatalf("serve ended: %v", err)
	}
	waitFor(t, url+"articles/a/", "Lost")
	for _, want := range []string{
		"- id: river-tarn\n  name: River Tarn\n  type: place\n", "content/refused.yaml:</p><pre>- River Tarn\n", // a proposal
		"fits ada-berg and otto-berg", "entities: {as: {&#34;Berg&#34;: otto-berg}}", "Then Berg left the River Tarn in May.", // a doubt
		"content/articles/a.md:4:76", "dates: {set: {&#34;May&#34;: YYYY-MM-DD}}", "date: YYYY-MM-DD", // an open date
		"content/articles/a.md: a paragraph ends in mid-sentence", "<code>a.pdf:7</code> the ship was", // a doubt of an import
		"content/articles/a.md:6:5", "[undefined]", // a problem
	} {
		waitFor(t, url+"_desk/", want)
	}
	if _, err := os.Stat(filepath.Join(dir, "content", "refused.yaml")); err == nil {
		t.Error("the desk wrote a file")
	}
	stop()
	if err := <-ended; err != nil {
		t.Errorf("serve ended with %v", err)
	}
}
