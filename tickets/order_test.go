package tickets_test

import (
	"fmt"
	"sync"
	"testing"

	"github.com/google/uuid"

	"kontor/people"
	"kontor/tickets"
)

// Posts that a batch cannot decide keep their order too: replies to a resolved
// ticket, in one breath.
func TestRepliesToAResolvedTicketKeepTheirOrder(t *testing.T) {
	h := newHouse(t)
	ann, lind := h.customer(people.VisitorInput{}), h.staff("S. Lind", "town")
	for range 5 {
		n := h.opens(ann, "benefits", "hello")
		h.does(lind, n, &tickets.Assign{})
		h.does(lind, n, tickets.Resolve{})
		const breath = 12
		var all sync.WaitGroup
		ids, errs := make([]uuid.UUID, breath), make([]error, breath)
		for i := range breath {
			all.Add(1)
			ids[i] = uuid.Must(uuid.NewV7())
			h.PostSoon(h.ctx, tickets.Order{Ticket: n, ID: ids[i], By: ann}, &tickets.Post{Kind: tickets.KindMessage, Text: tickets.Text{Raw: fmt.Sprint("word ", i)}},
				func(_ tickets.Done, err error) { errs[i] = err; all.Done() })
		}
		all.Wait()
		var inLog []uuid.UUID
		h.must(h.db.Owner.Select(&inLog, `SELECT id FROM desk.entries WHERE ticket = $1 AND kind = 'message' ORDER BY seq OFFSET 1`, n))
		for i := range breath {
			h.must(errs[i])
			if len(inLog) != breath || inLog[i] != ids[i] {
				t.Fatalf("message %d of %d stands elsewhere", i, len(inLog))
			}
		}
	}
}

// One mark of a ticket that is gone does not hold up the others.
func TestReadMarkOfATicketThatIsGone(t *testing.T) {
	h := newHouse(t)
	ann := h.customer(people.VisitorInput{})
	n := h.opens(ann, "benefits", "hello")
	for _, number := range []int64{n, n + 1000} {
		h.reads.Mark(tickets.ReadMark{Ticket: number, Person: ann.ID, Role: "customer", Own: 2, Seq: 2})
	}
	h.must(h.reads.Flush(h.ctx))
	if got := h.number(`SELECT count(*) FROM desk.reads WHERE person = $1`, ann.ID); got != 1 {
		t.Errorf("%d marks are written, want 1", got)
	}
}
