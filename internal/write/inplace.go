package write

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// inPlace publishes where folders cannot be exchanged. The stage, which here holds only
// what differs, and the manifest, is complete and safe on the disk before the first file
// of the output is touched; renaming it is the commit point, and it then serves as the
// journal: whoever finds it, this build or the next, moves its files into the output one
// by one, each by a rename, then removes the files that the old manifest names and the
// new one does not, and moves the manifest last. So every file is old or new at every
// moment, and the site as a whole becomes new even if the build is killed in between,
// with the next build. manifest is nil when it is in the stage already.
func (p *Publisher) inPlace(manifest []byte) error {
	if manifest != nil {
		if err := p.finishStage(manifest); err != nil {
			return err
		}
	}
	if err := p.disk.rename(p.inStage("."), p.ready()); err != nil {
		return err
	}
	p.staged["."] = false
	if err := p.disk.syncFolder(filepath.Dir(p.ready())); err != nil {
		return err
	}
	return p.rollForward()
}

// rollForward moves a stage that is ready into the output.
func (p *Publisher) rollForward() error {
	next, err := ReadManifest(os.DirFS(p.ready()))
	if errors.Is(err, fs.ErrNotExist) {
		return p.disk.removeTree(p.ready()) // the manifest was moved: all is done
	}
	if err != nil {
		return fmt.Errorf("%s: %w", p.ready(), err)
	}
	old, err := ReadManifest(os.DirFS(p.output))
	if err != nil {
		old = nil // none, or damaged: then we know of no file to remove
	}
	files, err := p.disk.walk(p.ready())
	if err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if files[name].isFolder() || name == ManifestName {
			continue
		}
		if err := p.place(name, old); err != nil {
			return err
		}
	}
	if err := p.forget(old, next); err != nil {
		return err
	}
	if err := p.disk.syncTree(p.output); err != nil {
		return err
	}
	if err := p.disk.rename(filepath.Join(p.ready(), ManifestName), p.at(ManifestName)); err != nil {
		return err
	}
	if err := p.disk.syncFolder(p.output); err != nil {
		return err
	}
	return p.disk.removeTree(p.ready())
}

// place moves one file from the ready stage to where it belongs. Links in its way are
// removed, never followed; so are files of the old site.
func (p *Publisher) place(name string, old Manifest) error {
	for _, dir := range slices.Backward(ancestors(name)) {
		info, err := os.Lstat(p.at(dir))
		if err == nil && info.IsDir() {
			continue
		}
		if err == nil {
			if _, listed := old[dir]; !listed && info.Mode()&fs.ModeSymlink == 0 {
				return fmt.Errorf("%s is in the way of %s", p.at(dir), name)
			}
			if err := p.disk.remove(p.at(dir)); err != nil {
				return err
			}
		}
		if err := p.disk.mkdir(p.at(dir)); err != nil {
			return err
		}
	}
	if info, err := os.Lstat(p.at(name)); err == nil && info.IsDir() {
		if err := p.clearFolder(name, old); err != nil {
			return err
		}
	}
	return p.disk.rename(filepath.Join(p.ready(), filepath.FromSlash(name)), p.at(name))
}

// clearFolder removes a folder of the old site where the new one has a file.
func (p *Publisher) clearFolder(name string, old Manifest) error {
	var lost []string
	for _, listed := range old.Paths() {
		if slices.Contains(ancestors(listed), name) {
			if err := p.removeFile(listed); err != nil {
				return err
			}
			lost = append(lost, listed)
		}
	}
	if err := p.disk.prune(p.output, lost); err != nil {
		return err
	}
	if _, err := os.Lstat(p.at(name)); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return p.disk.remove(p.at(name)) // empty, or an error says that it is not
}

// forget removes the files that the old site had and the new one has not.
func (p *Publisher) forget(old, next Manifest) error {
	spelt := make(map[string]string, len(next))
	for name := range next {
		spelt[fold(name)] = name
	}
	var lost []string
	for _, name := range old.Paths() {
		now, there := spelt[fold(name)]
		var err error
		switch {
		case now == name:
			continue
		case there && p.isSame(name, now): // on a disk that does not tell letter case apart
			err = p.respell(name, now)
		default:
			err = p.removeFile(name)
			lost = append(lost, name)
		}
		if err != nil {
			return err
		}
	}
	return p.disk.prune(p.output, lost)
}

// isSame tells whether two paths of the output are one file.
func (p *Publisher) isSame(a, b string) bool {
	infoA, err := os.Lstat(p.at(a))
	if err != nil {
		return false
	}
	infoB, err := os.Lstat(p.at(b))
	return err == nil && os.SameFile(infoA, infoB)
}

// respell renames a file and the folders above it to the spelling that they have now.
func (p *Publisher) respell(old, now string) error {
	before, after := strings.Split(old, "/"), strings.Split(now, "/")
	for i := range min(len(before), len(after)) {
		if before[i] == after[i] {
			continue
		}
		dir := path.Join(after[:i]...)
		if err := p.disk.rename(p.at(path.Join(dir, before[i])), p.at(path.Join(dir, after[i]))); err != nil {
			return err
		}
	}
	return nil
}

// removeFile removes a file or link of the output, unless its path goes through a link:
// what lies there is not in the output.
func (p *Publisher) removeFile(name string) error {
	for _, dir := range ancestors(name) {
		if info, err := os.Lstat(p.at(dir)); err != nil || !info.IsDir() {
			return nil
		}
	}
	info, err := os.Lstat(p.at(name))
	if err != nil || info.IsDir() {
		return nil
	}
	return p.disk.remove(p.at(name))
}

// recover repairs what a build left that was killed: a stage that was ready is moved
// into the output, any other is removed. It holds the lock, so none of them is in use.
func (p *Publisher) recover() error {
	for _, inside := range []bool{false, true} {
		at := &Publisher{disk: p.disk, name: p.name, output: p.output, inside: inside, force: p.force}
		if there, err := at.isStage(at.ready()); err != nil {
			return err
		} else if there {
			if err := at.rollForward(); err != nil {
				return err
			}
		}
		if there, err := at.isStage(at.inStage(".")); err != nil {
			return err
		} else if there {
			if err := at.clearStage(); err != nil {
				return err
			}
		}
	}
	return nil
}

// isStage tells whether a folder is at the path of a stage. A link there is somebody's
// trap, which may come with a clone of a project: what it leads to must not be cleared
// away, so the link itself is.
func (p *Publisher) isStage(path string) (bool, error) {
	info, err := os.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	case err != nil:
		return false, err
	case info.Mode()&fs.ModeSymlink != 0:
		return false, p.disk.remove(path)
	case !info.IsDir():
		return false, &OutputError{p.name, path + " is no folder, so no build made it", "remove it"}
	}
	return true, nil
}

// clearStage removes a stage of a dead build. One with a manifest was complete, so it may
// be the old site after the exchange, and hold a file of somebody who was at work in it.
// One without never was the output.
func (p *Publisher) clearStage() error {
	stage := p.inStage(".")
	manifest, err := ReadManifest(os.DirFS(stage))
	if err != nil {
		return p.disk.removeTree(stage)
	}
	return p.retire(stage, func(name string) bool {
		_, listed := manifest[name]
		return listed || name == ManifestName
	}, nil)
}
