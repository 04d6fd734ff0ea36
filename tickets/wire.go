package tickets

import (
	"context"
	"database/sql/driver"
	"encoding/json"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"
)

// wire is a connection of its own with its statements prepared on it, for those
// who ask the same all the time. After any failure it is given up, and with it
// its transaction; the next use makes a new one.
type wire struct {
	db       *sqlx.DB
	conn     *sqlx.Conn
	prepared map[string]*sqlx.Stmt
	begun    bool // the last commit began the next transaction
}

func newWire(db *sqlx.DB) *wire { return &wire{db: db} }

// planOnce makes PostgreSQL plan a wire's statements once, by keys: planning them
// anew, with their sixteen partitions, costs more than running them, and a plan
// that suits an empty desk would read whole tables later.
const planOnce = `SET plan_cache_mode = force_generic_plan; SET enable_hashjoin = off; SET enable_mergejoin = off; SET enable_seqscan = off; SET jit = off`

// lockTickets locks the tickets of a batch in number order and finds, in one
// JSON value on every row, which of the posts' ids the logs hold already. Its
// snapshot is older than its locks: an id that another node commits in between is
// not found here, offends against the log's unique ids, and is found when each
// post stands alone.
const lockTickets = `
	WITH held AS (
	    SELECT e.ticket, e.id, e.author, e.kind, e.data, e.seq, e.seq_helpers, e.seq_everyone, e.at
	    FROM unnest($2::bigint[], $3::uuid[]) AS w (ticket, id) JOIN desk.entries e ON e.ticket = w.ticket AND e.id = w.id)
	SELECT` + wholeTicket + `, (SELECT json_agg(held) FROM held) AS held
	FROM desk.tickets t WHERE t.number = ANY ($1) ORDER BY t.number FOR NO KEY UPDATE OF t`

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
	w.conn, w.prepared, w.begun = conn, map[string]*sqlx.Stmt{}, false
	return w.exec(ctx, planOnce)
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
	if err != nil {
		w.giveUp()
	}
	return err
}

// as reads on behalf of these experts, in one transaction that can change
// nothing. Their ids are letters and digits, so that they can go with BEGIN.
func (w *wire) as(ctx context.Context, experts []uuid.UUID, read func() error) error {
	if err := w.dial(ctx); err != nil {
		w.giveUp()
		return err
	}
	if err := w.exec(ctx, `BEGIN READ ONLY; SELECT set_config('kontor.experts', '`+join(experts)+`', true)`); err != nil {
		return err
	}
	if err := read(); err != nil {
		return err
	}
	return w.exec(ctx, `COMMIT`)
}

func (w *wire) begin(ctx context.Context) error {
	if err := w.dial(ctx); err != nil || w.begun {
		return err
	}
	return w.exec(ctx, `BEGIN`)
}

// commit makes the batch durable. If another one waits, its transaction begins
// in the same round trip.
func (w *wire) commit(ctx context.Context, another bool) error {
	statement := `COMMIT`
	if another {
		statement = `COMMIT AND CHAIN`
	}
	err := w.exec(ctx, statement)
	w.begun = another && err == nil
	return err
}

// lay locks the tickets of a batch and lays on the table what it decides on.
func (w *wire) lay(ctx context.Context, batch []*posting, now time.Time) (*table, error) {
	numbers, ids := make([]int64, len(batch)), make([]uuid.UUID, len(batch))
	for i, p := range batch {
		numbers[i], ids[i] = p.order.Ticket, p.order.ID
	}
	var rows []struct {
		lockedTicket
		Held []byte `db:"held"`
	}
	if err := w.selects(ctx, &rows, lockTickets, pq.Array(unique(numbers)), pq.Array(numbers), pq.Array(ids)); err != nil {
		return nil, err
	}
	t := &table{tickets: make(map[int64]*lockedTicket, len(rows)), ids: make(map[entryKey]heldID, len(batch)), now: now}
	for i := range rows {
		t.tickets[rows[i].Number] = &rows[i].lockedTicket
	}
	if len(rows) == 0 || rows[0].Held == nil {
		return t, nil
	}
	return t, t.hold(rows[0].Held)
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

func (w *wire) write(ctx context.Context, cases []*Case) error {
	if len(cases) == 0 {
		return nil
	}
	args, err := logRows(cases)
	if err != nil {
		return err
	}
	enter, err := w.statement(ctx, writeLog)
	if err != nil {
		return err
	}
	_, err = enter.ExecContext(ctx, args...)
	return err
}

func unique(numbers []int64) []int64 {
	sorted := slices.Clone(numbers)
	slices.Sort(sorted)
	return slices.Compact(sorted)
}
