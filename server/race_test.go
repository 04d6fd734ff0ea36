package server

import (
	"context"
	"net/http"
	"os"
	"strconv"
	"sync"
	"testing"
	"time"

	"kontor/people"
	"kontor/tickets"
)

// Every ticket is claimed exactly once, however many experts reach for it at the same
// time. KONTOR_RACE sets how many tickets; 64 experts race for them then.
func TestExpertsRaceForTickets(t *testing.T) {
	experts, number := 8, 12
	if n, err := strconv.Atoi(os.Getenv("KONTOR_RACE")); err == nil {
		experts, number = 64, n
	}
	h := open(t)
	ctx := context.Background()
	all := make([]*client, experts)
	offered := make([]people.Person, experts)
	for i := range all {
		all[i] = h.expert("Racer" + strconv.Itoa(i))
		offered[i] = people.Person{ID: all[i].id, Role: people.RoleExpert}
	}
	ann, err := h.register.Find(ctx, h.visitor("Ann", "").id)
	h.must(err)
	began, claims := time.Now(), 0
	for range number {
		done, err := h.desk.Open(ctx, ann, tickets.NewTicket{ID: newID(), Topic: "parking", Text: "Who is first?"})
		h.must(err)
		n := done.Ticket.Number
		_, err = h.desk.Do(ctx, tickets.Order{Ticket: n}, &tickets.OfferTo{Experts: offered})
		h.must(err)
		start, won := make(chan struct{}), make(chan int, experts)
		var g sync.WaitGroup
		for i, expert := range all {
			g.Go(func() {
				<-start
				switch a := expert.do("POST", at(n, "claim"), nil); a.status {
				case http.StatusOK:
					won <- i
				case http.StatusConflict:
				default:
					t.Errorf("a claim is answered with %d: %s", a.status, a.raw)
				}
			})
		}
		close(start)
		g.Wait()
		claims += experts
		close(won)
		var winners []int
		for i := range won {
			winners = append(winners, i)
		}
		if len(winners) != 1 {
			t.Fatalf("%d experts have ticket %d", len(winners), n)
		}
		if h.count(`SELECT count(*) FROM desk.tickets WHERE number = $1 AND assignee = $2`, n, all[winners[0]].id) != 1 {
			t.Fatalf("who was told so does not have ticket %d", n)
		}
	}
	t.Logf("%d experts reached %d times for %d tickets in %.1f s", experts, claims, number, time.Since(began).Seconds())
	if got := h.count(`SELECT count(*) FROM desk.offers WHERE outcome = 'claimed'`); got != number {
		t.Errorf("%d claims for %d tickets", got, number)
	}
	if got := h.count(`SELECT count(*) FROM desk.offers WHERE ended_at IS NULL`); got != 0 {
		t.Errorf("%d offers are left open", got)
	}
}
