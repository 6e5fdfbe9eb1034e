package write

import (
	"io/fs"
	"os"
)

func flushFile(f *os.File) error { return f.Sync() }

// Windows has no way to flush a folder; its file system journals their entries.
func flushTree(string) error   { return nil }
func flushFolder(string) error { return nil }

func isMountPoint(string) bool            { return false }
func chownLike(string, fs.FileInfo) error { return nil }
func mayWrite(string) error               { return nil }
func isForeign(fs.FileInfo) bool          { return false }

// removeBeforeClose: Windows does not remove open files. Who opened the lock in between
// keeps it: then it cannot be removed either.
const removeBeforeClose = false
