package tickets

import (
	"context"
	"slices"

	"github.com/jmoiron/sqlx"

	"kontor/internal/fault"
	"kontor/internal/postgres"
	"kontor/people"
)

// May lists the acts that this person could do to the ticket now. It asks the
// same decisions that would be taken.
func (d *Desk) May(ctx context.Context, p people.Person, number int64) ([]string, error) {
	var names []string
	err := postgres.InReadTx(ctx, d.app, func(tx *sqlx.Tx) error {
		c, err := d.layRow(ctx, tx, Order{Ticket: number, By: p}, nil, "")
		if err != nil {
			return err
		}
		names = c.may(p)
		return nil
	})
	if fault.Is(err, fault.KindNotFound) {
		return []string{}, nil
	}
	return names, err
}

// trials are the acts by name with input that is right in itself.
func trials(p people.Person) map[string]Act {
	some := Text{Raw: "-", Masked: "-"}
	return map[string]Act{
		"post": &Post{Kind: KindMessage, Text: some}, "note": &Post{Kind: KindNote, Text: some}, "claim": Claim{}, "skip": Skip{},
		"release": &Release{}, "escalate": &Escalate{Reason: ReasonOther, Note: some}, "handback": &HandBack{Note: some},
		"resolve": Resolve{}, "reopen": Reopen{}, "rate": &Rate{Stars: 5}, "personal": &ShowPersonal{},
	}
}

func (c *Case) may(p people.Person) []string {
	names := []string{}
	for name, act := range trials(p) {
		trial := *c
		trial.Offers, trial.Grants = slices.Clone(c.Offers), slices.Clone(c.Grants)
		if act.decide(&trial) == nil {
			names = append(names, name)
		}
	}
	if c.isStaff() && c.Ticket.Active() {
		names = append(names, "assign")
	}
	slices.Sort(names)
	return names
}
