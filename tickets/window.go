package tickets

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"kontor/internal/postgres"
	"kontor/people"
)

// Stream is the circle whose stream a person reads.
func Stream(p people.Person) Audience {
	switch p.Role {
	case people.RoleCustomer:
		return Everyone
	case people.RoleExpert:
		return Helpers
	}
	return Staff
}

// Sight is a ticket as one person may see it.
type Sight struct {
	Ticket
	Head         int64             // in the viewer's stream
	Grant        string            // an expert's
	OfferUntil   *time.Time        // an expert's open offer
	Own          string            // the unmasked subject, for the customer and for who has opened personal data
	ownForm      map[string]string // the form likewise; nil where the desk holds it as it was written
	PersonalTill *time.Time        // staff: personal data is open until then
	ReadTo       int64             // in the viewer's stream
	Rating       *Rating
	Flags        []Flag // staff: what they should look at
	flagged      bool   // there are such
}

// Form is the form as the desk shows it, or where that is open as it was written.
func (s Sight) Form(own bool) (form map[string]string, err error) {
	if own && s.ownForm != nil {
		return s.ownForm, nil
	}
	return form, json.Unmarshal(s.Fields, &form)
}

// rowColumns are what a row of a list shows of a ticket, ticketColumns all that
// its page shows: reading columns is a good part of what a list costs.
const (
	rowColumns = `t.number, t.id, t.customer, t.customer_alias, t.topic, t.team, t.subject, t.language, t.channel, t.tier, t.state,
	t.assignee, t.assignee_role, t.assignee_name, t.head_everyone, t.head_helpers, t.head_staff, t.created_at, t.updated_at,
	t.queued_at, t.waiting_since, t.take_by, t.excerpt, t.last_role, t.last_name, t.peer_reason, t.former, t.former_name`

	ticketColumns = rowColumns + `, t.fields, t.first_reply_at, t.resolved_at, t.closed_at, t.personal_from`
)

// See gives a ticket to who may see it, else NotFound.
func (d *Desk) See(ctx context.Context, p people.Person, number int64) (Sight, error) {
	if p.Role == people.RoleExpert {
		return d.seeAsExpert(ctx, p, number)
	}
	s, err := d.glimpse(ctx, p, number)
	if err != nil {
		return Sight{}, err
	}
	if s.Rating, err = lastRating(ctx, d.reads, number); err != nil {
		return Sight{}, err
	}
	if isStaff(p) {
		if err := d.putFlags(ctx, []*Sight{&s}); err != nil {
			return Sight{}, err
		}
	}
	return s, d.open(ctx, p, &s)
}

// glimpse is See without the rating and the unmasked subject.
func (d *Desk) glimpse(ctx context.Context, p people.Person, number int64) (Sight, error) {
	var row listedRow
	err := d.reads.Get(ctx, &row, `
		SELECT `+ticketColumns+`, coalesce((SELECT own FROM desk.reads WHERE ticket = t.number AND person = $2), 0) AS read_to
		FROM desk.tickets t WHERE t.number = $1 AND (t.customer = $2 OR $3 AND (t.team = ANY ($4) OR t.assignee = $2))`,
		number, p.ID, isStaff(p), pq.Array(p.Teams))
	if errors.Is(err, sql.ErrNoRows) {
		return Sight{}, notFound()
	}
	if err != nil {
		return Sight{}, err
	}
	s := Sight{Ticket: row.Ticket, Head: row.Heads.In(Stream(p)), ReadTo: row.ReadTo}
	if isStaff(p) {
		s.PersonalTill, err = d.OpenUntil(ctx, p, &s.Ticket)
	}
	return s, err
}

func isStaff(p people.Person) bool { return p.Role == people.RoleStaff || p.Role == people.RoleAdmin }

// open adds what only the owner, or staff who opened it, read.
func (d *Desk) open(ctx context.Context, p people.Person, s *Sight) error {
	if isStaff(p) && s.PersonalTill == nil {
		return nil
	}
	var sealed sealedRequest
	err := d.reads.Get(ctx, &sealed, `SELECT subject, fields, staff_fields FROM vault.requests WHERE ticket = $1`, s.Number)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	dossier, err := d.people.Dossier(ctx, s.Customer)
	if err != nil {
		return err
	}
	s.Own, s.ownForm, err = sealed.open(&s.Ticket, dossier.Key)
	return err
}

// asExpert runs a read through the expert login on behalf of these experts.
func (d *Desk) asExpert(ctx context.Context, experts []uuid.UUID, read func(r *postgres.Reader) error) error {
	return d.windows.InReadTx(ctx, onBehalfOf(experts), read)
}

// onBehalfOf tells the wall who reads in this transaction. Ids are letters and digits,
// so that the statement can do without parameters and go with BEGIN.
func onBehalfOf(experts []uuid.UUID) string {
	return `SELECT set_config('kontor.experts', '` + join(experts) + `', true)`
}

func join(ids []uuid.UUID) string {
	out := make([]byte, 0, 37*len(ids))
	for i, id := range ids {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(out, id.String()...)
	}
	return string(out)
}

// expertColumns are what the expert login may read of a ticket, expertRowColumns
// those of a row of a list.
const (
	expertRowColumns = `t.number, t.id, t.customer_alias, t.topic, t.subject, t.language, t.channel, t.tier, t.state,
	t.assignee, t.assignee_role, t.assignee_name, t.head_everyone, t.head_helpers, t.created_at, t.updated_at, t.queued_at,
	t.waiting_since, t.take_by, t.excerpt, t.last_role, t.last_name`

	expertColumns = expertRowColumns + `, t.fields, t.first_reply_at, t.resolved_at, t.closed_at`
)

func (d *Desk) seeAsExpert(ctx context.Context, p people.Person, number int64) (Sight, error) {
	var s Sight
	err := d.asExpert(ctx, []uuid.UUID{p.ID}, func(r *postgres.Reader) error {
		var g Grant
		err := r.Get(ctx, &g, `
			SELECT ticket, expert, kind, first_seq, last_seq, since, until, snapshot FROM desk.grants WHERE ticket = $1 AND expert = $2`, number, p.ID)
		if errors.Is(err, sql.ErrNoRows) {
			return notFound()
		}
		if err != nil {
			return err
		}
		return s.fromGrant(ctx, r, g)
	})
	return s, err
}

// fromGrant fills in the ticket as the grant shows it: as it is, or as it was.
func (s *Sight) fromGrant(ctx context.Context, r *postgres.Reader, g Grant) error {
	s.Grant = g.Kind
	if g.Kind == GrantOffered {
		s.OfferUntil = g.Until
	}
	if g.Snapshot != nil {
		if err := json.Unmarshal(g.Snapshot, &s.Ticket); err != nil {
			return err
		}
		s.Head = s.Heads.Helpers
		return nil
	}
	err := r.Get(ctx, &s.Ticket, `SELECT `+expertColumns+` FROM desk.tickets t WHERE t.number = $1`, g.Ticket)
	if errors.Is(err, sql.ErrNoRows) {
		return notFound()
	}
	if err != nil {
		return err
	}
	s.Head = s.Heads.Helpers
	if s.Rating, err = lastRating(ctx, r, g.Ticket); err != nil {
		return err
	}
	return r.Get(ctx, &s.ReadTo, `SELECT coalesce(max(own), 0) FROM desk.reads WHERE ticket = $1 AND person = $2`, g.Ticket, g.Expert)
}
