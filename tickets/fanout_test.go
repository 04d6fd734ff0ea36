package tickets_test

import (
	"strings"
	"testing"

	"kontor/people"
	"kontor/tickets"
)

// Whatever stands in a text, what follows from it happens, and its words are found.
func TestOddWordsAreFound(t *testing.T) {
	h := newHouse(t)
	ann, cho := h.customer(people.VisitorInput{}), h.staff("Cho", "town")
	long := strings.Repeat("gå", 3000)
	n := h.opens(ann, "benefits", "x-ray 1e5 0x1F 3.14 v2beta ½ €50 ﬁne "+long+" naïve ŁÓDŹ \u200bzero\u200bwidth 日本語 🙂")
	for _, query := range []string{"x-ray", "1e5", "0x1f", "3.14", "v2beta", "fine", long[:120], "naive", "lodz", "zerowidth", "日本"} {
		found, _, err := h.List(h.ctx, cho, tickets.Filter{View: tickets.ViewAll, Query: query, Limit: 10})
		h.must(err)
		if len(found) != 1 || found[0].Number != n {
			t.Errorf("%.20q finds %d tickets", query, len(found))
		}
	}
}

// One fan-out serves several tickets; everybody is told once of each, in numbers
// without gaps, and what was done already is not done again.
func TestFanoutOfManyTickets(t *testing.T) {
	h := newHouse(t)
	ann, cho := h.customer(people.VisitorInput{}), h.staff("Cho", "town")
	var numbers []int64
	for range 5 {
		n := h.opens(ann, "benefits", "hello")
		h.does(cho, n, &tickets.Assign{Person: cho.ID})
		numbers = append(numbers, n)
	}
	h.work()
	before := h.number(`SELECT notified FROM desk.inbox WHERE person = $1`, ann.ID)
	for _, n := range numbers {
		h.says(cho, n, "one")
		h.says(cho, n, "two")
	}
	var promises []tickets.Promise
	h.must(h.db.App.SelectContext(h.ctx, &promises, `SELECT ticket, id AS job FROM desk.jobs WHERE kind = 'fanout' AND done_at IS NULL ORDER BY due_at`))
	if len(promises) != len(numbers) {
		t.Fatalf("%d fan-outs are due for %d tickets", len(promises), len(numbers))
	}
	h.must(h.Fanout(h.ctx, promises))
	h.must(h.Fanout(h.ctx, promises)) // by somebody slow
	if got := h.number(`SELECT notified FROM desk.inbox WHERE person = $1`, ann.ID) - before; got != len(numbers) {
		t.Errorf("ann was told %d times of %d tickets", got, len(numbers))
	}
	if got := h.number(`SELECT count(DISTINCT seq) FROM desk.notifications WHERE person = $1 AND seq <= $2`, ann.ID, before+len(numbers)); got != before+len(numbers) {
		t.Errorf("ann's notifications have %d numbers of %d", got, before+len(numbers))
	}
	if got := h.number(`SELECT count(*) FROM desk.search WHERE ticket = ANY (SELECT number FROM desk.tickets)`); got != 4*len(numbers) {
		t.Errorf("%d entries are indexed, want %d", got, 4*len(numbers)) // the subject, and three messages
	}
	if got := h.number(`SELECT count(*) FROM desk.jobs WHERE kind = 'fanout' AND done_at IS NULL`); got != 0 {
		t.Errorf("%d fan-outs are left", got)
	}
}

// A ticket that is not there keeps the others from nothing: the bundle fails as a
// whole and leaves no trace.
func TestFanoutWithoutATicket(t *testing.T) {
	h := newHouse(t)
	n := h.opens(h.customer(people.VisitorInput{}), "benefits", "hello")
	h.exec(`UPDATE desk.tickets SET fanned = 0 WHERE number = $1`, n)
	h.exec(`INSERT INTO desk.jobs (id, kind, ticket, due_at, created_at) VALUES ('0192b5a0-0000-7000-8000-000000000001', 'fanout', $1, now(), now())`, n)
	var job tickets.Promise
	h.must(h.db.App.GetContext(h.ctx, &job, `SELECT ticket, id AS job FROM desk.jobs WHERE kind = 'fanout' AND done_at IS NULL`))
	if err := h.Fanout(h.ctx, []tickets.Promise{job, {Ticket: n + 1000, Job: job.Job}}); err == nil {
		t.Fatal("a ticket that is not there was fanned out")
	}
	if got := h.number(`SELECT fanned FROM desk.tickets WHERE number = $1`, n); got != 0 {
		t.Errorf("the cursor moved to %d", got)
	}
	h.must(h.Fanout(h.ctx, []tickets.Promise{job}))
	if got := h.number(`SELECT fanned FROM desk.tickets WHERE number = $1`, n); got == 0 {
		t.Error("the cursor did not move")
	}
}

// The fan-out ends what a lane remembers as pending: the next post promises another.
func TestPostAfterFanoutPromisesAnother(t *testing.T) {
	h := newHouse(t)
	ann := h.customer(people.VisitorInput{})
	n := h.opens(ann, "benefits", "hello")
	for _, text := range []string{"one", "two", "three"} {
		h.work()
		h.says(ann, n, text)
		if got := h.number(`SELECT count(*) FROM desk.jobs WHERE kind = 'fanout' AND ticket = $1 AND done_at IS NULL`, n); got != 1 {
			t.Fatalf("after %q %d fan-outs are promised", text, got)
		}
	}
}
