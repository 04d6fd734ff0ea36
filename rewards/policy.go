package rewards

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/jmoiron/sqlx"

	"kontor/internal/fault"
	"kontor/internal/postgres"
	"kontor/people"
)

// Policy is what the organisation has decided about rewards.
type Policy struct {
	GraceHours int    `json:"grace_hours"` // from solved until it is due
	Zone       string `json:"zone"`        // whose clock hours, days and months are of
	Currency   string `json:"currency"`    // that payouts are made in
	Minimum    int64  `json:"minimum"`     // that a payout needs, in the smallest unit
	PayerName  string `json:"payer_name"`  // as the bank knows the organisation
	PayerIBAN  string `json:"payer_iban"`
	PayerBIC   string `json:"payer_bic"` // empty: the bank finds it by the IBAN
}

// PolicyUpdate changes what is not nil.
type PolicyUpdate struct {
	GraceHours *int
	Zone       *string
	Currency   *string
	Minimum    *int64
	PayerName  *string
	PayerIBAN  *string
	PayerBIC   *string
}

const (
	policyKey  = "rewards"
	mostGrace  = 90 * 24
	payerName  = 70 // pain.001: Max140Text, of which SEPA takes 70
	usualGrace = 72
)

// Policy reads what the organisation has decided, or what is usual.
func (b *Book) Policy(ctx context.Context) (Policy, error) { return readPolicy(ctx, b.db) }

func readPolicy(ctx context.Context, q sqlx.QueryerContext) (Policy, error) {
	p := Policy{GraceHours: usualGrace, Zone: "UTC", Currency: "EUR", Minimum: 2500}
	var raw []byte
	err := sqlx.GetContext(ctx, q, &raw, `SELECT coalesce((SELECT value FROM desk.settings WHERE key = $1), '{}')`, policyKey)
	if err != nil {
		return p, fmt.Errorf("read policy: %w", err)
	}
	return p, json.Unmarshal(raw, &p)
}

// zone is the organisation's, or UTC where it is not known here.
func (p Policy) zone() *time.Location {
	zone, err := time.LoadLocation(p.Zone)
	if err != nil {
		return time.UTC
	}
	return zone
}

func (p Policy) grace() time.Duration { return time.Duration(p.GraceHours) * time.Hour }

// SetPolicy decides anew. What is waiting already keeps its time of grace.
func (b *Book) SetPolicy(ctx context.Context, by people.Person, u PolicyUpdate) (Policy, error) {
	if err := mayManage(by); err != nil {
		return Policy{}, err
	}
	var p Policy
	err := postgres.InTx(ctx, b.db, func(tx *sqlx.Tx) (err error) {
		if err := lock(ctx, tx); err != nil {
			return err
		}
		if p, err = readPolicy(ctx, tx); err != nil {
			return err
		}
		changed := u.apply(&p)
		if err := p.check(); err != nil || len(changed) == 0 {
			return err
		}
		if err := writePolicy(ctx, tx, p); err != nil {
			return err
		}
		return people.AuditTx(ctx, tx, b.clock.Now(), by, "rewards_changed", policyKey, changed...)
	})
	return p, err
}

func writePolicy(ctx context.Context, tx *sqlx.Tx, p Policy) error {
	raw, _ := json.Marshal(p) // numbers and strings cannot fail
	_, err := tx.ExecContext(ctx, `
		INSERT INTO desk.settings (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value`, policyKey, string(raw))
	if err != nil {
		return fmt.Errorf("write policy: %w", err)
	}
	return nil
}

func (u PolicyUpdate) apply(p *Policy) (changed []string) {
	set(&changed, "grace_hours", &p.GraceHours, u.GraceHours)
	set(&changed, "zone", &p.Zone, u.Zone)
	set(&changed, "currency", &p.Currency, u.Currency)
	set(&changed, "minimum", &p.Minimum, u.Minimum)
	set(&changed, "payer_name", &p.PayerName, u.PayerName)
	set(&changed, "payer_iban", &p.PayerIBAN, u.PayerIBAN)
	set(&changed, "payer_bic", &p.PayerBIC, u.PayerBIC)
	p.PayerName = strings.TrimSpace(p.PayerName)
	p.PayerIBAN, p.PayerBIC = tidyIBAN(p.PayerIBAN), strings.ToUpper(strings.TrimSpace(p.PayerBIC))
	return changed
}

func set[T comparable](changed *[]string, field string, to, from *T) {
	if from != nil && *from != *to {
		*to = *from
		*changed = append(*changed, field)
	}
}

func (p Policy) check() error {
	_, zoneErr := time.LoadLocation(p.Zone)
	f := fault.Invalid("Some of this cannot be used as it is.")
	wrong := func(is bool, field, message string) {
		if is {
			f = f.With(field, message)
		}
	}
	wrong(p.GraceHours < 0 || p.GraceHours > mostGrace, "grace_hours", fmt.Sprintf("must be 0 to %d", mostGrace))
	wrong(zoneErr != nil || p.Zone == "" || p.Zone == "Local", "zone", "is not a time zone such as Europe/Berlin")
	wrong(!currencyCode.MatchString(p.Currency), "currency", "is not a currency of three capitals such as EUR")
	wrong(p.Minimum < 0 || p.Minimum > maxAmount, "minimum", fmt.Sprintf("must be 0 to %d", maxAmount))
	wrong(!isName(p.PayerName) && p.PayerName != "", "payer_name", fmt.Sprintf("must be one line of %d characters at most", payerName))
	wrong(p.PayerIBAN != "" && !isIBAN(p.PayerIBAN), "payer_iban", "is not an IBAN")
	wrong(p.PayerBIC != "" && !isBIC(p.PayerBIC), "payer_bic", "is not a BIC")
	if len(f.Fields) > 0 {
		return f
	}
	return nil
}

// lock lets one at a time decide about rewards as a whole, and make payouts.
func lock(ctx context.Context, tx *sqlx.Tx) error {
	if _, err := tx.ExecContext(ctx, `SELECT pg_advisory_xact_lock(hashtext('kontor.rewards'))`); err != nil {
		return fmt.Errorf("wait for others: %w", err)
	}
	return nil
}

// Zone is the organisation's, whose clock hours, days and months are of.
func (b *Book) Zone(ctx context.Context) (*time.Location, error) {
	p, err := b.Policy(ctx)
	return p.zone(), err
}
