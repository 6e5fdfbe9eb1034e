package main

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"slices"
)

// collectAt lets the heap grow to five times what is live before it is collected: a
// build makes much that dies at once. memoryAim is where that ends: from there on the
// heap may be no larger, until it is twice what is live.
// An author's GOGC and GOMEMLIMIT win.
const (
	collectAt = 400
	memoryAim = 260 << 20
)

// boundMemory trades memory for time as far as there is memory to spare.
func boundMemory() {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	debug.SetGCPercent(collectAt)
	debug.SetMemoryLimit(memoryAim)
	afterCollection(nil)
}

// afterCollection looks, after every collection, at how much is live: the least of what the
// last few found, since whatever is made while one runs counts as live for it, which on a
// busy machine is much.
func afterCollection(found []uint64) {
	runtime.AddCleanup(new([64]byte), func(struct{}) {
		live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
		metrics.Read(live)
		if live[0].Value.Kind() == metrics.KindUint64 {
			found = append(found[max(0, len(found)-2):], live[0].Value.Uint64())
			debug.SetMemoryLimit(max(memoryAim, int64(slices.Min(found))*2))
		}
		afterCollection(found)
	}, struct{}{})
}
