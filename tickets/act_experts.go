package tickets

import (
	"cmp"
	"context"
	"database/sql"

	"github.com/google/uuid"

	"kontor/internal/fault"
	"kontor/internal/postgres"
	"kontor/people"
	"kontor/routing"
)

// Claim takes an offered ticket. The first claim wins: it holds the row lock.
type Claim struct{}

// bring for a claim: whether its expert still answers the topic, is on probation, and
// has read what they must have read.
func (Claim) bring(ctx context.Context, tx *postgres.Tx, c *Case) error {
	var row struct {
		Probation sql.NullInt64 `db:"probation"`
		Unlearned bool          `db:"unlearned"`
	}
	err := tx.Get(ctx, &row, `
		SELECT (SELECT probation FROM desk.qualifications WHERE person = $2 AND topic = $1) AS probation,
		       EXISTS (SELECT FROM desk.lessons l WHERE l.topic = $1 AND l.active
		               AND NOT EXISTS (SELECT FROM desk.lessons_read r WHERE r.lesson = l.id AND r.person = $2)) AS unlearned`, c.Ticket.Topic, c.Actor.ID)
	c.Probation, c.Lapsed, c.Unlearned = int(row.Probation.Int64), !row.Probation.Valid, row.Unlearned
	return err
}

func (Claim) decide(c *Case) error {
	if c.isHolder() {
		return fault.Conflict("you have this ticket already")
	}
	if c.offer() == nil {
		if outcome := c.lastOutcome(); outcome == OfferClaimed {
			return fault.Conflict("you had this ticket before; it is not offered to you again")
		} else if outcome != "" {
			return fault.Conflict("this offer has ended; somebody else took the ticket or its time ran out")
		}
		if err := c.mayKnow(); err != nil {
			return err
		}
		return fault.Conflict("this ticket is not offered to you")
	}
	if c.Lapsed {
		return fault.Conflict("you do not answer this topic any more")
	}
	if c.Unlearned {
		return fault.Conflict("please read the new notes of this topic first").With("lessons", "must be read first")
	}
	c.endOffers(OfferClaimed, OfferLost)
	c.event(Everyone, Data{Event: EventClaimed, To: &c.Actor})
	c.holdBy(c.Actor)
	if within := c.Topic.FirstReplyWithin(); within > 0 {
		c.follow(Job{Kind: JobFirstReply, DueAt: c.Now.Add(within)})
	}
	c.Ticket.Reviewed = c.Probation > 0
	return nil
}

// lastOutcome is how the actor's last offer ended: expired if only its time
// has run out, "" if there was none.
func (c *Case) lastOutcome() string {
	for _, o := range c.Offers {
		if o.Expert == c.Actor.ID {
			return cmp.Or(o.Outcome, OfferExpired)
		}
	}
	return ""
}

// Skip declines an offer; it costs nothing and the ticket is not offered to
// this expert again.
type Skip struct{}

func (Skip) decide(c *Case) error {
	o := c.offer()
	if o == nil {
		if c.lastOutcome() != "" {
			return fault.Conflict("this offer has ended")
		}
		if err := c.mayKnow(); err != nil {
			return err
		}
		return fault.Conflict("this ticket is not offered to you")
	}
	c.endOffer(o, OfferSkipped)
	c.event(Helpers, Data{Event: EventSkipped})
	if !c.anyOpenOffer() {
		c.follow(Job{Kind: JobOffer, DueAt: c.Now})
	}
	return nil
}

func (c *Case) anyOpenOffer() bool { return c.openOffers() > 0 }

func (c *Case) openOffers() (n int) {
	for _, o := range c.Offers {
		if o.Open() {
			n++
		}
	}
	return n
}

// Release gives a ticket back: an expert's to the other experts, staff's to
// the team's queue.
type Release struct {
	Note Text
}

func (a *Release) words() []*Text { return []*Text{&a.Note} }

func (a *Release) decide(c *Case) error {
	if err := c.mayKnow(); err != nil {
		return err
	}
	if !c.isHolder() || !c.Ticket.Active() {
		return fault.Conflict("only who has an open ticket can give it back")
	}
	c.noteFor(Helpers, a.Note)
	c.event(Helpers, Data{Event: EventReleased})
	if c.Ticket.Tier == TierStaff {
		c.toStaff()
	} else {
		c.toExperts()
	}
	c.takeFromHolder()
	return nil
}

// noteFor appends a hand-over note if anything was written.
func (c *Case) noteFor(audience Audience, note Text, parts ...string) {
	if note.Raw != "" {
		c.append(KindNote, audience, note, Data{Handover: true, Parts: parts})
	}
}

// OfferTo offers a waiting ticket to experts who have become available, beside
// whoever else is asked.
type OfferTo struct {
	Experts []people.Person
	First   string // the first message, masked; loaded by the desk
}

func (a *OfferTo) decide(c *Case) error {
	if !c.waitsForExpert() {
		return nil
	}
	ids := make([]uuid.UUID, 0, len(a.Experts))
	for _, p := range a.Experts {
		ids = append(ids, p.ID)
	}
	c.offerTo(ids, c.Now.Add(c.Topic.OfferFor()), a.First)
	if n := len(c.Out.Offers); n > 0 {
		until := c.Out.Offers[0].ExpiresAt
		c.routed(Routed{Action: routing.Offer, Reason: RoutedArrived, Until: &until, Why: whyArrived(c.Out.Offers)})
	}
	return nil
}

func whyArrived(offers []Offer) routing.Why {
	why := routing.Why{Considered: len(offers), Qualified: len(offers)}
	for _, o := range offers {
		why.Chosen = append(why.Chosen, routing.Choice{Expert: o.Expert})
	}
	return why
}

func (c *Case) waitsForExpert() bool {
	t := &c.Ticket
	return t.Tier == TierExpert && t.Active() && !t.Assignee.Valid
}

func (c *Case) lastWave() int {
	last := 0
	for _, o := range c.Offers {
		last = max(last, o.Wave)
	}
	return last
}

// sightOffered is what an expert sees of the ticket before taking it, and up to
// which entry: in the peer window all that its holder saw, with the hand-over note.
func (c *Case) sightOffered(first string) (picture []byte, last int64) {
	if c.Ticket.PeerReason != "" {
		return snapshot(c.Ticket), c.Ticket.Heads.Staff
	}
	return c.firstSight(first), firstMessageAt
}

// firstSight is the ticket as an expert sees it at first: nothing that came after
// the first message.
func (c *Case) firstSight(first string) []byte {
	t := c.Ticket
	t.Excerpt, t.LastRole, t.LastName, t.UpdatedAt = cut(first, excerptLength), "customer", t.CustomerAlias, t.QueuedAt
	t.Heads = Heads{Everyone: firstMessageAt, Helpers: firstMessageAt}
	t.letGo()
	return snapshot(t)
}

// ExpireOffers ends the offers whose time has run out and lets the next wave
// follow, though some to who came later may still stand.
type ExpireOffers struct{}

func (ExpireOffers) decide(c *Case) error {
	for i := range c.Offers {
		if o := &c.Offers[i]; o.Open() && !o.ExpiresAt.After(c.Now) {
			c.endOffer(o, OfferExpired)
		}
	}
	if len(c.Out.Offers) > 0 && c.waitsForExpert() && c.openOffers() < c.Topic.WaveSize {
		c.follow(Job{Kind: JobOffer, DueAt: c.Now})
	}
	return nil
}

// Fallback brings a ticket that no expert took in the topic's time to staff.
type Fallback struct{}

func (Fallback) decide(c *Case) error {
	t := &c.Ticket
	if !c.waitsForExpert() || t.TakeBy == nil || t.TakeBy.After(c.Now) {
		return nil
	}
	c.escalate(cmp.Or(t.PeerReason, ReasonNoTaker))
	c.routed(Routed{Action: routing.Staff, Reason: ReasonNoTaker})
	return nil
}
