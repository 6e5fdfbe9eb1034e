package pictures

import "sync"

// memory is what all copies that are made at one time may take, in bytes. The largest
// picture takes it whole, so that pictures are made in parallel as far as they are small.
var memory = newBudget(400_000_000)

type budget struct {
	mu    sync.Mutex
	freed *sync.Cond
	whole int
	left  int
}

func newBudget(n int) *budget {
	b := &budget{whole: n, left: n}
	b.freed = sync.NewCond(&b.mu)
	return b
}

// take waits until n bytes are left, or all where n is more.
func (b *budget) take(n int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for b.left < min(n, b.whole) {
		b.freed.Wait()
	}
	b.left -= min(n, b.whole)
}

func (b *budget) give(n int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.left += min(n, b.whole)
	b.freed.Broadcast()
}
