package tickets

import "time"

// The peer window: what one expert got stuck with other experts may take, for some
// minutes and once, before staff are called. The customer does not notice: nothing
// is said in their stream, the state stays, and they are shown who had it.

// PeersWithin is how long other experts have; 0: staff are called at once.
func (t Topic) PeersWithin() time.Duration { return seconds(t.PeersS) }

// InPeerWindow reports whether other experts are asked to take the ticket over.
// TakeBy is when that ends.
func (t *Ticket) InPeerWindow() bool {
	return t.PeerReason != "" && t.Tier == TierExpert && t.Active() && !t.Assignee.Valid
}

// giveUp takes the ticket from the expert who holds it: to their peers where those
// may help, otherwise to staff.
func (c *Case) giveUp(reason string) {
	if c.peersFirst(reason) {
		c.askPeers(reason)
	} else {
		c.escalate(reason)
	}
}

// peersFirst: another expert can do no more where personal data is needed, or the
// customer has asked for staff. Who got the ticket in a peer window ends it.
func (c *Case) peersFirst(reason string) bool {
	t := &c.Ticket
	return c.Topic.PeersS > 0 && t.PeerReason == "" && t.AssigneeRole == "expert" &&
		(reason == ReasonStuck || reason == ReasonOther || reason == ReasonNoAnswer)
}

func (c *Case) askPeers(reason string) {
	c.event(Helpers, Data{Event: EventPeersAsked, Reason: reason, To: c.Ticket.Holder()})
	c.Ticket.PeerReason = reason
	c.waitForExpert(c.Topic.PeersWithin())
	c.takeFromHolder()
}
