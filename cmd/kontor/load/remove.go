package load

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"kontor/internal/postgres"
)

// leave removes everything of the run from every table of desk and vault.
func (h *hall) leave(ctx context.Context) error {
	if h.gone {
		return nil
	}
	h.gone = true
	err := remove(ctx, h.db, h.mark)
	if h.lock != nil {
		err = errors.Join(err, stillThere(h.lock.Close()))
	}
	return errors.Join(err, stillThere(h.db.Close()))
}

// stillThere passes over connections that were gone before they were closed: the
// database may have been started again since.
func stillThere(err error) error {
	if postgres.IsConnectionLost(err) {
		return nil
	}
	return err
}

// Clean removes what runs that were killed have left, and says how many there
// were. A run that lives is left alone.
func Clean(ctx context.Context, dsn string) (removed int, err error) {
	db, err := connect(ctx, dsn)
	if err != nil {
		return 0, err
	}
	defer db.Close()
	var marks []string
	if err := db.SelectContext(ctx, &marks, `SELECT value::text FROM desk.settings WHERE key LIKE $1 || '%'`, settingKey); err != nil {
		return 0, fmt.Errorf("look for what was left: %w", err)
	}
	for _, text := range marks {
		var m mark
		if err := json.Unmarshal([]byte(text), &m); err != nil || !strings.HasPrefix(m.Name, markPrefix) {
			return removed, fmt.Errorf("a mark of a run cannot be read: %w", err)
		}
		mine, err := removeDead(ctx, db, m)
		if err != nil {
			return removed, err
		}
		if mine {
			removed++
		}
	}
	return removed, nil
}

func removeDead(ctx context.Context, db *sqlx.DB, m mark) (dead bool, err error) {
	conn, err := db.Connx(ctx)
	if err != nil {
		return false, err
	}
	defer conn.Close()
	if err := conn.GetContext(ctx, &dead, `SELECT pg_try_advisory_lock(hashtext($1))`, m.Name); err != nil || !dead {
		return false, err
	}
	defer conn.ExecContext(context.WithoutCancel(ctx), `SELECT pg_advisory_unlock_all()`) //nolint:errcheck // the server lets go at the latest with the connection
	return true, remove(ctx, db, m)
}

// removeTries: a job that was at work on a ticket may write once more.
const removeTries = 5

func remove(ctx context.Context, db *sqlx.DB, m mark) (err error) {
	var numbers []int64
	for range removeTries {
		err = postgres.InTx(ctx, db, func(tx *sqlx.Tx) (err error) {
			numbers, err = removeTx(ctx, tx, m)
			return err
		})
		if err == nil || ctx.Err() != nil {
			break
		}
	}
	if err == nil {
		err = removeWords(ctx, db, numbers)
	}
	if err != nil {
		return fmt.Errorf("remove what the run %s has made; kontor load --clean tries again: %w", m.Name, err)
	}
	return nil
}

// removeWords removes what a fan-out that was under way has indexed of tickets that were
// gone before it was committed: words lock no ticket.
func removeWords(ctx context.Context, db *sqlx.DB, numbers []int64) error {
	return postgres.InTx(ctx, db, func(tx *sqlx.Tx) error {
		if _, err := tx.ExecContext(ctx, `LOCK TABLE desk.search IN SHARE ROW EXCLUSIVE MODE`); err != nil { // waits for it
			return err
		}
		_, err := tx.ExecContext(ctx, `DELETE FROM desk.search WHERE ticket = ANY ($1)`, pq.Array(numbers))
		return err
	})
}

// removeTx locks the run's tickets, so that nobody writes to them any more, and
// deletes in an order in which nothing is left hanging. It gives the tickets.
func removeTx(ctx context.Context, tx *sqlx.Tx, m mark) (numbers []int64, err error) {
	err = tx.SelectContext(ctx, &numbers, `
		SELECT number FROM desk.tickets WHERE customer BETWEEN $1 AND $2 OR topic = ANY ($3) ORDER BY number FOR UPDATE`,
		m.From, m.last(), pq.Array(m.topics()))
	if err != nil {
		return nil, err
	}
	tables, err := tablesOf(ctx, tx)
	if err != nil {
		return nil, err
	}
	for _, t := range tables {
		if err := t.removeTx(ctx, tx, m, numbers); err != nil {
			return nil, err
		}
	}
	_, err = tx.ExecContext(ctx, `DELETE FROM desk.tickets WHERE number = ANY ($1)`, pq.Array(numbers))
	if err != nil {
		return nil, err
	}
	if _, err := tx.ExecContext(ctx, `DELETE FROM desk.people WHERE id BETWEEN $1 AND $2`, m.From, m.last()); err != nil {
		return nil, err
	}
	if _, err := tx.ExecContext(ctx, `DELETE FROM desk.topics WHERE id = ANY ($1)`, pq.Array(m.topics())); err != nil {
		return nil, err
	}
	if _, err := tx.ExecContext(ctx, `DELETE FROM desk.teams WHERE id = ANY ($1)`, pq.Array(m.teams())); err != nil {
		return nil, err
	}
	heads, log := m.loneTables()
	_, err = tx.ExecContext(ctx, `DROP TABLE IF EXISTS `+m.bareTable()+`, `+heads+`, `+log)
	return numbers, err
}

func (m mark) topics() []string { return []string{m.topicFirst(), m.topicStaff(), m.topicIdle()} }

// bareTable is where bare commits go.
func (m mark) bareTable() string { return `desk."` + m.Name + `-bare"` }

// loneTables are where lone commits go.
func (m mark) loneTables() (heads, log string) {
	return `desk."` + m.Name + `-heads"`, `desk."` + m.Name + `-log"`
}

// table is one whose rows belong to tickets, people, teams or topics. Which is
// found by its columns, so that tables of later versions are cleared as well.
type table struct {
	Schema string         `db:"schema"`
	Name   string         `db:"name"`
	UUIDs  pq.StringArray `db:"uuids"`
	Texts  pq.StringArray `db:"texts"`
	Ticket bool           `db:"ticket"`
}

func tablesOf(ctx context.Context, tx *sqlx.Tx) (tables []table, err error) {
	err = tx.SelectContext(ctx, &tables, `
		SELECT n.nspname AS schema, c.relname AS name, coalesce(bool_or(a.attname = 'ticket'), false) AS ticket,
		       coalesce(array_agg(a.attname::text) FILTER (WHERE a.atttypid = 'uuid'::regtype), '{}') AS uuids,
		       coalesce(array_agg(a.attname::text) FILTER (WHERE a.atttypid = 'text'::regtype AND a.attname IN ('key', 'team', 'topic')), '{}') AS texts
		FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
		WHERE n.nspname IN ('desk', 'vault') AND c.relkind IN ('r', 'p') AND NOT c.relispartition
		  AND NOT (n.nspname = 'desk' AND c.relname IN ('tickets', 'people', 'topics', 'teams', 'epoch'))
		GROUP BY 1, 2 ORDER BY 1, 2`)
	return tables, err
}

func (t table) removeTx(ctx context.Context, tx *sqlx.Tx, m mark, numbers []int64) error {
	if t.Ticket {
		if err := t.deleteTx(ctx, tx, `ticket = ANY ($1)`, pq.Array(numbers)); err != nil {
			return err
		}
		return t.removePeopleTx(ctx, tx, m, t.indexed())
	}
	if err := t.removePeopleTx(ctx, tx, m, t.UUIDs); err != nil {
		return err
	}
	for _, column := range t.Texts {
		where := fmt.Sprintf(`%[1]s LIKE '%%' || $1 || '%%' OR %[1]s LIKE '%%' || $2 || '%%'`, pq.QuoteIdentifier(column))
		if err := t.deleteTx(ctx, tx, where, m.Name, m.idPrefix()); err != nil {
			return err
		}
	}
	return nil
}

// indexed are the columns by which rows that name no ticket of the run are
// found; other columns of tables that name tickets need not be looked through.
func (t table) indexed() (columns []string) {
	for _, c := range t.UUIDs {
		if c == "person" || c == "staff" {
			columns = append(columns, c)
		}
	}
	return columns
}

func (t table) removePeopleTx(ctx context.Context, tx *sqlx.Tx, m mark, columns []string) error {
	for _, column := range columns {
		if err := t.deleteTx(ctx, tx, pq.QuoteIdentifier(column)+` BETWEEN $1 AND $2`, m.From, m.last()); err != nil {
			return err
		}
	}
	return nil
}

func (t table) deleteTx(ctx context.Context, tx *sqlx.Tx, where string, args ...any) error {
	name := pq.QuoteIdentifier(t.Schema) + "." + pq.QuoteIdentifier(t.Name)
	if _, err := tx.ExecContext(ctx, `DELETE FROM `+name+` WHERE `+where, args...); err != nil {
		return fmt.Errorf("clear %s: %w", name, err)
	}
	return nil
}

// idPrefix is how the ids of the run's people begin.
func (m mark) idPrefix() string { return uuid.UUID(m.From).String()[:28] }
