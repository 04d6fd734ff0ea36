package experts

import (
	"context"
	"fmt"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"kontor/internal/fault"
	"kontor/internal/postgres"
	"kontor/people"
)

// AnswerAudit answers an audit and tells at once that it was one, whether the answer
// says what a good one says, and what that is. What was answered stays.
func (s *School) AnswerAudit(ctx context.Context, by people.Person, id uuid.UUID, text string) (*Audit, error) {
	var c checks
	text = c.needed("text", text, answerMost)
	if err := c.err(); err != nil {
		return nil, err
	}
	return s.endAudit(ctx, by, id, func(tx *sqlx.Tx, r auditRow) error {
		state, not := AuditGood, missing(text, r.Keywords)
		if len(not) > 0 {
			state = AuditMissed
		}
		key, err := s.people.KeyTx(ctx, tx, by.ID)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `INSERT INTO vault.audit_texts (audit, sealed) VALUES ($1, $2)`, id, key.Seal([]byte(text), auditPlace(id)))
		if err != nil {
			return fmt.Errorf("write audit text: %w", err)
		}
		return s.writeAudit(ctx, tx, id, state, not)
	})
}

// SkipAudit declines one, at no cost.
func (s *School) SkipAudit(ctx context.Context, by people.Person, id uuid.UUID) error {
	_, err := s.endAudit(ctx, by, id, func(tx *sqlx.Tx, _ auditRow) error { return s.writeAudit(ctx, tx, id, AuditSkipped, nil) })
	return err
}

// endAudit does something with an audit that nothing was done with yet. One that was
// answered or skipped is given back as it is.
func (s *School) endAudit(ctx context.Context, by people.Person, id uuid.UUID, do func(tx *sqlx.Tx, r auditRow) error) (a *Audit, err error) {
	if err := mayLearn(by); err != nil {
		return nil, err
	}
	err = postgres.InTx(ctx, s.db, func(tx *sqlx.Tx) error {
		if err := lockExpert(ctx, tx, by.ID); err != nil {
			return err
		}
		r, err := readAudit(ctx, tx, by.ID, id)
		if err != nil {
			return err
		}
		if r.State == AuditOffered {
			if s.clock.Now().After(r.ExpiresAt.Add(auditTime)) {
				return fault.Conflict("The time for this request is over.")
			}
			if err := do(tx, r); err != nil {
				return err
			}
		}
		a, err = s.auditTx(ctx, tx, by.ID, id)
		return err
	})
	return a, err
}

func (s *School) writeAudit(ctx context.Context, tx *sqlx.Tx, id uuid.UUID, state string, missing []string) error {
	_, err := tx.ExecContext(ctx, `UPDATE desk.audits SET state = $2, missing = $3, ended_at = $4 WHERE id = $1`, id, state, pq.StringArray(append([]string{}, missing...)), s.clock.Now())
	if err != nil {
		return fmt.Errorf("end audit: %w", err)
	}
	return nil
}
