package tickets

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/lib/pq"
)

// Vote is a rating as it counts for one helper. It has no words: those are read
// on the ticket, as long as it may be read.
type Vote struct {
	Ticket     int64     `db:"ticket"`
	Resolution int       `db:"resolution"`
	Topic      string    `db:"topic"`
	Customer   uuid.UUID `db:"customer"`
	Stars      int       `db:"stars"`
	At         time.Time `db:"at"`
	Whole      bool      `db:"whole"` // or staff finished what this helper had begun
}

// maxVotes is how many of a helper's ratings count: older ones have lost their
// weight.
const maxVotes = 2000

// VotesFor are a helper's ratings, newest first.
func (d *Desk) VotesFor(ctx context.Context, helper uuid.UUID) ([]Vote, error) {
	votes, err := d.VotesForAll(ctx, []uuid.UUID{helper})
	return votes[helper], err
}

// VotesForAll are the ratings of many helpers, each one's newest first.
func (d *Desk) VotesForAll(ctx context.Context, helpers []uuid.UUID) (map[uuid.UUID][]Vote, error) {
	var rows []struct {
		Helper uuid.UUID `db:"helper"`
		Vote
	}
	err := d.app.SelectContext(ctx, &rows, `
		SELECT h.helper, v.* FROM unnest($1::uuid[]) AS h (helper) CROSS JOIN LATERAL (
		    SELECT r.ticket, r.resolution, t.topic, t.customer, r.stars, r.rated_at AS at, coalesce(r.handler = h.helper, false) AS whole
		    FROM desk.ratings r JOIN desk.tickets t ON t.number = r.ticket
		    WHERE (r.handler = h.helper OR r.helped = h.helper) AND r.stars IS NOT NULL ORDER BY r.rated_at DESC, r.ticket LIMIT $2) v
		ORDER BY h.helper, v.at DESC, v.ticket`, pq.Array(helpers), maxVotes)
	votes := make(map[uuid.UUID][]Vote, len(helpers))
	for _, r := range rows {
		votes[r.Helper] = append(votes[r.Helper], r.Vote)
	}
	return votes, err
}

// Merit is what a helper has solved, as far as it has stayed solved.
type Merit struct {
	Solved    int `db:"solved"`
	Languages int `db:"languages"`
	Topics    int `db:"topics"`
	AtNight   int `db:"at_night"` // between ten and six o'clock
	Finished  int `db:"finished"` // begun by this helper, finished by staff
}

// ResolvedBy counts how often a helper has resolved a ticket, those that were
// reopened too.
func (d *Desk) ResolvedBy(ctx context.Context, helper uuid.UUID) (n int, err error) {
	return n, d.reads.Get(ctx, &n, `SELECT count(*) FROM desk.ratings WHERE handler = $1`, helper)
}

// MeritOf a helper, by the clock of a zone.
func (d *Desk) MeritOf(ctx context.Context, helper uuid.UUID, zone *time.Location) (Merit, error) {
	var m Merit
	err := d.app.GetContext(ctx, &m, `
		SELECT count(*) FILTER (WHERE mine) AS solved, count(DISTINCT language) FILTER (WHERE mine) AS languages, count(DISTINCT topic) FILTER (WHERE mine) AS topics,
		       count(*) FILTER (WHERE mine AND (hour >= 22 OR hour < 6)) AS at_night, count(*) FILTER (WHERE NOT mine) AS finished
		FROM (SELECT t.language, t.topic, extract(hour FROM r.asked_at AT TIME ZONE $2) AS hour, coalesce(r.handler = $1, false) AS mine
		      FROM desk.ratings r JOIN desk.tickets t ON t.number = r.ticket AND t.resolutions = r.resolution
		      WHERE (r.handler = $1 OR r.helped = $1) AND NOT t.active) x`, helper, zone.String())
	return m, err
}

// Thanks is what a helper is thanked for in one month.
type Thanks struct {
	Month  string `db:"month"` // 2026-11
	Solved int    `db:"solved"`
	Happy  int    `db:"happy"` // customers who gave five stars
}

// ThanksTo a helper, newest month first, by the clock of a zone.
func (d *Desk) ThanksTo(ctx context.Context, helper uuid.UUID, zone *time.Location, months int) ([]Thanks, error) {
	thanks := []Thanks{}
	err := d.app.SelectContext(ctx, &thanks, `
		SELECT to_char(r.asked_at AT TIME ZONE $2, 'YYYY-MM') AS month, count(*) AS solved, count(DISTINCT t.customer) FILTER (WHERE r.stars = 5) AS happy
		FROM desk.ratings r JOIN desk.tickets t ON t.number = r.ticket AND t.resolutions = r.resolution
		WHERE r.handler = $1 AND NOT t.active GROUP BY 1 ORDER BY 1 DESC LIMIT $3`, helper, zone.String(), months)
	return thanks, err
}
