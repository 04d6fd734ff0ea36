package people

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"kontor/internal/fault"
)

// A session holds for thirty days after it was last used. Its end is moved at
// most once a day, so that reading does not write.
const (
	sessionFor   = 30 * 24 * time.Hour
	sessionSlide = 24 * time.Hour
)

const selectByToken = `SELECT ` + personColumns + `, s.expires_at
	FROM vault.sessions s JOIN desk.people p ON p.id = s.person
	WHERE s.token_hash = $1`

// ByToken returns the person whose session this is. Unknown, ended and
// shapeless tokens and inactive people get the same fault.Unauthenticated.
func (r *Register) ByToken(ctx context.Context, token string) (Person, error) {
	hash, ok := hashToken(token)
	if !ok {
		return Person{}, signedOut()
	}
	var row struct {
		personRow
		ExpiresAt time.Time `db:"expires_at"`
	}
	switch err := r.quick.Get(ctx, &row, selectByToken, hash); {
	case errors.Is(err, sql.ErrNoRows):
		return Person{}, signedOut()
	case err != nil:
		return Person{}, fmt.Errorf("read session: %w", err)
	}
	now := r.clock.Now()
	if !row.Active || !now.Before(row.ExpiresAt) {
		return Person{}, signedOut()
	}
	if row.ExpiresAt.Sub(now) < sessionFor-sessionSlide {
		if err := r.slide(ctx, hash, now); err != nil {
			return Person{}, err
		}
	}
	return row.person(), nil
}

// StillSignedIn gives, for those of these tokens that still are sessions of
// active people, the people as they now are. It moves no session's end.
func (r *Register) StillSignedIn(ctx context.Context, tokens []string) (map[string]Person, error) {
	byHash := make(map[string]string, len(tokens))
	hashes := make(pq.ByteaArray, 0, len(tokens))
	for _, token := range tokens {
		if hash, ok := hashToken(token); ok {
			byHash[string(hash)] = token
			hashes = append(hashes, hash)
		}
	}
	var rows []struct {
		personRow
		Hash []byte `db:"token_hash"`
	}
	err := r.quick.Select(ctx, &rows, `
		SELECT `+personColumns+`, s.token_hash
		FROM vault.sessions s JOIN desk.people p ON p.id = s.person
		WHERE s.token_hash = ANY ($1) AND s.expires_at > $2 AND p.active`, hashes, r.clock.Now())
	if err != nil {
		return nil, fmt.Errorf("read sessions: %w", err)
	}
	people := make(map[string]Person, len(rows))
	for _, row := range rows {
		people[byHash[string(row.Hash)]] = row.person()
	}
	return people, nil
}

// SignOut ends the session. A token that is no session any more is fine.
func (r *Register) SignOut(ctx context.Context, token string) error {
	hash, ok := hashToken(token)
	if !ok {
		return nil
	}
	if _, err := r.db.ExecContext(ctx, `DELETE FROM vault.sessions WHERE token_hash = $1`, hash); err != nil {
		return fmt.Errorf("end session: %w", err)
	}
	return nil
}

// Sweep removes sessions and links that are past their date, and says how many.
func (r *Register) Sweep(ctx context.Context) (int64, error) {
	var gone int64
	err := r.db.GetContext(ctx, &gone, `
		WITH s AS (DELETE FROM vault.sessions WHERE expires_at <= $1 RETURNING 1),
		     i AS (DELETE FROM vault.invitations WHERE expires_at <= $1 RETURNING 1)
		SELECT (SELECT count(*) FROM s) + (SELECT count(*) FROM i)`, r.clock.Now())
	if err != nil {
		return 0, fmt.Errorf("sweep sessions: %w", err)
	}
	return gone, nil
}

func (r *Register) slide(ctx context.Context, hash []byte, now time.Time) error {
	_, err := r.db.ExecContext(ctx, `UPDATE vault.sessions SET expires_at = $2 WHERE token_hash = $1`, hash, now.Add(sessionFor))
	if err != nil {
		return fmt.Errorf("extend session: %w", err)
	}
	return nil
}

// startSessionTx signs the person in and returns the token.
func (r *Register) startSessionTx(ctx context.Context, tx *sqlx.Tx, person uuid.UUID) (string, error) {
	token := newToken()
	hash, _ := hashToken(token)
	now := r.clock.Now()
	_, err := tx.ExecContext(ctx, `
		INSERT INTO vault.sessions (token_hash, person, created_at, expires_at) VALUES ($1, $2, $3, $4)`,
		hash, person, now, now.Add(sessionFor))
	if err != nil {
		return "", fmt.Errorf("start session: %w", err)
	}
	return token, nil
}

// endSessionsTx signs the person out everywhere.
func endSessionsTx(ctx context.Context, tx *sqlx.Tx, person uuid.UUID) error {
	if _, err := tx.ExecContext(ctx, `DELETE FROM vault.sessions WHERE person = $1`, person); err != nil {
		return fmt.Errorf("end sessions: %w", err)
	}
	return nil
}

func signedOut() error { return fault.Unauthenticated("Please sign in.") }
