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
