package tickets

import (
	"context"
	"fmt"
	"time"

	"kontor/internal/postgres"
)

// writeHandled keeps who has helped with a resolved ticket, beside who helped its
// customer before. A ticket that is resolved again, by somebody else, counts for
// that one; when it was resolved first and who was there before stay.
func writeHandled(ctx context.Context, tx *postgres.Tx, c *Case) error {
	_, err := tx.Exec(ctx, `
		WITH before AS MATERIALIZED (SELECT handler, at FROM desk.handled WHERE customer = $2 AND ticket <> $1 AND at > $5::timestamptz - interval '1 year')
		INSERT INTO desk.handled (ticket, customer, topic, handler, previous, met, at)
		SELECT $1, $2, $3, $4, (SELECT handler FROM desk.handled WHERE customer = $2 AND ticket <> $1 ORDER BY at DESC LIMIT 1),
		       (SELECT count(*) FROM (SELECT handler FROM before UNION SELECT $4) met), $5
		ON CONFLICT (ticket) DO UPDATE SET handler = excluded.handler, met = excluded.met`,
		c.Ticket.Number, c.Ticket.Customer, c.Ticket.Topic, c.Out.Ask.Handler.ID, c.Now)
	return err
}

// Continuity is how often customers met the same person again, of the tickets that
// were first resolved in a month.
type Continuity struct {
	Month     time.Time `db:"month"`     // its first day
	Topic     string    `db:"topic"`     // "": all of them
	Tickets   int       `db:"tickets"`   // resolved
	Again     int       `db:"again"`     // by customers who had one resolved before
	Same      int       `db:"same"`      // by the person who had resolved that one
	Customers int       `db:"customers"` // whose they were
	Median    float64   `db:"median"`    // different people who helped a customer in the year until then
	Mean      float64   `db:"mean"`
}

// Continuity gives the months from one time until another, the newest first; in each
// all topics together and then one by one. Months are those of the zone.
func (d *Desk) Continuity(ctx context.Context, from, until time.Time, zone *time.Location) ([]Continuity, error) {
	rows := []Continuity{}
	err := d.reads.Select(ctx, &rows, `
		WITH handled AS MATERIALIZED (
		    SELECT date_trunc('month', at AT TIME ZONE $3) AS month, topic, customer, handler, previous, met FROM desk.handled WHERE at >= $1 AND at < $2
		), solved AS (
		    SELECT month, topic, count(*) AS tickets, count(previous) AS again, count(*) FILTER (WHERE previous = handler) AS same
		    FROM handled GROUP BY GROUPING SETS ((month), (month, topic))
		), met AS (
		    SELECT month, topic, customer, max(met) AS met FROM handled GROUP BY GROUPING SETS ((month, customer), (month, topic, customer))
		), people AS (
		    SELECT month, topic, count(*) AS customers, percentile_cont(0.5) WITHIN GROUP (ORDER BY met) AS median, avg(met)::float8 AS mean
		    FROM met GROUP BY month, topic
		)
		SELECT s.month, coalesce(s.topic, '') AS topic, s.tickets, s.again, s.same, p.customers, p.median, p.mean
		FROM solved s JOIN people p ON p.month = s.month AND p.topic IS NOT DISTINCT FROM s.topic
		ORDER BY s.month DESC, s.topic NULLS FIRST`, from, until, zone.String())
	if err != nil {
		return nil, fmt.Errorf("read continuity: %w", err)
	}
	return rows, nil
}
