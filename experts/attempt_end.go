package experts

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"

	"kontor/internal/fault"
	"kontor/internal/promise"
	"kontor/people"
)

// HandIn ends an attempt with what has been saved and these answers. A second
// time is a conflict.
func (s *School) HandIn(ctx context.Context, by people.Person, id uuid.UUID, answers []Answer) (Attempt, error) {
	if err := mayLearn(by); err != nil {
		return Attempt{}, err
	}
	var a Attempt
	err := s.change(ctx, func(tx *sqlx.Tx, n *news) (err error) {
		if a, err = s.lockEnd(ctx, tx, by.ID, id); err != nil {
			return err
		}
		if err := s.stillRuns(ctx, tx, a); err != nil {
			return err
		}
		if err := a.accept(answers); err != nil {
			return err
		}
		if err := s.writeAnswers(ctx, tx, &a, answers); err != nil {
			return err
		}
		return s.end(ctx, tx, n, &a)
	})
	return a, err
}

// lockEnd loads an attempt, as attemptTx does, under the locks of all that its end
// changes or goes by.
func (s *School) lockEnd(ctx context.Context, tx *sqlx.Tx, person, id uuid.UUID) (Attempt, error) {
	a, err := s.attemptTx(ctx, tx, person, id)
	if err != nil {
		return a, err
	}
	if err := lockExpert(ctx, tx, a.Person); err != nil {
		return a, err
	}
	if err := holdTest(ctx, tx, a.Topic); err != nil {
		return a, err
	}
	if err := lockAttempt(ctx, tx, id); err != nil {
		return a, err
	}
	return s.attemptTx(ctx, tx, person, id)
}

var errJobDone = errors.New("the job was done already")

// EndOverdue ends an attempt whose time is over, with what has been saved. It
// fulfils the promise made when the attempt was begun.
func (s *School) EndOverdue(ctx context.Context, id uuid.UUID) error {
	err := s.change(ctx, func(tx *sqlx.Tx, n *news) error {
		a, err := s.lockEnd(ctx, tx, uuid.Nil, id)
		if err != nil {
			return err
		}
		if a.State == Running {
			if err := s.end(ctx, tx, n, &a); err != nil {
				return err
			}
		}
		mine, err := promise.Keep(ctx, tx, id, s.clock.Now())
		if err == nil && !mine {
			return errJobDone
		}
		return err
	})
	if errors.Is(err, errJobDone) {
		return nil
	}
	return err
}

// end scores what can be scored. The caller holds the lock on the person.
func (s *School) end(ctx context.Context, tx *sqlx.Tx, n *news, a *Attempt) error {
	now := s.clock.Now()
	a.EndedAt = &now
	for _, item := range a.Paper {
		given, answered := a.Given[item.Question]
		points, scored := item.Score(given.Answer)
		if !answered || !scored {
			continue
		}
		given.Points = &points
		a.Given[item.Question] = given
		_, err := tx.ExecContext(ctx, `UPDATE vault.attempt_answers SET points = $3 WHERE attempt = $1 AND question = $2`, a.ID, item.Question, points)
		if err != nil {
			return fmt.Errorf("write points: %w", err)
		}
	}
	return s.settle(ctx, tx, n, a)
}

// settle says what came of an attempt, as far as it is known.
func (s *School) settle(ctx context.Context, tx *sqlx.Tx, n *news, a *Attempt) error {
	open := 0
	a.Points = 0
	for _, given := range a.Given {
		if given.Points == nil {
			open++
		} else {
			a.Points += *given.Points
		}
	}
	a.State = outcome(a.Points, a.PassPoints, open)
	_, err := tx.ExecContext(ctx, `UPDATE desk.attempts SET state = $2, points = $3, ended_at = $4 WHERE id = $1`, a.ID, a.State, a.Points, a.EndedAt)
	if err != nil {
		return fmt.Errorf("end attempt: %w", err)
	}
	if a.State == Passed && a.Kind != FirstTest {
		return s.renew(ctx, tx, n, a)
	}
	return nil
}

// outcome is passed as soon as the points suffice, and open while words are to
// be judged that could still bring some.
func outcome(points, pass, open int) string {
	switch {
	case points >= pass:
		return Passed
	case open > 0:
		return Judging
	}
	return Failed
}

// renew gives back, or keeps up, the qualification that a test was taken for. What
// was passed of an older version, and judged too late, does not.
func (s *School) renew(ctx context.Context, tx *sqlx.Tx, n *news, a *Attempt) error {
	if t, err := testOf(ctx, tx, a.Topic); err != nil || a.Major < t.Major {
		return err
	}
	kept, err := tx.ExecContext(ctx, `
		UPDATE desk.qualifications SET renewed_at = $3, warned_at = NULL, test_major = CASE WHEN $5 THEN $4 ELSE test_major END,
		    retest_by = CASE WHEN $5 THEN NULL ELSE retest_by END WHERE person = $1 AND topic = $2`,
		a.Person, a.Topic, s.clock.Now(), a.Major, a.Kind == Retest)
	if err != nil {
		return fmt.Errorf("renew qualification: %w", err)
	}
	if rows, err := kept.RowsAffected(); err != nil || rows > 0 {
		return err
	}
	return s.qualify(ctx, tx, n, a.Person, a.Topic, 0, a.Major)
}

// qualify gives a topic.
func (s *School) qualify(ctx context.Context, tx *sqlx.Tx, n *news, person uuid.UUID, topic string, probation, major int) error {
	given, err := tx.ExecContext(ctx, `
		INSERT INTO desk.qualifications (topic, person, since, probation, test_major) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
		topic, person, s.clock.Now(), probation, major)
	if err != nil {
		return fmt.Errorf("qualify: %w", err)
	}
	if rows, err := given.RowsAffected(); err != nil || rows == 0 {
		return errors.Join(fault.Conflict("They have this topic already."), err)
	}
	if _, err := tx.ExecContext(ctx, `DELETE FROM desk.lapses WHERE person = $1 AND topic = $2`, person, topic); err != nil {
		return fmt.Errorf("forget lapse: %w", err)
	}
	n.tell(NewsQualified, person)
	n.changed = append(n.changed, person)
	return nil
}
