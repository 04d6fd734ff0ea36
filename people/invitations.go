package people

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
)

const invitationFor = 7 * 24 * time.Hour

// Invitation is what a link shows to whoever holds it.
type Invitation struct {
	Role        Role
	Name, Email string // empty for the first admin
}

// Invite makes a new link for a helper, for the first time or because they
// forgot their password. It voids their earlier links.
func (r *Register) Invite(ctx context.Context, by Person, id uuid.UUID) (string, error) {
	if err := mayManage(by); err != nil {
		return "", err
	}
	var token string
	err := postgres.InTx(ctx, r.db, func(tx *sqlx.Tx) error {
		person, err := lockPersonTx(ctx, tx, id)
		if err != nil {
			return err
		}
		if person.Role == RoleCustomer {
			return fault.NotFound("There is no such person.")
		}
		if !person.Active {
			return fault.Conflict("This person is not active.")
		}
		if token, err = r.inviteTx(ctx, tx, &id); err != nil {
			return err
		}
		return AuditTx(ctx, tx, r.clock.Now(), by, "person_invited", id.String())
	})
	if err != nil {
		return "", err
	}
	return token, nil
}

// SetupToken makes a link for the first admin while nobody can sign in as one,
// and voids the earlier one; otherwise it says false.
func (r *Register) SetupToken(ctx context.Context) (token string, needed bool, err error) {
	err = postgres.InTx(ctx, r.db, func(tx *sqlx.Tx) error {
		token, needed = "", false
		some, err := hasAdminTx(ctx, tx)
		if err != nil || some {
			return err
		}
		needed = true
		token, err = r.inviteTx(ctx, tx, nil)
		return err
	})
	if err != nil {
		return "", false, err
	}
	return token, needed, nil
}

// Invitation says whom a link is for. A link that was used, replaced or is past
// its date is fault.NotFound.
func (r *Register) Invitation(ctx context.Context, token string) (Invitation, error) {
	var invitation Invitation
	err := postgres.InTx(ctx, r.db, func(tx *sqlx.Tx) error {
		guest, err := r.guestTx(ctx, tx, token)
		if err != nil {
			return err
		}
		invitation = Invitation{Role: guest.Role, Name: guest.Name, Email: guest.Email}
		return nil
	})
	return invitation, err
}

// guestTx finds and locks the link and returns who it is for; the first admin
// has the zero id. The token's own row is locked, so that it works once.
func (r *Register) guestTx(ctx context.Context, tx *sqlx.Tx, token string) (Helper, error) {
	void := fault.NotFound("This link is not valid any more.")
	hash, ok := hashToken(token)
	if !ok {
		return Helper{}, void
	}
	var person uuid.NullUUID
	err := tx.GetContext(ctx, &person, `
		SELECT person FROM vault.invitations WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2 FOR UPDATE`,
		hash, r.clock.Now())
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return Helper{}, void
	case err != nil:
		return Helper{}, fmt.Errorf("read invitation: %w", err)
	case !person.Valid:
		return Helper{Person: Person{Role: RoleAdmin}}, nil
	}
	guest, err := r.helperTx(ctx, tx, person.UUID)
	if err != nil {
		return Helper{}, err
	}
	if !guest.Active {
		return Helper{}, void
	}
	return guest, nil
}

// inviteTx makes a link for a person, or (nil) for the first admin.
func (r *Register) inviteTx(ctx context.Context, tx *sqlx.Tx, person *uuid.UUID) (string, error) {
	if err := voidInvitationsTx(ctx, tx, person); err != nil {
		return "", err
	}
	token := newToken()
	hash, _ := hashToken(token)
	now := r.clock.Now()
	_, err := tx.ExecContext(ctx, `
		INSERT INTO vault.invitations (token_hash, person, created_at, expires_at) VALUES ($1, $2, $3, $4)`,
		hash, person, now, now.Add(invitationFor))
	if err != nil {
		return "", fmt.Errorf("write invitation: %w", err)
	}
	return token, nil
}

func voidInvitationsTx(ctx context.Context, tx *sqlx.Tx, person *uuid.UUID) error {
	_, err := tx.ExecContext(ctx, `DELETE FROM vault.invitations WHERE person IS NOT DISTINCT FROM $1 AND used_at IS NULL`, person)
	if err != nil {
		return fmt.Errorf("void invitations: %w", err)
	}
	return nil
}

// hasAdminTx also keeps others from making the first one until the transaction ends.
func hasAdminTx(ctx context.Context, tx *sqlx.Tx) (bool, error) {
	if _, err := tx.ExecContext(ctx, `SELECT pg_advisory_xact_lock(hashtext('kontor first admin'))`); err != nil {
		return false, fmt.Errorf("lock set-up: %w", err)
	}
	var some bool
	if err := tx.GetContext(ctx, &some, `SELECT EXISTS (`+selectAdmins+`)`); err != nil {
		return false, fmt.Errorf("read admins: %w", err)
	}
	return some, nil
}
