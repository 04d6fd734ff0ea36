package tickets

import (
	"slices"

	"github.com/google/uuid"

	"kontor/internal/fault"
	"kontor/people"
	"kontor/routing"
)

// Reasons for an escalation. The first four are a person's, the others the
// desk's own.
const (
	ReasonPersonalData  = "personal_data"
	ReasonCustomerAsked = "customer_asked"
	ReasonStuck         = "stuck"
	ReasonOther         = "other"
	ReasonNoTaker       = routing.ReasonTime
	ReasonLowRating     = "low_rating"
	ReasonTaken         = "taken_by_staff"
	ReasonSilent        = "silent"    // of a release: no reply in time
	ReasonNoAnswer      = "no_answer" // the expert who has it has not answered for long
	ReasonAtRisk        = "at_risk"   // the time in which the customer is to have an answer is nearly over
	ReasonGone          = "gone"      // of a release: who had it was let go
)

// ReasonAtOnce is why personal data was opened without anybody asking.
const ReasonAtOnce = "at_once"

// Escalate brings a ticket to second level, with what was learned so far.
type Escalate struct {
	Reason string
	Note   Text
	Parts  []string // of the note; none: it is one text
}

func (a *Escalate) words() []*Text { return []*Text{&a.Note} }

func (a *Escalate) decide(c *Case) error {
	if err := c.mayKnow(); err != nil {
		return err
	}
	if c.isCustomer() {
		if a.Parts != nil {
			return fault.Invalid("customers write a note").With("handover", "is for helpers")
		}
		a.Reason = ReasonCustomerAsked
	} else if err := a.checkHelper(c); err != nil {
		return err
	}
	if c.Ticket.Tier == TierStaff || !c.Ticket.Active() {
		return fault.Conflict("only an open first-level ticket can be escalated")
	}
	if c.isCustomer() && a.Note.Raw != "" {
		c.message(a.Note)
	} else {
		c.noteFor(Helpers, a.Note, a.Parts...)
	}
	c.giveUp(a.Reason)
	return nil
}

func (a *Escalate) checkHelper(c *Case) error {
	if !c.isHolder() {
		return fault.Conflict("only who has the ticket can escalate it")
	}
	if !slices.Contains([]string{ReasonPersonalData, ReasonCustomerAsked, ReasonStuck, ReasonOther}, a.Reason) {
		return fault.Invalid("this is not a reason to escalate").With("reason", "must be personal_data, customer_asked, stuck or other")
	}
	return needText("note", a.Note.Raw, maxNote)
}

// escalate ends every expert's part in the ticket and queues it for the team.
func (c *Case) escalate(reason string) {
	c.endOffers(OfferWithdrawn, OfferWithdrawn)
	c.event(Everyone, Data{Event: EventEscalated, Reason: reason})
	c.toStaff()
	c.takeFromHolder()
}

// HandBack gives a ticket back to the experts.
type HandBack struct {
	Note Text
}

func (a *HandBack) words() []*Text { return []*Text{&a.Note} }

func (a *HandBack) decide(c *Case) error {
	if err := c.staffOnly(); err != nil {
		return err
	}
	if c.Ticket.Tier != TierStaff || !c.Ticket.Active() {
		return fault.Conflict("only an open second-level ticket can be handed back")
	}
	if c.Topic.Policy == StaffOnly {
		return fault.Conflict("tickets of this topic stay with staff")
	}
	if err := needText("note", a.Note.Raw, maxNote); err != nil {
		return err
	}
	c.noteFor(Helpers, a.Note)
	c.event(Everyone, Data{Event: EventHandedBack})
	c.takeFromHolder()
	c.toExperts()
	return nil
}

func (c *Case) staffOnly() error {
	if err := c.mayKnow(); err != nil {
		return err
	}
	if !c.isStaff() {
		return fault.Forbidden("only staff can do this")
	}
	return nil
}

// Assign gives a ticket to a member of staff. Taking it from a colleague for
// oneself must be meant: TakeOver.
type Assign struct {
	Person   uuid.UUID // nil: whoever acts
	TakeOver bool
	To       people.Person // loaded by the desk
}

func (a *Assign) decide(c *Case) error {
	if err := c.staffOnly(); err != nil {
		return err
	}
	if err := a.checkTarget(c); err != nil {
		return err
	}
	to := FaceOf(a.To)
	if c.Ticket.Tier == TierExpert {
		c.endOffers(OfferWithdrawn, OfferWithdrawn)
		c.append(KindEvent, Everyone, Text{ID: newID()}, Data{Event: EventEscalated, Reason: ReasonTaken})
		c.toStaff()
		c.takeFromHolder()
	}
	c.event(Everyone, Data{Event: EventAssigned, To: &to})
	c.holdBy(to)
	return nil
}

func (a *Assign) checkTarget(c *Case) error {
	holder := c.Ticket.Holder()
	switch {
	case !c.Ticket.Active():
		return fault.Conflict("this ticket is %s; reopen it first", c.Ticket.State)
	case a.To.Role != people.RoleStaff && a.To.Role != people.RoleAdmin, !a.To.Active, !slices.Contains(a.To.Teams, c.Ticket.Team):
		return fault.Invalid("tickets are assigned to staff of their team").With("person", "is not in the ticket's team")
	case c.Ticket.HeldBy(a.To.ID):
		return fault.Conflict("the ticket is assigned to this person already")
	case holder != nil && holder.Role != "expert" && !a.TakeOver && a.To.ID == c.Actor.ID:
		return fault.Conflict("%s has this ticket already", holder.Name)
	}
	return nil
}

// ShowPersonal opens the customer's personal data to one member of staff.
// AtOnce: nobody asked; the organisation has the desk open it.
type ShowPersonal struct {
	Reason Text
	AtOnce bool
}

func (a *ShowPersonal) words() []*Text { return ownWords(&a.Reason) }

func (a *ShowPersonal) decide(c *Case) error {
	if err := c.staffOnly(); err != nil {
		return err
	}
	until := c.Now.Add(OpeningFor)
	c.Out.Opening = &until
	data := Data{Event: EventPersonalShown}
	if a.AtOnce {
		data.Reason = ReasonAtOnce
	}
	c.append(KindEvent, Staff, a.Reason, data)
	return nil
}
