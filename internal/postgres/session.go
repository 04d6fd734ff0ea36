package postgres

import (
	"context"
	"database/sql/driver"
)

// Session is what database/sql uses of lib/pq's connection.
type Session interface {
	driver.Conn
	driver.ConnBeginTx
	driver.ConnPrepareContext
	driver.QueryerContext
	driver.ExecerContext
	driver.NamedValueChecker
	driver.SessionResetter
	driver.Validator
	driver.Pinger
}

// Sessions gives connections that can send the first statement of a transaction that
// reads along with its BEGIN, for Statements.InReadTx: a round trip less.
func Sessions(c driver.Connector) driver.Connector { return sessions{c} }

type sessions struct{ driver.Connector }

func (s sessions) Connect(ctx context.Context) (driver.Conn, error) {
	conn, err := s.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	return session{conn.(Session)}, nil
}

type session struct{ Session }

// firstKey finds in a context what comes first in the transaction that is begun with it.
type firstKey struct{}

func withFirst(ctx context.Context, statement string) context.Context {
	return context.WithValue(ctx, firstKey{}, statement)
}

// BeginTx is for database/sql. What fails halfway leaves no transaction behind.
func (s session) BeginTx(ctx context.Context, opts driver.TxOptions) (driver.Tx, error) {
	first, ok := ctx.Value(firstKey{}).(string)
	if !ok {
		return s.Session.BeginTx(ctx, opts)
	}
	tx := s.Session.(driver.Tx) // lib/pq's connection is its own transaction
	if _, err := s.ExecContext(ctx, beginRead+first, nil); err != nil {
		_ = tx.Rollback()
		return nil, err
	}
	return tx, nil
}

const beginRead = `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; `
