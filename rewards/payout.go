package rewards

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"

	"kontor/internal/fault"
	"kontor/internal/postgres"
	"kontor/people"
)

// Due is what would be paid to an expert if a payout were made now.
type Due struct {
	Person uuid.UUID `db:"person"`
	Name   string    `db:"name"`
	Amount int64     `db:"amount"`
	Payee  bool      `db:"payee"` // they have said whom it goes to; without it nothing is paid
}

// Due are those who are owed the minimum or more in the organisation's currency.
func (b *Book) Due(ctx context.Context) ([]Due, Policy, error) {
	policy, err := b.Policy(ctx)
	if err != nil {
		return nil, policy, err
	}
	all, err := dueTx(ctx, b.db, policy)
	return all, policy, err
}

func dueTx(ctx context.Context, q sqlx.QueryerContext, policy Policy) ([]Due, error) {
	var all []Due
	err := sqlx.SelectContext(ctx, q, &all, `
		SELECT p.person, e.name, sum(p.amount)::bigint AS amount, EXISTS (SELECT FROM vault.payees v WHERE v.person = p.person) AS payee
		FROM desk.postings p JOIN desk.people e ON e.id = p.person
		WHERE p.account = 'owed' AND p.unit = $1 GROUP BY p.person, e.name HAVING sum(p.amount) >= $2 ORDER BY e.name, p.person`,
		policy.Currency, max(policy.Minimum, 1))
	if err != nil {
		return nil, fmt.Errorf("read what is due: %w", err)
	}
	return all, nil
}

// The states of a payout.
const (
	PayoutOpen      = "open"
	PayoutPaid      = KindPaid
	PayoutCalledOff = KindCalledOff
)

// Payout is one batch of payments. It is a transfer like any other: from what is
// owed to what is ordered, and from there, in turns (payout_turn.go), to paid or back.
type Payout struct {
	ID      uuid.UUID  `db:"id"`
	At      time.Time  `db:"at"`
	By      uuid.UUID  `db:"made_by"`
	Unit    string     `db:"unit"`
	Experts int        `db:"experts"`
	Total   int64      `db:"total"`
	State   string     `db:"state"`
	EndedAt *time.Time `db:"ended_at"`

	TakenBack *string `db:"taken_back"` // why it was last found not to be paid after all; nil: never
	Turns     int     `db:"turns"`
}

const selectPayouts = `
	SELECT t.id, t.at, t.made_by, p.unit, count(*) AS experts, sum(p.amount)::bigint AS total,
	       e.state, CASE WHEN e.state <> 'open' THEN e.at END AS ended_at, e.taken_back, e.turns
	FROM desk.transfers t JOIN desk.postings p ON p.transfer = t.id AND p.account = 'ordered' CROSS JOIN LATERAL (
	    SELECT count(*) AS turns, max(at) AS at, (array_agg(reason ORDER BY at DESC, id DESC) FILTER (WHERE kind = 'taken_back'))[1] AS taken_back,
	           CASE WHEN bool_or(kind = 'called_off') THEN 'called_off'
	                WHEN count(*) FILTER (WHERE kind = 'paid') > count(*) FILTER (WHERE kind = 'taken_back') THEN 'paid' ELSE 'open' END AS state
	    FROM desk.transfers WHERE payout = t.id) e
	WHERE t.kind = 'payout'`

const groupPayouts = ` GROUP BY t.id, p.unit, e.state, e.at, e.taken_back, e.turns`

const maxPayouts = 200

// Payouts are the last ones, newest first.
func (b *Book) Payouts(ctx context.Context, by people.Person) ([]Payout, error) {
	if err := mayManage(by); err != nil {
		return nil, err
	}
	var all []Payout
	err := b.db.SelectContext(ctx, &all, selectPayouts+groupPayouts+` ORDER BY t.at DESC, t.id LIMIT $1`, maxPayouts)
	if err != nil {
		return nil, fmt.Errorf("read payouts: %w", err)
	}
	return all, nil
}

func payoutTx(ctx context.Context, q sqlx.QueryerContext, id uuid.UUID) (Payout, error) {
	var p Payout
	err := sqlx.GetContext(ctx, q, &p, selectPayouts+` AND t.id = $1`+groupPayouts, id)
	if errors.Is(err, sql.ErrNoRows) {
		return p, fault.NotFound("There is no such payout.")
	}
	if err != nil {
		return p, fmt.Errorf("read payout: %w", err)
	}
	return p, nil
}

// MakePayout orders what is due to everybody who has said whom it goes to. The
// same id again answers the same.
func (b *Book) MakePayout(ctx context.Context, by people.Person, id uuid.UUID) (Payout, error) {
	if err := mayManage(by); err != nil {
		return Payout{}, err
	}
	if id == uuid.Nil {
		return Payout{}, fault.Invalid("A payout needs an id.").With("id", "is missing")
	}
	var p Payout
	err := postgres.InTx(ctx, b.db, func(tx *sqlx.Tx) (err error) {
		if err := lock(ctx, tx); err != nil {
			return err
		}
		if p, err = payoutTx(ctx, tx, id); !fault.Is(err, fault.KindNotFound) {
			return err
		}
		if err := b.orderTx(ctx, tx, by, id); err != nil {
			return err
		}
		p, err = payoutTx(ctx, tx, id)
		return err
	})
	if postgres.IsUnique(err) {
		return Payout{}, fault.Conflict("This id is already in use.").With("id", "is in use")
	}
	return p, err
}

func (b *Book) orderTx(ctx context.Context, tx *sqlx.Tx, by people.Person, id uuid.UUID) error {
	policy, err := readPolicy(ctx, tx)
	if err != nil {
		return err
	}
	due, err := dueTx(ctx, tx, policy)
	if err != nil {
		return err
	}
	t := transfer{ID: id, Cause: "payout:" + id.String(), Kind: KindPayout, At: b.clock.Now(), By: by.ID}
	for _, d := range due {
		if d.Payee {
			t.move(Money{policy.Currency, d.Amount}, d.Person, owed, ordered)
		}
	}
	if len(t.postings) == 0 {
		return fault.Conflict("Nothing is due to anybody who can be paid.")
	}
	if _, err := t.writeTx(ctx, tx); err != nil {
		return err
	}
	return people.AuditTx(ctx, tx, t.At, by, "payout_made", id.String())
}

// payoutLine is one payment of a payout.
type payoutLine struct {
	Person uuid.UUID `db:"person"`
	Money
	Sealed []byte `db:"sealed"` // the payee
}

func payoutLines(ctx context.Context, q sqlx.QueryerContext, id uuid.UUID) ([]payoutLine, error) {
	var lines []payoutLine
	err := sqlx.SelectContext(ctx, q, &lines, `
		SELECT p.person, p.unit, p.amount, v.sealed FROM desk.postings p LEFT JOIN vault.payees v ON v.person = p.person
		WHERE p.transfer = $1 AND p.account = 'ordered' ORDER BY p.line`, id)
	if err != nil {
		return nil, fmt.Errorf("read payments: %w", err)
	}
	return lines, nil
}
