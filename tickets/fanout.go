package tickets

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"kontor/internal/postgres"
)

// fanMost is how many entries one fan-out reads; the rest is another job's.
const fanMost = 200

// Fanout reads a ticket's log after its own cursor and does what follows from
// it: search words and notifications. Nobody's post waits for the reading: the
// ticket is locked only when the cursor moves, and who comes second finds it
// moved and leaves no trace.
func (d *Desk) Fanout(ctx context.Context, number int64, job uuid.UUID) error {
	var ring Ring
	err := postgres.InTx(ctx, d.app, func(tx *sqlx.Tx) error {
		now := d.clock.Now()
		if err := jobDone(ctx, tx, job, now); err != nil {
			return err
		}
		var t lockedTicket
		err := tx.GetContext(ctx, &t, selectTickets+` t.number = $1`, number)
		if errors.Is(err, sql.ErrNoRows) {
			return notFound()
		}
		if err != nil {
			return err
		}
		entries, err := entriesAfter(ctx, tx, number, t.Fanned)
		if err != nil {
			return err
		}
		if err := writeSearch(ctx, tx, t.Ticket, entries); err != nil {
			return err
		}
		if err := moveOn(ctx, tx, &t.Ticket, entries, now); err != nil {
			return err
		}
		ring.People, err = notify(ctx, tx, &t.Ticket, entries)
		return err
	})
	if errors.Is(err, errJobDone) {
		return nil
	}
	if err == nil {
		d.bell.Ring(ring)
	}
	return err
}

func entriesAfter(ctx context.Context, tx *sqlx.Tx, number, after int64) ([]Entry, error) {
	var rows []entryRecord
	err := tx.SelectContext(ctx, &rows, `SELECT `+entryColumns+` FROM desk.entries e WHERE e.ticket = $1 AND e.seq > $2 ORDER BY e.seq LIMIT $3`, number, after, fanMost)
	entries := make([]Entry, len(rows))
	for i, r := range rows {
		entries[i] = r.entry()
	}
	return entries, err
}

// moveOn moves the cursor, and lets another job follow if there is more.
func moveOn(ctx context.Context, tx *sqlx.Tx, t *Ticket, entries []Entry, now time.Time) error {
	cursor := t.Fanned
	if len(entries) > 0 {
		cursor = entries[len(entries)-1].Numbers.Staff
	}
	var more bool
	err := tx.GetContext(ctx, &more, `
		UPDATE desk.tickets SET fanned = $2, fanout_pending = head_staff > $2 WHERE number = $1 AND fanned = $3 RETURNING fanout_pending`, t.Number, cursor, t.Fanned)
	if errors.Is(err, sql.ErrNoRows) {
		return errJobDone
	}
	if err != nil || !more {
		return err
	}
	due := now
	if len(entries) < fanMost { // the rest has just been said
		due = now.Add(FanoutRest)
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO desk.jobs (id, kind, ticket, due_at, created_at) VALUES ($1, $2, $3, $4, $5)`, newID(), JobFanout, t.Number, due, now)
	return err
}

// writeSearch indexes the words of masked text; the subject goes with the
// first entry.
func writeSearch(ctx context.Context, tx *sqlx.Tx, t Ticket, entries []Entry) error {
	var seqs []int64
	var audiences, words []string
	for _, e := range entries {
		text := e.Text
		if e.Numbers.Staff == 1 {
			text = t.Subject + " " + text
		}
		if w := wordsOf(text); len(w) > 0 {
			seqs, audiences, words = append(seqs, e.Numbers.Staff), append(audiences, string(e.Audience)), append(words, strings.Join(w, " "))
		}
	}
	if len(seqs) == 0 {
		return nil
	}
	_, err := tx.ExecContext(ctx, `
		INSERT INTO desk.search (ticket, seq, audience, at, words)
		SELECT $1, s, a, $5, to_tsvector('simple', w) FROM unnest($2::bigint[], $3::text[], $4::text[]) AS x (s, a, w)
		ON CONFLICT (ticket, seq) DO NOTHING`, t.Number, pq.Array(seqs), pq.Array(audiences), pq.Array(words), entries[len(entries)-1].At)
	return err
}

// news is one notification to be: what of kind to whom.
type news struct {
	person uuid.UUID
	entry  Entry
	kind   string
}

func (n news) isLike(other news) bool { return n.person == other.person && n.kind == other.kind }

// notify tells those whom the entries concern. It gives the people told.
func notify(ctx context.Context, tx *sqlx.Tx, t *Ticket, entries []Entry) ([]uuid.UUID, error) {
	var all []news
	for _, e := range entries {
		for _, n := range newsOf(t, e) {
			if n.kind != "replied" || !slices.ContainsFunc(all, n.isLike) {
				all = append(all, n)
			}
		}
	}
	return putNews(ctx, tx, t.Number, all)
}

// newsOf says whom an entry is news for: the customer what their helpers do,
// the holder what the customer does.
func newsOf(t *Ticket, e Entry) []news {
	var data Data
	if json.Unmarshal(e.Data, &data) != nil {
		return nil
	}
	var out []news
	tell := func(person uuid.UUID, kind string) {
		if person != uuid.Nil && person != e.Author.ID {
			out = append(out, news{person, e, kind})
		}
	}
	switch {
	case e.Kind == KindMessage:
		tell(t.Customer, "replied")
		tell(t.Assignee.UUID, "replied")
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

// putNews numbers and writes notifications, people in the same order always.
// One unread "replied" stands for any number of replies.
func putNews(ctx context.Context, tx *sqlx.Tx, ticket int64, all []news) ([]uuid.UUID, error) {
	slices.SortStableFunc(all, func(a, b news) int { return slices.Compare(a.person[:], b.person[:]) })
	var told []uuid.UUID
	for _, n := range all {
		_, err := tx.ExecContext(ctx, `
			WITH box AS (
			    INSERT INTO desk.inbox AS inbox (person, head, notified)
			    SELECT $1, 1, 1 WHERE $3 <> 'replied' OR NOT EXISTS (
			        SELECT FROM desk.notifications o JOIN desk.inbox i ON i.person = o.person AND o.seq > i.read
			        WHERE o.person = $1 AND o.ticket = $4 AND o.kind = 'replied')
			    ON CONFLICT (person) DO UPDATE SET head = inbox.head + 1, notified = inbox.notified + 1 RETURNING notified
			)
			INSERT INTO desk.notifications (person, seq, id, kind, ticket, at) SELECT $1, notified, $2, $3, $4, $5 FROM box`,
			n.person, newID(), n.kind, ticket, n.entry.At)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(told, n.person) {
			told = append(told, n.person)
		}
	}
	return told, nil
}

// RequestRating tells the customer that their rating is asked for. The question
// itself was put with the resolution.
func (d *Desk) RequestRating(ctx context.Context, number int64, job uuid.UUID) error {
	var ring Ring
	err := postgres.InTx(ctx, d.app, func(tx *sqlx.Tx) error {
		c, err := d.lay(ctx, tx, Order{Ticket: number}, nil)
		if err != nil {
			return err
		}
		if c.Rating != nil && !c.Ticket.Active() {
			ring.People, err = putNews(ctx, tx, number, []news{{c.Ticket.Customer, Entry{At: c.Now}, "rating_request"}})
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
