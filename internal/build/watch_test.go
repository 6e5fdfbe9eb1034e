package build

import (
	"errors"
	"strings"
	"testing"
	"time"

	"dossier/internal/read"
	"dossier/internal/source"
)

// The watchdog ends the work on a thing that is over its budget, and names it.
func TestWatchdog(t *testing.T) {
	for _, c := range []struct {
		name  string
		spend func(w *watchdog)
		want  string
	}{
		{"time", func(w *watchdog) { w.now = func() time.Time { return time.Now().Add(mostTime) } }, "worked on this for 12"},
		{"memory", func(w *watchdog) { w.memory = func() uint64 { return memoryInUse() + 2*mostMemory } }, "MB of memory while it worked on this"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w, ctx, stop := watch(t.Context())
			defer stop()
			release := make(chan struct{})
			defer close(release)
			before := w.begin(source.Place{File: "done.md"})
			w.done(before)
			_, err := do(ctx, w, source.Place{File: "endless.md"}, func() (int, error) {
				w.mu.Lock()
				c.spend(w)
				w.mu.Unlock()
				<-release // work that does not come to its end
				return 1, nil
			})
			problem, ok := read.AsProblem(err)
			if !ok || problem.File != "endless.md" || problem.Code != source.TooLarge || !strings.Contains(problem.Message, c.want) || problem.Hint == "" {
				t.Errorf("got %v", err)
			}
		})
	}
}

// Work that is within its budget gives its result, its error, or its panic with its name.
func TestWatched(t *testing.T) {
	w, ctx, stop := watch(t.Context())
	defer stop()
	at := source.Place{File: "a.md"}
	if n, err := do(ctx, w, at, func() (int, error) { return 7, nil }); n != 7 || err != nil {
		t.Error(n, err)
	}
	bad := errors.New("bad")
	if _, err := do(ctx, w, at, func() (int, error) { return 0, bad }); !errors.Is(err, bad) {
		t.Error(err)
	}
	if _, err := do(ctx, w, at, func() (int, error) { panic("oh") }); err == nil || err.Error() != "a.md: panic: oh" {
		t.Error(err)
	}
	if len(w.open) > 0 {
		t.Error("work that is done is watched")
	}
}
