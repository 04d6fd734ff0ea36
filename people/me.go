package people

import (
	"context"
	"fmt"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"

	"kontor/internal/fault"
	"kontor/internal/postgres"
)

// MeUpdate is what people change about themselves; what is nil stays.
type MeUpdate struct {
	Locale, Name *string
	Languages    *[]string

	TellLooks *bool // a customer's: they want to be told that somebody has looked at their data
}

// UpdateMe changes a person's own settings. A helper's name is the one that
// others see; a customer's name is personal and goes into their profile, and
// the alias stays.
func (r *Register) UpdateMe(ctx context.Context, id uuid.UUID, u MeUpdate) (Person, error) {
	var c checks
	clean(&u.Locale, func(v string) string { return c.locale("locale", c.required("locale", v)) })
	clean(&u.Name, func(v string) string { return c.name("name", v) })
	clean(&u.Languages, func(v []string) []string { return c.languages("languages", v) })
	if err := c.err(); err != nil {
		return Person{}, err
	}
	var person Person
	err := postgres.InTx(ctx, r.db, func(tx *sqlx.Tx) (err error) {
		if person, err = lockPersonTx(ctx, tx, id); err != nil {
			return err
		}
		if err := r.updateMeTx(ctx, tx, person, u); err != nil {
			return err
		}
		person, err = personTx(ctx, tx, id)
		return err
	})
	if err != nil {
		return Person{}, err
	}
	r.drop(id)
	return person, nil
}

func (r *Register) updateMeTx(ctx context.Context, tx *sqlx.Tx, person Person, u MeUpdate) error {
	update := HelperUpdate{Locale: u.Locale, Languages: u.Languages}
	if u.TellLooks != nil {
		if err := r.tellLooksTx(ctx, tx, person, *u.TellLooks); err != nil {
			return err
		}
	}
	if u.Name != nil && person.Role == RoleCustomer {
		err := r.changeProfileTx(ctx, tx, person.ID, func(p *Profile) { p.Name = *u.Name })
		if err != nil {
			return err
		}
	} else if u.Name != nil {
		if *u.Name == "" {
			return fault.Invalid("Others need a name to call you by.").With("name", "is missing")
		}
		update.Name = u.Name
		if err := renameOnTicketsTx(ctx, tx, person.ID, *u.Name); err != nil {
			return err
		}
	}
	return writeHelperTx(ctx, tx, update.on(person))
}

// tellLooksTx notes whether a customer wants to be told of looks at their data: of
// those that come from now on.
func (r *Register) tellLooksTx(ctx context.Context, tx *sqlx.Tx, person Person, on bool) error {
	if person.Role != RoleCustomer {
		return fault.Invalid("Only customers are told who looks at their data.").With("tell_looks", "is for customers")
	}
	_, err := tx.ExecContext(ctx, `UPDATE vault.customers SET looks_told_at = CASE WHEN $2 THEN coalesce(looks_told_at, $3::timestamptz) END WHERE person = $1`,
		person.ID, on, r.clock.Now())
	if err != nil {
		return fmt.Errorf("switch telling of looks: %w", err)
	}
	return nil
}

// TellsLooks reports whether a customer wants to be told of looks at their data.
func (r *Register) TellsLooks(ctx context.Context, customer uuid.UUID) (on bool, err error) {
	err = r.db.GetContext(ctx, &on, `SELECT EXISTS (SELECT FROM vault.customers WHERE person = $1 AND looks_told_at IS NOT NULL)`, customer)
	if err != nil {
		return false, fmt.Errorf("read telling of looks: %w", err)
	}
	return on, nil
}

// SetAvailable turns a helper's own switch and says whether that changed it.
// Nobody else has one.
func (r *Register) SetAvailable(ctx context.Context, id uuid.UUID, on bool) (changed bool, err error) {
	result, err := r.db.ExecContext(ctx, `
		UPDATE desk.people SET available = $2 WHERE id = $1 AND available <> $2 AND active AND role IN ('expert', 'staff')`, id, on)
	if err != nil {
		return false, fmt.Errorf("turn switch: %w", err)
	}
	n, err := result.RowsAffected()
	if err != nil {
		return false, fmt.Errorf("turn switch: %w", err)
	}
	r.found.drop(id)
	return n == 1, nil
}
