package tickets

import (
	"context"
	"encoding/json"
	"time"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"kontor/internal/postgres"
	"kontor/people"
	"kontor/routing"
)

// writeRouted keeps a decision. One that only waits takes the place of the last, if
// that did too.
func writeRouted(ctx context.Context, tx *postgres.Tx, c *Case) error {
	r := c.Out.Routed
	if r == nil {
		return nil
	}
	why, err := json.Marshal(r.Why)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		WITH last AS (SELECT n, action FROM desk.routings WHERE ticket = $1 ORDER BY n DESC LIMIT 1)
		INSERT INTO desk.routings (ticket, n, at, action, reason, until, why)
		SELECT $1, coalesce((SELECT CASE WHEN action = 'wait' AND $3 = 'wait' THEN n ELSE n + 1 END FROM last), 1), $2, $3, $4, $5, $6
		ON CONFLICT (ticket, n) DO UPDATE SET at = excluded.at, until = excluded.until, why = excluded.why`,
		c.Ticket.Number, r.At, string(r.Action), r.Reason, r.Until, string(why))
	return err
}

// maxRoutings bounds how many decisions about a ticket are shown.
const maxRoutings = 100

// Routing is what was decided about a ticket while it waited for an expert.
type Routing struct {
	Decisions []Routed                  // oldest first
	Names     map[uuid.UUID]string      // of those who were asked, by alias
	Outcomes  map[uuid.UUID]OfferEnding // how the last offer to each of them ended
}

// OfferEnding is how an offer ended: "" while it stands.
type OfferEnding struct {
	Outcome string
	At      *time.Time
}

// RoutingOf tells staff why a ticket went where it went. NotFound: they may not see
// the ticket.
func (d *Desk) RoutingOf(ctx context.Context, p people.Person, number int64) (Routing, error) {
	if !isStaff(p) {
		return Routing{}, notFound()
	}
	if _, err := d.glimpse(ctx, p, number); err != nil {
		return Routing{}, err
	}
	var r Routing
	var err error
	if r.Decisions, err = d.decisions(ctx, number); err != nil {
		return Routing{}, err
	}
	return r, d.nameAsked(ctx, number, &r)
}

func (d *Desk) decisions(ctx context.Context, number int64) ([]Routed, error) {
	var rows []struct {
		At     time.Time       `db:"at"`
		Action routing.Action  `db:"action"`
		Reason string          `db:"reason"`
		Until  *time.Time      `db:"until"`
		Why    json.RawMessage `db:"why"`
	}
	err := d.reads.Select(ctx, &rows, `SELECT at, action, reason, until, why FROM desk.routings WHERE ticket = $1 ORDER BY n LIMIT $2`, number, maxRoutings)
	if err != nil {
		return nil, err
	}
	all := make([]Routed, len(rows))
	for i, r := range rows {
		all[i] = Routed{At: r.At, Action: r.Action, Reason: r.Reason, Until: r.Until}
		if err := json.Unmarshal(r.Why, &all[i].Why); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// nameAsked adds who was asked and how that ended.
func (d *Desk) nameAsked(ctx context.Context, number int64, r *Routing) error {
	var ids []uuid.UUID
	for _, one := range r.Decisions {
		for _, c := range one.Why.Chosen {
			ids = append(ids, c.Expert)
		}
	}
	var rows []struct {
		ID      uuid.UUID  `db:"id"`
		Name    string     `db:"name"`
		Outcome string     `db:"outcome"`
		EndedAt *time.Time `db:"ended_at"`
	}
	err := d.reads.Select(ctx, &rows, `
		SELECT DISTINCT ON (p.id) p.id, p.name, coalesce(o.outcome, '') AS outcome, o.ended_at
		FROM desk.people p LEFT JOIN desk.offers o ON o.expert = p.id AND o.ticket = $1
		WHERE p.id = ANY ($2) ORDER BY p.id, o.wave DESC`, number, pq.Array(ids))
	r.Names, r.Outcomes = map[uuid.UUID]string{}, map[uuid.UUID]OfferEnding{}
	for _, row := range rows {
		r.Names[row.ID], r.Outcomes[row.ID] = row.Name, OfferEnding{row.Outcome, row.EndedAt}
	}
	return err
}
