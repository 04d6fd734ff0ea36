package tickets

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"
)

// wire is a lane's own connection with the statements of a batch prepared on
// it: an unprepared statement costs a second round trip, and planning the
// insert into the partitions costs more than running it. After any failure the
// connection is given up, and with it the transaction.
type wire struct {
	conn              *sqlx.Conn
	lock, find, enter *sqlx.Stmt
}

const lockTickets = selectTickets + ` t.number = ANY ($1) ORDER BY t.number FOR UPDATE OF t`

const findIDs = `
	SELECT e.ticket, e.id, e.author, e.kind, coalesce(e.data->>'event', '') AS event, e.seq, e.seq_helpers, e.seq_everyone, e.at
	FROM unnest($1::bigint[], $2::uuid[]) AS w (ticket, id) JOIN desk.entries e ON e.ticket = w.ticket AND e.id = w.id`

// ready gives the lane's connection, a new one if the last was given up.
func (l *lane) ready(ctx context.Context) (*wire, error) {
	if l.wire != nil {
		return l.wire, nil
	}
	conn, err := l.desk.app.Connx(ctx)
	if err != nil {
		return nil, err
	}
	w := &wire{conn: conn}
	for statement, text := range map[**sqlx.Stmt]string{&w.lock: lockTickets, &w.find: findIDs, &w.enter: writeLog} {
		if *statement, err = conn.PreparexContext(ctx, text); err != nil {
			return nil, errors.Join(err, conn.Close())
		}
	}
	l.wire = w
	return w, nil
}

// giveUp ends a connection for good: it does not go back to the pool with a
// transaction on it.
func (l *lane) giveUp(w *wire) {
	if w == nil {
		return
	}
	l.wire = nil
	_ = w.conn.Raw(func(any) error { return driver.ErrBadConn }) // makes database/sql close it
	_ = w.conn.Close()
}

func (w *wire) begin(ctx context.Context) error {
	_, err := w.conn.ExecContext(ctx, `BEGIN`)
	return err
}

func (w *wire) commit(ctx context.Context) error {
	_, err := w.conn.ExecContext(ctx, `COMMIT`)
	return err
}

// lay locks the tickets of a batch in number order and finds the posts' ids
// after that, with a newer snapshot than the lock's.
func (w *wire) lay(ctx context.Context, batch []*posting, now time.Time) (*table, error) {
	numbers, ids := make([]int64, len(batch)), make([]uuid.UUID, len(batch))
	for i, p := range batch {
		numbers[i], ids[i] = p.order.Ticket, p.order.ID
	}
	var rows []lockedTicket
	if err := w.lock.SelectContext(ctx, &rows, pq.Array(unique(numbers))); err != nil {
		return nil, err
	}
	t := &table{tickets: map[int64]*lockedTicket{}, ids: map[entryKey]heldID{}, now: now}
	for i := range rows {
		t.tickets[rows[i].Number] = &rows[i]
	}
	var found []struct {
		Ticket      int64         `db:"ticket"`
		ID          uuid.UUID     `db:"id"`
		Author      uuid.UUID     `db:"author"`
		Kind        Kind          `db:"kind"`
		Event       string        `db:"event"`
		Seq         int64         `db:"seq"`
		SeqHelpers  sql.NullInt64 `db:"seq_helpers"`
		SeqEveryone sql.NullInt64 `db:"seq_everyone"`
		At          time.Time     `db:"at"`
	}
	err := w.find.SelectContext(ctx, &found, pq.Array(numbers), pq.Array(ids))
	for _, f := range found {
		n := Numbers{Staff: f.Seq, Helpers: f.SeqHelpers.Int64, Everyone: f.SeqEveryone.Int64}
		t.ids[entryKey{f.Ticket, f.ID}] = heldID{f.Author, mark{f.Kind, f.Event}, n, f.At}
	}
	return t, err
}

func (w *wire) write(ctx context.Context, cases []*Case) error {
	if len(cases) == 0 {
		return nil
	}
	args, err := logRows(cases)
	if err != nil {
		return err
	}
	_, err = w.enter.ExecContext(ctx, args...)
	return err
}

func unique(numbers []int64) []int64 {
	sorted := slices.Clone(numbers)
	slices.Sort(sorted)
	return slices.Compact(sorted)
}
