package server

import (
	"context"
	"database/sql"
	"time"

	"github.com/google/uuid"

	"kontor/people"
)

// sweep compares, in one query, the heads of everything watched, and of the inboxes
// that moved lately, with what was delivered.
func (l *live) sweep(ctx context.Context) error {
	l.noteWatched()
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

// noteWatched writes down what this node has delivered so far, into the same
// memory every time.
func (l *live) noteWatched() {
	w := &l.watched
	w.Tickets, w.Heads = w.Tickets[:0], w.Heads[:0]
	l.mu.Lock()
	defer l.mu.Unlock()
	for number, r := range l.rooms {
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
