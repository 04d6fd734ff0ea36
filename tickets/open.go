package tickets

import (
	"context"
	"database/sql"
	"errors"
	"strings"

	"github.com/google/uuid"

	"kontor/internal/fault"
	"kontor/internal/postgres"
	"kontor/people"
)

// NewTicket is what a customer sends to open a ticket. ID is made by them, is
// the ticket's id and that of its first message.
type NewTicket struct {
	ID       uuid.UUID
	Topic    string
	Subject  string
	Text     string
	Fields   map[string]string
	Channel  string
	Language string

	Attachments []uuid.UUID // files that the customer has sent for it
}

const (
	subjectFromText = 80
	maxFields       = 20
	maxFieldName    = 60
	maxField        = 1000
)

// Open begins a ticket. The same id by the same customer gives the same ticket
// again.
func (d *Desk) Open(ctx context.Context, by people.Person, in NewTicket) (Done, error) {
	if by.Role != people.RoleCustomer {
		return Done{}, fault.Forbidden("only customers open tickets")
	}
	if err := in.check(); err != nil {
		return Done{}, err
	}
	most := in.subject()
	for range maskTries {
		dossier, err := d.people.Dossier(ctx, by.ID)
		if err != nil {
			return Done{}, err
		}
		done, err := d.openOnce(ctx, by, in, most, dossier)
		switch {
		case errors.Is(err, errDossierChanged):
			d.people.Forget(by.ID)
		case errors.Is(err, errFormChanged):
		case postgres.IsUnique(err): // the same id at the same time: now it is there to be found
		default:
			return done, err
		}
	}
	return Done{}, fault.Conflict("this id is in use; make a new one")
}

func (in *NewTicket) check() error {
	if in.ID == uuid.Nil {
		return fault.Invalid("a ticket needs an id").With("id", "must be a UUID made by the sender")
	}
	if err := needText("text", in.Text, MaxText); err != nil {
		return err
	}
	if err := checkText("subject", in.Subject, maxSubject); err != nil {
		return err
	}
	if err := checkAttachments(in.Attachments); err != nil {
		return err
	}
	if len(in.Fields) > maxFields {
		return fault.Invalid("there are too many fields").With("fields", "has more than 20 members")
	}
	for name, value := range in.Fields {
		if checkText("fields", name, maxFieldName) != nil || checkText("fields", value, maxField) != nil {
			return fault.Invalid("a field cannot be accepted").With("fields", "has a name or value that is too long or not text")
		}
	}
	if in.Channel == "" {
		in.Channel = "chat"
	}
	return nil
}

// subject takes the subject from the text where none was given, and says how
// much of it is kept.
func (in *NewTicket) subject() (most int) {
	if strings.TrimSpace(in.Subject) != "" {
		return maxSubject
	}
	in.Subject, _, _ = strings.Cut(strings.TrimSpace(in.Text), "\n")
	return subjectFromText
}

func (d *Desk) openOnce(ctx context.Context, by people.Person, in NewTicket, most int, dossier *people.Dossier) (Done, error) {
	act := &Open{Subject: Text{Raw: in.Subject}, Message: Text{Raw: in.Text}}
	var err error
	if act.files, err = d.filesFor(ctx, Order{ID: in.ID, By: by}, in.Attachments); err != nil {
		return Done{}, err
	}
	m, err := firstMasking(dossier, in.ID)
	if err != nil {
		return Done{}, err
	}
	for _, text := range act.words() {
		text.mask(m, in.ID)
	}
	// Cut after masking: half a phone number would not be found.
	act.Subject.Raw, act.Subject.Masked = cut(act.Subject.Raw, most), cut(act.Subject.Masked, most)
	fields, err := d.fillIn(ctx, in, m)
	if err != nil {
		return Done{}, err
	}
	act.Fields = fields.open
	var done Done
	var ring Ring
	err = d.reads.InTx(ctx, func(tx *postgres.Tx) error {
		if err := tx.ByKey(ctx); err != nil {
			return err
		}
		c, err := d.newCase(ctx, tx, by, in, dossier)
		if err != nil {
			return err
		}
		if !c.Out.New { // it exists
			again, err := repeated(ctx, tx, c, markOf(act))
			if again != nil {
				done = *again
			}
			return err
		}
		if err := fields.fits(c.Topic.Form); err != nil {
			return err
		}
		if err := act.decide(c); err != nil {
			return err
		}
		if err := c.number(m); err != nil {
			return err
		}
		if err := insertTicket(ctx, tx, &c.Ticket); err != nil {
			return err
		}
		if err := sealRequest(ctx, tx, c, act, fields, dossier); err != nil {
			return err
		}
		if err := d.write(ctx, tx, uuid.Nil, c); err != nil {
			return err
		}
		done, ring = c.done(), ringFor(c)
		return nil
	})
	if err != nil {
		return Done{}, err
	}
	d.bell.Ring(ring)
	return done, nil
}

// newCase is the case of a ticket that does not exist yet, or (Out.New false)
// that of the ticket that bears the id already.
func (d *Desk) newCase(ctx context.Context, tx *postgres.Tx, by people.Person, in NewTicket, dossier *people.Dossier) (*Case, error) {
	c := &Case{Actor: FaceOf(by), Now: d.clock.Now(), ID: in.ID, Full: true}
	var row lockedTicket
	err := tx.Get(ctx, &row, selectTickets+` t.id = $1 FOR NO KEY UPDATE OF t`, in.ID)
	if err == nil {
		c.Ticket = row.Ticket
		if row.Customer != by.ID {
			return nil, fault.Conflict("this id is in use; make a new one")
		}
		return c, nil
	}
	if !errors.Is(err, sql.ErrNoRows) {
		return nil, err
	}
	var version int64
	if err := tx.Get(ctx, &version, `SELECT version FROM vault.customers WHERE person = $1`, by.ID); err != nil {
		return nil, err
	}
	if version != dossier.Version {
		return nil, errDossierChanged
	}
	c.Topic, err = readTopic(ctx, tx, in.Topic, "FOR KEY SHARE") // its times hold until the ticket is there to follow a change of them
	if fault.Is(err, fault.KindNotFound) || err == nil && !c.Topic.Active {
		return nil, fault.Invalid("there is no such topic").With("topic", "is not one of GET /topics")
	}
	if err != nil {
		return nil, err
	}
	c.Out.New = true
	c.Ticket = Ticket{ID: in.ID, Customer: by.ID, CustomerAlias: by.Name, Topic: c.Topic.ID, Team: c.Topic.Team,
		Language: language(in, by), Channel: in.Channel, Tier: TierExpert, State: StateOpen}
	return c, tx.Get(ctx, &c.Ticket.Number, `SELECT nextval('desk.ticket_numbers')`)
}

func language(in NewTicket, by people.Person) string {
	if in.Language != "" {
		return in.Language
	}
	return by.Locale
}

// insertTicket puts down what never changes of a ticket; write fills in the
// rest in the same transaction.
func insertTicket(ctx context.Context, tx *postgres.Tx, t *Ticket) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO desk.tickets (number, id, customer, customer_alias, topic, team, subject, fields, language, channel, tier, state,
		                          head_everyone, head_helpers, head_staff, created_at, updated_at, queued_at, personal_from)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 0, 0, 0, $13, $13, $13, $13)`,
		t.Number, t.ID, t.Customer, t.CustomerAlias, t.Topic, t.Team, t.Subject, string(t.Fields), t.Language, t.Channel, t.Tier, t.State, t.CreatedAt)
	return err
}

// sealRequest keeps the unmasked subject and form, where masking changed them, and
// what of the form is for staff alone.
func sealRequest(ctx context.Context, tx *postgres.Tx, c *Case, act *Open, fields *form, dossier *people.Dossier) error {
	if act.Subject.Sealed == nil && fields.seal == nil && fields.sealStaff == nil {
		return nil
	}
	subject := dossier.Key.Seal([]byte(act.Subject.Raw), subjectPlace(c.Ticket.ID))
	_, err := tx.Exec(ctx, `INSERT INTO vault.requests (ticket, customer, subject, fields, staff_fields) VALUES ($1, $2, $3, $4, $5)`,
		c.Ticket.Number, c.Ticket.Customer, subject, fields.seal, fields.sealStaff)
	return err
}

func subjectPlace(ticket uuid.UUID) string { return "requests.subject:" + ticket.String() }
