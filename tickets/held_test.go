package tickets_test

import (
	"testing"
	"time"

	"github.com/google/uuid"

	"kontor/people"
	"kontor/tickets"
)

// holds lets an expert write what has to be looked at first.
func (h *house) holds(p people.Person, number int64) uuid.UUID {
	h.t.Helper()
	return h.does(p, number, &tickets.Hold{Text: note("What is your number?"), Risks: []string{"asks"}}).ID
}

// A held answer answers what was asked before it. To what the customer wrote on after it
// they wait for an answer, however late the held one is let out.
func TestAHeldAnswerDoesNotAnswerWhatCameAfterIt(t *testing.T) {
	h := newHouse(t)
	ann, otter, lind := h.customer(people.VisitorInput{}), h.expert("Otter K.", "parking"), h.staff("S. Lind", "town")
	n := h.opens(ann, "parking", "hello")
	h.does(otter, n, tickets.Claim{})
	early := h.holds(otter, n)
	h.later(time.Minute)
	h.says(ann, n, "And what does it cost?")
	asked := h.clock.Now()
	h.later(time.Hour)
	h.does(lind, n, &tickets.ReleaseHeld{Entry: early})
	if s := h.sees(lind, n); s.State != tickets.StateOpen || s.WaitingSince == nil || !s.WaitingSince.Equal(asked) {
		t.Errorf("the ticket is %s and waits since %v, want since %v", s.State, s.WaitingSince, asked)
	}
	late := h.holds(otter, n)
	h.does(lind, n, &tickets.ReleaseHeld{Entry: late})
	if s := h.sees(lind, n); s.State != tickets.StateWaiting || s.WaitingSince != nil {
		t.Errorf("after the whole answer it is %s and waits since %v", s.State, s.WaitingSince)
	}
}

// Whoever has the ticket by then has still to look at it.
func TestAHeldAnswerOfWhoLostTheTicketLeavesItOpen(t *testing.T) {
	h := newHouse(t)
	ann, otter, lind := h.customer(people.VisitorInput{}), h.expert("Otter K.", "parking"), h.staff("S. Lind", "town")
	n := h.opens(ann, "parking", "hello")
	h.does(otter, n, tickets.Claim{})
	held := h.holds(otter, n)
	h.does(otter, n, &tickets.Escalate{Reason: tickets.ReasonPersonalData, Note: note("see the register")})
	h.does(lind, n, &tickets.ReleaseHeld{Entry: held})
	if s := h.sees(lind, n); s.State != tickets.StateOpen || s.WaitingSince == nil || s.FirstReplyAt == nil {
		t.Errorf("in the queue it is %s and waits since %v", s.State, s.WaitingSince)
	}
}
