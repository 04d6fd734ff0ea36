package people

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"

	"kontor/internal/fault"
	"kontor/internal/password"
	"kontor/internal/postgres"
)

// SignIn returns the person and the token of a new session. An unknown
// e-mail, a wrong password and an inactive person are told apart neither by
// the fault nor by the time it takes.
func (r *Register) SignIn(ctx context.Context, email, password string) (Person, string, error) {
	refused := fault.Unauthenticated("E-mail or password is not right.")
	login, hash, err := r.credentials(ctx, email)
	if err != nil {
		return Person{}, "", err
	}
	if len(password) > passwordMax*4 { // no stored password has so many bytes
		password = ""
	}
	ok, err := r.hasher.Matches(ctx, password, hash)
	if err != nil {
		return Person{}, "", err
	}
	if !ok || login == uuid.Nil {
		return Person{}, "", refused
	}
	var person Person
	var token string
	err = postgres.InTx(ctx, r.db, func(tx *sqlx.Tx) error {
		held, err := holdCredentialsTx(ctx, tx, login, hash)
		if err != nil {
			return err
		}
		if !held {
			return refused
		}
		if person, err = personTx(ctx, tx, login); err != nil {
			return err
		}
		if !person.Active {
			return refused
		}
		token, err = r.startSessionTx(ctx, tx, login)
		return err
	})
	if err != nil {
		return Person{}, "", err
	}
	return person, token, nil
}

// credentials finds whose login the e-mail is. Nobody has the zero id and a
// hash that no password fits.
func (r *Register) credentials(ctx context.Context, email string) (uuid.UUID, string, error) {
	row := struct {
		Person uuid.UUID
		Hash   string
	}{Hash: password.OfNobody()}
	login, err := r.keyring.BlindEmail(email)
	if err != nil {
		login = []byte{} // nobody's; asked for all the same
	}
	err = r.db.GetContext(ctx, &row, `SELECT person, hash FROM vault.credentials WHERE login = $1`, login)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return uuid.Nil, "", fmt.Errorf("read credentials: %w", err)
	}
	return row.Person, row.Hash, nil
}

// holdCredentialsTx reports whether the password is still this one and keeps it so:
// whoever sets another meanwhile waits, and ends the session that comes of this.
func holdCredentialsTx(ctx context.Context, tx *sqlx.Tx, person uuid.UUID, hash string) (bool, error) {
	var held []bool
	err := tx.SelectContext(ctx, &held, `SELECT true FROM vault.credentials WHERE person = $1 AND hash = $2 FOR SHARE`, person, hash)
	if err != nil {
		return false, fmt.Errorf("hold credentials: %w", err)
	}
	return len(held) == 1, nil
}

// setCredentialsTx gives the person this login and password, or a conflict
// where the login is somebody else's.
func (r *Register) setCredentialsTx(ctx context.Context, tx *sqlx.Tx, person uuid.UUID, email, hash string) error {
	login, err := r.keyring.BlindEmail(email)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `
		INSERT INTO vault.credentials (person, login, hash, changed_at) VALUES ($1, $2, $3, $4)
		ON CONFLICT (person) DO UPDATE SET login = excluded.login, hash = excluded.hash, changed_at = excluded.changed_at`,
		person, login, hash, r.clock.Now())
	if postgres.IsUnique(err) {
		return loginTaken()
	}
	if err != nil {
		return fmt.Errorf("write credentials: %w", err)
	}
	return nil
}

// loginFreeTx refuses an e-mail that signs somebody else in, or that an
// invited helper is going to sign in with. Until the transaction ends nobody else
// can ask for the same one.
func (r *Register) loginFreeTx(ctx context.Context, tx *sqlx.Tx, person uuid.UUID, email string) error {
	login, err := r.keyring.BlindEmail(email)
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, `SELECT pg_advisory_xact_lock(hashtextextended('kontor login ' || encode($1, 'hex'), 0))`, login); err != nil {
		return fmt.Errorf("lock login: %w", err)
	}
	var taken bool
	err = tx.GetContext(ctx, &taken, `
		SELECT EXISTS (SELECT FROM vault.credentials WHERE login = $1 AND person <> $2)
		    OR EXISTS (SELECT FROM vault.blind_index b JOIN desk.people p ON p.id = b.person
		               WHERE b.kind = 'email' AND b.blind = $1 AND p.role <> 'customer' AND p.id <> $2)`,
		login, person)
	if err != nil {
		return fmt.Errorf("read logins: %w", err)
	}
	if taken {
		return loginTaken()
	}
	return nil
}

func loginTaken() error {
	return fault.Conflict("This e-mail already signs somebody in.").With("email", "is already in use")
}
