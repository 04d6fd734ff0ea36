package people

import (
	"testing"

	"github.com/google/uuid"
)

func TestRecentKeepsWhatWasUsedLast(t *testing.T) {
	c := newRecent[int](2)
	a, b, d := uuid.New(), uuid.New(), uuid.New()
	c.put(a, 1, c.now())
	c.put(b, 2, c.now())
	c.get(a)
	c.put(d, 3, c.now())
	for id, want := range map[uuid.UUID]int{a: 1, b: 0, d: 3} {
		if got, ok := c.get(id); got != want || ok != (want != 0) {
			t.Errorf("got %d, %v, want %d", got, ok, want)
		}
	}
	c.put(a, 9, c.now())
	c.drop(d)
	c.drop(b)
	if got, _ := c.get(a); got != 9 {
		t.Errorf("got %d after putting 9", got)
	}
	if _, ok := c.get(d); ok || c.order.Len() != 1 || len(c.byID) != 1 {
		t.Errorf("%d in order, %d by id", c.order.Len(), len(c.byID))
	}
}

func TestRecentForgetsWhatWasReadBeforeADrop(t *testing.T) {
	c, a := newRecent[int](2), uuid.New()
	read := c.now()
	c.drop(a)
	c.put(a, 1, read)
	if got, ok := c.get(a); ok {
		t.Errorf("it remembers %d, which was read before the change", got)
	}
	c.put(a, 2, c.now())
	if got, _ := c.get(a); got != 2 {
		t.Errorf("got %d, want what was read after the change", got)
	}
}
