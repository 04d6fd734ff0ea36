package tickets_test

import (
	"testing"

	"kontor/people"
	"kontor/tickets"
)

// An act that tells staff and experts at once comes to their inboxes in the order of
// people, as everybody who tells several does.
func TestTellingStaffAndExpertsHoldsNobodyUp(t *testing.T) {
	h := newHouse(t)
	ann, otter, lind := h.customer(people.VisitorInput{}), h.expert("Otter", "parking"), h.staff("Lind", "town")
	n := h.opens(ann, "parking", "call me")
	h.exec(`INSERT INTO desk.inbox (person, head) VALUES ($1, 1)`, lind.ID)
	message := h.log(ann, n)[1].ID

	telling, err := h.db.Owner.BeginTxx(h.ctx, nil)
	h.must(err)
	defer telling.Rollback()
	_, err = telling.Exec(`SELECT FROM desk.inbox WHERE person = $1 FOR UPDATE`, otter.ID)
	h.must(err)
	marked := make(chan error, 1)
	go func() {
		_, err := h.Do(h.ctx, tickets.Order{Ticket: n, By: ann}, &tickets.Leak{Entry: message})
		marked <- err
	}()
	h.eventually("the act waits for who tells the expert", h.somebodyWaits)
	if _, err := telling.Exec(`SELECT FROM desk.inbox WHERE person = $1 FOR UPDATE NOWAIT`, lind.ID); err != nil {
		t.Errorf("the act holds the inbox of staff and waits for the expert's: %v", err)
	}
	h.must(telling.Rollback())
	h.must(<-marked)
	if got := h.number(`SELECT notified FROM desk.inbox WHERE person = $1`, lind.ID); got != 1 {
		t.Errorf("staff were told %d times", got)
	}
}
