package server

import (
	"sync"
	"time"

	"kontor/people"
)

// crowdMost is how many whispers of customers, and as many of helpers, a node carries
// for a ticket within a second: who types, and how far somebody has read. Everybody who
// watches is told each of them; if all of a crowd of a thousand were told of, that would
// be a million frames. A read mark that is not whispered is kept all the same.
const crowdMost = 12

// crowd counts them.
type crowd struct {
	mu                 sync.Mutex
	since              time.Time
	customers, helpers int
}

// mayWhisper reports whether one more may be carried now.
func (c *crowd) mayWhisper(role people.Role, now time.Time) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if now.Sub(c.since) >= time.Second {
		c.since, c.customers, c.helpers = now, 0, 0
	}
	n := &c.helpers
	if role == people.RoleCustomer {
		n = &c.customers
	}
	*n++
	return *n <= crowdMost
}
