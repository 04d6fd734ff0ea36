package tickets_test

import (
	"context"
	"testing"
	"time"

	"kontor/internal/fault"
	"kontor/people"
	"kontor/simulate"
	"kontor/tickets"
)

func TestThePastCanBeSimulated(t *testing.T) {
	h := newHouse(t)
	ann := h.customer(people.VisitorInput{})
	otter := h.expert("Otter K.", "parking", "returns")
	h.staff("S. Lind", "town")
	for _, topic := range []string{"parking", "returns", "benefits"} {
		h.opens(ann, topic, "hello")
	}
	n := h.opens(ann, "parking", "again")
	h.does(otter, n, tickets.Claim{})
	h.clock.Advance(time.Hour)
	s, policies, err := h.Past(h.ctx, "", 7)
	h.must(err)
	if len(s.Arrivals) != 4 || len(s.Crew) != 1 || len(s.Crew[0].Topics) != 2 || s.Staff != 1 || len(policies) != 3 {
		t.Fatalf("%+v with %d policies", s, len(policies))
	}
	if s.Arrivals[0].Customer != s.Arrivals[3].Customer || s.Arrivals[0].After > s.Arrivals[3].After {
		t.Fatalf("%+v", s.Arrivals)
	}
	s.Seed = 1
	r, err := simulate.Run(context.Background(), s, policies)
	if err != nil || r.Tickets != 4 || r.Unsolved != 0 {
		t.Fatalf("%v: %+v", err, r)
	}
	if s, _, err = h.Past(h.ctx, "parking", 7); err != nil || len(s.Arrivals) != 2 {
		t.Fatalf("%v: %d tickets of one topic", err, len(s.Arrivals))
	}
	if _, _, err = h.Past(h.ctx, "sesame", 7); !fault.Is(err, fault.KindNotFound) {
		t.Fatal(err)
	}
}
