package people

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"

	"kontor/internal/fault"
	"kontor/privacy"
)

// ApplicantInput is what somebody says who wants to become an expert. The id is
// theirs to make. Name and e-mail are personal; others know them by an alias.
type ApplicantInput struct {
	ID                            uuid.UUID
	Email, Password, Name, Locale string
	Languages                     []string
}

// Applicant is somebody whose input was found right, not yet written.
type Applicant struct {
	in   ApplicantInput
	hash string
}

// Applicant checks what an applicant says, before any transaction: hashing a
// password takes its time.
func (r *Register) Applicant(ctx context.Context, in ApplicantInput) (Applicant, error) {
	var c checks
	if in.ID == uuid.Nil {
		c.wrong("id", "is missing")
	}
	in.Email = c.required("email", c.email("email", in.Email))
	in.Name = c.required("name", c.name("name", in.Name))
	in.Locale = c.locale("locale", in.Locale)
	if in.Languages = c.languages("languages", in.Languages); len(in.Languages) == 0 {
		c.wrong("languages", "is missing")
	}
	c.password("password", in.Password)
	if err := c.err(); err != nil {
		return Applicant{}, err
	}
	hash, err := r.hasher.Hash(ctx, in.Password)
	return Applicant{in, hash}, err
}

// AdmitTx makes the applicant a person of role expert with an alias, an account
// and no topic, so that nothing is offered to them, and signs them in. Somebody
// with this id is a conflict, and so is a login that somebody has.
func (r *Register) AdmitTx(ctx context.Context, tx *sqlx.Tx, a Applicant) (Person, string, error) {
	now := r.clock.Now()
	created, err := insertPersonTx(ctx, tx, Person{
		ID: a.in.ID, Role: RoleExpert, Name: newAlias(), Locale: a.in.Locale, Languages: a.in.Languages, Capacity: usualCapacity, CreatedAt: now,
	})
	if err != nil {
		return Person{}, "", err
	}
	if !created {
		return Person{}, "", fault.Conflict("This id is already in use.").With("id", "is already in use")
	}
	if err := r.loginFreeTx(ctx, tx, a.in.ID, a.in.Email); err != nil {
		return Person{}, "", err
	}
	key, err := r.newKeyTx(ctx, tx, a.in.ID, now)
	if err != nil {
		return Person{}, "", err
	}
	if err := r.writeProfileTx(ctx, tx, key, a.in.ID, Profile{Name: a.in.Name, Emails: []string{a.in.Email}}); err != nil {
		return Person{}, "", err
	}
	if err := r.setCredentialsTx(ctx, tx, a.in.ID, a.in.Email, a.hash); err != nil {
		return Person{}, "", err
	}
	session, err := r.startSessionTx(ctx, tx, a.in.ID)
	if err != nil {
		return Person{}, "", err
	}
	person, err := personTx(ctx, tx, a.in.ID)
	return person, session, err
}

// DismissTx takes from somebody who is no expert after all what is personal of
// them, and with their key whatever was sealed with it. Their row stays, without
// an account.
func (r *Register) DismissTx(ctx context.Context, tx *sqlx.Tx, person uuid.UUID) error {
	return deleteAll(ctx, tx, person,
		`DELETE FROM vault.sessions WHERE person = $1`,
		`DELETE FROM vault.credentials WHERE person = $1`,
		`DELETE FROM vault.invitations WHERE person = $1`,
		`UPDATE desk.people SET active = false, available = false, name = '`+ErasedName+`', languages = '{}' WHERE id = $1`,
		`DELETE FROM vault.identities WHERE person = $1`,
		`DELETE FROM vault.personal_fields WHERE person = $1`,
		`DELETE FROM vault.blind_index WHERE person = $1`,
		`DELETE FROM vault.keys WHERE person = $1`)
}

// Contact is an expert's own name and e-mail, for who decides on their
// application. Whoever asks writes down that they did.
func (r *Register) Contact(ctx context.Context, expert uuid.UUID) (name, email string, err error) {
	known, err := r.personal(ctx, expert)
	return known.profile.Name, known.profile.email(), err
}

// KeyTx is the key with which something of a person is sealed.
func (r *Register) KeyTx(ctx context.Context, q sqlx.QueryerContext, person uuid.UUID) (*privacy.PersonKey, error) {
	var wrapped []byte
	err := sqlx.GetContext(ctx, q, &wrapped, `SELECT wrapped FROM vault.keys WHERE person = $1`, person)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, fault.NotFound("There is no such person.")
	}
	if err != nil {
		return nil, fmt.Errorf("read key: %w", err)
	}
	key, err := r.keyring.Unwrap(person, wrapped)
	if err != nil {
		return nil, fmt.Errorf("unwrap key of %s: %w", person, err)
	}
	return key, nil
}

// Changed drops what this process remembers of a person whose topics have
// changed past the register.
func (r *Register) Changed(person uuid.UUID) { r.drop(person) }
