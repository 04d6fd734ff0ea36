// Package promise writes down what is to be done later for a person, in the
// transaction that it follows from, and that it has been done, in the one that does
// it. Package workers brings what is due to whoever keeps it; jobs on tickets are
// promised and kept by their desk, together with everything else that it writes.
package promise

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"
)

// Job is what is promised.
type Job struct {
	ID      uuid.UUID
	Kind    string
	Person  uuid.UUID
	Payload any // what else it is about; nil: nothing
	Due     time.Time
}

// Make promises a job.
func Make(ctx context.Context, tx sqlx.ExecerContext, j Job, now time.Time) error {
	if j.Payload == nil {
		j.Payload = struct{}{}
	}
	payload, err := json.Marshal(j.Payload)
	if err != nil {
		return fmt.Errorf("write promise of %s: %w", j.Kind, err)
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO desk.jobs (id, kind, person, payload, due_at, created_at) VALUES ($1, $2, $3, $4, $5, $6)`,
		j.ID, j.Kind, j.Person, string(payload), j.Due, now)
	if err != nil {
		return fmt.Errorf("write promise of %s: %w", j.Kind, err)
	}
	return nil
}

// Keep marks a job done and says whether it was not before: where somebody else was
// quicker nothing of it may happen twice. Whoever works on the same job waits until
// the transaction ends.
func Keep(ctx context.Context, tx sqlx.ExecerContext, job uuid.UUID, now time.Time) (mine bool, err error) {
	done, err := tx.ExecContext(ctx, `UPDATE desk.jobs SET done_at = $2, leased_until = NULL WHERE id = $1 AND done_at IS NULL`, job, now)
	if err != nil {
		return false, fmt.Errorf("keep promise: %w", err)
	}
	n, err := done.RowsAffected()
	return n == 1, err
}
