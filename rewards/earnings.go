package rewards

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"

	"kontor/internal/fault"
	"kontor/internal/postgres"
)

// Balance is what an expert has in one unit: earned and not paid yet, in a payout
// under way, paid, and waiting for its grace to be over.
type Balance struct {
	Unit    string
	Owed    int64
	Ordered int64
	Paid    int64
	Waiting int64
}

// Waiting is a solved ticket that is not due yet, with what it will be worth.
type Waiting struct {
	Ticket   int64
	Topic    string
	Language string
	TakenAt  time.Time
	SolvedAt time.Time
	DueAt    time.Time
	Worth    []Money
}

// Month is what a month brought in one unit, and what was owed at its end.
type Month struct {
	Month    string `db:"month"` // 2026-11
	Unit     string `db:"unit"`
	Earned   int64  `db:"earned"`
	Adjusted int64  `db:"adjusted"`
	PaidOut  int64  `db:"paid_out"`
	Solved   int    `db:"solved"` // tickets
	Balance  int64
}

// Earnings are what an expert earned so far: newest months first.
type Earnings struct {
	Balances []Balance
	Waiting  []Waiting
	Months   []Month
}

// Earnings of one expert. It is for the expert and for staff.
func (b *Book) Earnings(ctx context.Context, expert uuid.UUID) (Earnings, error) {
	var e Earnings
	err := postgres.InReadTx(ctx, b.db, func(tx *sqlx.Tx) error {
		policy, err := readPolicy(ctx, tx)
		if err != nil {
			return err
		}
		if e.Waiting, err = b.waiting(ctx, tx, policy, expert); err != nil {
			return err
		}
		if e.Balances, err = balances(ctx, tx, expert, e.Waiting); err != nil {
			return err
		}
		e.Months, err = months(ctx, tx, policy, expert)
		return err
	})
	return e, err
}

func (b *Book) waiting(ctx context.Context, tx *sqlx.Tx, policy Policy, expert uuid.UUID) ([]Waiting, error) {
	var rows []struct {
		Ticket   int64     `db:"ticket"`
		Topic    string    `db:"topic"`
		Language string    `db:"language"`
		TakenAt  time.Time `db:"taken_at"`
		SolvedAt time.Time `db:"solved_at"`
		DueAt    time.Time `db:"due_at"`
	}
	err := tx.SelectContext(ctx, &rows, `
		SELECT ticket, topic, language, taken_at, solved_at, due_at FROM desk.solutions
		WHERE expert = $1 AND outcome = '' ORDER BY due_at, ticket`, expert)
	if err != nil {
		return nil, fmt.Errorf("read what waits: %w", err)
	}
	earliest := b.clock.Now()
	for _, r := range rows {
		if r.TakenAt.Before(earliest) {
			earliest = r.TakenAt
		}
	}
	rates, err := ratesSince(ctx, tx, earliest)
	if err != nil {
		return nil, err
	}
	all := make([]Waiting, len(rows))
	for i, r := range rows {
		all[i] = Waiting{r.Ticket, r.Topic, r.Language, r.TakenAt, r.SolvedAt, r.DueAt, Worth(rates, r.Topic, r.Language, r.TakenAt, policy.zone())}
	}
	return all, nil
}

func balances(ctx context.Context, tx *sqlx.Tx, expert uuid.UUID, waiting []Waiting) ([]Balance, error) {
	var rows []struct {
		Account account `db:"account"`
		Money
	}
	err := tx.SelectContext(ctx, &rows, `
		SELECT account, unit, sum(amount)::bigint AS amount FROM desk.postings WHERE person = $1 GROUP BY account, unit`, expert)
	if err != nil {
		return nil, fmt.Errorf("read balances: %w", err)
	}
	by := map[string]*Balance{}
	for _, r := range rows {
		addTo(by, r.Account, r.Money)
	}
	for _, w := range waiting {
		for _, m := range w.Worth {
			if by[m.Unit] == nil {
				by[m.Unit] = &Balance{Unit: m.Unit}
			}
			by[m.Unit].Waiting += m.Amount
		}
	}
	return inUnits(by), nil
}

func inUnits(by map[string]*Balance) []Balance {
	all := make([]Balance, 0, len(by))
	for _, b := range by {
		all = append(all, *b)
	}
	slices.SortFunc(all, func(a, b Balance) int { return cmp.Compare(a.Unit, b.Unit) })
	return all
}

func months(ctx context.Context, tx *sqlx.Tx, policy Policy, expert uuid.UUID) ([]Month, error) {
	var all []Month
	err := tx.SelectContext(ctx, &all, `
		SELECT to_char(p.at AT TIME ZONE $2, 'YYYY-MM') AS month, p.unit,
		       coalesce(sum(p.amount) FILTER (WHERE t.kind = 'solved'), 0)::bigint AS earned,
		       coalesce(sum(p.amount) FILTER (WHERE t.kind = 'adjusted'), 0)::bigint AS adjusted,
		       coalesce(-sum(p.amount) FILTER (WHERE t.kind IN ('payout', 'called_off')), 0)::bigint AS paid_out,
		       count(*) FILTER (WHERE t.kind = 'solved') AS solved
		FROM desk.postings p JOIN desk.transfers t ON t.id = p.transfer
		WHERE p.person = $1 AND p.account = 'owed' GROUP BY 1, 2 ORDER BY 1, 2`, expert, policy.zone().String())
	if err != nil {
		return nil, fmt.Errorf("read months: %w", err)
	}
	running := sums{}
	for i := range all {
		m := &all[i]
		running.add(Money{m.Unit, m.Earned + m.Adjusted - m.PaidOut})
		m.Balance = running[m.Unit]
	}
	slices.Reverse(all)
	return all, nil
}

// Line is one line of a statement.
type Line struct {
	Transfer uuid.UUID `db:"transfer"`
	At       time.Time `db:"at"`
	Kind     string    `db:"kind"`
	Ticket   int64     `db:"ticket"` // 0: none
	Topic    string    `db:"topic"`
	Reason   string    `db:"reason"`
	Money
}

// Statement is one month of an expert's: what was owed before, every change, and
// what was owed after.
type Statement struct {
	Month  string
	Before []Money
	Lines  []Line
	After  []Money
}

// Statement of a month such as 2026-11, by the organisation's clock.
func (b *Book) Statement(ctx context.Context, expert uuid.UUID, month string) (Statement, error) {
	s := Statement{Month: month}
	err := postgres.InReadTx(ctx, b.db, func(tx *sqlx.Tx) error {
		policy, err := readPolicy(ctx, tx)
		if err != nil {
			return err
		}
		from, err := time.ParseInLocation("2006-01", month, policy.zone())
		if err != nil {
			return fault.Invalid("This is not a month.").With("month", "is not a month such as 2026-11")
		}
		err = tx.SelectContext(ctx, &s.Before, `
			SELECT unit, sum(amount)::bigint AS amount FROM desk.postings WHERE person = $1 AND account = 'owed' AND at < $2
			GROUP BY unit HAVING sum(amount) <> 0`, expert, from)
		if err != nil {
			return fmt.Errorf("read what was owed before: %w", err)
		}
		err = tx.SelectContext(ctx, &s.Lines, `
			SELECT p.transfer, p.at, t.kind, coalesce(t.ticket, 0) AS ticket, coalesce(t.topic, '') AS topic, t.reason, p.unit, p.amount
			FROM desk.postings p JOIN desk.transfers t ON t.id = p.transfer
			WHERE p.person = $1 AND p.account = 'owed' AND p.at >= $2 AND p.at < $3 ORDER BY p.at, p.transfer, p.line`, expert, from, from.AddDate(0, 1, 0))
		if err != nil {
			return fmt.Errorf("read statement: %w", err)
		}
		return nil
	})
	after := sums{}
	for _, m := range s.Before {
		after.add(m)
	}
	for _, l := range s.Lines {
		after.add(l.Money)
	}
	s.After = after.list()
	sortMoney(s.Before)
	return s, err
}

// Earner is an expert with what is owed to them.
type Earner struct {
	Person   uuid.UUID
	Name     string
	Balances []Balance
}

// Earners are all experts, and whoever is owed something still, by name.
func (b *Book) Earners(ctx context.Context) ([]Earner, error) {
	var rows []struct {
		Person  uuid.UUID `db:"person"`
		Name    string    `db:"name"`
		Account account   `db:"account"`
		Money
	}
	err := b.db.SelectContext(ctx, &rows, `
		SELECT e.id AS person, e.name, coalesce(p.account, '') AS account, coalesce(p.unit, '') AS unit, coalesce(sum(p.amount), 0)::bigint AS amount
		FROM desk.people e LEFT JOIN desk.postings p ON p.person = e.id
		WHERE e.role = 'expert' AND (e.active OR p.person IS NOT NULL)
		GROUP BY e.id, p.account, p.unit ORDER BY e.name, e.id`)
	if err != nil {
		return nil, fmt.Errorf("read earners: %w", err)
	}
	var all []Earner
	by := map[string]*Balance{}
	for i, r := range rows {
		if i == 0 || rows[i-1].Person != r.Person {
			by = map[string]*Balance{}
			all = append(all, Earner{Person: r.Person, Name: r.Name})
		}
		addTo(by, r.Account, r.Money)
		all[len(all)-1].Balances = inUnits(by)
	}
	return all, nil
}

func addTo(by map[string]*Balance, a account, m Money) {
	if a == "" {
		return
	}
	if by[m.Unit] == nil {
		by[m.Unit] = &Balance{Unit: m.Unit}
	}
	switch a {
	case owed:
		by[m.Unit].Owed = m.Amount
	case ordered:
		by[m.Unit].Ordered = m.Amount
	case paid:
		by[m.Unit].Paid = m.Amount
	}
}
