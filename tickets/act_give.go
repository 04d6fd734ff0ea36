package tickets

import (
	"context"

	"github.com/google/uuid"

	"kontor/internal/postgres"
	"kontor/people"
)

// Give gives a ticket in its team's queue to a member of the team, by the desk's own
// choice. It does nothing where somebody has it meanwhile, or they have no room.
type Give struct {
	To   people.Person
	Why  string // what spoke for them
	room bool   // loaded by the desk
}

// bring counts under a lock on the person, so that several tickets at once do not
// fill them beyond their capacity.
func (a *Give) bring(ctx context.Context, tx *postgres.Tx, c *Case) error {
	if _, err := tx.Exec(ctx, `SELECT pg_advisory_xact_lock(hashtextextended('kontor give ' || $1::text, 0))`, a.To.ID); err != nil {
		return err
	}
	return tx.Get(ctx, &a.room, `
		SELECT (SELECT count(*) FROM desk.tickets WHERE assignee = $1 AND phase = 'active') < (SELECT capacity FROM desk.people WHERE id = $1)`, a.To.ID)
}

func (a *Give) decide(c *Case) error {
	if !c.Ticket.waitsForStaff() || !a.room {
		return nil
	}
	to := FaceOf(a.To)
	c.event(Everyone, Data{Event: EventAssigned, Reason: a.Why, To: &to})
	c.holdBy(to)
	return nil
}

// waitsForStaff reports whether the ticket is in its team's queue.
func (t *Ticket) waitsForStaff() bool {
	return t.Tier == TierStaff && t.Active() && !t.Assignee.Valid
}

// giveOut promises a look at the team's queue: something has come into it, or
// somebody has room again.
func (c *Case) giveOut() {
	for _, j := range c.Out.Jobs {
		if j.Kind == JobGive {
			return
		}
	}
	c.follow(Job{Kind: JobGive, DueAt: c.Now})
}

// writeTurn remembers when somebody of staff was last given a ticket.
func writeTurn(ctx context.Context, tx *postgres.Tx, c *Case) error {
	if c.Out.Given == uuid.Nil {
		return nil
	}
	_, err := tx.Exec(ctx, `INSERT INTO desk.turns (person, at) VALUES ($1, $2) ON CONFLICT (person) DO UPDATE SET at = excluded.at`, c.Out.Given, c.Now)
	return err
}
