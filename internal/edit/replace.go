// Package edit changes what an author wrote in YAML: entities.yaml, refused.yaml,
// events.yaml, front matter. What is not the change stays byte for byte, what was written
// is read again and compared, and no file is ever left half written.
package edit

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Replace writes a file beside the old one and puts it in its place at once, so that an
// interrupted run leaves the author's file whole. Its permissions stay.
func Replace(name string, text []byte) error {
	mode := fs.FileMode(0o644)
	if info, err := os.Stat(name); err == nil {
		mode = info.Mode().Perm()
	}
	f, err := os.CreateTemp(filepath.Dir(name), ".dossier-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	_, err = f.Write(text)
	if err := errors.Join(err, f.Chmod(mode), f.Sync(), f.Close()); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return os.Rename(f.Name(), name)
}
