package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/jmoiron/sqlx"

	"kontor/privacy"
)

// keyPlace is where this process finds its master keys: in the environment, or
// in the file in the data directory.
type keyPlace struct {
	settings *Settings
	path     string
}

func (p keyPlace) inFile() bool { return p.settings.Key == "" }

func (p keyPlace) String() string {
	if p.inFile() {
		return "the key in " + p.path
	}
	return "KONTOR_KEY"
}

// openKeyring loads the master key, or makes one for a database that has none
// yet, and refuses keys that are not the database's.
func openKeyring(ctx context.Context, s *Settings, d *database, log *slog.Logger) (*privacy.Keyring, error) {
	known, err := fingerprint(ctx, d.app)
	if err != nil {
		return nil, err
	}
	place := keyPlace{s, filepath.Join(d.dir, "key")}
	ring, err := place.open(known != "", log)
	if err != nil {
		return nil, err
	}
	if known != "" && !ring.Holds(known) {
		return nil, place.inWords(&privacy.MissingKey{Fingerprint: known, State: privacy.MasterCurrent, Held: ring.Held()})
	}
	if err := begin(ctx, d.app, ring, known); err != nil {
		return nil, err
	}
	return ring, place.inWords(ring.Settle(ctx, d.app))
}

// begin writes down what key a new database has, or one that knows only its
// fingerprint.
func begin(ctx context.Context, db *sqlx.DB, ring *privacy.Keyring, known string) error {
	masters, err := privacy.Masters(ctx, db)
	if err != nil || len(masters) > 0 {
		return err
	}
	if known != "" {
		if err := ring.Use(known); err != nil {
			return err
		}
	}
	return ring.BeginMaster(ctx, db)
}

// inWords says how to mend it when a key is missing.
func (p keyPlace) inWords(err error) error {
	missing := (*privacy.MissingKey)(nil)
	if !errors.As(err, &missing) {
		return err
	}
	if missing.State == privacy.MasterOld {
		return fmt.Errorf("%s is not all that is needed: %w; add that one (%s) until kontor key status says that it is retired", p, missing, p.addIt())
	}
	return fmt.Errorf("%s is not the key of this database: %w; bring back the right one (or, if it was just replaced, %s): "+
		"without it nobody can read the personal data", p, missing, p.addIt())
}

func (p keyPlace) addIt() string {
	if p.inFile() {
		return "as another line of " + p.path
	}
	return "as KONTOR_KEYS"
}

// open makes a key only where no data can be sealed with another.
func (p keyPlace) open(needed bool, log *slog.Logger) (*privacy.Keyring, error) {
	if p.inFile() && len(p.more()) > 0 {
		return nil, fmt.Errorf("KONTOR_KEYS goes beside KONTOR_KEY; here the key is in a file, so add the other one as another line of %s", p.path)
	}
	if _, err := os.Stat(p.path); p.inFile() && needed && errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("the key of this database is missing: put its file back to %s, or set KONTOR_KEY", p.path)
	}
	if p.inFile() {
		_, created, err := privacy.LoadOrCreateKeyFile(p.path)
		if err != nil {
			return nil, err
		}
		if created {
			log.Info("made a key, keep a copy of it in a safe place apart from the backups", "file", p.path)
		}
	}
	keys, err := p.read()
	if err != nil {
		return nil, err
	}
	ring, err := privacy.NewKeyring(keys[0])
	for _, key := range keys[1:] {
		_, more := ring.Hold(key)
		err = errors.Join(err, more)
	}
	return ring, err
}

// more are the keys beside KONTOR_KEY; a setting that is there and empty is none.
func (p keyPlace) more() []string {
	return slices.DeleteFunc(slices.Clone(p.settings.Keys), func(text string) bool { return strings.TrimSpace(text) == "" })
}

// read gives all keys that are there, at least one.
func (p keyPlace) read() ([][]byte, error) {
	if p.inFile() {
		return privacy.LoadKeyFile(p.path)
	}
	key, err := privacy.ParseKey(p.settings.Key)
	if err != nil {
		return nil, fmt.Errorf("KONTOR_KEY: %w", err)
	}
	keys := [][]byte{key}
	for _, text := range p.more() {
		if key, err = privacy.ParseKey(text); err != nil {
			return nil, fmt.Errorf("KONTOR_KEYS: %w", err)
		}
		keys = append(keys, key)
	}
	return keys, nil
}

// fingerprint is that of the database's current key, or empty while it has
// none. A database of an older Kontor knows it as a setting only.
func fingerprint(ctx context.Context, db *sqlx.DB) (string, error) {
	var known string
	err := db.GetContext(ctx, &known, `
		SELECT coalesce((SELECT fingerprint FROM vault.master_keys WHERE state = 'current'),
		                (SELECT value #>> '{}' FROM desk.settings WHERE key = 'key'), '')`)
	if err != nil {
		return "", fmt.Errorf("read the fingerprint of the key: %w", err)
	}
	return known, nil
}
