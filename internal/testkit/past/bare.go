package past

import (
	"context"
	"fmt"

	"github.com/jmoiron/sqlx"
)

// bare lets fn fill tables without foreign keys and secondary indexes, which
// are made again afterwards, in one go, and then looks through the tables as
// autovacuum would have done in the years between.
func bare(ctx context.Context, conn *sqlx.Conn, fn func() error) error {
	var drop, remake []string
	if err := conn.SelectContext(ctx, &drop, `SELECT drop FROM (`+removable+`) r ORDER BY place`); err != nil {
		return fmt.Errorf("find indexes: %w", err)
	}
	if err := conn.SelectContext(ctx, &remake, `SELECT remake FROM (`+removable+`) r ORDER BY place DESC`); err != nil {
		return fmt.Errorf("find indexes: %w", err)
	}
	if err := each(ctx, conn, drop); err != nil {
		return err
	}
	if err := fn(); err != nil {
		return err
	}
	if err := each(ctx, conn, remake); err != nil {
		return err
	}
	return each(ctx, conn, []string{`VACUUM ANALYZE`})
}

// removable are the foreign keys (which go first and come last) and the
// secondary indexes of both schemas.
const removable = `
	SELECT 1 AS place, format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS drop,
	       format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS remake
	FROM pg_constraint WHERE contype = 'f' AND connamespace IN ('desk'::regnamespace, 'vault'::regnamespace) AND conparentid = 0
	UNION ALL
	SELECT 2, format('DROP INDEX %s', i.indexrelid::regclass), pg_get_indexdef(i.indexrelid)
	FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
	WHERE c.relnamespace IN ('desk'::regnamespace, 'vault'::regnamespace) AND NOT c.relispartition
	  AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = i.indexrelid AND contype IN ('p', 'u'))`

func each(ctx context.Context, conn *sqlx.Conn, statements []string) error {
	for _, statement := range statements {
		if _, err := conn.ExecContext(ctx, statement); err != nil {
			return fmt.Errorf("%s: %w", statement, err)
		}
	}
	return nil
}
