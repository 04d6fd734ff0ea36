package load

import (
	"context"
	"fmt"
	"time"

	"kontor/internal/clock"
)

// meter is what PostgreSQL has counted.
type meter struct {
	at         time.Time
	statements int64 // by pg_stat_statements where it is there, else transactions
	wal        int64 // bytes, of the whole cluster
	rows       int64 // written to tables of the desk and the vault
}

func (h *hall) meter(ctx context.Context) (meter, error) {
	m := meter{at: time.Now()}
	err := h.db.QueryRowxContext(ctx, `
		SELECT (SELECT xact_commit + xact_rollback FROM pg_stat_database WHERE datname = current_database()),
		       pg_current_wal_lsn() - '0/0'::pg_lsn,
		       (SELECT coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0) FROM pg_stat_all_tables WHERE schemaname IN ('desk', 'vault'))`).Scan(&m.statements, &m.wal, &m.rows)
	if err != nil {
		return m, fmt.Errorf("read what the database counts: %w", err)
	}
	var has bool
	if h.db.GetContext(ctx, &has, `SELECT to_regclass('pg_stat_statements') IS NOT NULL`) == nil && has {
		err = h.db.GetContext(ctx, &m.statements, `SELECT coalesce(sum(calls), 0) FROM pg_stat_statements WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())`)
	}
	return m, err
}

// countersRest is how long PostgreSQL's counters lag behind what was done on
// connections that are idle since.
const countersRest = 11 * time.Second

// atRest waits until the counters have caught up; our own connections are
// closed for it.
func (h *hall) atRest(ctx context.Context) {
	h.db.SetMaxIdleConns(0)
	clock.Pause(ctx, countersRest)
	h.db.SetMaxIdleConns(connectionsMost)
}
