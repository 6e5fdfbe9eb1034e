package write

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// entry is what lies at a path: a file, a link, an empty folder or something stranger.
type entry struct {
	size    int64
	mode    fs.FileMode
	changed int64 // nanoseconds since 1970
}

func (e entry) isFile() bool   { return e.mode.IsRegular() }
func (e entry) isFolder() bool { return e.mode.IsDir() }
func (e entry) isLink() bool   { return e.mode&fs.ModeSymlink != 0 }

// isOurs tells names that a build uses in an output folder while it works there.
func isOurs(name string) bool { return strings.HasPrefix(name, ".dossier-") }

// walk lists what lies in a folder: path with slashes -> entry. A folder is listed only
// when it is empty, links are not followed, and what a build works with is left out.
func (d disk) walk(root string) (map[string]entry, error) {
	found := map[string]entry{}
	var visit func(dir string) error
	visit = func(dir string) error {
		entries, err := d.readDir(filepath.Join(root, filepath.FromSlash(dir)))
		if err != nil {
			return err
		}
		if len(entries) == 0 && dir != "" {
			found[dir] = entry{mode: fs.ModeDir}
		}
		for _, e := range entries {
			if dir == "" && isOurs(e.Name()) {
				continue
			}
			name := path.Join(dir, e.Name())
			if e.IsDir() {
				if err := visit(name); err != nil {
					return err
				}
				continue
			}
			info, err := e.Info()
			if errors.Is(err, fs.ErrNotExist) {
				continue // somebody else's, and gone since
			}
			if err != nil {
				return err
			}
			found[name] = entry{info.Size(), info.Mode(), info.ModTime().UnixNano()}
		}
		return nil
	}
	return found, visit("")
}

// removeTree removes a folder and all below it, links as links.
func (d disk) removeTree(root string) error {
	if err := d.clear(root); err != nil {
		return err
	}
	return d.remove(root)
}

func (d disk) clear(dir string) error {
	entries, err := d.readDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, e := range entries {
		full := filepath.Join(dir, e.Name())
		var failed error
		if e.IsDir() {
			failed = d.clear(full)
		}
		if failed == nil {
			failed = d.removeIn(dir, full)
		}
		err = errors.Join(err, failed)
	}
	return err
}

// removeIn removes what lies in a folder of a stage. It may have taken over the mode of one
// that its owner has locked.
func (d disk) removeIn(dir, path string) error {
	err := d.remove(path)
	if !errors.Is(err, fs.ErrPermission) {
		return err
	}
	if info, e := os.Lstat(dir); e != nil || info.Mode()&0o700 == 0o700 || os.Chmod(dir, 0o700) != nil {
		return err
	}
	return d.remove(path)
}

// removeFound removes a folder of which everything is known. Should there be more in it
// by now, that stays, and the error says so.
func (d disk) removeFound(root string, found map[string]entry) error {
	folders := map[string]bool{".": true}
	for name, e := range found {
		if e.isFolder() {
			folders[name] = true
		}
		for _, dir := range ancestors(name) {
			if folders[dir] {
				break
			}
			folders[dir] = true
		}
	}
	var failed error
	remove := func(name string) {
		full := filepath.Join(root, filepath.FromSlash(name))
		if err := d.removeIn(filepath.Dir(full), full); err != nil && !errors.Is(err, fs.ErrNotExist) && failed == nil {
			failed = err
		}
	}
	for _, name := range slices.Sorted(maps.Keys(found)) {
		if !found[name].isFolder() {
			remove(name)
		}
	}
	for _, dir := range slices.Backward(slices.Sorted(maps.Keys(folders))) {
		if dir != "." { // which sorts among the others
			remove(dir)
		}
	}
	if err := d.remove(root); err != nil && !errors.Is(err, fs.ErrNotExist) && failed == nil {
		failed = err
	}
	return failed
}

// ancestors lists the folders above a relative, clean path, the nearest first.
func ancestors(name string) (dirs []string) {
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		dirs = append(dirs, dir)
	}
	return dirs
}

// prune removes folders that the loss of files has left empty.
func (d disk) prune(root string, lost []string) error {
	seen := map[string]bool{}
	var dirs []string
	for _, name := range lost {
		for _, dir := range ancestors(name) {
			if !seen[dir] {
				seen[dir] = true
				dirs = append(dirs, dir)
			}
		}
	}
	// The inner ones first. A folder that holds something stays; a file may have taken the
	// place of one.
	slices.SortFunc(dirs, func(a, b string) int { return strings.Compare(b, a) })
	for _, dir := range dirs {
		full := filepath.Join(root, filepath.FromSlash(dir))
		if info, err := os.Lstat(full); err != nil || !info.IsDir() {
			continue
		}
		left, err := d.readDir(full)
		if err == nil && len(left) == 0 {
			err = d.remove(full)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
