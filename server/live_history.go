package server

import (
	"context"
	"errors"
	"time"
)

// errAnotherHistory ends a node whose database was restored under it. What it
// keeps in memory (cursors, who a ticket's customer is) belongs to the history
// before; started again it knows nothing of it.
var errAnotherHistory = errors.New("the database has another history than when this node started; it was restored, start the node again")

// historyEvery is how often a node looks whether its database is still the same.
const historyEvery = 2 * time.Second

// watchHistory returns an error when the epoch has changed, and nil when ctx
// ends.
func (l *live) watchHistory(ctx context.Context) error {
	tick := time.NewTicker(historyEvery)
	defer tick.Stop()
	for known := ""; ; {
		epoch, err := l.s.epoch(ctx)
		switch {
		case err != nil: // it is away; whoever needs it says so
		case known == "":
			known = epoch
		case epoch != known:
			return errAnotherHistory
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}
