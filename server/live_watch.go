package server

import (
	"context"
	"encoding/json"
	"sync"
	"sync/atomic"
	"time"

	"kontor/internal/fault"
	"kontor/people"
	"kontor/tickets"
)

// watch is one connection watching one ticket. Entries are delivered in the
// order of the viewer's stream, each once: what comes while the log is still
// being read from the cursor is left to that reading.
type watch struct {
	socket *socket
	room   *room
	stream tickets.Audience
	marked atomic.Int64 // how far its person has said they have read

	mu       sync.Mutex
	own      int64 // the last number delivered, in the viewer's stream
	catching bool  // the log is being read from the cursor
	behind   bool  // something came meanwhile
	seen     bool  // this person may see the ticket
	grant    string
	till     time.Time // staff: personal data is open until then
	everOpen bool      // it was, at some time
	said     bool      // that this helper has the ticket open
	ended    bool
}

func (w *watch) delivered() int64 {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.own
}

// reaches reports whether this watch reaches to the present: whose rights are still
// being looked at is told nothing, and an expert with no more than an offer neither
// types nor reads marks.
func (w *watch) reaches() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.seen && reachesPresent(w.stream, w.grant)
}

// watch begins to watch, or watches anew from another number.
func (s *socket) watch(f inFrame) error {
	if w := s.watchOf(f.Ticket); w != nil {
		s.live.unwatch(s, f.Ticket, "")
	}
	s.mu.Lock()
	many := len(s.watches) >= watchesMost
	s.mu.Unlock()
	if many {
		return fault.Limited(0, "one connection watches %d tickets at most", watchesMost)
	}
	s.soon(f, func() error {
		ctx, cancel := context.WithTimeout(s.live.ctx, 30*time.Second)
		defer cancel()
		err := s.live.watch(ctx, s, f.Ticket, f.After)
		if err != nil && fault.As(err) == nil {
			s.close(closeInternal) // it resumes with its cursor; nobody asks for a watch twice
		}
		return err
	})
	return nil
}

// watch registers first, in a state in which nothing is delivered, then sees
// whether this person may see the ticket, and reads.
func (l *live) watch(ctx context.Context, s *socket, number, after int64) error {
	p := s.who()
	w := &watch{socket: s, stream: tickets.Stream(p), own: after, catching: true}
	l.enter(w, number)
	err := l.begin(ctx, w, p, number)
	if err != nil {
		l.leave(w)
	}
	return err
}

func (l *live) begin(ctx context.Context, w *watch, p people.Person, number int64) error {
	if err := l.s.desk.OpenAtOnce(ctx, p, number); err != nil {
		return err
	}
	sight, err := l.s.desk.See(ctx, p, number)
	if err != nil {
		return err
	}
	head := sight.Heads.Staff
	if w.stream == tickets.Helpers && w.room.isUnknown() { // the expert login does not know it
		heads, err := l.s.desk.HeadsOf(ctx, number)
		if err != nil {
			return err
		}
		head = heads.Staff
	}
	w.room.startAt(head)
	w.sees(&sight)
	w.setTill(sight.PersonalTill)
	if err := l.catchUp(ctx, w, p, &sight); err != nil {
		return err
	}
	if err := l.tellMarks(ctx, w, p); err != nil {
		return err
	}
	if w.looks() {
		w.comes()
	}
	l.refresh(w.room) // what was committed while this was the first to watch
	return nil
}

// sees lets a watch begin with what its person may see. A cursor beyond the log is drawn
// back; one beyond a picture is not: an offer may show less than one before it did, and
// what was given then is not given again.
func (w *watch) sees(sight *tickets.Sight) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.seen, w.grant = true, sight.Grant
	if reachesPresent(w.stream, sight.Grant) {
		w.own = min(w.own, sight.Head)
	}
}

// refresh has everything read that a room has not been given yet.
func (l *live) refresh(r *room) {
	l.fresh.add(r)
	if r.hasExperts() {
		l.window.add(r)
	}
}

// tellMarks says how far the others have read: what they read while this client
// was away was whispered to nobody.
func (l *live) tellMarks(ctx context.Context, w *watch, p people.Person) error {
	if !w.reaches() {
		return nil
	}
	marks, err := l.s.readMarks(ctx, p, w.room.number)
	for _, m := range marks {
		w.socket.send(readFrame{Type: "read", Ticket: w.room.number, Person: m.Person, Role: m.Role, Seq: m.Seq})
	}
	return err
}

// enter registers a watch in its room before anything is read.
func (l *live) enter(w *watch, number int64) {
	l.mu.Lock()
	r := l.rooms[number]
	if r == nil {
		r = &room{live: l, number: number, watches: map[*watch]struct{}{}, head: -1}
		l.rooms[number] = r
	}
	w.room = r
	r.mu.Lock()
	r.watches[w] = struct{}{}
	r.mu.Unlock()
	l.mu.Unlock()
	w.socket.mu.Lock()
	w.socket.watches[number] = w
	w.socket.mu.Unlock()
}

// catchUp reads the log from the watch's cursor until nothing is left and
// nothing came meanwhile, then lets the watch go live. Who has just seen the
// ticket need not be looked at again for the first page.
func (l *live) catchUp(ctx context.Context, w *watch, p people.Person, sight *tickets.Sight) error {
	for announced := false; ; {
		entries, err := l.readFor(ctx, w, p, sight)
		if err != nil {
			return err
		}
		sight = nil
		for _, e := range entries {
			if !w.socket.waitForRoom() {
				return nil
			}
			w.deliver(e.Seq, entryFrame{Type: "entry", Ticket: w.room.number, Entry: entryShape(e, p)})
		}
		if len(entries) == tickets.MaxEntries {
			continue
		}
		if !announced {
			announced = true
			w.socket.send(watchingFrame{Type: "watching", Ticket: w.room.number, Head: w.delivered()})
		}
		if w.goLive() {
			return nil
		}
	}
}

// readFor reads from a watch's cursor; only some dozens do so at once.
func (l *live) readFor(ctx context.Context, w *watch, p people.Person, sight *tickets.Sight) ([]tickets.Seen, error) {
	select {
	case l.resumes <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() { <-l.resumes }()
	if sight != nil && w.stream != tickets.Helpers {
		return l.s.desk.EntriesOf(ctx, p, *sight, w.delivered(), tickets.MaxEntries)
	}
	return l.s.desk.Entries(ctx, p, w.room.number, w.delivered(), tickets.MaxEntries)
}

// goLive ends the catching up unless something came meanwhile.
func (w *watch) goLive() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.behind {
		w.behind = false
		return false
	}
	w.catching = false
	return true
}

// deliver sends an entry if it is the next one of this watch's stream.
func (w *watch) deliver(own int64, frame any) {
	raw, err := json.Marshal(frame)
	if err != nil {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if !w.ended && own > w.own {
		w.own = own
		w.socket.sendRaw(raw)
	}
}

// next offers a live entry. It reports false when the watch must catch up by
// itself: an entry before this one has not been delivered.
func (w *watch) next(own int64, raw []byte) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch {
	case w.ended || own <= w.own:
		return true
	case w.catching:
		w.behind = true
		return true
	case own > w.own+1:
		w.catching = true
		return false
	}
	w.own = own
	w.socket.sendRaw(raw)
	return true
}

// leave takes a watch out of its room; an empty room is gone.
func (l *live) leave(w *watch) {
	w.mu.Lock()
	w.ended = true
	w.mu.Unlock()
	defer l.goes(w) // when nothing is locked any more
	l.mu.Lock()
	defer l.mu.Unlock()
	r := w.room
	r.mu.Lock()
	delete(r.watches, w)
	if len(r.watches) == 0 && l.rooms[r.number] == r {
		delete(l.rooms, r.number)
	}
	r.mu.Unlock()
	w.socket.mu.Lock()
	if w.socket.watches[r.number] == w {
		delete(w.socket.watches, r.number)
	}
	w.socket.mu.Unlock()
}

// unwatch ends a watch, with a word to the client where there is a reason.
func (l *live) unwatch(s *socket, number int64, reason string) {
	w := s.watchOf(number)
	if w == nil {
		return
	}
	l.leave(w)
	if reason != "" {
		s.send(unwatchedFrame{Type: "unwatched", Ticket: number, Reason: reason})
	}
}

// catchAgain reads on for a watch that has missed something.
func (l *live) catchAgain(ctx context.Context, w *watch) error {
	err := l.catchUp(ctx, w, w.socket.who(), nil)
	if fault.Is(err, fault.KindNotFound) {
		l.unwatch(w.socket, w.room.number, "ended")
		return nil
	}
	if err != nil {
		w.socket.close(closeInternal) // it resumes with its cursor
		return err
	}
	l.refresh(w.room)
	return nil
}
