package contact

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"

	"kontor/internal/fault"
	"kontor/internal/postgres"
	"kontor/people"
)

// The two whom a customer may have.
const (
	Staff  = "staff"
	Expert = "expert"
)

// Contact is one helper whom one customer usually talks to.
type Contact struct {
	ID       uuid.UUID `db:"id"`
	Customer uuid.UUID `db:"customer"`
	Kind     string    `db:"kind"`
	Person   uuid.UUID `db:"person"`
	Name     string    `db:"name"`  // of the person, as others know them
	Alias    string    `db:"alias"` // of the customer
	Since    time.Time `db:"since"`
}

const selectContacts = `
	SELECT c.id, c.customer, c.kind, c.person, p.name, k.name AS alias, c.since
	FROM desk.contacts c JOIN desk.people p ON p.id = c.person JOIN desk.people k ON k.id = c.customer `

// Keep is a customer's wish to come back to a helper: a member of staff becomes their
// personal contact, an expert is asked first. Whoever it was before is so no longer.
func (b *Book) Keep(ctx context.Context, customer people.Person, helper uuid.UUID) error {
	who, err := b.people.Find(ctx, helper)
	switch {
	case err != nil:
		return err
	case !who.Active:
		return fault.Conflict("This person does not help here any more.")
	case who.Role == people.RoleExpert:
		return b.set(ctx, customer, customer.ID, Expert, helper)
	case isStaff(who):
		return b.set(ctx, customer, customer.ID, Staff, helper)
	}
	return fault.NotFound("There is no such helper.")
}

// Name makes a member of staff a customer's personal contact. Which customers
// somebody may name one for, the caller knows: those whose tickets they see.
func (b *Book) Name(ctx context.Context, by people.Person, customer, person uuid.UUID) error {
	if !isStaff(by) {
		return fault.Forbidden("Only staff may do this.")
	}
	who, err := b.people.Find(ctx, person)
	if fault.Is(err, fault.KindNotFound) || err == nil && !isStaff(who) {
		return fault.Invalid("A personal contact is one of staff.").With("person", "is not staff")
	}
	if err != nil {
		return err
	}
	return b.set(ctx, by, customer, Staff, person)
}

// set writes a contact, and nothing if it is so already.
func (b *Book) set(ctx context.Context, by people.Person, customer uuid.UUID, kind string, person uuid.UUID) error {
	id, err := uuid.NewV7()
	if err != nil {
		return fmt.Errorf("make id: %w", err)
	}
	now := b.clock.Now()
	return postgres.InTx(ctx, b.db, func(tx *sqlx.Tx) error {
		result, err := tx.ExecContext(ctx, `
			INSERT INTO desk.contacts AS c (id, customer, kind, person, made_by, since) VALUES ($1, $2, $3, $4, $5, $6)
			ON CONFLICT (customer, kind) DO UPDATE SET id = excluded.id, person = excluded.person, made_by = excluded.made_by, since = excluded.since
			WHERE c.person <> excluded.person`, id, customer, kind, person, by.ID, now)
		return b.changed(ctx, tx, result, err, by, "contact_set", person, kind)
	})
}

// changed writes the line of the audit log, if anything was.
func (b *Book) changed(ctx context.Context, tx *sqlx.Tx, result sql.Result, err error, by people.Person, act string, target uuid.UUID, fields ...string) error {
	if err != nil {
		return fmt.Errorf("%s: %w", act, err)
	}
	if n, err := result.RowsAffected(); err != nil || n == 0 {
		return err
	}
	return people.AuditTx(ctx, tx, b.clock.Now(), by, act, target.String(), fields...)
}

// Forget ends what a customer wished, or what staff said. It is fine if there was
// nothing.
func (b *Book) Forget(ctx context.Context, by people.Person, customer uuid.UUID, kind string) error {
	return postgres.InTx(ctx, b.db, func(tx *sqlx.Tx) error {
		result, err := tx.ExecContext(ctx, `DELETE FROM desk.contacts WHERE customer = $1 AND kind = $2`, customer, kind)
		return b.changed(ctx, tx, result, err, by, "contact_removed", customer, kind)
	})
}

// Decline ends one contact, by its id: helpers their own, admins everybody's. Whom the
// customer has chosen meanwhile stays.
func (b *Book) Decline(ctx context.Context, by people.Person, id uuid.UUID) error {
	return postgres.InTx(ctx, b.db, func(tx *sqlx.Tx) error {
		var c Contact
		err := tx.GetContext(ctx, &c, `DELETE FROM desk.contacts WHERE id = $1 AND (person = $2 OR $3) RETURNING customer, kind`, id, by.ID, mayManage(by) == nil)
		if errors.Is(err, sql.ErrNoRows) {
			return noContact()
		}
		if err != nil {
			return fmt.Errorf("remove contact: %w", err)
		}
		return people.AuditTx(ctx, tx, b.clock.Now(), by, "contact_removed", c.Customer.String(), c.Kind)
	})
}

// Hand gives a customer's personal contact to another member of staff.
func (b *Book) Hand(ctx context.Context, by people.Person, id, person uuid.UUID) error {
	if err := mayManage(by); err != nil {
		return err
	}
	c, err := b.find(ctx, id)
	if err != nil {
		return err
	}
	if c.Kind != Staff {
		return fault.Conflict("Which expert they come back to is the customer's own choice.")
	}
	return b.Name(ctx, by, c.Customer, person)
}

func (b *Book) find(ctx context.Context, id uuid.UUID) (Contact, error) {
	var c Contact
	err := b.db.GetContext(ctx, &c, selectContacts+`WHERE c.id = $1`, id)
	if errors.Is(err, sql.ErrNoRows) {
		return c, noContact()
	}
	return c, err
}

func noContact() error { return fault.NotFound("There is no such contact.") }

// Page is how many contacts one page of a list holds.
const Page = 100

// Regulars are the customers who come back to a helper, the newest first, before an
// id (nil: from the newest).
func (b *Book) Regulars(ctx context.Context, helper, before uuid.UUID) ([]Contact, error) {
	if who, err := b.people.Find(ctx, helper); err != nil || who.Role == people.RoleCustomer {
		return nil, fault.NotFound("There is no such helper.")
	}
	found := []Contact{}
	err := b.db.SelectContext(ctx, &found, selectContacts+`
		WHERE c.person = $1 AND k.active AND ($2::uuid = '00000000-0000-0000-0000-000000000000' OR c.id < $2) ORDER BY c.id DESC LIMIT $3`, helper, before, Page)
	if err != nil {
		return nil, fmt.Errorf("read regulars: %w", err)
	}
	return found, nil
}
