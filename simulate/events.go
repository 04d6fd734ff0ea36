package simulate

import (
	"container/heap"
	"time"
)

type kind uint8

const (
	arrives kind = iota
	looked       // routing looks (again)
	claims       // an expert takes an offer
	expires      // an offer's time is over
	silent       // a claim without a reply is released
	replies
	ends // an expert has solved it, or gives it up
	staffDone
	comes // an expert's time begins
	opens // staff's day begins
)

// event is something that happens after the start. round tells events of an older
// round of offers, or of an older claim, from those of now.
type event struct {
	after  time.Duration
	n      uint64 // of events at the same time the first made is the first
	kind   kind
	ticket int32
	who    int32
	round  int32
}

type calendar struct {
	events []event
	made   uint64
}

func (c *calendar) Len() int { return len(c.events) }
func (c *calendar) Less(i, j int) bool {
	a, b := &c.events[i], &c.events[j]
	if a.after != b.after {
		return a.after < b.after
	}
	return a.n < b.n
}
func (c *calendar) Swap(i, j int) { c.events[i], c.events[j] = c.events[j], c.events[i] }
func (c *calendar) Push(x any)    { c.events = append(c.events, x.(event)) }
func (c *calendar) Pop() any {
	last := len(c.events) - 1
	e := c.events[last]
	c.events = c.events[:last]
	return e
}

func (c *calendar) add(e event) {
	c.made++
	e.n = c.made
	heap.Push(c, e)
}

func (c *calendar) next() (event, bool) {
	if len(c.events) == 0 {
		return event{}, false
	}
	return heap.Pop(c).(event), true
}
