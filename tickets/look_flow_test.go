package tickets

import "github.com/google/uuid"

// look is what the desk loads for one, from the life so far.
func (l *life) look() *Look {
	a := &Look{}
	for i, e := range l.entries {
		switch {
		case (e.Kind == KindMessage || len(heldFor(e)) > 0) && l.ticket.HeldBy(e.Author.ID):
			a.wrote = &l.entries[i].At
		case EventOf(e) == EventHandedBack:
			a.returned = &l.entries[i].At
		}
	}
	return a
}

// nobodyWaitsTooLong: on first level no customer waits longer than the topic lets
// them, and before that somebody will look.
func (l *life) nobodyWaitsTooLong() {
	t := &l.ticket
	if t.Tier != TierExpert || !t.Active() || t.WaitingSince == nil || l.topic.lookAfter() == 0 {
		return
	}
	a, c := l.look(), &Case{Ticket: l.ticket, Topic: l.topic, Now: l.now}
	for _, g := range l.grants {
		c.Grants = append(c.Grants, g)
	}
	l.check(!isOver(a.atRisk(c), l.now), "a customer waits since %v, and nobody called staff", t.WaitingSince)
	l.check(!isOver(a.stuck(c), l.now), "an expert has left a customer waiting since %v", t.WaitingSince)
	next := l.now.Add(seconds(l.topic.lookAfter()))
	for _, j := range l.jobs {
		if j.Kind == JobLook && !j.DueAt.After(next) {
			return
		}
	}
	l.t.Fatalf("a customer waits since %v, and nobody will look by %v", t.WaitingSince, next)
}

// customersNoticeNothing of experts who hand a ticket on: they are shown who had
// it, from the first claim on.
func (l *life) customersNoticeNothing() {
	t := &l.ticket
	if t.Tier != TierExpert || !t.Active() {
		l.check(!t.Former.Valid, "a former expert is shown of a ticket that is %s with %s", t.State, t.Tier)
		return
	}
	shown := uuid.Nil
	for _, e := range l.entries {
		if e.Audience != Everyone {
			continue
		}
		switch EventOf(e) {
		case EventClaimed, EventAssigned:
			shown = e.Author.ID
		case EventHandedBack:
			shown = uuid.Nil
		}
	}
	now := t.Assignee.UUID
	if !t.Assignee.Valid {
		now = t.Former.UUID
	}
	l.check(now == shown, "the customer is shown %s, and was told of %s", now, shown)
}
