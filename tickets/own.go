package tickets

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"

	"kontor/internal/fault"
)

// A customer's tickets as they themself wrote them, and what tells them things
// that belong to no ticket.

// NextTicketOf gives the first of a customer's tickets after a number; false:
// there is none.
func (d *Desk) NextTicketOf(ctx context.Context, customer uuid.UUID, after int64) (OwnTicket, bool, error) {
	var row struct {
		Ticket
		Sealed       []byte `db:"sealed"`
		SealedFields []byte `db:"sealed_fields"`
		StaffFields  []byte `db:"staff_fields"`
	}
	err := d.app.GetContext(ctx, &row, `
		SELECT `+ticketColumns+`, v.subject AS sealed, v.fields AS sealed_fields, v.staff_fields
		FROM desk.tickets t LEFT JOIN vault.requests v ON v.ticket = t.number
		WHERE t.customer = $1 AND t.number > $2 ORDER BY t.number LIMIT 1`, customer, after)
	if errors.Is(err, sql.ErrNoRows) {
		return OwnTicket{}, false, nil
	}
	if err != nil {
		return OwnTicket{}, false, err
	}
	own := OwnTicket{Ticket: row.Ticket}
	return own, true, d.openRequest(ctx, &own, sealedRequest{row.Sealed, row.SealedFields, row.StaffFields})
}

// OwnTicket is a ticket as its customer wrote it.
type OwnTicket struct {
	Ticket
	Form map[string]string
}

// openRequest puts the customer's own words in the place of the masked ones.
func (d *Desk) openRequest(ctx context.Context, own *OwnTicket, sealed sealedRequest) error {
	if sealed.Subject == nil {
		return json.Unmarshal(own.Fields, &own.Form)
	}
	dossier, err := d.people.Dossier(ctx, own.Customer)
	if fault.Is(err, fault.KindNotFound) { // the key is gone: nothing is left to open
		return nil
	}
	if err != nil {
		return err
	}
	own.Subject, own.Form, err = sealed.open(&own.Ticket, dossier.Key)
	return err
}

// RatingsOf are all answers that a ticket's customer gave, in order.
func (d *Desk) RatingsOf(ctx context.Context, number int64) ([]Rating, error) {
	var rows []ratingRow
	err := d.app.SelectContext(ctx, &rows, `
		SELECT resolution, handler, handler_role, handler_name, stars, tags, comment, rated_at FROM desk.ratings
		WHERE ticket = $1 AND stars IS NOT NULL ORDER BY resolution`, number)
	ratings := make([]Rating, 0, len(rows))
	for _, r := range rows {
		ratings = append(ratings, Rating{Resolution: r.Resolution, Handler: r.face(), Stars: int(r.Stars.Int64), Tags: r.Tags, Comment: r.Comment, At: *r.RatedAt})
	}
	return ratings, err
}

// CountOf says how many tickets a customer has, and how many entries their logs
// hold.
func (d *Desk) CountOf(ctx context.Context, customer uuid.UUID) (tickets, entries int64, err error) {
	var n struct{ Tickets, Entries int64 }
	err = d.app.GetContext(ctx, &n, `SELECT count(*) AS tickets, coalesce(sum(head_everyone), 0) AS entries FROM desk.tickets WHERE customer = $1`, customer)
	return n.Tickets, n.Entries, err
}

// Telling is a kind of notification, and who gets one.
type Telling struct {
	Kind string
	To   []uuid.UUID
}

// TellTx writes a notification that belongs to no ticket, to several people. They
// hear of it with Told, after the commit.
func (d *Desk) TellTx(ctx context.Context, tx *sqlx.Tx, kind string, persons ...uuid.UUID) error {
	return d.TellAllTx(ctx, tx, Telling{kind, persons})
}

// TellAllTx is TellTx for several kinds. A transaction tells everybody at once: then
// it comes to their inboxes in the order that all others do, and nobody waits in a circle.
func (d *Desk) TellAllTx(ctx context.Context, tx *sqlx.Tx, tellings ...Telling) error {
	var rows []newsRow
	for _, t := range tellings {
		for _, p := range t.To {
			rows = append(rows, newsRow{Person: p, ID: newID(), Kind: t.Kind, At: d.clock.Now()})
		}
	}
	if len(rows) == 0 {
		return nil
	}
	raw, err := jsonOf(rows)
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, `WITH `+tell("$1", "true")+` SELECT`, raw); err != nil {
		return fmt.Errorf("write notifications: %w", err)
	}
	return nil
}

// Told tells people that there is something new for them.
func (d *Desk) Told(persons ...uuid.UUID) { d.bell.Ring(Ring{People: persons}) }

// Left tells that people are signed out everywhere, so that their connections end
// without waiting for the next look at rights.
func (d *Desk) Left(persons ...uuid.UUID) { d.bell.Ring(Ring{Left: persons}) }

// JobsDue tells workers that there is something to do.
func (d *Desk) JobsDue() { d.bell.Ring(Ring{Jobs: true}) }

// Changed tells everybody whose lists show these tickets to look at them again.
func (d *Desk) Changed(numbers ...int64) { d.bell.Ring(Ring{Tickets: numbers}) }
