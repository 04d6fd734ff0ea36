package tickets_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"kontor/internal/fault"
	"kontor/people"
	"kontor/tickets"
)

func note(text string) tickets.Text { return tickets.Text{Raw: text} }

func TestMainJob(t *testing.T) {
	h := newHouse(t)
	ann := h.customer(people.VisitorInput{Name: "Ann Larsen", Email: "ann@example.org"})
	otter, heron, lind := h.expert("Otter K.", "parking"), h.expert("Heron B.", "parking"), h.staff("S. Lind", "town")
	n := h.opens(ann, "parking", "My permit is late. Call me, Ann Larsen, on +45 20 30 40 50")

	for _, e := range []people.Person{otter, heron} {
		s := h.sees(e, n)
		if s.Grant != tickets.GrantOffered || s.OfferUntil == nil {
			t.Fatalf("%s was not offered the ticket: %+v", e.Name, s.Grant)
		}
		h.tells(e, n, "opened", "message")
		if text := h.log(e, n)[1].Text; strings.Contains(text, "Larsen") || strings.Contains(text, "20 30") {
			t.Fatalf("an expert reads personal data: %s", text)
		}
	}
	h.does(otter, n, tickets.Claim{})
	h.refuses(fault.KindConflict, heron, n, tickets.Claim{})
	if _, err := h.See(h.ctx, heron, n); !fault.Is(err, fault.KindNotFound) {
		t.Fatalf("who lost the race still sees the ticket: %v", err)
	}
	h.says(otter, n, "Which street is it?")
	if s := h.sees(ann, n); s.State != tickets.StateWaiting || s.AssigneeName != "Otter K." {
		t.Fatalf("after a reply: %s with %s", s.State, s.AssigneeName)
	}
	h.says(ann, n, "Havnegade")
	h.does(otter, n, &tickets.Escalate{Reason: tickets.ReasonPersonalData, Note: note("Needs a look at the register.")})
	h.refuses(fault.KindConflict, otter, n, &tickets.Post{Kind: tickets.KindMessage, Text: note("one more thing")})

	h.tells(lind, n, "opened", "message", "offered", "claimed", "message", "message", "note", "escalated")
	h.refuses(fault.KindConflict, lind, n, &tickets.Post{Kind: tickets.KindMessage, Text: note("hello")})
	h.does(lind, n, &tickets.Assign{})
	personal, err := h.ShowPersonal(h.ctx, tickets.Order{Ticket: n, By: lind}, "to find the permit")
	h.must(err)
	if personal.Profile.Name != "Ann Larsen" || !strings.Contains(*personal.Entries[1].Own, "20 30 40 50") {
		t.Fatalf("opened data lacks the customer: %+v", personal.Profile)
	}
	h.says(lind, n, "It is on its way, Ann Larsen.")
	h.does(lind, n, tickets.Resolve{})
	h.work()

	h.tells(ann, n, "opened", "message", "claimed", "message", "message", "escalated", "assigned", "message", "resolved")
	h.tells(otter, n, "opened", "message", "offered", "claimed", "message", "message", "note", "escalated")
	h.does(ann, n, &tickets.Rate{Stars: 5, Tags: []string{"fast"}, Comment: note("thanks, ann@example.org")})
	h.refuses(fault.KindConflict, ann, n, &tickets.Rate{Stars: 1})
	r := h.sees(lind, n).Rating
	if r == nil || r.Stars != 5 || r.Handler.ID != lind.ID || strings.Contains(r.Comment, "ann@") {
		t.Fatalf("rating does not show with the handler: %+v", r)
	}
	h.says(ann, n, "One more question")
	if s := h.sees(lind, n); s.State != tickets.StateOpen || !s.HeldBy(lind.ID) {
		t.Fatalf("a reply did not bring the ticket back to its handler: %s, %s", s.State, s.AssigneeName)
	}
}

func TestNobodyTakesIt(t *testing.T) {
	h := newHouse(t)
	ann, otter, lind := h.customer(people.VisitorInput{}), h.expert("Otter K.", "parking"), h.staff("S. Lind", "town")
	n := h.opens(ann, "parking", "hello?")
	h.later(91 * time.Second)
	if got := h.number(`SELECT count(*) FROM desk.offers WHERE outcome = 'expired'`); got != 1 {
		t.Fatalf("%d offers expired, want 1", got)
	}
	if s := h.sees(otter, n); s.Grant != tickets.GrantOffered {
		t.Fatalf("the next wave did not reach who is left: %s", s.Grant)
	}
	h.does(otter, n, tickets.Skip{})
	h.later(15 * time.Minute)
	s := h.sees(lind, n)
	if s.Tier != tickets.TierStaff || s.State != tickets.StateOpen || s.Assignee.Valid {
		t.Fatalf("the ticket did not go to staff: %s %s", s.Tier, s.State)
	}
	items, _, err := h.List(h.ctx, lind, tickets.Filter{View: tickets.ViewQueue})
	h.must(err)
	if len(items) != 1 || items[0].Number != n {
		t.Fatalf("the queue shows %d tickets", len(items))
	}
}

func TestWhoBecomesAvailableIsOfferedAtOnce(t *testing.T) {
	h := newHouse(t)
	ann := h.customer(people.VisitorInput{})
	otter := h.away("Otter K.", "parking")
	n := h.opens(ann, "parking", "is anybody there?")
	h.must(h.OfferWaiting(h.ctx, otter))
	h.does(otter, n, tickets.Claim{})
}

func TestOnlyQualifiedAvailableExpertsOfTheLanguageAreOffered(t *testing.T) {
	h := newHouse(t)
	h.expert("Other topic", "returns")
	away := h.expert("Away", "parking")
	_, err := h.people.SetAvailable(h.ctx, away.ID, false)
	h.must(err)
	gone := h.expert("Gone", "parking")
	h.must(h.presence.Gone(h.ctx, gone.ID))
	n := h.opens(h.customer(people.VisitorInput{Locale: "pl"}), "parking", "Dzień dobry")
	m := h.opens(h.customer(people.VisitorInput{}), "parking", "Good morning")
	there := h.expert("There", "parking")
	h.must(h.OfferWaiting(h.ctx, there))
	if got := h.number(`SELECT count(*) FROM desk.offers WHERE ticket = $1`, n); got != 0 {
		t.Fatalf("%d offers for a language nobody speaks", got)
	}
	if got := h.number(`SELECT count(*) FROM desk.offers WHERE ticket = $1 AND expert = $2`, m, there.ID); got != 1 || h.number(`SELECT count(*) FROM desk.offers`) != 1 {
		t.Fatal("somebody else was offered the ticket")
	}
}

func TestStaffOnlyTopicGoesToStaff(t *testing.T) {
	h := newHouse(t)
	h.expert("Otter K.", "parking")
	lind, other := h.staff("S. Lind", "town"), h.staff("M. Shop", "shop")
	n := h.opens(h.customer(people.VisitorInput{}), "benefits", "my benefits")
	if s := h.sees(lind, n); s.Tier != tickets.TierStaff {
		t.Fatalf("tier %s", s.Tier)
	}
	h.refuses(fault.KindConflict, lind, n, &tickets.HandBack{Note: note("back")})
	h.refuses(fault.KindNotFound, other, n, &tickets.Assign{})
	if _, err := h.ShowPersonal(h.ctx, tickets.Order{Ticket: n, By: other}, ""); !fault.Is(err, fault.KindNotFound) {
		t.Fatalf("staff of another team opened personal data: %v", err)
	}
}

func TestHandBackAndLowRating(t *testing.T) {
	h := newHouse(t)
	ann, otter, lind := h.customer(people.VisitorInput{}), h.expert("Otter K.", "parking"), h.staff("S. Lind", "town")
	n := h.opens(ann, "parking", "hello")
	h.does(lind, n, &tickets.Assign{})
	h.does(lind, n, &tickets.HandBack{Note: note("an expert can do this")})
	h.work()
	h.does(otter, n, tickets.Claim{})
	h.tells(otter, n, "opened", "message", "offered", "escalated", "assigned", "note", "handed_back", "offered", "claimed")
	h.says(otter, n, "like this")
	h.does(otter, n, tickets.Resolve{})
	h.does(ann, n, &tickets.Rate{Stars: 1, Tags: []string{"unsolved"}})
	s := h.sees(lind, n)
	if s.Tier != tickets.TierStaff || s.State != tickets.StateOpen || s.Assignee.Valid {
		t.Fatalf("a low rating did not bring the ticket to staff: %s %s %s", s.Tier, s.State, s.AssigneeName)
	}
	if votes, err := h.VotesFor(h.ctx, otter.ID); err != nil || len(votes) != 1 || votes[0].Stars != 1 || !votes[0].Whole {
		t.Fatalf("rated %+v, %v", votes, err)
	}
}

func TestClosedStaysClosed(t *testing.T) {
	h := newHouse(t)
	ann, otter := h.customer(people.VisitorInput{}), h.expert("Otter K.", "parking")
	n := h.opens(ann, "parking", "hello")
	h.does(otter, n, tickets.Claim{})
	h.does(otter, n, tickets.Resolve{})
	h.later(7*24*time.Hour + time.Minute)
	if s := h.sees(ann, n); s.State != tickets.StateClosed {
		t.Fatalf("state %s after the topic's days", s.State)
	}
	h.refuses(fault.KindConflict, ann, n, &tickets.Post{Kind: tickets.KindMessage, Text: note("hello again")})
	h.refuses(fault.KindConflict, ann, n, tickets.Reopen{})
	h.does(ann, n, &tickets.Rate{Stars: 4})
}

func TestSameIDSameAnswer(t *testing.T) {
	h := newHouse(t)
	ann, bob := h.customer(people.VisitorInput{}), h.customer(people.VisitorInput{})
	in := tickets.NewTicket{ID: uuid.Must(uuid.NewV7()), Topic: "parking", Text: "hello"}
	first, err := h.Open(h.ctx, ann, in)
	h.must(err)
	again, err := h.Open(h.ctx, ann, in)
	h.must(err)
	if first.Ticket.Number != again.Ticket.Number || h.number(`SELECT count(*) FROM desk.tickets`) != 1 {
		t.Fatal("the same id opened two tickets")
	}
	if _, err := h.Open(h.ctx, bob, in); !fault.Is(err, fault.KindConflict) {
		t.Fatalf("another customer's id: %v", err)
	}
	n, id := first.Ticket.Number, uuid.Must(uuid.NewV7())
	post := func(p people.Person) (tickets.Done, error) {
		return h.Do(h.ctx, tickets.Order{Ticket: n, ID: id, By: p}, &tickets.Post{Kind: tickets.KindMessage, Text: note("one")})
	}
	one, err := post(ann)
	h.must(err)
	two, err := post(ann)
	h.must(err)
	if one.Entry != two.Entry || one.Entry.Everyone == 0 {
		t.Fatalf("the same id got %v and %v", one.Entry, two.Entry)
	}
	if _, err := post(bob); !fault.Is(err, fault.KindNotFound) {
		t.Fatalf("a stranger learns that an id is in use: %v", err)
	}
	otter := h.expert("Otter K.", "parking")
	h.must(h.OfferWaiting(h.ctx, otter))
	claim := tickets.Order{Ticket: n, ID: uuid.Must(uuid.NewV7()), By: otter}
	a, err := h.Do(h.ctx, claim, tickets.Claim{})
	h.must(err)
	b, err := h.Do(h.ctx, claim, tickets.Claim{})
	h.must(err)
	if a.Entry != b.Entry {
		t.Fatal("a claim sent again got another answer")
	}
	for name, act := range map[string]tickets.Act{"resolve": tickets.Resolve{}, "post": &tickets.Post{Kind: tickets.KindMessage, Text: note("lost?")}} {
		if _, err := h.Do(h.ctx, claim, act); !fault.Is(err, fault.KindConflict) {
			t.Fatalf("%s with the claim's id: %v", name, err)
		}
	}
	claim.By = otter
	claim.ID = id
	if _, err := h.Do(h.ctx, claim, tickets.Claim{}); !fault.Is(err, fault.KindConflict) {
		t.Fatalf("somebody else's id: %v", err)
	}
}

func TestNumbersAreGapFreeUnderLoad(t *testing.T) {
	h := newHouse(t)
	otter, lind := h.expert("Otter K.", "parking"), h.staff("S. Lind", "town")
	var numbers []int64
	var customers []people.Person
	for range 4 {
		ann := h.customer(people.VisitorInput{})
		n := h.opens(ann, "parking", "hello")
		h.does(otter, n, tickets.Claim{})
		numbers, customers = append(numbers, n), append(customers, ann)
	}
	var wg sync.WaitGroup
	const each = 40
	post := func(p people.Person, n int64, kind tickets.Kind) {
		defer wg.Done()
		for range each {
			if _, err := h.Do(h.ctx, tickets.Order{Ticket: n, By: p}, &tickets.Post{Kind: kind, Text: note("words")}); err != nil {
				t.Error(err)
			}
		}
	}
	for i, n := range numbers {
		wg.Add(4)
		go post(customers[i], n, tickets.KindMessage)
		go post(otter, n, tickets.KindMessage)
		go post(otter, n, tickets.KindNote)
		go post(lind, n, tickets.KindNote)
	}
	wg.Wait()
	for i, n := range numbers {
		for _, reader := range []people.Person{customers[i], otter, lind} {
			h.log(reader, n)
		}
		if got := h.number(`SELECT count(*) FROM desk.entries WHERE ticket = $1 AND kind <> 'event'`, n); got != 4*each+1 {
			t.Fatalf("%d entries, want %d", got, 4*each+1)
		}
		if got := h.number(`SELECT count(*) FROM desk.jobs WHERE ticket = $1 AND kind = 'fanout' AND done_at IS NULL`, n); got != 1 {
			t.Fatalf("%d undone fan-out jobs", got)
		}
	}
}

func TestFirstClaimWins(t *testing.T) {
	h := newHouse(t)
	var experts []people.Person
	for _, name := range []string{"A", "B", "C"} {
		experts = append(experts, h.expert(name, "parking"))
	}
	for range 10 {
		n := h.opens(h.customer(people.VisitorInput{}), "parking", "quick!")
		var wg sync.WaitGroup
		results := make([]error, len(experts))
		for i, e := range experts {
			wg.Go(func() { _, results[i] = h.Do(h.ctx, tickets.Order{Ticket: n, By: e}, tickets.Claim{}) })
		}
		wg.Wait()
		won := 0
		for i, err := range results {
			if err == nil {
				won++
				h.does(experts[i], n, tickets.Resolve{})
			} else if !fault.Is(err, fault.KindConflict) {
				t.Fatal(err)
			}
		}
		if won != 1 {
			t.Fatalf("%d experts won", won)
		}
	}
}

func TestProfileChangedWhileMasking(t *testing.T) {
	h := newHouse(t)
	ann := h.customer(people.VisitorInput{Name: "Ann"})
	n := h.opens(ann, "parking", "hello")
	stale := people.NewRegister(h.db.App, h.db.Expert, testKeyring(t), h.clock) // another node
	_, err := stale.SetProfile(h.ctx, ann.ID, people.Profile{Name: "Ann", Orders: []string{"NB-204117"}})
	h.must(err)
	h.says(ann, n, "it is about NB-204117")
	var text string
	h.must(h.db.Owner.GetContext(h.ctx, &text, `SELECT text FROM desk.entries WHERE ticket = $1 ORDER BY seq DESC LIMIT 1`, n))
	if strings.Contains(text, "204117") {
		t.Fatalf("masked with what was known before: %s", text)
	}
}
