package server

import (
	"context"
	"encoding/json"
	"sync"
	"time"

	"github.com/google/uuid"

	"kontor/internal/fault"
	"kontor/people"
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

// watch is one connection watching one ticket. Entries are delivered in the
// order of the viewer's stream, each once: what comes while the log is still
// being read from the cursor is left to that reading.
type watch struct {
	socket *socket
	room   *room
	stream tickets.Audience

	mu       sync.Mutex
	own      int64 // the last number delivered, in the viewer's stream
	catching bool  // the log is being read from the cursor
	behind   bool  // something came meanwhile
	grant    string
	till     time.Time // staff: personal data is open until then
	ended    bool
}

func (w *watch) delivered() int64 {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.own
}

// reaches reports whether this watch reaches to the present: an expert with no
// more than an offer neither types nor reads marks.
func (w *watch) reaches() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.stream != tickets.Helpers || w.grant == tickets.GrantHolder || w.grant == tickets.GrantSolved
}

// watch begins to watch: authorise, register, then read; what is committed in
// between is found by the reading or by the bell, and delivered once.
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
		return s.live.watch(ctx, s, f.Ticket, f.After)
	})
	return nil
}

func (l *live) watch(ctx context.Context, s *socket, number, after int64) error {
	p := s.who()
	sight, err := l.s.desk.See(ctx, p, number)
	if err != nil {
		return err
	}
	w := &watch{socket: s, stream: tickets.Stream(p), own: min(after, sight.Head), catching: true, grant: sight.Grant}
	if sight.PersonalTill != nil {
		w.till = *sight.PersonalTill
	}
	if err := l.enter(ctx, w, number); err != nil {
		return err
	}
	if err := l.catchUp(ctx, w, p); err != nil {
		l.leave(w)
		return err
	}
	l.endIfOver(ctx, w.room)
	return nil
}

// enter registers a watch in its room before anything is read.
func (l *live) enter(ctx context.Context, w *watch, number int64) error {
	l.mu.Lock()
	r := l.rooms[number]
	if r == nil {
		r = &room{live: l, number: number, watches: map[*watch]struct{}{}, head: -1}
		l.rooms[number] = r
	}
	w.room = r
	r.mu.Lock()
	r.watches[w] = struct{}{}
	unknown := r.head < 0
	r.mu.Unlock()
	l.mu.Unlock()
	w.socket.mu.Lock()
	w.socket.watches[number] = w
	w.socket.mu.Unlock()
	if !unknown {
		return nil
	}
	heads, err := l.s.desk.HeadsOf(ctx, []int64{number})
	if err != nil {
		l.leave(w)
		return err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.head < 0 {
		r.head = heads[number].Staff
	}
	return nil
}

// catchUp reads the log from the watch's cursor until nothing is left and
// nothing came meanwhile, then lets the watch go live.
func (l *live) catchUp(ctx context.Context, w *watch, p people.Person) error {
	for announced := false; ; {
		entries, err := l.readFor(ctx, w, p)
		if err != nil {
			return err
		}
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
func (l *live) readFor(ctx context.Context, w *watch, p people.Person) ([]tickets.Seen, error) {
	l.resumes <- struct{}{}
	defer func() { <-l.resumes }()
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

// opened reports whether this member of staff has the personal data open; the
// entry that says so opens it.
func (w *watch) opened(e tickets.Fed, p people.Person, now time.Time) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if tickets.EventOf(e.Entry) == tickets.EventPersonalShown && e.Author.ID == p.ID {
		w.till = e.At.Add(tickets.OpeningFor)
	}
	return w.stream == tickets.Staff && w.till.After(now)
}

func (l *live) catchAgain(ctx context.Context, w *watch, p people.Person) error {
	err := l.catchUp(ctx, w, p)
	if fault.Is(err, fault.KindNotFound) {
		l.unwatch(w.socket, w.room.number, "ended")
		return nil
	}
	if err != nil {
		w.socket.close(closeInternal) // it resumes with its cursor
	}
	return err
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

// afterEvents checks rights again after whatever may have changed them.
func (r *room) afterEvents(ctx context.Context, fed []tickets.Fed) error {
	for _, e := range fed {
		if e.Kind == tickets.KindEvent {
			return r.checkRights(ctx)
		}
	}
	return nil
}

// checkRights ends the watches of experts whose grant has ended and closes
// personal data that was closed.
func (r *room) checkRights(ctx context.Context) error {
	for _, w := range r.all() {
		if w.stream != tickets.Staff {
			continue
		}
		sight, err := r.live.s.desk.See(ctx, w.socket.who(), r.number)
		if fault.Is(err, fault.KindNotFound) {
			r.live.unwatch(w.socket, r.number, "ended")
		} else if err != nil {
			return err
		}
		w.setTill(sight.PersonalTill)
	}
	return r.live.endIfOver(ctx, r)
}

func (w *watch) setTill(till *time.Time) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.till = time.Time{}
	if till != nil {
		w.till = *till
	}
}

// endIfOver tells experts whose grant no longer reaches to the present, after
// they have been given all that it shows.
func (l *live) endIfOver(ctx context.Context, r *room) error {
	byExpert := r.experts()
	if len(byExpert) == 0 {
		return nil
	}
	kinds, err := l.s.desk.ReachingGrants(ctx, keys(byExpert), r.number)
	if err != nil {
		return err
	}
	for expert, watches := range byExpert {
		for _, w := range watches {
			w.mu.Lock()
			was := w.grant
			w.grant = kinds[expert]
			over := w.grant == "" && !w.catching
			w.mu.Unlock()
			if over {
				l.unwatch(w.socket, r.number, endReason(was))
			}
		}
	}
	return nil
}

func endReason(was string) string {
	if was == tickets.GrantOffered {
		return "offer_ended"
	}
	return "grant_ended"
}
