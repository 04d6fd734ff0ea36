package postgres

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"
	"net"
	"slices"

	"github.com/lib/pq"
	"github.com/lib/pq/pqerror"
)

// IsUnique reports whether a row with the same key is already there; if
// constraints are named, by one of these.
func IsUnique(err error, constraints ...string) bool {
	e := pq.As(err, pqerror.UniqueViolation)
	return e != nil && (len(constraints) == 0 || slices.Contains(constraints, e.Constraint))
}

// IsForeignKey reports whether a row refers to one that is not there; if
// constraints are named, by one of these.
func IsForeignKey(err error, constraints ...string) bool {
	e := pq.As(err, pqerror.ForeignKeyViolation)
	return e != nil && (len(constraints) == 0 || slices.Contains(constraints, e.Constraint))
}

// IsRetryable reports whether the same act may succeed when tried again: it
// lost a race, the connection or the server went away, or the server has no
// room or no time for it just now. Whether a commit went
// through before that is unknown, so only acts that carry an id may be.
func IsRetryable(err error) bool {
	if err == nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return false
	}
	if e := pq.As(err); e != nil {
		return isPassing(e)
	}
	return IsConnectionLost(err)
}

func isPassing(e *pq.Error) bool {
	switch e.Code {
	case pqerror.TRSerializationFailure, pqerror.TRDeadlockDetected, pqerror.LockNotAvailable,
		pqerror.AdminShutdown, pqerror.CrashShutdown, pqerror.CannotConnectNow,
		pqerror.QueryCanceled, pqerror.IdleInTransactionSessionTimeout, pqerror.ReadOnlySQLTransaction:
		return true
	}
	return e.Code.Class() == pqerror.ClassConnectionException || e.Code.Class() == pqerror.ClassInsufficientResources
}

// IsConnectionLost reports whether the way to the server is gone.
func IsConnectionLost(err error) bool {
	var network *net.OpError
	return errors.Is(err, driver.ErrBadConn) || errors.Is(err, sql.ErrConnDone) || errors.Is(err, io.EOF) ||
		errors.Is(err, io.ErrUnexpectedEOF) || errors.As(err, &network)
}
