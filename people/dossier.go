package people

import (
	"context"

	"github.com/google/uuid"

	"kontor/privacy"
)

// Dossier is what it takes to mask and seal a customer's texts. Masker knows at
// least what Version knew: whoever finds another version in the customer's row
// calls Forget and asks again. It is shared; do not change it.
type Dossier struct {
	Person  uuid.UUID
	Version int64
	Key     *privacy.PersonKey
	Masker  *privacy.Masker

	bare  *privacy.Masker // without the organisation's own rules
	rules int             // the version of the organisation's own rules that the Masker knows
}

// rulesPerEngine is the room for versions of the own rules in a mask version.
const rulesPerEngine = 1_000_000

// MaskVersion is stored with every text that this dossier masks: it rises with the
// engine's version and, within one, with that of the organisation's own rules.
func (d *Dossier) MaskVersion() int { return privacy.MaskVersion*rulesPerEngine + d.rules }

// Dossier returns the customer's dossier, from memory where it was used before.
func (r *Register) Dossier(ctx context.Context, customer uuid.UUID) (*Dossier, error) {
	rules, err := r.rules.current(ctx, r.quick)
	if err != nil {
		return nil, err
	}
	since := r.dossiers.now()
	if d, ok := r.dossiers.get(customer); ok {
		if d.rules != rules.version {
			d = d.with(rules)
			r.dossiers.put(customer, d, since)
		}
		return d, nil
	}
	known, err := r.personal(ctx, customer)
	if err != nil {
		return nil, err
	}
	if known.version == 0 {
		return nil, noCustomer()
	}
	d := &Dossier{Person: customer, Version: known.version, Key: known.key, bare: privacy.Compile(known.profile.known())}
	d = d.with(rules)
	r.dossiers.put(customer, d, since)
	return d, nil
}

// Forget drops the customer's dossier from memory.
func (r *Register) Forget(customer uuid.UUID) { r.dossiers.drop(customer) }

// drop forgets everything remembered of a person who has just changed.
func (r *Register) drop(id uuid.UUID) {
	r.dossiers.drop(id)
	r.found.drop(id)
}

func (p Profile) known() privacy.Known {
	known := privacy.Known{Emails: p.Emails, Phones: p.Phones, Orders: p.Orders}
	if p.Name != "" {
		known.Names = []string{p.Name}
	}
	if p.Address != "" {
		known.Addresses = []string{p.Address}
	}
	return known
}
