package workers

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"
)

// job is a row of desk.jobs that this node has leased.
type job struct {
	ID      uuid.UUID `db:"id" json:"id"`
	Kind    string    `db:"kind" json:"-"`
	Ticket  int64     `db:"ticket" json:"ticket"`
	Attempt int       `db:"attempt" json:"attempt"`
	DueAt   time.Time `db:"due_at" json:"-"`
}

const (
	leaseFor  = 30 * time.Second // longer than jobTime, so that nobody works on a job twice at a time
	mostOut   = 256              // jobs leased at a time, all nodes together
	mostTries = 20
)

// claim leases due jobs, oldest first, and gives those that this call leased.
// A job whose lease has lapsed is due again. When nothing is due it writes
// nothing.
func (w *Workers) claim(ctx context.Context) ([]job, error) {
	now := w.clock.Now()
	var jobs []job
	err := w.reads.Select(ctx, &jobs, `
		WITH due AS MATERIALIZED (
		    SELECT id FROM desk.jobs
		    WHERE done_at IS NULL AND dead_at IS NULL AND due_at <= $1 AND (leased_until IS NULL OR leased_until <= $1)
		    ORDER BY due_at, id
		    LIMIT $3::bigint - (SELECT count(*) FROM (
		        SELECT FROM desk.jobs WHERE done_at IS NULL AND dead_at IS NULL AND due_at <= $1 AND leased_until > $1 LIMIT $3::bigint) leased)
		    FOR UPDATE SKIP LOCKED)
		UPDATE desk.jobs j SET leased_until = $2, attempt = attempt + 1 FROM due WHERE j.id = due.id
		RETURNING j.id, j.kind, coalesce(j.ticket, 0) AS ticket, j.attempt, j.due_at`, now, now.Add(leaseFor), mostOut)
	if err != nil {
		return nil, fmt.Errorf("claim jobs: %w", err)
	}
	slices.SortFunc(jobs, func(a, b job) int {
		if c := a.DueAt.Compare(b.DueAt); c != 0 {
			return c
		}
		return slices.Compare(a.ID[:], b.ID[:])
	})
	return jobs, nil
}

// release makes every leased job due again, for when the tasks that stood for
// them are lost.
func (w *Workers) release(ctx context.Context) (int64, error) {
	res, err := w.db.ExecContext(ctx, `
		UPDATE desk.jobs SET leased_until = NULL
		WHERE done_at IS NULL AND dead_at IS NULL AND due_at <= $1 AND leased_until IS NOT NULL`, w.clock.Now())
	if err != nil {
		return 0, fmt.Errorf("release jobs: %w", err)
	}
	return res.RowsAffected()
}

// giveBack ends one lease early.
func (w *Workers) giveBack(ctx context.Context, j job) error {
	_, err := w.db.ExecContext(ctx, `UPDATE desk.jobs SET leased_until = NULL WHERE id = $1 AND attempt = $2 AND done_at IS NULL`, j.ID, j.Attempt)
	return err
}

// putOff says when a failed job is tried again. Who has leased it since knows
// better, so that nothing happens then.
func (w *Workers) putOff(ctx context.Context, j job, class string) error {
	_, err := w.db.ExecContext(ctx, `
		UPDATE desk.jobs SET leased_until = NULL, due_at = $3, last_error = $4 WHERE id = $1 AND attempt = $2 AND done_at IS NULL`,
		j.ID, j.Attempt, w.clock.Now().Add(backoff(j.Attempt)), class)
	return err
}

// bury gives a job up.
func (w *Workers) bury(ctx context.Context, j job, class string) error {
	_, err := w.db.ExecContext(ctx, `
		UPDATE desk.jobs SET leased_until = NULL, dead_at = $3, last_error = $4 WHERE id = $1 AND attempt = $2 AND done_at IS NULL`,
		j.ID, j.Attempt, w.clock.Now(), class)
	return err
}

// drop marks a job done whose ticket is gone.
func (w *Workers) drop(ctx context.Context, j job, class string) error {
	_, err := w.db.ExecContext(ctx, `
		UPDATE desk.jobs SET leased_until = NULL, done_at = $2, last_error = $3 WHERE id = $1 AND done_at IS NULL`, j.ID, w.clock.Now(), class)
	return err
}

const longestWait = 15 * time.Minute

// backoff is a second after the first failure, then twice as long each time.
func backoff(attempt int) time.Duration {
	return min(longestWait, time.Second<<min(max(attempt-1, 0), 20))
}
