package tickets_test

import (
	"testing"
	"time"

	"kontor/people"
	"kontor/tickets"
)

func TestContinuity(t *testing.T) {
	h := newHouse(t)
	anna, jonas := h.staff("Anna", "town"), h.staff("Jonas", "town")
	ann, bob := h.customer(people.VisitorInput{}), h.customer(people.VisitorInput{})
	solves := func(who, customer people.Person) int64 {
		n := h.opens(customer, "benefits", "help")
		h.does(who, n, &tickets.Assign{})
		h.does(who, n, tickets.Resolve{})
		h.clock.Advance(time.Minute)
		return n
	}
	solves(anna, ann)
	solves(anna, ann) // the same again
	last := solves(jonas, ann)
	solves(jonas, bob)
	h.does(ann, last, tickets.Reopen{}) // and Anna finishes it: the same again
	h.does(anna, last, &tickets.Assign{TakeOver: true})
	h.does(anna, last, tickets.Resolve{})

	from := h.clock.Now().Add(-week)
	rows, err := h.Continuity(h.ctx, from, h.clock.Now().Add(week), time.UTC)
	h.must(err)
	if len(rows) != 2 || rows[0].Topic != "" || rows[1].Topic != "benefits" {
		t.Fatalf("%+v", rows)
	}
	for _, r := range rows {
		if r.Tickets != 4 || r.Again != 2 || r.Same != 2 || r.Customers != 2 || r.Median != 1 || r.Mean != 1 {
			t.Errorf("%+v", r)
		}
	}
	solves(jonas, ann)
	rows, err = h.Continuity(h.ctx, from, h.clock.Now().Add(week), time.UTC)
	h.must(err)
	if r := rows[0]; r.Again != 3 || r.Same != 2 || r.Median != 1.5 || r.Mean != 1.5 {
		t.Errorf("after Ann met somebody else: %+v", r)
	}
	if none, err := h.Continuity(h.ctx, from.Add(-week), from, time.UTC); err != nil || len(none) != 0 {
		t.Errorf("%+v %v", none, err)
	}
}
