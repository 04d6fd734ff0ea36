package tickets

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"

	"kontor/internal/postgres"
	"kontor/people"
)

// Why the words of a customer were emptied, as the event says.
const (
	ReasonErased    = "erased"    // the customer was
	ReasonRetention = "retention" // the topic's time was over
)

// Emptied is how much personal data a ticket has lost.
type Emptied struct {
	Bodies int64 // originals of texts, the request among them
	Texts  int64 // masked texts of the customer
}

// Erase takes everything of its customer out of a ticket: the ticket is closed,
// the customer's words are emptied wherever they stand, the originals of
// everybody's words go, and the alias with them. Numbers, times, stars and what
// helpers wrote stay. An `erased` event tells everybody who watches. It may be
// done again, and begins where it was interrupted.
func (d *Desk) Erase(ctx context.Context, number int64) (Emptied, error) {
	return d.empty(ctx, number, erase{ReasonErased}, people.ErasedName)
}

// Retain takes the personal data out of a ticket that was closed long enough
// ago: the originals, and with texts the customer's masked words too. The alias
// stays.
func (d *Desk) Retain(ctx context.Context, number int64, texts bool) (Emptied, error) {
	if texts {
		return d.empty(ctx, number, erase{ReasonRetention}, "")
	}
	var e Emptied
	err := postgres.InTx(ctx, d.app, func(tx *sqlx.Tx) (err error) {
		if e.Bodies, err = dropOriginals(ctx, tx, number); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `UPDATE desk.tickets SET retained_at = $2 WHERE number = $1`, number, d.clock.Now())
		return err
	})
	return e, err
}

// erase closes a ticket and says that its customer's words are gone.
type erase struct{ reason string }

func (a erase) decide(c *Case) error {
	t := &c.Ticket
	t.Subject, t.Fields = "", json.RawMessage(`{}`)
	if t.LastRole == string(people.RoleCustomer) {
		t.Excerpt = ""
	}
	c.endOffers(OfferWithdrawn, OfferWithdrawn)
	c.event(Everyone, Data{Event: EventErased, Reason: a.reason})
	t.WaitingSince, t.TakeBy, t.PersonalFrom = nil, nil, c.Now
	if t.State != StateClosed {
		t.State, t.ClosedAt = StateClosed, &c.Now
	}
	if t.AssigneeRole == string(people.RoleExpert) {
		c.takeFromHolder()
	}
	return nil
}

// empty does an erase and all that follows from it. An alias, if one is given,
// stands in the place of the customer's from then on.
func (d *Desk) empty(ctx context.Context, number int64, act erase, alias string) (Emptied, error) {
	t, err := d.closeEmptied(ctx, number, act)
	if err != nil {
		return Emptied{}, err
	}
	var e Emptied
	if e.Texts, err = d.emptyLog(ctx, t, alias); err != nil {
		return e, err
	}
	err = postgres.InTx(ctx, d.app, func(tx *sqlx.Tx) error {
		if err := emptyRest(ctx, tx, t, alias); err != nil {
			return err
		}
		if e.Bodies, err = dropOriginals(ctx, tx, number); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `
			UPDATE desk.tickets SET retained_at = coalesce(retained_at, $2), customer_alias = coalesce(nullif($3, ''), customer_alias),
			    last_name = CASE WHEN last_role = 'customer' THEN coalesce(nullif($3, ''), last_name) ELSE last_name END
			WHERE number = $1`, number, d.clock.Now(), alias)
		return err
	})
	d.bell.Ring(Ring{Tickets: []int64{number}})
	return e, err
}

// closeEmptied is the act itself. A ticket without a subject has been through it
// before: every other one has a subject.
func (d *Desk) closeEmptied(ctx context.Context, number int64, act erase) (Ticket, error) {
	var t Ticket
	var ring Ring
	err := d.reads.InTx(ctx, func(tx *postgres.Tx) error {
		c, err := d.lay(ctx, tx, Order{Ticket: number, ID: newID()}, nil)
		if err != nil {
			return err
		}
		t = c.Ticket
		if t.Subject == "" && t.State == StateClosed {
			return nil
		}
		if err := act.decide(c); err != nil {
			return err
		}
		if err := d.write(ctx, tx, uuid.Nil, c); err != nil {
			return err
		}
		t, ring = c.Ticket, ringFor(c)
		_, err = tx.Exec(ctx, `UPDATE desk.tickets SET subject = '', fields = '{}' WHERE number = $1`, number)
		return err
	})
	if err == nil && len(ring.Tickets) > 0 {
		d.bell.Ring(ring)
	}
	return t, err
}

// emptyAtOnce is how many entries of a long log are emptied in one transaction.
const emptyAtOnce = 2000

// emptyLog empties what the customer wrote: texts, tags, which files came with
// them, and what later entries repeat of them.
func (d *Desk) emptyLog(ctx context.Context, t Ticket, alias string) (texts int64, err error) {
	for from := int64(0); from < t.Heads.Staff; from += emptyAtOnce {
		var n int64
		err := d.app.GetContext(ctx, &n, `
			WITH own AS (
			    UPDATE desk.entries e SET text = '', data = e.data - '{tags,attachments}'::text[], author_name = coalesce(nullif($5, ''), author_name)
			    WHERE e.ticket = $1 AND e.author = $2 AND e.seq > $3 AND e.seq <= $4
			      AND (e.text <> '' OR e.data ?| '{tags,attachments}'::text[] OR $5 NOT IN ('', e.author_name))
			    RETURNING e.seq)
			SELECT count(*) FROM own`, t.Number, t.Customer, from, from+emptyAtOnce, alias)
		if err != nil {
			return texts, fmt.Errorf("empty log: %w", err)
		}
		texts += n
	}
	return texts, nil
}

// emptyRest empties what follows from the customer's words elsewhere in desk.
func emptyRest(ctx context.Context, tx *sqlx.Tx, t Ticket, alias string) error {
	return errors.Join(
		execTx(ctx, tx, "amended texts", `
			UPDATE desk.entries a SET data = a.data || '{"text": ""}'
			WHERE a.ticket = $1 AND a.kind = 'event' AND a.data->>'event' = 'amended' AND a.data->>'text' <> ''
			  AND EXISTS (SELECT FROM desk.entries e WHERE e.ticket = $1 AND e.author = $2 AND e.id::text = a.data->>'entry')`, t.Number, t.Customer),
		execTx(ctx, tx, "search words", `
			UPDATE desk.search s SET words = '' FROM desk.entries e
			WHERE s.ticket = $1 AND e.ticket = $1 AND e.seq = s.seq AND s.words <> ''
			  AND (e.author = $2 OR e.seq = 1 OR e.data->>'event' = 'amended')`, t.Number, t.Customer),
		execTx(ctx, tx, "hidden parts", `DELETE FROM desk.hidden_parts WHERE ticket = $1`, t.Number),
		execTx(ctx, tx, "flags", `UPDATE desk.flags SET ended_at = $2 WHERE ticket = $1 AND ended_at IS NULL`, t.Number, t.UpdatedAt),
		execTx(ctx, tx, "ratings", `UPDATE desk.ratings SET comment = '', tags = '{}' WHERE ticket = $1`, t.Number),
		execTx(ctx, tx, "pictures", `
			UPDATE desk.grants SET snapshot = snapshot || '{"Subject": "", "Fields": {}, "Excerpt": ""}' || CASE WHEN $2 = '' THEN '{}'::jsonb
			    ELSE jsonb_build_object('CustomerAlias', $2::text) || CASE WHEN snapshot->>'LastRole' = 'customer' THEN jsonb_build_object('LastName', $2::text) ELSE '{}' END END
			WHERE ticket = $1 AND snapshot IS NOT NULL`, t.Number, alias))
}

func execTx(ctx context.Context, tx *sqlx.Tx, what, statement string, args ...any) error {
	if _, err := tx.ExecContext(ctx, statement, args...); err != nil {
		return fmt.Errorf("empty %s: %w", what, err)
	}
	return nil
}

// dropOriginals deletes the unmasked texts of a ticket, everybody's: they all
// are sealed because they speak of the customer.
func dropOriginals(ctx context.Context, tx *sqlx.Tx, number int64) (gone int64, err error) {
	err = tx.GetContext(ctx, &gone, `
		WITH body AS (DELETE FROM vault.bodies WHERE ticket = $1 RETURNING 1),
		     request AS (DELETE FROM vault.requests WHERE ticket = $1 RETURNING 1),
		     numbers AS (DELETE FROM vault.placeholders WHERE ticket = $1)
		SELECT (SELECT count(*) FROM body) + (SELECT count(*) FROM request)`, number)
	if err != nil {
		return 0, fmt.Errorf("drop originals: %w", err)
	}
	return gone, nil
}

// ForgetPerson removes what the desk keeps for a customer beside their tickets:
// notifications, read marks and what jobs say of them.
func (d *Desk) ForgetPerson(ctx context.Context, person uuid.UUID) error {
	return postgres.InTx(ctx, d.app, func(tx *sqlx.Tx) error {
		return errors.Join(
			execTx(ctx, tx, "notifications", `DELETE FROM desk.notifications WHERE person = $1`, person),
			execTx(ctx, tx, "read marks", `DELETE FROM desk.reads WHERE person = $1`, person),
			execTx(ctx, tx, "inbox", `UPDATE desk.inbox SET head = head + 1, read = notified, moved_at = clock_timestamp() WHERE person = $1`, person),
			execTx(ctx, tx, "jobs", `UPDATE desk.jobs SET payload = '{}', last_error = '' WHERE person = $1`, person))
	})
}
