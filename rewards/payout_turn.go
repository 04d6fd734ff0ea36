package rewards

import (
	"context"
	"fmt"
	"strings"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"

	"kontor/internal/fault"
	"kontor/internal/postgres"
	"kontor/people"
	"kontor/privacy"
)

// EndPayout marks a payout paid, or calls it off: then everything in it is owed
// again. The same end again is fine.
func (b *Book) EndPayout(ctx context.Context, by people.Person, id uuid.UUID, kind string) (Payout, error) {
	to := map[string]account{KindPaid: paid, KindCalledOff: owed}[kind]
	return b.turn(ctx, by, id, func(tx *sqlx.Tx, p Payout) error {
		switch p.State {
		case kind:
			return nil
		case PayoutOpen:
			if err := b.turnTx(ctx, tx, by, p, transfer{ID: newID(), Kind: kind}, ordered, to); err != nil {
				return err
			}
			return people.AuditTx(ctx, tx, b.clock.Now(), by, "payout_"+kind, id.String())
		}
		return fault.Conflict("This payout has ended already.")
	})
}

// TakeBack says that a payout which was marked paid was not paid after all: it is
// under way again, to be paid or called off. The reason stands in the ledger and in
// the audit log, masked. The same id again changes nothing.
func (b *Book) TakeBack(ctx context.Context, by people.Person, payout, id uuid.UUID, reason string) (Payout, error) {
	reason = strings.TrimSpace(reason)
	if id == uuid.Nil {
		return Payout{}, fault.Invalid("Taking a payout back needs an id.").With("id", "is missing")
	}
	if wrong := wrongReason(reason); wrong != "" {
		return Payout{}, fault.Invalid("Please say why.").With("reason", wrong)
	}
	masker, err := b.people.MaskerOf(ctx, privacy.Known{})
	if err != nil {
		return Payout{}, fmt.Errorf("read mask rules: %w", err)
	}
	p, err := b.turn(ctx, by, payout, func(tx *sqlx.Tx, p Payout) error {
		if done, err := takenBack(ctx, tx, payout, id); done || err != nil {
			return err
		}
		if p.State != PayoutPaid {
			return fault.Conflict("Only a payout that is marked paid can be taken back.")
		}
		t := transfer{ID: id, Kind: KindTakenBack, Reason: masker.Mask(reason).Text}
		if err := b.turnTx(ctx, tx, by, p, t, paid, ordered); err != nil {
			return err
		}
		return people.AuditReasonTx(ctx, tx, b.clock.Now(), by, "payout_taken_back", payout.String(), t.Reason)
	})
	if postgres.IsUnique(err) {
		return Payout{}, fault.Conflict("This id is already in use.").With("id", "is in use")
	}
	return p, err
}

// takenBack reports whether this was done under this id already.
func takenBack(ctx context.Context, tx *sqlx.Tx, payout, id uuid.UUID) (done bool, err error) {
	err = tx.GetContext(ctx, &done, `SELECT EXISTS (SELECT FROM desk.transfers WHERE id = $1 AND kind = 'taken_back' AND payout = $2)`, id, payout)
	if err != nil {
		return false, fmt.Errorf("look for what was taken back: %w", err)
	}
	return done, nil
}

// turn lets one admin at a time decide what becomes of a payout, and answers how it
// stands then.
func (b *Book) turn(ctx context.Context, by people.Person, id uuid.UUID, decide func(*sqlx.Tx, Payout) error) (Payout, error) {
	if err := mayManage(by); err != nil {
		return Payout{}, err
	}
	var p Payout
	err := postgres.InTx(ctx, b.db, func(tx *sqlx.Tx) (err error) {
		if err := lock(ctx, tx); err != nil {
			return err
		}
		if p, err = payoutTx(ctx, tx, id); err != nil {
			return err
		}
		if err := decide(tx, p); err != nil {
			return err
		}
		p, err = payoutTx(ctx, tx, id)
		return err
	})
	return p, err
}

// turnTx moves everything in a payout. The cause numbers its turns: there is one of
// each, whoever else writes.
func (b *Book) turnTx(ctx context.Context, tx *sqlx.Tx, by people.Person, p Payout, t transfer, from, to account) error {
	lines, err := payoutLines(ctx, tx, p.ID)
	if err != nil {
		return err
	}
	t.Cause, t.At, t.By, t.Payout = fmt.Sprintf("ended:%s:%d", p.ID, p.Turns), b.clock.Now(), by.ID, p.ID
	for _, l := range lines {
		t.move(l.Money, l.Person, from, to)
	}
	written, err := t.writeTx(ctx, tx)
	if err != nil {
		return err
	}
	if !written {
		return fault.Conflict("Somebody else has decided about this payout meanwhile.")
	}
	return nil
}
