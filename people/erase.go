package people

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"

	"kontor/internal/postgres"
)

// ErasedName stands where a customer's alias stood.
const ErasedName = "erased"

// ShutOut is the first half of erasing a customer: they are signed out
// everywhere, for good, and their alias is gone. Doing it twice is fine.
func (r *Register) ShutOut(ctx context.Context, customer uuid.UUID) error {
	err := postgres.InTx(ctx, r.db, func(tx *sqlx.Tx) error {
		person, err := lockPersonTx(ctx, tx, customer)
		if err != nil {
			return err
		}
		if person.Role != RoleCustomer {
			return noCustomer()
		}
		return deleteAll(ctx, tx, customer,
			`DELETE FROM vault.sessions WHERE person = $1`,
			`DELETE FROM vault.credentials WHERE person = $1`,
			`DELETE FROM vault.invitations WHERE person = $1`,
			`UPDATE desk.people SET active = false, name = '`+ErasedName+`', languages = '{}' WHERE id = $1`)
	})
	r.drop(customer)
	return err
}

// Destroy is the second half: everything sealed about the customer goes, and
// with their key what was sealed elsewhere, in files and in other places,
// becomes noise. What is left of them is a number. Doing it twice is fine.
func (r *Register) Destroy(ctx context.Context, customer uuid.UUID) error {
	err := postgres.InTx(ctx, r.db, func(tx *sqlx.Tx) error {
		return deleteAll(ctx, tx, customer,
			`DELETE FROM vault.identities WHERE person = $1`,
			`DELETE FROM vault.personal_fields WHERE person = $1`,
			`DELETE FROM vault.blind_index WHERE person = $1`,
			`DELETE FROM vault.customers WHERE person = $1`,
			`DELETE FROM vault.keys WHERE person = $1`)
	})
	r.drop(customer)
	return err
}

func deleteAll(ctx context.Context, tx *sqlx.Tx, person uuid.UUID, statements ...string) error {
	for _, statement := range statements {
		if _, err := tx.ExecContext(ctx, statement, person); err != nil {
			return fmt.Errorf("erase person: %w", err)
		}
	}
	return nil
}

// Admins are the active admins.
func (r *Register) Admins(ctx context.Context) ([]uuid.UUID, error) { return AdminsTx(ctx, r.db) }

// AdminsTx is Admins for who is in a transaction already: one that waited for a second
// connection could wait for itself.
func AdminsTx(ctx context.Context, q sqlx.QueryerContext) ([]uuid.UUID, error) {
	var ids []uuid.UUID
	if err := sqlx.SelectContext(ctx, q, &ids, `SELECT id FROM desk.people WHERE role = 'admin' AND active ORDER BY id`); err != nil {
		return nil, fmt.Errorf("read admins: %w", err)
	}
	return ids, nil
}

// OwnSession is a session as its person may know it.
type OwnSession struct {
	CreatedAt time.Time `db:"created_at"`
	ExpiresAt time.Time `db:"expires_at"`
}

// Sessions are where a person is signed in, newest first.
func (r *Register) Sessions(ctx context.Context, person uuid.UUID) ([]OwnSession, error) {
	sessions := []OwnSession{}
	err := r.db.SelectContext(ctx, &sessions, `
		SELECT created_at, expires_at FROM vault.sessions WHERE person = $1 AND expires_at > $2 ORDER BY created_at DESC, token_hash`, person, r.clock.Now())
	if err != nil {
		return nil, fmt.Errorf("read sessions: %w", err)
	}
	return sessions, nil
}
