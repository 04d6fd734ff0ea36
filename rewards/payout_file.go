package rewards

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"
	"golang.org/x/text/currency"

	"kontor/internal/fault"
	"kontor/internal/postgres"
	"kontor/people"
)

// The formats of a payout's file.
const (
	FormatCSV  = "csv"
	FormatSEPA = "sepa" // ISO 20022 pain.001.001.09
)

// payment is one line of a payout with all that a bank needs.
type payment struct {
	Payee
	Money
	Reference string
}

// order is a payout as it goes to the bank.
type order struct {
	ID       uuid.UUID
	MadeAt   time.Time
	On       time.Time // the day on which the bank is to pay
	Payer    Policy
	Payments []payment
}

// PayoutFile is what an admin hands to the bank. It holds names and account
// numbers, so that each time is written to the audit log before it is given. The
// file of a payout is the same each time, its message id too, so that a bank
// notices one that it has had.
func (b *Book) PayoutFile(ctx context.Context, by people.Person, id uuid.UUID, format string, on time.Time) ([]byte, error) {
	if err := mayManage(by); err != nil {
		return nil, err
	}
	var o order
	err := postgres.InTx(ctx, b.db, func(tx *sqlx.Tx) (err error) {
		if o, err = b.orderOf(ctx, tx, id, on); err != nil {
			return err
		}
		if format == FormatSEPA {
			if err := o.fitForSEPA(); err != nil {
				return err
			}
		}
		return people.AuditTx(ctx, tx, b.clock.Now(), by, "payout_exported", id.String(), format)
	})
	if err != nil {
		return nil, err
	}
	if format == FormatSEPA {
		return o.sepa()
	}
	return o.csv()
}

func (b *Book) orderOf(ctx context.Context, tx *sqlx.Tx, id uuid.UUID, on time.Time) (order, error) {
	p, err := payoutTx(ctx, tx, id)
	if err != nil {
		return order{}, err
	}
	if p.State == PayoutCalledOff {
		return order{}, fault.Conflict("This payout was called off.")
	}
	policy, err := readPolicy(ctx, tx)
	if err != nil {
		return order{}, err
	}
	if on.IsZero() {
		on = b.clock.Now().In(policy.zone())
	}
	o := order{ID: id, MadeAt: p.At, On: on, Payer: policy}
	lines, err := payoutLines(ctx, tx, id)
	if err != nil {
		return order{}, err
	}
	for i, line := range lines {
		payee, err := b.payeeOf(ctx, line)
		if err != nil {
			return order{}, err
		}
		o.Payments = append(o.Payments, payment{Payee: payee, Money: line.Money, Reference: fmt.Sprintf("%s-%d", o.message()[:20], i+1)})
	}
	return o, nil
}

func (b *Book) payeeOf(ctx context.Context, line payoutLine) (Payee, error) {
	if line.Sealed == nil {
		return Payee{}, errors.New("a payout goes to somebody without a payee")
	}
	return b.openPayee(ctx, line.Person, line.Sealed)
}

// message is the id by which the bank knows the payout: 32 characters.
func (o order) message() string { return fmt.Sprintf("%x", o.ID[:]) }

// total of all payments.
func (o order) total() int64 {
	var sum int64
	for _, p := range o.Payments {
		sum += p.Amount
	}
	return sum
}

// places are those behind the decimal point of a currency; two where nothing is known
// of it, as browsers have it.
func places(unit string) int {
	known, err := currency.ParseISO(unit)
	if err != nil {
		return 2
	}
	n, _ := currency.Standard.Rounding(known)
	return n
}

// decimal writes an amount with as many places as its currency has.
func (m Money) decimal() string {
	places := places(m.Unit)
	sign, amount := "", m.Amount
	if amount < 0 {
		sign, amount = "-", -amount
	}
	if places == 0 {
		return fmt.Sprintf("%s%d", sign, amount)
	}
	one := int64(1)
	for range places {
		one *= 10
	}
	return fmt.Sprintf("%s%d.%0*d", sign, amount/one, places, amount%one)
}
