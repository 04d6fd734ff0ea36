package tickets

import (
	"context"

	"kontor/internal/postgres"
)

// brings is an act that decides on more than what lies on the table for every act: it
// loads that under the lock.
type brings interface {
	bring(ctx context.Context, tx *postgres.Tx, c *Case) error
}

// bringsMasked is one that replaces texts: it has to know how they are masked.
type bringsMasked interface {
	bring(ctx context.Context, tx *postgres.Tx, c *Case, m *masking) error
}

func bring(ctx context.Context, tx *postgres.Tx, c *Case, act Act, m *masking) error {
	switch a := act.(type) {
	case brings:
		return a.bring(ctx, tx, c)
	case bringsMasked:
		return a.bring(ctx, tx, c, m)
	}
	return nil
}
