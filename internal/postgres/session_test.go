package postgres

import (
	"context"
	"testing"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"
	"github.com/lib/pq/pqerror"
)

// reader is a login with one connection, so that whatever is left on it is met.
func reader(t *testing.T) (*Statements, *sqlx.DB) {
	t.Helper()
	db := connect(t, shared(t).OwnerDSN())
	db.SetMaxOpenConns(1)
	return NewStatements(db), db
}

const asOtter = `SELECT set_config('test.who', 'otter', true)`

func whoReads(t *testing.T, r *Reader) (who string) {
	t.Helper()
	if err := r.Get(t.Context(), &who, "SELECT current_setting('test.who')"); err != nil {
		t.Error(err)
	}
	return who
}

// nothingStands fails if the connection is in a transaction, or knows who read.
func nothingStands(t *testing.T, db *sqlx.DB) {
	t.Helper()
	if !one[bool](t, db, "SELECT now() = statement_timestamp() AND coalesce(current_setting('test.who', true), '') = ''") {
		t.Error("a transaction stands")
	}
}

func TestReadBeginsWithAStatement(t *testing.T) {
	reads, db := reader(t)
	err := reads.InReadTx(t.Context(), asOtter, func(r *Reader) error {
		if who := whoReads(t, r); who != "otter" {
			t.Errorf("%q reads", who)
		}
		_, err := r.tx.Exec("CREATE TABLE scribbled ()")
		return err
	})
	if pq.As(err, pqerror.ReadOnlySQLTransaction) == nil {
		t.Errorf("writing says %v", err)
	}
	nothingStands(t, db)
}

// Transactions that lib/pq begins and ours share connections.
func TestReadsBetweenOtherTransactions(t *testing.T) {
	reads, db := reader(t)
	for range 3 {
		if err := InTx(t.Context(), db, func(*sqlx.Tx) error { return nil }); err != nil {
			t.Fatal(err)
		}
		for range 3 {
			if err := reads.InReadTx(t.Context(), asOtter, func(*Reader) error { return nil }); err != nil {
				t.Fatal(err)
			}
		}
	}
	nothingStands(t, db)
}

func TestReadThatBreaksOffLeavesNothing(t *testing.T) {
	reads, db := reader(t)
	for what, read := range map[string]func() error{
		"it cannot begin": func() error { return reads.InReadTx(t.Context(), "SELECT nonsense", nil) },
		"its reader is gone": func() error {
			ctx, leave := context.WithCancel(t.Context())
			return reads.InReadTx(ctx, asOtter, func(r *Reader) error {
				leave()
				var who string
				return r.Get(ctx, &who, "SELECT current_setting('test.who')")
			})
		},
		"a statement fails": func() error {
			return reads.InReadTx(t.Context(), asOtter, func(r *Reader) error {
				_, err := r.tx.Exec("SELECT nonsense")
				return err
			})
		},
		"its connection is ended": func() error {
			return reads.InReadTx(t.Context(), asOtter, func(r *Reader) error {
				_, err := r.tx.Exec("SELECT pg_terminate_backend(pg_backend_pid())")
				return err
			})
		},
	} {
		if err := read(); err == nil {
			t.Errorf("%s, and nobody hears of it", what)
		}
		nothingStands(t, db)
	}
}
