package simulate

import (
	"cmp"
	"context"
	"time"

	"kontor/routing"
)

// Policies say how tickets are routed: by topic, and "" for all others.
type Policies map[string]routing.Policy

func (p Policies) of(a Arrival) routing.Policy {
	policy, ok := p[a.Topic]
	if !ok {
		policy = p[""]
	}
	policy.Form = cmp.Or(a.Form, policy.Form)
	return policy
}

// Run lives through a scenario under these policies, until the last ticket is
// solved. It ends early, with the context's error, if ctx does.
func Run(ctx context.Context, s Scenario, policies Policies) (Result, error) {
	w := newWeek(s, policies)
	for steps := 0; ; steps++ {
		if steps%1024 == 0 && ctx.Err() != nil {
			return Result{}, ctx.Err()
		}
		e, more := w.calendar.next()
		if !more {
			return w.result(), nil
		}
		w.now = e.after
		w.happen(e)
	}
}

// week is a scenario while it goes by.
type week struct {
	scenario   Scenario
	policies   Policies
	luck       luck
	start      time.Time
	now        time.Duration
	calendar   calendar
	tickets    []ticket
	crew       []*expert
	candidates []routing.Candidate
	waiting    *queue               // for an expert
	queue      *queue               // for staff
	helped     map[int]map[int]bool // customer, expert
	last       map[int]int          // customer, who helped last
	staffBusy  []bool
	opening    time.Duration // when staff come next, if something waits for that
	staff      tally
	decisions  int
}

type ticket struct {
	Arrival
	policy      routing.Policy
	tier        tier
	since       time.Duration // waits for an expert since
	waves       int
	headStarted bool
	releases    int
	round       int32 // grows with every claim and release
	asked       []asked
	holder      int32
	took        time.Duration

	offers     int
	firstTaken time.Duration // -1: never
	firstReply time.Duration
	ended      time.Duration
	toStaff    string // why it went to staff
}

type tier uint8

const (
	forExperts tier = iota
	withExpert
	forStaff
	withStaff
	solvedByExpert
	solvedByStaff
)

type asked struct {
	who      int32
	until    time.Duration
	open     bool
	declined bool
}

const never = time.Duration(-1)

func newWeek(s Scenario, policies Policies) *week {
	w := &week{scenario: s, policies: policies, luck: luck(s.Seed), start: s.start(), crew: s.crew(), waiting: newQueue(), queue: newQueue(),
		helped: map[int]map[int]bool{}, last: map[int]int{}, staffBusy: make([]bool, s.Staff)}
	w.candidates = candidates(w.crew)
	arrivals := s.arrivals()
	w.tickets = make([]ticket, len(arrivals))
	for i, a := range arrivals {
		w.tickets[i] = ticket{Arrival: a, policy: policies.of(a), since: a.After, firstTaken: never, firstReply: never, ended: never}
		w.calendar.add(event{after: a.After, kind: arrives, ticket: int32(i)})
	}
	w.plan()
	return w
}

// plan puts the beginnings of experts' times into the calendar.
func (w *week) plan() {
	for i, e := range w.crew {
		for q := range w.scenario.Days * 96 {
			at := time.Duration(q) * quarter
			place := quarterOf(w.start.Add(at))
			if e.there[place] && !e.there[(place+len(e.there)-1)%len(e.there)] {
				w.calendar.add(event{after: at, kind: comes, who: int32(i)})
			}
		}
	}
}

func (w *week) happen(e event) {
	switch e.kind {
	case arrives:
		w.waiting.push(e.ticket)
		w.look(e.ticket)
	case looked:
		w.look(e.ticket)
	case claims:
		w.claim(e)
	case expires:
		w.expire(e)
	case silent:
		w.release(e)
	case replies:
		w.reply(e)
	case ends:
		w.end(e)
	case staffDone:
		w.staffEnds(e)
	case comes:
		w.comes(int(e.who))
	case opens:
		w.deal()
	}
}

// look lets routing decide about a ticket that waits for an expert.
func (w *week) look(number int32) {
	t := &w.tickets[number]
	if t.tier != forExperts {
		return
	}
	now := w.start.Add(w.now)
	w.fill(t, now)
	w.decisions++
	d := routing.Decide(t.policy, routing.Ticket{Number: int64(number), Language: t.Language, Since: w.start.Add(t.since), Waves: t.waves,
		HeadStarted: t.headStarted, Releases: t.releases, Chance: t.Chance}, w.candidates, now)
	switch d.Action {
	case routing.Offer:
		if d.HeadStart {
			t.headStarted = true
		} else {
			t.waves++
		}
		for _, id := range d.To {
			w.offer(number, indexOf(id), d.Until.Sub(w.start))
		}
	case routing.Wait:
		w.calendar.add(event{after: d.Until.Sub(w.start), kind: looked, ticket: number})
	case routing.Staff:
		w.toStaff(number, d.Reason)
	}
}

// fill says of each candidate what is so now, for this ticket.
func (w *week) fill(t *ticket, now time.Time) {
	place := quarterOf(now)
	helped := w.helped[t.Customer]
	for i, e := range w.crew {
		c := &w.candidates[i]
		c.Qualified, c.Available, c.InHand = e.qualified(t.Topic), e.there[place], e.inHand
		c.Released, c.Offered, c.AskedUntil, c.Returning = false, false, time.Time{}, helped[i]
	}
	for _, a := range t.asked {
		c := &w.candidates[a.who]
		c.Offered, c.Released = true, a.declined
		if a.open {
			c.AskedUntil = w.start.Add(a.until)
		}
	}
}

// offer asks an expert, who takes the ticket, or not, or too late.
func (w *week) offer(number int32, who int, until time.Duration) {
	t, e := &w.tickets[number], w.crew[who]
	a := t.askedOf(int32(who))
	a.until, a.open = until, true
	t.offers++
	w.candidates[who].Idle = w.start.Add(w.now)
	id, other := uint64(number), uint64(who)<<16|uint64(t.offers)
	if w.luck.share(ifTakes, id, other) < w.scenario.Assumed.Takes {
		at := w.now + time.Second + w.luck.wait(howSoon, id, other, e.usual(w.scenario.Assumed.Notice))
		if at < until {
			w.calendar.add(event{after: at, kind: claims, ticket: number, who: int32(who), round: t.round})
		}
	}
	w.calendar.add(event{after: until, kind: expires, ticket: number, who: int32(who), round: t.round})
}

func (e *expert) usual(mean time.Duration) time.Duration {
	return time.Duration(float64(mean) * e.pace)
}

func (t *ticket) askedOf(who int32) *asked {
	for i := range t.asked {
		if t.asked[i].who == who {
			return &t.asked[i]
		}
	}
	t.asked = append(t.asked, asked{who: who})
	return &t.asked[len(t.asked)-1]
}

// expire ends an offer; when none is left, routing looks again.
func (w *week) expire(e event) {
	t := &w.tickets[e.ticket]
	a := t.askedOf(e.who)
	if t.tier != forExperts || e.round != t.round || !a.open || a.until != e.after {
		return
	}
	a.open = false
	for i := range t.asked {
		if t.asked[i].open {
			return
		}
	}
	w.look(e.ticket)
}

// claim gives the ticket to who was first.
func (w *week) claim(e event) {
	t, expert := &w.tickets[e.ticket], w.crew[e.who]
	if t.tier != forExperts || e.round != t.round || !expert.hasRoom() {
		return
	}
	w.waiting.remove(e.ticket)
	for i := range t.asked {
		t.asked[i].open = false
	}
	t.askedOf(e.who).declined = true // will not be asked again
	t.tier, t.holder, t.took = withExpert, e.who, w.now
	t.round++
	if t.firstTaken == never {
		t.firstTaken = w.now
	}
	expert.inHand++
	expert.claimed++
	w.candidates[e.who].Tried++
	w.writes(e.ticket, expert)
}

// writes plans an expert's first reply, or its absence.
func (w *week) writes(number int32, e *expert) {
	t := &w.tickets[number]
	id, who := uint64(number), uint64(t.holder)
	limit := t.policy.FirstReplyWithin
	after := w.luck.wait(replyTime, id, who, e.usual(w.scenario.Assumed.Reply))
	mute := w.luck.share(ifSilent, id, who) < w.scenario.Assumed.Silent
	switch {
	case limit > 0 && (mute || after > limit):
		w.calendar.add(event{after: w.now + limit, kind: silent, ticket: number, who: t.holder, round: t.round})
	case mute: // until the customer asks for staff
		w.calendar.add(event{after: w.now + patience, kind: ends, ticket: number, who: t.holder, round: t.round})
	default:
		w.calendar.add(event{after: w.now + after, kind: replies, ticket: number, who: t.holder, round: t.round})
	}
}

// patience is how long a customer waits for an expert who never writes.
const patience = 24 * time.Hour

func (w *week) reply(e event) {
	t, expert := &w.tickets[e.ticket], w.crew[e.who]
	if t.firstReply == never {
		t.firstReply = w.now
	}
	expert.replied(w.now - t.took)
	w.candidates[e.who].Speed = expert.speed()
	took := w.luck.work(workTime, uint64(e.ticket), uint64(e.who), expert.usual(w.scenario.Assumed.Work))
	w.calendar.add(event{after: w.now + took, kind: ends, ticket: e.ticket, who: e.who, round: t.round})
}

// release takes the ticket from an expert who was silent.
func (w *week) release(e event) {
	t := &w.tickets[e.ticket]
	w.crew[e.who].inHand--
	t.tier, t.since, t.waves, t.headStarted = forExperts, w.now, 0, false
	t.releases++
	t.round++
	w.waiting.push(e.ticket)
	w.look(e.ticket)
}

// end is an expert's: solved, or given to staff.
func (w *week) end(e event) {
	t, expert := &w.tickets[e.ticket], w.crew[e.who]
	expert.inHand--
	if t.firstReply == never || w.luck.share(ifSolves, uint64(e.ticket), uint64(e.who)) >= w.chance(t, expert) {
		w.toStaff(e.ticket, "escalated")
		return
	}
	t.tier, t.ended = solvedByExpert, w.now
	expert.solved++
	c := &w.candidates[e.who]
	c.Solved++
	if w.helped[t.Customer] == nil {
		w.helped[t.Customer] = map[int]bool{}
	}
	w.helped[t.Customer][int(e.who)] = true
	w.staff.continues(w.last, t.Customer, int(e.who))
}

func (w *week) chance(t *ticket, e *expert) float64 {
	solves := w.scenario.Assumed.Solves
	if known, ok := w.scenario.Assumed.ByTopic[t.Topic]; ok {
		solves = known
	}
	if t.Chance != nil {
		solves = *t.Chance
	}
	return solves + e.solves
}

// comesAtMost is how many waiting tickets somebody who comes is offered.
const comesAtMost = 20

// comes offers the tickets that have waited longest to an expert whose time begins.
func (w *week) comes(who int) {
	e := w.crew[who]
	room := min(comesAtMost, e.Capacity-e.inHand)
	for _, number := range w.waiting.first(4 * comesAtMost) {
		t := &w.tickets[number]
		if room <= 0 {
			return
		}
		if t.tier == forExperts && e.qualified(t.Topic) && speaksOf(e, t.Language) && !t.seen(int32(who)) {
			w.offer(number, who, w.now+t.policy.OfferFor)
			room--
		}
	}
}

func speaksOf(e *expert, language string) bool {
	for _, l := range e.Languages {
		if l == language {
			return true
		}
	}
	return language == ""
}

func (t *ticket) seen(who int32) bool {
	for _, a := range t.asked {
		if a.who == who && (a.open || a.declined) {
			return true
		}
	}
	return false
}
