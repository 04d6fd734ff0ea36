package tickets_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"

	"kontor/internal/fault"
	"kontor/people"
	"kontor/routing"
	"kontor/tickets"
)

// learns lets the desk learn of so many tickets that experts solve what is asked about
// permits and not what is asked about refunds. What follows from these tickets is left out.
func (h *house) learns(otter people.Person, n int) {
	h.t.Helper()
	customers := make([]people.Person, 2*routing.Customers)
	for i := range customers {
		customers[i] = h.customer(people.VisitorInput{})
	}
	for i := range n {
		ann, about, ending := customers[i%len(customers)], "my parking permit", tickets.Act(tickets.Resolve{})
		if i%2 == 0 {
			about, ending = "a refund", &tickets.Escalate{Reason: tickets.ReasonStuck, Note: note("stuck")}
		}
		done, err := h.Open(h.ctx, ann, tickets.NewTicket{ID: uuid.Must(uuid.NewV7()), Topic: "parking", Text: fmt.Sprintf("This is about %s, number%d", about, i)})
		h.must(err)
		_, err = h.Do(h.ctx, tickets.Order{Ticket: done.Ticket.Number}, &tickets.OfferTo{Experts: []people.Person{otter}})
		h.must(err)
		h.does(otter, done.Ticket.Number, tickets.Claim{})
		h.does(otter, done.Ticket.Number, ending)
	}
	h.exec(`UPDATE desk.jobs SET done_at = created_at`)
	_, err := h.Learn(h.ctx)
	h.must(err)
}

func TestDeskLearnsWhatExpertsSolve(t *testing.T) {
	h := newHouse(t)
	otter, lind := h.expert("Otter K.", "parking"), h.staff("S. Lind", "town")
	h.learns(otter, 104)
	e, err := h.ExperienceOf(h.ctx, h.admin, "parking")
	h.must(err)
	if e.At == nil || e.All != (routing.Share{Solved: 52, Of: 104}) || e.Trust == 0 || len(e.Bands) == 0 {
		t.Fatalf("%+v", e)
	}
	if _, told := e.Words["number7"]; told || e.Words["refund"] != (routing.Share{Of: 52}) {
		t.Fatalf("%+v", e.Words)
	}
	ann := h.customer(people.VisitorInput{})
	n := h.opens(ann, "parking", "A refund, please")
	d := h.decided(lind, n)
	if d[0].Action != routing.Offer || d[0].Why.Chance == nil || *d[0].Why.Chance > .3 {
		t.Fatalf("switched off, and %+v", d[0])
	}
	h.routes(tickets.TopicUpdate{MinChance: ptr(40)})
	n = h.opens(ann, "parking", "A refund, please")
	if d = h.decided(lind, n); d[0].Action != routing.Staff || d[0].Reason != routing.ReasonUnlikely {
		t.Fatalf("%+v", d[0])
	}
	h.later(time.Minute)
	h.does(lind, n, &tickets.HandBack{Note: note("you can")})
	h.work()
	if d = h.decided(lind, n); d[len(d)-1].Action == routing.Staff {
		t.Fatalf("what staff gave to the experts comes back at once: %+v", d)
	}
	n = h.opens(ann, "parking", "My permit, please")
	if d = h.decided(lind, n); d[0].Action != routing.Offer || *d[0].Why.Chance < .6 {
		t.Fatalf("%+v", d[0])
	}
}

// What no expert took says nothing about experts; what was reopened was not solved.
func TestOnlyWhatExpertsTookIsLearned(t *testing.T) {
	h := newHouse(t)
	ann, otter, lind := h.customer(people.VisitorInput{}), h.expert("Otter K.", "parking", "returns"), h.staff("S. Lind", "town")
	taken := func(topic string) int64 {
		n := h.opens(ann, topic, "hello")
		h.does(otter, n, tickets.Claim{})
		return n
	}
	taken("parking") // goes on
	n := h.opens(ann, "parking", "hello")
	h.later(16 * time.Minute) // nobody took it
	h.does(lind, n, &tickets.Assign{})
	h.does(lind, n, tickets.Resolve{})
	solved, again := taken("parking"), taken("parking")
	h.does(otter, solved, tickets.Resolve{})
	h.does(otter, again, tickets.Resolve{})
	h.later(time.Minute)
	h.says(ann, again, "no, it is not")
	h.does(otter, again, tickets.Resolve{})
	h.does(otter, taken("returns"), tickets.Resolve{})
	learned, err := h.Learn(h.ctx)
	h.must(err)
	e, err := h.ExperienceOf(h.ctx, h.admin, "parking")
	h.must(err)
	if learned != 3 || e.All != (routing.Share{Solved: 1, Of: 2}) || e.Languages["en"] != e.All {
		t.Fatalf("%d tickets: %+v", learned, e)
	}
	h.clock.Advance(400 * 24 * time.Hour)
	if learned, err = h.Learn(context.Background()); err != nil || learned != 0 {
		t.Fatalf("what was long ago still counts: %d (%v)", learned, err)
	}
}

func TestExperienceIsForAdmins(t *testing.T) {
	h := newHouse(t)
	otter, lind := h.expert("Otter K.", "parking"), h.staff("S. Lind", "town")
	_, err := h.Learn(h.ctx)
	h.must(err)
	for _, who := range []people.Person{otter, lind} {
		if _, err := h.ExperienceOf(h.ctx, who, "parking"); !fault.Is(err, fault.KindForbidden) {
			t.Errorf("%s: %v", who.Name, err)
		}
	}
	if _, err := h.ExperienceOf(h.ctx, h.admin, "sesame"); !fault.Is(err, fault.KindNotFound) {
		t.Error(err)
	}
	for _, column := range []string{"* FROM desk.experience", "min_chance FROM desk.topics", "form_rules FROM desk.topics"} {
		err := h.asExpert(otter.ID, func(tx *sqlx.Tx) error { _, err := tx.Exec(`SELECT ` + column); return err })
		if err == nil {
			t.Errorf("the expert login may: SELECT %s", column)
		}
	}
}

func TestAFieldOfTheFormChoosesThePolicy(t *testing.T) {
	h := newHouse(t)
	ann, lind := h.customer(people.VisitorInput{}), h.staff("S. Lind", "town")
	h.expert("Otter K.", "parking", "benefits")
	rules := []tickets.FormRule{{Field: "Kind", Value: "complaint", Policy: tickets.StaffOnly}}
	h.routes(tickets.TopicUpdate{FormRules: &rules})
	_, err := h.UpdateTopic(h.ctx, h.admin, "benefits", tickets.TopicUpdate{FormRules: ptr([]tickets.FormRule{{Field: "kind", Value: "general", Policy: tickets.ExpertsFirst}})})
	h.must(err)
	opens := func(topic, kind string) int64 {
		done, err := h.Open(h.ctx, ann, tickets.NewTicket{ID: uuid.Must(uuid.NewV7()), Topic: topic, Text: "hello", Fields: map[string]string{"kind": kind}})
		h.must(err)
		h.work()
		return done.Ticket.Number
	}
	for _, c := range []struct {
		topic, kind string
		tier        tickets.Tier
	}{
		{"parking", " Complaint", tickets.TierStaff}, {"parking", "question", tickets.TierExpert},
		{"benefits", "general", tickets.TierExpert}, {"benefits", "complaint", tickets.TierStaff},
	} {
		n := opens(c.topic, c.kind)
		if s := h.sees(lind, n); s.Tier != c.tier || (len(h.asked(n)) == 1) != (c.tier == tickets.TierExpert) {
			t.Errorf("%s with %q: %s, %d asked", c.topic, c.kind, s.Tier, len(h.asked(n)))
		}
	}
	n := opens("parking", "complaint")
	h.refuses(fault.KindConflict, lind, n, &tickets.HandBack{Note: note("you can")})
	for _, bad := range []tickets.FormRule{{Field: "", Value: "x", Policy: tickets.StaffOnly}, {Field: "kind", Value: "x", Policy: "nobody"}} {
		if _, err := h.UpdateTopic(h.ctx, h.admin, "parking", tickets.TopicUpdate{FormRules: ptr([]tickets.FormRule{bad})}); !fault.Is(err, fault.KindInvalid) {
			t.Errorf("%+v: %v", bad, err)
		}
	}
}
