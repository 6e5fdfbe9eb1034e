package main

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// collectAt lets the heap grow to five times what is live before it is collected: a
// build makes much that dies at once. memoryAim is where that ends: from there on the
// heap may be no larger, until what is live leaves it less than half as much again.
// An author's GOGC and GOMEMLIMIT win.
const (
	collectAt = 400
	memoryAim = 200 << 20
)

// boundMemory trades memory for time as far as there is memory to spare.
func boundMemory() {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	debug.SetGCPercent(collectAt)
	debug.SetMemoryLimit(memoryAim)
	afterCollection()
}

// afterCollection looks, after every collection, at how much is live.
func afterCollection() {
	runtime.AddCleanup(new([64]byte), func(struct{}) {
		live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
		metrics.Read(live)
		if live[0].Value.Kind() == metrics.KindUint64 {
			debug.SetMemoryLimit(max(memoryAim, int64(live[0].Value.Uint64())*3/2))
		}
		afterCollection()
	}, struct{}{})
}
