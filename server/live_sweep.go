package server

import (
	"context"
	"time"

	"github.com/google/uuid"

	"kontor/people"
)

// sweep compares the heads of everything watched with what was delivered, in
// one query for tickets and one for people; with nobody connected there is
// none.
func (l *live) sweep(ctx context.Context) error {
	if err := l.sweepRooms(ctx); err != nil {
		return err
	}
	if err := l.sweepInboxes(ctx); err != nil {
		return err
	}
	now := time.Now()
	l.swept.Store(&now)
	return l.sweepLists()
}

func (l *live) sweepRooms(ctx context.Context) error {
	rooms := l.allRooms()
	numbers, heads := make([]int64, 0, len(rooms)), make([]int64, 0, len(rooms))
	byNumber := make(map[int64]*room, len(rooms))
	for _, r := range rooms {
		if head, _ := r.readTo(); head >= 0 {
			numbers, heads = append(numbers, r.number), append(heads, head)
			byNumber[r.number] = r
		}
	}
	if len(numbers) == 0 {
		return nil
	}
	moved, err := l.s.desk.Moved(ctx, numbers, heads)
	for _, number := range moved {
		l.stale.add(byNumber[number])
		l.window.add(byNumber[number])
	}
	return err
}

func (l *live) sweepInboxes(ctx context.Context) error {
	l.mu.Lock()
	persons, heads := make([]uuid.UUID, 0, len(l.byPerson)), make([]int64, 0, len(l.byPerson))
	for p, sockets := range l.byPerson {
		for s := range sockets {
			persons, heads = append(persons, p), append(heads, s.headOf().Head)
			break
		}
	}
	l.mu.Unlock()
	if len(persons) == 0 {
		return nil
	}
	moved, err := l.s.desk.InboxesMoved(ctx, persons, heads)
	for _, p := range moved {
		l.later(func(ctx context.Context) error { return l.tellInbox(ctx, p) })
	}
	return err
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
	var ids []uuid.UUID
	for _, s := range l.allSockets() {
		if p := s.who(); p.Role != people.RoleCustomer {
			ids = append(ids, p.ID)
		}
	}
	return l.s.presence.Renew(ctx, ids...)
}
