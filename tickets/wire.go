package tickets

import (
	"context"
	"database/sql/driver"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"
)

// wire is a lane's own connection with the statements of a batch prepared on
// it: an unprepared statement costs a second round trip. After any failure the
// connection is given up, and with it the transaction.
type wire struct {
	conn        *sqlx.Conn
	lock, enter *sqlx.Stmt
	begun       bool // the last commit began the next transaction
}

// planOnce makes PostgreSQL plan a batch's statements once, by keys: planning
// them anew, with their sixteen partitions, costs more than running them, and a
// plan that suits an empty desk would read whole tables later.
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
	FROM desk.tickets t WHERE t.number = ANY ($1) ORDER BY t.number FOR UPDATE OF t`

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
	if _, err := conn.ExecContext(ctx, planOnce); err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	for statement, text := range map[**sqlx.Stmt]string{&w.lock: lockTickets, &w.enter: writeLog} {
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
	if w.begun {
		return nil
	}
	_, err := w.conn.ExecContext(ctx, `BEGIN`)
	return err
}

// commit makes the batch durable. If another one waits, its transaction begins
// in the same round trip.
func (w *wire) commit(ctx context.Context, another bool) error {
	statement := `COMMIT`
	if another {
		statement = `COMMIT AND CHAIN`
	}
	_, err := w.conn.ExecContext(ctx, statement)
	w.begun = another
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
	if err := w.lock.SelectContext(ctx, &rows, pq.Array(unique(numbers)), pq.Array(numbers), pq.Array(ids)); err != nil {
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
	_, err = w.enter.ExecContext(ctx, args...)
	return err
}

func unique(numbers []int64) []int64 {
	sorted := slices.Clone(numbers)
	slices.Sort(sorted)
	return slices.Compact(sorted)
}
