package tickets_test

import (
	"testing"
	"time"

	"kontor/people"
	"kontor/tickets"
)

// escalations counts how often staff were called for this reason.
func (h *house) escalations(number int64, reason string) int {
	h.t.Helper()
	return h.number(`SELECT count(*) FROM desk.entries WHERE ticket = $1 AND data->>'event' = 'escalated' AND data->>'reason' = $2 AND author_role = 'system'`, number, reason)
}

// Who leaves a customer without an answer loses the ticket; an answer starts the
// clock anew, and one that waits for staff's look is an answer.
func TestExpertWhoDoesNotAnswerLosesTheTicket(t *testing.T) {
	h := newHouse(t)
	h.escalating(tickets.TopicUpdate{StuckS: new(600), PeersS: new(300)})
	otter, ann := h.expert("Otter", "parking"), h.customer(people.VisitorInput{})
	n := h.opens(ann, "parking", "My permit is gone.")
	h.does(otter, n, tickets.Claim{})
	h.later(9 * time.Minute)
	h.says(otter, n, "Which street?")
	h.later(time.Hour) // the customer takes their time
	h.says(ann, n, "Harbour Street.")
	h.later(9 * time.Minute)
	held, err := tickets.Writes(otter, tickets.Writing{Kind: tickets.KindMessage, Text: "Write to otter@example.org", Insist: true})
	h.must(err)
	h.does(otter, n, held)
	h.later(9 * time.Minute)
	if got := h.sees(ann, n); !got.HeldBy(otter.ID) {
		t.Fatalf("an expert who answers lost the ticket: %+v", got)
	}
	h.later(time.Minute + time.Second)
	if got := h.sees(ann, n); got.Assignee.Valid || h.escalations(n, tickets.ReasonNoAnswer) != 1 { // no other expert is there
		t.Errorf("nobody has answered for ten minutes: %+v", got)
	}
}

// A customer who has waited for most of the time that they should wait at most is
// staff's to answer, whoever had the ticket; what staff give back has its time again.
func TestTargetAtRisk(t *testing.T) {
	h := newHouse(t)
	h.escalating(tickets.TopicUpdate{RespondS: new(1000), AtRisk: new(60), TakeWithinS: new(3600)})
	otter, lind, ann := h.expert("Otter", "parking"), h.staff("Lind", "town"), h.customer(people.VisitorInput{})
	unheld, held := h.opens(ann, "parking", "My permit is gone."), h.opens(ann, "parking", "And my car.")
	h.does(otter, held, tickets.Claim{})
	h.later(599 * time.Second)
	if h.sees(lind, unheld).Tier != tickets.TierExpert || h.sees(lind, held).Tier != tickets.TierExpert {
		t.Fatal("staff were called too soon")
	}
	h.later(time.Second)
	for _, n := range []int64{unheld, held} {
		if got := h.sees(lind, n); got.Tier != tickets.TierStaff || got.Assignee.Valid || h.escalations(n, tickets.ReasonAtRisk) != 1 {
			t.Errorf("the target is at risk: %+v", got)
		}
	}
	h.does(lind, unheld, &tickets.HandBack{Note: note("easy")})
	h.later(599 * time.Second)
	if got := h.sees(lind, unheld); got.Tier != tickets.TierExpert {
		t.Errorf("what staff gave to the experts came back at once: %+v", got)
	}
	h.later(time.Second)
	if h.escalations(unheld, tickets.ReasonAtRisk) != 2 {
		t.Error("what was given back has no target any more")
	}
}

// However often the same promise is kept, nothing happens twice; a desk without
// such rules promises nothing.
func TestLooksAreIdempotent(t *testing.T) {
	h := newHouse(t)
	ann := h.customer(people.VisitorInput{})
	h.expert("Otter", "parking")
	h.opens(ann, "parking", "My permit is gone.")
	if n := h.number(`SELECT count(*) FROM desk.jobs WHERE kind = 'look'`); n != 0 {
		t.Fatalf("%d looks are promised for nothing", n)
	}
	h.escalating(tickets.TopicUpdate{RespondS: new(600), AtRisk: new(50)})
	n := h.opens(ann, "parking", "My permit is gone.")
	h.says(ann, n, "Hello?")
	for range 3 {
		_, err := h.Do(h.ctx, tickets.Order{Ticket: n}, &tickets.Look{})
		h.must(err)
	}
	if jobs := h.number(`SELECT count(*) FROM desk.jobs WHERE kind = 'look' AND ticket = $1`, n); jobs != 1 {
		t.Errorf("%d looks are promised", jobs)
	}
	h.later(5 * time.Minute)
	for range 3 {
		_, err := h.Do(h.ctx, tickets.Order{Ticket: n}, &tickets.Look{})
		h.must(err)
	}
	if h.escalations(n, tickets.ReasonAtRisk) != 1 || h.number(`SELECT count(*) FROM desk.jobs WHERE kind = 'look' AND done_at IS NULL`) != 0 {
		t.Error("looks go on after staff were called, or called them again")
	}
}
