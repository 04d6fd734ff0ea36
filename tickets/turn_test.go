package tickets

import (
	"context"
	"errors"
	"sync"
	"testing"
)

// Nobody is at a ticket together with somebody else, and nobody who gives up waiting
// keeps the turn.
func TestTurns(t *testing.T) {
	turns := newTurns()
	at := [3]int{} // guarded by the turns
	var people sync.WaitGroup
	for i := range 300 {
		people.Go(func() {
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			if i%5 == 0 {
				cancel()
			}
			n := i % len(at)
			if err := turns.wait(ctx, int64(n)); err != nil {
				if !errors.Is(err, context.Canceled) {
					t.Error(err)
				}
				return
			}
			at[n]++
			if at[n] != 1 {
				t.Errorf("%d are at ticket %d", at[n], n)
			}
			at[n]--
			turns.leave(int64(n))
		})
	}
	people.Wait()
	for n := range at { // those who gave up may still have to pass it on
		if err := turns.wait(t.Context(), int64(n)); err != nil {
			t.Fatal(err)
		}
		turns.leave(int64(n))
	}
	turns.mu.Lock()
	defer turns.mu.Unlock()
	if len(turns.waiting) != 0 {
		t.Errorf("%d tickets are still somebody's", len(turns.waiting))
	}
}

func TestTurnsGoByArrival(t *testing.T) {
	turns := newTurns()
	var order []int
	if !turns.take(7, nil) {
		t.Fatal("a ticket that nobody has is not given")
	}
	for i := range 5 {
		if turns.take(7, func() { order = append(order, i); turns.leave(7) }) {
			t.Fatal("two have it")
		}
	}
	if !turns.take(8, nil) {
		t.Error("another ticket waits")
	}
	turns.leave(7)
	for i, got := range order {
		if got != i {
			t.Fatalf("they had it in the order %v", order)
		}
	}
	if len(order) != 5 {
		t.Fatalf("%d of 5 had it", len(order))
	}
}
