package workers

import (
	"context"
	"errors"
	"fmt"
	"time"

	"kontor/privacy"
)

const (
	tidyEvery   = time.Hour
	turnEvery   = 5 * time.Minute // how often a node looks whether it is its turn
	keepDone    = 7 * 24 * time.Hour
	deleteAtOne = 5000
)

// housekeep tidies up now and then. Every node tries, once an hour one does.
func (w *Workers) housekeep(ctx context.Context) error {
	for {
		if err := w.desk.EnsureMasked(ctx); err != nil && ctx.Err() == nil {
			w.log.Warn("cannot see whether texts need masking anew", "class", classOf(err))
		}
		mine, err := w.takeTurn(ctx)
		if err == nil && mine {
			err = w.Tidy(ctx)
		}
		if err != nil && ctx.Err() == nil {
			w.log.Warn("housekeeping failed", "class", classOf(err))
		}
		if !pause(ctx, turnEvery) {
			return nil
		}
	}
}

// takeTurn writes down that the hour's housekeeping is being done, unless
// somebody did before. The row is lock and memory in one.
func (w *Workers) takeTurn(ctx context.Context) (bool, error) {
	now := w.clock.Now()
	res, err := w.db.ExecContext(ctx, `
		INSERT INTO desk.settings AS s (key, value) VALUES ('housekeeping', to_jsonb($1::timestamptz))
		ON CONFLICT (key) DO UPDATE SET value = excluded.value WHERE (s.value #>> '{}')::timestamptz <= $2`, now, now.Add(-tidyEvery))
	if err != nil {
		return false, fmt.Errorf("take turn at housekeeping: %w", err)
	}
	n, err := res.RowsAffected()
	return n == 1, err
}

// Tidy removes what nobody needs any more: jobs done a week ago, sessions and
// links past their date, logs past theirs, files that were never posted.
func (w *Workers) Tidy(ctx context.Context) error {
	jobs, err := w.forgetDone(ctx)
	sessions, err2 := w.people.Sweep(ctx)
	logs, err3 := privacy.RetainLogs(ctx, w.db)
	var files int64
	var err4 error
	if w.files != nil {
		files, err4 = w.files.Tidy(ctx)
	}
	if jobs+sessions+logs+files > 0 {
		w.log.Info("tidied up", "jobs", jobs, "sessions", sessions, "logs", logs, "files", files)
	}
	return errors.Join(err, err2, err3, err4)
}

func (w *Workers) forgetDone(ctx context.Context) (gone int64, err error) {
	for {
		res, err := w.db.ExecContext(ctx, `
			DELETE FROM desk.jobs WHERE id IN (SELECT id FROM desk.jobs WHERE done_at < $1 LIMIT $2)`, w.clock.Now().Add(-keepDone), deleteAtOne)
		if err != nil {
			return gone, fmt.Errorf("forget done jobs: %w", err)
		}
		n, err := res.RowsAffected()
		if gone += n; err != nil || n < deleteAtOne {
			return gone, err
		}
	}
}
