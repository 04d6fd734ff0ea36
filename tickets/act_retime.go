package tickets

import (
	"context"
	"slices"
	"time"

	"github.com/jmoiron/sqlx"
)

// Retime makes a ticket follow the times of its topic, which were changed: until when
// experts may take it, by when who took it must have written, after how long somebody
// looks whether its customer waits too long, when it closes. What is over by the new
// times is over now. What was promised for the old ones finds nothing to do. Offers
// keep their time: experts read it.
type Retime struct{}

func (Retime) decide(c *Case) error {
	t := &c.Ticket
	switch {
	case t.State == StateResolved && t.ResolvedAt != nil:
		c.promise(JobAutoClose, t.ResolvedAt.Add(c.Topic.CloseAfter()))
	case t.Tier == TierExpert && t.Active():
		c.retimeWait()
		c.retimeClaim()
		c.retimeLook()
	}
	return nil
}

func (c *Case) retimeWait() {
	t := &c.Ticket
	if !c.waitsForExpert() {
		return
	}
	within := c.Topic.TakeWithin()
	if t.PeerReason != "" {
		within = c.Topic.PeersWithin()
	}
	takeBy := t.QueuedAt.Add(within)
	t.TakeBy = &takeBy
	c.promise(JobFallback, takeBy)
}

func (c *Case) retimeClaim() {
	within, g := c.Topic.FirstReplyWithin(), c.holding()
	if within > 0 && g != nil && c.began(g) {
		c.promise(JobFirstReply, g.Since.Add(within))
	}
}

// began reports whether a grant came with a claim. Whose solved ticket was reopened
// has not claimed it, and owes no first reply.
func (c *Case) began(g *Grant) bool {
	return slices.ContainsFunc(c.Offers, func(o Offer) bool {
		return o.Expert == g.Expert && o.Outcome == OfferClaimed && o.EndedAt.Equal(g.Since)
	})
}

func (c *Case) retimeLook() {
	t := &c.Ticket
	t.LookAfter = c.Topic.lookAfter()
	if t.LookAfter > 0 && t.WaitingSince != nil {
		c.lookAt(c.Now)
	}
}

// promise makes a job due at its time, or now if that is past.
func (c *Case) promise(kind string, due time.Time) {
	c.follow(Job{Kind: kind, DueAt: latest(due, &c.Now)})
}

// times are those that are promised to each ticket before experts.
func (t Topic) times() [6]int {
	return [...]int{t.TakeWithinS, t.FirstReplyS, t.PeersS, t.StuckS, t.RespondS, t.AtRisk}
}

// promiseRetime lets the tickets follow whose promises a change of their topic makes
// wrong. Whoever opens one meanwhile waits for the topic's row, so that none is
// missed. A longer time until tickets close needs nothing: what closes them looks.
func promiseRetime(ctx context.Context, tx sqlx.ExecerContext, before, after Topic, now time.Time) error {
	experts, resolved := before.times() != after.times(), after.CloseAfterD < before.CloseAfterD
	if !experts && !resolved {
		return nil
	}
	_, err := tx.ExecContext(ctx, `
		INSERT INTO desk.jobs (id, kind, ticket, due_at, created_at) SELECT gen_random_uuid(), '`+JobRetime+`', number, $4, $4
		FROM desk.tickets WHERE team IN (SELECT id FROM desk.teams) AND topic = $1
		  AND ($2 AND phase = 'active' AND tier = 'expert' OR $3 AND phase = 'resolved')`, after.ID, experts, resolved, now)
	return err
}
