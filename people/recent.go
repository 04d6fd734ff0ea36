package people

import (
	"container/list"
	"sync"

	"github.com/google/uuid"
)

// recent remembers the last values used, by person, up to a bound.
type recent[V any] struct {
	mu    sync.Mutex
	limit int
	order *list.List // front: used last
	byID  map[uuid.UUID]*list.Element
	drops moment
}

// moment is how much had been dropped at a time.
type moment uint64

type remembered[V any] struct {
	id    uuid.UUID
	value V
}

func newRecent[V any](limit int) *recent[V] {
	return &recent[V]{limit: limit, order: list.New(), byID: make(map[uuid.UUID]*list.Element)}
}

func (c *recent[V]) get(id uuid.UUID) (V, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	element, ok := c.byID[id]
	if !ok {
		var none V
		return none, false
	}
	c.order.MoveToFront(element)
	return element.Value.(remembered[V]).value, true
}

// now is taken before a value is read that is going to be put.
func (c *recent[V]) now() moment {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.drops
}

// put remembers a value that was read since then, unless something was dropped
// meanwhile: that may be what has made the value old.
func (c *recent[V]) put(id uuid.UUID, value V, since moment) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.drops != since {
		return
	}
	if element, ok := c.byID[id]; ok {
		element.Value = remembered[V]{id, value}
		c.order.MoveToFront(element)
		return
	}
	c.byID[id] = c.order.PushFront(remembered[V]{id, value})
	if c.order.Len() > c.limit {
		oldest := c.order.Back()
		c.order.Remove(oldest)
		delete(c.byID, oldest.Value.(remembered[V]).id)
	}
}

func (c *recent[V]) drop(id uuid.UUID) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.drops++
	if element, ok := c.byID[id]; ok {
		c.order.Remove(element)
		delete(c.byID, id)
	}
}
