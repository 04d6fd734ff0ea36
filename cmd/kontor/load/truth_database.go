package load

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"kontor/internal/clock"
)

// quiet waits until no promise of the run is open but those for later: what is due
// in the first half of the time it has is to be done in the second. Tickets that
// nobody takes fall to staff meanwhile.
func (h *hall) quiet(ctx context.Context) error {
	end, bounded := ctx.Deadline()
	if !bounded {
		return errors.New("nobody says how long to wait for promises")
	}
	due := time.Now().Add(time.Until(end) / 2)
	for {
		var open int
		err := h.db.GetContext(ctx, &open, `
			SELECT count(*) FROM desk.jobs j JOIN desk.tickets t ON t.number = j.ticket
			WHERE t.customer BETWEEN $1 AND $2 AND j.done_at IS NULL AND j.dead_at IS NULL AND j.due_at < $3`, h.mark.From, h.mark.last(), due)
		if err == nil && open == 0 {
			return nil
		}
		if !clock.Pause(ctx, 4*pulseEvery) {
			return errors.Join(ctx.Err(), err)
		}
	}
}

// truth reads everything in one snapshot.
func (h *hall) truth(ctx context.Context, of []person) (*truth, error) {
	tx, err := h.db.BeginTxx(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true})
	if err != nil {
		return nil, fmt.Errorf("read the truth: %w", err)
	}
	defer tx.Rollback() //nolint:errcheck // it only reads
	t := &truth{Whole: true, Tickets: map[int64]*ticketTruth{}}
	if err := tx.GetContext(ctx, &t.Epoch, `SELECT epoch::text FROM desk.epoch`); err != nil {
		return nil, fmt.Errorf("read the epoch: %w", err)
	}
	var ids pq.StringArray
	for _, p := range of {
		ids = append(ids, p.id.String())
	}
	numbers, err := t.readTickets(ctx, tx, ids)
	if err != nil {
		return nil, err
	}
	if err := t.readParts(ctx, tx, pq.Array(numbers)); err != nil {
		return nil, err
	}
	return t, t.readPeople(ctx, tx, ids)
}

func (t *truth) readTickets(ctx context.Context, tx *sqlx.Tx, customers pq.StringArray) (numbers []int64, err error) {
	var rows []*ticketTruth
	err = tx.SelectContext(ctx, &rows, `
		SELECT t.number, t.id, t.customer, t.team, p.policy, t.subject, t.excerpt, t.tier, t.state, t.assignee, t.head_everyone, t.head_helpers, t.head_staff,
		       t.fanned, t.fanout_pending, t.resolutions
		FROM desk.tickets t JOIN desk.topics p ON p.id = t.topic WHERE t.customer = ANY ($1::uuid[]) ORDER BY t.number`, customers)
	for _, row := range rows {
		t.Tickets[row.Number] = row
		numbers = append(numbers, row.Number)
	}
	return numbers, err
}

// readParts reads what hangs on the tickets.
func (t *truth) readParts(ctx context.Context, tx *sqlx.Tx, numbers any) error {
	entries, err := all[entryTruth](ctx, tx, `
		SELECT ticket, seq, coalesce(seq_helpers, 0) AS seq_helpers, coalesce(seq_everyone, 0) AS seq_everyone, id, kind, audience, author, author_role, text,
		       coalesce(data->>'event', '') AS event, coalesce(data->>'reason', '') AS reason, (data->'to'->>'id')::uuid AS to_id, coalesce(data->'to'->>'role', '') AS to_role
		FROM desk.entries WHERE ticket = ANY ($1) ORDER BY ticket, seq`, numbers)
	for _, e := range entries {
		t.Tickets[e.Ticket].Entries = append(t.Tickets[e.Ticket].Entries, e)
	}
	grants, err2 := all[grantTruth](ctx, tx, `SELECT ticket, expert, kind, first_seq, last_seq FROM desk.grants WHERE ticket = ANY ($1)`, numbers)
	for _, g := range grants {
		t.Tickets[g.Ticket].Grants = append(t.Tickets[g.Ticket].Grants, g)
	}
	offers, err3 := all[offerTruth](ctx, tx, `SELECT ticket, expert, wave, expires_at, ended_at, outcome FROM desk.offers WHERE ticket = ANY ($1)`, numbers)
	for _, o := range offers {
		t.Tickets[o.Ticket].Offers = append(t.Tickets[o.Ticket].Offers, o)
	}
	ratings, err4 := all[ratingTruth](ctx, tx, `SELECT ticket, resolution, stars FROM desk.ratings WHERE ticket = ANY ($1) ORDER BY ticket, resolution`, numbers)
	for _, r := range ratings {
		t.Tickets[r.Ticket].Ratings = append(t.Tickets[r.Ticket].Ratings, r)
	}
	return errors.Join(err, err2, err3, err4, t.readEffects(ctx, tx, numbers))
}

// readEffects reads what jobs and acts have done beside the log.
func (t *truth) readEffects(ctx context.Context, tx *sqlx.Tx, numbers any) error {
	jobs, err := all[jobTruth](ctx, tx, `
		SELECT ticket, id, kind, done_at IS NOT NULL AS done, dead_at IS NOT NULL AS dead, due_at < now() - interval '10 seconds' AS due, attempt, last_error
		FROM desk.jobs WHERE ticket = ANY ($1)`, numbers)
	for _, j := range jobs {
		t.Tickets[j.Ticket].Jobs = append(t.Tickets[j.Ticket].Jobs, j)
	}
	searched, err2 := all[searchTruth](ctx, tx, `SELECT ticket, seq, words::text AS words FROM desk.search WHERE ticket = ANY ($1)`, numbers)
	for _, s := range searched {
		t.Tickets[s.Ticket].Searched = append(t.Tickets[s.Ticket].Searched, s)
	}
	bodies, err3 := all[bodyTruth](ctx, tx, `SELECT ticket, seq, id FROM vault.bodies WHERE ticket = ANY ($1)`, numbers)
	for _, b := range bodies {
		t.Tickets[b.Ticket].Bodies = append(t.Tickets[b.Ticket].Bodies, b)
	}
	opened, err4 := all[bodyTruth](ctx, tx, `SELECT ticket, id, 0 AS seq FROM vault.access_log WHERE ticket = ANY ($1) AND what = 'opened'`, numbers)
	for _, o := range opened {
		t.Tickets[o.Ticket].Opened = append(t.Tickets[o.Ticket].Opened, o.ID)
	}
	reads, err5 := all[readTruth](ctx, tx, `SELECT ticket, person, role, own, seq FROM desk.reads WHERE ticket = ANY ($1)`, numbers)
	for _, r := range reads {
		t.Tickets[r.Ticket].Reads = append(t.Tickets[r.Ticket].Reads, r)
	}
	return errors.Join(err, err2, err3, err4, err5)
}

func (t *truth) readPeople(ctx context.Context, tx *sqlx.Tx, ids pq.StringArray) (err error) {
	if t.News, err = all[newsTruth](ctx, tx, `
		SELECT person, seq, kind, coalesce(ticket, 0) AS ticket FROM desk.notifications WHERE person = ANY ($1::uuid[]) ORDER BY person, seq`, ids); err != nil {
		return err
	}
	t.Boxes, err = all[boxTruth](ctx, tx, `SELECT person, notified FROM desk.inbox WHERE person = ANY ($1::uuid[])`, ids)
	return err
}

func all[T any](ctx context.Context, tx *sqlx.Tx, query string, args ...any) (rows []T, err error) {
	if err = tx.SelectContext(ctx, &rows, query, args...); err != nil {
		return nil, fmt.Errorf("read the truth: %w", err)
	}
	return rows, nil
}
