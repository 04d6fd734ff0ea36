package recognition

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"time"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"kontor/tickets"
)

// record is what counts for a helper.
type record struct {
	ratings []Rating
	audits  []Audit
}

// recordsOf are what counts, by helper: all ratings but the contested ones that staff
// decided not to count, and all audits but those that staff have set aside.
func (h *Hall) recordsOf(ctx context.Context, helpers ...uuid.UUID) (map[uuid.UUID]record, error) {
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
	audits, err := h.auditsOf(ctx, helpers)
	if err != nil {
		return nil, err
	}
	records := make(map[uuid.UUID]record, len(helpers))
	for _, helper := range helpers {
		r := record{audits: audits[helper]}
		for _, v := range votes[helper] {
			if c, some := contests[placeOf(v)]; !some || c.counts() {
				r.ratings = append(r.ratings, Rating{Topic: v.Topic, Customer: v.Customer, Stars: v.Stars, At: v.At, Whole: v.Whole})
			}
		}
		records[helper] = r
	}
	return records, nil
}

func (h *Hall) auditsOf(ctx context.Context, helpers []uuid.UUID) (map[uuid.UUID][]Audit, error) {
	var rows []struct {
		Person uuid.UUID `db:"person"`
		Topic  string    `db:"topic"`
		Good   bool      `db:"good"`
		At     time.Time `db:"at"`
	}
	err := h.db.SelectContext(ctx, &rows, `
		SELECT person, topic, state = 'good' AS good, ended_at AS at FROM desk.audits
		WHERE person = ANY ($1) AND state IN ('good', 'missed') AND counts ORDER BY ended_at, id`, pq.Array(helpers))
	if err != nil {
		return nil, fmt.Errorf("read audits: %w", err)
	}
	by := map[uuid.UUID][]Audit{}
	for _, r := range rows {
		by[r.Person] = append(by[r.Person], Audit{Topic: r.Topic, Good: r.Good, At: r.At})
	}
	return by, nil
}

// Own is a helper's reputation as they may know it themself: from the first rating on.
func (h *Hall) Own(ctx context.Context, helper uuid.UUID) (Reputation, error) {
	records, err := h.recordsOf(ctx, helper)
	r := records[helper]
	return ReputationOf(r.ratings, r.audits, h.clock.Now()), err
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
	records, err := h.recordsOf(ctx, experts...)
	if err != nil {
		return 0, err
	}
	rows, now := []reckoned{}, h.clock.Now()
	for expert, of := range records {
		for topic, r := range ByTopic(of.ratings, of.audits, now) {
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
