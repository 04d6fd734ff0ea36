package experts

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"kontor/internal/fault"
	"kontor/internal/postgres"
	"kontor/people"
)

// AnswerCase answers a practice ticket, in the language that Exercises shows it in. An
// answer that misses a keyword has failed at once and may be given again; any other
// waits for staff. The same id again changes nothing.
func (s *School) AnswerCase(ctx context.Context, by people.Person, practice, id uuid.UUID, language, text string) (Exercise, error) {
	if err := mayLearn(by); err != nil {
		return Exercise{}, err
	}
	var c checks
	if id == uuid.Nil {
		c.wrong("id", "is missing")
	}
	text = c.needed("text", text, answerMost)
	if err := c.err(); err != nil {
		return Exercise{}, err
	}
	var x Exercise
	err := s.change(ctx, func(tx *sqlx.Tx, _ *news) error {
		if err := lockExpert(ctx, tx, by.ID); err != nil {
			return err
		}
		k, err := caseTx(ctx, tx, practice)
		if err != nil {
			return err
		}
		if err := s.practises(ctx, tx, by.ID, k.Topic); err != nil {
			return err
		}
		words, in := k.in(preferred(by, language))
		state, not := Judging, missing(text, words.Keywords)
		if len(not) > 0 {
			state = Failed
		}
		if err := s.writeCaseAnswer(ctx, tx, by.ID, k, caseAnswer{id, in, state, text, not}); err != nil {
			return err
		}
		x, err = s.exerciseTx(ctx, tx, by, k, in)
		return err
	})
	return x, err
}

func caseTx(ctx context.Context, tx *sqlx.Tx, id uuid.UUID) (Case, error) {
	var row caseRow
	err := tx.GetContext(ctx, &row, `SELECT `+caseColumns+` FROM desk.practice_cases c WHERE id = $1 AND active`, id)
	if errors.Is(err, sql.ErrNoRows) {
		return Case{}, fault.NotFound("There is no such practice ticket.")
	}
	if err != nil {
		return Case{}, fmt.Errorf("read practice ticket: %w", err)
	}
	return row.practice()
}

type caseAnswer struct {
	id                    uuid.UUID
	language, state, text string
	missing               []string // keywords
}

func (s *School) writeCaseAnswer(ctx context.Context, tx *sqlx.Tx, person uuid.UUID, k Case, a caseAnswer) error {
	var known []struct{ Person, Practice uuid.UUID }
	if err := tx.SelectContext(ctx, &known, `SELECT person, practice FROM desk.practice_answers WHERE id = $1`, a.id); err != nil {
		return fmt.Errorf("read practice answer: %w", err)
	}
	if len(known) == 1 {
		if known[0].Person != person || known[0].Practice != k.ID {
			return idInUse()
		}
		return nil
	}
	_, err := tx.ExecContext(ctx, `INSERT INTO desk.practice_answers (id, person, practice, topic, state, missing, at, language) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
		a.id, person, k.ID, k.Topic, a.state, pq.StringArray(a.missing), s.clock.Now(), a.language)
	if postgres.IsUnique(err, "practice_answers_pkey") { // somebody else's, made meanwhile
		return idInUse()
	}
	if postgres.IsUnique(err) {
		return fault.Conflict("You have answered this practice ticket already.")
	}
	if err != nil {
		return fmt.Errorf("write practice answer: %w", err)
	}
	key, err := s.people.KeyTx(ctx, tx, person)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO vault.practice_texts (answer, sealed) VALUES ($1, $2)`, a.id, key.Seal([]byte(a.text), practicePlace(a.id)))
	if err != nil {
		return fmt.Errorf("write practice text: %w", err)
	}
	return nil
}

func (s *School) exerciseTx(ctx context.Context, tx *sqlx.Tx, by people.Person, k Case, language string) (Exercise, error) {
	all, err := s.exercises(ctx, tx, by, k.Topic, language)
	for _, x := range all {
		if x.ID == k.ID {
			return x, err
		}
	}
	return Exercise{}, err
}

func (s *School) practiceJudgements(ctx context.Context, by people.Person) ([]Judgement, error) {
	var rows []struct {
		caseRow
		Answer uuid.UUID `db:"answer"`
		Person uuid.UUID `db:"person"`
		Alias  string    `db:"alias"`
		Was    string    `db:"was"` // the language of the answer
		At     time.Time `db:"at"`
		Sealed []byte    `db:"sealed"`
	}
	err := s.db.SelectContext(ctx, &rows, `
		SELECT `+caseColumns+`, a.id AS answer, a.person, p.name AS alias, a.language AS was, a.at, x.sealed
		FROM desk.practice_answers a JOIN desk.people p ON p.id = a.person JOIN desk.topics t ON t.id = a.topic
		JOIN desk.practice_cases c ON c.id = a.practice JOIN vault.practice_texts x ON x.answer = a.id
		WHERE a.state = 'judging' AND t.team = ANY ($1) ORDER BY a.at, a.id LIMIT $2`, pq.Array(by.Teams), judgementsMost)
	if err != nil {
		return nil, fmt.Errorf("read practice judgements: %w", err)
	}
	all := make([]Judgement, len(rows))
	for i, r := range rows {
		key, err := s.people.KeyTx(ctx, s.db, r.Person)
		if err != nil {
			return nil, err
		}
		k, err := r.practice()
		if err != nil {
			return nil, err
		}
		words, _ := k.in([]string{r.Was})
		all[i] = Judgement{ID: r.Answer, Alias: r.Alias, Topic: k.Topic, At: r.At.UTC(), Asked: words.Subject + "\n\n" + words.Text, Guidance: words.Sample}
		if all[i].Text, err = opened(key, r.Sealed, practicePlace(r.Answer)); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// JudgePractice says whether an answer to a practice ticket is a good one, with a
// note for who wrote it.
func (s *School) JudgePractice(ctx context.Context, by people.Person, id uuid.UUID, good bool, note string) error {
	if err := mayJudge(by); err != nil {
		return err
	}
	var c checks
	note = c.text("note", note, answerMost)
	if err := c.err(); err != nil {
		return err
	}
	return s.change(ctx, func(tx *sqlx.Tx, n *news) error {
		a, err := practisedTx(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := mayJudgeTopic(ctx, tx, by, a.Topic); err != nil {
			return err
		}
		if err := lockExpert(ctx, tx, a.Person); err != nil {
			return err
		}
		if a, err = practisedTx(ctx, tx, id); err != nil { // as it is under the lock
			return err
		}
		if a.State != Judging {
			return fault.Conflict("This has been judged already.")
		}
		n.tell(NewsJudged, a.Person)
		return s.writePracticeJudgement(ctx, tx, by, a.Person, id, good, note)
	})
}

type practised struct {
	Person uuid.UUID
	Topic  string
	State  string
}

func practisedTx(ctx context.Context, tx *sqlx.Tx, id uuid.UUID) (a practised, err error) {
	err = tx.GetContext(ctx, &a, `SELECT person, topic, state FROM desk.practice_answers WHERE id = $1`, id)
	if errors.Is(err, sql.ErrNoRows) {
		return a, fault.NotFound("There is nothing like that to judge.")
	}
	if err != nil {
		return a, fmt.Errorf("read practice answer: %w", err)
	}
	return a, nil
}

func (s *School) writePracticeJudgement(ctx context.Context, tx *sqlx.Tx, by people.Person, person, id uuid.UUID, good bool, note string) error {
	state := Failed
	if good {
		state = Passed
	}
	_, err := tx.ExecContext(ctx, `UPDATE desk.practice_answers SET state = $2, judged_by = $3, judged_at = $4 WHERE id = $1`, id, state, by.ID, s.clock.Now())
	if err != nil {
		return fmt.Errorf("write judgement: %w", err)
	}
	if note == "" {
		return nil
	}
	key, err := s.people.KeyTx(ctx, tx, person)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `UPDATE vault.practice_texts SET note = $2 WHERE answer = $1`, id, key.Seal([]byte(note), notePlace(id)))
	if err != nil {
		return fmt.Errorf("write note: %w", err)
	}
	return nil
}
