package subject

import (
	"archive/zip"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"

	"kontor/internal/postgres"
	"kontor/people"
	"kontor/privacy"
	"kontor/tickets"
)

// Make fulfils the promise of an export. It holds a page of a log at a time in
// memory, however long the history. Done again it begins anew.
func (r *Rights) Make(ctx context.Context, job uuid.UUID) error {
	var x Export
	err := r.db.GetContext(ctx, &x, `UPDATE vault.exports SET state = 'working' WHERE id = $1 AND state IN ('waiting', 'working')
		RETURNING id, person, locale, state, percent, size, asked_at, ready_at, expires_at`, job)
	if errors.Is(err, sql.ErrNoRows) { // it is ready, or its person was erased
		return keep(ctx, r.db, job, r.clock.Now())
	}
	if err != nil {
		return fmt.Errorf("begin export: %w", err)
	}
	p, err := r.people.Find(ctx, x.Person)
	if err != nil {
		return err
	}
	dossier, err := r.people.Dossier(ctx, x.Person)
	if err != nil {
		return err
	}
	size, err := r.writeFile(ctx, x, p, dossier.Key)
	if err != nil {
		return err
	}
	return r.finish(ctx, x, size)
}

// writeFile puts the file in its place when all of it is on the disk.
func (r *Rights) writeFile(ctx context.Context, x Export, p people.Person, key *privacy.PersonKey) (size int64, err error) {
	if err := os.MkdirAll(r.dir, 0o700); err != nil {
		return 0, fmt.Errorf("make folder for exports: %w", err)
	}
	f, err := os.CreateTemp(r.dir, ".export-*") // made with 0600
	if err != nil {
		return 0, fmt.Errorf("make export: %w", err)
	}
	defer os.Remove(f.Name()) // after the rename it is not there
	sealed := newSealer(f, key, x.ID)
	err = r.writeZIP(ctx, sealed, x, p, key)
	if err == nil {
		err = sealed.Close()
	}
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return 0, fmt.Errorf("write export: %w", err)
	}
	return sealed.Length, os.Rename(f.Name(), r.path(x.ID))
}

// finish says that it is ready, and lets older ones go. If the person was erased
// meanwhile nobody wants it, nor if they asked for a newer one: that of a worker
// who was given up may be there first.
func (r *Rights) finish(ctx context.Context, x Export, size int64) error {
	now := r.clock.Now()
	wanted := true
	var older []uuid.UUID
	err := postgres.InTx(ctx, r.db, func(tx *sqlx.Tx) error {
		res, err := tx.ExecContext(ctx, `
			UPDATE vault.exports x SET state = 'ready', percent = 100, size = $2, ready_at = $3, expires_at = $4
			WHERE id = $1 AND state = 'working' AND NOT EXISTS (SELECT FROM vault.exports n WHERE n.person = x.person AND (n.asked_at, n.id) > (x.asked_at, x.id))`,
			x.ID, size, now, now.Add(KeepExports))
		if err != nil {
			return fmt.Errorf("end export: %w", err)
		}
		n, err := res.RowsAffected()
		if wanted = n == 1; err != nil {
			return err
		}
		if err := tx.SelectContext(ctx, &older, `SELECT id FROM vault.exports WHERE person = $1 AND state = 'ready' AND id <> $2`, x.Person, x.ID); err != nil {
			return fmt.Errorf("read older exports: %w", err)
		}
		if wanted {
			if err := r.desk.TellTx(ctx, tx, NewsExportReady, x.Person); err != nil {
				return err
			}
		}
		return keep(ctx, tx, x.ID, now)
	})
	if err != nil {
		return err
	}
	if !wanted {
		return r.dropIfUnknown(ctx, x.ID)
	}
	r.desk.Told(x.Person)
	return r.dropExports(ctx, older)
}

// dropIfUnknown removes a file that no ready export stands for.
func (r *Rights) dropIfUnknown(ctx context.Context, export uuid.UUID) error {
	if ready, err := r.isReady(ctx, export.String()); err != nil || ready {
		return err
	}
	return r.dropExports(ctx, []uuid.UUID{export})
}

// reportEvery is how often progress is written down.
const reportEvery = time.Second

// progress counts entries and bytes as they are written: once for the data, once
// for the page, and the files.
type progress struct {
	done, all int64
	said      time.Time
	say       func(percent int) error
}

func (p *progress) step(n int64) error {
	p.done += n
	if time.Since(p.said) < reportEvery {
		return nil
	}
	p.said = time.Now()
	return p.say(int(min(99, p.done*100/max(1, p.all))))
}

// fileWeight is how many bytes of a file count as one entry.
const fileWeight = 4096

func (r *Rights) writeZIP(ctx context.Context, to io.Writer, x Export, p people.Person, key *privacy.PersonKey) error {
	files, err := r.filesOf(ctx, p.ID)
	if err != nil {
		return err
	}
	_, entries, err := r.desk.CountOf(ctx, p.ID)
	if err != nil {
		return err
	}
	progress := &progress{all: 2*entries + 1, said: time.Now(), say: func(percent int) error {
		_, err := r.db.ExecContext(ctx, `UPDATE vault.exports SET percent = greatest(percent, $2) WHERE id = $1 AND state = 'working'`, x.ID, percent)
		return err
	}}
	for _, f := range files {
		progress.all += f.Size / fileWeight
	}
	z := zip.NewWriter(to)
	s := story{Rights: r, person: p, key: key, files: files, at: r.clock.Now(), progress: progress}
	for _, part := range []struct {
		name  string
		write func(context.Context, io.Writer) error
	}{{"data.json", s.writeData}, {"index.html", s.writePage}} {
		w, err := z.CreateHeader(&zip.FileHeader{Name: part.name, Method: zip.Deflate, Modified: s.at})
		if err != nil {
			return err
		}
		if err := part.write(ctx, w); err != nil {
			return fmt.Errorf("write %s: %w", part.name, err)
		}
	}
	if err := s.writeFiles(ctx, z); err != nil {
		return err
	}
	return z.Close()
}

func (r *Rights) filesOf(ctx context.Context, person uuid.UUID) (all []tickets.Sent, err error) {
	if r.files == nil {
		return nil, nil
	}
	err = r.files.Each(ctx, person, func(f tickets.Sent, _ func() (io.ReadCloser, error)) error {
		all = append(all, f)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list files: %w", err)
	}
	return all, nil
}

// writeFiles adds what was sent along, as it is: most of it is packed already.
func (s *story) writeFiles(ctx context.Context, z *zip.Writer) error {
	if s.Rights.files == nil {
		return nil
	}
	err := s.Rights.files.Each(ctx, s.person.ID, func(f tickets.Sent, open func() (io.ReadCloser, error)) error {
		w, err := z.CreateHeader(&zip.FileHeader{Name: pathOf(f), Method: zip.Store, Modified: f.At})
		if err != nil {
			return err
		}
		from, err := open()
		if err != nil {
			return err
		}
		if _, err := io.Copy(w, from); err != nil {
			return errors.Join(err, from.Close())
		}
		return errors.Join(from.Close(), s.progress.step(f.Size/fileWeight))
	})
	if err != nil {
		return fmt.Errorf("copy files: %w", err)
	}
	return nil
}
