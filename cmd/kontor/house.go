package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"syscall"

	"golang.org/x/sync/errgroup"

	"kontor/experts"
	"kontor/internal/clock"
	"kontor/internal/files"
	"kontor/people"
	"kontor/privacy"
	"kontor/recognition"
	"kontor/rewards"
	"kontor/server"
	"kontor/subject"
	"kontor/tickets"
	"kontor/web"
	"kontor/workers"
)

// house is all parts of a desk, put together.
type house struct {
	settings *Settings
	log      *slog.Logger
	clock    clock.Clock
	database *database
	keyring  *privacy.Keyring
	keeper   *keeper
	road     *road
	people   *people.Register
	presence *people.Presence
	bell     *tickets.Bell
	desk     *tickets.Desk
	reads    *tickets.Reads
	files    *tickets.Files
	rights   *subject.Rights
	rewards  *rewards.Book
	hall     *recognition.Hall
	school   *experts.School
}

// build puts the parts together. What could not be finished is taken down again.
func build(ctx context.Context, s *Settings) (*house, error) {
	if err := s.check(); err != nil {
		return nil, err
	}
	log, err := newLog(s.Log, os.Stderr)
	if err != nil {
		return nil, err
	}
	h := &house{settings: s, log: log, clock: clock.System{}}
	if err := h.raise(ctx); err != nil {
		return nil, errors.Join(err, h.close())
	}
	return h, nil
}

// raise makes each part on those before it.
func (h *house) raise(ctx context.Context) (err error) {
	if h.database, err = openDatabase(ctx, h.settings, h.log); err != nil {
		return err
	}
	if h.keyring, err = openKeyring(ctx, h.settings, h.database, h.log); err != nil {
		return err
	}
	if h.keeper, err = newKeeper(ctx, h.settings, h.database, h.keyring, h.log); err != nil {
		return err
	}
	if h.road, err = openRedis(ctx, h.settings, h.database.dir, h.log); err != nil {
		return err
	}
	app, expert := h.database.app, h.database.expert
	h.people = people.NewRegister(app, expert, h.keyring, h.clock)
	h.presence = people.NewPresence(h.road.client, h.clock)
	h.bell = tickets.NewBell(h.road.client, h.log)
	h.desk = tickets.NewDesk(app, expert, h.people, h.presence, h.bell, h.clock)
	h.reads = tickets.NewReads(h.desk)
	dir := cmp.Or(h.settings.Files, filepath.Join(h.database.dir, "files"))
	store, err := files.Open(dir)
	if err != nil {
		return err
	}
	h.files = tickets.NewFiles(h.desk, store)
	h.rewards = rewards.New(app, h.people, h.clock)
	h.hall = recognition.New(app, h.desk, h.people, h.clock, h.rewards.Zone)
	h.rights = subject.New(subject.Parts{App: app, Desk: h.desk, People: h.people, Files: h.files, Clock: h.clock, Dir: dir})
	h.school = experts.New(experts.Parts{App: app, Desk: h.desk, People: h.people, Clock: h.clock})
	return nil
}

// close takes the house down in the other order. It may be called on one that
// was not finished.
func (h *house) close() error {
	var errs []error
	if h.road != nil {
		errs = append(errs, h.road.close())
	}
	if h.keeper != nil {
		h.keeper.leave()
	}
	if h.database != nil {
		errs = append(errs, h.database.close())
	}
	return errors.Join(errs...)
}

// rooms say which parts of the house run, and how.
type rooms struct {
	listener     net.Listener // nil: no server
	workers      bool
	organisation server.Organisation
	limits       server.Limits
	seeded       func() bool                 // nil where there is no demo
	first        func(context.Context) error // what must be done before workers begin; may be nil
}

// run runs until ctx ends or something breaks. What is on the outside ends
// first: the desk answers as long as anybody can still ask.
func (h *house) run(ctx context.Context, r rooms) error {
	serve, err := h.server(r)
	if err != nil {
		return err
	}
	under, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	base, under := errgroup.WithContext(under)
	base.Go(func() error { return h.desk.Run(under) })
	base.Go(func() error { return h.reads.Run(under) })
	base.Go(func() error { return h.keeper.Run(under) })
	base.Go(func() error { return h.bell.Run(under) })
	base.Go(func() error { return collectRarely(under) })

	front, ctx := errgroup.WithContext(ctx)
	front.Go(func() error { return h.watch(ctx, under) })
	front.Go(func() error { return serve(ctx) })
	front.Go(func() error { return h.work(ctx, r) })
	err = front.Wait()
	stop()
	return errors.Join(err, h.road.hangUp(), base.Wait()) // the bell listens until its line is cut
}

// watch ends everything when what it stands on is gone.
func (h *house) watch(ctx, under context.Context) error {
	select {
	case <-ctx.Done():
		return nil
	case <-under.Done():
		return errors.New("a part of the desk ended by itself")
	case err := <-h.database.done():
		return fmt.Errorf("the database is gone: %w", err)
	}
}

func (h *house) work(ctx context.Context, r rooms) error {
	if r.first != nil {
		if err := r.first(ctx); err != nil && ctx.Err() == nil {
			return err
		}
	}
	if !r.workers {
		return nil
	}
	return workers.New(workers.Parts{
		App: h.database.app, Desk: h.desk, Files: h.files, People: h.people, Rights: h.rights, School: h.school, Rewards: h.rewards, Hall: h.hall, Bell: h.bell, Redis: h.road.client, Clock: h.clock, Log: h.log,
	}).Run(ctx)
}

// server makes the server and gives what runs it; without a listener that is
// nothing.
func (h *house) server(r rooms) (func(context.Context) error, error) {
	if r.listener == nil {
		return func(context.Context) error { return nil }, nil
	}
	s := h.settings
	if !web.Built() {
		h.log.Warn("this binary has no pages in it, only the API; make build puts them in")
	}
	srv, err := server.New(server.Options{
		Desk: h.desk, People: h.people, Rights: h.rights, School: h.school, Rewards: h.rewards, Recognition: h.hall, Presence: h.presence, Reads: h.reads, Bell: h.bell, Files: h.files,
		App: h.database.app, Expert: h.database.expert, Clock: h.clock, Log: h.log, Site: web.Files(),
		BaseURL: s.BaseURL, Organisation: r.organisation, Limits: r.limits, AllowedOrigins: s.Origins, WidgetHosts: s.WidgetHosts,
		TrustedProxies: s.TrustedProxies, SecureCookies: s.secure(), Seeded: r.seeded,
	})
	if err != nil {
		return nil, err
	}
	return func(ctx context.Context) error { return srv.Run(ctx, r.listener) }, nil
}

// listen takes the address.
func listen(s *Settings) (net.Listener, error) {
	l, err := net.Listen("tcp", s.Addr)
	if errors.Is(err, syscall.EADDRINUSE) {
		return nil, fmt.Errorf("%s is in use by another program; stop that one, or choose another address with KONTOR_ADDR", s.Addr)
	}
	if errors.Is(err, syscall.EACCES) {
		return nil, fmt.Errorf("this user may not serve on %s; choose another address with KONTOR_ADDR", s.Addr)
	}
	if err != nil {
		return nil, fmt.Errorf("KONTOR_ADDR: %w", err)
	}
	return l, nil
}
