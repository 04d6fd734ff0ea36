package load

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"kontor/internal/clock"
)

// sitters are sockets that only watch, each a ticket of its own: nothing but
// what stood there may reach them.
type sitters struct {
	run   *run
	all   []*light
	open  atomic.Int64
	heard atomic.Int64 // entries beyond those that stood there
	end   context.CancelFunc
	gone  sync.WaitGroup
	base  gauge
}

// dialsMost is how many sockets connect at a time where it is not a storm.
const dialsMost = 64

// seat makes sitters with a ticket each; nobody connects yet.
func (r *run) seat(ctx context.Context, n int) (*sitters, error) {
	s := &sitters{run: r}
	people, err := r.town.customers(ctx, n)
	if err != nil {
		return nil, err
	}
	numbers, err := r.town.tickets(ctx, people)
	if err != nil {
		return nil, err
	}
	for i, p := range people {
		s.add(p, numbers[i])
	}
	return s, nil
}

func (s *sitters) add(p person, ticket int64) *light {
	l := &light{run: s.run, who: p, index: len(s.all), ticket: ticket, live: func() { s.open.Add(1) }, lost: func() { s.open.Add(-1) }}
	l.took = func(raw []byte) {
		if frameType(raw) == "entry" && l.cursor > preparedHead {
			s.heard.Add(1)
		}
	}
	s.all = append(s.all, l)
	return l
}

// connect lets everybody connect, some at a time, and gives how long it took
// until all were live.
func (s *sitters) connect(ctx context.Context, atOnce int) (time.Duration, error) {
	living, end := context.WithCancel(ctx)
	s.end = end
	began := time.Now()
	gate := make(chan struct{}, atOnce)
	for _, l := range s.all {
		first := sync.OnceFunc(func() { <-gate })
		counted := l.live
		l.live = func() { counted(); first() }
		select {
		case gate <- struct{}{}:
		case <-ctx.Done():
			return 0, ctx.Err()
		}
		s.gone.Go(func() { l.keep(living) })
	}
	for s.open.Load() < int64(len(s.all)) {
		if time.Since(began) > connectWithin {
			return 0, fmt.Errorf("only %d of %d sockets could be connected within %s; file descriptors may be too few", s.open.Load(), len(s.all), connectWithin)
		}
		if !clock.Pause(ctx, 5*time.Millisecond) {
			return 0, ctx.Err()
		}
	}
	return time.Since(began), nil
}

const connectWithin = 2 * time.Minute

// leave ends every connection. Twice is fine.
func (s *sitters) leave() {
	if s.end != nil {
		s.end()
	}
	s.gone.Wait()
}

// sitDown connects the idle sockets, which stay until the end of the run.
func (r *run) sitDown(ctx context.Context) (*sitters, error) {
	s, err := r.seat(ctx, r.Idle)
	if err != nil || r.Idle == 0 {
		return s, err
	}
	before := r.gauge(ctx)
	r.report.Idle.Sockets = r.Idle
	if r.report.Idle.Connected, err = s.connect(ctx, dialsMost); err != nil {
		s.leave()
		return s, err
	}
	r.say("%d idle sockets are connected", r.Idle)
	s.base = before
	clock.Pause(ctx, restFor)
	s.weigh(ctx)
	return s, nil
}

// restFor is how long the server may tidy up after many have connected.
const restFor = 3 * time.Second

func (s *sitters) weigh(ctx context.Context) {
	now := s.run.gauge(ctx)
	if now.known && s.base.known {
		s.run.report.Idle.Memory = (now.resident - s.base.resident) / float64(len(s.all))
		s.run.report.Idle.Heap = (now.inUse - s.base.inUse) / float64(len(s.all))
	}
}

// meterLeast is how long a window must be to tell anything.
const meterLeast = 3 * time.Second

// watch looks at what an idle desk does, if nobody else was there.
func (s *sitters) watch(ctx context.Context) error {
	if len(s.all) > 0 {
		defer s.judge()
	}
	if len(s.all) == 0 || s.run.Customers+s.run.Senders+s.run.Storm+s.run.Crowd > 0 {
		return nil
	}
	h, ok := s.run.town.(*hall)
	if !ok || s.run.For < meterLeast {
		return nil
	}
	h.atRest(ctx)
	before, err := h.meter(ctx)
	if err != nil {
		return err
	}
	clock.Pause(ctx, s.run.For)
	after, err := h.meter(ctx)
	if err != nil {
		return err
	}
	s.weigh(ctx)
	i := &s.run.report.Idle
	i.Window = after.at.Sub(before.at)
	i.Statements = float64(after.statements-before.statements) / i.Window.Seconds()
	i.WAL, i.Rows = after.wal-before.wal, after.rows-before.rows
	return nil
}

func (s *sitters) judge() {
	if n := s.heard.Load(); n > 0 {
		s.run.town.ruling().broken("idle watchers received %d entries though nobody wrote", n)
	}
	if missing := int64(len(s.all)) - s.open.Load(); missing > 0 {
		s.run.say("%d idle sockets are not connected at the end", missing)
	}
	s.run.report.take(s.run.town.ruling())
}

// storm lets many connect at the same moment.
func (r *run) storm(ctx context.Context) error {
	if r.Storm == 0 {
		return nil
	}
	s, err := r.seat(ctx, r.Storm)
	if err != nil {
		return err
	}
	defer s.leave()
	r.report.Storm, err = s.connect(ctx, len(s.all))
	s.judge()
	return err
}

// Broadcasts of a crowd: so many, with a rest in between.
const (
	broadcasts    = 12
	broadcastRest = 300 * time.Millisecond
	broadcastMost = 10 * time.Second
)

// crowd writes to a ticket that many watch, and measures until the last one
// has it.
func (r *run) crowd(ctx context.Context) error {
	if r.Crowd == 0 {
		return nil
	}
	s, writer, err := r.gather(ctx)
	if err != nil {
		return err
	}
	defer s.leave()
	if _, err := s.connect(ctx, dialsMost); err != nil {
		return err
	}
	clock.Pause(ctx, time.Second)
	before := r.gauge(ctx)
	var took []time.Duration
	for n := range broadcasts {
		d, err := s.broadcast(ctx, writer, int64(n+1)*int64(r.Crowd))
		if err != nil {
			return err
		}
		took = append(took, d)
		clock.Pause(ctx, broadcastRest)
	}
	r.report.spent(before, r.gauge(ctx))
	r.report.Broadcast = latenciesOf(took)
	r.report.take(r.town.ruling())
	return nil
}

// gather makes the crowd: colleagues of one team or, where nobody can be made,
// the customer at many devices. The writer is the customer.
func (r *run) gather(ctx context.Context) (*sitters, *light, error) {
	s, err := r.seat(ctx, 1)
	if err != nil {
		return nil, nil, err
	}
	writer := s.all[0]
	watchers := make([]person, r.Crowd)
	for i := range watchers {
		watchers[i] = writer.who
	}
	if h, ok := r.town.(*hall); ok {
		if watchers, err = h.colleagues(ctx, r.Crowd); err != nil {
			return nil, nil, err
		}
	}
	for _, p := range watchers {
		s.add(p, writer.ticket)
	}
	writer.took = nil // counts the watchers only
	return s, writer, nil
}

// broadcast writes once and waits until the count of entries received is so
// many.
func (s *sitters) broadcast(ctx context.Context, writer *light, until int64) (time.Duration, error) {
	id := newID()
	began := time.Now()
	if !writer.send(postFrame(nil, id, writer.ticket)) {
		return 0, fmt.Errorf("the writer of the crowd lost its connection")
	}
	for s.heard.Load() < until {
		if time.Since(began) > broadcastMost {
			s.run.town.ruling().broken("ticket %d: %d of a crowd of %d have not received a message after %s", writer.ticket, until-s.heard.Load(), len(s.all)-1, broadcastMost)
			return broadcastMost, nil
		}
		if !clock.Pause(ctx, 200*time.Microsecond) {
			return 0, ctx.Err()
		}
	}
	return time.Since(began), nil
}
