package tickets_test

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"

	"kontor/internal/clock"
	"kontor/internal/postgres"
	"kontor/internal/testkit"
	"kontor/internal/testkit/past"
	"kontor/migrations"
	"kontor/people"
	"kontor/tickets"
)

// BenchmarkLists measures what a desk with a past answers to 16 clients at a
// time, each asking again as soon as it has its answer: every view, opening a
// ticket, searching, counting, and acts. KONTOR_BENCH_TICKETS chooses how many
// tickets ("10000,100000,1000000"); KONTOR_BENCH_DIR keeps the databases for the
// next time.
func BenchmarkLists(b *testing.B) {
	sizes := os.Getenv("KONTOR_BENCH_TICKETS")
	if sizes == "" {
		sizes = "10000,100000,1000000"
	}
	for size := range strings.SplitSeq(sizes, ",") {
		n, err := strconv.Atoi(size)
		check(b, err)
		b.Run(size, func(b *testing.B) {
			h := newOldHouse(b, n)
			for _, c := range h.cases(b) {
				b.Run(c.name, func(b *testing.B) { h.measure(b, c) })
			}
		})
	}
}

const (
	listClients = 16
	listFor     = 1200 * time.Millisecond
)

// oldHouse is a desk with a past, on a cluster that flushes to disk.
type oldHouse struct {
	*tickets.Desk
	ctx   context.Context
	reads *tickets.Reads
	owner *sqlx.DB
	past  past.Past
	queue []int64 // tickets in some team's queue, for acts
}

func newOldHouse(b *testing.B, n int) *oldHouse {
	ctx, cancel := context.WithCancel(context.Background())
	dir, keep := os.Getenv("KONTOR_BENCH_DIR"), true
	if dir == "" {
		made, err := os.MkdirTemp("", "kontor-bench-")
		check(b, err)
		dir, keep = made, false
	}
	dir = filepath.Join(dir, strconv.Itoa(n))
	check(b, os.MkdirAll(dir, 0o755)) //nolint:gosec // PostgreSQL's user passes through it
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	cluster, err := postgres.StartCluster(ctx, postgres.ClusterOptions{DataDir: dir, Log: log})
	check(b, err)
	check(b, migrations.Migrate(ctx, cluster.OwnerDSN(), migrations.Logins{}))
	owner, err := postgres.Connect(ctx, cluster.OwnerDSN(), postgres.Pool{MaxOpen: 4, StatementTimeout: -1})
	check(b, err)
	app, err := postgres.Connect(ctx, cluster.AppDSN(), postgres.Pool{MaxOpen: 16})
	check(b, err)
	expert, err := postgres.Connect(ctx, cluster.ExpertDSN(), postgres.Pool{MaxOpen: 8})
	check(b, err)
	rdb, keyring := testkit.Redis(b), testkit.Keyring(b)
	register := people.NewRegister(app, expert, keyring, clock.System{})
	desk := tickets.NewDesk(app, expert, register, people.NewPresence(rdb, clock.System{}), tickets.NewBell(rdb, log), clock.System{})
	h := &oldHouse{Desk: desk, ctx: ctx, owner: owner, reads: tickets.NewReads(desk), past: past.Past{Size: past.Size{Tickets: n}, Customers: max(n/5, 100)}}
	done := make(chan error, 1)
	go func() { done <- desk.Run(ctx) }()
	b.Cleanup(func() {
		cancel()
		<-done
		for _, db := range []*sqlx.DB{owner, app, expert} {
			_ = db.Close()
		}
		check(b, cluster.Stop(context.Background()))
		if !keep {
			_ = os.RemoveAll(filepath.Dir(dir))
		}
	})
	warm(b, filepath.Join(dir, "postgres", "base"))
	h.fill(b, func(ctx context.Context, owner *sqlx.DB, size past.Size) (past.Past, error) {
		return past.Write(ctx, owner, keyring, size)
	})
	return h
}

// warm reads what an earlier run has kept, as a desk that runs has it in memory.
func warm(b *testing.B, dir string) {
	check(b, filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return nil // a file that the server has just removed
		}
		file, err := os.Open(path)
		if err != nil {
			return nil
		}
		defer file.Close()
		_, err = io.Copy(io.Discard, file)
		return err
	}))
}

// fill writes the past unless an earlier run has.
func (h *oldHouse) fill(b *testing.B, write func(context.Context, *sqlx.DB, past.Size) (past.Past, error)) {
	var there bool
	check(b, h.owner.Get(&there, `SELECT EXISTS (SELECT FROM desk.tickets)`))
	if !there {
		began := time.Now()
		_, err := write(h.ctx, h.owner, past.Size{Tickets: h.past.Tickets, Now: time.Now()})
		check(b, err)
		fmt.Printf("%d tickets written in %s\n", h.past.Tickets, time.Since(began).Round(time.Second))
	}
	check(b, h.owner.Select(&h.queue, `
		SELECT number FROM desk.tickets WHERE tier = 'staff' AND active AND assignee IS NULL ORDER BY number DESC LIMIT 400`))
	if len(h.queue) < listClients {
		b.Fatalf("only %d tickets in the queue", len(h.queue))
	}
}

// benchCase is one thing that clients do again and again.
type benchCase struct {
	name    string
	clients int
	do      func(client int, dice *rand.Rand) error
}

func (h *oldHouse) list(who func(*rand.Rand) people.Person, f tickets.Filter) func(int, *rand.Rand) error {
	return func(_ int, dice *rand.Rand) error {
		f := f
		f.Limit = 30
		_, _, err := h.List(h.ctx, who(dice), f)
		return err
	}
}

func (h *oldHouse) cases(b *testing.B) []benchCase {
	staff := func(dice *rand.Rand) people.Person { return past.StaffMember(2 + dice.IntN(past.Staff-1)) }
	everywhere := func(*rand.Rand) people.Person { return past.StaffMember(1) }
	expert := func(dice *rand.Rand) people.Person { return past.Expert(1 + dice.IntN(past.Experts)) }
	busiest := func(*rand.Rand) people.Person { return past.Expert(1) }
	customer := func(dice *rand.Rand) people.Person { return past.Customer(1 + dice.IntN(h.past.Customers)) }
	all := func(f tickets.Filter) tickets.Filter { f.View = tickets.ViewAll; return f }
	cases := []benchCase{
		{"customer/mine", listClients, h.list(customer, tickets.Filter{})},
		{"expert/mine", listClients, h.list(expert, tickets.Filter{View: tickets.ViewMine})},
		{"expert/offers", listClients, h.list(expert, tickets.Filter{View: tickets.ViewOffers})},
		{"expert/all", listClients, h.list(expert, all(tickets.Filter{}))},
		{"expert/all-closed", listClients, h.list(expert, all(tickets.Filter{State: "closed"}))},
		{"expert/all-busiest", listClients, h.list(busiest, all(tickets.Filter{}))},
		{"staff/mine", listClients, h.list(staff, tickets.Filter{View: tickets.ViewMine})},
		{"staff/mine-closed", listClients, h.list(staff, tickets.Filter{View: tickets.ViewMine, State: "closed"})},
		{"staff/queue", listClients, h.list(staff, tickets.Filter{View: tickets.ViewQueue})},
		{"staff/queue-20-teams", listClients, h.list(everywhere, tickets.Filter{View: tickets.ViewQueue})},
		{"staff/all", listClients, h.list(staff, all(tickets.Filter{}))},
		{"staff/all-active", listClients, h.list(staff, all(tickets.Filter{State: "active"}))},
		{"staff/all-waiting", listClients, h.list(staff, all(tickets.Filter{State: "waiting"}))},
		{"staff/all-resolved", listClients, h.list(staff, all(tickets.Filter{State: "resolved"}))},
		{"staff/all-closed", listClients, h.list(staff, all(tickets.Filter{State: "closed"}))},
		{"staff/all-20-teams", listClients, h.list(everywhere, all(tickets.Filter{}))},
		{"staff/all-20-teams-open", listClients, h.list(everywhere, all(tickets.Filter{State: "open"}))},
		{"staff/all-topic", listClients, h.byTopic(all(tickets.Filter{}))},
		{"staff/all-topic-active", listClients, h.byTopic(all(tickets.Filter{State: "active"}))},
		{"staff/all-long-ago", listClients, h.longAgo},
		{"counts/staff", listClients, func(_ int, dice *rand.Rand) error { _, err := h.Counts(h.ctx, staff(dice)); return err }},
		{"counts/expert", listClients, func(_ int, dice *rand.Rand) error { _, err := h.Counts(h.ctx, expert(dice)); return err }},
		{"open/staff-alone", 1, h.opens(b, people.RoleStaff)},
		{"open/expert-alone", 1, h.opens(b, people.RoleExpert)},
		{"open/customer-alone", 1, h.opens(b, people.RoleCustomer)},
		{"open/staff", listClients, h.opens(b, people.RoleStaff)},
		{"open/expert", listClients, h.opens(b, people.RoleExpert)},
		{"open/customer", listClients, h.opens(b, people.RoleCustomer)},
	}
	for _, clients := range []int{1, listClients} {
		n := strconv.Itoa(clients)
		cases = append(cases,
			benchCase{"search/frequent-" + n, clients, h.list(staff, all(tickets.Filter{Query: past.FrequentWord}))},
			benchCase{"search/frequent-active-" + n, clients, h.list(staff, all(tickets.Filter{Query: past.FrequentWord, State: "active"}))},
			benchCase{"search/frequent-20-teams-" + n, clients, h.list(everywhere, all(tickets.Filter{Query: past.FrequentWord}))},
			benchCase{"search/middling-" + n, clients, h.list(staff, all(tickets.Filter{Query: past.MiddlingWord}))},
			benchCase{"search/rare-" + n, clients, h.list(staff, all(tickets.Filter{Query: past.RareWord}))},
			benchCase{"search/two-words-" + n, clients, h.list(staff, all(tickets.Filter{Query: past.FrequentWord + " " + past.MiddlingWord}))},
			benchCase{"search/person-" + n, clients, h.person(everywhere)},
			benchCase{"search/expert-frequent-" + n, clients, h.list(busiest, all(tickets.Filter{Query: past.FrequentWord}))},
			benchCase{"search/expert-rare-" + n, clients, h.list(busiest, all(tickets.Filter{Query: past.RareWord}))},
		)
	}
	return append(cases,
		benchCase{"acts/post", listClients, h.posts},
		benchCase{"acts/assign-release", listClients, h.assigns},
	)
}

func (h *oldHouse) byTopic(f tickets.Filter) func(int, *rand.Rand) error {
	return func(_ int, dice *rand.Rand) error {
		f := f
		n := 1 + dice.IntN(past.Topics)
		f.Topic, f.Limit = past.Topic(n), 30
		_, _, err := h.List(h.ctx, past.StaffMember((n-1)%past.Teams+1+past.Teams), f)
		return err
	}
}

// longAgo begins anywhere in the five years.
func (h *oldHouse) longAgo(_ int, dice *rand.Rand) error {
	f := tickets.Filter{View: tickets.ViewAll, Limit: 30, Before: strconv.Itoa(past.FirstNumber + dice.IntN(h.past.Tickets))}
	_, _, err := h.List(h.ctx, past.StaffMember(2+dice.IntN(past.Staff-1)), f)
	return err
}

func (h *oldHouse) person(who func(*rand.Rand) people.Person) func(int, *rand.Rand) error {
	return func(_ int, dice *rand.Rand) error {
		_, _, err := h.List(h.ctx, who(dice), tickets.Filter{View: tickets.ViewAll, Query: past.Email(1 + dice.IntN(100)), Limit: 30})
		return err
	}
}

// visit is somebody who opens a ticket of theirs.
type visit struct {
	by     people.Person
	number int64
}

// visits are of tickets opened lately and of some opened years ago, by their
// customers, the experts who have them, and staff.
func (h *oldHouse) visits(b *testing.B, role people.Role) []visit {
	experts := map[uuid.UUID]people.Person{}
	for n := 1; n <= past.Experts; n++ {
		experts[past.Expert(n).ID] = past.Expert(n)
	}
	var rows []struct {
		Number   int64         `db:"number"`
		Customer uuid.UUID     `db:"customer"`
		Assignee uuid.NullUUID `db:"assignee"`
	}
	check(b, h.owner.Select(&rows, `
		SELECT number, customer, assignee FROM desk.tickets WHERE assignee_role = 'expert' AND (active OR $1 AND number % 1000 = 7) ORDER BY number DESC LIMIT 2000`,
		role != people.RoleExpert))
	all := make([]visit, len(rows))
	for i, r := range rows {
		all[i] = visit{past.StaffMember(1), r.Number}
		switch role {
		case people.RoleExpert:
			all[i].by = experts[r.Assignee.UUID]
		case people.RoleCustomer:
			all[i].by = people.Person{ID: r.Customer, Role: role}
		}
	}
	return all
}

// opens opens tickets as the pages do: the ticket, what may be done, the line
// of hands, the others' read marks and the last entries.
func (h *oldHouse) opens(b *testing.B, role people.Role) func(int, *rand.Rand) error {
	visits := h.visits(b, role)
	return func(_ int, dice *rand.Rand) error {
		v := visits[dice.IntN(len(visits))]
		return h.open(v.by, v.number)
	}
}

func (h *oldHouse) open(p people.Person, number int64) error {
	s, err := h.See(h.ctx, p, number)
	if err != nil {
		return err
	}
	if _, _, err := h.May(h.ctx, p, number); err != nil {
		return err
	}
	if _, err := h.Hands(h.ctx, p, number); err != nil {
		return err
	}
	if s.Customer != uuid.Nil {
		if _, err := h.CustomerSince(h.ctx, s.Customer); err != nil {
			return err
		}
	}
	if _, err := h.reads.Marks(h.ctx, p, number); err != nil {
		return err
	}
	_, err = h.LastEntries(h.ctx, p, number, 0, 50)
	return err
}

func (h *oldHouse) posts(client int, dice *rand.Rand) error {
	by := past.StaffMember(1)
	_, err := h.Do(h.ctx, tickets.Order{Ticket: h.queue[dice.IntN(len(h.queue))], By: by},
		&tickets.Post{Kind: tickets.KindNote, Text: tickets.Text{Raw: message}})
	return err
}

// assigns takes a ticket from the queue and gives it back, each client from its
// own part of the queue.
func (h *oldHouse) assigns(client int, dice *rand.Rand) error {
	by, each := past.StaffMember(1), len(h.queue)/listClients
	number := h.queue[client*each+dice.IntN(each)]
	if _, err := h.Do(h.ctx, tickets.Order{Ticket: number, By: by}, &tickets.Assign{}); err != nil {
		return err
	}
	_, err := h.Do(h.ctx, tickets.Order{Ticket: number, By: by}, &tickets.Release{})
	return err
}

// measure lets clients do the same for a while and reports how long half and
// all but one in a hundred of the answers took.
func (h *oldHouse) measure(b *testing.B, c benchCase) {
	var wg sync.WaitGroup
	took := make([][]time.Duration, c.clients)
	run := func(client int, until time.Time, keep bool) {
		dice := rand.New(rand.NewPCG(uint64(client), 11)) //nolint:gosec // not a secret
		for time.Now().Before(until) {
			began := time.Now()
			if err := c.do(client, dice); err != nil {
				b.Errorf("%s: %v", c.name, err)
				return
			}
			if keep {
				took[client] = append(took[client], time.Since(began))
			}
		}
	}
	for _, phase := range []time.Duration{listFor / 4, listFor} { // the first to prepare statements
		until := time.Now().Add(phase)
		for client := range c.clients {
			wg.Go(func() { run(client, until, phase == listFor) })
		}
		wg.Wait()
	}
	all := slices.Sorted(slices.Values(slices.Concat(took...)))
	if len(all) == 0 {
		return
	}
	b.ReportMetric(ms(all[len(all)/2]), "p50-ms")
	b.ReportMetric(ms(all[len(all)*99/100]), "p99-ms")
	b.ReportMetric(float64(len(all))/listFor.Seconds(), "per-s")
	b.ReportMetric(0, "ns/op")
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
