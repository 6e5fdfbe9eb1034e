package write

import (
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// exchange swaps two folders in one step: no moment shows neither or half of one.
func exchange(a, b string) error {
	if err := unix.Renameat2(unix.AT_FDCWD, a, unix.AT_FDCWD, b, unix.RENAME_EXCHANGE); err != nil {
		return &os.LinkError{Op: "exchange", Old: a, New: b, Err: err}
	}
	return nil
}

// cannotExchange tells errors of a file system that has no exchange (NFS, layers of a
// container, an old kernel or its filter) from those of a disk that fails.
func cannotExchange(err error) bool {
	for _, code := range []unix.Errno{unix.EINVAL, unix.ENOSYS, unix.EOPNOTSUPP, unix.EXDEV, unix.EBUSY, unix.EPERM} {
		if errors.Is(err, code) {
			return true
		}
	}
	return false
}

// flushFile does nothing: one flushTree after the last file costs a fifth of a call for
// each of them.
func flushFile(*os.File) error { return nil }

func flushTree(root string) error {
	f, err := os.Open(root)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := unix.Syncfs(int(f.Fd())); err != nil {
		return &os.PathError{Op: "syncfs", Path: root, Err: err}
	}
	return nil
}

// isMountPoint tells whether a folder is mounted where it stands, so that it cannot be
// renamed. The id of the mount also tells bind mounts of one file system apart.
func isMountPoint(folder string) bool {
	var in, above unix.Statx_t
	const flags = unix.AT_SYMLINK_NOFOLLOW
	if unix.Statx(unix.AT_FDCWD, folder, flags, unix.STATX_MNT_ID, &in) != nil ||
		unix.Statx(unix.AT_FDCWD, filepath.Dir(folder), flags, unix.STATX_MNT_ID, &above) != nil {
		return false
	}
	if in.Mask&above.Mask&unix.STATX_MNT_ID != 0 {
		return in.Mnt_id != above.Mnt_id
	}
	return in.Dev_major != above.Dev_major || in.Dev_minor != above.Dev_minor
}

// whoIsIn names a process whose current folder is the given one or lies below it, ""
// when there is none that we may know of. An exchange would leave it in a deleted folder.
func whoIsIn(folder string) string {
	processes, err := os.ReadDir("/proc")
	if err != nil {
		return ""
	}
	for _, p := range processes {
		if _, err := strconv.Atoi(p.Name()); err != nil {
			continue
		}
		cwd, err := os.Readlink("/proc/" + p.Name() + "/cwd")
		if err == nil && (cwd == folder || strings.HasPrefix(cwd, folder+"/")) {
			return "process " + p.Name()
		}
	}
	return ""
}
