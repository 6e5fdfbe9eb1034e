package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestImportMemory imports 4 MB of text of several shapes in 150 MB of memory. Many short
// paragraphs cost most, since each is a block of its own.
func TestImportMemory(t *testing.T) {
	const size, most = 4 << 20, 150 << 10 // bytes; kilobytes
	bin, dir := program(t), t.TempDir()
	for name, piece := range map[string]string{
		"long paragraphs":  strings.Repeat("The pilots of the outer harbour met on the quay. ", 20) + "\n\n",
		"short paragraphs": "Six boats left by noon.\n\n",
		"loose marks":      "The boat left the quay.¹ Then fog.\n\n",
		"wrapped lines":    strings.Repeat("The pilots of the outer harbour met on the quay before dawn, and\n", 12) + "\n",
	} {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join(dir, strings.ReplaceAll(name, " ", "-")+".txt")
			text := "Of harbours and of boats\n\nby Ann Lee\n\n" + strings.Repeat(piece, size/len(piece))
			if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
			cmd := exec.Command(bin, "import", "--dry-run", "--source", dir, file)
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			used := cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss
			t.Logf("%d MB", used>>10)
			if used > most {
				t.Errorf("%d MB", used>>10)
			}
		})
	}
}
