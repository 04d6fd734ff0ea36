package workers

import (
	"context"
	"errors"
	"fmt"
	"time"

	"kontor/internal/clock"
	"kontor/privacy"
)

const (
	tidyEvery      = time.Hour
	retainEvery    = 24 * time.Hour
	tellLooksEvery = 24 * time.Hour
	turnEvery      = 5 * time.Minute // how often a node looks whether it is its turn
	keepDone       = 7 * 24 * time.Hour
	deleteAtOne    = 5000
	giveBackWithin = 5 * time.Second
)

// round is what one node of all does now and then.
type round struct {
	name  string
	every time.Duration
	do    func(context.Context) error
}

func (w *Workers) rounds() []round {
	return []round{
		{"housekeeping", tidyEvery, w.Tidy},
		{"retention", retainEvery, w.Retain},
		{"looks", tellLooksEvery, w.TellLooks},
		{"routing", reckonEvery, w.reckon},
		{"qualifications", qualifyEvery, w.ReviewQualifications},
		{"experience", learnEvery, w.learn},
		{"gone", turnEvery, w.releaseGone},
	}
}

// housekeep goes the rounds. Every node tries, and one does each.
func (w *Workers) housekeep(ctx context.Context) error {
	for {
		if err := w.desk.EnsureMasked(ctx); err != nil && ctx.Err() == nil {
			w.log.Warn("cannot see whether texts need masking anew", "class", classOf(err))
		}
		for _, r := range w.rounds() {
			if err := w.inTurn(ctx, r); err != nil && ctx.Err() == nil {
				w.log.Warn("a round failed", "round", r.name, "class", classOf(err))
			}
		}
		if !clock.Pause(ctx, turnEvery) {
			return nil
		}
	}
}

// inTurn does a round if nobody has since so long ago. One that fails is gone again
// at the next look, not only a day later.
func (w *Workers) inTurn(ctx context.Context, r round) error {
	mine, err := w.takeTurn(ctx, r)
	if err != nil || !mine {
		return err
	}
	if err := r.do(ctx); err != nil {
		return errors.Join(err, w.giveTurnBack(context.WithoutCancel(ctx), r))
	}
	return nil
}

// RoundKey begins the settings in which it is written down when a round was last
// gone.
const RoundKey = "round."

// takeTurn writes down that a round is being done, unless somebody did before.
// The row is lock and memory in one.
func (w *Workers) takeTurn(ctx context.Context, r round) (bool, error) {
	now := w.clock.Now()
	res, err := w.db.ExecContext(ctx, `
		INSERT INTO desk.settings AS s (key, value) VALUES ($3, to_jsonb($1::timestamptz))
		ON CONFLICT (key) DO UPDATE SET value = excluded.value WHERE (s.value #>> '{}')::timestamptz <= $2`, now, now.Add(-r.every), RoundKey+r.name)
	if err != nil {
		return false, fmt.Errorf("take turn at %s: %w", r.name, err)
	}
	n, err := res.RowsAffected()
	return n == 1, err
}

// giveTurnBack lets whichever node looks next take the turn.
func (w *Workers) giveTurnBack(ctx context.Context, r round) error {
	ctx, cancel := context.WithTimeout(ctx, giveBackWithin)
	defer cancel()
	_, err := w.db.ExecContext(ctx, `UPDATE desk.settings SET value = to_jsonb($1::timestamptz) WHERE key = $2`, w.clock.Now().Add(-r.every), RoundKey+r.name)
	if err != nil {
		return fmt.Errorf("give back turn at %s: %w", r.name, err)
	}
	return nil
}

// Tidy removes what nobody needs any more: jobs done a week ago, sessions and
// links past their date, logs past theirs, files that were never posted, exports
// that nobody may fetch any more.
func (w *Workers) Tidy(ctx context.Context) error {
	jobs, err := w.forgetDone(ctx)
	sessions, err2 := w.people.Sweep(ctx)
	logs, err3 := privacy.RetainLogs(ctx, w.db)
	var files int64
	var err4 error
	if w.files != nil {
		files, err4 = w.files.Tidy(ctx)
	}
	exports, err5 := w.sweepExports(ctx)
	if jobs+sessions+logs+files+exports > 0 {
		w.log.Info("tidied up", "jobs", jobs, "sessions", sessions, "logs", logs, "files", files, "exports", exports)
	}
	return errors.Join(err, err2, err3, err4, err5)
}

func (w *Workers) sweepExports(ctx context.Context) (int64, error) {
	if w.rights == nil {
		return 0, nil
	}
	return w.rights.SweepExports(ctx)
}

// Retain lets personal data go whose time is over.
func (w *Workers) Retain(ctx context.Context) error {
	if w.rights == nil {
		return nil
	}
	return w.rights.Retain(ctx)
}

// TellLooks tells customers who want to know it that somebody has looked at their data.
func (w *Workers) TellLooks(ctx context.Context) error {
	if w.rights == nil {
		return nil
	}
	return w.rights.TellLooks(ctx)
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
