package faults

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"sync/atomic"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"
	"golang.org/x/sync/errgroup"

	"kontor/internal/postgres"
	"kontor/internal/testkit"
	"kontor/people"
	"kontor/privacy"
	"kontor/server"
	"kontor/tickets"
	"kontor/workers"
)

// Clock is the machine's, wrong by as much as it is told.
type Clock struct{ off atomic.Int64 }

// Now is the time that the clock believes in.
func (c *Clock) Now() time.Time {
	return time.Now().Add(time.Duration(c.off.Load())).UTC().Truncate(time.Microsecond)
}

// Jump sets how far the clock is ahead.
func (c *Clock) Jump(ahead time.Duration) { c.off.Store(int64(ahead)) }

// House is a node, server and worker in one, that runs in this process with a
// clock of its own.
type House struct {
	Clock *Clock
	addr  string
}

// Base is the address as clients reach it.
func (h *House) Base() string { return "http://" + h.addr }

// AddHouse lets a node join that runs in this process.
func (s *Stage) AddHouse(t testing.TB) *House {
	t.Helper()
	h := &House{Clock: &Clock{}, addr: testkit.FreeAddress(t)}
	app, err := postgres.Connect(t.Context(), s.Database.DSN("kontor_app"), postgres.Pool{Name: "kontor"})
	s.must(nil, err)
	t.Cleanup(func() { _ = app.Close() })
	expert, err := postgres.Connect(t.Context(), s.Database.DSN("kontor_expert"), postgres.Pool{Name: "kontor experts", MaxOpen: 8})
	s.must(nil, err)
	t.Cleanup(func() { _ = expert.Close() })
	rdb := redis.NewClient(&redis.Options{Addr: s.Redis.addr})
	log := slog.New(slog.DiscardHandler)
	register := people.NewRegister(app, expert, s.Keyring(), h.Clock)
	presence, bell := people.NewPresence(rdb, h.Clock), tickets.NewBell(rdb, log)
	desk := tickets.NewDesk(app, expert, register, presence, bell, h.Clock)
	reads := tickets.NewReads(desk)
	srv, err := server.New(server.Options{Desk: desk, People: register, Presence: presence, Reads: reads, Bell: bell,
		App: app, Expert: expert, Clock: h.Clock, Log: log, Limits: server.Limits{Off: true}})
	s.must(nil, err)
	work := workers.New(workers.Parts{App: app, Desk: desk, People: register, Bell: bell, Redis: rdb, Clock: h.Clock, Log: log})
	l, err := net.Listen("tcp", h.addr)
	s.must(nil, err)
	base := background(t, desk.Run, reads.Run, bell.Run)
	front := background(t, work.Run, func(ctx context.Context) error { return srv.Run(ctx, l) })
	t.Cleanup(func() { // what is on the outside ends first; the bell listens until its line is cut
		err := front()
		_ = rdb.Close()
		if err = errors.Join(err, base()); err != nil {
			t.Errorf("the node in this process ended with: %v", err)
		}
	})
	return h
}

// Keyring is that of every node.
func (s *Stage) Keyring() *privacy.Keyring {
	s.t.Helper()
	key, err := privacy.ParseKey(s.Key)
	s.must(nil, err)
	ring, err := privacy.NewKeyring(key)
	s.must(nil, err)
	return ring
}

// background runs parts until stop, which gives what they came to.
func background(t testing.TB, parts ...func(context.Context) error) (stop func() error) {
	ctx, cancel := context.WithCancel(context.WithoutCancel(t.Context()))
	g, ctx := errgroup.WithContext(ctx)
	for _, part := range parts {
		g.Go(func() error { return part(ctx) })
	}
	return func() error {
		cancel()
		return g.Wait()
	}
}
