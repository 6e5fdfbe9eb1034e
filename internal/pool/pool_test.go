package pool

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

var workerCounts = []int{-1, 0, 1, 2, 3, 16, 1000}

func numbers(n int) []int {
	items := make([]int, n)
	for i := range items {
		items[i] = i * 10
	}
	return items
}

func TestMapKeepsInputOrder(t *testing.T) {
	for _, workers := range workerCounts {
		for _, n := range []int{0, 1, 2, 500} {
			got, err := Map(workers, numbers(n), func(i, item int) (string, error) { return fmt.Sprint(i, item), nil })
			if err != nil {
				t.Fatal(err)
			}
			if len(got) != n {
				t.Fatalf("%d workers: %d results of %d", workers, len(got), n)
			}
			for i, s := range got {
				if want := fmt.Sprint(i, i*10); s != want {
					t.Fatalf("%d workers: result %d is %q, want %q", workers, i, s, want)
				}
			}
		}
	}
}

func TestMapReturnsTheFirstErrorInInputOrder(t *testing.T) {
	for _, workers := range workerCounts {
		for range 50 {
			late := make(chan struct{})
			_, err := Map(workers, numbers(40), func(i, _ int) (int, error) {
				switch i {
				case 30:
					close(late)
					return 0, errors.New("item 30")
				case 7:
					if workers >= 40 { // then the earlier failure can be made the later one in time
						<-late
					}
					return 0, errors.New("item 7")
				}
				return i, nil
			})
			if err == nil || err.Error() != "item 7" {
				t.Fatalf("%d workers: error %v, want item 7", workers, err)
			}
		}
	}
}

func TestMapBeginsNothingAfterAnError(t *testing.T) {
	begun := 0
	_, err := Map(1, numbers(100), func(i, _ int) (int, error) {
		begun++
		if i == 3 {
			return 0, errors.New("no")
		}
		return 0, nil
	})
	if err == nil || begun != 4 {
		t.Fatalf("error %v after %d items, want one after 4", err, begun)
	}
}

func TestMapNeverRunsMoreThanItsWorkers(t *testing.T) {
	var now, most atomic.Int64
	_, err := Map(3, numbers(300), func(int, int) (int, error) {
		n := now.Add(1)
		defer now.Add(-1)
		for {
			m := most.Load()
			if n <= m || most.CompareAndSwap(m, n) {
				return 0, nil
			}
		}
	})
	if err != nil || most.Load() > 3 {
		t.Fatalf("%d calls at once (%v), want at most 3", most.Load(), err)
	}
}

type named struct{ name string }

func (n *named) String() string { return n.name }

func TestPanicBecomesAnErrorThatNamesTheItem(t *testing.T) {
	cause := errors.New("index out of reach")
	table := []struct {
		name string
		run  func(workers int) error
		want string
	}{
		{"text", func(w int) error {
			_, err := Map(w, []string{"a.md", "b.md"}, func(_ int, s string) (int, error) {
				if s == "b.md" {
					panic("boom")
				}
				return 0, nil
			})
			return err
		}, "b.md: panic: boom"},
		{"stringer", func(w int) error {
			_, err := Map(w, []*named{{"harbour"}}, func(int, *named) (int, error) { panic(cause) })
			return err
		}, "harbour: panic: index out of reach"},
		{"nil stringer", func(w int) error {
			_, err := Map(w, []*named{nil}, func(int, *named) (int, error) { panic(cause) })
			return err
		}, "<nil>: panic: index out of reach"},
		{"other", func(w int) error {
			_, err := Map(w, []struct{}{{}}, func(int, struct{}) (int, error) { panic(cause) })
			return err
		}, "item 0: panic: index out of reach"},
		{"each", func(w int) error {
			return Each(context.Background(), w, slices.Values([]string{"a.md", "b.md"}), func(i int, s string) (int, error) {
				if i == 1 {
					panic(cause)
				}
				return 0, nil
			}, func(int, int) error { return nil })
		}, "b.md: panic: index out of reach"},
		{"sequence", func(w int) error {
			return Each(context.Background(), w, iter.Seq[int](func(yield func(int) bool) {
				yield(1)
				panic(cause)
			}), func(i, _ int) (int, error) { return i, nil }, func(int, int) error { return nil })
		}, "the sequence of items: panic: index out of reach"},
	}
	for _, row := range table {
		for _, workers := range workerCounts {
			err := row.run(workers)
			var p *PanicError
			if !errors.As(err, &p) || err.Error() != row.want {
				t.Errorf("%s, %d workers: error %v, want %s", row.name, workers, err, row.want)
				continue
			}
			if !strings.Contains(string(p.Stack), "pool_test.go") {
				t.Errorf("%s: the stack does not lead to the panic", row.name)
			}
			if p.Value == cause && !errors.Is(err, cause) {
				t.Errorf("%s: the cause is lost", row.name)
			}
		}
	}
}

func TestMapContextStops(t *testing.T) {
	stop := errors.New("interrupted")
	for _, workers := range workerCounts {
		ctx, cancel := context.WithCancelCause(context.Background())
		var begun atomic.Int64
		_, err := MapContext(ctx, workers, numbers(100_000), func(i, _ int) (int, error) {
			begun.Add(1)
			if i == 5 {
				cancel(stop)
			}
			return i, nil
		})
		if !errors.Is(err, stop) {
			t.Errorf("%d workers: error %v, want %v", workers, err, stop)
		}
		if begun.Load() == 100_000 {
			t.Errorf("%d workers: all items were begun", workers)
		}
	}
}

func TestEachEmitsInInputOrder(t *testing.T) {
	for _, workers := range workerCounts {
		var got []int
		err := Each(context.Background(), workers, slices.Values(numbers(300)),
			func(i, item int) (int, error) { return item + i, nil },
			func(i, r int) error {
				if i != len(got) {
					t.Fatalf("emitted %d after %d results", i, len(got))
				}
				got = append(got, r)
				return nil
			})
		if err != nil || len(got) != 300 {
			t.Fatalf("%d workers: %d results, error %v", workers, len(got), err)
		}
		for i, r := range got {
			if r != i*11 {
				t.Fatalf("%d workers: result %d is %d, want %d", workers, i, r, i*11)
			}
		}
	}
}

func TestEachStops(t *testing.T) {
	bad := errors.New("bad")
	work := func(at int) func(int, int) (int, error) {
		return func(i, _ int) (int, error) {
			if i >= at {
				return 0, fmt.Errorf("item %d: %w", i, bad)
			}
			return i, nil
		}
	}
	for _, workers := range workerCounts {
		emitted := 0
		count := func(int, int) error { emitted++; return nil }
		err := Each(context.Background(), workers, slices.Values(numbers(5000)), work(20), count)
		if err == nil || err.Error() != "item 20: bad" || emitted != 20 {
			t.Errorf("%d workers: error %v after %d results, want item 20 after 20", workers, err, emitted)
		}
		err = Each(context.Background(), workers, slices.Values(numbers(5000)), work(6000), func(i, _ int) error {
			if i == 9 {
				return bad
			}
			return nil
		})
		if err != bad {
			t.Errorf("%d workers: error %v, want that of emit", workers, err)
		}
		ctx, cancel := context.WithCancelCause(context.Background())
		cancel(bad)
		if err := Each(ctx, workers, slices.Values(numbers(5)), work(9), count); err != bad {
			t.Errorf("%d workers: error %v, want the cause of the end", workers, err)
		}
	}
}

// An endless sequence and a first item that waits for later ones show that Each reads
// ahead by a bounded number of items only.
func TestEachReadsAheadALittle(t *testing.T) {
	for _, workers := range []int{1, 2, 16} {
		var read atomic.Int64
		endless := func(yield func(int) bool) {
			for yield(0) {
				read.Add(1)
			}
		}
		done, hold := errors.New("enough"), make(chan struct{})
		err := Each(context.Background(), workers, endless, func(i, _ int) (int, error) {
			if i == 0 && workers > 1 {
				<-hold
			}
			if i == 3*workers {
				close(hold)
			}
			return i, nil
		}, func(i, _ int) error {
			if ahead := int(read.Load()) - i; ahead > 5*workers+1 {
				t.Errorf("%d workers: read %d items beyond the result", workers, ahead)
			}
			if i == 1000 {
				return done
			}
			return nil
		})
		if err != done {
			t.Fatal(err)
		}
	}
}

func BenchmarkMap(b *testing.B) {
	items := numbers(1000)
	for b.Loop() {
		if _, err := Map(0, items, func(i, _ int) (int, error) { return i, nil }); err != nil {
			b.Fatal(err)
		}
	}
}

func TestLeave(t *testing.T) {
	if n, err := Leave(t.Context(), "a", func() (int, error) { return 3, nil }); n != 3 || err != nil {
		t.Error(n, err)
	}
	ctx, cancel := context.WithCancelCause(t.Context())
	why, release := errors.New("enough"), make(chan struct{})
	defer close(release)
	_, err := Leave(ctx, "a", func() (int, error) {
		cancel(why)
		<-release
		return 3, nil
	})
	if err != why {
		t.Errorf("got %v", err)
	}
}

func TestEvery(t *testing.T) {
	calls := make(chan int, 100)
	n := 0
	stop := Every(time.Millisecond, func() {
		if n < cap(calls) {
			n++
			calls <- n
		}
	})
	for want := 1; want <= 3; want++ {
		if got := <-calls; got != want {
			t.Errorf("call %d, not %d", got, want)
		}
	}
	stop()
	stop() // and again
}
