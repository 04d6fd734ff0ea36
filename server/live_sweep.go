package server

import (
	"context"
	"time"

	"github.com/google/uuid"

	"kontor/internal/fault"
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
	return l.sweepLists()
}

func (l *live) sweepRooms(ctx context.Context) error {
	l.mu.Lock()
	rooms, numbers := make([]*room, 0, len(l.rooms)), make([]int64, 0, len(l.rooms))
	for n, r := range l.rooms {
		rooms, numbers = append(rooms, r), append(numbers, n)
	}
	l.mu.Unlock()
	if len(rooms) == 0 {
		return nil
	}
	heads, err := l.s.desk.HeadsOf(ctx, numbers)
	if err != nil {
		return err
	}
	for _, r := range rooms {
		r.mu.Lock()
		late := r.head >= 0 && heads[r.number].Staff > r.head
		r.mu.Unlock()
		if late {
			l.later(r.refresh)
		}
	}
	return nil
}

func (l *live) sweepInboxes(ctx context.Context) error {
	l.mu.Lock()
	known := make(map[uuid.UUID]int64, len(l.byPerson))
	for p, sockets := range l.byPerson {
		for s := range sockets {
			known[p] = s.headOf().Head
		}
	}
	l.mu.Unlock()
	if len(known) == 0 {
		return nil
	}
	persons := make([]uuid.UUID, 0, len(known))
	for p := range known {
		persons = append(persons, p)
	}
	heads, err := l.s.desk.InboxHeads(ctx, persons)
	for _, h := range heads {
		if h.Head > known[h.Person] {
			l.later(func(ctx context.Context) error { return l.tellInbox(ctx, h.Person) })
		}
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

// flushRows tells which rows have changed, a few times a second at most.
func (l *live) flushRows(ctx context.Context) error {
	l.mu.Lock()
	numbers := make([]int64, 0, len(l.rows))
	for n := range l.rows {
		numbers = append(numbers, n)
	}
	clear(l.rows)
	l.mu.Unlock()
	if len(numbers) == 0 {
		return nil
	}
	return l.tellRows(ctx, numbers)
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

// reviewRights looks at every helper again: who was signed out, deactivated or
// moved to another team goes on with the rights they have now.
func (l *live) reviewRights(ctx context.Context) error {
	for _, s := range l.allSockets() {
		if s.who().Role == people.RoleCustomer {
			continue
		}
		p, err := l.s.people.ByToken(ctx, s.token)
		if fault.Is(err, fault.KindUnauthenticated) {
			s.close(closeNoAuth)
			continue
		}
		if err != nil {
			return err
		}
		s.mu.Lock()
		s.person = p
		s.mu.Unlock()
	}
	l.mu.Lock()
	rooms := make([]*room, 0, len(l.rooms))
	for _, r := range l.rooms {
		rooms = append(rooms, r)
	}
	l.mu.Unlock()
	for _, r := range rooms {
		if err := r.checkRights(ctx); err != nil {
			return err
		}
	}
	return nil
}
