package main

import "testing"

func TestGarbageOfASmallHeap(t *testing.T) {
	for inUse := uint64(0); inUse < 1<<30; inUse += 1 << 20 {
		percent := garbagePercent(inUse)
		goal := inUse + inUse*uint64(percent)/100
		switch {
		case percent < 100 || percent > 1000:
			t.Fatalf("%d MB in use: %d %%", inUse>>20, percent)
		case goal > max(roomyHeap, 2*inUse):
			t.Fatalf("%d MB in use: collects only at %d MB", inUse>>20, goal>>20)
		case inUse > 0 && percent < 1000 && goal < roomyHeap-inUse/100:
			t.Fatalf("%d MB in use: collects at %d MB already", inUse>>20, goal>>20)
		}
	}
}
