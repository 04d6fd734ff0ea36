package rewards

import (
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"
	"pgregory.net/rapid"

	"kontor/internal/fault"
	"kontor/internal/postgres"
	"kontor/people"
)

// bank is the model of the ledger: what everybody has, and what moves it.
type bank struct {
	h       *house
	solved  []Solved
	adjusts []Adjustment
	payouts []uuid.UUID
	owed    map[uuid.UUID]int64
	ordered map[uuid.UUID]map[uuid.UUID]int64 // by payout
	paid    map[uuid.UUID]map[uuid.UUID]int64 // likewise
	done    map[int64]bool
}

// Whatever happens in whatever order and however often, every transfer balances,
// all accounts together are zero, and everybody has what the model says.
func TestLedgerBalances(t *testing.T) {
	h := open(t)
	h.rate(Rate{Unit: "EUR", Amount: 2500})
	h.rate(Rate{Unit: Points, Amount: 3})
	for _, e := range h.experts[:2] { // the third has no account at a bank
		_, err := h.SetPayee(h.ctx, e, Payee{Name: "Otto Otter", IBAN: "DE89370400440532013000"})
		h.must(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		h.exec(`DELETE FROM desk.postings; DELETE FROM desk.transfers WHERE payout IS NOT NULL; DELETE FROM desk.transfers; DELETE FROM desk.solutions; DELETE FROM desk.jobs`)
		b := &bank{h: h, owed: map[uuid.UUID]int64{}, ordered: map[uuid.UUID]map[uuid.UUID]int64{}, paid: map[uuid.UUID]map[uuid.UUID]int64{}, done: map[int64]bool{}}
		h.t = fatal{h.t, t}
		t.Repeat(map[string]func(*rapid.T){
			"solve": b.solve, "settle": b.settle, "reopen": b.reopen, "adjust": b.adjust, "again": b.again, "order": b.order, "end": b.end, "take back": b.takeBack, "": b.check,
		})
	})
}

// fatal fails the try, not the test.
type fatal struct {
	testing.TB
	try *rapid.T
}

func (f fatal) Fatal(args ...any) { f.try.Fatal(args...) }

func (b *bank) expert(t *rapid.T) people.Person {
	return rapid.SampledFrom(b.h.experts).Draw(t, "expert")
}

func (b *bank) solve(t *rapid.T) { b.solved = append(b.solved, b.h.solves(b.expert(t))) }

func (b *bank) settle(t *rapid.T) {
	if len(b.solved) == 0 {
		t.Skip()
	}
	s := rapid.SampledFrom(b.solved).Draw(t, "solved")
	b.h.clock.Advance(time.Duration(rapid.IntRange(0, 100).Draw(t, "hours")) * time.Hour)
	b.h.settles(s)
	over := !b.h.clock.Now().Before(s.At.Add(grace))
	if over && s.ReopenedAt == nil && !b.done[s.Ticket] {
		b.owed[s.Expert] += 2500
	}
	if over || s.ReopenedAt != nil {
		b.done[s.Ticket] = true
	}
}

// reopen happens in the time of grace.
func (b *bank) reopen(t *rapid.T) {
	if len(b.solved) == 0 {
		t.Skip()
	}
	s := &b.solved[rapid.IntRange(0, len(b.solved)-1).Draw(t, "which")]
	if s.ReopenedAt == nil && b.h.clock.Now().Before(s.At.Add(grace)) {
		now := b.h.clock.Now()
		s.ReopenedAt = &now
	}
}

func (b *bank) adjust(t *rapid.T) {
	a := Adjustment{ID: newID(), Person: b.expert(t).ID, Money: Money{"EUR", rapid.Int64Range(-4000, 4000).Draw(t, "amount")}, Reason: "an old bill"}
	err := b.h.Adjust(b.h.ctx, b.h.lind, a, asItIs)
	if a.Amount == 0 {
		if !fault.Is(err, fault.KindInvalid) {
			t.Fatalf("an adjustment of nothing: %v", err)
		}
		return
	}
	b.h.must(err)
	b.adjusts = append(b.adjusts, a)
	b.owed[a.Person] += a.Amount
}

func (b *bank) again(t *rapid.T) {
	if len(b.adjusts) == 0 {
		t.Skip()
	}
	a := rapid.SampledFrom(b.adjusts).Draw(t, "adjustment")
	b.h.must(b.h.Adjust(b.h.ctx, b.h.lind, a, asItIs))
	a.Amount += 7
	if err := b.h.Adjust(b.h.ctx, b.h.lind, a, asItIs); a.Amount != 0 && !fault.Is(err, fault.KindConflict) {
		t.Fatalf("the id of another adjustment: %v", err)
	}
}

// order makes a payout, perhaps one that was made before.
func (b *bank) order(t *rapid.T) {
	id := newID()
	if len(b.payouts) > 0 && rapid.Bool().Draw(t, "the same") {
		_, err := b.h.MakePayout(b.h.ctx, b.h.admin, rapid.SampledFrom(b.payouts).Draw(t, "payout"))
		b.h.must(err)
		return
	}
	lines := map[uuid.UUID]int64{}
	for _, e := range b.h.experts[:2] {
		if b.owed[e.ID] >= 2500 {
			lines[e.ID] = b.owed[e.ID]
		}
	}
	_, err := b.h.MakePayout(b.h.ctx, b.h.admin, id)
	if len(lines) == 0 {
		if !fault.Is(err, fault.KindConflict) {
			t.Fatalf("a payout of nothing: %v", err)
		}
		return
	}
	b.h.must(err)
	b.payouts, b.ordered[id] = append(b.payouts, id), lines
	for expert, amount := range lines {
		b.owed[expert] -= amount
	}
}

func (b *bank) end(t *rapid.T) {
	if len(b.payouts) == 0 {
		t.Skip()
	}
	id, kind := rapid.SampledFrom(b.payouts).Draw(t, "payout"), rapid.SampledFrom([]string{KindPaid, KindCalledOff}).Draw(t, "kind")
	p, err := b.h.EndPayout(b.h.ctx, b.h.admin, id, kind)
	lines, under := b.ordered[id]
	if !under {
		if p.State != kind && !fault.Is(err, fault.KindConflict) {
			t.Fatalf("a payout ended twice: %+v %v", p, err)
		}
		return
	}
	b.h.must(err)
	delete(b.ordered, id)
	if kind == KindPaid {
		b.paid[id] = lines
		return
	}
	for expert, amount := range lines {
		b.owed[expert] += amount
	}
}

// takeBack says twice that a payout was not paid after all.
func (b *bank) takeBack(t *rapid.T) {
	if len(b.payouts) == 0 {
		t.Skip()
	}
	id, act := rapid.SampledFrom(b.payouts).Draw(t, "payout"), newID()
	lines, was := b.paid[id]
	for range 2 {
		p, err := b.h.TakeBack(b.h.ctx, b.h.admin, id, act, "the bank has sent it back")
		if !was {
			if !fault.Is(err, fault.KindConflict) {
				t.Fatalf("a payout that was not paid was taken back: %+v %v", p, err)
			}
			continue
		}
		b.h.must(err)
		if p.State != PayoutOpen || p.EndedAt != nil || p.TakenBack == nil {
			t.Fatalf("taken back: %+v", p)
		}
	}
	if was {
		delete(b.paid, id)
		b.ordered[id] = lines
	}
}

func (b *bank) check(t *rapid.T) {
	if n := b.h.number(`SELECT (SELECT count(*) FROM (SELECT FROM desk.postings GROUP BY transfer, unit HAVING sum(amount) <> 0) x)
		+ (SELECT count(*) FROM desk.transfers t WHERE lines <> (SELECT count(*) FROM desk.postings WHERE transfer = t.id))`); n != 0 {
		t.Fatalf("%d transfers do not balance or are not whole", n)
	}
	got := map[account]map[uuid.UUID]int64{owed: {}, ordered: {}, paid: {}}
	for _, r := range b.sums() {
		got[r.Account][r.Person] = r.Amount
	}
	for _, e := range b.h.experts {
		under, out := together(b.ordered, e.ID), together(b.paid, e.ID)
		if got[owed][e.ID] != b.owed[e.ID] || got[ordered][e.ID] != under || got[paid][e.ID] != out {
			t.Fatalf("%s is owed %d with %d ordered and %d paid, want %d, %d and %d", e.Name, got[owed][e.ID], got[ordered][e.ID], got[paid][e.ID], b.owed[e.ID], under, out)
		}
	}
}

// together is what one expert has in some payouts.
func together(payouts map[uuid.UUID]map[uuid.UUID]int64, expert uuid.UUID) (sum int64) {
	for _, lines := range payouts {
		sum += lines[expert]
	}
	return sum
}

type personSum struct {
	Account account   `db:"account"`
	Person  uuid.UUID `db:"person"`
	Amount  int64     `db:"amount"`
}

func (b *bank) sums() (all []personSum) {
	b.h.must(b.h.db.Owner.Select(&all, `SELECT account, person, sum(amount)::bigint AS amount FROM desk.postings WHERE unit = 'EUR' AND person IS NOT NULL GROUP BY account, person`))
	return all
}

// PostgreSQL itself refuses what would not balance, for whoever writes it.
func TestDatabaseHoldsTheBalance(t *testing.T) {
	h := open(t)
	const whole = `INSERT INTO desk.transfers (id, cause, kind, at, made_by, lines) VALUES (gen_random_uuid(), 'this', 'adjusted', now(), gen_random_uuid(), 2)`
	post := func(lines string) string {
		return `INSERT INTO desk.postings (transfer, line, account, person, unit, amount, at)
			SELECT t.id, l.n, l.a, e.id, 'EUR', l.m, now() FROM desk.transfers t CROSS JOIN (VALUES ` + lines + `) AS l (n, a, m)
			LEFT JOIN (SELECT id FROM desk.people WHERE role = 'expert' LIMIT 1) e ON l.a <> 'granted' WHERE t.cause = 'this'`
	}
	right := post(`(1, 'granted', -100), (2, 'owed', 100)`)
	for name, statements := range map[string][]string{
		"does not balance":        {whole, post(`(1, 'granted', -100), (2, 'owed', 101)`)},
		"has no postings":         {whole},
		"comes in single lines":   {whole, post(`(1, 'granted', -100)`), post(`(2, 'owed', 100)`)},
		"is on no known account":  {whole, post(`(1, 'granted', -100), (2, 'mine', 100)`)},
		"is changed afterwards":   {whole, right, `UPDATE desk.postings SET amount = amount * 2`},
		"is removed afterwards":   {whole, right, `DELETE FROM desk.postings`},
		"gets more lines later":   {whole, right, post(`(3, 'granted', -5), (4, 'owed', 5)`)},
		"has a cause used before": {whole, right, whole},
	} {
		if h.writes(statements...) == nil {
			t.Errorf("a transfer that %s was written", name)
		}
	}
	if n := h.number(`SELECT count(*) FROM desk.transfers`); n != 0 {
		t.Fatalf("%d transfers are there", n)
	}
	h.must(h.writes(whole, right))
}

// writes runs statements in one transaction of the application's login.
func (h *house) writes(statements ...string) error {
	return postgres.InTx(h.ctx, h.db.App, func(tx *sqlx.Tx) error {
		for _, s := range statements {
			if _, err := tx.Exec(s); err != nil {
				return err
			}
		}
		return nil
	})
}

// An adjustment that is sent several times at once is made once, and nobody is told
// that it is not.
func TestAdjustedOnceByManyAtATime(t *testing.T) {
	h := open(t)
	const turns, together = 60, 6
	for i := range turns {
		a, errs := Adjustment{ID: newID(), Person: h.experts[0].ID, Money: Money{"EUR", 100}, Reason: "an old bill"}, make(chan error, together)
		for range together {
			go func() { errs <- h.Adjust(h.ctx, h.lind, a, asItIs) }()
		}
		for range together {
			h.must(<-errs)
		}
		if n := h.number(`SELECT count(*) FROM desk.transfers`); n != int64(i+1) {
			t.Fatalf("%d transfers for %d adjustments", n, i+1)
		}
	}
}
