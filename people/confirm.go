package people

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"kontor/internal/fault"
)

// freshFor is how long somebody who has just shown who they are need not do so
// again.
const freshFor = 10 * time.Minute

// Confirm notes on a session that whoever holds it has shown anew who they are:
// with the password of their account, or, having none, by the token itself and
// their word (sure).
func (r *Register) Confirm(ctx context.Context, p Person, token, password string, sure bool) error {
	var hash string
	err := r.db.GetContext(ctx, &hash, `SELECT hash FROM vault.credentials WHERE person = $1`, p.ID)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		if !sure {
			return fault.Invalid("Please confirm that you want this.").With("confirm", "must be true")
		}
	case err != nil:
		return fmt.Errorf("read credentials: %w", err)
	default:
		if err := r.checkPassword(ctx, password, hash); err != nil {
			return err
		}
	}
	known, _ := hashToken(token)
	if _, err := r.db.ExecContext(ctx, `UPDATE vault.sessions SET confirmed_at = $3 WHERE token_hash = $1 AND person = $2`, known, p.ID, r.clock.Now()); err != nil {
		return fmt.Errorf("confirm session: %w", err)
	}
	return nil
}

func (r *Register) checkPassword(ctx context.Context, password, hash string) error {
	if password == "" {
		return fault.Invalid("Please enter your password once more.").With("password", "is missing")
	}
	if len(password) > passwordMax*4 {
		password = ""
	}
	ok, err := r.hasher.Matches(ctx, password, hash)
	if err == nil && !ok {
		return fault.Invalid("The password is not right.").With("password", "is not right")
	}
	return err
}

// Fresh is nil for a session whose holder has shown within the last ten
// minutes who they are, else a fault that says what is asked of them.
func (r *Register) Fresh(ctx context.Context, p Person, token string) error {
	known, _ := hashToken(token)
	var fresh bool
	err := r.db.GetContext(ctx, &fresh, `
		SELECT EXISTS (SELECT FROM vault.sessions WHERE token_hash = $1 AND person = $2 AND confirmed_at > $3)`, known, p.ID, r.clock.Now().Add(-freshFor))
	switch {
	case err != nil:
		return fmt.Errorf("read session: %w", err)
	case fresh:
		return nil
	case p.Account:
		return fault.Invalid("Please enter your password once more.").With("password", "is missing")
	}
	return fault.Invalid("Please confirm that you want this.").With("confirm", "must be true")
}
