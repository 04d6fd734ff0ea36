package server

import (
	"testing"
	"time"

	"kontor/people"
)

// Of a crowd so many are heard in a second, customers and helpers apart.
func TestCrowdWhispersInTurn(t *testing.T) {
	var c crowd
	now := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	count := func(role people.Role) (heard int) {
		for range 1000 {
			if c.mayWhisper(role, now) {
				heard++
			}
		}
		return heard
	}
	for second := range 3 {
		if n := count(people.RoleExpert) + count(people.RoleStaff); n != crowdMost {
			t.Errorf("second %d: %d helpers are heard", second, n)
		}
		if n := count(people.RoleCustomer); n != crowdMost {
			t.Errorf("second %d: %d customers are heard beside a crowd of helpers", second, n)
		}
		now = now.Add(time.Second)
	}
}

// Whoever says again how far they have read is not told of again.
func TestReadMarkIsToldOnce(t *testing.T) {
	h := open(t)
	ann, lind := h.visitor("Ann", ""), h.helper(people.RoleStaff, "Lind")
	n := ann.opens("parking", "My permit is gone.")
	customer, staff := ann.live(), lind.live()
	for _, s := range []*talker{customer, staff} {
		s.watch(n, 0)
		s.wait("watching")
	}
	staff.send(obj{"type": "read", "ticket": n, "seq": 1})
	customer.wait("read")
	for range 5 {
		staff.send(obj{"type": "read", "ticket": n, "seq": 1})
	}
	staff.send(obj{"type": "typing", "ticket": n})
	customer.wait("typing")
	if got := customer.all("read"); len(got) != 1 {
		t.Errorf("the customer is told %d times", len(got))
	}
}
