package workers

import (
	"context"
	"errors"
	"fmt"
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

// Settled reports whether no promise that is due by the clock is still open.
func (w *Workers) Settled(ctx context.Context) (bool, error) {
	var open bool
	err := w.db.GetContext(ctx, &open, `SELECT EXISTS (SELECT FROM desk.jobs WHERE done_at IS NULL AND dead_at IS NULL AND due_at <= $1)`, w.clock.Now())
	if err != nil {
		return false, fmt.Errorf("look for open jobs: %w", err)
	}
	return !open, nil
}
