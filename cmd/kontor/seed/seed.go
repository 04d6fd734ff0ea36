package seed

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/redis/go-redis/v9"

	"kontor/cmd/kontor/demo"
	"kontor/contact"
	"kontor/experts"
	"kontor/internal/clock"
	"kontor/people"
	"kontor/privacy"
	"kontor/recognition"
	"kontor/rewards"
	"kontor/tickets"
	"kontor/workers"
)

// Plan is what to fill a database with.
type Plan struct {
	Content  *demo.Content
	Mark     Mark   // of the database, from Claim
	Password string // of everybody
}

// replay is a desk in the past. Nobody is connected to it, it hears nobody and
// nobody hears it: who watches the live desk finds what it wrote by sweeping.
type replay struct {
	Plan
	db       *sqlx.DB
	clock    *clock.Fake
	register *people.Register
	desk     *tickets.Desk
	reads    *tickets.Reads
	workers  *workers.Workers
	school   *experts.School
	book     *rewards.Book
	hall     *recognition.Hall
	contacts *contact.Book
	cast     cast
}

// Fill brings the demo to its end and marks it so. Workers that keep to the
// real time must not run meanwhile: all that is promised in the past is due.
func Fill(ctx context.Context, app, expert *sqlx.DB, keyring *privacy.Keyring, plan Plan) error {
	nowhere := noRedis()
	defer nowhere.Close()
	r := newReplay(app, expert, keyring, nowhere, plan)
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	lanes := make(chan error, 1)
	go func() { lanes <- r.desk.Run(ctx) }()
	err := r.tell(ctx)
	cancel()
	return errors.Join(err, <-lanes)
}

func newReplay(app, expert *sqlx.DB, keyring *privacy.Keyring, rdb redis.UniversalClient, plan Plan) *replay {
	clk := clock.At(plan.Mark.Began)
	quiet := slog.New(slog.NewTextHandler(io.Discard, nil))
	r := &replay{Plan: plan, db: app, clock: clk, register: people.NewRegister(app, expert, keyring, clk)}
	bell := tickets.NewBell(rdb, quiet)
	r.desk = tickets.NewDesk(app, expert, r.register, people.NewPresence(rdb, clk), bell, clk)
	r.reads = tickets.NewReads(r.desk)
	r.school = experts.New(experts.Parts{App: app, Desk: r.desk, People: r.register, Clock: clk})
	r.book = rewards.New(app, r.register, clk)
	r.hall = recognition.New(app, r.desk, r.register, clk, r.book.Zone)
	r.contacts = contact.New(app, r.register, clk)
	r.workers = workers.New(workers.Parts{App: app, Desk: r.desk, People: r.register, School: r.school, Rewards: r.book, Bell: bell, Redis: rdb, Clock: clk, Log: quiet})
	return r
}

func (r *replay) tell(ctx context.Context) error {
	if err := r.furnish(ctx); err != nil {
		return fmt.Errorf("set up the demo's organisation: %w", err)
	}
	if err := r.invite(ctx); err != nil {
		return fmt.Errorf("bring in the demo's people: %w", err)
	}
	if err := errors.Join(r.foundSchool(ctx), r.foundRewards(ctx)); err != nil {
		return fmt.Errorf("found the demo's school and rewards: %w", err)
	}
	if err := r.play(ctx); err != nil {
		return fmt.Errorf("replay the demo's tickets: %w", err)
	}
	if err := r.settle(ctx); err != nil {
		return fmt.Errorf("finish the demo: %w", err)
	}
	return r.Mark.finish(ctx, r.db)
}

// settle keeps what promises are due until now, writes the read marks, and
// takes notifications older than a day as read.
func (r *replay) settle(ctx context.Context) error {
	if err := r.keepPromises(ctx, r.Mark.Began); err != nil {
		return err
	}
	r.clock.Set(r.Mark.Began)
	if err := r.workers.Drain(ctx); err != nil {
		return err
	}
	if err := r.reads.Flush(ctx); err != nil {
		return err
	}
	for _, p := range r.cast.everybody() {
		var upto int64
		err := r.db.GetContext(ctx, &upto, `SELECT coalesce(max(seq), 0) FROM desk.notifications WHERE person = $1 AND at < $2`,
			p.ID, r.Mark.Began.Add(-24*time.Hour))
		if err != nil {
			return err
		}
		if err := r.desk.ReadNotifications(ctx, p, upto); err != nil {
			return err
		}
	}
	return nil
}
