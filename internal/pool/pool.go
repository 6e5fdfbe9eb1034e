// Package pool runs work on all cores and hands results back in input order.
//
// What a caller sees never depends on the number of workers or on their timing: results
// stand in input order, and when several items fail, the error is that of the first of
// them in input order. A panic in the work becomes an error that names the item, so that
// one bad article cannot take the program down without saying which it was.
package pool

import (
	"context"
	"fmt"
	"iter"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"
)

// PanicError is what a panic in the work is turned into.
type PanicError struct {
	Index int    // 0-based position of the item in the input
	Item  string // the item, where it is text or can say what it is; else ""
	Value any    // what was given to panic
	Stack []byte // of the worker, at the panic
}

func (e *PanicError) Error() string {
	if e.Item == "" {
		return fmt.Sprintf("item %d: panic: %v", e.Index, e.Value)
	}
	return fmt.Sprintf("%s: panic: %v", e.Item, e.Value)
}

// Unwrap gives the error that was given to panic, nil where it was something else.
func (e *PanicError) Unwrap() error {
	err, _ := e.Value.(error)
	return err
}

// Map calls f with every item and its position and returns the results in input order.
// It runs at most workers calls at once; workers <= 0 means one for each core. After an
// error no further items are begun, and the results are nil.
func Map[T, R any](workers int, items []T, f func(int, T) (R, error)) ([]R, error) {
	return MapContext(context.Background(), workers, items, f)
}

// MapContext is Map that begins no further item once ctx is done, and then returns the
// cause. Work that has begun is waited for; it can watch ctx itself.
func MapContext[T, R any](ctx context.Context, workers int, items []T, f func(int, T) (R, error)) ([]R, error) {
	results := make([]R, len(items))
	errs := failures{first: len(items)}
	var next atomic.Int64
	work := func() {
		// Positions are given out in order. So when the item at i has failed, all before
		// it have begun and will be heard: the first error is the same every time.
		for i := int(next.Add(1)) - 1; i < errs.limit() && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
			var err error
			if results[i], err = guard(i, items[i], f); err != nil {
				errs.add(i, err)
			}
		}
	}
	run(min(count(workers), len(items)), work)
	if errs.err != nil {
		return nil, errs.err
	}
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	return results, nil
}

// Each calls f with every item of a sequence, many at once, and gives the results to
// emit one at a time, in input order, on the caller's goroutine. No more than a few
// items for each worker are alive at once, however long the sequence is. It stops at the
// first error of f or emit, in input order, or when ctx is done.
func Each[T, R any](ctx context.Context, workers int, items iter.Seq[T], f func(int, T) (R, error), emit func(int, R) error) error {
	workers = count(workers)
	ctx, cancel := context.WithCancel(ctx)
	var running sync.WaitGroup
	defer running.Wait()
	defer cancel() // before the wait, so that all goroutines come to an end

	type result struct {
		value R
		err   error
	}
	type job struct {
		index int
		item  T
		out   chan<- result
	}
	const ahead = 4 // results for each worker that may wait for a slow one before them
	jobs := make(chan job)
	waiting := make(chan (<-chan result), ahead*workers)

	running.Go(func() {
		defer close(waiting)
		defer close(jobs)
		// A sequence may read files and so fail in its own way; its panic is reported
		// like one of f, in its place.
		index := 0
		_, err := guard(0, "the sequence of items", func(int, string) (struct{}, error) {
			for item := range items {
				out := make(chan result, 1)
				select {
				case waiting <- out:
				case <-ctx.Done():
					return struct{}{}, nil
				}
				select {
				case jobs <- job{index, item, out}:
				case <-ctx.Done():
					return struct{}{}, nil
				}
				index++
			}
			return struct{}{}, nil
		})
		if err != nil {
			out := make(chan result, 1)
			out <- result{err: err}
			select {
			case waiting <- out:
			case <-ctx.Done():
			}
		}
	})
	for range workers {
		running.Go(func() {
			for j := range jobs {
				value, err := guard(j.index, j.item, f)
				j.out <- result{value, err}
			}
		})
	}

	for index := 0; ; index++ {
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case out, more := <-waiting:
			if !more { // at the end of the items, or of ctx, which may have stopped them early
				return context.Cause(ctx)
			}
			var r result
			select {
			case r = <-out:
			case <-ctx.Done():
				return context.Cause(ctx)
			}
			if r.err != nil {
				return r.err
			}
			if err := emit(index, r.value); err != nil {
				return err
			}
		}
	}
}

// failures keeps the error of the lowest position.
type failures struct {
	mu    sync.Mutex
	first int // its position; the number of items while there is none
	err   error
}

// limit is the position before which items are still worth beginning.
func (f *failures) limit() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.first
}

func (f *failures) add(i int, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if i < f.first {
		f.first, f.err = i, err
	}
}

// run calls work on n goroutines and waits for them. One worker is the caller itself,
// which keeps stack traces and profiles of a sequential run readable.
func run(n int, work func()) {
	var others sync.WaitGroup
	defer others.Wait()
	for range n - 1 {
		others.Go(work)
	}
	if n > 0 {
		work()
	}
}

// guard calls f and turns a panic into an error. A goroutine that f ends with
// runtime.Goexit (a failing test does) ends for good, which must not pass for success.
func guard[T, R any](i int, item T, f func(int, T) (R, error)) (result R, err error) {
	returned := false
	defer func() {
		if returned {
			return
		}
		value := recover()
		if value == nil {
			value = "the work ended its goroutine"
		}
		err = &PanicError{i, describe(item), value, debug.Stack()}
	}()
	result, err = f(i, item)
	returned = true
	return result, err
}

// describe names an item that is text or has a String method.
func describe(item any) string {
	switch v := item.(type) {
	case string:
		return v
	case fmt.Stringer:
		return fmt.Sprint(v) // and not v.String(): fmt survives a nil receiver
	}
	return ""
}

func count(workers int) int {
	if workers <= 0 {
		return runtime.GOMAXPROCS(0)
	}
	return workers
}

// Leave calls f on a goroutine of its own and waits for its result or for the end of ctx,
// whichever comes first, and then returns the cause. Work that is left behind cannot be
// stopped: it goes on until it returns or the program ends, so it must change nothing that
// others read afterwards.
func Leave[R any](ctx context.Context, item string, f func() (R, error)) (R, error) {
	type outcome struct {
		result R
		err    error
	}
	done := make(chan outcome, 1)
	go func() {
		result, err := guard(0, item, func(int, string) (R, error) { return f() })
		done <- outcome{result, err}
	}()
	select {
	case o := <-done:
		return o.result, o.err
	case <-ctx.Done():
		var none R
		return none, context.Cause(ctx)
	}
}

// Every calls f again and again until the returned function is called, which waits for
// a call that has begun.
func Every(interval time.Duration, f func()) (stop func()) {
	quit := make(chan struct{})
	var running sync.WaitGroup
	running.Go(func() {
		ticker := time.NewTicker(interval)
		defer ticker.Stop()
		for {
			select {
			case <-quit:
				return
			case <-ticker.C:
				f()
			}
		}
	})
	return sync.OnceFunc(func() { close(quit); running.Wait() })
}
