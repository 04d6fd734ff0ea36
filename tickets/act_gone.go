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

// goneAtOnce is how many tickets of those who were let go are released in one round, and
// how many offers end.
const goneAtOnce = 500

// ReleaseGone takes active tickets from helpers who were let go, ends the offers to
// experts who cannot take them any more, and says how many both were. A ticket that a
// customer reopens comes back to who had it, whoever that was: so it is asked again and
// again.
func (d *Desk) ReleaseGone(ctx context.Context) (int, error) {
	tickets, err := d.releaseTickets(ctx)
	if err != nil {
		return tickets, err
	}
	offers, err := d.endVainOffers(ctx)
	return tickets + offers, err
}

func (d *Desk) releaseTickets(ctx context.Context) (int, error) {
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

// endVainOffers ends those to experts who were let go or do not answer the topic any
// more: no wave waits for them.
func (d *Desk) endVainOffers(ctx context.Context) (int, error) {
	var vain []Offer
	err := d.app.SelectContext(ctx, &vain, `
		SELECT o.ticket, o.expert FROM desk.offers o JOIN desk.tickets t ON t.number = o.ticket JOIN desk.people p ON p.id = o.expert
		WHERE o.ended_at IS NULL AND NOT (p.active AND EXISTS (SELECT FROM desk.qualifications q WHERE q.person = o.expert AND q.topic = t.topic))
		ORDER BY o.ticket, o.expert LIMIT $1`, goneAtOnce)
	if err != nil {
		return 0, fmt.Errorf("read offers in vain: %w", err)
	}
	for _, o := range vain {
		if _, err := d.Do(ctx, Order{Ticket: o.Ticket}, Withdraw{o.Expert}); err != nil {
			return 0, err
		}
	}
	return len(vain), nil
}
