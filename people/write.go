package people

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"kontor/privacy"
)

// The kinds of vault.identities and vault.blind_index.
const (
	kindEmail = "email"
	kindPhone = "phone"
	kindOrder = "order"
	kindName  = "name"
)

// writeProfileTx replaces all that is sealed about the person, and what they
// are found by. It expects the profile to be checked, and the caller to hold a
// lock that keeps a second writer of the same person away.
func (r *Register) writeProfileTx(ctx context.Context, tx *sqlx.Tx, key *privacy.PersonKey, person uuid.UUID, p Profile) error {
	if err := writeFieldsTx(ctx, tx, key, person, p.fields()); err != nil {
		return err
	}
	if err := r.writeIdentitiesTx(ctx, tx, key, person, p); err != nil {
		return err
	}
	return r.writeBlindIndexTx(ctx, tx, person, p)
}

func writeFieldsTx(ctx context.Context, tx *sqlx.Tx, key *privacy.PersonKey, person uuid.UUID, fields map[string][]byte) error {
	if _, err := tx.ExecContext(ctx, `DELETE FROM vault.personal_fields WHERE person = $1`, person); err != nil {
		return fmt.Errorf("clear fields: %w", err)
	}
	for field, value := range fields {
		_, err := tx.ExecContext(ctx, `INSERT INTO vault.personal_fields (person, field, sealed) VALUES ($1, $2, $3)`,
			person, field, key.Seal(value, fieldPlace(person, field)))
		if err != nil {
			return fmt.Errorf("write field: %w", err)
		}
	}
	return nil
}

type identity struct {
	kind     string
	position int
	value    string
	blind    []byte
}

func (r *Register) identities(p Profile) ([]identity, error) {
	all := make([]identity, 0, len(p.Emails)+len(p.Phones))
	for i, email := range p.Emails {
		blind, err := r.keyring.BlindEmail(email)
		if err != nil {
			return nil, err
		}
		all = append(all, identity{kindEmail, i, email, blind})
	}
	for i, phone := range p.Phones {
		blinds, err := r.blindPhones(phone)
		if err != nil {
			return nil, err
		}
		all = append(all, identity{kindPhone, i, phone, blinds[0]})
	}
	return all, nil
}

// writeIdentitiesTx keeps what was verified verified as long as the address
// itself stays.
func (r *Register) writeIdentitiesTx(ctx context.Context, tx *sqlx.Tx, key *privacy.PersonKey, person uuid.UUID, p Profile) error {
	verified, err := clearIdentitiesTx(ctx, tx, person)
	if err != nil {
		return err
	}
	all, err := r.identities(p)
	if err != nil {
		return err
	}
	for _, it := range all {
		id, err := uuid.NewV7()
		if err != nil {
			return fmt.Errorf("make id: %w", err)
		}
		_, err = tx.ExecContext(ctx, `
			INSERT INTO vault.identities (id, person, kind, position, sealed, blind, verified_at)
			VALUES ($1, $2, $3, $4, $5, $6, $7)`,
			id, person, it.kind, it.position, key.Seal([]byte(it.value), identityPlace(id.String())), it.blind,
			verified[it.kind+string(it.blind)])
		if err != nil {
			return fmt.Errorf("write identity: %w", err)
		}
	}
	return nil
}

// clearIdentitiesTx returns since when those that were verified were, by kind
// and blind index.
func clearIdentitiesTx(ctx context.Context, tx *sqlx.Tx, person uuid.UUID) (map[string]*time.Time, error) {
	var rows []struct {
		Kind       string
		Blind      []byte
		VerifiedAt *time.Time `db:"verified_at"`
	}
	err := tx.SelectContext(ctx, &rows, `DELETE FROM vault.identities WHERE person = $1 RETURNING kind, blind, verified_at`, person)
	if err != nil {
		return nil, fmt.Errorf("clear identities: %w", err)
	}
	verified := make(map[string]*time.Time, len(rows))
	for _, row := range rows {
		if row.VerifiedAt != nil {
			verified[row.Kind+string(row.Blind)] = row.VerifiedAt
		}
	}
	return verified, nil
}

func (r *Register) writeBlindIndexTx(ctx context.Context, tx *sqlx.Tx, person uuid.UUID, p Profile) error {
	if _, err := tx.ExecContext(ctx, `DELETE FROM vault.blind_index WHERE person = $1`, person); err != nil {
		return fmt.Errorf("clear blind index: %w", err)
	}
	set, err := r.blinds(p)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `
		INSERT INTO vault.blind_index (kind, blind, person)
		SELECT kind, blind, $3 FROM unnest($1::text[], $2::bytea[]) AS b (kind, blind)
		ON CONFLICT DO NOTHING`, pq.StringArray(set.kinds), pq.ByteaArray(set.blinds), person)
	if err != nil {
		return fmt.Errorf("write blind index: %w", err)
	}
	return nil
}

func insertPersonTx(ctx context.Context, tx *sqlx.Tx, p Person) (bool, error) {
	result, err := tx.ExecContext(ctx, `
		INSERT INTO desk.people (id, role, name, locale, languages, capacity, created_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO NOTHING`,
		p.ID, p.Role, p.Name, p.Locale, pq.StringArray(p.Languages), p.Capacity, p.CreatedAt)
	if err != nil {
		return false, fmt.Errorf("write person: %w", err)
	}
	n, err := result.RowsAffected()
	return n == 1, err
}
