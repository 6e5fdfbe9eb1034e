//go:build unix && !linux

package write

import (
	"os"
	"path/filepath"
	"syscall"

	"golang.org/x/sys/unix"
)

// flushFile hands the file to the drive. On a Mac that is cheap; flushTree then asks the
// drive once to empty its cache, which is not.
func flushFile(f *os.File) error { return unix.Fsync(int(f.Fd())) }

func flushTree(root string) error { return flushFolder(root) }

func isMountPoint(folder string) bool {
	in, err := os.Lstat(folder)
	if err != nil {
		return false
	}
	above, err := os.Lstat(filepath.Dir(folder))
	if err != nil {
		return false
	}
	a, okA := in.Sys().(*syscall.Stat_t)
	b, okB := above.Sys().(*syscall.Stat_t)
	return okA && okB && a.Dev != b.Dev
}
