package workers

import (
	"testing"
	"time"

	"kontor/internal/testkit"
	"kontor/tickets"
)

func TestFanout(t *testing.T) {
	h := newHouse(t, testkit.Redis(t))
	n := h.opens("which bin for milk cartons?")
	h.drains()
	if words := h.count(`SELECT count(*) FROM desk.search WHERE ticket = $1`, n); words == 0 {
		t.Error("nothing can be found")
	}
	h.does(h.otter, n, tickets.Claim{})
	h.does(h.otter, n, &tickets.Post{Kind: tickets.KindMessage, Text: tickets.Text{Raw: "the blue one"}})
	h.drains()
	h.drains()
	for kind, want := range map[string]int{"claimed": 1, "replied": 1} {
		if got := h.count(`SELECT count(*) FROM desk.notifications WHERE person = $1 AND kind = $2`, h.ann.ID, kind); got != want {
			t.Errorf("Ann was told %d times that her ticket was %s, want %d", got, kind, want)
		}
	}
}

func TestOffersGoRoundAndFallBack(t *testing.T) {
	h := newHouse(t, testkit.Redis(t))
	n := h.opens("when is the bin emptied?")
	h.drains()
	if got := h.count(`SELECT count(*) FROM desk.offers WHERE ticket = $1 AND ended_at IS NULL`, n); got != 1 {
		t.Fatalf("%d experts are offered the ticket, want a wave of one", got)
	}
	h.passes(91 * time.Second)
	if got := h.count(`SELECT count(*) FROM desk.offers WHERE ticket = $1 AND outcome = 'expired'`, n); got != 1 {
		t.Errorf("%d offers expired, want 1", got)
	}
	if got := h.count(`SELECT count(DISTINCT expert) FROM desk.offers WHERE ticket = $1`, n); got != 2 {
		t.Errorf("%d experts have been asked, want the other one too", got)
	}
	h.passes(15 * time.Minute)
	if got := h.events(n, tickets.EventEscalated); got != 1 {
		t.Errorf("escalated %d times, want once", got)
	}
	if got := h.count(`SELECT count(*) FROM desk.tickets WHERE number = $1 AND tier = 'staff'`, n); got != 1 {
		t.Error("nobody took the ticket and it is not with staff")
	}
	if got := h.count(`SELECT count(*) FROM desk.offers WHERE ticket = $1 AND ended_at IS NULL`, n); got != 0 {
		t.Errorf("%d offers are left open", got)
	}
}

func TestRatingIsAskedAndTicketCloses(t *testing.T) {
	h := newHouse(t, testkit.Redis(t))
	n := h.opens("may pizza boxes go with paper?")
	h.drains()
	h.does(h.otter, n, tickets.Claim{})
	h.does(h.otter, n, tickets.Resolve{})
	h.drains()
	if got := h.count(`SELECT count(*) FROM desk.notifications WHERE person = $1 AND kind = 'rating_request'`, h.ann.ID); got != 1 {
		t.Errorf("Ann was asked %d times, want once", got)
	}
	h.passes(7*24*time.Hour - time.Minute)
	if got := h.events(n, tickets.EventClosed); got != 0 {
		t.Error("closed too early")
	}
	h.passes(time.Minute)
	if got := h.events(n, tickets.EventClosed); got != 1 {
		t.Errorf("closed %d times, want once", got)
	}
}

func TestAutoCloseOfWhatWasReopened(t *testing.T) {
	h := newHouse(t, testkit.Redis(t))
	n := h.opens("one more thing")
	h.drains()
	h.does(h.otter, n, tickets.Claim{})
	h.does(h.otter, n, tickets.Resolve{})
	h.does(h.ann, n, &tickets.Post{Kind: tickets.KindMessage, Text: tickets.Text{Raw: "no, not yet"}})
	h.passes(8 * 24 * time.Hour)
	if got := h.events(n, tickets.EventClosed); got != 0 {
		t.Error("an open ticket was closed")
	}
	if got := h.undone(); got != 0 {
		t.Errorf("%d jobs are left", got)
	}
}
