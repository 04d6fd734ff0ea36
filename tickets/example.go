package tickets

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
	"kontor/privacy"
)

// Example is an answer that its helper shares with those who answer the same
// topic, and the question: masked texts, as they were when it was shared. Whatever
// replaces one of them on the ticket afterwards takes the example away.
type Example struct {
	ID         uuid.UUID `db:"id"`
	Topic      string    `db:"topic"`
	Helper     uuid.UUID `db:"helper"`
	HelperName string    `db:"helper_name"`
	Subject    string    `db:"subject"`
	Question   string    `db:"question"`
	Answer     string    `db:"answer"`
	State      string    `db:"state"`
	SharedAt   time.Time `db:"shared_at"`
	Useful     int       `db:"useful"` // of so many votes
	Votes      int       `db:"votes"`
	Mine       *bool     `db:"mine"` // how the reader voted; nil: not
}

// The states of an example. Nobody but its helper and staff see one that waits or
// was declined.
const (
	ExampleWaiting  = "waiting"
	ExampleShown    = "shown"
	ExampleDeclined = "declined"
)

// The kinds of notifications about examples, to their helper.
const (
	NewsExampleShown    = "example_shown"
	NewsExampleDeclined = "example_declined"
)

const (
	examplesMost    = 100
	examplesWaiting = 20 // of one helper, so that staff keep up
)

// ShareExample offers an answer of one's own, in a ticket that is solved, as an example.
// Staff look at it before anybody else does. The same id again changes nothing.
func (d *Desk) ShareExample(ctx context.Context, by people.Person, number int64, id, answer uuid.UUID) error {
	if by.Role == people.RoleCustomer {
		return fault.Forbidden("only helpers can do this")
	}
	if id == uuid.Nil {
		return fault.Invalid("this cannot be shared as it is").With("id", "is missing")
	}
	if _, err := d.See(ctx, by, number); err != nil {
		return err
	}
	share := func(tx *sqlx.Tx) error {
		// One at a time of a helper, so that no more wait than may.
		if _, err := tx.ExecContext(ctx, `SELECT FROM desk.people WHERE id = $1 FOR NO KEY UPDATE`, by.ID); err != nil {
			return fmt.Errorf("lock helper: %w", err)
		}
		// Nothing masks the ticket anew while its texts are copied.
		var active bool
		if err := tx.GetContext(ctx, &active, `SELECT active FROM desk.tickets WHERE number = $1 FOR SHARE`, number); err != nil {
			return fmt.Errorf("lock ticket: %w", err)
		}
		if active {
			return fault.Conflict("only what is solved can be shared")
		}
		if err := d.copyExample(ctx, tx, by, number, id, answer); err != nil {
			return err
		}
		return fewWait(ctx, tx, by.ID)
	}
	err := postgres.InTx(ctx, d.app, share)
	if postgres.IsUnique(err) { // perhaps the same at the same time: now it is there to be found
		err = postgres.InTx(ctx, d.app, share)
	}
	if postgres.IsUnique(err) {
		return fault.Conflict("this id is already in use").With("id", "is in use")
	}
	return err
}

// sharedTexts are the masked texts that an example copies.
type sharedTexts struct {
	Topic      string    `db:"topic"`
	Asked      uuid.UUID `db:"asked"`
	AuthorName string    `db:"author_name"`
	Subject    string    `db:"subject"`
	Question   string    `db:"question"`
	Answer     string    `db:"answer"`
}

// words are what the example is found by.
func (s sharedTexts) words() pq.StringArray {
	return wordsOf(s.Subject + "\n" + s.Question + "\n" + s.Answer)
}

func sharedTx(ctx context.Context, tx *sqlx.Tx, by people.Person, number int64, answer uuid.UUID) (s sharedTexts, err error) {
	err = tx.GetContext(ctx, &s, `
		SELECT t.topic, q.id AS asked, a.author_name, t.subject, q.text AS question, a.text AS answer
		FROM desk.tickets t JOIN desk.entries a ON a.ticket = t.number AND a.id = $3 AND a.author = $2 AND a.kind = 'message'
		CROSS JOIN LATERAL (SELECT e.id, e.text FROM desk.entries e WHERE e.ticket = t.number AND e.kind = 'message' ORDER BY e.seq LIMIT 1) q
		WHERE t.number = $1 AND a.text NOT IN ('', $4) AND q.text NOT IN ('', $4)`, number, by.ID, answer, privacy.Hidden)
	if errors.Is(err, sql.ErrNoRows) {
		return s, fault.NotFound("there is no such answer of yours")
	}
	if err != nil {
		return s, fmt.Errorf("read what is shared: %w", err)
	}
	return s, nil
}

func (d *Desk) copyExample(ctx context.Context, tx *sqlx.Tx, by people.Person, number int64, id, answer uuid.UUID) error {
	s, err := sharedTx(ctx, tx, by, number, answer)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `
		INSERT INTO desk.examples (id, topic, ticket, question_entry, answer_entry, helper, helper_name, subject, question, answer, words, shared_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, array_to_tsvector($11), $12) ON CONFLICT (answer_entry) DO NOTHING`,
		id, s.Topic, number, s.Asked, answer, by.ID, s.AuthorName, s.Subject, s.Question, s.Answer, s.words(), d.clock.Now())
	if err != nil {
		return err
	}
	var known uuid.UUID
	if err := tx.GetContext(ctx, &known, `SELECT id FROM desk.examples WHERE answer_entry = $1`, answer); err != nil {
		return fmt.Errorf("read example: %w", err)
	}
	if known != id {
		return fault.Conflict("this answer was shared already")
	}
	return nil
}

func fewWait(ctx context.Context, tx *sqlx.Tx, helper uuid.UUID) error {
	var many int
	if err := tx.GetContext(ctx, &many, `SELECT count(*) FROM desk.examples WHERE helper = $1 AND state = 'waiting'`, helper); err != nil {
		return fmt.Errorf("count examples: %w", err)
	}
	if many > examplesWaiting {
		return fault.Conflict("%d examples of yours wait for staff already; please share this one later", examplesWaiting)
	}
	return nil
}

// WithdrawExample takes an example away, with its votes: its helper may, and staff of
// the topic's team.
func (d *Desk) WithdrawExample(ctx context.Context, by people.Person, id uuid.UUID) error {
	return postgres.InTx(ctx, d.app, func(tx *sqlx.Tx) error {
		x, err := exampleTx(ctx, tx, by, id)
		if err != nil {
			return err
		}
		if x.Helper != by.ID && !x.Ours {
			return noExample()
		}
		if _, err := tx.ExecContext(ctx, `DELETE FROM desk.examples WHERE id = $1`, id); err != nil {
			return fmt.Errorf("withdraw example: %w", err)
		}
		if x.Helper == by.ID {
			return nil
		}
		return people.AuditTx(ctx, tx, d.clock.Now(), by, "example_withdrawn", id.String())
	})
}

// CheckExample says whether an example is shown. Staff of the topic's team decide,
// once, and nobody about their own.
func (d *Desk) CheckExample(ctx context.Context, by people.Person, id uuid.UUID, show bool) error {
	if err := needStaff(by); err != nil {
		return err
	}
	state, news, told := ExampleDeclined, NewsExampleDeclined, uuid.Nil
	if show {
		state, news = ExampleShown, NewsExampleShown
	}
	err := postgres.InTx(ctx, d.app, func(tx *sqlx.Tx) error {
		told = uuid.Nil
		x, err := exampleTx(ctx, tx, by, id)
		switch {
		case err != nil:
			return err
		case !x.Ours:
			return noExample()
		case x.Helper == by.ID:
			return fault.Forbidden("somebody else looks at what you share")
		case x.State == state:
			return nil
		case x.State != ExampleWaiting:
			return fault.Conflict("this was decided already")
		}
		now := d.clock.Now()
		if _, err := tx.ExecContext(ctx, `UPDATE desk.examples SET state = $2, checked_by = $3, checked_at = $4 WHERE id = $1`, id, state, by.ID, now); err != nil {
			return fmt.Errorf("check example: %w", err)
		}
		told = x.Helper
		return errors.Join(d.TellTx(ctx, tx, news, x.Helper), people.AuditTx(ctx, tx, now, by, news, id.String()))
	})
	if err == nil && told != uuid.Nil {
		d.Told(told)
	}
	return err
}

// lockedExample is one that is about to change.
type lockedExample struct {
	Helper uuid.UUID `db:"helper"`
	State  string    `db:"state"`
	Ours   bool      `db:"ours"` // of a topic of the staff member's teams
}

func exampleTx(ctx context.Context, tx *sqlx.Tx, by people.Person, id uuid.UUID) (x lockedExample, err error) {
	err = tx.GetContext(ctx, &x, `
		SELECT x.helper, x.state, $2 AND t.team = ANY ($3) AS ours FROM desk.examples x JOIN desk.topics t ON t.id = x.topic
		WHERE x.id = $1 FOR UPDATE OF x`, id, isStaff(by), pq.Array(by.Teams))
	if errors.Is(err, sql.ErrNoRows) {
		return x, noExample()
	}
	if err != nil {
		return x, fmt.Errorf("read example: %w", err)
	}
	return x, nil
}

func noExample() error { return fault.NotFound("there is no such example") }
