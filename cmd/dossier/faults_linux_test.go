package main

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"dossier/internal/testkit"
)

// faultCalls are the calls by which a build changes the disk, and those by which it reads
// it. step leaves some out that come by the hundred.
var faultCalls = []struct {
	name string
	step int
}{
	{"renameat2", 1}, {"renameat", 1}, {"mkdirat", 19}, {"linkat", 19}, {"unlinkat", 60}, {"syncfs", 1}, {"fsync", 1}, {"flock", 1}, {"ftruncate", 1},
	{"fchmodat", 1}, {"pwrite64", 90}, {"write", 150}, {"openat", 250},
}

// faultsInStore are the same for the files of finished work, where no failure may stop a
// build.
var faultsInStore = []string{"openat", "flock", "pwrite64", "pread64", "write", "read", "renameat", "unlinkat", "close", "ftruncate"}

// TestFaults ends or fails the program itself at its calls to the system, with strace: the
// site is the old or the new one, the next build needs no help and leaves nothing behind.
// The loops of the packages below write and store go through every call of theirs; this
// one is of everything that the program does, finished work included.
func TestFaults(t *testing.T) {
	if os.Getenv("DOSSIER_LONG") == "" {
		t.Skip("set DOSSIER_LONG=1")
	}
	f := newFaults(t)
	kinds := []string{"signal=KILL", "error=ENOSPC", "error=EIO", "error=EACCES"}
	for _, kind := range kinds {
		t.Run(kind, func(t *testing.T) {
			runs := 0
			for _, call := range faultCalls {
				runs += f.loop(t, call.name+":"+kind, call.step, "", false)
			}
			for _, call := range faultsInStore {
				for _, name := range []string{"store.pack", "store.index", "store.index.new", "store.lock"} {
					runs += f.loop(t, call+":"+kind, 30, name, true)
				}
			}
			if runs < 20 {
				t.Errorf("only %d faults", runs)
			}
			t.Logf("%d faults", runs)
		})
	}
}

// faults is a project whose site and finished work are those of its old text.
type faults struct {
	strace, bin, base string
	old, next         map[string]string // the sites of the two texts
}

func newFaults(t *testing.T) *faults {
	f := &faults{strace: testkit.Tool(t, "strace"), bin: program(t), base: t.TempDir()}
	if out, err := exec.Command(f.strace, "-o", os.DevNull, "-e", "inject=fsync:error=EIO", "true").CombinedOutput(); err != nil {
		testkit.Missing(t, "strace may not trace here: %v\n%s", err, out)
	}
	f.write(t, f.base, "old")
	f.build(t, f.base)
	f.old = tree(t, filepath.Join(f.base, "site"))
	fresh := t.TempDir()
	f.write(t, fresh, "new")
	f.build(t, fresh)
	f.next = tree(t, filepath.Join(fresh, "site"))
	return f
}

// write makes one of the two texts of the project: articles are changed, lost and added.
func (f *faults) write(t *testing.T, dir, text string) {
	t.Helper()
	files := map[string]string{
		"dossier.yaml":                     "title: Quay\ncards: false\n",
		"content/entities.yaml":            "- {name: Ada Berg, type: person}\n",
		"content/articles/stays.md":        "---\ntitle: Stays\n---\nAda Berg came in 1999.\n",
		"content/articles/changes.md":      "---\ntitle: Changes\n---\nAda Berg saw the " + text + " quay.\n",
		"content/articles/" + text + ".md": "---\ntitle: Only " + text + "\n---\nText.[^1]\n\n[^1]: A note.\n",
	}
	if err := os.RemoveAll(filepath.Join(dir, "content")); err != nil {
		t.Fatal(err)
	}
	for name, data := range files {
		full := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func (f *faults) build(t *testing.T, dir string) {
	t.Helper()
	if out, err := exec.Command(f.bin, "build", "--source", dir, "--output", filepath.Join(dir, "site")).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
}

// loop sets a fault at the first call, the one step later, and so on, until a build makes
// no such call any more. With a name only calls for that file of the finished work count.
func (f *faults) loop(t *testing.T, fault string, step int, name string, harmless bool) (runs int) {
	t.Helper()
	for n := 1; n < 2000; n += step {
		if !f.try(t, fmt.Sprintf("%s:when=%d", fault, n), name, harmless) {
			break
		}
		runs++
	}
	return runs
}

// messageLost is a trace of a program that could not say what it had to say: strace counts
// the calls of each thread, so that the first one of the thread that tells may fail, too.
var messageLost = regexp.MustCompile(`write\(2, .*\(INJECTED\)`)

// try builds with one fault; hit tells whether it came to pass.
func (f *faults) try(t *testing.T, fault, name string, harmless bool) (hit bool) {
	t.Helper()
	parent, err := os.MkdirTemp("/dev/shm", "dossier-test-")
	if err != nil {
		parent = t.TempDir()
	}
	defer os.RemoveAll(parent)
	dir := filepath.Join(parent, "project")
	if err := os.CopyFS(dir, os.DirFS(f.base)); err != nil {
		t.Fatal(err)
	}
	f.write(t, dir, "new")
	site, log := filepath.Join(dir, "site"), filepath.Join(parent, "log")
	args := []string{"-f", "-qq", "-o", log, "-e", "inject=" + fault}
	if name != "" {
		args = append(args, "-P", filepath.Join(dir, ".dossier", name))
	}
	var said bytes.Buffer
	cmd := exec.Command(f.strace, append(args, f.bin, "build", "--source", dir, "--output", site)...)
	cmd.Stderr = &said
	err = cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	trace, _ := os.ReadFile(log)
	killed := strings.Contains(fault, "KILL")
	if !bytes.Contains(trace, []byte("(INJECTED)")) && !(killed && err != nil) {
		return false
	}
	what := fault + " " + name
	got := tree(t, site)
	isNew := maps.Equal(got, f.next)
	switch {
	case !isNew && !maps.Equal(got, f.old):
		t.Errorf("%s: neither old nor new", what)
	case err == nil && !isNew:
		t.Errorf("%s: it succeeded, and the site is old", what)
	case err != nil && !killed && said.Len() == 0 && !messageLost.Match(trace):
		t.Errorf("%s: it failed without a word", what)
	case err != nil && !killed && harmless:
		t.Errorf("%s: finished work stopped the build: %s", what, said.String())
	}
	f.build(t, dir)
	if !maps.Equal(tree(t, site), f.next) {
		t.Errorf("%s: the next build is not the new site", what)
	}
	for _, place := range []struct {
		dir   string
		known []string
	}{{dir, []string{".dossier", "content", "dossier.yaml", "site"}}, {filepath.Join(dir, ".dossier"), []string{"store.index", "store.lock", "store.pack"}}} {
		list, err := os.ReadDir(place.dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range list {
			if !slices.Contains(place.known, e.Name()) {
				t.Errorf("%s: %s is left behind", what, e.Name())
			}
		}
	}
	return true
}
