package tickets

import (
	"testing"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"kontor/people"
)

// A ticket's life under random acts by random people at random times. The pure
// decisions are applied as the database would: what a decision says becomes the
// next case.
type life struct {
	t       *rapid.T
	now     time.Time
	topic   Topic
	ticket  Ticket
	offers  map[uuid.UUID]Offer
	grants  map[uuid.UUID]Grant
	rating  *RatingAsk
	entries []Entry
	jobs    []Job

	counters map[counterSlot]int64

	customer people.Person
	experts  []people.Person
	staff    []people.Person
}

func newLife(t *rapid.T) *life {
	l := &life{t: t, now: time.Date(2031, 1, 1, 0, 0, 0, 0, time.UTC), offers: map[uuid.UUID]Offer{}, grants: map[uuid.UUID]Grant{}, counters: map[counterSlot]int64{}}
	l.topic = Topic{ID: "t", Team: "town", Policy: rapid.SampledFrom([]string{ExpertsFirst, ExpertsFirst, StaffOnly}).Draw(t, "policy"),
		TakeWithinS: 900, OfferForS: 90, WaveSize: 2, CloseAfterD: 7}
	l.customer = person(people.RoleCustomer, 1)
	for i := range byte(3) {
		l.experts = append(l.experts, person(people.RoleExpert, 10+i))
		l.staff = append(l.staff, person(people.RoleStaff, 20+i))
	}
	l.ticket = Ticket{Number: 1, Customer: l.customer.ID, Topic: "t", Team: "town", Tier: TierExpert}
	l.apply(l.customer, &Open{Message: Text{Raw: "hi", Masked: "hi", ID: newID()}})
	return l
}

func person(role people.Role, n byte) people.Person {
	p := people.Person{ID: uuid.UUID{15: n}, Role: role, Name: string(role), Active: true, Capacity: 5}
	if role == people.RoleStaff {
		p.Teams = []string{"town"}
	}
	return p
}

func (l *life) table(by people.Person) *Case {
	o := Order{By: by}
	c := &Case{Ticket: l.ticket, Topic: l.topic, Actor: o.actor(), Teams: by.Teams, Rating: l.rating, Now: l.now, ID: newID(), Full: true, Was: spotOf(&l.ticket)}
	for _, o := range l.offers {
		c.Offers = append(c.Offers, o)
	}
	for _, g := range l.grants {
		c.Grants = append(c.Grants, g)
	}
	return c
}

// apply lets an act happen if it is allowed.
func (l *life) apply(by people.Person, act Act) {
	c := l.table(by)
	if act.decide(c) != nil {
		return
	}
	for s, by := range moved([]*Case{c}) {
		l.counters[s] += by
	}
	_, isPost := act.(*Post)
	l.check(!isPost || c.Out.New || spotOf(&c.Ticket) == c.Was || c.Was == spot{}, "a post moved a ticket from %v, and posts do not count", c.Was)
	l.ticket = c.Ticket
	l.entries = append(l.entries, c.Out.Entries...)
	l.jobs = append(l.jobs, c.Out.Jobs...)
	for _, o := range c.Out.Offers {
		l.offers[o.Expert] = o
	}
	for _, g := range c.Out.Grants {
		l.grants[g.Expert] = g
	}
	if c.Out.Ask != nil {
		l.rating = c.Out.Ask
	}
	if c.Out.Rate != nil {
		l.rating = nil
	}
	if c.Out.Opening != nil {
		l.check(c.Actor.Role == "staff", "personal data opened by %s", c.Actor.Role)
	}
}

// work does the jobs that are due, in order.
func (l *life) work() {
	for len(l.jobs) > 0 {
		var due []Job
		var later []Job
		for _, j := range l.jobs {
			if j.DueAt.After(l.now) {
				later = append(later, j)
			} else {
				due = append(due, j)
			}
		}
		l.jobs = later
		if len(due) == 0 {
			return
		}
		for _, j := range due {
			l.run(j)
		}
	}
}

func (l *life) run(j Job) {
	switch j.Kind {
	case JobFanout:
		l.ticket.FanoutPending = false
	case JobOffer:
		l.apply(people.Person{}, &OfferTo{Experts: l.free()})
	case JobOfferExpiry:
		l.apply(people.Person{}, ExpireOffers{})
	case JobFallback:
		l.apply(people.Person{}, Fallback{})
	case JobAutoClose:
		l.apply(people.Person{}, AutoClose{})
	}
}

// free are the experts who may be offered the ticket, at most a wave of those
// the dice like.
func (l *life) free() []people.Person {
	var free []people.Person
	for _, e := range l.experts {
		if o := l.offers[e.ID]; o.Outcome != OfferSkipped && rapid.Bool().Draw(l.t, "available") {
			free = append(free, e)
		}
	}
	return free[:min(len(free), l.topic.WaveSize)]
}

func (l *life) check(ok bool, format string, args ...any) {
	l.t.Helper()
	if !ok {
		l.t.Fatalf(format, args...)
	}
}

func (l *life) step() {
	everybody := append(append([]people.Person{l.customer, person(people.RoleStaff, 99)}, l.experts...), l.staff...)
	by := rapid.SampledFrom(everybody).Draw(l.t, "by")
	some := Text{Raw: "x", Masked: "x"}
	act := rapid.SampledFrom([]Act{
		&Post{Kind: KindMessage, Text: some}, &Post{Kind: KindNote, Text: some}, Claim{}, Claim{}, Skip{}, &Release{},
		&Escalate{Reason: ReasonStuck, Note: some}, &HandBack{Note: some}, &Assign{To: by}, &Assign{To: l.staff[0], TakeOver: true},
		Resolve{}, Reopen{}, &Rate{Stars: rapid.IntRange(1, 5).Draw(l.t, "stars")}, &ShowPersonal{},
	}).Draw(l.t, "act")
	l.apply(by, act)
	l.now = l.now.Add(time.Duration(rapid.IntRange(0, 200).Draw(l.t, "seconds")) * time.Second)
	l.work()
}

// invariants are what must be true after every step.
func (l *life) invariants() {
	var everyone, helpers int64
	for i, e := range l.entries {
		l.check(e.Numbers.Staff == int64(i+1), "entry %d has number %d in the staff stream", i+1, e.Numbers.Staff)
		if e.Audience != Staff {
			helpers++
			l.check(e.Numbers.Helpers == helpers, "a gap in the helpers' stream at %d", e.Numbers.Helpers)
		}
		if e.Audience == Everyone {
			everyone++
			l.check(e.Numbers.Everyone == everyone, "a gap in everyone's stream at %d", e.Numbers.Everyone)
		}
	}
	l.check(l.ticket.Heads == Heads{everyone, helpers, int64(len(l.entries))}, "heads %v", l.ticket.Heads)
	for id, g := range l.grants {
		reaches := g.LastSeq == nil
		l.check(!reaches || l.ticket.HeldBy(id), "expert %s reads on without having the ticket (%s)", id, g.Kind)
	}
	if l.ticket.Tier == TierStaff {
		l.check(l.ticket.AssigneeRole != "expert", "an expert holds a second-level ticket")
		for _, o := range l.offers {
			l.check(!o.Open(), "an offer stands for a second-level ticket")
		}
	}
	l.countersAreRight()
	l.neverStranded()
}

// countersAreRight: what the acts added up is what there is to count.
func (l *life) countersAreRight() {
	want := map[counterSlot]int64{}
	if s := spotOf(&l.ticket); s != (spot{}) {
		want[counterSlot{s, l.ticket.Number % counterSlots}]++
	}
	for _, o := range l.offers {
		if o.Open() {
			want[counterSlot{spot{ViewOffers, o.Expert.String()}, o.Ticket % counterSlots}]++
		}
	}
	for s, n := range l.counters {
		l.check(n == want[s], "%v counts %d, there are %d", s, n, want[s])
	}
	for s, n := range want {
		l.check(n == l.counters[s], "%v counts %d, there are %d", s, l.counters[s], n)
	}
}

// neverStranded: somebody will look at an active ticket, whatever happens.
func (l *life) neverStranded() {
	t := &l.ticket
	if !t.Active() || t.Assignee.Valid || t.Tier == TierStaff {
		return // held, or in the team's queue
	}
	for _, j := range l.jobs {
		if j.Kind == JobFallback && t.TakeBy != nil && !j.DueAt.Before(*t.TakeBy) {
			return
		}
	}
	l.t.Fatalf("nobody will ever look at this ticket again: %s, take by %v", t.State, t.TakeBy)
}

func TestLifeOfATicket(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := newLife(t)
		l.invariants()
		for range rapid.IntRange(1, 60).Draw(t, "steps") {
			l.step()
			l.invariants()
		}
	})
}

func TestChooseTakesTheReturningExpertFirstAndNobodyBeyondCapacity(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var all []candidate
		for i := range byte(rapid.IntRange(0, 8).Draw(t, "experts")) {
			p := person(people.RoleExpert, i)
			p.Capacity = rapid.IntRange(0, 3).Draw(t, "capacity")
			all = append(all, candidate{Person: p, Holds: rapid.IntRange(0, 3).Draw(t, "holds"), Earlier: rapid.Bool().Draw(t, "earlier")})
		}
		n := rapid.IntRange(0, 5).Draw(t, "wave")
		chosen := choose(all, n)
		fit, earlier := 0, 0
		for _, c := range all {
			if c.Holds < c.Person.Capacity {
				fit++
				if c.Earlier {
					earlier++
				}
			}
		}
		if len(chosen) != min(n, fit) {
			t.Fatalf("%d chosen of %d fit for a wave of %d", len(chosen), fit, n)
		}
		for i, p := range chosen {
			c := all[p.ID[15]]
			if c.Holds >= c.Person.Capacity {
				t.Fatal("an expert beyond capacity was chosen")
			}
			if i < earlier && !c.Earlier {
				t.Fatal("a stranger came before who helped this customer")
			}
		}
	})
}
