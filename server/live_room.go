package server

import (
	"context"
	"encoding/json"
	"sync"

	"github.com/google/uuid"

	"kontor/tickets"
)

// room is one ticket with those who watch it on this node. Its log is read once
// for all of them; every watch has its own cursor.
type room struct {
	live   *live
	number int64

	reading sync.Mutex // one reading at a time

	mu      sync.Mutex
	watches map[*watch]struct{}
	head    int64 // in the staff stream: read up to here
	dirty   bool
}

// refresh reads what is new in a room and gives it to every watch. Rings that
// come while it reads are answered by one more reading.
func (r *room) refresh(ctx context.Context) error {
	r.mu.Lock()
	r.dirty = true
	r.mu.Unlock()
	if !r.reading.TryLock() {
		return nil
	}
	defer r.reading.Unlock()
	for r.stillDirty() {
		if err := r.readOn(ctx); err != nil {
			return err
		}
	}
	return nil
}

func (r *room) stillDirty() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	dirty := r.dirty
	r.dirty = false
	return dirty && len(r.watches) > 0 && r.head >= 0
}

func (r *room) readOn(ctx context.Context) error {
	r.mu.Lock()
	after := r.head
	r.mu.Unlock()
	fed, err := r.live.s.desk.Feed(ctx, r.number, after)
	if err != nil || len(fed) == 0 {
		return err
	}
	if err := r.feedExperts(ctx, after); err != nil {
		return err
	}
	r.feed(fed)
	r.mu.Lock()
	r.head = fed[len(fed)-1].Numbers.Staff
	r.dirty = r.dirty || len(fed) == tickets.MaxEntries
	r.mu.Unlock()
	return r.afterEvents(ctx, fed)
}

func (r *room) all() []*watch {
	r.mu.Lock()
	defer r.mu.Unlock()
	all := make([]*watch, 0, len(r.watches))
	for w := range r.watches {
		all = append(all, w)
	}
	return all
}

// feed gives new entries to customers and staff. A frame is written once for
// all who see the same.
func (r *room) feed(fed []tickets.Fed) {
	watches := r.all()
	for _, e := range fed {
		frames := map[string][]byte{}
		for _, w := range watches {
			if w.stream == tickets.Helpers || !w.stream.Sees(e.Audience) {
				continue
			}
			r.give(w, e, frames)
		}
	}
}

func (r *room) give(w *watch, e tickets.Fed, frames map[string][]byte) {
	p := w.socket.who()
	seen := tickets.Seen{Entry: e.Entry, Seq: e.Numbers.In(w.stream)}
	key := string(w.stream)
	if w.stream == tickets.Everyone || w.opened(e, p, r.live.s.clock.Now()) {
		seen.Own = &e.Own
		key += "+"
	}
	raw, ok := frames[key]
	if !ok {
		raw, _ = json.Marshal(entryFrame{Type: "entry", Ticket: r.number, Entry: entryShape(seen, p)})
		frames[key] = raw
	}
	if !w.next(seen.Seq, raw) {
		r.live.later(func(ctx context.Context) error { return r.live.catchAgain(ctx, w, p) })
	}
}

// feedExperts gives new entries to experts, as the expert login reads them.
func (r *room) feedExperts(ctx context.Context, after int64) error {
	byExpert := r.experts()
	if len(byExpert) == 0 {
		return nil
	}
	fed, err := r.live.s.desk.FeedExperts(ctx, keys(byExpert), r.number, after)
	if err != nil {
		return err
	}
	frames := map[int64][]byte{}
	for _, e := range fed {
		seen := tickets.Seen{Entry: e.Entry, Seq: e.Numbers.Helpers}
		for _, w := range byExpert[e.Expert] {
			p := w.socket.who()
			raw, ok := frames[seen.Seq]
			if !ok {
				raw, _ = json.Marshal(entryFrame{Type: "entry", Ticket: r.number, Entry: entryShape(seen, p)})
				frames[seen.Seq] = raw
			}
			if !w.next(seen.Seq, raw) {
				r.live.later(func(ctx context.Context) error { return r.live.catchAgain(ctx, w, p) })
			}
		}
	}
	return nil
}

func (r *room) experts() map[uuid.UUID][]*watch {
	experts := map[uuid.UUID][]*watch{}
	for _, w := range r.all() {
		if w.stream == tickets.Helpers {
			id := w.socket.who().ID
			experts[id] = append(experts[id], w)
		}
	}
	return experts
}

func keys(m map[uuid.UUID][]*watch) []uuid.UUID {
	ids := make([]uuid.UUID, 0, len(m))
	for id := range m {
		ids = append(ids, id)
	}
	return ids
}
