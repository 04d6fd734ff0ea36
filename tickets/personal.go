package tickets

import (
	"context"
	"time"

	"github.com/google/uuid"

	"kontor/internal/fault"
	"kontor/internal/postgres"
	"kontor/people"
	"kontor/privacy"
)

// Personal is what one member of staff reads after opening personal data.
type Personal struct {
	Customer Face
	Since    time.Time
	Profile  people.Profile
	Subject  string
	Topic    string
	Form     map[string]string
	Entries  []Seen
	Until    time.Time
}

// ShowPersonal opens the customer's data on a ticket to one member of staff:
// the access log and the ticket's log are written before anything is shown.
func (d *Desk) ShowPersonal(ctx context.Context, o Order, reason string) (Personal, error) {
	if err := needStaff(o.By); err != nil {
		return Personal{}, err
	}
	done, err := d.Do(ctx, o, &ShowPersonal{Reason: Text{Raw: reason}})
	if err != nil {
		return Personal{}, err
	}
	if done.Opening == nil { // an id sent again opens nothing
		return d.OpenedPersonal(ctx, o.By, o.Ticket)
	}
	// What the act has opened it shows, whatever has become of the ticket since: both logs say so.
	s := Sight{Ticket: done.Ticket, Head: done.Ticket.Heads.Staff, PersonalTill: done.Opening}
	if err := d.open(ctx, o.By, &s); err != nil {
		return Personal{}, err
	}
	return d.personal(ctx, o.By, s)
}

// OpenedPersonal is what a member of staff has open on a ticket; a conflict when
// that is nothing.
func (d *Desk) OpenedPersonal(ctx context.Context, by people.Person, number int64) (Personal, error) {
	if err := needStaff(by); err != nil {
		return Personal{}, err
	}
	s, err := d.See(ctx, by, number)
	if err != nil {
		return Personal{}, err
	}
	if s.PersonalTill == nil {
		return Personal{}, fault.Conflict("the personal data is not open to you; open it")
	}
	return d.personal(ctx, by, s)
}

func (d *Desk) personal(ctx context.Context, by people.Person, s Sight) (Personal, error) {
	profile, err := d.people.Profile(ctx, s.Customer)
	if err != nil {
		return Personal{}, err
	}
	entries, err := d.EntriesOf(ctx, by, s, max(0, s.Head-MaxEntries), MaxEntries)
	if err != nil {
		return Personal{}, err
	}
	form, err := s.Form(true)
	if err != nil {
		return Personal{}, err
	}
	since, err := d.CustomerSince(ctx, s.Customer)
	return Personal{Customer: Face{s.Customer, "customer", s.CustomerAlias}, Since: since, Profile: profile, Subject: s.Own,
		Topic: s.Topic, Form: form, Entries: entries, Until: *s.PersonalTill}, err
}

func needStaff(p people.Person) error {
	if !isStaff(p) {
		return fault.Forbidden("only staff can do this")
	}
	return nil
}

// CustomerSince is when a customer first came.
func (d *Desk) CustomerSince(ctx context.Context, customer uuid.UUID) (time.Time, error) {
	var since time.Time
	return since, d.reads.Get(ctx, &since, `SELECT created_at FROM desk.people WHERE id = $1`, customer)
}

// logOpening writes the access log in the transaction of the opening.
func (d *Desk) logOpening(ctx context.Context, tx *postgres.Tx, c *Case, act *ShowPersonal, dossier *people.Dossier) error {
	return privacy.LogOpeningTx(ctx, tx.Plain(), privacy.Opening{
		ID: c.ID, At: c.Now, Customer: c.Ticket.Customer, Staff: c.Actor.ID, StaffName: c.Actor.Name, StaffRole: c.Actor.Role,
		Ticket: c.Ticket.Number, Reason: act.Reason.Raw, Until: *c.Out.Opening, AtOnce: act.AtOnce,
	}, dossier.Key)
}

// OpenUntil says until when the customer's data is open to this member of staff
// in this ticket; nil: it is not.
func (d *Desk) OpenUntil(ctx context.Context, p people.Person, t *Ticket) (*time.Time, error) {
	until, open, err := privacy.OpenUntil(ctx, d.reads, t.Number, p.ID, t.PersonalFrom, d.clock.Now())
	if err != nil || !open {
		return nil, err
	}
	return &until, nil
}

// ClosesPersonal reports whether an entry may have closed what staff had opened
// of the customer's data: who has the ticket has changed.
func ClosesPersonal(e Entry) bool {
	switch EventOf(e) {
	case EventClaimed, EventReleased, EventEscalated, EventHandedBack, EventAssigned, EventReopened, EventErased:
		return true
	}
	return false
}
