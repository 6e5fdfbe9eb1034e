package write

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"time"

	"dossier/internal/flock"
)

// LockedError says that another build is writing to the same output.
type LockedError struct {
	Output string
	Holder string // "process 4711 on host atlas, since 14:03:05"; "" when it has not said yet
}

func (e *LockedError) Error() string {
	if e.Holder == "" {
		return fmt.Sprintf("write to %s: another build is writing there", e.Output)
	}
	return fmt.Sprintf("write to %s: another build is writing there (%s)", e.Output, e.Holder)
}

// lock is held by one build of an output at a time. The system itself drops it when its
// holder dies, so a file left by a dead build is taken over without a question and no
// number of a process can be mistaken for that of a later one. The text in the file is
// for people only.
type lock struct {
	disk disk
	file *os.File
	weak error // why the disk cannot keep others out, nil when it does
}

// takeLock takes the lock at path, made if need be.
func takeLock(d disk, path, output string) (*lock, error) {
	for {
		if err := d.try("create", path); err != nil {
			return nil, err
		}
		if info, err := os.Lstat(path); err == nil && !info.Mode().IsRegular() {
			return nil, &OutputError{output, "the lock " + path + " is no regular file, so no build made it", "remove it"}
		}
		f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o666)
		if err != nil {
			return nil, err
		}
		taken, err := flock.Take(f)
		if !taken && err == nil {
			holder := readHolder(f)
			f.Close()
			return nil, &LockedError{output, holder}
		}
		if !isAt(f, path) { // its last holder removed it after we had opened it
			f.Close()
			continue
		}
		l := &lock{d, f, err} // some network disks have no locks; a site is built there all the same
		if err := l.sign(); err != nil {
			return nil, errors.Join(err, l.release())
		}
		return l, nil
	}
}

// sign writes who holds the lock. The time of the file says since when.
func (l *lock) sign() error {
	if err := l.disk.try("write", l.file.Name()); err != nil {
		return err
	}
	host, err := os.Hostname()
	if err != nil {
		host = "unknown"
	}
	if err := l.file.Truncate(0); err != nil {
		return err
	}
	_, err = l.file.WriteAt(fmt.Appendf(nil, "process %d on host %s\n", os.Getpid(), host), 0)
	return err
}

func (l *lock) release() error {
	if l == nil {
		return nil
	}
	name := l.file.Name()
	if removeBeforeClose {
		return errors.Join(l.disk.remove(name), l.file.Close())
	}
	err := l.file.Close()
	if e := l.disk.remove(name); e != nil && !errors.Is(e, fs.ErrNotExist) && !errors.Is(e, fs.ErrPermission) {
		err = errors.Join(err, e)
	}
	return err
}

func readHolder(f *os.File) string {
	text, err := io.ReadAll(io.LimitReader(f, 200))
	if err != nil || len(text) == 0 {
		return ""
	}
	holder := strings.TrimSpace(string(text))
	if info, err := f.Stat(); err == nil {
		holder += ", since " + info.ModTime().Format(time.TimeOnly)
	}
	return holder
}

func isAt(f *os.File, path string) bool {
	open, err := f.Stat()
	if err != nil {
		return false
	}
	there, err := os.Lstat(path)
	return err == nil && os.SameFile(open, there)
}
