package tickets

import (
	"context"
	"database/sql/driver"
	"encoding/json"
	"errors"
	"slices"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"kontor/internal/postgres"
)

// wire is a connection of its own with its statements prepared on it, for those
// who ask the same all the time. After any failure it is given up, and with it
// its transaction; the next use makes a new one.
type wire struct {
	db       *sqlx.DB
	conn     *sqlx.Conn
	prepared map[string]*sqlx.Stmt
}

func newWire(db *sqlx.DB) *wire { return &wire{db: db} }

// readTickets reads the rows of tickets and, in one JSON value on every row, which
// of the posts' ids their logs hold already. Both are of one moment: who writes an
// id afterwards also changes the version of the row.
const readTickets = `
	WITH held AS (
	    SELECT e.ticket, e.id, e.author, e.kind, e.data, e.seq, e.seq_helpers, e.seq_everyone, e.at
	    FROM unnest($2::bigint[], $3::uuid[]) AS w (ticket, id) JOIN desk.entries e ON e.ticket = w.ticket AND e.id = w.id)
	SELECT` + wholeTicket + `, t.xmin::text AS version, (SELECT json_agg(held) FROM held) AS held
	FROM desk.tickets t WHERE t.number = ANY ($1)`

// statement gives a prepared statement, on a new connection if the last was
// given up.
func (w *wire) statement(ctx context.Context, text string) (*sqlx.Stmt, error) {
	if err := w.dial(ctx); err != nil {
		return nil, err
	}
	if q := w.prepared[text]; q != nil {
		return q, nil
	}
	q, err := w.conn.PreparexContext(ctx, text)
	if err != nil {
		return nil, err
	}
	w.prepared[text] = q
	return q, nil
}

func (w *wire) dial(ctx context.Context) error {
	if w.conn != nil {
		return nil
	}
	conn, err := w.db.Connx(ctx)
	if err != nil {
		return err
	}
	w.conn, w.prepared = conn, map[string]*sqlx.Stmt{}
	return w.exec(ctx, postgres.PlanByKey)
}

// giveUp ends the connection for good: it does not go back to the pool with a
// transaction on it.
func (w *wire) giveUp() {
	if w.conn == nil {
		return
	}
	_ = w.conn.Raw(func(any) error { return driver.ErrBadConn }) // makes database/sql close it
	_ = w.conn.Close()
	w.conn = nil
}

func (w *wire) exec(ctx context.Context, text string) error {
	_, err := w.conn.ExecContext(ctx, text)
	if err != nil {
		w.giveUp()
	}
	return err
}

// selects reads rows, outside or inside a transaction.
func (w *wire) selects(ctx context.Context, dest any, text string, args ...any) error {
	q, err := w.statement(ctx, text)
	if err == nil {
		err = q.SelectContext(ctx, dest, args...)
	}
	if err != nil && !refused(err) {
		w.giveUp()
	}
	return err
}

// refused reports whether a statement offended against a rule of the database
// (SQLSTATE class 23), as an id does that is in the log: nothing is wrong with the
// connection.
func refused(err error) bool {
	var e *pq.Error
	return errors.As(err, &e) && e.Code.Class() == "23"
}

// as reads on behalf of these experts, in one transaction that can change nothing.
func (w *wire) as(ctx context.Context, experts []uuid.UUID, read func() error) error {
	if err := w.dial(ctx); err != nil {
		w.giveUp()
		return err
	}
	if err := w.exec(ctx, `BEGIN READ ONLY; `+onBehalfOf(experts)); err != nil {
		return err
	}
	if err := read(); err != nil {
		return err
	}
	return w.exec(ctx, `COMMIT`)
}

// read reads the tickets of the batch that are not on the table yet.
func (w *wire) read(ctx context.Context, t *table) error {
	var tickets []int64
	var ids []uuid.UUID
	for _, p := range t.batch {
		if t.tickets[p.order.Ticket] == nil {
			tickets, ids = append(tickets, p.order.Ticket), append(ids, p.order.ID)
		}
	}
	if len(tickets) == 0 {
		return nil
	}
	var rows []struct {
		laidTicket
		Held []byte `db:"held"`
	}
	if err := w.selects(ctx, &rows, readTickets, pq.Array(unique(tickets)), pq.Array(tickets), pq.Array(ids)); err != nil {
		return err
	}
	for i := range rows {
		t.tickets[rows[i].Number] = &rows[i].laidTicket
	}
	if len(rows) == 0 || rows[0].Held == nil {
		return nil
	}
	return t.hold(rows[0].Held)
}

// hold notes the ids that the logs hold.
func (t *table) hold(raw []byte) error {
	var found []entryRow
	err := json.Unmarshal(raw, &found)
	for _, e := range found {
		n := Numbers{Staff: e.Seq, Helpers: orZero(e.SeqHelpers), Everyone: orZero(e.SeqEveryone)}
		t.ids[entryKey{e.Ticket, e.ID}] = heldID{e.Author, mark{e.Kind, EventOf(Entry{Kind: e.Kind, Data: e.Data})}, n, e.At}
	}
	return err
}

func orZero(n *int64) int64 {
	if n == nil {
		return 0
	}
	return *n
}

// write writes what was decided, durably, and gives the new versions of the
// tickets that are still as they were when it was.
func (w *wire) write(ctx context.Context, cases []*Case) (map[int64]string, error) {
	written := make(map[int64]string, len(cases))
	if len(cases) == 0 {
		return written, nil
	}
	args, err := logRows(cases)
	if err != nil {
		return nil, err
	}
	var rows []struct {
		Number  int64  `db:"number"`
		Version string `db:"version"`
	}
	if err := w.selects(ctx, &rows, writeLog, args...); err != nil {
		return nil, err
	}
	for _, r := range rows {
		written[r.Number] = r.Version
	}
	return written, nil
}

func unique(numbers []int64) []int64 {
	sorted := slices.Clone(numbers)
	slices.Sort(sorted)
	return slices.Compact(sorted)
}
