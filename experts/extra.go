package experts

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"

	"kontor/internal/fault"
	"kontor/people"
)

// GiveAttempt gives somebody one more attempt at a topic's test, which they can
// make at once, with a reason that they read. Staff of the topic's team may, for who
// has none left or has to wait. The same id again changes nothing.
func (s *School) GiveAttempt(ctx context.Context, by people.Person, person, id uuid.UUID, topic, reason string) error {
	if err := mayJudge(by); err != nil {
		return err
	}
	var c checks
	if id == uuid.Nil {
		c.wrong("id", "is missing")
	}
	reason = c.needed("reason", reason, introductionMost)
	if err := c.err(); err != nil {
		return err
	}
	return s.change(ctx, func(tx *sqlx.Tx, n *news) error {
		if err := mayJudgeTopic(ctx, tx, by, topic); err != nil {
			return err
		}
		if err := lockExpert(ctx, tx, person); err != nil {
			return err
		}
		if given, err := isGiven(ctx, tx, person, id, topic); given || err != nil {
			return err
		}
		f, err := s.factsOf(ctx, tx, person, topic)
		if err != nil {
			return err
		}
		if err := mayBeGiven(Stands(f, s.clock.Now())); err != nil {
			return err
		}
		return s.giveTx(ctx, tx, n, by, person, Extra{ID: id, Major: f.Test.Major}, topic, reason)
	})
}

// isGiven finds what was given under an id: to the same person in the same topic it
// is the same.
func isGiven(ctx context.Context, tx *sqlx.Tx, person, id uuid.UUID, topic string) (bool, error) {
	var known []bool
	err := tx.SelectContext(ctx, &known, `SELECT person = $2 AND topic = $3 FROM vault.extra_attempts WHERE id = $1`, id, person, topic)
	if err != nil {
		return false, fmt.Errorf("read extra attempt: %w", err)
	}
	if len(known) == 1 && !known[0] {
		return false, idInUse()
	}
	return len(known) == 1, nil
}

func mayBeGiven(st Standing) error {
	switch {
	case st.Step == StepNone:
		return fault.NotFound("There is no such application.")
	case st.Exam == nil:
		return fault.Conflict("There is no test for them to take in this topic now.")
	case st.Exam.State != ExamOver && st.Exam.State != ExamPaused:
		return fault.Conflict("They can take this test without another attempt.")
	}
	return nil
}

func (s *School) giveTx(ctx context.Context, tx *sqlx.Tx, n *news, by people.Person, person uuid.UUID, x Extra, topic, reason string) error {
	key, err := s.people.KeyTx(ctx, tx, person)
	if err != nil {
		return err
	}
	made, err := tx.ExecContext(ctx, `
		INSERT INTO vault.extra_attempts (id, person, topic, major, reason, given_by, given_at) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO NOTHING`,
		x.ID, person, topic, x.Major, key.Seal([]byte(reason), extraPlace(x.ID)), by.ID, s.clock.Now())
	if err != nil {
		return fmt.Errorf("give attempt: %w", err)
	}
	if rows, err := made.RowsAffected(); err != nil || rows == 0 { // somebody else was given it meanwhile
		return errors.Join(idInUse(), err)
	}
	n.tell(NewsAttempt, person)
	return people.AuditTx(ctx, tx, s.clock.Now(), by, "attempt_given", person.String(), topic)
}

// extraReasons are what staff wrote for attempts that were given to a person and
// not yet made.
func (s *School) extraReasons(ctx context.Context, q sqlx.QueryerContext, person uuid.UUID, standings []Standing) (map[uuid.UUID]string, error) {
	reasons := map[uuid.UUID]string{}
	for _, st := range standings {
		if st.Exam == nil || st.Exam.Extra == uuid.Nil {
			continue
		}
		var sealed []byte
		if err := sqlx.GetContext(ctx, q, &sealed, `SELECT reason FROM vault.extra_attempts WHERE id = $1`, st.Exam.Extra); err != nil {
			return nil, fmt.Errorf("read reason: %w", err)
		}
		key, err := s.people.KeyTx(ctx, q, person)
		if err != nil {
			return nil, err
		}
		if reasons[st.Exam.Extra], err = opened(key, sealed, extraPlace(st.Exam.Extra)); err != nil {
			return nil, err
		}
	}
	return reasons, nil
}
