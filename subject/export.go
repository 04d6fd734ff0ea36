package subject

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"

	"kontor/internal/fault"
	"kontor/internal/postgres"
	"kontor/internal/promise"
	"kontor/people"
)

// KeepExports is how long an export can be fetched.
const KeepExports = 7 * 24 * time.Hour

// How an export stands.
const (
	ExportWaiting = "waiting"
	ExportWorking = "working"
	ExportReady   = "ready"
	ExportFailed  = "failed" // it was given up; ask again
	ExportGone    = "gone"   // its time is over, or a newer one replaced it
)

// Export is a file with everything about a person. Percent grows while it is
// made; Size is that of the ZIP.
type Export struct {
	ID        uuid.UUID  `db:"id"`
	Person    uuid.UUID  `db:"person"`
	Locale    string     `db:"locale"`
	State     string     `db:"state"`
	Percent   int        `db:"percent"`
	Size      int64      `db:"size"`
	AskedAt   time.Time  `db:"asked_at"`
	ReadyAt   *time.Time `db:"ready_at"`
	ExpiresAt *time.Time `db:"expires_at"`
}

// selectExports shows an export whose job is dead as failed, and one whose time
// is over as gone.
const selectExports = `
	SELECT x.id, x.person, x.locale, x.percent, x.size, x.asked_at, x.ready_at, x.expires_at,
	       CASE WHEN x.state IN ('waiting', 'working') AND EXISTS (SELECT FROM desk.jobs WHERE id = x.id AND dead_at IS NOT NULL) THEN 'failed'
	            WHEN x.state = 'ready' AND x.expires_at <= $1 THEN 'gone' ELSE x.state END AS state
	FROM vault.exports x`

// LastExport is the newest export that a person asked for; false: none.
func (r *Rights) LastExport(ctx context.Context, person uuid.UUID) (Export, bool, error) {
	return r.lastExport(ctx, r.db, person)
}

func (r *Rights) lastExport(ctx context.Context, q sqlx.QueryerContext, person uuid.UUID) (Export, bool, error) {
	var x Export
	err := sqlx.GetContext(ctx, q, &x, selectExports+` WHERE x.person = $2 ORDER BY x.asked_at DESC, x.id DESC LIMIT 1`, r.clock.Now(), person)
	if errors.Is(err, sql.ErrNoRows) {
		return Export{}, false, nil
	}
	if err != nil {
		return Export{}, false, fmt.Errorf("read export: %w", err)
	}
	return x, true, nil
}

// AskExport promises an export. Who has asked already gets the same answer
// until it is ready.
func (r *Rights) AskExport(ctx context.Context, p people.Person) (Export, error) {
	if p.Role != people.RoleCustomer {
		return Export{}, fault.Forbidden("This is for customers only.")
	}
	var x Export
	err := postgres.InTx(ctx, r.db, func(tx *sqlx.Tx) error {
		if _, err := tx.ExecContext(ctx, `SELECT FROM desk.people WHERE id = $1 FOR NO KEY UPDATE`, p.ID); err != nil {
			return fmt.Errorf("lock person: %w", err)
		}
		last, some, err := r.lastExport(ctx, tx, p.ID)
		if err != nil || some && (last.State == ExportWaiting || last.State == ExportWorking) {
			x = last
			return err
		}
		now := r.clock.Now()
		x = Export{ID: newID(), Person: p.ID, Locale: p.Locale, State: ExportWaiting, AskedAt: now}
		_, err = tx.ExecContext(ctx, `INSERT INTO vault.exports (id, person, locale, state, asked_at) VALUES ($1, $2, $3, $4, $5)`,
			x.ID, x.Person, x.Locale, x.State, now)
		if err != nil {
			return fmt.Errorf("write export: %w", err)
		}
		return promise.Make(ctx, tx, promise.Job{ID: x.ID, Kind: JobExport, Person: p.ID, Due: now}, now)
	})
	if err == nil {
		r.desk.JobsDue()
	}
	return x, err
}

// OpenExport opens the newest export that is ready, and writes down that it was
// fetched before it gives anything of it.
func (r *Rights) OpenExport(ctx context.Context, p people.Person) (Export, io.ReadCloser, error) {
	none := fault.NotFound("There is no export to fetch; ask for one.")
	x, some, err := r.LastExport(ctx, p.ID)
	if err != nil {
		return x, nil, err
	}
	if !some || x.State != ExportReady {
		return x, nil, none
	}
	dossier, err := r.people.Dossier(ctx, p.ID)
	if err != nil {
		return x, nil, err
	}
	f, err := os.Open(r.path(x.ID))
	if errors.Is(err, fs.ErrNotExist) {
		return x, nil, none
	}
	if err != nil {
		return x, nil, fmt.Errorf("open export: %w", err)
	}
	_, err = r.db.ExecContext(ctx, `INSERT INTO vault.export_downloads (id, export, person, at) VALUES ($1, $2, $3, $4)`, newID(), x.ID, p.ID, r.clock.Now())
	if err != nil {
		return x, nil, errors.Join(fmt.Errorf("log download: %w", err), f.Close())
	}
	return x, newOpener(f, dossier.Key, x.ID), nil
}

const downloadsMost = 50

// Downloads are when an export was fetched, newest first.
func (r *Rights) Downloads(ctx context.Context, export uuid.UUID) ([]time.Time, error) {
	times := []time.Time{}
	err := r.db.SelectContext(ctx, &times, `SELECT at FROM vault.export_downloads WHERE export = $1 ORDER BY at DESC LIMIT $2`, export, downloadsMost)
	if err != nil {
		return nil, fmt.Errorf("read downloads: %w", err)
	}
	return times, nil
}

func (r *Rights) path(export uuid.UUID) string { return filepath.Join(r.dir, export.String()) }

// dropExports removes files, and then says in their rows that they are gone.
func (r *Rights) dropExports(ctx context.Context, exports []uuid.UUID) error {
	for _, id := range exports {
		if err := os.Remove(r.path(id)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("remove export: %w", err)
		}
		if _, err := r.db.ExecContext(ctx, `UPDATE vault.exports SET state = 'gone' WHERE id = $1`, id); err != nil {
			return fmt.Errorf("end export: %w", err)
		}
	}
	return nil
}

const sweepAtOnce = 1000

// SweepExports removes exports whose time is over, and files that a node left
// behind when it died. It says how many exports that were.
func (r *Rights) SweepExports(ctx context.Context) (int64, error) {
	var over []uuid.UUID
	err := r.db.SelectContext(ctx, &over, `SELECT id FROM vault.exports WHERE state = 'ready' AND expires_at <= $1 LIMIT $2`, r.clock.Now(), sweepAtOnce)
	if err != nil {
		return 0, fmt.Errorf("read exports: %w", err)
	}
	return int64(len(over)), errors.Join(r.dropExports(ctx, over), r.sweepStrays(ctx))
}

// strayAfter is longer than anybody works on a file.
const strayAfter = 24 * time.Hour

func (r *Rights) sweepStrays(ctx context.Context) error {
	entries, err := os.ReadDir(r.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read exports: %w", err)
	}
	for _, e := range entries {
		info, err := e.Info()
		if err != nil || r.clock.Now().Sub(info.ModTime()) < strayAfter {
			continue
		}
		wanted, err := r.isReady(ctx, e.Name())
		if err != nil {
			return err
		}
		if !wanted {
			if err := os.Remove(filepath.Join(r.dir, e.Name())); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return fmt.Errorf("remove stray file: %w", err)
			}
		}
	}
	return nil
}

func (r *Rights) isReady(ctx context.Context, name string) (ready bool, err error) {
	id, err := uuid.Parse(name)
	if err != nil { // one that was never finished
		return false, nil
	}
	err = r.db.GetContext(ctx, &ready, `SELECT EXISTS (SELECT FROM vault.exports WHERE id = $1 AND state = 'ready')`, id)
	return ready, err
}
