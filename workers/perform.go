package workers

import (
	"context"
	"errors"
	"fmt"

	"kontor/internal/fault"
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

func (w *Workers) attempt(ctx context.Context, j job) (err error) {
	if j.Attempt > mostTries { // it took its workers down with it
		return fmt.Errorf("lease %d of %d: %w", j.Attempt, mostTries, errPanicked)
	}
	fulfil := w.kinds[j.Kind]
	if fulfil == nil {
		return errUnknownKind
	}
	ctx, cancel := context.WithTimeout(ctx, jobTime)
	defer cancel()
	defer func() {
		if p := recover(); p != nil {
			w.log.Error("job panicked", "kind", j.Kind, "job", j.ID, "ticket", j.Ticket)
			err = errPanicked
		}
	}()
	return fulfil(ctx, j)
}

// settle decides what becomes of a job that failed, and gives the error back
// unless there is nothing left to do.
func (w *Workers) settle(ctx context.Context, j job, failure error) error {
	stopping := ctx.Err() != nil
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), jobTime)
	defer cancel()
	class := classOf(failure)
	attrs := []any{"kind", j.Kind, "job", j.ID, "ticket", j.Ticket, "attempt", j.Attempt, "class", class}
	var err error
	switch {
	case fault.Is(failure, fault.KindNotFound):
		failure, err = nil, w.drop(ctx, j, class)
	case stopping:
		err = w.giveBack(ctx, j)
	case j.Attempt >= mostTries:
		w.log.Error("job is dead", attrs...)
		err = w.bury(ctx, j, class)
	default:
		w.log.Warn("job failed", attrs...)
		err = w.putOff(ctx, j, class)
	}
	if err != nil { // its lease lapses
		w.log.Warn("outcome of job not written", append(attrs, "error", err)...)
	}
	return failure
}
