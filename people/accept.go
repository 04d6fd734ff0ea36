package people

import (
	"context"
	"fmt"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"

	"kontor/internal/fault"
	"kontor/internal/postgres"
)

// AcceptInput is what somebody with a link says. Name and Email may be empty
// where the invitation knows them.
type AcceptInput struct{ Name, Email, Password string }

// Accept uses up a link: it sets the password, ends older sessions and signs
// the person in. The first admin is made here.
func (r *Register) Accept(ctx context.Context, token string, in AcceptInput) (Person, string, error) {
	invitation, err := r.Invitation(ctx, token) // before the work of a hash
	if err != nil {
		return Person{}, "", err
	}
	in, err = in.checked(invitation)
	if err != nil {
		return Person{}, "", err
	}
	hash, err := r.hasher.Hash(ctx, in.Password)
	if err != nil {
		return Person{}, "", err
	}
	var person Person
	var session string
	err = postgres.InTx(ctx, r.db, func(tx *sqlx.Tx) error {
		id, err := r.admitTx(ctx, tx, token, in)
		if err != nil {
			return err
		}
		person, session, err = r.letInTx(ctx, tx, id, in.Email, hash)
		return err
	})
	if err != nil {
		return Person{}, "", err
	}
	r.drop(person.ID)
	return person, session, nil
}

// checked takes what is not said from the invitation.
func (in AcceptInput) checked(known Invitation) (AcceptInput, error) {
	var c checks
	if in.Name = c.name("name", in.Name); in.Name == "" {
		in.Name = c.required("name", known.Name)
	}
	if in.Email = c.email("email", in.Email); in.Email == "" {
		in.Email = c.required("email", known.Email)
	}
	c.password("password", in.Password)
	return in, c.err()
}

// admitTx marks the link used and brings the person up to what they said.
func (r *Register) admitTx(ctx context.Context, tx *sqlx.Tx, token string, in AcceptInput) (uuid.UUID, error) {
	if err := lockGuestTx(ctx, tx, token); err != nil {
		return uuid.Nil, err
	}
	guest, err := r.guestTx(ctx, tx, token)
	if err != nil {
		return uuid.Nil, err
	}
	hash, _ := hashToken(token)
	if _, err := tx.ExecContext(ctx, `UPDATE vault.invitations SET used_at = $2 WHERE token_hash = $1`, hash, r.clock.Now()); err != nil {
		return uuid.Nil, fmt.Errorf("use invitation: %w", err)
	}
	if guest.ID == uuid.Nil {
		return r.firstAdminTx(ctx, tx, in)
	}
	update := HelperUpdate{}
	if in.Name != guest.Name {
		update.Name = &in.Name
	}
	if in.Email != guest.Email {
		update.Email = &in.Email
	}
	return guest.ID, r.updateHelperTx(ctx, tx, guest.ID, update)
}

// lockGuestTx locks whom a link is for, before the link itself: so does whoever makes
// them a new one, or lets them go.
func lockGuestTx(ctx context.Context, tx *sqlx.Tx, token string) error {
	hash, _ := hashToken(token)
	_, err := tx.ExecContext(ctx, `
		SELECT FROM desk.people WHERE id = (SELECT person FROM vault.invitations WHERE token_hash = $1) FOR NO KEY UPDATE`, hash)
	if err != nil {
		return fmt.Errorf("lock guest: %w", err)
	}
	return nil
}

func (r *Register) firstAdminTx(ctx context.Context, tx *sqlx.Tx, in AcceptInput) (uuid.UUID, error) {
	switch some, err := hasAdminTx(ctx, tx); {
	case err != nil:
		return uuid.Nil, err
	case some:
		return uuid.Nil, fault.Conflict("There is already an admin. Ask them for an invitation.")
	}
	id, err := uuid.NewV7()
	if err != nil {
		return uuid.Nil, fmt.Errorf("make id: %w", err)
	}
	return id, r.putHelperTx(ctx, tx, System(), NewHelper{
		ID: id, Role: RoleAdmin, Name: in.Name, Email: in.Email, Locale: defaultLocale,
		Languages: []string{}, Teams: []string{}, Topics: []string{}, Capacity: usualCapacity,
	})
}

func (r *Register) letInTx(ctx context.Context, tx *sqlx.Tx, id uuid.UUID, email, hash string) (Person, string, error) {
	if err := r.setCredentialsTx(ctx, tx, id, email, hash); err != nil {
		return Person{}, "", err
	}
	if err := endSessionsTx(ctx, tx, id); err != nil {
		return Person{}, "", err
	}
	session, err := r.startSessionTx(ctx, tx, id)
	if err != nil {
		return Person{}, "", err
	}
	person, err := personTx(ctx, tx, id)
	if err != nil {
		return Person{}, "", err
	}
	return person, session, AuditTx(ctx, tx, r.clock.Now(), person, "invitation_accepted", id.String())
}
