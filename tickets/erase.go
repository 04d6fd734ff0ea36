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
		return errors.Join(
			execTx(ctx, tx, "hidden parts", `UPDATE desk.hidden_parts SET spans = '[]' WHERE ticket = $1`, number), // places in the originals
			execTx(ctx, tx, "ticket", `UPDATE desk.tickets SET retained_at = $2 WHERE number = $1`, number, d.clock.Now()))
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
	t, e, err := d.closeEmptied(ctx, number, act)
	if err != nil {
		return Emptied{}, err
	}
	for from := int64(0); from < t.Heads.Staff; from += emptyAtOnce {
		some, err := d.emptySome(ctx, t, from, alias)
		if err != nil {
			return e, fmt.Errorf("empty log: %w", err)
		}
		e.Texts, e.Bodies = e.Texts+some.Texts, e.Bodies+some.Bodies
	}
	err = postgres.InTx(ctx, d.app, func(tx *sqlx.Tx) error { return d.emptyRest(ctx, tx, t, alias) })
	d.bell.Ring(Ring{Tickets: []int64{number}})
	return e, err
}

// closeEmptied is the act itself, with which the subject and the form go. A ticket
// without a subject has been through it before: every other one has a subject.
func (d *Desk) closeEmptied(ctx context.Context, number int64, act erase) (t Ticket, e Emptied, err error) {
	var ring Ring
	err = d.reads.InTx(ctx, func(tx *postgres.Tx) error {
		c, err := d.lay(ctx, tx, Order{Ticket: number, ID: newID()}, nil)
		if err != nil {
			return err
		}
		t = c.Ticket
		if t.Subject == "" && t.State == StateClosed {
			e.Bodies, err = dropRequest(ctx, tx.Plain(), number)
			return err
		}
		if err := act.decide(c); err != nil {
			return err
		}
		if err := d.write(ctx, tx, uuid.Nil, c); err != nil {
			return err
		}
		t, ring = c.Ticket, ringFor(c)
		opened, err := standingAt(ctx, tx, &t, 1, nil)
		if err != nil {
			return err
		}
		if err := rewriteTexts(ctx, tx, number, gone(opened.Entry, t.Fields)); err != nil {
			return err
		}
		e.Bodies, err = dropRequest(ctx, tx.Plain(), number)
		return err
	})
	if err == nil && len(ring.Tickets) > 0 {
		d.bell.Ring(ring)
	}
	return t, e, err
}

// gone is an entry whose text is no more, nor its tags and which files came with it.
func gone(e Entry, fields json.RawMessage) rewrite {
	return rewrite{Seq: e.Numbers.Staff, ID: e.ID, Audience: e.Audience, At: e.At, Drop: []string{"tags", "attachments"}, Fields: fields}
}

// emptyAtOnce is how many entries of a long log are emptied in one transaction.
const emptyAtOnce = 2000

// emptySome empties what the customer wrote of a part of the log. The originals go in
// the same transaction: whoever masks anew meanwhile must not find them.
func (d *Desk) emptySome(ctx context.Context, t Ticket, from int64, alias string) (e Emptied, err error) {
	err = d.reads.InTx(ctx, func(tx *postgres.Tx) error {
		if _, err := tx.Exec(ctx, `SELECT FROM desk.tickets WHERE number = $1 FOR NO KEY UPDATE`, t.Number); err != nil {
			return err
		}
		var own []entryRecord
		err := tx.Select(ctx, &own, `
			SELECT `+entryColumns+` FROM desk.entries e WHERE e.ticket = $1 AND e.author = $2 AND e.seq > $3 AND e.seq <= $4`,
			t.Number, t.Customer, from, from+emptyAtOnce)
		if err != nil {
			return err
		}
		texts := make([]rewrite, len(own)) // those that are empty too: words of theirs may have come late
		for i, r := range own {
			texts[i] = gone(r.entry(), json.RawMessage(`{}`))
			if r.Text != "" || len(tagsOf(r.entry()))+len(filesIn(r.entry())) > 0 {
				e.Texts++
			}
		}
		if err := rewriteTexts(ctx, tx, t.Number, texts...); err != nil {
			return err
		}
		if alias != "" {
			_, err := tx.Exec(ctx, `UPDATE desk.entries SET author_name = $5 WHERE ticket = $1 AND author = $2 AND seq > $3 AND seq <= $4 AND author_name <> $5`,
				t.Number, t.Customer, from, from+emptyAtOnce, alias)
			if err != nil {
				return err
			}
		}
		return tx.Get(ctx, &e.Bodies, `
			WITH body AS (DELETE FROM vault.bodies WHERE ticket = $1 AND seq > $2 AND seq <= $3 RETURNING 1) SELECT count(*) FROM body`,
			t.Number, from, from+emptyAtOnce)
	})
	return e, err
}

// emptyRest ends what speaks of the customer beside their words.
func (d *Desk) emptyRest(ctx context.Context, tx *sqlx.Tx, t Ticket, alias string) error {
	return errors.Join(
		execTx(ctx, tx, "hidden parts", `DELETE FROM desk.hidden_parts WHERE ticket = $1`, t.Number),
		execTx(ctx, tx, "flags", `UPDATE desk.flags SET ended_at = $2 WHERE ticket = $1 AND ended_at IS NULL`, t.Number, t.UpdatedAt),
		execTx(ctx, tx, "pictures", `
			UPDATE desk.grants SET snapshot = snapshot || CASE WHEN $2 = '' THEN '{}'::jsonb
			    ELSE jsonb_build_object('CustomerAlias', $2::text) || CASE WHEN snapshot->>'LastRole' = 'customer' THEN jsonb_build_object('LastName', $2::text) ELSE '{}' END END
			WHERE ticket = $1 AND snapshot IS NOT NULL`, t.Number, alias),
		execTx(ctx, tx, "ticket", `
			UPDATE desk.tickets SET retained_at = coalesce(retained_at, $2), customer_alias = coalesce(nullif($3, ''), customer_alias),
			    last_name = CASE WHEN last_role = 'customer' THEN coalesce(nullif($3, ''), last_name) ELSE last_name END
			WHERE number = $1`, t.Number, d.clock.Now(), alias))
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
	err = tx.GetContext(ctx, &gone, `WITH body AS (DELETE FROM vault.bodies WHERE ticket = $1 RETURNING 1) SELECT count(*) FROM body`, number)
	if err != nil {
		return 0, fmt.Errorf("drop originals: %w", err)
	}
	request, err := dropRequest(ctx, tx, number)
	return gone + request, err
}

// dropRequest deletes the unmasked subject and form, and which placeholder stands
// for what.
func dropRequest(ctx context.Context, tx *sqlx.Tx, number int64) (gone int64, err error) {
	err = tx.GetContext(ctx, &gone, `
		WITH request AS (DELETE FROM vault.requests WHERE ticket = $1 RETURNING 1), numbers AS (DELETE FROM vault.placeholders WHERE ticket = $1)
		SELECT count(*) FROM request`, number)
	if err != nil {
		return 0, fmt.Errorf("drop request: %w", err)
	}
	return gone, nil
}

// ForgetPerson removes what the desk keeps for a customer beside their tickets:
// notifications, whom they want back, read marks and what jobs say of them.
func (d *Desk) ForgetPerson(ctx context.Context, person uuid.UUID) error {
	return postgres.InTx(ctx, d.app, func(tx *sqlx.Tx) error {
		return errors.Join(
			execTx(ctx, tx, "notifications", `DELETE FROM desk.notifications WHERE person = $1`, person),
			execTx(ctx, tx, "contacts", `DELETE FROM desk.contacts WHERE customer = $1`, person),
			execTx(ctx, tx, "read marks", `DELETE FROM desk.reads WHERE person = $1`, person),
			execTx(ctx, tx, "inbox", `UPDATE desk.inbox SET head = head + 1, read = notified, moved_at = clock_timestamp() WHERE person = $1`, person),
			execTx(ctx, tx, "jobs", `UPDATE desk.jobs SET payload = '{}', last_error = '' WHERE person = $1`, person))
	})
}
