package postgres

import (
	"context"
	"database/sql/driver"
	"errors"
	"testing"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"
	"github.com/lib/pq/pqerror"
)

func TestInTx(t *testing.T) {
	db := connect(t, shared(t).OwnerDSN())
	do(t, db, "CREATE TABLE marks (n int PRIMARY KEY)")
	mark := func(n int) func(*sqlx.Tx) error {
		return func(tx *sqlx.Tx) error {
			_, err := tx.Exec("INSERT INTO marks VALUES ($1)", n)
			return err
		}
	}
	fails := errors.New("no")

	t.Run("commits", func(t *testing.T) {
		if err := InTx(t.Context(), db, mark(1)); err != nil {
			t.Fatal(err)
		}
	})
	t.Run("rolls back on an error", func(t *testing.T) {
		err := InTx(t.Context(), db, func(tx *sqlx.Tx) error { return errors.Join(mark(2)(tx), fails) })
		if !errors.Is(err, fails) {
			t.Fatal(err)
		}
	})
	t.Run("rolls back on a panic", func(t *testing.T) {
		defer func() {
			if recover() != fails {
				t.Error("the panic was swallowed")
			}
		}()
		InTx(t.Context(), db, func(tx *sqlx.Tx) error {
			if err := mark(3)(tx); err != nil {
				return err
			}
			panic(fails)
		})
	})
	t.Run("does not commit what has failed", func(t *testing.T) {
		err := InTx(t.Context(), db, func(tx *sqlx.Tx) error {
			tx.Exec("SELECT nonsense")
			return nil
		})
		if err == nil {
			t.Error("a failed transaction was committed")
		}
	})
	t.Run("tells a key that is taken", func(t *testing.T) {
		err := InTx(t.Context(), db, mark(1))
		if !IsUnique(err) || !IsUnique(err, "other", "marks_pkey") || IsUnique(err, "other") || IsRetryable(err) {
			t.Error(err)
		}
	})
	t.Run("reads one state and writes nothing", func(t *testing.T) {
		err := InReadTx(t.Context(), db, func(tx *sqlx.Tx) error {
			var before, after int
			if err := tx.Get(&before, "SELECT count(*) FROM marks"); err != nil {
				return err
			}
			if err := InTx(t.Context(), db, mark(4)); err != nil {
				return err
			}
			if err := tx.Get(&after, "SELECT count(*) FROM marks"); err != nil {
				return err
			}
			if after != before {
				t.Errorf("%d rows became %d", before, after)
			}
			return mark(5)(tx)
		})
		if pq.As(err, pqerror.ReadOnlySQLTransaction) == nil {
			t.Errorf("writing says %v", err)
		}
	})
	if got := one[string](t, db, "SELECT string_agg(n::text, ',' ORDER BY n) FROM marks"); got != "1,4" {
		t.Errorf("the table holds %s", got)
	}
}

func TestRetryable(t *testing.T) {
	db := connect(t, shared(t).OwnerDSN())
	do(t, db, "CREATE TABLE races (n int)")
	do(t, db, "INSERT INTO races VALUES (1)")
	lost := InTx(t.Context(), db, func(tx *sqlx.Tx) error {
		if _, err := tx.Exec("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"); err != nil {
			return err
		}
		if _, err := tx.Exec("SELECT FROM races"); err != nil {
			return err
		}
		if _, err := db.Exec("UPDATE races SET n = 2"); err != nil {
			return err
		}
		_, err := tx.Exec("UPDATE races SET n = 3")
		return err
	})
	cutOff := InTx(t.Context(), db, func(tx *sqlx.Tx) error {
		_, err := tx.Exec("SELECT pg_terminate_backend(pg_backend_pid())")
		return err
	})
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	_, gaveUp := db.ExecContext(cancelled, "SELECT 1")
	_, nonsense := db.Exec("SELECT nonsense")
	tooSlow := InTx(t.Context(), db, func(tx *sqlx.Tx) error {
		_, err := tx.Exec("SET LOCAL statement_timeout = 1; SELECT pg_sleep(1)")
		return err
	})
	for name, c := range map[string]struct {
		err  error
		want bool
	}{
		"lost a race": {lost, true}, "cut off": {cutOff, true}, "bad connection": {driver.ErrBadConn, true},
		"too slow": {tooSlow, true}, "disk full": {&pq.Error{Code: pqerror.DiskFull}, true},
		"gave up": {gaveUp, false}, "nonsense": {nonsense, false}, "nothing": {nil, false},
	} {
		if IsRetryable(c.err) != c.want {
			t.Errorf("%s: retryable is %v, want %v: %v", name, !c.want, c.want, c.err)
		}
	}
}
