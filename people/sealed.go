package people

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"kontor/internal/fault"
	"kontor/privacy"
)

// selectDossier reads all that is sealed about one person, in one statement
// and so as of one moment.
const selectDossier = `
	SELECT k.wrapped, coalesce(c.version, 0) AS version,
	       ARRAY(SELECT field FROM vault.personal_fields WHERE person = k.person ORDER BY field) AS fields,
	       ARRAY(SELECT sealed FROM vault.personal_fields WHERE person = k.person ORDER BY field) AS field_values,
	       ARRAY(SELECT id::text FROM vault.identities WHERE person = k.person ORDER BY kind, position, id) AS identities,
	       ARRAY(SELECT kind FROM vault.identities WHERE person = k.person ORDER BY kind, position, id) AS kinds,
	       ARRAY(SELECT sealed FROM vault.identities WHERE person = k.person ORDER BY kind, position, id) AS identity_values
	FROM vault.keys k LEFT JOIN vault.customers c ON c.person = k.person
	WHERE k.person = $1`

type sealedRow struct {
	Wrapped        []byte
	Version        int64 // 0: not a customer
	Fields         pq.StringArray
	FieldValues    pq.ByteaArray `db:"field_values"`
	Identities     pq.StringArray
	Kinds          pq.StringArray
	IdentityValues pq.ByteaArray `db:"identity_values"`
}

// personal is what is known of a person, opened.
type personal struct {
	key     *privacy.PersonKey
	version int64
	profile Profile
}

// getter is a transaction's or the pool's way to ask selectDossier.
type getter func(ctx context.Context, dest any, id uuid.UUID) error

func (r *Register) personalTx(ctx context.Context, tx *sqlx.Tx, id uuid.UUID) (personal, error) {
	return r.openPersonal(ctx, id, func(ctx context.Context, dest any, id uuid.UUID) error {
		return tx.GetContext(ctx, dest, selectDossier, id)
	})
}

func (r *Register) personal(ctx context.Context, id uuid.UUID) (personal, error) {
	return r.openPersonal(ctx, id, func(ctx context.Context, dest any, id uuid.UUID) error {
		return r.quick.Get(ctx, dest, selectDossier, id)
	})
}

// openPersonal gives fault.NotFound for people who do not exist or whose key
// was destroyed.
func (r *Register) openPersonal(ctx context.Context, id uuid.UUID, get getter) (personal, error) {
	var row sealedRow
	switch err := get(ctx, &row, id); {
	case errors.Is(err, sql.ErrNoRows):
		return personal{}, fault.NotFound("There is no such person.")
	case err != nil:
		return personal{}, fmt.Errorf("read what is sealed: %w", err)
	}
	key, err := r.keyring.Unwrap(id, row.Wrapped)
	if err != nil {
		return personal{}, fmt.Errorf("unwrap key of %s: %w", id, err)
	}
	profile, err := row.open(id, key)
	if err != nil {
		return personal{}, fmt.Errorf("open what is sealed of %s: %w", id, err)
	}
	return personal{key: key, version: row.Version, profile: profile}, nil
}

func (s sealedRow) open(person uuid.UUID, key *privacy.PersonKey) (Profile, error) {
	profile := Profile{Emails: []string{}, Phones: []string{}, Orders: []string{}}
	for i, field := range s.Fields {
		value, err := key.Open(s.FieldValues[i], fieldPlace(person, field))
		if err != nil {
			return Profile{}, err
		}
		if err := profile.setField(field, value); err != nil {
			return Profile{}, err
		}
	}
	for i, id := range s.Identities {
		value, err := key.Open(s.IdentityValues[i], identityPlace(id))
		if err != nil {
			return Profile{}, err
		}
		switch s.Kinds[i] {
		case kindEmail:
			profile.Emails = append(profile.Emails, string(value))
		case kindPhone:
			profile.Phones = append(profile.Phones, string(value))
		}
	}
	return profile, nil
}

// The fields of vault.personal_fields.
const (
	fieldName    = "name"
	fieldAddress = "address"
	fieldOrders  = "orders"
)

func (p *Profile) setField(field string, value []byte) error {
	switch field {
	case fieldName:
		p.Name = string(value)
	case fieldAddress:
		p.Address = string(value)
	case fieldOrders:
		if err := json.Unmarshal(value, &p.Orders); err != nil {
			return errors.New("orders are not a list") // the cause would quote them
		}
	}
	return nil
}

// fields gives what is to be sealed; what is empty is not kept.
func (p Profile) fields() map[string][]byte {
	fields := make(map[string][]byte, 3)
	if p.Name != "" {
		fields[fieldName] = []byte(p.Name)
	}
	if p.Address != "" {
		fields[fieldAddress] = []byte(p.Address)
	}
	if len(p.Orders) > 0 {
		fields[fieldOrders], _ = json.Marshal(p.Orders) // strings cannot fail
	}
	return fields
}

// The places of sealed bytes: a value opens only where it was sealed.
func fieldPlace(person uuid.UUID, field string) string {
	return "fields:" + person.String() + ":" + field
}

func identityPlace(id string) string { return "identities:" + id }

// newKeyTx makes the person's key.
func (r *Register) newKeyTx(ctx context.Context, tx *sqlx.Tx, person uuid.UUID, now time.Time) (*privacy.PersonKey, error) {
	key, wrapped, err := r.keyring.NewPersonKey(person)
	if err != nil {
		return nil, fmt.Errorf("make key: %w", err)
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO vault.keys (person, wrapped, made_at) VALUES ($1, $2, $3)`, person, wrapped, now)
	if err != nil {
		return nil, fmt.Errorf("write key: %w", err)
	}
	return key, nil
}
