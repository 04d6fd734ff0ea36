package seed

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"
)

// Mark says in desk.settings that a database is a demo. Stories are told back
// from Began.
type Mark struct {
	Began  time.Time `json:"began"`
	Seeded bool      `json:"seeded"`
}

const markKey = "demo"

// ErrNotDemo says that the database holds something that is not ours to fill.
var ErrNotDemo = errors.New("this database was not made by kontor demo and is not empty; " +
	"give the demo a data directory of its own with KONTOR_DATA (or a database of its own), or run kontor serve")

// Claim makes an empty database a demo, or finds that it is one. Any other
// database is refused.
func Claim(ctx context.Context, db *sqlx.DB, now time.Time) (Mark, error) {
	mark, is, err := Read(ctx, db)
	if err != nil || is {
		return mark, err
	}
	value, err := json.Marshal(Mark{Began: now})
	if err != nil {
		return Mark{}, err
	}
	// Another process may be doing the same: one row is written, and both read it.
	_, err = db.ExecContext(ctx, `
		INSERT INTO desk.settings (key, value) SELECT $1, $2::jsonb
		WHERE NOT EXISTS (SELECT FROM desk.people) AND NOT EXISTS (SELECT FROM desk.teams) ON CONFLICT (key) DO NOTHING`, markKey, string(value))
	if err != nil {
		return Mark{}, fmt.Errorf("mark the database as a demo: %w", err)
	}
	mark, is, err = Read(ctx, db)
	if err == nil && !is {
		err = ErrNotDemo
	}
	return mark, err
}

// Read gives the mark of a demo; false for a database that is none.
func Read(ctx context.Context, db *sqlx.DB) (Mark, bool, error) {
	var value []byte
	err := db.GetContext(ctx, &value, `SELECT value FROM desk.settings WHERE key = $1`, markKey)
	if errors.Is(err, sql.ErrNoRows) {
		return Mark{}, false, nil
	}
	if err != nil {
		return Mark{}, false, fmt.Errorf("read whether the database is a demo: %w", err)
	}
	var mark Mark
	if err := json.Unmarshal(value, &mark); err != nil {
		return Mark{}, false, fmt.Errorf("read the mark of the demo: %w", err)
	}
	return mark, true, nil
}

func (m Mark) finish(ctx context.Context, db *sqlx.DB) error {
	m.Seeded = true
	value, err := json.Marshal(m)
	if err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, `UPDATE desk.settings SET value = $2::jsonb WHERE key = $1`, markKey, string(value))
	return err
}
