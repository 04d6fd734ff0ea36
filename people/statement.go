package people

import (
	"context"
	"fmt"
	"sync"

	"github.com/jmoiron/sqlx"
)

// statement is a query on a hot path: prepared at its first use, so that a
// register can be built before the database answers.
type statement struct {
	sql      string
	mu       sync.Mutex
	prepared *sqlx.Stmt
}

// on returns the prepared statement. A failure is not remembered.
func (s *statement) on(ctx context.Context, db *sqlx.DB) (*sqlx.Stmt, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.prepared != nil {
		return s.prepared, nil
	}
	prepared, err := db.PreparexContext(ctx, s.sql)
	if err != nil {
		return nil, fmt.Errorf("prepare: %w", err)
	}
	s.prepared = prepared
	return prepared, nil
}
