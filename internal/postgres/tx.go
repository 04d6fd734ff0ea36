package postgres

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/jmoiron/sqlx"
)

// InTx runs fn in a transaction and commits if it returns nil; an error or a
// panic rolls back. Nothing is tried again. An error of fn comes back as it is.
// When ctx ends during the commit its outcome is unknown: whoever must know
// asks again with the same id.
func InTx(ctx context.Context, db *sqlx.DB, fn func(*sqlx.Tx) error) error {
	return inTx(ctx, db, nil, fn)
}

// InReadTx runs fn in a transaction that can change nothing and sees the
// database as it was at its first query, so that several queries agree.
func InReadTx(ctx context.Context, db *sqlx.DB, fn func(*sqlx.Tx) error) error {
	return inTx(ctx, db, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true}, fn)
}

func inTx(ctx context.Context, db *sqlx.DB, opts *sql.TxOptions, fn func(*sqlx.Tx) error) error {
	tx, err := db.BeginTxx(ctx, opts)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	defer tx.Rollback() //nolint:errcheck // after a commit it does nothing; before, the error of fn says more
	if err := fn(tx); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	return nil
}
