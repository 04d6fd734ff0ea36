package server

import (
	"context"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"github.com/google/uuid"
	"golang.org/x/sync/errgroup"

	"kontor/tickets"
)

// live carries logs, offers and notifications to the sockets of this node. It
// hears the bell, and once a second compares heads in case it heard nothing.
type live struct {
	s    *Server
	log  *slog.Logger
	ctx  context.Context // ends with Run
	stop context.CancelFunc

	mu       sync.Mutex
	sockets  map[*socket]struct{}
	byPerson map[uuid.UUID]map[*socket]struct{}
	rooms    map[int64]*room
	rows     map[int64]bool // changed, to be told
	draining bool
	deaf     time.Time // since when other nodes are not heard

	watched tickets.Watched // the sweep's own
	sweeps  sweeps          // likewise
	rang    atomic.Bool     // a ticket changed since the sweep's last round
	history history
	strain  strain
	trimmed trimmed
	swept   atomic.Pointer[time.Time] // when the sweep last had its answers

	fresh  *reader         // rooms with entries that this process committed
	stale  *reader         // rooms whose log must be read
	window *reader         // rooms with experts, whose log the expert login reads
	feed   *tickets.Feed   // of the reader of stale rooms
	show   *tickets.Window // of the reader for experts

	jobs    chan func(context.Context) error
	resumes chan struct{}
	open    sync.WaitGroup
}

const (
	sweepEvery    = time.Second
	rowsEvery     = 500 * time.Millisecond
	rowsMost      = 500
	pingsEvery    = 200 * time.Millisecond
	trimEvery     = 5 * time.Second
	presenceEvery = 20 * time.Second
	rightsEvery   = 30 * time.Second
	liveWorkers   = 4
	jobsMost      = 8192
	resumesMost   = 24
)

func newLive(s *Server) *live {
	l := &live{s: s, log: s.log, sockets: map[*socket]struct{}{}, byPerson: map[uuid.UUID]map[*socket]struct{}{},
		rooms: map[int64]*room{}, rows: map[int64]bool{}, jobs: make(chan func(context.Context) error, jobsMost), resumes: make(chan struct{}, resumesMost)}
	l.ctx, l.stop = context.WithCancel(context.Background())
	l.history.another = make(chan struct{})
	l.fresh = newReader(l.giveFresh)
	l.stale, l.window = newReader(l.readStale), newReader(l.readWindow)
	s.bell.Listen(l.hear)
	return l
}

// Run sweeps and works until ctx ends.
func (l *live) Run(ctx context.Context) error {
	defer l.stop()
	l.feed, l.show = l.s.desk.NewFeed(), l.s.desk.NewWindow()
	defer l.feed.Close()
	defer l.show.Close()
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return l.watchHistory(ctx) })
	for range liveWorkers {
		g.Go(func() error { return l.work(ctx) })
	}
	for _, rd := range []*reader{l.fresh, l.stale, l.window} {
		g.Go(func() error { return l.readersRun(ctx, rd) })
	}
	g.Go(func() error { return l.inTurns(ctx, sweepTurns, sweepEvery, l.sweep) })
	g.Go(func() error { return l.inTurns(ctx, rowsTurns, rowsEvery, l.flushRows) })
	for every, do := range map[time.Duration]func(context.Context) error{
		pingsEvery: l.ping, strainEvery: l.watchStrain, trimEvery: l.trim, presenceEvery: l.renewPresence, rightsEvery: l.reviewRights,
	} {
		g.Go(func() error { return l.every(ctx, every, do) })
	}
	return g.Wait()
}

func (l *live) every(ctx context.Context, d time.Duration, do func(context.Context) error) error {
	tick := time.NewTicker(d)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
			if err := do(ctx); err != nil && ctx.Err() == nil {
				l.log.Warn("live delivery waits for the database", "error", err)
			}
		}
	}
}

func (l *live) work(ctx context.Context) error {
	for {
		select {
		case <-ctx.Done():
			return nil
		case do := <-l.jobs:
			if err := do(ctx); err != nil && ctx.Err() == nil {
				l.log.Warn("live delivery left to the sweep", "error", err)
			}
		}
	}
}

// later hands work on without waiting; what finds no room is found by the
// sweep.
func (l *live) later(do func(context.Context) error) {
	select {
	case l.jobs <- do:
	default:
	}
}

// soon lets a watch read on by itself. It waits for its client where that is
// slow, so nobody else's work stands behind it; a watch reads only once at a
// time. It ends with its connection.
func (l *live) soon(w *watch, read func(context.Context, *watch) error) {
	go func() {
		if err := read(l.ctx, w); err != nil && l.ctx.Err() == nil {
			l.log.Warn("watch does not read on", "error", err)
		}
	}()
}

// hear is called by the bell and must not block.
func (l *live) hear(ring tickets.Ring) {
	l.mu.Lock()
	rooms := l.heard(ring)
	var persons []uuid.UUID
	for _, p := range ring.People {
		if len(l.byPerson[p]) > 0 {
			persons = append(persons, p)
		}
	}
	l.mu.Unlock()
	l.giveTo(rooms, ring.Fresh)
	for _, p := range persons {
		l.later(func(ctx context.Context) error { return l.tellInbox(ctx, p) })
	}
	for _, p := range ring.Left {
		l.later(func(ctx context.Context) error { return l.reviewSockets(ctx, l.socketsOf(p)) })
	}
	if m := ring.Whisper; m != nil {
		l.later(func(ctx context.Context) error { return l.whisper(ctx, *m) })
	}
}

// heard notes the rows that changed and gives the rooms that are open here.
func (l *live) heard(ring tickets.Ring) map[int64]*room {
	rooms := map[int64]*room{}
	if len(ring.Tickets) > 0 {
		l.rang.Store(true)
	}
	for _, n := range ring.Tickets {
		if r := l.rooms[n]; r != nil {
			rooms[n] = r
		}
		if len(l.sockets) > 0 && len(l.rows) < rowsMost {
			l.rows[n] = true
		}
	}
	return rooms
}

// giveTo lets each room be given what is new: what came with the ring as it is,
// and the rest read.
func (l *live) giveTo(rooms map[int64]*room, fresh []tickets.Fed) {
	given := map[int64]bool{}
	for _, e := range fresh {
		if r := rooms[e.Ticket]; r != nil && r.hear(e) {
			given[e.Ticket] = true
		}
	}
	for number, r := range rooms {
		if given[number] {
			l.fresh.add(r)
		} else {
			l.stale.add(r)
		}
		if r.hasExperts() {
			l.window.add(r)
		}
	}
}

func (l *live) allRooms() []*room {
	l.mu.Lock()
	defer l.mu.Unlock()
	all := make([]*room, 0, len(l.rooms))
	for _, r := range l.rooms {
		all = append(all, r)
	}
	return all
}

func (l *live) allSockets() []*socket {
	l.mu.Lock()
	defer l.mu.Unlock()
	all := make([]*socket, 0, len(l.sockets))
	for s := range l.sockets {
		all = append(all, s)
	}
	return all
}

func (l *live) count() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.sockets)
}

func (l *live) socketsOf(person uuid.UUID) []*socket {
	l.mu.Lock()
	defer l.mu.Unlock()
	var all []*socket
	for s := range l.byPerson[person] {
		all = append(all, s)
	}
	return all
}

// signedOut ends the connections of a session that has ended.
func (l *live) signedOut(token string) {
	for _, s := range l.allSockets() {
		if s.token == token {
			s.close(closeNoAuth)
		}
	}
}

// Drain sends every client away, so that it comes back to another node, and
// waits until the connections have ended.
func (l *live) Drain(ctx context.Context) {
	l.mu.Lock()
	l.draining = true
	l.mu.Unlock()
	for _, s := range l.allSockets() {
		s.close(closeRestart)
	}
	done := make(chan struct{})
	go func() {
		l.open.Wait()
		close(done)
	}()
	select {
	case <-done:
	case <-ctx.Done():
	}
}
