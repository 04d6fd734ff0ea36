package tickets

import (
	"cmp"
	"context"
	"errors"
	"time"

	"github.com/google/uuid"

	"kontor/internal/postgres"
	"kontor/routing"
)

// Routed is a decision about a waiting ticket, as it is kept for staff to read.
type Routed struct {
	At     time.Time
	Action routing.Action
	Reason string // offer: "", head_start or arrived; staff: why
	Until  *time.Time
	Why    routing.Why
}

// Why an offer went out, where it was no wave.
const (
	RoutedHeadStart = "head_start" // who helped this customer before was asked alone
	RoutedArrived   = "arrived"    // the expert became available
)

// errRouteStale is a decision's wish to be taken anew: the ticket has been
// offered to somebody since.
var errRouteStale = errors.New("the ticket was offered to somebody meanwhile")

// Route does what was decided about a ticket that waits for an expert.
type Route struct {
	Decision  routing.Decision
	decidedOn int    // the last wave that there was
	first     string // the first message, masked; loaded by the desk
}

func (a *Route) decide(c *Case) error {
	if !c.waitsForExpert() || a.Decision.Action == "" {
		return nil
	}
	if c.lastWave() != a.decidedOn {
		return errRouteStale
	}
	d := a.Decision
	switch d.Action {
	case routing.Offer:
		c.offerTo(d.To, d.Until, a.first)
		if len(c.Out.Offers) == 0 { // the end of an older offer is not written yet; it brings the next look
			return nil
		}
	case routing.Wait:
		if !c.anyOpenOffer() { // else their end is the next look
			c.follow(Job{Kind: JobOffer, DueAt: d.Until})
		}
	case routing.Staff:
		c.escalate(cmp.Or(c.Ticket.PeerReason, d.Reason))
	}
	c.routed(routedAs(d))
	return nil
}

func routedAs(d routing.Decision) Routed {
	r := Routed{Action: d.Action, Reason: d.Reason, Why: d.Why}
	if d.HeadStart {
		r.Reason = RoutedHeadStart
	}
	if !d.Until.IsZero() {
		r.Until = &d.Until
	}
	return r
}

func (c *Case) routed(r Routed) {
	r.At = c.Now
	c.Out.Routed = &r
}

// offerTo offers the ticket to these experts until then, except to those who
// have declined it or see it already.
func (c *Case) offerTo(experts []uuid.UUID, until time.Time, first string) {
	wave := c.lastWave() + 1
	picture, last := c.sightOffered(first)
	for _, id := range experts {
		if c.declined(id) {
			continue
		}
		o := Offer{Ticket: c.Ticket.Number, Expert: id, Wave: wave, MadeAt: c.Now, ExpiresAt: until}
		c.Offers = append(c.Offers, o)
		c.Out.Offers = append(c.Out.Offers, o)
		c.setGrant(Grant{Expert: id, Kind: GrantOffered, FirstSeq: 1, LastSeq: &last, Since: c.Now, Until: &until, Snapshot: picture})
	}
	if n := len(c.Out.Offers); n > 0 {
		c.event(Helpers, Data{Event: EventOffered, Count: n, Wave: wave})
		c.follow(Job{Kind: JobOfferExpiry, DueAt: until})
	}
}

// declined reports whether this expert skipped or gave back the ticket before, or
// is being asked.
func (c *Case) declined(expert uuid.UUID) bool {
	for _, o := range c.Offers {
		if o.Expert == expert && (o.Open() || o.Outcome == OfferSkipped || o.Outcome == OfferClaimed) {
			return true
		}
	}
	return false
}

// ReleaseSilent takes a ticket from an expert who took it and has not written in the
// topic's time. It goes on to the other experts; the customer does not notice.
type ReleaseSilent struct {
	wrote bool // loaded by the desk
}

func (a *ReleaseSilent) bring(ctx context.Context, tx *postgres.Tx, c *Case) error {
	g := c.holding()
	if g == nil {
		return nil
	}
	return tx.Get(ctx, &a.wrote, `
		SELECT EXISTS (SELECT FROM desk.entries WHERE ticket = $1 AND author = $2 AND at >= $3
		    AND (kind = 'message' OR data ? 'held' OR data->>'event' = 'describe_asked'))`, c.Ticket.Number, g.Expert, g.Since)
}

func (a *ReleaseSilent) decide(c *Case) error {
	within, g := c.Topic.FirstReplyWithin(), c.holding()
	if g == nil || a.wrote || within == 0 {
		return nil
	}
	if due := g.Since.Add(within); due.After(c.Now) { // they have been given more time, or it is another's claim by now
		c.follow(Job{Kind: JobFirstReply, DueAt: due})
		return nil
	}
	c.event(Helpers, Data{Event: EventReleased, Reason: ReasonSilent, To: c.Ticket.Holder()})
	c.toExperts()
	c.takeFromHolder()
	return nil
}

// holding is the grant of the expert who holds the active ticket, or nil.
func (c *Case) holding() *Grant {
	t := &c.Ticket
	if !t.Active() || t.AssigneeRole != "expert" {
		return nil
	}
	if g := c.grant(t.Assignee.UUID); g != nil && g.Kind == GrantHolder {
		return g
	}
	return nil
}
