package flock

import (
	"errors"
	"os"

	"golang.org/x/sys/windows"
)

// Take takes the lock of a file, if nobody else holds it: that of a byte far behind the
// text, which others must be able to read. The error says that its disk has no locks.
func Take(f *os.File) (taken bool, err error) {
	at := &windows.Overlapped{OffsetHigh: 1}
	err = windows.LockFileEx(windows.Handle(f.Fd()), windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, at)
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) || errors.Is(err, windows.ERROR_IO_PENDING) {
		return false, nil
	}
	return err == nil, err
}
