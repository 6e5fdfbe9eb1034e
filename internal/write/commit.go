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

// Commit publishes the files that were added and forgets those of the last build that
// were not. On an error the published site is the old one, unless the report of an
// earlier build said that files are replaced one by one here.
func (p *Publisher) Commit() (Report, error) {
	report, err := p.commit()
	if e := p.Abort(); e != nil {
		if err != nil {
			return report, errors.Join(err, e)
		}
		report.Notes = append(report.Notes, fmt.Sprintf("the next build removes what could not be removed now: %v", e))
	}
	if err != nil {
		return report, fmt.Errorf("write to %s: %w", p.name, err)
	}
	return report, nil
}

func (p *Publisher) commit() (Report, error) {
	report := Report{Output: p.output}
	if p.lock == nil {
		return report, errors.New("the build is over")
	}
	if p.lock.weak != nil {
		report.Notes = append(report.Notes, fmt.Sprintf("the disk has no locks (%v), so another build of the same output would not be noticed", p.lock.weak))
	}
	if p.failed != nil {
		return report, p.failed
	}
	if err := p.conflict(); err != nil {
		return report, err
	}
	p.count(&report)
	manifest := p.manifest().encode()
	if string(manifest) == string(p.oldText) && report.Added+report.Changed == 0 {
		return report, nil
	}
	if err := p.stageFolder("."); err != nil {
		return report, err
	}
	report.InPlace = p.whyInPlace()
	switch {
	case p.info == nil:
		return report, p.first(manifest)
	case report.InPlace != "":
		return report, p.inPlace(manifest)
	}
	err := p.inOneStep(manifest, &report)
	if err != nil && cannotExchange(err) {
		report.InPlace = fmt.Sprintf("its disk cannot exchange two folders (%v)", errors.Unwrap(err))
		if err := p.trimStage(); err != nil {
			return report, err
		}
		return report, p.inPlace(nil)
	}
	return report, err
}

// conflict finds something that is not ours where a file of the site has to go. A link is
// none, it is replaced; and --force replaces a file by a file.
func (p *Publisher) conflict() error {
	for _, name := range slices.Sorted(maps.Keys(p.present)) {
		e := p.present[name]
		if p.isListed(name) || e.isLink() {
			continue
		}
		f, wanted := p.files[name]
		inWay := wanted && f.staged && !e.isFolder() && !p.force // a file of ours has its path
		if c := p.claims.names[fold(name)]; c.folder && c.path == name && !e.isFolder() {
			inWay = true // a folder of ours has its path
		}
		for _, dir := range ancestors(name) {
			if _, wanted := p.files[dir]; wanted {
				inWay = true // a file of ours has the path of its folder
			}
		}
		if inWay {
			return &OutputError{p.name,
				fmt.Sprintf("%s is not of dossier's making and stands where the site needs its place", name),
				"move it away; --force replaces a file by a file"}
		}
	}
	return nil
}

// isListed tells files of the last build.
func (p *Publisher) isListed(name string) bool {
	_, listed := p.old[name]
	return listed || name == ManifestName
}

// isCarried tells what is not ours and stays: neither a file of the last build nor in the
// way of a file of this one.
func (p *Publisher) isCarried(name string) bool {
	if p.isListed(name) {
		return false
	}
	if _, wanted := p.files[name]; wanted {
		return false
	}
	c, claimed := p.claims.names[fold(name)]
	return !claimed || c.path != name
}

func (p *Publisher) manifest() Manifest {
	m := make(Manifest, len(p.files))
	for name, f := range p.files {
		m[name] = f.sum
	}
	return m
}

func (p *Publisher) count(r *Report) {
	for name, f := range p.files {
		_, listed := p.old[name]
		switch {
		case !f.staged:
			r.Kept++
		case listed:
			r.Changed++
		default:
			r.Added++
		}
	}
	for name := range p.old {
		if _, wanted := p.files[name]; !wanted {
			r.Removed++
		}
	}
	for name, e := range p.present {
		if !e.isFolder() && p.isCarried(name) {
			r.Foreign++
		}
	}
}

// whyInPlace says what keeps the output from being exchanged as a whole, "" for nothing.
func (p *Publisher) whyInPlace() string {
	if p.info == nil {
		return ""
	}
	if p.trust {
		return "it is for this process alone"
	}
	who := whoIsIn(p.output)
	switch {
	case isMountPoint(p.output):
		return "it is a mount point"
	case p.inside:
		return "the folder above it cannot be written to"
	case isForeign(p.info):
		return "it belongs to another user"
	case who != "":
		return "it is the current folder of " + who
	}
	return ""
}

// first publishes where nothing was before.
func (p *Publisher) first(manifest []byte) error {
	if err := p.finishStage(manifest); err != nil {
		return err
	}
	if err := p.disk.rename(p.inStage("."), p.output); err != nil {
		return err
	}
	p.staged["."], p.made = false, nil
	return p.disk.syncFolder(filepath.Dir(p.output))
}

// inOneStep makes the stage whole and exchanges it with the output.
func (p *Publisher) inOneStep(manifest []byte, report *Report) error {
	carried, err := p.carry()
	if err != nil {
		return err
	}
	if err := p.linkKept(); err != nil {
		return err
	}
	if err := p.stage(ManifestName, strings.NewReader(string(manifest))); err != nil {
		return err
	}
	if err := p.likeBefore(carried); err != nil {
		return err
	}
	if err := p.disk.syncTree(p.inStage(".")); err != nil {
		return err
	}
	if err := p.disk.exchange(p.inStage("."), p.output); err != nil {
		return err
	}
	err = p.disk.syncFolder(filepath.Dir(p.output))
	// The new site stands. What is left to do cannot harm it.
	if e := p.retire(p.inStage("."), p.isListed, carried); e != nil {
		report.Notes = append(report.Notes, fmt.Sprintf("the next build removes what could not be removed now: %v", e))
	}
	p.staged["."] = false
	return err
}

// finishStage writes the manifest and sees the stage safe on the disk.
func (p *Publisher) finishStage(manifest []byte) error {
	if err := p.stage(ManifestName, strings.NewReader(string(manifest))); err != nil {
		return err
	}
	return p.disk.syncTree(p.inStage("."))
}

// linkKept puts the files that are equal to what is published into the stage.
func (p *Publisher) linkKept() error {
	for _, name := range slices.Sorted(maps.Keys(p.files)) {
		if p.files[name].staged {
			continue
		}
		if err := p.stageFolder(path.Dir(name)); err != nil {
			return err
		}
		if err := p.linkOrCopy(name); err != nil {
			return err
		}
	}
	return nil
}

func (p *Publisher) linkOrCopy(name string) error {
	err := p.disk.link(p.at(name), p.inStage(name))
	if err == nil || errors.Is(err, fs.ErrNotExist) {
		return err
	}
	info, e := os.Lstat(p.at(name))
	if e != nil || !info.Mode().IsRegular() {
		return err
	}
	f, e := p.disk.open(p.at(name))
	if e != nil {
		return errors.Join(err, e)
	}
	defer f.Close()
	if e := p.disk.create(p.inStage(name), f); e != nil {
		return errors.Join(err, e)
	}
	if e := p.disk.like(p.inStage(name), info); e != nil {
		return e
	}
	return os.Chtimes(p.inStage(name), info.ModTime(), info.ModTime())
}

// carry puts what is not ours into the stage, links as links, and returns what it saw of
// each, by which retire knows later changes.
func (p *Publisher) carry() (map[string]fs.FileInfo, error) {
	carried := map[string]fs.FileInfo{}
	for _, name := range slices.Sorted(maps.Keys(p.present)) {
		if !p.isCarried(name) {
			continue
		}
		info, err := os.Lstat(p.at(name))
		if errors.Is(err, fs.ErrNotExist) {
			continue // its owner removed it meanwhile
		}
		if err == nil {
			err = p.carryOne(name, info)
		}
		if err != nil {
			return nil, err
		}
		carried[name] = info
	}
	return carried, nil
}

// likeBefore gives the stage, and its folders that hold what is not ours, mode and owner of
// those they stand for. It comes last and goes outwards: a folder may be locked.
func (p *Publisher) likeBefore(carried map[string]fs.FileInfo) error {
	folders := map[string]bool{}
	for name, info := range carried {
		for _, dir := range ancestors(name) {
			folders[dir] = true
		}
		if info.IsDir() {
			folders[name] = true
		}
	}
	for _, dir := range slices.Backward(slices.Sorted(maps.Keys(folders))) {
		info, err := os.Lstat(p.at(dir))
		if err == nil {
			err = p.disk.like(p.inStage(dir), info)
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return p.disk.like(p.inStage("."), p.info)
}

func (p *Publisher) carryOne(name string, info fs.FileInfo) error {
	if info.IsDir() {
		return p.stageFolder(name)
	}
	if err := p.stageFolder(path.Dir(name)); err != nil {
		return err
	}
	if info.Mode()&fs.ModeSymlink == 0 {
		return p.linkOrCopy(name)
	}
	target, err := os.Readlink(p.at(name))
	if err != nil {
		return err
	}
	return p.disk.symlink(target, p.inStage(name))
}

// trimStage takes out of the stage what is in the output already.
func (p *Publisher) trimStage() error {
	for name, e := range p.present {
		f, wanted := p.files[name]
		if wanted && f.staged || !wanted && !p.isCarried(name) || e.isFolder() {
			continue
		}
		if err := p.disk.remove(p.inStage(name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// retire removes the old site after the exchange, or a stage that a killed build left.
// Only files that listed tells are of dossier's making and those that are in the output
// too are removed. What somebody else put there or changed while the build ran is moved
// to where they will look for it.
func (p *Publisher) retire(old string, listed func(name string) bool, carried map[string]fs.FileInfo) error {
	left, err := p.disk.walk(old)
	if err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(left)) {
		if listed(name) || left[name].isFolder() {
			continue
		}
		from := filepath.Join(old, filepath.FromSlash(name))
		now, err := os.Lstat(from)
		if err != nil {
			return err
		}
		was, seen := carried[name]
		isNew := !seen && !p.isTaken(name)
		isChanged := seen && (!os.SameFile(was, now) || was.Size() != now.Size() || !was.ModTime().Equal(now.ModTime()))
		if !isNew && !isChanged {
			continue
		}
		if _, err := p.disk.mkdirAll(filepath.Dir(p.at(name))); err != nil {
			return err
		}
		if err := p.disk.rename(from, p.at(name)); err != nil {
			return err
		}
	}
	return p.disk.removeFound(old, left)
}

// isTaken tells whether something stands at a path of the output or in its way.
func (p *Publisher) isTaken(name string) bool {
	if _, err := os.Lstat(p.at(name)); err == nil {
		return true
	}
	for _, dir := range ancestors(name) {
		if info, err := os.Lstat(p.at(dir)); err == nil && !info.IsDir() {
			return true
		}
	}
	return false
}
