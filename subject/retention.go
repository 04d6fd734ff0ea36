package subject

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"

	"kontor/internal/fault"
	"kontor/internal/postgres"
	"kontor/people"
	"kontor/tickets"
)

// Run is what one nightly run has let go of: of one topic's tickets, or (Topic
// empty) people erased whole.
type Run struct {
	ID      uuid.UUID `db:"id"`
	At      time.Time `db:"run"`
	Topic   string    `db:"topic"`
	Tickets int64     `db:"tickets"`
	People  int64     `db:"people"`
	Bodies  int64     `db:"bodies"` // originals of texts
	Files   int64     `db:"files"`
	Texts   int64     `db:"texts"` // masked texts, where the topic says so
}

const (
	retainAtOnce = 100
	visitorsRead = 5000
	visitorsMost = 2000 // erased in one run; the rest waits for the next
)

// Retain lets personal data go whose time is over, and visitors of whom nothing
// else is left. It tells admins if that was anything. Interrupted, it goes on
// the next time; what was let go until then stands in the report.
func (r *Rights) Retain(ctx context.Context) error {
	at := r.clock.Now()
	topics, err := r.desk.Topics(ctx)
	if err != nil {
		return err
	}
	any := false
	for _, t := range topics {
		if t.RetentionMonths == 0 {
			continue
		}
		did, err := r.retainTopic(ctx, at, t)
		if err != nil {
			return err
		}
		any = any || did
	}
	did, err := r.retainPeople(ctx, at)
	if err != nil || !any && !did {
		return err
	}
	return r.report(ctx)
}

func (r *Rights) retainTopic(ctx context.Context, at time.Time, t tickets.Topic) (did bool, err error) {
	for {
		var numbers []int64
		err := r.db.SelectContext(ctx, &numbers, `
			SELECT number FROM desk.tickets
			WHERE topic = $1 AND closed_at IS NOT NULL AND retained_at IS NULL AND closed_at <= $2::timestamptz - make_interval(months => $3)
			ORDER BY closed_at, number LIMIT $4`, t.ID, at, t.RetentionMonths, retainAtOnce)
		if err != nil || len(numbers) == 0 {
			return did, err
		}
		for _, number := range numbers {
			if err := r.retainTicket(ctx, at, t, number); err != nil {
				return did, err
			}
			did = true
		}
	}
}

func (r *Rights) retainTicket(ctx context.Context, at time.Time, t tickets.Topic, number int64) error {
	run := Run{At: at, Topic: t.ID, Tickets: 1}
	if r.files != nil { // first: a ticket that is done is not looked at again
		n, err := r.files.RemoveFrom(ctx, number)
		if err != nil {
			return fmt.Errorf("remove files: %w", err)
		}
		run.Files = n
	}
	e, err := r.desk.Retain(ctx, number, t.RetentionText)
	if err != nil {
		return err
	}
	run.Bodies, run.Texts = e.Bodies, e.Texts
	return r.count(ctx, run)
}

// count adds to the row of a run and topic.
func (r *Rights) count(ctx context.Context, run Run) error {
	return postgres.InTx(ctx, r.db, func(tx *sqlx.Tx) error {
		res, err := tx.ExecContext(ctx, `
			UPDATE desk.retention_runs SET tickets = tickets + $3, people = people + $4, bodies = bodies + $5, files = files + $6, texts = texts + $7
			WHERE run = $1 AND topic IS NOT DISTINCT FROM nullif($2, '')`, run.At, run.Topic, run.Tickets, run.People, run.Bodies, run.Files, run.Texts)
		if err != nil {
			return fmt.Errorf("count retention: %w", err)
		}
		if n, err := res.RowsAffected(); err != nil || n > 0 {
			return err
		}
		_, err = tx.ExecContext(ctx, `
			INSERT INTO desk.retention_runs (id, run, topic, tickets, people, bodies, files, texts) VALUES ($1, $2, nullif($3, ''), $4, $5, $6, $7, $8)`,
			newID(), run.At, run.Topic, run.Tickets, run.People, run.Bodies, run.Files, run.Texts)
		if err != nil {
			return fmt.Errorf("count retention: %w", err)
		}
		return nil
	})
}

// retainPeople plans, for now, to erase visitors who have no account, can sign in
// nowhere any more, and have no ticket that is kept for a reason.
func (r *Rights) retainPeople(ctx context.Context, at time.Time) (did bool, err error) {
	last, planned := uuid.Nil, 0
	for planned < visitorsMost {
		var read []struct {
			Person uuid.UUID
			Over   bool
		}
		err := r.db.SelectContext(ctx, &read, `
			SELECT c.person, NOT c.account
			    AND NOT EXISTS (SELECT FROM vault.sessions s WHERE s.person = c.person AND s.expires_at > $2)
			    AND NOT EXISTS (SELECT FROM desk.tickets t WHERE t.customer = c.person AND t.retained_at IS NULL)
			    AND NOT EXISTS (SELECT FROM desk.erasures e WHERE e.person = c.person) AS over
			FROM (SELECT person, account FROM vault.customers WHERE person > $1 ORDER BY person LIMIT $3) c ORDER BY c.person`, last, at, visitorsRead)
		if err != nil {
			return did, fmt.Errorf("read visitors: %w", err)
		}
		if len(read) == 0 {
			return did, nil
		}
		for _, v := range read {
			last = v.Person
			if !v.Over || planned >= visitorsMost {
				continue
			}
			if err := r.letGo(ctx, at, v.Person); err != nil {
				return did, err
			}
			did, planned = true, planned+1
		}
	}
	return did, nil
}

func (r *Rights) letGo(ctx context.Context, at time.Time, person uuid.UUID) error {
	if _, err := r.plan(ctx, people.System(), person, OriginRetention, ""); err != nil {
		return err
	}
	return r.count(ctx, Run{At: at, People: 1})
}

func (r *Rights) report(ctx context.Context) error {
	admins, err := r.people.Admins(ctx)
	if err != nil {
		return err
	}
	err = postgres.InTx(ctx, r.db, func(tx *sqlx.Tx) error { return r.desk.TellTx(ctx, tx, NewsRetention, admins...) })
	if err == nil {
		r.desk.Told(admins...)
	}
	return err
}

const runsMost = 200

// Runs are the last runs that let anything go, newest first.
func (r *Rights) Runs(ctx context.Context, by people.Person) ([]Run, error) {
	if by.Role != people.RoleAdmin {
		return nil, fault.Forbidden("Only an admin may do this.")
	}
	runs := []Run{}
	err := r.db.SelectContext(ctx, &runs, `
		SELECT id, run, coalesce(topic, '') AS topic, tickets, people, bodies, files, texts
		FROM desk.retention_runs ORDER BY run DESC, id LIMIT $1`, runsMost)
	if err != nil {
		return nil, fmt.Errorf("read runs: %w", err)
	}
	return runs, nil
}
