// Package write minifies files and publishes them as one folder, whole or not at all.
//
// It is the only package that writes below the output folder. A build calls Begin, Add
// for every file of the site, and Commit. Files that differ from what is published go
// into a stage folder beside the output as they come; those that are equal wait. Commit
// completes the stage (equal files and files that are not ours as hard links, the
// manifest last), sees it safe on the disk and exchanges it with the output in one call.
// So whoever looks at the output, at any moment and after any crash, sees the old site
// or the new one. A build in which every file is equal makes no stage at all.
//
// Where folders cannot be exchanged (a system without that call, a mount point, a folder
// that a process is working in) files are replaced one by one, each of them whole: see
// Publisher.inPlace. Report.InPlace says so.
package write

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"sync"
)

// Options says what a build may do to its output.
type Options struct {
	Source string   // folder of the project; the output must not be it or lie above it
	Inputs []string // folders that the build reads (content, templates...); the output must not lie in them either
	Force  bool     // take over a folder of files that are not ours: paths of the site are replaced, nothing is deleted

	// Volatile says that the output is a temporary folder of this process, such as that
	// of a preview. Then nothing waits for the disk, what changed is replaced file by file
	// and files are as the last build left them, so an edit costs no more than its pages.
	Volatile bool
}

// Report says what a build did to its output.
type Report struct {
	Output  string // the folder, with links resolved
	Added   int    // files that were not there before
	Changed int    // files whose bytes differ from before
	Removed int    // files of the last build that this one does not have
	Kept    int    // files that were there, byte for byte
	Foreign int    // files in the output that are not ours, all still there
	InPlace string // why files were replaced one by one, "" when they all changed in one step
	Notes   []string
}

// Publisher gathers the files of one build. Add and Keep may be called by many workers
// at once.
type Publisher struct {
	disk      disk
	name      string // the output as the caller named it, for messages
	output    string // absolute, links resolved
	info      fs.FileInfo
	inside    bool // stage and lock lie in the output: beside it there is no place for them
	force     bool
	trust     bool // the output is Volatile
	untouched bool // nobody has changed the output since it was published
	lock      *lock
	made      []string // folders above the output that were not there

	old     Manifest // what the last build published
	oldText []byte   // the same as it stands in the file
	present map[string]entry

	claims claims
	mu     sync.Mutex
	files  map[string]file
	staged map[string]bool // folders of the stage that exist, "" for the stage itself
	failed error           // of an Add

	staging sync.RWMutex // held by those who write to the stage, and by the one who takes it away
	aborted bool
}

// file is one file of the new site.
type file struct {
	sum    Sum
	staged bool // it lies in the stage; else it is equal to what is published
}

// Begin makes ready to publish to a folder, which need not exist. It refuses folders
// that no build should write to (*OutputError), and one that another build is writing to
// (*LockedError); it first repairs what a build that was killed has left. Every Begin
// that succeeds must be followed by Commit or Abort.
func Begin(output string, o Options) (*Publisher, error) {
	return begin(disk{noFlush: o.Volatile}, output, o)
}

func begin(d disk, output string, o Options) (_ *Publisher, err error) {
	p := &Publisher{disk: d, name: output, force: o.Force, trust: o.Volatile, files: map[string]file{}, staged: map[string]bool{}}
	if p.output, err = realPath(output); err != nil {
		return nil, fmt.Errorf("write to %s: %w", output, err)
	}
	if err := refuse(output, p.output, o); err != nil {
		return nil, err
	}
	if err := locked(output, p.output); err != nil {
		return nil, err
	}
	if err := p.takeLock(); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, p.Abort())
		}
	}()
	if err := p.recover(); err != nil {
		return nil, fmt.Errorf("repair what an earlier build left at %s: %w", output, err)
	}
	noManifest, err := p.readManifest()
	if err != nil {
		return nil, fmt.Errorf("write to %s: %w", output, err)
	}
	if err := refuseContents(output, p.output, noManifest, o.Force); err != nil {
		return nil, err
	}
	if err := p.look(); err != nil {
		return nil, fmt.Errorf("write to %s: %w", output, err)
	}
	return p, nil
}

// takeLock takes the lock beside the output, or in it where the folder above cannot be
// written to, as in a container that is given the output alone.
func (p *Publisher) takeLock() (err error) {
	if p.made, err = p.disk.mkdirAll(filepath.Dir(p.output)); err == nil {
		p.lock, err = takeLock(p.disk, p.beside("lock"), p.name)
	}
	if err != nil && isReadOnly(err) {
		if info, e := os.Lstat(p.output); e == nil && info.IsDir() {
			p.inside = true
			p.lock, err = takeLock(p.disk, p.beside("lock"), p.name)
		}
	}
	if err != nil {
		p.removeMade()
		var held *LockedError
		if !errors.As(err, &held) {
			err = fmt.Errorf("write to %s: %w", p.name, err)
		}
		return err
	}
	p.inside = p.inside || isMountPoint(p.output)
	return nil
}

// readManifest reads what the last build published. noManifest says why there is nothing
// to read, err that the disk failed.
func (p *Publisher) readManifest() (noManifest, err error) {
	info, err := os.Lstat(p.at(ManifestName))
	if errors.Is(err, fs.ErrNotExist) || err == nil && !info.Mode().IsRegular() {
		return fs.ErrNotExist, nil
	}
	if err != nil {
		return nil, err
	}
	if p.oldText, err = p.disk.readFile(p.at(ManifestName)); err != nil {
		return nil, err
	}
	p.old, noManifest = parseManifest(p.oldText)
	return noManifest, nil
}

// look reads what the output holds.
func (p *Publisher) look() (err error) {
	p.info, err = os.Lstat(p.output)
	if errors.Is(err, fs.ErrNotExist) {
		p.info = nil
		return nil
	}
	if err == nil {
		p.present, err = p.disk.walk(p.output)
	}
	return err
}

// Add gives the site a file. The path is relative, with slashes. The data is written to
// the stage or found to be published already; it is not kept in memory.
func (p *Publisher) Add(name string, data []byte) error {
	return p.fail(p.addBytes(name, data))
}

func (p *Publisher) addBytes(name string, data []byte) error {
	if err := p.claim(name); err != nil {
		return err
	}
	f := file{sum: SumOf(data), staged: true}
	if p.hasSize(name, int64(len(data))) {
		_, same := p.isPublished(name, bytes.NewReader(data))
		f.staged = !same
	}
	if f.staged {
		if err := p.stage(name, bytes.NewReader(data)); err != nil {
			return err
		}
	}
	p.set(name, f)
	return nil
}

// AddFile gives the site a copy of a file, however large. Only a regular file is copied;
// what a link leads to may lie anywhere.
func (p *Publisher) AddFile(name, from string) error {
	info, err := os.Lstat(from)
	if err == nil && !info.Mode().IsRegular() {
		err = fmt.Errorf("copy %s: it is no regular file", from)
	}
	if err == nil {
		err = p.add(name, info.Size(), func() (io.ReadCloser, error) { return p.disk.open(from) })
	}
	return p.fail(err)
}

// AddOpened gives the site a file whose content is in another, open one, however large.
func (p *Publisher) AddOpened(name string, from io.ReaderAt, size int64) error {
	return p.fail(p.add(name, size, func() (io.ReadCloser, error) {
		return io.NopCloser(io.NewSectionReader(from, 0, size)), nil
	}))
}

// add reads a new file once when it is published already and twice when it is not.
func (p *Publisher) add(name string, size int64, open func() (io.ReadCloser, error)) error {
	if err := p.claim(name); err != nil {
		return err
	}
	if p.hasSize(name, size) {
		data, err := open()
		if err != nil {
			return err
		}
		sum, same := p.isPublished(name, data)
		if err := data.Close(); err != nil {
			return err
		}
		if same {
			p.set(name, file{sum: sum})
			return nil
		}
	}
	data, err := open()
	if err != nil {
		return err
	}
	defer data.Close()
	hash := sha256.New()
	if err := p.stage(name, io.TeeReader(data, hash)); err != nil {
		return err
	}
	p.set(name, file{sum: Sum(hash.Sum(nil)), staged: true})
	return nil
}

// Keep gives the site the file of that path as it is published, if it is there and has
// the given hash. It returns false when it is not, and then Add must be called. So a
// build that knows the hash of a page by other means need not render it.
func (p *Publisher) Keep(name string, sum Sum) (bool, error) {
	if e, there := p.present[name]; !there || !e.isFile() || p.old[name] != sum {
		return false, nil
	}
	if !p.trust && !p.untouched {
		data, err := p.disk.readFile(p.at(name))
		if err != nil || SumOf(data) != sum {
			return false, nil // unreadable or edited: Add replaces it
		}
	}
	if err := p.claim(name); err != nil {
		return false, p.fail(err)
	}
	p.set(name, file{sum: sum})
	return true, nil
}

// Sum returns the hash of a file that was added or kept.
func (p *Publisher) Sum(name string) Sum {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.files[name].sum
}

// Published returns the hash that the last build gave a path, ok false for none.
func (p *Publisher) Published(name string) (sum Sum, ok bool) {
	sum, ok = p.old[name]
	return sum, ok
}

func (p *Publisher) claim(name string) error {
	if err := checkPath(name); err != nil {
		return err
	}
	return p.claims.take(name)
}

func (p *Publisher) set(name string, f file) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.files[name] = f
}

// fail remembers that the site is not whole, so that Commit cannot publish it.
func (p *Publisher) fail(err error) error {
	if err != nil {
		p.mu.Lock()
		defer p.mu.Unlock()
		if p.failed == nil {
			p.failed = err
		}
	}
	return err
}

// hasSize tells whether a file of that size is published. Sizes are known from one look at
// the folder, so most files that differ are not even opened.
func (p *Publisher) hasSize(name string, size int64) bool {
	e, there := p.present[name]
	return there && e.isFile() && e.size == size
}

var buffers = sync.Pool{New: func() any { b := make([]byte, 128<<10); return &b }}

// isPublished compares bytes with those of the published file and hashes them on the way.
// The manifest is not asked: somebody may have edited the file since. Reading a file that
// is equal costs a tenth of writing it. One that cannot be read is replaced.
func (p *Publisher) isPublished(name string, data io.Reader) (sum Sum, same bool) {
	f, err := p.disk.open(p.at(name))
	if err != nil {
		return sum, false
	}
	defer f.Close()
	buffer := buffers.Get().(*[]byte)
	defer buffers.Put(buffer)
	half := len(*buffer) / 2
	a, b := (*buffer)[:half], (*buffer)[half:]
	hash := sha256.New()
	for {
		n, errA := io.ReadFull(data, a)
		m, errB := io.ReadFull(f, b)
		if !bytes.Equal(a[:n], b[:m]) {
			return sum, false
		}
		hash.Write(a[:n])
		if isEnd(errA) && isEnd(errB) {
			return Sum(hash.Sum(nil)), true
		}
		if errA != nil || errB != nil {
			return sum, false
		}
	}
}

func isEnd(err error) bool { return err == io.EOF || err == io.ErrUnexpectedEOF }

// stage writes a file to the stage, which is made with the first one. Work that a build
// has left behind may still ask for it when the build has ended.
func (p *Publisher) stage(name string, data io.Reader) error {
	p.staging.RLock()
	defer p.staging.RUnlock()
	if p.aborted {
		return errAborted
	}
	if err := p.stageFolder(path.Dir(name)); err != nil {
		return err
	}
	return p.disk.create(p.inStage(name), data)
}

// stageFolder makes a folder of the stage and those above it, "." for the stage itself.
func (p *Publisher) stageFolder(dir string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.makeStageFolder(dir)
}

func (p *Publisher) makeStageFolder(dir string) error {
	if p.staged[dir] {
		return nil
	}
	if dir != "." {
		if err := p.makeStageFolder(path.Dir(dir)); err != nil {
			return err
		}
	}
	if err := p.disk.mkdir(p.inStage(dir)); err != nil {
		return err
	}
	p.staged[dir] = true
	return nil
}

var errAborted = errors.New("the build has been aborted")

// Abort leaves the published site as it is and removes all traces of the build. After
// Commit it does nothing, so it can be deferred.
func (p *Publisher) Abort() error {
	if p.lock == nil {
		return nil
	}
	p.staging.Lock()
	p.aborted = true
	p.staging.Unlock()
	var err error
	if p.staged["."] {
		err = p.disk.removeTree(p.inStage("."))
	}
	err = errors.Join(err, p.lock.release())
	p.lock = nil
	p.removeMade()
	return err
}

// removeMade removes the folders above the output that Begin made, if nothing came of it.
func (p *Publisher) removeMade() {
	for _, dir := range slices.Backward(p.made) {
		if p.disk.remove(dir) != nil {
			return
		}
	}
}

// at, inStage and beside are the places a build touches.
func (p *Publisher) at(name string) string {
	return filepath.Join(p.output, filepath.FromSlash(name))
}

func (p *Publisher) inStage(name string) string {
	return filepath.Join(p.beside("stage-new"), filepath.FromSlash(name))
}

// ready is the name of a stage that a build in place has begun to move into the output.
func (p *Publisher) ready() string { return p.beside("stage-ready") }

func (p *Publisher) beside(what string) string {
	if p.inside {
		return filepath.Join(p.output, ".dossier-"+what)
	}
	return filepath.Join(filepath.Dir(p.output), "."+filepath.Base(p.output)+".dossier-"+what)
}
