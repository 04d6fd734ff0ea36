package rewards

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"

	"kontor/internal/clock"
	"kontor/internal/testkit"
	"kontor/people"
	"kontor/privacy"
)

func TestMain(m *testing.M) { testkit.Main(m) }

// house is a desk with two topics, three experts, a member of staff and an
// admin. Tickets and resolutions are made up: the log they are told from is
// package tickets'.
type house struct {
	*Book
	t       testing.TB
	ctx     context.Context
	db      *testkit.DB
	clock   *clock.Fake
	experts []people.Person
	lind    people.Person
	admin   people.Person
	tickets int64
	told    []uuid.UUID // who was told that they earned something
}

func (h *house) tell(_ *sqlx.Tx, expert uuid.UUID) error {
	h.told = append(h.told, expert)
	return nil
}

func open(t testing.TB) *house {
	t.Helper()
	h := &house{t: t, ctx: context.Background(), db: testkit.Database(t), clock: testkit.Clock(), tickets: 1000}
	register := people.NewRegister(h.db.App, h.db.Expert, testkit.Keyring(t), h.clock)
	h.Book = New(h.db.App, register, h.clock)
	h.exec(`INSERT INTO desk.teams (id, name) VALUES ('town', 'Town hall')`)
	h.exec(`INSERT INTO desk.topics (id, names, policy, team) VALUES ('waste', '{"en":"Waste"}', 'experts_first', 'town'), ('parking', '{"en":"Parking"}', 'experts_first', 'town')`)
	for i := range 3 {
		h.experts = append(h.experts, h.helper(register, people.RoleExpert, fmt.Sprintf("Otter %d", i)))
	}
	h.lind, h.admin = h.helper(register, people.RoleStaff, "S. Lind"), h.helper(register, people.RoleAdmin, "H. Dal")
	return h
}

func (h *house) helper(r *people.Register, role people.Role, name string) people.Person {
	h.t.Helper()
	made, _, err := r.CreateHelper(h.ctx, people.System(), people.NewHelper{ID: newID(), Role: role, Name: name, Email: newID().String() + "@example.org", Languages: []string{"en"}})
	h.must(err)
	return made.Person
}

func (h *house) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

func (h *house) exec(query string, args ...any) {
	h.t.Helper()
	_, err := h.db.Owner.Exec(query, args...)
	h.must(err)
}

func (h *house) number(query string, args ...any) (n int64) {
	h.t.Helper()
	h.must(h.db.Owner.Get(&n, query, args...))
	return n
}

// rate is valid from now on.
func (h *house) rate(r Rate) Rate {
	h.t.Helper()
	r.ID = newID()
	if r.ToHour == 0 {
		r.ToHour = wholeDay
	}
	made, err := h.AddRate(h.ctx, h.admin, r)
	h.must(err)
	return made
}

// ticket makes one that an expert has just solved after half an hour.
func (h *house) solves(expert people.Person) Solved {
	h.t.Helper()
	h.tickets++
	h.exec(`INSERT INTO desk.tickets (number, id, customer, customer_alias, topic, team, subject, language, channel, tier, state, head_everyone, head_helpers, head_staff,
		created_at, updated_at, queued_at, personal_from) VALUES ($1, $2, $3, 'Heron', 'waste', 'town', '', 'en', 'portal', 'expert', 'resolved', 0, 0, 0, $4, $4, $4, $4)`,
		h.tickets, newID(), expert.ID, h.clock.Now())
	now := h.clock.Now()
	return Solved{Ticket: h.tickets, Resolution: 1, Expert: expert.ID, Topic: "waste", Language: "en", TakenAt: now, At: now}
}

// settle does the job that a resolution promises, and those that follow and are
// due.
func (h *house) settles(solved ...Solved) {
	h.t.Helper()
	h.must(h.Settle(h.ctx, h.job(solved[0].Ticket), solved, h.tell))
	var due []uuid.UUID
	h.must(h.db.Owner.Select(&due, `SELECT id FROM desk.jobs WHERE ticket = $1 AND done_at IS NULL AND due_at <= $2`, solved[0].Ticket, h.clock.Now()))
	for _, job := range due {
		h.must(h.Settle(h.ctx, job, solved, h.tell))
	}
}

func (h *house) job(ticket int64) uuid.UUID {
	h.t.Helper()
	id := newID()
	h.exec(`INSERT INTO desk.jobs (id, kind, ticket, due_at, created_at) VALUES ($1, 'reward', $2, $3, $3)`, id, ticket, h.clock.Now())
	return id
}

func (h *house) balance(expert people.Person, unit string) Balance {
	h.t.Helper()
	e, err := h.Earnings(h.ctx, expert.ID)
	h.must(err)
	for _, b := range e.Balances {
		if b.Unit == unit {
			return b
		}
	}
	return Balance{Unit: unit}
}

func (h *house) outcome(s Solved) (outcome string) {
	h.t.Helper()
	h.must(h.db.Owner.Get(&outcome, `SELECT outcome FROM desk.solutions WHERE ticket = $1 AND resolution = $2`, s.Ticket, s.Resolution))
	return outcome
}

// asItIs masks nothing.
func asItIs(_ context.Context, reason string) (privacy.Masked, error) {
	return privacy.Masked{Text: reason}, nil
}

const grace = usualGrace * time.Hour
