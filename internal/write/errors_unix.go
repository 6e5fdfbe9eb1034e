//go:build unix

package write

import (
	"errors"
	"io/fs"

	"golang.org/x/sys/unix"
)

// isReadOnly tells errors of a folder that we may not write to from those of its disk.
func isReadOnly(err error) bool {
	return errors.Is(err, fs.ErrPermission) || errors.Is(err, unix.EROFS)
}
