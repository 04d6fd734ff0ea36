package tickets_test

import (
	"testing"
	"time"

	"github.com/google/uuid"

	"kontor/contact"
	"kontor/people"
	"kontor/routing"
	"kontor/tickets"
)

const week = 7 * 24 * time.Hour

func (h *house) book() *contact.Book { return contact.New(h.db.App, h.people, h.clock) }

// leaves enters an absence of a week that begins after some time.
func (h *house) leaves(p people.Person, after time.Duration, deputy people.Person) contact.Absence {
	h.t.Helper()
	from := h.clock.Now().Add(after)
	a, err := h.book().Enter(h.ctx, p, contact.NewAbsence{ID: uuid.Must(uuid.NewV7()), Person: p.ID, Kind: contact.Vacation, From: from, Until: from.Add(week),
		Deputy: uuid.NullUUID{UUID: deputy.ID, Valid: deputy.ID != uuid.Nil}})
	h.must(err)
	return a
}

func (h *house) told(p people.Person, kind string) int {
	h.t.Helper()
	return h.number(`SELECT count(*) FROM desk.notifications WHERE person = $1 AND kind = $2`, p.ID, kind)
}

func (h *house) offered(number int64, p people.Person) bool {
	h.t.Helper()
	return h.number(`SELECT count(*) FROM desk.offers WHERE ticket = $1 AND expert = $2 AND ended_at IS NULL`, number, p.ID) == 1
}

func TestAnExpertOnVacationIsOfferedNothing(t *testing.T) {
	h := newHouse(t)
	h.staff("Lind", "town")
	ann := h.customer(people.VisitorInput{})
	otter, magpie := h.expert("Otter", "parking"), h.expert("Magpie", "parking")
	before := h.opens(ann, "parking", "before")
	h.leaves(otter, time.Minute, people.Person{})
	h.later(time.Minute)
	if h.offered(before, otter) || !h.offered(before, magpie) {
		t.Error("what was offered is not withdrawn when the absence begins")
	}
	during := h.opens(ann, "parking", "during")
	if h.offered(during, otter) || !h.offered(during, magpie) {
		t.Error("somebody on vacation is asked")
	}
	h.must(h.OfferWaiting(h.ctx, otter))
	if h.offered(during, otter) {
		t.Error("somebody on vacation is offered what waits")
	}
	h.later(week)
	if h.told(otter, "back") != 1 {
		t.Error("not told that they are back")
	}
	if after := h.opens(ann, "parking", "after"); !h.offered(after, otter) {
		t.Error("not asked any more")
	}
}

// Nothing waits for a person on vacation: who stands in is told of customers who
// wait already and of what they write; without a deputy in the team, the team is.
func TestWhoIsToldWhileSomebodyIsAway(t *testing.T) {
	h := newHouse(t)
	anna, jonas, lind, shop := h.staff("Anna", "town"), h.staff("Jonas", "town"), h.staff("Lind", "town"), h.staff("Shop", "shop")
	ann := h.customer(people.VisitorInput{})
	waits, talks := h.opens(ann, "benefits", "waits"), h.opens(ann, "benefits", "talks")
	h.does(anna, waits, &tickets.Assign{})
	h.does(anna, talks, &tickets.Assign{})
	h.says(anna, talks, "I shall look.")
	h.leaves(anna, 0, jonas)
	h.work()
	if h.told(jonas, "stand_in") != 1 || h.told(jonas, "handler_away") != 1 || h.told(lind, "handler_away") != 0 {
		t.Error("the deputy alone hears that they stand in, and who waits")
	}
	h.says(ann, talks, "Any news?")
	h.says(ann, talks, "Hello?")
	h.work()
	if got := h.told(jonas, "handler_away"); got != 2 {
		t.Errorf("the deputy was told of %d customers, want the one who waited and the one who wrote, once", got)
	}
	h.must(h.book().SetDeputy(h.ctx, jonas, jonas.ID, uuid.NullUUID{UUID: shop.ID, Valid: true}))
	h.leaves(jonas, 0, people.Person{})
	h.work()
	if h.told(shop, "stand_in") != 1 {
		t.Error("the deputy's deputy does not hear that they stand in")
	}
	h.says(ann, waits, "And now?")
	h.work()
	if h.told(lind, "handler_away") != 1 || h.told(shop, "handler_away") != 0 {
		t.Error("where nobody of the team stands in, the team is told")
	}
}

func TestAnAbsenceThatIsTakenBack(t *testing.T) {
	h := newHouse(t)
	anna, jonas := h.staff("Anna", "town"), h.staff("Jonas", "town")
	never := h.leaves(anna, time.Hour, jonas)
	h.must(h.book().End(h.ctx, anna, never.ID))
	h.later(2 * week)
	if h.told(jonas, "stand_in")+h.told(anna, "back") != 0 {
		t.Error("an absence that was taken back has turns")
	}
	short := h.leaves(anna, 0, jonas)
	h.later(time.Hour)
	h.must(h.book().End(h.ctx, anna, short.ID))
	h.later(time.Second)
	h.later(2 * week)
	if h.told(jonas, "stand_in") != 1 || h.told(anna, "back") != 1 {
		t.Error("an absence that ends early begins and ends once")
	}
}

func TestWhomTheCustomerWantsBackIsAskedFirst(t *testing.T) {
	h := newHouse(t)
	h.staff("Lind", "town")
	h.exec(`UPDATE desk.topics SET head_start = 30`)
	ann := h.customer(people.VisitorInput{})
	otter, magpie := h.expert("Otter", "parking"), h.expert("Magpie", "parking")
	for _, expert := range []people.Person{otter, magpie} {
		n := h.opens(ann, "parking", "help")
		h.later(31 * time.Second) // a head start, if there is one, is over
		h.does(expert, n, tickets.Claim{})
		h.does(expert, n, tickets.Resolve{})
	}
	h.must(h.book().Keep(h.ctx, ann, otter.ID))
	n := h.opens(ann, "parking", "again")
	if !h.offered(n, otter) || h.offered(n, magpie) {
		t.Error("not the one whom the customer wants back is asked alone")
	}
	h.leaves(otter, time.Second, people.Person{})
	h.later(time.Second)
	if !h.offered(n, magpie) {
		t.Error("who helped before is not asked while the other is away")
	}
}

func TestStandingOfStaff(t *testing.T) {
	h := newHouse(t)
	anna, jonas, lind := h.staff("Anna", "town"), h.staff("Jonas", "town"), h.staff("Lind", "town")
	ann, bob := h.customer(people.VisitorInput{}), h.customer(people.VisitorInput{})
	h.must(h.book().Name(h.ctx, lind, ann.ID, anna.ID))
	first := func(customer people.Person) uuid.UUID {
		s, err := contact.StandingFor(h.ctx, h.db.App, customer.ID, h.clock.Now())
		h.must(err)
		var all []routing.Colleague
		for i, p := range []people.Person{lind, anna, jonas} {
			c := routing.Colleague{ID: p.ID, Available: true, Capacity: 5, Open: i}
			s.Mark(&c)
			all = append(all, c)
		}
		order, _ := routing.RankStaff(routing.Need{}, all)
		return order[0]
	}
	if first(ann) != anna.ID || first(bob) != lind.ID {
		t.Error("the personal contact does not come first, or not for their own customers only")
	}
	h.leaves(anna, 0, jonas)
	if first(ann) != jonas.ID || first(bob) != lind.ID {
		t.Error("the deputy does not answer for the contact who is away")
	}
}
