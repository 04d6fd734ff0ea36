package workers

import (
	"context"
	"log/slog"
	"runtime"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/redis/go-redis/v9"
	"golang.org/x/sync/errgroup"

	"kontor/contact"
	"kontor/experts"
	"kontor/internal/clock"
	"kontor/internal/postgres"
	"kontor/people"
	"kontor/recognition"
	"kontor/rewards"
	"kontor/subject"
	"kontor/tickets"
)

// Parts are what workers work with.
type Parts struct {
	App     *sqlx.DB
	Desk    *tickets.Desk
	Files   *tickets.Files // nil: this desk keeps no files
	People  *people.Register
	Rights  *subject.Rights   // nil: nobody is exported or erased here
	School  *experts.School   // nil: nobody becomes an expert here
	Rewards *rewards.Book     // nil: nobody is rewarded here
	Hall    *recognition.Hall // nil: nobody is rated here
	Bell    *tickets.Bell
	Redis   redis.UniversalClient
	Clock   clock.Clock
	Log     *slog.Logger
}

// Workers are one node's share of the work.
type Workers struct {
	db      *sqlx.DB
	reads   *postgres.Statements // of db
	desk    *tickets.Desk
	files   *tickets.Files
	people  *people.Register
	rights  *subject.Rights
	school  *experts.School
	rewards *rewards.Book
	hall    *recognition.Hall
	redis   redis.UniversalClient
	within  time.Duration // this Redis answers, or is taken for gone
	clock   clock.Clock
	log     *slog.Logger
	kinds   map[string]handler
	wake    chan struct{}
}

// handler fulfils one kind of promise. It must mark the job done in the
// transaction of its effects, and do nothing if that was done already.
type handler func(ctx context.Context, j job) error

// jobTime is what one job may take.
const jobTime = 20 * time.Second

// atOnce is how many jobs a node works on at a time: as many as the machine has
// processors. More would be done no sooner, for they wait for the rows of the same
// experts, and would take the machine from those who talk.
var atOnce = max(2, runtime.GOMAXPROCS(0))

// New makes workers. They hear of new jobs from the bell as soon as Run runs.
func New(p Parts) *Workers {
	w := &Workers{db: p.App, reads: postgres.NewStatements(p.App), desk: p.Desk, files: p.Files, people: p.People, rights: p.Rights, school: p.School, rewards: p.Rewards, hall: p.Hall, redis: p.Redis, within: redisWait, clock: p.Clock, log: p.Log, wake: make(chan struct{}, 1)}
	w.kinds = map[string]handler{
		tickets.JobFanout:        w.fanout,
		tickets.JobOffer:         w.offer,
		tickets.JobOfferExpiry:   w.offerExpiry,
		tickets.JobFirstReply:    w.firstReply,
		tickets.JobFallback:      w.fallback,
		tickets.JobLook:          w.look,
		tickets.JobGive:          w.give,
		tickets.JobRetime:        w.retime,
		tickets.JobRatingRequest: w.ratingRequest,
		tickets.JobAutoClose:     w.autoClose,
		tickets.JobRemask:        w.remask,
		tickets.JobReward:        w.reward,
		contact.JobAbsence:       w.absence,
	}
	if w.rights != nil {
		w.kinds[subject.JobExport], w.kinds[subject.JobErase] = w.export, w.erase
	}
	if w.school != nil {
		w.kinds[experts.JobTestEnd] = w.testEnd
	}
	p.Bell.Listen(func(r tickets.Ring) {
		if r.Jobs {
			w.nudge()
		}
	})
	return w
}

// nudge lets the relay look for due jobs now. It never blocks.
func (w *Workers) nudge() {
	select {
	case w.wake <- struct{}{}:
	default: // it will look anyway
	}
}

// Run works until ctx ends, then finishes what is in hand. It may run again
// afterwards.
func (w *Workers) Run(ctx context.Context) error {
	queue, err := w.serve()
	if err != nil {
		return err
	}
	defer queue.stop()
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return w.newRelay(queue).run(ctx) })
	g.Go(func() error { return w.housekeep(ctx) })
	return g.Wait()
}
