package tickets

import (
	"cmp"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/lib/pq"
	"pgregory.net/rapid"

	"kontor/internal/clock"
	"kontor/internal/fault"
	"kontor/internal/testkit"
	"kontor/people"
)

// twins is a desk on PostgreSQL that lives the same lives as the pure decisions do.
type twins struct {
	t        *testing.T
	ctx      context.Context
	db       *testkit.DB
	clock    *clock.Fake
	people   *people.Register
	presence *people.Presence
	desk     *Desk
}

func newTwins(t *testing.T) *twins {
	w := &twins{t: t, db: testkit.Database(t), clock: testkit.Clock()}
	rdb := testkit.Redis(t)
	w.people, w.presence = people.NewRegister(w.db.App, w.db.Expert, testkit.Keyring(t), w.clock), people.NewPresence(rdb, w.clock)
	w.desk = NewDesk(w.db.App, w.db.Expert, w.people, w.presence, NewBell(rdb, slog.New(slog.NewTextHandler(io.Discard, nil))), w.clock)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- w.desk.Run(ctx) }()
	t.Cleanup(func() { cancel(); w.must(<-done) })
	w.ctx = ctx
	w.exec(`INSERT INTO desk.teams (id, name) VALUES ('town', 'town'), ('elsewhere', 'elsewhere')`)
	_, err := w.desk.CreateTopic(ctx, people.System(), Topic{ID: "t", Names: map[string]string{"en": "t"}, Team: "town", Policy: ExpertsFirst,
		TakeWithinS: 900, OfferForS: 90, WaveSize: 2, CloseAfterD: 7, Active: true})
	w.must(err)
	return w
}

func (w *twins) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *twins) exec(sql string, args ...any) {
	w.t.Helper()
	_, err := w.db.Owner.ExecContext(w.ctx, sql, args...)
	w.must(err)
}

// twin is one life, lived twice.
type twin struct {
	*twins
	*life
	number int64
	away   map[uuid.UUID]bool
}

// begin gives the life people who are in the database too, and opens its ticket there.
func (w *twins) begin(t *rapid.T) *twin {
	w.exec(`DELETE FROM desk.qualifications`)
	b := &twin{twins: w, life: newLife(t), away: map[uuid.UUID]bool{}}
	b.there, b.returns = func(id uuid.UUID) bool { return !b.away[id] }, func(uuid.UUID) bool { return false }
	b.now = w.clock.Now()
	customer, _, err := w.people.NewVisitor(w.ctx, people.VisitorInput{Locale: "en"})
	w.must(err)
	b.customer = customer
	probation := map[uuid.UUID]int{}
	for i := range b.experts {
		e := &b.experts[i]
		probation[b.enters(e)] = b.probation[uuid.UUID{15: 10 + byte(i)}]
		w.exec(`INSERT INTO desk.qualifications (topic, person, since, probation) VALUES ('t', $1, $2, $3)`, e.ID, b.now, probation[e.ID])
	}
	b.probation = probation
	for i := range b.staff {
		w.exec(`INSERT INTO desk.memberships (team, person) SELECT unnest($2::text[]), $1`, b.enters(&b.staff[i]), pq.Array(b.staff[i].Teams))
	}
	b.policy()
	done, err := w.desk.Open(w.ctx, b.customer, NewTicket{ID: newID(), Topic: "t", Text: "hi"})
	w.must(err)
	b.number = done.Ticket.Number
	b.opens(b.number)
	return b
}

// enters makes somebody anew, as a person of the database.
func (b *twin) enters(p *people.Person) uuid.UUID {
	p.ID, p.Languages = newID(), []string{"en"}
	b.exec(`INSERT INTO desk.people (id, role, name, languages, available, capacity, created_at) VALUES ($1, $2, $3, $4, true, $5, $6)`,
		p.ID, p.Role, p.Name, pq.Array(p.Languages), p.Capacity, b.now)
	return p.ID
}

// policy is what the life says, in the database too.
func (b *twin) policy() {
	t := b.topic
	_, err := b.desk.UpdateTopic(b.ctx, people.System(), "t", TopicUpdate{Policy: &t.Policy, TakeWithinS: &t.TakeWithinS, OfferForS: &t.OfferForS, WaveSize: &t.WaveSize,
		CloseAfterD: &t.CloseAfterD, Waves: &t.Waves, HeadStartS: &t.HeadStartS, FirstReplyS: &t.FirstReplyS, MaxReleases: &t.MaxReleases,
		PeersS: &t.PeersS, StuckS: &t.StuckS, RespondS: &t.RespondS, AtRisk: &t.AtRisk, LowRating: &t.LowRating})
	b.must(err)
}

// changes gives the topic another policy and other times, which tickets that are under
// way follow too.
func (b *twin) changes() {
	t, before := &b.topic, b.topic
	draw := func(what string, from ...int) int { return rapid.SampledFrom(from).Draw(b.life.t, what) }
	t.Policy = rapid.SampledFrom([]string{ExpertsFirst, StaffOnly}).Draw(b.life.t, "policy")
	t.WaveSize, t.Waves, t.OfferForS = draw("wave size", 1, 2, 3), draw("waves", 0, 1, 2, 3), draw("offer for", 30, 90)
	t.TakeWithinS, t.FirstReplyS, t.PeersS = draw("take within", 60, 900, 5000), draw("first reply", 0, 60, 120, 600), draw("peers", 0, 60, 300)
	t.StuckS, t.RespondS, t.AtRisk = draw("stuck", 0, 60, 240), draw("respond", 0, 120, 600), draw("at risk", 50, 100)
	t.CloseAfterD = draw("close after", 1, 3, 9)
	b.policy()
	waits := b.ticket.Active() && b.ticket.Tier == TierExpert && t.times() != before.times()
	if waits || b.ticket.State == StateResolved && t.CloseAfterD < before.CloseAfterD {
		b.jobs = append(b.jobs, Job{Kind: JobRetime, DueAt: b.now})
	}
}

// does lets both try the same. They say the same to it.
func (b *twin) does(by people.Person, act Act) {
	c, pure := b.apply(by, act)
	_, stored := b.desk.Do(b.ctx, Order{Ticket: b.number, ID: c.ID, By: by}, act)
	b.check((pure == nil) == (stored == nil) && faultOf(pure) == faultOf(stored), "%T by %s: decided %v, on PostgreSQL %v", act, by.Role, pure, stored)
}

func faultOf(err error) fault.Kind {
	if e := fault.As(err); e != nil {
		return e.Kind
	}
	return ""
}

// happens is one turn of the world.
func (b *twin) happens() {
	expert := rapid.IntRange(0, len(b.experts)-1).Draw(b.life.t, "expert")
	e := b.experts[expert]
	switch turn := rapid.IntRange(0, 19).Draw(b.life.t, "turn"); {
	case turn == 0:
		b.gone[e.ID] = true
		b.exec(`UPDATE desk.people SET active = false WHERE id = $1`, e.ID)
		b.releasesGone()
	case turn == 1:
		b.changes()
	case turn < 5:
		b.away[e.ID] = !b.away[e.ID]
		b.exec(`UPDATE desk.people SET available = $2 WHERE id = $1`, e.ID, !b.away[e.ID])
	case turn < 7 && !b.gone[e.ID] && !b.lapsed[e.ID]:
		b.does(people.Person{}, &OfferTo{Experts: []people.Person{e}})
	case turn == 7:
		b.does(people.Person{}, Withdraw{e.ID})
	case turn == 8:
		b.does(people.Person{}, &Give{To: rapid.SampledFrom(b.staff[1:]).Draw(b.life.t, "colleague"), Why: "other", room: true})
	case turn == 9:
		b.lapsed[e.ID], b.probation[e.ID] = true, 0
		b.exec(`DELETE FROM desk.qualifications WHERE person = $1`, e.ID)
		if rapid.Bool().Draw(b.life.t, "at once") {
			b.releasesGone()
		}
	default:
		by, act := b.draw()
		if !b.gone[by.ID] {
			b.does(by, act)
		}
	}
}

// releasesGone lets the round go that takes what people have who are gone.
func (b *twin) releasesGone() {
	b.apply(people.Person{}, &ReleaseGone{})
	for _, e := range b.experts {
		if b.gone[e.ID] || b.lapsed[e.ID] {
			b.apply(people.Person{}, Withdraw{e.ID})
		}
	}
	_, err := b.desk.ReleaseGone(b.ctx)
	b.must(err)
}

// later lets time go by for both, and does what is due on both sides.
func (b *twin) later(d time.Duration) {
	b.now = b.now.Add(d)
	b.clock.Set(b.now)
	ids := []uuid.UUID{}
	for _, e := range b.experts {
		ids = append(ids, e.ID)
	}
	_ = b.presence.Renew(b.ctx, ids...) // this node knows of them whatever Redis says of it
	for {
		i := slices.IndexFunc(b.jobs, func(j Job) bool { return !j.DueAt.After(b.now) })
		if i < 0 {
			return
		}
		j := b.jobs[i]
		b.jobs = slices.Delete(b.jobs, i, i+1)
		b.run(j)
		b.keeps(j)
	}
}

// keeps keeps a promise on PostgreSQL.
func (b *twin) keeps(j Job) {
	var ids []uuid.UUID
	b.must(b.db.App.SelectContext(b.ctx, &ids, `SELECT id FROM desk.jobs WHERE ticket = $1 AND kind = $2 AND due_at = $3 AND done_at IS NULL ORDER BY id LIMIT 1`, b.number, j.Kind, j.DueAt))
	b.check(len(ids) == 1, "no %s at %v on PostgreSQL", j.Kind, j.DueAt)
	o := Order{Ticket: b.number, Job: ids[0]}
	acts := map[string]Act{JobFirstReply: &ReleaseSilent{}, JobOfferExpiry: ExpireOffers{}, JobFallback: Fallback{}, JobLook: &Look{}, JobRetime: Retime{}, JobAutoClose: AutoClose{}}
	var err error
	switch act := acts[j.Kind]; {
	case act != nil:
		_, err = b.desk.Do(b.ctx, o, act)
	case j.Kind == JobOffer:
		err = b.desk.OfferNext(b.ctx, b.number, o.Job)
	case j.Kind == JobFanout:
		err = b.desk.Fanout(b.ctx, []Promise{{Ticket: b.number, Job: o.Job}})
	default: // other packages'
		b.exec(`UPDATE desk.jobs SET done_at = $2 WHERE id = $1`, o.Job, b.now)
	}
	b.must(err)
}

// agree compares what both have come to.
func (b *twin) agree() {
	pure := b.table(people.Person{})
	stored, err := b.desk.layToRead(b.ctx, people.Person{}, b.number)
	b.must(err)
	var records []entryRecord
	b.must(b.db.App.SelectContext(b.ctx, &records, `SELECT `+entryColumns+` FROM desk.entries e WHERE ticket = $1 ORDER BY seq`, b.number))
	entries := make([]Entry, len(records))
	for i, r := range records {
		entries[i] = r.entry()
	}
	var jobs []Job
	b.must(b.db.App.SelectContext(b.ctx, &jobs, `SELECT kind, due_at FROM desk.jobs WHERE ticket = $1 AND done_at IS NULL`, b.number))
	decided, found := picture(pure, b.entries, b.jobs), picture(stored, entries, jobs)
	for i := range max(len(decided), len(found)) {
		if i >= len(decided) || i >= len(found) || decided[i] != found[i] {
			b.life.t.Fatalf("decided\n%s\non PostgreSQL\n%s", strings.Join(decided[min(i, len(decided)):], "\n"), strings.Join(found[min(i, len(found)):], "\n"))
		}
	}
}

// picture is all that a ticket is, in lines that can be compared.
func picture(c *Case, entries []Entry, jobs []Job) (lines []string) {
	say := func(format string, args ...any) { lines = append(lines, fmt.Sprintf(format, args...)) }
	t := &c.Ticket
	say("%s %s held by %v (%s), heads %v, resolved %d times, reviewed %v, fan-out %v, last %s", t.Tier, t.State, t.Assignee.UUID, t.AssigneeRole, t.Heads, t.Resolutions, t.Reviewed, t.FanoutPending, t.LastRole)
	say("queued %s, waits %s, take by %s, replied %s, resolved %s, closed %s, data since %s, updated %s", at(&t.QueuedAt), at(t.WaitingSince), at(t.TakeBy), at(t.FirstReplyAt), at(t.ResolvedAt), at(t.ClosedAt), at(&t.PersonalFrom), at(&t.UpdatedAt))
	if c.Rating != nil {
		say("rating of resolution %d by %v", c.Rating.Resolution, c.Rating.Handler.ID)
	}
	for _, e := range entries {
		var data Data
		_ = json.Unmarshal(e.Data, &data)
		say("%v %s %s by %v %s: %s %s %v at %s", e.Numbers, e.Kind, e.Audience, e.Author.ID, data.Event, data.Reason, e.Text, data.Held, at(&e.At))
	}
	ordered := len(lines)
	for _, o := range c.Offers {
		say("offer %v wave %d until %s: %s %s", o.Expert, o.Wave, at(&o.ExpiresAt), o.Outcome, at(o.EndedAt))
	}
	for _, g := range c.Grants {
		say("grant %v %s from %d to %d, %s to %s", g.Expert, g.Kind, g.FirstSeq, orZero(g.LastSeq), at(&g.Since), at(g.Until))
	}
	for _, j := range jobs {
		say("job %s at %s", j.Kind, at(&j.DueAt))
	}
	slices.Sort(lines[ordered:])
	return lines
}

func at(t *time.Time) string {
	if t == nil {
		return "never"
	}
	return t.UTC().Format(time.RFC3339)
}

// lives is how many lives are lived, and how long they are at most. KONTOR_LIVES sets how
// many.
func lives(t *testing.T) (steps int) {
	many := cmp.Or(os.Getenv("KONTOR_LIVES"), "25")
	was := flag.Lookup("rapid.checks").Value.String()
	if err := flag.Set("rapid.checks", many); err != nil {
		t.Fatalf("KONTOR_LIVES: %v", err)
	}
	t.Cleanup(func() { _ = flag.Set("rapid.checks", was) })
	return 30
}

// What is decided and what PostgreSQL holds are the same after every step, whoever
// does whatever at whatever time, and what must be true of a ticket is.
func TestDeskAgreesWithItsDecisions(t *testing.T) {
	w, steps := newTwins(t), lives(t)
	rapid.Check(t, func(t *rapid.T) {
		b := w.begin(t)
		b.later(0)
		b.agree()
		for range rapid.IntRange(1, steps).Draw(t, "steps") {
			b.happens()
			b.later(time.Duration(rapid.SampledFrom([]int{0, 1, 30, 95, 200, 1000, 3 * 86400}).Draw(t, "seconds")) * time.Second)
			b.agree()
			b.invariants()
			b.neverWithSomebodyGone()
		}
	})
}

// neverWithSomebodyGone: who was let go has no ticket that somebody waits for.
func (b *twin) neverWithSomebodyGone() {
	if t := &b.ticket; t.Active() && b.gone[t.Assignee.UUID] {
		b.life.t.Fatalf("the ticket is left with who was let go")
	}
}
