package rewards

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"

	"kontor/internal/fault"
	"kontor/internal/postgres"
	"kontor/people"
)

// Payee is whom an expert's payouts go to, as their bank knows them.
type Payee struct {
	Name string `json:"name"`
	IBAN string `json:"iban"`
}

func payeePlace(person uuid.UUID) string { return "payees:" + person.String() }

// Payee of an expert; false: they have not said yet. It is for the expert.
func (b *Book) Payee(ctx context.Context, expert uuid.UUID) (Payee, bool, error) {
	var sealed []byte
	err := b.db.GetContext(ctx, &sealed, `SELECT sealed FROM vault.payees WHERE person = $1`, expert)
	if errors.Is(err, sql.ErrNoRows) {
		return Payee{}, false, nil
	}
	if err != nil {
		return Payee{}, false, fmt.Errorf("read payee: %w", err)
	}
	p, err := b.openPayee(ctx, expert, sealed)
	return p, err == nil, err
}

func (b *Book) openPayee(ctx context.Context, expert uuid.UUID, sealed []byte) (Payee, error) {
	key, err := b.people.Key(ctx, expert)
	if err != nil {
		return Payee{}, err
	}
	raw, err := key.Open(sealed, payeePlace(expert))
	if err != nil {
		return Payee{}, fmt.Errorf("open payee of %s: %w", expert, err)
	}
	var p Payee
	if json.Unmarshal(raw, &p) != nil {
		return Payee{}, errors.New("payee is damaged") // the cause would quote it
	}
	return p, nil
}

// SetPayee says whom somebody's own payouts go to from now on, and gives it as it
// was kept.
func (b *Book) SetPayee(ctx context.Context, by people.Person, p Payee) (Payee, error) {
	if by.Role != people.RoleExpert {
		return Payee{}, fault.Forbidden("This is for experts only.")
	}
	p = Payee{Name: strings.TrimSpace(p.Name), IBAN: tidyIBAN(p.IBAN)}
	if err := p.check(); err != nil {
		return Payee{}, err
	}
	key, err := b.people.Key(ctx, by.ID)
	if err != nil {
		return Payee{}, err
	}
	raw, _ := json.Marshal(p) // strings cannot fail
	return p, postgres.InTx(ctx, b.db, func(tx *sqlx.Tx) error {
		now := b.clock.Now()
		_, err := tx.ExecContext(ctx, `
			INSERT INTO vault.payees (person, sealed, changed_at) VALUES ($1, $2, $3)
			ON CONFLICT (person) DO UPDATE SET sealed = excluded.sealed, changed_at = excluded.changed_at`, by.ID, key.Seal(raw, payeePlace(by.ID)), now)
		if err != nil {
			return fmt.Errorf("write payee: %w", err)
		}
		return people.AuditTx(ctx, tx, now, by, "payee_changed", by.ID.String())
	})
}

func (p Payee) check() error {
	f := fault.Invalid("Nothing can be paid to this.")
	if !isName(p.Name) {
		f = f.With("name", fmt.Sprintf("must be one line of %d characters at most", payerName))
	}
	if !isIBAN(p.IBAN) {
		f = f.With("iban", "is not an IBAN; please check its digits")
	}
	if len(f.Fields) > 0 {
		return f
	}
	return nil
}
