package tickets_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"kontor/internal/fault"
	"kontor/people"
	"kontor/routing"
	"kontor/tickets"
)

// routes changes how tickets of parking are routed.
func (h *house) routes(u tickets.TopicUpdate) {
	h.t.Helper()
	_, err := h.UpdateTopic(h.ctx, h.admin, "parking", u)
	h.must(err)
}

// decided are the decisions about a ticket, as its staff read them.
func (h *house) decided(by people.Person, number int64) []tickets.Routed {
	h.t.Helper()
	r, err := h.RoutingOf(h.ctx, by, number)
	h.must(err)
	return r.Decisions
}

func (h *house) asked(number int64) []uuid.UUID {
	h.t.Helper()
	var ids []uuid.UUID
	h.must(h.db.Owner.SelectContext(h.ctx, &ids, `SELECT expert FROM desk.offers WHERE ticket = $1 AND ended_at IS NULL ORDER BY expert`, number))
	return ids
}

func ptr[T any](v T) *T { return &v }

func TestWhyIsKeptAndToldToStaffOnly(t *testing.T) {
	h := newHouse(t)
	ann, lind, shop := h.customer(people.VisitorInput{}), h.staff("S. Lind", "town"), h.staff("M. Shop", "shop")
	otter := h.expert("Otter K.", "parking")
	h.away("Heron B.", "parking")
	full := h.expert("Full F.", "parking")
	h.exec(`UPDATE desk.people SET capacity = 0 WHERE id = $1`, full.ID)
	n := h.opens(ann, "parking", "hello")
	r, err := h.RoutingOf(h.ctx, lind, n)
	h.must(err)
	if len(r.Decisions) != 1 {
		t.Fatalf("%+v", r)
	}
	d := r.Decisions[0]
	if d.Action != routing.Offer || d.Why.Considered != 3 || d.Why.Qualified != 3 || len(d.Why.Chosen) != 1 || d.Why.Chosen[0].Expert != otter.ID {
		t.Fatalf("%+v", d)
	}
	if d.Why.Out[routing.OutUnavailable] != 1 || d.Why.Out[routing.OutFull] != 1 || d.Why.Chosen[0].Score.Total <= 0 {
		t.Fatalf("%+v", d.Why)
	}
	if r.Names[otter.ID] != "Otter K." || r.Outcomes[otter.ID].Outcome != "" {
		t.Fatalf("%+v", r)
	}
	for _, who := range []people.Person{ann, otter, shop} {
		if _, err := h.RoutingOf(h.ctx, who, n); !fault.Is(err, fault.KindNotFound) {
			t.Errorf("%s reads why: %v", who.Name, err)
		}
	}
}

func TestReturningExpertIsAskedAloneFirst(t *testing.T) {
	h := newHouse(t)
	ann, lind := h.customer(people.VisitorInput{}), h.staff("S. Lind", "town")
	h.routes(tickets.TopicUpdate{HeadStartS: ptr(20)})
	otter := h.expert("Otter K.", "parking")
	n := h.opens(ann, "parking", "first")
	h.does(otter, n, tickets.Claim{})
	h.does(otter, n, tickets.Resolve{})
	heron := h.expert("Heron B.", "parking")
	m := h.opens(ann, "parking", "second")
	if got := h.asked(m); !slices.Equal(got, []uuid.UUID{otter.ID}) {
		t.Fatalf("%v are asked first", got)
	}
	h.later(21 * time.Second)
	if got := h.asked(m); !slices.Contains(got, heron.ID) {
		t.Fatalf("after the head start %v are asked", got)
	}
	if d := h.decided(lind, m); len(d) != 2 || d[0].Reason != tickets.RoutedHeadStart || d[1].Reason != "" {
		t.Fatalf("%+v", d)
	}
}

// Nobody who could ever take it: the customer does not wait for nothing.
func TestToStaffAtOnceWhereNoExpertIsLeft(t *testing.T) {
	h := newHouse(t)
	ann, lind, otter := h.customer(people.VisitorInput{}), h.staff("S. Lind", "town"), h.expert("Otter K.", "parking")
	n := h.opens(ann, "parking", "hello")
	h.does(otter, n, tickets.Skip{})
	h.work()
	d := h.decided(lind, n)
	if s := h.sees(lind, n); s.Tier != tickets.TierStaff || d[len(d)-1].Reason != routing.ReasonNobody {
		t.Fatalf("%s: %+v", s.Tier, d)
	}
	h.routes(tickets.TopicUpdate{ExpertLanguages: ptr([]string{"da"})})
	n = h.opens(ann, "parking", "hello again")
	if d := h.decided(lind, n); len(d) != 1 || d[0].Reason != routing.ReasonLanguage {
		t.Fatalf("%+v", d)
	}
}

func TestExhaustedWavesEndWithStaff(t *testing.T) {
	h := newHouse(t)
	h.routes(tickets.TopicUpdate{Waves: ptr(2), WaveSize: ptr(1)})
	ann, lind := h.customer(people.VisitorInput{}), h.staff("S. Lind", "town")
	for _, name := range []string{"Otter K.", "Heron B.", "Magpie R."} {
		h.expert(name, "parking")
	}
	n := h.opens(ann, "parking", "hello")
	h.later(91 * time.Second)
	if s := h.sees(lind, n); s.Tier != tickets.TierExpert || len(h.asked(n)) != 1 {
		t.Fatalf("%s with %d offers in the second wave", s.Tier, len(h.asked(n)))
	}
	h.later(91 * time.Second)
	d := h.decided(lind, n)
	if s := h.sees(lind, n); s.Tier != tickets.TierStaff || len(d) != 3 || d[2].Reason != routing.ReasonExhausted {
		t.Fatalf("%s: %+v", s.Tier, d)
	}
	if got := h.number(`SELECT count(DISTINCT expert) FROM desk.offers WHERE ticket = $1`, n); got != 2 {
		t.Fatalf("%d experts were asked in two waves of one", got)
	}
}

// Whose hands are full is asked when they are free again, though nobody tells.
func TestWaitingTicketIsLookedAtAgain(t *testing.T) {
	h := newHouse(t)
	ann, lind, otter := h.customer(people.VisitorInput{}), h.staff("S. Lind", "town"), h.expert("Otter K.", "parking")
	h.exec(`UPDATE desk.people SET capacity = 1 WHERE id = $1`, otter.ID)
	first := h.opens(ann, "parking", "first")
	h.does(otter, first, tickets.Claim{})
	n := h.opens(ann, "parking", "second")
	h.later(91 * time.Second)
	if d := h.decided(lind, n); len(d) != 1 || d[0].Action != routing.Wait || d[0].Why.Out[routing.OutFull] != 1 {
		t.Fatalf("two looks in vain are one row: %+v", d)
	}
	h.does(otter, first, tickets.Resolve{})
	h.later(91 * time.Second)
	if got := h.asked(n); !slices.Equal(got, []uuid.UUID{otter.ID}) {
		t.Fatalf("%v are asked", got)
	}
}

func TestClaimWithoutAReplyIsReleased(t *testing.T) {
	h := newHouse(t)
	h.routes(tickets.TopicUpdate{FirstReplyS: ptr(600)})
	ann, otter, lind := h.customer(people.VisitorInput{}), h.expert("Otter K.", "parking"), h.staff("S. Lind", "town")
	n := h.opens(ann, "parking", "hello")
	h.does(otter, n, tickets.Claim{})
	heron := h.expert("Heron B.", "parking")
	h.later(599 * time.Second)
	if s := h.sees(lind, n); !s.HeldBy(otter.ID) {
		t.Fatal("released too early")
	}
	before := story(h.log(ann, n))
	h.later(time.Second)
	if got := h.asked(n); !slices.Equal(got, []uuid.UUID{heron.ID}) {
		t.Fatalf("after the release %v are asked", got)
	}
	if after := story(h.log(ann, n)); !slices.Equal(before, after) {
		t.Fatalf("the customer notices: %v", after)
	}
	if s := h.sees(otter, n); s.Grant != tickets.GrantPast {
		t.Fatalf("who was silent has %s", s.Grant)
	}
	h.refuses(fault.KindConflict, otter, n, &tickets.Post{Kind: tickets.KindMessage, Text: note("here I am")})
	h.does(heron, n, tickets.Claim{})
	h.says(heron, n, "Hello, I am looking")
	h.later(20 * time.Minute)
	if s := h.sees(lind, n); !s.HeldBy(heron.ID) {
		t.Fatal("who replied lost the ticket")
	}
}

func TestGivenBackTooOftenGoesToStaffAndComesBackWithACleanSlate(t *testing.T) {
	h := newHouse(t)
	h.routes(tickets.TopicUpdate{MaxReleases: ptr(1)})
	ann, otter, lind := h.customer(people.VisitorInput{}), h.expert("Otter K.", "parking"), h.staff("S. Lind", "town")
	heron := h.expert("Heron B.", "parking")
	n := h.opens(ann, "parking", "hello")
	h.does(otter, n, tickets.Claim{})
	h.does(otter, n, &tickets.Release{})
	h.work()
	if d := h.decided(lind, n); d[len(d)-1].Reason != routing.ReasonReleases {
		t.Fatalf("%+v", d)
	}
	h.later(time.Minute)
	h.does(lind, n, &tickets.HandBack{Note: note("try again")})
	h.work()
	if got := h.asked(n); !slices.Equal(got, []uuid.UUID{heron.ID}) {
		t.Fatalf("after staff gave it back %v are asked", got)
	}
}

func TestWhatIsKnownOfExperts(t *testing.T) {
	h := newHouse(t)
	ann, otter := h.customer(people.VisitorInput{}), h.expert("Otter K.", "parking")
	for stars := range 3 {
		n := h.opens(ann, "parking", "hello")
		h.does(otter, n, tickets.Claim{})
		h.later(time.Duration(stars+1) * time.Minute)
		h.says(otter, n, "like this")
		if stars == 0 {
			h.does(otter, n, &tickets.Escalate{Reason: tickets.ReasonStuck, Note: note("stuck")})
			continue
		}
		h.does(otter, n, tickets.Resolve{})
		h.does(ann, n, &tickets.Rate{Stars: 5})
	}
	changed, err := h.ReckonExperts(h.ctx)
	h.must(err)
	var s struct{ Tried, Solved, Median int }
	h.must(h.db.Owner.GetContext(h.ctx, &s, `SELECT tried, solved, median_reply AS median FROM desk.expert_stats WHERE person = $1 AND topic = 'parking'`, otter.ID))
	if changed != 1 || s.Tried != 3 || s.Solved != 2 || s.Median != 120 {
		t.Fatalf("%d changed: %+v", changed, s)
	}
	if changed, err = h.ReckonExperts(h.ctx); err != nil || changed != 0 {
		t.Fatalf("nothing happened and %d changed (%v)", changed, err)
	}
	h.clock.Advance(400 * 24 * time.Hour)
	if _, err = h.ReckonExperts(h.ctx); err != nil || h.number(`SELECT tried + solved FROM desk.expert_stats`) != 0 {
		t.Fatalf("what was long ago still counts (%v)", err)
	}
}

// Who is let go keeps no ticket that somebody waits for, nor gets one back that is
// reopened later.
func TestTicketsOfWhoIsLetGoGoOn(t *testing.T) {
	h := newHouse(t)
	ann, otter, lind, kit := h.customer(people.VisitorInput{}), h.expert("Otter K.", "parking"), h.staff("S. Lind", "town"), h.staff("K. Kit", "town")
	held, solved, staffs := h.opens(ann, "parking", "one"), h.opens(ann, "parking", "two"), h.opens(ann, "benefits", "three")
	h.does(otter, held, tickets.Claim{})
	h.says(otter, held, "I am looking")
	h.does(otter, solved, tickets.Claim{})
	h.does(otter, solved, tickets.Resolve{})
	h.does(lind, staffs, &tickets.Assign{})
	heron := h.expert("Heron B.", "parking")
	for _, who := range []people.Person{otter, lind} {
		_, err := h.people.UpdateHelper(h.ctx, h.admin, who.ID, people.HelperUpdate{Active: ptr(false)})
		h.must(err)
	}
	releases := func(want int) {
		t.Helper()
		if n, err := h.ReleaseGone(h.ctx); err != nil || n != want {
			t.Fatalf("%d tickets are released (%v), want %d", n, err, want)
		}
		h.work()
	}
	releases(2)
	if got := h.asked(held); !slices.Equal(got, []uuid.UUID{heron.ID}) {
		t.Fatalf("%v are asked", got)
	}
	if s := h.sees(kit, staffs); s.Assignee.Valid || s.Tier != tickets.TierStaff {
		t.Fatalf("%+v is no ticket of the queue", s.Ticket)
	}
	releases(0)
	h.says(ann, solved, "no, not quite")
	releases(1)
	if got := h.asked(solved); !slices.Equal(got, []uuid.UUID{heron.ID}) {
		t.Fatalf("%v are asked for what is reopened", got)
	}
}

// Who answers the topic no more takes nothing that was offered before, and nobody waits
// for them.
func TestOfferToWhoAnswersTheTopicNoMore(t *testing.T) {
	h := newHouse(t)
	h.routes(tickets.TopicUpdate{WaveSize: ptr(1)})
	ann, otter := h.customer(people.VisitorInput{}), h.expert("Otter K.", "parking")
	n := h.opens(ann, "parking", "hello")
	heron := h.expert("Heron B.", "parking")
	_, err := h.people.UpdateHelper(h.ctx, h.admin, otter.ID, people.HelperUpdate{Topics: &[]string{}})
	h.must(err)
	h.refuses(fault.KindConflict, otter, n, tickets.Claim{})
	if ended, err := h.ReleaseGone(h.ctx); err != nil || ended != 1 {
		t.Fatalf("%d offers ended (%v)", ended, err)
	}
	h.work()
	if got := h.asked(n); !slices.Equal(got, []uuid.UUID{heron.ID}) {
		t.Fatalf("%v are asked", got)
	}
}

// Who is asked alone is: whoever becomes available meanwhile is asked afterwards.
func TestNobodyComesIntoAHeadStart(t *testing.T) {
	h := newHouse(t)
	h.staff("S. Lind", "town")
	h.routes(tickets.TopicUpdate{HeadStartS: ptr(20)})
	ann, otter, heron := h.customer(people.VisitorInput{}), h.expert("Otter K.", "parking"), h.away("Heron B.", "parking")
	n := h.opens(ann, "parking", "first")
	h.does(otter, n, tickets.Claim{})
	h.does(otter, n, tickets.Resolve{})
	m := h.opens(ann, "parking", "second")
	h.must(h.OfferWaiting(h.ctx, heron))
	if got := h.asked(m); !slices.Equal(got, []uuid.UUID{otter.ID}) {
		t.Fatalf("in the head start %v are asked", got)
	}
	h.later(21 * time.Second)
	h.must(h.OfferWaiting(h.ctx, heron))
	if got := h.asked(m); !slices.Contains(got, heron.ID) {
		t.Fatalf("after it %v are asked", got)
	}
}

// An offer to who came later does not keep the next wave waiting.
func TestTheNextWaveWaitsForNobody(t *testing.T) {
	h := newHouse(t)
	h.routes(tickets.TopicUpdate{WaveSize: ptr(2)})
	ann, otter := h.customer(people.VisitorInput{}), h.expert("Otter K.", "parking")
	n := h.opens(ann, "parking", "hello")
	h.later(time.Minute)
	heron := h.expert("Heron B.", "parking")
	h.must(h.OfferWaiting(h.ctx, heron))
	magpie := h.expert("Magpie R.", "parking")
	h.later(30 * time.Second)
	if h.offered(n, otter) || !h.offered(n, heron) || !h.offered(n, magpie) {
		t.Fatalf("after the first wave %v are asked", h.asked(n))
	}
}

// What a rule of the form gives to experts can be stranded like any other.
func TestARuleOfTheFormStrandsNoTicket(t *testing.T) {
	h := newHouse(t)
	h.staff("S. Lind", "town")
	rules := []tickets.FormRule{{Field: "kind", Value: "question", Policy: tickets.ExpertsFirst}}
	_, err := h.UpdateTopic(h.ctx, h.admin, "benefits", tickets.TopicUpdate{HeadStartS: ptr(900)})
	h.must(err) // staff only
	for _, u := range []tickets.TopicUpdate{{FormRules: &rules}, {FormRules: &rules, HeadStartS: ptr(899), TakeWithinS: ptr(600)}} {
		if _, err := h.UpdateTopic(h.ctx, h.admin, "benefits", u); !fault.Is(err, fault.KindInvalid) {
			t.Errorf("%v", err)
		}
	}
	_, err = h.UpdateTopic(h.ctx, h.admin, "benefits", tickets.TopicUpdate{FormRules: &rules, HeadStartS: ptr(60)})
	h.must(err)
}
