package tickets

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"github.com/google/uuid"

	"kontor/internal/postgres"
)

// newsRow is one notification to be: what of kind to whom.
type newsRow struct {
	Person uuid.UUID `json:"person"`
	ID     uuid.UUID `json:"id"`
	Kind   string    `json:"kind"`
	Ticket int64     `json:"ticket"`
	At     time.Time `json:"at"`
}

// newsReplied is what several replies are told as once.
const newsReplied = "replied"

// newsRows are those whom the entries of a ticket concern.
func newsRows(t *Ticket, entries []Entry) []newsRow {
	var rows []newsRow
	for _, e := range entries {
		for _, n := range newsOf(t, e) {
			if n.Kind != newsReplied || !slices.ContainsFunc(rows, func(o newsRow) bool { return o.Kind == n.Kind && o.Person == n.Person }) {
				rows = append(rows, n)
			}
		}
	}
	return rows
}

// newsOf says whom an entry is news for: the customer what their helpers do,
// the holder what the customer does.
func newsOf(t *Ticket, e Entry) []newsRow {
	var data Data
	if json.Unmarshal(e.Data, &data) != nil {
		return nil
	}
	var out []newsRow
	tell := func(person uuid.UUID, kind string) {
		if person != uuid.Nil && person != e.Author.ID {
			out = append(out, newsRow{person, newID(), kind, t.Number, e.At})
		}
	}
	switch {
	case e.Kind == KindMessage:
		tell(t.Customer, newsReplied)
		tell(t.Assignee.UUID, newsReplied)
	case data.Event == EventClaimed, data.Event == EventEscalated, data.Event == EventResolved:
		tell(t.Customer, data.Event)
	case data.Event == EventAssigned && data.To != nil:
		tell(data.To.ID, EventAssigned)
		tell(t.Customer, EventAssigned)
	case data.Event == EventReopened:
		tell(t.Assignee.UUID, EventReopened)
	case data.Event == EventRated && data.To != nil:
		tell(data.To.ID, EventRated)
	}
	return out
}

// tell is the part of a statement that numbers and writes notifications: those of a
// parameter, as rows in JSON, that fulfil a condition. People come in the same order
// always. One unread "replied" stands for any number of replies, and so does one that
// their handler is away. That is looked for in one value: as NOT EXISTS PostgreSQL
// reads what everybody has not read yet, each time.
func tell(rows, condition string) string {
	return `news AS (
    SELECT n.person, n.id, n.kind, n.ticket, n.at, count(*) OVER (PARTITION BY n.person) AS many, row_number() OVER (PARTITION BY n.person ORDER BY n.id) AS nth
    FROM json_to_recordset(` + rows + `) AS n (person uuid, id uuid, kind text, ticket bigint, at timestamptz)
    WHERE ` + condition + ` AND (n.kind NOT IN ('` + newsReplied + `', '` + newsAway + `') OR (
        SELECT true FROM desk.inbox i JOIN desk.notifications o ON o.person = i.person AND o.seq > i.read
        WHERE i.person = n.person AND o.ticket = n.ticket AND o.kind = n.kind LIMIT 1) IS NULL)
), box AS (
    INSERT INTO desk.inbox AS inbox (person, head, notified) SELECT person, count(*), count(*) FROM news GROUP BY person ORDER BY person
    ON CONFLICT (person) DO UPDATE SET head = inbox.head + excluded.head, notified = inbox.notified + excluded.notified,
        moved_at = clock_timestamp()
    RETURNING person, notified
), told AS (
    INSERT INTO desk.notifications (person, seq, id, kind, ticket, at)
    SELECT n.person, b.notified - n.many + n.nth, n.id, n.kind, n.ticket, n.at FROM box b JOIN news n USING (person)
)`
}

// RequestRating tells the customer that their rating is asked for. The question
// itself was put with the resolution.
func (d *Desk) RequestRating(ctx context.Context, number int64, job uuid.UUID) error {
	var ring Ring
	err := d.reads.InTx(ctx, func(tx *postgres.Tx) error {
		c, err := d.lay(ctx, tx, Order{Ticket: number}, nil)
		if err != nil {
			return err
		}
		if c.Rating != nil && !c.Ticket.Active() {
			ring.People = []uuid.UUID{c.Ticket.Customer}
			err = putNews(ctx, tx, newsRow{c.Ticket.Customer, newID(), "rating_request", number, c.Now})
		}
		return errors.Join(err, jobDone(ctx, tx, job, c.Now))
	})
	if errors.Is(err, errJobDone) {
		return nil
	}
	if err == nil {
		d.bell.Ring(ring)
	}
	return err
}

func putNews(ctx context.Context, tx *postgres.Tx, news ...newsRow) error {
	rows, err := jsonOf(news)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `WITH `+tell("$1", "true")+` SELECT`, rows)
	return err
}
