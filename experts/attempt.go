package experts

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"

	"kontor/internal/fault"
	"kontor/internal/promise"
	"kontor/people"
)

// JobTestEnd ends an attempt whose time is over. It bears the attempt's id.
const JobTestEnd = "test_end"

// networkGrace is how late an answer may come for the time it was on its way.
const networkGrace = 10 * time.Second

// Attempt is one go at a test. What is right of its paper is for who judges, and
// for nobody before the end.
type Attempt struct {
	ID         uuid.UUID
	Person     uuid.UUID
	Topic      string
	Major      int
	Kind       string
	Language   string // that was asked for; an item that is not written in it says so
	State      string
	Paper      Paper
	PassPoints int
	Points     int
	StartedAt  time.Time
	DueAt      time.Time
	EndedAt    *time.Time
	Given      map[uuid.UUID]Given
}

// Given is an answer with what it brought; Points is nil until it is judged.
type Given struct {
	Answer
	Points *int
}

type attemptRow struct {
	ID         uuid.UUID  `db:"id"`
	Person     uuid.UUID  `db:"person"`
	Topic      string     `db:"topic"`
	Major      int        `db:"major"`
	Kind       string     `db:"kind"`
	Language   string     `db:"language"`
	State      string     `db:"state"`
	Paper      []byte     `db:"paper"`
	PassPoints int        `db:"pass_points"`
	Points     int        `db:"points"`
	StartedAt  time.Time  `db:"started_at"`
	DueAt      time.Time  `db:"due_at"`
	EndedAt    *time.Time `db:"ended_at"`
}

const selectAttempts = `SELECT id, person, topic, major, kind, language, state, paper, pass_points, points, started_at, due_at, ended_at FROM desk.attempts`

func (r attemptRow) attempt() (Attempt, error) {
	a := Attempt{ID: r.ID, Person: r.Person, Topic: r.Topic, Major: r.Major, Kind: r.Kind, Language: r.Language, State: r.State, PassPoints: r.PassPoints, Points: r.Points,
		StartedAt: r.StartedAt.UTC(), DueAt: r.DueAt.UTC(), EndedAt: r.EndedAt, Given: map[uuid.UUID]Given{}}
	if err := json.Unmarshal(r.Paper, &a.Paper); err != nil {
		return Attempt{}, fmt.Errorf("read paper: %w", err)
	}
	return a, nil
}

// attemptTx loads an attempt of a person with what was answered; another's is
// not there. The zero person may see any.
func (s *School) attemptTx(ctx context.Context, q sqlx.QueryerContext, person, id uuid.UUID) (Attempt, error) {
	var row attemptRow
	err := sqlx.GetContext(ctx, q, &row, selectAttempts+` WHERE id = $1 AND (person = $2 OR $2 = $3)`, id, person, uuid.Nil)
	if errors.Is(err, sql.ErrNoRows) {
		return Attempt{}, fault.NotFound("There is no such test.")
	}
	if err != nil {
		return Attempt{}, fmt.Errorf("read attempt: %w", err)
	}
	a, err := row.attempt()
	if err != nil {
		return Attempt{}, err
	}
	return a, s.fill(ctx, q, &a)
}

// fill opens what was answered.
func (s *School) fill(ctx context.Context, q sqlx.QueryerContext, a *Attempt) error {
	var rows []struct {
		Question uuid.UUID `db:"question"`
		Sealed   []byte    `db:"sealed"`
		Points   *int      `db:"points"`
	}
	if err := sqlx.SelectContext(ctx, q, &rows, `SELECT question, sealed, points FROM vault.attempt_answers WHERE attempt = $1`, a.ID); err != nil {
		return fmt.Errorf("read answers: %w", err)
	}
	if len(rows) == 0 {
		return nil
	}
	key, err := s.people.KeyTx(ctx, q, a.Person)
	if err != nil {
		return err
	}
	for _, r := range rows {
		plain, err := key.Open(r.Sealed, answerPlace(a.ID, r.Question))
		if err != nil {
			return fmt.Errorf("open answer: %w", err)
		}
		given := Given{Points: r.Points}
		if err := json.Unmarshal(plain, &given.Answer); err != nil {
			return errors.New("an answer cannot be read") // the cause would quote it
		}
		a.Given[r.Question] = given
	}
	return nil
}

// Begin begins a test: the one that the person's standing with the topic asks
// for, in a language that they speak, or if they name none in the one of theirs
// that most of it is written in. The same id again gives the same attempt.
func (s *School) Begin(ctx context.Context, by people.Person, id uuid.UUID, topic, language string) (Attempt, error) {
	if err := mayLearn(by); err != nil {
		return Attempt{}, err
	}
	if id == uuid.Nil {
		return Attempt{}, fault.Invalid("A test needs an id.").With("id", "is missing")
	}
	if language != "" && !slices.Contains(by.Languages, language) {
		return Attempt{}, fault.Invalid("Please choose a language that you speak.").With("language", "is not one of yours")
	}
	seed, err := newSeed()
	if err != nil {
		return Attempt{}, err
	}
	var a Attempt
	err = s.change(ctx, func(tx *sqlx.Tx, _ *news) error {
		if err := lockExpert(ctx, tx, by.ID); err != nil {
			return err
		}
		if a, err = s.attemptTx(ctx, tx, by.ID, id); err == nil || !fault.Is(err, fault.KindNotFound) {
			return err
		}
		a, err = s.beginTx(ctx, tx, by, Attempt{ID: id, Topic: topic, Language: language}, seed)
		return err
	})
	if err == nil {
		s.desk.JobsDue()
	}
	return a, err
}

func newSeed() (int64, error) {
	var raw [8]byte
	if _, err := rand.Read(raw[:]); err != nil {
		return 0, fmt.Errorf("make seed: %w", err)
	}
	return int64(binary.LittleEndian.Uint64(raw[:])), nil
}

// beginTx writes an attempt of which id, topic and language are known.
func (s *School) beginTx(ctx context.Context, tx *sqlx.Tx, by people.Person, a Attempt, seed int64) (Attempt, error) {
	if err := holdTest(ctx, tx, a.Topic); err != nil {
		return Attempt{}, err
	}
	f, err := s.factsOf(ctx, tx, by.ID, a.Topic)
	if err != nil {
		return Attempt{}, err
	}
	now := s.clock.Now()
	exam := Stands(f, now).Exam
	if err := mayBegin(exam); err != nil {
		return Attempt{}, err
	}
	pool, err := questionsOf(ctx, tx, a.Topic, true)
	if err != nil {
		return Attempt{}, err
	}
	if a.Language == "" && len(exam.Languages) > 0 {
		a.Language = exam.Languages[0].Language
	}
	if a.Paper = Draw(pool, f.Test.questions(exam.Kind), seed, preferred(by, a.Language)...); len(a.Paper) == 0 {
		return Attempt{}, fault.Conflict("This test has no questions yet.")
	}
	a.Person, a.Major, a.Kind, a.State = by.ID, f.Test.Major, exam.Kind, Running
	a.PassPoints, a.StartedAt, a.DueAt, a.Given = a.Paper.PassAt(f.Test.PassPercent), now, now.Add(f.Test.takes(exam.Kind)), map[uuid.UUID]Given{}
	return a, writeAttempt(ctx, tx, a, seed)
}

// questions is how many a test has.
func (t Test) questions(kind string) int {
	if kind == Renewal {
		return t.Renewal
	}
	return t.Draws
}

// takes is how long one has for a test: for a shorter one its share of the minutes.
func (t Test) takes(kind string) time.Duration {
	whole := time.Duration(t.Minutes) * time.Minute
	if kind != Renewal {
		return whole
	}
	share := whole * time.Duration(t.Renewal) / time.Duration(t.Draws)
	return max(time.Minute, share.Truncate(time.Second))
}

func mayBegin(x *Exam) error {
	switch {
	case x == nil:
		return fault.Conflict("There is no test for you to take in this topic now.")
	case x.State == ExamReady:
		return nil
	case x.State == ExamRunning:
		return fault.Conflict("You have begun this test already.")
	case x.State == ExamJudging:
		return fault.Conflict("Your last test is being looked at.")
	case x.State == ExamPaused:
		return fault.Conflict("Please wait a while before the next attempt.")
	}
	return fault.Conflict("You have no attempts left.")
}

func writeAttempt(ctx context.Context, tx *sqlx.Tx, a Attempt, seed int64) error {
	paper, err := json.Marshal(a.Paper)
	if err != nil {
		return err
	}
	made, err := tx.ExecContext(ctx, `
		INSERT INTO desk.attempts (id, person, topic, major, kind, seed, paper, state, pass_points, started_at, due_at, language)
		VALUES ($1, $2, $3, $4, $5, $6, $7, 'running', $8, $9, $10, $11) ON CONFLICT (id) DO NOTHING`,
		a.ID, a.Person, a.Topic, a.Major, a.Kind, seed, string(paper), a.PassPoints, a.StartedAt, a.DueAt, a.Language)
	if err != nil {
		return fmt.Errorf("write attempt: %w", err)
	}
	if n, err := made.RowsAffected(); err != nil || n == 0 { // somebody else's
		return idInUse()
	}
	return promise.Make(ctx, tx, promise.Job{ID: a.ID, Kind: JobTestEnd, Person: a.Person, Due: a.DueAt.Add(networkGrace)}, a.StartedAt)
}

// Attempt is one of the person's own.
func (s *School) Attempt(ctx context.Context, by people.Person, id uuid.UUID) (Attempt, error) {
	if err := mayLearn(by); err != nil {
		return Attempt{}, err
	}
	return s.attemptTx(ctx, s.db, by.ID, id)
}

// Save keeps answers of an attempt that runs; each replaces an earlier one to its
// question. Questions that are not on the paper, one twice, and what comes after
// the time are refused.
func (s *School) Save(ctx context.Context, by people.Person, id uuid.UUID, answers []Answer) (Attempt, error) {
	if err := mayLearn(by); err != nil {
		return Attempt{}, err
	}
	var a Attempt
	err := s.change(ctx, func(tx *sqlx.Tx, _ *news) (err error) {
		if a, err = s.runningTx(ctx, tx, by.ID, id); err != nil {
			return err
		}
		if err := a.accept(answers); err != nil {
			return err
		}
		return s.writeAnswers(ctx, tx, &a, answers)
	})
	return a, err
}

// runningTx locks and loads an attempt that can still be answered.
func (s *School) runningTx(ctx context.Context, tx *sqlx.Tx, person, id uuid.UUID) (Attempt, error) {
	if err := lockAttempt(ctx, tx, id); err != nil {
		return Attempt{}, err
	}
	a, err := s.attemptTx(ctx, tx, person, id)
	if err != nil {
		return a, err
	}
	return a, s.stillRuns(ctx, tx, a)
}

func (s *School) stillRuns(ctx context.Context, tx *sqlx.Tx, a Attempt) error {
	switch {
	case a.State != Running:
		return s.over(ctx, tx, a)
	case s.clock.Now().After(a.DueAt.Add(networkGrace)):
		return fault.Conflict("The time for this test is over.")
	}
	return nil
}

// over says why an attempt takes no answers any more.
func (s *School) over(ctx context.Context, tx *sqlx.Tx, a Attempt) error {
	t, err := testOf(ctx, tx, a.Topic)
	switch {
	case err != nil:
		return err
	case a.Major < t.Major:
		return fault.Conflict("This test has a newer version; please begin that one.")
	case s.clock.Now().After(a.DueAt.Add(networkGrace)):
		return fault.Conflict("The time for this test is over.")
	}
	return fault.Conflict("This test was handed in already.")
}

func lockAttempt(ctx context.Context, tx *sqlx.Tx, id uuid.UUID) error {
	if _, err := tx.ExecContext(ctx, `SELECT FROM desk.attempts WHERE id = $1 FOR NO KEY UPDATE`, id); err != nil {
		return fmt.Errorf("lock attempt: %w", err)
	}
	return nil
}

// accept checks answers against the paper.
func (a *Attempt) accept(answers []Answer) error {
	var c checks
	seen := map[uuid.UUID]bool{}
	for i := range answers {
		given := &answers[i]
		item := a.Paper.Find(given.Question)
		switch {
		case item == nil:
			c.wrong("answers", "holds a question that is not in this test")
		case seen[given.Question]:
			c.wrong("answers", "holds a question twice")
		default:
			item.check(given, &c)
		}
		seen[given.Question] = true
	}
	return c.err()
}

func (s *School) writeAnswers(ctx context.Context, tx *sqlx.Tx, a *Attempt, answers []Answer) error {
	key, err := s.people.KeyTx(ctx, tx, a.Person)
	if err != nil {
		return err
	}
	for _, given := range answers {
		plain, err := json.Marshal(given)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `
			INSERT INTO vault.attempt_answers (attempt, question, sealed) VALUES ($1, $2, $3)
			ON CONFLICT (attempt, question) DO UPDATE SET sealed = excluded.sealed`,
			a.ID, given.Question, key.Seal(plain, answerPlace(a.ID, given.Question)))
		if err != nil {
			return fmt.Errorf("write answer: %w", err)
		}
		a.Given[given.Question] = Given{Answer: given}
	}
	return nil
}
