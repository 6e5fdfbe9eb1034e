package main

import (
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"syscall"
	"testing"
	"time"
)

// TestSignals stops a build at many moments: the site is the old one or the new one, and
// nothing is left beside it.
func TestSignals(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no signals here")
	}
	bin, dir := program(t), t.TempDir()
	copyProject(t, dir, false)
	site := filepath.Join(dir, "site")
	build := func(out string) *exec.Cmd {
		return exec.Command(bin, "build", "--quiet", "--source", dir, "--output", out)
	}
	if out, err := build(site).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	before := tree(t, site)
	if err := os.WriteFile(filepath.Join(dir, "content", "articles", "added.md"), []byte("---\ntitle: Added\n---\nText.\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	start, other := time.Now(), filepath.Join(t.TempDir(), "site")
	if out, err := build(other).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	took, after := time.Since(start), tree(t, other)
	for i, signal := range []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP} {
		cmd := build(site)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		// The first few milliseconds belong to the system: no program has begun to listen.
		time.Sleep(20*time.Millisecond + took*time.Duration(i)/9)
		cmd.Process.Signal(signal)
		cmd.Wait()
		if now := tree(t, site); !maps.Equal(now, before) && !maps.Equal(now, after) {
			t.Errorf("signal %d (%v): the site is neither the old one nor the new one", i, signal)
		}
		left, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range left {
			if !slices.Contains([]string{"content", "dossier.yaml", "site", ".dossier"}, e.Name()) {
				t.Errorf("signal %d (%v): %s is left", i, signal, e.Name())
			}
		}
	}
}
