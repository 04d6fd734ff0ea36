package rewards

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"

	"kontor/internal/postgres"
	"kontor/internal/promise"
)

// JobDue is the kind of the job that looks at a solution again. It is the job
// that a resolution promises: whoever fulfils it does whatever there is to do.
const JobDue = "reward"

// Solved is a resolution of a ticket by an expert, as its log tells it now.
type Solved struct {
	Ticket     int64
	Resolution int
	Expert     uuid.UUID
	Topic      string
	Language   string
	TakenAt    time.Time
	At         time.Time
	ReopenedAt *time.Time
	Staffed    bool // staff had a part in it
	Silent     bool // the expert never wrote to the customer
}

// The outcomes of a solution.
const (
	OutcomeRewarded = "rewarded"
	OutcomeNoRate   = "no_rate"  // nothing is paid for such a ticket
	OutcomeBefore   = "before"   // this expert was rewarded for this ticket before
	OutcomeReopened = "reopened" // in the time of grace
	OutcomeStaff    = "staff"    // staff had a part in it
	OutcomeSilent   = "silent"   // the customer has not had a word of it
)

// NewsEarned is the kind of the notification that something was earned.
const NewsEarned = "earned"

// Tell lets an expert know that they have earned something, in the transaction in
// which they have.
type Tell func(tx *sqlx.Tx, expert uuid.UUID) error

// Settle writes down what experts have solved of one ticket, promises to look
// again when it is due, rewards what is due and tells whose it is. It fulfils the job
// in the same transaction. It may be called at any time and any number of times: what was
// settled stays, and reopening afterwards takes nothing back.
func (b *Book) Settle(ctx context.Context, job uuid.UUID, solved []Solved, tell Tell) error {
	return postgres.InTx(ctx, b.db, func(tx *sqlx.Tx) error {
		mine, err := promise.Keep(ctx, tx, job, b.clock.Now())
		if err != nil || !mine {
			return err
		}
		policy, err := readPolicy(ctx, tx)
		if err != nil {
			return err
		}
		for _, s := range solved {
			if err := b.settle(ctx, tx, policy, s, tell); err != nil {
				return err
			}
		}
		return nil
	})
}

func (b *Book) settle(ctx context.Context, tx *sqlx.Tx, policy Policy, s Solved, tell Tell) error {
	now := b.clock.Now()
	if err := note(ctx, tx, s, s.At.Add(policy.grace()), now); err != nil {
		return err
	}
	var waiting struct {
		Outcome string    `db:"outcome"`
		DueAt   time.Time `db:"due_at"`
	}
	err := tx.GetContext(ctx, &waiting, `SELECT outcome, due_at FROM desk.solutions WHERE ticket = $1 AND resolution = $2 FOR UPDATE`, s.Ticket, s.Resolution)
	if err != nil {
		return fmt.Errorf("read solution: %w", err)
	}
	outcome := s.standing(waiting.DueAt, now)
	if waiting.Outcome != "" || outcome == "" {
		return nil
	}
	if outcome == OutcomeRewarded {
		if outcome, err = b.reward(ctx, tx, policy, s); err != nil {
			return err
		}
	}
	if outcome == OutcomeRewarded {
		if err := tell(tx, s.Expert); err != nil {
			return err
		}
	}
	return end(ctx, tx, s, outcome, now)
}

// standing is what has become of a solution that is due at a time: "" while it
// waits. What happens after it was due counts for nothing, however late somebody
// looks.
func (s Solved) standing(due, now time.Time) string {
	switch {
	case s.Staffed:
		return OutcomeStaff
	case s.Silent:
		return OutcomeSilent
	case s.ReopenedAt != nil && s.ReopenedAt.Before(due):
		return OutcomeReopened
	case now.Before(due):
		return ""
	}
	return OutcomeRewarded
}

// note writes a solution and the promise to look at it again, once.
func note(ctx context.Context, tx *sqlx.Tx, s Solved, due, now time.Time) error {
	_, err := tx.ExecContext(ctx, `
		WITH noted AS (
		    INSERT INTO desk.solutions (ticket, resolution, expert, topic, language, taken_at, solved_at, due_at)
		    VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (ticket, resolution) DO NOTHING RETURNING ticket, due_at)
		INSERT INTO desk.jobs (id, kind, ticket, due_at, created_at) SELECT $9, $10, ticket, due_at, $11 FROM noted WHERE NOT $12`,
		s.Ticket, s.Resolution, s.Expert, s.Topic, s.Language, s.TakenAt, s.At, due, newID(), JobDue, now, s.standing(due, now) != "")
	if err != nil {
		return fmt.Errorf("write solution: %w", err)
	}
	return nil
}

func end(ctx context.Context, tx *sqlx.Tx, s Solved, outcome string, now time.Time) error {
	_, err := tx.ExecContext(ctx, `UPDATE desk.solutions SET outcome = $3, ended_at = $4 WHERE ticket = $1 AND resolution = $2`, s.Ticket, s.Resolution, outcome, now)
	if err != nil {
		return fmt.Errorf("end solution: %w", err)
	}
	return nil
}

// reward gives what a solution is worth, once for each ticket and expert.
func (b *Book) reward(ctx context.Context, tx *sqlx.Tx, policy Policy, s Solved) (outcome string, err error) {
	rates, err := ratesSince(ctx, tx, s.TakenAt)
	if err != nil {
		return "", err
	}
	worth := Worth(rates, s.Topic, s.Language, s.TakenAt, policy.zone())
	if len(worth) == 0 {
		return OutcomeNoRate, nil
	}
	t := transfer{ID: newID(), Cause: fmt.Sprintf("solved:%d:%s", s.Ticket, s.Expert), Kind: KindSolved, At: b.clock.Now(), Ticket: s.Ticket, Topic: s.Topic}
	for _, m := range worth {
		t.move(m, s.Expert, granted, owed)
	}
	switch written, err := t.writeTx(ctx, tx); {
	case err != nil:
		return "", err
	case !written:
		return OutcomeBefore, nil
	}
	return OutcomeRewarded, nil
}
