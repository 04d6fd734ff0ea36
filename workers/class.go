package workers

import (
	"context"
	"errors"

	"github.com/lib/pq"

	"kontor/internal/fault"
	"kontor/internal/postgres"
)

// classOf names the kind of an error. The error itself may hold what people
// wrote, so neither the table nor the log gets it.
func classOf(err error) string {
	if f := fault.As(err); f != nil {
		return string(f.Kind)
	}
	if e := pq.As(err); e != nil {
		return "postgres " + string(e.Code)
	}
	switch {
	case errors.Is(err, errPanicked):
		return "panic"
	case errors.Is(err, errUnknownKind):
		return "unknown kind"
	case errors.Is(err, context.DeadlineExceeded):
		return "timeout"
	case errors.Is(err, context.Canceled):
		return "canceled"
	case postgres.IsConnectionLost(err):
		return "connection lost"
	}
	return "internal"
}
