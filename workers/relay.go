package workers

import (
	"context"
	"time"

	"golang.org/x/sync/errgroup"

	"kontor/internal/clock"
)

// relay leases due jobs and puts them on the queue. While Redis is away it does
// the work itself, as many at a time as a node's workers would.
type relay struct {
	*Workers
	queue *queue
	away  bool // Redis did not answer
	blind bool // PostgreSQL did not answer
}

const (
	pulse = time.Second           // how often it looks without being told
	rest  = 20 * time.Millisecond // between two looks, so that a busy desk is served in batches
)

func (w *Workers) newRelay(q *queue) *relay { return &relay{Workers: w, queue: q} }

// run looks for due jobs whenever the bell rings or a job ends, and once a
// second.
func (r *relay) run(ctx context.Context) error {
	tick := time.NewTicker(pulse)
	defer tick.Stop()
	r.look(ctx)
	for {
		r.relay(ctx)
		if !clock.Pause(ctx, rest) {
			return nil
		}
		select {
		case <-ctx.Done():
			return nil
		case <-r.wake:
		case <-tick.C:
			r.look(ctx)
		}
	}
}

// look finds out how Redis is. Leases are let go of when what they stand for
// is lost or cannot be reached.
func (r *relay) look(ctx context.Context) {
	remembers, err := r.remembers(ctx)
	if ctx.Err() != nil {
		return
	}
	if err != nil {
		r.lost(ctx, err)
		return
	}
	if r.away {
		r.away = false
		r.log.Info("redis is back, jobs go through it again")
	}
	if !remembers {
		r.letGo(ctx)
	}
}

func (r *relay) lost(ctx context.Context, err error) {
	if r.away {
		return
	}
	r.away = true
	r.log.Warn("redis does not answer, jobs are done without it", "error", err)
	r.letGo(ctx)
}

func (r *relay) letGo(ctx context.Context) {
	n, err := r.release(ctx)
	if err != nil && ctx.Err() == nil {
		r.log.Warn("leases not released, they lapse", "class", classOf(err))
	}
	if n > 0 {
		r.log.Info("jobs that were on their way are sent again", "count", n)
	}
}

// relay leases what is due and sends it off.
func (r *relay) relay(ctx context.Context) {
	jobs, err := r.claim(ctx)
	if err != nil {
		if !r.blind && ctx.Err() == nil {
			r.log.Warn("due jobs not read, trying again every second", "class", classOf(err))
		}
		r.blind = true
		return
	}
	r.blind = false
	all := bundles(jobs)
	for i, b := range all {
		if r.away {
			r.direct(ctx, all[i:])
			return
		}
		if err := r.queue.put(ctx, b); err != nil {
			r.lost(ctx, err)
			r.direct(ctx, all[i:])
			return
		}
	}
}

// direct does jobs here and now.
func (r *relay) direct(ctx context.Context, all []bundle) {
	var g errgroup.Group
	g.SetLimit(atOnce)
	for _, b := range all {
		g.Go(func() error {
			r.performBundle(ctx, b)
			return nil
		})
	}
	_ = g.Wait()
}
