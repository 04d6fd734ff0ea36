package experts

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"

	"kontor/internal/fault"
	"kontor/people"
)

// Withdraw takes an application back. Who has no topic yet is no expert then, and
// what is known of them goes at once; they are signed out.
func (s *School) Withdraw(ctx context.Context, by people.Person) error {
	if err := mayLearn(by); err != nil {
		return err
	}
	gone := false
	err := s.change(ctx, func(tx *sqlx.Tx, n *news) error {
		if err := lockExpert(ctx, tx, by.ID); err != nil {
			return err
		}
		row, err := applicationTx(ctx, tx, by.ID)
		if err != nil {
			return err
		}
		if row == nil || row.State == ApplicationWithdrawn {
			return fault.Conflict("You have no application to withdraw.")
		}
		if err := s.closeTx(ctx, tx, by.ID, by.ID, ApplicationWithdrawn); err != nil {
			return err
		}
		gone, err = s.dismissTx(ctx, tx, n, by.ID)
		return err
	})
	if err == nil && gone {
		s.desk.Left(by.ID)
	}
	return err
}

func (s *School) closeTx(ctx context.Context, tx *sqlx.Tx, person, by uuid.UUID, state string) error {
	_, err := tx.ExecContext(ctx, `UPDATE desk.applications SET state = $2, decided_at = $3, decided_by = $4 WHERE person = $1`, person, state, s.clock.Now(), by)
	if err != nil {
		return fmt.Errorf("close application: %w", err)
	}
	return nil
}

// dismissTx forgets an applicant who never became an expert. Somebody who has, or
// had, a topic or a ticket stays, and so does whom an admin invited.
func (s *School) dismissTx(ctx context.Context, tx *sqlx.Tx, n *news, person uuid.UUID) (bool, error) {
	var expert bool
	err := tx.GetContext(ctx, &expert, `
		SELECT EXISTS (SELECT FROM desk.qualifications WHERE person = $1) OR EXISTS (SELECT FROM desk.lapses WHERE person = $1)
		    OR EXISTS (SELECT FROM desk.grants WHERE expert = $1)
		    OR NOT EXISTS (SELECT FROM desk.applications WHERE person = $1 AND admitted)`, person)
	if err != nil || expert {
		return false, err
	}
	for _, statement := range []string{
		`DELETE FROM vault.introductions WHERE person = $1`,
		`DELETE FROM vault.extra_attempts WHERE person = $1`,
		`DELETE FROM vault.attempt_answers WHERE attempt IN (SELECT id FROM desk.attempts WHERE person = $1)`,
		`DELETE FROM vault.practice_texts WHERE answer IN (SELECT id FROM desk.practice_answers WHERE person = $1)`,
		`UPDATE desk.attempts SET state = 'failed', ended_at = coalesce(ended_at, started_at) WHERE person = $1 AND state IN ('running', 'judging')`,
		`UPDATE desk.practice_answers SET state = 'failed' WHERE person = $1 AND state = 'judging'`,
	} {
		if _, err := tx.ExecContext(ctx, statement, person); err != nil {
			return false, fmt.Errorf("forget applicant: %w", err)
		}
	}
	n.changed = append(n.changed, person)
	return true, s.people.DismissTx(ctx, tx, person)
}

// keepDeclined is how long what is known of a declined applicant is kept: for as
// long as they could take legal steps (in Germany § 15 (4) AGG and the time that
// a complaint takes to arrive).
const keepDeclined = 180 * 24 * time.Hour

// ForgetDeclined forgets applicants who were declined long ago, and says how many.
func (s *School) ForgetDeclined(ctx context.Context) (int, error) {
	var over []uuid.UUID
	err := s.db.SelectContext(ctx, &over, `
		SELECT a.person FROM desk.applications a JOIN desk.people p ON p.id = a.person
		WHERE a.state = 'declined' AND a.decided_at <= $1 AND p.active ORDER BY a.person LIMIT 1000`, s.clock.Now().Add(-keepDeclined))
	if err != nil {
		return 0, fmt.Errorf("read declined: %w", err)
	}
	n := 0
	for _, person := range over {
		gone := false
		err := s.change(ctx, func(tx *sqlx.Tx, news *news) error {
			if err := lockExpert(ctx, tx, person); err != nil {
				return err
			}
			row, err := applicationTx(ctx, tx, person)
			if err != nil || row == nil || row.State != ApplicationDeclined { // they have applied again meanwhile
				return err
			}
			gone, err = s.dismissTx(ctx, tx, news, person)
			return err
		})
		if err != nil {
			return n, err
		}
		n += oneIf(gone)
	}
	return n, nil
}
