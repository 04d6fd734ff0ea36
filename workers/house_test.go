package workers

import (
	"context"
	"io"
	"log/slog"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/redis/go-redis/v9"

	"kontor/internal/clock"
	"kontor/internal/testkit"
	"kontor/people"
	"kontor/rewards"
	"kontor/tickets"
)

func TestMain(m *testing.M) {
	redis.SetLogger(silence{}) // some tests are about a Redis that is away
	testkit.Main(m)
}

type silence struct{}

func (silence) Printf(context.Context, string, ...any) {}

// house is a desk with one topic, two experts who are there, a member of staff
// and a customer.
type house struct {
	*Workers
	t        *testing.T
	db       *testkit.DB
	clock    *clock.Fake
	register *people.Register
	presence *people.Presence
	bell     *tickets.Bell
	desk     *tickets.Desk
	ann      people.Person // customer
	otter    people.Person // expert
	magpie   people.Person // expert
	lind     people.Person // staff
}

func newHouse(t *testing.T, rdb redis.UniversalClient) *house {
	t.Helper()
	h := &house{t: t, db: testkit.Database(t), clock: testkit.Clock()}
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	h.register = people.NewRegister(h.db.App, h.db.Expert, testkit.Keyring(t), h.clock)
	h.presence = people.NewPresence(rdb, h.clock)
	h.bell = tickets.NewBell(rdb, log)
	h.desk = tickets.NewDesk(h.db.App, h.db.Expert, h.register, h.presence, h.bell, h.clock)
	h.Workers = h.another(rdb)
	h.inBackground(h.desk.Run)
	h.furnish()
	return h
}

// another is one more node's workers on the same database.
func (h *house) another(rdb redis.UniversalClient) *Workers {
	return New(Parts{App: h.db.App, Desk: h.desk, People: h.register, Rewards: rewards.New(h.db.App, h.register, h.clock), Bell: h.bell, Redis: rdb, Clock: h.clock, Log: slog.New(slog.DiscardHandler)})
}

// busyMinute is how long Redis may keep workers waiting where a test goes by its being
// there: on a busy machine it may be slow without being gone.
const busyMinute = time.Minute

// inBackground runs something until the test ends or stop is called.
func (h *house) inBackground(run func(context.Context) error) (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- run(ctx) }()
	stop = sync.OnceFunc(func() {
		cancel()
		h.must(<-ended)
	})
	h.t.Cleanup(stop)
	return stop
}

func (h *house) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

func (h *house) furnish() {
	ctx := h.t.Context()
	_, err := h.register.CreateTeam(ctx, people.System(), people.Team{ID: "citizens", Name: "Citizens"})
	h.must(err)
	_, err = h.desk.CreateTopic(ctx, people.System(), tickets.Topic{
		ID: "waste", Names: map[string]string{"en": "Waste"}, Policy: tickets.ExpertsFirst, Team: "citizens",
		TakeWithinS: 900, OfferForS: 90, WaveSize: 1, CloseAfterD: 7, LowRating: 2, Active: true,
	})
	h.must(err)
	h.otter = h.helper(people.NewHelper{Role: people.RoleExpert, Name: "Otter K.", Email: "otter@example.org", Topics: []string{"waste"}})
	h.magpie = h.helper(people.NewHelper{Role: people.RoleExpert, Name: "Magpie R.", Email: "magpie@example.org", Topics: []string{"waste"}})
	h.lind = h.helper(people.NewHelper{Role: people.RoleStaff, Name: "S. Lind", Email: "lind@example.org", Teams: []string{"citizens"}})
	h.ann, _, err = h.register.NewVisitor(ctx, people.VisitorInput{Name: "Ann Test", Locale: "en"})
	h.must(err)
}

func (h *house) helper(n people.NewHelper) people.Person {
	n.ID, n.Languages, n.Capacity = id(), []string{"en"}, 50
	made, _, err := h.register.CreateHelper(h.t.Context(), people.System(), n)
	h.must(err)
	if n.Role == people.RoleExpert {
		_, err = h.register.SetAvailable(h.t.Context(), n.ID, true)
		h.must(err)
		h.areHere(n.ID)
	}
	return made.Person
}

// areHere connects people to this node, which knows of them without Redis too.
func (h *house) areHere(ids ...uuid.UUID) { _ = h.presence.Renew(h.t.Context(), ids...) }

func id() uuid.UUID { return uuid.Must(uuid.NewV7()) }

// opens lets Ann ask something.
func (h *house) opens(text string) int64 {
	h.t.Helper()
	done, err := h.desk.Open(h.t.Context(), h.ann, tickets.NewTicket{ID: id(), Topic: "waste", Text: text})
	h.must(err)
	return done.Ticket.Number
}

func (h *house) does(who people.Person, ticket int64, act tickets.Act) {
	h.t.Helper()
	_, err := h.desk.Do(h.t.Context(), tickets.Order{Ticket: ticket, By: who}, act)
	h.must(err)
}

func (h *house) drains() {
	h.t.Helper()
	h.clock.Advance(tickets.FanoutRest)
	h.must(h.Drain(h.t.Context()))
}

// passes lets time go by and the jobs that come due be done.
func (h *house) passes(d time.Duration) {
	h.t.Helper()
	h.clock.Advance(d)
	h.areHere(h.otter.ID, h.magpie.ID)
	h.drains()
}

// count answers a question of the form SELECT count(*).
func (h *house) count(query string, args ...any) (n int) {
	h.t.Helper()
	h.must(h.db.Owner.GetContext(h.t.Context(), &n, query, args...))
	return n
}

func (h *house) events(ticket int64, event string) int {
	return h.count(`SELECT count(*) FROM desk.entries WHERE ticket = $1 AND data->>'event' = $2`, ticket, event)
}

func (h *house) undone() int {
	return h.count(`SELECT count(*) FROM desk.jobs WHERE done_at IS NULL AND dead_at IS NULL AND due_at <= $1`, h.clock.Now())
}

// comesToRest waits until nothing that is due is undone.
func (h *house) comesToRest() {
	h.t.Helper()
	testkit.Eventually(h.t, "all jobs that are due are done", func() bool {
		settled, err := h.Settled(h.t.Context())
		return err == nil && settled
	})
}
