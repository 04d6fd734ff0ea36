package workers

import (
	"context"
	"errors"
	"fmt"
	"time"

	"kontor/internal/clock"
	"kontor/internal/fault"
	"kontor/internal/postgres"
)

var (
	errUnknownKind = errors.New("no worker knows this kind of job")
	errPanicked    = errors.New("the worker panicked")
)

// perform fulfils a job, or writes down that it could not be. The error is for
// Drain: everybody else finds it in the row.
func (w *Workers) perform(ctx context.Context, j job) error {
	err := w.attempt(ctx, j)
	if err != nil {
		err = w.settle(ctx, j, err)
	}
	w.nudge()
	return err
}

func (w *Workers) attempt(ctx context.Context, j job) error {
	if j.Attempt > mostTries { // it took its workers down with it
		return fmt.Errorf("lease %d of %d: %w", j.Attempt, mostTries, errPanicked)
	}
	fulfil := w.kinds[j.Kind]
	if fulfil == nil {
		return errUnknownKind
	}
	return w.guarded(ctx, j, func(ctx context.Context) error { return fulfil(ctx, j) })
}

// guarded keeps what a job does within its time, and a panic from taking the node
// down.
func (w *Workers) guarded(ctx context.Context, j job, do func(context.Context) error) (err error) {
	ctx, cancel := context.WithTimeout(ctx, timeOf(j.Kind))
	defer cancel()
	defer w.hold(ctx, j)()
	defer func() {
		if p := recover(); p != nil {
			w.log.Error("job panicked", "kind", j.Kind, "job", j.ID, "ticket", j.Ticket)
			err = errPanicked
		}
	}()
	return do(ctx)
}

// settle decides what becomes of a job that failed, and gives the error back
// unless there is nothing left to do.
func (w *Workers) settle(ctx context.Context, j job, failure error) error {
	stopping := ctx.Err() != nil
	class := classOf(failure)
	attrs := []any{"kind", j.Kind, "job", j.ID, "ticket", j.Ticket, "attempt", j.Attempt, "class", class}
	var outcome func(context.Context) error
	switch {
	case fault.Is(failure, fault.KindNotFound):
		failure, outcome = nil, func(ctx context.Context) error { return w.drop(ctx, j, class) }
	case stopping:
		outcome = func(ctx context.Context) error { return w.giveBack(ctx, j) }
	case j.Attempt >= mostTries:
		w.log.Error("job is dead", attrs...)
		outcome = func(ctx context.Context) error { return w.bury(ctx, j, class) }
	default:
		w.log.Warn("job failed", attrs...)
		outcome = func(ctx context.Context) error { return w.putOff(ctx, j, class) }
	}
	if err := insist(ctx, outcome); err != nil { // its lease lapses
		w.log.Warn("outcome of job not written", append(attrs, "error", err)...)
	}
	return failure
}

// insistEvery is how often the database is asked again.
const insistEvery = 200 * time.Millisecond

// insist writes what became of a job. A job most often fails because the
// database is away, and what cannot be written would leave it to its lease,
// which is long. It is tried until the worker is to stop, and once after that.
func insist(ctx context.Context, write func(context.Context) error) error {
	limit, cancel := context.WithTimeout(context.WithoutCancel(ctx), jobTime)
	defer cancel()
	err := write(limit)
	for postgres.IsRetryable(err) && limit.Err() == nil && clock.Pause(ctx, insistEvery) {
		err = write(limit)
	}
	return err
}
