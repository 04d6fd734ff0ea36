package experts

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"

	"kontor/internal/fault"
	"kontor/internal/postgres"
	"kontor/people"
)

// Test is the test of a topic, and what follows from it. A test that is not
// active asks nothing of anybody: an application then goes straight on.
type Test struct {
	Topic       string `db:"topic"`
	Major       int    `db:"major"`
	Active      bool   `db:"active"`
	Draws       int    `db:"draws"`   // questions of a test
	Minutes     int    `db:"minutes"` // for all of them
	PassPercent int    `db:"pass_percent"`
	Attempts    int    `db:"attempts"`
	PauseHours  int    `db:"pause_hours"`  // after an attempt that failed
	Practice    int    `db:"practice"`     // practice tickets to answer well
	Probation   int    `db:"probation"`    // answers that are reviewed
	LapseMonths int    `db:"lapse_months"` // without an answer; 0: never
	Renewal     int    `db:"renewal"`      // questions of the shorter test that renews
	RetestDays  int    `db:"retest_days"`  // to pass a new version
}

const testColumns = `topic, major, active, draws, minutes, pass_percent, attempts, pause_hours, practice, probation, lapse_months, renewal, retest_days`

// UsualTest is where an admin begins.
func UsualTest(topic string) Test {
	return Test{Topic: topic, Major: 1, Draws: 10, Minutes: 20, PassPercent: 80, Attempts: 3, PauseHours: 24, Practice: 2, Probation: 5,
		LapseMonths: 6, Renewal: 5, RetestDays: 14}
}

func (t Test) check() error {
	var c checks
	c.between("draws", t.Draws, 1, 100)
	c.between("minutes", t.Minutes, 1, 240)
	c.between("pass_percent", t.PassPercent, 1, 100)
	c.between("attempts", t.Attempts, 1, 20)
	c.between("pause_hours", t.PauseHours, 0, 24*365)
	c.between("practice", t.Practice, 0, 50)
	c.between("probation", t.Probation, 0, 1000)
	c.between("lapse_months", t.LapseMonths, 0, 120)
	c.between("renewal", t.Renewal, 1, t.Draws)
	c.between("retest_days", t.RetestDays, 1, 365)
	return c.err()
}

// Tests are the tests by topic.
func (s *School) Tests(ctx context.Context) (map[string]Test, error) {
	var rows []Test
	if err := s.db.SelectContext(ctx, &rows, `SELECT `+testColumns+` FROM desk.tests`); err != nil {
		return nil, fmt.Errorf("read tests: %w", err)
	}
	tests := make(map[string]Test, len(rows))
	for _, t := range rows {
		tests[t.Topic] = t
	}
	return tests, nil
}

// testOf is a topic's test, or nil.
func testOf(ctx context.Context, q sqlx.QueryerContext, topic string) (*Test, error) {
	var t Test
	err := sqlx.GetContext(ctx, q, &t, `SELECT `+testColumns+` FROM desk.tests WHERE topic = $1`, topic)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read test: %w", err)
	}
	return &t, nil
}

// Workbook is a test as its builder sees it, with its questions and practice.
type Workbook struct {
	Test
	Questions []Question
	Cases     []Case
}

// Workbook is that of a topic; a topic without a test gets the usual one, not
// active and without questions.
func (s *School) Workbook(ctx context.Context, by people.Person, topic string) (Workbook, error) {
	if err := mayManage(by); err != nil {
		return Workbook{}, err
	}
	t, err := testOf(ctx, s.db, topic)
	if err != nil {
		return Workbook{}, err
	}
	if t == nil {
		usual := UsualTest(topic)
		t = &usual
	}
	w := Workbook{Test: *t}
	if w.Questions, err = questionsOf(ctx, s.db, topic, false); err != nil {
		return Workbook{}, err
	}
	w.Cases, err = casesOf(ctx, s.db, topic)
	return w, err
}

// SaveTest writes a topic's test. With anew it becomes a new version, so that
// everybody who passed an older one has to pass it in the days that the test
// gives them. A test can be active only if its pool can fill it.
func (s *School) SaveTest(ctx context.Context, by people.Person, t Test, anew bool) (Test, error) {
	if err := mayManage(by); err != nil {
		return Test{}, err
	}
	if err := t.check(); err != nil {
		return Test{}, err
	}
	err := s.change(ctx, func(tx *sqlx.Tx, n *news) error {
		if err := writeTest(ctx, tx, &t, anew); err != nil {
			return err
		}
		if err := canFill(ctx, tx, t); err != nil {
			return err
		}
		if anew {
			if err := s.askAgain(ctx, tx, n, t); err != nil {
				return err
			}
		}
		return people.AuditTx(ctx, tx, s.clock.Now(), by, "test_changed", t.Topic)
	})
	return t, err
}

func writeTest(ctx context.Context, tx *sqlx.Tx, t *Test, anew bool) error {
	err := tx.GetContext(ctx, &t.Major, `
		INSERT INTO desk.tests AS t (`+testColumns+`) VALUES ($1, 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
		ON CONFLICT (topic) DO UPDATE SET major = t.major + $13, active = $2, draws = $3, minutes = $4, pass_percent = $5, attempts = $6,
		    pause_hours = $7, practice = $8, probation = $9, lapse_months = $10, renewal = $11, retest_days = $12
		RETURNING major`,
		t.Topic, t.Active, t.Draws, t.Minutes, t.PassPercent, t.Attempts, t.PauseHours, t.Practice, t.Probation, t.LapseMonths, t.Renewal, t.RetestDays, oneIf(anew))
	if postgres.IsForeignKey(err) {
		return fault.NotFound("There is no such topic.")
	}
	if err != nil {
		return fmt.Errorf("write test: %w", err)
	}
	return nil
}

func oneIf(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// canFill refuses an active test that could not be drawn, or that asks for more
// practice than there is.
func canFill(ctx context.Context, tx *sqlx.Tx, t Test) error {
	if !t.Active {
		return nil
	}
	var n struct{ Questions, Cases int }
	err := tx.GetContext(ctx, &n, `
		SELECT (SELECT count(*) FROM desk.questions WHERE topic = $1 AND active) AS questions,
		       (SELECT count(*) FROM desk.practice_cases WHERE topic = $1 AND active) AS cases`, t.Topic)
	if err != nil {
		return fmt.Errorf("count questions: %w", err)
	}
	var c checks
	if n.Questions < t.Draws {
		c.wrong("draws", "needs more questions than there are")
	}
	if n.Cases < t.Practice {
		c.wrong("practice", "needs more practice tickets than there are")
	}
	return c.err()
}

// askAgain gives everybody who passed an older version days to pass this one. Tests of
// an older version that are under way end: they would be for nothing.
func (s *School) askAgain(ctx context.Context, tx *sqlx.Tx, n *news, t Test) error {
	const older = `topic = $1 AND test_major BETWEEN 1 AND $2 - 1`
	if err := lockQualifications(ctx, tx, older, t.Topic, t.Major); err != nil {
		return err
	}
	var again []uuid.UUID
	by := s.clock.Now().Add(time.Duration(t.RetestDays) * 24 * time.Hour)
	err := tx.SelectContext(ctx, &again, `
		UPDATE desk.qualifications SET retest_by = coalesce(retest_by, $3) WHERE `+older+` RETURNING person`, t.Topic, t.Major, by)
	if err != nil {
		return fmt.Errorf("ask for the test again: %w", err)
	}
	var cut []uuid.UUID
	err = tx.SelectContext(ctx, &cut, `
		UPDATE desk.attempts SET state = 'failed', ended_at = $3 WHERE topic = $1 AND major < $2 AND state = 'running' RETURNING person`, t.Topic, t.Major, s.clock.Now())
	if err != nil {
		return fmt.Errorf("end tests under way: %w", err)
	}
	all := append(again, cut...)
	slices.SortFunc(all, func(a, b uuid.UUID) int { return compare(a.String(), b.String()) })
	n.tell(NewsRetest, slices.Compact(all)...)
	return nil
}
