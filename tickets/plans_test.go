package tickets_test

import (
	"context"
	"io"
	"log/slog"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"kontor/internal/testkit"
	"kontor/internal/testkit/past"
	"kontor/people"
	"kontor/privacy"
	"kontor/tickets"
)

// bigHouse is a desk with a past, whose statements are explained.
type bigHouse struct {
	*tickets.Desk
	*testing.T
	ctx         context.Context
	people      *people.Register
	reads       *tickets.Reads
	db          *testkit.DB
	app, expert *testkit.Explainer
	past        past.Past
	now         time.Time
}

func newBigHouse(t *testing.T) *bigHouse {
	db, clk, keyring := testkit.Database(t), testkit.Clock(), testkit.Keyring(t)
	made, err := past.Write(t.Context(), db.Owner, keyring, past.Size{Tickets: 50_000, Messages: 3, Now: clk.Now()})
	if err != nil {
		t.Fatal(err)
	}
	h := &bigHouse{T: t, ctx: t.Context(), db: db, past: made, now: clk.Now(), app: testkit.Explain(t, db.AppDSN), expert: testkit.Explain(t, db.ExpertDSN)}
	rdb, log := testkit.Redis(t), slog.New(slog.NewTextHandler(io.Discard, nil))
	h.people = people.NewRegister(h.app.DB, h.expert.DB, keyring, clk)
	presence := people.NewPresence(rdb, clk)
	h.Desk = tickets.NewDesk(h.app.DB, h.expert.DB, h.people, presence, tickets.NewBell(rdb, log), clk)
	h.reads = tickets.NewReads(h.Desk)
	for n := 1; n <= past.Experts; n++ {
		_ = presence.Renew(t.Context(), past.Expert(n).ID) // this node knows of them whatever Redis says of it
	}
	return h
}

// large are the tables that grow with the years.
const large = " tickets handled search grants offers reads ratings jobs notifications people blind_index access_log inbox keys customers "

// touches runs a read and fails if any of its statements reads a large table
// from end to end, or looks at more pages than it may: pages do not grow with
// the table, whatever the machine.
func (h *bigHouse) touches(what string, most int64, read func() error) {
	h.Helper()
	h.app.Take()
	h.expert.Take()
	if err := read(); err != nil {
		h.Errorf("%s: %v", what, err)
		return
	}
	plans := append(h.app.Take(), h.expert.Take()...)
	if len(plans) == 0 {
		h.Errorf("%s: nothing was asked", what)
	}
	for _, p := range plans {
		p.Root.Each(func(n testkit.PlanNode) {
			if n.Type == "Seq Scan" && (strings.Contains(large, " "+n.Relation+" ") || strings.HasPrefix(n.Relation, "entries_")) {
				h.Errorf("%s reads all of %s (generic plan: %v):\n%s", what, n.Relation, p.Generic, p)
			}
		})
		if p.Pages() > most {
			h.Errorf("%s looks at %d pages, %d at most (generic plan: %v):\n%s", what, p.Pages(), most, p.Generic, p)
		}
	}
}

// page asks for the first page of a list and, where there is one, for a later.
func (h *bigHouse) page(p people.Person, f tickets.Filter) func() error {
	return func() error {
		_, next, err := h.List(h.ctx, p, f)
		if err == nil && next != "" {
			f.Before = next
			_, _, err = h.List(h.ctx, p, f)
		}
		return err
	}
}

// What every list, search and opening looks at does not depend on how many
// tickets there are. 50,000 tickets are some 6,000 pages, their search words
// 9,000.
func TestPlans(t *testing.T) {
	h := newBigHouse(t)
	t.Run("agreement", h.agreement)
	t.Run("lists", h.lists)
	t.Run("search", h.searches)
	t.Run("opening", h.opening)
	t.Run("figures", h.figures)
	t.Run("routing", h.routing)
}

func (h *bigHouse) on(t *testing.T) *bigHouse { c := *h; c.T = t; return &c }

func (h *bigHouse) lists(t *testing.T) {
	h = h.on(t)
	everywhere, somewhere, one := past.StaffMember(1), past.StaffMember(10), past.StaffMember(2)
	busy, quiet := past.Expert(1), past.Expert(300)
	for _, staff := range []people.Person{everywhere, somewhere, one} {
		for _, view := range []string{tickets.ViewMine, tickets.ViewQueue, tickets.ViewAll} {
			for _, state := range []string{"", "active", "open", "waiting", "resolved", "closed"} {
				for _, topic := range []string{"", past.Topic(30)} {
					f := tickets.Filter{View: view, State: state, Topic: topic, Limit: 50}
					h.touches(staff.Name+" "+view+" "+state+" "+topic, 1800, h.page(staff, f))
				}
			}
		}
	}
	for _, expert := range []people.Person{busy, quiet} {
		for _, view := range []string{tickets.ViewMine, tickets.ViewOffers, tickets.ViewAll} {
			for _, state := range []string{"", "active", "open", "resolved"} {
				f := tickets.Filter{View: view, State: state, Limit: 50}
				h.touches(expert.Name+" "+view+" "+state, 2500, h.page(expert, f))
			}
		}
	}
	h.touches("a customer's own", 300, h.page(past.Customer(7), tickets.Filter{}))
	h.touches("a customer's own that are closed", 300, h.page(past.Customer(7), tickets.Filter{State: "closed"}))
}

func (h *bigHouse) searches(t *testing.T) {
	h = h.on(t)
	for _, staff := range []people.Person{past.StaffMember(1), past.StaffMember(2)} {
		for word, most := range map[string]int64{past.FrequentWord: 3000, past.MiddlingWord: 6000, past.RareWord: 300, "nosuchword": 300} {
			for _, state := range []string{"", "active", "closed"} {
				h.touches(staff.Name+" looks for "+word+" "+state, most, h.page(staff, tickets.Filter{View: tickets.ViewAll, Query: word, State: state}))
			}
		}
		h.touches(staff.Name+" looks for a number", 300, h.page(staff, tickets.Filter{View: tickets.ViewAll, Query: "#2001"}))
		h.touches(staff.Name+" looks for an address", 1000, h.page(staff, tickets.Filter{View: tickets.ViewAll, Query: past.Email(7)}))
		h.touches(staff.Name+" looks in the queue", 3000, h.page(staff, tickets.Filter{View: tickets.ViewQueue, Query: past.FrequentWord}))
	}
	h.touches("a customer looks for a word", 600, h.page(past.Customer(7), tickets.Filter{Query: past.FrequentWord}))
	for _, word := range []string{past.FrequentWord, past.RareWord} {
		h.touches("an expert looks for "+word, 30_000, h.page(past.Expert(1), tickets.Filter{View: tickets.ViewAll, Query: word}))
	}
	for _, name := range []string{"ann", "anna larsen", past.FullName(99)} {
		h.touches("people by name "+strconv.Quote(name), 3000, func() error { _, err := h.people.LookUp(h.ctx, past.StaffMember(1), name); return err })
	}
}

// opening does what GET /tickets/:number and its entries do.
func (h *bigHouse) opening(t *testing.T) {
	h = h.on(t)
	var rows []struct {
		Number   int64     `db:"number"`
		Customer uuid.UUID `db:"customer"`
	}
	if err := h.app.Select(&rows, `SELECT number, customer FROM desk.tickets WHERE assignee = $1 ORDER BY number DESC LIMIT 1`, past.Expert(1).ID); err != nil || len(rows) == 0 {
		t.Fatal(err)
	}
	number := rows[0].Number
	for _, p := range []people.Person{past.StaffMember(1), past.Expert(1), {ID: rows[0].Customer, Role: people.RoleCustomer}} {
		h.touches("opening as "+string(p.Role), 200, func() error {
			if _, err := h.See(h.ctx, p, number); err != nil {
				return err
			}
			if _, _, err := h.May(h.ctx, p, number); err != nil {
				return err
			}
			if _, err := h.Hands(h.ctx, p, number); err != nil {
				return err
			}
			if _, err := h.reads.Marks(h.ctx, p, number); err != nil {
				return err
			}
			if _, err := h.LastEntries(h.ctx, p, number, 3, 50); err != nil {
				return err
			}
			_, err := h.Entries(h.ctx, p, number, 2, 50)
			return err
		})
	}
}

func (h *bigHouse) figures(t *testing.T) {
	h = h.on(t)
	for _, p := range []people.Person{past.StaffMember(1), past.Expert(1)} {
		h.touches("counts", 300, func() error { _, err := h.Counts(h.ctx, p); return err })
		h.touches("resolved by", 300, func() error { _, err := h.ResolvedBy(h.ctx, p.ID); return err })
		h.touches("notifications", 300, func() error { _, err := h.Notifications(h.ctx, p, 0, 50); return err })
	}
	lately := h.now.Add(-30 * 24 * time.Hour)
	h.touches("a month of continuity", 1200, func() error { _, err := h.Continuity(h.ctx, lately, h.now, time.UTC); return err })
	h.touches("the usual time to a first reply", 300, func() error { _, _, err := h.UsualFirstReply(h.ctx); return err })
	h.touches("the access log", 100, func() error {
		_, _, err := privacy.AccessLog(h.ctx, h.app, past.Customer(7).ID, "", 50, nil)
		return err
	})
}

// routing finds who may be offered a ticket and which tickets somebody may be
// offered; nothing is written, as the ticket does not wait any more or the
// expert has no room.
func (h *bigHouse) routing(t *testing.T) {
	h = h.on(t)
	h.touches("the next wave", 12_000, func() error { return h.OfferNext(h.ctx, past.FirstNumber, uuid.Nil) })
	full := past.Expert(1)
	full.Capacity = 0
	h.touches("what waits", 3000, func() error { return h.OfferWaiting(h.ctx, full) })
}

// agreement: what the lists find, branch by branch, on two ways through the
// words, is what a plain query over all tickets finds.
func (h *bigHouse) agreement(t *testing.T) {
	h = h.on(t)
	quick := tickets.NewDesk(h.db.App, h.db.Expert, h.people, nil, nil, testkit.Clock())
	const pages = 3
	for _, p := range []people.Person{past.StaffMember(1), past.StaffMember(10), past.StaffMember(2), past.Customer(7)} {
		for _, f := range agreeing(p) {
			var got, want []int64
			next := f
			for range pages {
				items, cursor, err := quick.List(h.ctx, p, next)
				if err != nil {
					t.Fatal(err)
				}
				for _, s := range items {
					got = append(got, s.Number)
				}
				if next.Before = cursor; cursor == "" {
					break
				}
			}
			query, args := plainly(p, f)
			if err := h.db.Owner.Select(&want, query+` LIMIT `+strconv.Itoa(pages*f.Limit), args...); err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(got, want) {
				t.Errorf("%s %+v: %d tickets, a plain query finds %d", p.Name, f, len(got), len(want))
			}
		}
	}
}

func agreeing(p people.Person) (filters []tickets.Filter) {
	views := []string{tickets.ViewMine, tickets.ViewQueue, tickets.ViewAll}
	if p.Role == people.RoleCustomer {
		views = views[:1]
	}
	for _, view := range views {
		for _, state := range []string{"", "active", "waiting", "resolved", "closed"} {
			for _, topic := range []string{"", past.Topic(2)} {
				for _, word := range []string{"", past.FrequentWord, past.RareWord} {
					filters = append(filters, tickets.Filter{View: view, State: state, Topic: topic, Query: word, Limit: 20})
				}
			}
		}
	}
	return filters
}

func plainly(p people.Person, f tickets.Filter) (string, []any) {
	where := map[string]string{
		tickets.ViewMine: `assignee = $1 AND ($3 <> '' OR active) AND ($2::text[] IS NULL OR true)`, tickets.ViewAll: `(team = ANY ($2::text[]) OR assignee = $1)`,
		tickets.ViewQueue: `tier = 'staff' AND active AND assignee IS NULL AND team = ANY ($2::text[]) AND $1::uuid IS NOT NULL`,
	}[f.View]
	if p.Role == people.RoleCustomer {
		where = `customer = $1 AND ($2::text[] IS NULL OR true)`
	}
	order := `number DESC`
	if f.View == tickets.ViewQueue {
		order = `queued_at, number`
	}
	return `SELECT number FROM desk.tickets t WHERE ` + where + `
		AND ($3 = '' OR $3 = 'active' AND active OR state = $3) AND ($4 = '' OR topic = $4)
		AND ($5 = '' OR EXISTS (SELECT FROM desk.search s WHERE s.ticket = t.number AND s.words @@ to_tsquery('simple', $5)))
		ORDER BY ` + order, []any{p.ID, pq.Array(p.Teams), f.State, f.Topic, f.Query}
}

// A fan-out reads what concerns its tickets and people, whatever else there is, also
// where the planner thinks that a small desk is read from end to end as quickly: it
// plans this statement once.
func TestFanoutReadsWhatConcernsIt(t *testing.T) {
	db, clk, rdb := testkit.Database(t), testkit.Clock(), testkit.Redis(t)
	if _, err := past.Write(t.Context(), db.Owner, testkit.Keyring(t), past.Size{Tickets: 300, Messages: 3, Now: clk.Now()}); err != nil {
		t.Fatal(err)
	}
	app := testkit.Explain(t, db.AppDSN)
	register := people.NewRegister(app.DB, db.Expert, testkit.Keyring(t), clk)
	desk := tickets.NewDesk(app.DB, db.Expert, register, people.NewPresence(rdb, clk), tickets.NewBell(rdb, slog.New(slog.DiscardHandler)), clk)
	job := uuid.New()
	db.Owner.MustExec(`INSERT INTO desk.jobs (id, kind, ticket, due_at, created_at) VALUES ($1, 'fanout', $2, $3, $3)`, job, past.FirstNumber, clk.Now())
	if err := desk.Fanout(t.Context(), []tickets.Promise{{Ticket: past.FirstNumber, Job: job}}); err != nil {
		t.Fatal(err)
	}
	plans := app.Take()
	for _, p := range plans {
		p.Root.Each(func(n testkit.PlanNode) {
			if n.Index != "" && n.Cond == "" && strings.Contains(large, " "+n.Relation+" ") {
				t.Errorf("it walks all of %s:\n%s", n.Relation, p)
			}
		})
	}
	if len(plans) < 4 {
		t.Errorf("only %d statements", len(plans))
	}
}
