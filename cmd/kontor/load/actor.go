package load

import (
	"context"
	"maps"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/google/uuid"

	"kontor/internal/clock"
)

// actor is a person at work: it reads what its client received, decides by its
// dice and lets the client send. Everything in it belongs to one goroutine.
type actor struct {
	*client
	living  context.Context // as long as answers are waited for
	dice    *rand.Rand
	threads map[int64]*thread
	offers  []int64
	known   bool      // the desk knows this customer's name
	lookAt  time.Time // when lists are looked at again
	step    func(ctx context.Context) bool
}

// thread is a ticket as this person knows it.
type thread struct {
	number int64
	stage  stage
	team   string
	said   int   // messages of this person since they have it
	plan   int   // after how many they bring it to an end
	head   int64 // received
	read   int64 // marked as read
	asked  bool  // for personal data
	over   bool  // nothing more to do here
}

func newActor(c *client, living context.Context) *actor {
	a := &actor{client: c, living: living, dice: c.dice, threads: map[int64]*thread{}}
	switch c.who.role {
	case "expert":
		a.step = a.expertStep
	case "staff":
		a.step = a.staffStep
	default:
		a.step = a.customerStep
	}
	return a
}

// idleFor is how long somebody with nothing to do waits for news.
const idleFor = 20 * time.Millisecond

func (a *actor) play(ctx context.Context) {
	if a.who.role == "customer" {
		a.arrive(ctx)
		a.introduce()
	}
	for ctx.Err() == nil {
		a.catchUp()
		a.tidy()
		did := a.step(ctx)
		if a.dice.IntN(vanishOnce) == 0 {
			a.vanish()
		}
		if !did {
			a.waitForNews(ctx)
		} else if a.run.Pace > 0 {
			clock.Pause(ctx, time.Duration(a.dice.ExpFloat64()/a.run.Pace*float64(time.Second)))
		}
	}
}

// arrive waits for this customer's turn: people come one after the other.
func (a *actor) arrive(ctx context.Context) {
	clock.Pause(ctx, time.Duration(a.dice.Int64N(int64(a.run.arrivals())+1)))
}

// arrivals is how long it takes until everybody has come: the first half of the
// time, or a second where somebody else says when it is over. Without pace all
// come at once.
func (o Options) arrivals() time.Duration {
	switch {
	case o.Pace == 0:
		return 0
	case o.Until != nil:
		return min(o.For/2, time.Second)
	default:
		return o.For / 2
	}
}

// vanishOnce in so many steps somebody's connection is lost without a word.
const vanishOnce = 400

func (a *actor) waitForNews(ctx context.Context) {
	t := time.NewTimer(idleFor)
	defer t.Stop()
	select {
	case <-ctx.Done():
	case <-a.woken:
	case <-t.C:
	}
}

// catchUp takes in what has come since.
func (a *actor) catchUp() {
	for _, f := range a.takeNews() {
		switch f.Type {
		case "entry":
			a.learn(f)
		case "offer":
			a.offers = append(a.offers, f.Ticket)
		case "offer_gone":
			a.offers = slices.DeleteFunc(a.offers, func(n int64) bool { return n == f.Ticket })
		case "unwatched":
			if t := a.threads[f.Ticket]; t != nil {
				t.over = true
			}
		case "ticket":
			a.see(f.Row)
		case "resync":
			a.lookAt = time.Time{}
		}
	}
}

// watchedMost is how many tickets somebody keeps an eye on; a connection may
// watch two hundred.
const watchedMost = 60

// tidy stops watching what this person has no more to do with.
func (a *actor) tidy() {
	if len(a.threads) <= watchedMost {
		return
	}
	watched := a.watched()
	for _, number := range watched[:max(0, len(watched)-watchedMost)] {
		if t := a.threads[number]; t == nil || !a.mine(t) {
			a.forget(number)
			delete(a.threads, number)
		}
	}
}

func (a *actor) learn(f frame) {
	t := a.thread(f.Ticket)
	e := f.Entry
	_ = t.stage.apply(step{Kind: e.Kind, Event: e.Data.Event, Reason: e.Data.Reason, Author: e.Author, To: e.Data.To}, false) // less than the whole log is read
	t.head = e.Seq
	if slices.Contains([]string{"escalated", "peers_asked", "handed_back", "released"}, e.Data.Event) {
		t.said = 0
	}
}

// see takes a row of a list for what it is: newer than what was read.
func (a *actor) see(r *row) {
	if a.who.role == "expert" && a.threads[r.Number] == nil {
		return
	}
	t := a.thread(r.Number)
	t.stage.Tier, t.stage.State, t.team = r.Tier, r.State, r.Team
	if t.stage.letGo(); r.Assignee != nil {
		t.stage.hold(*r.Assignee)
	} else if a.who.role == "staff" {
		t.over = false
	}
}

func (a *actor) thread(number int64) *thread {
	t := a.threads[number]
	if t == nil {
		t = &thread{number: number, plan: 2 + a.dice.IntN(10)}
		a.threads[number] = t
	}
	return t
}

// pick gives one of the threads that qualify.
func (a *actor) pick(fits func(*thread) bool) *thread {
	var fit []int64
	for _, number := range slices.Sorted(maps.Keys(a.threads)) {
		if t := a.threads[number]; fits(t) {
			fit = append(fit, number)
		}
	}
	if len(fit) == 0 {
		return nil
	}
	return a.threads[fit[a.dice.IntN(len(fit))]]
}

func (a *actor) chance(percent int) bool { return a.dice.IntN(100) < percent }

func (a *actor) mine(t *thread) bool {
	return !t.over && t.stage.active() && t.stage.Holder == a.who.id
}

// write sends a message, mostly over the socket, and waits for the answer. A
// few are sent in one breath.
func (a *actor) write(t *thread, personal string) bool {
	if a.chance(20) && t.head > 0 {
		a.say(map[string]any{"type": "typing", "ticket": t.number})
	}
	if a.chance(8) {
		return a.writeOverHTTP(t)
	}
	var all []*sent
	for range 1 + max(0, a.dice.IntN(10)-7) {
		id := newID()
		all = append(all, a.post(t.number, "message", "", personal+words(a.dice, id), id, personal != ""))
		t.said++
	}
	for _, s := range all {
		if !a.wait(a.living, s) {
			return false
		}
	}
	return true
}

func (a *actor) writeOverHTTP(t *thread) bool {
	s := &sent{ID: newID(), By: a.index, Ticket: t.number, What: "message", HTTP: true, At: time.Now()}
	s.Text = words(a.dice, s.ID)
	t.said++
	return a.askFor(s, entriesOf(t.number), map[string]any{"id": s.ID, "text": s.Text}, nil)
}

// askFor does over HTTP what could be done over the socket as well.
func (a *actor) askFor(s *sent, path string, body, out any) bool {
	a.run.sends(s)
	a.mu.Lock()
	a.journal.Sent = append(a.journal.Sent, s)
	base, epoch := a.base, a.epoch
	a.mu.Unlock()
	err := a.run.road.insist(a.living, base, a.who.token, "POST", path, body, out)
	a.mu.Lock()
	defer a.mu.Unlock()
	s.AckedAt, s.Delayed = time.Now(), true // other posts may have overtaken it
	if err == nil {
		s.Acked, s.Epoch = epoch == a.epoch, a.epoch
		return true
	}
	if no := refusalOf(err); no != nil {
		s.Refused = no.Code
	}
	return false
}

// mark marks what was received as read, now and then.
func (a *actor) mark(t *thread) {
	if t.head > t.read && a.chance(30) {
		t.read = t.head
		a.say(map[string]any{"type": "read", "ticket": t.number, "seq": t.head})
	}
}

// note writes a note.
func (a *actor) note(t *thread, audience string) {
	id := newID()
	a.wait(a.living, a.post(t.number, "note", audience, words(a.dice, id), id, false))
}

// do is an act; text is that of its note.
func (a *actor) do(t *thread, act string, fields map[string]any, text string, id uuid.UUID) bool {
	return a.wait(a.living, a.act(t.number, act, fields, text, id))
}

// withNote is an act that carries a note.
func (a *actor) withNote(t *thread, act string, fields map[string]any) bool {
	id := newID()
	text := words(a.dice, id)
	if fields == nil {
		fields = map[string]any{}
	}
	fields["note"] = text
	return a.do(t, act, fields, text, id)
}
