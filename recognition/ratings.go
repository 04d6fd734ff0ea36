package recognition

import (
	"context"
	"encoding/json"
	"fmt"
	"math"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"kontor/tickets"
)

// ratings are those that count, by helper: all but the contested ones that staff
// decided not to count.
func (h *Hall) ratings(ctx context.Context, helpers []uuid.UUID) (map[uuid.UUID][]Rating, error) {
	votes, err := h.desk.VotesForAll(ctx, helpers)
	if err != nil {
		return nil, fmt.Errorf("read ratings: %w", err)
	}
	var all []tickets.Vote
	for _, of := range votes {
		all = append(all, of...)
	}
	contests, err := h.contestsOn(ctx, all)
	if err != nil {
		return nil, err
	}
	ratings := make(map[uuid.UUID][]Rating, len(votes))
	for helper, of := range votes {
		for _, v := range of {
			if c, some := contests[placeOf(v)]; !some || c.counts() {
				ratings[helper] = append(ratings[helper], Rating{Topic: v.Topic, Customer: v.Customer, Stars: v.Stars, At: v.At, Whole: v.Whole})
			}
		}
	}
	return ratings, nil
}

// Own is a helper's reputation as they may know it themself: from the first rating on.
func (h *Hall) Own(ctx context.Context, helper uuid.UUID) (Reputation, error) {
	ratings, err := h.ratings(ctx, []uuid.UUID{helper})
	return ReputationOf(ratings[helper], h.clock.Now()), err
}

// reckonAtOnce is how many experts' ratings are held in memory at a time.
const reckonAtOnce = 100

// Reckon writes down what each expert's reputation in each topic is now, for routing
// to read: new ratings, decided contests and fading alike. It gives the number of
// rows that changed.
func (h *Hall) Reckon(ctx context.Context) (changed int64, err error) {
	var experts []uuid.UUID
	if err := h.db.SelectContext(ctx, &experts, `SELECT DISTINCT person FROM desk.expert_stats ORDER BY person`); err != nil {
		return 0, fmt.Errorf("read experts: %w", err)
	}
	for len(experts) > 0 {
		some := experts[:min(len(experts), reckonAtOnce)]
		n, err := h.reckonSome(ctx, some)
		if changed += n; err != nil {
			return changed, err
		}
		experts = experts[len(some):]
	}
	return changed, nil
}

// reckoned is a row as it is written.
type reckoned struct {
	Person uuid.UUID `json:"person"`
	Topic  string    `json:"topic"`
	Stars  float64   `json:"stars"`
}

func (h *Hall) reckonSome(ctx context.Context, experts []uuid.UUID) (int64, error) {
	ratings, err := h.ratings(ctx, experts)
	if err != nil {
		return 0, err
	}
	rows, now := []reckoned{}, h.clock.Now()
	for expert, of := range ratings {
		for topic, r := range ByTopic(of, now) {
			rows = append(rows, reckoned{expert, topic, hundredth(r.Stars)})
		}
	}
	raw, err := json.Marshal(rows)
	if err != nil {
		return 0, fmt.Errorf("write reputations: %w", err)
	}
	result, err := h.db.ExecContext(ctx, `
		UPDATE desk.expert_stats s SET reputation = f.stars
		FROM desk.expert_stats o LEFT JOIN json_to_recordset($2) AS r (person uuid, topic text, stars real) USING (person, topic),
		     LATERAL (SELECT coalesce(r.stars, 0) AS stars) f
		WHERE o.person = ANY ($1) AND s.person = o.person AND s.topic = o.topic AND s.reputation <> f.stars`, pq.Array(experts), string(raw))
	if err != nil {
		return 0, fmt.Errorf("write reputations: %w", err)
	}
	return result.RowsAffected()
}

// hundredth rounds stars, so that mere fading does not write every row each time.
func hundredth(stars float64) float64 { return math.Round(stars*100) / 100 }
