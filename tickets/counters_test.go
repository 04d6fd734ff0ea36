package tickets_test

import (
	"math/rand/v2"
	"sync"
	"testing"

	"kontor/people"
	"kontor/tickets"
)

// Whatever many people do at the same time, the counters say what a count says.
func TestCountersUnderRandomActs(t *testing.T) {
	h := newHouse(t)
	lind, berg := h.staff("S. Lind", "town"), h.staff("S. Berg", "town")
	otter, heron := h.expert("Otter K.", "parking"), h.expert("Heron B.", "parking")
	ann := h.customer(people.VisitorInput{})
	everybody := []people.Person{ann, lind, berg, otter, heron}
	var numbers []int64
	for i := range 12 {
		numbers = append(numbers, h.opens(ann, []string{"parking", "benefits"}[i%2], "hello"))
	}
	some := func() tickets.Text { return note("words") }
	acts := []func() tickets.Act{
		func() tickets.Act { return tickets.Claim{} }, func() tickets.Act { return tickets.Claim{} }, func() tickets.Act { return tickets.Skip{} },
		func() tickets.Act { return &tickets.Release{} }, func() tickets.Act { return &tickets.Assign{TakeOver: true} },
		func() tickets.Act { return &tickets.HandBack{Note: some()} },
		func() tickets.Act { return &tickets.Escalate{Reason: tickets.ReasonStuck, Note: some()} },
		func() tickets.Act { return tickets.Resolve{} }, func() tickets.Act { return tickets.Reopen{} },
		func() tickets.Act { return &tickets.Post{Kind: tickets.KindMessage, Text: some()} },
	}
	var wg sync.WaitGroup
	for worker := range uint64(6) {
		wg.Go(func() {
			dice := rand.New(rand.NewPCG(worker, 1)) //nolint:gosec // not a secret
			for range 60 {
				by, number := everybody[dice.IntN(len(everybody))], numbers[dice.IntN(len(numbers))]
				// Most are refused; a refusal must not count either.
				_, _ = h.Do(h.ctx, tickets.Order{Ticket: number, By: by}, acts[dice.IntN(len(acts))]())
			}
		})
	}
	wg.Wait()
	h.work()
	if moved := h.number(`SELECT count(*) FROM desk.counters`); moved < 4 {
		t.Fatalf("only %d counters were ever touched", moved)
	}
	wrong, err := tickets.Recount(h.ctx, h.db.App)
	h.must(err)
	if wrong != 0 {
		t.Fatalf("%d counters were wrong", wrong)
	}
	for _, p := range []people.Person{lind, berg, otter, heron} {
		counts, err := h.Counts(h.ctx, p)
		h.must(err)
		if got := len(h.lists(p, tickets.Filter{View: tickets.ViewMine})); counts.Mine != got {
			t.Errorf("%s holds %d by the counter, %d by the list", p.Name, counts.Mine, got)
		}
	}
	counts, err := h.Counts(h.ctx, lind)
	h.must(err)
	if got := len(h.lists(lind, tickets.Filter{View: tickets.ViewQueue})); counts.Queue != got {
		t.Errorf("%d in the queue by the counter, %d by the list", counts.Queue, got)
	}
}

func TestRecountSetsRight(t *testing.T) {
	h := newHouse(t)
	lind, otter := h.staff("S. Lind", "town"), h.expert("Otter K.", "parking")
	h.opens(h.customer(people.VisitorInput{}), "benefits", "for the queue")
	h.opens(h.customer(people.VisitorInput{}), "parking", "for an expert")
	h.exec(`UPDATE desk.counters SET n = 7 WHERE view = 'queue'`)
	h.exec(`DELETE FROM desk.counters WHERE view = 'offers'`)
	h.exec(`INSERT INTO desk.counters VALUES ('mine', $1, 3, 2)`, lind.ID.String())
	wrong, err := tickets.Recount(h.ctx, h.db.App)
	h.must(err)
	if wrong != 3 {
		t.Errorf("%d counters set right, want 3", wrong)
	}
	staff, err := h.Counts(h.ctx, lind)
	h.must(err)
	expert, err := h.Counts(h.ctx, otter)
	h.must(err)
	if staff.Queue != 1 || staff.Mine != 0 || expert.Offers != 1 || expert.Queue != 0 {
		t.Errorf("staff %+v, expert %+v", staff, expert)
	}
}
