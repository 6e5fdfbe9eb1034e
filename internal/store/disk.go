package store

import (
	"fmt"
	"io/fs"
	"os"
)

// disk is every call of this package that changes a file system. A test sets fault to
// make the Nth call fail, or to be the last of the process. The zero value is the real
// thing.
type disk struct {
	fault func(call, path string) error
}

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

// create makes a new file; it never opens one that is there.
func (d disk) create(path string) (*os.File, error) {
	if err := d.try("create", path); err != nil {
		return nil, err
	}
	return os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o666)
}

// temporary makes a new file of a name that nobody else has.
func (d disk) temporary(dir string) (*os.File, error) {
	if err := d.try("create", dir); err != nil {
		return nil, err
	}
	return os.CreateTemp(dir, scratchName+"*")
}

// writeAt writes data; where a test makes it fail, the disk has taken half of it.
func (d disk) writeAt(f *os.File, data []byte, at int64) (n int, err error) {
	if err := d.try("write", f.Name()); err != nil {
		n, _ = f.WriteAt(data[:len(data)/2], at)
		return n, err
	}
	return f.WriteAt(data, at)
}

func (d disk) truncate(f *os.File, size int64) error {
	if err := d.try("truncate", f.Name()); err != nil {
		return err
	}
	return f.Truncate(size)
}

func (d disk) remove(path string) error {
	if err := d.try("remove", path); err != nil {
		return err
	}
	return os.Remove(path)
}

func (d disk) rename(from, to string) error {
	if err := d.try("rename", to); err != nil {
		return err
	}
	return os.Rename(from, to)
}

// diskWriter writes a file from its beginning.
type diskWriter struct {
	disk disk
	file *os.File
}

func (w diskWriter) Write(data []byte) (int, error) {
	if err := w.disk.try("write", w.file.Name()); err != nil {
		return 0, err
	}
	return w.file.Write(data)
}

// open opens a file of the store; a link, pipe or folder in its place is none.
func (d disk) open(name string, mode int) (*os.File, error) {
	before, err := os.Lstat(name)
	if err == nil && !before.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is no regular file", name)
	}
	if err != nil {
		if mode&os.O_CREATE == 0 {
			return nil, err
		}
		mode |= os.O_EXCL
	}
	f, err := os.OpenFile(name, mode, 0o666)
	if err != nil {
		return nil, err
	}
	if before != nil {
		if after, err := f.Stat(); err != nil || !os.SameFile(before, after) {
			f.Close()
			return nil, fmt.Errorf("%s was replaced while it was opened", name)
		}
	}
	return f, nil
}
