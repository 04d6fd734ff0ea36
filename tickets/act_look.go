package tickets

import (
	"context"
	"time"

	"kontor/internal/fault"
	"kontor/internal/postgres"
)

// usualRisk is the share of the response target after which a ticket is at risk,
// in percent.
const usualRisk = 80

// StuckAfter is how long an expert may leave a customer without an answer; 0: as
// long as they like.
func (t Topic) StuckAfter() time.Duration { return seconds(t.StuckS) }

// RiskAfter is how long a customer may wait on first level before staff get the
// ticket; 0: as long as it takes.
func (t Topic) RiskAfter() time.Duration { return seconds(t.RespondS * t.AtRisk / 100) }

// lookAfter is how long a customer waits until the desk looks whether that is too
// long, in seconds; 0: it does not look.
func (t Topic) lookAfter() int {
	risk, stuck := int(t.RiskAfter().Seconds()), t.StuckS
	if risk == 0 || stuck == 0 {
		return risk + stuck
	}
	return min(risk, stuck)
}

func (t Topic) checkEscalation() error {
	for _, b := range []struct {
		ok          bool
		field, text string
	}{
		{t.PeersS == 0 || t.PeersS >= 30 && t.PeersS <= 24*3600, "peers_seconds", "must be 0 (none) or 30 seconds to a day"},
		{t.StuckS == 0 || t.StuckS >= 60 && t.StuckS <= 7*24*3600, "stuck_seconds", "must be 0 (never) or a minute to 7 days"},
		{t.RespondS == 0 || t.RespondS >= 60 && t.RespondS <= 30*24*3600, "response_seconds", "must be 0 (no target) or a minute to 30 days"},
		{t.AtRisk == 0 || t.AtRisk >= 10 && t.AtRisk <= 100, "risk_percent", "must be 10 to 100"},
		{t.LowRating >= 0 && t.LowRating <= 4, "low_rating_stars", "must be 0 (off) to 4"},
	} {
		if !b.ok {
			return fault.Invalid("this way of escalating is out of bounds").With(b.field, b.text)
		}
	}
	return nil
}

// watch promises a look at a first-level ticket whose customer waits, unless one is
// promised. It is called whenever a wait begins or somebody gets the ticket, so that
// whatever may be too long is too long LookAfter from now at the earliest. The row
// keeps that time, for posts are decided without the topic.
func (c *Case) watch() {
	t := &c.Ticket
	if c.Topic.ID != "" {
		t.LookAfter = c.Topic.lookAfter()
	}
	if t.Tier == TierExpert && t.LookAfter > 0 && t.WaitingSince != nil && (t.LookAt == nil || !t.LookAt.After(c.Now)) {
		c.lookAt(c.Now.Add(seconds(t.LookAfter)))
	}
}

func (c *Case) lookAt(at time.Time) {
	c.Ticket.LookAt = &at
	c.follow(Job{Kind: JobLook, DueAt: at})
}

// Look sees whether the customer of a first-level ticket waits too long: for an
// answer of the expert who has it, or for any at all.
type Look struct {
	wrote    *time.Time // when the holder last did something for the customer; loaded by the desk
	returned *time.Time // when staff last gave it to the experts; likewise
}

func (a *Look) bring(ctx context.Context, tx *postgres.Tx, c *Case) error {
	var row struct {
		Wrote    *time.Time `db:"wrote"`
		Returned *time.Time `db:"returned"`
	}
	err := tx.Get(ctx, &row, `
		SELECT max(at) FILTER (WHERE author = $2 AND (kind = 'message' OR data ? 'held' OR data->>'event' = 'describe_asked')) AS wrote,
		       max(at) FILTER (WHERE data->>'event' = 'handed_back') AS returned
		FROM desk.entries WHERE ticket = $1`, c.Ticket.Number, c.Ticket.Assignee)
	a.wrote, a.returned = row.Wrote, row.Returned
	return err
}

func (a *Look) decide(c *Case) error {
	t := &c.Ticket
	if t.LookAt != nil && !t.LookAt.After(c.Now) {
		t.LookAt = nil
	}
	if t.Tier != TierExpert || !t.Active() || t.WaitingSince == nil {
		return nil
	}
	atRisk, stuck := a.atRisk(c), a.stuck(c)
	if isOver(atRisk, c.Now) {
		c.escalate(ReasonAtRisk)
		return nil
	}
	c.lookAgain(atRisk, stuck)
	if isOver(stuck, c.Now) {
		c.giveUp(ReasonNoAnswer)
	}
	return nil
}

// atRisk is when the customer will have waited too long for any answer, or zero.
// What staff gave to the experts anew has the whole time again.
func (a *Look) atRisk(c *Case) time.Time {
	if c.Topic.RiskAfter() == 0 {
		return time.Time{}
	}
	return latest(*c.Ticket.WaitingSince, a.returned).Add(c.Topic.RiskAfter())
}

// stuck is when they will have waited too long for the expert who has the ticket, or
// zero. What waits for a review, or for staff to say what a file shows, is an answer.
func (a *Look) stuck(c *Case) time.Time {
	g := c.holding()
	if c.Topic.StuckS == 0 || g == nil {
		return time.Time{}
	}
	return latest(*c.Ticket.WaitingSince, &g.Since, a.wrote).Add(c.Topic.StuckAfter())
}

// lookAgain promises the next look, unless one is promised: when the first of these
// is over, and no later than somebody who gets the ticket now could be stuck.
func (c *Case) lookAgain(ends ...time.Time) {
	if c.Ticket.LookAt != nil || c.Topic.lookAfter() == 0 {
		return
	}
	at := c.Now.Add(seconds(c.Topic.lookAfter()))
	for _, end := range ends {
		if end.After(c.Now) && end.Before(at) {
			at = end
		}
	}
	c.lookAt(at)
}

func isOver(end, now time.Time) bool { return !end.IsZero() && !end.After(now) }

func latest(t time.Time, others ...*time.Time) time.Time {
	for _, o := range others {
		if o != nil && o.After(t) {
			t = *o
		}
	}
	return t
}
