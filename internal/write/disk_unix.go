//go:build unix

package write

import (
	"errors"
	"io/fs"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

func flushFolder(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	err = f.Sync()
	if errors.Is(err, unix.EINVAL) || errors.Is(err, unix.ENOTSUP) { // some network disks
		err = nil
	}
	return errors.Join(err, f.Close())
}

// mayWrite tells why nothing can be put into a folder, nil where it can.
func mayWrite(folder string) error {
	if err := unix.Faccessat(unix.AT_FDCWD, folder, unix.W_OK|unix.X_OK, unix.AT_EACCESS); err != nil {
		return &fs.PathError{Op: "put files into", Path: folder, Err: err}
	}
	return nil
}

// chownLike hands a file to the owner of another. Only root may give files away; others
// are stopped before, see Publisher.way.
func chownLike(path string, info fs.FileInfo) error {
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok || os.Geteuid() != 0 {
		return nil
	}
	return os.Lchown(path, int(stat.Uid), int(stat.Gid))
}

// isForeign tells whether a file belongs to another user, to whom we cannot give the one
// that would take its place.
func isForeign(info fs.FileInfo) bool {
	stat, ok := info.Sys().(*syscall.Stat_t)
	return ok && os.Geteuid() != 0 && int(stat.Uid) != os.Geteuid()
}

// removeBeforeClose: a lock is removed while it is still held, so that nobody can take
// the file that is about to go.
const removeBeforeClose = true
