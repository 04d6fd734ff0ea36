package tickets

import (
	"context"
	"fmt"
	"time"
)

// statsReach is how far back an expert's work counts in routing.
const statsReach = 365 * 24 * time.Hour

// ReckonExperts reckons anew what is known of each expert's work in each topic: tickets
// taken, solved without staff, and the median time to the first reply. Whoever was rated
// for a topic has a row too; package recognition puts the reputation there. It gives
// the number of rows that changed.
func (d *Desk) ReckonExperts(ctx context.Context) (int64, error) {
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
		), solved AS (
		    SELECT r.handler AS expert, t.topic, count(DISTINCT r.ticket) AS solved
		    FROM desk.ratings r JOIN desk.tickets t ON t.number = r.ticket AND t.resolutions = r.resolution
		    WHERE r.handler_role = 'expert' AND r.asked_at >= $1 AND t.tier = 'expert' AND t.phase <> 'active'
		    GROUP BY r.handler, t.topic
		), rated AS (
		    SELECT DISTINCT h.expert, t.topic FROM desk.ratings r JOIN desk.tickets t ON t.number = r.ticket,
		        LATERAL (SELECT r.handler WHERE r.handler_role = 'expert' UNION ALL SELECT r.helped) h (expert)
		    WHERE r.stars IS NOT NULL AND h.expert IS NOT NULL
		), fresh AS (
		    SELECT expert, topic, coalesce(w.tried, 0) AS tried, coalesce(s.solved, 0) AS solved, w.median
		    FROM rated FULL JOIN work w USING (expert, topic) LEFT JOIN solved s USING (expert, topic)
		), gone AS (
		    DELETE FROM desk.expert_stats s WHERE NOT EXISTS (SELECT FROM fresh f WHERE f.expert = s.person AND f.topic = s.topic)
		)
		INSERT INTO desk.expert_stats AS s (person, topic, tried, solved, median_reply, reputation)
		SELECT expert, topic, tried, solved, median, 0 FROM fresh
		ON CONFLICT (person, topic) DO UPDATE SET tried = excluded.tried, solved = excluded.solved, median_reply = excluded.median_reply
		WHERE (s.tried, s.solved, s.median_reply) IS DISTINCT FROM (excluded.tried, excluded.solved, excluded.median_reply)`,
		d.clock.Now().Add(-statsReach))
	if err != nil {
		return 0, fmt.Errorf("reckon experts: %w", err)
	}
	return res.RowsAffected()
}
