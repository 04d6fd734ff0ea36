package tickets

import (
	"context"
	"fmt"

	"kontor/internal/postgres"
)

// ReleaseGone takes an active ticket from a helper who was let go: it goes on to
// the others of their level.
type ReleaseGone struct {
	gone bool // loaded by the desk
}

func (a *ReleaseGone) bring(ctx context.Context, tx *postgres.Tx, c *Case) error {
	return tx.Get(ctx, &a.gone, `SELECT EXISTS (SELECT FROM desk.people WHERE id = $1 AND NOT active)`, c.Ticket.Assignee)
}

func (a *ReleaseGone) decide(c *Case) error {
	if !a.gone || !c.Ticket.Active() {
		return nil
	}
	c.event(Helpers, Data{Event: EventReleased, Reason: ReasonGone, To: c.Ticket.Holder()})
	if c.Ticket.Tier == TierStaff {
		c.toStaff()
	} else {
		c.toExperts()
	}
	c.takeFromHolder()
	return nil
}

// goneAtOnce is how many tickets of those who were let go are released in one round.
const goneAtOnce = 500

// ReleaseGone takes active tickets from helpers who were let go, and says from how
// many. A ticket that a customer reopens comes back to who had it, whoever that was:
// so it is asked again and again.
func (d *Desk) ReleaseGone(ctx context.Context) (int, error) {
	var numbers []int64
	err := d.app.SelectContext(ctx, &numbers, `
		SELECT t.number FROM desk.people p JOIN desk.tickets t ON t.assignee = p.id AND t.phase = 'active'
		WHERE NOT p.active AND p.role <> 'customer' ORDER BY t.number LIMIT $1`, goneAtOnce)
	if err != nil {
		return 0, fmt.Errorf("read tickets of those let go: %w", err)
	}
	for _, n := range numbers {
		if _, err := d.Do(ctx, Order{Ticket: n}, &ReleaseGone{}); err != nil {
			return 0, err
		}
	}
	return len(numbers), nil
}
