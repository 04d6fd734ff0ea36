package tickets_test

import (
	"testing"

	"kontor/internal/fault"
	"kontor/people"
	"kontor/tickets"
)

func (h *house) resolutions(n int64) []tickets.Resolution {
	h.t.Helper()
	all, err := h.Resolutions(h.ctx, n)
	h.must(err)
	return all
}

func TestResolutionsTellWhoSolved(t *testing.T) {
	h := newHouse(t)
	ann, otter, lind := h.customer(people.VisitorInput{}), h.expert("Otter K.", "parking"), h.staff("S. Lind", "town")
	n := h.opens(ann, "parking", "first")
	h.does(otter, n, tickets.Claim{})
	taken := h.clock.Now()
	h.says(otter, n, "it is rule seven")
	h.later(60e9)
	h.does(otter, n, tickets.Resolve{})
	solved := h.resolutions(n)
	if len(solved) != 1 || solved[0].Handler.ID != otter.ID || !solved[0].TakenAt.Equal(taken) || solved[0].Staffed || solved[0].Silent || solved[0].ReopenedAt != nil || solved[0].Topic != "parking" {
		t.Fatalf("an expert solved it alone: %+v", solved)
	}
	h.later(60e9)
	h.says(ann, n, "not yet")
	h.does(otter, n, &tickets.Escalate{Reason: tickets.ReasonStuck, Note: note("stuck")})
	h.does(lind, n, &tickets.Assign{})
	h.does(lind, n, tickets.Resolve{})
	solved = h.resolutions(n)
	if len(solved) != 2 || solved[0].ReopenedAt == nil || !solved[0].ReopenedAt.Equal(h.clock.Now()) {
		t.Fatalf("it was reopened: %+v", solved)
	}
	if last := solved[1]; last.Number != 2 || last.Handler.ID != lind.ID || !last.Staffed || !last.Silent {
		t.Errorf("staff finished what an expert had begun: %+v", last)
	}
	if _, err := h.Resolutions(h.ctx, 7); !fault.Is(err, fault.KindNotFound) {
		t.Errorf("no such ticket: %v", err)
	}
}

// What staff wrote to the customer, or had in their hands, is not an expert's
// alone, even if they hand it back.
func TestResolutionAfterStaff(t *testing.T) {
	h := newHouse(t)
	ann, otter, lind := h.customer(people.VisitorInput{}), h.expert("Otter K.", "parking"), h.staff("S. Lind", "town")
	magpie := h.expert("Magpie R.", "parking")
	n := h.opens(ann, "parking", "first")
	h.does(otter, n, tickets.Claim{})
	h.does(otter, n, &tickets.Escalate{Reason: tickets.ReasonStuck, Note: note("stuck")})
	h.does(lind, n, &tickets.Assign{})
	h.does(lind, n, &tickets.HandBack{Note: note("it is rule seven")})
	h.work()
	h.does(magpie, n, tickets.Claim{})
	h.does(magpie, n, tickets.Resolve{})
	solved := h.resolutions(n)
	if len(solved) != 1 || solved[0].Handler.ID != magpie.ID || !solved[0].Staffed {
		t.Errorf("after staff had it: %+v", solved)
	}
}
