package postgres

import (
	"context"
	"fmt"
	"sync"

	"github.com/jmoiron/sqlx"
)

// Statements are a pool's queries that are asked often, each prepared at its
// first use: one that is not prepared is parsed anew and takes two round trips.
type Statements struct {
	db    *sqlx.DB
	mu    sync.Mutex
	known map[string]*sqlx.Stmt
}

// Getter reads one row: a pool's, a transaction's or a Statements' Get.
type Getter func(ctx context.Context, dest any, text string, args ...any) error

// NewStatements makes the statements of a pool. Nothing is asked yet.
func NewStatements(db *sqlx.DB) *Statements {
	return &Statements{db: db, known: map[string]*sqlx.Stmt{}}
}

// Get reads one row, as sqlx does. The text must be one of few: every text
// stays prepared.
func (s *Statements) Get(ctx context.Context, dest any, text string, args ...any) error {
	q, err := s.prepared(ctx, text)
	if err != nil {
		return err
	}
	return q.GetContext(ctx, dest, args...)
}

// Select reads rows, as sqlx does.
func (s *Statements) Select(ctx context.Context, dest any, text string, args ...any) error {
	q, err := s.prepared(ctx, text)
	if err != nil {
		return err
	}
	return q.SelectContext(ctx, dest, args...)
}

// prepared does not remember a failure, and waits for the database without
// keeping others waiting.
func (s *Statements) prepared(ctx context.Context, text string) (*sqlx.Stmt, error) {
	s.mu.Lock()
	q := s.known[text]
	s.mu.Unlock()
	if q != nil {
		return q, nil
	}
	q, err := s.db.PreparexContext(ctx, text)
	if err != nil {
		return nil, fmt.Errorf("prepare: %w", err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if first := s.known[text]; first != nil { // somebody was quicker
		return first, q.Close()
	}
	s.known[text] = q
	return q, nil
}
