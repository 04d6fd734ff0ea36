package experts

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"kontor/internal/fault"
	"kontor/people"
)

// Judgement is something in words that waits for staff: an answer in a test, or
// to a practice ticket. Who wrote it is named by alias.
type Judgement struct {
	ID       uuid.UUID // of the attempt or the practice answer
	Question uuid.UUID // in a test; else zero
	Alias    string
	Topic    string
	At       time.Time
	Asked    string // the question, or subject and text of the practice ticket
	Text     string // the answer
	Guidance string // what a good answer is
	Points   int    // that it can bring; 0 for practice
}

const judgementsMost = 100

// Judgements are what waits, oldest first, of the topics of the judge's teams.
func (s *School) Judgements(ctx context.Context, by people.Person) ([]Judgement, error) {
	if err := mayJudge(by); err != nil {
		return nil, err
	}
	tests, err := s.testJudgements(ctx, by)
	if err != nil {
		return nil, err
	}
	practice, err := s.practiceJudgements(ctx, by)
	return append(tests, practice...), err
}

func (s *School) testJudgements(ctx context.Context, by people.Person) ([]Judgement, error) {
	var rows []struct {
		attemptRow
		Alias string `db:"alias"`
	}
	err := s.db.SelectContext(ctx, &rows, `
		SELECT a.id, a.person, a.topic, a.major, a.kind, a.language, a.state, a.paper, a.pass_points, a.points, a.started_at, a.due_at, a.ended_at, p.name AS alias
		FROM desk.attempts a JOIN desk.people p ON p.id = a.person JOIN desk.topics t ON t.id = a.topic
		WHERE a.state = 'judging' AND t.team = ANY ($1) ORDER BY a.ended_at, a.id LIMIT $2`, pq.Array(by.Teams), judgementsMost)
	if err != nil {
		return nil, fmt.Errorf("read judgements: %w", err)
	}
	var all []Judgement
	for _, r := range rows {
		a, err := r.attempt()
		if err != nil {
			return nil, err
		}
		if err := s.fill(ctx, s.db, &a); err != nil {
			return nil, err
		}
		all = append(all, a.judgements(r.Alias)...)
	}
	return all, nil
}

// judgements are the answers of an attempt that have no points yet.
func (a *Attempt) judgements(alias string) (open []Judgement) {
	for _, item := range a.Paper {
		given, answered := a.Given[item.Question]
		if answered && given.Points == nil {
			open = append(open, Judgement{ID: a.ID, Question: item.Question, Alias: alias, Topic: a.Topic, At: a.EndedAt.UTC(),
				Asked: item.Text, Text: given.Text, Guidance: item.Guidance, Points: item.Points})
		}
	}
	return open
}

// mayJudgeTopic refuses those whose teams a topic does not belong to: for them
// there is nothing to judge.
func mayJudgeTopic(ctx context.Context, q sqlx.QueryerContext, by people.Person, topic string) error {
	var ours bool
	err := sqlx.GetContext(ctx, q, &ours, `SELECT EXISTS (SELECT FROM desk.topics WHERE id = $1 AND team = ANY ($2))`, topic, pq.Array(by.Teams))
	if err != nil {
		return fmt.Errorf("read topic: %w", err)
	}
	if !ours {
		return fault.NotFound("There is no such topic among those of your teams.")
	}
	return nil
}

// JudgeAnswer gives points for an answer in words. With the last one it is known
// what came of the test.
func (s *School) JudgeAnswer(ctx context.Context, by people.Person, attempt, question uuid.UUID, points int) error {
	if err := mayJudge(by); err != nil {
		return err
	}
	return s.change(ctx, func(tx *sqlx.Tx, n *news) error {
		a, err := s.lockEnd(ctx, tx, uuid.Nil, attempt)
		if err != nil {
			return err
		}
		if err := mayJudgeTopic(ctx, tx, by, a.Topic); err != nil {
			return err
		}
		if err := a.judge(question, points); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `
			UPDATE vault.attempt_answers SET points = $3, judged_by = $4, judged_at = $5 WHERE attempt = $1 AND question = $2`,
			attempt, question, points, by.ID, s.clock.Now())
		if err != nil {
			return fmt.Errorf("write judgement: %w", err)
		}
		return s.judged(ctx, tx, n, &a)
	})
}

// judge gives points to an answer that has none.
func (a *Attempt) judge(question uuid.UUID, points int) error {
	item, given := a.Paper.Find(question), a.Given[question]
	switch {
	case item == nil || given.Question != question:
		return fault.NotFound("There is nothing like that to judge.")
	case a.State != Judging || given.Points != nil:
		return fault.Conflict("This has been judged already.")
	case points < 0 || points > item.Points:
		return fault.Invalid("Some of this cannot be used as it is.").With("points", fmt.Sprintf("must be 0 to %d", item.Points))
	}
	given.Points = &points
	a.Given[question] = given
	return nil
}

func (s *School) judged(ctx context.Context, tx *sqlx.Tx, n *news, a *Attempt) error {
	if err := s.settle(ctx, tx, n, a); err != nil {
		return err
	}
	if a.State != Judging {
		n.tell(NewsJudged, a.Person)
	}
	return nil
}
