package write

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// disk is every call of this package that changes a file system, and those that read
// one. A test sets fault to make the Nth call fail, or to be the last of the process.
// The zero value is the real thing.
type disk struct {
	fault   func(call, path string) error
	noFlush bool // do not wait for the disk, which a loop over many builds has no use for
}

// try asks the test, if there is one, whether a call may happen.
func (d disk) try(call, path string) error {
	if d.fault == nil {
		return nil
	}
	if err := d.fault(call, path); err != nil {
		return &fs.PathError{Op: call, Path: path, Err: err}
	}
	return nil
}

func (d disk) mkdir(path string) error {
	if err := d.try("mkdir", path); err != nil {
		return err
	}
	return os.Mkdir(path, 0o777)
}

// mkdirAll makes a folder and those above it, and returns the ones it made, outermost
// first.
func (d disk) mkdirAll(path string) (made []string, err error) {
	switch info, err := os.Stat(path); {
	case err == nil && info.IsDir():
		return nil, nil
	case err == nil:
		return nil, &fs.PathError{Op: "mkdir", Path: path, Err: errors.New("it is not a folder")}
	}
	if parent := filepath.Dir(path); parent != path {
		if made, err = d.mkdirAll(parent); err != nil {
			return made, err
		}
	}
	if err := d.mkdir(path); err != nil && !errors.Is(err, fs.ErrExist) {
		return made, err
	}
	return append(made, path), nil
}

// create writes a new file; it never opens one that is there.
func (d disk) create(path string, data io.Reader) (err error) {
	if err := d.try("create", path); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o666)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	if err := d.try("write", path); err != nil {
		return err
	}
	buffer := buffers.Get().(*[]byte)
	defer buffers.Put(buffer)
	if _, err := io.CopyBuffer(struct{ io.Writer }{f}, data, *buffer); err != nil {
		return err
	}
	if err := d.try("fsync", path); err != nil || d.noFlush {
		return err
	}
	return flushFile(f)
}

func (d disk) link(from, to string) error {
	if err := d.try("link", to); err != nil {
		return err
	}
	return os.Link(from, to)
}

func (d disk) symlink(target, path string) error {
	if err := d.try("symlink", path); err != nil {
		return err
	}
	return os.Symlink(target, path)
}

func (d disk) rename(from, to string) error {
	if err := d.try("rename", to); err != nil {
		return err
	}
	return os.Rename(from, to)
}

func (d disk) exchange(a, b string) error {
	if err := d.try("exchange", b); err != nil {
		return err
	}
	return exchange(a, b)
}

func (d disk) remove(path string) error {
	if err := d.try("remove", path); err != nil {
		return err
	}
	return os.Remove(path)
}

// like gives a path the mode and, where it may, the owner of another file.
func (d disk) like(path string, info fs.FileInfo) error {
	if err := d.try("chmod", path); err != nil {
		return err
	}
	if err := chownLike(path, info); err != nil {
		return err
	}
	return os.Chmod(path, info.Mode()&(fs.ModePerm|fs.ModeSetgid|fs.ModeSetuid|fs.ModeSticky))
}

// syncTree sees to it that a tree survives a loss of power. Files have been flushed as
// they were written where the system has no call for a whole tree.
func (d disk) syncTree(root string) error {
	if err := d.try("fsync", root); err != nil || d.noFlush {
		return err
	}
	return flushTree(root)
}

func (d disk) syncFolder(path string) error {
	if err := d.try("fsync", path); err != nil || d.noFlush {
		return err
	}
	return flushFolder(path)
}

func (d disk) open(path string) (*os.File, error) {
	if err := d.try("open", path); err != nil {
		return nil, err
	}
	return os.Open(path)
}

func (d disk) readFile(path string) ([]byte, error) {
	if err := d.try("open", path); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
}

func (d disk) readDir(path string) ([]fs.DirEntry, error) {
	if err := d.try("readdir", path); err != nil {
		return nil, err
	}
	return os.ReadDir(path)
}
