package tickets

import (
	"context"
	"sync"
)

// turns has those who change the same ticket on this node do so one after the other,
// in the order in which they came. An act waits before it takes a connection, and a
// lane goes on with the posts of other tickets meanwhile. It spares waiting and is no
// lock: other nodes and what follows from a log know nothing of it, the row does.
type turns struct {
	mu      sync.Mutex
	waiting map[int64][]func() // of tickets that somebody has
}

func newTurns() *turns { return &turns{waiting: map[int64][]func(){}} }

// take gives the turn to who asks, or calls them when it is theirs, on the goroutine of
// whoever leaves, which they must not hold up.
func (t *turns) take(ticket int64, yours func()) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	line, taken := t.waiting[ticket]
	if taken {
		t.waiting[ticket] = append(line, yours)
		return false
	}
	t.waiting[ticket] = nil
	return true
}

// leave gives the turn to who came next.
func (t *turns) leave(ticket int64) {
	if next := t.next(ticket); next != nil {
		next()
	}
}

func (t *turns) next(ticket int64) func() {
	t.mu.Lock()
	defer t.mu.Unlock()
	line := t.waiting[ticket]
	if len(line) == 0 {
		delete(t.waiting, ticket)
		return nil
	}
	t.waiting[ticket] = line[1:]
	return line[0]
}

// wait returns when it is the caller's turn, who leaves when they are done, or with
// the reason why ctx has ended.
func (t *turns) wait(ctx context.Context, ticket int64) error {
	mine := make(chan struct{})
	if t.take(ticket, func() { close(mine) }) {
		return nil
	}
	select {
	case <-mine:
		return nil
	case <-ctx.Done():
		go func() {
			<-mine
			t.leave(ticket)
		}()
		return ctx.Err()
	}
}
