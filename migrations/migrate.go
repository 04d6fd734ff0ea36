package migrations

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"
	"github.com/lib/pq/pqerror"
	"github.com/pressly/goose/v3"

	"kontor/internal/postgres"
)

// The history of migrations has a schema of its own: not every owner may write
// into public.
const (
	historySchema = "kontor"
	historyTable  = "kontor.migrations"
)

// lockKey names the advisory lock under which one node at a time migrates.
const lockKey = 0x6b6f6e746f72 // "kontor"

// Logins are those of the application and of the experts' window, as their
// connection strings name them.
type Logins struct{ App, Expert Login }

// Login is a role that may log in. Without a name it is the role of the SQL,
// kontor_app or kontor_expert; without a password the one it has stays.
type Login struct{ Name, Password string }

// Migrate makes the logins and brings the database to Latest. It may run in
// several nodes at a time and as often as one likes. ownerDSN must reach the
// server itself, not a pooler that shares sessions. Where the owner may not do
// what is needed the error is a *RightsError with the SQL for somebody who may.
func Migrate(ctx context.Context, ownerDSN string, logins Logins) error {
	return migrate(ctx, ownerDSN, logins, files)
}

func migrate(ctx context.Context, ownerDSN string, logins Logins, fsys fs.FS) error {
	db, err := postgres.Connect(ctx, ownerDSN, postgres.Pool{
		Setting: "OWNER_DATABASE_URL", Name: "kontor migrate", MaxOpen: 4,
		StatementTimeout: -1, LockTimeout: -1, IdleInTxTimeout: -1,
	})
	if err != nil {
		return err
	}
	defer db.Close()
	return locked(ctx, db, func() error {
		if err := ensureRoles(ctx, db, ownerDSN, logins); err != nil {
			return err
		}
		if err := up(ctx, db, fsys); err != nil {
			return err
		}
		return showHistory(ctx, db)
	})
}

// locked runs fn while no other node does. The lock belongs to a session of its
// own, which is thrown away afterwards so that nothing can keep it.
func locked(ctx context.Context, db *sqlx.DB, fn func() error) error {
	conn, err := db.Connx(ctx)
	if err != nil {
		return fmt.Errorf("connect to migrate: %w", err)
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, `SELECT pg_advisory_lock($1)`, lockKey); err != nil {
		return fmt.Errorf("wait for other nodes that migrate: %w", err)
	}
	err = fn()
	_, unlock := conn.ExecContext(context.WithoutCancel(ctx), `SELECT pg_advisory_unlock($1)`, lockKey)
	return errors.Join(err, unlock)
}

func up(ctx context.Context, db *sqlx.DB, fsys fs.FS) error {
	if _, err := db.ExecContext(ctx, `CREATE SCHEMA IF NOT EXISTS `+historySchema); err != nil {
		return mayNotCreate(ctx, db, err)
	}
	if err := notAhead(ctx, db, latest(fsys)); err != nil {
		return err
	}
	provider, err := goose.NewProvider(goose.DialectPostgres, db.DB, fsys,
		goose.WithTableName(historyTable), goose.WithDisableGlobalRegistry(true), goose.WithLogger(goose.NopLogger()))
	if err != nil {
		return fmt.Errorf("read the migrations: %w", err)
	}
	if _, err := provider.Up(ctx); err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	return nil
}

func mayNotCreate(ctx context.Context, db *sqlx.DB, err error) error {
	if pq.As(err, pqerror.InsufficientPrivilege) == nil {
		return fmt.Errorf("make schema %s: %w", historySchema, err)
	}
	var who struct{ Login, Database string }
	if err := db.GetContext(ctx, &who, `SELECT current_user AS login, current_database() AS database`); err != nil {
		return fmt.Errorf("ask who we are: %w", err)
	}
	return &RightsError{SQL: []string{"GRANT CREATE ON DATABASE " + pq.QuoteIdentifier(who.Database) + " TO " + pq.QuoteIdentifier(who.Login) + ";"}, Cause: err}
}

// showHistory lets the application see which version it stands on.
func showHistory(ctx context.Context, db *sqlx.DB) error {
	_, err := db.ExecContext(ctx, `
		GRANT USAGE ON SCHEMA `+historySchema+` TO `+AppRole+`;
		GRANT SELECT ON `+historyTable+` TO `+AppRole)
	if err != nil {
		return fmt.Errorf("show the version to the application: %w", err)
	}
	return nil
}

// Version is the number of the last migration this database has seen, 0 for
// one that has seen none. Owner and application may ask.
func Version(ctx context.Context, db *sqlx.DB) (int64, error) {
	var version sql.NullInt64
	err := db.GetContext(ctx, &version, `SELECT max(version_id) FROM `+historyTable+` WHERE is_applied`)
	if pq.As(err, pqerror.UndefinedTable, pqerror.InvalidSchemaName) != nil {
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("read the version of the database: %w", err)
	}
	return version.Int64, nil
}

// CheckVersion refuses a database that this program does not fit.
func CheckVersion(ctx context.Context, db *sqlx.DB) error {
	if err := notAhead(ctx, db, Latest()); err != nil {
		return err
	}
	version, err := Version(ctx, db)
	if err == nil && version < Latest() {
		err = fmt.Errorf("the database is at version %d and this Kontor needs %d; run kontor migrate first", version, Latest())
	}
	return err
}

func notAhead(ctx context.Context, db *sqlx.DB, latest int64) error {
	version, err := Version(ctx, db)
	if err == nil && version > latest {
		err = fmt.Errorf("the database is at version %d, made by a newer Kontor; this one knows %d: install the newer one", version, latest)
	}
	return err
}
