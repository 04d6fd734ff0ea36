package workers

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// Drain works on everything that is due by the clock, in order and without
// Redis, until nothing is. It gives the errors of jobs that failed; those are
// due again later, as they would be anywhere.
func (w *Workers) Drain(ctx context.Context) error {
	var failures []error
	for {
		jobs, err := w.claim(ctx)
		if err != nil || len(jobs) == 0 {
			return errors.Join(append(failures, err)...)
		}
		for _, j := range jobs {
			if err := w.perform(ctx, j); err != nil {
				failures = append(failures, fmt.Errorf("job %s: %w", j.Kind, err))
			}
		}
	}
}

// NextDue is when the first of the promises that are still to be kept is due;
// false if there is none.
func (w *Workers) NextDue(ctx context.Context) (time.Time, bool, error) {
	var due sql.NullTime
	err := w.db.GetContext(ctx, &due, `SELECT min(due_at) FROM desk.jobs WHERE done_at IS NULL AND dead_at IS NULL`)
	if err != nil {
		return time.Time{}, false, fmt.Errorf("read when the next job is due: %w", err)
	}
	return due.Time.UTC(), due.Valid, nil
}

// Settled reports whether no promise that is due by the clock is still open.
func (w *Workers) Settled(ctx context.Context) (bool, error) {
	due, some, err := w.NextDue(ctx)
	return err == nil && (!some || due.After(w.clock.Now())), err
}
