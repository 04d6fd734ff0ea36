package rewards

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"
)

// account is where amounts come from and go to.
type account string

const (
	granted account = "granted" // what the organisation has given; nobody's in particular
	owed    account = "owed"    // an expert's, not paid yet
	ordered account = "ordered" // an expert's, in a payout under way
	paid    account = "paid"
)

// The kinds of transfers.
const (
	KindSolved    = "solved"
	KindAdjusted  = "adjusted"
	KindPayout    = "payout"
	KindPaid      = "paid"
	KindTakenBack = "taken_back"
	KindCalledOff = "called_off"
)

// posting is one line of a transfer.
type posting struct {
	Account account    `json:"account"`
	Person  *uuid.UUID `json:"person"`
	Unit    string     `json:"unit"`
	Amount  int64      `json:"amount"`
}

// transfer moves amounts. Cause names what it follows from, once and for all.
type transfer struct {
	ID       uuid.UUID
	Cause    string
	Kind     string
	At       time.Time
	By       uuid.UUID
	Ticket   int64
	Topic    string
	Reason   string // masked
	Payout   uuid.UUID
	postings []posting
}

// move takes from one account what it gives to another.
func (t *transfer) move(m Money, person uuid.UUID, from, to account) {
	t.post(m.Unit, -m.Amount, person, from)
	t.post(m.Unit, m.Amount, person, to)
}

func (t *transfer) post(unit string, amount int64, person uuid.UUID, to account) {
	p := posting{Account: to, Person: &person, Unit: unit, Amount: amount}
	if to == granted {
		p.Person = nil
	}
	t.postings = append(t.postings, p)
}

var errUnbalanced = errors.New("a transfer does not balance")

func (t *transfer) balanced() bool {
	sum := sums{}
	for _, p := range t.postings {
		sum.add(Money{p.Unit, p.Amount})
	}
	return len(sum.list()) == 0 && len(t.postings) >= 2
}

// writeTx writes a transfer unless one with its cause is there already; then it
// says false and nothing happens.
func (t *transfer) writeTx(ctx context.Context, tx *sqlx.Tx) (bool, error) {
	if !t.balanced() {
		return false, errUnbalanced
	}
	result, err := tx.ExecContext(ctx, `
		INSERT INTO desk.transfers (id, cause, kind, at, made_by, ticket, topic, reason, payout, lines)
		VALUES ($1, $2, $3, $4, $5, nullif($6::bigint, 0), nullif($7, ''), $8, $9, $10) ON CONFLICT (cause) DO NOTHING`,
		t.ID, t.Cause, t.Kind, t.At, t.By, t.Ticket, t.Topic, t.Reason, uuid.NullUUID{UUID: t.Payout, Valid: t.Payout != uuid.Nil}, len(t.postings))
	if err != nil {
		return false, fmt.Errorf("write transfer: %w", err)
	}
	if n, err := result.RowsAffected(); err != nil || n == 0 {
		return false, err
	}
	lines, _ := json.Marshal(t.postings) // ids, strings and numbers cannot fail
	_, err = tx.ExecContext(ctx, `
		INSERT INTO desk.postings (transfer, line, account, person, unit, amount, at)
		SELECT $1, row_number() OVER (), account, person, unit, amount, $3
		FROM json_to_recordset($2) AS p (account text, person uuid, unit text, amount bigint)`, t.ID, string(lines), t.At)
	if err != nil {
		return false, fmt.Errorf("write postings: %w", err)
	}
	return true, nil
}
