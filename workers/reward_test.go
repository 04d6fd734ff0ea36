package workers

import (
	"testing"
	"time"

	"kontor/internal/testkit"
	"kontor/people"
	"kontor/rewards"
	"kontor/tickets"
)

const grace = 72 * time.Hour

func (h *house) pays(cents int64) {
	h.t.Helper()
	admin := people.System()
	_, err := h.rewards.AddRate(h.t.Context(), admin, rewards.Rate{ID: id(), ToHour: 24, Unit: "EUR", Amount: cents})
	h.must(err)
}

func (h *house) owed(expert people.Person) int64 {
	h.t.Helper()
	e, err := h.rewards.Earnings(h.t.Context(), expert.ID)
	h.must(err)
	for _, b := range e.Balances {
		if b.Unit == "EUR" {
			return b.Owed
		}
	}
	return 0
}

// solved is a ticket that one of the experts has just resolved, and who.
func (h *house) solved() (int64, people.Person) {
	h.t.Helper()
	n := h.opens("which bin for milk cartons?")
	h.drains()
	who := h.otter
	if h.count(`SELECT count(*) FROM desk.offers WHERE ticket = $1 AND expert = $2`, n, h.otter.ID) == 0 {
		who = h.magpie
	}
	h.does(who, n, tickets.Claim{})
	h.does(who, n, &tickets.Post{Kind: tickets.KindMessage, Text: tickets.Text{Raw: "into the green one"}})
	h.does(who, n, tickets.Resolve{})
	h.drains()
	return n, who
}

func TestExpertIsRewardedAfterGrace(t *testing.T) {
	h := newHouse(t, testkit.Redis(t))
	h.pays(250)
	n, who := h.solved()
	h.passes(grace - time.Minute)
	if got := h.owed(who); got != 0 {
		t.Errorf("%d are owed in the time of grace", got)
	}
	h.passes(time.Minute)
	if got := h.owed(who); got != 250 {
		t.Errorf("%d are owed, want 250", got)
	}
	if got := h.count(`SELECT count(*) FROM desk.notifications WHERE kind = 'earned' AND person = $1`, who.ID); got != 1 {
		t.Errorf("%d notifications of what was earned", got)
	}
	h.does(h.ann, n, &tickets.Post{Kind: tickets.KindMessage, Text: tickets.Text{Raw: "one more thing"}})
	h.does(who, n, tickets.Resolve{})
	h.passes(grace)
	if got := h.owed(who); got != 250 {
		t.Errorf("after a second resolution %d are owed, want still 250", got)
	}
	if got := h.undone(); got != 0 {
		t.Errorf("%d jobs are left", got)
	}
}

func TestReopenedInGraceIsNotRewarded(t *testing.T) {
	h := newHouse(t, testkit.Redis(t))
	h.pays(250)
	n, who := h.solved()
	h.passes(time.Hour)
	h.does(h.ann, n, &tickets.Post{Kind: tickets.KindMessage, Text: tickets.Text{Raw: "no, not yet"}})
	h.does(who, n, &tickets.Escalate{Reason: tickets.ReasonStuck, Note: tickets.Text{Raw: "stuck"}})
	h.does(h.lind, n, &tickets.Assign{})
	h.does(h.lind, n, tickets.Resolve{})
	h.passes(2 * grace)
	if got := h.owed(who); got != 0 {
		t.Errorf("%d are owed for what staff solved", got)
	}
}
