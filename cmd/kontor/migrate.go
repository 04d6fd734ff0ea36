package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/jmoiron/sqlx"

	"kontor/internal/postgres"
	"kontor/migrations"
)

type migrateCommand struct{}

// Run migrates the database that is set. One of Kontor's own is migrated by
// every start, so that there is nothing to do for it here but to say so.
func (migrateCommand) Run(ctx context.Context, s *Settings, out io.Writer) error {
	own, err := s.ownDatabase()
	if own {
		err = errors.New("no database is set; one of Kontor's own is migrated whenever kontor serve starts")
	}
	if err != nil {
		return err
	}
	if s.OwnerDatabase == "" {
		return errors.New("OWNER_DATABASE_URL is not set; migrations need the login that owns the database")
	}
	logins, err := s.logins()
	if err != nil {
		return err
	}
	if err := migrations.Migrate(ctx, s.OwnerDatabase, logins); err != nil {
		return err
	}
	version, err := versionOf(ctx, s.OwnerDatabase)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "The database is at version %d.\n", version)
	return err
}

func versionOf(ctx context.Context, dsn string) (int64, error) {
	db, err := postgres.Connect(ctx, dsn, postgres.Pool{Setting: "OWNER_DATABASE_URL", MaxOpen: 1})
	if err != nil {
		return 0, err
	}
	defer func(db *sqlx.DB) { _ = db.Close() }(db)
	return migrations.Version(ctx, db)
}
