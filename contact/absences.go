package contact

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"

	"kontor/internal/fault"
	"kontor/internal/postgres"
	"kontor/internal/promise"
	"kontor/people"
	"kontor/privacy"
)

// JobAbsence is promised for when an absence begins and for when it ends.
const JobAbsence = "absence"

// Turn is what such a job is about: what of the absence came to be then. An absence that
// has been changed since has turns of its own.
type Turn struct {
	Absence uuid.UUID `json:"absence"`
	At      time.Time `json:"at"`
}

const (
	longest   = 366 * 24 * time.Hour
	earliest  = 7 * 24 * time.Hour // how long ago an absence may have begun when it is entered
	farthest  = 2 * longest
	mostAhead = 50 // of one person, not over
	noteMost  = 140
)

// NewAbsence is what somebody enters. ID is made by them; the same again is fine.
type NewAbsence struct {
	ID          uuid.UUID
	Person      uuid.UUID
	Kind        Kind
	From, Until time.Time
	Deputy      uuid.NullUUID
	Note        string
}

// Enter writes down when somebody will be away: everybody for themself, admins for
// all. Only staff have deputies: for an expert the other experts answer. The
// note is masked like everything that experts write. An absence that overlaps another
// of the same person is a conflict.
func (b *Book) Enter(ctx context.Context, by people.Person, in NewAbsence) (Absence, error) {
	a, err := b.checked(ctx, by, in)
	if err != nil {
		return Absence{}, err
	}
	return a, postgres.InTx(ctx, b.db, func(tx *sqlx.Tx) error {
		if _, err := tx.ExecContext(ctx, `SELECT FROM desk.people WHERE id = $1 FOR NO KEY UPDATE`, a.Person); err != nil {
			return fmt.Errorf("lock person: %w", err)
		}
		again, err := b.fits(ctx, tx, a)
		if again || err != nil {
			return err
		}
		now := b.clock.Now()
		_, err = tx.ExecContext(ctx, `
			INSERT INTO desk.absences (id, person, kind, from_at, until_at, deputy, note, made_by, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
			a.ID, a.Person, a.Kind, a.From, a.Until, a.Deputy, a.Note, by.ID, now)
		if postgres.IsUnique(err) {
			return fault.Conflict("This id is in use; make a new one.")
		}
		if err != nil {
			return fmt.Errorf("write absence: %w", err)
		}
		for _, at := range []time.Time{a.From, a.Until} {
			if err := promiseTurn(ctx, tx, a, at, now); err != nil {
				return err
			}
		}
		return people.AuditTx(ctx, tx, now, by, "absence_entered", a.Person.String())
	})
}

func promiseTurn(ctx context.Context, tx *sqlx.Tx, a Absence, at, now time.Time) error {
	return promise.Make(ctx, tx, promise.Job{ID: uuid.Must(uuid.NewV7()), Kind: JobAbsence, Person: a.Person, Payload: Turn{a.ID, at}, Due: at}, now)
}

// fits looks for what stands in the way; true: this very absence is there already.
func (b *Book) fits(ctx context.Context, tx *sqlx.Tx, a Absence) (again bool, err error) {
	var ahead []Absence
	err = tx.SelectContext(ctx, &ahead, `
		SELECT id, person, kind, from_at, until_at, deputy, note FROM desk.absences WHERE person = $1 AND until_at > $2 ORDER BY until_at`,
		a.Person, a.From)
	if err != nil {
		return false, fmt.Errorf("read absences: %w", err)
	}
	if len(ahead) >= mostAhead {
		return false, fault.Conflict("That is more than can be planned ahead.")
	}
	for _, o := range ahead {
		if o.ID == a.ID && o.Kind == a.Kind && o.From.Equal(a.From) && o.Until.Equal(a.Until) && o.Deputy == a.Deputy && o.Note == a.Note {
			return true, nil
		}
	}
	if slices.ContainsFunc(ahead, func(o Absence) bool { return o.From.Before(a.Until) }) {
		return false, fault.Conflict("This overlaps another absence.").With("from", "overlaps another absence")
	}
	return false, nil
}

func (b *Book) checked(ctx context.Context, by people.Person, in NewAbsence) (Absence, error) {
	if in.Person != by.ID {
		if err := mayManage(by); err != nil {
			return Absence{}, err
		}
	}
	who, err := b.people.Find(ctx, in.Person)
	if err != nil || who.Role == people.RoleCustomer {
		return Absence{}, fault.NotFound("There is no such helper.")
	}
	a := Absence{ID: in.ID, Person: in.Person, Kind: in.Kind, From: in.From.UTC().Truncate(time.Second), Until: in.Until.UTC().Truncate(time.Second), Deputy: in.Deputy}
	if err := b.checkTime(a); err != nil {
		return a, err
	}
	if a.Kind != Vacation && a.Kind != Away {
		return a, fault.Invalid("This is no kind of absence.").With("kind", "must be vacation or away")
	}
	if err := b.checkDeputy(ctx, who, a.Deputy); err != nil {
		return a, err
	}
	a.Note, err = b.masked(ctx, in.Note)
	return a, err
}

func (b *Book) checkTime(a Absence) error {
	now := b.clock.Now()
	switch {
	case a.ID == uuid.Nil:
		return fault.Invalid("An absence needs an id.").With("id", "must be a UUID made by the sender")
	case !a.From.Before(a.Until):
		return fault.Invalid("It must end after it begins.").With("until", "must be after from")
	case !a.Until.After(now):
		return fault.Invalid("This absence is over already.").With("until", "must be in the future")
	case a.From.Before(now.Add(-earliest)):
		return fault.Invalid("This began too long ago.").With("from", "must not be more than a week ago")
	case a.Until.Sub(a.From) > longest || a.Until.After(now.Add(farthest)):
		return fault.Invalid("This is too long.").With("until", "must be within a year of the beginning")
	}
	return nil
}

func (b *Book) masked(ctx context.Context, note string) (string, error) {
	note = strings.TrimSpace(note)
	if utf8.RuneCountInString(note) > noteMost || !utf8.ValidString(note) || strings.ContainsFunc(note, unicode.IsControl) {
		return "", fault.Invalid("This note cannot be used.").With("note", fmt.Sprintf("must be one line of %d characters at most", noteMost))
	}
	if note == "" {
		return "", nil
	}
	masker, err := b.people.MaskerOf(ctx, privacy.Known{})
	return masker.Mask(note).Text, err
}

// End lets an absence end now, or takes one back that has not begun: everybody's
// own, and admins for all. What is over stays as it was.
func (b *Book) End(ctx context.Context, by people.Person, id uuid.UUID) error {
	now := b.clock.Now().UTC().Truncate(time.Second)
	return postgres.InTx(ctx, b.db, func(tx *sqlx.Tx) error {
		var a Absence
		err := tx.GetContext(ctx, &a, `SELECT id, person, kind, from_at, until_at, deputy, note FROM desk.absences WHERE id = $1 FOR UPDATE`, id)
		if errors.Is(err, sql.ErrNoRows) || err == nil && a.Person != by.ID && mayManage(by) != nil {
			return fault.NotFound("There is no such absence.")
		}
		switch {
		case err != nil:
			return fmt.Errorf("read absence: %w", err)
		case !a.Until.After(now):
			return fault.Conflict("This absence is over.")
		case !a.From.Before(now):
			_, err = tx.ExecContext(ctx, `DELETE FROM desk.absences WHERE id = $1`, id)
		default:
			if _, err = tx.ExecContext(ctx, `UPDATE desk.absences SET until_at = $2 WHERE id = $1`, id, now); err == nil {
				err = promiseTurn(ctx, tx, a, now, now)
			}
		}
		if err != nil {
			return fmt.Errorf("end absence: %w", err)
		}
		return people.AuditTx(ctx, tx, now, by, "absence_ended", a.Person.String())
	})
}
