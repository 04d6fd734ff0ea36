package server

import (
	"context"
	"database/sql"
	"time"

	"github.com/google/uuid"

	"kontor/people"
)

// sweep compares the heads of what is watched, and of the inboxes that moved lately,
// with what was delivered.
func (l *live) sweep(ctx context.Context, turn int64) error {
	if turn == 0 {
		l.sweeps.begin(l.rang.Swap(false))
	}
	if meant := l.sweeps.meant(turn); meant != nil {
		return l.compare(ctx, meant)
	}
	return nil
}

// sweeps is how a node looks around, once a second for each ticket: in turns where
// somebody writes, and otherwise for all at once, so that a quiet node asks for little.
type sweeps struct{ busy, before bool }

// begin begins a round of turns; busy: somebody wrote in the last one.
func (s *sweeps) begin(busy bool) { s.busy, s.before = busy, s.busy }

// meant gives which tickets a turn looks at; nil: none. A first busy round looks at
// all, since the one before it took no turns.
func (s *sweeps) meant(turn int64) func(number int64) bool {
	switch {
	case turn == 0 && !(s.busy && s.before):
		return func(int64) bool { return true }
	case s.busy:
		return func(number int64) bool { return number%sweepTurns == turn }
	default:
		return nil
	}
}

// compare looks, for the tickets that are meant, whether there is more than was
// delivered.
func (l *live) compare(ctx context.Context, meant func(number int64) bool) error {
	l.noteWatched(meant)
	moved, err := l.s.desk.Moved(ctx, l.watched)
	if err != nil {
		return err
	}
	l.watched.Looked = sql.NullTime{Time: moved.At, Valid: true}
	now := time.Now()
	l.swept.Store(&now)
	l.history.is(moved.Epoch)
	for _, number := range moved.Tickets {
		l.readAnew(number)
	}
	for _, p := range l.behind(moved.Inboxes) {
		l.later(func(ctx context.Context) error { return l.tellInbox(ctx, p) })
	}
	return l.sweepLists()
}

// noteWatched writes down what this node has delivered of these so far, into the same
// memory every time.
func (l *live) noteWatched(meant func(number int64) bool) {
	w := &l.watched
	w.Tickets, w.Heads = w.Tickets[:0], w.Heads[:0]
	l.mu.Lock()
	defer l.mu.Unlock()
	for number, r := range l.rooms {
		if !meant(number) {
			continue
		}
		if head, _ := r.readTo(); head >= 0 {
			w.Tickets, w.Heads = append(w.Tickets, number), append(w.Heads, head)
		}
	}
}

// behind gives those connected here who were told less of their inbox than there is.
func (l *live) behind(heads map[uuid.UUID]int64) (persons []uuid.UUID) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for p, head := range heads {
		for s := range l.byPerson[p] {
			if s.headOf().Head < head {
				persons = append(persons, p)
				break
			}
		}
	}
	return persons
}

// readAnew has a ticket's log read for all who watch it.
func (l *live) readAnew(number int64) {
	l.mu.Lock()
	r := l.rooms[number]
	l.mu.Unlock()
	if r != nil {
		l.stale.add(r)
		l.window.add(r)
	}
}

// deafFor is how long lists may be out of date while other nodes cannot be
// heard.
const deafFor = 10 * time.Second

// sweepLists asks clients to fetch their lists again when other nodes' rings
// may have been lost.
func (l *live) sweepLists() error {
	l.mu.Lock()
	now := time.Now()
	tell := false
	if l.s.bell.Connected() {
		tell = !l.deaf.IsZero()
		l.deaf = time.Time{}
	} else if l.deaf.IsZero() {
		l.deaf = now
	} else if now.Sub(l.deaf) > deafFor {
		tell, l.deaf = true, now
	}
	l.mu.Unlock()
	if tell {
		for _, s := range l.allSockets() {
			s.send(plainFrame{Type: "resync"})
		}
	}
	return nil
}

// ping lets every connection be pinged whose time has come.
func (l *live) ping(context.Context) error {
	now := time.Now()
	for _, s := range l.allSockets() {
		s.pingIfDue(now)
	}
	return nil
}

func (l *live) renewPresence(ctx context.Context) error {
	l.renewViewers()
	var ids []uuid.UUID
	for _, s := range l.allSockets() {
		if p := s.who(); p.Role != people.RoleCustomer {
			ids = append(ids, p.ID)
		}
	}
	return l.s.presence.Renew(ctx, ids...)
}
