package people

import (
	"context"

	"github.com/jmoiron/sqlx"

	"kontor/internal/postgres"
	"kontor/privacy"
)

// PolicyUpdate names what changes; what is nil stays.
type PolicyUpdate struct {
	Personal        *string
	AccessLogMonths *int
}

// Policy is what the organisation has decided about personal data.
func (r *Register) Policy(ctx context.Context) (privacy.Policy, error) {
	return privacy.ReadPolicy(ctx, r.quick)
}

// UpdatePolicy changes it. The access log can be kept for less than a year by
// no setting.
func (r *Register) UpdatePolicy(ctx context.Context, by Person, u PolicyUpdate) (privacy.Policy, error) {
	if err := mayManage(by); err != nil {
		return privacy.Policy{}, err
	}
	if err := checkPolicy(u); err != nil {
		return privacy.Policy{}, err
	}
	var p privacy.Policy
	err := postgres.InTx(ctx, r.db, func(tx *sqlx.Tx) error {
		if _, err := tx.ExecContext(ctx, `LOCK TABLE desk.settings IN SHARE ROW EXCLUSIVE MODE`); err != nil {
			return err
		}
		var err error
		if p, err = privacy.ReadPolicy(ctx, tx); err != nil {
			return err
		}
		changed := u.apply(&p)
		if len(changed) == 0 {
			return nil
		}
		if err := privacy.WritePolicyTx(ctx, tx, p); err != nil {
			return err
		}
		return AuditTx(ctx, tx, r.clock.Now(), by, "privacy_changed", "privacy", changed...)
	})
	return p, err
}

func checkPolicy(u PolicyUpdate) error {
	var c checks
	if u.Personal != nil && *u.Personal != privacy.OnRequest && *u.Personal != privacy.AtOnce {
		c.wrong("personal", "is neither ask nor open")
	}
	if m := u.AccessLogMonths; m != nil && (*m < privacy.LogMonthsMin || *m > privacy.LogMonthsMax) {
		c.wrong("access_log_months", "is not between %d and %d", privacy.LogMonthsMin, privacy.LogMonthsMax)
	}
	return c.err()
}

// apply gives the names of what has changed.
func (u PolicyUpdate) apply(p *privacy.Policy) (changed []string) {
	if u.Personal != nil && *u.Personal != p.Personal {
		p.Personal, changed = *u.Personal, append(changed, "personal")
	}
	if u.AccessLogMonths != nil && *u.AccessLogMonths != p.AccessLogMonths {
		p.AccessLogMonths, changed = *u.AccessLogMonths, append(changed, "access_log_months")
	}
	return changed
}
