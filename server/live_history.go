package server

import (
	"context"
	"errors"
	"sync"
)

// errAnotherHistory ends a node whose database was restored under it. What it
// keeps in memory (cursors, who a ticket's customer is) belongs to the history
// before; started again it knows nothing of it.
var errAnotherHistory = errors.New("the database has another history than when this node started; it was restored, start the node again")

// history is the epoch that this node works in.
type history struct {
	epoch   string
	another chan struct{} // closed when the database has another one
	once    sync.Once
}

// is notes the epoch that the sweep has read.
func (h *history) is(epoch string) {
	switch h.epoch {
	case epoch:
	case "":
		h.epoch = epoch
	default:
		h.once.Do(func() { close(h.another) })
	}
}

// watchHistory returns an error when the epoch has changed, and nil when ctx
// ends.
func (l *live) watchHistory(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return nil
	case <-l.history.another:
		return errAnotherHistory
	}
}
