package tickets

import (
	"context"
	"time"

	"github.com/google/uuid"

	"kontor/people"
	"kontor/privacy"
)

// OpenAtOnce opens the customer's data to a member of staff who comes to a
// ticket, where the organisation wants it so. It is an opening like any other,
// in both logs, and holds as long: who comes again meanwhile opens nothing. For
// everybody else, and where staff are to ask, it does nothing.
func (d *Desk) OpenAtOnce(ctx context.Context, by people.Person, number int64) error {
	if !isStaff(by) {
		return nil
	}
	policy, err := d.people.Policy(ctx)
	if err != nil || policy.Personal != privacy.AtOnce {
		return err
	}
	// Read first: an opening that comes in between is seen by the glimpse, and one
	// that comes after it has the same id as ours.
	last, err := privacy.LastOpening(ctx, d.reads, number, by.ID)
	if err != nil {
		return err
	}
	s, err := d.glimpse(ctx, by, number)
	if err != nil || s.PersonalTill != nil {
		return err
	}
	_, err = d.Do(ctx, Order{Ticket: number, ID: openingID(s.ID, by.ID, last), By: by}, &ShowPersonal{AtOnce: true})
	return err
}

// openingID is the same for all who find the data closed after the same last
// opening, so that two pages opened at a time are one opening.
func openingID(ticket, staff uuid.UUID, last time.Time) uuid.UUID {
	return uuid.NewSHA1(ticket, append(staff[:], last.Format(time.RFC3339Nano)...))
}
