package server

import (
	"context"
	"sync"
	"time"

	"github.com/google/uuid"

	"kontor/internal/clock"
	"kontor/tickets"
)

// reader is a goroutine that serves the rooms that were handed to it, as many at
// once as have gathered while it was at work: the busier a node is, the more
// logs one query reads.
type reader struct {
	serve func(ctx context.Context, rooms []*room) error

	mu    sync.Mutex
	rooms map[*room]struct{}
	wake  chan struct{}
}

const (
	roomsAtOnce = 256
	readerRest  = 200 * time.Millisecond // after a failure; the sweep brings back what was missed
)

func newReader(serve func(context.Context, []*room) error) *reader {
	return &reader{serve: serve, rooms: map[*room]struct{}{}, wake: make(chan struct{}, 1)}
}

// add hands a room over and never blocks.
func (rd *reader) add(r *room) {
	rd.mu.Lock()
	rd.rooms[r] = struct{}{}
	rd.mu.Unlock()
	rd.nudge()
}

func (rd *reader) nudge() {
	select {
	case rd.wake <- struct{}{}:
	default:
	}
}

func (rd *reader) take() []*room {
	rd.mu.Lock()
	defer rd.mu.Unlock()
	rooms := make([]*room, 0, min(len(rd.rooms), roomsAtOnce))
	for r := range rd.rooms {
		if len(rooms) == roomsAtOnce {
			rd.nudge()
			break
		}
		rooms = append(rooms, r)
		delete(rd.rooms, r)
	}
	return rooms
}

func (l *live) readersRun(ctx context.Context, rd *reader) error {
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-rd.wake:
		}
		if rooms := rd.take(); len(rooms) > 0 {
			if err := rd.serve(ctx, rooms); err != nil && ctx.Err() == nil {
				l.log.Warn("live delivery left to the sweep", "error", err)
				clock.Pause(ctx, readerRest)
			}
		}
	}
}

// giveFresh gives what this process committed itself. Where something is
// missing before it the log is read.
func (l *live) giveFresh(_ context.Context, rooms []*room) error {
	for _, r := range rooms {
		if !r.feed(r.takeFresh()) {
			l.stale.add(r)
		}
	}
	return nil
}

// readStale reads the logs of rooms that another node wrote to, or whose ring was
// lost.
func (l *live) readStale(ctx context.Context, rooms []*room) error {
	after := make(map[int64]int64, len(rooms))
	for _, r := range rooms {
		if head, _ := r.readTo(); head >= 0 {
			after[r.number] = head
		}
	}
	if len(after) == 0 {
		return nil
	}
	fed, err := l.feed.Read(ctx, after)
	if err != nil {
		return err
	}
	for _, r := range rooms {
		entries := fed[r.number]
		r.feed(entries)
		if len(entries) == tickets.MaxEntries {
			l.stale.add(r)
		}
	}
	return nil
}

// readWindow reads what experts may see of the rooms they are in.
func (l *live) readWindow(ctx context.Context, rooms []*room) error {
	after, byRoom, experts := map[int64]int64{}, map[int64]map[uuid.UUID][]*watch{}, map[uuid.UUID]bool{}
	for _, r := range rooms {
		byExpert := r.experts()
		if _, shown := r.readTo(); len(byExpert) > 0 && !r.isUnknown() {
			after[r.number], byRoom[r.number] = shown, byExpert
		}
		for id := range byExpert {
			experts[id] = true
		}
	}
	if len(after) == 0 {
		return nil
	}
	granted, err := l.show.Read(ctx, keys(experts), after)
	if err != nil {
		return err
	}
	byTicket := map[int64][]tickets.Granted{}
	for _, g := range granted {
		byTicket[g.Ticket] = append(byTicket[g.Ticket], g)
		if len(g.Entries) == tickets.MaxEntries {
			l.lookAgain(g.Ticket)
		}
	}
	for _, r := range rooms {
		if byExpert := byRoom[r.number]; byExpert != nil {
			r.show(byExpert, byTicket[r.number])
		}
	}
	return nil
}

func (l *live) lookAgain(ticket int64) {
	l.mu.Lock()
	r := l.rooms[ticket]
	l.mu.Unlock()
	if r != nil {
		l.window.add(r)
	}
}

func keys(m map[uuid.UUID]bool) []uuid.UUID {
	ids := make([]uuid.UUID, 0, len(m))
	for id := range m {
		ids = append(ids, id)
	}
	return ids
}
