package build

import (
	"context"
	"fmt"
	"runtime"
	"runtime/metrics"
	"sync"
	"time"

	"dossier/internal/pool"
	"dossier/internal/read"
	"dossier/internal/source"
)

// What one article or page may take before the build stops and names it. The limits of
// parse/limits and of overBudget come first and hold for every text we know of; these are
// for those that we do not know. They are wide, since what a build says must not depend on
// what else the machine does: an article of 100 kB takes a fifth of a second and 30 MB, the
// largest that is read ten seconds and half a gigabyte.
const (
	mostTime   = 2 * time.Minute
	mostMemory = 2 << 30 // bytes that come into use while it is worked on
	watchEvery = 200 * time.Millisecond
)

// watchdog ends a build whose work on one thing does not come to an end. An engine that
// runs cannot be stopped, so its goroutine is left behind; the program ends soon after.
type watchdog struct {
	now    func() time.Time
	memory func() uint64 // bytes in use
	end    context.CancelCauseFunc

	mu   sync.Mutex
	next int
	open map[int]task // what is being worked on
}

// task is one thing that is worked on.
type task struct {
	place  source.Place
	begun  time.Time
	memory uint64 // in use when it began
}

// watch begins to look after the work that is given to do. The context ends when
// a task is over its budget. stop must be called.
func watch(ctx context.Context) (w *watchdog, watched context.Context, stop func()) {
	watched, end := context.WithCancelCause(ctx)
	w = &watchdog{now: time.Now, memory: memoryInUse, end: end, open: map[int]task{}}
	halt := pool.Every(watchEvery, w.look)
	return w, watched, func() { halt(); end(nil) }
}

// do works on a thing of the project within its budget. An error of
// the watchdog is a problem of the content; see read.AsProblem.
func do[R any](ctx context.Context, w *watchdog, place source.Place, work func() (R, error)) (R, error) {
	id := w.begin(place)
	defer w.done(id)
	return pool.Leave(ctx, place.File, work)
}

func (w *watchdog) begin(place source.Place) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.next++
	w.open[w.next] = task{place, w.now(), w.memory()}
	return w.next
}

func (w *watchdog) done(id int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.open, id)
}

// look ends the build when the oldest task is over a limit. Memory cannot be told apart
// by tasks, but what runs away is soon the oldest.
func (w *watchdog) look() {
	w.mu.Lock()
	defer w.mu.Unlock()
	first := 0
	for id := range w.open {
		if first == 0 || id < first {
			first = id
		}
	}
	if first == 0 {
		return
	}
	t := w.open[first]
	switch {
	case w.now().Sub(t.begun) > mostTime:
		w.refuse(t, fmt.Sprintf("the build has worked on this for %.0f seconds and is not done", w.now().Sub(t.begun).Seconds()))
	case w.memory() > t.memory+mostMemory:
		runtime.GC() // much of it may be waste
		if used := w.memory(); used > t.memory+mostMemory {
			w.refuse(t, fmt.Sprintf("the build has taken %d MB of memory while it worked on this, and is not done", (used-t.memory)>>20))
		}
	}
}

func (w *watchdog) refuse(t task, message string) {
	w.end(read.Refuse(source.Problem{Place: t.place, Code: source.TooLarge, Message: message,
		Hint: "split it, or take out what is unusual in it; if nothing is, report it with the text"}))
}

// memoryInUse is what objects take on the heap, waste included, in bytes.
func memoryInUse() uint64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}
