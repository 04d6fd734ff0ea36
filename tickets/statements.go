package tickets

import (
	"context"
	"sync"

	"github.com/jmoiron/sqlx"
)

// statements keeps the reads that are asked again and again prepared, by their
// text: an unprepared one costs a second round trip and is planned each time.
// What people type travels as parameters, so that there are few texts.
type statements struct {
	db   *sqlx.DB
	mu   sync.RWMutex
	made map[string]*sqlx.Stmt
}

func newStatements(db *sqlx.DB) *statements {
	return &statements{db: db, made: map[string]*sqlx.Stmt{}}
}

// on gives the prepared statement of a text. A failure is not remembered.
func (s *statements) on(ctx context.Context, text string) (*sqlx.Stmt, error) {
	s.mu.RLock()
	stmt, ok := s.made[text]
	s.mu.RUnlock()
	if ok {
		return stmt, nil
	}
	stmt, err := s.db.PreparexContext(ctx, text)
	if err != nil {
		return nil, err
	}
	return s.keep(text, stmt), nil
}

// keep remembers a statement; who came first with the same text wins.
func (s *statements) keep(text string, stmt *sqlx.Stmt) *sqlx.Stmt {
	s.mu.Lock()
	defer s.mu.Unlock()
	if first, ok := s.made[text]; ok {
		_ = stmt.Close() // nobody uses it yet
		return first
	}
	s.made[text] = stmt
	return stmt
}

// get and selectAll are sqlx's with the statement of the text.
func (s *statements) get(ctx context.Context, dest any, text string, args ...any) error {
	stmt, err := s.on(ctx, text)
	if err != nil {
		return err
	}
	return stmt.GetContext(ctx, dest, args...)
}

func (s *statements) selectAll(ctx context.Context, dest any, text string, args ...any) error {
	stmt, err := s.on(ctx, text)
	if err != nil {
		return err
	}
	return stmt.SelectContext(ctx, dest, args...)
}
