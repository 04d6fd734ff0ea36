// Package load drives a desk as many people would and then judges it.
//
// A run makes people of its own through the database, lets them work over real
// sockets and HTTP (customers ask, experts claim, answer and escalate, staff
// take over), and keeps in each client a journal of what was sent, acknowledged
// and received. When they have stopped and everything had time to arrive, the
// referee compares the journals with the database: what was acknowledged is in
// the log exactly once, every watcher's list is its stream, nobody saw what is
// not theirs, every job was done once. What is found wrong is a violation.
//
// The clients behave as docs/api.md asks of clients, and nothing more is assumed
// of the server. Everything that a run made is removed at its end.
package load

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"sync"
	"time"

	"github.com/google/uuid"

	"kontor/privacy"
)

// Options say what a run does. Only Bases is needed.
type Options struct {
	Bases    []string         // servers, as http://host:port; each client picks one and on loss another
	Database string           // DSN of the owner; "" means visitors only, and less that can be checked
	Keyring  *privacy.Keyring // the desk's own, needed with Database

	Customers, Experts, Staff int
	Idle                      int             // further sockets that only watch a ticket of their own
	For                       time.Duration   // how long they act; default 10 s
	Until                     <-chan struct{} // closed: they stop though For is not over; nil: only For counts
	Pace                      float64         // messages per second and person; 0 means as fast as they are acknowledged

	Senders int // >0: plain throughput: so many senders, one post in flight each, a ticket of their own, 80 characters
	Storm   int // so many sockets connect at once
	Crowd   int // so many sockets watch one ticket

	Compare time.Duration // how long bare commits and the echo are measured for comparison; 0: not at all
	Seed    int64         // 0: one is chosen; same seed, same behaviour
	Settle  time.Duration // how long everything may take to arrive after the end; default 15 s

	Out io.Writer // progress; nil: none
	Log *slog.Logger
}

const (
	usualFor    = 10 * time.Second
	usualSettle = 15 * time.Second
	removeFor   = 2 * time.Minute
)

func (o Options) complete() (Options, error) {
	if len(o.Bases) == 0 {
		return o, errors.New("load needs the address of a server")
	}
	if o.Database != "" && o.Keyring == nil {
		return o, errors.New("load needs the key of the desk to make people in its database")
	}
	if o.Database == "" && (o.Experts > 0 || o.Staff > 0) {
		o.Experts, o.Staff = 0, 0
	}
	if o.Senders > 0 {
		o.Customers = 0
	}
	if o.For <= 0 {
		o.For = usualFor
	}
	if o.Settle <= 0 {
		o.Settle = usualSettle
	}
	for o.Seed == 0 {
		o.Seed = rand.Int64N(1 << 40)
	}
	if o.Out == nil {
		o.Out = io.Discard
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return o, nil
}

// run is one run from its first person to its last.
type run struct {
	Options
	report *Report
	town   town
	road   *road
	began  time.Time

	mu      sync.Mutex
	clients []*client
	sentAt  map[uuid.UUID]time.Time
}

// Run drives the servers as the options say and judges them. The error says
// that it could not be done; what the desk did wrong stands in the report.
// What was made is removed in any case, also when ctx ends.
func Run(ctx context.Context, o Options) (report *Report, err error) {
	if o, err = o.complete(); err != nil {
		return nil, err
	}
	r := &run{Options: o, report: &Report{Seed: o.Seed}, began: time.Now(), sentAt: map[uuid.UUID]time.Time{}}
	if r.road, err = newRoad(o.Bases); err != nil {
		return nil, err
	}
	defer r.road.close()
	r.say("seed %d", o.Seed)
	if r.town, err = r.settleIn(ctx); err != nil {
		return nil, err
	}
	defer func() {
		gone, cancel := context.WithTimeout(context.WithoutCancel(ctx), removeFor)
		defer cancel()
		err = errors.Join(err, r.town.leave(gone))
	}()
	if err := r.play(ctx); err != nil {
		return nil, err
	}
	return r.report, ctx.Err()
}

// settleIn makes the people: through the database, or as visitors.
func (r *run) settleIn(ctx context.Context) (town, error) {
	if r.Database == "" {
		return visit(ctx, r)
	}
	return build(ctx, r)
}

// play is the run itself: first what is measured alone, then the people.
func (r *run) play(ctx context.Context) error {
	if err := r.compare(ctx); err != nil {
		return err
	}
	idle, err := r.sitDown(ctx)
	if err != nil {
		return err
	}
	defer idle.leave()
	for _, part := range []func(context.Context) error{r.storm, r.crowd, r.throughput, r.chat} {
		if err := part(ctx); err != nil {
			return err
		}
	}
	return idle.watch(ctx)
}

func (r *run) say(format string, args ...any) {
	fmt.Fprintf(r.Out, format+"\n", args...)
}

// dice are one person's chances. They depend on the seed and on who it is, not
// on what the others do.
func (r *run) dice(who int) *rand.Rand { return rand.New(rand.NewPCG(uint64(r.Seed), uint64(who))) }
