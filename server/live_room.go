package server

import (
	"encoding/json"
	"slices"
	"sync"

	"github.com/google/uuid"

	"kontor/tickets"
)

// room is one ticket with those who watch it on this node. Its log is read once
// for all of them; every watch has its own cursor.
//
// Customers and staff are given what this process has just committed as it is,
// and the rest as PostgreSQL has it; experts are only ever given what the expert
// login reads for them.
type room struct {
	live   *live
	number int64

	feeding sync.Mutex // one at a time, so that order is kept
	crowd   crowd

	mu      sync.Mutex
	watches map[*watch]struct{}
	head    int64 // in the staff stream: given to customers and staff up to here; -1: not known yet
	shown   int64 // likewise to experts
	fresh   []tickets.Fed
}

// freshMost bounds what waits to be given; what is beyond is read again.
const freshMost = 512

// hear takes what was just committed, and reports whether there is room for it.
func (r *room) hear(e tickets.Fed) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.head < 0 || len(r.fresh) >= freshMost {
		return false
	}
	r.fresh = append(r.fresh, e)
	return true
}

// takeFresh gives what was heard, in the order of the log.
func (r *room) takeFresh() []tickets.Fed {
	r.mu.Lock()
	fresh := r.fresh
	r.fresh = nil
	r.mu.Unlock()
	slices.SortFunc(fresh, func(a, b tickets.Fed) int { return int(a.Numbers.Staff - b.Numbers.Staff) })
	return fresh
}

func (r *room) readTo() (head, shown int64) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.head, r.shown
}

// startAt says from where on the log is given here, if nobody has said before:
// whoever watches reads for themself what stands before.
func (r *room) startAt(head int64) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.head < 0 {
		r.head, r.shown = head, head
	}
}

func (r *room) isUnknown() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.head < 0
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

// feed gives new entries to customers and staff, each once and in order. It
// reports false when one is missing before them.
func (r *room) feed(fed []tickets.Fed) bool {
	r.feeding.Lock()
	defer r.feeding.Unlock()
	watches, events := r.all(), false
	defer func() {
		if events {
			r.live.later(r.checkRights)
		}
	}()
	for _, e := range fed {
		head, _ := r.readTo()
		if e.Numbers.Staff <= head {
			continue
		}
		if head < 0 || e.Numbers.Staff > head+1 {
			return false
		}
		r.giveAll(watches, e)
		r.mu.Lock()
		r.head = e.Numbers.Staff
		r.mu.Unlock()
		events = events || e.Kind == tickets.KindEvent
	}
	return true
}

// giveAll writes a frame once for all who see the same.
func (r *room) giveAll(watches []*watch, e tickets.Fed) {
	frames := map[string][]byte{}
	closes := tickets.ClosesPersonal(e.Entry)
	for _, w := range watches {
		if w.stream == tickets.Helpers || !w.stream.Sees(e.Audience) {
			continue
		}
		if closes && w.hasOpened() {
			r.live.reopen(w)
			continue
		}
		r.give(w, e, frames)
	}
}

func (r *room) give(w *watch, e tickets.Fed, frames map[string][]byte) {
	p := w.socket.who()
	seen := tickets.Seen{Entry: e.Entry, Seq: e.Numbers.In(w.stream)}
	key := string(w.stream)
	if w.stream == tickets.Everyone || w.opened(e, p, r.live.s.clock.Now()) {
		seen.Own, seen.Files = &e.Own, e.Files
		key += "+"
	}
	raw, ok := frames[key]
	if !ok {
		raw, _ = json.Marshal(entryFrame{Type: "entry", Ticket: r.number, Entry: entryShape(seen, p)})
		frames[key] = raw
	}
	r.next(w, seen.Seq, raw)
}

// next hands a frame to a watch; one that has missed something before it reads
// on by itself.
func (r *room) next(w *watch, own int64, raw []byte) {
	if !w.next(own, raw) {
		r.live.soon(w, r.live.catchAgain)
	}
}

// show gives experts what their grants show, and ends the watches of those whose
// grant does not reach to the present.
func (r *room) show(byExpert map[uuid.UUID][]*watch, granted []tickets.Granted) {
	frames, kinds := map[int64][]byte{}, map[uuid.UUID]string{}
	for _, g := range granted {
		kinds[g.Expert] = g.Kind
		for _, e := range g.Entries {
			for _, w := range byExpert[g.Expert] {
				raw, ok := frames[e.Numbers.Helpers]
				if !ok {
					seen := tickets.Seen{Entry: e, Seq: e.Numbers.Helpers}
					raw, _ = json.Marshal(entryFrame{Type: "entry", Ticket: r.number, Entry: entryShape(seen, w.socket.who())})
					frames[e.Numbers.Helpers] = raw
				}
				r.next(w, e.Numbers.Helpers, raw)
			}
			r.mu.Lock()
			r.shown = max(r.shown, e.Numbers.Staff)
			r.mu.Unlock()
		}
	}
	for expert, watches := range byExpert {
		for _, w := range watches {
			w.endIfOver(kinds[expert])
		}
	}
}

func (r *room) experts() map[uuid.UUID][]*watch {
	r.mu.Lock()
	defer r.mu.Unlock()
	var experts map[uuid.UUID][]*watch
	for w := range r.watches {
		if w.stream != tickets.Helpers {
			continue
		}
		if experts == nil {
			experts = map[uuid.UUID][]*watch{}
		}
		id := w.socket.who().ID
		experts[id] = append(experts[id], w)
	}
	return experts
}

func (r *room) hasExperts() bool {
	return r.has(func(w *watch) bool { return w.stream == tickets.Helpers })
}

func (r *room) hasStaff() bool {
	return r.has(func(w *watch) bool { return w.stream == tickets.Staff })
}

func (r *room) has(like func(*watch) bool) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	for w := range r.watches {
		if like(w) {
			return true
		}
	}
	return false
}
