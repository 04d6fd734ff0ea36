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
	SELECT q.person, q.topic
	FROM desk.qualifications q JOIN desk.tests t ON t.topic = q.topic AND t.active AND t.lapse_months > 0
	CROSS JOIN LATERAL (SELECT $1::timestamptz - make_interval(months => t.lapse_months) + $2::interval AS at) cut
	WHERE greatest(q.since, q.renewed_at) <= cut.at
	  AND NOT EXISTS (
	      SELECT FROM desk.grants g JOIN desk.tickets k ON k.number = g.ticket AND k.topic = q.topic
	      JOIN desk.entries e ON e.ticket = g.ticket AND e.author = q.person AND e.kind = 'message' AND e.at > cut.at
	      WHERE g.expert = q.person AND g.kind IN ('holder', 'solved', 'past'))`

// reviewed are the qualifications that a review may change.
const reviewed = `warned_at IS NOT NULL OR retest_by <= $1 OR (person, topic) IN (` + idle + `)`

// ReviewQualifications warns experts who have been silent for long, lets lapse
// what was warned of, and what a new version of a test was not passed for. It
// says how many were warned and how many lapsed.
func (s *School) ReviewQualifications(ctx context.Context) (warned, lapsed int, err error) {
	now := s.clock.Now()
	err = s.change(ctx, func(tx *sqlx.Tx, n *news) error {
		var err error
		if err := lockQualifications(ctx, tx, reviewed, now, warning()); err != nil {
			return err
		}
		if err := s.notSilent(ctx, tx, now); err != nil {
			return err
		}
		if warned, err = s.warnSilent(ctx, tx, n, now); err != nil {
			return err
		}
		inactive, err := s.lapse(ctx, tx, n, LapsedInactive, `warned_at <= $1`, now.Add(-warnedFor))
		if err != nil {
			return err
		}
		untested, err := s.lapse(ctx, tx, n, LapsedRetest, `retest_by <= $1`, now)
		lapsed = inactive + untested
		return err
	})
	return warned, lapsed, err
}

// qualified is somebody who answers, or answered, a topic.
type qualified struct {
	Person uuid.UUID
	Topic  string
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

// warnSilent warns who has been silent for long and has not been warned.
func (s *School) warnSilent(ctx context.Context, tx *sqlx.Tx, n *news, now time.Time) (int, error) {
	var silent []qualified
	if err := tx.SelectContext(ctx, &silent, idle+` AND q.warned_at IS NULL ORDER BY q.person, q.topic`, now, warning()); err != nil {
		return 0, fmt.Errorf("read silent experts: %w", err)
	}
	for _, q := range silent {
		if _, err := tx.ExecContext(ctx, `UPDATE desk.qualifications SET warned_at = $3 WHERE person = $1 AND topic = $2`, q.Person, q.Topic, now); err != nil {
			return 0, fmt.Errorf("write warning: %w", err)
		}
		n.tell(NewsLapsing, q.Person)
	}
	return len(silent), nil
}

// lapse takes the topics whose time is over, by a condition on it, and remembers why. The
// condition is looked at again where a row changes meanwhile: who renews in time keeps
// the topic.
func (s *School) lapse(ctx context.Context, tx *sqlx.Tx, n *news, reason, condition string, at time.Time) (int, error) {
	var over []qualified
	if err := tx.SelectContext(ctx, &over, `DELETE FROM desk.qualifications WHERE `+condition+` RETURNING person, topic`, at); err != nil {
		return 0, fmt.Errorf("take topics: %w", err)
	}
	for _, q := range over {
		_, err := tx.ExecContext(ctx, `
			INSERT INTO desk.lapses (person, topic, reason, at) VALUES ($1, $2, $3, $4)
			ON CONFLICT (person, topic) DO UPDATE SET reason = excluded.reason, at = excluded.at`, q.Person, q.Topic, reason, s.clock.Now())
		if err != nil {
			return 0, fmt.Errorf("write lapse: %w", err)
		}
		n.tell(NewsLapsed, q.Person)
		n.changed = append(n.changed, q.Person)
		if err := people.AuditTx(ctx, tx, s.clock.Now(), people.System(), "qualification_lapsed", q.Person.String(), q.Topic, reason); err != nil {
			return 0, err
		}
	}
	return len(over), nil
}
