package subject

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"

	"kontor/internal/postgres"
	"kontor/internal/promise"
	"kontor/people"
)

// The phases of an erasure, in order. Each may be done again. First nobody can
// come in as this person any more, then what is readable is emptied, then what
// is sealed goes, with the key last. After a rest all is done once more: what
// was under way meanwhile may have written something about them.
const (
	phasePlanned = "planned"
	phaseDoor    = "door"
	phaseTickets = "tickets"
	phaseDesk    = "desk"
	phaseFiles   = "files"
	phaseVault   = "vault"
	phaseAgain   = "again"
	phaseDone    = "done"
)

var phases = []string{phasePlanned, phaseDoor, phaseTickets, phaseDesk, phaseFiles, phaseVault, phaseAgain, phaseDone}

const (
	againAfter = time.Minute      // longer than any request or job lives
	eraseFor   = 10 * time.Second // how long one job works before it leaves the rest to the next
)

var errLater = errors.New("the rest is another job's")

// Erase fulfils the promise to erase a person, or as much of it as fits into one
// job. A plan that was undone, or put off, is left alone.
func (r *Rights) Erase(ctx context.Context, job uuid.UUID) error {
	var person uuid.UUID
	if err := r.db.GetContext(ctx, &person, `SELECT person FROM desk.jobs WHERE id = $1`, job); err != nil {
		return fmt.Errorf("read job: %w", err)
	}
	e, planned, err := r.ErasureOf(ctx, person)
	if err != nil {
		return err
	}
	if !planned || e.DoneAt != nil || e.Phase == phasePlanned && e.DueAt.After(r.clock.Now()) {
		return keep(ctx, r.db, job, r.clock.Now())
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	stop := time.Now().Add(eraseFor)
	for phase := e.Phase; phase != phaseDone; phase = after(phase) {
		err := r.carryOut(ctx, person, phase, stop)
		if errors.Is(err, errLater) {
			return r.goOn(ctx, job, person, r.clock.Now())
		}
		if err != nil {
			return err
		}
		if err := r.passed(phase); err != nil {
			return err
		}
		if phase == phaseVault {
			return r.goOn(ctx, job, person, r.clock.Now().Add(againAfter))
		}
	}
	return keep(ctx, r.db, job, r.clock.Now())
}

func after(phase string) string {
	for i := range phases {
		if phases[i] == phase {
			return phases[i+1]
		}
	}
	return phaseDone
}

// carryOut does one phase and notes that it is done.
func (r *Rights) carryOut(ctx context.Context, person uuid.UUID, phase string, stop time.Time) error {
	if err := r.do(ctx, person, phase, stop); err != nil {
		return err
	}
	return postgres.InTx(ctx, r.db, func(tx *sqlx.Tx) error {
		next, now := after(phase), r.clock.Now()
		res, err := tx.ExecContext(ctx, `
			UPDATE desk.erasures SET phase = $3, done_at = CASE WHEN $3 = 'done' THEN $4::timestamptz END WHERE person = $1 AND phase = $2`, person, phase, next, now)
		if err != nil {
			return fmt.Errorf("note phase: %w", err)
		}
		n, err := res.RowsAffected()
		switch {
		case err != nil:
			return err
		case n == 0 && phase == phasePlanned: // undone at the last moment
			return errLater
		case n == 1 && next == phaseDone:
			return people.AuditTx(ctx, tx, now, people.System(), "person_erased", person.String())
		}
		return nil
	})
}

func (r *Rights) do(ctx context.Context, person uuid.UUID, phase string, stop time.Time) error {
	switch phase {
	case phaseDoor:
		err := r.people.ShutOut(ctx, person)
		r.desk.Left(person)
		return err
	case phaseTickets:
		return r.emptyTickets(ctx, person, false, stop)
	case phaseDesk:
		return r.desk.ForgetPerson(ctx, person)
	case phaseFiles:
		return r.removeFiles(ctx, person)
	case phaseVault:
		return r.people.Destroy(ctx, person)
	case phaseAgain:
		return errors.Join(r.people.ShutOut(ctx, person), r.emptyTickets(ctx, person, true, stop), r.desk.ForgetPerson(ctx, person),
			r.removeFiles(ctx, person), r.people.Destroy(ctx, person))
	}
	return nil
}

// goOn ends a job and promises the next one in its place.
func (r *Rights) goOn(ctx context.Context, job, person uuid.UUID, due time.Time) error {
	return postgres.InTx(ctx, r.db, func(tx *sqlx.Tx) error {
		now := r.clock.Now()
		mine, err := promise.Keep(ctx, tx, job, now)
		if err != nil || !mine { // somebody else has promised it
			return err
		}
		return promise.Make(ctx, tx, promise.Job{ID: newID(), Kind: JobErase, Person: person, Due: due}, now)
	})
}

// emptyTickets empties the tickets that still show anything of their customer, or
// all of them once more.
func (r *Rights) emptyTickets(ctx context.Context, person uuid.UUID, all bool, stop time.Time) error {
	for last := int64(0); ; {
		var numbers []int64
		err := r.db.SelectContext(ctx, &numbers, `
			SELECT number FROM desk.tickets WHERE customer = $1 AND number > $2 AND ($3 OR customer_alias <> $4 OR retained_at IS NULL)
			ORDER BY number LIMIT 100`, person, last, all, people.ErasedName)
		if err != nil {
			return fmt.Errorf("read tickets: %w", err)
		}
		if len(numbers) == 0 {
			return nil
		}
		for _, number := range numbers {
			if _, err := r.desk.Erase(ctx, number); err != nil {
				return err
			}
			if last = number; !all && time.Now().After(stop) {
				return errLater
			}
		}
	}
}

// removeFiles removes what the person sent and what was made for them.
func (r *Rights) removeFiles(ctx context.Context, person uuid.UUID) error {
	var exports []uuid.UUID
	if err := r.db.SelectContext(ctx, &exports, `SELECT id FROM vault.exports WHERE person = $1`, person); err != nil {
		return fmt.Errorf("read exports: %w", err)
	}
	for _, id := range exports {
		if err := os.Remove(r.path(id)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("remove export: %w", err)
		}
	}
	if r.files != nil {
		if _, err := r.files.RemoveOf(ctx, person); err != nil {
			return fmt.Errorf("remove files: %w", err)
		}
	}
	return postgres.InTx(ctx, r.db, func(tx *sqlx.Tx) error {
		for _, statement := range []string{`DELETE FROM vault.export_downloads WHERE person = $1`, `DELETE FROM vault.exports WHERE person = $1`} {
			if _, err := tx.ExecContext(ctx, statement, person); err != nil {
				return fmt.Errorf("remove exports: %w", err)
			}
		}
		return nil
	})
}
