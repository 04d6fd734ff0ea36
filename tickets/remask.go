package tickets

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"kontor/internal/postgres"
	"kontor/privacy"
)

// JobRemask masks older texts with the rules of today, a few tickets at a time.
const JobRemask = "remask"

// How much is masked anew at once, and how long live traffic has the machine to
// itself in between; longer while posts are waiting.
const (
	remaskTickets = 50
	remaskFor     = 200 * time.Millisecond
	remaskRest    = 300 * time.Millisecond
	remaskYield   = 3 * time.Second
	remaskBusy    = 100 * time.Millisecond // a post has waited for so long
)

// hasText are entries that hold masked text: a subject's stands in the ticket, a
// rating may have tags alone.
const hasText = `(e.text <> '' OR e.seq = 1 OR e.data ? 'tags')`

// Remasking is how far masking anew has come: from the newest ticket to the
// oldest.
type Remasking struct {
	To      int        `json:"to"`      // the mask version that all texts get
	From    int64      `json:"from"`    // tickets from this number on are new enough
	Next    int64      `json:"next"`    // those from this number on have been looked at
	First   int64      `json:"first"`   // the oldest
	Changed int        `json:"changed"` // texts that read otherwise now
	Left    int        `json:"left"`    // tickets that keep the older rules: what is sealed of their customer does not open
	Began   time.Time  `json:"began"`
	Ended   *time.Time `json:"ended"`
}

// Share is how much is done, of 1.
func (r Remasking) Share() float64 {
	if r.Ended != nil || r.From <= r.First {
		return 1
	}
	return float64(r.From-r.Next) / float64(r.From-r.First)
}

// ReadRemasking says how far masking anew has come; nil: it was never needed.
func ReadRemasking(ctx context.Context, q sqlx.QueryerContext) (*Remasking, error) {
	var raw []byte
	err := sqlx.GetContext(ctx, q, &raw, `SELECT value FROM desk.settings WHERE key = 'remask'`)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	r := &Remasking{}
	return r, json.Unmarshal(raw, r)
}

// Remasking says how far masking anew has come; nil: it was never needed.
func (d *Desk) Remasking(ctx context.Context) (*Remasking, error) { return ReadRemasking(ctx, d.app) }

// EnsureMasked has older texts masked anew if the engine or the rules have
// changed since that was done last.
func (d *Desk) EnsureMasked(ctx context.Context) error {
	to, err := d.people.MaskVersion(ctx)
	if err != nil {
		return err
	}
	done, err := d.Remasking(ctx)
	if err != nil || done != nil && done.To == to {
		return err
	}
	return d.reads.InTx(ctx, func(tx *postgres.Tx) error { return promiseRemask(ctx, tx, d.clock.Now(), d.clock.Now()) })
}

// promiseRemask writes the job, unless there is one.
func promiseRemask(ctx context.Context, tx *postgres.Tx, now, due time.Time) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO desk.jobs (id, kind, due_at, created_at) SELECT $1, '`+JobRemask+`', $2, $3
		WHERE NOT EXISTS (SELECT FROM desk.jobs WHERE kind = '`+JobRemask+`' AND done_at IS NULL AND dead_at IS NULL)`, newID(), due, now)
	return err
}

// RemaskSome does a step of masking anew and makes the next step's promise. A
// step that is done twice finds nothing to do the second time.
func (d *Desk) RemaskSome(ctx context.Context, job uuid.UUID) error {
	r, err := d.remasking(ctx)
	if err != nil {
		return err
	}
	if r.Ended == nil {
		if err := d.remaskStep(ctx, r); err != nil {
			return err
		}
	}
	value, err := jsonOf(r)
	if err != nil {
		return err
	}
	err = d.reads.InTx(ctx, func(tx *postgres.Tx) error {
		now := d.clock.Now()
		if err := jobDone(ctx, tx, job, now); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, `INSERT INTO desk.settings (key, value) VALUES ('remask', $1) ON CONFLICT (key) DO UPDATE SET value = excluded.value`, value)
		if err != nil || r.Ended != nil {
			return err
		}
		rest := remaskRest
		if d.Waiting() > remaskBusy {
			rest = remaskYield
		}
		return promiseRemask(ctx, tx, now, now.Add(rest))
	})
	if errors.Is(err, errJobDone) {
		return nil
	}
	return err
}

// remasking goes on where the last step ended, or begins for another version.
func (d *Desk) remasking(ctx context.Context) (*Remasking, error) {
	to, err := d.people.MaskVersion(ctx)
	if err != nil {
		return nil, err
	}
	r, err := d.Remasking(ctx)
	if err != nil || r != nil && r.To == to {
		return r, err
	}
	r = &Remasking{To: to, Began: d.clock.Now()}
	err = d.app.QueryRowxContext(ctx, `SELECT coalesce(max(number), 0) + 1, coalesce(min(number), 1) FROM desk.tickets`).Scan(&r.From, &r.First)
	r.Next = r.From
	return r, err
}

func (d *Desk) remaskStep(ctx context.Context, r *Remasking) error {
	var numbers []int64
	err := d.app.SelectContext(ctx, &numbers, `SELECT number FROM desk.tickets WHERE number < $1 ORDER BY number DESC LIMIT $2`, r.Next, remaskTickets)
	if err != nil {
		return err
	}
	var old []int64
	err = d.app.SelectContext(ctx, &old, `
		SELECT number FROM unnest($1::bigint[]) AS n (number)
		WHERE EXISTS (SELECT FROM desk.entries e WHERE e.ticket = n.number AND e.mask_version < $2 AND `+hasText+`)
		ORDER BY number DESC`, pq.Array(numbers), r.To)
	if err != nil {
		return err
	}
	began := time.Now()
	for _, number := range old {
		if time.Since(began) > remaskFor {
			r.Next = number + 1
			return nil
		}
		changed, err := d.remaskTicket(ctx, number, r.To)
		if errors.Is(err, privacy.ErrSealed) { // as often as one tries: the others shall not wait for it
			r.Left++
		} else if err != nil {
			return err
		}
		r.Changed += changed
		r.Next = number
	}
	if len(numbers) < remaskTickets {
		now := d.clock.Now()
		r.Next, r.Ended = r.First, &now
		return nil
	}
	r.Next = numbers[len(numbers)-1]
	return nil
}

// remaskTicket masks a ticket's older texts anew. It gives ErrSealed where they
// do not open; those keep the version that they were masked with.
func (d *Desk) remaskTicket(ctx context.Context, number int64, to int) (changed int, err error) {
	for {
		ids, differs, err := d.outdated(ctx, number, to)
		if err != nil || len(ids) == 0 {
			return changed, err
		}
		if !differs {
			_, err = d.app.ExecContext(ctx, `UPDATE desk.entries SET mask_version = $3 WHERE ticket = $1 AND id = ANY ($2) AND mask_version < $3`, number, pq.Array(ids), to)
		} else {
			act := &Remask{}
			_, err = d.Do(ctx, Order{Ticket: number}, act)
			changed += act.Count
		}
		if err != nil || len(ids) < MaxEntries {
			return changed, err
		}
	}
}

// outdated are entries of a ticket that an older version masked, and whether
// any would read otherwise now. It locks nothing: most often nothing differs.
func (d *Desk) outdated(ctx context.Context, number int64, to int) (ids []uuid.UUID, differs bool, err error) {
	m, err := d.maskingAnew(ctx, number)
	if err != nil {
		return nil, false, err
	}
	var row lockedTicket
	if err := d.reads.Get(ctx, &row, selectTickets+` t.number = $1`, number); err != nil {
		return nil, false, err
	}
	if ids, err = olderThan(ctx, d.app, number, to); err != nil {
		return nil, false, err
	}
	found, err := standings(ctx, d.app, &row.Ticket, ids, m)
	for i := range found {
		differs = differs || !found[i].readsAs(found[i].masked(m, found[i].chosen))
	}
	return ids, differs, err
}

func olderThan(ctx context.Context, q sqlx.QueryerContext, number int64, version int) (ids []uuid.UUID, err error) {
	return ids, sqlx.SelectContext(ctx, q, &ids, `
		SELECT e.id FROM desk.entries e WHERE e.ticket = $1 AND e.mask_version < $2 AND `+hasText+` ORDER BY e.seq LIMIT $3`, number, version, MaxEntries)
}

func (a *Remask) bring(ctx context.Context, tx *postgres.Tx, c *Case, m *masking) error {
	a.to = m.MaskVersion()
	old, err := olderThan(ctx, tx, c.Ticket.Number, a.to)
	if err != nil {
		return err
	}
	if a.found, err = standings(ctx, tx, &c.Ticket, old, m); err != nil {
		return err
	}
	a.fresh = make([]string, len(a.found))
	for i := range a.found {
		a.fresh[i] = a.found[i].masked(m, a.found[i].chosen)
	}
	_, err = tx.Exec(ctx, `UPDATE desk.entries SET mask_version = $3 WHERE ticket = $1 AND id = ANY ($2)`, c.Ticket.Number, pq.Array(old), a.to)
	return err
}
