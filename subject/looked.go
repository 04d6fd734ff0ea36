package subject

import (
	"context"
	"fmt"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"

	"kontor/internal/postgres"
)

const toldAtOnce = 500

// TellLooks tells customers who want to know it that somebody has looked at their data
// since they were told last: once for however many looks. It is meant to be
// done once a day, and says nothing of who it was: that stands in the log.
func (r *Rights) TellLooks(ctx context.Context) error {
	for {
		told, err := r.tellSomeLooks(ctx)
		if err != nil || len(told) == 0 {
			return err
		}
		r.desk.Told(told...)
	}
}

func (r *Rights) tellSomeLooks(ctx context.Context) (told []uuid.UUID, err error) {
	err = postgres.InTx(ctx, r.db, func(tx *sqlx.Tx) error {
		err := tx.SelectContext(ctx, &told, `
			UPDATE vault.customers SET looks_told_at = $1 WHERE person IN (
			    SELECT c.person FROM vault.customers c
			    WHERE c.looks_told_at IS NOT NULL AND EXISTS (SELECT FROM vault.access_log a WHERE a.customer = c.person AND a.at > c.looks_told_at AND a.at <= $1)
			    ORDER BY c.person LIMIT $2 FOR UPDATE SKIP LOCKED)
			RETURNING person`, r.clock.Now(), toldAtOnce)
		if err != nil {
			return fmt.Errorf("find looks: %w", err)
		}
		return r.desk.TellTx(ctx, tx, NewsLooked, told...)
	})
	return told, err
}
