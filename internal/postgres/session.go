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
	return &session{Session: conn.(Session)}, nil
}

// session begins and ends such a transaction by statements. lib/pq knows nothing of it:
// its own Commit and Rollback belong to its own BeginTx.
type session struct {
	Session
	lost bool // whether a transaction stands is not known
}

// firstKey finds in a context what comes first in the transaction that is begun with it.
type firstKey struct{}

func withFirst(ctx context.Context, statement string) context.Context {
	return context.WithValue(ctx, firstKey{}, statement)
}

// BeginTx is for database/sql. With a first statement it is InReadTx that begins, whose
// options beginRead holds.
func (s *session) BeginTx(ctx context.Context, opts driver.TxOptions) (driver.Tx, error) {
	first, ok := ctx.Value(firstKey{}).(string)
	if !ok {
		return s.Session.BeginTx(ctx, opts)
	}
	return reading{s}, s.must(ctx, beginRead+first)
}

const beginRead = `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; `

// must runs a statement; if that fails nobody uses the connection again.
func (s *session) must(ctx context.Context, statement string) error {
	_, err := s.ExecContext(ctx, statement, nil)
	s.lost = s.lost || err != nil
	return err
}

// IsValid is for database/sql, when the connection comes back.
func (s *session) IsValid() bool { return !s.lost && s.Session.IsValid() }

// ResetSession is for database/sql, before the connection is used again.
func (s *session) ResetSession(ctx context.Context) error {
	if s.lost {
		return driver.ErrBadConn
	}
	return s.Session.ResetSession(ctx)
}

// reading is a transaction that reads.
type reading struct{ on *session }

func (r reading) Commit() error   { return r.on.must(context.Background(), `COMMIT`) }
func (r reading) Rollback() error { return r.on.must(context.Background(), `ROLLBACK`) }
