package main

import (
	"context"
	"os"
	"runtime/debug"
	"runtime/metrics"
	"time"
)

// Go collects garbage when the heap is twice what is in use. A desk uses little and
// makes much garbage when it is busy: it would collect ten times a second, and spend a
// sixth of its work on it. So a small heap may grow to roomyHeap first.
const roomyHeap = 128 << 20

// garbagePercent is how much garbage may lie, in per cent of what is in use.
func garbagePercent(inUse uint64) int {
	if inUse == 0 || inUse > roomyHeap/2 {
		return 100
	}
	return min(int((roomyHeap-inUse)*100/inUse), 1000)
}

// collectRarely keeps to that until ctx ends, unless GOGC says how it shall be.
func collectRarely(ctx context.Context) error {
	if os.Getenv("GOGC") != "" {
		return nil
	}
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	inUse, percent := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}, 100
	for {
		metrics.Read(inUse)
		if p := garbagePercent(inUse[0].Value.Uint64()); p != percent {
			percent = p
			debug.SetGCPercent(p)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}
