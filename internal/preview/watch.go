package preview

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/fsnotify/fsnotify"
)

// quiet is how long nothing must change before a build begins: editors save in several
// steps, and a checkout changes many files. longest is when it begins all the same.
const (
	quiet   = 70 * time.Millisecond
	longest = time.Second
)

// watcher tells of changes below some files and folders. The system reports changes of
// the entries of single folders, so every folder is watched, and for those that may come
// and go the folder above; new ones are looked for after every change.
type watcher struct {
	notify *fsnotify.Watcher
	roots  []string // absolute
	ignore []string // absolute
	log    func(format string, args ...any)
	failed map[string]bool // folders that could not be watched, said once
	found  map[string]bool // folders that are watched
}

// watch starts watching and returns the channel on which every burst of changes arrives:
// the names of files and folders, or nil where not all of them are known.
func watch(ctx context.Context, running *sync.WaitGroup, o Options) (<-chan []string, error) {
	w := &watcher{failed: map[string]bool{}, found: map[string]bool{}, log: func(format string, args ...any) { fmt.Fprintf(o.Log, "preview: "+format+"\n", args...) }}
	for _, list := range []struct {
		from []string
		to   *[]string
	}{{o.Watch, &w.roots}, {o.Ignore, &w.ignore}} {
		for _, name := range list.from {
			full, err := filepath.Abs(name)
			if err != nil {
				return nil, fmt.Errorf("preview: watch %s: %w", name, err)
			}
			*list.to = append(*list.to, full)
		}
	}
	var err error
	if w.notify, err = fsnotify.NewWatcher(); err != nil {
		return nil, fmt.Errorf("preview: watch files: %w", err)
	}
	w.rescan()
	changes := make(chan []string, 1)
	running.Go(func() {
		defer w.notify.Close()
		w.run(ctx, changes)
	})
	return changes, nil
}

// run gathers changes into bursts. One that waits to be built takes up those after it.
func (w *watcher) run(ctx context.Context, changes chan []string) {
	changed := []string{}
	var since time.Time // of the first change of the burst, zero for none
	folders := false    // some have come or gone
	timer := time.NewTimer(time.Hour)
	defer timer.Stop()
	note := func() {
		if since.IsZero() {
			since = time.Now()
		}
		timer.Reset(min(quiet, max(0, longest-time.Since(since))))
	}
	for {
		select {
		case <-ctx.Done():
			return
		case event, ok := <-w.notify.Events:
			if !ok {
				return
			}
			if event.Op != fsnotify.Chmod && w.matters(event.Name) {
				if changed != nil && !slices.Contains(changed, event.Name) {
					changed = append(changed, event.Name)
				}
				folders = folders || w.isFolder(event.Name)
				note()
			}
		case err, ok := <-w.notify.Errors: // too many changes to tell of, say
			if !ok {
				return
			}
			w.log("watching files: %v", err)
			changed, folders = nil, true
			note()
		case <-timer.C:
			if since.IsZero() {
				continue
			}
			if folders {
				w.rescan()
			}
			select {
			case before := <-changes: // not taken up yet
				if before == nil || changed == nil {
					changed = nil
				} else {
					changed = append(before, changed...)
				}
			default:
			}
			changes <- changed
			changed, since, folders = []string{}, time.Time{}, false
		}
	}
}

// isFolder tells whether a name is, or was, that of a folder.
func (w *watcher) isFolder(name string) bool {
	info, err := os.Lstat(name)
	return err == nil && info.IsDir() || w.found[name]
}

// matters tells changes of content from those of editors' helper files, of ignored
// folders and of what only lies beside something watched.
func (w *watcher) matters(name string) bool {
	if w.isIgnored(name) {
		return false
	}
	for _, root := range w.roots {
		if rest, above := strings.CutPrefix(root, name); above && rest != "" && os.IsPathSeparator(rest[0]) {
			return true // a folder that it lies in has come or gone
		}
		if name == root {
			return true
		}
		if rest, below := strings.CutPrefix(name, root); below && os.IsPathSeparator(rest[0]) {
			parts := strings.Split(filepath.ToSlash(rest[1:]), "/")
			return !slices.ContainsFunc(parts, isHidden) && !isHelper(parts[len(parts)-1])
		}
	}
	return false
}

// isHelper tells files that editors make beside the one that is edited.
func isHelper(base string) bool {
	return strings.HasSuffix(base, "~") || strings.HasPrefix(base, "#") || strings.HasSuffix(base, ".swp") || strings.HasSuffix(base, ".tmp") || base == "4913"
}

func isHidden(base string) bool { return strings.HasPrefix(base, ".") || base == "node_modules" }

func (w *watcher) isIgnored(name string) bool {
	for _, folder := range w.ignore {
		if rest, below := strings.CutPrefix(name, folder); below && (rest == "" || os.IsPathSeparator(rest[0])) {
			return true
		}
	}
	return false
}

// rescan watches all folders there are now. To watch one twice does no harm.
func (w *watcher) rescan() {
	for _, root := range w.roots {
		w.add(nearest(filepath.Dir(root)))
		_ = filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
			if err != nil || !d.IsDir() { // gone meanwhile, or not for us to read
				return nil
			}
			if name != root && isHidden(d.Name()) || w.isIgnored(name) {
				return fs.SkipDir
			}
			w.add(name)
			return nil
		})
	}
}

// nearest is the folder itself or the first above it that exists.
func nearest(folder string) string {
	for {
		if info, err := os.Stat(folder); err == nil && info.IsDir() || filepath.Dir(folder) == folder {
			return folder
		}
		folder = filepath.Dir(folder)
	}
}

func (w *watcher) add(folder string) {
	err := w.notify.Add(folder)
	w.found[folder] = err == nil
	if err != nil && !w.failed[folder] {
		w.failed[folder] = true
		w.log("changes in %s will not be noticed: %v", folder, err)
	}
}
