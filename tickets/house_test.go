package tickets_test

import (
	"context"
	"io"
	"log/slog"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"

	"kontor/contact"
	"kontor/internal/clock"
	"kontor/internal/fault"
	"kontor/internal/testkit"
	"kontor/people"
	"kontor/privacy"
	"kontor/tickets"
)

func TestMain(m *testing.M) { testkit.Main(m) }

// house is a desk with its people, on a database of its own.
type house struct {
	*tickets.Desk
	t        *testing.T
	ctx      context.Context
	db       *testkit.DB
	people   *people.Register
	presence *people.Presence
	clock    *clock.Fake
	reads    *tickets.Reads
	admin    people.Person
	experts  []uuid.UUID // with a live socket
}

func newHouse(t *testing.T) *house {
	t.Helper()
	db, clk := testkit.Database(t), testkit.Clock()
	rdb := testkit.Redis(t)
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	h := &house{t: t, db: db, clock: clk, people: people.NewRegister(db.App, db.Expert, testkit.Keyring(t), clk), presence: people.NewPresence(rdb, clk)}
	bell := tickets.NewBell(rdb, log)
	h.Desk = tickets.NewDesk(db.App, db.Expert, h.people, h.presence, bell, clk)
	h.reads = tickets.NewReads(h.Desk)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- h.Desk.Run(ctx) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Errorf("desk: %v", err)
		}
	})
	h.ctx = ctx
	h.furnish()
	return h
}

func (h *house) furnish() {
	h.admin = people.Person{ID: uuid.Must(uuid.NewV7()), Role: people.RoleAdmin, Name: "Admin", Active: true}
	h.exec(`INSERT INTO desk.people (id, role, name, created_at) VALUES ($1, 'admin', 'Admin', $2)`, h.admin.ID, h.clock.Now())
	for _, team := range []string{"town", "shop"} {
		_, err := h.people.CreateTeam(h.ctx, h.admin, people.Team{ID: team, Name: team})
		h.must(err)
	}
	for _, topic := range []tickets.Topic{
		{ID: "parking", Policy: tickets.ExpertsFirst, Team: "town"}, {ID: "benefits", Policy: tickets.StaffOnly, Team: "town"},
		{ID: "returns", Policy: tickets.ExpertsFirst, Team: "shop"},
	} {
		topic.Names, topic.Active = map[string]string{"en": topic.ID}, true
		topic.TakeWithinS, topic.OfferForS, topic.WaveSize, topic.CloseAfterD, topic.LowRating = 900, 90, 3, 7, 2
		_, err := h.CreateTopic(h.ctx, people.System(), topic)
		h.must(err)
	}
}

func (h *house) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

func (h *house) exec(sql string, args ...any) {
	h.t.Helper()
	_, err := h.db.Owner.ExecContext(h.ctx, sql, args...)
	h.must(err)
}

// number reads one number with the owner's login.
func (h *house) number(sql string, args ...any) int {
	h.t.Helper()
	var n int
	h.must(h.db.Owner.GetContext(h.ctx, &n, sql, args...))
	return n
}

func (h *house) customer(in people.VisitorInput) people.Person {
	h.t.Helper()
	if in.Locale == "" {
		in.Locale = "en"
	}
	p, _, err := h.people.NewVisitor(h.ctx, in)
	h.must(err)
	return p
}

// helper adds an expert or a member of staff; an expert is there and available.
func (h *house) helper(role people.Role, name string, where ...string) people.Person {
	h.t.Helper()
	in := people.NewHelper{ID: uuid.Must(uuid.NewV7()), Role: role, Name: name, Locale: "en", Languages: []string{"en", "da"}, Capacity: 5,
		Email: uuid.NewString() + "@example.org"}
	if role == people.RoleExpert {
		in.Topics = where
	} else {
		in.Teams = where
	}
	made, _, err := h.people.CreateHelper(h.ctx, h.admin, in)
	h.must(err)
	if role == people.RoleExpert {
		_, err = h.people.SetAvailable(h.ctx, in.ID, true)
		h.must(err)
		h.areHere(in.ID)
		made.Person.Available = true
		h.experts = append(h.experts, in.ID)
	}
	return made.Person
}

func (h *house) expert(name string, topics ...string) people.Person {
	return h.helper(people.RoleExpert, name, topics...)
}

// away is an expert who is not there when tickets are offered.
func (h *house) away(name string, topics ...string) people.Person {
	h.t.Helper()
	p := h.expert(name, topics...)
	h.must(h.presence.Gone(h.ctx, p.ID))
	return p
}

func (h *house) staff(name string, teams ...string) people.Person {
	return h.helper(people.RoleStaff, name, teams...)
}

// opens begins a ticket and lets the offers go out.
func (h *house) opens(p people.Person, topic, text string) int64 {
	h.t.Helper()
	done, err := h.Open(h.ctx, p, tickets.NewTicket{ID: uuid.Must(uuid.NewV7()), Topic: topic, Text: text})
	h.must(err)
	h.work()
	return done.Ticket.Number
}

func (h *house) says(p people.Person, number int64, text string) tickets.Done {
	h.t.Helper()
	return h.does(p, number, &tickets.Post{Kind: tickets.KindMessage, Text: tickets.Text{Raw: text}})
}

func (h *house) does(p people.Person, number int64, act tickets.Act) tickets.Done {
	h.t.Helper()
	done, err := h.Do(h.ctx, tickets.Order{Ticket: number, By: p}, act)
	h.must(err)
	return done
}

// refuses expects an act to fail in this way.
func (h *house) refuses(kind fault.Kind, p people.Person, number int64, act tickets.Act) {
	h.t.Helper()
	before := h.number(`SELECT count(*) FROM desk.entries`) + h.number(`SELECT count(*) FROM desk.jobs`)
	_, err := h.Do(h.ctx, tickets.Order{Ticket: number, By: p}, act)
	if !fault.Is(err, kind) {
		h.t.Fatalf("%T by %s: got %v, want a fault of kind %s", act, p.Name, err, kind)
	}
	if after := h.number(`SELECT count(*) FROM desk.entries`) + h.number(`SELECT count(*) FROM desk.jobs`); after != before {
		h.t.Fatalf("%T by %s was refused but left something behind", act, p.Name)
	}
}

// work does every job that is due, as the workers would, and every fan-out
// without its rest.
func (h *house) work() {
	h.t.Helper()
	for range 100 {
		var jobs []tickets.Job
		h.must(h.db.App.SelectContext(h.ctx, &jobs, `SELECT id, kind, coalesce(ticket, 0) AS ticket FROM desk.jobs WHERE done_at IS NULL AND (due_at <= $1 OR kind = 'fanout') ORDER BY due_at, id`, h.clock.Now()))
		if len(jobs) == 0 {
			return
		}
		for _, j := range jobs {
			h.must(h.run(j))
		}
	}
	h.t.Fatal("jobs follow jobs without end")
}

func (h *house) run(j tickets.Job) error {
	order := tickets.Order{Ticket: j.Ticket, Job: j.ID}
	acts := map[string]tickets.Act{tickets.JobOfferExpiry: tickets.ExpireOffers{}, tickets.JobFallback: tickets.Fallback{}, tickets.JobLook: &tickets.Look{}, tickets.JobRetime: tickets.Retime{}, tickets.JobFirstReply: &tickets.ReleaseSilent{}, tickets.JobAutoClose: tickets.AutoClose{}}
	switch j.Kind {
	case tickets.JobFanout:
		return h.Fanout(h.ctx, []tickets.Promise{{Ticket: j.Ticket, Job: j.ID}})
	case tickets.JobOffer:
		return h.OfferNext(h.ctx, j.Ticket, j.ID)
	case tickets.JobGive:
		return h.GiveOut(h.ctx, j.Ticket, j.ID)
	case tickets.JobRatingRequest:
		return h.RequestRating(h.ctx, j.Ticket, j.ID)
	case contact.JobAbsence:
		if err := h.AbsenceTurns(h.ctx, j.ID); !fault.Is(err, fault.KindNotFound) {
			return err
		}
		fallthrough // what it is about is gone, so that workers drop it
	case tickets.JobReward: // another package's
		_, err := h.db.App.Exec(`UPDATE desk.jobs SET done_at = $2 WHERE id = $1`, j.ID, h.clock.Now())
		return err
	}
	_, err := h.Do(h.ctx, order, acts[j.Kind])
	return err
}

func (h *house) later(d time.Duration) {
	h.t.Helper()
	h.clock.Advance(d)
	h.areHere(h.experts...)
	h.work()
}

func (h *house) sees(p people.Person, number int64) tickets.Sight {
	h.t.Helper()
	s, err := h.See(h.ctx, p, number)
	h.must(err)
	return s
}

// log reads a person's whole stream and checks that it has no gaps.
func (h *house) log(p people.Person, number int64) []tickets.Seen {
	h.t.Helper()
	seen, err := h.Entries(h.ctx, p, number, 0, 200)
	h.must(err)
	for i, e := range seen {
		if e.Seq != int64(i+1) {
			h.t.Fatalf("%s reads number %d at place %d", p.Name, e.Seq, i+1)
		}
	}
	return seen
}

// story is a stream in words: kinds and events.
func story(seen []tickets.Seen) []string {
	var words []string
	for _, e := range seen {
		word := tickets.EventOf(e.Entry)
		if word == "" {
			word = string(e.Kind)
		}
		words = append(words, word)
	}
	return words
}

func (h *house) tells(p people.Person, number int64, want ...string) {
	h.t.Helper()
	if got := story(h.log(p, number)); !slices.Equal(got, want) {
		h.t.Fatalf("%s reads\n got %v\nwant %v", p.Name, got, want)
	}
}

// asExpert runs a query with the expert login on behalf of an expert.
func (h *house) asExpert(id uuid.UUID, query func(tx *sqlx.Tx) error) error {
	tx, err := h.db.Expert.BeginTxx(h.ctx, nil)
	h.must(err)
	defer tx.Rollback()
	if id != uuid.Nil {
		_, err = tx.ExecContext(h.ctx, `SELECT set_config('kontor.experts', $1, true)`, id.String())
		h.must(err)
	}
	return query(tx)
}

func testKeyring(t *testing.T) *privacy.Keyring { return testkit.Keyring(t) }

// areHere connects people to this node, which knows of them whatever Redis says of it.
func (h *house) areHere(ids ...uuid.UUID) { _ = h.presence.Renew(h.ctx, ids...) }
