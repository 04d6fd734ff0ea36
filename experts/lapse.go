package experts

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"

	"kontor/people"
)

// idle are the qualifications whose experts have not answered for as long as
// their topic's test allows, less the time of a warning. A message to a ticket
// of the topic is an answer; so is taking a test that renews.
const idle = `
	SELECT q.person, q.topic, q.warned_at, cut.at AS silent_since
	FROM desk.qualifications q JOIN desk.tests t ON t.topic = q.topic AND t.active AND t.lapse_months > 0
	CROSS JOIN LATERAL (SELECT $1::timestamptz - make_interval(months => t.lapse_months) + $2::interval AS at) cut
	WHERE greatest(q.since, q.renewed_at) <= cut.at
	  AND NOT EXISTS (
	      SELECT FROM desk.grants g JOIN desk.tickets k ON k.number = g.ticket AND k.topic = q.topic
	      JOIN desk.entries e ON e.ticket = g.ticket AND e.author = q.person AND e.kind = 'message' AND e.at > cut.at
	      WHERE g.expert = q.person AND g.kind IN ('holder', 'solved', 'past'))`

// ReviewQualifications warns experts who have been silent for long, lets lapse
// what was warned of, and what a new version of a test was not passed for. It
// says how many were warned and how many lapsed.
func (s *School) ReviewQualifications(ctx context.Context) (warned, lapsed int, err error) {
	now := s.clock.Now()
	err = s.change(ctx, func(tx *sqlx.Tx, n *news) error {
		warned, lapsed = 0, 0
		silent, err := silentOnes(ctx, tx, now)
		if err != nil {
			return err
		}
		if err := s.notSilent(ctx, tx, now); err != nil {
			return err
		}
		for _, q := range silent {
			switch {
			case q.WarnedAt == nil:
				warned++
				err = s.warn(ctx, tx, n, q)
			case !now.Before(q.WarnedAt.Add(warnedFor)):
				lapsed++
				err = s.lapse(ctx, tx, n, q.Person, q.Topic, LapsedInactive)
			}
			if err != nil {
				return err
			}
		}
		late, err := s.lapseUntested(ctx, tx, n, now)
		lapsed += late
		return err
	})
	return warned, lapsed, err
}

type silence struct {
	Person      uuid.UUID  `db:"person"`
	Topic       string     `db:"topic"`
	WarnedAt    *time.Time `db:"warned_at"`
	SilentSince time.Time  `db:"silent_since"`
}

func silentOnes(ctx context.Context, tx *sqlx.Tx, now time.Time) (silent []silence, err error) {
	err = tx.SelectContext(ctx, &silent, idle+` ORDER BY q.person, q.topic`, now, warning())
	if err != nil {
		return nil, fmt.Errorf("read silent experts: %w", err)
	}
	return silent, nil
}

func warning() string { return fmt.Sprintf("%d seconds", int(warnedFor.Seconds())) }

// notSilent takes back the warnings of who has answered since.
func (s *School) notSilent(ctx context.Context, tx *sqlx.Tx, now time.Time) error {
	_, err := tx.ExecContext(ctx, `
		UPDATE desk.qualifications w SET warned_at = NULL
		WHERE w.warned_at IS NOT NULL AND NOT EXISTS (SELECT FROM (`+idle+`) i WHERE i.person = w.person AND i.topic = w.topic)`, now, warning())
	if err != nil {
		return fmt.Errorf("take back warnings: %w", err)
	}
	return nil
}

func (s *School) warn(ctx context.Context, tx *sqlx.Tx, n *news, q silence) error {
	_, err := tx.ExecContext(ctx, `UPDATE desk.qualifications SET warned_at = $3 WHERE person = $1 AND topic = $2`, q.Person, q.Topic, s.clock.Now())
	if err != nil {
		return fmt.Errorf("write warning: %w", err)
	}
	n.tell(NewsLapsing, q.Person)
	return nil
}

// lapse takes a topic and remembers why.
func (s *School) lapse(ctx context.Context, tx *sqlx.Tx, n *news, person uuid.UUID, topic, reason string) error {
	if _, err := tx.ExecContext(ctx, `DELETE FROM desk.qualifications WHERE person = $1 AND topic = $2`, person, topic); err != nil {
		return fmt.Errorf("take topic: %w", err)
	}
	_, err := tx.ExecContext(ctx, `
		INSERT INTO desk.lapses (person, topic, reason, at) VALUES ($1, $2, $3, $4)
		ON CONFLICT (person, topic) DO UPDATE SET reason = excluded.reason, at = excluded.at`, person, topic, reason, s.clock.Now())
	if err != nil {
		return fmt.Errorf("write lapse: %w", err)
	}
	n.tell(NewsLapsed, person)
	n.changed = append(n.changed, person)
	return people.AuditTx(ctx, tx, s.clock.Now(), people.System(), "qualification_lapsed", person.String(), topic, reason)
}

func (s *School) lapseUntested(ctx context.Context, tx *sqlx.Tx, n *news, now time.Time) (int, error) {
	var late []struct {
		Person uuid.UUID
		Topic  string
	}
	err := tx.SelectContext(ctx, &late, `SELECT person, topic FROM desk.qualifications WHERE retest_by <= $1 ORDER BY person, topic`, now)
	if err != nil {
		return 0, fmt.Errorf("read tests not taken: %w", err)
	}
	for _, q := range late {
		if err := s.lapse(ctx, tx, n, q.Person, q.Topic, LapsedRetest); err != nil {
			return 0, err
		}
	}
	return len(late), nil
}
