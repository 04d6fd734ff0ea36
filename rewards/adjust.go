package rewards

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"

	"kontor/internal/fault"
	"kontor/internal/postgres"
	"kontor/people"
	"kontor/privacy"
)

// Adjustment is what staff give an expert beside the rates, or take back.
type Adjustment struct {
	ID     uuid.UUID
	Person uuid.UUID
	Money
	Ticket int64 // that it is about; 0: none
	Reason string
}

// Mask is how the expert will read a reason.
type Mask func(ctx context.Context, reason string) (privacy.Masked, error)

const reasonMost = 500

// Adjust changes what an expert is owed. The reason is read by the expert and
// stands in the audit log, so it is masked. What is owed may fall below zero;
// later earnings then make up for it. The same adjustment again changes nothing.
func (b *Book) Adjust(ctx context.Context, by people.Person, a Adjustment, mask Mask) error {
	if by.Role != people.RoleStaff && by.Role != people.RoleAdmin {
		return fault.Forbidden("Only staff may do this.")
	}
	if err := a.check(); err != nil {
		return err
	}
	expert, err := b.people.Find(ctx, a.Person)
	if fault.Is(err, fault.KindNotFound) || err == nil && expert.Role != people.RoleExpert {
		return fault.Invalid("Only experts are rewarded.").With("person", "is not an expert")
	}
	if err != nil {
		return err
	}
	reason, err := mask(ctx, a.Reason)
	if err != nil {
		return fmt.Errorf("mask reason: %w", err)
	}
	now := b.clock.Now()
	t := transfer{ID: a.ID, Cause: "adjusted:" + a.ID.String(), Kind: KindAdjusted, At: now, By: by.ID, Ticket: a.Ticket, Reason: reason.Text}
	t.move(a.Money, a.Person, granted, owed)
	write := func(tx *sqlx.Tx) error {
		written, err := t.writeTx(ctx, tx)
		if err != nil {
			return err
		}
		if !written {
			return sameAdjustment(ctx, tx, a)
		}
		return people.AuditReasonTx(ctx, tx, now, by, "reward_adjusted", a.Person.String(), t.Reason)
	}
	err = postgres.InTx(ctx, b.db, write)
	if postgres.IsUnique(err) { // perhaps the same at the same time: now it is there to be found
		err = postgres.InTx(ctx, b.db, write)
	}
	if postgres.IsUnique(err) {
		return fault.Conflict("This id is already in use.").With("id", "is in use")
	}
	return err
}

// sameAdjustment refuses an id that stands for another adjustment.
func sameAdjustment(ctx context.Context, tx *sqlx.Tx, a Adjustment) error {
	var same bool
	err := tx.GetContext(ctx, &same, `
		SELECT EXISTS (SELECT FROM desk.transfers t JOIN desk.postings p ON p.transfer = t.id WHERE t.id = $1 AND coalesce(t.ticket, 0) = $2
		    AND p.account = 'owed' AND p.person = $3 AND p.unit = $4 AND p.amount = $5)`, a.ID, a.Ticket, a.Person, a.Unit, a.Amount)
	if err != nil {
		return fmt.Errorf("look for adjustment: %w", err)
	}
	if !same {
		return fault.Conflict("This id is already in use.").With("id", "is in use")
	}
	return nil
}

func (a *Adjustment) check() error {
	a.Reason = strings.TrimSpace(a.Reason)
	f := fault.Invalid("This adjustment cannot be made.")
	wrong := func(is bool, field, message string) {
		if is {
			f = f.With(field, message)
		}
	}
	wrong(a.ID == uuid.Nil, "id", "is missing")
	wrong(!isUnit(a.Unit), "unit", "is neither a currency of three capitals nor points")
	wrong(a.Amount == 0 || a.Amount > maxAmount || a.Amount < -maxAmount, "amount", fmt.Sprintf("must be 1 to %d, more or less", maxAmount))
	reason := wrongReason(a.Reason)
	wrong(reason != "", "reason", reason)
	if len(f.Fields) > 0 {
		return f
	}
	return nil
}

// wrongReason says what is wrong with a reason, or nothing.
func wrongReason(reason string) string {
	switch {
	case reason == "":
		return "is missing"
	case !utf8.ValidString(reason) || utf8.RuneCountInString(reason) > reasonMost || strings.ContainsRune(reason, 0):
		return fmt.Sprintf("must be text of %d characters at most", reasonMost)
	}
	return ""
}
