package tickets

import (
	"context"
	"fmt"
	"time"
)

// How far back an expert's work counts in routing, and how fast stars fade.
const (
	statsReach     = 365 * 24 * time.Hour
	starsHalfDays  = 180
	starsGiven     = 5.0 // ratings that everybody has in advance …
	starsGivenMean = 4.0 // … of so many stars
)

// ReckonExperts reckons anew what is known of each expert in each topic: tickets taken,
// solved without staff, the median time to the first reply, and stars. It gives the
// number of rows that changed.
func (d *Desk) ReckonExperts(ctx context.Context) (int64, error) {
	now := d.clock.Now()
	res, err := d.app.ExecContext(ctx, `
		WITH claim AS (
		    SELECT o.expert, t.topic, o.ticket, o.ended_at AS at, t.first_reply_at AS reply,
		           lead(o.ended_at) OVER (PARTITION BY o.ticket ORDER BY o.ended_at) AS next
		    FROM desk.offers o JOIN desk.tickets t ON t.number = o.ticket
		    WHERE o.outcome = 'claimed' AND o.ended_at >= $1
		), work AS (
		    SELECT expert, topic, count(DISTINCT ticket) AS tried,
		           percentile_disc(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM reply - at)::integer)
		               FILTER (WHERE reply >= at AND (next IS NULL OR reply <= next)) AS median
		    FROM claim GROUP BY expert, topic
		), rated AS (
		    SELECT r.handler AS expert, t.topic,
		           count(DISTINCT r.ticket) FILTER (WHERE t.tier = 'expert' AND t.phase <> 'active' AND r.resolution = t.resolutions) AS solved,
		           coalesce(sum(r.stars * fade), 0) AS stars, coalesce(sum(fade) FILTER (WHERE r.stars IS NOT NULL), 0) AS weight
		    FROM desk.ratings r JOIN desk.tickets t ON t.number = r.ticket,
		         LATERAL (SELECT power(0.5, extract(epoch FROM $2::timestamptz - coalesce(r.rated_at, r.asked_at)) / 86400 / $3) AS fade) f
		    WHERE r.handler_role = 'expert' AND r.asked_at >= $1
		    GROUP BY r.handler, t.topic
		), fresh AS (
		    SELECT w.expert, w.topic, w.tried, coalesce(r.solved, 0) AS solved, w.median,
		           ((coalesce(r.stars, 0) + $4::float8 * $5) / (coalesce(r.weight, 0) + $4::float8))::real AS reputation
		    FROM work w LEFT JOIN rated r USING (expert, topic)
		), gone AS (
		    DELETE FROM desk.expert_stats s WHERE NOT EXISTS (SELECT FROM fresh f WHERE f.expert = s.person AND f.topic = s.topic)
		)
		INSERT INTO desk.expert_stats AS s (person, topic, tried, solved, median_reply, reputation)
		SELECT expert, topic, tried, solved, median, reputation FROM fresh
		ON CONFLICT (person, topic) DO UPDATE
		SET tried = excluded.tried, solved = excluded.solved, median_reply = excluded.median_reply, reputation = excluded.reputation
		WHERE (s.tried, s.solved, s.median_reply, s.reputation) IS DISTINCT FROM (excluded.tried, excluded.solved, excluded.median_reply, excluded.reputation)`,
		now.Add(-statsReach), now, starsHalfDays, starsGiven, starsGivenMean)
	if err != nil {
		return 0, fmt.Errorf("reckon experts: %w", err)
	}
	return res.RowsAffected()
}
