package tickets

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"github.com/google/uuid"

	"kontor/internal/fault"
	"kontor/internal/postgres"
	"kontor/people"
	"kontor/privacy"
)

// Writing is what somebody wants to say.
type Writing struct {
	Kind     Kind
	Audience Audience
	Text     string
	Insist   bool // they were warned of its risks

	Attachments []uuid.UUID
}

// Writes gives the act for a writing. What an expert writes to a customer must
// neither hold the expert's contact data nor ask for the customer's: it is
// risky, and held for staff if they insist.
func Writes(by people.Person, w Writing) (Act, error) {
	text := Text{Raw: w.Text}
	if by.Role != people.RoleExpert || w.Kind != KindMessage {
		return &Post{Kind: w.Kind, Audience: w.Audience, Text: text, Attachments: w.Attachments}, nil
	}
	risks := privacy.Risks(w.Text)
	switch {
	case len(risks) == 0:
		return &Post{Kind: w.Kind, Audience: w.Audience, Text: text, Attachments: w.Attachments}, nil
	case w.Insist:
		return &Hold{Text: text, Risks: risks}, nil
	}
	err := fault.Risky("this would tell the customer how to reach you, or ask for what you should not know")
	for _, r := range risks {
		err = err.With("risk", r)
	}
	return nil, err
}

// Hold keeps an expert's answer for staff to look at: a note for helpers that
// the customer does not see until it is let out.
type Hold struct {
	Text  Text
	Risks []string
	staff []uuid.UUID

	review bool // for no other reason than their probation
}

func (a *Hold) words() []*Text { return ownWords(&a.Text) }
func (a *Hold) check() error   { return needText("text", a.Text.Raw, MaxText) }

func (a *Hold) bring(ctx context.Context, tx *postgres.Tx, c *Case) (err error) {
	a.staff, err = staffOf(ctx, tx, &c.Ticket)
	return err
}

func (a *Hold) decide(c *Case) error {
	if err := c.mayKnow(); err != nil {
		return err
	}
	switch {
	case c.Ticket.State == StateClosed:
		return fault.Conflict("this ticket is closed")
	case !c.isHolder():
		return c.takeItFirst()
	case a.review && !c.Ticket.Reviewed:
		return errNotReviewed
	}
	why := a.Risks
	if c.Ticket.Reviewed {
		why = append(slices.Clone(why), HeldProbation)
	}
	e := c.append(KindNote, Helpers, a.Text, Data{Held: why})
	c.flag(e.ID, FlagHeld)
	c.tellStaff(a.staff, FlagHeld)
	return nil
}

// ReleaseHeld lets a held answer out: it goes to the customer as a message of the
// expert who wrote it.
type ReleaseHeld struct {
	Entry uuid.UUID
	text  Text
	held  Entry
	asked *time.Time // when the customer wrote on after it; loaded by the desk
}

func (a *ReleaseHeld) words() []*Text { return []*Text{&a.text} }

func (a *ReleaseHeld) bring(ctx context.Context, tx *postgres.Tx, c *Case) (err error) {
	if a.held, err = heldTx(ctx, tx, c.Ticket.Number, a.Entry); err != nil || a.held.ID == uuid.Nil {
		return err
	}
	if c.Probation, err = probationOf(ctx, tx, a.held.Author.ID, c.Ticket.Topic); err != nil {
		return err
	}
	return tx.Get(ctx, &a.asked, `SELECT min(at) FROM desk.entries WHERE ticket = $1 AND seq > $2 AND kind = 'message' AND author = $3`,
		c.Ticket.Number, a.held.Numbers.Staff, c.Ticket.Customer)
}

func (a *ReleaseHeld) decide(c *Case) error {
	if err := c.overHeld(a.held); err != nil {
		return err
	}
	if c.Ticket.State == StateClosed {
		return fault.Conflict("this ticket is closed")
	}
	id := a.held.ID
	c.event(Helpers, Data{Event: EventHeldReleased, Entry: &id})
	staff := c.Actor
	c.Actor = a.held.Author
	c.message(a.text)
	c.Actor = staff
	c.unflag(id, FlagHeld)
	t := &c.Ticket
	if slices.Contains(heldFor(a.held), HeldProbation) {
		c.Out.Proven = a.held.Author.ID
		t.Reviewed = t.Reviewed && (c.Probation > 1 || !t.HeldBy(a.held.Author.ID))
	}
	a.answers(c)
	return nil
}

// answers: the customer has an answer now. They go on waiting for one to what they wrote
// after it, and for whoever has the ticket if its author lost it meanwhile.
func (a *ReleaseHeld) answers(c *Case) {
	t := &c.Ticket
	t.repliedAt(c.Now)
	switch {
	case !t.HeldBy(a.held.Author.ID):
	case t.WaitingSince != nil && a.asked != nil:
		t.WaitingSince = a.asked
	default:
		c.answered()
	}
}

// DropHeld lets a held answer be: the customer never sees it.
type DropHeld struct {
	Entry uuid.UUID
	Note  Text // for the expert
	held  Entry
}

func (a *DropHeld) words() []*Text { return []*Text{&a.Note} }
func (a *DropHeld) check() error   { return checkText("note", a.Note.Raw, maxNote) }

func (a *DropHeld) bring(ctx context.Context, tx *postgres.Tx, c *Case) (err error) {
	a.held, err = heldTx(ctx, tx, c.Ticket.Number, a.Entry)
	return err
}

func (a *DropHeld) decide(c *Case) error {
	if err := c.overHeld(a.held); err != nil {
		return err
	}
	id := a.held.ID
	c.event(Helpers, Data{Event: EventHeldDropped, Entry: &id})
	c.noteFor(Helpers, a.Note)
	c.unflag(id, FlagHeld)
	return nil
}

// anyHeld is true of a ticket, the one in $1, that an answer is held on.
const anyHeld = `EXISTS (SELECT FROM desk.flags WHERE ticket = $1 AND kind = '` + FlagHeld + `' AND ended_at IS NULL)`

// bringHeld says whether an answer waits to be let out.
func bringHeld(ctx context.Context, tx *postgres.Tx, c *Case) error {
	return tx.Get(ctx, &c.Held, `SELECT `+anyHeld, c.Ticket.Number)
}

func (c *Case) overHeld(held Entry) error {
	if !c.reviews(held) {
		if err := c.staffOnly(); err != nil {
			return err
		}
	}
	if held.ID == uuid.Nil {
		return fault.Conflict("this answer is not held any more")
	}
	return nil
}

// heldFor says why an answer is held.
func heldFor(e Entry) []string {
	var data Data
	_ = json.Unmarshal(e.Data, &data) // our own
	return data.Held
}

// findHeld loads the words of a held answer, to be masked as those of any
// message.
func (d *Desk) findHeld(ctx context.Context, o Order, a *ReleaseHeld) error {
	var row entryRecord
	err := d.app.GetContext(ctx, &row, `
		SELECT `+entryColumns+`, b.text AS body FROM desk.flags f JOIN desk.entries e ON e.ticket = f.ticket AND e.id = f.entry
		LEFT JOIN vault.bodies b ON b.ticket = e.ticket AND b.seq = e.seq
		WHERE f.ticket = $1 AND f.entry = $2 AND f.kind = 'held'`, o.Ticket, a.Entry)
	if errors.Is(err, sql.ErrNoRows) {
		return nil // decided under the lock
	}
	if err != nil {
		return err
	}
	customer, err := d.owners.of(ctx, d.reads, o.Ticket)
	if err != nil {
		return err
	}
	a.text.Raw, err = d.original(ctx, customer, row.entry())
	return err
}
