package tickets

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"kontor/internal/fault"
	"kontor/internal/postgres"
	"kontor/people"
	"kontor/privacy"
)

// MaskRule is a rule of the organisation's own for what masking hides.
type MaskRule struct {
	ID         uuid.UUID      `db:"id"`
	Name       string         `db:"name"`
	Kind       string         `db:"kind"`
	Pattern    string         `db:"pattern"`
	Examples   pq.StringArray `db:"examples"`
	Active     bool           `db:"active"`
	MadeBy     uuid.UUID      `db:"made_by"`
	MadeByName string         `db:"made_by_name"`
	MadeAt     time.Time      `db:"made_at"`
}

const (
	maxRuleName    = 80
	maxExamples    = 10
	maxExample     = 500
	maxRulesListed = 500
)

const selectRules = `SELECT r.id, r.name, r.kind, r.pattern, r.examples, r.active, r.made_by, coalesce(p.name, 'system') AS made_by_name, r.made_at
	FROM desk.mask_rules r LEFT JOIN desk.people p ON p.id = r.made_by`

// MaskRules are all rules there ever were, the newest first.
func (d *Desk) MaskRules(ctx context.Context) ([]MaskRule, error) {
	rules := []MaskRule{}
	return rules, d.app.SelectContext(ctx, &rules, selectRules+` ORDER BY r.made_at DESC, r.id DESC LIMIT $1`, maxRulesListed)
}

// AddMaskRule makes a rule. Every example must be hidden by it, at least in part.
// Texts that are there already are masked anew soon.
func (d *Desk) AddMaskRule(ctx context.Context, by people.Person, r MaskRule) (MaskRule, error) {
	if err := needStaff(by); err != nil {
		return r, err
	}
	if err := r.check(); err != nil {
		return r, err
	}
	r.Active, r.MadeBy, r.MadeByName, r.MadeAt = true, by.ID, by.Name, d.clock.Now()
	return r, d.changeRules(ctx, func(tx *postgres.Tx) error {
		var again bool
		if err := tx.Get(ctx, &again, `SELECT EXISTS (SELECT FROM desk.mask_rules WHERE id = $1)`, r.ID); err != nil {
			return err
		}
		if again {
			return fault.Conflict("this id is in use; make a new one")
		}
		_, err := tx.Exec(ctx, `
			INSERT INTO desk.mask_rules (id, name, kind, pattern, examples, active, made_by, made_at) VALUES ($1, $2, $3, $4, $5, true, $6, $7)`,
			r.ID, r.Name, r.Kind, r.Pattern, pq.Array(append([]string{}, r.Examples...)), by.ID, r.MadeAt)
		if err != nil {
			return err
		}
		return people.AuditTx(ctx, tx.Plain(), r.MadeAt, by, "mask_rule_added", r.ID.String())
	})
}

// SwitchMaskRule switches a rule on or off. What it alone has hidden is shown
// again soon after it is off.
func (d *Desk) SwitchMaskRule(ctx context.Context, by people.Person, id uuid.UUID, on bool) (rule MaskRule, err error) {
	if by.Role != people.RoleAdmin {
		return rule, fault.Forbidden("Only an admin may do this.")
	}
	return rule, d.changeRules(ctx, func(tx *postgres.Tx) error {
		var found []MaskRule
		if err := tx.Select(ctx, &found, selectRules+` WHERE r.id = $1`, id); err != nil {
			return err
		}
		if len(found) == 0 {
			return fault.NotFound("there is no such rule")
		}
		rule = found[0]
		rule.Active = on
		if found[0].Active == on {
			return nil
		}
		if _, err := tx.Exec(ctx, `UPDATE desk.mask_rules SET active = $2 WHERE id = $1`, id, on); err != nil {
			return err
		}
		act := map[bool]string{true: "mask_rule_on", false: "mask_rule_off"}[on]
		return people.AuditTx(ctx, tx.Plain(), d.clock.Now(), by, act, id.String())
	})
}

// changeRules changes the rules, one change at a time, checks them together and
// raises their version.
func (d *Desk) changeRules(ctx context.Context, change func(tx *postgres.Tx) error) error {
	err := d.reads.InTx(ctx, func(tx *postgres.Tx) error {
		_, err := tx.Exec(ctx, `
			INSERT INTO desk.settings AS s (key, value) VALUES ('mask_rules', '1')
			ON CONFLICT (key) DO UPDATE SET value = to_jsonb(s.value::text::integer + 1)`)
		if err != nil {
			return err
		}
		if err := change(tx); err != nil {
			return err
		}
		var rows []MaskRule
		if err := tx.Select(ctx, &rows, selectRules+` WHERE r.active ORDER BY r.made_at, r.id`); err != nil {
			return err
		}
		active := make([]privacy.Rule, len(rows))
		for i, r := range rows {
			active[i] = privacy.Rule{Kind: r.Kind, Pattern: r.Pattern}
		}
		if _, err := privacy.CompileRules(active); err != nil {
			return fault.Conflict("with the other rules this is too much; switch one off first").Because(err)
		}
		now := d.clock.Now()
		return promiseRemask(ctx, tx, now, now.Add(people.RulesSettle))
	})
	d.people.ForgetRules()
	return err
}

func (r *MaskRule) check() error {
	if r.ID == uuid.Nil {
		return fault.Invalid("a rule needs an id").With("id", "must be a UUID made by the sender")
	}
	r.Name = strings.TrimSpace(r.Name)
	if err := needText("name", r.Name, maxRuleName); err != nil {
		return err
	}
	rules, err := compileOne(r.Kind, r.Pattern)
	if err != nil {
		return err
	}
	r.Examples = slices.DeleteFunc(slices.Clone(r.Examples), func(s string) bool { return strings.TrimSpace(s) == "" })
	if len(r.Examples) > maxExamples {
		return fault.Invalid("there are too many examples").With("examples", "has more than 10 members")
	}
	for _, example := range r.Examples {
		if err := checkText("examples", example, maxExample); err != nil {
			return err
		}
		if len(rules.Find(example)) == 0 {
			return fault.Invalid("the pattern does not fit an example").With("examples", "has one that the pattern does not fit")
		}
	}
	return nil
}

func compileOne(kind, pattern string) (*privacy.Rules, error) {
	rules, err := privacy.CompileRules([]privacy.Rule{{Kind: kind, Pattern: pattern}})
	if f := fault.As(err); f != nil {
		_, why, _ := strings.Cut(f.Message, ": ")
		return nil, fault.Invalid("this cannot be a rule: %s", why).With("pattern", why)
	}
	return rules, err
}

// TryMaskRule says what a pattern finds in a text, and how the text reads with it
// beside the rules there are. Nothing is kept.
func (d *Desk) TryMaskRule(ctx context.Context, by people.Person, kind, pattern, text string) ([]privacy.Span, string, error) {
	if err := needStaff(by); err != nil {
		return nil, "", err
	}
	if err := checkText("text", text, MaxText); err != nil {
		return nil, "", err
	}
	rules, err := compileOne(kind, pattern)
	if err != nil {
		return nil, "", err
	}
	masker, err := d.people.MaskerOf(ctx, privacy.Known{})
	if err != nil {
		return nil, "", err
	}
	spans := rules.Find(text)
	return spans, masker.MaskAlso(text, spans).Text, nil
}

// Preview is how others would read a text of this customer, or of somebody who is
// not known yet and gives a name and an address. Nothing is kept.
func (d *Desk) Preview(ctx context.Context, by people.Person, text, name, email string) (privacy.Masked, error) {
	if by.ID != uuid.Nil && by.Role != people.RoleCustomer {
		return privacy.Masked{}, fault.Forbidden("only customers look at what others will read")
	}
	if err := checkText("text", text, MaxText); err != nil {
		return privacy.Masked{}, err
	}
	if by.ID == uuid.Nil {
		masker, err := d.people.MaskerOf(ctx, privacy.Known{Names: given(name), Emails: given(email)})
		return masker.Mask(text), err
	}
	dossier, err := d.people.Dossier(ctx, by.ID)
	if err != nil {
		return privacy.Masked{}, err
	}
	return dossier.Masker.Mask(text), nil
}

func given(value string) []string {
	if strings.TrimSpace(value) == "" {
		return nil
	}
	return []string{value}
}
