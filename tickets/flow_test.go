package tickets

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"kontor/people"
	"kontor/routing"
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

	waves       int // since the ticket waits
	headStarted bool
	queuedAt    time.Time
	handedBack  time.Time

	held      map[uuid.UUID]bool // answers that wait to be let out
	probation map[uuid.UUID]int  // answers of an expert that are still reviewed
	gone      map[uuid.UUID]bool // let go
	lapsed    map[uuid.UUID]bool // answers the topic no more
	there     func(expert uuid.UUID) bool
	returns   func(expert uuid.UUID) bool

	counters map[counterSlot]int64

	customer people.Person
	experts  []people.Person
	staff    []people.Person
}

func newLife(t *rapid.T) *life {
	l := &life{t: t, now: time.Date(2031, 1, 1, 0, 0, 0, 0, time.UTC), offers: map[uuid.UUID]Offer{}, grants: map[uuid.UUID]Grant{}, counters: map[counterSlot]int64{},
		held: map[uuid.UUID]bool{}, probation: map[uuid.UUID]int{}, gone: map[uuid.UUID]bool{}, lapsed: map[uuid.UUID]bool{}}
	l.there = func(uuid.UUID) bool { return rapid.Bool().Draw(t, "available") }
	l.returns = func(uuid.UUID) bool { return rapid.Bool().Draw(t, "returning") }
	l.topic = Topic{ID: "t", Team: "town", Policy: rapid.SampledFrom([]string{ExpertsFirst, ExpertsFirst, StaffOnly}).Draw(t, "policy"),
		TakeWithinS: 900, OfferForS: 90, WaveSize: 2, CloseAfterD: 7, Waves: rapid.IntRange(0, 3).Draw(t, "waves"),
		HeadStartS: rapid.SampledFrom([]int{0, 20}).Draw(t, "head start"), FirstReplyS: rapid.SampledFrom([]int{0, 120}).Draw(t, "first reply"), MaxReleases: rapid.IntRange(0, 3).Draw(t, "releases"),
		PeersS: rapid.SampledFrom([]int{0, 300}).Draw(t, "peers"), StuckS: rapid.SampledFrom([]int{0, 240}).Draw(t, "stuck"),
		RespondS: rapid.SampledFrom([]int{0, 600}).Draw(t, "respond"), AtRisk: 50, LowRating: 2}
	l.customer = person(people.RoleCustomer, 1)
	l.staff = append(l.staff, person(people.RoleStaff, 99))
	l.staff[0].Teams = []string{"elsewhere"}
	for i := range byte(3) {
		l.experts = append(l.experts, person(people.RoleExpert, 10+i))
		l.staff = append(l.staff, person(people.RoleStaff, 20+i))
		l.probation[l.experts[i].ID] = rapid.SampledFrom([]int{0, 0, 1, 2}).Draw(t, "probation")
	}
	return l
}

func (l *life) opens(number int64) {
	l.ticket = Ticket{Number: number, Customer: l.customer.ID, Topic: "t", Team: "town", Tier: TierExpert}
	_, err := l.apply(l.customer, &Open{Message: Text{Raw: "hi", Masked: "hi", ID: newID()}})
	l.check(err == nil, "a ticket cannot be opened: %v", err)
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
	c.Probation, c.Lapsed = l.probation[by.ID], l.lapsed[by.ID]
	for _, waits := range l.held {
		c.Held = c.Held || waits
	}
	return c
}

// apply lets an act happen if it is allowed. A message that has to be reviewed is held,
// as the desk does.
func (l *life) apply(by people.Person, act Act) (*Case, error) {
	c := l.table(by)
	l.bring(c, act)
	if err := act.decide(c); errors.Is(err, errReviewed) {
		return l.apply(by, &Hold{Text: act.(*Post).Text, review: true})
	} else if err != nil {
		return c, err
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
	l.count(c.Out.Routed)
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
	for _, f := range c.Out.Flags {
		l.held[f.Entry] = !f.Ended
	}
	if n := l.probation[c.Out.Proven]; n > 0 {
		l.probation[c.Out.Proven] = n - 1
	}
	if _, ok := act.(*HandBack); ok {
		l.handedBack = l.now
	}
	return c, nil
}

// bring gives an act what the desk would load for it.
func (l *life) bring(c *Case, act Act) {
	switch a := act.(type) {
	case *Review:
		a.fit = c.Actor.Role == "expert" && l.probation[c.Actor.ID] == 0 && !l.lapsed[c.Actor.ID]
		for _, e := range l.entries {
			if l.held[e.ID] && a.held.ID == uuid.Nil && slices.Equal(heldFor(e), []string{HeldProbation}) {
				a.held = e
			}
		}
	case *ReleaseHeld:
		a.held, a.asked = l.heldAnswer(a.Entry), nil
		c.Probation = l.probation[a.held.Author.ID]
		for i, e := range l.entries {
			if a.asked == nil && e.Kind == KindMessage && e.Author.ID == l.customer.ID && e.Numbers.Staff > a.held.Numbers.Staff {
				a.asked = &l.entries[i].At
			}
		}
	case *DropHeld:
		a.held = l.heldAnswer(a.Entry)
	case *ReleaseGone:
		a.gone = l.gone[c.Ticket.Assignee.UUID]
	}
}

func (l *life) heldAnswer(id uuid.UUID) (held Entry) {
	for _, e := range l.entries {
		if e.ID == id && l.held[id] {
			held = e
		}
	}
	return held
}

// count keeps what a decision has to know of those before it.
func (l *life) count(r *Routed) {
	if !l.queuedAt.Equal(l.ticket.QueuedAt) {
		l.waves, l.headStarted, l.queuedAt = 0, false, l.ticket.QueuedAt
	}
	if r == nil || r.Action != routing.Offer {
		return
	}
	switch r.Reason {
	case "":
		l.waves++
	case RoutedHeadStart:
		l.headStarted = true
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
		l.apply(people.Person{}, l.route())
	case JobFirstReply:
		l.apply(people.Person{}, &ReleaseSilent{wrote: l.wrote()})
	case JobOfferExpiry:
		l.apply(people.Person{}, ExpireOffers{})
	case JobLook:
		l.apply(people.Person{}, l.look())
	case JobFallback:
		l.apply(people.Person{}, Fallback{})
	case JobRetime:
		l.apply(people.Person{}, Retime{})
	case JobAutoClose:
		l.apply(people.Person{}, AutoClose{})
	}
}

// route decides as the desk does, on experts some of whom are there.
func (l *life) route() *Route {
	t := routing.Ticket{Number: l.ticket.Number, Language: "en", Since: l.ticket.QueuedAt, Waves: l.waves, HeadStarted: l.headStarted}
	if l.ticket.TakeBy != nil {
		t.TakeBy = *l.ticket.TakeBy
	}
	last := 0
	var candidates []routing.Candidate
	for _, e := range l.experts {
		o, asked := l.offers[e.ID]
		if l.gone[e.ID] || l.lapsed[e.ID] {
			continue
		}
		c := routing.Candidate{ID: e.ID, Qualified: true, Languages: []string{"en"}, Available: l.there(e.ID), Capacity: e.Capacity,
			Offered: asked, Released: o.Outcome == OfferSkipped || o.Outcome == OfferClaimed, Returning: l.returns(e.ID), Idle: o.MadeAt}
		if asked && o.Open() {
			c.AskedUntil = o.ExpiresAt
		}
		candidates = append(candidates, c)
	}
	for _, o := range l.offers {
		if o.Outcome == OfferClaimed && o.EndedAt.After(l.handedBack) {
			t.Releases++
		}
		last = max(last, o.Wave)
	}
	return &Route{Decision: routing.Decide(l.topic.Routing(), t, candidates, l.now), decidedOn: last}
}

// wrote reports whether the expert who holds the ticket has written since.
func (l *life) wrote() bool {
	g := l.table(people.Person{}).holding()
	for _, e := range l.entries {
		if g != nil && (e.Kind == KindMessage || len(heldFor(e)) > 0) && e.Author.ID == g.Expert && !e.At.Before(g.Since) {
			return true
		}
	}
	return false
}

func (l *life) check(ok bool, format string, args ...any) {
	l.t.Helper()
	if !ok {
		l.t.Fatalf(format, args...)
	}
}

func (l *life) step() {
	l.apply(l.draw())
	l.now = l.now.Add(time.Duration(rapid.IntRange(0, 200).Draw(l.t, "seconds")) * time.Second)
	l.work()
}

// draw is somebody and what they try.
func (l *life) draw() (people.Person, Act) {
	everybody := append(append([]people.Person{l.customer}, l.experts...), l.staff...)
	by := rapid.SampledFrom(everybody).Draw(l.t, "by")
	some := Text{Raw: "x", Masked: "x"}
	answer := newID()
	for id, waits := range l.held {
		if waits {
			answer = id
		}
	}
	return by, rapid.SampledFrom([]Act{
		&Post{Kind: KindMessage, Text: some}, &Post{Kind: KindNote, Text: some}, Claim{}, Claim{}, Skip{}, &Release{},
		&Escalate{Reason: ReasonStuck, Note: some}, &Escalate{Reason: ReasonPersonalData, Note: some}, &HandBack{Note: some}, &Assign{Person: by.ID, To: by}, &Assign{Person: l.staff[1].ID, To: l.staff[1], TakeOver: true},
		&Hold{Text: some, Risks: []string{"phone"}}, Resolve{}, Reopen{}, &Rate{Stars: rapid.IntRange(1, 5).Draw(l.t, "stars")}, &ShowPersonal{},
		&Review{}, &ReleaseHeld{Entry: answer, text: some}, &DropHeld{Entry: answer},
	}).Draw(l.t, "act")
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
	l.everyOfferEnds()
	l.silentHoldersLoseIt()
	l.nobodyWaitsTooLong()
	l.customersNoticeNothing()
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

// everyOfferEnds: one that stands has a promise to end it, made for its time.
func (l *life) everyOfferEnds() {
	for _, o := range l.offers {
		promised := slices.ContainsFunc(l.jobs, func(j Job) bool { return j.Kind == JobOfferExpiry && j.DueAt.Equal(o.ExpiresAt) })
		l.check(!o.Open() || promised, "nothing ends an offer that stands until %v", o.ExpiresAt)
	}
}

// silentHoldersLoseIt: no expert keeps a ticket longer than the topic lets them
// without a word.
func (l *life) silentHoldersLoseIt() {
	g := l.table(people.Person{}).holding()
	if within := l.topic.FirstReplyWithin(); g != nil && within > 0 && !l.reopened() && !l.wrote() && l.now.Sub(g.Since) > within {
		l.t.Fatalf("an expert has had it for %v without a word", l.now.Sub(g.Since))
	}
}

// reopened: the customer came back to who solved it, which is no claim.
func (l *life) reopened() bool { return l.ticket.Resolutions > 0 }

func TestLifeOfATicket(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := newLife(t)
		l.opens(1)
		l.invariants()
		for range rapid.IntRange(1, 60).Draw(t, "steps") {
			l.step()
			l.invariants()
		}
	})
}
