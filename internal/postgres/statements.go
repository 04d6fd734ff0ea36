package postgres

import (
	"context"
	"database/sql"
	"strings"
	"sync"

	"github.com/jmoiron/sqlx"
)

// Statements is a login whose reads are kept prepared, by their text: an
// unprepared one costs a second round trip and is planned each time. What people
// type travels as parameters, so that there are few texts.
type Statements struct {
	db   *sqlx.DB
	mu   sync.RWMutex
	made map[string]*sqlx.Stmt
}

var _ sqlx.QueryerContext = (*Statements)(nil)

// NewStatements makes those of a login. Nothing is asked yet.
func NewStatements(db *sqlx.DB) *Statements {
	return &Statements{db: db, made: map[string]*sqlx.Stmt{}}
}

func (s *Statements) known(text string) (*sqlx.Stmt, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	stmt, ok := s.made[text]
	return stmt, ok
}

// on gives the prepared statement of a text. A failure is not remembered.
func (s *Statements) on(ctx context.Context, text string) (*sqlx.Stmt, error) {
	if stmt, ok := s.known(text); ok {
		return stmt, nil
	}
	stmt, err := s.db.PreparexContext(ctx, text)
	if err != nil {
		return nil, err
	}
	return s.keep(text, stmt), nil
}

// keep remembers a statement; who came first with the same text wins.
func (s *Statements) keep(text string, stmt *sqlx.Stmt) *sqlx.Stmt {
	s.mu.Lock()
	defer s.mu.Unlock()
	if first, ok := s.made[text]; ok {
		_ = stmt.Close() // nobody uses it yet
		return first
	}
	s.made[text] = stmt
	return stmt
}

// QueryContext is the login's.
func (s *Statements) QueryContext(ctx context.Context, text string, args ...any) (*sql.Rows, error) {
	stmt, err := s.on(ctx, text)
	if err != nil {
		return nil, err
	}
	return stmt.QueryContext(ctx, args...)
}

// QueryxContext is the login's.
func (s *Statements) QueryxContext(ctx context.Context, text string, args ...any) (*sqlx.Rows, error) {
	stmt, err := s.on(ctx, text)
	if err != nil {
		return nil, err
	}
	return stmt.QueryxContext(ctx, args...)
}

// QueryRowxContext is the login's.
func (s *Statements) QueryRowxContext(ctx context.Context, text string, args ...any) *sqlx.Row {
	stmt, err := s.on(ctx, text)
	if err != nil {
		return s.db.QueryRowxContext(ctx, text, args...) // which carries the error
	}
	return stmt.QueryRowxContext(ctx, args...)
}

// Get reads one row.
func (s *Statements) Get(ctx context.Context, dest any, text string, args ...any) error {
	return sqlx.GetContext(ctx, s, dest, text, args...)
}

// Select reads rows.
func (s *Statements) Select(ctx context.Context, dest any, text string, args ...any) error {
	return sqlx.SelectContext(ctx, s, dest, text, args...)
}

// Reader is a transaction that reads with the prepared Statements of its login.
// A text seen for the first time is sent as it is and prepared afterwards: to
// prepare it now would take a second connection while holding this one.
type Reader struct {
	tx   *sqlx.Tx
	from *Statements
	new  []string
}

var _ sqlx.QueryerContext = (*Reader)(nil)

// QueryContext is the transaction's.
func (r *Reader) QueryContext(ctx context.Context, text string, args ...any) (*sql.Rows, error) {
	if stmt, ok := r.from.known(text); ok {
		return r.tx.StmtxContext(ctx, stmt).QueryContext(ctx, args...)
	}
	r.new = append(r.new, text)
	return r.tx.QueryContext(ctx, text, args...)
}

// QueryxContext is the transaction's.
func (r *Reader) QueryxContext(ctx context.Context, text string, args ...any) (*sqlx.Rows, error) {
	if stmt, ok := r.from.known(text); ok {
		return r.tx.StmtxContext(ctx, stmt).QueryxContext(ctx, args...)
	}
	r.new = append(r.new, text)
	return r.tx.QueryxContext(ctx, text, args...)
}

// QueryRowxContext is the transaction's.
func (r *Reader) QueryRowxContext(ctx context.Context, text string, args ...any) *sqlx.Row {
	if stmt, ok := r.from.known(text); ok {
		return r.tx.StmtxContext(ctx, stmt).QueryRowxContext(ctx, args...)
	}
	r.new = append(r.new, text)
	return r.tx.QueryRowxContext(ctx, text, args...)
}

// Get reads one row.
func (r *Reader) Get(ctx context.Context, dest any, text string, args ...any) error {
	return sqlx.GetContext(ctx, r, dest, text, args...)
}

// Select reads rows.
func (r *Reader) Select(ctx context.Context, dest any, text string, args ...any) error {
	return sqlx.SelectContext(ctx, r, dest, text, args...)
}

// InReadTx is the package's InReadTx with the prepared statements of this login. What
// comes first in it goes along with its BEGIN: a statement without parameters, whose
// answer nobody reads.
func (s *Statements) InReadTx(ctx context.Context, first string, fn func(*Reader) error) error {
	r := &Reader{from: s}
	err := InReadTx(withFirst(ctx, first), s.db, func(tx *sqlx.Tx) error {
		r.tx = tx
		return fn(r)
	})
	if err == nil {
		r.learn(ctx)
	}
	return err
}

// Tx is a Reader that writes.
type Tx struct{ Reader }

// Exec runs a statement.
func (t *Tx) Exec(ctx context.Context, text string, args ...any) (sql.Result, error) {
	if stmt, ok := t.from.known(text); ok {
		return t.tx.StmtxContext(ctx, stmt).ExecContext(ctx, args...)
	}
	t.new = append(t.new, text)
	return t.tx.ExecContext(ctx, text, args...)
}

// Plain is the transaction without prepared statements, for who knows no other.
func (t *Tx) Plain() *sqlx.Tx { return t.tx }

// PlanByKey is for connections that read and write by keys: their prepared statements
// are planned once. To plan one that touches sixteen partitions costs more than to run
// it, and PostgreSQL would do so each time, because a plan for all of them looks dear
// beside one for a single key. A plan that suits an empty desk is ruled out, since it
// would read whole tables later.
const PlanByKey = `SET plan_cache_mode = force_generic_plan; SET enable_hashjoin = off; SET enable_mergejoin = off; SET enable_seqscan = off; SET jit = off`

var planByKeyHere = strings.ReplaceAll(PlanByKey, "SET", "SET LOCAL")

// ByKey is PlanByKey for the rest of the transaction.
func (t *Tx) ByKey(ctx context.Context) error {
	_, err := t.tx.ExecContext(ctx, planByKeyHere)
	return err
}

// InTx is the package's InTx with the prepared statements of this login.
func (s *Statements) InTx(ctx context.Context, fn func(*Tx) error) error {
	t := &Tx{Reader{from: s}}
	err := InTx(ctx, s.db, func(tx *sqlx.Tx) error {
		t.tx = tx
		return fn(t)
	})
	if err == nil {
		t.learn(ctx)
	}
	return err
}

// learn prepares what the transaction met for the first time. If that fails the
// next one tries again.
func (r *Reader) learn(ctx context.Context) {
	for _, text := range r.new {
		_, _ = r.from.on(ctx, text)
	}
}
