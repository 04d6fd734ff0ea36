package tickets

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/google/uuid"

	"kontor/internal/fault"
	"kontor/internal/postgres"
)

// Resolve says that the customer has been helped. Who had the ticket keeps it,
// in case the customer replies. While an answer is held nobody resolves: the
// customer would read that they were helped before they read the help.
type Resolve struct{}

func (Resolve) decide(c *Case) error {
	if err := c.mayKnow(); err != nil {
		return err
	}
	if c.isCustomer() || (!c.isHolder() && !c.isStaff()) {
		return fault.Forbidden("only who helps with the ticket can resolve it")
	}
	if !c.Ticket.Active() {
		return fault.Conflict("this ticket is %s already", c.Ticket.State)
	}
	if c.Held {
		return fault.Conflict("an answer waits to be looked at; the ticket can be resolved once it has been let out or kept back").With("held", "waits to be looked at")
	}
	c.resolverHolds()
	t := &c.Ticket
	c.event(Everyone, Data{Event: EventResolved})
	t.State, t.WaitingSince, t.ResolvedAt = StateResolved, nil, &c.Now
	t.Resolutions++
	if t.AssigneeRole == "expert" {
		until := c.Now.Add(pastGrantFor)
		c.setGrant(Grant{Expert: t.Assignee.UUID, Kind: GrantSolved, FirstSeq: 1, Since: c.Now, Until: &until})
		c.follow(Job{Kind: JobReward, DueAt: c.Now})
	} else {
		c.giveOut()
	}
	c.Out.Ask = &RatingAsk{Resolution: t.Resolutions, Handler: *t.Holder(), Helped: c.helped(), AskedAt: c.Now}
	c.follow(Job{Kind: JobRatingRequest, DueAt: c.Now})
	c.follow(Job{Kind: JobAutoClose, DueAt: c.Now.Add(c.Topic.CloseAfter())})
	return nil
}

// bring for a resolution: whether an answer waits to be let out and, where staff resolve,
// which expert had begun. Whoever had it and left no word for the customer or for their
// successor has begun nothing.
func (Resolve) bring(ctx context.Context, tx *postgres.Tx, c *Case) error {
	if err := bringHeld(ctx, tx, c); err != nil || c.Actor.Role == "expert" {
		return err
	}
	err := tx.Get(ctx, &c.Begun, `
		SELECT author FROM desk.entries WHERE ticket = $1 AND author_role = 'expert' AND (kind = 'message' OR kind = 'note' AND data ? 'handover')
		ORDER BY seq DESC LIMIT 1`, c.Ticket.Number)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	return err
}

// helped is whose work staff finished, if staff have the ticket.
func (c *Case) helped() uuid.NullUUID {
	if c.Ticket.AssigneeRole == "expert" {
		return uuid.NullUUID{}
	}
	return c.Begun
}

// resolverHolds makes staff who resolve what nobody of theirs holds the
// handler.
func (c *Case) resolverHolds() {
	if c.isHolder() || c.Ticket.AssigneeRole != "" && c.Ticket.Tier == TierStaff {
		return
	}
	if c.Ticket.Tier == TierExpert {
		c.endOffers(OfferWithdrawn, OfferWithdrawn)
		c.append(KindEvent, Everyone, Text{ID: newID()}, Data{Event: EventEscalated, Reason: ReasonTaken})
		c.toStaff()
		c.takeFromHolder()
	}
	c.holdBy(c.Actor)
}

// Reopen takes up a resolved ticket again, with the same handler.
type Reopen struct{}

func (Reopen) decide(c *Case) error {
	if err := c.mayKnow(); err != nil {
		return err
	}
	if !c.isCustomer() && !c.isHolder() && !c.isStaff() {
		return fault.Forbidden("only the customer and their helper can reopen a ticket")
	}
	if c.Ticket.State != StateResolved {
		return fault.Conflict("this ticket is %s; only a resolved one can be reopened", c.Ticket.State)
	}
	c.reopen(uuid.Nil)
	return nil
}

// reopen appends the event under the id given, or under the act's own.
func (c *Case) reopen(id uuid.UUID) {
	t := &c.Ticket
	c.append(KindEvent, Everyone, Text{ID: id}, Data{Event: EventReopened})
	t.State, t.ResolvedAt, t.WaitingSince, t.QueuedAt = StateOpen, nil, &c.Now, c.Now
	if t.AssigneeRole == "expert" {
		c.setGrant(Grant{Expert: t.Assignee.UUID, Kind: GrantHolder, FirstSeq: 1, Since: c.Now})
	}
	c.watch()
}

// AutoClose closes what stayed resolved for the topic's time. It waits for an answer
// that is held: nobody could let it out afterwards.
type AutoClose struct{}

// closeAgain is when it looks again.
const closeAgain = 24 * time.Hour

func (AutoClose) bring(ctx context.Context, tx *postgres.Tx, c *Case) error {
	return bringHeld(ctx, tx, c)
}

func (AutoClose) decide(c *Case) error {
	t := &c.Ticket
	if t.State != StateResolved || t.ResolvedAt == nil {
		return nil
	}
	if due := t.ResolvedAt.Add(c.Topic.CloseAfter()); due.After(c.Now) { // the topic gives more time now, or it was resolved anew
		c.follow(Job{Kind: JobAutoClose, DueAt: due})
		return nil
	}
	if c.Held {
		c.follow(Job{Kind: JobAutoClose, DueAt: c.Now.Add(closeAgain)})
		return nil
	}
	c.event(Everyone, Data{Event: EventClosed})
	t.State, t.ClosedAt = StateClosed, &c.Now
	return nil
}

// RatingAsk is the question put to the customer after a resolution.
type RatingAsk struct {
	Resolution int
	Handler    Face
	Helped     uuid.NullUUID // the expert whose work staff finished
	AskedAt    time.Time
}

// Rating is the answer.
type Rating struct {
	Resolution int
	Handler    Face
	Stars      int
	Tags       []string
	Comment    string // masked
	At         time.Time
}

// Rate answers the question after a resolution, once.
type Rate struct {
	Stars   int
	Tags    []string
	Comment Text
}

func (a *Rate) words() []*Text { return ownWords(&a.Comment) }

func (a *Rate) decide(c *Case) error {
	if err := c.mayKnow(); err != nil {
		return err
	}
	if !c.isCustomer() {
		return fault.Forbidden("only the customer rates")
	}
	ask := c.Rating
	switch {
	case c.Ticket.Active():
		return fault.Conflict("the ticket can be rated once it is resolved")
	case ask == nil:
		return fault.Conflict("this ticket has been rated already")
	case ask.AskedAt.Add(ratingOpenFor).Before(c.Now):
		return fault.Conflict("the time to rate this ticket is over")
	}
	c.append(KindEvent, Everyone, a.Comment, Data{Event: EventRated, Stars: a.Stars, Tags: a.Tags, To: &ask.Handler})
	c.Out.Rate = &Rating{Resolution: ask.Resolution, Handler: ask.Handler, Stars: a.Stars, Tags: a.Tags, Comment: a.Comment.Masked, At: c.Now}
	if a.Stars <= c.Topic.LowRating && ask.Handler.Role == "expert" && c.Ticket.State == StateResolved {
		c.reopen(newID())
		c.escalate(ReasonLowRating)
	}
	return nil
}
