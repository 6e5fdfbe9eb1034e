package write

import (
	"errors"
	"io/fs"
	"os"

	"golang.org/x/sys/windows"
)

func flushFile(f *os.File) error { return f.Sync() }

// Windows has no way to flush a folder; its file system journals their entries.
func flushTree(string) error   { return nil }
func flushFolder(string) error { return nil }

func isMountPoint(string) bool            { return false }
func chownLike(string, fs.FileInfo) error { return nil }
func isForeign(fs.FileInfo) bool          { return false }

// lockFile takes a lock on a byte far behind the text, which others must be able to read.
func lockFile(f *os.File) (taken bool, err error) {
	at := &windows.Overlapped{OffsetHigh: 1}
	err = windows.LockFileEx(windows.Handle(f.Fd()), windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, at)
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) || errors.Is(err, windows.ERROR_IO_PENDING) {
		return false, nil
	}
	return err == nil, err
}

// removeBeforeClose: Windows does not remove open files. Who opened the lock in between
// keeps it: then it cannot be removed either.
const removeBeforeClose = false
