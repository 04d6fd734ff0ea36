package tickets

import (
	"encoding/json"
	"errors"
	"time"

	"github.com/google/uuid"

	"kontor/internal/fault"
	"kontor/privacy"
)

// Times and bounds of the flow that are the same for every topic.
const (
	OpeningFor     = 8 * time.Hour       // how long staff have personal data open
	pastGrantFor   = 90 * 24 * time.Hour // how long an expert reads what they had or solved
	ratingOpenFor  = 30 * 24 * time.Hour
	excerptLength  = 160
	firstMessageAt = 2 // `opened` is number 1
)

// longOver ends a grant whatever clock is asked, PostgreSQL's own included.
var longOver = time.Unix(0, 0).UTC()

// Case is a ticket on the table: what an act may know when it decides, and what
// it decided. It comes from the locked row, so nothing in it can change before
// the decision is written.
type Case struct {
	Ticket    Ticket
	Topic     Topic
	Actor     Face
	Teams     []string // of the actor
	Offers    []Offer  // open ones, of everybody
	Grants    []Grant
	Rating    *RatingAsk    // the one asked for and not yet given
	Was       spot          // where the ticket counted before the act
	Basis     *Basis        // what the act is decided on, if the row is not locked
	Full      bool          // offers, grants and rating are loaded
	Probation int           // answers still to be reviewed: of who claims, or whose answer is held
	Held      bool          // an answer waits to be let out: where a ticket is to end
	Begun     uuid.NullUUID // the expert who did something on it last: where staff resolve
	Unlearned bool          // who claims has not read what they must have read
	Lapsed    bool          // who claims does not answer the topic any more
	Now       time.Time
	ID        uuid.UUID // of the entry that the act appends

	Out Decision
}

// Basis is a version of a ticket's row and of what is known of its customer. Who
// decides without a lock writes only if both are still so.
type Basis struct {
	Version string
	Known   int64
}

// Decision is what will be written beside the changed ticket row.
type Decision struct {
	New     bool
	Entries []Entry
	Jobs    []Job
	Offers  []Offer // new ones and ended ones
	Grants  []Grant
	Ask     *RatingAsk
	Rate    *Rating
	Seen    *privacy.Seen // the numbers of placeholders, if they have grown
	Opening *time.Time    // personal data is opened until then
	Amended []Amendment
	Flags   []Flag // new ones and ended ones
	Routed  *Routed
	Proven  uuid.UUID // whose answer was found good in their probation
	Given   uuid.UUID // who of staff has it now
	News    []newsRow
	Told    []uuid.UUID // whose offers show something else now
	Attach  []uuid.UUID

	TellTeam string      // what the ticket's team is told
	Asked    []uuid.UUID // who of it was
}

// Act is one thing that can happen to a ticket: a pure decision on a Case.
type Act interface {
	decide(c *Case) error
}

func (c *Case) isCustomer() bool { return c.Actor.ID == c.Ticket.Customer }
func (c *Case) isSystem() bool   { return c.Actor.Role == System.Role }
func (c *Case) isHolder() bool   { return c.Ticket.HeldBy(c.Actor.ID) }

// isStaff reports whether the actor is second level with a say in this ticket's
// team.
func (c *Case) isStaff() bool {
	if c.Actor.Role != "staff" && c.Actor.Role != "admin" {
		return false
	}
	for _, t := range c.Teams {
		if t == c.Ticket.Team {
			return true
		}
	}
	return c.isHolder()
}

// mayKnow hides a ticket from those who have nothing to do with it: whatever
// they try, it does not exist.
func (c *Case) mayKnow() error {
	if c.isSystem() || c.isCustomer() || c.isStaff() || c.isHolder() || c.offer() != nil || c.grant(c.Actor.ID) != nil {
		return nil
	}
	if !c.Full {
		return errNeedsAll
	}
	return notFound()
}

// errNeedsAll is a decision's wish to see offers, grants and rating, which the
// hot path does not load.
var errNeedsAll = errors.New("this act needs the whole case")

func notFound() error { return fault.NotFound("there is no such ticket") }

// append puts an entry at the end of the log and numbers it in every stream it
// belongs to. The first entry of an act bears the act's id.
func (c *Case) append(kind Kind, audience Audience, text Text, data Data) *Entry {
	t := &c.Ticket
	e := Entry{Ticket: t.Number, Kind: kind, Audience: audience, Author: c.Actor, Channel: t.Channel,
		Text: text.Masked, Version: text.Version, Body: text.Sealed, raw: text.Raw, At: c.Now, ID: text.ID}
	if e.ID == uuid.Nil {
		e.ID = c.nextID()
	}
	if text.Channel != "" {
		e.Channel = text.Channel
	}
	e.Data, _ = json.Marshal(data)
	t.Heads.Staff++
	e.Numbers.Staff = t.Heads.Staff
	if audience != Staff {
		t.Heads.Helpers++
		e.Numbers.Helpers = t.Heads.Helpers
	}
	if audience == Everyone {
		t.Heads.Everyone++
		e.Numbers.Everyone = t.Heads.Everyone
	}
	c.Out.Entries = append(c.Out.Entries, e)
	c.fanOut()
	t.UpdatedAt = c.Now
	return &c.Out.Entries[len(c.Out.Entries)-1]
}

func (c *Case) event(audience Audience, data Data) *Entry {
	return c.append(KindEvent, audience, Text{}, data)
}

// nextID is the act's id for its first entry and a new one for the others.
func (c *Case) nextID() uuid.UUID {
	for i := range c.Out.Entries {
		if c.Out.Entries[i].ID == c.ID {
			return newID()
		}
	}
	return c.ID
}

// FanoutRest is how long what follows from a busy ticket's log may wait: one job
// then reads what was said meanwhile.
const FanoutRest = time.Second

// fanOut makes sure that exactly one undone fan-out job exists. It is due at
// once, unless something was just said.
func (c *Case) fanOut() {
	if c.Ticket.FanoutPending {
		return
	}
	due := c.Now
	if c.Now.Sub(c.Ticket.UpdatedAt) < FanoutRest {
		due = c.Now.Add(FanoutRest)
	}
	c.Ticket.FanoutPending = true
	c.follow(Job{Kind: JobFanout, DueAt: due})
}

func (c *Case) follow(j Job) {
	j.ID, j.Ticket, j.CreatedAt = newID(), c.Ticket.Number, c.Now
	c.Out.Jobs = append(c.Out.Jobs, j)
}

// offer is the actor's open offer, or nil.
func (c *Case) offer() *Offer {
	for i := range c.Offers {
		o := &c.Offers[i]
		if o.Expert == c.Actor.ID && o.Open() && o.ExpiresAt.After(c.Now) {
			return o
		}
	}
	return nil
}

func (c *Case) grant(expert uuid.UUID) *Grant {
	for i := range c.Grants {
		if g := &c.Grants[i]; g.Expert == expert && (g.Until == nil || g.Until.After(c.Now)) {
			return g
		}
	}
	return nil
}

// endOffers closes every open offer: the actor's own with one outcome, the
// others with another.
func (c *Case) endOffers(own, others string) {
	for i := range c.Offers {
		o := &c.Offers[i]
		if !o.Open() {
			continue
		}
		outcome := others
		if o.Expert == c.Actor.ID {
			outcome = own
		}
		c.endOffer(o, outcome)
	}
}

func (c *Case) endOffer(o *Offer, outcome string) {
	o.EndedAt, o.Outcome = &c.Now, outcome
	c.Out.Offers = append(c.Out.Offers, *o)
	if g := c.grant(o.Expert); g != nil && g.Kind == GrantOffered && outcome != OfferClaimed {
		g.Until = &longOver
		c.setGrant(*g)
	}
}

func (c *Case) setGrant(g Grant) {
	g.Ticket = c.Ticket.Number
	for i := range c.Out.Grants {
		if c.Out.Grants[i].Expert == g.Expert {
			c.Out.Grants[i] = g
			return
		}
	}
	c.Out.Grants = append(c.Out.Grants, g)
}

// holdBy gives the ticket to a helper. An expert gets the grant with it.
func (c *Case) holdBy(f Face) {
	c.endOpenings()
	c.Ticket.hold(f)
	c.Ticket.TakeBy = nil
	c.watch()
	if f.Role != "expert" {
		c.Out.Given = f.ID
	} else {
		c.setGrant(Grant{Expert: f.ID, Kind: GrantHolder, FirstSeq: 1, Since: c.Now})
	}
}

// takeFromHolder ends what the holder may read with the last entry written:
// call it after the entry that ends the holding.
func (c *Case) takeFromHolder() {
	t := &c.Ticket
	holder := t.Holder()
	if holder == nil {
		return
	}
	c.endOpenings()
	t.letGo()
	if holder.Role == "expert" {
		c.endGrant(holder.ID)
		t.keepFormer(*holder)
	} else {
		c.giveOut()
	}
}

// endOpenings closes what staff opened of the customer's data when one of
// them loses the ticket; whoever still needs it opens it again.
func (c *Case) endOpenings() {
	if t := &c.Ticket; t.Assignee.Valid && t.AssigneeRole != "expert" {
		t.PersonalFrom = c.Now
	}
}

// endGrant leaves an expert with what was said until now, and a picture of the
// ticket as it stands.
func (c *Case) endGrant(expert uuid.UUID) {
	until, last := c.Now.Add(pastGrantFor), c.Ticket.Heads.Staff
	c.setGrant(Grant{Expert: expert, Kind: GrantPast, FirstSeq: 1, LastSeq: &last, Since: c.Now, Until: &until, Snapshot: snapshot(c.Ticket)})
}

// toStaff moves the ticket to second level, from where it waits in its team's
// queue.
func (c *Case) toStaff() {
	t := &c.Ticket
	t.Tier, t.State, t.TakeBy, t.QueuedAt, t.PeerReason = TierStaff, StateOpen, nil, c.Now, ""
	t.Former, t.FormerName = uuid.NullUUID{}, ""
	if t.WaitingSince == nil {
		t.WaitingSince = &c.Now
	}
	c.giveOut()
}

// toExperts puts the ticket before the experts.
func (c *Case) toExperts() {
	t := &c.Ticket
	t.Tier, t.State, t.PeerReason = TierExpert, StateOpen, ""
	c.waitForExpert(c.Topic.TakeWithin())
}

// waitForExpert lets offers follow at once, and staff get the ticket if nobody
// takes it in this time.
func (c *Case) waitForExpert(within time.Duration) {
	t := &c.Ticket
	takeBy := c.Now.Add(within)
	t.TakeBy, t.QueuedAt = &takeBy, c.Now
	c.follow(Job{Kind: JobOffer, DueAt: c.Now})
	c.follow(Job{Kind: JobFallback, DueAt: takeBy})
	c.watch()
}
