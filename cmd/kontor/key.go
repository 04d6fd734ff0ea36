package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"

	"github.com/jmoiron/sqlx"

	"kontor/privacy"
)

// keySetting holds the fingerprint of the key that the database was begun with.
const keySetting = "key"

// openKeyring loads the master key, or makes one for a database that has none
// yet, and refuses a key that is not the database's.
func openKeyring(ctx context.Context, s *Settings, d *database, log *slog.Logger) (*privacy.Keyring, error) {
	known, err := fingerprint(ctx, d.app)
	if err != nil {
		return nil, err
	}
	path := filepath.Join(d.dir, "key")
	ring, err := loadKey(s, path, known != "", log)
	if err != nil {
		return nil, err
	}
	if known == "" {
		if known, err = remember(ctx, d.app, ring.Fingerprint()); err != nil {
			return nil, err
		}
	}
	if known != ring.Fingerprint() {
		return nil, fmt.Errorf("%s is not the key of this database: it has fingerprint %s, the database was set up with %s; "+
			"bring back the right one: without it nobody can read the personal data", keySource(s, path), ring.Fingerprint(), known)
	}
	return ring, nil
}

func keySource(s *Settings, path string) string {
	if s.Key != "" {
		return "KONTOR_KEY"
	}
	return "the key in " + path
}

// loadKey makes a key only where no data can be sealed with another.
func loadKey(s *Settings, path string, needed bool, log *slog.Logger) (*privacy.Keyring, error) {
	if s.Key != "" {
		key, err := privacy.ParseKey(s.Key)
		if err != nil {
			return nil, fmt.Errorf("KONTOR_KEY: %w", err)
		}
		return privacy.NewKeyring(key)
	}
	if _, err := os.Stat(path); needed && errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("the key of this database is missing: put its file back to %s, or set KONTOR_KEY", path)
	}
	key, created, err := privacy.LoadOrCreateKeyFile(path)
	if err != nil {
		return nil, err
	}
	if created {
		log.Info("made a key, keep a copy of it in a safe place apart from the backups", "file", path)
	}
	return privacy.NewKeyring(key)
}

// fingerprint is that of the database's key, or empty while it has none.
func fingerprint(ctx context.Context, db *sqlx.DB) (string, error) {
	var known string
	err := db.GetContext(ctx, &known, `SELECT value #>> '{}' FROM desk.settings WHERE key = $1`, keySetting)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("read the fingerprint of the key: %w", err)
	}
	return known, nil
}

// remember writes the fingerprint down and gives the one that stands: of
// several nodes that start at once the first one's.
func remember(ctx context.Context, db *sqlx.DB, print string) (string, error) {
	_, err := db.ExecContext(ctx, `INSERT INTO desk.settings (key, value) VALUES ($1, to_jsonb($2::text)) ON CONFLICT (key) DO NOTHING`, keySetting, print)
	if err != nil {
		return "", fmt.Errorf("write the fingerprint of the key: %w", err)
	}
	return fingerprint(ctx, db)
}
