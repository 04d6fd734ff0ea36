package tickets_test

import (
	"context"
	"io"
	"log/slog"
	"slices"
	"sync"
	"testing"

	"github.com/google/uuid"

	"kontor/internal/fault"
	"kontor/internal/testkit"
	"kontor/people"
	"kontor/tickets"
)

// anotherNode is a second desk on the same database.
func (h *house) anotherNode() *tickets.Desk {
	h.t.Helper()
	bell := tickets.NewBell(testkit.Redis(h.t), slog.New(slog.NewTextHandler(io.Discard, nil)))
	d := tickets.NewDesk(h.db.App, h.db.Expert, people.NewRegister(h.db.App, h.db.Expert, testkit.Keyring(h.t), h.clock), h.presence, bell, h.clock)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- d.Run(ctx) }()
	h.t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			h.t.Errorf("second node: %v", err)
		}
	})
	return d
}

// Both nodes look for the id before either has written it. The second finds that the
// ticket has changed, and then the id.
func TestSameIDOnTwoNodesAtOnce(t *testing.T) {
	h := newHouse(t)
	ann := h.customer(people.VisitorInput{})
	n := h.opens(ann, "benefits", "hello")
	nodes := []*tickets.Desk{h.Desk, h.anotherNode()}
	before := h.number(`SELECT head_staff FROM desk.tickets WHERE number = $1`, n)

	hold, err := h.db.Owner.BeginTxx(h.ctx, nil)
	h.must(err)
	var holder string
	h.must(hold.GetContext(h.ctx, &holder, `SELECT pg_current_xact_id()::text FROM desk.tickets WHERE number = $1 FOR UPDATE`, n))
	id, answers, errs := uuid.Must(uuid.NewV7()), make([]tickets.Done, 2), make([]error, 2)
	var posts sync.WaitGroup
	for i, node := range nodes {
		posts.Go(func() {
			answers[i], errs[i] = node.Do(h.ctx, tickets.Order{Ticket: n, ID: id, By: ann}, &tickets.Post{Kind: tickets.KindMessage, Text: tickets.Text{Raw: "once"}})
		})
	}
	h.eventually("both nodes wait for the ticket", func() bool {
		return h.number(`SELECT count(*) FROM pg_locks WHERE NOT granted AND (transactionid::text = $1 OR relation = 'desk.tickets'::regclass)`, holder) == 2
	})
	h.must(hold.Rollback())
	posts.Wait()
	h.must(errs[0])
	h.must(errs[1])
	if answers[0].Entry != answers[1].Entry || answers[0].Entry.Staff != int64(before+1) {
		t.Fatalf("the two answers are %v and %v after %d", answers[0].Entry, answers[1].Entry, before)
	}
	if got := h.number(`SELECT count(*) FROM desk.entries WHERE ticket = $1 AND id = $2`, n, id); got != 1 {
		t.Fatalf("the message is in the log %d times", got)
	}
	if got := h.number(`SELECT head_staff FROM desk.tickets WHERE number = $1`, n); got != before+1 {
		t.Fatalf("the head went from %d to %d", before, got)
	}
}

// Somebody's act on a ticket holds up the posts to this ticket, in their order, and no
// others.
func TestPostsDoNotWaitForActsOnOtherTickets(t *testing.T) {
	h := newHouse(t)
	ann, ben := h.customer(people.VisitorInput{}), h.expert("Ben", "parking")
	n := h.opens(ann, "parking", "hello")
	other := h.opens(ann, "parking", "something else")
	for other%2 != n%2 { // they share a lane
		other = h.opens(ann, "parking", "something else")
	}
	h.work()

	hold, err := h.db.Owner.BeginTxx(h.ctx, nil)
	h.must(err)
	var holder string
	h.must(hold.GetContext(h.ctx, &holder, `SELECT pg_current_xact_id()::text FROM desk.tickets WHERE number = $1 FOR UPDATE`, n))
	claimed, said := make(chan error, 1), make(chan error, 2)
	go func() {
		_, err := h.Do(h.ctx, tickets.Order{Ticket: n, By: ben}, tickets.Claim{})
		claimed <- err
	}()
	h.eventually("the claim waits for the ticket", func() bool {
		return h.number(`SELECT count(*) FROM pg_locks WHERE NOT granted AND transactionid::text = $1`, holder) > 0
	})
	for _, text := range []string{"one", "two"} {
		h.PostSoon(h.ctx, tickets.Order{Ticket: n, By: ann}, saying(text), func(_ tickets.Done, err error) { said <- err })
	}
	h.says(ann, other, "this does not wait")
	h.eventually("the desk knows that somebody waits", func() bool { return h.Waiting() > 0 })
	h.must(hold.Rollback())
	for _, answer := range []chan error{claimed, said, said} {
		h.must(<-answer)
	}
	h.saysAll(ann, n, "hello", "one", "two")
	if got := h.log(ben, n); tickets.EventOf(got[len(got)-3].Entry) != tickets.EventClaimed {
		t.Errorf("what was said during the claim does not come after it: %v", got)
	}
}

func (h *house) eventually(what string, came func() bool) {
	h.t.Helper()
	testkit.Eventually(h.t, what, came)
}

// What a node remembers of a ticket may be out of date; nobody is let in by it or
// kept out by it, and no number is given twice.
func TestMemoryIsNotTrusted(t *testing.T) {
	h := newHouse(t)
	ann, ben := h.customer(people.VisitorInput{}), h.expert("Ben", "parking")
	n := h.opens(ann, "parking", "hello")
	h.work()
	other := h.anotherNode()
	h.does(ben, n, tickets.Claim{})
	h.says(ben, n, "how can I help?")
	h.says(ben, n, "are you there?") // remembers that Ben holds it

	_, err := other.Do(h.ctx, tickets.Order{Ticket: n, By: ann}, saying("yes"))
	h.must(err)
	h.says(ben, n, "good") // on a row that the other node has changed
	_, err = other.Do(h.ctx, tickets.Order{Ticket: n, By: ben}, &tickets.Release{})
	h.must(err)
	h.refuses(fault.KindConflict, ben, n, saying("it is not mine any more"))
	if got := h.number(`SELECT count(*) FROM desk.entries WHERE ticket = $1`, n); got != h.number(`SELECT head_staff FROM desk.tickets WHERE number = $1`, n) {
		t.Errorf("the log has %d entries, which is not its head", got)
	}
	h.saysAll(ann, n, "hello", "how can I help?", "are you there?", "yes", "good")
}

// saysAll expects these messages and no others.
func (h *house) saysAll(p people.Person, number int64, want ...string) {
	h.t.Helper()
	var got []string
	for _, e := range h.log(p, number) {
		if e.Kind == tickets.KindMessage {
			got = append(got, e.Text)
		}
	}
	if !slices.Equal(got, want) {
		h.t.Fatalf("%s reads %q, want %q", p.Name, got, want)
	}
}

func saying(text string) *tickets.Post {
	return &tickets.Post{Kind: tickets.KindMessage, Text: tickets.Text{Raw: text}}
}

// A message that is sent again to a ticket the node remembers has the number it had.
func TestSentAgainToARememberedTicket(t *testing.T) {
	h := newHouse(t)
	ann := h.customer(people.VisitorInput{})
	n := h.opens(ann, "benefits", "hello")
	id := uuid.Must(uuid.NewV7())
	order := tickets.Order{Ticket: n, ID: id, By: ann}
	first, err := h.Do(h.ctx, order, saying("once"))
	h.must(err)
	h.says(ann, n, "and more")
	again, err := h.Do(h.ctx, order, saying("once"))
	h.must(err)
	if again.Entry != first.Entry {
		t.Errorf("sent again it is %v, first it was %v", again.Entry, first.Entry)
	}
	h.saysAll(ann, n, "hello", "once", "and more")
}
