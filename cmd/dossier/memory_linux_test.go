package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"

	"dossier/internal/testkit/corpus"
)

// memoryMost is the peak that a build of some 1,200 articles may have. Without a bound on
// the heap it is twice as much.
const memoryMost = 300 << 20

// TestMemory holds a build in a process of its own to a peak of memory.
func TestMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("it builds a large site")
	}
	dir := t.TempDir()
	if err := corpus.Write(dir, corpus.Options{Articles: 1200, Seed: 1}); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(program(t), "build", "--quiet", "--source", dir, "--output", filepath.Join(t.TempDir(), "site"))
	cmd.Env = os.Environ()
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	peak := cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss << 10
	t.Logf("the peak is %d MiB", peak>>20)
	if peak > memoryMost {
		t.Errorf("the peak is %d MiB, more than %d", peak>>20, memoryMost>>20)
	}
}
